// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What cards, referrals and answers have in common.
#include "amparo/crypto/crypto.hpp"

#include <algorithm>

namespace amparo::courier {

[[nodiscard]] inline crypto::SignSeed sign_seed(crypto::OrganizationSecret const& secret) {
    return crypto::derive_key<crypto::SignSeed>(secret, "amp.org.sign");
}
[[nodiscard]] inline crypto::BoxSeed box_seed(crypto::OrganizationSecret const& secret) {
    return crypto::derive_key<crypto::BoxSeed>(secret, "amp.org.box");
}

/// `magic` begins like `known` and has another number in its last `digits` places.
[[nodiscard]] inline bool is_other_version(std::string_view magic, std::string_view known,
                                           std::size_t digits) {
    std::size_t const name = known.size() - digits;
    return magic.size() == known.size() && magic.substr(0, name) == known.substr(0, name) &&
           std::all_of(magic.begin() + static_cast<std::ptrdiff_t>(name), magic.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace amparo::courier
