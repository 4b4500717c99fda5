// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A value, or the reason there is none. The one way an expected failure travels in the engine.
///
/// Each module has its own error enum (ReferralError, RecordLogError, ...), so a caller sees in the
/// signature what can go wrong and `switch` tells it when a new reason appears.
#include "amparo/base/check.hpp"

#include <concepts>
#include <type_traits>
#include <utility>
#include <variant>

namespace amparo {

/// What an operation returns that succeeds and has nothing to say.
struct Done {
    friend bool operator==(Done, Done) = default;
};

template <class E>
struct Fail {
    E error;
};
template <class E>
Fail(E) -> Fail<E>;

/// An enum, or a struct that says more about a closed set: its member `code` is an enum.
template <class E>
concept ClosedSet = std::is_enum_v<E> || requires(E const& e) {
    requires std::is_enum_v<decltype(e.code)>;
};

template <class T, ClosedSet E>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_{std::in_place_index<0>, std::move(value)} {}
    Result(Fail<E> fail) : state_{std::in_place_index<1>, fail.error} {}

    [[nodiscard]] bool ok() const noexcept { return state_.index() == 0; }
    [[nodiscard]] T const& value() const& {
        AMPARO_CHECK(ok());
        return *std::get_if<0>(&state_);
    }
    [[nodiscard]] T& value() & {
        AMPARO_CHECK(ok());
        return *std::get_if<0>(&state_);
    }
    [[nodiscard]] T value() && {
        AMPARO_CHECK(ok());
        return std::move(*std::get_if<0>(&state_));
    }
    [[nodiscard]] E error() const {
        AMPARO_CHECK(!ok());
        return *std::get_if<1>(&state_);
    }

  private:
    std::variant<T, E> state_;
};

}  // namespace amparo

#define AMPARO_CAT_(a, b) a##b
#define AMPARO_CAT(a, b) AMPARO_CAT_(a, b)
/// For an expression whose value is not needed: `AMPARO_DO(store.sync());`
#define AMPARO_DO(expr)                                                       \
    if (auto amparo_done = (expr); !amparo_done.ok()) return ::amparo::Fail { \
            amparo_done.error()                                               \
        }
/// `AMPARO_TRY(auto plan, make_plan(x));` binds the value, or returns the error from this function.
#define AMPARO_TRY(decl, expr)                                                                       \
    auto AMPARO_CAT(try_, __LINE__) = (expr);                                                        \
    if (!AMPARO_CAT(try_, __LINE__).ok()) return ::amparo::Fail{AMPARO_CAT(try_, __LINE__).error()}; \
    decl = std::move(AMPARO_CAT(try_, __LINE__)).value()
