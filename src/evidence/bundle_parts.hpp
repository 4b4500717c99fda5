// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The files of a bundle, each written from what may be shown.
#include "amparo/evidence/bundle.hpp"

#include <string>
#include <vector>

namespace amparo::evidence {

[[nodiscard]] std::string page_of(Shown const& shown, About const& about);
[[nodiscard]] std::string csv_of(ShownTable const& shown, About const& about);
[[nodiscard]] Json json_of(Shown const& shown, About const& about);
[[nodiscard]] std::string codebook_of(Shown const& shown, About const& about);
/// Intervals of the shown figures of a column, or nothing where there are none.
[[nodiscard]] std::string plot_of(ShownTable const& shown, ShownColumn const& column, std::string const& id,
                                  About const& about);

/// U12
struct Compared {
    ShownColumn const* first = nullptr;
    ShownColumn const* second = nullptr;
    std::vector<Comparison> rows;
};
/// Half away from zero; no "-0".
[[nodiscard]] std::string fixed(double value, std::size_t places);
[[nodiscard]] std::optional<Compared> compared_in(ShownTable const& shown, About const& about);
/// "difference in percentage points (Newcombe) -12 (-30 to 8); ratio (Katz) 0.81 (0.50 to 1.30); Fisher's exact p 0.430"
[[nodiscard]] std::string comparison_words(Comparison const& one, About const& about);

[[nodiscard]] Refusal base_too_small(std::int64_t least_shown);
[[nodiscard]] Refusal no_rounding();

[[nodiscard]] inline bool is_spanish(About const& about) {
    return about.as.language == "es";
}
[[nodiscard]] inline std::string said(About const& about, std::string_view english,
                                      std::string_view spanish) {
    return std::string{is_spanish(about) ? spanish : english};
}
[[nodiscard]] inline statistics::Language language_of(About const& about) {
    return is_spanish(about) ? statistics::Language::kSpanish : statistics::Language::kEnglish;
}
/// "13 of 16 (81%)", with its interval or without; of a rounded bundle "about 15 of about 15" and nothing more (U9).
[[nodiscard]] std::string figure_words(Table const& table, Column const& column, std::size_t row,
                                       About const& about, bool has_interval);
/// How far from its rounded count a true one may be.
[[nodiscard]] std::int64_t furthest(Rounded const& rounded);
struct NotCounted {
    State state = State::kMissing;
    std::optional<std::uint64_t> count;  ///< Nothing: withheld, whether some or none.
};
/// Ways to give no answer that may be spoken of.
[[nodiscard]] std::vector<NotCounted> not_counted(ShownColumn const& column, About const& about);
/// "12"; of a rounded bundle "about 15".
[[nodiscard]] std::string count_words(std::uint64_t count, About const& about);
[[nodiscard]] std::string period_of(Scope const& scope, About const& about);
[[nodiscard]] std::string protection_words(About const& about);
/// T8: once for a table. No number: nothing holds one bundle's against another's.
[[nodiscard]] std::string consent_words(About const& about);
/// How the people of a table came to be asked.
[[nodiscard]] std::string drawn_words(statistics::Drawn drawn, About const& about);
/// What the figures can't say, one paragraph each: the bundle's, then each study's.
[[nodiscard]] std::vector<std::string> limits_of(About const& about);
/// How many each study approached; none in open data.
[[nodiscard]] std::vector<std::string> reach_of(About const& about);

}  // namespace amparo::evidence
