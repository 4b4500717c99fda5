// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/directory/fields.hpp"

namespace amparo::directory {
namespace {

using std::string_view;
constexpr std::array<string_view, 3> kStated{"yes", "no", "unknown"};
constexpr std::array<string_view, 4> kStatus{"active", "inactive", "defunct", "temporarily_closed"};
constexpr std::array<string_view, 3> kLocationType{"physical", "postal", "virtual"};
constexpr std::array<string_view, 4> kCapacity{"has_capacity", "waitlist", "no_capacity", "unknown"};

constexpr Field text(string_view n) {
    return {n, FieldType::kText};
}
constexpr Field long_text(string_view n) {
    return {n, FieldType::kLongText};
}
constexpr Field choice(string_view n, std::span<string_view const> of) {
    return {n, FieldType::kChoice, of};
}
constexpr Field stated(string_view n) {
    return choice(n, kStated);
}
constexpr Field number(string_view n, FieldType type, double min, double max) {
    return {n, type, {}, min, max};
}
constexpr Field list(string_view n, FieldType type, double max) {
    return {n, type, {}, 0, max};
}
constexpr Field link(string_view n, Kind to) {
    return {n, FieldType::kLink, {}, 0, 0, to};
}

constexpr std::array kOrganizationFields{
    text("source_key"),
    text("name"),
    text("alternate_name"),
    long_text("description"),
    Field{"url", FieldType::kUrl},
    Field{"email", FieldType::kEmail},
    text("mailing_address"),
    list("phones", FieldType::kGroups, 100),
};

constexpr std::array kLocationFields{
    text("source_key"),
    text("name"),
    text("alternate_name"),
    long_text("description"),
    long_text("transportation"),
    link("organization", Kind::kOrganization),
    choice("location_type", kLocationType),
    stated("confidential"),
    text("address_1"),
    text("address_2"),
    text("city"),
    text("region"),
    text("state"),
    text("postal_code"),
    text("country"),
    number("latitude", FieldType::kNumber, -90, 90),
    number("longitude", FieldType::kNumber, -180, 180),
    stated("wheelchair_access"),
    long_text("accessibility"),
    list("languages", FieldType::kChoices, 100),
    list("areas", FieldType::kTexts, 500),
    list("phones", FieldType::kGroups, 100),
    list("hours", FieldType::kGroups, 100),
    long_text("hours_text"),
};

constexpr std::array kServiceFields{
    text("source_key"),
    text("name"),
    text("alternate_name"),
    long_text("description"),
    Field{"url", FieldType::kUrl},
    Field{"email", FieldType::kEmail},
    choice("status", kStatus),
    link("organization", Kind::kOrganization),
    Field{"locations", FieldType::kLinks, {}, 0, 200, Kind::kLocation},
    list("needs", FieldType::kChoices, 100),
    list("languages", FieldType::kChoices, 100),
    long_text("interpretation"),
    list("populations", FieldType::kChoices, 100),
    long_text("eligibility"),
    number("minimum_age", FieldType::kInteger, 0, 150),
    number("maximum_age", FieldType::kInteger, 0, 150),
    list("areas", FieldType::kTexts, 500),
    list("phones", FieldType::kGroups, 100),
    list("hours", FieldType::kGroups, 100),
    long_text("hours_text"),
    stated("remote"),
    stated("police_report"),
    stated("identity_document"),
    stated("fee"),
    stated("referral_required"),
    long_text("fees"),
    long_text("application"),
    text("wait_time"),
    long_text("alert"),
    stated("trans_affirming"),
    stated("sex_worker_affirming"),
    stated("confidential_address"),
    stated("wheelchair_access"),
    stated("children_welcome"),
    stated("pets_welcome"),
    stated("interpreter_available"),
    choice("capacity_status", kCapacity),
    number("free_places", FieldType::kInteger, 0, 100000),
    Field{"capacity_confirmed_at", FieldType::kInstant},
    Field{"last_verified", FieldType::kDate},
};

}  // namespace

string_view name(Kind kind) noexcept {
    switch (kind) {
        case Kind::kOrganization:
            return "organization";
        case Kind::kLocation:
            return "location";
        case Kind::kService:
            return "service";
    }
    return "";
}

std::optional<Kind> kind_named(string_view text) noexcept {
    for (Kind const kind : kAllKinds) {
        if (name(kind) == text) return kind;
    }
    return std::nullopt;
}

string_view name(FieldType type) noexcept {
    switch (type) {
        case FieldType::kText:
            return "text";
        case FieldType::kLongText:
            return "long_text";
        case FieldType::kUrl:
            return "url";
        case FieldType::kEmail:
            return "email";
        case FieldType::kChoice:
            return "choice";
        case FieldType::kChoices:
            return "choices";
        case FieldType::kTexts:
            return "texts";
        case FieldType::kLink:
            return "link";
        case FieldType::kLinks:
            return "links";
        case FieldType::kGroups:
            return "groups";
        case FieldType::kInteger:
            return "integer";
        case FieldType::kNumber:
            return "number";
        case FieldType::kDate:
            return "date";
        case FieldType::kInstant:
            return "instant";
    }
    return "";
}

std::span<Field const> fields(Kind kind) noexcept {
    switch (kind) {
        case Kind::kOrganization:
            return kOrganizationFields;
        case Kind::kLocation:
            return kLocationFields;
        case Kind::kService:
            return kServiceFields;
    }
    return {};
}

Field const* find_field(Kind kind, string_view wanted) noexcept {
    for (Field const& field : fields(kind)) {
        if (field.name == wanted) return &field;
    }
    return nullptr;
}

std::size_t with_links(Kind kind, Json& data,
                       std::function<std::optional<std::string>(Kind, string_view)> const& target) {
    std::size_t left_out = 0;
    for (Field const& field : fields(kind)) {
        if (!field.to) continue;
        Json const* const value = codec::find(data, field.name);
        if (value == nullptr) continue;
        Json kept = Json::array();
        for (Json const& link : value->is_array() ? *value : Json::array({*value})) {
            auto const found =
                link.is_string() ? target(*field.to, link.get_ref<std::string const&>()) : std::nullopt;
            if (found) {
                kept.push_back(*found);
            } else {
                ++left_out;
            }
        }
        std::string const key{field.name};
        if (kept.empty()) {
            data.erase(key);
        } else {
            data[key] = field.type == FieldType::kLinks ? std::move(kept) : kept.front();
        }
    }
    return left_out;
}

}  // namespace amparo::directory
