// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/texts/rights.hpp"
#include "amparo/cli/words.hpp"
#include "labels.hpp"
#include "shows.hpp"

#include <algorithm>

namespace amparo::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string texts_of(Json const& list) {
    std::string out;
    for (Json const& one : list)
        if (one.is_string()) out += (out.empty() ? "" : " ") + one.get<std::string>();
    return out;
}

/// By name; somebody whose name this member may not read, by id; a sealed one by neither.
std::string whose(Json const& row) {
    std::string const name = printable(codec::string_or(row, "chosen_name"));
    return name.empty() ? codec::string_or(row, "person", "–") : name;
}

/// Places by what they are called, and the id that the next command takes.
class PlaceNames {
  public:
    explicit PlaceNames(Run& run) : units_{run.call("unit.list", Json::object())} {}

    [[nodiscard]] std::string of(std::string_view place) const {
        if (units_.ok())
            for (Json const& unit : codec::list_at(units_.value(), "units"))
                for (Json const& one : codec::list_at(unit, "places"))
                    if (codec::text_at(one, "place") == place)
                        return printable(codec::string_or(one, "name")) + "  " + std::string{place};
        return std::string{place};
    }

  private:
    Result<Json, Failure> units_;
};

std::string nights(Json const& place) {
    std::string const until = codec::string_or(place, "until");
    return codec::string_or(place, "from") + (until.empty() ? " –" : " – " + until);
}

}  // namespace

void show_units(Run& run, Json const& result, Page& page) {
    Rows rows{{std::string{run.say(texts::kPlace)}, std::string{run.say(texts::kHouse)},
               std::string{run.say(texts::kSleeps)}, std::string{run.say(texts::kState)},
               std::string{run.say(texts::kId)}}};
    for (Json const& unit : codec::list_at(result, "units"))
        for (Json const& place : codec::list_at(unit, "places"))
            rows.push_back(
                {printable(codec::string_or(place, "name")), printable(codec::string_or(unit, "house_name")),
                 codec::bool_at(unit, "shared") == true ? "1" : number(unit, "sleeps"),
                 word(codec::string_or(place, "state"), run.language()), codec::string_or(place, "place")});
    if (rows.size() == 1) {
        page.say(run.say(texts::kNoUnits));
        page.command("amparo record create house --set name=North");
        page.command("amparo record create unit --set house=ID --set name='Unit 1' --set places=2");
        return;
    }
    page.table(rows);
}

void show_unit_step(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kUnitIsNow,
                     {codec::string_or(result, "name"),
                      Labels{run, "unit_step"}.value("step", codec::string_or(result, "step"))}));
}

void show_beds_found(Run& run, Json const& result, Page& page) {
    Json const& offers = codec::list_at(result, "offers");
    page.say(run.say(texts::kUnitsOffered, {std::to_string(offers.size()), number(result, "units")}));
    Rows rows{{std::string{run.say(texts::kPlace)}, std::string{run.say(texts::kHouse)},
               std::string{run.say(texts::kSleeps)}, std::string{run.say(texts::kId)}}};
    for (Json const& offer : offers)
        rows.push_back({printable(codec::string_or(offer, "name")),
                        printable(codec::string_or(offer, "house_name")), number(offer, "sleeps"),
                        texts_of(codec::list_at(offer, "places"))});
    page.table(rows);
    if (Json const& together = codec::list_at(result, "together"); !together.empty()) {
        page.say(run.say(texts::kTogether));
        PlaceNames const names{run};
        for (Json const& place : together) page.item(names.of(place.get_ref<std::string const&>()));
    }
    Labels const offered{run, "unit"};
    for (Json const& e : codec::list_at(result, "excluded")) {
        std::string why = word(codec::string_or(e, "why"), run.language());
        if (Json const* const wish = codec::find(e, "wish"); wish != nullptr)
            why += ": " + offered.value("offers", Json::array({*wish}));
        page.pair(printable(codec::string_or(e, "name")), why, 2);
    }
}

void show_stay(Run& run, Json const& result, Page& page) {
    page.say(Labels{run, "stay"}.value("state", codec::string_or(result, "state")) + "  " +
             codec::string_or(result, "id"));
    if (codec::string_or(result, "state") == "held") {
        page.say(run.say(texts::kHeldUntil, {moment(codec::string_or(result, "hold_until"))}));
        page.say(run.say(texts::kNext));
        page.command("amparo stay arrive " + codec::string_or(result, "id"));
    }
}

void show_bed_asked(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kOnTheList, {codec::string_or(result, "id")}));
}

void show_bed_closed(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kStepped,
                     {Labels{run, "bed_request"}.value("state", codec::string_or(result, "state"))}));
}

void show_waiting(Run& run, Json const& result, Page& page) {
    Json const& waiting = codec::list_at(result, "waiting");
    if (waiting.empty()) page.say(run.say(texts::kNobodyWaits));
    Labels const labels{run, "bed_request"};
    PlaceNames const names{run};
    std::size_t turn = 0;
    for (Json const& w : waiting) {
        std::string because = word(codec::string_or(w, "because"), run.language());
        if (auto const by = codec::text_at(w, "urgency_stated_by"); by)
            because +=
                ": " + labels.value("urgency", codec::string_or(w, "urgency")) + " (" + printable(*by) + ")";
        page.say(std::to_string(++turn) + "  " + whose(w) + "  " + codec::string_or(w, "id"));
        page.pair(run.say(texts::kWhy), because, 2);
        page.pair(run.say(texts::kSince), moment(codec::string_or(w, "asked_at")), 2);
        if (auto const day = codec::text_at(w, "leave_by"); day)
            page.pair(run.say(texts::kMustLeaveBy), *day, 2);
        page.pair(run.say(texts::kHousehold), number(w, "household"), 2);
        if (!codec::list_at(w, "wishes").empty())
            page.pair(run.say(texts::kAskedFor), labels.value("wishes", codec::list_at(w, "wishes")), 2);
        std::string free;
        for (Json const& place : codec::list_at(w, "places"))
            free += (free.empty() ? "" : "\n") + names.of(place.get_ref<std::string const&>());
        if (!free.empty()) page.pair(run.say(texts::kFree), free, 2);
    }
    page.blank();
    page.say(run.say(texts::kAskedInAll, {number(result, "asked")}));
    page.pair(run.say(texts::kPeopleAsked), number(result, "people_asked"), 2);
    if (codec::int_at(result, "nobody_named").value_or(0) > 0)
        page.pair(run.say(texts::kNobodyNamed), number(result, "nobody_named"), 2);
    if (codec::int_at(result, "erased").value_or(0) > 0)
        page.say(run.say(texts::kErasedSince, {number(result, "erased")}));
    for (auto const& [code, n] : codec::list_at(result, "became").items())
        page.pair(labels.value("state", code), n.dump(), 2);
    page.pair(run.say(texts::kPeopleTurnedAway), number(result, "people_turned_away"), 2);
    for (auto const& [code, n] : codec::list_at(result, "turned_away").items())
        page.pair(labels.value("turned_away_reason", code), n.dump(), 4);
}

void show_stays(Run& run, Json const& result, Page& page) {
    Json const& stays = codec::list_at(result, "stays");
    if (stays.empty()) page.say(run.say(texts::kNobodyStays));
    Labels const labels{run, "stay"};
    for (Json const& stay : stays) {
        page.say((codec::bool_at(stay, "lapsed") == true
                      ? std::string{run.say(texts::kHoldLapsed)}
                      : labels.value("state", codec::string_or(stay, "state"))) +
                 "  " + whose(stay) + "  " + codec::string_or(stay, "id"));
        for (Json const& place : codec::list_at(stay, "places"))
            page.pair(printable(codec::string_or(place, "name")), nights(place), 2);
        if (codec::string_or(stay, "state") == "held")
            page.pair(run.say(texts::kUntil), moment(codec::string_or(stay, "hold_until")), 2);
        if (auto const day = codec::text_at(stay, "leaves"); day)
            page.pair(run.say(texts::kLeavesOn), *day, 2);
        for (Json const& away : codec::list_at(stay, "away"))
            page.pair(run.say(texts::kAwayNights), nights(away), 2);
        if (codec::bool_at(stay, "in_two_stays") == true) page.item(run.say(texts::kInTwoStays));
        for (Json const& task : codec::list_at(stay, "tasks"))
            page.item(run.say(texts::kTaskFor, {printable(codec::string_or(task, "what"))}) + "  " +
                      codec::string_or(task, "due") + "  " + codec::string_or(task, "record"));
        if (codec::bool_at(stay, "disputed") == true) page.item(run.say(texts::kStayDisputed));
        if (auto const obstacle = codec::text_at(stay, "obstacle"); obstacle) {
            page.item(run.say(texts::kLostPlace, {word(*obstacle, run.language())}));
            for (Json const& other : codec::list_at(stay, "instead"))
                page.item(run.say(texts::kFreeInstead, {codec::string_or(other, "name"),
                                                        texts_of(codec::list_at(other, "places"))}));
        }
    }
}

}  // namespace amparo::cli
