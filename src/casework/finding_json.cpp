// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/casework/finding_json.hpp"

namespace amparo::casework {
namespace {

Fail<EpisodeError> fail(EpisodeCode code, std::string field) {
    return Fail{EpisodeError{code, std::move(field)}};
}

/// What stands for a question that has no answer: "declined" or {"no_answer": "declined"}
/// (docs/domain/forms.md).
std::optional<Stated> no_answer(Json const& value) {
    Json const* const named = codec::find(value, "no_answer");
    auto const* const text = (named == nullptr ? value : *named).get_ptr<std::string const*>();
    std::optional<Stated> const out = text == nullptr ? std::nullopt : stated_named(*text);
    return out == Stated::kYes || out == Stated::kNo ? std::nullopt : out;
}

/// Nothing where a key is missing or null.
Json const* given(Json const& object, char const* key) {
    Json const* const value = codec::find(object, key);
    return value == nullptr || value->is_null() ? nullptr : value;
}

std::string place(char const* list, std::size_t index, char const* key) {
    return std::string{list} + '[' + std::to_string(index) + "]." + key;
}

Result<Bases, EpisodeError> bases_from(Json const& group, char const* list, std::size_t index) {
    Bases out;
    Json const* const list_of_bases = given(group, "basis");
    if (list_of_bases == nullptr || no_answer(*list_of_bases)) return out;
    if (!list_of_bases->is_array()) return fail(EpisodeCode::kNotAList, place(list, index, "basis"));
    for (Json const& one : *list_of_bases) {
        auto const* const text = one.get_ptr<std::string const*>();
        std::optional<Basis> const basis = text == nullptr ? std::nullopt : basis_named(*text);
        if (!basis) return fail(EpisodeCode::kUnknownCode, place(list, index, "basis"));
        out.insert(*basis);
    }
    return out;
}

template <class Code, class Named>
Result<std::vector<Statement<Code>>, EpisodeError> statements_from(Json const& finding, char const* list,
                                                                   char const* key, Named named) {
    std::vector<Statement<Code>> out;
    Json const* const groups = given(finding, list);
    if (groups == nullptr) return out;
    if (std::optional<Stated> const why = no_answer(*groups)) {
        out.push_back({Code::kNone, *why, {}});  // "Did any of these happen?", without an answer.
        return out;
    }
    if (!groups->is_array()) return fail(EpisodeCode::kNotAList, list);
    if (groups->size() > kStatementsMax) return fail(EpisodeCode::kTooMany, list);
    out.reserve(groups->size());
    for (std::size_t i = 0; i < groups->size(); ++i) {
        Json const& group = (*groups)[i];
        std::optional<std::string_view> const code_text = codec::text_at(group, key);
        std::optional<Code> const code = code_text ? named(*code_text) : std::nullopt;
        if (!code) return fail(EpisodeCode::kUnknownCode, place(list, i, key));
        std::optional<std::string_view> const stated_text = codec::text_at(group, "stated");
        std::optional<Stated> const stated = stated_text ? stated_named(*stated_text) : std::nullopt;
        if (!stated) return fail(EpisodeCode::kUnknownCode, place(list, i, "stated"));
        AMPARO_TRY(Bases const bases, bases_from(group, list, i));
        out.push_back({*code, *stated, bases});
    }
    return out;
}

Json to_json(Element element) {
    Json out{{"presence", name(element.presence)}};
    if (element.missing != Missing::kNothing) out["missing"] = name(element.missing);
    return out;
}

Json to_json(Reading const& reading) {
    return {{"outcome", name(reading.outcome)},
            {"rule", name(reading.rule)},
            {"elements",
             {{"act", to_json(reading.act)},
              {"means", to_json(reading.means)},
              {"purpose", to_json(reading.purpose)}}}};
}

}  // namespace

Result<Episode, EpisodeError> episode_from(Json const& finding) {
    if (!finding.is_object()) return fail(EpisodeCode::kNotAnObject, "");
    Episode out;
    if (given(finding, "age_at_time") != nullptr) {
        std::optional<std::string_view> const text = codec::text_at(finding, "age_at_time");
        std::optional<Age> const age = text ? age_named(*text) : std::nullopt;
        if (!age) return fail(EpisodeCode::kUnknownCode, "age_at_time");
        out.age_at_time = *age;
    }
    AMPARO_TRY(out.acts, statements_from<Act>(finding, "acts", "act", act_named));
    AMPARO_TRY(out.means, statements_from<Means>(finding, "means", "means", means_named));
    AMPARO_TRY(out.purposes, statements_from<Purpose>(finding, "purposes", "purpose", purpose_named));
    return out;
}

Json to_json(Assessment const& a) {
    return {{"age_at_time", name(a.age_at_time)},
            {"palermo", to_json(a.palermo)},
            {"us", {{"outcome", name(a.us())}, {"sex", to_json(a.us_sex)}, {"labour", to_json(a.us_labour)}}},
            {"differ", a.differ()}};
}

}  // namespace amparo::casework
