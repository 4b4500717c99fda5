// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/directory/confidential.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <random>
#include <string>

using namespace amparo;
using namespace amparo::directory;

namespace {

RecordId id(unsigned char n) {
    RecordId::Bytes bytes{};
    bytes[0] = std::byte{n};
    return RecordId{bytes};
}

ConfidentialPlaces of(std::vector<Stored> const& records) {
    std::vector<Stored const*> at;
    for (Stored const& record : records) at.push_back(&record);
    return ConfidentialPlaces{at};
}

ConfidentialPlaces one(Json place) {
    place["confidential"] = "yes";
    return of({{Kind::kLocation, id(1), std::move(place)}});
}

ConfidentialPlaces at(std::string_view address) {
    return one(Json{{"address_1", address}});
}

}  // namespace

TEST(ConfidentialPlaces, D3_AnAddressIsReadHoweverItIsSpelt) {
    auto const house = at("48 Alder Row, Flat 2");
    for (char const* text : {"48 Alder Row, Flat 2", "she stays at 48 ALDER ROW flat 2.",
                             "48-alder-row/flat#2", "4 8 A l d e r R o w F l a t 2", "x48AlderRowFlat2x",
                             "48\nAlder\tRow, (Flat 2)", "\xEF\xBC\x94\xEF\xBC\x98 Alder Row Flat 2",
                             "48 \xC3\x81"
                             "lder Row Flat 2",
                             "48 A\xCC\x81"
                             "lder Row Flat 2",
                             "48 Al\xC2\xAD"
                             "der Row Flat \xD9\xA2"})
        EXPECT_TRUE(house.told_by(text)) << text;
    EXPECT_FALSE(house.told_by("48 Alder Row, Flat 3"));
    EXPECT_FALSE(house.told_by(""));
}

TEST(ConfidentialPlaces, D3_AStreetIsOneHoweverItsWordIsShortened) {
    auto const street = at("9 North Alder Street, Apartment 4");
    for (char const* text : {"9 N. Alder St., Apt 4", "9 north alder st apt. #4", "9 N Alder Street Apto 4"})
        EXPECT_TRUE(street.told_by(text)) << text;
    EXPECT_FALSE(street.told_by("9 N. Alder Ave., Apt 4"));
    EXPECT_TRUE(at("9 N Alder Ave").told_by("9 North Alder Avenue"));
    EXPECT_TRUE(at("Avenida Olmo n\xC3\xBAm. 12").told_by("av. olmo no 12"));
}

TEST(ConfidentialPlaces, D3_GapsHideNeitherAShortenedWordNorWhatLooksLikeOne) {
    EXPECT_TRUE(at("412 Oak Hwy").told_by("41 2 Oak Highway"));
    EXPECT_TRUE(at("412 Streetman Rd").told_by("412 Street man Rd"));
}

TEST(ConfidentialPlaces, D3_AnAddressWithoutALetterOfAscii) {
    // "Lipova 5" in Cyrillic.
    std::string const address = "\xD0\x9B\xD0\xB8\xD0\xBF\xD0\xBE\xD0\xB2\xD0\xB0 5";
    EXPECT_TRUE(at(address).told_by("she is at " + address));
    EXPECT_FALSE(at(address).told_by("she is at 5"));
}

TEST(ConfidentialPlaces, D3_WhatIsTooShortToLookForIsPassedOver) {
    EXPECT_FALSE(at("1 b").told_by("flat 1 b"));
    EXPECT_TRUE(at("12 b").told_by("flat 12 b"));
    EXPECT_FALSE(at("--").told_by("--"));
    EXPECT_FALSE(at("12 Elm").told_by("412 Elmwood Avenue"));
    EXPECT_TRUE(at("12 Elm").told_by("at 12, elm"));
    auto const unit = one(Json{{"address_2", "Unit 2"}});
    EXPECT_FALSE(unit.told_by("Unit 2"));
}

TEST(ConfidentialPlaces, D3_ItsTelephoneAndItsPointTellToo) {
    auto const house = one(Json{{"phones", Json::array({Json{{"number", "+1 (312) 555-0148"}}})},
                                {"latitude", 41.87811},
                                {"longitude", -87.62979}});
    for (char const* text :
         {"call 555-0148", "312.555.0148", "0013125550148",
          "\xD9\xA5\xD9\xA5\xD9\xA5 \xD9\xA0\xD9\xA1\xD9\xA4\xD9\xA8", "41.8781, -87.6298"})
        EXPECT_TRUE(house.told_by(text)) << text;
    for (char const* text : {"call 555-0149", "41.9, -87.6"}) EXPECT_FALSE(house.told_by(text)) << text;
}

TEST(ConfidentialPlaces, D2_AShelterIsConfidentialUntilItSaysOtherwise) {
    auto const with = [](Json place, Json service) {
        service["locations"] = Json::array({id(1).text()});
        return of({{Kind::kService, id(2), std::move(service)}, {Kind::kLocation, id(1), std::move(place)}})
            .contains(id(1));
    };
    Json const bed{{"needs", Json::array({"bed_tonight"})}};
    Json const clinic{{"needs", Json::array({"medical_care"})}};
    EXPECT_TRUE(with(Json::object(), bed));
    EXPECT_TRUE(with(Json{{"confidential", "unknown"}}, bed));
    EXPECT_FALSE(with(Json{{"confidential", "no"}}, bed));
    EXPECT_FALSE(with(Json::object(), clinic));
    EXPECT_TRUE(with(Json{{"confidential", "no"}}, Json{{"confidential_address", "yes"}}));
}

TEST(ConfidentialPlaces, D3_NoRandomTextHidesTheAddress) {
    constexpr unsigned kSeed = 20310303;
    SCOPED_TRACE("seed " + std::to_string(kSeed));
    std::mt19937 rng{kSeed};
    auto const below = [&](unsigned n) { return static_cast<unsigned>(rng() % n); };
    auto const house = at("48 Alder Row, Flat 2");
    std::vector<std::string> const bits{"48", "Alder", "Row", "Flat", "2", ",", " ", "- ", "a bed", "Rosa"};
    std::size_t told = 0;
    for (int n = 0; n < 50'000; ++n) {
        std::string text;
        for (std::size_t b = 0; b < 5; ++b)
            text += bits[below(3) == 0 ? below(10) : b] + (below(2) != 0 ? " " : "");
        if (house.told_by(text)) {
            ++told;
            continue;
        }
        std::string plain;
        for (char const c : text)
            if (std::isalnum(static_cast<unsigned char>(c)) != 0) plain += static_cast<char>(std::tolower(c));
        ASSERT_EQ(plain.find("48alderrowflat2"), std::string::npos) << text;
    }
    EXPECT_GT(told, 1000U);
}
