// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What each command prints for people, from the result that --json prints for programs.
#include "amparo/cli/command.hpp"
#include "amparo/codec/json.hpp"

#include <string>
#include <string_view>

namespace amparo::cli {

/// The whole number under `key`; 0 where there is none.
[[nodiscard]] inline std::string number(Json const& object, std::string_view key) {
    return std::to_string(codec::int_at(object, key).value_or(0));
}

// shows_vault.cpp
void show_init(Run& run, Json const& result, Page& page);
void show_info(Run& run, Json const& result, Page& page);
void show_verify(Run& run, Json const& result, Page& page);
void show_backup(Run& run, Json const& result, Page& page);
/// Stays that lost their place to another, one a line.
void show_displaced(Run& run, Json const& result, Page& page);
void show_merge(Run& run, Json const& result, Page& page);
void show_compact(Run& run, Json const& result, Page& page);
void show_member_added(Run& run, Json const& result, Page& page);
void show_members(Run& run, Json const& result, Page& page);
void show_member_removed(Run& run, Json const& result, Page& page);
void show_rekeyed(Run& run, Json const& result, Page& page);
void show_passphrase_changed(Run& run, Json const& result, Page& page);
void show_kit(Run& run, Json const& result, Page& page);
void show_recovered(Run& run, Json const& result, Page& page);
// shows_record.cpp
void show_forms(Run& run, Json const& result, Page& page);
void show_form(Run& run, Json const& result, Page& page);
void show_form_added(Run& run, Json const& result, Page& page);
void show_created(Run& run, Json const& result, Page& page);
void show_updated(Run& run, Json const& result, Page& page);
void show_record(Run& run, Json const& result, Page& page);
void show_records(Run& run, Json const& result, Page& page);
void show_history(Run& run, Json const& result, Page& page);
void show_resolved(Run& run, Json const& result, Page& page);
void show_erased(Run& run, Json const& result, Page& page);
void show_forgotten(Run& run, Json const& result, Page& page);
void show_person(Run& run, Json const& result, Page& page);
void show_similar(Run& run, Json const& result, Page& page);
void show_hits(Run& run, Json const& result, Page& page);
void show_today(Run& run, Json const& result, Page& page);
void show_drafts(Run& run, Json const& result, Page& page);
void show_draft_discarded(Run& run, Json const& result, Page& page);
void show_assessment(Run& run, Json const& result, Page& page);
// shows_directory.cpp
void show_imported(Run& run, Json const& result, Page& page);
void show_exported(Run& run, Json const& result, Page& page);
void show_services(Run& run, Json const& result, Page& page);
void show_service(Run& run, Json const& result, Page& page);
void show_matches(Run& run, Json const& result, Page& page);
// shows_sharing.cpp
void show_release_signed(Run& run, Json const& result, Page& page);
void show_release_withdrawn(Run& run, Json const& result, Page& page);
void show_releases(Run& run, Json const& result, Page& page);
void show_card_exported(Run& run, Json const& result, Page& page);
void show_card_renewed(Run& run, Json const& result, Page& page);
void show_card_added(Run& run, Json const& result, Page& page);
void show_cards(Run& run, Json const& result, Page& page);
void show_preview(Run& run, Json const& result, Page& page);
void show_sent(Run& run, Json const& result, Page& page);
void show_opened(Run& run, Json const& result, Page& page);
void show_answered(Run& run, Json const& result, Page& page);
void show_step(Run& run, Json const& result, Page& page);
void show_referrals(Run& run, Json const& result, Page& page);
void show_referral(Run& run, Json const& result, Page& page);
void show_summary(Run& run, Json const& result, Page& page);
void show_letter(Run& run, Json const& result, Page& page);
void show_disclosures(Run& run, Json const& result, Page& page);
// shows_legal.cpp
void show_deadline_rules(Run& run, Json const& result, Page& page);
void show_deadline_computed(Run& run, Json const& result, Page& page);
void show_deadline(Run& run, Json const& result, Page& page);
void show_deadlines(Run& run, Json const& result, Page& page);
// shows_audit.cpp
void show_audit(Run& run, Json const& result, Page& page);
void show_closure(Run& run, Json const& result, Page& page);
void show_interval(Run& run, Json const& result, Page& page);
void show_grim(Run& run, Json const& result, Page& page);
// shows_settings.cpp
void show_vocabularies(Run& run, Json const& result, Page& page);
void show_term_set(Run& run, Json const& result, Page& page);
void show_periods(Run& run, Json const& result, Page& page);
void show_suggested(Run& run, Json const& result, Page& page);
void show_period_set(Run& run, Json const& result, Page& page);
void show_due(Run& run, Json const& result, Page& page);
void show_kept(Run& run, Json const& result, Page& page);
// shows_shelter.cpp
void show_units(Run& run, Json const& result, Page& page);
void show_unit_step(Run& run, Json const& result, Page& page);
void show_beds_found(Run& run, Json const& result, Page& page);
void show_stay(Run& run, Json const& result, Page& page);
void show_bed_asked(Run& run, Json const& result, Page& page);
void show_bed_closed(Run& run, Json const& result, Page& page);
void show_waiting(Run& run, Json const& result, Page& page);
void show_stays(Run& run, Json const& result, Page& page);
// shows_house.cpp
void show_board(Run& run, Json const& result, Page& page);
void show_handover(Run& run, Json const& result, Page& page);
void show_token_taken(Run& run, Json const& result, Page& page);
void show_token_answered(Run& run, Json const& result, Page& page);
void show_tokens(Run& run, Json const& result, Page& page);
void show_person_copy(Run& run, Json const& result, Page& page);
void show_calendar(Run& run, Json const& result, Page& page);
// shows_evidence.cpp
void show_population(Run& run, Json const& result, Page& page);
void show_populations(Run& run, Json const& result, Page& page);
void show_evidence_table(Run& run, Json const& result, Page& page);
void show_publications(Run& run, Json const& result, Page& page);
void show_said(Run& run, Json const& result, Page& page);
void show_policy(Run& run, Json const& result, Page& page);
void show_bundle(Run& run, Json const& result, Page& page);
void show_microdata(Run& run, Json const& result, Page& page);
void show_synthetic(Run& run, Json const& result, Page& page);
void show_htcds_check(Run& run, Json const& result, Page& page);
void show_htcds_export(Run& run, Json const& result, Page& page);
void show_htcds_import(Run& run, Json const& result, Page& page);
void show_interview(Run& run, Json const& result, Page& page);
void show_interview_withdrawn(Run& run, Json const& result, Page& page);
void show_studies(Run& run, Json const& result, Page& page);
void show_study_started(Run& run, Json const& result, Page& page);
void show_keepers(Run& run, Json const& result, Page& page);
// shows_program.cpp
void show_doctor(Run& run, Json const& result, Page& page);
void show_version(Run& run, Json const& result, Page& page);

}  // namespace amparo::cli
