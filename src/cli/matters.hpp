// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// matter, relief, hold, request: rows of the table and what they print.
#include "amparo/cli/command.hpp"

#include <vector>

namespace amparo::cli {

void add_matter_commands(std::vector<Command>& to);
void add_relief_commands(std::vector<Command>& to);
void add_hold_commands(std::vector<Command>& to);

// shows_matter.cpp
void show_conflict_check(Run& run, Json const& result, Page& page);
void show_matter(Run& run, Json const& result, Page& page);
void show_matters(Run& run, Json const& result, Page& page);
void show_party_added(Run& run, Json const& result, Page& page);
void show_party_corrected(Run& run, Json const& result, Page& page);
void show_walls(Run& run, Json const& result, Page& page);
void show_time(Run& run, Json const& result, Page& page);
// shows_relief.cpp
void show_relief_options(Run& run, Json const& result, Page& page);
void show_relief(Run& run, Json const& result, Page& page);
void show_law_list(Run& run, Json const& result, Page& page);
void show_law_confirmed(Run& run, Json const& result, Page& page);
void show_hold(Run& run, Json const& result, Page& page);
void show_holds(Run& run, Json const& result, Page& page);
void show_request_count(Run& run, Json const& result, Page& page);

}  // namespace amparo::cli
