// SPDX-License-Identifier: AGPL-3.0-or-later
// The shelter's records as its rules take them.
#include "shelter_view.hpp"

#include <algorithm>
#include <tuple>

namespace amparo::engine {

Engine::Session::Shelter::Shelter(projection::Projection const& projection) {
    take_units(projection);
    projection.for_each("stay", [&](projection::RecordView const& view) { put_stay(stays.end(), view); });
}

void Engine::Session::Shelter::take_units(projection::Projection const& projection) {
    houses.clear();
    units.clear();
    projection.for_each("house", [&](projection::RecordView const& view) {
        Json const& data = view.state.fields;
        House house{codec::string_or(data, "name"), shelter::utc_offset_minutes(data)};
        if (auto const minutes = codec::int_at(data, "hold_minutes"); minutes)
            house.hold = std::chrono::minutes{*minutes};
        house.makes_ready = codec::text_at(data, "made_ready") == "yes";
        houses.emplace(view.id, std::move(house));
    });
    // Steps in the order they were taken: the last says how the unit is.
    std::map<RecordId, std::tuple<Instant, RecordId, shelter::Condition>> conditions;
    projection.for_each("unit_step", [&](projection::RecordView const& view) {
        auto const of = RecordId::parse(codec::text_at(view.state.fields, "unit").value_or(""));
        auto const step = shelter::unit_step_named(codec::text_at(view.state.fields, "step").value_or(""));
        auto const condition = step ? shelter::condition_after(*step) : std::nullopt;
        if (!of.ok() || !condition) return;
        std::tuple const taken{view.created, view.id, *condition};
        auto const at = conditions.emplace(of.value(), taken).first;
        at->second = std::max(at->second, taken);
    });
    projection.for_each("unit", [&](projection::RecordView const& view) {
        auto unit = shelter::unit_from(view.id, view.state.fields);
        if (!unit) return;
        if (auto const at = conditions.find(unit->id); at != conditions.end())
            unit->condition = std::get<2>(at->second);
        if (auto const at = houses.find(unit->house); at != houses.end())
            unit->utc_offset_minutes = at->second.utc_offset_minutes;
        units.push_back(std::move(*unit));
    });
    std::sort(units.begin(), units.end(), [&](shelter::Unit const& a, shelter::Unit const& b) {
        auto const key = [&](shelter::Unit const& u) {
            return std::tuple(house_name(u.house), u.name, u.id);
        };
        return key(a) < key(b);
    });
}

void Engine::Session::Shelter::take_stay(projection::RecordView const& view) {
    std::erase_if(stays, [&](shelter::Stay const& stay) { return stay.id == view.id; });
    put_stay(std::partition_point(stays.begin(), stays.end(),
                                  [&](shelter::Stay const& stay) {
                                      return std::tuple(rows.at(stay.id).created, stay.id) <
                                             std::tuple(view.created, view.id);
                                  }),
             view);
}

void Engine::Session::Shelter::put_stay(std::vector<shelter::Stay>::iterator at,
                                        projection::RecordView const& view) {
    std::vector<shelter::Disputed> disputed;
    for (revisions::Conflict const& conflict : view.state.conflicts) {
        disputed.push_back({conflict.field, {}});
        for (revisions::ConflictValue const& v : conflict.values) disputed.back().values.push_back(v.value);
    }
    auto const versions = shelter::stays_from(view.id, view.state.fields, disputed);
    stays.insert(at, versions.begin(), versions.end());
    rows.insert_or_assign(view.id, StayRow{view.person, view.created, view.state.fields, !disputed.empty()});
}

shelter::Unit const* Engine::Session::Shelter::unit(RecordId const& id) const {
    auto const at =
        std::find_if(units.begin(), units.end(), [&](shelter::Unit const& u) { return u.id == id; });
    return at == units.end() ? nullptr : &*at;
}

std::string Engine::Session::Shelter::house_name(RecordId const& id) const {
    auto const at = houses.find(id);
    return at == houses.end() ? std::string{} : at->second.name;
}

bool Engine::Session::Shelter::makes_ready(RecordId const& house) const {
    auto const at = houses.find(house);
    return at != houses.end() && at->second.makes_ready;
}

shelter::Night Engine::Session::Shelter::tonight(Instant now, std::optional<RecordId> const& house) const {
    auto const at = house ? houses.find(*house) : houses.begin();
    return shelter::night_of(now, at == houses.end() ? 0 : at->second.utc_offset_minutes);
}

bool is_with(Json const& stay, PersonId const& who) {
    Json const& with = codec::list_at(stay, "with");
    return std::find(with.begin(), with.end(), Json(who.text())) != with.end();
}

std::string place_name(shelter::Unit const& unit, std::uint16_t place) {
    return place == 0 ? unit.name : unit.name + "/" + std::to_string(place);
}

std::string place_text(RecordId const& unit, std::uint16_t place) {
    return place == 0 ? unit.text() : unit.text() + "/" + std::to_string(place);
}

Engine::Session::Shelter const& Engine::Session::shelter() {
    if (!shelter_) shelter_ = std::make_shared<Shelter>(*projection_);
    return *shelter_;
}

}  // namespace amparo::engine
