// SPDX-License-Identifier: AGPL-3.0-or-later
// E1, E2 (errands.hpp).
#include "amparo/cli/errands.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace amparo::cli {
namespace {

using engine::Failure;

Bytes bytes(std::string_view text) {
    Bytes out;
    append(out, as_bytes(text));
    return out;
}

class Errand : public testing::Test {
  protected:
    /// Asks for each in turn, then writes what it was answered.
    Errands::Method asking(std::vector<std::string> questions) {
        return [this, questions]() -> Result<Json, Failure> {
            ++called;
            if (is_locked) return Fail{Failure{engine::Code::kLocked, "locked", {}, {}}};
            std::string out;
            for (std::string const& one : questions) {
                auto const answer = errands.answer(as_bytes(one));
                if (!answer) return Fail{Failure{engine::Code::kRefused, "took too long", {}, {}}};
                out += as_text(*answer);
            }
            ++written;
            return Json{{"out", out}};
        };
    }
    static Result<Json, Failure> answer_of(web_host::Step const& step) {
        return std::get<Result<Json, Failure>>(step.is);
    }
    static web_host::Aside aside_of(web_host::Step const& step) { return std::get<web_host::Aside>(step.is); }
    static web_host::Step worked(web_host::Step const& step) {
        aside_of(step).work();
        return aside_of(step).end();
    }

    std::vector<std::string> works;
    int called = 0;
    int written = 0;
    bool is_locked = false;
    Errands errands{[this](ByteView asked) -> std::optional<Bytes> {
        works.emplace_back(as_text(asked));
        if (works.back() == "bad") return std::nullopt;
        return bytes(works.back() + "!");
    }};
};

TEST_F(Errand, E1_AMethodIsCalledAgainUntilItAsksForNothingMoreAndWritesOnce) {
    auto step = errands.run(asking({"a", "b"}));
    EXPECT_TRUE(works.empty()) << "nothing is worked while the engine waits";
    step = worked(step);
    EXPECT_EQ(works, (std::vector<std::string>{"a"}));
    EXPECT_EQ(written, 0);
    step = worked(step);
    EXPECT_EQ(answer_of(step).value(), (Json{{"out", "a!b!"}}));
    EXPECT_EQ(works, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(written, 1);
    EXPECT_EQ(called, 3);
}

TEST_F(Errand, E1_WhatIsCheckedIsCheckedAfterTheWorkToo) {
    auto const step = errands.run(asking({"a"}));
    is_locked = true;
    EXPECT_EQ(answer_of(worked(step)).error().code, engine::Code::kLocked);
    EXPECT_EQ(written, 0);
}

TEST_F(Errand, E1_WhatAsksForNothingIsAnsweredAtOnceAndWhatCouldNotBeWorkedIsTold) {
    EXPECT_EQ(answer_of(errands.run(asking({}))).value(), (Json{{"out", ""}}));
    auto const step = errands.run(asking({"bad"}));
    EXPECT_EQ(answer_of(worked(step)).error().message, "took too long");
    EXPECT_EQ(works.size(), 1U);
}

TEST_F(Errand, E2_TwoCallsThatAskTheSameAreEachWorkedForThemselves) {
    auto const first = errands.run(asking({"a"}));
    auto const second = errands.run(asking({"a"}));
    EXPECT_EQ(answer_of(worked(second)).value(), (Json{{"out", "a!"}}));
    EXPECT_EQ(answer_of(worked(first)).value(), (Json{{"out", "a!"}}));
    EXPECT_EQ(works.size(), 2U);
    EXPECT_EQ(as_text(*errands.answer(as_bytes("now"))), "now!") << "outside of a call it is worked at once";
}

}  // namespace
}  // namespace amparo::cli
