// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// document marks, redact and packet: rows of the table and what they print.
#include "amparo/cli/command.hpp"

#include <vector>

namespace amparo::cli {

void add_paper_commands(std::vector<Command>& to);

// acts_paper.cpp
Answer act_document_marks(Run& run);
Answer act_document_redact(Run& run);
Answer act_document_packet(Run& run);

// shows_paper.cpp
void show_document_marks(Run& run, Json const& result, Page& page);
void show_document_redacted(Run& run, Json const& result, Page& page);
void show_document_packet(Run& run, Json const& result, Page& page);

}  // namespace amparo::cli
