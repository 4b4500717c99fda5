// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Checks parameters against the part of JSON Schema that data/api.json uses: type, properties, required,
/// additionalProperties, items, enum, minimum, maximum, minLength, maxLength, maxItems, format.
#include "amparo/engine/engine.hpp"

#include <optional>
#include <string>

namespace amparo::engine {

/// What is wrong first, with its place ("needs[2]") and the mend; never with the value itself.
[[nodiscard]] std::optional<Failure> breaks_schema(Json const& schema, Json const& value,
                                                   std::string const& place = {});

}  // namespace amparo::engine
