// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Cases: one a person, with their replies to the questions a table needs.
///
///   M1 Once.      Of several records of a person in the period the last by day speaks for them (on one day the one
///                 made last, then the greater id); the others count nowhere but in `repeated`. Records may be counted
///                 instead of people where the unit is the record, and the figure's words have to say so.
///   M2 Period.    Both ends belong to it. A partial date lies in the period when all of it does. A record without a
///                 date is `undated` and not counted once a period is asked for.
///   M3 As of.     What was recorded after the day is not counted, so a table can be made again.
///   M4 Consent.   Whose research consent is missing, refused or withdrawn is `excluded`: counted as one more who is
///                 not counted, and nothing else of them is read. A withdrawal holds for every table made from then
///                 on, whatever day it is asked as of: deny wins. Service consent is another thing and is never asked.
///   M5 Whole.     Records given = counted + repeated + excluded ones + outside + undated + later.
#include "amparo/evidence/variable.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace amparo::evidence {

enum class Unit : std::uint8_t { kPerson, kRecord };

struct Scope {
    std::string from;   ///< A day, "2030-01-01". Empty: from the beginning.
    std::string to;     ///< A day, included.
    std::string as_of;  ///< A day, included.
    Unit unit = Unit::kPerson;
};

struct Row {
    std::string_view subject;  ///< Person or pseudonym; empty: a subject of its own.
    std::string_view record;
    std::string_view day;       ///< "2030", "2030-05" or "2030-05-03".
    std::string_view recorded;  ///< An instant or a day.
    bool is_excluded = false;
    Json const* data = nullptr;
    bool has_agreed = false;  ///< To research.
};

/// How the records given became cases (M5).
struct Intake {
    std::uint64_t given = 0;
    std::uint64_t repeated = 0;
    std::uint64_t excluded = 0;        ///< Records.
    std::uint64_t excluded_cases = 0;  ///< People, or records by the unit, of whom nothing is counted.
    std::uint64_t outside = 0;
    std::uint64_t undated = 0;
    std::uint64_t later = 0;
    std::uint64_t unasked = 0;  ///< Records counted or repeated of whom nobody agreed to research.
};

class Microdata {
  public:
    Microdata(std::vector<Variable> variables, Scope scope);

    void add(Row const& row);

    [[nodiscard]] std::size_t size() const noexcept { return cases_.size(); }
    [[nodiscard]] Intake intake() const;
    [[nodiscard]] std::vector<Variable> const& variables() const noexcept { return variables_; }
    [[nodiscard]] Scope const& scope() const noexcept { return scope_; }
    /// Every reply that occurs to the question; cases hold positions in it.
    [[nodiscard]] std::vector<Reply> const& replies(std::size_t variable) const {
        return pools_.at(variable).replies;
    }
    /// One position a case.
    [[nodiscard]] std::vector<std::uint32_t> const& column(std::size_t variable) const {
        return columns_.at(variable);
    }
    /// Whom a case is: person, pseudonym or record.
    [[nodiscard]] std::string const& subject(std::size_t row) const { return cases_.at(row).subject; }
    /// The position of a question by its path; the number of questions if there is none.
    [[nodiscard]] std::size_t find(std::string_view path) const;

  private:
    struct Pool {
        std::vector<Reply> replies;
        std::map<Reply, std::uint32_t> at;
    };
    struct Case {
        std::string order;  ///< Day, time of recording, id.
        std::string subject;
    };
    [[nodiscard]] bool is_in_scope(Row const& row);
    void put(std::size_t at, Row const& row);

    std::vector<Variable> variables_;
    Scope scope_;
    std::vector<Pool> pools_;
    std::vector<std::vector<std::uint32_t>> columns_;
    std::vector<Case> cases_;
    std::unordered_map<std::string, std::size_t> subjects_;
    std::set<std::string> excluded_;
    Intake intake_;
};

}  // namespace amparo::evidence
