// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/referral/payload.hpp"

#include <algorithm>
#include <string_view>

namespace amparo::referral {
namespace {

constexpr std::size_t kAddressCharsMin = 5;

/// Letters and digits only, ASCII in lower case; bytes above ASCII stay.
std::string squeezed(std::string_view text) {
    std::string out;
    for (char const c : text) {
        bool const upper = c >= 'A' && c <= 'Z';
        bool const kept = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                          static_cast<unsigned char>(c) >= 0x80;
        if (kept) out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

}  // namespace

Result<Payload, PayloadError> build(std::vector<Item> items,
                                    std::vector<std::string> const& confidential_addresses) {
    if (items.size() > kItemsMax) return Fail{PayloadError{PayloadCode::kTooManyItems, {}}};
    std::vector<std::string> secrets;
    for (std::string const& address : confidential_addresses) {
        std::string secret = squeezed(address);
        if (secret.size() >= kAddressCharsMin) secrets.push_back(std::move(secret));
    }

    std::vector<Item> kept;
    std::vector<std::string> withheld;
    for (Item& item : items) {
        if (item.confidential_address) {  // P1
            withheld.push_back(std::move(item.field));
            continue;
        }
        if (item.value.size() > kItemBytesMax)
            return Fail{PayloadError{PayloadCode::kItemTooLong, item.field}};
        std::string const text = squeezed(item.label + item.value);
        bool const leaks = std::any_of(secrets.begin(), secrets.end(), [&](std::string const& secret) {
            return text.find(secret) != std::string::npos;
        });
        if (leaks) return Fail{PayloadError{PayloadCode::kHoldsConfidentialAddress, item.field}};  // P2
        kept.push_back(std::move(item));
    }
    return Payload{std::move(kept), std::move(withheld)};
}

}  // namespace amparo::referral
