// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Tables of a population: one question, or one by another. Every number in them is a figure.
///
///   T1 Denominator. Of those who gave an answer. Where a case may have several codes a figure is of the people who
///                   answered, not of the answers: they may add up to more than all, and the table says so (CTDC
///                   Global Synthetic Data Codebook, section 6).
///   T2 Adds up.     Population = answered + not recorded + unknown + declined + not asked + to whom it did not apply.
///                   Cases = population + not in it + undetermined. Of a question with one answer the figures add up
///                   to the answered.
///   T3 By another.  Each answer of the second question makes a column, a population of its own with a sentence of
///                   its own. Who gave none is one more column, never left out: for a second question with one answer
///                   the columns add up to the table without it.
///   T4 Two columns. Where exactly two columns have answers each row is compared: difference (Newcombe), ratio (Katz),
///                   each as it was seen and as an interval of 95%, and Fisher's exact test.
///   T5 Nobody.      No record in the period, or nobody in the population, is a refusal and no table of zeros.
///   T6 Traced.      A table has the hash of its question: population, questions, period, day, unit. Two tables with
///                   the same hash asked the same.
///   T7 Words.       A figure's population says that only those who answered are counted, where some did not.
///   T8 Excluded.    Who is excluded by consent stands beside the whole table, once and in no column, and is read for nothing
///                   else: whether they are of the population isn't looked at.
#include "amparo/evidence/microdata.hpp"
#include "amparo/evidence/population.hpp"
#include "amparo/statistics/figure.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace amparo::evidence {

struct Question {
    std::shared_ptr<Population const> population;
    Variable rows;
    std::optional<Variable> columns;
    Scope scope;
    statistics::Drawn drawn = statistics::Drawn::kNotRandom;

    /// Those of the population and of the table, each once, for Microdata.
    [[nodiscard]] std::vector<Variable> variables() const;
    [[nodiscard]] std::string query() const;  ///< T6, one line of JSON.
};

struct Column {
    std::string code;      ///< Empty: of all, or of those who gave the second question no answer.
    std::string words_en;  ///< "for whom Channel: Friend". Empty for the whole.
    std::string words_es;
    std::array<std::uint64_t, kStates> states{};  ///< Cases by their state in the first question.
    std::vector<std::uint64_t> seen;              ///< By code of the first question.

    [[nodiscard]] std::uint64_t answered() const { return states[0]; }
    [[nodiscard]] std::uint64_t total() const;
};

/// Of row `code` in the first column against the second, as proportions: as they were seen, and where they may lie.
struct Comparison {
    std::size_t row = 0;
    std::optional<double> difference_seen;
    std::optional<double> ratio_seen;  ///< None where the second is 0.
    std::optional<statistics::Interval> difference;
    std::optional<statistics::Interval> ratio;
    std::optional<double> fisher_p;
};
/// Where everybody was asked there is neither interval nor test.
[[nodiscard]] Comparison compared(std::size_t row, statistics::Counts a, statistics::Counts b,
                                  statistics::Drawn drawn);

struct Table {
    Question question;
    Column all;
    std::vector<Column> columns;    ///< T3, by code, all of the list that occur or, of a short list, all.
    std::optional<Column> rest;     ///< T3, who gave the second question no answer.
    std::vector<std::size_t> rows;  ///< Positions in the first question's list that are shown.
    std::vector<Comparison> comparisons;  ///< T4
    std::uint64_t cases = 0;
    std::uint64_t not_in = 0;
    std::uint64_t undetermined = 0;
    Intake intake;
    bool is_always_answered = false;  ///< T7 whether or not somebody did not.

    [[nodiscard]] bool is_multiple() const { return question.rows.is_multiple(); }
    /// `column` is `all`, `rest` or of `columns`.
    [[nodiscard]] statistics::Figure figure(Column const& column, std::size_t row,
                                            std::string_view language) const;
    /// "who were not citizens, of the people interviewed, and answered": with the column's words (T3), T7 and P1.
    [[nodiscard]] std::string whom(Column const& column, std::string_view language) const;
    /// The same with those who did not answer.
    [[nodiscard]] std::string all_of(Column const& column, std::string_view language) const;
    /// "13 of the 16 who were not citizens (81%; 95% interval 57% to 93%)".
    [[nodiscard]] std::string sentence(Column const& column, std::size_t row, std::string_view language,
                                       statistics::Method method = statistics::Method::kWilson,
                                       double confidence = 0.95) const;
    [[nodiscard]] std::string query_hash() const { return hash_of(question.query()); }
};

/// Lists up to this long are shown whole, with the answers nobody gave.
inline constexpr std::size_t kShortList = 30;

/// The cases of `data` that are in the population, ascending.
[[nodiscard]] std::vector<std::size_t> cases_in(Population const& population, Microdata const& data);

/// `data` holds Question::variables().
[[nodiscard]] Result<Table, Refusal> tabulate(Question question, Microdata const& data);

}  // namespace amparo::evidence
