// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/directory/entry_of.hpp"
#include "amparo/directory/hours.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

namespace amparo::directory {
namespace {

RecordId const kService = RecordId::parse("rec_00000000000000000000000000000001").value();
RecordId const kPlace = RecordId::parse("rec_00000000000000000000000000000002").value();

TEST(EntryOf, D40_WhatTheServiceLeavesOpenIsItsPlaces) {
    Json const place{{"languages", {"es"}},
                     {"areas", {"cook county"}},
                     {"wheelchair_access", "yes"},
                     {"latitude", 41.5},
                     {"longitude", -87.5},
                     {"hours", {{{"weekday", "friday"}, {"opens", "20:00"}, {"closes", "04:00"}}}}};
    Json const silent{{"name", "A"}};
    Entry const from_place = entry_of(silent, kService, nullptr, &place, kPlace);
    EXPECT_EQ(from_place.languages, (std::vector<std::string>{"es"}));
    EXPECT_EQ(from_place.areas, (std::vector<std::string>{"cook county"}));
    EXPECT_EQ(from_place.hours, (std::vector<OpenHours>{{4, 1200, 1680}}));
    EXPECT_EQ(from_place.assurances.wheelchair_access, Stated::kYes);
    EXPECT_EQ(from_place.coordinates, (Coordinates{41.5, -87.5}));
    EXPECT_EQ(from_place.location, kPlace);

    Json const outspoken{{"name", "A"},
                         {"languages", {"pl"}},
                         {"areas", {"illinois"}},
                         {"wheelchair_access", "no"},
                         {"hours", {{{"weekday", "monday"}, {"opens", "09:00"}, {"closes", "24:00"}}}}};
    Entry const own = entry_of(outspoken, kService, nullptr, &place, kPlace);
    EXPECT_EQ(own.languages, (std::vector<std::string>{"pl"}));
    EXPECT_EQ(own.areas, (std::vector<std::string>{"illinois"}));
    EXPECT_EQ(own.hours, (std::vector<OpenHours>{{0, 540, 1440}}));
    EXPECT_EQ(own.assurances.wheelchair_access, Stated::kNo);
}

TEST(EntryOf, D41_NothingUnsaidTurnsIntoNo) {
    for (Json const& unsaid :
         {Json("unknown"), Json("declined"), Json("not_asked"), Json(nullptr), Json(7), Json(false)}) {
        Json const service{{"name", "A"},
                           {"police_report", unsaid},
                           {"fee", unsaid},
                           {"trans_affirming", unsaid},
                           {"capacity_status", unsaid},
                           {"free_places", "3"},
                           {"last_verified", "2031-02-30"}};
        Entry const entry = entry_of(service, kService, nullptr, nullptr, std::nullopt);
        EXPECT_EQ(entry.conditions, Conditions{});
        EXPECT_EQ(entry.assurances, Assurances{});
        EXPECT_EQ(entry.capacity, CapacityStatus::kUnknown);
        EXPECT_EQ(entry.free_places, std::nullopt);
        EXPECT_EQ(entry.last_verified, std::nullopt);
    }
}

TEST(EntryOf, D42_AConfidentialPlaceMakesTheAddressConfidential) {
    Json const place{{"confidential", "yes"}};
    Json const service{{"name", "A"}, {"confidential_address", "no"}};
    EXPECT_EQ(entry_of(service, kService, nullptr, &place, kPlace).assurances.confidential_address,
              Stated::kYes);
    EXPECT_EQ(entry_of(service, kService, nullptr, nullptr, {}).assurances.confidential_address, Stated::kNo);
}

TEST(EntryOf, OnlyActiveServicesAreActive) {
    for (auto const& [status, active] : {std::pair{"active", true},
                                         {"inactive", false},
                                         {"temporarily_closed", false},
                                         {"defunct", false},
                                         {"unknown", false}}) {
        EXPECT_EQ(entry_of(Json{{"status", status}}, kService, nullptr, nullptr, {}).active, active)
            << status;
    }
    EXPECT_TRUE(entry_of(Json::object(), kService, nullptr, nullptr, {}).active);
}

TEST(EntryOf, AnyShapeOfRecordIsRead) {
    for (char const* const text :
         {"[]", "7", "{\"hours\":7}", "{\"hours\":[7,{},{\"weekday\":\"monday\",\"opens\":9}]}",
          "{\"needs\":\"x\",\"languages\":{\"a\":1}}", "{\"latitude\":\"1\",\"longitude\":2}",
          "{\"latitude\":91,\"longitude\":2}", "{\"free_places\":-1}"}) {
        Json const odd = codec::parse_json(text).value();
        Entry const entry = entry_of(odd, kService, &odd, &odd, kPlace);
        EXPECT_TRUE(entry.hours.empty() && entry.needs.empty() && !entry.coordinates && !entry.free_places)
            << text;
    }
}

TEST(EntryOf, TheDemoShelterIsWhatItSays) {
    Imported const demo = test::import_demo();
    auto const by_name = [&](std::string_view wanted) -> Json const& {
        for (Item const& item : demo.items) {
            if (codec::string_or(item.data, "name") == wanted) return item.data;
        }
        ADD_FAILURE() << wanted;
        return demo.items.front().data;
    };
    Json const& organization = by_name("Casa Azahar");
    Entry const shelter = entry_of(by_name("Casa Azahar transitional shelter"), kService, &organization,
                                   &by_name("Casa Azahar house"), kPlace);
    EXPECT_EQ(shelter.organization_name, "Casa Azahar");
    EXPECT_EQ(shelter.needs, (std::vector<std::string>{"bed_tonight", "shelter", "transitional_housing",
                                                       "safety_planning"}));
    EXPECT_EQ(shelter.languages, (std::vector<std::string>{"es", "en"}));
    EXPECT_EQ(shelter.conditions, (Conditions{Stated::kNo, Stated::kNo, Stated::kNo, Stated::kNo}));
    EXPECT_EQ(shelter.assurances.trans_affirming, Stated::kYes);
    EXPECT_EQ(shelter.assurances.sex_worker_affirming, Stated::kYes);
    EXPECT_EQ(shelter.assurances.confidential_address, Stated::kYes);
    EXPECT_EQ(shelter.capacity, CapacityStatus::kHasCapacity);
    EXPECT_EQ(shelter.free_places, 3U);
    EXPECT_TRUE(shelter.capacity_confirmed_at.has_value() && shelter.last_verified.has_value());
    EXPECT_EQ(open_at(shelter.hours, 6, 1439), true);
    Entry const gate = entry_of(by_name("Gateway Lodge emergency beds"), kService, nullptr, nullptr, {});
    EXPECT_EQ(gate.conditions.police_report, Stated::kYes);
    Entry const line = entry_of(by_name("Interpreter line"), kService, nullptr, nullptr, {});
    EXPECT_TRUE(line.remote);
    EXPECT_EQ(line.languages.size(), 15U);
}

}  // namespace
}  // namespace amparo::directory
