// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What is published: tables with their definitions, methods and limits, and nothing below the threshold.
///
///   U1 Whole.      A bundle is made in memory, all files or none, and is one file for the host: an archive.
///   U2 Profile.    Every figure is judged by the policy's profile (amparo/protection/policy.hpp), and the tables are
///                  suppressed together: a count in two tables is one cell of the attacker's.
///   U3 Rest.       What is left of a denominator is a count too, and the totals with who is not counted: each is
///                  protected like a figure. What a withheld cell could be worked out from is withheld with it.
///   U4 Withheld.   A withheld figure has no count, no percentage, no interval and no place in a plot. How many are
///                  withheld is said. A bundle in which nothing is left is refused.
///   U5 Says all.   Each table has its population in words and as a condition, period, day, unit, method, how its people
///                  came to be asked, and the hash of its question; the bundle says how it was protected and what its
///                  figures can't say, with what each study it is of says of that. How many a study approached stands in
///                  no open data: who did not take part would be a count that nobody protects. Each table says once that who
///                  is excluded by consent is in none of its numbers (T8), and not how many they are: two bundles would say
///                  that somebody withdrew.
///   U6 Read aloud. Each plot has a title and a description that says what it shows, and its table beside it. No script,
///                  no style from elsewhere, no picture, no link out.
///   U7 No formula. A cell of the CSV that a spreadsheet would take for a formula begins with an apostrophe.
///   U8 Codebook.   The metadata is DDI-Codebook 2.6 (DDI Alliance 2026), with counts only where they are shown.
///   U9 Rounded.    Instead of withholding, every count may be rounded to a base above the threshold: at random, with a
///                  key of the cell's own, so that asking again tells nothing; or controlled, so that sums hold. A cell is what
///                  its people answered, whichever table, period and population it is met in, and how many answered is of no
///                  question: draws of its own for each would come to the count on the average. One person more or less moves
///                  a rounding once in as many times as the base, and never the other way. The ledger keeps what each
///                  rounded count may have been. Nothing is worked out of them: a figure is n of N.
///   U10 Long lists. In open data an answer or column of a long list of which nothing is shown is left out, and not
///                  counted as withheld: it would say that somebody gave it.
///   U11 No answer. In open data nothing says that somebody gave none: a way to give none stands only with a count that is
///                  shown, who gave the second question none only where something of them is, and the words of a
///                  figure say that they are of who answered, whether or not all did. In other bundles a way to give none is
///                  spoken of where it is withheld, also where nobody gave it, and so are those who answered: what is passed
///                  over would be known to be none, and what it hides with it.
///   U12 Compared.  Of a table by a second question of which exactly two answers have figures that are shown: each row
///                  whose counts are shown in both, as T4 says, and worked out of those counts alone; of none that are rounded.
#include "amparo/evidence/table_json.hpp"
#include "amparo/protection/policy.hpp"

#include <optional>
#include <string>
#include <vector>

namespace amparo::evidence {

/// U9
struct Rounded {
    std::int64_t base = 0;  ///< 0: nothing is rounded.
    bool is_controlled = false;
    std::string key;         ///< Of the vault.
    std::int64_t steps = 0;  ///< Multiples further away that controlled rounding needed.

    [[nodiscard]] protection::CountRange may_have_been(std::uint64_t count) const;
};

/// A study that tables are of.
struct StudyAbout {
    std::string name;
    std::string limits;
    std::string reviewed_by;
    std::optional<std::uint64_t> approached;  ///< How many people were asked to take part.
};

struct About {
    std::string title;
    std::string organization;
    std::string made_on;  ///< A day.
    std::string limits;   ///< What the figures can't say.
    std::vector<StudyAbout> studies;
    protection::Profile profile = protection::Profile::kOpenData;
    std::int64_t least = 0;     ///< Y7: of the vault; 0: the profile's own.
    bool group_agreed = false;  ///< Y6: each person agreed that the group is spoken of.
    Presentation as;
    Rounded rounded;

    [[nodiscard]] protection::Policy policy() const noexcept { return protection::policy_of(profile, least); }
};

/// A column as it may be published.
struct ShownColumn {
    Column const* column = nullptr;
    std::optional<std::uint64_t> answered;
    std::array<std::optional<std::uint64_t>, kStates> states;
    std::vector<bool> shown;  ///< By position in Table::rows.
};
struct ShownTable {
    Table const* table = nullptr;
    std::vector<ShownColumn> columns;  ///< All, then by answer, then the rest.
};
struct Shown {
    std::vector<ShownTable> tables;
    std::size_t figures = 0;
    std::size_t withheld = 0;
};

/// U2 to U4. `solver` may be null: more is withheld then.
[[nodiscard]] Shown protect(std::vector<Table> const& tables, About const& about, protection::Solver* solver);

/// U9: the same tables with rounded counts, and the steps it took.
struct RoundedTables {
    std::vector<Table> tables;
    std::int64_t steps = 0;
};
[[nodiscard]] Result<RoundedTables, Refusal> rounded(std::vector<Table> const& tables, About const& about,
                                                     protection::Solver* solver);
/// All of it, of rounded tables.
[[nodiscard]] Shown show_all(std::vector<Table> const& tables);

struct File {
    std::string name;
    std::string text;
};
/// index.html, table_1.csv, ..., figures.json, codebook.xml.
[[nodiscard]] Result<std::vector<File>, Refusal> publish(Shown const& shown, About const& about);

/// One file (ZIP) with all of them; the same bytes for the same files.
[[nodiscard]] std::string archive_of(std::vector<File> const& files);

[[nodiscard]] std::string markup_text(std::string_view text);  ///< For HTML and XML.

}  // namespace amparo::evidence
