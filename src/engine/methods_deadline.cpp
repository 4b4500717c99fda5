// SPDX-License-Identifier: AGPL-3.0-or-later
// deadline.*: dates counted from the table (deadlines D1-D12), kept as records, watched over.
#include "deadline_view.hpp"

#include "amparo/deadlines/table.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

using deadlines::Words;

constexpr std::string_view kOther = "other";  ///< A date of one's own, by no rule.
constexpr int kWarnings[] = {90, 30, 14, 7, 1};

Json both(Words const& words) {
    return Json{{"en", words.en}, {"es", words.es}};
}

Json rule_json(deadlines::Rule const& rule) {
    Json out{{"rule", rule.id},
             {"version", rule.version},
             {"jurisdiction", rule.jurisdiction},
             {"label", both(rule.label)},
             {"text", both(rule.text)},
             {"cite", rule.cite},
             {"as_of", rule.as_of},
             {"reading", deadlines::name(rule.reading)},
             {"verified_by", rule.verified_by},
             {"verified_on", rule.verified_on},
             {"means", deadlines::name(rule.means)},
             {"facts", Json::array()},
             {"exceptions", Json::array()},
             {"warn_days", rule.warn_days}};
    if (!rule.convention.en.empty()) out["convention"] = both(rule.convention);
    for (deadlines::FactAsked const& f : rule.facts)
        out["facts"].push_back(Json{{"name", f.name},
                                    {"type", deadlines::name(f.type)},
                                    {"required", f.required},
                                    {"label", both(f.label)}});
    for (Words const& w : rule.exceptions) out["exceptions"].push_back(both(w));
    return out;
}

Json step_json(deadlines::Step const& step) {
    return Json{{"code", deadlines::name(step.code)},
                {"words", Json{{"en", words(step, "en")}, {"es", words(step, "es")}}}};
}

Fail<Failure> from(deadlines::FactProblem const& problem) {
    using C = deadlines::FactCode;
    std::string const place = problem.fact.empty() ? "facts" : "facts." + problem.fact;
    switch (problem.code) {
        case C::kMissing:
            return usage("this rule can't be counted without it", place,
                         "deadline rules lists what each asks");
        case C::kNotOfThisRule:
            return usage("the rule doesn't ask this", place, "deadline rules lists what each asks");
        case C::kWrongType:
            return usage("this is not an answer to what the rule asks", place,
                         "a day as 2031-03-01; yes or no; periods as [[\"2031-03-01\", \"2031-03-09\"]]");
        case C::kPeriodBackwards:
            return usage("a period ends before it begins", place);
        case C::kPeriodsOverlap:
            return usage("two periods overlap", place, "write each day once");
        case C::kPeriodBeforeStart:
            return usage("a period begins before the day it is counted from", place);
        case C::kOutOfRange:
            return usage("this day is too far from today to be meant", place, "from 1900 to 2200");
    }
    return usage("this is not an answer to what the rule asks", place);
}

Result<deadlines::Rule const*, Failure> rule_in(Json const& params) {
    auto const* const rule = deadlines::shipped().find(codec::string_or(params, "rule"));
    if (rule == nullptr) return not_found("there is no such rule", "rule", "deadline rules lists them");
    return rule;
}

Result<deadlines::Computed, Failure> counted(deadlines::Rule const& rule, Json const& facts) {
    auto const read = deadlines::facts_in(rule, facts);
    if (!read.ok()) return from(read.error());
    auto out = deadlines::compute(deadlines::shipped(), rule, read.value());
    if (!out.ok()) return from(out.error());
    return std::move(out).value();
}

Json computed_json(deadlines::Rule const& rule, deadlines::Computed const& c) {
    Json out = rule_json(rule);
    out["date"] = text(c.date);
    out["means"] = deadlines::name(c.means);
    out["is_convention"] = c.is_convention;
    out["not_known"] = c.not_known;
    out["steps"] = Json::array();
    for (deadlines::Step const& s : c.steps) out["steps"].push_back(step_json(s));
    if (c.absences)
        out["absences"] = Json{{"longest_days", c.absences->longest_days},
                               {"total_days", c.absences->total_days},
                               {"is_broken", c.absences->is_broken}};
    return out;
}

Json facts_of(Json const& params) {
    Json const& facts = codec::list_at(params, "facts");
    return facts.is_object() ? facts : Json::object();
}

/// A date by the rule, or one's own.
struct Asked {
    Date date;
    int version = 0;
};
Result<Asked, Failure> date_asked(std::string_view rule_name, Json const& params) {
    auto const own = parse_date(codec::text_at(params, "date").value_or(""));
    if (rule_name == kOther) {
        if (!own)
            return usage("a date by no rule needs the date", "date", "a day that exists, as 2031-03-01");
        if (codec::string_or(params, "what").empty())
            return usage("a date by no rule needs to say what for", "what");
        return Asked{*own, 0};
    }
    if (own)
        return usage("a rule counts its own date", "date", "what a document says goes into document_date");
    AMPARO_TRY(auto const rule, rule_in(Json{{"rule", rule_name}}));
    AMPARO_TRY(auto const computed, counted(*rule, facts_of(params)));
    return Asked{computed.date, rule->version};
}

/// Refused where the part is not this member's to read.
Result<std::string, Failure> rule_in(projection::RecordView const& deadline) {
    std::string rule = codec::string_or(deadline.state.fields, "rule");
    if (rule.empty())
        return refused("this deadline is sealed to others", "id", "ask an attorney of your team");
    return rule;
}

/// D9
Result<Done, Failure> check_document_date(Json const& data) {
    if (codec::text_at(data, "document_date") && codec::string_or(data, "reason").empty())
        return usage("a document's date needs the reason: which document", "reason");
    return Done{};
}

}  // namespace

Answer Engine::Session::deadline_rules(Json const& params) {
    auto const jurisdiction = codec::text_at(params, "jurisdiction");
    Json out = Json::array();
    for (deadlines::Rule const& rule : deadlines::shipped().rules)
        if (!jurisdiction || rule.jurisdiction == *jurisdiction) {
            out.push_back(rule_json(rule));
            add_attorney(out.back(), rule.id);
        }
    return Json{{"rules", std::move(out)}};
}

Answer Engine::Session::deadline_compute(Json const& params) {
    AMPARO_TRY(auto const rule, rule_in(params));
    AMPARO_TRY(auto const computed, counted(*rule, facts_of(params)));
    Json out = computed_json(*rule, computed);
    add_attorney(out, rule->id);
    return out;
}

Answer Engine::Session::deadline_add(Json const& params) {
    Deadlines deadlines{*this};
    AMPARO_TRY(auto about, person(params));
    std::string const rule = codec::string_or(params, "rule");
    AMPARO_TRY(auto const asked, date_asked(rule, params));
    AMPARO_TRY(auto const matter, named_matter(*forms_.find("deadline"), params, about));
    if (matter) about = matter->person;
    if (!about) return usage("say whom it is for, or of which matter it is", "person");
    Json data{{"rule", rule}, {"date", text(asked.date)}, {"rule_version", asked.version}};
    if (rule != kOther) data["facts"] = codec::to_text(facts_of(params));
    for (char const* field : {"matter", "what", "document_date", "reason", "note"})
        if (auto const value = codec::text_at(params, field); value && !value->empty()) data[field] = *value;
    AMPARO_DO(check_document_date(data));
    AMPARO_TRY(auto change, own_record("deadline", about, data));
    std::string const id = change.record.text();
    AMPARO_DO(write({std::move(change)}));
    AMPARO_TRY(auto const view, record_of_kind(Json{{"id", id}}, "id", "deadline"));
    return deadlines.deadline_shown(view);
}

Answer Engine::Session::deadline_show(Json const& params) {
    AMPARO_TRY(auto const view, record_of_kind(params, "id", "deadline"));
    AMPARO_TRY(std::string const rule_name, rule_in(view));
    Json out = Deadlines{*this}.deadline_shown(view);
    auto const* const rule = deadlines::shipped().find(rule_name);
    auto const facts = codec::parse_json(codec::string_or(view.state.fields, "facts"));
    if (rule == nullptr || !facts.ok()) return out;
    out["facts"] = facts.value();
    auto const computed = counted(*rule, facts.value());
    if (!computed.ok()) return out;
    out["steps"] = Json::array();
    for (deadlines::Step const& s : computed.value().steps) out["steps"].push_back(step_json(s));
    return out;
}

Answer Engine::Session::deadline_change(Json const& params) {
    Deadlines deadlines{*this};
    AMPARO_TRY(auto const view, record_of_kind(params, "id", "deadline"));
    Json const& kept = view.state.fields;
    AMPARO_TRY(std::string const rule, rule_in(view));
    Json data = Json::object();
    for (char const* field : {"matter", "document_date", "reason", "note", "done"})
        if (auto const value = codec::text_at(params, field); value && !value->empty()) data[field] = *value;
    if (codec::bool_at(params, "no_document_date").value_or(false)) {  // It was read wrongly.
        if (data.contains("document_date"))
            return usage("either a document's date or none", "no_document_date");
        data["document_date"] = nullptr;
        if (!data.contains("reason") && kept.contains("reason")) data["reason"] = nullptr;
    }
    if (codec::find(params, "facts") != nullptr || codec::find(params, "date") != nullptr) {
        Json again = params;
        again["what"] = codec::string_or(kept, "what");
        AMPARO_TRY(auto const asked, date_asked(rule, again));
        data["date"] = text(asked.date);
        data["rule_version"] = asked.version;
        if (rule != kOther) data["facts"] = codec::to_text(facts_of(params));
    } else if (codec::bool_at(params, "take").value_or(false)) {  // D10
        auto const today = deadlines.date_by_rule_today(kept);
        if (!today) return refused("there is nothing to take: no rule counts this date", "take");
        data["date"] = text(*today);
        data["rule_version"] = deadlines::shipped().find(rule)->version;
    }
    if (data.empty()) return usage("nothing would change", "id", "say what: a date, facts, done");
    AMPARO_DO(check_document_date(data));
    AMPARO_DO(stays_in_its_matter(view, data));
    AMPARO_TRY(auto change, change_of(view, data, revisions::Op::kUpdate, view.state.heads));
    AMPARO_DO(write_update(view, std::move(change)));
    AMPARO_TRY(auto const now_is, record_of_kind(params, "id", "deadline"));
    return deadlines.deadline_shown(now_is);
}

std::optional<Date> Engine::Session::Deadlines::date_by_rule_today(Json const& kept) const {
    auto const* const rule = deadlines::shipped().find(codec::string_or(kept, "rule"));
    auto const facts = codec::parse_json(codec::string_or(kept, "facts"));
    if (rule == nullptr || !facts.ok()) return std::nullopt;
    auto const computed = counted(*rule, facts.value());
    return computed.ok() ? std::optional{computed.value().date} : std::nullopt;
}

Json Engine::Session::Deadlines::deadline_shown(projection::RecordView const& view) const {
    Json out = deadline_json(view);
    s.add_attorney(out, codec::string_or(out, "rule"));
    return out;
}

/// Nothing of the date if it is sealed to this member.
Json Engine::Session::Deadlines::deadline_json(projection::RecordView const& view) const {
    Json const& kept = view.state.fields;
    std::string const rule_name = codec::string_or(kept, "rule");
    auto const* const rule = deadlines::shipped().find(rule_name);
    Json out{{"id", view.id.text()}, {"rule", rule_name}, {"what", codec::string_or(kept, "what")}};
    if (view.person) out["person"] = view.person->text();
    if (auto const matter = codec::text_at(kept, "matter"); matter) out["matter"] = *matter;
    if (rule != nullptr) {
        out["label"] = both(rule->label);
        out["cite"] = rule->cite;
        out["as_of"] = rule->as_of;
        out["verified_on"] = rule->verified_on;
    }
    auto const date = parse_date(codec::string_or(kept, "date"));
    if (!date) return out;
    auto const document = parse_date(codec::string_or(kept, "document_date"));
    auto const standing = deadlines::standing({*date, document}, date_by_rule_today(kept));
    std::vector<int> const days =
        rule != nullptr ? rule->warn_days : std::vector<int>{std::begin(kWarnings), std::end(kWarnings)};
    auto const warning = deadlines::warning(date_of(s.now()), standing.act_by, days);
    bool const is_done = codec::text_at(kept, "done") == "yes";
    out["date"] = text(standing.date);
    out["act_by"] = text(standing.act_by);
    out["counted"] = text(*date);
    out["done"] = is_done;
    out["days_left"] = warning.days_left;
    out["urgency"] = deadlines::name(is_done ? deadlines::Urgency::kNone : warning.urgency);
    if (document) out["document_date"] = text(*document);
    for (char const* field : {"reason", "note"})
        if (auto const value = codec::text_at(kept, field); value) out[field] = *value;
    if (standing.now_is)
        out["rule_changed"] = Json{{"kept", text(*date)},
                                   {"now", text(*standing.now_is)},
                                   {"kept_version", codec::int_at(kept, "rule_version").value_or(0)},
                                   {"now_version", rule->version}};
    return out;
}

Answer Engine::Session::deadline_list(Json const& params) {
    AMPARO_TRY(auto const about, person(params));
    auto const matter = codec::text_at(params, "matter");
    bool const with_done = codec::bool_at(params, "done").value_or(false);
    Json out = Json::array();
    std::size_t sealed = 0;
    projection_->for_each("deadline", [&](projection::RecordView const& view) {
        if (about && view.person != about) return;
        if (view.sealed.bits() != 0 && !view.state.fields.contains("date")) ++sealed;
        if (matter && codec::text_at(view.state.fields, "matter") != matter) return;
        Json one = Deadlines{*this}.deadline_json(view);
        if (!codec::text_at(one, "date") || (!with_done && one["done"] == true)) return;
        if (view.person) one["chosen_name"] = chosen_name(*view.person);
        out.push_back(std::move(one));
    });
    std::stable_sort(out.begin(), out.end(), [](Json const& a, Json const& b) {
        return codec::string_or(a, "act_by") < codec::string_or(b, "act_by");
    });
    return Json{{"deadlines", std::move(out)}, {"sealed", sealed}};
}

std::vector<std::string> Engine::Session::open_days_of(RecordId const& matter) const {
    std::vector<std::string> out;
    for (projection::RecordView const& view : records_of_matter(matter, "deadline")) {
        Json const one = Deadlines{*this}.deadline_json(view);
        if (auto const day = codec::text_at(one, "act_by"); day && one["done"] == false)
            out.emplace_back(*day);
    }
    for (projection::RecordView const& view : records_of_matter(matter, "matter_date"))
        if (auto const day = codec::text_at(view.state.fields, "on");
            day && *day >= text(date_of(now())) && codec::text_at(view.state.fields, "done") != "yes")
            out.emplace_back(*day);
    std::sort(out.begin(), out.end());
    return out;
}

Json Engine::Session::Deadlines::deadlines_due() const {
    Json out = Json::array();
    s.projection_->for_each("deadline", [&](projection::RecordView const& view) {
        Json const one = deadline_json(view);
        if (!codec::text_at(one, "date") || one["urgency"] == "none") return;
        Json item = s.today_item(view);
        item["due"] = one["act_by"];
        for (char const* key : {"urgency", "days_left", "rule", "label", "what"})
            if (Json const* const value = codec::find(one, key); value != nullptr) item[key] = *value;
        out.push_back(std::move(item));
    });
    return out;
}

}  // namespace amparo::engine
