// SPDX-License-Identifier: AGPL-3.0-or-later
#include "fake_world.hpp"

#include <gtest/gtest.h>

using namespace amparo;
using namespace amparo::cli;
using test::FakeWorld;
using Next = os::LineReader::Next;

namespace {

/// The lines it answers with.
std::vector<Json> answers(FakeWorld& fake, std::vector<std::string> const& arguments = {}) {
    std::vector<std::string> all{"call"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    EXPECT_EQ(fake.run_on_vault(all), 0) << fake.err;
    std::vector<Json> out;
    for (std::size_t at = 0; at < fake.out.size();) {
        std::size_t const end = fake.out.find('\n', at);
        EXPECT_NE(end, std::string::npos);
        auto line = codec::parse_json(std::string_view{fake.out}.substr(at, end - at));
        EXPECT_TRUE(line.ok());
        out.push_back(line.value());
        at = end + 1;
    }
    return out;
}

}  // namespace

TEST(CallLoop, OneUnlockManyCallsEachAnsweredByItsId) {
    FakeWorld fake;
    fake.answers["search"] = Json{{"hits", Json::array()}};
    fake.failures["match"] = Failure{Code::kRefused, "no", "person", "do"};
    fake.say_line(R"({"id":1,"method":"search","params":{"text":"x"}})");
    fake.say_line(R"({"id":"two","method":"match"})");
    fake.say_line(R"({"method":"form.list"})");
    auto const lines = answers(fake);
    ASSERT_EQ(lines.size(), 3U);
    EXPECT_EQ(lines[0], (Json{{"id", 1}, {"result", {{"hits", Json::array()}}}}));
    EXPECT_EQ(
        lines[1],
        (Json{{"id", "two"},
              {"error", {{"code", "refused"}, {"message", "no"}, {"field", "person"}, {"hint", "do"}}}}));
    EXPECT_EQ(lines[2], (Json{{"id", nullptr}, {"result", Json::object()}}));
    EXPECT_EQ(fake.questions.size(), 1U);
    EXPECT_EQ(fake.params_of("search"), (Json{{"text", "x"}}));
    EXPECT_EQ(fake.params_of("match"), Json::object());
}

TEST(CallLoop, ALineThatIsNoCallIsAnsweredAndTheNextIsRead) {
    std::vector<std::pair<std::string, std::string>> const kBad{
        {"{", ""},
        {"[]", ""},
        {"\xFF", ""},
        {R"({"id":1,"id":2,"method":"x"})", ""},
        {R"({"id":1})", "method"},
        {R"({"id":1,"method":7})", "method"},
        {R"({"id":1,"method":"x","params":[]})", "params"},
        {R"({"id":1,"method":"x","parms":{}})", "parms"},
        {R"({"id":[1],"method":"x"})", "id"}};
    for (auto const& [line, field] : kBad) {
        FakeWorld fake;
        fake.say_line(line);
        fake.say_line(R"({"id":9,"method":"form.list"})");
        auto const lines = answers(fake);
        ASSERT_EQ(lines.size(), 2U) << line;
        EXPECT_EQ(lines[0]["error"]["code"], "usage") << line;
        EXPECT_EQ(lines[0]["error"]["field"], field) << line;
        EXPECT_FALSE(codec::string_or(lines[0]["error"], "hint").empty());
        EXPECT_EQ(lines[1]["id"], 9);
    }
}

TEST(CallLoop, ALineThatIsACallButForItsFormKeepsItsId) {
    FakeWorld fake;
    fake.say_line(R"({"id":"mine","method":7})");
    fake.say_line("not JSON");
    auto const lines = answers(fake);
    EXPECT_EQ(lines[0]["id"], "mine");
    EXPECT_EQ(lines[1]["id"], nullptr);
}

TEST(CallLoop, ALineThatIsTooLongIsPassedOver) {
    FakeWorld fake;
    fake.lines.emplace_back(Next::kTooLong, "");
    fake.say_line(R"({"id":1,"method":"form.list"})");
    auto const lines = answers(fake);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0]["id"], nullptr);
    EXPECT_NE(codec::string_or(lines[0]["error"], "message").find("longer than"), std::string::npos);
    EXPECT_EQ(lines[1]["id"], 1);
}

TEST(CallLoop, EmptyLinesAreNoCalls) {
    FakeWorld fake;
    fake.say_line("");
    fake.say_line(" \r");
    EXPECT_TRUE(answers(fake).empty());
}

TEST(CallLoop, EventsAreLinesOfTheirOwnAndOnlyIfAsked) {
    for (bool const asked : {false, true}) {
        FakeWorld fake;
        fake.events = {Json{{"event", "record.changed"}, {"id", "rec_1"}}};
        fake.say_line(R"({"id":1,"method":"record.create"})");
        auto const lines =
            answers(fake, asked ? std::vector<std::string>{"--events"} : std::vector<std::string>{});
        ASSERT_EQ(lines.size(), asked ? 2U : 1U);
        EXPECT_EQ(lines[0]["id"], 1);
        if (asked) {
            EXPECT_EQ(lines[1], (Json{{"event", "record.changed"}, {"id", "rec_1"}}));
        }
    }
}

TEST(CallLoop, EachLineLeavesBeforeTheNextIsRead) {
    FakeWorld fake;
    fake.say_line(R"({"id":1,"method":"form.list"})");
    std::string seen;
    auto const read_line = fake.world.read_line;
    fake.world.read_line = [&](std::string& line) {
        seen = fake.out;
        return read_line(line);
    };
    (void)answers(fake);
    EXPECT_EQ(seen, fake.out);
}

TEST(CallLoop, ItCanBeginLockedAndThenNobodyIsAsked) {
    FakeWorld fake;
    fake.failures["vault.info"] = Failure{Code::kNotFound, "there is no vault", "", ""};
    fake.say_line(R"({"id":1,"method":"vault.init","params":{"passphrase":"abc def ghi"}})");
    EXPECT_EQ(fake.run({"--vault", "n", "call", "--locked"}), 0);
    EXPECT_TRUE(fake.questions.empty());
    EXPECT_EQ(fake.params_of("vault.init"), (Json{{"passphrase", "abc def ghi"}}));
    EXPECT_EQ(fake.run({"--vault", "n", "call"}), 3);
}

TEST(CallLoop, AnOutputOrInputThatBreaksEndsIt) {
    FakeWorld fake;
    fake.can_write = false;
    fake.say_line(R"({"id":1,"method":"form.list"})");
    EXPECT_EQ(fake.run_on_vault({"call"}), 6);
    FakeWorld other;
    other.lines.emplace_back(Next::kFailed, "");
    EXPECT_EQ(other.run_on_vault({"call"}), 6);
}

TEST(CallLoop, AWrongPassphraseEndsItBeforeAnyLine) {
    FakeWorld fake;
    fake.failures["vault.unlock"] =
        Failure{Code::kLocked, "this passphrase opens nothing here", "passphrase", ""};
    fake.say_line(R"({"id":1,"method":"form.list"})");
    EXPECT_EQ(fake.run_on_vault({"call"}), 4);
    EXPECT_EQ(fake.out, "");
}
