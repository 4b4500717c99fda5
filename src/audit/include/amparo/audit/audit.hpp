// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Finds every claim of a proportion in a report and says which can't be right. English, Spanish and French,
/// mixed freely.
///
/// Which figure belongs to which counts. Why with such care: an honest report must pass in silence, or nobody
/// runs this twice.
///
///   P1 Bracket. Counts in brackets belong to the nearest free figure before them in the sentence; a figure
///      in brackets to the nearest free counts; both in one bracket belong together, in order.
///
///   P2 Lists. As many counts in a bracket as figures before it: in order ("38% and 43% (8 and 9 of 21)").
///
///   P3 Side by side. "8 of 21, or 38%", "38% = 8/21", cells of one row. "Of the 21 women, 8 (38%) came, 13 (62%)
///      did not": the first is of the 21, the others where they give it.
///
///      "The 21 women: 14 citizens (67%), 7 visitors (33%)": all of them are of the 21, where nothing else follows the colon.
///      "Of 21 women, 38% came and 62% did not": both, where the second goes on with a comma or "and", and a verb.
///
///   P4 Fits first. Where several figures could be meant, the one the counts give.
///
///   P5 Doubt. Across a comma, or after "all", "most" or a fraction with words between, counts belong only to
///      a figure they give or miss by at most 3 points. Why: the sentence may speak of two things.
///
///   P6 No shares. Money, hours, changes ("rose by 5%"), sums ("sum 125%"), percentage points, confidence intervals,
///      the power of a test, targets, pages and dates are no claims. A year is no whole: "368 in 2030". "Confidence" alone
///      makes no interval: only "95% confidence", "confidence level of 95%", "confidence interval".
///
///   P7 Dress. Line ends, hyphenated words, running titles, page numbers, emphasis, quotes, a note's number
///      glued to a word, all kinds of spaces and dashes are no part of a claim.
///
///   P8 Lone counts. Counts without a figure are a claim only where they are impossible ("25 of 21 women").
///
///   P9 Weights. Where the report says that its percentages are weighted, one that doesn't follow from its counts is no
///      claim; how many there are is said.
///
/// Tables whose cells are counts and percentages:
///
///   T1 Columns. "n" and "%" side by side, or both in one cell ("n (%)", "8 (38%)"); between bars, tabs or wide spaces.
///      No other heading makes a column.
///
///   T2 Whole. "N = 21" in the heading, else in the caption or a note, else the row "Total". Without any: unread.
///
///   T3 Which whole. N, the total and, where the percentages make up 100, the sum of their rows: the one that most rows
///      follow from. A row that follows from another of them, or from the sum of its own columns, is right too. Why: who
///      did not answer is often said once, or in a row.
///
///   T4 Doubt. If most rows are more than 10 points off, the percentages are of something else. Where the table speaks of
///      missing, valid, weighted or row percentages, only what follows is read.
///
///   T5 Sum. Rows above a total that add up to another number; without a total, rows that make up 100% and more people
///      than N. Rows that are part of the row above are counted once; several answers silence it, as in W2.
///
///   T6 Twice. The same long label in two tables of as many, of the same years, with another number.
///
/// What is checked across claims:
///
///   W1 Twice. The same sentence, with as many in all and another number of them. A short one ("8 of 21 women had papers.")
///      only under one heading.
///
///   W2 Whole. "The rest", "the other 9", and parts that are said to make up the whole ("the 21 women comprised 8 …, 9 …
///      and 4 …", "for a total of 21", "all 21 were either … or …") or stand above a total, don't add up.
///      "More than one answer", said anywhere in the report, silences the totals of tables.
///
///   W3 Denominator. "of the 21 women" and "of the 20 women" in one paragraph, with nothing that says who is
///      missing; two sentences that begin with a figure of the same people, or of nobody named; the same sentence with the
///      same part of another whole.
///
///   W4 Said. How often two statements were held against each other is counted. Why: "all are consistent" says little of a
///      report in which nothing could be.
///
/// Text comes in pieces of any size; memory is bounded by kWindowBytes and the claims that are kept.
/// docs/domain/audit.md.
#include "amparo/audit/claim.hpp"
#include "amparo/audit/closure.hpp"

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::audit {

inline constexpr std::size_t kWindowBytes = std::size_t{1} << 20U;
/// Claims that are consistent are kept up to here, the others up to as many again; all are counted.
inline constexpr std::size_t kClaimsKeptMax = 200'000;

/// Something that no single claim shows.
struct Finding {
    enum class Kind : std::uint8_t { kTwice, kParts, kDenominator };
    Kind kind = Kind::kTwice;
    Place place;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
    std::uint64_t stated =
        0;  ///< W1: the part here. W2: what the parts should add up to. W3: the whole here.
    std::uint64_t expected = 0;  ///< W1: the part there. W2: what they add up to. W3: the whole there.
    std::uint64_t whole = 0;     ///< W1: of how many.
    Place other;                 ///< W1, W3: where the other one stands.
};
[[nodiscard]] std::string_view name(Finding::Kind kind) noexcept;
[[nodiscard]] std::string reason_of(Finding const& finding, Tongue tongue);

struct Report {
    std::vector<Claim> claims;
    std::vector<Finding> findings;
    std::array<std::uint64_t, 4> counts{};  ///< By verdict; also of claims that were not kept.
    std::array<std::uint64_t, 4>
        fails{};                    ///< By rounding: exact percentages with counts that it does not give.
    std::uint64_t percentages = 0;  ///< How many of those there are.
    std::uint64_t not_kept = 0;
    std::uint64_t weighted = 0;  ///< P9: claims that may follow from weights; in no other number here.
    std::uint64_t compared = 0;  ///< W4.
    std::uint64_t whole = 0;     ///< The one most claims are of; 0: none.
    unsigned decimals = 0;       ///< With which most of them are printed.

    [[nodiscard]] std::uint64_t total() const noexcept {
        return counts[0] + counts[1] + counts[2] + counts[3];
    }
    /// Every claim is consistent and nothing was found across them.
    [[nodiscard]] bool is_clean() const noexcept;
    /// The rules that give every exact percentage; none if there is no such percentage.
    [[nodiscard]] Rules followed() const noexcept;
    /// Closure G6, for `whole` and `decimals`; nothing where there is no whole.
    [[nodiscard]] std::optional<Power> power() const noexcept;
};

class Auditor {
  public:
    Auditor();
    ~Auditor();
    Auditor(Auditor&&) noexcept;
    Auditor& operator=(Auditor&&) noexcept;

    /// The next byte stands here; after it lines and columns are counted on. Without it: line 1, column 1.
    void at(Place place);
    /// More of the text, as UTF-8.
    void feed(std::string_view text);
    /// Bytes of text that wait to be read: at most 2 · kWindowBytes, however much was fed.
    [[nodiscard]] std::size_t waiting() const noexcept;
    /// What was found. Nothing may be fed afterwards.
    [[nodiscard]] Report finish();

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

/// All of a text at once.
[[nodiscard]] Report audit_text(std::string_view text);

}  // namespace amparo::audit
