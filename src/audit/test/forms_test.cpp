// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/audit/audit.hpp"

#include <gtest/gtest.h>
