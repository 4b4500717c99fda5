// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What was sent or came whole, {"fields": {form.field: value}, …}, kept in one record as texts of JSON, each
/// part's values under its own key: `what_left`, `what_left_legal`. So who may not read a field does not read
/// it there either.
#include "amparo/codec/json.hpp"
#include "amparo/forms/registry.hpp"

#include <string_view>

namespace amparo::engine {

/// The values of `fields` by the part their form gives them. Those of `plan` lie with `identity`, whose every
/// reader reads `plan` (docs/domain/parts.md); a field of no form here lies in `narrative`. What stands
/// beside `fields` in the bundle, call-back and keys, lies with `identity`.
void put_bundle(Json& record, std::string_view name, Json const& bundle, forms::Registry const& forms);

/// Together again, as far as this member may read it. Empty if nothing of it is there.
[[nodiscard]] Json bundle_in(Json const& record, std::string_view name);

}  // namespace amparo::engine
