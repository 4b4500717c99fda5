// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// From records of the directory to what matching reads.
#include "amparo/codec/json.hpp"
#include "amparo/directory/entry.hpp"

namespace amparo::directory {

/// The service at one of its places, or without a place. `organization` and `location` may be null. Values
/// that don't have the shape of docs/domain/directory.md count as not stated.
///
/// D40 What the service says wins; hours, languages, areas and wheelchair access it doesn't state are its
///     place's.
/// D41 Unknown, declined, not asked and absent are all "not stated": nothing turns into "no".
/// D42 A confidential place makes the address confidential, whatever the service says.
[[nodiscard]] Entry entry_of(Json const& service, RecordId service_id, Json const* organization,
                             Json const* location, std::optional<RecordId> location_id);

/// The openings in a record's `hours`; rows that can't be read are left out.
[[nodiscard]] std::vector<OpenHours> hours_of(Json const& record);

[[nodiscard]] Stated stated(Json const& record, std::string_view field);

}  // namespace amparo::directory
