// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Partners who use Amparo: their cards, and the files that go between us.
#include "session.hpp"

#include "amparo/courier/courier.hpp"

namespace amparo::engine {

[[nodiscard]] Failure from(courier::CourierError error, std::string_view field);
/// The bytes that stand as base64 under `key`.
[[nodiscard]] Result<Bytes, Failure> bytes_in(Json const& params, std::string_view key);
/// The card in a record of kind `card`; nothing if it is sealed to others, erased or damaged.
[[nodiscard]] std::optional<courier::Card> card_in(projection::RecordView const& record);
/// "org_" and the hex of its id.
[[nodiscard]] std::string organization_text(crypto::Hash const& org_id);

}  // namespace amparo::engine
