// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/referral/status.hpp"

#include "amparo/base/named.hpp"

#include <algorithm>
#include <cstddef>

namespace amparo::referral {
namespace {

constexpr unsigned bit(Step step) noexcept {
    return 1U << static_cast<unsigned>(step);
}

template <class... Steps>
constexpr unsigned steps(Steps... list) noexcept {
    return (0U | ... | bit(list));
}

/// S2: a row of the table.
unsigned steps_from(Status status) noexcept {
    constexpr unsigned kOutcome = steps(Step::kReceived, Step::kNotReceived);
    constexpr unsigned kError = steps(Step::kEnteredInError);
    switch (status) {
        case Status::kDraft:
            return steps(Step::kRequested) | kError;
        case Status::kRequested:
            return steps(Step::kAccepted, Step::kRejected, Step::kCancelled) | kError;
        case Status::kAccepted:
            return steps(Step::kCancelled, Step::kInProgress, Step::kOnHold, Step::kFailed,
                         Step::kCompleted) |
                   kError | kOutcome;
        case Status::kInProgress:
            return steps(Step::kCancelled, Step::kOnHold, Step::kFailed, Step::kCompleted) | kError |
                   kOutcome;
        case Status::kOnHold:
            return steps(Step::kCancelled, Step::kInProgress, Step::kFailed, Step::kCompleted) | kError;
        case Status::kFailed:
        case Status::kCompleted:
            return kError | kOutcome;
        case Status::kRejected:
        case Status::kCancelled:
            return kError;
        case Status::kEnteredInError:
            return 0;
    }
    return 0;
}

State after(State state, Step step) noexcept {
    switch (step) {
        case Step::kRequested:
            return {Status::kRequested, state.outcome};
        case Step::kAccepted:
            return {Status::kAccepted, state.outcome};
        case Step::kRejected:
            return {Status::kRejected, state.outcome};
        case Step::kCancelled:
            return {Status::kCancelled, state.outcome};
        case Step::kInProgress:
            return {Status::kInProgress, state.outcome};
        case Step::kOnHold:
            return {Status::kOnHold, state.outcome};
        case Step::kFailed:
            return {Status::kFailed, state.outcome};
        case Step::kCompleted:
            return {Status::kCompleted, state.outcome};
        case Step::kEnteredInError:
            return {Status::kEnteredInError, Outcome::kNotKnown};
        case Step::kReceived:
            return {state.status, Outcome::kReceived};
        case Step::kNotReceived:
            return {state.status, Outcome::kNotReceived};
    }
    return state;
}

/// The one value that moved, or nothing if both moved it to different places.
template <class T>
std::optional<T> moved(T ancestor, T ours, T theirs) noexcept {
    if (ours == theirs || theirs == ancestor) return ours;
    if (ours == ancestor) return theirs;
    return std::nullopt;
}

}  // namespace

Result<State, TransitionError> next(State state, Step step) {
    bool const about_outcome = step == Step::kReceived || step == Step::kNotReceived;
    if ((steps_from(state.status) & bit(step)) == 0)
        return Fail{about_outcome ? TransitionError::kOutcomeTooEarly : TransitionError::kNotFromHere};
    if (step == Step::kCancelled && state.outcome == Outcome::kReceived)  // S6
        return Fail{TransitionError::kAlreadyReceived};
    return after(state, step);
}

bool may_take(Side side, Step step, Channel channel) noexcept {  // S3
    switch (step) {
        case Step::kRequested:
        case Step::kCancelled:
        case Step::kReceived:
        case Step::kNotReceived:
            return side == Side::kRequester;
        case Step::kAccepted:
        case Step::kRejected:
        case Step::kInProgress:
        case Step::kOnHold:
        case Step::kFailed:
        case Step::kCompleted:
            return (side == Side::kResponder) != (channel == Channel::kLetter);
        case Step::kEnteredInError:
            return true;
    }
    return false;
}

bool needs_reason(Step step) noexcept {  // S4
    switch (step) {
        case Step::kRejected:
        case Step::kCancelled:
        case Step::kOnHold:
        case Step::kFailed:
        case Step::kEnteredInError:
        case Step::kNotReceived:
            return true;
        case Step::kRequested:
        case Step::kAccepted:
        case Step::kInProgress:
        case Step::kCompleted:
        case Step::kReceived:
            return false;
    }
    return true;
}

Result<State, TransitionError> take(State state, Event const& event) {
    if (!may_take(event.side, event.step, event.channel)) return Fail{TransitionError::kNotTheirs};
    AMPARO_TRY(State const out, next(state, event.step));
    bool const blank = event.reason.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (needs_reason(event.step) && blank) return Fail{TransitionError::kReasonMissing};
    return out;
}

std::variant<State, Conflict> merge(State ancestor, State ours, State theirs) {  // S7
    std::optional<Status> const status = moved(ancestor.status, ours.status, theirs.status);
    std::optional<Outcome> const outcome = moved(ancestor.outcome, ours.outcome, theirs.outcome);
    if (!status || !outcome) return Conflict{ours, theirs};
    State const merged{*status, *outcome};
    if (merged == ours || merged == theirs) return merged;
    // Each moved one of the two: they fit if the outcome could have been recorded in that state.
    bool const fits = (steps_from(*status) & bit(Step::kReceived)) != 0;
    return fits ? std::variant<State, Conflict>{merged} : Conflict{ours, theirs};
}

std::string_view name(Status status) noexcept {
    switch (status) {
        case Status::kDraft:
            return "draft";
        case Status::kRequested:
            return "requested";
        case Status::kAccepted:
            return "accepted";
        case Status::kRejected:
            return "rejected";
        case Status::kCancelled:
            return "cancelled";
        case Status::kInProgress:
            return "in-progress";
        case Status::kOnHold:
            return "on-hold";
        case Status::kFailed:
            return "failed";
        case Status::kCompleted:
            return "completed";
        case Status::kEnteredInError:
            return "entered-in-error";
    }
    return {};
}

std::string_view name(Outcome outcome) noexcept {
    switch (outcome) {
        case Outcome::kNotKnown:
            return "not_known";
        case Outcome::kReceived:
            return "received";
        case Outcome::kNotReceived:
            return "not_received";
    }
    return {};
}

std::string_view name(Step step) noexcept {
    switch (step) {
        case Step::kRequested:
            return name(Status::kRequested);
        case Step::kAccepted:
            return name(Status::kAccepted);
        case Step::kRejected:
            return name(Status::kRejected);
        case Step::kCancelled:
            return name(Status::kCancelled);
        case Step::kInProgress:
            return name(Status::kInProgress);
        case Step::kOnHold:
            return name(Status::kOnHold);
        case Step::kFailed:
            return name(Status::kFailed);
        case Step::kCompleted:
            return name(Status::kCompleted);
        case Step::kEnteredInError:
            return name(Status::kEnteredInError);
        case Step::kReceived:
            return name(Outcome::kReceived);
        case Step::kNotReceived:
            return name(Outcome::kNotReceived);
    }
    return {};
}

std::string_view name(TransitionError error) noexcept {
    switch (error) {
        case TransitionError::kNotFromHere:
            return "not_from_here";
        case TransitionError::kOutcomeTooEarly:
            return "outcome_too_early";
        case TransitionError::kAlreadyReceived:
            return "already_received";
        case TransitionError::kNotTheirs:
            return "not_theirs";
        case TransitionError::kReasonMissing:
            return "reason_missing";
    }
    return {};
}

std::optional<Status> status_named(std::string_view wanted) noexcept {
    return named(kAllStatuses, wanted);
}
std::optional<Outcome> outcome_named(std::string_view wanted) noexcept {
    return named(kAllOutcomes, wanted);
}
std::optional<Step> step_named(std::string_view wanted) noexcept {
    return named(kAllSteps, wanted);
}

}  // namespace amparo::referral
