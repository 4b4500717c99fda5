// SPDX-License-Identifier: AGPL-3.0-or-later
// unit.*, bed.*: what is free, who waits for it, and a hold. Rules: src/shelter.
#include "housing.hpp"

#include "amparo/casework/first_contact.hpp"

#include <algorithm>
#include <charconv>

namespace amparo::engine {
namespace {

constexpr std::chrono::days kNightsAhead{731};

std::string sentence(shelter::Obstacle obstacle) {
    switch (obstacle) {
        case shelter::Obstacle::kNone:
        case shelter::Obstacle::kTaken:
            return "this place is somebody else's for one of these nights; nothing was changed";
        case shelter::Obstacle::kPreparing:
            return "this unit is being prepared; nothing was changed";
        case shelter::Obstacle::kOutOfService:
            return "this unit is out of service; nothing was changed";
        case shelter::Obstacle::kClosed:
            return "this unit is closed; nothing was changed";
    }
    return {};
}

Json places_json(std::vector<shelter::Offer> const& offers, std::vector<shelter::Unit> const& units) {
    Json out = Json::array();
    for (shelter::Offer const& offer : offers)
        for (std::uint16_t const place : offer.places) out.push_back(place_text(units[offer.unit].id, place));
    return out;
}

/// What is over everywhere (UTC-12) is not.
Result<Done, Failure> is_ahead(std::optional<std::string_view> day, Instant now) {
    if (!day || *day >= text(date_of(now - std::chrono::hours{12}))) return Done{};
    return usage("this day is over", "leave_by", "the day by which they must leave");
}

Result<Done, Failure> urgency_is_whole(Json const& request) {
    auto const urgency = codec::text_at(request, "urgency");
    if (urgency && *urgency != shelter::name(shelter::Urgency::kNone) &&
        codec::string_or(request, "urgency_stated_by").empty())
        return refused("urgency is a fact that somebody stated: say who", "urgency_stated_by",
                       "the person themselves, or who told us");
    if (codec::text_at(request, "leave_by") && urgency != shelter::name(shelter::Urgency::kMustLeaveBy))
        return refused("a day to leave by is the urgency must_leave_by", "urgency",
                       "say so, and who stated it");
    if (urgency == shelter::name(shelter::Urgency::kMustLeaveBy) && !codec::text_at(request, "leave_by"))
        return refused("say by which day they must leave", "leave_by", {});
    return Done{};
}

}  // namespace

Json Engine::Session::Housing::unit_json(shelter::Unit const& unit) const {
    Json out{{"unit", unit.id.text()},
             {"name", unit.name},
             {"house", unit.house.text()},
             {"house_name", s.shelter().house_name(unit.house)},
             {"sleeps", unit.places},
             {"shared", unit.shared},
             {"offers", shelter::to_json(unit.offers)}};
    return out;
}

Result<shelter::Ask, Failure> Engine::Session::Housing::bed_ask_in(Json const& params) const {
    Shelter const& here = s.shelter();
    shelter::Ask ask;
    ask.household = static_cast<std::uint16_t>(codec::int_at(params, "household").value_or(1));
    for (Json const& code : codec::list_at(params, "wishes")) {
        auto const wish = shelter::wish_named(code.get_ref<std::string const&>());
        if (!wish) return usage("there is no such wish", "wishes", "see form show unit");
        ask.wishes.insert(*wish);
    }
    if (params.contains("house")) {
        AMPARO_TRY(auto const house, s.record_of_kind(params, "house", "house"));
        ask.house = house.id;
    }
    ask.from = here.tonight(s.now(), ask.house);
    if (auto const from = codec::text_at(params, "from"); from) ask.from = *shelter::night_from(*from);
    if (auto const until = codec::text_at(params, "until"); until) ask.until = *shelter::night_from(*until);
    if (ask.from < here.tonight(s.now(), ask.house))
        return usage("this night is over", "from", "tonight, or a night to come");
    if (ask.from > here.tonight(s.now(), ask.house) + kNightsAhead)
        return usage("this night is more than two years ahead", "from", "look at the year again");
    if (ask.until <= ask.from)
        return usage("the last day comes before the first night", "until", "a later day");
    return ask;
}

/// What the household could have instead, best first: whole units, or places that sleep them together.
Json Engine::Session::Housing::next_free(shelter::Ask const& ask, std::optional<RecordId> const& stay) const {
    constexpr std::size_t kNamed = 3;
    Shelter const& here = s.shelter();
    auto const found = shelter::find_places(ask, here.units, here.occupancy(s.now()), stay);
    Json out = Json::array();
    auto const choice = [&](std::vector<shelter::Offer> const& offers) {
        std::string names;
        for (shelter::Offer const& offer : offers)
            for (std::uint16_t const place : offer.places)
                names += (names.empty() ? "" : " + ") + place_name(here.units[offer.unit], place);
        Json places = places_json(offers, here.units);
        out.push_back(Json{{"place", places.front()}, {"places", places}, {"name", std::move(names)}});
    };
    for (shelter::Offer const& offer : found.offers)
        if (out.size() < kNamed) choice({offer});
    if (found.offers.empty() && !found.several.empty()) choice(found.several);
    return out;
}

/// What the household of a stay asked for: its size and, by the request it came from, its wishes.
shelter::Ask Engine::Session::Housing::ask_of(Json const& stay) const {
    shelter::Ask ask;
    ask.household = static_cast<std::uint16_t>(codec::int_at(stay, "household").value_or(1));
    ask.from = s.shelter().tonight(s.now(), std::nullopt);
    auto const id = RecordId::parse(codec::string_or(stay, "request"));
    auto const request = id.ok() ? s.projection_->record(id.value()) : std::nullopt;
    if (!request) return ask;
    for (Json const& code : codec::list_at(request->state.fields, "wishes"))
        if (auto const wish = shelter::wish_named(code.is_string() ? code.get_ref<std::string const&>() : "");
            wish)
            ask.wishes.insert(*wish);
    return ask;
}

/// What is held without saying for how long: what the house says.
std::chrono::minutes Engine::Session::Housing::hold_minutes(RecordId const& unit) const {
    auto const* const found = s.shelter().unit(unit);
    auto const house = found == nullptr ? s.shelter().houses.end() : s.shelter().houses.find(found->house);
    return house == s.shelter().houses.end() ? shelter::kHoldMinutes : house->second.hold;
}

Failure Engine::Session::Housing::from_step(shelter::StepError const& error, shelter::Ask const& ask,
                                            std::optional<RecordId> const& stay) const {
    using C = shelter::StepCode;
    std::string names;
    if (error.code == C::kNotFree || error.code == C::kTooFewPlaces)
        for (Json const& free : next_free(ask, stay))
            names += (names.empty() ? "" : ", ") + codec::string_or(free, "name");
    std::string const instead =
        names.empty() ? "nothing else is free for them; see bed waiting" : "free for them: " + names;
    switch (error.code) {
        case C::kNotFromHere:
            return {Code::kRefused, "this stay can't take this step", "id", "see stay list"};
        case C::kNoSuchPlace:
            return {Code::kNotFound, "there is no such place, or it is named twice", "places",
                    "a unit's id; of a shared unit with the place: ID/2"};
        case C::kNotFree:
            return {Code::kRefused, sentence(error.obstacle), "places", instead};
        case C::kTooFewPlaces:
            return {Code::kRefused, "these places are too few for the household; nothing was changed",
                    "places", instead};
        case C::kNights:
            return {Code::kRefused, "these nights are over, or the wrong way round", "until",
                    "tonight or later"};
        case C::kMinutes:
            return {Code::kRefused, "a hold lasts from a minute to three days", "minutes", {}};
        case C::kNotYet:
            return {Code::kRefused, "this place is held for a night to come; nothing was changed", "early",
                    "stay arrive --early if they are here today: then it is theirs from tonight"};
    }
    return {Code::kUsage, "unknown", {}, {}};
}

Result<std::vector<shelter::Place>, Failure> Engine::Session::Housing::places_in(Json const& params) const {
    std::vector<shelter::Place> out;
    for (Json const& one : codec::list_at(params, "places")) {
        std::string_view const text = one.get_ref<std::string const&>();
        auto const slash = text.find('/');
        auto const id = RecordId::parse(text.substr(0, slash));
        std::uint16_t place = 0;
        bool well = id.ok();
        if (well && slash != std::string_view::npos) {
            char const* const end = text.data() + text.size();
            auto const [at, error] = std::from_chars(text.data() + slash + 1, end, place);
            well = error == std::errc{} && at == end;
        }
        if (!well)
            return usage("this names no place", "places",
                         "a unit's id; of a shared unit with the place: ID/2");
        out.push_back({id.value(), place});
    }
    if (out.empty()) return usage("name at least one place", "places", "see bed find");
    return out;
}

// --- units

Answer Engine::Session::unit_step(Json const& params) {
    AMPARO_TRY(auto const view, record_of_kind(params, "unit", "unit"));
    auto const step = shelter::unit_step_named(codec::string_or(params, "step"));
    std::string const reason = codec::string_or(params, "reason");
    if (!step || !shelter::condition_after(*step))
        return usage("there is no such step", "step",
                     "one of ready, prepare, take_out, bring_back, close, reopen");
    if (shelter::needs_reason(*step) && reason.empty())
        return refused("this step needs a reason", "reason", "nothing about a person: every member reads it");
    AMPARO_DO(holds(Part::kPlan, "unit"));
    auto const allowed = [&]() -> Result<Done, Failure> {
        Shelter const& here = shelter();
        shelter::Unit const* const unit = here.unit(view.id);
        if (unit == nullptr) return not_found("there is no such unit", "unit");
        auto const occupancy = here.occupancy(now());
        shelter::Night const tonight = shelter::night_of(now(), unit->utc_offset_minutes);
        for (std::uint16_t place = unit->first_place(); place <= unit->last_place(); ++place) {
            auto const moved = shelter::next(occupancy.state(*unit, place, tonight), *step);
            if (moved.ok()) continue;
            if (moved.error() == shelter::UnitError::kSomebodyIsThere)
                return refused("somebody stays there or is held a place; nothing was changed", "unit",
                               "move them first: stay move");
            return refused("a unit in this state can't take this step", "step", "see unit list");
        }
        return Done{};
    };
    AMPARO_DO(allowed());
    Json data{{"unit", view.id.text()}, {"step", shelter::name(*step)}, {"at", text(now())}};
    if (!reason.empty()) data["reason"] = reason;
    AMPARO_TRY(auto change, own_record("unit_step", std::nullopt, data));
    AMPARO_DO(write({std::move(change)}, [&] { return nothing_more(allowed()); }));
    return Json{{"unit", view.id.text()}, {"name", view.title}, {"step", shelter::name(*step)}};
}

Answer Engine::Session::unit_list(Json const& params) {
    Housing housing{*this};
    AMPARO_DO(holds(Part::kPlan, {}));
    AMPARO_TRY(auto const ask, housing.bed_ask_in(params));
    Shelter const& here = shelter();
    auto const occupancy = here.occupancy(now());
    Json out = Json::array();
    for (shelter::Unit const& unit : here.units) {
        if (ask.house && unit.house != *ask.house) continue;
        shelter::Night const tonight = shelter::night_of(now(), unit.utc_offset_minutes);
        Json row = housing.unit_json(unit);
        row["places"] = Json::array();
        for (std::uint16_t place = unit.first_place(); place <= unit.last_place(); ++place)
            row["places"].push_back(Json{{"place", place_text(unit.id, place)},
                                         {"name", place_name(unit, place)},
                                         {"state", shelter::name(occupancy.state(unit, place, tonight))}});
        out.push_back(std::move(row));
    }
    return Json{{"units", std::move(out)}};
}

// --- finding and holding

Answer Engine::Session::bed_find(Json const& params) {
    Housing housing{*this};
    AMPARO_DO(holds(Part::kPlan, {}));
    AMPARO_TRY(auto const ask, housing.bed_ask_in(params));
    Shelter const& here = shelter();
    auto const found = shelter::find_places(ask, here.units, here.occupancy(now()));
    Json offers = Json::array();
    for (shelter::Offer const& offer : found.offers) {
        Json row = housing.unit_json(here.units[offer.unit]);
        row["places"] = places_json({offer}, here.units);
        offers.push_back(std::move(row));
    }
    Json excluded = Json::array();
    for (shelter::Exclusion const& e : found.excluded) {
        Json row{{"unit", here.units[e.unit].id.text()},
                 {"name", here.units[e.unit].name},
                 {"why", shelter::name(e.why)}};
        if (e.wish) row["wish"] = shelter::name(*e.wish);
        excluded.push_back(std::move(row));
    }
    return Json{{"offers", std::move(offers)},
                {"together", places_json(found.several, here.units)},
                {"excluded", std::move(excluded)},
                {"units", here.units.size()}};
}

/// What is decided by what stands when it is written: once before, for the answer, and once under the lock.
Result<Json, Failure> Engine::Session::Housing::decided(StayRule const& rule, shelter::Ask const& ask,
                                                        std::optional<RecordId> const& stay) const {
    Shelter const& here = s.shelter();
    auto const occupancy = here.occupancy(s.now());
    auto const fields = rule({here.units, occupancy, s.now()});
    if (!fields.ok()) return Fail{from_step(fields.error(), ask, stay)};
    return fields.value();
}

Answer Engine::Session::Housing::new_stay(Json const& params, StayRule const& rule, shelter::Ask const& ask,
                                          bool is_coming) const {
    AMPARO_TRY(auto const who, s.person(params));
    std::vector<std::optional<PersonId>> household{who};
    auto const none_has_another = [&]() -> Result<Done, Failure> {
        for (auto const& one : household) AMPARO_DO(has_no_other(one, std::nullopt, is_coming));
        return Done{};
    };
    AMPARO_DO(none_has_another());
    AMPARO_TRY(auto data, decided(rule, ask, std::nullopt));
    for (Json const& id : codec::list_at(params, "with")) {
        auto const other = PersonId::parse(id.get_ref<std::string const&>());
        if (!other.ok() || !s.knows(other.value())) return not_found("there is no such person", "with");
        if (who == other.value())
            return usage("this is whose stay it is", "with", "name the others of the household");
        household.emplace_back(other.value());
        data["with"].push_back(id);
    }
    AMPARO_DO(none_has_another());
    std::vector<Change> changes;
    if (params.contains("request")) {
        AMPARO_TRY(auto const request, s.record_of_kind(params, "request", "bed_request"));
        if (request.person && who && request.person != who)
            return refused("this request is another person's", "request", "bed waiting says whose each is");
        if (codec::text_at(request.state.fields, "state") != "waiting")
            return refused("this is closed already", "request", "ask anew, or leave it out");
        data["request"] = request.id.text();
        if (is_coming) {
            AMPARO_TRY(auto housed, housed_request(request));
            changes.insert(changes.end(), housed.begin(), housed.end());
        }
    }
    AMPARO_TRY(auto change, s.own_record("stay", who, data));
    Json out{{"id", change.record.text()}, {"person", who->text()}};
    for (char const* key : {"state", "hold_until", "places", "household"})
        if (data.contains(key)) out[key] = data[key];
    changes.push_back(std::move(change));
    auto const still_allowed = [&]() -> NewEntries {
        AMPARO_DO(none_has_another());
        return nothing_more(decided(rule, ask, std::nullopt));
    };
    AMPARO_DO(s.write(changes, still_allowed));
    return out;
}

Answer Engine::Session::bed_hold(Json const& params) {
    Housing housing{*this};
    AMPARO_TRY(auto ask, housing.bed_ask_in(params));
    AMPARO_TRY(auto const places, housing.places_in(params));
    auto const* const unit = shelter().unit(places.front().unit);
    auto minutes = housing.hold_minutes(places.front().unit);
    if (unit != nullptr && !params.contains("from")) ask.from = shelter().tonight(now(), unit->house);
    if (auto const asked = codec::int_at(params, "minutes"); asked) minutes = std::chrono::minutes{*asked};
    return housing.new_stay(
        params,
        [&](shelter::Known const& known) {
            return shelter::hold(known, places, ask.household, ask.from, ask.until, minutes);
        },
        ask, false);
}

// --- who waits

Answer Engine::Session::bed_ask(Json const& params) {
    AMPARO_TRY(auto const who, person(params));
    AMPARO_TRY(auto const ask, Housing{*this}.bed_ask_in(params));
    Json data{{"state", "waiting"},
              {"asked_at", text(now())},
              {"household", ask.household},
              {"wishes", shelter::to_json(ask.wishes)}};
    if (data["wishes"].empty()) data.erase("wishes");
    for (char const* key : {"urgency", "urgency_stated_by", "leave_by", "note"})
        if (params.contains(key)) data[key] = params[key];
    AMPARO_DO(is_ahead(codec::text_at(data, "leave_by"), now()));
    AMPARO_DO(urgency_is_whole(data));
    AMPARO_TRY(auto change, own_record("bed_request", who, data));
    Json out{{"id", change.record.text()}, {"asked_at", data["asked_at"]}};
    AMPARO_DO(write({std::move(change)}));
    return out;
}

/// What was written down wrongly. Since when somebody waits is not among it.
Answer Engine::Session::bed_change(Json const& params) {
    AMPARO_TRY(auto const view, record_of_kind(params, "id", "bed_request"));
    if (codec::text_at(view.state.fields, "state") != "waiting")
        return refused("this is closed already", "id", "see bed waiting");
    Json data = Json::object();
    for (char const* key : {"household", "wishes", "urgency", "urgency_stated_by", "leave_by", "note"})
        if (params.contains(key)) data[key] = params[key];
    if (data.empty()) return usage("nothing would change", "id", "say what");
    if (data.contains("wishes") && data["wishes"].empty()) data["wishes"] = nullptr;
    if (data.contains("urgency") && data["urgency"] == shelter::name(shelter::Urgency::kNone))
        for (char const* key : {"urgency_stated_by", "leave_by"})
            if (!data.contains(key)) data[key] = nullptr;
    AMPARO_TRY(auto const good,
               checked(*forms_.find("bed_request"), data, forms::Mode::kUpdate, view.state.fields, ""));
    Json after = view.state.fields;
    after.update(good);
    AMPARO_DO(is_ahead(codec::text_at(good, "leave_by"), now()));
    AMPARO_DO(urgency_is_whole(after));
    AMPARO_TRY(auto change, change_of(view, good, revisions::Op::kUpdate, view.state.heads));
    AMPARO_DO(write({std::move(change)}));
    return Json{{"id", view.id.text()}, {"asked_at", codec::string_or(after, "asked_at")}};
}

Result<std::vector<Engine::Session::Change>, Failure> Engine::Session::Housing::housed_request(
    projection::RecordView const& request) const {
    if (codec::text_at(request.state.fields, "state") != "waiting") return std::vector<Change>{};
    AMPARO_TRY(auto change, s.change_of(request, Json{{"state", "housed"}, {"closed_at", text(s.now())}},
                                        revisions::Op::kUpdate, request.state.heads));
    return std::vector<Change>{std::move(change)};
}

Answer Engine::Session::bed_close(Json const& params) {
    AMPARO_TRY(auto const view, record_of_kind(params, "id", "bed_request"));
    if (codec::text_at(view.state.fields, "state") != "waiting")
        return refused("this is closed already", "id", "see bed waiting");
    std::string const outcome = codec::string_or(params, "outcome");
    bool const turned_away = outcome == "turned_away";
    auto const reason = casework::turned_away_reason_named(codec::text_at(params, "reason").value_or(""));
    if (params.contains("reason") && !reason)
        return usage("there is no such reason", "reason", "see form show bed_request");
    auto const ending = casework::check_ending(
        turned_away ? casework::ContactOutcome::kTurnedAway : casework::ContactOutcome::kLeft, reason,
        codec::string_or(params, "note"));
    if (!ending.ok())
        return refused(ending.error() == casework::ContactError::kNoteMissing
                           ? "the reason \"other\" needs a note"
                           : "a reason belongs to turning away, and turning away needs one",
                       ending.error() == casework::ContactError::kNoteMissing ? "note" : "reason",
                       "what was missing on our side");
    Json data{{"state", outcome}, {"closed_at", text(now())}};
    if (reason) data["turned_away_reason"] = casework::name(*reason);
    if (params.contains("note")) data[turned_away ? "turned_away_note" : "note"] = params["note"];
    AMPARO_TRY(auto change, change_of(view, data, revisions::Op::kUpdate, view.state.heads));
    AMPARO_DO(write({std::move(change)}));
    return Json{{"id", view.id.text()}, {"state", outcome}};
}

Answer Engine::Session::bed_waiting(Json const& params) {
    AMPARO_DO(holds(Part::kPlan, {}));
    std::string const from = codec::string_or(params, "from");
    std::string const until = codec::string_or(params, "until", "9999-12-31");
    if (until < from) return usage("the last day comes before the first", "until", "a later day");
    std::vector<shelter::Waiting> waiting;
    std::map<RecordId, std::optional<PersonId>> people;
    std::map<std::string, std::int64_t> counts{
        {"waiting", 0}, {"housed", 0}, {"withdrawn", 0}, {"turned_away", 0}};
    std::map<std::string, std::int64_t> reasons;
    std::int64_t asked = 0;
    std::int64_t nobody_named = 0;
    std::set<PersonId> people_asked;
    std::set<PersonId> people_turned_away;
    projection_->for_each("bed_request", [&](projection::RecordView const& view) {
        Json const& data = view.state.fields;
        if (auto w = shelter::waiting_from(view.id, data); w) {
            waiting.push_back(std::move(*w));
            people.emplace(view.id, view.person);
        }
        std::string const day = codec::string_or(data, "asked_at").substr(0, 10);
        if (day < from || day > until) return;
        ++asked;
        ++counts[codec::string_or(data, "state")];
        if (auto const reason = codec::text_at(data, "turned_away_reason"); reason)
            ++reasons[std::string{*reason}];
        if (!view.person) {
            ++nobody_named;
            return;
        }
        people_asked.insert(*view.person);
        if (codec::text_at(data, "state") == "turned_away") people_turned_away.insert(*view.person);
    });
    // An account of an erasure says of what kind the record was, and not what was in it.
    std::set<std::string> erased;
    projection_->for_each(vault::kErasureKind, [&](projection::RecordView const& view) {
        Json const& account = view.state.fields;
        if (codec::text_at(account, "kind_of_record") == "bed_request" && !account.contains("part"))
            erased.insert(codec::string_or(account, "record_id"));
    });
    Shelter const& here = shelter();
    auto const occupancy = here.occupancy(now());
    Json rows = Json::array();
    for (shelter::Turn const& turn : shelter::order_of(waiting)) {
        shelter::Waiting const& w = waiting[turn.waiting];
        Json row{{"id", w.id.text()},
                 {"asked_at", text(w.asked_at)},
                 {"household", w.household},
                 {"wishes", shelter::to_json(w.wishes)},
                 {"because", shelter::name(turn.because)}};
        if (turn.because == shelter::Because::kMustLeaveBy) row["leave_by"] = shelter::text(*w.leave_by);
        if (turn.because != shelter::Because::kAskedAt) {
            row["urgency"] = shelter::name(w.urgency);
            row["urgency_stated_by"] = w.stated_by;
        }
        if (auto const who = people.at(w.id); who) {
            row["person"] = who->text();
            row["chosen_name"] = chosen_name(*who);
        }
        shelter::Ask const ask{w.household, w.wishes, here.tonight(now(), std::nullopt)};
        auto const found = shelter::find_places(ask, here.units, occupancy);
        row["places"] = places_json(
            found.offers.empty() ? found.several : std::vector<shelter::Offer>{found.offers.front()},
            here.units);
        rows.push_back(std::move(row));
    }
    return Json{{"waiting", std::move(rows)},
                {"asked", asked},
                {"people_asked", people_asked.size()},
                {"nobody_named", nobody_named},
                {"people_turned_away", people_turned_away.size()},
                {"became", counts},
                {"turned_away", reasons},
                {"erased", erased.size()}};
}

}  // namespace amparo::engine
