// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A template's words, and what stands in its places.
///
///   T1 Place.     "{{name}}", spaces allowed inside of the braces, in one line. Two opening braces that begin no
///                 place are an error with its line, never words.
///   T2 Pieces.    A word processor cuts a line into pieces where it likes. A place is found across them; what is
///                 put into it stands in the piece where it began.
///   T3 Same.      What is not a place stays as it is, byte for byte. What was put in is not looked at again.
///   T4 All.       Every place is filled, or nothing is made.
///   T5 Lists.     A line that names places of a list is there once for each of the list. Of two lists it is an
///                 error: nobody can tell what belongs together.
///   T6 Bounded.   Places and what comes out of them; nothing is taken before it is counted.
#include "amparo/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::templates {

inline constexpr std::size_t kUsesMax = 2'000;
inline constexpr std::size_t kFilledBytesMax = std::size_t{16} << 20U;
/// What stands where somebody said to leave a place blank.
inline constexpr std::string_view kBlank = "__________";

struct Line {
    std::vector<std::string> pieces;
    bool can_repeat = true;
};
using Sheet = std::vector<Line>;
/// Of a plain text: each line with its end.
[[nodiscard]] Sheet lines_of(std::string_view text);

enum class Wrong : std::uint8_t {
    kNotClosed,
    kNotAName,
    kTwoLists,
    kCantRepeat,
    kTooMany,
    kTooLarge,
    kUnfilled
};
struct Problem {
    Wrong code;
    std::size_t line;   ///< From 1.
    std::string found;  ///< What stands there.
};

struct Use {
    std::string name;
    std::size_t line;  ///< From 1.
};
[[nodiscard]] Result<std::vector<Use>, Problem> uses_in(Sheet const& sheet);

struct Value {
    std::vector<std::string> items;  ///< One, where it is no list.
    bool is_list = false;
};
using Values = std::map<std::string, Value, std::less<>>;

/// A line's pieces as often as it is there; nothing where a piece did not change.
using Copies = std::vector<std::vector<std::optional<std::string>>>;
/// By line, from 0; of those that have places.
using Filled = std::map<std::size_t, Copies>;
[[nodiscard]] Result<Filled, Problem> fill(Sheet const& sheet, Values const& values);
/// Of a plain text.
[[nodiscard]] std::string joined(Sheet const& sheet, Filled const& filled);

}  // namespace amparo::templates
