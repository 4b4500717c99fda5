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

    std::optional<Coordinates> coordinates;
    auto const latitude = codec::number_at(place, "latitude");
    auto const longitude = codec::number_at(place, "longitude");
    if (latitude && longitude && *latitude >= -90 && *latitude <= 90 && *longitude >= -180 &&
        *longitude <= 180) {
        coordinates = Coordinates{*latitude, *longitude};
    }
    std::vector<OpenHours> hours = hours_of(service);
    if (hours.empty()) hours = hours_of(place);

    Conditions const conditions{stated(service, "police_report"), stated(service, "identity_document"),
                                stated(service, "fee"), stated(service, "referral_required")};
    Assurances assurances;
    assurances.trans_affirming = stated(service, "trans_affirming");
    assurances.sex_worker_affirming = stated(service, "sex_worker_affirming");
    bool const secret_place = stated(place, "confidential") == Stated::kYes;
    assurances.confidential_address = secret_place ? Stated::kYes : stated(service, "confidential_address");
    assurances.wheelchair_access = stated(service, "wheelchair_access");
    if (assurances.wheelchair_access == Stated::kUnknown) {
        assurances.wheelchair_access = stated(place, "wheelchair_access");
    }
    assurances.children_welcome = stated(service, "children_welcome");
    assurances.pets_welcome = stated(service, "pets_welcome");
    assurances.interpreter_available = stated(service, "interpreter_available");

    std::optional<std::uint32_t> free_places;
    auto const free = codec::int_at(service, "free_places");
    if (free && *free >= 0 && *free <= std::numeric_limits<std::uint32_t>::max()) {
        free_places = static_cast<std::uint32_t>(*free);
    }
    auto const status = codec::text_at(service, "status");
    return Entry{service_id,
                 location_id,
                 codec::string_or(service, "name"),
                 organization != nullptr ? codec::string_or(*organization, "name") : std::string{},
                 texts(service, "needs"),
                 own_or_place("languages"),
                 texts(service, "populations"),
                 own_or_place("areas"),
                 coordinates,
                 std::move(hours),
                 conditions,
                 assurances,
                 capacity_of(service),
                 free_places,
                 parse_instant(codec::string_or(service, "capacity_confirmed_at")),
                 parse_date(codec::string_or(service, "last_verified")),
                 !status || status == "active",
                 stated(service, "remote") == Stated::kYes};
}

}  // namespace amparo::directory
