// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Where a referral stands, who may move it where, and whether the person received what was asked for.
///
///   S1 Total.     Every step from every state either leads to one state or is an error that says why.
///                 Nothing is ignored in silence.
///   S2 Table.     The steps are those of docs/domain/referral.md, which a test reads.
///   S3 Who.       The requester sends, cancels and says what was received; the responder answers and
///                 reports. For a recipient reached by letter the requester records the responder's steps.
///   S4 Reason.    What ends or stalls a referral needs a reason: rejected, cancelled, on hold, failed, not
///                 received, entered in error. Why: "declined" without a why teaches nobody anything.
///   S5 Outcome.   Received or not received, after accepted, in progress, failed or completed. It may be
///                 corrected. Why: "completed" is what a provider says, "received" is what happened to a
///                 person.
///   S6 Received.  What was received can't be cancelled. Entered in error clears the outcome.
///   S7 Merge.     Of two copies one wins only if it comes after the other in the table; else it is a
///                 conflict.
///
/// Source: FHIR R4 Task, Gravity SDOH-CC 3.0.0 task states and "who may set"; docs/domain/referral.md.
#include "amparo/base/result.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>

namespace amparo::referral {

enum class Status : std::uint8_t {
    kDraft,
    kRequested,
    kAccepted,
    kRejected,
    kCancelled,
    kInProgress,
    kOnHold,
    kFailed,
    kCompleted,
    kEnteredInError,
};
inline constexpr std::array<Status, 10> kAllStatuses{
    Status::kDraft,      Status::kRequested, Status::kAccepted, Status::kRejected,  Status::kCancelled,
    Status::kInProgress, Status::kOnHold,    Status::kFailed,   Status::kCompleted, Status::kEnteredInError};

enum class Outcome : std::uint8_t { kNotKnown, kReceived, kNotReceived };
inline constexpr std::array<Outcome, 3> kAllOutcomes{Outcome::kNotKnown, Outcome::kReceived,
                                                     Outcome::kNotReceived};

struct State {
    Status status = Status::kDraft;
    Outcome outcome = Outcome::kNotKnown;
    friend bool operator==(State, State) = default;
};

/// Named by what it leads to.
enum class Step : std::uint8_t {
    kRequested,
    kAccepted,
    kRejected,
    kCancelled,
    kInProgress,
    kOnHold,
    kFailed,
    kCompleted,
    kEnteredInError,
    kReceived,
    kNotReceived,
};
inline constexpr std::array<Step, 11> kAllSteps{Step::kRequested, Step::kAccepted,   Step::kRejected,
                                                Step::kCancelled, Step::kInProgress, Step::kOnHold,
                                                Step::kFailed,    Step::kCompleted,  Step::kEnteredInError,
                                                Step::kReceived,  Step::kNotReceived};

enum class Side : std::uint8_t { kRequester, kResponder };
/// How the recipient is reached.
enum class Channel : std::uint8_t { kSealed, kLetter };

enum class TransitionError {
    kNotFromHere,      ///< S2
    kOutcomeTooEarly,  ///< S5: nobody has accepted yet, or it is on hold or over.
    kAlreadyReceived,  ///< S6
    kNotTheirs,        ///< S3
    kReasonMissing,    ///< S4
};

/// S1, S2, S5, S6: what the table says.
[[nodiscard]] Result<State, TransitionError> next(State state, Step step);

/// S3.
[[nodiscard]] bool may_take(Side side, Step step, Channel channel) noexcept;
/// S4.
[[nodiscard]] bool needs_reason(Step step) noexcept;

struct Event {
    Step step;
    Side side;
    Channel channel;
    std::string_view reason;
};
/// All rules at once; of several errors the one of who, then of where, then of the reason.
[[nodiscard]] Result<State, TransitionError> take(State state, Event const& event);

/// S7. Both are kept and a person decides.
struct Conflict {
    State ours;
    State theirs;
    friend bool operator==(Conflict, Conflict) = default;
};
[[nodiscard]] std::variant<State, Conflict> merge(State ancestor, State ours, State theirs);

// FHIR's codes: "in-progress". The outcomes are ours: "not_received".
[[nodiscard]] std::string_view name(Status status) noexcept;
[[nodiscard]] std::string_view name(Outcome outcome) noexcept;
[[nodiscard]] std::string_view name(Step step) noexcept;
[[nodiscard]] std::string_view name(TransitionError error) noexcept;
[[nodiscard]] std::optional<Status> status_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Outcome> outcome_named(std::string_view name) noexcept;
[[nodiscard]] std::optional<Step> step_named(std::string_view name) noexcept;

}  // namespace amparo::referral
