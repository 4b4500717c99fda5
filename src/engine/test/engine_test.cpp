// SPDX-License-Identifier: AGPL-3.0-or-later
// The boundary itself: what may be called when, and what a wrong call is told.
#include "../session.hpp"
#include "support.hpp"

#include <set>

namespace amparo::engine {
namespace {

TEST(Boundary, EveryDeclaredMethodIsThereAndNoOther) {
    std::set<std::string> declared;
    for (Json const& method : api()["methods"]) {
        EXPECT_TRUE(declared.insert(method["name"]).second) << method["name"];
        EXPECT_FALSE(method["summary"].get<std::string>().empty());
        EXPECT_EQ(method["params"]["additionalProperties"], false) << method["name"];
    }
    std::set<std::string> implemented;
    for (std::string_view name : Engine::Session::method_names()) implemented.emplace(name);
    EXPECT_EQ(declared, implemented);
}

TEST(Boundary, ALockedVaultAnswersNothingThatNeedsItOpen) {
    Office office;
    office.founded();
    office.ok("vault.lock");
    for (Json const& method : api()["methods"]) {
        if (method["needs"] != "unlocked") continue;
        Json params = Json::object();
        for (Json const& needed : method["params"]["required"]) {
            Json const& schema = method["params"]["properties"][needed.get<std::string>()];
            std::string const type = schema.value("type", "string");
            params[needed.get<std::string>()] = type == "object"    ? Json::object()
                                                : type == "array"   ? Json::array()
                                                : type == "integer" ? Json(1)
                                                                    : Json("x");
        }
        auto const result = office.call(method["name"].get<std::string>(), params);
        ASSERT_FALSE(result.ok()) << method["name"];
        EXPECT_TRUE(result.error().code == Code::kLocked || result.error().code == Code::kUsage)
            << method["name"];
    }
    office.fails(Code::kLocked, "", "record.list");
    office.fails(Code::kLocked, "", "search", {{"text", "Alma"}});
}

TEST(Boundary, AWrongCallNamesTheParameter) {
    Office office;
    office.founded();
    office.fails(Code::kUsage, "method", "record.destroy");
    office.fails(Code::kUsage, "knd", "record.create",
                 {{"knd", "contact"}, {"kind", "contact"}, {"data", Json::object()}});
    office.fails(Code::kUsage, "data", "record.create", {{"kind", "contact"}});
    office.fails(Code::kUsage, "data", "record.create", {{"kind", "contact"}, {"data", "text"}});
    office.fails(Code::kUsage, "id", "record.show", {{"id", "rec_12"}});
    office.fails(Code::kUsage, "limit", "record.list", {{"limit", 0}});
    office.fails(Code::kUsage, "limit", "record.list", {{"limit", "many"}});
    office.fails(Code::kUsage, "ends", "release.sign", [] {
        Json params = release_params("per_00000000000000000000000000000000");
        params["ends"] = "2031-02-30";
        return params;
    }());
    EXPECT_FALSE(office.call("record.list", Json::array()).ok());
}

TEST(Boundary, NoMessageRepeatsWhatWasSaid) {
    Office office;
    office.founded();
    Json data = contact_data();
    data["needs"] = {"Zanzibar-secret"};
    data["phone"] = "Zanzibar-secret";
    auto const result = office.call("record.create", {{"kind", "contact"}, {"data", data}});
    ASSERT_FALSE(result.ok());
    Failure const f = result.error();
    EXPECT_EQ((f.message + f.field + f.hint).find("Zanzibar"), std::string::npos);
}

TEST(Boundary, BadInputIsNamedAndNothingIsWritten) {
    struct Row {
        char const* key;
        Json value;
        char const* field;
    };
    Row const rows[] = {
        {"chosen_name", nullptr, "data.chosen_name"},
        {"chosen_name", 7, "data.chosen_name"},
        {"chosen_name", std::string(100U << 20U, 'x'), "data.chosen_name"},
        {"chosenname", "Alma", "data.chosenname"},
        {"happened_on", "2031-02-30", "data.happened_on"},
        {"needs", {"a_castle"}, "data.needs[0]"},
        {"near", {{"latitude", 4635021.0}, {"longitude", 447123.0}}, "data.near.latitude"},
        {"adults", -1, "data.adults"},
        {"phone", "call me maybe", "data.phone"},
    };
    Office office;
    office.founded();
    auto const before = office.file->bytes;
    for (Row const& row : rows) {
        Json data = contact_data();
        data[row.key] = row.value;
        auto const result = office.call("record.create", {{"kind", "contact"}, {"data", data}});
        ASSERT_FALSE(result.ok()) << row.key;
        EXPECT_EQ(result.error().code, Code::kUsage);
        EXPECT_EQ(result.error().field.rfind(row.field, 0), 0U)
            << result.error().field << ": " << result.error().message;
        EXPECT_FALSE(result.error().hint.empty()) << row.key;
    }
    EXPECT_EQ(office.file->bytes, before);
    EXPECT_TRUE(office.ok("record.list")["records"].empty());
}

TEST(Boundary, WhatChangedIsToldOnce) {
    Office office;
    office.founded();
    (void)office.engine.take_events();
    Json const made = office.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    auto const events = office.engine.take_events();
    ASSERT_FALSE(events.empty());
    for (Event const& event : events) EXPECT_EQ(event["id"], made["id"]);
    EXPECT_TRUE(office.engine.take_events().empty());
}

}  // namespace
}  // namespace amparo::engine
