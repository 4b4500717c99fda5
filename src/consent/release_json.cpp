// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/consent/release_json.hpp"

namespace amparo::consent {
namespace {

Fail<Problem> malformed(char const* field) {
    return Fail{Problem{ProblemCode::kMalformed, field}};
}

/// An answer, or nothing where there is none: missing, null, or unknown, declined or not asked in either
/// spelling of docs/domain/forms.md. To the rules these are one: nothing was agreed.
Json const* answer(Json const& data, char const* key) {
    Json const* const value = codec::find(data, key);
    if (value == nullptr || value->is_null() || codec::find(*value, "no_answer") != nullptr) return nullptr;
    auto const* const text = value->get_ptr<std::string const*>();
    bool const none = text != nullptr && (*text == "unknown" || *text == "declined" || *text == "not_asked");
    return none ? nullptr : value;
}

/// No answer leaves `out` alone; another type than text is malformed.
Result<Done, Problem> read_text(Json const& data, char const* key, std::string& out) {
    if (answer(data, key) == nullptr) return Done{};
    std::optional<std::string_view> const text = codec::text_at(data, key);
    if (!text) return malformed(key);
    out = *text;
    return Done{};
}

template <class T, class Parse>
Result<Done, Problem> read_as(Json const& data, char const* key, Parse parse, std::optional<T>& out) {
    if (answer(data, key) == nullptr) return Done{};
    std::optional<std::string_view> const text = codec::text_at(data, key);
    if (text) out = parse(*text);
    if (!text || !out) return malformed(key);
    return Done{};
}

Result<Done, Problem> read_texts(Json const& data, char const* key, std::vector<std::string>& out) {
    Json const* const list = answer(data, key);
    if (list == nullptr) return Done{};
    if (!list->is_array()) return malformed(key);
    for (Json const& item : *list) {
        auto const* const text = item.get_ptr<std::string const*>();
        if (text == nullptr) return malformed(key);
        out.push_back(*text);
    }
    return Done{};
}

std::optional<Instant> moment(std::string_view text) {
    if (std::optional<Date> const date = parse_date(text)) return Instant{std::chrono::sys_days{*date}};
    return parse_instant(text);
}

std::optional<RecordId> record_id(std::string_view text) {
    Result<RecordId, IdError> const id = RecordId::parse(text);
    return id.ok() ? std::optional<RecordId>{id.value()} : std::nullopt;
}

}  // namespace

Result<Terms, Problem> terms_from(Json const& data) {
    Terms out;
    AMPARO_DO(read_text(data, "recipient", out.recipient));
    AMPARO_DO(read_as(data, "recipient_card", record_id, out.recipient_card));
    AMPARO_DO(read_texts(data, "fields", out.fields));
    AMPARO_DO(read_texts(data, "group_fields", out.group_fields));
    AMPARO_DO(read_text(data, "purpose", out.purpose));
    AMPARO_DO(read_as(data, "starts", moment, out.starts));
    AMPARO_DO(read_as(data, "ends", moment, out.ends));
    AMPARO_DO(read_as(data, "signed_how", signed_how_named, out.signed_how));
    AMPARO_DO(read_text(data, "explained_by", out.explained_by));
    AMPARO_DO(read_text(data, "language", out.language));
    std::optional<Signatory> signatory;
    AMPARO_DO(read_as(data, "signatory", signatory_named, signatory));
    out.signatory = signatory.value_or(Signatory::kPerson);
    std::optional<Answer> minor;
    AMPARO_DO(read_as(data, "person_is_minor", answer_named, minor));
    out.person_is_minor = minor.value_or(Answer::kUnknown);
    AMPARO_DO(read_text(data, "guardian_name", out.guardian_name));
    AMPARO_DO(read_text(data, "guardian_relation", out.guardian_relation));
    std::optional<Answer> accused;
    AMPARO_DO(read_as(data, "guardian_is_accused", answer_named, accused));
    out.guardian_is_accused = accused.value_or(Answer::kUnknown);
    return out;
}

Result<Release, Problem> release_from(RecordId id, PersonId person, Json const& data) {
    AMPARO_TRY(Terms terms, terms_from(data));
    std::optional<Instant> signed_at;
    AMPARO_DO(read_as(data, "signed_at", moment, signed_at));
    if (!signed_at) return Fail{Problem{ProblemCode::kRequired, "signed_at"}};
    AMPARO_TRY(Release release, sign(id, person, std::move(terms), *signed_at));
    if (codec::find(data, "withdrawn_at") != nullptr) {
        std::optional<std::string_view> const text = codec::text_at(data, "withdrawn_at");
        std::optional<Instant> const at = text ? moment(*text) : std::nullopt;
        release.withdraw({at.value_or(*signed_at), codec::string_or(data, "withdrawn_by")});
    }
    return release;
}

Json to_json(Release const& release, Instant signed_at) {
    Terms const& t = release.terms();
    Json out{{"recipient", t.recipient},
             {"fields", t.fields},
             {"purpose", t.purpose},
             {"starts", text(release.starts())},
             {"ends", text(release.ends())},
             {"signed_at", text(signed_at)},
             {"signed_how", name(*t.signed_how)},
             {"explained_by", t.explained_by},
             {"language", t.language},
             {"signatory", name(t.signatory)},
             {"person_is_minor", name(t.person_is_minor)}};
    if (!t.group_fields.empty()) out["group_fields"] = t.group_fields;
    if (t.recipient_card) out["recipient_card"] = t.recipient_card->text();
    if (t.signatory == Signatory::kGuardian) {
        out["guardian_name"] = t.guardian_name;
        out["guardian_relation"] = t.guardian_relation;
        out["guardian_is_accused"] = name(t.guardian_is_accused);
    }
    if (release.withdrawal()) {
        out["withdrawn_at"] = text(release.withdrawal()->at);
        if (!release.withdrawal()->by.empty()) out["withdrawn_by"] = release.withdrawal()->by;
    }
    return out;
}

}  // namespace amparo::consent
