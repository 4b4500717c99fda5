// SPDX-License-Identifier: AGPL-3.0-or-later
// What a form can't declare of its records, since it takes another record to tell.
//
//   B1 Theirs.   A record about a person links to no record about somebody else: a goal is for the person's own need. The
//                stay of a household is each of its people's.
//   B2 Over.     Somebody who is closed is not closed again before they came back.
//   B3 One name. A house has no two units of one name.
//   B4 Of a request. What counsel decided, what left and under what don't contradict each other, so that the year's count
//                (H5) is of what was.
//   B5 In order. What ended did not end before it began: a closing, a belonging, an answer to a request.
#include "shelter_view.hpp"

namespace amparo::engine {
namespace {

constexpr std::string_view kClosingKind = "closing";
constexpr std::string_view kUnitKind = "unit";

/// B4
Result<Done, Failure> contradicts_nothing(Json const& request) {
    std::string const decision = codec::string_or(request, "decision");
    std::string const under = codec::string_or(request, "left_under");
    bool const has_left = !codec::string_or(request, "what_left").empty();
    bool const is_under =
        under == "release" || under == "court_order" || under == "warrant" || under == "law";
    if ((decision == "nothing_given" || decision == "no_records") && (has_left || is_under))
        return refused("counsel decided that nothing is given, and something left", "data.decision",
                       "say what was decided in the end, or that nothing left");
    if (under == "nothing_left" && (has_left || decision == "given" || decision == "part_given"))
        return refused("nothing left, it says, and something was given", "data.left_under",
                       "say under what it left, or that nothing was given");
    return Done{};
}

/// B5. What somebody does not know is not compared.
Result<Done, Failure> is_in_order(std::string_view kind, Json const& record) {
    struct Order {
        std::string_view kind;
        char const* first;
        char const* then;
    };
    constexpr Order kOrders[] = {{"closing", "closed_on", "reopened_on"},
                                 {"belonging", "taken_in_on", "returned_on"},
                                 {"matter_request", "received_on", "answered_on"}};
    for (Order const& order : kOrders) {
        auto const first = codec::text_at(record, order.first);
        auto const then = codec::text_at(record, order.then);
        if (order.kind == kind && first && then && *then < *first)
            return refused("this day is before the day it began", std::string{"data."} + order.then,
                           "look at both days again");
    }
    return Done{};
}

}  // namespace

/// B1–B5. `data` is checked against the form; `of` is the record that it changes.
Result<Done, Failure> Engine::Session::fits(forms::Form const& form, Json const& data,
                                            std::optional<PersonId> const& about,
                                            std::optional<RecordId> const& of) const {
    for (forms::LinkFound const& link : forms::links(form, data)) {
        auto const id = RecordId::parse(link.id);
        auto const linked = id.ok() && about ? projection_->record(id.value()) : std::nullopt;
        if (linked && linked->person && linked->person != about && !is_with(linked->state.fields, *about))
            return refused("this is a record about another person", "data." + link.field,
                           "name one that is about this person");
    }
    auto const before_it = of ? projection_->record(*of) : std::nullopt;
    Json whole = before_it ? before_it->state.fields : Json::object();
    whole.update(data);
    AMPARO_DO(is_in_order(form.name, whole));
    if (form.name == "matter_request") {
        AMPARO_DO(contradicts_nothing(whole));
    }
    if (form.name == kClosingKind && about && !codec::text_at(whole, "reopened_on")) {
        for (projection::RecordView const& before : records_of(*about, kClosingKind))
            if (before.id != of && !before.state.fields.contains("reopened_on"))
                return refused("this person is closed since " +
                                   codec::string_or(before.state.fields, "closed_on") + " already",
                               "data.closed_on",
                               "if they came back in between, say when in that record: " + before.id.text());
    }
    if (form.name == kUnitKind && data.contains("name")) {
        bool is_taken = false;
        projection_->for_each(kUnitKind, [&](projection::RecordView const& one) {
            is_taken = is_taken || (one.id != of &&
                                    one.state.fields.value("house", Json{}) == whole.value("house", Json{}) &&
                                    one.state.fields.value("name", Json{}) == whole["name"]);
        });
        if (is_taken)
            return refused("this house has a unit of this name already", "data.name", "give it another");
    }
    return Done{};
}

}  // namespace amparo::engine
