// SPDX-License-Identifier: AGPL-3.0-or-later
// What a form can't declare of its records (B1-B5: fitting.cpp), and what all of them say of what happened (forms F23).
#include "support.hpp"

namespace amparo::engine {
namespace {

class Fitting : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        alma = person("Alma");
        bea = person("Bea");
    }
    std::string person(std::string const& name) {
        return rosa.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", name}}}})["person"];
    }
    static Json params(std::string const& kind, Json const& data, std::string const& about = {}) {
        Json out{{"kind", kind}, {"data", data}};
        if (!about.empty()) out["person"] = about;
        return out;
    }
    std::string record(std::string const& kind, Json const& data, std::string const& about = {}) {
        return rosa.ok("record.create", params(kind, data, about))["id"];
    }

    Office rosa;
    std::string alma, bea;
};

TEST_F(Fitting, B1_ARecordLinksToNobodyElsesRecord) {
    std::string const hers = record("person_need", {{"need", "housing"}}, alma);
    std::string const others = record("person_need", {{"need", "housing"}}, bea);
    rosa.fails(Code::kRefused, "data.need", "record.create",
               params("goal", {{"goal", "A flat"}, {"need", others}}, alma));
    std::string const goal = record("goal", {{"goal", "A flat"}, {"need", hers}}, alma);
    rosa.fails(Code::kRefused, "data.need", "record.update", {{"id", goal}, {"data", {{"need", others}}}});
    rosa.fails(
        Code::kRefused, "data.for_need", "record.create",
        params(
            "service_given",
            {{"given_on", "2031-02-01"}, {"service", "housing"}, {"given_by", "Rosa"}, {"for_need", others}},
            alma));
}

TEST_F(Fitting, B1_TheStayOfAHouseholdIsEachOfIts) {
    std::string const house = record("house", {{"name", "North"}});
    std::string const unit = record("unit", {{"house", house}, {"name", "1"}, {"places", 2}});
    std::string const stay = rosa.ok("stay.start", {{"person", alma},
                                                    {"places", Json::array({unit})},
                                                    {"household", 2},
                                                    {"with", Json::array({bea})}})["id"];
    record("task", {{"what", "A key"}, {"stay", stay}}, bea);
    rosa.fails(Code::kRefused, "data.stay", "record.create",
               params("task", {{"what", "A key"}, {"stay", stay}}, person("Cleo")));
}

TEST_F(Fitting, B2_WhoIsClosedIsNotClosedAgainBeforeTheyCameBack) {
    Json const closed{{"closed_on", "2031-02-01"}, {"reason", "moved_away"}};
    std::string const first = record("closing", closed, alma);
    auto const again =
        rosa.fails(Code::kRefused, "data.closed_on", "record.create", params("closing", closed, alma));
    EXPECT_NE(again.hint.find(first), std::string::npos);
    record("closing", closed, bea);
    rosa.ok("record.update",
            {{"id", first}, {"data", {{"reopened_on", "2031-02-10"}, {"reopened_why", "asked"}}}});
    record("closing", {{"closed_on", "2031-02-20"}, {"reason", "moved_away"}}, alma);
    rosa.ok("record.update", {{"id", first}, {"data", {{"note", "Corrected later"}}}});
}

TEST_F(Fitting, B3_AHouseHasNoTwoUnitsOfOneName) {
    std::string const north = record("house", {{"name", "North"}});
    std::string const south = record("house", {{"name", "South"}});
    Json const unit{{"house", north}, {"name", "Unit 1"}, {"places", 1}};
    record("unit", unit);
    rosa.fails(Code::kRefused, "data.name", "record.create", params("unit", unit));
    record("unit", {{"house", south}, {"name", "Unit 1"}, {"places", 1}});
    std::string const second = record("unit", {{"house", north}, {"name", "Unit 2"}, {"places", 1}});
    rosa.fails(Code::kRefused, "data.name", "record.update",
               {{"id", second}, {"data", {{"name", "Unit 1"}}}});
    rosa.ok("record.update", {{"id", second}, {"data", {{"name", "Unit 2"}, {"places", 2}}}});
}

TEST_F(Fitting, B4_ARequestDoesNotSayThatNothingLeftAndWhat) {
    auto const request = [](Json const& more) {
        Json data{{"instrument", "subpoena"}, {"from_whom", "A court"}, {"received_on", "2031-02-01"}};
        data.update(more);
        return params("matter_request", data);
    };
    for (Json const& more : {Json{{"decision", "nothing_given"}, {"left_under", "court_order"}},
                             Json{{"decision", "no_records"}, {"what_left", "A list"}}})
        rosa.fails(Code::kRefused, "data.decision", "record.create", request(more));
    for (Json const& more : {Json{{"left_under", "nothing_left"}, {"what_left", "A list"}},
                             Json{{"left_under", "nothing_left"}, {"decision", "part_given"}}})
        rosa.fails(Code::kRefused, "data.left_under", "record.create", request(more));
    std::string const id = rosa.ok("record.create", request({{"decision", "given"}}))["id"];
    Json const count = rosa.ok("request.count", {{"year", 2031}});
    EXPECT_EQ(count["something_left"], 1) << "it was decided to be given";
    EXPECT_EQ(count["without_basis"], 1) << "and nothing says under what";
    rosa.fails(Code::kRefused, "data.left_under", "record.update",
               {{"id", id}, {"data", {{"left_under", "nothing_left"}}}});
    // An objection that a court overruled is no contradiction.
    rosa.ok("record.create", request({{"decision", "object"}, {"left_under", "court_order"}}));
}

TEST_F(Fitting, B5_WhatEndedDidNotEndBeforeItBegan) {
    rosa.fails(
        Code::kRefused, "data.returned_on", "record.create",
        params("belonging", {{"what", "A bag"}, {"taken_in_on", "2031-02-02"}, {"returned_on", "2031-02-01"}},
               alma));
    std::string const closing =
        record("closing", {{"closed_on", "2031-02-01"}, {"reason", "moved_away"}}, alma);
    rosa.fails(Code::kRefused, "data.reopened_on", "record.update",
               {{"id", closing}, {"data", {{"reopened_on", "2031-01-31"}}}});
    rosa.ok("record.update", {{"id", closing}, {"data", {{"reopened_on", "2031-02-01"}}}});
    // A request may come after the day it was to be answered by.
    record("matter_request", {{"instrument", "subpoena"},
                              {"from_whom", "A court"},
                              {"received_on", "2031-02-01"},
                              {"due_on", "2031-01-20"}});
}

TEST_F(Fitting, F23_WhatHappenedIsNotAheadAndTodayIsWhereItIsFirst) {
    rosa.fails(Code::kUsage, "data.happened_on", "record.create",
               params("note", {{"text", "A call"}, {"happened_on", "2031-03-03"}}, alma));
    // 06:00 at Kiritimati (UTC+14) on the second.
    rosa.now = *parse_instant("2031-03-01T16:00:00Z");
    record("note", {{"text", "A call"}, {"happened_on", "2031-03-02"}}, alma);
}

TEST_F(Fitting, EverythingThatIsWrongIsNamed) {
    auto const wrong = rosa.fails(
        Code::kUsage, "data.given_on", "record.create",
        params("service_given",
               {{"service", "housing"}, {"given_by", "Rosa"}, {"given_on", "soon"}, {"minutes", "many"}},
               alma));
    EXPECT_NE(wrong.hint.find("also "), std::string::npos);
    EXPECT_NE(wrong.hint.find("minutes"), std::string::npos);
    EXPECT_EQ(wrong.hint.find("more"), std::string::npos);
}

}  // namespace
}  // namespace amparo::engine
