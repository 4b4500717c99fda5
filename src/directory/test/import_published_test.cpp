// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/directory/hours.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace amparo::directory {
namespace {

using test::count;
using test::expect_all_fit;
using test::Files;
using test::import_all;
using test::import_demo;
using test::import_ilao;
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

// --- The legal-aid directory, against what another program makes of it ---

TEST(ImportIlao, TheGoldenTablesComeOutInOrder) {
    Imported const ilao = import_ilao();
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
    Imported const ilao = import_ilao();
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
    Imported const ilao = import_ilao();
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
    Imported const demo = import_demo();
    expect_all_fit(demo);
    EXPECT_TRUE(demo.set_aside.empty());
    EXPECT_EQ(count(demo, Kind::kOrganization), 6U);
    EXPECT_EQ(count(demo, Kind::kLocation), 5U);
    EXPECT_EQ(count(demo, Kind::kService), 6U);
    EXPECT_TRUE(demo.dropped.empty()) << codec::to_text(Json(demo.dropped));
}

}  // namespace
}  // namespace amparo::directory
