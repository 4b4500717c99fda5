// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A figure that already left in a text, as a table of the ledger (publications.hpp W1 to W7).
///
///   X1 Kinds.    How many are in the population; how many gave an answer; that with of how many; a percentage as printed,
///                with or without of how many; the ends of an interval as printed; the mean of answers that are numbers.
///   X2 So.       What is said has to be what the records of that day say: another number is of somebody else, and held
///                against these people it would refuse everything that is true.
///   X3 Of whom.  "Of how many" is who answered, or everybody in the population; the one whose number it is.
///   X4 Printed.  A percentage is all the counts that print so by the rounding it was made with, which the reader may know: to
///                the nearest where the count fits that, else cut off, else rounded up. The ends of an interval are all the
///                counts whose interval prints so, by the method named, rounded to the nearest. Of how many is taken as known
///                to the reader also where the text does not say it.
///   X5 Left.     It is entered whatever it gives away, as it is known already. Later bundles answer for what they add to it.
///   X6 Mean.     Of a question that takes one answer and all of whose answers have a whole number as their code ("1" to "5",
///                "-2" to "2"); of who answered. An answer counts for its code. With of how many (X4), a mean is all the sums
///                that print so, by the rounding it fits (X4). A mean that no whole answers of so many people have is refused
///                with the nearest that can be.
#include "amparo/evidence/publications.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace amparo::evidence {

struct Said {
    std::string answer{};  ///< A code of the question; empty: everybody in the population.
    std::optional<std::uint64_t> n{};
    std::optional<std::uint64_t> of{};
    std::string percent{};  ///< As printed: "38", "38.1", "38,1 %". Empty: none.
    std::string low{};      ///< The ends of its interval, in percent, as printed; both or none.
    std::string high{};
    statistics::Method method = statistics::Method::kWilson;
    double confidence = 0.95;
    std::string mean{};  ///< As printed: "3.4", "3,40". `n` is of how many; nothing else goes with it.
};

/// "38.1 %" is 381 with one place; nothing where it is no percentage.
[[nodiscard]] std::optional<protection::Printed> percentage_in(std::string_view text);
/// "-0,35" is -35 with two places; nothing where it is no number.
[[nodiscard]] std::optional<protection::Printed> mean_in(std::string_view text);

/// `table` is of one question, and made of `data`. The rest as in `counted`.
[[nodiscard]] Result<CountedTable, Refusal> said(Said const& figure, Table const& table,
                                                 Microdata const& data, std::string const& language,
                                                 std::string const& more, Blind const& blind);

}  // namespace amparo::evidence
