// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/shelter/shelter_json.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::shelter {
namespace {

std::optional<RecordId> id_at(Json const& object, std::string_view key) {
    auto const id = RecordId::parse(codec::text_at(object, key).value_or(""));
    return id.ok() ? std::optional{id.value()} : std::nullopt;
}

std::optional<Instant> instant_at(Json const& object, std::string_view key) {
    auto const value = codec::text_at(object, key);
    return value ? parse_instant(*value) : std::nullopt;
}

std::uint16_t small_at(Json const& object, std::string_view key, std::uint16_t otherwise) {
    auto const value = codec::int_at(object, key);
    return value && *value >= 0 && *value <= 1000 ? static_cast<std::uint16_t>(*value) : otherwise;
}

std::optional<Stay> stay_from(RecordId const& id, Json const& data) {
    auto const state = stay_state_named(codec::text_at(data, "state").value_or(""));
    if (!state) return std::nullopt;
    Stay out{id, *state, {}, instant_at(data, "hold_until"), spans_from(codec::list_at(data, "places"))};
    bool const held = *state == StayState::kHeld || *state == StayState::kEnded;
    out.since = instant_at(data, held ? "held_at" : "arrived_at").value_or(Instant{});
    return out;
}

}  // namespace

std::optional<Unit> unit_from(RecordId const& id, Json const& unit) {
    auto const house = id_at(unit, "house");
    if (!house) return std::nullopt;
    Unit out{id, *house, codec::string_or(unit, "name"), small_at(unit, "places", 1)};
    out.shared = codec::text_at(unit, "shared") == "yes";
    out.offers = wishes_from(codec::list_at(unit, "offers"));
    return out;
}

std::int32_t utc_offset_minutes(Json const& house) {
    double const hours = codec::number_at(house, "utc_offset").value_or(0);
    return std::abs(hours) <= 14 ? static_cast<std::int32_t>(std::lround(hours * 60)) : 0;
}

std::vector<Stay> stays_from(RecordId const& id, Json const& stay, std::vector<Disputed> const& conflicts) {
    constexpr std::size_t kVersionsMax = 256;
    std::vector<Json> versions{stay};
    for (Disputed const& conflict : conflicts) {
        std::vector<Json> more;
        for (Json const& version : versions)
            for (Json const& value : conflict.values) {
                if (more.size() >= kVersionsMax) break;
                more.push_back(version);
                more.back()[conflict.field] = value;
            }
        versions = std::move(more);
    }
    std::vector<Stay> out;
    for (Json const& version : versions)
        if (auto read = stay_from(id, version)) out.push_back(std::move(*read));
    return out;
}

std::vector<Span> spans_from(Json const& places) {
    std::vector<Span> out;
    if (!places.is_array()) return out;
    for (Json const& one : places) {
        auto const unit = id_at(one, "unit");
        auto const from = night_from(codec::text_at(one, "from").value_or(""));
        if (!unit || !from) continue;
        Span span{*unit, small_at(one, "place", 0), *from};
        if (auto const until = codec::text_at(one, "until"); until)
            span.until = night_from(*until).value_or(kNoEnd);
        span.ended = codec::text_at(one, "ended") == "yes";
        out.push_back(span);
    }
    return out;
}

Json to_json(std::vector<Span> const& spans) {
    Json out = Json::array();
    for (Span const& span : spans) {
        Json one{{"unit", span.unit.text()}, {"from", text(span.from)}};
        if (span.place != 0) one["place"] = span.place;
        if (span.until != kNoEnd) one["until"] = text(span.until);
        if (span.ended) one["ended"] = "yes";
        out.push_back(std::move(one));
    }
    return out;
}

Wishes wishes_from(Json const& codes) {
    Wishes out;
    if (!codes.is_array()) return out;
    for (Json const& code : codes)
        if (auto const* const named = code.get_ptr<std::string const*>(); named != nullptr)
            if (auto const wish = wish_named(*named)) out.insert(*wish);
    return out;
}

Json to_json(Wishes wishes) {
    Json out = Json::array();
    for (Wish const w : kAllWishes)
        if (wishes.contains(w)) out.push_back(name(w));
    return out;
}

std::optional<Waiting> waiting_from(RecordId const& id, Json const& request) {
    auto const asked = instant_at(request, "asked_at");
    if (!asked || codec::text_at(request, "state") != "waiting") return std::nullopt;
    Waiting out{id, *asked};
    out.urgency = urgency_named(codec::text_at(request, "urgency").value_or("")).value_or(Urgency::kNone);
    out.stated_by = codec::string_or(request, "urgency_stated_by");
    out.leave_by = night_from(codec::text_at(request, "leave_by").value_or(""));
    out.household = std::max<std::uint16_t>(1, small_at(request, "household", 1));
    out.wishes = wishes_from(codec::list_at(request, "wishes"));
    return out;
}

std::optional<Night> night_from(std::string_view day) {
    auto const date = parse_date(day);
    return date ? std::optional{Night{*date}} : std::nullopt;
}

std::string text(Night night) {
    return night == kNoEnd ? std::string{} : amparo::text(Date{night});
}

}  // namespace amparo::shelter
