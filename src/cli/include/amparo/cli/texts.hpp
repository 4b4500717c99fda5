// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// All that the program says itself, in English and Spanish side by side. (What commands and arguments are
/// for is said in their rows; codes are put into words in words.cpp; what the engine says, in translate.cpp.)
#include "amparo/cli/texts/audit.hpp"
#include "amparo/cli/texts/evidence.hpp"
#include "amparo/cli/texts/legal.hpp"
#include "amparo/cli/texts/program.hpp"
#include "amparo/cli/texts/results.hpp"
#include "amparo/cli/texts/settings.hpp"
