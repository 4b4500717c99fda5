// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/deadlines/table.hpp"

#include "amparo/base/check.hpp"

#include "amparo_embedded/deadlines.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace amparo::deadlines {
namespace {

template <class E, std::size_t N>
std::optional<E> one_of(std::array<std::pair<std::string_view, E>, N> const& all, std::string_view wanted) {
    for (auto const& [word, value] : all)
        if (word == wanted) return value;
    return std::nullopt;
}

using KindWord = std::pair<std::string_view, Holiday::Kind>;
constexpr std::array kKinds{KindWord{"fixed", Holiday::Kind::kFixed}, KindWord{"nth", Holiday::Kind::kNth},
                            KindWord{"last", Holiday::Kind::kLast},
                            KindWord{"easter", Holiday::Kind::kEaster}};
using ObservedWord = std::pair<std::string_view, Holiday::Observed>;
constexpr std::array kObserved{ObservedWord{"same_day", Holiday::Observed::kSameDay},
                               ObservedWord{"nearest", Holiday::Observed::kNearest},
                               ObservedWord{"next_open", Holiday::Observed::kNextOpen}};

template <class E>
std::optional<E> named(std::string_view wanted, E last) {
    for (int i = 0; i <= static_cast<int>(last); ++i)
        if (name(static_cast<E>(i)) == wanted) return static_cast<E>(i);
    return std::nullopt;
}

Fail<TableProblem> wrong(std::string place, TableCode code = TableCode::kMalformed) {
    return Fail{TableProblem{code, std::move(place)}};
}

/// What one object holds, and whether all of it was as it must be.
class Reader {
  public:
    Reader(Json const& object, std::string place) : object_{object}, place_{std::move(place)} {
        if (!object.is_object()) fail("");
    }
    std::string text(char const* key, bool is_needed = true) {
        auto const at = codec::text_at(object_, key);
        if (is_needed ? (!at || at->empty()) : (!at && codec::find(object_, key) != nullptr)) fail(key);
        return std::string{at.value_or("")};
    }
    Words words(char const* key, bool is_needed = true) {
        Json const* const at = codec::find(object_, key);
        if (at == nullptr && !is_needed) return {};
        Words out;
        if (at != nullptr) out = {codec::string_or(*at, "en"), codec::string_or(*at, "es")};
        if (out.en.empty() || out.es.empty()) fail(key);
        return out;
    }
    int integer(char const* key, int low, int high, std::optional<int> otherwise = {}) {
        auto const at = codec::int_at(object_, key);
        if (!at && otherwise && codec::find(object_, key) == nullptr) return *otherwise;
        if (!at || *at < low || *at > high) {
            fail(key);
            return low;
        }
        return static_cast<int>(*at);
    }
    std::optional<Date> date(char const* key) {
        auto const at = codec::text_at(object_, key);
        if (!at) return std::nullopt;
        auto const parsed = parse_date(*at);
        if (!parsed) fail(key);
        return parsed;
    }
    template <class E>
    E value(char const* key, std::optional<E> const& found) {
        if (!found) fail(key);
        return found.value_or(E{});
    }
    Json const& list(char const* key) const { return codec::list_at(object_, key); }
    bool flag(char const* key) const { return codec::bool_at(object_, key).value_or(false); }
    void fail(std::string const& key) {
        if (failed_.empty()) failed_ = place_ + "." + key;
    }
    std::string const& failed() const { return failed_; }
    std::string const& place() const { return place_; }
    void take(Reader const& inner) {
        if (failed_.empty()) failed_ = inner.failed();
    }

  private:
    Json const& object_;
    std::string place_;
    std::string failed_;
};

Holiday holiday_in(Reader& r) {
    Holiday out;
    out.name = r.words("name");
    out.kind = r.value("kind", one_of(kKinds, r.text("kind")));
    std::string const observed = r.text("observed", false);
    if (!observed.empty()) out.observed = r.value("observed", one_of(kObserved, observed));
    bool const by_month = out.kind != Holiday::Kind::kEaster;
    if (by_month) out.month = static_cast<unsigned>(r.integer("month", 1, 12));
    if (out.kind == Holiday::Kind::kFixed) out.day = static_cast<unsigned>(r.integer("day", 1, 28 + 3));
    if (out.kind == Holiday::Kind::kNth) out.nth = static_cast<unsigned>(r.integer("nth", 1, 4));
    if (out.kind == Holiday::Kind::kNth || out.kind == Holiday::Kind::kLast)
        out.weekday = static_cast<unsigned>(r.integer("weekday", 1, 7));
    if (!by_month) out.from_easter = r.integer("days", -60, 60);
    out.first_year = r.integer("first_year", 0, 9999, 0);
    out.last_year = r.integer("last_year", 0, 9999, 9999);
    return out;
}

Calendar calendar_in(Reader& r) {
    Calendar out;
    out.id = r.text("id");
    out.name = r.words("name");
    out.source = r.text("source");
    out.known_from = r.integer("known_from", 1900, 2100);
    for (Json const& item : r.list("holidays")) {
        Reader inner{item, out.id + ".holidays"};
        out.holidays.push_back(holiday_in(inner));
        r.take(inner);
    }
    for (Json const& item : r.list("single_days")) {
        Reader inner{item, out.id + ".single_days"};
        auto const date = inner.date("date");
        if (!date) inner.fail("date");
        out.single_days.emplace_back(date.value_or(Date{}), inner.words("name"));
        r.take(inner);
    }
    for (Json const& item : r.list("not_kept")) {
        auto const date = parse_date(item.is_string() ? item.get_ref<std::string const&>() : "");
        if (!date) r.fail("not_kept");
        out.not_kept.push_back(date.value_or(Date{}));
    }
    return out;
}

FactAsked fact_in(Reader& r) {
    FactAsked out;
    out.name = r.text("name");
    out.type = r.value("type", named(r.text("type"), FactType::kPeriods));
    out.required = r.flag("required");
    out.label = r.words("labels");
    return out;
}

Branch branch_in(Reader& r) {
    Branch out;
    out.from = r.text("from");
    out.not_before = r.date("not_before");
    out.when = r.text("when", false);
    out.stopped_by = r.text("stopped_by", false);
    for (Json const& item : r.list("add")) {
        Reader inner{item, r.place() + ".add"};
        Span span;
        span.unit = inner.value("unit", named(inner.text("unit"), Unit::kAge));
        span.count = inner.integer("count", 1, 10'000);
        span.counts_first_day = inner.flag("counts_first_day");
        out.spans.push_back(span);
        r.take(inner);
    }
    return out;
}

Rule rule_in(Reader& r) {
    Rule out;
    out.id = r.text("id");
    out.version = r.integer("version", 1, 1'000'000);
    out.jurisdiction = r.text("jurisdiction");
    out.label = r.words("labels");
    out.text = r.words("rule");
    out.cite = r.text("cite");
    out.as_of = r.text("as_of");
    out.reading = r.value("reading", named(r.text("reading"), Reading::kNotRead));
    out.verified_by = r.text("verified_by", false);
    out.verified_on = r.text("verified_on", false);
    if (out.verified_by.empty() != out.verified_on.empty()) r.fail("verified_on");
    out.means = r.value("means", named(r.text("means"), Means::kAimsBy));
    out.final_with = r.text("final_with", false);
    out.means_without = out.means;
    if (!out.final_with.empty())
        out.means_without = r.value("means_without", named(r.text("means_without"), Means::kAimsBy));
    for (Json const& item : r.list("facts")) {
        Reader inner{item, out.id + ".facts"};
        out.facts.push_back(fact_in(inner));
        r.take(inner);
    }
    std::string const take = r.text("take", false);
    if (!take.empty() && take != "latest" && take != "earliest") r.fail("take");
    out.takes_latest = take == "latest";
    for (Json const& item : r.list("branches")) {
        Reader inner{item, out.id + ".branches"};
        out.branches.push_back(branch_in(inner));
        r.take(inner);
    }
    out.roll_calendar = r.text("roll", false);
    out.business_calendar = r.text("business_calendar", false);
    if (Json const& p = r.list("presence"); p.is_object()) {
        Reader inner{p, out.id + ".presence"};
        out.presence =
            Presence{inner.text("from"), inner.text("absences"), inner.integer("single_days_max", 1, 10'000),
                     inner.integer("total_days_max", 1, 10'000)};
        r.take(inner);
    }
    for (Json const& days : r.list("warn_days")) {
        if (!days.is_number_integer() || days.get<int>() < 1)
            r.fail("warn_days");
        else
            out.warn_days.push_back(days.get<int>());
    }
    if (!std::is_sorted(out.warn_days.rbegin(), out.warn_days.rend())) r.fail("warn_days");
    out.convention = r.words("convention", false);
    for (Json const& item : r.list("exceptions")) {
        Json const wrapped{{"text", item}};
        Reader inner{wrapped, out.id + ".exceptions"};
        out.exceptions.push_back(inner.words("text"));
        r.take(inner);
    }
    return out;
}

bool is_fact(Rule const& rule, std::string const& name, FactType type) {
    return std::any_of(rule.facts.begin(), rule.facts.end(),
                       [&](FactAsked const& f) { return f.name == name && f.type == type; });
}

/// Every name a rule uses is one it, or the table, has. The first branch can always be counted.
std::string unknown_name(Rule const& rule, Table const& table) {
    if (rule.branches.empty()) return "branches";
    bool uses_business_days = false;
    for (Branch const& b : rule.branches) {
        if (!is_fact(rule, b.from, FactType::kDate)) return "branches.from";
        if (!b.when.empty() && !is_fact(rule, b.when, FactType::kYesNo)) return "branches.when";
        if (!b.stopped_by.empty() && !is_fact(rule, b.stopped_by, FactType::kPeriods))
            return "branches.stopped_by";
        for (Span const& s : b.spans)
            uses_business_days = uses_business_days || s.unit == Unit::kBusinessDays;
    }
    Branch const& first = rule.branches.front();
    bool const is_sure = std::any_of(rule.facts.begin(), rule.facts.end(),
                                     [&](FactAsked const& f) { return f.name == first.from && f.required; });
    if (!is_sure || !first.when.empty()) return "branches";
    if (!rule.final_with.empty() && !is_fact(rule, rule.final_with, FactType::kDate)) return "final_with";
    if (rule.presence && (!is_fact(rule, rule.presence->from, FactType::kDate) ||
                          !is_fact(rule, rule.presence->absences, FactType::kPeriods)))
        return "presence";
    if (!rule.roll_calendar.empty() && table.calendar(rule.roll_calendar) == nullptr) return "roll";
    if (uses_business_days && table.calendar(rule.business_calendar) == nullptr) return "business_calendar";
    return {};
}

std::optional<Fact> fact_of(FactType type, Json const& value) {
    std::string_view const text =
        value.is_string() ? std::string_view{value.get_ref<std::string const&>()} : std::string_view{};
    switch (type) {
        case FactType::kDate: {
            auto const date = parse_date(text);
            return date ? std::optional<Fact>{*date} : std::nullopt;
        }
        case FactType::kYesNo:
            if (text == "yes" || text == "no") return Fact{text == "yes"};
            return std::nullopt;
        case FactType::kPeriods: {
            std::vector<Period> periods;
            if (!value.is_array()) return std::nullopt;
            for (Json const& item : value) {
                if (!item.is_array() || item.size() != 2 || !item[0].is_string() || !item[1].is_string())
                    return std::nullopt;
                auto const from = parse_date(item[0].get_ref<std::string const&>());
                auto const to = parse_date(item[1].get_ref<std::string const&>());
                if (!from || !to) return std::nullopt;
                periods.push_back({*from, *to});
            }
            return Fact{std::move(periods)};
        }
    }
    return std::nullopt;
}

}  // namespace

Result<Done, TableProblem> read(Json const& file, Table& into) {
    Table out = into;
    for (Json const& item : codec::list_at(file, "calendars")) {
        Reader r{item, "calendar"};
        Calendar calendar = calendar_in(r);
        if (!r.failed().empty()) return wrong(r.failed());
        if (out.calendar(calendar.id) != nullptr) return wrong(calendar.id, TableCode::kTwice);
        out.calendars.push_back(std::move(calendar));
    }
    for (Json const& item : codec::list_at(file, "rules")) {
        Reader r{item, codec::string_or(item, "id", "rule")};
        Rule rule = rule_in(r);
        if (!r.failed().empty()) return wrong(r.failed());
        if (out.find(rule.id) != nullptr) return wrong(rule.id, TableCode::kTwice);
        if (std::string const what = unknown_name(rule, out); !what.empty())
            return wrong(rule.id + "." + what, TableCode::kUnknownName);
        out.rules.push_back(std::move(rule));
    }
    into = std::move(out);
    return Done{};
}

Table const& shipped() {
    static Table const kTable = [] {
        Table out;
        for (embedded::File const& file : embedded::deadlines()) {
            auto const parsed = codec::parse_json(file.text);
            AMPARO_CHECK(parsed.ok());
            AMPARO_CHECK(read(parsed.value(), out).ok());
        }
        return out;
    }();
    return kTable;
}

Result<Facts, FactProblem> facts_in(Rule const& rule, Json const& facts) {
    Facts out;
    if (!facts.is_object()) return Fail{FactProblem{FactCode::kWrongType, {}}};
    for (auto const& [key, value] : facts.items()) {
        auto const asked = std::find_if(rule.facts.begin(), rule.facts.end(),
                                        [&, k = key](FactAsked const& f) { return f.name == k; });
        if (asked == rule.facts.end()) return Fail{FactProblem{FactCode::kNotOfThisRule, key}};
        auto fact = fact_of(asked->type, value);
        if (!fact) return Fail{FactProblem{FactCode::kWrongType, key}};
        out.emplace(key, std::move(*fact));
    }
    return out;
}

}  // namespace amparo::deadlines
