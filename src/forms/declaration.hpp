// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "amparo/codec/json.hpp"
#include "amparo/forms/problem.hpp"
#include "amparo/forms/vocabulary.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::forms {

/// Reads one object of a declaration key by key and remembers which keys were meant, so that the rest is
/// refused (F1).
class Declaration {
  public:
    /// Anything but an object is a problem, and then reads as an empty one.
    Declaration(Json const& value, std::string place, Problems& problems);

    [[nodiscard]] Json const* take(std::string_view key);
    [[nodiscard]] std::string text(std::string_view key, std::size_t length_max, bool required);
    [[nodiscard]] std::string name(std::string_view key);
    [[nodiscard]] bool flag(std::string_view key);
    [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t min, std::int64_t max,
                                       std::int64_t otherwise);
    [[nodiscard]] double number(std::string_view key, double otherwise);
    [[nodiscard]] Labels labels(std::string_view key, bool required);
    /// {"standard": "its name", …}
    [[nodiscard]] std::map<std::string, std::string, std::less<>> names(std::string_view key);
    [[nodiscard]] bool is_object() const noexcept { return value_.is_object(); }
    [[nodiscard]] std::string const& place() const noexcept { return place_; }

    void problem(ProblemCode code, std::string_view key, std::string message, std::string hint);
    void missing(std::string_view key);
    void refuse_the_rest();

  private:
    Json const& value_;
    std::string place_;
    Problems& problems_;
    std::set<std::string, std::less<>> meant_;
};

}  // namespace amparo::forms
