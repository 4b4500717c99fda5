// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The rows of the command table, by subject; commands() puts them together in this order.
#include "amparo/cli/command.hpp"

#include <vector>

namespace amparo::cli {

void add_vault_commands(std::vector<Command>& to);
void add_record_commands(std::vector<Command>& to);
void add_directory_commands(std::vector<Command>& to);
void add_sharing_commands(std::vector<Command>& to);
void add_legal_commands(std::vector<Command>& to);
void add_audit_commands(std::vector<Command>& to);
void add_settings_commands(std::vector<Command>& to);
void add_shelter_commands(std::vector<Command>& to);
void add_house_commands(std::vector<Command>& to);
void add_evidence_commands(std::vector<Command>& to);
void add_htcds_commands(std::vector<Command>& to);
void add_program_commands(std::vector<Command>& to);

// Arguments that several commands share.
[[nodiscard]] Argument record_id();
[[nodiscard]] Argument of_person(bool required = false);
[[nodiscard]] Argument limit(Text help);
[[nodiscard]] Argument data_file();
[[nodiscard]] Argument assignments();
[[nodiscard]] Argument output(Text help);
[[nodiscard]] Argument force();

}  // namespace amparo::cli
