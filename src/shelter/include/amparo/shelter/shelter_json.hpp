// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Records of the shelter's forms to what the rules speak of. Shapes: data/forms/unit.json, stay.json,
/// bed_request.json. A record that can't be read gives nothing, or the most careful reading.
#include "amparo/codec/json.hpp"
#include "amparo/shelter/queue.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::shelter {

/// Without condition and offset, which stand elsewhere. Nothing without a house.
[[nodiscard]] std::optional<Unit> unit_from(RecordId const& id, Json const& unit);
/// "utc_offset" of a house, in hours; 0 if not stated.
[[nodiscard]] std::int32_t utc_offset_minutes(Json const& house);

/// A stay's versions (stay.hpp B6): one where its record has no conflict, else one for each value that each
/// field in conflict may take. `conflicts`: field to its values.
struct Disputed {
    std::string field;
    std::vector<Json> values;
};
[[nodiscard]] std::vector<Stay> stays_from(RecordId const& id, Json const& stay,
                                           std::vector<Disputed> const& conflicts);

[[nodiscard]] std::vector<Span> spans_from(Json const& places);
[[nodiscard]] Json to_json(std::vector<Span> const& spans);

[[nodiscard]] Wishes wishes_from(Json const& codes);
[[nodiscard]] Json to_json(Wishes wishes);

/// Nothing if it does not wait any more.
[[nodiscard]] std::optional<Waiting> waiting_from(RecordId const& id, Json const& request);

[[nodiscard]] std::optional<Night> night_from(std::string_view day);
/// "2031-03-01"; empty for kNoEnd.
[[nodiscard]] std::string text(Night night);

}  // namespace amparo::shelter
