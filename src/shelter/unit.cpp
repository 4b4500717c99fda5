// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/shelter/unit.hpp"

#include "amparo/base/named.hpp"

#include <algorithm>
#include <cstddef>

namespace amparo::shelter {
namespace {

constexpr unsigned bit(UnitStep step) noexcept {
    return 1U << static_cast<unsigned>(step);
}

template <class... Steps>
constexpr unsigned steps(Steps... list) noexcept {
    return (0U | ... | bit(list));
}

/// U2: a row of the table.
unsigned steps_from(PlaceState state) noexcept {
    using S = UnitStep;
    switch (state) {
        case PlaceState::kAccepting:
            return steps(S::kHold, S::kArrive, S::kPrepare, S::kTakeOut, S::kClose);
        case PlaceState::kPreparing:
            return steps(S::kReady, S::kTakeOut, S::kClose);
        case PlaceState::kHeld:
            return steps(S::kArrive, S::kFree);
        case PlaceState::kOccupied:
            return steps(S::kFree);
        case PlaceState::kOutOfService:
            return steps(S::kBringBack, S::kClose);
        case PlaceState::kClosed:
            return steps(S::kReopen);
    }
    return 0;
}

}  // namespace

Result<PlaceState, UnitError> next(PlaceState state, UnitStep step) {
    if ((steps_from(state) & bit(step)) == 0) {
        bool const in_use = state == PlaceState::kHeld || state == PlaceState::kOccupied;
        return Fail{in_use ? UnitError::kSomebodyIsThere : UnitError::kNotFromHere};
    }
    switch (step) {
        case UnitStep::kHold:
            return PlaceState::kHeld;
        case UnitStep::kArrive:
            return PlaceState::kOccupied;
        case UnitStep::kFree:
        case UnitStep::kReady:
            return PlaceState::kAccepting;
        case UnitStep::kPrepare:
        case UnitStep::kBringBack:
        case UnitStep::kReopen:
            return PlaceState::kPreparing;
        case UnitStep::kTakeOut:
            return PlaceState::kOutOfService;
        case UnitStep::kClose:
            return PlaceState::kClosed;
    }
    return Fail{UnitError::kNotFromHere};
}

std::optional<Condition> condition_after(UnitStep step) noexcept {
    switch (step) {
        case UnitStep::kHold:
        case UnitStep::kArrive:
        case UnitStep::kFree:
            return std::nullopt;
        case UnitStep::kReady:
            return Condition::kAccepting;
        case UnitStep::kPrepare:
        case UnitStep::kBringBack:
        case UnitStep::kReopen:
            return Condition::kPreparing;
        case UnitStep::kTakeOut:
            return Condition::kOutOfService;
        case UnitStep::kClose:
            return Condition::kClosed;
    }
    return std::nullopt;
}

bool needs_reason(UnitStep step) noexcept {
    return step == UnitStep::kTakeOut || step == UnitStep::kClose;
}

PlaceState state_of(Condition condition, Use use) noexcept {
    if (use == Use::kOccupied) return PlaceState::kOccupied;
    switch (condition) {
        case Condition::kOutOfService:
            return PlaceState::kOutOfService;
        case Condition::kClosed:
            return PlaceState::kClosed;
        case Condition::kPreparing:
            return use == Use::kHeld ? PlaceState::kHeld : PlaceState::kPreparing;
        case Condition::kAccepting:
            return use == Use::kHeld ? PlaceState::kHeld : PlaceState::kAccepting;
    }
    return PlaceState::kClosed;
}

std::string_view name(Wish wish) noexcept {
    switch (wish) {
        case Wish::kStepFree:
            return "step_free";
        case Wish::kChildren:
            return "children";
        case Wish::kPets:
            return "pets";
        case Wish::kPrivateBath:
            return "private_bath";
        case Wish::kLock:
            return "lock";
        case Wish::kWomenOnly:
            return "women_only";
        case Wish::kMenOnly:
            return "men_only";
        case Wish::kAllGenders:
            return "all_genders";
    }
    return {};
}

std::string_view name(PlaceState state) noexcept {
    switch (state) {
        case PlaceState::kAccepting:
            return "accepting";
        case PlaceState::kPreparing:
            return "preparing";
        case PlaceState::kHeld:
            return "held";
        case PlaceState::kOccupied:
            return "occupied";
        case PlaceState::kOutOfService:
            return "out_of_service";
        case PlaceState::kClosed:
            return "closed";
    }
    return {};
}

std::string_view name(UnitStep step) noexcept {
    switch (step) {
        case UnitStep::kHold:
            return "hold";
        case UnitStep::kArrive:
            return "arrive";
        case UnitStep::kFree:
            return "free";
        case UnitStep::kReady:
            return "ready";
        case UnitStep::kPrepare:
            return "prepare";
        case UnitStep::kTakeOut:
            return "take_out";
        case UnitStep::kBringBack:
            return "bring_back";
        case UnitStep::kClose:
            return "close";
        case UnitStep::kReopen:
            return "reopen";
    }
    return {};
}

std::optional<Wish> wish_named(std::string_view wanted) noexcept {
    return named(kAllWishes, wanted);
}
std::optional<PlaceState> place_state_named(std::string_view wanted) noexcept {
    return named(kAllPlaceStates, wanted);
}
std::optional<UnitStep> unit_step_named(std::string_view wanted) noexcept {
    return named(kAllUnitSteps, wanted);
}

}  // namespace amparo::shelter
