// SPDX-License-Identifier: AGPL-3.0-or-later
// hold.*, request.count, matter.time: what stops erasure, what was asked of us in a year, how long work took.
//
//   H1 Stops.  While a hold stands, nothing of the record, of the person, or of the matter with all that is of it, is
//              erased or sealed anew, which erases what stood before; the refusal names the hold.
//   H2 Shown.  The record shows it to whoever may read the record. Why it was placed is in the legal part.
//   H3 Lifted. By a person, with the reason. A hold that was lifted once stays lifted.
//   H4 Deny.   Of several, each stops.
//   H5 Honest. A year's requests are counted as they were written down: by kind and decision, what left and under
//              what, and what left without a basis by itself. None is left out.
#include "session.hpp"

#include "amparo/matters/time.hpp"

#include <algorithm>
#include <map>

namespace amparo::engine {
namespace {

constexpr std::string_view kHoldKind = "legal_hold";
constexpr std::string_view kRequestKind = "matter_request";
constexpr std::string_view kLogKind = "matter_log";

bool stands(Json const& hold) {
    return !codec::text_at(hold, "lifted_at");
}

}  // namespace

Json Engine::Session::holds_on(projection::RecordView const& held) const {
    return holds_on(held.id, matter_of(held.kind, held.id, held.state.fields), held.person);
}

Json Engine::Session::holds_on(std::optional<RecordId> const& record, std::optional<RecordId> const& matter,
                               std::optional<PersonId> const& person) const {
    Json out = Json::array();
    projection_->for_each(kHoldKind, [&](projection::RecordView const& view) {
        Json const& hold = view.state.fields;
        auto const held = codec::text_at(hold, "record_id");
        bool const is_of_it = (record && held == record->text()) || (matter && held == matter->text()) ||
                              (person && codec::text_at(hold, "person_id") == person->text());
        // Two accounts of its end: it stands until a person settled it.
        bool const is_open = stands(hold) || !view.state.conflicts.empty();
        if (!is_of_it || !is_open) return;
        out.push_back(Json{{"id", view.id.text()},
                           {"placed_at", codec::string_or(hold, "placed_at")},
                           {"by", codec::string_or(hold, "by")}});
    });
    return out;
}

Result<Done, Failure> Engine::Session::not_held(projection::RecordView const& view) const {
    return no_hold(holds_on(view), "id");
}

Result<Done, Failure> Engine::Session::no_hold(Json const& holds, std::string const& field) {
    if (holds.empty()) return Done{};
    Json const& hold = holds.front();
    return refused("the legal hold of " + codec::string_or(hold, "placed_at").substr(0, 10) + " by " +
                       codec::string_or(hold, "by") + " stops this; nothing was erased",
                   field, "it ends when somebody lifts it: amparo hold lift " + codec::string_or(hold, "id"));
}

Answer Engine::Session::hold_place(Json const& params) {
    AMPARO_DO(holds(Part::kLegal, "why"));
    AMPARO_TRY(auto const about, person(params));
    if (about.has_value() == params.contains("record"))
        return usage("say which record, or which person", "record", "one of the two");
    Json data{{"placed_at", text(now())},
              {"by", member_name(vault_.keys().member)},
              {"why", codec::string_or(params, "why")}};
    if (about) {
        data["person_id"] = about->text();
    } else {
        AMPARO_TRY(auto const view, record(params, "record"));
        data["record_id"] = view.id.text();
    }
    AMPARO_TRY(auto change, own_record(kHoldKind, std::nullopt, data));
    std::string const id = change.record.text();
    AMPARO_DO(write({std::move(change)}));
    return Json{{"id", id}, {"lifted", false}};
}

Answer Engine::Session::hold_lift(Json const& params) {
    AMPARO_DO(holds(Part::kLegal, "why"));
    AMPARO_TRY(auto const view, record_of_kind(params, "id", kHoldKind));
    if (!stands(view.state.fields)) return refused("this hold was lifted before", "id");
    Json const data{{"lifted_at", text(now())},
                    {"lifted_by", member_name(vault_.keys().member)},
                    {"lifted_why", codec::string_or(params, "why")}};
    AMPARO_TRY(auto change, change_of(view, data, revisions::Op::kUpdate, view.state.heads));
    AMPARO_DO(write({std::move(change)}));
    return Json{{"id", view.id.text()}, {"lifted", true}};
}

Answer Engine::Session::hold_list(Json const& params) {
    bool const with_lifted = codec::bool_at(params, "lifted").value_or(false);
    Json out = Json::array();
    projection_->for_each(kHoldKind, [&](projection::RecordView const& view) {
        if (!stands(view.state.fields) && !with_lifted) return;
        Json row = view.state.fields;
        row["id"] = view.id.text();
        if (auto const who = PersonId::parse(codec::string_or(row, "person_id")); who.ok())
            row["chosen_name"] = chosen_name(who.value());
        if (std::string name = name_of(codec::string_or(row, "record_id")); !name.empty())
            row["record_name"] = std::move(name);
        out.push_back(std::move(row));
    });
    return Json{{"holds", std::move(out)}};
}

Answer Engine::Session::request_count(Json const& params) {  // H5
    AMPARO_DO(holds(Part::kLegal, {}));
    std::string const year = std::to_string(codec::int_at(params, "year").value_or(0));
    std::map<std::string, std::int64_t> instruments;
    std::map<std::string, std::int64_t> decisions;
    std::map<std::string, std::int64_t> left_under;
    std::int64_t received = 0;
    std::int64_t left = 0;
    std::int64_t without_basis = 0;
    std::int64_t told = 0;
    std::int64_t open = 0;
    std::int64_t sealed = 0;
    projection_->for_each(kRequestKind, [&](projection::RecordView const& view) {
        Json const& f = view.state.fields;
        auto const day = codec::text_at(f, "received_on");
        if (!day) {
            ++sealed;  // Behind a wall, or of a day nobody could say.
            return;
        }
        if (day->substr(0, 4) != year) return;
        ++received;
        ++instruments[codec::string_or(f, "instrument", "not_asked")];
        ++decisions[codec::string_or(f, "decision", "not_asked")];
        std::string const under = codec::string_or(f, "left_under", "not_asked");
        ++left_under[under];
        bool const something_left = !codec::string_or(f, "what_left").empty();
        bool const has_basis = (under == "release" && f.contains("release")) || under == "court_order" ||
                               under == "warrant" || under == "law";
        std::string const decision = codec::string_or(f, "decision");
        bool const is_given = (decision == "given" || decision == "part_given") && under != "nothing_left";
        bool const is_left = something_left || has_basis || is_given || under == "release";
        if (is_left) ++left;
        if (is_left && !has_basis) ++without_basis;
        if (codec::text_at(f, "person_told") == "yes") ++told;
        if (codec::text_at(f, "answered") != "yes") ++open;
    });
    return Json{{"year", year},
                {"received", received},
                {"instruments", instruments},
                {"decisions", decisions},
                {"left_under", left_under},
                {"something_left", left},
                {"without_basis", without_basis},
                {"person_told", told},
                {"not_answered", open},
                {"not_counted", sealed}};
}

Answer Engine::Session::matter_time(Json const& params) {
    AMPARO_TRY(auto const matter, matter_in(params, "id"));
    Json const& kept = matter.state.fields;
    std::int64_t const unit = std::max<std::int64_t>(codec::int_at(kept, "round_minutes").value_or(1), 1);
    auto const rounding =
        matters::rounding_named(codec::string_or(kept, "round")).value_or(matters::Rounding::kUp);
    std::int64_t minutes = 0;
    std::int64_t counted = 0;
    std::int64_t entries = 0;
    std::int64_t without = 0;
    std::map<std::string, std::int64_t> by;
    std::map<std::string, std::int64_t> activities;
    for (projection::RecordView const& view : records_of_matter(matter.id, kLogKind)) {
        auto const time = codec::int_at(view.state.fields, "minutes");
        if (!time) {
            ++without;
            continue;
        }
        std::int64_t const one = matters::rounded(*time, unit, rounding);
        minutes += *time;
        counted += one;
        ++entries;
        by[codec::string_or(view.state.fields, "by")] += one;
        activities[codec::string_or(view.state.fields, "activity")] += one;
    }
    return Json{{"id", matter.id.text()},
                {"entries", entries},
                {"without_time", without},
                {"minutes", minutes},
                {"counted", counted},
                {"round_minutes", unit},
                {"round", matters::name(rounding)},
                {"by", by},
                {"activities", activities}};
}

}  // namespace amparo::engine
