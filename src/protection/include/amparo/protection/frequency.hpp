// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// How many records answer to one description, and how likely a person is found by it.
///
///   F1 Keys.    The columns that somebody may know of a person from elsewhere.
///   F2 Match.   Two records match when they agree in every key. What a blank agrees with is said by whoever asks:
///               with anything, or with blanks alone. Matching anything is the kinder count and the weaker
///               promise: a record with a rare answer hides behind others that have none.
///   F3 Counts.  How many records each one matches, itself among them; with weights also how many people of the
///               population these stand for.
///   F4 Risk.    The chance that one who matches is the person sought: with weights the expected 1 / F of a
///               population of which f were sampled (negative binomial), else 1 / f. `kApproximate` is the usual short
///               form from f = 3 on.
///   F5 Bounds.  10 keys, whose codes together have fewer than 2^63 combinations.
///
/// Sources: R. Benedetti, L. Franconi, "Statistical and technological solutions for controlled data dissemination",
/// 1998 (F4). M. Templ, A. Kowarik, B. Meindl, "Statistical disclosure control for micro-data using the R package
/// sdcMicro", Journal of Statistical Software 67 (2015): blanks that match anything.
#include "amparo/base/result.hpp"
#include "amparo/protection/microdata.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace amparo::protection {

inline constexpr std::size_t kKeysMax = 10;

enum class Blank : std::uint8_t { kItself, kAnything };

enum class FrequencyError : std::uint8_t { kNotInCodebook, kNoKeys, kTooManyKeys, kBadWeights };

struct Frequencies {
    std::vector<std::uint32_t> records;
    std::vector<double> people;  ///< Empty without weights.
};
/// One number a record. `weights` is empty, or has one positive number a record.
[[nodiscard]] Result<Frequencies, FrequencyError> frequencies(Microdata const& data,
                                                              std::span<std::size_t const> keys, Blank blank,
                                                              std::span<double const> weights = {});

enum class RiskForm : std::uint8_t { kExact, kApproximate };
/// F4, one number a record.
[[nodiscard]] std::vector<double> risks(Frequencies const& frequencies, RiskForm form = RiskForm::kExact);

}  // namespace amparo::protection
