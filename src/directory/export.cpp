// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/directory/export.hpp"

#include "amparo/directory/entry_of.hpp"
#include "amparo/directory/hours.hpp"
#include "collector.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace amparo::directory {
namespace {

/// D4.
constexpr std::array<std::string_view, 5> kHeldBackInPublic{
    "trans_affirming", "sex_worker_affirming", "confidential_address", "police_report", "identity_document"};
constexpr std::array<std::string_view, 15> kServiceExtension{"remote",
                                                             "police_report",
                                                             "identity_document",
                                                             "fee",
                                                             "referral_required",
                                                             "trans_affirming",
                                                             "sex_worker_affirming",
                                                             "confidential_address",
                                                             "wheelchair_access",
                                                             "children_welcome",
                                                             "pets_welcome",
                                                             "interpreter_available",
                                                             "capacity_status",
                                                             "free_places",
                                                             "capacity_confirmed_at"};

template <std::size_t N>
bool is_in(std::array<std::string_view, N> const& list, std::string_view value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

/// A stable id for a part of a record: FNV-1a over both, twice, as an RFC 9562 version 8 UUID.
std::string part_id(std::string_view of, std::string_view what, std::size_t index) {
    std::array<std::uint64_t, 2> halves{0xCBF29CE484222325ULL, 0x84222325CBF29CE4ULL};
    std::string const text = std::string{of} + "/" + std::string{what} + "/" + std::to_string(index);
    for (char const c : text) {
        for (std::uint64_t& half : halves) half = (half ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    }
    halves[1] = halves[1] * 31 + halves[0];
    RecordId::Bytes bytes{};
    for (std::size_t i = 0; i < 16; ++i) {
        bytes[i] = static_cast<std::byte>(halves[i / 8] >> (8 * (i % 8)) & 0xFFU);
    }
    bytes[6] = (bytes[6] & std::byte{0x0F}) | std::byte{0x80};
    bytes[8] = (bytes[8] & std::byte{0x3F}) | std::byte{0x80};
    return uuid_text(RecordId{bytes});
}

std::vector<Stored const*> addresses_of(std::span<Stored const> records) {
    std::vector<Stored const*> out;
    for (Stored const& record : records) out.push_back(&record);
    return out;
}

class Exporter {
  public:
    Exporter(std::span<Stored const> records, Audience audience)
        : records_{records}, audience_{audience}, confidential_{addresses_of(records)} {
        for (Stored const& record : records_) by_id_.emplace(record.id.text(), &record);
        for (Stored const& record : records_) {
            if (record.kind != Kind::kService || !named(record)) continue;
            Stored const* const owner = linked(record.data, "organization", Kind::kOrganization);
            if (owner != nullptr && named(*owner)) owners_.insert(owner->id.text());
        }
    }

    Exported run() {
        Exported out;
        out.services = Json::array();
        for (Stored const& record : records_) {
            if (record.kind == Kind::kService) service(record, out.services);
        }
        for (Stored const& record : records_) {
            if (record.kind == Kind::kLocation && confidential_.contains(record.id)) {
                leave(record, "", LeftOutReason::kConfidentialPlace);
            } else if (record.kind != Kind::kService && told_.count(record.id.text()) == 0) {
                leave(record, "", LeftOutReason::kNoService);
            }
        }
        out.left_out = std::move(left_out_);
        return out;
    }

  private:
    void leave(Stored const& record, std::string_view field, LeftOutReason reason) {
        auto key = record.id.text() + "/" + std::string{field};
        if (listed_.insert(std::move(key)).second) {
            left_out_.push_back({record.kind, record.id, std::string{field}, reason});
        }
    }

    Stored const* at(Json const& link, Kind kind) const {
        if (!link.is_string()) return nullptr;
        auto const found = by_id_.find(link.get_ref<std::string const&>());
        return found == by_id_.end() || found->second->kind != kind ? nullptr : found->second;
    }
    Stored const* linked(Json const& data, std::string_view field, Kind kind) const {
        Json const* const link = codec::find(data, field);
        return link == nullptr ? nullptr : at(*link, kind);
    }

    /// Puts a text under HSDS's name for it. D3, D7.
    void put(Stored const& from, std::string_view field, Json& to, std::string_view theirs) {
        auto const value = codec::text_at(from.data, field);
        if (!value || trimmed(*value).empty()) return;
        if (confidential_.told_by(*value)) return leave(from, field, LeftOutReason::kRepeatsConfidential);
        bool const web = field == "url";
        bool const valid = web ? is_web_address(*value) : field != "email" || is_email_address(*value);
        if (!valid) return leave(from, field, LeftOutReason::kNotValid);
        to[std::string{theirs}] = std::string{*value};
    }

    void phones(Stored const& from, Json& to, std::string_view id) {
        Json out = Json::array();
        for (Json const& phone : codec::list_at(from.data, "phones")) {
            auto const number = codec::text_at(phone, "number");
            if (!number || trimmed(*number).empty()) continue;
            std::string const note = codec::string_or(phone, "note");
            std::string const kind = codec::string_or(phone, "kind");
            if (confidential_.told_by(*number) || confidential_.told_by(note) ||
                confidential_.told_by(kind)) {
                leave(from, "phones", LeftOutReason::kRepeatsConfidential);
                continue;
            }
            Json one{{"id", part_id(id, "phone", out.size())}, {"number", std::string{*number}}};
            std::string const extension = codec::string_or(phone, "extension");
            bool const digits =
                !extension.empty() && extension.size() <= 9 &&
                std::all_of(extension.begin(), extension.end(), [](char c) { return c >= '0' && c <= '9'; });
            if (digits) {
                one["extension"] = std::stoi(extension);
            } else if (!extension.empty()) {
                leave(from, "phones", LeftOutReason::kNotValid);
            }
            if (!kind.empty()) one["type"] = kind;
            if (!note.empty()) one["description"] = note;
            out.push_back(std::move(one));
        }
        if (!out.empty()) to["phones"] = std::move(out);
    }

    void schedules(Stored const& from, Json& to, std::string_view id) {
        constexpr std::array<std::string_view, 7> kDays{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
        std::map<std::pair<unsigned, unsigned>, std::string> days;
        for (OpenHours const& open : hours_of(from.data)) {
            std::string& list = days[{open.opens, open.closes}];
            list += (list.empty() ? "" : ",") + std::string{kDays[open.weekday]};
        }
        Json out = Json::array();
        for (auto const& [times, list] : days) {
            out.push_back({{"id", part_id(id, "schedule", out.size())},
                           {"freq", "WEEKLY"},
                           {"byday", list},
                           {"opens_at", clock_text(times.first)},
                           {"closes_at", clock_text(times.second)}});
        }
        Json words = Json::object();
        put(from, "hours_text", words, "description");
        if (!words.empty()) {
            words["id"] = part_id(id, "schedule", out.size());
            out.push_back(std::move(words));
        }
        if (!out.empty()) to["schedules"] = std::move(out);
    }

    void languages(Stored const& from, Json& to, std::string_view id) {
        Json out = Json::array();
        for (Json const& code : open_texts(from, "languages")) {
            out.push_back({{"id", part_id(id, "language", out.size())}, {"code", code}});
        }
        if (!out.empty()) to["languages"] = std::move(out);
    }

    /// The texts of a list that may leave.
    Json open_texts(Stored const& from, std::string_view field) {
        Json out = Json::array();
        for (Json const& one : codec::list_at(from.data, field)) {
            if (!one.is_string()) continue;
            if (confidential_.told_by(one.get_ref<std::string const&>())) {
                leave(from, field, LeftOutReason::kRepeatsConfidential);
            } else {
                out.push_back(one);
            }
        }
        return out;
    }

    void attributes(Stored const& from, Json& to, std::string_view id) {
        Json out = Json::array();
        for (std::string_view const field : {"needs", "populations"}) {
            for (Json const& code : open_texts(from, field)) {
                std::string const taxonomy = "amparo-" + std::string{field};
                std::string const text = code.get<std::string>();
                out.push_back(
                    {{"id", part_id(id, field, out.size())},
                     {"link_type", "taxonomy_term"},
                     {"link_entity", "service"},
                     {"taxonomy_term",
                      {{"id", part_id(taxonomy, text, 0)},
                       {"code", text},
                       {"name", text},
                       {"description", "Code of Amparo's vocabulary of " + std::string{field} + "."},
                       {"taxonomy", taxonomy}}}});
            }
        }
        if (!out.empty()) to["attributes"] = std::move(out);
    }

    /// D1: nothing unless the name may leave.
    bool named(Stored const& record) {
        auto const text = codec::text_at(record.data, "name");
        if (!text || trimmed(*text).empty()) {
            leave(record, "", LeftOutReason::kNoName);
            return false;
        }
        if (confidential_.told_by(*text)) {
            leave(record, "", LeftOutReason::kRepeatsConfidential);
            return false;
        }
        return true;
    }

    Json organization(Stored const& from) {
        std::string const id = uuid_text(from.id);
        Json out{{"id", id}, {"description", ""}};
        put(from, "name", out, "name");
        put(from, "alternate_name", out, "alternate_name");
        put(from, "description", out, "description");
        put(from, "email", out, "email");
        put(from, "url", out, "website");
        phones(from, out, id);
        Json extension = Json::object();
        put(from, "mailing_address", extension, "mailing_address");
        if (!extension.empty()) out["x_amparo"] = std::move(extension);
        return out;
    }

    Json location(Stored const& from) {
        std::string const id = uuid_text(from.id);
        Json out{{"id", id}, {"location_type", codec::string_or(from.data, "location_type", "physical")}};
        Field const& types = *find_field(Kind::kLocation, "location_type");
        if (std::find(types.choices.begin(), types.choices.end(), out["location_type"]) ==
            types.choices.end()) {
            out["location_type"] = "physical";
            leave(from, "location_type", LeftOutReason::kNotValid);
        }
        put(from, "name", out, "name");
        put(from, "alternate_name", out, "alternate_name");
        put(from, "description", out, "description");
        put(from, "transportation", out, "transportation");
        Stored const* const owner = linked(from.data, "organization", Kind::kOrganization);
        if (owner != nullptr && owners_.count(owner->id.text()) > 0)
            out["organization_id"] = uuid_text(owner->id);
        auto const latitude = codec::number_at(from.data, "latitude");
        auto const longitude = codec::number_at(from.data, "longitude");
        if (latitude && longitude) {
            out["latitude"] = *latitude;
            out["longitude"] = *longitude;
        }
        Json extension = Json::object();
        address(from, out, extension, id);
        Json access = Json::object();
        put(from, "accessibility", access, "description");
        if (!access.empty()) {
            access["id"] = part_id(id, "accessibility", 0);
            out["accessibility"] = Json::array({std::move(access)});
        }
        languages(from, out, id);
        phones(from, out, id);
        schedules(from, out, id);
        for (std::string_view const field : {"confidential", "wheelchair_access"})
            put(from, field, extension, field);
        Json areas = open_texts(from, "areas");
        if (!areas.empty()) extension["areas"] = std::move(areas);
        if (!extension.empty()) out["x_amparo"] = std::move(extension);
        return out;
    }

    /// D7: HSDS wants a whole address or none; parts of one go into the extension.
    void address(Stored const& from, Json& out, Json& extension, std::string_view id) {
        constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kParts{
            {{"address_1", "address_1"},
             {"address_2", "address_2"},
             {"city", "city"},
             {"region", "region"},
             {"state", "state_province"},
             {"postal_code", "postal_code"},
             {"country", "country"}}};
        Json whole = Json::object();
        Json parts = Json::object();
        for (auto const& [ours, theirs] : kParts) {
            put(from, ours, whole, theirs);
            put(from, ours, parts, ours);
        }
        bool const complete = whole.contains("address_1") && whole.contains("city") &&
                              whole.contains("state_province") && whole.contains("postal_code") &&
                              whole.contains("country");
        if (complete) {
            whole["id"] = part_id(id, "address", 0);
            whole["address_type"] = out["location_type"];
            out["addresses"] = Json::array({std::move(whole)});
        } else {
            extension.update(parts);
        }
    }

    void service(Stored const& from, Json& services) {
        if (!named(from)) return;
        std::string const id = uuid_text(from.id);
        std::string status = codec::string_or(from.data, "status", "active");
        Field const& states = *find_field(Kind::kService, "status");
        if (std::find(states.choices.begin(), states.choices.end(), status) == states.choices.end()) {
            // What is not known to run is not told as running.
            leave(from, "status", LeftOutReason::kNotValid);
            status = "inactive";
        }
        std::replace(status.begin(), status.end(), '_', ' ');
        Json out{{"id", id}, {"status", status}};
        constexpr std::array<std::pair<std::string_view, std::string_view>, 11> kTexts{
            {{"name", "name"},
             {"alternate_name", "alternate_name"},
             {"description", "description"},
             {"url", "url"},
             {"email", "email"},
             {"interpretation", "interpretation_services"},
             {"application", "application_process"},
             {"fees", "fees_description"},
             {"wait_time", "wait_time"},
             {"eligibility", "eligibility_description"},
             {"alert", "alert"}}};
        for (auto const& [ours, theirs] : kTexts) put(from, ours, out, theirs);
        put(from, "last_verified", out, "assured_date");
        for (std::string_view const age : {"minimum_age", "maximum_age"}) {
            if (auto const years = codec::int_at(from.data, age)) out[std::string{age}] = *years;
        }
        phones(from, out, id);
        schedules(from, out, id);
        languages(from, out, id);
        attributes(from, out, id);
        Json areas = Json::array();
        for (Json const& area : open_texts(from, "areas")) {
            areas.push_back({{"id", part_id(id, "area", areas.size())}, {"name", area}});
        }
        if (!areas.empty()) out["service_areas"] = std::move(areas);
        extension(from, out);

        Stored const* const owner = linked(from.data, "organization", Kind::kOrganization);
        if (owner != nullptr && owners_.count(owner->id.text()) > 0) {
            told_.insert(owner->id.text());
            out["organization"] = organization(*owner);
        }
        Json places = Json::array();
        for (Json const& link : codec::list_at(from.data, "locations")) {
            Stored const* const place = at(link, Kind::kLocation);
            if (place == nullptr || confidential_.contains(place->id) || !named(*place)) continue;
            told_.insert(place->id.text());
            places.push_back(
                {{"id", part_id(id, "at " + uuid_text(place->id), 0)}, {"location", location(*place)}});
        }
        if (!places.empty()) out["service_at_locations"] = std::move(places);
        services.push_back(std::move(out));
    }

    void extension(Stored const& from, Json& out) {
        Json x = Json::object();
        for (std::string_view const field : kServiceExtension) {
            Json const* const value = codec::find(from.data, field);
            if (value == nullptr) continue;
            if (audience_ == Audience::kPublic && is_in(kHeldBackInPublic, field)) {
                leave(from, field, LeftOutReason::kHeldBack);
            } else if (value->is_string()) {
                put(from, field, x, field);
            } else if (value->is_number_integer()) {
                x[std::string{field}] = *value;
            }
        }
        if (!x.empty()) out["x_amparo"] = std::move(x);
    }

    std::span<Stored const> records_;
    Audience audience_;
    std::map<std::string, Stored const*, std::less<>> by_id_;
    ConfidentialPlaces confidential_;
    std::set<std::string> owners_;  ///< Organisations that a service in the export belongs to.
    std::set<std::string> told_;    ///< Organisations and places that are in the export.
    std::set<std::string> listed_;
    std::vector<LeftOut> left_out_;
};

}  // namespace

std::string_view name(LeftOutReason reason) noexcept {
    switch (reason) {
        case LeftOutReason::kConfidentialPlace:
            return "confidential_place";
        case LeftOutReason::kRepeatsConfidential:
            return "repeats_confidential";
        case LeftOutReason::kHeldBack:
            return "held_back";
        case LeftOutReason::kNotValid:
            return "not_valid";
        case LeftOutReason::kNoService:
            return "no_service";
        case LeftOutReason::kNoName:
            return "no_name";
    }
    return "";
}

std::string uuid_text(RecordId id) {
    std::string out = id.text().substr(4);
    for (std::size_t const at : {8U, 13U, 18U, 23U}) out.insert(at, 1, '-');
    return out;
}

Exported export_hsds3(std::span<Stored const> records, Audience audience) {
    return Exporter{records, audience}.run();
}

}  // namespace amparo::directory
