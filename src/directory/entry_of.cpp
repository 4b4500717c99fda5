// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/directory/entry_of.hpp"

#include "amparo/directory/hours.hpp"

#include <limits>

namespace amparo::directory {
namespace {

std::vector<std::string> texts(Json const& record, std::string_view field) {
    std::vector<std::string> out;
    for (Json const& one : codec::list_at(record, field)) {
        if (one.is_string()) out.push_back(one.get<std::string>());
    }
    return out;
}

CapacityStatus capacity_of(Json const& service) {
    auto const status = codec::text_at(service, "capacity_status");
    if (status == "has_capacity") return CapacityStatus::kHasCapacity;
    if (status == "waitlist") return CapacityStatus::kWaitlist;
    if (status == "no_capacity") return CapacityStatus::kNoCapacity;
    return CapacityStatus::kUnknown;
}

}  // namespace

Stated stated(Json const& record, std::string_view field) {
    auto const value = codec::text_at(record, field);
    if (value == "yes") return Stated::kYes;
    if (value == "no") return Stated::kNo;
    return Stated::kUnknown;
}

std::vector<OpenHours> hours_of(Json const& record) {
    std::vector<OpenHours> out;
    for (Json const& row : codec::list_at(record, "hours")) {
        auto const weekday = parse_weekday(codec::string_or(row, "weekday"));
        if (!weekday) continue;
        std::string const opens = codec::string_or(row, "opens");
        std::string const closes = codec::string_or(row, "closes");
        // Stored times are HH:MM by the 24-hour clock; D21 is about what people write.
        auto const minutes = [](std::string const& text) -> std::optional<unsigned> {
            if (text.size() != 5 || text[2] != ':') return std::nullopt;
            unsigned value = 0;
            for (std::size_t const i : {0U, 1U, 3U, 4U}) {
                if (text[i] < '0' || text[i] > '9') return std::nullopt;
                value = value * (i == 3 ? 6 : 10) + static_cast<unsigned>(text[i] - '0');
            }
            return text[3] > '5' || value > 1440 ? std::nullopt : std::optional{value};
        };
        auto const from = minutes(opens);
        auto const until = minutes(closes);
        if (!from || !until || *from >= 1440) continue;
        unsigned const end = *until > *from ? *until : *until + 1440;
        out.push_back({*weekday, static_cast<std::uint16_t>(*from), static_cast<std::uint16_t>(end)});
    }
    put_in_order(out);
    return out;
}

Entry entry_of(Json const& service, RecordId service_id, Json const* organization, Json const* location,
               std::optional<RecordId> location_id) {
    static Json const kNothing = Json::object();
    Json const& place = location != nullptr ? *location : kNothing;
    auto const own_or_place = [&](std::string_view field) {
        auto own = texts(service, field);
        return own.empty() ? texts(place, field) : own;
    };

    Entry entry{};
    entry.service = service_id;
    entry.location = location_id;
    entry.name = codec::string_or(service, "name");
    if (organization != nullptr) entry.organization_name = codec::string_or(*organization, "name");
    entry.needs = texts(service, "needs");
    entry.languages = own_or_place("languages");
    entry.populations = texts(service, "populations");
    entry.areas = own_or_place("areas");
    auto const latitude = codec::number_at(place, "latitude");
    auto const longitude = codec::number_at(place, "longitude");
    if (latitude && longitude && *latitude >= -90 && *latitude <= 90 && *longitude >= -180 && *longitude <= 180) {
        entry.coordinates = Coordinates{*latitude, *longitude};
    }
    entry.hours = hours_of(service);
    if (entry.hours.empty()) entry.hours = hours_of(place);

    entry.conditions.police_report = stated(service, "police_report");
    entry.conditions.identity_document = stated(service, "identity_document");
    entry.conditions.fee = stated(service, "fee");
    entry.conditions.referral_required = stated(service, "referral_required");

    entry.assurances.trans_affirming = stated(service, "trans_affirming");
    entry.assurances.sex_worker_affirming = stated(service, "sex_worker_affirming");
    Stated const secret_place = stated(place, "confidential");
    entry.assurances.confidential_address =
        secret_place == Stated::kYes ? Stated::kYes : stated(service, "confidential_address");
    entry.assurances.wheelchair_access = stated(service, "wheelchair_access");
    if (entry.assurances.wheelchair_access == Stated::kUnknown) {
        entry.assurances.wheelchair_access = stated(place, "wheelchair_access");
    }
    entry.assurances.children_welcome = stated(service, "children_welcome");
    entry.assurances.pets_welcome = stated(service, "pets_welcome");
    entry.assurances.interpreter_available = stated(service, "interpreter_available");

    entry.capacity = capacity_of(service);
    auto const free = codec::int_at(service, "free_places");
    if (free && *free >= 0 && *free <= std::numeric_limits<std::uint32_t>::max()) {
        entry.free_places = static_cast<std::uint32_t>(*free);
    }
    entry.capacity_confirmed_at = parse_instant(codec::string_or(service, "capacity_confirmed_at"));
    entry.last_verified = parse_date(codec::string_or(service, "last_verified"));
    auto const status = codec::text_at(service, "status");
    entry.active = !status || status == "active";
    entry.remote = stated(service, "remote") == Stated::kYes;
    return entry;
}

}  // namespace amparo::directory
