// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// document: rows of the table and what they print.
#include "amparo/cli/command.hpp"

#include <vector>

namespace amparo::cli {

void add_document_commands(std::vector<Command>& to);

// acts_document.cpp
Answer act_document_add(Run& run);
Answer act_document_save(Run& run);
Answer act_document_verify(Run& run);

// shows_document.cpp
void show_document(Run& run, Json const& result, Page& page);
void show_documents(Run& run, Json const& result, Page& page);
void show_document_history(Run& run, Json const& result, Page& page);
void show_document_verified(Run& run, Json const& result, Page& page);
void show_document_tidied(Run& run, Json const& result, Page& page);

}  // namespace amparo::cli
