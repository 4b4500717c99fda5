// SPDX-License-Identifier: AGPL-3.0-or-later
// board, handover: what a house looks like, and what the night shift has to know.
#include "housing.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

constexpr std::int64_t kNights = 14;
constexpr std::chrono::hours kShift{24};

}  // namespace

Json Engine::Session::Housing::board_row(shelter::Board const& board, shelter::BoardRow const& row,
                                         bool names) const {
    Shelter const& here = s.shelter();
    shelter::Unit const& unit = here.units[row.unit];
    Json out{{"unit", unit.id.text()},
             {"place", place_text(unit.id, row.place)},
             {"name", place_name(unit, row.place)},
             {"house", unit.house.text()},
             {"house_name", here.house_name(unit.house)},
             {"sleeps", unit.shared ? 1 : unit.places},
             {"state", shelter::name(shelter::state_of(unit.condition, shelter::Use::kNone))},
             {"spans", Json::array()}};
    shelter::Night const end =
        board.first + std::chrono::days{static_cast<std::int64_t>(board.nights.size())};
    for (shelter::BoardSpan const& span : row.spans) {
        shelter::Stay const& stay = here.stays[span.stay];
        auto const& record = here.rows.at(stay.id);
        bool const held = span.use == shelter::Use::kHeld;
        Json one{{"from", shelter::text(span.from)},
                 {"until", shelter::text(span.until)},
                 {"goes_on", span.until == end},
                 {"state", shelter::name(held ? shelter::PlaceState::kHeld : shelter::PlaceState::kOccupied)},
                 {"household", codec::int_at(record.fields, "household").value_or(1)}};
        if (held && stay.hold_until) one["hold_until"] = text(*stay.hold_until);
        if (record.disputed) one["disputed"] = true;
        if (Json const& away = codec::list_at(record.fields, "away"); !away.empty()) one["away"] = away;
        if (names) {
            one["stay"] = stay.id.text();
            if (record.person) {
                one["person"] = record.person->text();
                one["chosen_name"] = s.chosen_name(*record.person);
            }
        }
        out["spans"].push_back(std::move(one));
    }
    return out;
}

Json Engine::Session::Housing::displaced(Shelter const& here, shelter::Occupancy const& occupancy,
                                         bool names) const {
    Json out = Json::array();
    for (shelter::Claim const& claim : occupancy.displaced()) {
        shelter::Unit const* const unit = here.unit(claim.span.unit);
        Json one{{"name", unit == nullptr ? "" : place_name(*unit, claim.span.place)},
                 {"from", shelter::text(claim.span.from)},
                 {"obstacle", shelter::name(claim.obstacle)}};
        auto const& record = here.rows.at(here.stays[claim.stay].id);
        if (names) one["stay"] = here.stays[claim.stay].id.text();
        if (names && record.person) one["chosen_name"] = s.chosen_name(*record.person);
        out.push_back(std::move(one));
    }
    return out;
}

Answer Engine::Session::board(Json const& params) {
    Housing housing{*this};
    AMPARO_DO(holds(Part::kPlan, {}));
    AMPARO_TRY(auto const ask, housing.bed_ask_in(params));
    bool const names = codec::bool_at(params, "without_names") != true;
    Shelter const& here = shelter();
    auto const occupancy = here.occupancy(now());
    std::vector<shelter::Unit> units;
    std::vector<std::size_t> position;
    for (std::size_t u = 0; u < here.units.size(); ++u) {
        if (ask.house && here.units[u].house != *ask.house) continue;
        units.push_back(here.units[u]);
        position.push_back(u);
    }
    auto const nights = static_cast<std::size_t>(codec::int_at(params, "nights").value_or(kNights));
    shelter::Board board = shelter::board_of(units, here.stays, occupancy, ask.from, nights);
    Json rows = Json::array();
    for (shelter::BoardRow& row : board.rows) {
        row.unit = position[row.unit];
        rows.push_back(housing.board_row(board, row, names));
    }
    Json counts = Json::array();
    for (std::size_t n = 0; n < board.nights.size(); ++n) {
        shelter::NightCount const& c = board.nights[n];
        counts.push_back(
            Json{{"night", shelter::text(board.first + std::chrono::days{static_cast<std::int64_t>(n)})},
                 {"occupied", c.occupied},
                 {"held", c.held},
                 {"free", c.free},
                 {"out", c.out}});
    }
    return Json{{"first", shelter::text(board.first)},
                {"tonight", shelter::text(here.tonight(now(), ask.house))},
                {"nights", nights},
                {"rows", std::move(rows)},
                {"counts", std::move(counts)},
                {"displaced", housing.displaced(here, occupancy, names)}};
}

/// Of a house, and what names none: that concerns each.
bool Engine::Session::Housing::is_of_house(Json const& fields, std::string_view house) const {
    std::string of = codec::string_or(fields, "house");
    if (auto const stay = RecordId::parse(codec::string_or(fields, "stay")); of.empty() && stay.ok())
        if (auto const view = s.projection_->record(stay.value()); view)
            for (Json const& place : codec::list_at(view->state.fields, "places"))
                if (auto const unit = RecordId::parse(codec::string_or(place, "unit")); unit.ok())
                    if (auto const at = s.projection_->record(unit.value()); at)
                        of = codec::string_or(at->state.fields, "house");
    return house.empty() || of.empty() || of == house;
}

/// What was written since then, and what is older and still to be seen to.
Json Engine::Session::Housing::house_notes(std::string_view house, Instant from, bool names) const {
    Json out = Json::array();
    s.projection_->for_each("house_note", [&](projection::RecordView const& view) {
        Json const& fields = view.state.fields;
        bool const is_open =
            codec::text_at(fields, "follow_up_on") && codec::text_at(fields, "seen_to") != "yes";
        if ((view.created < from && !is_open) || !is_of_house(fields, house)) return;
        Json one{{"at", text(view.created)}};
        if (is_open) one["to_see_to"] = codec::string_or(fields, "follow_up_on");
        // What somebody wrote may hold a name.
        if (names) one.update(Json{{"id", view.id.text()}, {"text", codec::string_or(fields, "text")}});
        out.push_back(std::move(one));
    });
    return out;
}

Json Engine::Session::Housing::house_incidents(std::string_view house, Instant from, bool names) const {
    Json out = Json::array();
    s.projection_->for_each("incident", [&](projection::RecordView const& view) {
        Json const& fields = view.state.fields;
        if (view.created < from || !is_of_house(fields, house)) return;
        Json one{{"at", codec::string_or(fields, "happened_at", text(view.created))}};
        if (Json const& kinds = codec::list_at(fields, "kinds"); !kinds.empty()) one["kinds"] = kinds;
        if (names)
            one.update(Json{{"id", view.id.text()}, {"text", codec::string_or(fields, "what_was_done")}});
        out.push_back(std::move(one));
    });
    return out;
}

/// Tasks of this night and before that nobody did yet.
Json Engine::Session::Housing::house_tasks(std::string_view house, std::string_view night, bool names) const {
    Json out = Json::array();
    s.projection_->for_each("task", [&](projection::RecordView const& view) {
        Json const& fields = view.state.fields;
        auto const due = codec::text_at(fields, "due_on");
        if (!due || *due > night || codec::text_at(fields, "done") == "yes" || !is_of_house(fields, house))
            return;
        Json one{{"due", *due}};
        if (names) {
            one.update(Json{{"id", view.id.text()}, {"text", codec::string_or(fields, "what")}});
            if (view.person) one["chosen_name"] = s.chosen_name(*view.person);
        }
        out.push_back(std::move(one));
    });
    return out;
}

Answer Engine::Session::handover(Json const& params) {
    Housing housing{*this};
    Json tonight = params;
    tonight["nights"] = 2;
    tonight.erase("from");
    AMPARO_TRY(auto const board, this->board(tonight));
    bool const names = codec::bool_at(params, "without_names") != true;
    std::string const night = codec::string_or(board, "first");
    Json places = Json::array();
    for (Json const& row : codec::list_at(board, "rows")) {
        Json one{{"name", row["name"]}, {"house_name", row["house_name"]}, {"state", row["state"]}};
        for (Json const& span : codec::list_at(row, "spans")) {
            if (span["from"] > night) {
                one["comes_tomorrow"] = true;
                continue;
            }
            for (char const* key : {"state", "household", "chosen_name", "hold_until", "disputed"})
                if (span.contains(key)) one[key] = span[key];
            if (span["goes_on"] == false) one["leaves"] = span["until"];
            for (Json const& away : codec::list_at(span, "away"))
                if (away["from"] <= night && night < away["until"]) one["away_tonight"] = true;
        }
        places.push_back(std::move(one));
    }
    Instant const from = now() - kShift;
    std::string const house = codec::string_or(params, "house");
    auto const ends = shelter::text(*shelter::night_from(night) + std::chrono::days{1});
    return Json{{"night", night},
                {"ends", ends},
                {"counts", codec::list_at(board, "counts").front()},
                {"places", std::move(places)},
                {"displaced", board["displaced"]},
                {"notes", housing.house_notes(house, from, names)},
                {"incidents", housing.house_incidents(house, from, names)},
                {"tasks", housing.house_tasks(house, night, names)},
                {"without_names", !names}};
}

}  // namespace amparo::engine
