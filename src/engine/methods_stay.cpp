// SPDX-License-Identifier: AGPL-3.0-or-later
// stay.*: coming, staying, moving, leaving. Rules: src/shelter.
#include "housing.hpp"

namespace amparo::engine {

Answer Engine::Session::stay_start(Json const& params) {
    Housing housing{*this};
    AMPARO_TRY(auto const ask, housing.bed_ask_in(params));
    AMPARO_TRY(auto const places, housing.places_in(params));
    return housing.new_stay(
        params,
        [&](shelter::Known const& known) {
            return shelter::arrive_at_once(known, places, ask.household, ask.until);
        },
        ask, true);
}

Result<Done, Failure> Engine::Session::Housing::has_no_other(std::optional<PersonId> const& who,
                                                             std::optional<RecordId> const& stay,
                                                             bool is_coming) const {
    for (shelter::Stay const& other : s.shelter().stays) {
        auto const& row = s.shelter().rows.at(other.id);
        if (!who || other.id == stay || !in_force(other, s.now()) ||
            (row.person != who && !is_with(row.fields, *who)))
            continue;
        bool const stays = other.state == shelter::StayState::kStaying;
        if (stays && is_coming)
            return refused("this person is staying in a house already (stay " + other.id.text() +
                               "); nothing was changed",
                           "person", "stay move takes them along; stay leave ends it");
        if (!stays && !is_coming)
            return refused(
                "a place is held for this person already (stay " + other.id.text() + "); nothing was changed",
                "person", "stay move changes the place; stay end frees it");
    }
    return Done{};
}

/// What a stay leaves empty in a house that makes units ready; one that is another's tonight or later is not taken from them.
Result<std::vector<Engine::Session::Change>, Failure> Engine::Session::Housing::made_ready_after(
    projection::RecordView const& stay, Json const& data) const {
    std::vector<Change> out;
    bool const was_there =
        codec::text_at(stay.state.fields, "state") == shelter::name(shelter::StayState::kStaying);
    if (!was_there || !data.contains("places")) return out;
    auto const units_of = [](std::vector<shelter::Span> const& spans) {
        std::set<RecordId> units;
        for (shelter::Span const& span : spans)
            if (!span.ended) units.insert(span.unit);
        return units;
    };
    Shelter const& here = s.shelter();
    std::set<RecordId> taken = units_of(shelter::spans_from(codec::list_at(data, "places")));
    for (shelter::Stay const& other : here.stays)
        if (other.id != stay.id && in_force(other, s.now())) taken.merge(units_of(other.spans));
    for (RecordId const& id : units_of(shelter::spans_from(codec::list_at(stay.state.fields, "places")))) {
        shelter::Unit const* const unit = here.unit(id);
        if (unit == nullptr || taken.contains(id) || unit->condition != shelter::Condition::kAccepting ||
            !here.makes_ready(unit->house))
            continue;
        Json const step{
            {"unit", id.text()}, {"step", shelter::name(shelter::UnitStep::kPrepare)}, {"at", text(s.now())}};
        AMPARO_TRY(auto change, s.own_record("unit_step", std::nullopt, step));
        out.push_back(std::move(change));
    }
    return out;
}

/// One step of a stay. `more`: fields that the rules don't know, as where to.
Answer Engine::Session::Housing::change_stay(
    Json const& params,
    std::function<shelter::Fields(shelter::Known const&, RecordId const&, Json const&)> step,
    Json const& more) const {
    AMPARO_TRY(auto const view, s.record_of_kind(params, "id", "stay"));
    if (!view.state.conflicts.empty())
        return refused("two colleagues changed this stay differently; nothing was changed",
                       view.state.conflicts.front().field, "settle it first: amparo record resolve");
    shelter::Ask const ask = ask_of(view.state.fields);
    StayRule const rule = [&](shelter::Known const& known) {
        return step(known, view.id, view.state.fields);
    };
    AMPARO_TRY(auto data, decided(rule, ask, view.id));
    data.update(more);
    AMPARO_TRY(auto change, s.change_of(view, data, revisions::Op::kUpdate, view.state.heads));
    std::vector<Change> changes;
    auto const request = RecordId::parse(codec::text_at(view.state.fields, "request").value_or(""));
    bool const came = codec::text_at(data, "state") == shelter::name(shelter::StayState::kStaying);
    if (auto const asked = request.ok() && came ? s.projection_->record(request.value()) : std::nullopt;
        asked) {
        AMPARO_TRY(auto housed, housed_request(*asked));
        changes.insert(changes.end(), housed.begin(), housed.end());
    }
    changes.push_back(std::move(change));
    AMPARO_TRY(auto readied, made_ready_after(view, data));
    changes.insert(changes.end(), readied.begin(), readied.end());
    auto const still_allowed = [&]() -> NewEntries {
        auto const still = s.projection_->record(view.id);
        if (!still || still->state.heads != view.state.heads)
            return refused("a colleague changed this stay in this moment; nothing was changed", "id",
                           "look at it again, then decide");
        return nothing_more(decided(rule, ask, view.id));
    };
    AMPARO_DO(s.write(changes, still_allowed));
    Json out{{"id", view.id.text()}};
    Json fields = view.state.fields;
    fields.update(data);
    for (char const* key : {"state", "hold_until", "places", "away", "left_on"})
        if (Json const* const value = codec::find(fields, key); value != nullptr && !value->is_null())
            out[key] = *value;
    return out;
}

Answer Engine::Session::stay_arrive(Json const& params) {
    Housing housing{*this};
    AMPARO_TRY(auto const view, record_of_kind(params, "id", "stay"));
    AMPARO_DO(housing.has_no_other(view.person, view.id, true));
    auto const early =
        codec::bool_at(params, "early") == true ? shelter::Early::kSaid : shelter::Early::kNotSaid;
    return housing.change_stay(params,
                               [&](shelter::Known const& known, RecordId const& id, Json const& stay) {
                                   return shelter::arrive(known, id, stay, early);
                               });
}

Answer Engine::Session::stay_keep(Json const& params) {
    Housing housing{*this};
    auto const asked = codec::int_at(params, "minutes");
    return housing.change_stay(
        params, [&](shelter::Known const& known, RecordId const& id, Json const& stay) -> shelter::Fields {
            if (asked) return shelter::keep(known, id, stay, std::chrono::minutes{*asked});
            auto const spans = shelter::spans_from(codec::list_at(stay, "places"));
            auto const minutes =
                spans.empty() ? shelter::kHoldMinutes : housing.hold_minutes(spans.front().unit);
            AMPARO_TRY(auto kept, shelter::keep(known, id, stay, minutes));
            // Never shorter than it was, unless somebody says so.
            if (auto const before = codec::string_or(stay, "hold_until");
                before > codec::string_or(kept, "hold_until"))
                kept["hold_until"] = before;
            return kept;
        });
}

Answer Engine::Session::stay_extend(Json const& params) {
    auto const until = *shelter::night_from(codec::string_or(params, "until"));
    return Housing{*this}.change_stay(params,
                                      [&](shelter::Known const& known, RecordId const& id, Json const& stay) {
                                          return shelter::extend(known, id, stay, until);
                                      });
}

Answer Engine::Session::stay_move(Json const& params) {
    Housing housing{*this};
    AMPARO_TRY(auto const places, housing.places_in(params));
    return housing.change_stay(params,
                               [&](shelter::Known const& known, RecordId const& id, Json const& stay) {
                                   return shelter::move_to(known, id, stay, places);
                               });
}

Answer Engine::Session::stay_away(Json const& params) {
    auto const from = *shelter::night_from(codec::string_or(params, "from"));
    auto const until = *shelter::night_from(codec::string_or(params, "until"));
    return Housing{*this}.change_stay(params,
                                      [&](shelter::Known const& known, RecordId const&, Json const& stay) {
                                          return shelter::away(known, stay, from, until);
                                      });
}

Answer Engine::Session::stay_leave(Json const& params) {
    forms::Form const* const form = forms_.find("stay");
    Json said = Json::object();
    for (char const* key : {"destination", "feels_safe", "destination_place"})
        if (params.contains(key)) said[key] = params[key];
    auto const checked_fields = checked(*form, said, forms::Mode::kUpdate, Json::object(), {});
    if (!checked_fields.ok()) {
        Failure failure = checked_fields.error();
        failure.field.erase(0, 1);  // The fields are the parameters here.
        return Fail{std::move(failure)};
    }
    Json const& more = checked_fields.value();
    return Housing{*this}.change_stay(
        params,
        [](shelter::Known const& known, RecordId const&, Json const& stay) {
            return shelter::leave(known, stay);
        },
        more);
}

/// What was written down wrongly of how somebody left, or of nights away; `back`: they never left.
Answer Engine::Session::stay_correct(Json const& params) {
    Housing housing{*this};
    forms::Form const* const form = forms_.find("stay");
    AMPARO_TRY(auto const view, record_of_kind(params, "id", "stay"));
    Json said = Json::object();
    for (char const* key : {"destination", "feels_safe", "destination_place", "away", "end_reason"})
        if (params.contains(key)) said[key] = params[key];
    for (Json const& nights : codec::list_at(said, "away"))
        if (codec::string_or(nights, "until") <= codec::string_or(nights, "from"))
            return usage("nights away end before they begin", "away", "look at both days again");
    if (said.contains("away") && said["away"].empty()) said["away"] = nullptr;
    bool const is_back = codec::bool_at(params, "back").value_or(false);
    auto const left_on = codec::text_at(params, "left_on");
    if (said.empty() && !is_back && !left_on) return usage("nothing would change", "id", "say what");
    if (is_back && (left_on || said.contains("destination") || said.contains("feels_safe")))
        return usage("who never left went nowhere", "back");
    if (is_back) {
        AMPARO_DO(housing.has_no_other(view.person, view.id, true));
        for (char const* key : {"left_on", "destination", "feels_safe", "destination_place"})
            if (view.state.fields.contains(key)) said[key] = nullptr;
    }
    auto checked_fields = checked(*form, said, forms::Mode::kUpdate, view.state.fields, {});
    if (!checked_fields.ok()) {
        Failure failure = checked_fields.error();
        failure.field.erase(0, 1);  // The fields are the parameters here.
        return Fail{std::move(failure)};
    }
    return housing.change_stay(
        params,
        [&](shelter::Known const& known, RecordId const& id, Json const& stay) -> shelter::Fields {
            if (is_back) return shelter::come_back(known, id, stay);
            if (left_on) return shelter::left_on(known, id, stay, *shelter::night_from(*left_on));
            return Json::object();
        },
        checked_fields.value());
}

Answer Engine::Session::stay_end(Json const& params) {
    Json more = Json::object();
    if (params.contains("reason")) more["end_reason"] = params["reason"];
    return Housing{*this}.change_stay(
        params,
        [](shelter::Known const&, RecordId const&, Json const& stay) { return shelter::end_hold(stay); },
        more);
}

Answer Engine::Session::stay_list(Json const& params) {
    Housing housing{*this};
    AMPARO_DO(holds(Part::kPlan, {}));
    AMPARO_TRY(auto const who, person(params));
    bool const all = codec::bool_at(params, "all") == true;
    Shelter const& here = shelter();
    auto const occupancy = here.occupancy(now());
    std::map<RecordId, shelter::Claim const*> displaced;
    for (shelter::Claim const& claim : occupancy.displaced())
        displaced.emplace(here.stays[claim.stay].id, &claim);
    std::map<PersonId, std::set<RecordId>> stays_of;
    for (shelter::Stay const& stay : here.stays)
        if (auto const& of = here.rows.at(stay.id).person; of && in_force(stay, now()))
            stays_of[*of].insert(stay.id);
    std::map<std::string, Json> tasks;
    projection_->for_each("task", [&](projection::RecordView const& view) {
        std::string const of = codec::string_or(view.state.fields, "stay");
        if (of.empty() || codec::text_at(view.state.fields, "done") == "yes") return;
        Json one{{"record", view.id.text()}, {"what", codec::string_or(view.state.fields, "what")}};
        if (auto const due = codec::text_at(view.state.fields, "due_on"); due) one["due"] = *due;
        auto& list = tasks.emplace(of, Json::array()).first->second;
        list.push_back(std::move(one));
    });
    std::set<RecordId> seen;
    Json out = Json::array();
    for (shelter::Stay const& stay : here.stays) {
        auto const& row = here.rows.at(stay.id);
        if ((who && row.person != who && !is_with(row.fields, *who)) || (!all && !in_force(stay, now())) ||
            !seen.insert(stay.id).second)
            continue;
        Json one{{"id", stay.id.text()}, {"in_force", in_force(stay, now())}, {"disputed", row.disputed}};
        for (char const* key :
             {"state", "household", "held_at", "hold_until", "arrived_at", "left_on", "away"})
            if (row.fields.contains(key)) one[key] = row.fields[key];
        if (stay.state == shelter::StayState::kHeld && !in_force(stay, now())) one["lapsed"] = true;
        if (auto const at = tasks.find(stay.id.text()); at != tasks.end()) one["tasks"] = at->second;
        if (in_force(stay, now()) && !stay.spans.empty() && stay.spans.back().until != shelter::kNoEnd)
            one["leaves"] = shelter::text(stay.spans.back().until);
        one["places"] = Json::array();
        for (shelter::Span const& span : stay.spans) {
            auto const* const unit = here.unit(span.unit);
            Json place{{"place", place_text(span.unit, span.place)},
                       {"name", unit == nullptr ? "" : place_name(*unit, span.place)},
                       {"from", shelter::text(span.from)},
                       {"ended", span.ended}};
            if (span.until != shelter::kNoEnd) place["until"] = shelter::text(span.until);
            one["places"].push_back(std::move(place));
        }
        if (row.person) {
            one["person"] = row.person->text();
            one["chosen_name"] = chosen_name(*row.person);
            if (in_force(stay, now()) && stays_of[*row.person].size() > 1) one["in_two_stays"] = true;
        }
        if (auto const at = displaced.find(stay.id); at != displaced.end()) {
            one["obstacle"] = shelter::name(at->second->obstacle);
            one["instead"] = housing.next_free(housing.ask_of(row.fields), stay.id);
        }
        out.push_back(std::move(one));
    }
    return Json{{"stays", std::move(out)}};
}

}  // namespace amparo::engine
