// SPDX-License-Identifier: AGPL-3.0-or-later
#include "schema.hpp"

#include "amparo/base/check.hpp"
#include "amparo/base/instant.hpp"
#include "amparo/model/ids.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::engine {
namespace {

/// A whole number without a fraction.
std::string written(double bound) {
    bool const is_whole = bound == std::floor(bound) && std::abs(bound) < 1e15;
    return is_whole ? std::to_string(static_cast<std::int64_t>(bound)) : Json(bound).dump();
}

Failure wrong(std::string const& place, std::string what, std::string hint = {}) {
    std::string const subject = place.empty() ? "the parameters" : place;
    return {Code::kUsage, subject + " " + std::move(what), place, std::move(hint)};
}

bool has_type(Json const& value, std::string_view type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    AMPARO_CHECK(false && "data/api.json uses a type that schema.cpp does not know");
    return false;
}

template <class T>
bool is_id(std::string_view text) {
    return T::parse(text).ok();
}

bool is_local_date_time(std::string_view text) {
    return text.size() == 16 && parse_instant(std::string{text} + ":00Z").has_value();
}

bool has_format(std::string_view text, std::string_view format) {
    if (format == "record-id") return is_id<RecordId>(text);
    if (format == "person-id") return is_id<PersonId>(text) || is_id<RecordId>(text);
    if (format == "member-id") return is_id<MemberId>(text);
    if (format == "revision-id") return is_id<RevisionId>(text);
    if (format == "date") return parse_date(text).has_value();
    if (format == "local-date-time") return is_local_date_time(text);
    AMPARO_CHECK(false && "data/api.json uses a format that schema.cpp does not know");
    return false;
}

std::string example_of(std::string_view format) {
    if (format == "date") return "a day that exists, as 2031-03-01";
    if (format == "local-date-time") return "local date and time, as 2031-03-01T18:30";
    if (format == "person-id") return "\"per_\" or the \"rec_\" of one of their records, and 32 hex digits";
    return "the id as another command printed it";
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::optional<Failure> breaks_string(Json const& schema, std::string const& text, std::string const& place) {
    auto const length = static_cast<std::int64_t>(code_points(text));
    if (auto const most = codec::int_at(schema, "maxLength"); most && length > *most)
        return wrong(place, "is too long", "at most " + std::to_string(*most) + " characters");
    if (auto const least = codec::int_at(schema, "minLength"); least && length < *least)
        return wrong(place, "is too short", "at least " + std::to_string(*least) + " characters");
    if (auto const format = codec::text_at(schema, "format"); format && !has_format(text, *format))
        return wrong(place, "is not of the form it must have", example_of(*format));
    return std::nullopt;
}

std::optional<Failure> breaks_object(Json const& schema, Json const& value, std::string const& place) {
    std::string const prefix = place.empty() ? "" : place + ".";
    Json const& properties = codec::list_at(schema, "properties");
    for (Json const& needed : codec::list_at(schema, "required")) {
        auto const& name = needed.get_ref<std::string const&>();
        if (!value.contains(name))
            return Failure{Code::kUsage, prefix + name + " is missing", prefix + name, {}};
    }
    bool const closed = codec::bool_at(schema, "additionalProperties") == false;
    for (auto const& [name, inner] : value.items()) {
        Json const* const property = codec::find(properties, name);
        if (property == nullptr) {
            if (!closed) continue;
            std::string known;
            for (auto const& [other, ignored] : properties.items())
                known += (known.empty() ? "" : ", ") + other;
            return Failure{Code::kUsage, prefix + name + " is not a parameter of this method", prefix + name,
                           known.empty() ? "it takes none" : "it takes " + known};
        }
        if (auto failure = breaks_schema(*property, inner, prefix + name)) return failure;
    }
    return std::nullopt;
}

}  // namespace

std::optional<Failure> breaks_schema(Json const& schema, Json const& value, std::string const& place) {
    if (auto const type = codec::text_at(schema, "type"); type && !has_type(value, *type))
        return wrong(place, "must be of type " + std::string{*type});
    if (Json const* const choices = codec::find(schema, "enum");
        choices != nullptr && std::find(choices->begin(), choices->end(), value) == choices->end()) {
        std::string known;
        for (Json const& choice : *choices)
            known += (known.empty() ? "" : ", ") + choice.get_ref<std::string const&>();
        return wrong(place, "is none of the choices", "one of " + known);
    }
    if (value.is_string()) return breaks_string(schema, value.get_ref<std::string const&>(), place);
    if (value.is_number()) {
        double const number = value.get<double>();
        auto const least = codec::number_at(schema, "minimum");
        auto const most = codec::number_at(schema, "maximum");
        if ((least && number < *least) || (most && number > *most))
            return wrong(place, "is out of range",
                         "from " + (least ? written(*least) : "…") + " to " + (most ? written(*most) : "…"));
    }
    if (value.is_array()) {
        if (auto const most = codec::int_at(schema, "maxItems");
            most && value.size() > static_cast<std::size_t>(*most))
            return wrong(place, "has too many items", "at most " + std::to_string(*most));
        if (Json const* const items = codec::find(schema, "items"); items != nullptr) {
            for (std::size_t i = 0; i < value.size(); ++i)
                if (auto failure = breaks_schema(*items, value[i], place + "[" + std::to_string(i) + "]"))
                    return failure;
        }
    }
    if (value.is_object()) return breaks_object(schema, value, place);
    return std::nullopt;
}

}  // namespace amparo::engine
