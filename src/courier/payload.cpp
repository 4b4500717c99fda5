// SPDX-License-Identifier: AGPL-3.0-or-later
#include "payload.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>
#include <initializer_list>

namespace amparo::courier {
namespace {

/// The format needs five levels at most; a field's value may be a list of groups.
constexpr codec::JsonLimits kLimits{.bytes_max = kJsonBytesMax, .depth_max = 16, .values_max = 100'000};

bool has_exactly(Json const& object, std::initializer_list<std::string_view> keys) {
    return object.is_object() && object.size() == keys.size() &&
           std::all_of(keys.begin(), keys.end(),
                       [&](std::string_view key) { return codec::find(object, key) != nullptr; });
}

bool has_texts(Json const& object, std::initializer_list<std::string_view> keys) {
    return std::all_of(keys.begin(), keys.end(),
                       [&](std::string_view key) { return codec::text_at(object, key).has_value(); });
}

std::optional<Instant> instant_at(Json const& object, std::string_view key) {
    auto const found = codec::text_at(object, key);
    return found ? parse_instant(*found) : std::nullopt;
}

bool is_list_of_texts(Json const* list) {
    return list != nullptr && list->is_array() &&
           std::all_of(list->begin(), list->end(), [](Json const& item) { return item.is_string(); });
}

bool is_release(Json const& release) {
    if (!has_exactly(release, {"recipient", "purpose", "fields", "starts", "ends", "language"})) return false;
    auto const starts = instant_at(release, "starts");
    auto const ends = instant_at(release, "ends");
    return has_texts(release, {"recipient", "purpose", "language"}) &&
           is_list_of_texts(codec::find(release, "fields")) && starts && ends && *starts < *ends;
}

/// E9. `release` is one.
bool covers(Json const& release, Json const& fields) {
    Json const& named = *codec::find(release, "fields");
    for (auto const& [field, value] : fields.items())
        if (std::find(named.begin(), named.end(), Json(field)) == named.end()) return false;
    return true;
}

bool is_referral(Json const& payload) {
    if (!has_exactly(payload, {"fields", "release", "need", "message", "call_back", "reply_pk"}))
        return false;
    Json const& fields = *codec::find(payload, "fields");
    Json const& release = *codec::find(payload, "release");
    return fields.is_object() && is_release(release) && covers(release, fields) &&
           has_texts(payload, {"need", "message", "call_back"}) &&
           read_key(codec::text_at(payload, "reply_pk").value_or("")).ok();
}

bool is_answer(Json const& payload) {
    if (!has_exactly(payload, {"answer", "reason", "message"}) || !has_texts(payload, {"reason", "message"}))
        return false;
    auto const answer = codec::text_at(payload, "answer");
    return answer == "accept" || answer == "decline";
}

}  // namespace

Result<Json, CourierError> read_payload(What what, std::string_view text) {
    auto parsed = codec::parse_json(text, kLimits);
    if (!parsed.ok())
        return Fail{parsed.error() == codec::JsonError::kTooLarge ? CourierError::kTooLarge
                                                                  : CourierError::kMalformed};
    bool const good = what == What::kReferral ? is_referral(parsed.value()) : is_answer(parsed.value());
    if (!good) return Fail{CourierError::kMalformed};
    return std::move(parsed).value();
}

Result<std::string, CourierError> write_payload(What what, Json const& payload) {
    std::string text = codec::to_text(payload);
    AMPARO_TRY(Json const again, read_payload(what, text));
    // A text that is not UTF-8, or a number without a JSON form, would leave as something else.
    if (again != payload) return Fail{CourierError::kMalformed};
    return text;
}

Instant release_end(Json const& referral) {
    auto const ends = instant_at(codec::list_at(referral, "release"), "ends");
    AMPARO_CHECK(ends.has_value());
    return *ends;
}

}  // namespace amparo::courier
