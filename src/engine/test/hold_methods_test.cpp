// SPDX-License-Identifier: AGPL-3.0-or-later
// hold.*, request.count, matter.time, and keeping longer (H1-H5: methods_hold.cpp).
#include "support.hpp"

namespace amparo::engine {
namespace {

class Holds : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        Json const created = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
        contact = created["id"];
        alma = created["person"];
    }
    std::string note() {
        return rosa.ok("record.create",
                       {{"kind", "note"}, {"person", alma}, {"data", {{"text", "A quiet evening"}}}})["id"];
    }
    Office rosa;
    std::string contact, alma;
};

TEST_F(Holds, H1_H3_WhileOneStandsNothingIsErasedAndTheRefusalNamesIt) {
    std::string const kept = note();
    std::string const hold = rosa.ok("hold.place", {{"person", alma}, {"why", "A subpoena came"}})["id"];
    auto const failure = rosa.fails(Code::kRefused, "id", "record.erase", {{"id", kept}, {"basis", "asked"}});
    EXPECT_NE(failure.message.find("2031-03-01"), std::string::npos);
    EXPECT_NE(failure.message.find("Rosa"), std::string::npos);
    EXPECT_NE(failure.hint.find(hold), std::string::npos);
    rosa.fails(Code::kRefused, "id", "record.erase",
               {{"id", kept}, {"part", "narrative"}, {"basis", "asked"}});
    EXPECT_EQ(rosa.ok("record.show", {{"id", kept}})["holds"][0]["id"], hold);
    rosa.ok("hold.lift", {{"id", hold}, {"why", "It was quashed"}});
    rosa.fails(Code::kRefused, "id", "hold.lift", {{"id", hold}, {"why", "again"}});
    EXPECT_TRUE(rosa.ok("hold.list")["holds"].empty());
    EXPECT_EQ(rosa.ok("hold.list", {{"lifted", true}})["holds"][0]["lifted_why"], "It was quashed");
    rosa.ok("record.erase", {{"id", kept}, {"basis", "asked"}});
}

TEST_F(Holds, H1_H4_OneOfARecordStopsThatRecordAlone) {
    std::string const held = note();
    std::string const other = note();
    std::string const first = rosa.ok("hold.place", {{"record", held}, {"why", "a"}})["id"];
    std::string const second = rosa.ok("hold.place", {{"record", held}, {"why", "b"}})["id"];
    rosa.ok("record.erase", {{"id", other}, {"basis", "asked"}});
    rosa.ok("hold.lift", {{"id", first}, {"why", "over"}});
    rosa.fails(Code::kRefused, "id", "record.erase", {{"id", held}, {"basis", "asked"}});
    rosa.ok("hold.lift", {{"id", second}, {"why", "over"}});
    rosa.ok("record.erase", {{"id", held}, {"basis", "asked"}});
    rosa.fails(Code::kUsage, "record", "hold.place", {{"why", "nothing named"}});
}

TEST_F(Holds, H1_H2_ItStopsWhoCannotReadWhyItWasPlaced) {
    rosa.ok("member.add", {{"name", "Teo"}, {"role", "outreach"}, {"passphrase", "orange trees in rain"}});
    rosa.ok("hold.place", {{"person", alma}, {"why", "A subpoena about the canning plant"}});
    Office teo{rosa.file};
    teo.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    teo.fails(Code::kRefused, "id", "record.erase",
              {{"id", contact}, {"part", "identity"}, {"basis", "asked"}});
    std::string const told =
        codec::to_text(teo.ok("hold.list")) + codec::to_text(teo.ok("record.show", {{"id", contact}}));
    EXPECT_EQ(told.find("canning"), std::string::npos);
    teo.fails(Code::kRefused, "why", "hold.place", {{"person", alma}, {"why", "x"}});
}

TEST_F(Holds, H5_AYearIsCountedAsItWasWrittenDown) {
    auto const request = [&](Json data) {
        data["from_whom"] = "A court";
        rosa.ok("record.create", {{"kind", "matter_request"}, {"data", data}});
    };
    request({{"received_on", "2031-01-10"},
             {"instrument", "subpoena"},
             {"decision", "object"},
             {"left_under", "nothing_left"},
             {"answered", "yes"}});
    request({{"received_on", "2031-02-10"},
             {"instrument", "court_order"},
             {"what_left", "Dates of stay"},
             {"left_under", "court_order"},
             {"person_told", "yes"}});
    request({{"received_on", "2031-02-11"},
             {"instrument", "telephone"},
             {"what_left", "That we know the person"}});
    request({{"received_on", "2030-12-31"}, {"instrument", "subpoena"}});
    Json const count = rosa.ok("request.count", {{"year", 2031}});
    EXPECT_EQ(count["received"], 3);
    EXPECT_EQ(count["instruments"], (Json{{"subpoena", 1}, {"court_order", 1}, {"telephone", 1}}));
    EXPECT_EQ(count["something_left"], 2);
    EXPECT_EQ(count["without_basis"], 1);
    EXPECT_EQ(count["person_told"], 1);
    EXPECT_EQ(count["not_answered"], 2);
    EXPECT_EQ(count["decisions"]["not_asked"], 2);
}

TEST_F(Holds, KeepingLongerNeedsTheReasonAndThePersonsConsent) {
    std::string const kept = note();
    rosa.ok("retention.set", {{"kind", "note"}, {"months", 1}});
    auto const due = [&] { return rosa.ok("retention.due")["total"].get<int>(); };
    rosa.now = parse_instant("2031-05-01T10:00:00Z").value();
    EXPECT_EQ(due(), 1);
    Json longer{{"id", kept}, {"until", "2032-01-15"}};
    rosa.fails(Code::kUsage, "until", "retention.keep", longer);
    longer["reason"] = "The wage claim goes on";
    rosa.fails(Code::kUsage, "until", "retention.keep", longer);
    longer["agreed"] = true;
    rosa.ok("retention.keep", longer);
    rosa.now = parse_instant("2032-01-14T10:00:00Z").value();
    EXPECT_EQ(due(), 0);
    rosa.now = parse_instant("2032-01-15T10:00:00Z").value();
    EXPECT_EQ(due(), 1);
}

TEST_F(Holds, TimeIsCountedByTheMattersRule) {
    std::string const matter =
        rosa.ok("matter.open",
                {{"person", alma}, {"title", "Wages"}, {"area", "wages"}, {"round_minutes", 15}})["id"];
    for (int minutes : {1, 15, 16, 0})
        rosa.ok("record.create", {{"kind", "matter_log"},
                                  {"data",
                                   {{"matter", matter},
                                    {"on", "2031-03-01"},
                                    {"activity", "call"},
                                    {"minutes", minutes},
                                    {"by", "Rosa"}}}});
    rosa.ok("record.create", {{"kind", "matter_log"},
                              {"data", {{"matter", matter}, {"on", "2031-03-01"}, {"activity", "filing"}}}});
    Json time = rosa.ok("matter.time", {{"id", matter}});
    EXPECT_EQ(time["minutes"], 32);
    EXPECT_EQ(time["counted"], 60);
    EXPECT_EQ(time["entries"], 4);
    EXPECT_EQ(time["without_time"], 1);
    EXPECT_EQ(time["by"], (Json{{"Rosa", 60}}));
    rosa.ok("matter.change", {{"id", matter}, {"round", "nearest"}});
    time = rosa.ok("matter.time", {{"id", matter}});
    EXPECT_EQ(time["counted"], 30);
    EXPECT_EQ(time["minutes"], 32);
}

}  // namespace
}  // namespace amparo::engine
