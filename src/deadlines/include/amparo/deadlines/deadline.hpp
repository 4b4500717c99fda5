// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The last day for something, counted from a table of rules, with every step and the citation.
///
///   D1 Table.     A deadline is counted by a rule of data/deadlines/, never by hand in code. A rule carries
///   its
///                 citation, the date its text is of, how it was read, and whether an attorney confirmed it.
///   D2 Explained. Every movement of the date is a step. Doing the steps again gives the date.
///   D3 Counting.  "Days after" leaves the first day out; a period "beginning with" a day counts it. A month
///   or
///                 year ends on the same day of its month; where there is none, on the month's last day (a
///                 convention, said as such).
///   D4 Closed.    Where the rule says so, a last day on which offices are closed runs to the next open one.
///                 Business days leave closed days out. A rule that does not say so never moves a date.
///   D5 Unknown.   What is not known never makes a last day later, and is named.
///   D6 Several.   Of several counts the rule takes the earliest or the latest.
///   D7 Stopped.   Time for which a clock stands still is added, in whole days.
///   D8 Presence.  A stay is broken by one absence, or by all together, longer than the rule allows. Absences
///   may
///                 not overlap, end before they begin, or begin before the stay. Days lie between two dates.
///   D9 Document.  A date that stands in a document comes before the count, with the reason; the count is
///   kept
///                 beside it.
///   D10 Moved.    A date once kept is never moved by a new version of its rule. The difference is shown
///   until a
///                 person takes it, and until then warnings go by the earlier of the two.
///   D11 Warned.   Several days ahead, as the rule says, on the day and for as long as it is overdue.
///   D12 Refused.  A fact that is missing, of another type or not the rule's is an error that names it.
///
/// Information, not advice: an attorney confirms each date.
#include "amparo/base/result.hpp"
#include "amparo/deadlines/calendar.hpp"

#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace amparo::deadlines {

enum class FactType : std::uint8_t { kDate, kYesNo, kPeriods };

struct FactAsked {
    std::string name;
    FactType type = FactType::kDate;
    bool required = false;
    Words label;
};

enum class Unit : std::uint8_t { kDays, kBusinessDays, kMonths, kYears, kAge };

struct Span {
    Unit unit = Unit::kDays;
    int count = 0;
    bool counts_first_day = false;  ///< D3: a period beginning with the day.
};

struct Branch {
    std::string from;
    std::optional<Date> not_before;
    std::vector<Span> spans;
    std::string when;        ///< A yes_no fact that must be yes, or empty.
    std::string stopped_by;  ///< D7: a fact with periods, or empty.
};

/// What the date is for.
enum class Means : std::uint8_t {
    kFileBy,        ///< The last day to do it.
    kNotBefore,     ///< The first day on which it can be done.
    kEnds,          ///< The last day of a status or period.
    kAtLeastUntil,  ///< A period lasts at least through this day.
    kAimsBy         ///< What an authority aims at.
};

/// How the rule's text was read when it was written down here.
enum class Reading : std::uint8_t { kPrimary, kSecondary, kNotRead };

struct Presence {
    std::string from;
    std::string absences;
    int single_days_max = 0;
    int total_days_max = 0;
};

struct Rule {
    std::string id;
    int version = 1;
    std::string jurisdiction;
    Words label;
    Words text;
    std::string cite;
    std::string as_of;
    Reading reading = Reading::kNotRead;
    std::string verified_by;  ///< An attorney, or empty.
    std::string verified_on;
    Means means = Means::kFileBy;
    Means means_without;     ///< What the date is while `final_with` is not known.
    std::string final_with;  ///< A fact, or empty.
    std::vector<FactAsked> facts;
    bool takes_latest = false;  ///< D6
    std::vector<Branch> branches;
    std::string roll_calendar;      ///< D4; empty: the date stays.
    std::string business_calendar;  ///< For business days.
    std::optional<Presence> presence;
    std::vector<int> warn_days;  ///< Longest first.
    Words convention;            ///< What the law leaves open and is counted one way here; or empty.
    std::vector<Words> exceptions;
};

struct Table {
    std::vector<Calendar> calendars;
    std::vector<Rule> rules;
    [[nodiscard]] Rule const* find(std::string_view id) const;
    [[nodiscard]] Calendar const* calendar(std::string_view id) const;
};

struct Period {
    Date from;
    Date to;
};
using Fact = std::variant<Date, bool, std::vector<Period>>;
using Facts = std::map<std::string, Fact, std::less<>>;

enum class FactCode : std::uint8_t {
    kMissing,
    kNotOfThisRule,
    kWrongType,
    kPeriodBackwards,
    kPeriodsOverlap,
    kPeriodBeforeStart,
    kOutOfRange,
};
struct FactProblem {
    FactCode code = FactCode::kMissing;
    std::string fact;
};

enum class StepCode : std::uint8_t {
    kStart,      ///< From a fact.
    kNotBefore,  ///< The rule counts from a later day.
    kAdd,
    kMonthEnd,  ///< There is no such day in that month.
    kStopped,   ///< The clock stood still.
    kWeekend,
    kHoliday,
    kTaken,       ///< The earliest or latest of several.
    kNotCounted,  ///< A fact is not known, so this count was left out.
    kNotKnown,    ///< The calendar does not reach so far back.
};
struct Step {
    StepCode code = StepCode::kStart;
    Date from;
    Date to;
    int count = 0;
    Unit unit = Unit::kDays;
    bool counts_first_day = false;
    std::string fact;  ///< kStart, kStopped, kNotCounted
    Words name;        ///< The fact's label, or the holiday's name.
};

struct Absences {
    int longest_days = 0;
    int total_days = 0;
    bool is_broken = false;
};

struct Computed {
    Date date;
    Means means = Means::kFileBy;
    bool is_convention = false;
    std::vector<Step> steps;
    std::vector<std::string> not_known;  ///< Facts that could change it.
    std::optional<Absences> absences;
};

[[nodiscard]] Result<Computed, FactProblem> compute(Table const& table, Rule const& rule, Facts const& facts);

/// "1 year after 15 March 2024: 15 March 2025." In Spanish for "es", else in English.
[[nodiscard]] std::string words(Step const& step, std::string_view language);

/// D9, D10: what is kept of one deadline, and what its rule gives today.
struct Kept {
    Date date;
    std::optional<Date> document;  ///< What a document says instead.
};
struct Standing {
    Date date;                   ///< The one that counts.
    Date act_by;                 ///< Warnings go by this one.
    std::optional<Date> now_is;  ///< What the rule gives today, where that is another day.
};
[[nodiscard]] Standing standing(Kept const& kept, std::optional<Date> const& computed_today);

enum class Urgency : std::uint8_t { kNone, kAhead, kToday, kOverdue };
struct Warning {
    Urgency urgency = Urgency::kNone;
    int days_left = 0;
    int step_days = 0;  ///< kAhead: which of the warnings it is.
};
[[nodiscard]] Warning warning(Date today, Date act_by, std::vector<int> const& warn_days);

[[nodiscard]] std::string_view name(FactType type) noexcept;
[[nodiscard]] std::string_view name(Unit unit) noexcept;
[[nodiscard]] std::string_view name(Means means) noexcept;
[[nodiscard]] std::string_view name(Reading reading) noexcept;
[[nodiscard]] std::string_view name(StepCode code) noexcept;
[[nodiscard]] std::string_view name(Urgency urgency) noexcept;

}  // namespace amparo::deadlines
