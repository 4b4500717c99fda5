// SPDX-License-Identifier: AGPL-3.0-or-later
#include "collector.hpp"

#include "amparo/base/instant.hpp"
#include "amparo/text/unicode.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace amparo::directory {
namespace {

constexpr std::size_t kIdBytesMax = 200;
/// A longer "area" is a sentence about who may come, not the name of a place.
constexpr std::size_t kAreaBytesMax = 80;
constexpr std::size_t kPhoneBytesMax = 200;

bool is_code(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

std::string_view fault_of(HoursError error) {
    switch (error) {
        case HoursError::kEmpty:
            return "Nothing is written.";
        case HoursError::kNoWeekday:
            return "The weekdays are not named.";
        case HoursError::kAmbiguous:
            return "It is not plain whether morning or afternoon is meant.";
        case HoursError::kNotWeekly:
            return "It is not a weekly timetable that can be read.";
        case HoursError::kBadTime:
            return "It holds a time that does not exist.";
    }
    return "";
}

}  // namespace

void Collector::set_aside(Where const& where, Reason reason, std::string message, std::string mend,
                          bool kept) {
    if (out_.set_aside.size() >= kSetAsideMax) {
        ++out_.set_aside_not_listed;
        return;
    }
    out_.set_aside.push_back({std::string{where.file}, where.line, where.place, reason, std::move(message),
                              std::move(mend), kept});
}

Draft* Collector::add(Kind kind, std::string_view raw_id, Where const& where) {
    std::string_view const id = trimmed(raw_id);
    std::string const what{name(kind)};
    if (id.empty()) {
        set_aside(where, Reason::kMissingId, "This " + what + " has no id.", "Give it an id.", false);
        return nullptr;
    }
    bool const printable =
        std::none_of(id.begin(), id.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (id.size() > kIdBytesMax || !printable || !letters::is_valid_utf8(id)) {
        set_aside(where, Reason::kBadId, "The id " + shown(id) + " can't be used.",
                  "Use an id of at most 200 printable characters.", false);
        return nullptr;
    }
    auto const [at, is_new] = by_id_.emplace(std::pair{kind, std::string{id}}, nullptr);
    if (!is_new) {
        set_aside(where, Reason::kDuplicateId,
                  "A second " + what + " has the id " + shown(id) + "; the first, on line " +
                      std::to_string(at->second->line) + " of " + at->second->file + ", was taken.",
                  "Remove one of them or give it an id of its own.", false);
        return nullptr;
    }
    at->second = &drafts_.emplace_back();
    at->second->kind = kind;
    at->second->id = id;
    at->second->file = where.file;
    at->second->line = where.line;
    return at->second;
}

Draft* Collector::find(Kind kind, std::string_view id) {
    auto const at = by_id_.find(std::pair{kind, std::string{trimmed(id)}});
    return at == by_id_.end() ? nullptr : at->second;
}

Field const& Collector::field_of(Draft const& draft, std::string_view field) const {
    Field const* const found = find_field(draft.kind, field);
    AMPARO_CHECK(found != nullptr);
    return *found;
}

std::optional<std::string> Collector::clean(std::string_view raw, Where const& where, bool is_long) {
    std::string_view const text = trimmed(raw);
    if (text.empty()) return std::nullopt;
    if (text.size() > kFieldBytesMax) {
        set_aside(where, Reason::kTooLarge, "The text is longer than 64 KiB.", "Shorten it.", true);
        return std::nullopt;
    }
    if (!letters::is_valid_utf8(text) || text.find('\0') != std::string_view::npos) {
        set_aside(where, Reason::kBadText, "The text is not UTF-8 or holds a zero byte.",
                  "Save the file as UTF-8.", true);
        return std::nullopt;
    }
    std::string out = is_long ? many_lines(text) : one_line(text);
    if (out.empty()) return std::nullopt;
    return out;
}

void Collector::add_to_list(Draft& draft, Field const& field, std::string value, Where const& where) {
    Json& list = draft.data[std::string{field.name}];
    if (list.is_null()) list = Json::array();
    if (std::find(list.begin(), list.end(), value) != list.end()) return;
    if (static_cast<double>(list.size()) >= field.max) {
        set_aside(where, Reason::kTooLarge, "The list is longer than it may be.", "Shorten it.", true);
        return;
    }
    list.push_back(std::move(value));
}

void Collector::put(Draft& draft, Field const& field, std::string_view raw, Where const& where, bool append) {
    auto value = clean(raw, where, field.type == FieldType::kLongText);
    if (!value) return;
    std::string const key{field.name};
    Json* const present = draft.data.contains(key) ? &draft.data[key] : nullptr;
    switch (field.type) {
        case FieldType::kText:
        case FieldType::kLongText:
            if (present == nullptr) {
                draft.data[key] = std::move(*value);
            } else if (append) {
                std::string const joined = present->get<std::string>() + "\n\n" + *value;
                if (joined.size() > kFieldBytesMax) {
                    set_aside(where, Reason::kTooLarge, "The text is longer than 64 KiB.", "Shorten it.",
                              true);
                } else {
                    *present = joined;
                }
            }
            return;
        case FieldType::kUrl:
        case FieldType::kEmail: {
            bool const web = field.type == FieldType::kUrl;
            if (web ? !is_web_address(*value) : !is_email_address(*value)) {
                set_aside(
                    where, Reason::kBadAddress,
                    shown(*value) + (web ? " is not a web address." : " is not an e-mail address."),
                    web ? "Write it whole, with https:// before it." : "Write one address: name@example.org.",
                    true);
            } else if (present == nullptr) {
                draft.data[key] = std::move(*value);
            }
            return;
        }
        case FieldType::kChoice: {
            std::string code = lower_case(*value);
            std::replace(code.begin(), code.end(), ' ', '_');
            if (std::find(field.choices.begin(), field.choices.end(), code) == field.choices.end()) {
                set_aside(where, Reason::kUnknownValue, shown(*value) + " is not a value of " + key + ".",
                          "Use one that docs/domain/directory.md lists.", true);
            } else if (present == nullptr) {
                draft.data[key] = std::move(code);
            }
            return;
        }
        case FieldType::kChoices:
            if (field.name == "languages") return put_language(draft, *value, where);
            if (!is_code(*value)) {
                set_aside(where, Reason::kUnknownValue, shown(*value) + " is not a code of " + key + ".",
                          "Use a code of its vocabulary.", true);
                return;
            }
            return add_to_list(draft, field, std::move(*value), where);
        case FieldType::kTexts:
            return put_area(draft, *value, where);
        case FieldType::kLink:
            if (present == nullptr) draft.data[key] = std::move(*value);
            return;
        case FieldType::kLinks:
            return add_to_list(draft, field, std::move(*value), where);
        case FieldType::kInteger: {
            auto const number = parse_number(*value);
            if (!number) {
                set_aside(where, Reason::kWrongType, shown(*value) + " is not a number.",
                          "Write a whole number.", true);
                return;
            }
            return put_json(draft, field, Json(*number), where);
        }
        case FieldType::kDate:
            if (auto const date = parse_date(*value)) {
                if (present == nullptr) draft.data[key] = text(*date);
            } else {
                set_aside(where, Reason::kBadDate, shown(*value) + " is not a date.",
                          "Write a day that exists as YYYY-MM-DD.", true);
            }
            return;
        case FieldType::kInstant:
            if (auto const instant = parse_instant(*value)) {
                if (present == nullptr) draft.data[key] = text(*instant);
            } else {
                set_aside(where, Reason::kBadDate, shown(*value) + " is not a moment in UTC.",
                          "Write it as 2031-03-01T18:30:00Z.", true);
            }
            return;
        case FieldType::kNumber:
        case FieldType::kGroups:
            AMPARO_CHECK(false && "numbers and groups have their own functions");
    }
}

void Collector::put_json(Draft& draft, Field const& field, Json const& value, Where const& where) {
    if (value.is_null()) return;
    auto const wrong_type = [&](std::string_view wanted) {
        set_aside(
            where, Reason::kWrongType,
            "A " + std::string{value.type_name()} + " stands where " + std::string{wanted} + " belongs.",
            "Write it as HSDS 3 says.", true);
    };
    if (field.type == FieldType::kInteger) {
        if (!value.is_number()) return wrong_type("a number");
        double const number = value.get<double>();
        if (!(number >= field.min && number <= field.max) || number != std::floor(number)) {
            set_aside(where, Reason::kUnknownValue,
                      "The number is not one that " + std::string{field.name} + " may have.",
                      "Write a whole number that docs/domain/directory.md allows.", true);
        } else if (!draft.data.contains(std::string{field.name})) {
            draft.data[std::string{field.name}] = static_cast<std::int64_t>(number);
        }
        return;
    }
    if (field.type == FieldType::kTexts || field.type == FieldType::kChoices) {
        if (!value.is_array()) return wrong_type("a list");
        for (Json const& one : value) {
            if (!one.is_string()) return wrong_type("a list of texts");
        }
        for (Json const& one : value) put(draft, field, one.get_ref<std::string const&>(), where);
        return;
    }
    if (!value.is_string()) return wrong_type("a text");
    put(draft, field, value.get_ref<std::string const&>(), where);
}

void Collector::put_coordinates(Draft& draft, std::optional<double> latitude, std::optional<double> longitude,
                                Where const& where) {
    constexpr double kMetresMax = 20'037'508.35;  // Web Mercator: half the equator.
    if (!latitude && !longitude) return;
    if (!latitude || !longitude) {
        set_aside(where, Reason::kBadCoordinates, "Latitude and longitude are not both there.",
                  "Give both in degrees.", true);
        return;
    }
    double const most = std::max(std::abs(*latitude), std::abs(*longitude));
    if (most > 400 && most <= kMetresMax) {
        set_aside(where, Reason::kCoordinatesInMetres,
                  "Latitude and longitude look like metres of a Web Mercator map, not degrees.",
                  "Convert them to degrees (EPSG:3857 to EPSG:4326) and import again.", true);
    } else if (!(std::abs(*latitude) <= 90) || !(std::abs(*longitude) <= 180)) {
        set_aside(where, Reason::kBadCoordinates, "There is no such latitude and longitude on Earth.",
                  "Give degrees: latitude -90 to 90, longitude -180 to 180. They may be swapped.", true);
    } else if (*latitude == 0 && *longitude == 0) {
        set_aside(where, Reason::kBadCoordinates, "Latitude and longitude are both 0: no place was known.",
                  "Leave them empty or give the place.", true);
    } else if (!draft.data.contains("latitude")) {
        draft.data["latitude"] = *latitude;
        draft.data["longitude"] = *longitude;
    }
}

void Collector::put_phone(Draft& draft, Phone const& phone, Where const& where) {
    auto const number = clean(phone.number, where);
    if (!number) return;
    bool const has_digit =
        std::any_of(number->begin(), number->end(), [](char c) { return c >= '0' && c <= '9'; });
    if (number->size() > kPhoneBytesMax || !has_digit) {
        set_aside(where, Reason::kUnknownValue, shown(*number) + " is not a telephone number.",
                  "Write the number, or leave it empty.", true);
        return;
    }
    Json out{{"number", *number}};
    auto note = clean(phone.note, where);
    if (auto const extension = clean(phone.extension, where)) {
        bool const digits =
            extension->size() <= 9 &&
            std::all_of(extension->begin(), extension->end(), [](char c) { return c >= '0' && c <= '9'; });
        if (digits && (extension->size() == 1 || extension->front() != '0')) {
            out["extension"] = *extension;
        } else {
            note = "ext. " + *extension + (note ? "; " + *note : "");
        }
    }
    if (auto const kind = clean(phone.kind, where)) out["kind"] = lower_case(*kind);
    if (note) out["note"] = *note;
    Json& list = draft.data["phones"];
    if (list.is_null()) list = Json::array();
    if (std::find(list.begin(), list.end(), out) != list.end()) return;
    if (static_cast<double>(list.size()) >= field_of(draft, "phones").max) {
        set_aside(where, Reason::kTooLarge, "There are more numbers than a record may have.", "Remove some.",
                  true);
        return;
    }
    list.push_back(std::move(out));
}

void Collector::put_language(Draft& draft, std::string_view code_or_name, Where const& where) {
    if (trimmed(code_or_name).empty()) return;
    auto code = language_code(code_or_name);
    if (!code) {
        set_aside(where, Reason::kUnknownLanguage, shown(code_or_name) + " is not a language that is known.",
                  "Use its ISO 639 code, \"es\", or its English name.", true);
        return;
    }
    add_to_list(draft, field_of(draft, "languages"), std::move(*code), where);
}

void Collector::put_area(Draft& draft, std::string_view area, Where const& where) {
    auto const value = clean(area, where);
    if (!value) return;
    if (value->size() > kAreaBytesMax) {
        std::string_view const words = draft.kind == Kind::kService ? "eligibility" : "description";
        return put(draft, field_of(draft, words), *value, where, true);
    }
    add_to_list(draft, field_of(draft, "areas"), lower_case(*value), where);
}

void Collector::put_opening(Draft& draft, std::string_view weekday, std::string_view opens,
                            std::string_view closes, Where const& where) {
    opens = trimmed(opens);
    closes = trimmed(closes);
    auto const unreadable = [&](std::string_view why) {
        draft.hours_doubtful = true;
        put_hours_text(draft,
                       std::string{trimmed(weekday)} + " " + std::string{opens} + "-" + std::string{closes},
                       where);
        set_aside(
            where, Reason::kUnreadableHours,
            shown(std::string{opens} + "-" + std::string{closes}) + " was not read. " + std::string{why},
            "Write the weekday and both times, \"09:00\" and \"17:00\".", true);
    };
    auto const day = parse_weekday(trimmed(weekday));
    if (opens.empty() && closes.empty()) return;
    if (!day) return unreadable("The weekday is not one.");
    if (lower_case(opens) == "closed") return;
    auto const open = parse_opening(*day, opens, closes);
    if (!open.ok()) return unreadable(fault_of(open.error()));
    draft.hours.push_back(open.value());
}

void Collector::put_hours(Draft& draft, std::string_view words, Where const& where) {
    put_hours_text(draft, words, where);
    auto const hours = parse_hours(trimmed(words));
    if (hours.ok()) {
        draft.hours.insert(draft.hours.end(), hours.value().begin(), hours.value().end());
    } else if (hours.error() != HoursError::kEmpty) {
        set_aside(
            where, Reason::kUnreadableHours,
            shown(trimmed(words)) + " was not read as opening hours. " + std::string{fault_of(hours.error())},
            "Write weekdays and times, \"Mon-Fri 09:00-17:00\". The words were kept.", true);
        draft.hours_doubtful = true;
    }
}

void Collector::put_hours_text(Draft& draft, std::string_view words, Where const& where) {
    Field const& field = field_of(draft, "hours_text");
    std::string const now = codec::string_or(draft.data, "hours_text");
    if (now.find(trimmed(words)) == std::string::npos || now.empty()) put(draft, field, words, where, true);
}

void Collector::finish_draft(Draft& draft) {
    put_in_order(draft.hours);
    if (draft.hours.size() > 100) {
        set_aside({draft.file, draft.line}, Reason::kTooLarge,
                  "There are more openings than a record may have.", "Remove some.", true);
        draft.hours.clear();
    }
    if (draft.hours_doubtful) {
        std::string words;
        for (OpenHours const& open : draft.hours) {
            words += std::string{weekday_name(open.weekday)} + " " + clock_text(open.opens) + "-" +
                     clock_text(open.closes) + "\n";
        }
        put_hours_text(draft, words, {draft.file, draft.line});
    } else if (!draft.hours.empty()) {
        Json hours = Json::array();
        for (OpenHours const& open : draft.hours) {
            hours.push_back({{"weekday", weekday_name(open.weekday)},
                             {"opens", clock_text(open.opens)},
                             {"closes", clock_text(open.closes)}});
        }
        draft.data["hours"] = std::move(hours);
    }
    if (draft.data.contains("name") || draft.kind != Kind::kLocation) return;
    for (std::string_view const stand_in : {"address_1", "city"}) {
        if (auto const known = codec::text_at(draft.data, stand_in)) {
            draft.data["name"] = std::string{*known};
            return;
        }
    }
}

/// D15. Ids of the source become source keys.
void Collector::resolve_links(Draft& draft) {
    auto const key_of = [&](Kind to, std::string_view id) -> std::optional<std::string> {
        Draft const* const other = find(to, id);
        if (other != nullptr) return source_ + ":" + std::string{name(to)} + ":" + other->id;
        set_aside({draft.file, draft.line, std::string{name(draft.kind)} + " " + draft.id},
                  Reason::kDanglingLink,
                  "It names the " + std::string{name(to)} + " " + shown(id) + ", which is not in the files.",
                  "Add it to the files, or leave the link empty.", true);
        return std::nullopt;
    };
    with_links(draft.kind, draft.data, key_of);
}

Imported Collector::finish() {
    for (Draft& draft : drafts_) {
        finish_draft(draft);
        if (draft.data.contains("name")) continue;
        set_aside({draft.file, draft.line, std::string{name(draft.kind)} + " " + draft.id},
                  Reason::kMissingName, "This " + std::string{name(draft.kind)} + " has no name.",
                  "Give it a name.", false);
        by_id_.erase(std::pair{draft.kind, draft.id});
    }
    for (Kind const kind : kAllKinds) {
        for (Draft& draft : drafts_) {
            if (draft.kind != kind || !draft.data.contains("name")) continue;
            resolve_links(draft);
            std::string key = source_ + ":" + std::string{name(kind)} + ":" + draft.id;
            draft.data["source_key"] = key;
            out_.items.push_back({kind, std::move(key), std::move(draft.data)});
        }
    }
    return std::move(out_);
}

}  // namespace amparo::directory
