// SPDX-License-Identifier: AGPL-3.0-or-later
// What a form can't declare of its records, since it takes another record to tell.
//
//   B1 Theirs.   A record about a person links to no record about somebody else: a goal is for the person's own need. The
//                stay of a household is each of its people's.
//   B2 Over.     Somebody who is closed is not closed again before they came back.
//   B3 One name. A house has no two units of one name.
#include "session.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

constexpr std::string_view kClosingKind = "closing";
constexpr std::string_view kUnitKind = "unit";

bool is_with(projection::RecordView const& linked, PersonId const& who) {
    Json const& with = codec::list_at(linked.state.fields, "with");
    return std::any_of(with.begin(), with.end(), [&](Json const& one) { return one == who.text(); });
}

}  // namespace

/// B1–B3. `data` is checked against the form; `of` is the record that it changes.
Result<Done, Failure> Engine::Session::fits(forms::Form const& form, Json const& data,
                                            std::optional<PersonId> const& about,
                                            std::optional<RecordId> const& of) const {
    for (forms::LinkFound const& link : forms::links(form, data)) {
        auto const id = RecordId::parse(link.id);
        auto const linked = id.ok() && about ? projection_->record(id.value()) : std::nullopt;
        if (linked && linked->person && linked->person != about && !is_with(*linked, *about))
            return refused("this is a record about another person", "data." + link.field,
                           "name one that is about this person");
    }
    if (form.name == kClosingKind && about) {
        for (projection::RecordView const& before : records_of(*about, kClosingKind))
            if (before.id != of && !before.state.fields.contains("reopened_on") &&
                !data.contains("reopened_on"))
                return refused("this person is closed since " +
                                   codec::string_or(before.state.fields, "closed_on") + " already",
                               "data.closed_on",
                               "if they came back in between, say when in that record: " + before.id.text());
    }
    if (form.name == kUnitKind && data.contains("name")) {
        auto const before = of ? projection_->record(*of) : std::nullopt;
        Json whole = before ? before->state.fields : Json::object();
        whole.update(data);
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
