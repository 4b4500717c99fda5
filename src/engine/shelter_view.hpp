// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The shelter as its methods need it: made from the records, and kept while they change one by one.
#include "session.hpp"

#include "amparo/shelter/steps.hpp"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace amparo::engine {

struct Engine::Session::Shelter {
    explicit Shelter(projection::Projection const& projection);

    struct House {
        std::string name;
        std::int32_t utc_offset_minutes = 0;
        std::chrono::minutes hold{shelter::kHoldMinutes};
        bool makes_ready = false;  ///< What somebody left, before the next can have it.
    };
    struct StayRow {
        std::optional<PersonId> person;
        Instant created;
        Json fields;
        bool disputed = false;  ///< Two people changed it differently.
    };

    std::map<RecordId, House> houses;
    std::vector<shelter::Unit> units;  ///< By house, then name.
    std::vector<shelter::Stay> stays;  ///< By (created, id). B6: versions of one stay stand side by side.
    std::map<RecordId, StayRow> rows;

    /// A house, a unit or a step of one is new or another.
    void take_units(projection::Projection const& projection);
    /// This stay is.
    void take_stay(projection::RecordView const& view);

    [[nodiscard]] shelter::Unit const* unit(RecordId const& id) const;
    [[nodiscard]] std::string house_name(RecordId const& id) const;
    [[nodiscard]] bool makes_ready(RecordId const& house) const;
    [[nodiscard]] shelter::Occupancy occupancy(Instant now) const { return {units, stays, now}; }
    /// Tonight at a house; without one at the first.
    [[nodiscard]] shelter::Night tonight(Instant now, std::optional<RecordId> const& house) const;

  private:
    void put_stay(std::vector<shelter::Stay>::iterator at, projection::RecordView const& view);
};

/// Whether a stay is theirs as one of a household, not as whose it is.
[[nodiscard]] bool is_with(Json const& stay, PersonId const& who);
/// "Unit 2" or "Dormitory, place 3".
[[nodiscard]] std::string place_name(shelter::Unit const& unit, std::uint16_t place);
/// "rec_…" or "rec_…/3": what a host shows and takes.
[[nodiscard]] std::string place_text(RecordId const& unit, std::uint16_t place);

/// Asked under the writer's lock: nothing is added, or why nothing is written.
template <class T>
[[nodiscard]] Result<std::vector<vault::NewEntry>, Failure> nothing_more(Result<T, Failure> const& asked) {
    if (!asked.ok()) return Fail{asked.error()};
    return std::vector<vault::NewEntry>{};
}

}  // namespace amparo::engine
