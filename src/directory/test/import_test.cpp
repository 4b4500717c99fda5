// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support.hpp"

#include <gtest/gtest.h>

#include <random>

namespace amparo::directory {
namespace {

using test::count;
using test::expect_all_fit;
using test::Files;
using test::import_all;
using test::import_ilao;
using test::import_text;
using test::not_kept;
using test::read_file;
using test::record;

constexpr char kUuid[] = "ac148810-d857-441c-9679-408f346de14b";
std::string const kData = "src/directory/test/data/";

TEST(Import, D10_EveryLineIsTakenOrSetAsideAndEveryOtherColumnCounted) {
    Imported const imported = import_text("services.csv",
                                          "id,name,colour\n"
                                          "1,One,red\n"
                                          "2,\"Two\n"        // never closed
                                          "3,Three\n"        // one cell short
                                          ",Four,\n"         // no id
                                          "5,,\n"            // no name
                                          "1,Again,\n"       // id used before
                                          "\"7\"x,Seven,\n"  // text after a quote
                                          ",,\n"             // nothing at all
                                          "9,Nine,blue\n");
    EXPECT_EQ(count(imported, Kind::kService), 2U);
    std::vector<std::pair<std::size_t, Reason>> expected{{3, Reason::kMalformed}, {4, Reason::kRaggedRow},
                                                         {5, Reason::kMissingId}, {7, Reason::kDuplicateId},
                                                         {8, Reason::kMalformed}, {6, Reason::kMissingName}};
    std::vector<std::pair<std::size_t, Reason>> got;
    for (SetAside const& one : imported.set_aside) got.emplace_back(one.line, one.reason);
    EXPECT_EQ(got, expected);
    EXPECT_EQ(imported.dropped, (std::map<std::string, std::size_t>{{"services.colour", 2}}));
}

TEST(Import, D11_OneBadValueCostsThatValueOnly) {
    Imported const imported = import_all(
        Files{}
            .add("services.csv",
                 "id,name,email,url,status,assured_date\n1,One,nobody,example.org,open,2031-02-30\n")
            .add("languages.csv", "service_id,language\n1,Klingon\n1,Spanish\n1,pl\n"));
    ASSERT_EQ(imported.items.size(), 1U);
    EXPECT_EQ(imported.items[0].data,
              (Json{{"name", "One"}, {"source_key", "test:service:1"}, {"languages", {"es", "pl"}}}));
    EXPECT_EQ(count(imported, Reason::kBadAddress), 2U);
    EXPECT_EQ(count(imported, Reason::kUnknownValue), 1U);
    EXPECT_EQ(count(imported, Reason::kBadDate), 1U);
    EXPECT_EQ(count(imported, Reason::kUnknownLanguage), 1U);
    EXPECT_EQ(not_kept(imported), 0U);
}

TEST(Import, D12_TheOrderOfFilesAndRepeatingChangeNothing) {
    auto const text_of = [](Imported const& imported) {
        Json out = Json::array();
        for (Item const& item : imported.items) out.push_back(item.data);
        for (SetAside const& one : imported.set_aside)
            out.push_back({one.file, one.line, one.place, one.message});
        return codec::to_text(out);
    };
    Files forward;
    Files backward;
    std::vector<std::string> names{"locations", "organizations", "phones", "regular_schedules", "services"};
    for (auto const& name : names) forward.load(kData + "ilao/out_" + name + ".csv");
    std::reverse(names.begin(), names.end());
    for (auto const& name : names) backward.load(kData + "ilao/out_" + name + ".csv");
    EXPECT_EQ(text_of(import_all(forward)), text_of(import_all(backward)));
    EXPECT_EQ(text_of(import_ilao()), text_of(import_ilao()));
}

TEST(Import, D12_OfTwoCopiesTheFirstIsTakenAndADifferenceIsSaid) {
    std::string const place =
        R"({"id":"3a19ff88-4620-4d17-9830-ac1d859eb5d5","location_type":"physical","name":")";
    auto const service = [&](char const* id, char const* at) {
        return std::string{R"({"id":")"} + id +
               R"(","name":"S","status":"active","service_at_locations":[{"id":"x","location":)" + place +
               at + "\"}}]}";
    };
    std::string const other = "bc148810-d857-441c-9679-408f346de14b";
    Imported const alike =
        import_text("a.json", "[" + service(kUuid, "A") + "," + service(other.c_str(), "A") + "]");
    EXPECT_TRUE(alike.set_aside.empty());
    EXPECT_EQ(alike.items.size(), 3U);
    Imported const differ =
        import_text("a.json", "[" + service(kUuid, "A") + "," + service(other.c_str(), "B") + "]");
    EXPECT_EQ(differ.items[0].data["name"], "A");
    ASSERT_EQ(differ.set_aside.size(), 1U);
    EXPECT_EQ(differ.set_aside[0].reason, Reason::kConflictingCopy);
    EXPECT_EQ(differ.set_aside[0].place, "/1/service_at_locations/0/location");
    Imported const twice = import_text("a.json", "[" + service(kUuid, "A") + "," + service(kUuid, "A") + "]");
    EXPECT_EQ(count(twice, Reason::kDuplicateId), 1U);
}

TEST(Import, D13_MetresForDegreesAreSetAsideAndNeverConverted) {
    Imported const imported = import_text("locations.csv",
                                          "id,name,latitude,longitude\n"
                                          "1,Metres,4689967.661406691,-8559199.799807694\n"
                                          "2,Swapped,-122.4,37.7\n"
                                          "3,Nowhere,0,0\n"
                                          "4,Half,41.8,\n"
                                          "5,Words,north,west\n"
                                          "6,Good,41.8,-87.6\n"
                                          "7,Infinite,1e999,2\n");
    EXPECT_EQ(imported.items.size(), 7U);
    EXPECT_EQ(count(imported, Reason::kCoordinatesInMetres), 1U);
    EXPECT_EQ(count(imported, Reason::kBadCoordinates), 5U);
    for (Item const& item : imported.items) {
        EXPECT_EQ(item.data.contains("latitude"), item.source_key == "test:location:6") << item.source_key;
    }
    EXPECT_NE(imported.set_aside[0].mend.find("degrees"), std::string::npos);
    EXPECT_EQ(imported.set_aside[0].line, 2U);
}

TEST(Import, D13_AnUnreadableOpeningLeavesTheWordsAndNoHours) {
    Imported const imported =
        import_all(Files{}
                       .add("services.csv", "id,name\n1,One\n2,Two\n")
                       .add("regular_schedules.csv",
                            "service_id,weekday,opens_at,closes_at\n"
                            "1,Monday,9:00am,5:00pm\n1,Tuesday,9:00,5:00\n1,Sunday,,\n"
                            "2,Monday,9:00am,5:00pm\n2,Sunday,closed,closed\n3,Monday,9:00,17:00\n"));
    Json const& one = *record(imported, "test:service:1");
    EXPECT_FALSE(one.contains("hours"));
    EXPECT_EQ(one["hours_text"], "Tuesday 9:00-5:00\n\nmonday 09:00-17:00");
    EXPECT_EQ((*record(imported, "test:service:2"))["hours"].size(), 1U);
    EXPECT_EQ(count(imported, Reason::kUnreadableHours), 1U);
    EXPECT_EQ(count(imported, Reason::kDanglingLink), 1U);
}

TEST(Import, D14_WhatOnlyLooksLikeHsdsIsSetAsideWhole) {
    std::string const id = std::string{R"("id":")"} + kUuid + "\"";
    for (std::string const& text : {
             std::string{R"({"organization":{"name":"A"},"services":[{"name":"B"}]})"},
             std::string{R"({"organizations":[{"id":"org_1","name":"A","description":"B"}]})"},
             std::string{
                 R"({"type":"Organization","id":"org_80","name":"A","description":"B","services":[]})"},
             std::string{R"({"id":"svc_1","name":"A","status":"active"})"},
             "{" + id + R"(,"name":"A","status":"open"})",
             "{" + id + R"(,"name":" ","status":"active"})",
             "{" + id + R"(,"name":["A"],"status":"active"})",
             "{" + id + R"(,"name":"A","description":"B","taxonomy":"C"})",
             "{" + id + "}",
             std::string{R"({"id":7,"name":"A","status":"active"})"},
             std::string{"[[]]"},
             std::string{"[]"},
             std::string{"{}"},
             std::string{"[null,7,\"x\"]"},
             std::string{R"({"contents":[{}]})"},
             std::string{"{"},
             std::string{R"({"id":1,"id":2})"},
             std::string(100, '[') + std::string(100, ']'),
             read_file(kData + "hsds-3.0/examples/taxonomy.json"),
             read_file(kData + "hsds-3.0/examples/taxonomy_term.json"),
         }) {
        Imported const imported = import_text("x.json", text);
        EXPECT_TRUE(imported.items.empty()) << text;
        EXPECT_GE(not_kept(imported), 1U) << text;
        expect_all_fit(imported);
    }
}

TEST(Import, D14_ANestedThingOfTheWrongShapeIsLeftOutAndSaid) {
    Imported const imported = import_text(
        "x.json",
        std::string{R"({"id":")"} + kUuid +
            R"(","name":"A","status":"temporarily closed","organization":[1],"phones":{"number":"1"},
                      "schedules":[{"opens_at":9,"closes_at":"17:00","byday":"MO"}],"languages":["es"],"email":7,
                      "minimum_age":"12","maximum_age":12.5,"service_at_locations":[{"location":{"id":"loc_1",
                      "location_type":"physical"}},7,{"location_id":"gone"}],"x_amparo":{"fee":"perhaps","free_places":-1,
                      "name":"Other","needs":["x"]}})");
    ASSERT_EQ(imported.items.size(), 1U);
    EXPECT_EQ(imported.items[0].data, (Json{{"name", "A"},
                                            {"source_key", std::string{"test:service:"} + kUuid},
                                            {"status", "temporarily_closed"},
                                            {"hours_text", "MO -17:00"}}));
    EXPECT_EQ(not_kept(imported), 0U);
    EXPECT_GE(imported.set_aside.size(), 11U);
    EXPECT_EQ(imported.dropped, (std::map<std::string, std::size_t>{{"service.x_amparo.name", 1},
                                                                    {"service.x_amparo.needs", 1}}));
}

TEST(Import, D14_EveryLineAModelWroteIsSetAsideWithAReason) {
    std::string const text = read_file(kData + "food/llm_generated.ndjson");
    Imported const raw = import_text("llm.ndjson", text);
    EXPECT_TRUE(raw.items.empty());
    EXPECT_EQ(not_kept(raw), 40U);
    // And what is inside the quotation marks.
    std::size_t lines = 0;
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
        std::string const line = text.substr(at, text.find('\n', at) - at);
        std::string const inner = codec::parse_json(line).value().get<std::string>();
        Imported const imported = import_text("llm.json", inner);
        EXPECT_TRUE(imported.items.empty()) << inner.substr(0, 200);
        EXPECT_GE(not_kept(imported), 1U) << inner.substr(0, 200);
        expect_all_fit(imported);
        ++lines;
    }
    EXPECT_EQ(lines, 40U);
}

TEST(Import, D14_FoodRecordsOfEighteenShapesAreSetAsideOneByOne) {
    Imported const imported = import_text("food.ndjson", read_file(kData + "food/food_resources.ndjson"));
    EXPECT_TRUE(imported.items.empty());
    EXPECT_EQ(not_kept(imported), 36U);
    EXPECT_EQ(imported.set_aside[35].line, 36U);
}

TEST(Import, D14_GeneratedMessNeverCrashesAndIsNeverTakenInAWrongShape) {
    std::mt19937 chance{953};
    SCOPED_TRACE("seed 953");
    std::string const seeds[] = {read_file(kData + "hsds-3.0/examples/service_full.json"),
                                 read_file("data/directory/demo_network.json"),
                                 read_file(kData + "hsds-3.0/examples/csv/services.csv"),
                                 read_file(kData + "hsds-3.0/examples/csv/schedules.csv")};
    constexpr std::string_view kPieces[] = {"\"",      ",",       "{",  "}",    "[",    "]",
                                            "null",    "7",       "\n", "\xFF", "true", "-1e9",
                                            "\"id\":", "\\u0000", "[]", "{}",   "\"x\""};
    for (int round = 0; round < 1500; ++round) {
        std::string text = seeds[static_cast<std::size_t>(round) % std::size(seeds)];
        for (unsigned i = 0; i <= chance() % 6; ++i) {
            std::size_t const at = chance() % text.size();
            text.replace(at, chance() % 12, kPieces[chance() % std::size(kPieces)]);
        }
        char const* const name = round % 4 == 2   ? "services.csv"
                                 : round % 4 == 3 ? "schedules.csv"
                                                  : "x.json";
        Imported const imported = import_text(name, text);
        expect_all_fit(imported);
        bool const nothing = imported.items.empty() && imported.set_aside.empty();
        ASSERT_FALSE(nothing && name == std::string_view{"x.json"}) << text;
    }
}

TEST(Import, D14_WrongTypesAnywhereInAServiceAreSetAside) {
    // Every value of the fullest example, one at a time, becomes a value of another type.
    Json const example = codec::parse_json(read_file(kData + "hsds-3.0/examples/service_full.json")).value();
    Json const flat = example.flatten();
    std::size_t refused = 0;
    for (auto const& [pointer, unused] : flat.items()) {
        for (Json const& wrong :
             {Json(nullptr), Json(7), Json(true), Json::array({1}), Json{{"a", 1}}, Json("x")}) {
            Json changed = example;
            changed[Json::json_pointer(pointer)] = wrong;
            Imported const imported = import_text("x.json", codec::to_text(changed));
            expect_all_fit(imported);
            refused += imported.set_aside.size();
        }
    }
    EXPECT_GT(refused, 500U);
}

TEST(Import, D15_ALinkToNothingIsLeftOutAndTheRecordKept) {
    Imported const imported =
        import_all(Files{}
                       .add("services.csv", "id,organization_id,name\n1,gone,One\n")
                       .add("services_at_location.csv", "service_id,location_id\n1,nowhere\n2,1\n")
                       .add("eligibility.csv", "service_id,eligibility\n,Adults\n")
                       .add("phones.csv", "number,service_id\n312-555-0100,9\n"));
    ASSERT_EQ(imported.items.size(), 1U);
    EXPECT_EQ(imported.items[0].data, (Json{{"name", "One"}, {"source_key", "test:service:1"}}));
    EXPECT_EQ(count(imported, Reason::kDanglingLink), 5U);
    EXPECT_EQ(not_kept(imported), 3U);
}

TEST(Import, D16_LongFieldsZeroBytesAndForeignBytesNeverReachARecord) {
    std::string const big(kFieldBytesMax + 1, 'x');
    std::string const zero{"a\0b", 3};
    Imported const imported =
        import_text("services.csv", "\xEF\xBB\xBFid,name,description\n1,One," + big + "\n2,Two," + zero +
                                        "\n3,Three,caf\xE9\n4,\xFF,\n5,Five,\"" +
                                        std::string(kFieldBytesMax, 'y') + "\"\n6\xFF,Six,\n7, \xC2\xA0 ,\n");
    EXPECT_EQ(count(imported, Kind::kService), 4U);
    expect_all_fit(imported);
    EXPECT_EQ(count(imported, Reason::kTooLarge), 1U);
    EXPECT_EQ(count(imported, Reason::kBadText), 3U);
    EXPECT_EQ(count(imported, Reason::kMissingName), 2U);
    EXPECT_EQ(count(imported, Reason::kBadId), 1U);
    EXPECT_EQ((*record(imported, "test:service:5"))["description"].get<std::string>().size(), kFieldBytesMax);

    Imported const json = import_text(
        "x.json", std::string{R"({"id":")"} + kUuid +
                      R"(","name":"A","status":"active","description":"a\u0000b","alert":")" + big + "\"}");
    ASSERT_EQ(json.items.size(), 1U);
    EXPECT_EQ(count(json, Reason::kBadText), 1U);
    EXPECT_EQ(count(json, Reason::kTooLarge), 1U);
}

TEST(Import, D16_AFileBeyondTheBoundIsNotRead) {
    Imported const imported = import_text("x.csv", std::string(kImportFileBytesMax + 1, 'x'));
    ASSERT_EQ(imported.set_aside.size(), 1U);
    EXPECT_EQ(imported.set_aside[0].reason, Reason::kTooLarge);
}

TEST(Import, JsonLinesAreNumbered) {
    std::string const good = std::string{R"({"id":")"} + kUuid + R"(","name":"A","status":"active"})";
    Imported const imported = import_text("x.ndjson", good + "\n\n{broken\n\"text\"\n");
    EXPECT_EQ(imported.items.size(), 1U);
    ASSERT_EQ(imported.set_aside.size(), 2U);
    EXPECT_EQ(imported.set_aside[0].line, 3U);
    EXPECT_EQ(imported.set_aside[0].reason, Reason::kMalformed);
    EXPECT_EQ(imported.set_aside[1].line, 4U);
}

TEST(Import, ATableNobodyKnowsIsSetAsideWithAMend) {
    Imported const imported =
        import_all(Files{}.add("notes.md", "# Notes\n").add("x.csv", "a;b\n1;2\n").add("y.csv", ""));
    EXPECT_EQ(count(imported, Reason::kNotRecognised), 3U);
    EXPECT_TRUE(imported.items.empty());
}

TEST(Import, CountryOfBlanksAndPlaceWithoutANameAreMended) {
    Imported const imported =
        import_all(Files{}
                       .add("locations.csv", "id,name,latitude,longitude\n1,,41.8,-87.6\n")
                       .add("physical_addresses.csv",
                            "location_id,address_1,city,country\n1,12 Example St,Miami,\"   \"\n"));
    ASSERT_EQ(imported.items.size(), 1U);
    EXPECT_EQ(imported.items[0].data["name"], "12 Example St");
    EXPECT_FALSE(imported.items[0].data.contains("country"));
}

}  // namespace
}  // namespace amparo::directory
