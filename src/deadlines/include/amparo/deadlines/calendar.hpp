// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// On which days offices of a jurisdiction are closed.
///
///   K1 Weekend.   Saturday and Sunday.
///   K2 Holidays.  Fixed days, n-th or last weekdays of a month, days from Easter Sunday, and single days;
///   each
///                 with the years it is for.
///   K3 Observed.  A holiday on a weekend is kept on the nearest weekday, or on the next day that is open, as
///                 the calendar says. Two never share a day.
///   K4 Known.     A calendar says from which year it is complete. Before that, and for what is declared
///   later,
///                 it doesn't claim to know.
#include "amparo/base/instant.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace amparo::deadlines {

/// The same words in the languages of the program.
struct Words {
    std::string en;
    std::string es;
    friend bool operator==(Words const&, Words const&) = default;
};

struct Holiday {
    enum class Kind : std::uint8_t { kFixed, kNth, kLast, kEaster };
    enum class Observed : std::uint8_t { kSameDay, kNearest, kNextOpen };

    Words name;
    Kind kind = Kind::kFixed;
    Observed observed = Observed::kSameDay;
    unsigned month = 1;
    unsigned day = 1;      ///< kFixed
    unsigned weekday = 1;  ///< kNth, kLast: 1 is Monday, 7 Sunday.
    unsigned nth = 1;      ///< kNth
    int from_easter = 0;   ///< kEaster, in days
    int first_year = 0;
    int last_year = 9999;
};

struct Closed {
    Words holiday;  ///< Empty: a weekend.
    bool is_observed = false;
};

class Calendar {
  public:
    std::string id;
    Words name;
    std::string source;
    int known_from = 0;
    std::vector<Holiday> holidays;
    std::vector<std::pair<Date, Words>> single_days;
    std::vector<Date> not_kept;  ///< Days on which a rule's holiday was not, because it was moved that year.

    /// Nothing on an open day.
    [[nodiscard]] std::optional<Closed> closed(Date day) const;

    struct Kept {
        Date day;
        Words name;
        bool is_observed = false;
    };
    /// Holidays that the rules give for a year, where they are kept: one of 1 January may lie in December.
    [[nodiscard]] std::vector<Kept> of_year(int year) const;
};

/// Easter Sunday of the western churches.
[[nodiscard]] Date easter(int year);
[[nodiscard]] bool is_weekend(Date day);

}  // namespace amparo::deadlines
