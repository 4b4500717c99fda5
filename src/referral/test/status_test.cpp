// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/referral/status.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace amparo;
using namespace amparo::referral;

namespace {

using Table = std::vector<std::vector<std::string>>;

/// The rows of the first table of docs/domain/referral.md whose header begins with `corner`; the header is
/// row 0.
Table table(std::string const& corner) {
    std::ifstream in{AMPARO_SOURCE_DIR "/docs/domain/referral.md"};
    Table rows;
    for (std::string line; std::getline(in, line);) {
        bool const is_row = line.rfind("| ", 0) == 0 || line.rfind("|-", 0) == 0;
        if (rows.empty() && line.rfind("| " + corner, 0) != 0) continue;
        if (!is_row) break;
        if (line.rfind("|-", 0) == 0) continue;
        std::vector<std::string> cells;
        for (std::size_t from = 2; from < line.size();) {
            std::size_t const to = line.find(" |", from);
            cells.push_back(line.substr(from, to - from));
            from = to + 3;
        }
        rows.push_back(cells);
    }
    return rows;
}

bool is_outcome(Step step) {
    return step == Step::kReceived || step == Step::kNotReceived;
}

Event event(Step step, Side side, Channel channel = Channel::kSealed,
            std::string_view reason = "no bed left") {
    return {step, side, channel, reason};
}

}  // namespace

TEST(ReferralStatus, S1_S2_S5_S6_EveryPairIsWhatTheTableOfTheDocumentSays) {
    Table const rows = table("from");
    ASSERT_EQ(rows.size(), 1 + kAllStatuses.size());
    ASSERT_EQ(rows[0].size(), 1 + kAllSteps.size());
    std::size_t taken = 0;
    for (std::size_t r = 1; r < rows.size(); ++r)
        for (std::size_t c = 1; c < rows[0].size(); ++c) {
            Status const status = status_named(rows[r].at(0)).value();
            Step const step = step_named(rows[0][c]).value();
            bool const documented = rows[r].at(c) == "yes";
            ASSERT_TRUE(documented || rows[r][c] == "–");
            for (Outcome const outcome : kAllOutcomes) {
                SCOPED_TRACE(rows[r][0] + " + " + rows[0][c] + ", " + std::string{name(outcome)});
                auto const result = next({status, outcome}, step);
                bool const undoes = step == Step::kCancelled && outcome == Outcome::kReceived;
                ASSERT_EQ(result.ok(), documented && !undoes);
                if (!documented) {
                    EXPECT_EQ(result.error(), is_outcome(step) ? TransitionError::kOutcomeTooEarly
                                                               : TransitionError::kNotFromHere);
                } else if (undoes) {
                    EXPECT_EQ(result.error(), TransitionError::kAlreadyReceived);
                } else if (is_outcome(step)) {
                    EXPECT_EQ(result.value().status, status);
                    EXPECT_EQ(name(result.value().outcome), name(step));
                    ++taken;
                } else {
                    EXPECT_EQ(name(result.value().status), name(step));
                    EXPECT_EQ(result.value().outcome,
                              step == Step::kEnteredInError ? Outcome::kNotKnown : outcome);
                    ++taken;
                }
            }
        }
    EXPECT_GT(taken, 90U);
}

TEST(ReferralStatus, S3_S4_WhoAndWhetherAReasonIsNeededAreTheDocuments) {
    Table const rows = table("step");
    ASSERT_EQ(rows.size(), 1 + kAllSteps.size());
    for (std::size_t r = 1; r < rows.size(); ++r) {
        SCOPED_TRACE(rows[r].at(0));
        Step const step = step_named(rows[r][0]).value();
        bool const requester = rows[r].at(1) == "requester";
        bool const either = rows[r][1] == "either";
        ASSERT_TRUE(requester || either || rows[r][1] == "responder");
        EXPECT_EQ(may_take(Side::kRequester, step, Channel::kSealed), requester || either);
        EXPECT_EQ(may_take(Side::kResponder, step, Channel::kSealed), !requester || either);
        EXPECT_TRUE(may_take(Side::kRequester, step, Channel::kLetter)) << "they answer by telephone";
        EXPECT_EQ(may_take(Side::kResponder, step, Channel::kLetter), either) << "there is no other end";
        EXPECT_EQ(needs_reason(step), rows[r].at(2) == "yes");
    }
}

TEST(ReferralStatus, S3_ATakenStepIsTheirs) {
    State const requested{Status::kRequested, Outcome::kNotKnown};
    EXPECT_EQ(take(requested, event(Step::kAccepted, Side::kResponder)).value().status, Status::kAccepted);
    EXPECT_EQ(take(requested, event(Step::kAccepted, Side::kRequester)).error(), TransitionError::kNotTheirs);
    EXPECT_EQ(take(requested, event(Step::kCancelled, Side::kResponder)).error(),
              TransitionError::kNotTheirs);
    EXPECT_EQ(take(requested, event(Step::kAccepted, Side::kRequester, Channel::kLetter)).value().status,
              Status::kAccepted);
    EXPECT_EQ(take(requested, event(Step::kCompleted, Side::kRequester)).error(), TransitionError::kNotTheirs)
        << "who, before where";
}

TEST(ReferralStatus, S4_WithoutAReasonNothingEndsOrStalls) {
    State const accepted{Status::kAccepted, Outcome::kNotKnown};
    for (char const* blank : {"", "  ", "\n\t"}) {
        EXPECT_EQ(take(accepted, event(Step::kFailed, Side::kResponder, Channel::kSealed, blank)).error(),
                  TransitionError::kReasonMissing);
        EXPECT_TRUE(take(accepted, event(Step::kCompleted, Side::kResponder, Channel::kSealed, blank)).ok());
    }
    EXPECT_TRUE(take(accepted, event(Step::kFailed, Side::kResponder)).ok());
    EXPECT_EQ(take(accepted, event(Step::kRejected, Side::kResponder, Channel::kSealed, "")).error(),
              TransitionError::kNotFromHere)
        << "where, before the reason";
}

TEST(ReferralStatus, S5_S6_AnOutcomeIsCorrectedBeforeACancellation) {
    State s{Status::kAccepted, Outcome::kNotKnown};
    auto const go = [&](Step step, Side side) {
        auto const result = take(s, event(step, side));
        if (result.ok()) s = result.value();
        return result.ok();
    };
    EXPECT_TRUE(go(Step::kReceived, Side::kRequester));
    EXPECT_FALSE(go(Step::kCancelled, Side::kRequester));
    EXPECT_TRUE(go(Step::kCompleted, Side::kResponder));
    EXPECT_EQ(s, (State{Status::kCompleted, Outcome::kReceived}));
    EXPECT_TRUE(go(Step::kNotReceived, Side::kRequester));
    EXPECT_EQ(s, (State{Status::kCompleted, Outcome::kNotReceived}));
    EXPECT_TRUE(go(Step::kEnteredInError, Side::kRequester));
    EXPECT_EQ(s, (State{Status::kEnteredInError, Outcome::kNotKnown}));
}

TEST(ReferralStatus, S7_WhatOnlyOneCopyMovedIsTakenFromIt) {
    using S = Status;
    using O = Outcome;
    struct Row {
        State ancestor;
        State a;
        State b;
        std::optional<State> merged;  // None: a conflict.
    };
    for (Row const& row : {
             Row{{S::kRequested, O::kNotKnown},
                 {S::kAccepted, O::kNotKnown},
                 {S::kAccepted, O::kNotKnown},
                 State{S::kAccepted, O::kNotKnown}},
             Row{{S::kRequested, O::kNotKnown},
                 {S::kRequested, O::kNotKnown},
                 {S::kCompleted, O::kReceived},
                 State{S::kCompleted, O::kReceived}},
             Row{{S::kRequested, O::kNotKnown},
                 {S::kAccepted, O::kNotKnown},
                 {S::kCancelled, O::kNotKnown},
                 {}},
             Row{{S::kRequested, O::kNotKnown},
                 {S::kAccepted, O::kNotKnown},
                 {S::kRejected, O::kNotKnown},
                 {}},
             Row{{S::kAccepted, O::kNotKnown},
                 {S::kInProgress, O::kNotKnown},
                 {S::kOnHold, O::kNotKnown},
                 {}},
             Row{{S::kAccepted, O::kNotKnown},
                 {S::kAccepted, O::kReceived},
                 {S::kAccepted, O::kNotReceived},
                 {}},
             // The shelter completes it while the advocate hears that the person received it.
             Row{{S::kAccepted, O::kNotKnown},
                 {S::kAccepted, O::kReceived},
                 {S::kCompleted, O::kNotKnown},
                 State{S::kCompleted, O::kReceived}},
             Row{{S::kAccepted, O::kNotKnown},
                 {S::kAccepted, O::kReceived},
                 {S::kCancelled, O::kNotKnown},
                 {}},
             Row{{S::kAccepted, O::kNotKnown}, {S::kAccepted, O::kReceived}, {S::kOnHold, O::kNotKnown}, {}},
             Row{{S::kAccepted, O::kReceived},
                 {S::kAccepted, O::kNotReceived},
                 {S::kEnteredInError, O::kNotKnown},
                 {}},
             Row{{S::kAccepted, O::kReceived},
                 {S::kAccepted, O::kReceived},
                 {S::kEnteredInError, O::kNotKnown},
                 State{S::kEnteredInError, O::kNotKnown}},
         }) {
        SCOPED_TRACE(std::string{name(row.a.status)} + " and " + std::string{name(row.b.status)});
        auto const ab = merge(row.ancestor, row.a, row.b);
        auto const ba = merge(row.ancestor, row.b, row.a);
        if (row.merged) {
            EXPECT_EQ(ab, (std::variant<State, Conflict>{*row.merged}));
            EXPECT_EQ(ba, ab);
        } else {
            EXPECT_EQ(ab, (std::variant<State, Conflict>{Conflict{row.a, row.b}}));
            EXPECT_EQ(ba, (std::variant<State, Conflict>{Conflict{row.b, row.a}}));
        }
    }
}

TEST(ReferralStatus, S7_NoStepIsLostAndNoImpossibleStateIsMadeWhicheverTwoStepsMeet) {
    auto const reachable = [](State s) {
        bool const has_outcome = s.outcome != Outcome::kNotKnown;
        std::set<Status> const without{Status::kDraft, Status::kRequested, Status::kRejected,
                                       Status::kEnteredInError};
        return !has_outcome || (!without.contains(s.status) &&
                                !(s.status == Status::kCancelled && s.outcome == Outcome::kReceived));
    };
    for (Status const status : kAllStatuses)
        for (Outcome const outcome : kAllOutcomes)
            for (Step const one : kAllSteps)
                for (Step const other : kAllSteps) {
                    State const ancestor{status, outcome};
                    auto const ours = next(ancestor, one);
                    auto const theirs = next(ancestor, other);
                    if (!reachable(ancestor) || !ours.ok() || !theirs.ok()) continue;
                    SCOPED_TRACE(std::string{name(status)} + ": " + std::string{name(one)} + ", " +
                                 std::string{name(other)});
                    auto const merged = merge(ancestor, ours.value(), theirs.value());
                    if (State const* const s = std::get_if<State>(&merged)) {
                        EXPECT_TRUE(reachable(*s));
                        for (State const& moved : {ours.value(), theirs.value()}) {
                            EXPECT_TRUE(moved.status == status || s->status == moved.status);
                            EXPECT_TRUE(moved.outcome == outcome || s->outcome == moved.outcome);
                        }
                    }
                }
}

TEST(ReferralStatus, NamesAreTheirOwnAndFhirs) {
    std::set<std::string_view> names;
    for (Status const s : kAllStatuses) {
        EXPECT_EQ(status_named(name(s)), s);
        names.insert(name(s));
    }
    EXPECT_EQ(names.size(), kAllStatuses.size());
    for (Outcome const o : kAllOutcomes) EXPECT_EQ(outcome_named(name(o)), o);
    for (Step const s : kAllSteps) EXPECT_EQ(step_named(name(s)), s);
    EXPECT_EQ(name(Status::kEnteredInError), "entered-in-error");
    EXPECT_FALSE(step_named("ready"));
    EXPECT_FALSE(step_named("in_progress"));
    std::set<std::string_view> errors;
    for (int i = 0; i <= static_cast<int>(TransitionError::kReasonMissing); ++i)
        errors.insert(name(static_cast<TransitionError>(i)));
    EXPECT_EQ(errors.size(), 5U);
    EXPECT_FALSE(errors.contains(""));
}
