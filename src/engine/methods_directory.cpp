// SPDX-License-Identifier: AGPL-3.0-or-later
// directory.*, match: who offers what, and what a person can be offered.
#include "directory_view.hpp"

#include "amparo/base/check.hpp"
#include "amparo/forms/validate.hpp"
#include "amparo/text/unicode.hpp"

#include <algorithm>
#include <set>

namespace amparo::engine {
namespace {

using directory::Kind;

std::vector<RecordId> links_in(Json const& data, std::string_view field) {
    std::vector<RecordId> out;
    for (Json const& link : codec::list_at(data, field)) {
        auto const id = RecordId::parse(
            link.is_string() ? std::string_view{link.get_ref<std::string const&>()} : std::string_view{});
        if (id.ok()) out.push_back(id.value());
    }
    return out;
}

std::vector<directory::Entry> entries_in(std::map<RecordId, directory::Stored> const& records) {
    auto const data_of = [&](std::optional<RecordId> const& id, Kind kind) -> Json const* {
        if (!id) return nullptr;
        auto const at = records.find(*id);
        return at == records.end() || at->second.kind != kind ? nullptr : &at->second.data;
    };
    std::vector<directory::Entry> out;
    for (auto const& [id, stored] : records) {
        if (stored.kind != Kind::kService) continue;
        auto const organization = RecordId::parse(codec::text_at(stored.data, "organization").value_or(""));
        Json const* const provider = data_of(
            organization.ok() ? std::optional{organization.value()} : std::nullopt, Kind::kOrganization);
        bool placed = false;
        for (RecordId const& place : links_in(stored.data, "locations")) {
            Json const* const location = data_of(place, Kind::kLocation);
            if (location == nullptr) continue;
            out.push_back(directory::entry_of(stored.data, id, provider, location, place));
            placed = true;
        }
        if (!placed) out.push_back(directory::entry_of(stored.data, id, provider, nullptr, std::nullopt));
    }
    return out;
}

std::map<RecordId, directory::Stored> records_in(projection::Projection const& projection) {
    std::map<RecordId, directory::Stored> out;
    for (Kind const kind : directory::kAllKinds)
        projection.for_each(directory::name(kind), [&](projection::RecordView const& view) {
            out.emplace(view.id, directory::Stored{kind, view.id, view.state.fields});
        });
    return out;
}

/// Our own houses, as places that are kept secret. They are in no directory, match or export.
std::vector<directory::Stored> houses_in(projection::Projection const& projection) {
    std::vector<directory::Stored> out;
    projection.for_each("house", [&](projection::RecordView const& view) {
        std::string const address = codec::string_or(view.state.fields, "address");
        Json place{{"confidential", "yes"}, {"address_1", address.substr(0, address.find('\n'))}};
        if (auto const phone = codec::text_at(view.state.fields, "phone"); phone)
            place["phones"] = Json::array({{{"number", *phone}}});
        out.push_back({Kind::kLocation, view.id, std::move(place)});
    });
    return out;
}

std::vector<directory::Stored const*> places_and_services(
    std::map<RecordId, directory::Stored> const& records, std::vector<directory::Stored> const& houses) {
    std::vector<directory::Stored const*> out;
    for (auto const& [id, stored] : records) out.push_back(&stored);
    for (directory::Stored const& house : houses) out.push_back(&house);
    return out;
}

std::vector<std::string> texts_in(Json const& object, std::string_view key) {
    std::vector<std::string> out;
    for (Json const& item : codec::list_at(object, key))
        if (item.is_string()) out.push_back(item.get<std::string>());
    return out;
}

/// Codes without the answers that are none.
std::vector<std::string> codes_in(Json const& data, std::string_view field) {
    Json const* const value = codec::find(data, field);
    if (value == nullptr || !value->is_array() || !forms::is_answered(data, field)) return {};
    return texts_in(data, field);
}

std::optional<directory::Coordinates> coordinates_in(Json const& place) {
    auto const latitude = codec::number_at(place, "latitude");
    auto const longitude = codec::number_at(place, "longitude");
    if (!latitude || !longitude) return std::nullopt;
    return directory::Coordinates{*latitude, *longitude};
}

/// What a person's record says that matching may look at. Nothing else of it is read here.
void take_contact(Json const& contact, matching::Request& request) {
    if (request.languages.empty()) request.languages = codes_in(contact, "languages");
    if (request.populations.empty()) request.populations = codes_in(contact, "populations");
    if (request.wishes.empty())
        for (std::string const& wish : codes_in(contact, "wishes"))
            if (auto const named = matching::wish_named(wish); named) request.wishes.insert(*named);
    Json const& near = codec::list_at(contact, "near");
    if (!request.near) request.near = coordinates_in(near);
    if (request.area.empty())
        request.area = codec::string_or(contact, "area", codec::string_or(near, "area"));
}

std::optional<matching::When> when_in(Json const& params) {
    auto const local = codec::text_at(params, "at");
    if (!local) return std::nullopt;
    auto const instant = parse_instant(std::string{*local} + ":00Z");
    if (!instant) return std::nullopt;
    auto const day = std::chrono::floor<std::chrono::days>(*instant);
    std::chrono::weekday const weekday{day};
    return matching::When{
        static_cast<std::uint8_t>(weekday.iso_encoding() - 1),
        static_cast<std::uint16_t>(std::chrono::duration_cast<std::chrono::minutes>(*instant - day).count())};
}

Json names_of(matching::Wishes wishes) {
    Json out = Json::array();
    for (matching::Wish const wish : matching::kAllWishes)
        if (wishes.contains(wish)) out.push_back(matching::name(wish));
    return out;
}

}  // namespace

Engine::Session::Directory::Directory(projection::Projection const& projection)
    : records{records_in(projection)},
      entries{entries_in(records)},
      index{entries},
      confidential{places_and_services(records, houses_in(projection))} {}

Json const* Engine::Session::Directory::data(RecordId const& id) const {
    auto const at = records.find(id);
    return at == records.end() ? nullptr : &at->second.data;
}

Json const* Engine::Session::Directory::linked(Json const& from, std::string_view field) const {
    auto const id = RecordId::parse(codec::text_at(from, field).value_or(""));
    return id.ok() ? data(id.value()) : nullptr;
}

Engine::Session::Directory const& Engine::Session::directory() {
    if (!directory_) directory_ = std::make_shared<Directory>(*projection_);
    return *directory_;
}

struct Engine::Session::Import {
    std::map<std::string, RecordId> known;  ///< By source key: what is here already,
    std::map<std::string, RecordId>
        ids;  ///< and with what is new, so that links can be set before it is written.
    std::vector<Change> changes;
    std::size_t created = 0;
    std::size_t updated = 0;
    std::size_t unchanged = 0;
    Json set_aside = Json::array();
};

struct Engine::Session::FromSource {
    std::optional<RevisionId> last;  ///< The revision of the last import.
    Json fields = Json::object();    ///< As the source said them last.
};

/// An import writes the source key with whatever it writes: that is how its revisions are known.
Engine::Session::FromSource Engine::Session::from_source(projection::RecordView const& record) const {
    FromSource out;
    auto const history = projection_->history(record.id);
    std::set<RevisionId> imports;
    for (projection::HistoryItem const& item : history)
        if (item.entry.fields && item.entry.fields->contains("source_key")) {
            imports.insert(item.entry.revision);
            out.last = item.entry.revision;
        }
    for (projection::HistoryItem const& item : history)
        if (item.entry.fields && imports.contains(item.entry.revision)) out.fields.update(*item.entry.fields);
    return out;
}

/// One record of the directory: made, changed where it says otherwise, or set aside with the reason.
Result<Done, Failure> Engine::Session::take_item(directory::Item& item, Import& import) {
    (void)directory::with_links(item.kind, item.data,
                                [&](Kind, std::string_view link) -> std::optional<std::string> {
                                    auto const at = import.ids.find(std::string{link});
                                    if (at == import.ids.end()) return std::nullopt;
                                    return at->second.text();
                                });
    forms::Form const* const form = forms_.find(directory::name(item.kind));
    AMPARO_CHECK(form != nullptr);
    auto const existing = import.known.find(item.source_key);
    auto const view = existing == import.known.end() ? std::nullopt : projection_->record(existing->second);
    auto const mode = view ? forms::Mode::kUpdate : forms::Mode::kCreate;
    Json const current = view ? view->state.fields : Json::object();
    auto const validated = forms::validate(*form, item.data, mode, current);
    // One value that our form refuses costs that value, unless the record is none without it.
    bool const kept = validated.ok() || forms::validate(*form, validated.data, mode, current).ok();
    for (forms::Problem const& p : validated.problems)
        import.set_aside.push_back(Json{{"file", ""},
                                        {"line", 0},
                                        {"place", item.source_key + " / " + p.field},
                                        {"reason", forms::name(p.code)},
                                        {"message", p.message},
                                        {"mend", p.hint},
                                        { "kept",
                                          kept }});
    if (!kept) return Done{};
    if (!view) {
        AMPARO_TRY(auto change, creation(*form, std::nullopt, validated.data));
        change.record = import.ids.at(item.source_key);
        import.changes.push_back(std::move(change));
        ++import.created;
        return Done{};
    }
    // A directory's silence about a field is no retraction: only what it says, and says otherwise, is
    // changed. A file from elsewhere never makes public what is kept secret here. What a colleague corrected
    // since the last import stands while the source says the same; where it says something new, both accounts are
    // kept and a person decides: what the source says lies beside the correction, after what it said last.
    Json differing = Json::object();
    std::optional<FromSource> source;
    auto const stands = [&](std::string const& field, std::string_view reason, std::string_view message) {
        import.set_aside.push_back(Json{{"file", ""},
                                        {"line", 0},
                                        {"place", item.source_key + " / " + field},
                                        {"reason", reason},
                                        {"message", message},
                                        {"mend", "change it in the record itself if it is wrong"},
                                        { "kept",
                                          true }});
    };
    for (auto const& [field, value] : validated.data.items()) {
        Json const* const now_there = codec::find(view->state.fields, field);
        if (now_there != nullptr && *now_there == value) continue;
        bool const secret_here = (field == "confidential" || field == "confidential_address") &&
                                 now_there != nullptr && *now_there == "yes";
        if (!source) source = from_source(*view);
        Json const* const said_before = codec::find(source->fields, field);
        if (secret_here)
            stands(field, "kept_confidential",
                   "this is kept confidential here, and an import does not change that");
        else if (said_before != nullptr && *said_before == value)
            stands(field, "corrected_here", "this was corrected here, and its source says nothing new");
        else
            differing[field] = value;
    }
    if (differing.empty()) {
        ++import.unchanged;
        return Done{};
    }
    differing["source_key"] = item.source_key;
    auto parents = source->last ? std::vector{*source->last} : view->state.heads;
    AMPARO_TRY(auto change, change_of(*view, differing, revisions::Op::kUpdate, std::move(parents)));
    import.changes.push_back(std::move(change));
    ++import.updated;
    return Done{};
}

Answer Engine::Session::directory_import(Json const& params) {
    std::vector<directory::File> files;
    for (Json const& file : codec::list_at(params, "files"))
        files.push_back({*codec::text_at(file, "name"), *codec::text_at(file, "text")});
    directory::Options options;
    options.source = codec::string_or(params, "source");
    if (Json const* const mapping = codec::find(params, "mapping"); mapping != nullptr)
        options.mapping = *mapping;
    directory::Imported imported = directory::import_directory(files, options);

    Import import;
    for (Kind const kind : directory::kAllKinds)
        projection_->for_each(directory::name(kind), [&](projection::RecordView const& view) {
            if (auto const key = codec::text_at(view.state.fields, "source_key"); key)
                import.known.emplace(*key, view.id);
        });
    import.ids = import.known;
    for (directory::Item const& item : imported.items)
        import.ids.emplace(item.source_key, crypto::make_id<RecordId>());
    for (directory::SetAside const& s : imported.set_aside)
        import.set_aside.push_back(Json{{"file", s.file},
                                        {"line", s.line},
                                        {"place", s.place},
                                        {"reason", directory::name(s.reason)},
                                        {"message", s.message},
                                        {"mend", s.mend},
                                        { "kept",
                                          s.kept }});
    for (directory::Item& item : imported.items) AMPARO_DO(take_item(item, import));
    if (codec::bool_at(params, "dry_run") != true && !import.changes.empty())
        AMPARO_DO(write(std::move(import.changes)));
    Json dropped = Json::object();
    for (auto const& [column, count] : imported.dropped) dropped[column] = count;
    return Json{{"created", import.created},
                {"updated", import.updated},
                {"unchanged", import.unchanged},
                {"set_aside", std::move(import.set_aside)},
                {"set_aside_not_listed", imported.set_aside_not_listed},
                {"dropped", std::move(dropped)}};
}

Answer Engine::Session::directory_export(Json const&) {
    std::vector<directory::Stored> records;
    for (auto const& [id, stored] : directory().records) records.push_back(stored);
    directory::Exported exported = directory::export_hsds3(records, directory::Audience::kPublic);
    Json left_out = Json::array();
    for (directory::LeftOut const& l : exported.left_out)
        left_out.push_back(Json{{"kind", directory::name(l.kind)},
                                {"id", l.id.text()},
                                {"field", l.field},
                                {"reason", directory::name(l.reason)}});
    return Json{{"services", std::move(exported.services)}, {"left_out", std::move(left_out)}};
}

Answer Engine::Session::directory_list(Json const& params) {
    auto const limit = static_cast<std::size_t>(codec::int_at(params, "limit").value_or(100));
    std::string const words = letters::fold(codec::string_or(params, "text"));
    std::string const need = codec::string_or(params, "need");
    Directory const& dir = directory();
    // Where its first place is that lies on a map and is no secret.
    auto const place_on_map = [&](directory::Entry const& e, Json& row) {
        if (row.contains("latitude") || !e.location || dir.confidential.contains(*e.location)) return;
        Json const* const place = dir.data(*e.location);
        if (place == nullptr) return;
        if (auto const city = codec::text_at(*place, "city"); city && !row.contains("city"))
            row["city"] = *city;
        auto const latitude = codec::number_at(*place, "latitude");
        auto const longitude = codec::number_at(*place, "longitude");
        if (!latitude || !longitude) return;
        row["latitude"] = *latitude;
        row["longitude"] = *longitude;
    };
    Json out = Json::array();
    std::size_t total = 0;
    std::optional<RecordId> last;
    for (directory::Entry const& e : dir.entries) {
        if (last == e.service) {  // One line a service, however many places it has.
            if (total <= limit && !out.empty()) place_on_map(e, out.back());
            continue;
        }
        if (!need.empty() && std::find(e.needs.begin(), e.needs.end(), need) == e.needs.end()) continue;
        if (!words.empty() &&
            letters::fold(e.name + " " + e.organization_name).find(words) == std::string::npos)
            continue;
        last = e.service;
        if (++total > limit) continue;
        Json row{{"id", e.service.text()}, {"name", e.name},           {"organization", e.organization_name},
                 {"needs", e.needs},       {"languages", e.languages}, {"active", e.active}};
        if (e.last_verified) row["last_verified"] = text(*e.last_verified);
        place_on_map(e, row);
        out.push_back(std::move(row));
    }
    return Json{{"services", std::move(out)}, {"total", total}};
}

Answer Engine::Session::directory_show(Json const& params) {
    RecordId const id = RecordId::parse(codec::string_or(params, "id")).value();
    Directory const& dir = directory();
    Json const* const service = dir.data(id);
    if (service == nullptr) return not_found("there is no such directory entry", "id", "see directory list");
    Json out{{"id", id.text()}, {"service", *service}};
    if (Json const* const organization = dir.linked(*service, "organization"); organization != nullptr)
        out["organization"] = *organization;
    Json places = Json::array();
    for (RecordId const& place : links_in(*service, "locations"))
        if (Json const* const location = dir.data(place); location != nullptr) places.push_back(*location);
    out["locations"] = std::move(places);
    return out;
}

Answer Engine::Session::match(Json const& params) {
    matching::Request request;
    request.languages = texts_in(params, "languages");
    request.populations = texts_in(params, "populations");
    request.area = codec::string_or(params, "area");
    request.near = coordinates_in(codec::list_at(params, "near"));
    request.max_km = codec::number_at(params, "max_km");
    request.at = when_in(params);
    for (std::string const& wish : texts_in(params, "wishes")) {
        auto const named = matching::wish_named(wish);
        if (!named) return usage("there is no such wish", "wishes", "see form show contact");
        request.wishes.insert(*named);
    }
    std::vector<std::string> needs = texts_in(params, "needs");
    AMPARO_TRY(auto const who, person(params));
    if (who) {
        for (projection::RecordView const& contact : records_of(*who, "contact")) {
            take_contact(contact.state.fields, request);
            if (needs.empty()) needs = codes_in(contact.state.fields, "needs");
        }
        if (needs.empty())
            return refused("this person asked for nothing yet", "person",
                           "give needs, or record them in the contact");
    }
    if (needs.empty()) return usage("say who or what for: person or needs", "needs");
    auto const known = forms_.vocabularies().find("needs");
    for (std::string const& need : needs)
        if (known != forms_.vocabularies().end() && known->second->find(need) == nullptr)
            return usage("there is no such need", "needs", "see form show contact");
    request.area = letters::fold(request.area);

    matching::Limits limits;
    limits.offers = static_cast<std::size_t>(codec::int_at(params, "limit").value_or(20));
    limits.excluded = static_cast<std::size_t>(codec::int_at(params, "exclusions").value_or(20));
    Directory const& dir = directory();
    auto const entry_json = [&](std::size_t position) {
        directory::Entry const& e = dir.entries[position];
        Json out{{"service", e.service.text()}, {"name", e.name}, {"organization", e.organization_name}};
        if (e.location && !dir.confidential.contains(*e.location))
            if (Json const* const place = dir.data(*e.location); place != nullptr) {
                out["place"] = codec::string_or(*place, "name");
                if (auto const city = codec::text_at(*place, "city"); city) out["city"] = *city;
            }
        if (e.last_verified) out["last_verified"] = text(*e.last_verified);
        return out;
    };
    Json answers = Json::array();
    for (std::string const& need : needs) {
        request.need = need;
        matching::Report const report = dir.index.match(request, now(), limits);
        Json offers = Json::array();
        for (matching::Offer const& offer : report.offers) {
            Json out = entry_json(offer.entry);
            out["reasons"] = Json::array();
            for (matching::Reason const reason : offer.reasons)
                out["reasons"].push_back(matching::name(reason));
            out["ask"] = names_of(offer.ask);
            out["shared_languages"] = offer.shared_languages;
            auto const& place = dir.entries[offer.entry].location;
            bool const may_be_placed = place && !dir.confidential.contains(*place);
            if (offer.distance_km && may_be_placed)
                out["distance_km"] = std::round(*offer.distance_km * 10) / 10;
            offers.push_back(std::move(out));
        }
        Json excluded = Json::array();
        for (matching::Excluded const& x : report.excluded) {
            Json out = entry_json(x.entry);
            out["reason"] = matching::name(x.reason);
            out["against"] = names_of(x.against);
            excluded.push_back(std::move(out));
        }
        Json totals = Json::object();
        for (std::size_t i = 0; i < matching::kExclusions; ++i)
            if (report.excluded_total[i] > 0)
                totals[std::string{matching::name(static_cast<matching::Exclusion>(i))}] =
                    report.excluded_total[i];
        answers.push_back(Json{{"need", need},
                               {"offered", report.offers_total},
                               {"of", report.entries},
                               {"offers", std::move(offers)},
                               {"excluded", std::move(excluded)},
                               {"excluded_total", std::move(totals)}});
    }
    return Json{{"needs", std::move(answers)}};
}

}  // namespace amparo::engine
