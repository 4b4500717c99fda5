// SPDX-License-Identifier: AGPL-3.0-or-later
// evidence.define, evidence.list, evidence.table: populations and tables.
#include "counting.hpp"
#include "evidence_view.hpp"
#include "studies.hpp"

#include "amparo/evidence/table_json.hpp"
#include "amparo/statistics/proportion.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

constexpr double kLeastConfidence = 0.5;
constexpr double kMostConfidence = 0.999;

statistics::Drawn drawn_in(Json const& params) {
    auto const drawn = codec::text_at(params, "drawn");
    if (drawn == "whole") return statistics::Drawn::kWhole;
    return drawn == "random" ? statistics::Drawn::kRandom : statistics::Drawn::kNotRandom;
}

Json definition_of(Json const& data) {
    Json out{{"name", codec::string_or(data, "name")}, {"words", Json::object()}};
    for (char const* language : {"en", "es"})
        if (auto const words = codec::text_at(data, std::string{"words_"} + language); words)
            out["words"][language] = *words;
    auto const condition = codec::parse_json(codec::string_or(data, "condition"));
    if (condition.ok()) out["where"] = condition.value();
    return out;
}

}  // namespace

evidence::Scope scope_in(Json const& params) {
    evidence::Scope out;
    out.from = codec::string_or(params, "from");
    out.to = codec::string_or(params, "to");
    out.as_of = codec::string_or(params, "as_of");
    if (codec::text_at(params, "unit") == "record") out.unit = evidence::Unit::kRecord;
    return out;
}

evidence::Presentation presentation_in(Json const& params) {
    evidence::Presentation out;
    out.language = codec::string_or(params, "language", "en");
    out.method = statistics::method_named(codec::string_or(params, "method")).value_or(out.method);
    out.confidence = std::clamp(codec::number_at(params, "confidence").value_or(out.confidence),
                                kLeastConfidence, kMostConfidence);
    return out;
}

Failure from(evidence::Refusal const& refusal, std::string const& under) {
    using C = evidence::RefusalCode;
    bool const is_refusal = refusal.code == C::kStale || refusal.code == C::kNoCases ||
                            refusal.code == C::kEmptyPopulation || refusal.code == C::kTooFew ||
                            refusal.code == C::kGivesAway;
    std::string field = under;
    if (!refusal.place.empty()) field += (under.empty() ? "" : ".") + refusal.place;
    return {is_refusal ? Code::kRefused : Code::kUsage, refusal.message, field, refusal.hint};
}

std::map<std::string, Json> Engine::Session::Counting::populations() const {
    std::map<std::string, Json> out;
    s.projection_->for_each("population", [&](projection::RecordView const& view) {
        out[codec::string_or(view.state.fields, "name")] = view.state.fields;
    });
    return out;
}

Result<evidence::Frame, Failure> Engine::Session::Counting::frame_of(std::string const& form_name) const {
    forms::Form const* const form = s.forms_.find(form_name);
    if (form == nullptr) return usage("there is no such form", "form", "see form list");
    if (form->about_person == forms::AboutPerson::kNo)
        return usage("a population is of people; this form is about none", "form");
    if (s.is_of_a_matter(form_name))
        return refused("what lies in a legal matter is in no figure", "form",
                       "requests are counted by request count, time by matter time");
    return evidence::Frame{form, {{"interview", s.forms_.find("study_interview")}}};
}

Result<std::shared_ptr<evidence::Population const>, Failure> Engine::Session::Counting::kept_population(
    std::map<std::string, Json> const& kept, std::string const& name, std::size_t depth) const {
    auto const found = kept.find(name);
    if (found == kept.end() || depth > kNestedMax)
        return not_found("there is no such population", "population", "see evidence list");
    Json const& data = found->second;
    AMPARO_TRY(auto const frame, frame_of(codec::string_or(data, "of_form")));
    std::shared_ptr<evidence::Population const> around;
    if (auto const within = codec::text_at(data, "within"); within) {
        AMPARO_TRY(around, kept_population(kept, std::string{*within}, depth + 1));
    }
    auto made = evidence::Population::parse(definition_of(data), frame, std::move(around));
    if (!made.ok()) return Fail{from(made.error(), "population")};
    if (made.value().query_hash() != codec::string_or(data, "query"))
        return refused("what the population \"" + name + "\" stands on was changed since it was defined",
                       "population",
                       "define it again: evidence define; evidence list --json has its definition");
    return std::make_shared<evidence::Population const>(std::move(made).value());
}

Answer Engine::Session::evidence_define(Json const& params) {
    Counting counting{*this};
    Json const& given = codec::list_at(params, "population");
    for (auto const& [key, value] : given.items())
        if (key != "name" && key != "form" && key != "words" && key != "within" && key != "where")
            return usage("a population has no such key", "population", "name, form, words, within, where");
    std::string const form_name = codec::string_or(given, "form");
    AMPARO_TRY(auto const frame, counting.frame_of(form_name));
    auto const kept = counting.populations();
    std::shared_ptr<evidence::Population const> around;
    if (auto const within = codec::text_at(given, "within"); within) {
        if (*within == codec::string_or(given, "name"))
            return usage("a population is no part of itself", "population.within");
        AMPARO_TRY(around, counting.kept_population(kept, std::string{*within}));
    }
    auto const made = evidence::Population::parse(given, frame, around);
    if (!made.ok()) return Fail{from(made.error(), "population")};
    auto const before = kept.find(made.value().name());
    std::int64_t const version =
        before == kept.end() ? 1 : codec::int_at(before->second, "population_version").value_or(0) + 1;
    Json data{{"name", made.value().name()},
              {"population_version", version},
              {"of_form", form_name},
              {"query", made.value().query_hash()}};
    for (char const* language : {"en", "es"})
        if (auto const words = codec::text_at(codec::list_at(given, "words"), language); words)
            data[std::string{"words_"} + language] = *words;
    if (around != nullptr) data["within"] = around->name();
    if (Json const* const where = codec::find(given, "where"); where != nullptr)
        data["condition"] = as_stored_text(*where);
    AMPARO_TRY(auto change, own_record("population", std::nullopt, data));
    AMPARO_DO(write({std::move(change)}));
    bool const is_other = before != kept.end() && codec::text_at(before->second, "query") !=
                                                      std::string_view{made.value().query_hash()};
    return Json{{"name", made.value().name()},
                {"version", version},
                {"changed", is_other},
                {"built_on_it", counting.built_on(counting.populations(), made.value().name())},
                {"sentence", made.value().sentence("en")},
                {"sentence_es", made.value().sentence("es")},
                {"query", made.value().query_hash()}};
}

Json Engine::Session::Counting::built_on(std::map<std::string, Json> const& kept,
                                         std::string const& name) const {
    std::vector<std::string> inside{name};
    for (std::size_t at = 0; at < inside.size(); ++at)
        for (auto const& [other, data] : kept)
            if (codec::text_at(data, "within") == std::string_view{inside[at]} &&
                std::find(inside.begin(), inside.end(), other) == inside.end())
                inside.push_back(other);
    Json out = Json::array();
    for (std::size_t at = 1; at < inside.size(); ++at)
        out.push_back(Json{{"name", inside[at]}, {"stale", !kept_population(kept, inside[at]).ok()}});
    return out;
}

Answer Engine::Session::evidence_list(Json const& params) {
    Counting counting{*this};
    std::string const language = codec::string_or(params, "language", "en");
    auto const kept = counting.populations();
    Json out = Json::array();
    for (auto const& [name, data] : kept) {
        auto const made = counting.kept_population(kept, name);
        Json row{{"name", name},
                 {"form", codec::string_or(data, "of_form")},
                 {"version", codec::int_at(data, "population_version").value_or(1)},
                 {"within", codec::string_or(data, "within")},
                 {"query", codec::string_or(data, "query")},
                 {"stale", !made.ok()},
                 {"definition", definition_of(data)}};
        row["definition"]["form"] = row["form"];
        if (auto const within = codec::text_at(data, "within"); within) row["definition"]["within"] = *within;
        row["words"] = made.ok() ? made.value()->words(language)
                                 : codec::string_or(data, language == "es" ? "words_es" : "words_en",
                                                    codec::string_or(data, "words_en"));
        row["sentence"] = made.ok() ? made.value()->sentence(language) : "";
        out.push_back(std::move(row));
    }
    return Json{{"populations", std::move(out)}};
}

Engine::Session::Studies::Interviews Engine::Session::Studies::interviews() const {
    std::map<std::string, std::vector<Json>> sources;
    s.projection_->for_each("corroboration", [&](projection::RecordView const& view) {
        sources[codec::string_or(view.state.fields, "interview")].push_back(view.state.fields);
    });
    Interviews out;
    s.projection_->for_each("study_interview", [&](projection::RecordView const& view) {
        out.is_whole = out.is_whole && !view.sealed.contains(Part::kStatistics);
        Interview one;
        one.record = view.id;
        one.data = settled(view.state);
        one.study = codec::string_or(view.state.fields, "study");
        one.is_sealed = view.sealed.contains(Part::kStatistics);
        one.agreed = codec::text_at(one.data, "research_consent") == "yes";
        // Deny wins, and a withdrawal is never undone, whatever was written over it since.
        for (projection::HistoryItem const& item : s.projection_->history(view.id))
            if (item.entry.fields)
                if (Json const* const at = codec::find(*item.entry.fields, "withdrawn_at"); at != nullptr) {
                    one.agreed = one.agreed && at->is_null();
                    if (at->is_string() && one.withdrawn_at.empty())
                        one.withdrawn_at = at->get<std::string>();
                }
        if (view.person && !one.agreed) out.excluded.insert(view.person->text());
        one.data["corroboration"] = corroboration_of(sources[view.id.text()]);
        out.by_answers[codec::string_or(view.state.fields, "answers")] = std::move(one);
    });
    return out;
}

bool Engine::Session::Studies::is_instrument(std::string const& form_name) const {
    bool out = false;
    s.projection_->for_each("study", [&](projection::RecordView const& view) {
        for (projection::HistoryItem const& item : s.projection_->history(view.id))
            out = out || (item.entry.fields &&
                          codec::text_at(*item.entry.fields, "instrument") == std::string_view{form_name});
    });
    return out && s.forms_.is_own(form_name);
}

Result<evidence::Microdata, Failure> Engine::Session::Counting::cases_of(
    std::vector<evidence::Variable> const& questions, evidence::Scope const& scope,
    evidence::Frame const& frame, Json const& params) const {
    Studies studies{s};
    for (evidence::Variable const& variable : questions) AMPARO_DO(s.holds(variable.part(), variable.path()));
    evidence::Microdata out{questions, scope};
    auto const known = studies.interviews();
    if (!known.is_whole)
        return refused("some interviews are sealed to you, so it can't be told who agreed to be counted",
                       "population", "have a colleague make this table who can read them");
    bool const are_asked = studies.is_instrument(frame.form->name);
    std::string const study = codec::string_or(params, "study");
    std::string const day_field = codec::string_or(params, "day");
    if (!day_field.empty()) {
        forms::Field const* const field = frame.form->find(day_field);
        bool const is_day = field != nullptr &&
                            (field->type == forms::Type::kDate || field->type == forms::Type::kPartialDate);
        if (!is_day)
            return usage("this is no date of the form", "day",
                         "see form show for its dates; an interview counts by its own day, without this");
        AMPARO_DO(s.holds(field->part, "day"));
    }
    std::size_t sealed = 0;
    s.projection_->for_each(frame.form->name, [&](projection::RecordView const& view) {
        auto const interview = known.by_answers.find(view.id.text());
        bool const is_interview = interview != known.by_answers.end();
        if (!study.empty() && (!is_interview || interview->second.study != study)) return;
        if (view.state.fields.empty() && !view.erased.empty()) return;
        for (evidence::Variable const& variable : questions)
            if (view.sealed.contains(variable.part())) {
                ++sealed;
                return;
            }
        Json data = settled(as_of(view, scope.as_of));
        std::string day = text(view.created).substr(0, 10);
        if (!day_field.empty())
            day = codec::string_or(data, day_field);
        else if (is_interview)
            day = codec::string_or(interview->second.data, "day");
        if (is_interview) data["interview"] = interview->second.data;
        std::string const id = view.id.text();
        std::string const recorded = text(view.created);
        std::string const subject = view.person ? view.person->text() : std::string{};
        bool const has_agreed = is_interview && interview->second.agreed;
        bool const is_excluded = !has_agreed && (is_interview || are_asked);
        out.add({subject, id, day, recorded, is_excluded || known.excluded.count(subject) != 0, &data,
                 has_agreed});
    });
    if (sealed > 0)
        return refused("some of these records are sealed to you, so a count would be wrong", "population",
                       "have a colleague make this table who can read them");
    return out;
}

Result<Done, Failure> Engine::Session::Counting::has_instrument(Json const& params,
                                                                evidence::Frame const& frame) const {
    if (codec::string_or(params, "study").empty()) return Done{};
    AMPARO_TRY(auto const study, s.record_of_kind(params, "study", "study"));
    if (codec::text_at(study.state.fields, "instrument") != std::string_view{frame.form->name})
        return usage("the study has another instrument than the population's form", "study");
    return Done{};
}

Result<Engine::Session::Counting::Counted, Failure> Engine::Session::Counting::table_of(
    Json const& params) const {
    auto const kept = populations();
    std::string const name = codec::string_or(params, "population");
    AMPARO_TRY(auto const population, kept_population(kept, name));
    AMPARO_TRY(auto const frame, frame_of(codec::string_or(kept.at(name), "of_form")));
    auto rows = evidence::Variable::of(frame, codec::string_or(params, "rows"), "rows");
    if (!rows.ok()) return Fail{from(rows.error(), {})};
    evidence::Question question{population, std::move(rows).value(), std::nullopt, scope_in(params),
                                drawn_in(params)};
    if (auto const by = codec::text_at(params, "by"); by) {
        auto columns = evidence::Variable::of(frame, *by, "by");
        if (!columns.ok()) return Fail{from(columns.error(), {})};
        question.columns = std::move(columns).value();
    }
    AMPARO_DO(has_instrument(params, frame));
    AMPARO_TRY(auto cases, cases_of(question.variables(), question.scope, frame, params));
    auto table = evidence::tabulate(std::move(question), cases);
    if (!table.ok()) return Fail{from(table.error(), {})};
    return Counted{std::move(table).value(), std::move(cases)};
}

Answer Engine::Session::evidence_table(Json const& params) {
    Counting counting{*this};
    AMPARO_TRY(auto const counted, counting.table_of(params));
    Json out = evidence::to_json(counted.table, presentation_in(params));
    out["made_on"] = text(now()).substr(0, 10);
    auto const kept = counting.populations();
    Json definitions = Json::array();
    for (auto const* one = counted.table.question.population.get(); one != nullptr; one = one->within().get())
        definitions.push_back(
            Json{{"name", one->name()},
                 {"version", codec::int_at(kept.at(one->name()), "population_version").value_or(1)}});
    out["population"]["definitions"] = std::move(definitions);
    return out;
}

}  // namespace amparo::engine
