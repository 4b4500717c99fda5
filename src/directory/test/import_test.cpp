// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/base/instant.hpp"
#include "amparo/directory/hours.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace amparo::directory {
namespace {

using test::count;
using test::Files;
using test::import_all;
using test::import_text;
using test::not_kept;
using test::read_file;
using test::record;

constexpr char kUuid[] = "ac148810-d857-441c-9679-408f346de14b";
std::string const kData = "src/directory/test/data/";

std::vector<CsvRow> rows_of(std::string const& text) {
    CsvReader reader{text};
    std::vector<CsvRow> rows;
    for (CsvRow row; reader.next(row);) rows.push_back(row);
    return rows;
}

std::string trim(std::string text) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    while (!text.empty() && text.front() == ' ') text.erase(0, 1);
    return text;
}

/// Column `name` of a golden table, rows with an id only.
std::vector<std::pair<std::string, std::string>> golden_names(std::string const& file) {
    auto const rows = rows_of(read_file(kData + "ilao/" + file));
    auto const& header = rows.front().cells;
    auto const at = [&](char const* column) {
        return static_cast<std::size_t>(std::find(header.begin(), header.end(), column) - header.begin());
    };
    std::vector<std::pair<std::string, std::string>> out;
    for (std::size_t i = 1; i < rows.size(); ++i) {
        out.emplace_back(rows[i].cells[at("id")], trim(rows[i].cells[at("name")]));
    }
    return out;
}

/// What a record of `kind` may hold, by fields.json.
void expect_fits(Kind kind, Json const& data) {
    ASSERT_TRUE(data.is_object());
    for (auto const& [key, value] : data.items()) {
        Field const* const field = find_field(kind, key);
        ASSERT_NE(field, nullptr) << key;
        switch (field->type) {
            case FieldType::kText:
            case FieldType::kLongText:
            case FieldType::kUrl:
            case FieldType::kEmail:
            case FieldType::kLink:
                ASSERT_TRUE(value.is_string() && !value.get<std::string>().empty()) << key;
                ASSERT_LE(value.get<std::string>().size(), kFieldBytesMax) << key;
                break;
            case FieldType::kChoice:
                ASSERT_NE(std::find(field->choices.begin(), field->choices.end(), value),
                          field->choices.end())
                    << key;
                break;
            case FieldType::kChoices:
            case FieldType::kTexts:
            case FieldType::kLinks:
                ASSERT_TRUE(value.is_array() && !value.empty() &&
                            static_cast<double>(value.size()) <= field->max)
                    << key;
                for (Json const& one : value)
                    ASSERT_TRUE(one.is_string() && !one.get<std::string>().empty()) << key;
                break;
            case FieldType::kGroups:
                ASSERT_TRUE(value.is_array() && !value.empty() &&
                            static_cast<double>(value.size()) <= field->max)
                    << key;
                for (Json const& one : value)
                    ASSERT_TRUE(one.contains(key == "phones" ? "number" : "weekday")) << key;
                break;
            case FieldType::kInteger:
            case FieldType::kNumber: {
                ASSERT_TRUE(field->type == FieldType::kInteger ? value.is_number_integer()
                                                               : value.is_number())
                    << key;
                double const number = value.get<double>();
                ASSERT_TRUE(number >= field->min && number <= field->max) << key;
                break;
            }
            case FieldType::kDate:
                ASSERT_TRUE(parse_date(value.get<std::string>())) << key;
                break;
            case FieldType::kInstant:
                ASSERT_TRUE(parse_instant(value.get<std::string>())) << key;
                break;
        }
    }
    ASSERT_TRUE(data.contains("name"));
    ASSERT_TRUE(data.contains("source_key"));
}

void expect_all_fit(Imported const& imported) {
    std::set<std::string> keys;
    for (Item const& item : imported.items) {
        expect_fits(item.kind, item.data);
        ASSERT_TRUE(keys.insert(item.source_key).second) << item.source_key;
        ASSERT_EQ(item.data["source_key"], item.source_key);
    }
    for (SetAside const& one : imported.set_aside) {
        ASSERT_FALSE(one.file.empty());
        ASSERT_FALSE(one.message.empty() || one.mend.empty());
        ASSERT_LT(one.message.size(), 600U);
    }
}

// --- The legal-aid directory, against what another program makes of it ---

TEST(ImportIlao, TheGoldenTablesComeOutInOrder) {
    Imported const ilao = test::import_ilao();
    expect_all_fit(ilao);
    for (auto const& [kind, file, rows] : {std::tuple{Kind::kOrganization, "out_organizations.csv", 33U},
                                           {Kind::kLocation, "out_locations.csv", 520U},
                                           {Kind::kService, "out_services.csv", 430U}}) {
        auto const golden = golden_names(file);
        ASSERT_EQ(golden.size(), rows);
        std::vector<std::pair<std::string, std::string>> with_id;
        for (auto const& row : golden) {
            if (!row.first.empty()) with_id.push_back(row);
        }
        std::vector<std::pair<std::string, std::string>> taken;
        for (Item const& item : ilao.items) {
            if (item.kind != kind) continue;
            std::string const prefix = "ilao:" + std::string{name(kind)} + ":";
            taken.emplace_back(item.source_key.substr(prefix.size()), codec::string_or(item.data, "name"));
        }
        EXPECT_EQ(taken, with_id);
        // The one golden service without an id is the one line that was set aside.
        EXPECT_EQ(golden.size() - taken.size(), kind == Kind::kService ? 1U : 0U);
    }
    EXPECT_EQ(not_kept(ilao), 1U);
    EXPECT_EQ(count(ilao, Reason::kMissingId), 1U);
}

TEST(ImportIlao, TheGoldenTimetablesComeOutWhereTheyCanBeRead) {
    Imported const ilao = test::import_ilao();
    std::map<std::string, std::vector<OpenHours>> golden;
    std::set<std::string> unreadable;
    auto const rows = rows_of(read_file(kData + "ilao/out_regular_schedules.csv"));
    for (std::size_t i = 1; i < rows.size(); ++i) {
        auto const& cells =
            rows[i].cells;  // id, service_id, location_id, service_at_location_id, weekday, opens, closes
        if (cells[5].empty()) continue;
        auto const open = parse_opening(*parse_weekday(cells[4]), cells[5], cells[6]);
        if (open.ok()) {
            golden[cells[2]].push_back(open.value());
        } else {
            unreadable.insert(cells[2]);
        }
    }
    std::size_t same = 0;
    for (auto& [id, hours] : golden) {
        put_in_order(hours);
        Json const* const place = record(ilao, "ilao:location:" + id);
        ASSERT_NE(place, nullptr);
        if (unreadable.count(id) > 0) continue;
        if (!place->contains("hours")) continue;  // An afternoon the other program did not read.
        std::vector<std::string> texts;
        for (Json const& row : (*place)["hours"]) {
            texts.push_back(row["weekday"].get<std::string>() + row["opens"].get<std::string>());
        }
        for (OpenHours const& open : hours) {
            EXPECT_NE(std::find(texts.begin(), texts.end(),
                                std::string{weekday_name(open.weekday)} + clock_text(open.opens)),
                      texts.end())
                << id;
        }
        ++same;
    }
    EXPECT_GT(same, 300U);
}

TEST(ImportIlao, WhatMatchingNeedsIsThere) {
    Imported const ilao = test::import_ilao();
    Json const& asylum = *record(ilao, "ilao:service:107096");
    EXPECT_EQ(asylum["needs"], (Json{"attorney_civil", "attorney_immigration"}));
    EXPECT_EQ(asylum["populations"], Json{"immigrants"});
    EXPECT_EQ(asylum["fee"], "yes");
    EXPECT_EQ(asylum["remote"], "no");
    std::map<std::string, std::size_t> needs;
    std::size_t placed = 0;
    std::size_t areas = 0;
    for (Item const& item : ilao.items) {
        for (Json const& need : codec::list_at(item.data, "needs")) ++needs[need.get<std::string>()];
        placed += item.data.contains("latitude") ? 1 : 0;
        areas += item.data.contains("areas") ? 1 : 0;
    }
    EXPECT_EQ(needs["attorney_immigration"], 15U);
    EXPECT_GE(needs["legal_information"], 188U);
    EXPECT_GE(needs["attorney_family"], 20U);
    EXPECT_GE(needs["attorney_housing"], 10U);
    EXPECT_GE(needs["attorney_criminal"], 5U);
    EXPECT_GT(placed, 300U);
    EXPECT_GT(areas, 330U);
    EXPECT_EQ((*record(ilao, "ilao:location:135831"))["areas"], Json{"cook county"});
    EXPECT_EQ((*record(ilao, "ilao:location:135831"))["latitude"], 42.108547);
}

TEST(ImportIlao, TheOtherProgramsTablesAreReadToo) {
    Files files;
    for (char const* const name : {"organizations", "locations", "services", "regular_schedules", "phones"}) {
        files.load(kData + "ilao/out_" + name + ".csv");
    }
    Imported const imported = import_all(files);
    expect_all_fit(imported);
    EXPECT_EQ(count(imported, Kind::kOrganization), 33U);
    EXPECT_EQ(count(imported, Kind::kLocation), 520U);
    EXPECT_EQ(count(imported, Kind::kService), 429U);
    EXPECT_EQ(not_kept(imported), 1U);  // The service without an id.
}

// --- HSDS 3 ---

TEST(ImportHsds, TheOfficialExamplesAreRead) {
    for (auto const& [file, organizations, locations, services] :
         {std::tuple{"service_full", 1U, 1U, 1U},
          {"service_list", 1U, 0U, 1U},
          {"organization_full", 1U, 1U, 1U},
          {"organization_list", 1U, 0U, 0U},
          {"location", 0U, 1U, 0U},
          {"service_at_location_full", 1U, 1U, 1U},
          {"service_at_location_list", 1U, 1U, 1U}}) {
        Imported const imported = import_all(Files{}.load(kData + "hsds-3.0/examples/" + file + ".json"));
        expect_all_fit(imported);
        EXPECT_EQ(count(imported, Kind::kOrganization), organizations) << file;
        EXPECT_EQ(count(imported, Kind::kLocation), locations) << file;
        EXPECT_EQ(count(imported, Kind::kService), services) << file;
        // The examples' place is at latitude 100.
        EXPECT_EQ(count(imported, Reason::kBadCoordinates), locations) << file;
        EXPECT_EQ(imported.set_aside.size(), locations) << file;
    }
}

TEST(ImportHsds, TheOfficialTabularPackageIsRead) {
    Files files;
    for (char const* const name :
         {"services", "locations", "organizations", "service_at_location", "addresses", "phones", "schedules",
          "languages", "service_areas", "accessibility", "required_documents", "contacts", "taxonomies",
          "metadata"}) {
        files.load(kData + "hsds-3.0/examples/csv/" + name + ".csv");
    }
    Imported const imported = import_all(files, nullptr, "hsds");
    expect_all_fit(imported);
    ASSERT_EQ(imported.items.size(), 3U);
    Json const& service = *record(imported, std::string{"hsds:service:"} + kUuid);
    EXPECT_EQ(service["locations"], Json{"hsds:location:3a19ff88-4620-4d17-9830-ac1d859eb5d5"});
    EXPECT_EQ(service["languages"], Json{"ur"});
    EXPECT_EQ(service["last_verified"], "2005-01-01");
    EXPECT_EQ(service["phones"][0]["extension"], "100");
    Json const& place = *record(imported, "hsds:location:3a19ff88-4620-4d17-9830-ac1d859eb5d5");
    EXPECT_EQ(place["state"], "MyState");
    EXPECT_EQ(imported.dropped.at("contacts"), 1U);
    EXPECT_EQ(imported.dropped.at("services.licenses"), 1U);
    EXPECT_EQ(count(imported, Reason::kDanglingLink), 1U);
}

TEST(ImportHsds, ATableIsKnownByItsColumnsToo) {
    Imported const imported =
        import_all(Files{}
                       .add("a.csv", "id,organization_id,name,status\n1,,Clinic,active\n")
                       .add("b.csv", "service_id,weekday,opens_at,closes_at\n1,Monday,9:00am,5:00pm\n"));
    EXPECT_EQ((*record(imported, "test:service:1"))["hours"][0]["closes"], "17:00");
}

TEST(ImportHsds, TheDemoNetworkIsTakenWhole) {
    Imported const demo = test::import_demo();
    expect_all_fit(demo);
    EXPECT_TRUE(demo.set_aside.empty());
    EXPECT_EQ(count(demo, Kind::kOrganization), 6U);
    EXPECT_EQ(count(demo, Kind::kLocation), 5U);
    EXPECT_EQ(count(demo, Kind::kService), 6U);
    EXPECT_TRUE(demo.dropped.empty()) << codec::to_text(Json(demo.dropped));
}

// --- The rules ---

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
    EXPECT_EQ(text_of(test::import_ilao()), text_of(test::import_ilao()));
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

// --- Mappings ---

Json mapping_of(std::string const& fields) {
    return codec::parse_json(
               R"({"amparo_mapping":1,"tables":[{"file":"a.csv","kind":"service","id":"no","fields":[)" +
               fields + "]}]}")
        .value();
}

TEST(Mapping, FillsEveryTypeOfField) {
    Json const mapping = codec::parse_json(R"({"amparo_mapping": 1, "tables": [
        {"file": "b.csv", "kind": "location", "id": "no", "set": {"country": "US"},
         "fields": [{"to": "name", "columns": "what"}]},
        {"file": "a.csv", "kind": "service", "id": "no", "fields": [
         {"to": "name", "columns": ["what"]},
         {"to": "locations", "as": "link", "columns": ["where"]},
         {"to": "needs", "as": "words", "columns": ["what"], "words": [{"any": ["food"], "give": ["food"]}], "otherwise": ["other"]},
         {"to": "minimum_age", "columns": ["age"]},
         {"to": "hours", "as": "hours", "columns": ["when"]},
         {"to": "coordinates", "as": "coordinates", "of": "locations", "columns": ["point"]}]}]})")
                             .value();
    Imported const imported = import_all(Files{}
                                             .add("dir/A.CSV",
                                                  "no,what,where,age,when,point,rest\n1,Food!,\"1,2\",18,Mon "
                                                  "9-5pm,at 41.8 and -87.6.,x\n2,Seafood,1,x,noon,here,\n")
                                             .add("dir/b.csv", "no,what\n1,Here\n2,There\n"),
                                         mapping);
    expect_all_fit(imported);
    Json const& one = *record(imported, "test:service:1");
    EXPECT_EQ(one["locations"], (Json{"test:location:1", "test:location:2"}));
    EXPECT_EQ(one["needs"], Json{"food"});
    EXPECT_EQ(one["minimum_age"], 18);
    EXPECT_EQ(one["hours"][0]["opens"], "09:00");
    EXPECT_EQ((*record(imported, "test:service:2"))["needs"], Json{"other"});
    EXPECT_EQ((*record(imported, "test:location:2"))["longitude"], -87.6);
    EXPECT_EQ((*record(imported, "test:location:2"))["country"], "US");
    EXPECT_EQ(imported.dropped, (std::map<std::string, std::size_t>{{"a.rest", 1}}));
    EXPECT_EQ(imported.set_aside.size(), 3U);  // The age, the hours and the point of the second line.
}

TEST(Mapping, AMappingThatSaysNonsenseIsToldWhere) {
    Files const files = Files{}.add("a.csv", "no,what\n1,One\n");
    for (auto const& [fields, place] :
         {std::pair{R"({"to":"nothing","columns":["what"]})", "/tables/0/fields/0/to"},
          {R"({"to":"phones","columns":["what"]})", "/tables/0/fields/0/to"},
          {R"({"to":"source_key","columns":["what"]})", "/tables/0/fields/0/to"},
          {R"({"to":"name","columns":["what"],"as":"magic"})", "/tables/0/fields/0/as"},
          {R"({"to":"name","columns":[7]})", "/tables/0/fields/0/columns"},
          {R"({"to":"name","colums":["what"]})", "/tables/0/fields/0/colums"},
          {R"({"to":"name","columns":["what"],"of":"name"})", "/tables/0/fields/0/of"},
          {"7", "/tables/0/fields/0"},
          {R"({"to":"name","columns":["absent"]})", "absent"}}) {
        Imported const imported = import_all(files, mapping_of(fields));
        ASSERT_GE(count(imported, Reason::kBadMapping), 1U) << fields;
        EXPECT_EQ(imported.set_aside[0].place, place) << fields;
    }
    for (char const* const text :
         {"7", "{}", "[]", R"({"amparo_mapping":1,"tables":{}})", R"({"amparo_mapping":1,"tables":[7]})"}) {
        Imported const imported = import_all(files, codec::parse_json(text).value());
        EXPECT_GE(count(imported, Reason::kBadMapping), 1U) << text;
        EXPECT_TRUE(imported.items.empty());
    }
}

}  // namespace
}  // namespace amparo::directory
