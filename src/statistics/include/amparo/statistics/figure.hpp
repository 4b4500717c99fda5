// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A figure: how many of how many, of whom, and who is not counted. Nothing here prints a bare percentage.
///
///   G1 N of N.   The text begins with both counts; the percentage stands in brackets behind them.
///   G2 Whom.     A figure names its population in words ("the people interviewed who were born abroad").
///   G3 Absent.   Missing, not asked, declined, unknown and excluded by consent are five numbers, none of them in
///                the denominator. Why: NULL is "not recorded", never "no" (CTDC Global Synthetic Data Codebook, section 6).
///   G4 Places.   The percentage is rounded half up from the exact fraction, in integers, to whole per cent below a
///                denominator of 1,000 and to a tenth from there on. Why: more places would say more than was counted.
///   G5 No case.  0 of 0 has no percentage and no interval.
///   G6 All.      Of a population that was asked whole there is no interval: nothing was drawn.
#include "amparo/statistics/proportion.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace amparo::statistics {

struct Absent {
    std::uint64_t missing = 0;  ///< Nothing is recorded.
    std::uint64_t not_asked = 0;
    std::uint64_t declined = 0;
    std::uint64_t excluded = 0;  ///< The person's consent doesn't cover it.
    std::uint64_t unknown = 0;   ///< Asked, and the answer is not known.
    friend bool operator==(Absent const&, Absent const&) = default;
};

/// How those who were counted came to be.
enum class Drawn : std::uint8_t {
    kWhole,      ///< Everybody of the population was asked.
    kRandom,     ///< Drawn at random.
    kNotRandom,  ///< Whoever could be reached: an interval is about people like them, and the text says so.
};

enum class Language : std::uint8_t { kEnglish, kSpanish };

class Figure {
  public:
    /// None if counts.seen > counts.of, a number is over kCountMax, or the population has no words (G2).
    [[nodiscard]] static std::optional<Figure> of(Counts counts, std::string population, Absent absent = {},
                                                  Drawn drawn = Drawn::kNotRandom);

    [[nodiscard]] Counts counts() const noexcept { return counts_; }
    [[nodiscard]] Absent const& absent() const noexcept { return absent_; }
    [[nodiscard]] std::string const& population() const noexcept { return population_; }
    [[nodiscard]] Drawn drawn() const noexcept { return drawn_; }
    /// None by G5 and G6.
    [[nodiscard]] std::optional<Interval> interval(Method method = Method::kWilson,
                                                   double confidence = 0.95) const;

    /// "8 of 21 (38%)", "8 de 21 (38 %)".
    [[nodiscard]] std::string text(Language language = Language::kEnglish) const;
    /// The same with its interval and that one's level: "8 of 21 (38%; 95% interval 21% to 59%)". Without an interval it is
    /// text().
    [[nodiscard]] std::string text_with_interval(Language language = Language::kEnglish,
                                                 Method method = Method::kWilson,
                                                 double confidence = 0.95) const;
    /// G2, of a population whose words complete "of the N": "13 of the 16 who were not citizens (81%; …)".
    [[nodiscard]] std::string sentence(Language language = Language::kEnglish,
                                       Method method = Method::kWilson, double confidence = 0.95) const;

  private:
    [[nodiscard]] std::string brackets(Language language, std::optional<Interval> limits,
                                       double confidence) const;

    Figure(Counts counts, std::string population, Absent absent, Drawn drawn)
        : counts_{counts}, population_{std::move(population)}, absent_{absent}, drawn_{drawn} {}

    Counts counts_;
    std::string population_;
    Absent absent_;
    Drawn drawn_;
};

}  // namespace amparo::statistics
