// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// template: rows of the table, what they do and what they print.
#include "amparo/cli/command.hpp"

#include <vector>

namespace amparo::cli {

void add_template_commands(std::vector<Command>& to);

// acts_template.cpp, word_apart.cpp
Answer act_template(Run& run);
Answer act_template_check(Run& run);
Answer act_template_words(Run& run);

// shows_template.cpp
void show_template_names(Run& run, Json const& result, Page& page);
void show_templates(Run& run, Json const& result, Page& page);
void show_template_check(Run& run, Json const& result, Page& page);
void show_template_preview(Run& run, Json const& result, Page& page);
void show_filled(Run& run, Json const& result, Page& page);
/// What a document was filled from, where it was.
void show_made_of(Run& run, Json const& made_of, Page& page);

}  // namespace amparo::cli
