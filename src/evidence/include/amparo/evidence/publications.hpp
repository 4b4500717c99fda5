// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What was published, kept so that the next bundle is held against all of it.
///
///   W1 Kept.      Of each table: every count it shows, and who was counted: a digest of the person's id, under a key of the
///                 vault, with the place of their answers. It is kept for good, also of people who withdraw: what was
///                 published is known. What was written before there was a key is read as if there had been one. What has
///                 a mean in it is of a version of its own, so that no program that knows of none passes it over.
///   W2 Together.  Tables that share a question, or whose population looks at one that another asks or looks at, of whatever
///                 population, period and publication, are one set of base cells for the ledger
///                 (amparo/protection/ledger.hpp): people alike in all of them. Answers that nobody gave are base cells
///                 with nobody, as no reader knows that nobody gave them.
///   W3 Protected. A base cell below the threshold of a publication its people are in, and a 0 that open data withholds.
///                 So a person who came, left, changed an answer or withdrew between two publications is protected.
///   W4 Readers.   Open data and research are read by anybody; who reads what is internal reads those too. Small is for each
///                 what the strictest publication of those readers asked for.
///   W5 Known.     What gave way before the bundle (small counts in research with consent) is not its fault.
///   W6 Refused    with the people named who could be worked out, by the words of population, question and answer; or what
///                 would give them away is withheld, if asked. Without a solver nothing is proved, and so refused.
///   W7 Totals.    How many a table is of, and how many of them answered, are together with the same of every other table
///                 that counts the same (form and unit) a second set of base cells: people alike in which of them they are.
///                 Beside it, pair by pair, as if who is in one and answered were known to be in the other: of two told
///                 numbers of people of which the ones are all among the others, the rest is no count below the threshold,
///                 in one bundle as over two: so that what was published can be published again.
///   W8 Files.     A k-anonymous file is kept as a table of one question, whose answers are the lines that occur in it. Beside
///                 tables of its questions only answers that somebody gave together are base cells: the attacker knows more
///                 than he could, never less.
///   W9 Gone.      Who withdrew or was erased is protected in every table of nearly the same people as one they were in, whatever
///                 its population, period and question: another name for a table must not say who left. Nearly the same: people
///                 are in both, and of those who are in the earlier one alone fewer than the threshold could still be counted.
///   W10 Groups.   What a research bundle did not say, as it is so of everybody asked or of nobody, is not said by how many
///                 people another table is of, alone or taken from a third: one whose population looks at that question.
///   W11 Bundle.   What the tables of one bundle give away together, without any earlier one, is not for whoever publishes to
///                 mend: it is withheld, asked or not.
///   W12 Language. A refusal is in one language, whichever an earlier table was published in: question and answers as the
///                 form has them now, of whom as the populations do; as it was written where they no longer have it.
#include "amparo/evidence/bundle.hpp"
#include "amparo/evidence/records.hpp"
#include "amparo/protection/ledger.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace amparo::evidence {

/// W1: what stands for a person's id: 16 hexadecimal digits, under a key that the caller holds.
using Blind = std::function<std::string(std::string_view)>;

/// Of whom a count is: a column ("" all, "=code", "-" no answer) and a row ("=code" or a state's name).
struct Selected {
    std::string column;
    std::string row;
};
struct Told {
    Selected of;
    protection::CountRange range;
};

/// As far as an answer can count (said.hpp X6).
inline constexpr std::int64_t kAnswerValueMax = 9'999;
/// What a mean says: each answer counts for so much, and all of them come to so much.
struct ToldSum {
    std::vector<std::pair<std::string, std::int64_t>> values;  ///< By row ("=code").
    protection::CountRange range;
};

struct CountedTable {
    struct Answer {
        std::string reply;  ///< "=a,b" or a state's name.
        std::string words;
    };
    std::string universe;  ///< What is counted: form and unit.
    std::string key;       ///< Population, period, and what the caller adds.
    std::string words;     ///< Of whom.
    std::string rows;
    std::string columns;     ///< Empty: a table of one question.
    std::string rows_words;  ///< The question as it is asked.
    std::string columns_words;
    std::vector<std::string> depends;  ///< Questions its population looks at.
    std::vector<Answer> row_answers;   ///< All that occur, and those that may.
    std::vector<Answer> column_answers;
    /// By digest: positions in both lists.
    std::map<std::string, std::pair<std::uint32_t, std::uint32_t>> people;
    std::vector<Told> told;
    std::vector<ToldSum> sums;  ///< Of figures in a text (said.hpp X6).
    std::vector<Selected> withheld_zeros;
    std::vector<Selected>
        withheld_groups;  ///< W10: a column of which something is so of everybody or nobody who answered.
};

struct Publication {
    std::string day;
    std::string title;
    protection::Profile profile = protection::Profile::kOpenData;
    std::string rounding_key;  ///< Of its counts that were rounded at random; empty: none was.
    std::vector<CountedTable> tables;
    bool had_no_key = false;  ///< Read from what was written before digests had one: to be written anew.
    /// W9: who was counted before, and can be counted no more. Not written down: it is of the day it is asked.
    std::set<std::string> gone = {};
    std::int64_t least = 0;  ///< The least cell that the vault asked for then; 0: the profile's own.

    [[nodiscard]] Json to_json() const;
    /// Nothing for what `to_json` did not make.
    [[nodiscard]] static std::optional<Publication> from_json(Json const& json, Blind const& blind);
};

/// `data` is what the table was made of; `more` tells apart what the question does not (a study).
[[nodiscard]] CountedTable counted(ShownTable const& shown, Microdata const& data, About const& about,
                                   std::string const& more, Blind const& blind);

/// W8: what a k-anonymous file says: of each line that occurs in it, how often. `of` as in protection::Anonymised.
struct ReleasedFile {
    Population const* population = nullptr;
    std::vector<std::string> questions;
    protection::Microdata const* records = nullptr;
    std::vector<std::uint32_t> const* of = nullptr;
    std::vector<std::string> const* subjects = nullptr;
    Unit unit = Unit::kPerson;
};
[[nodiscard]] CountedTable counted(ReleasedFile const& file, std::string const& language, Blind const& blind);

/// W12: of a table of this frame's form.
void say_in(std::string const& language, Frame const& frame,
            std::vector<Population const*> const& populations, CountedTable& table);

/// W9: takes down in `next` who is gone of what it counts; `everybody` are all who can be counted of this form and unit.
void find_gone(std::vector<Publication> const& before, Publication& next, Population const& population,
               Microdata const& everybody, Blind const& blind);

struct GivenAway {
    std::size_t table = 0;  ///< Of the bundle: the place of one that helps.
    std::string
        who;  ///< "of the people interviewed, with Status: Resident, who are not in First (2030-02-01)"
};
/// "Status by Born abroad": a table by what it asks.
[[nodiscard]] std::string question_of(CountedTable const& table, std::string_view language);
/// Other tables that proved something, by family and reader: proposals for the next question about the same publications, each
/// checked anew.
using Proofs = std::map<std::pair<std::size_t, bool>, std::vector<protection::Deviation>>;
/// W2 to W8: who could be worked out, in words; nothing if nobody.
[[nodiscard]] std::vector<GivenAway> given_away(std::vector<Publication> const& before,
                                                Publication const& next, protection::Solver* solver,
                                                std::string_view language, Proofs proofs = {});
/// How much of a long work is done, and of how much.
using Progress = std::function<void(std::size_t done, std::size_t of)>;
/// W6: takes out of `next` and `shown` what would give somebody away. `shown` is of the same tables. `progress` hears of each
/// group of tables that is looked at together, before it and at the end.
Proofs hold_back(std::vector<Publication> const& before, Publication& next, Shown& shown,
                 protection::Solver* solver, Progress const& progress = {});
/// W11: the same of this bundle alone. Whether anything was taken out.
[[nodiscard]] bool hold_back_within(Publication& next, Shown& shown, protection::Solver* solver,
                                    Progress const& progress = {});

}  // namespace amparo::evidence
