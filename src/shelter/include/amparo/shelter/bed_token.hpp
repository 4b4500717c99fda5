// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A partner asks by telephone whether there is a bed, without saying for whom or being told where.
///
///   K1  Asked.   How many people, what they need, and how to call back. There is no place for a name.
///   K2  Answer.  Once, by a person of the house, while it is good: yes, or no with a reason. The reason stays in
///       the house.
///   K3  Told.    The partner hears the code and yes or no; nothing of the house, its places or its people.
///   K4  Gone.    It ends when it is answered or its time is over. Then it is erased from the file, at the first
///       call of a program that has the vault open kGoneAfter later, or when the vault is next opened.
///       What stays is that one was accepted, declined or ran out.
#include "amparo/base/instant.hpp"
#include "amparo/base/result.hpp"
#include "amparo/codec/json.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amparo::shelter {

inline constexpr std::chrono::hours kTokenHours{4};
inline constexpr std::chrono::hours kTokenHoursMax{24};
inline constexpr std::chrono::hours kGoneAfter{20};

enum class TokenState : std::uint8_t { kAsked, kAccepted, kDeclined };
enum class TokenEnd : std::uint8_t { kNone, kAccepted, kDeclined, kRanOut };
enum class TokenError { kOver, kReasonMissing, kReasonWithoutNo };

struct BedToken {
    TokenState state = TokenState::kAsked;
    Instant expires_at;
    std::optional<Instant> answered_at;
};

[[nodiscard]] std::optional<BedToken> token_from(Json const& record);
[[nodiscard]] TokenEnd end_of(BedToken const& token, Instant now) noexcept;
/// K2.
[[nodiscard]] Result<TokenState, TokenError> answered(BedToken const& token, bool yes, bool has_reason,
                                                      Instant now);
/// K4.
[[nodiscard]] bool must_go(BedToken const& token, Instant now) noexcept;

/// Eight letters and digits that are not mixed up when they are read out, from as many random bytes.
[[nodiscard]] std::string code_of(std::array<std::byte, 8> const& random);

[[nodiscard]] std::string_view name(TokenState state) noexcept;
[[nodiscard]] std::string_view name(TokenEnd end) noexcept;

}  // namespace amparo::shelter
