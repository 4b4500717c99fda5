// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/referral/payload.hpp"

namespace amparo::referral {

Result<Payload, PayloadError> build(std::vector<Item> items, Tells const& tells_where) {
    if (items.size() > kItemsMax) return Fail{PayloadError{PayloadCode::kTooManyItems, {}}};
    std::vector<Item> kept;
    std::vector<std::string> withheld;
    for (Item& item : items) {
        if (item.confidential_address) {  // P1
            withheld.push_back(std::move(item.field));
            continue;
        }
        if (item.value.size() > kItemBytesMax)
            return Fail{PayloadError{PayloadCode::kItemTooLong, item.field}};
        if (tells_where(item.label + " " + item.value))  // P2
            return Fail{PayloadError{PayloadCode::kHoldsConfidentialAddress, item.field}};
        kept.push_back(std::move(item));
    }
    return Payload{std::move(kept), std::move(withheld)};
}

}  // namespace amparo::referral
