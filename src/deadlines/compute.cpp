// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/deadlines/deadline.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>

namespace amparo::deadlines {
namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::years;

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2200;

Date plus(Date date, int count) {
    return sys_days{date} + days{count};
}
int days_between(Date from, Date to) {
    return static_cast<int>((sys_days{to} - sys_days{from}).count());
}
bool in_range(Date date) {
    int const year = static_cast<int>(date.year());
    return date.ok() && year >= kFirstYear && year <= kLastYear;
}

FactType type_of(Fact const& fact) noexcept {
    return static_cast<FactType>(fact.index());
}

FactAsked const* asked(Rule const& rule, std::string_view name) {
    auto const at = std::find_if(rule.facts.begin(), rule.facts.end(),
                                 [&](FactAsked const& f) { return f.name == name; });
    return at == rule.facts.end() ? nullptr : &*at;
}

/// D8, and for every list of periods.
Result<Done, FactProblem> check_periods(std::string const& name, std::vector<Period> periods) {
    std::sort(periods.begin(), periods.end(),
              [](Period const& a, Period const& b) { return a.from < b.from; });
    for (std::size_t i = 0; i < periods.size(); ++i) {
        if (!in_range(periods[i].from) || !in_range(periods[i].to))
            return Fail{FactProblem{FactCode::kOutOfRange, name}};
        if (periods[i].to < periods[i].from) return Fail{FactProblem{FactCode::kPeriodBackwards, name}};
        if (i > 0 && periods[i].from < periods[i - 1].to)
            return Fail{FactProblem{FactCode::kPeriodsOverlap, name}};
    }
    return Done{};
}

Result<Done, FactProblem> check_facts(Rule const& rule, Facts const& facts) {
    for (auto const& [name, fact] : facts) {
        FactAsked const* const a = asked(rule, name);
        if (a == nullptr) return Fail{FactProblem{FactCode::kNotOfThisRule, name}};
        if (a->type != type_of(fact)) return Fail{FactProblem{FactCode::kWrongType, name}};
        if (auto const* date = std::get_if<Date>(&fact); date != nullptr && !in_range(*date))
            return Fail{FactProblem{FactCode::kOutOfRange, name}};
        if (auto const* periods = std::get_if<std::vector<Period>>(&fact); periods != nullptr)
            AMPARO_DO(check_periods(name, *periods));
    }
    for (FactAsked const& a : rule.facts)
        if (a.required && !facts.contains(a.name)) return Fail{FactProblem{FactCode::kMissing, a.name}};
    return Done{};
}

template <class T>
T const* known(Facts const& facts, std::string_view name) {
    auto const at = facts.find(name);
    return at == facts.end() ? nullptr : std::get_if<T>(&at->second);
}

class Count {
  public:
    Count(Table const& table, Rule const& rule, Facts const& facts)
        : table_{table}, rule_{rule}, facts_{facts} {}

    /// Nothing if it does not apply, or what it counts from is not known.
    std::optional<Date> branch(Branch const& b, Computed& out) {
        if (!b.when.empty()) {
            bool const* const applies = known<bool>(facts_, b.when);
            if (applies == nullptr) not_counted(b.when, out);
            if (applies == nullptr || !*applies) return std::nullopt;
        }
        Date const* const from = known<Date>(facts_, b.from);
        if (from == nullptr) {
            not_counted(b.from, out);
            return std::nullopt;
        }
        Date at = *from;
        out.steps.push_back({StepCode::kStart, at, at, 0, Unit::kDays, false, b.from, label(b.from)});
        if (b.not_before && at < *b.not_before) {
            out.steps.push_back({StepCode::kNotBefore, at, *b.not_before, 0, Unit::kDays, false, {}, {}});
            at = *b.not_before;
        }
        for (Span const& span : b.spans) at = add(at, span, out);
        if (!b.stopped_by.empty()) at = stopped(at, b.stopped_by, out);
        return at;
    }

    Date roll(Date at, Computed& out) const {  // D4
        if (rule_.roll_calendar.empty()) return at;
        Calendar const* const calendar = table_.calendar(rule_.roll_calendar);
        AMPARO_CHECK(calendar != nullptr);
        not_known_before(*calendar, at, out);
        while (auto const closed = calendar->closed(at)) {
            bool const weekend = closed->holiday.en.empty();
            out.is_convention = out.is_convention || closed->is_observed;
            out.steps.push_back({weekend ? StepCode::kWeekend : StepCode::kHoliday,
                                 at,
                                 plus(at, 1),
                                 1,
                                 Unit::kDays,
                                 false,
                                 {},
                                 closed->holiday});
            at = plus(at, 1);
        }
        return at;
    }

  private:
    Words label(std::string_view fact) const {
        FactAsked const* const a = asked(rule_, fact);
        return a == nullptr ? Words{} : a->label;
    }

    void not_counted(std::string const& fact, Computed& out) const {  // D5
        out.not_known.push_back(fact);
        out.steps.push_back(
            {StepCode::kNotCounted, Date{}, Date{}, 0, Unit::kDays, false, fact, label(fact)});
    }

    static void not_known_before(Calendar const& calendar, Date at, Computed& out) {
        if (static_cast<int>(at.year()) >= calendar.known_from) return;
        out.is_convention = true;
        out.steps.push_back(
            {StepCode::kNotKnown, at, at, calendar.known_from, Unit::kYears, false, {}, calendar.name});
    }

    Date add(Date at, Span const& span, Computed& out) const {
        Date to = at;
        bool is_month_end = false;
        switch (span.unit) {
            case Unit::kDays:
                to = plus(at, span.count);
                break;
            case Unit::kBusinessDays:
                to = add_business_days(at, span.count, out);
                break;
            case Unit::kMonths:
            case Unit::kYears:
            case Unit::kAge: {
                Date const same_day =
                    span.unit == Unit::kMonths ? at + months{span.count} : at + years{span.count};
                is_month_end = !same_day.ok();
                to = is_month_end ? Date{same_day.year() / same_day.month() / std::chrono::last} : same_day;
                break;
            }
        }
        // A period that ends on its month's last day for want of a day is over with that day as it is.
        if (span.counts_first_day && !is_month_end) to = plus(to, -1);
        out.steps.push_back({StepCode::kAdd, at, to, span.count, span.unit, span.counts_first_day, {}, {}});
        if (is_month_end) {
            out.is_convention = true;
            out.steps.push_back({StepCode::kMonthEnd, to, to, 0, Unit::kDays, false, {}, {}});
        }
        return to;
    }

    Date add_business_days(Date at, int count, Computed& out) const {
        Calendar const* const calendar = table_.calendar(rule_.business_calendar);
        AMPARO_CHECK(calendar != nullptr);
        not_known_before(*calendar, at, out);
        while (count > 0) {
            at = plus(at, 1);
            if (!calendar->closed(at)) --count;
        }
        return at;
    }

    Date stopped(Date at, std::string const& fact, Computed& out) const {  // D7
        auto const* const periods = known<std::vector<Period>>(facts_, fact);
        if (periods == nullptr) return at;
        int total = 0;
        for (Period const& p : *periods) total += days_between(p.from, p.to);
        if (total == 0) return at;
        Date const to = plus(at, total);
        out.steps.push_back({StepCode::kStopped, at, to, total, Unit::kDays, false, fact, label(fact)});
        return to;
    }

    Table const& table_;
    Rule const& rule_;
    Facts const& facts_;
};

Result<Absences, FactProblem> absences_of(Presence const& rule, Facts const& facts) {  // D8
    Absences out;
    Date const* const from = known<Date>(facts, rule.from);
    auto const* const periods = known<std::vector<Period>>(facts, rule.absences);
    if (from == nullptr || periods == nullptr) return out;
    for (Period const& p : *periods) {
        if (p.from < *from) return Fail{FactProblem{FactCode::kPeriodBeforeStart, rule.absences}};
        int const away = days_between(p.from, p.to);
        out.longest_days = std::max(out.longest_days, away);
        out.total_days += away;
    }
    out.is_broken = out.longest_days > rule.single_days_max || out.total_days > rule.total_days_max;
    return out;
}

}  // namespace

Rule const* Table::find(std::string_view id) const {
    auto const at = std::find_if(rules.begin(), rules.end(), [&](Rule const& r) { return r.id == id; });
    return at == rules.end() ? nullptr : &*at;
}

Calendar const* Table::calendar(std::string_view id) const {
    auto const at =
        std::find_if(calendars.begin(), calendars.end(), [&](Calendar const& c) { return c.id == id; });
    return at == calendars.end() ? nullptr : &*at;
}

Result<Computed, FactProblem> compute(Table const& table, Rule const& rule, Facts const& facts) {
    AMPARO_DO(check_facts(rule, facts));
    Computed out;
    out.is_convention = !rule.convention.en.empty();
    Count count{table, rule, facts};
    std::optional<Date> taken;
    int counted = 0;
    for (Branch const& b : rule.branches) {
        auto const date = count.branch(b, out);
        if (!date) continue;
        ++counted;
        if (!taken || (rule.takes_latest ? *taken < *date : *date < *taken)) taken = date;
    }
    if (!taken) return Fail{FactProblem{FactCode::kMissing, rule.branches.front().from}};
    if (counted > 1)
        out.steps.push_back(
            {StepCode::kTaken, *taken, *taken, rule.takes_latest ? 1 : 0, Unit::kDays, false, {}, {}});
    out.date = count.roll(*taken, out);
    if (!in_range(out.date)) return Fail{FactProblem{FactCode::kOutOfRange, rule.branches.front().from}};
    bool const is_final = rule.final_with.empty() || facts.contains(rule.final_with);
    out.means = is_final ? rule.means : rule.means_without;
    if (rule.presence) {
        AMPARO_TRY(out.absences, absences_of(*rule.presence, facts));
    }
    return out;
}

Standing standing(Kept const& kept, std::optional<Date> const& computed_today) {
    Standing out{kept.document.value_or(kept.date), kept.document.value_or(kept.date), std::nullopt};
    if (kept.document || !computed_today || *computed_today == kept.date) return out;  // D9
    out.now_is = computed_today;                                                       // D10
    out.act_by = std::min(kept.date, *computed_today);
    return out;
}

Warning warning(Date today, Date act_by, std::vector<int> const& warn_days) {  // D11
    int const left = days_between(today, act_by);
    if (left < 0) return {Urgency::kOverdue, left, 0};
    if (left == 0) return {Urgency::kToday, 0, 0};
    Warning out{Urgency::kNone, left, 0};
    for (int const days_ahead : warn_days)
        if (left <= days_ahead && (out.step_days == 0 || days_ahead < out.step_days))
            out = {Urgency::kAhead, left, days_ahead};
    return out;
}

}  // namespace amparo::deadlines
