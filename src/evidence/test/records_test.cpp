// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/records.hpp"

#include "support.hpp"

#include <gtest/gtest.h>

namespace amparo::evidence {
namespace {

using test::frame;
using test::population;

std::vector<Variable> questions(std::vector<std::string> const& paths) {
    std::vector<Variable> out;
    for (std::string const& path : paths) out.push_back(Variable::of(frame(), path).value());
    return out;
}

Records records(std::vector<std::string> const& paths, std::vector<Json> const& data,
                Json definition = Json::object()) {
    auto const whom = population(std::move(definition));
    Microdata cases{variables_for(questions(paths), *whom), {}};
    std::size_t n = 0;
    for (Json const& one : data)
        cases.add({"", std::to_string(n++), "2030-05-01", "2030-05-01", false, &one});
    return records_of(*whom, questions(paths), cases);
}

std::vector<Json> const kPeople{{{"status", "visitor"}, {"ways", {"friend", "other"}}},
                                {{"status", "resident"}, {"ways", "declined"}},
                                {{"status", "not_asked"}},
                                {{"status", "citizen"}, {"ways", {"work"}}}};

TEST(Records, V2_V3_EachWayToGiveNoAnswerStandsApartAndSeveralAnswersAreColumns) {
    Records const out = records({"status", "ways"}, kPeople);
    ASSERT_TRUE(out.data.valid());
    EXPECT_EQ(csv_of(out.data, Style::kApart),
              "status,ways=friend,ways=work,ways=other\r\n"
              "visitor,1,0,1\r\n"
              "resident,(declined),(declined),(declined)\r\n"
              "(not_asked),,,\r\n"
              "citizen,0,1,0\r\n");
    EXPECT_EQ(out.several, (std::vector<protection::Several>{{1, 2, 3}}));
    EXPECT_EQ(out.data.columns[0].codes,
              (std::vector<std::string>{"citizen", "resident", "visitor", "(unknown)", "(declined)",
                                        "(not_asked)", "(does_not_apply)"}));
}

TEST(Records, V5_FlagsOfCtdcMergeWhatIsNoAnswer) {
    EXPECT_EQ(csv_of(records({"status", "ways"}, kPeople).data, Style::kFlags),
              "status,ways=friend,ways=work,ways=other\r\n"
              "visitor,1,0,1\r\n"
              "resident,-99,-99,-99\r\n"
              "-99,-99,-99,-99\r\n"
              "citizen,0,1,0\r\n");
}

TEST(Records, V1_WhoIsNotInThePopulationOrCannotBeToldIsCountedAndInNoLine) {
    Records const out =
        records({"ways"}, kPeople, {{"where", {{"field", "status"}, {"is_not", {"citizen"}}}}});
    EXPECT_EQ(out.data.rows(), 2U);
    EXPECT_EQ(out.not_in, 1U);
    EXPECT_EQ(out.undetermined, 1U);
}

TEST(Records, V4_LevelsNameEachCodeOnceAndTheWaysToGiveNoneStay) {
    Records const out = records({"status"}, kPeople);
    Json const levels = Json::array({{{"papers", {"citizen", "resident"}}, {"none", {"visitor"}}}});
    auto const key = key_of(out.data, "status", levels, "keys[0]").value();
    ASSERT_EQ(key.levels.size(), 1U);
    // Names in their order, which is that of the alphabet.
    EXPECT_EQ(key.levels[0].names, (std::vector<std::string>{"none", "papers", "(unknown)", "(declined)",
                                                             "(not_asked)", "(does_not_apply)"}));
    EXPECT_EQ(key.levels[0].of, (std::vector<protection::Code>{1, 1, 0, 2, 3, 4, 5}));
    auto const message = [&](Json const& given) {
        return key_of(out.data, "status", given, "k").error().message;
    };
    EXPECT_EQ(message(Json::array({{{"a", {"citizen", "resident"}}}})), "A level leaves out a code.");
    EXPECT_EQ(message(Json::array({{{"a", {"citizen", "citizen", "resident", "visitor"}}}})),
              "A level names a code twice.");
    EXPECT_EQ(message(Json::array({{{"a", {"citizen", "resident", "visitor", "stranger"}}}})),
              "A level names a code that the list does not have.");
    EXPECT_EQ(message(Json::array({{{"a", {"citizen", "resident", "visitor", "(declined)"}}}})),
              "A level names a code that the list does not have.");
    EXPECT_EQ(message(Json::array({{{"(declined)", {"citizen", "resident", "visitor"}}}})),
              "A group is named like a way to give no answer.");
    EXPECT_EQ(message(Json::array({{{"a", 1}}})), "A group has no list of codes.");
    EXPECT_EQ(key_of(out.data, "fears", Json::array(), "k").error().code, RefusalCode::kUnknownField);
}

}  // namespace
}  // namespace amparo::evidence
