// SPDX-License-Identifier: AGPL-3.0-or-later
// directory.*, match: on the real legal-aid directory that ships, and an invented network.
#include "support.hpp"

#include <set>

namespace amparo::engine {
namespace {

Json import_params(std::string const& source, std::vector<std::string> const& paths) {
    Json files = Json::array();
    for (std::string const& path : paths) files.push_back({{"name", path}, {"text", file_text(path)}});
    return {{"source", source}, {"files", files}};
}
Json network() {
    return import_params("network", {"data/directory/demo_network.json"});
}
Json legal_aid() {
    Json params = import_params(
        "ilao", {"data/directory/ilao/in_organizations.csv", "data/directory/ilao/in_locations.csv",
                 "data/directory/ilao/in_services.csv"});
    params["mapping"] = file_json("data/directory/ilao/mapping.json");
    return params;
}

TEST(DirectoryMethods, ARealDirectoryComesInWholeAndASecondTimeChangesNothing) {
    Office office;
    office.founded();
    Json const dry = [&] {
        Json params = legal_aid();
        params["dry_run"] = true;
        return office.ok("directory.import", params);
    }();
    EXPECT_TRUE(office.ok("directory.list")["services"].empty());
    Json const first = office.ok("directory.import", legal_aid());
    EXPECT_EQ(first["created"], dry["created"]);
    EXPECT_GT(first["created"].get<int>(), 500);
    EXPECT_EQ(first["updated"], 0);
    for (Json const& s : first["set_aside"]) {
        EXPECT_FALSE(s["message"].get<std::string>().empty());
        EXPECT_FALSE(s["mend"].get<std::string>().empty()) << s;
    }
    auto const size = office.file->bytes.size();
    Json const again = office.ok("directory.import", legal_aid());
    EXPECT_EQ(again["created"], 0);
    EXPECT_EQ(again["updated"], 0);
    EXPECT_EQ(again["unchanged"], first["created"]);
    EXPECT_EQ(office.file->bytes.size(), size);
    EXPECT_GT(
        office.ok("directory.list", {{"need", "attorney_immigration"}, {"limit", 1}})["total"].get<int>(),
        10);
}

TEST(DirectoryMethods, AChangedEntryChangesOnlyWhatItSays) {
    Office office;
    office.founded();
    office.ok("directory.import", network());
    Json params = network();
    std::string text = params["files"][0]["text"];
    std::string const old = "Primary care, sexual health and wound care.";
    text.replace(text.find(old), old.size(), "Primary care and wound care.");
    params["files"][0]["text"] = text;
    Json const again = office.ok("directory.import", params);
    EXPECT_EQ(again["created"], 0);
    EXPECT_EQ(again["updated"], 1);
}

TEST(DirectoryMethods, AValueOurFormRefusesCostsThatValueOnly) {
    Office office;
    office.founded();
    Json params = network();
    Json services = codec::parse_json(params["files"][0]["text"].get<std::string>()).value();
    services[1]["attributes"][0]["taxonomy_term"]["code"] = "a_castle";
    params["files"][0]["text"] = codec::to_text(services);
    Json const done = office.ok("directory.import", params);
    ASSERT_EQ(done["set_aside"].size(), 1U) << done["set_aside"];
    EXPECT_EQ(done["set_aside"][0]["kept"], true);
    EXPECT_EQ(office.ok("directory.list", {{"text", "Walk-in"}})["total"], 1);
}

TEST(DirectoryMethods, AnImportNeverMakesPublicWhatIsKeptConfidentialHere) {
    Office office;
    office.founded();
    Json params = network();
    office.ok("directory.import", params);
    std::string text = params["files"][0]["text"];
    for (std::string const secret : {"\"confidential\": \"yes\"", "\"confidential_address\": \"yes\""}) {
        ASSERT_NE(text.find(secret), std::string::npos);
        text.replace(text.find(secret), secret.size(), secret.substr(0, secret.size() - 4) + "no\"");
    }
    params["files"][0]["text"] = text;
    Json const again = office.ok("directory.import", params);
    EXPECT_EQ(again["updated"], 0);
    ASSERT_EQ(again["set_aside"].size(), 2U);
    for (Json const& s : again["set_aside"]) EXPECT_EQ(s["reason"], "kept_confidential");
}

TEST(DirectoryMethods, AColleaguesCorrectionOutlivesTheNextImport) {
    Office office;
    office.founded();
    Json params = network();
    auto import = [&](std::string_view description, std::string_view name) {
        Json services = codec::parse_json(params["files"][0]["text"].get<std::string>()).value();
        for (Json& service : services)
            if (service["name"].get<std::string>().starts_with("Walk-in")) {
                if (!description.empty()) service["description"] = description;
                if (!name.empty()) service["name"] = name;
            }
        Json changed = params;
        changed["files"][0]["text"] = codec::to_text(services);
        return office.ok("directory.import", changed);
    };
    import({}, {});
    Json const id = office.ok("directory.list", {{"text", "Walk-in"}})["services"][0]["id"];
    auto show = [&] { return office.ok("record.show", {{"id", id}}); };
    office.ok("record.update", {{"id", id}, {"data", {{"description", "Ask for Nadia; ring twice."}}}});

    Json const same = import({}, {});
    EXPECT_EQ(same["updated"], 0);
    ASSERT_EQ(same["set_aside"].size(), 1U) << same["set_aside"];
    EXPECT_EQ(same["set_aside"][0]["reason"], "corrected_here");
    EXPECT_EQ(show()["data"]["description"], "Ask for Nadia; ring twice.");

    EXPECT_EQ(import({}, "Walk-in care")["updated"], 1);
    EXPECT_EQ(show()["data"]["name"], "Walk-in care");
    EXPECT_EQ(show()["data"]["description"], "Ask for Nadia; ring twice.");
    EXPECT_TRUE(show()["conflicts"].empty()) << show()["conflicts"];

    EXPECT_EQ(import("Moved to the first floor.", "Walk-in care")["updated"], 1);
    Json const both = show()["conflicts"];
    ASSERT_EQ(both.size(), 1U) << both;
    EXPECT_EQ(both[0]["field"], "description");
    EXPECT_EQ(both[0]["values"].size(), 2U);
    EXPECT_EQ(import("Moved to the first floor.", "Walk-in care")["updated"], 0)
        << "said again, it is the same question";
}

TEST(DirectoryMethods, ADirectoryThatIsNoneIsSetAsideAndTakesNothing) {
    Office office;
    office.founded();
    for (char const* text :
         {"", "[]", "not json", "{\"id\": 7}", "a,b\n1,2\n", "[{\"id\": \"x\", \"name\": 3}]"}) {
        Json const done = office.ok("directory.import",
                                    {{"source", "bad"}, {"files", {{{"name", "x.json"}, {"text", text}}}}});
        EXPECT_EQ(done["created"], 0) << text;
    }
    EXPECT_TRUE(office.ok("directory.list")["services"].empty());
}

TEST(DirectoryMethods, EveryNeedIsMatchedWithReasonsForEachOfferAndEachExclusion) {
    Office office;
    office.founded();
    office.ok("directory.import", network());
    Json data = contact_data();
    data["wishes"] = {"no_police_report", "no_identity_document"};
    Json const contact = office.ok("record.create", {{"kind", "contact"}, {"data", data}});
    Json const answer = office.ok("match", {{"person", contact["person"]}});
    ASSERT_EQ(answer["needs"].size(), 3U);
    for (Json const& need : answer["needs"]) {
        std::size_t excluded = 0;
        for (auto const& [reason, count] : need["excluded_total"].items())
            excluded += count.get<std::size_t>();
        EXPECT_EQ(need["offered"].get<std::size_t>() + excluded, need["of"].get<std::size_t>());
        for (Json const& offer : need["offers"]) EXPECT_FALSE(offer["reasons"].empty());
        for (Json const& x : need["excluded"]) EXPECT_FALSE(x["reason"].get<std::string>().empty());
    }
    Json const& bed = answer["needs"][0];
    ASSERT_FALSE(bed["offers"].empty());
    EXPECT_EQ(bed["offers"][0]["organization"], "Casa Azahar");
    for (char const* told : {"place", "city", "distance_km"})
        EXPECT_FALSE(bed["offers"][0].contains(told)) << told << " of a confidential place";
    EXPECT_TRUE(answer["needs"][1]["offers"][0].contains("distance_km")) << answer["needs"][1]["offers"][0];
    // The same by needs, without a person.
    Json const same = office.ok("match", {{"needs", {"bed_tonight"}},
                                          {"languages", {"es", "en"}},
                                          {"near", contact_data()["near"]},
                                          {"wishes", data["wishes"]}});
    EXPECT_EQ(same["needs"][0]["offers"], bed["offers"]);
    office.fails(Code::kUsage, "needs", "match", {{"needs", {"a_castle"}}});
    office.fails(Code::kUsage, "wishes", "match", {{"needs", {"bed_tonight"}}, {"wishes", {"cooperates"}}});
    office.fails(Code::kUsage, "needs", "match");
    office.fails(Code::kUsage, "immigration_status", "match",
                 {{"needs", {"bed_tonight"}}, {"immigration_status", "none"}});
}

TEST(DirectoryMethods, AConfidentialAddressIsInNoExport) {
    Office office;
    office.founded();
    office.ok("directory.import", network());
    Json const exported = office.ok("directory.export");
    EXPECT_GT(exported["services"].size(), 3U);
    EXPECT_EQ(codec::to_text(exported).find("Quiet Orchard"), std::string::npos);
    EXPECT_FALSE(exported["left_out"].empty());
    // It comes back in as it went out.
    Office other;
    other.founded("Other", "Teo");
    Json const back =
        other.ok("directory.import",
                 {{"source", "export"},
                  {"files", {{{"name", "services.json"}, {"text", codec::to_text(exported["services"])}}}}});
    EXPECT_EQ(other.ok("directory.list")["total"], office.ok("directory.list")["total"]) << back["set_aside"];
}

}  // namespace
}  // namespace amparo::engine
