// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// One thing a person can be offered: a service at a place, as its provider states it. Plain values; what
/// matching reads and what HSDS maps to. Source of the terms: Open Referral HSDS 3.0,
/// docs/domain/directory.md.
#include "amparo/base/instant.hpp"
#include "amparo/model/ids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace amparo::directory {

/// What a provider says about a condition. Unknown is not "no".
enum class Stated : std::uint8_t { kUnknown = 0, kNo = 1, kYes = 2 };

enum class CapacityStatus : std::uint8_t { kUnknown = 0, kHasCapacity = 1, kWaitlist = 2, kNoCapacity = 3 };

/// Degrees, WGS 84.
struct Coordinates {
    double latitude = 0;   ///< -90..90
    double longitude = 0;  ///< -180..180
    friend bool operator==(Coordinates const&, Coordinates const&) = default;
};

/// Open on one weekday (0 Monday … 6 Sunday) from `opens` until `closes`, minutes after midnight, local time.
/// closes > 1440 is after midnight. {0, 1440} is all day.
struct OpenHours {
    std::uint8_t weekday = 0;
    std::uint16_t opens = 0;
    std::uint16_t closes = 0;
    friend bool operator==(OpenHours const&, OpenHours const&) = default;
};

/// Conditions a provider sets. Each is what *it* asks of a person; none is a fact about a person.
struct Conditions {
    Stated police_report = Stated::kUnknown;      ///< Wants a report to or cooperation with police.
    Stated identity_document = Stated::kUnknown;  ///< Wants an identity document.
    Stated fee = Stated::kUnknown;                ///< Costs the person something.
    Stated referral_required = Stated::kUnknown;  ///< Takes no one without a referral.
    friend bool operator==(Conditions const&, Conditions const&) = default;
};

/// What a provider offers beyond the service itself.
struct Assurances {
    Stated trans_affirming = Stated::kUnknown;
    Stated sex_worker_affirming = Stated::kUnknown;
    Stated confidential_address = Stated::kUnknown;  ///< The place is kept secret; its address never leaves.
    Stated wheelchair_access = Stated::kUnknown;
    Stated children_welcome = Stated::kUnknown;
    Stated pets_welcome = Stated::kUnknown;
    Stated interpreter_available = Stated::kUnknown;
    friend bool operator==(Assurances const&, Assurances const&) = default;
};

struct Entry {
    RecordId service;
    std::optional<RecordId> location;
    std::string name;  ///< The service's name.
    std::string organization_name;
    std::vector<std::string> needs;        ///< Codes of data/vocabularies/needs.json the service meets.
    std::vector<std::string> languages;    ///< Codes of data/vocabularies/languages.json. Empty: not stated.
    std::vector<std::string> populations;  ///< Codes of populations.json it is limited to. Empty: everyone.
    std::vector<std::string>
        areas;  ///< Lower-case area names it is limited to ("cook county"). Empty: not stated.
    std::optional<Coordinates> coordinates;
    std::vector<OpenHours> hours;  ///< Empty: not stated.
    Conditions conditions;
    Assurances assurances;
    CapacityStatus capacity = CapacityStatus::kUnknown;
    std::optional<std::uint32_t> free_places;
    std::optional<Instant> capacity_confirmed_at;
    std::optional<Date> last_verified;
    bool active = true;   ///< HSDS status "active".
    bool remote = false;  ///< By phone or on line: distance does not matter.
};

}  // namespace amparo::directory
