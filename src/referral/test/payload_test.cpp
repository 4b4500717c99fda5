// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/referral/payload.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <type_traits>

using namespace amparo;
using namespace amparo::referral;

namespace {

std::string const kSecret = "48 Alder Row, Flat 2";

Item item(std::string field, std::string value) {
    return {field, "Label", std::move(value), false};
}
bool tells(std::string_view text) {
    return text.find(kSecret) != std::string_view::npos;
}
bool none(std::string_view) {
    return false;
}
Item secret_item() {
    return {"service.address", "Address", kSecret, true};
}

}  // namespace

TEST(Payload, P1_AConfidentialItemIsTakenOutAndListed) {
    Payload const p =
        build({item("contact.chosen_name", "Rosa"), secret_item(), item("contact.needs", "a bed")}, tells)
            .value();
    EXPECT_EQ(p.items(),
              (std::vector<Item>{item("contact.chosen_name", "Rosa"), item("contact.needs", "a bed")}));
    EXPECT_EQ(p.withheld(), std::vector<std::string>{"service.address"});
    EXPECT_TRUE(build({secret_item()}, none).value().items().empty());
}

TEST(Payload, P2_ATextThatTellsWhereIsRefusedInItsLabelToo) {
    for (Item const& told : {item("referral.message", "she stays at " + kSecret),
                             Item{"referral.message", kSecret, "is where she stays", false}}) {
        auto const result = build({item("contact.needs", "a bed"), told}, tells);
        ASSERT_FALSE(result.ok());
        EXPECT_EQ(result.error().code, PayloadCode::kHoldsConfidentialAddress);
        EXPECT_EQ(result.error().field, "referral.message");
    }
    EXPECT_TRUE(build({item("referral.message", "48 Alder Row, Flat 3")}, tells).ok());
}

TEST(Payload, P3_OnlyBuildMakesOne) {
    static_assert(!std::is_default_constructible_v<Payload>);
    static_assert(!std::is_constructible_v<Payload, std::vector<Item>, std::vector<std::string>>);
    SUCCEED();
}

TEST(Payload, TooManyOrTooLongIsRefusedAtTheBound) {
    std::vector<Item> items(kItemsMax, item("a.b", "x"));
    EXPECT_TRUE(build(items, none).ok());
    items.push_back(item("a.b", "x"));
    EXPECT_EQ(build(items, none).error().code, PayloadCode::kTooManyItems);
    EXPECT_TRUE(build({item("a.b", std::string(kItemBytesMax, 'x'))}, none).ok());
    auto const result = build({item("a.b", std::string(kItemBytesMax + 1, 'x'))}, none);
    EXPECT_EQ(result.error().code, PayloadCode::kItemTooLong);
    EXPECT_EQ(result.error().field, "a.b");
}
