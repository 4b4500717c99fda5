// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/shelter/bed_token.hpp"

namespace amparo::shelter {

std::optional<BedToken> token_from(Json const& record) {
    BedToken out;
    auto const instant_at = [&](std::string_view key) {
        auto const value = codec::text_at(record, key);
        return value ? parse_instant(*value) : std::nullopt;
    };
    auto const expires = instant_at("expires_at");
    if (!expires) return std::nullopt;
    out.expires_at = *expires;
    out.answered_at = instant_at("answered_at");
    std::string_view const state = codec::text_at(record, "state").value_or("");
    if (state == name(TokenState::kAccepted)) out.state = TokenState::kAccepted;
    if (state == name(TokenState::kDeclined)) out.state = TokenState::kDeclined;
    return out;
}

TokenEnd end_of(BedToken const& token, Instant now) noexcept {
    switch (token.state) {
        case TokenState::kAccepted:
            return TokenEnd::kAccepted;
        case TokenState::kDeclined:
            return TokenEnd::kDeclined;
        case TokenState::kAsked:
            return now < token.expires_at ? TokenEnd::kNone : TokenEnd::kRanOut;
    }
    return TokenEnd::kRanOut;
}

Result<TokenState, TokenError> answered(BedToken const& token, bool yes, bool has_reason, Instant now) {
    if (end_of(token, now) != TokenEnd::kNone) return Fail{TokenError::kOver};
    if (!yes && !has_reason) return Fail{TokenError::kReasonMissing};
    if (yes && has_reason) return Fail{TokenError::kReasonWithoutNo};
    return yes ? TokenState::kAccepted : TokenState::kDeclined;
}

bool must_go(BedToken const& token, Instant now) noexcept {
    switch (end_of(token, now)) {
        case TokenEnd::kNone:
            return false;
        case TokenEnd::kRanOut:
            return now >= token.expires_at + kGoneAfter;
        case TokenEnd::kAccepted:
        case TokenEnd::kDeclined:
            return now >= token.answered_at.value_or(token.expires_at) + kGoneAfter;
    }
    return true;
}

std::string code_of(std::array<std::byte, 8> const& random) {
    constexpr std::string_view kLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    static_assert(kLetters.size() == 32);
    std::string out;
    for (std::byte const b : random) {
        if (out.size() == 4) out += '-';
        out += kLetters[std::to_integer<std::size_t>(b) % kLetters.size()];
    }
    return out;
}

std::string_view name(TokenState state) noexcept {
    switch (state) {
        case TokenState::kAsked:
            return "asked";
        case TokenState::kAccepted:
            return "accepted";
        case TokenState::kDeclined:
            return "turned_down";
    }
    return {};
}

std::string_view name(TokenEnd end) noexcept {
    switch (end) {
        case TokenEnd::kNone:
            return "open";
        case TokenEnd::kAccepted:
            return "accepted";
        case TokenEnd::kDeclined:
            return "turned_down";
        case TokenEnd::kRanOut:
            return "ran_out";
    }
    return {};
}

}  // namespace amparo::shelter
