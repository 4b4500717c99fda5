// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Commands that do more than call one method with what was typed.
#include "amparo/cli/command.hpp"

namespace amparo::cli {

// acts_vault.cpp
Answer act_verify(Run& run);
Answer act_backup(Run& run);
Answer act_merge(Run& run);
Answer act_member_add(Run& run);
Answer act_member_passphrase(Run& run);
Answer act_recovery_print(Run& run);
Answer act_recovery_use(Run& run);
// acts_sharing.cpp
Answer act_import(Run& run);
Answer act_export(Run& run);
Answer act_card_export(Run& run);
Answer act_card_renew(Run& run);
Answer act_send(Run& run);
Answer act_answer(Run& run);
Answer act_letter(Run& run);
Answer act_calendar(Run& run);
// acts_settings.cpp
Answer act_vocabulary(Run& run);
// acts_evidence.cpp
Answer act_publish(Run& run);
Answer act_microdata(Run& run);
Answer act_synthesize(Run& run);
// acts_htcds.cpp
Answer act_htcds_check(Run& run);
Answer act_htcds_export(Run& run);
// acts_program.cpp
Answer act_in_language(Run& run);
Answer act_api(Run& run);
Answer act_help(Run& run);
Answer act_manual(Run& run);
Answer act_completion(Run& run);
Answer act_version(Run& run);
// audit.cpp, acts_closure.cpp
Answer act_audit(Run& run);
Answer act_closure(Run& run);
Answer act_interval(Run& run);
Answer act_grim(Run& run);
// call.cpp, doctor.cpp, open.cpp
Answer act_call(Run& run);
Answer act_doctor(Run& run);
Answer act_open(Run& run);

// acts_law.cpp: what is known by jurisdiction; one of which nothing is known is refused with those known.
Answer act_relief_options(Run& run);
Answer act_deadline_rules(Run& run);

}  // namespace amparo::cli
