// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Everything ever published about one set of people, held against what is to be published next.
///
///   L1 Base cells. Each person counted is in exactly one base cell; every published number is about sums of them.
///   L2 Movement.   A base cell is what came in and what went out with each release, so that two releases can be taken
///                  from one another. People going out are an unknown of the attacker's only where some did: he knows
///                  more than he could, never less.
///   L3 Statement.  A count is one whole number; a rounded count or the counts an interval's ends allow are a range; a
///                  percentage and a mean are two inequalities, by how they were rounded. Where of how many is known, a mean
///                  is a range of the sum it was made of. A figure in a text is one of these.
///   L4 Watched.    Each base cell, each sum a statement names, and each further sum that is asked to be (unless a base cell
///                  or a statement is told not to be): as it stood at each release, and what it gained or lost between any two. Where that is below the threshold and not
///                  0 it must keep a width of the threshold (A2), over all releases together. A standing 0 too, where the
///                  policy protects zeros.
///   L5 Refused     by name: the sum, and between which releases, gives way. The ledger stays as it was.
///   L6 Forever.    Nothing is taken out of the ledger: what was published is known. The tables that proved it safe are
///                  kept as proposals, checked anew each time (A3).
///
/// Sources: statistical disclosure control of linked tables (Hundepool et al. 2012, 4.6), here over time; I. Dinur,
/// K. Nissim, "Revealing information while preserving privacy", PODS 2003: enough sums give the data back.
#include "amparo/codec/json.hpp"
#include "amparo/protection/policy.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace amparo::protection {

struct BaseCell {
    std::string name;
    std::int64_t count = 0;
    bool is_watched = true;  ///< L4.
};

enum class RefusalCode : std::uint8_t {
    kGivesWay,
    kNotProved,
    kContradicts,  ///< What is said is not so.
    kUnknownCell,
    kStale,  ///< The ledger has moved on since the draft was begun.
};
struct Refusal {
    RefusalCode code = RefusalCode::kNotProved;
    std::string sum;   ///< L5: which; of the others, what was said.
    std::string from;  ///< The release before which the change began; empty: since the first.
    std::string to;    ///< The release it ended with.
};

class Ledger;

/// A release that is not published yet.
class Draft {
  public:
    using Names = std::vector<std::string>;

    /// What is true of these cells now.
    [[nodiscard]] std::int64_t sum(Names const& cells) const;

    void count(std::string words, Names const& cells);
    void range(std::string words, Names const& cells, CountRange range);
    /// The same, of a sum that needs no protection: what is known of it may give others away.
    void told(std::string words, Names const& cells, CountRange range);
    /// The same, of a sum in which who is in a cell counts for so much: what a mean says of a known number of people.
    void told_sum(std::string words, std::map<std::string, std::int64_t> const& values, CountRange range);
    void percentage(std::string words, Names const& part, Names const& whole, Printed printed,
                    Rounding rounding);
    /// Of whole numbers, one value a cell, as printed: 45 with one place is 4.5. Rounded half up.
    void mean(std::string words, std::map<std::string, std::int64_t> const& values, Printed printed);
    void watch(std::string name, Names const& cells);

    [[nodiscard]] std::size_t statements() const noexcept { return said_.size(); }

  private:
    friend class Ledger;
    struct Said {
        std::string words;
        std::vector<Row> rows;  ///< Columns are movements.
        std::vector<std::size_t> watched;
    };
    explicit Draft(Ledger const& ledger, std::string name, std::vector<BaseCell> const& cells);
    [[nodiscard]] std::vector<Term> over(Names const& cells, std::int64_t times);
    [[nodiscard]] std::vector<Term> over(std::map<std::string, std::int64_t> const& values,
                                         std::int64_t times);
    std::size_t watched(std::string name, Names const& cells);

    std::string name_;
    std::size_t follows_ = 0;
    struct Movement {
        std::uint32_t cell = 0;
        std::uint32_t release = 0;
        std::int64_t sign = 1;
        std::int64_t count = 0;
    };
    struct Watched {
        std::string name;
        std::vector<std::uint32_t> cells;
    };
    std::vector<std::string> cells_;
    std::map<std::string, std::uint32_t> by_name_;
    std::vector<Movement> movements_;
    std::vector<Watched> watched_;
    std::vector<Said> said_;
    std::optional<std::string> unknown_;
};

class Ledger {
  public:
    /// `cells` are all that have anybody now; a cell of an earlier release that is missing has nobody.
    [[nodiscard]] Draft draft(std::string release, std::vector<BaseCell> const& cells) const;

    /// All of the draft, or nothing (L5).
    [[nodiscard]] Result<Done, Refusal> admit(Draft const& draft, Threshold threshold, Solver* solver);
    /// One statement after the other, those that would give something away left out. True for each that is in.
    [[nodiscard]] Result<std::vector<bool>, Refusal> admit_what_holds(Draft const& draft, Threshold threshold,
                                                                      Solver* solver);
    /// What anybody can work out of all releases about the watched sums below the threshold: the first that gives
    /// way. As `admit` asks it.
    [[nodiscard]] Result<Done, Refusal> audit(Threshold threshold, Solver* solver) const;
    /// What gives way, or is not proved not to, if the draft were published; sums of these names apart. The ledger stays
    /// as it is. `proofs` are tables that proved something earlier, and those that did now.
    [[nodiscard]] Result<std::vector<Refusal>, Refusal> objections(Draft const& draft, Threshold threshold,
                                                                   Solver* solver, Depth depth,
                                                                   std::set<std::string> const& known,
                                                                   std::vector<Deviation>& proofs) const;

    [[nodiscard]] std::size_t releases() const noexcept { return releases_.size(); }
    [[nodiscard]] Json to_json() const;
    /// Nothing for what `to_json` did not make.
    [[nodiscard]] static std::optional<Ledger> from_json(Json const& json);

  private:
    friend class Draft;
    [[nodiscard]] Result<Ledger, Refusal> with(Draft const& draft, std::vector<bool> const& in) const;
    [[nodiscard]] Result<Done, Refusal> withstands(Threshold threshold, Solver* solver);
    [[nodiscard]] std::vector<Refusal> attacked(Threshold threshold, Solver* solver, Depth depth,
                                                std::set<std::string> const& known = {});
    [[nodiscard]] System system() const;

    std::vector<std::string> releases_;
    std::vector<std::string> cells_;
    std::vector<Draft::Movement> movements_;
    std::vector<Draft::Watched> watched_;
    struct Published {
        std::string words;
        std::uint32_t release = 0;
        std::vector<Row> rows;
    };
    std::vector<Published> published_;
    std::vector<Deviation> proofs_;  ///< Of the last audit: the next begins with them.
};

}  // namespace amparo::protection
