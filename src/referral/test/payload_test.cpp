// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/referral/payload.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <type_traits>

using namespace amparo;
using namespace amparo::referral;

namespace {

std::string const kSecret = "48 Alder Row, Flat 2";

Item item(std::string field, std::string value) {
    return {field, "Label", std::move(value), false};
}
Item secret_item() {
    return {"service.address", "Address", kSecret, true};
}

}  // namespace

TEST(Payload, P1_AConfidentialItemIsTakenOutAndListed) {
    Payload const p =
        build({item("contact.chosen_name", "Rosa"), secret_item(), item("contact.needs", "a bed")}, {kSecret})
            .value();
    EXPECT_EQ(p.items(),
              (std::vector<Item>{item("contact.chosen_name", "Rosa"), item("contact.needs", "a bed")}));
    EXPECT_EQ(p.withheld(), std::vector<std::string>{"service.address"});
    EXPECT_TRUE(build({secret_item()}, {}).value().items().empty());
}

TEST(Payload, P2_AConfidentialAddressWrittenIntoATextIsRefusedHoweverItIsSpelt) {
    for (char const* text :
         {"48 Alder Row, Flat 2", "she stays at 48 ALDER ROW flat 2.", "48-alder-row/flat#2",
          "4 8 A l d e r R o w F l a t 2", "x48AlderRowFlat2x", "48\nAlder\tRow, (Flat 2)"}) {
        auto const result =
            build({item("contact.needs", "a bed"), item("referral.message", text)}, {"", kSecret});
        ASSERT_FALSE(result.ok()) << text;
        EXPECT_EQ(result.error().code, PayloadCode::kHoldsConfidentialAddress);
        EXPECT_EQ(result.error().field, "referral.message");
    }
    EXPECT_TRUE(build({item("referral.message", "48 Alder Row, Flat 3")}, {kSecret}).ok());
    EXPECT_FALSE(build({{"a.b", "Flat 2 of 48 Alder Row, Flat 2", "", false}}, {kSecret}).ok())
        << "in a label";
    // "Lipova 5" in Cyrillic: not a letter of it is ASCII.
    std::string const cyrillic = "\xD0\x9B\xD0\xB8\xD0\xBF\xD0\xBE\xD0\xB2\xD0\xB0 5";
    EXPECT_FALSE(build({item("a.b", "she is at " + cyrillic)}, {cyrillic}).ok());
    EXPECT_TRUE(build({item("a.b", "she is at 5")}, {cyrillic}).ok());
}

TEST(Payload, P2_AnAddressTooShortToLookForIsPassedOver) {
    EXPECT_TRUE(build({item("a.b", "flat 12b")}, {"12 b", "", "--"}).ok());
    EXPECT_TRUE(build({item("a.b", "flat 4812")}, {"48-12"}).ok());
    EXPECT_FALSE(build({item("a.b", "flat 48123")}, {"48-123"}).ok());
}

TEST(Payload, P3_OnlyBuildMakesOne) {
    static_assert(!std::is_default_constructible_v<Payload>);
    static_assert(!std::is_constructible_v<Payload, std::vector<Item>, std::vector<std::string>>);
    SUCCEED();
}

TEST(Payload, TooManyOrTooLongIsRefusedAtTheBound) {
    std::vector<Item> items(kItemsMax, item("a.b", "x"));
    EXPECT_TRUE(build(items, {}).ok());
    items.push_back(item("a.b", "x"));
    EXPECT_EQ(build(items, {}).error().code, PayloadCode::kTooManyItems);
    EXPECT_TRUE(build({item("a.b", std::string(kItemBytesMax, 'x'))}, {}).ok());
    auto const result = build({item("a.b", std::string(kItemBytesMax + 1, 'x'))}, {});
    EXPECT_EQ(result.error().code, PayloadCode::kItemTooLong);
    EXPECT_EQ(result.error().field, "a.b");
}

TEST(Payload, P1_P2_NoRandomPayloadHoldsTheAddress) {
    constexpr unsigned kSeed = 20310303;
    SCOPED_TRACE("seed " + std::to_string(kSeed));
    std::mt19937 rng{kSeed};
    auto const below = [&](unsigned n) { return static_cast<unsigned>(rng() % n); };
    std::vector<std::string> const bits{"48", "Alder", "Row", "Flat", "2", ",", " ", "- ", "a bed", "Rosa"};
    std::size_t refused = 0;
    for (int n = 0; n < 100'000; ++n) {
        std::vector<Item> items;
        for (unsigned i = 0, count = 1 + below(3); i < count; ++i) {
            std::string text;
            for (std::size_t b = 0; b < 5; ++b)
                text += bits[below(3) == 0 ? below(10) : b] + (below(2) != 0 ? " " : "");
            items.push_back({"a.b", "", text, below(4) == 0});
        }
        auto const result = build(items, {kSecret});
        if (!result.ok()) {
            ++refused;
            continue;
        }
        for (Item const& kept : result.value().items()) {
            std::string plain;
            for (char const c : kept.value)
                if (std::isalnum(static_cast<unsigned char>(c)) != 0)
                    plain += static_cast<char>(std::tolower(c));
            ASSERT_EQ(plain.find("48alderrowflat2"), std::string::npos) << kept.value;
            ASSERT_FALSE(kept.confidential_address);
        }
    }
    EXPECT_GT(refused, 1000U);
}
