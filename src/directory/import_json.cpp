// SPDX-License-Identifier: AGPL-3.0-or-later
/// HSDS 3 JSON. Source of the shapes: HSDS 3.0 schema/*.json.
#include "readers.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace amparo::directory {
namespace {

using codec::find;

/// What a top-level object is, by the properties its schema requires.
enum class Shape { kService, kOrganization, kLocation, kServiceAtLocation, kOther };

bool has_text(Json const& object, std::string_view key) {
    return codec::text_at(object, key).has_value();
}

Shape shape_of(Json const& object) {
    if (!has_text(object, "id")) return Shape::kOther;
    if (find(object, "service") != nullptr && find(object, "name") == nullptr)
        return Shape::kServiceAtLocation;
    if (has_text(object, "location_type")) return Shape::kLocation;
    if (has_text(object, "name") && has_text(object, "status")) return Shape::kService;
    // Taxonomies and their terms require the same three properties as organisations.
    constexpr std::array kOfTaxonomies{"version",         "code",      "taxonomy", "taxonomy_id",
                                       "taxonomy_detail", "parent_id", "term_uri"};
    bool const taxonomy = std::any_of(kOfTaxonomies.begin(), kOfTaxonomies.end(),
                                      [&](char const* key) { return find(object, key) != nullptr; });
    return has_text(object, "name") && has_text(object, "description") && !taxonomy ? Shape::kOrganization
                                                                                    : Shape::kOther;
}

bool is_nothing(Json const& value) {
    return value.is_null() || (value.is_string() && trimmed(value.get_ref<std::string const&>()).empty()) ||
           (value.is_structured() && value.empty());
}

/// The extension's own keys: fields HSDS has no place for.
bool is_extension_field(Kind kind, std::string_view key) {
    constexpr std::array kLocation{
        "confidential", "wheelchair_access", "areas",  "address_1", "address_2", "city", "region",
        "state",        "postal_code",       "country"};
    constexpr std::array kService{"remote",
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
    switch (kind) {
        case Kind::kOrganization:
            return key == "mailing_address";
        case Kind::kLocation:
            return std::find(kLocation.begin(), kLocation.end(), key) != kLocation.end();
        case Kind::kService:
            return std::find(kService.begin(), kService.end(), key) != kService.end();
    }
    return false;
}

class JsonReader {
  public:
    JsonReader(std::string_view file, Collector& into) : file_{file}, into_{into} {}

    void document(Json const& value, std::size_t line) {
        line_ = line;
        if (value.is_array()) {
            each(value, "", false);
        } else {
            top(value, "");
        }
    }

  private:
    [[nodiscard]] Where at(std::string place) const { return {file_, line_, std::move(place)}; }

    void each(Json const& list, std::string const& place, bool nothing_else) {
        if (list.size() > kRowsMax) {
            into_.set_aside(at(place), Reason::kTooLarge, "The list is longer than a million.", "Split it.",
                            false);
            return;
        }
        if (list.empty() && !nothing_else) not_recognised(place, "An empty list");
        std::size_t i = 0;
        for (Json const& one : list) top(one, place + "/" + std::to_string(i++));
    }

    void not_recognised(std::string const& place, std::string const& what) {
        into_.set_aside(
            at(place), Reason::kNotRecognised, what + " is not an HSDS 3 service, organisation or location.",
            "Give objects with the properties HSDS 3 requires (service: id, name, status; organisation: "
            "id, name, description; location: id, location_type).",
            false);
    }

    void top(Json const& value, std::string const& place) {
        if (!value.is_object()) {
            not_recognised(place, "A JSON " + std::string{value.type_name()});
            return;
        }
        for (char const* const list : {"contents", "services"}) {
            Json const* const inner = find(value, list);
            bool const ours = std::string_view{list} == "contents" || value.size() == 1 ||
                              (value.size() == 2 && value.contains("left_out"));
            if (inner != nullptr && inner->is_array() && ours && place.empty()) {
                return each(*inner, place + "/" + list, true);
            }
        }
        switch (shape_of(value)) {
            case Shape::kService:
                service(value, place, nullptr);
                return;
            case Shape::kOrganization:
                organization(value, place);
                return;
            case Shape::kLocation:
                location(value, place);
                return;
            case Shape::kServiceAtLocation:
                service_at_location(value, place);
                return;
            case Shape::kOther:
                break;
        }
        std::string keys;
        for (auto const& [key, unused] : value.items()) {
            if (keys.size() > 80) break;
            keys += (keys.empty() ? "" : ", ") + key;
        }
        not_recognised(place, "An object with " + (keys.empty() ? "nothing in it" : keys));
    }

    /// D14: the id and name every schema requires.
    bool identified(Json const& object, Kind kind, std::string const& place, bool kept) {
        auto const id = codec::text_at(object, "id");
        if (!id || trimmed(*id).empty()) {
            into_.set_aside(at(place), Reason::kMissingId, "This " + std::string{name(kind)} + " has no id.",
                            "Give it an id that is a UUID.", kept);
            return false;
        }
        if (!is_uuid(*id)) {
            into_.set_aside(at(place + "/id"), Reason::kBadId, "The id " + shown(*id) + " is not a UUID.",
                            "HSDS 3 ids are UUIDs; give it one and keep it.", kept);
            return false;
        }
        if (kind == Kind::kLocation) return true;
        Json const* const title = find(object, "name");
        if (title == nullptr || !title->is_string() || is_nothing(*title)) {
            into_.set_aside(at(place + "/name"), Reason::kMissingName,
                            "This " + std::string{name(kind)} + " has no name.", "Give it a name.", kept);
            return false;
        }
        return true;
    }

    /// The plain properties; what is left and not in `handled` is counted as dropped.
    void plain(Draft& draft, Json const& object, std::string const& place,
               std::initializer_list<std::string_view> handled) {
        std::string const prefix = std::string{name(draft.kind)} + ".";
        for (Known const& known : known_names(draft.kind)) {
            Json const* const value = find(object, known.theirs);
            if (value == nullptr || is_nothing(*value)) continue;
            bool const taken_already = draft.data.contains(std::string{known.ours});
            if (taken_already && *value != draft.data[std::string{known.ours}]) {
                into_.drop(prefix + std::string{known.theirs});
            }
            into_.put_json(draft, into_.field_of(draft, known.ours), *value,
                           at(place + "/" + std::string{known.theirs}));
        }
        for (auto const& property : object.items()) {
            std::string const& key = property.key();
            auto const names = known_names(draft.kind);
            bool const known =
                key == "id" || key == "x_amparo" ||
                std::any_of(names.begin(), names.end(), [&](Known const& k) { return k.theirs == key; });
            if (!known && !is_nothing(property.value()) &&
                std::find(handled.begin(), handled.end(), key) == handled.end()) {
                into_.drop(prefix + key);
            }
        }
        if (Json const* const extension = find(object, "x_amparo"))
            extend(draft, *extension, place + "/x_amparo");
    }

    void extend(Draft& draft, Json const& extension, std::string const& place) {
        if (!extension.is_object()) return wrong_type(place, extension, "an object");
        for (auto const& [key, value] : extension.items()) {
            if (is_extension_field(draft.kind, key)) {
                into_.put_json(draft, into_.field_of(draft, key), value, at(place + "/" + key));
            } else {
                into_.drop(std::string{name(draft.kind)} + ".x_amparo." + key);
            }
        }
    }

    void wrong_type(std::string const& place, Json const& value, std::string_view wanted) {
        into_.set_aside(
            at(place), Reason::kWrongType,
            "A " + std::string{value.type_name()} + " stands where " + std::string{wanted} + " belongs.",
            "Write it as HSDS 3 says.", true);
    }

    /// Calls `take(object, place)` for each object of a list property; other things are set aside.
    template <class Take>
    void list(Json const& object, std::string_view key, std::string const& place, Take take) {
        Json const* const value = find(object, key);
        if (value == nullptr || value->is_null()) return;
        std::string const here = place + "/" + std::string{key};
        if (!value->is_array()) return wrong_type(here, *value, "a list");
        std::size_t i = 0;
        for (Json const& one : *value) {
            std::string const its = here + "/" + std::to_string(i++);
            if (one.is_object()) {
                take(one, its);
            } else {
                wrong_type(its, one, "an object");
            }
        }
    }

    /// A text property of a nested object, or nothing; another type is set aside.
    std::string text_of(Json const& object, std::string_view key, std::string const& place) {
        Json const* const value = find(object, key);
        if (value == nullptr || value->is_null()) return {};
        if (value->is_string()) return value->get<std::string>();
        wrong_type(place + "/" + std::string{key}, *value, "a text");
        return {};
    }

    void phones(Draft& draft, Json const& object, std::string const& place) {
        list(object, "phones", place, [&](Json const& phone, std::string const& here) {
            std::string const number = text_of(phone, "number", here);
            if (trimmed(number).empty()) {
                into_.set_aside(at(here), Reason::kMissing, "This phone has no number.", "Give its number.",
                                true);
                return;
            }
            std::string extension;
            if (Json const* const value = find(phone, "extension"); value != nullptr && !value->is_null()) {
                if (value->is_number_integer()) {
                    extension = codec::to_text(*value);
                } else if (value->is_string()) {
                    extension = value->get<std::string>();
                } else {
                    wrong_type(here + "/extension", *value, "a number");
                }
            }
            std::string const kind = text_of(phone, "type", here);
            std::string const note = text_of(phone, "description", here);
            into_.put_phone(draft, {number, extension, kind, note}, at(here));
            count_rest("phone", phone, {"id", "number", "extension", "type", "description"});
        });
    }

    void count_rest(std::string const& what, Json const& object,
                    std::initializer_list<std::string_view> known) {
        for (auto const& [key, value] : object.items()) {
            if (!is_nothing(value) && std::find(known.begin(), known.end(), key) == known.end()) {
                into_.drop(what + "." + key);
            }
        }
    }

    void schedules(Draft& draft, Json const& object, std::string const& place) {
        list(object, "schedules", place, [&](Json const& schedule, std::string const& here) {
            std::string const words = text_of(schedule, "description", here);
            if (!trimmed(words).empty()) into_.put_hours_text(draft, words, at(here));
            std::string const opens = text_of(schedule, "opens_at", here);
            std::string const closes = text_of(schedule, "closes_at", here);
            std::string const days = text_of(schedule, "byday", here);
            Json const* const interval = find(schedule, "interval");
            bool const weekly =
                text_of(schedule, "freq", here) != "MONTHLY" &&
                (interval == nullptr || !interval->is_number() || interval->get<double>() == 1) &&
                text_of(schedule, "byweekno", here).empty() &&
                text_of(schedule, "bymonthday", here).empty() && text_of(schedule, "byyearday", here).empty();
            if (weekly) {
                for_each_part(days, [&](std::string_view day) {
                    into_.put_opening(draft, day, opens, closes, at(here));
                });
                if (days.empty() && !(opens.empty() && closes.empty())) {
                    into_.put_opening(draft, "", opens, closes, at(here));
                }
            } else if (!(opens.empty() && closes.empty() && days.empty())) {
                // Not every week: said in words, so that nothing reads it as every week.
                into_.put_hours_text(
                    draft, text_of(schedule, "freq", here) + " " + days + " " + opens + "-" + closes,
                    at(here));
            }
            count_rest("schedule", schedule,
                       {"id", "description", "opens_at", "closes_at", "byday", "freq", "interval", "wkst"});
        });
    }

    template <class Take>
    static void for_each_part(std::string_view list, Take take) {
        while (!list.empty()) {
            std::size_t const end = std::min(list.find(','), list.size());
            if (auto const part = trimmed(list.substr(0, end)); !part.empty()) take(part);
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    }

    void languages(Draft& draft, Json const& object, std::string const& place) {
        list(object, "languages", place, [&](Json const& language, std::string const& here) {
            std::string const code = text_of(language, "code", here);
            into_.put_language(draft, code.empty() ? text_of(language, "name", here) : code, at(here));
            count_rest("language", language, {"id", "code", "name"});
        });
    }

    void attributes(Draft& draft, Json const& object, std::string const& place) {
        list(object, "attributes", place, [&](Json const& attribute, std::string const& here) {
            Json const* const term = find(attribute, "taxonomy_term");
            std::string const taxonomy = term == nullptr ? "" : codec::string_or(*term, "taxonomy");
            std::string_view const field = taxonomy == "amparo-needs"         ? "needs"
                                           : taxonomy == "amparo-populations" ? "populations"
                                                                              : "";
            if (draft.kind == Kind::kService && !field.empty()) {
                into_.put_field(draft, field, codec::string_or(*term, "code"), at(here));
            } else {
                into_.drop(std::string{name(draft.kind)} + ".attributes");
            }
        });
    }

    /// A nested organisation or place appears in every service of it: the first copy is taken, one that says
    /// something else is set aside. Nothing if this is another copy.
    Draft* add_copy(Kind kind, Json const& object, std::string const& place) {
        std::string const id = codec::string_or(object, "id");
        if (Draft* const before = into_.find(kind, id)) {
            if (copies_[{kind, id}] != object) {
                into_.set_aside(at(place), Reason::kConflictingCopy,
                                "This copy of the " + std::string{name(kind)} + " " + shown(id) +
                                    " differs from the "
                                    "first one, on line " +
                                    std::to_string(before->line) + " of " + before->file + ".",
                                "Make the copies alike; the first was taken.", true);
            }
            return nullptr;
        }
        copies_[{kind, id}] = object;
        return into_.add(kind, id, at(place));
    }

    /// Whether the organisation can be linked to.
    bool organization(Json const& object, std::string const& place, bool nested = false) {
        if (!identified(object, Kind::kOrganization, place, nested)) return false;
        Draft* const draft = add_copy(Kind::kOrganization, object, place);
        if (draft != nullptr) {
            plain(*draft, object, place, {"phones", "attributes", "locations", "services"});
            phones(*draft, object, place);
            attributes(*draft, object, place);
        }
        list(object, "locations", place,
             [&](Json const& one, std::string const& here) { location(one, here, true); });
        list(object, "services", place, [&](Json const& one, std::string const& here) {
            if (shape_of(one) != Shape::kService) return not_recognised(here, "This");
            Draft* const offered = service(one, here, nullptr);
            if (offered != nullptr && !offered->data.contains("organization")) {
                offered->data["organization"] = codec::string_or(object, "id");
            }
        });
        return true;
    }

    bool location(Json const& object, std::string const& place, bool nested = false) {
        if (!identified(object, Kind::kLocation, place, nested)) return false;
        Draft* const draft = add_copy(Kind::kLocation, object, place);
        if (draft == nullptr) return true;
        plain(*draft, object, place,
              {"latitude", "longitude", "addresses", "phones", "schedules", "languages", "accessibility",
               "attributes"});
        std::array<std::optional<double>, 2> degrees;
        for (std::size_t i = 0; i < 2; ++i) {
            std::string const key = i == 0 ? "latitude" : "longitude";
            Json const* const value = find(object, key);
            if (value == nullptr || value->is_null()) continue;
            if (!value->is_number()) {
                wrong_type(place + "/" + key, *value, "a number");
                continue;
            }
            degrees[i] = value->get<double>();
        }
        into_.put_coordinates(*draft, degrees[0], degrees[1], at(place + "/latitude"));
        bool first = true;
        list(object, "addresses", place, [&](Json const& address, std::string const& here) {
            if (!first) return into_.drop("location.addresses");
            first = false;
            constexpr std::array kParts{Known{"address_1", "address_1"},
                                        Known{"address_2", "address_2"},
                                        Known{"city", "city"},
                                        Known{"region", "region"},
                                        Known{"state_province", "state"},
                                        Known{"postal_code", "postal_code"},
                                        Known{"country", "country"}};
            for (Known const& part : kParts) {
                into_.put_field(*draft, part.ours, text_of(address, part.theirs, here),
                                at(here + "/" + std::string{part.theirs}));
            }
            count_rest("address", address,
                       {"id", "address_1", "address_2", "city", "region", "state_province", "postal_code",
                        "country", "address_type"});
        });
        list(object, "accessibility", place, [&](Json const& one, std::string const& here) {
            into_.put_field(*draft, "accessibility", text_of(one, "description", here), at(here), true);
            into_.put_field(*draft, "accessibility", text_of(one, "details", here), at(here), true);
            count_rest("accessibility", one, {"id", "description", "details"});
        });
        phones(*draft, object, place);
        schedules(*draft, object, place);
        languages(*draft, object, place);
        attributes(*draft, object, place);
        return true;
    }

    void service_at_location(Json const& object, std::string const& place) {
        Json const* const inner = find(object, "service");
        if (!inner->is_object() || shape_of(*inner) != Shape::kService) {
            return not_recognised(place, "A service_at_location without a whole service");
        }
        service(*inner, place + "/service", &object);
    }

    Draft* service(Json const& object, std::string const& place, Json const* at_location) {
        if (!identified(object, Kind::kService, place, false)) return nullptr;
        std::string status = codec::string_or(object, "status");
        std::replace(status.begin(), status.end(), ' ', '_');
        Field const& states = *find_field(Kind::kService, "status");
        if (std::find(states.choices.begin(), states.choices.end(), status) == states.choices.end()) {
            into_.set_aside(at(place + "/status"), Reason::kUnknownValue, shown(status) + " is not a status.",
                            "Write active, inactive, defunct or temporarily closed.", false);
            return nullptr;
        }
        Draft* const draft = into_.add(Kind::kService, codec::string_or(object, "id"), at(place));
        if (draft == nullptr) return nullptr;
        plain(*draft, object, place,
              {"organization", "service_at_locations", "phones", "schedules", "languages", "service_areas",
               "attributes", "required_documents"});
        phones(*draft, object, place);
        schedules(*draft, object, place);
        languages(*draft, object, place);
        attributes(*draft, object, place);
        list(object, "service_areas", place, [&](Json const& area, std::string const& here) {
            into_.put_area(*draft, text_of(area, "name", here), at(here));
            count_rest("service_area", area, {"id", "name"});
        });
        list(object, "required_documents", place, [&](Json const& document, std::string const& here) {
            into_.put_field(*draft, "application", text_of(document, "document", here), at(here), true);
            count_rest("required_document", document, {"id", "document"});
        });
        if (Json const* const owner = find(object, "organization"); owner != nullptr && !owner->is_null()) {
            if (!owner->is_object()) {
                wrong_type(place + "/organization", *owner, "an object");
            } else if (organization(*owner, place + "/organization", true)) {
                draft->data["organization"] = codec::string_or(*owner, "id");
            }
        }
        list(object, "service_at_locations", place,
             [&](Json const& link, std::string const& here) { place_of_service(*draft, link, here); });
        if (at_location != nullptr) place_of_service(*draft, *at_location, place);
        return draft;
    }

    void place_of_service(Draft& draft, Json const& link, std::string const& here) {
        phones(draft, link, here);
        schedules(draft, link, here);
        Json const* const where = find(link, "location");
        if (where != nullptr && !where->is_null()) {
            if (!where->is_object()) return wrong_type(here + "/location", *where, "an object");
            if (!location(*where, here + "/location", true)) return;
            into_.put_field(draft, "locations", codec::string_or(*where, "id"), at(here));
        } else {
            into_.put_field(draft, "locations", text_of(link, "location_id", here), at(here));
        }
        count_rest("service_at_location", link,
                   {"id", "location", "location_id", "service", "service_id", "phones", "schedules"});
    }

    std::string_view file_;
    Collector& into_;
    std::size_t line_ = 0;
    std::map<std::pair<Kind, std::string>, Json> copies_;
};

constexpr codec::JsonLimits kLimits{kImportFileBytesMax, 32, 4'000'000};

std::string_view fault_of(codec::JsonError error) {
    switch (error) {
        case codec::JsonError::kMalformed:
            return "This is not JSON (RFC 8259).";
        case codec::JsonError::kTooDeep:
            return "Objects are nested deeper than 32 levels.";
        case codec::JsonError::kTooLarge:
            return "There are more values than are read at once.";
        case codec::JsonError::kDuplicateKey:
            return "An object names a property twice.";
    }
    return "";
}

void malformed(File const& file, std::size_t line, codec::JsonPlace place, codec::JsonError error,
               Collector& into) {
    into.set_aside({file.name, line, "column " + std::to_string(place.column)}, Reason::kMalformed,
                   std::string{fault_of(error)}, "Correct it there.", false);
}

}  // namespace

void read_json(File const& file, Collector& into) {
    std::string_view text = file.text;
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    JsonReader reader{file.name, into};

    std::string_view const first = trimmed(text.substr(0, text.find('\n')));
    bool const more =
        text.find('\n') != std::string_view::npos && !trimmed(text.substr(text.find('\n'))).empty();
    std::string_view const second = more ? trimmed(text.substr(text.find('\n') + 1)) : std::string_view{};
    bool const one_a_line =
        more && (codec::parse_json(first, kLimits).ok() ||
                 codec::parse_json(trimmed(second.substr(0, second.find('\n'))), kLimits).ok());
    codec::JsonPlace place;
    if (!one_a_line) {
        auto const value = codec::parse_json(text, kLimits, &place);
        if (!value.ok()) return malformed(file, place.line, place, value.error(), into);
        return reader.document(value.value(), 1);
    }
    // A document whose second line happens to be a value by itself ("[\n1\n]") is still one document.
    if (!codec::parse_json(first, kLimits).ok()) {
        auto const value = codec::parse_json(text, kLimits, &place);
        if (value.ok()) return reader.document(value.value(), 1);
    }
    std::size_t line = 0;
    while (!text.empty()) {
        ++line;
        std::size_t const end = std::min(text.find('\n'), text.size());
        std::string_view const one = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (one.empty()) continue;
        auto const value = codec::parse_json(one, kLimits, &place);
        if (value.ok()) {
            reader.document(value.value(), line);
        } else {
            malformed(file, line, place, value.error(), into);
        }
    }
}

}  // namespace amparo::directory
