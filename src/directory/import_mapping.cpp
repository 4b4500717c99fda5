// SPDX-License-Identifier: AGPL-3.0-or-later
/// Any CSV through a mapping: docs/domain/directory.md, "Mappings".
#include "readers.hpp"

#include <algorithm>
#include <array>
#include <deque>

namespace amparo::directory {
namespace {

/// How a cell becomes a value. Each but kText works on the cell's lines.
enum class As { kText, kLines, kValues, kWords, kAreas, kLink, kPhone, kHours, kHoursText, kCoordinates };
struct AsName {
    std::string_view name;
    As as;
};
constexpr std::array kAsNames{
    AsName{"text", As::kText},
    AsName{"lines", As::kLines},
    AsName{"values", As::kValues},
    AsName{"words", As::kWords},
    AsName{"areas", As::kAreas},
    AsName{"link", As::kLink},
    AsName{"phone", As::kPhone},
    AsName{"hours", As::kHours},
    AsName{"hours_text", As::kHoursText},
    AsName{"coordinates", As::kCoordinates},
};

struct Words {
    std::vector<std::string> any;  ///< Lower case; found where a word begins.
    std::vector<std::string> give;
};

struct Rule {
    std::string to;
    std::string of;  ///< Empty, or a link field: the value goes to the records linked.
    std::vector<std::string> columns;
    As as = As::kText;
    std::map<std::string, std::vector<std::string>, std::less<>> values;
    std::vector<Words> words;
    std::vector<std::string> otherwise;
    std::vector<std::string> skip;
    std::string prefix;
    std::string suffix;
    std::string phone_kind;
};

struct MappedTable {
    std::string file;  ///< Lower case, no folder.
    Kind kind = Kind::kService;
    std::string id;
    std::vector<Rule> rules;
    std::vector<std::pair<std::string, std::string>> set;
};

class MappingParser {
  public:
    explicit MappingParser(Collector& into) : into_{into} {}

    std::vector<MappedTable> tables(Json const& mapping) {
        std::vector<MappedTable> out;
        if (codec::int_at(mapping, "amparo_mapping") != 1) {
            bad("/amparo_mapping", "This is not a mapping of version 1.");
            return out;
        }
        keys(mapping, "", {"amparo_mapping", "about", "tables"});
        Json const& list = codec::list_at(mapping, "tables");
        if (!list.is_array() || list.empty()) bad("/tables", "A mapping lists its tables.");
        if (!list.is_array()) return out;
        std::size_t i = 0;
        for (Json const& table : list) {
            std::string const place = "/tables/" + std::to_string(i++);
            if (auto parsed = this->table(table, place)) out.push_back(std::move(*parsed));
        }
        return out;
    }

  private:
    void bad(std::string place, std::string message) {
        into_.set_aside({"mapping", 0, std::move(place)}, Reason::kBadMapping, std::move(message),
                        "See docs/domain/directory.md, Mappings.", false);
    }

    void keys(Json const& object, std::string const& place, std::initializer_list<std::string_view> known) {
        for (auto const& [key, unused] : object.items()) {
            if (std::find(known.begin(), known.end(), key) == known.end())
                bad(place + "/" + key, "There is no such key.");
        }
    }

    std::vector<std::string> texts(Json const& object, std::string_view key, std::string const& place) {
        std::vector<std::string> out;
        Json const* const value = codec::find(object, key);
        if (value == nullptr) return out;
        if (value->is_string()) return {value->get<std::string>()};
        bool const good = value->is_array() && std::all_of(value->begin(), value->end(),
                                                           [](Json const& v) { return v.is_string(); });
        if (!good) {
            bad(place + "/" + std::string{key}, "A text or a list of texts belongs here.");
            return out;
        }
        for (Json const& one : *value) out.push_back(one.get<std::string>());
        return out;
    }

    std::optional<MappedTable> table(Json const& json, std::string const& place) {
        if (!json.is_object()) {
            bad(place, "A table is an object.");
            return std::nullopt;
        }
        keys(json, place, {"file", "kind", "id", "set", "fields"});
        MappedTable out;
        out.file = lower_case(codec::string_or(json, "file"));
        out.id = codec::string_or(json, "id");
        auto const kind = kind_named(codec::string_or(json, "kind"));
        if (out.file.empty() || out.id.empty() || !kind) {
            bad(place,
                "A table names its file, its kind (organization, location or service) and its column of "
                "ids.");
            return std::nullopt;
        }
        out.kind = *kind;
        if (Json const* const set = codec::find(json, "set"); set != nullptr && set->is_object()) {
            for (auto const& [key, value] : set->items()) {
                Field const* const field = find_field(out.kind, key);
                if (field == nullptr || !value.is_string() || !plain_text(*field)) {
                    bad(place + "/set/" + key, "This can't be set.");
                } else {
                    out.set.emplace_back(key, value.get<std::string>());
                }
            }
        }
        Json const& rules = codec::list_at(json, "fields");
        std::size_t i = 0;
        for (Json const& one : rules) {
            std::string const here = place + "/fields/" + std::to_string(i++);
            if (auto parsed = rule(one, out.kind, here)) out.rules.push_back(std::move(*parsed));
        }
        return out;
    }

    /// A field whose value is put as one text.
    static bool plain_text(Field const& field) {
        return field.type != FieldType::kGroups && field.type != FieldType::kNumber &&
               field.name != "source_key";
    }

    std::optional<Rule> rule(Json const& json, Kind kind, std::string const& place) {
        if (!json.is_object()) {
            bad(place, "A field rule is an object.");
            return std::nullopt;
        }
        keys(json, place,
             {"to", "of", "columns", "as", "values", "words", "otherwise", "skip", "prefix", "suffix",
              "phone_kind"});
        Rule out;
        out.to = codec::string_or(json, "to");
        out.of = codec::string_or(json, "of");
        out.columns = texts(json, "columns", place);
        out.otherwise = texts(json, "otherwise", place);
        out.skip = texts(json, "skip", place);
        out.prefix = codec::string_or(json, "prefix");
        out.suffix = codec::string_or(json, "suffix");
        out.phone_kind = codec::string_or(json, "phone_kind");
        std::string const as = codec::string_or(json, "as", "text");
        auto const named =
            std::find_if(kAsNames.begin(), kAsNames.end(), [&](AsName const& n) { return n.name == as; });
        if (named == kAsNames.end()) {
            bad(place + "/as", shown(as) + " is no way to read a cell.");
            return std::nullopt;
        }
        out.as = named->as;
        if (!out.of.empty()) {
            Field const* const link = find_field(kind, out.of);
            if (link == nullptr || !link->to) {
                bad(place + "/of", shown(out.of) + " is not a link.");
                return std::nullopt;
            }
            kind = *link->to;
        }
        if (out.columns.empty()) bad(place + "/columns", "A rule names its columns.");
        if (!fits(out, kind)) {
            bad(place + "/to", shown(out.to) + " can't be filled from " + shown(as) + ".");
            return std::nullopt;
        }
        if (Json const* const values = codec::find(json, "values");
            values != nullptr && values->is_object()) {
            for (auto const& [key, unused] : values->items())
                out.values[key] = texts(*values, key, place + "/values");
        }
        for (Json const& one : codec::list_at(json, "words")) {
            Words words{texts(one, "any", place + "/words"), texts(one, "give", place + "/words")};
            for (std::string& word : words.any) word = lower_case(word);
            out.words.push_back(std::move(words));
        }
        return out;
    }

    static bool fits(Rule const& rule, Kind kind) {
        Field const* const field = find_field(kind, rule.to);
        switch (rule.as) {
            case As::kPhone:
                return rule.to == "phones";
            case As::kHours:
                return rule.to == "hours" && field != nullptr;
            case As::kHoursText:
                return rule.to == "hours_text" && field != nullptr;
            case As::kCoordinates:
                return rule.to == "coordinates" && kind == Kind::kLocation;
            case As::kAreas:
                return rule.to == "areas" && field != nullptr;
            case As::kLink:
                return field != nullptr && field->to.has_value();
            case As::kText:
            case As::kLines:
            case As::kValues:
            case As::kWords:
                return field != nullptr && plain_text(*field);
        }
        return false;
    }

    Collector& into_;
};

bool begins_word(std::string_view text, std::size_t at) {
    if (at == 0) return true;
    char const before = text[at - 1];
    return !((before >= 'a' && before <= 'z') || (before >= '0' && before <= '9') ||
             static_cast<unsigned char>(before) >= 0x80);
}

bool holds_word(std::string_view lower_text, std::string_view word) {
    if (word.empty()) return false;
    for (std::size_t at = lower_text.find(word); at != std::string_view::npos;
         at = lower_text.find(word, at + 1)) {
        if (begins_word(lower_text, at)) return true;
    }
    return false;
}

/// The decimal numbers in a text: "Geolocation is 41.88, -87.62".
std::vector<double> numbers_in(std::string_view text) {
    std::vector<double> out;
    for (std::size_t i = 0; i < text.size() && out.size() < 3;) {
        std::size_t end = i;
        while (end < text.size() &&
               std::string_view{"+-.0123456789"}.find(text[end]) != std::string_view::npos)
            ++end;
        std::string_view word = text.substr(i, end - i);
        while (!word.empty() && word.back() == '.') word.remove_suffix(1);
        if (auto const number = parse_number(word)) out.push_back(*number);
        i = end + 1;
    }
    return out;
}

class MappedReader {
  public:
    explicit MappedReader(Collector& into) : into_{into} {}

    void read(File const& file, MappedTable const& mapped) {
        Table table{file, into_};
        if (!table.has(mapped.id)) {
            into_.set_aside({file.name, 1, mapped.id}, Reason::kBadMapping,
                            "There is no column " + shown(mapped.id) + ", which the mapping names for ids.",
                            "Correct the mapping or the header.", false);
            return;
        }
        std::vector<bool> used(table.header().size(), false);
        used[table.find(mapped.id)] = true;
        for (Rule const& rule : mapped.rules) {
            for (std::string const& column : rule.columns) {
                if (table.has(column)) {
                    used[table.find(column)] = true;
                } else {
                    into_.set_aside({file.name, 1, column}, Reason::kBadMapping,
                                    "There is no column " + shown(column) + ", which the mapping names.",
                                    "Correct the mapping or the header.", true);
                }
            }
        }
        std::string const stem = stem_of(file.name);
        while (table.next()) {
            Draft* const draft = into_.add(mapped.kind, table.cell(mapped.id), table.where());
            if (draft == nullptr) continue;
            for (Rule const& rule : mapped.rules) {
                for (std::string const& column : rule.columns) {
                    std::string_view const cell = trimmed(table.cell(column));
                    if (cell.empty() ||
                        std::find(rule.skip.begin(), rule.skip.end(), cell) != rule.skip.end())
                        continue;
                    if (rule.of.empty()) {
                        apply(*draft, rule, cell, table.where(column));
                    } else {
                        later_.push_back({draft, &rule, std::string{cell}, file.name, table.where(column)});
                    }
                }
            }
            for (auto const& [field, value] : mapped.set)
                into_.put_field(*draft, field, value, table.where(field));
            for (std::size_t i = 0; i < used.size(); ++i) {
                if (!used[i] && !trimmed(table.cell(i)).empty()) into_.drop(stem + "." + table.header()[i]);
            }
        }
    }

    /// Values for linked records, once all records are there.
    void finish() {
        for (Later const& later : later_) {
            Json const* const link = codec::find(later.draft->data, later.rule->of);
            if (link == nullptr) continue;
            for (Json const& id : link->is_array() ? *link : Json::array({*link})) {
                Kind const kind = *find_field(later.draft->kind, later.rule->of)->to;
                Draft* const target = into_.find(kind, id.get_ref<std::string const&>());
                if (target != nullptr) apply(*target, *later.rule, later.cell, later.where);
            }
        }
    }

  private:
    struct Later {
        Draft* draft;
        Rule const* rule;
        std::string cell;
        std::string_view file;
        Where where;
    };

    void give(Draft& draft, Rule const& rule, std::vector<std::string> const& values, Where const& where) {
        for (std::string const& value : values) into_.put_field(draft, rule.to, value, where);
    }

    void apply(Draft& draft, Rule const& rule, std::string_view cell, Where const& where) {
        switch (rule.as) {
            case As::kText:
                return into_.put_field(draft, rule.to, rule.prefix + std::string{cell} + rule.suffix, where,
                                       true);
            case As::kLines: {
                std::string joined;
                for (std::string_view const line : lines_of(cell)) {
                    joined += (joined.empty() ? "" : ", ") + std::string{line};
                }
                return into_.put_field(draft, rule.to, rule.prefix + joined + rule.suffix, where, true);
            }
            case As::kValues:
                for (std::string_view const line : lines_of(cell)) {
                    auto const found = rule.values.find(line);
                    if (found != rule.values.end()) {
                        give(draft, rule, found->second, where);
                    } else {
                        into_.set_aside(where, Reason::kUnknownValue,
                                        "The mapping has nothing for " + shown(line) + ".",
                                        "Add it to the rule's values.", true);
                    }
                }
                return;
            case As::kWords: {
                std::string const low = lower_case(cell);
                bool any = false;
                for (Words const& words : rule.words) {
                    bool const holds =
                        std::any_of(words.any.begin(), words.any.end(),
                                    [&](std::string const& word) { return holds_word(low, word); });
                    if (holds) give(draft, rule, words.give, where);
                    any = any || holds;
                }
                if (!any) give(draft, rule, rule.otherwise, where);
                return;
            }
            case As::kAreas:
                for (std::string_view const line : lines_of(cell)) {
                    into_.put_area(draft, rule.prefix + std::string{line} + rule.suffix, where);
                }
                return;
            case As::kLink: {
                std::string_view rest = cell;
                while (!rest.empty()) {
                    std::size_t const end = std::min(rest.find_first_of(",\n"), rest.size());
                    into_.put_field(draft, rule.to, rest.substr(0, end), where);
                    rest.remove_prefix(std::min(end + 1, rest.size()));
                }
                return;
            }
            case As::kPhone:
                return into_.put_phone(draft, {cell, {}, rule.phone_kind, {}}, where);
            case As::kHours:
                return into_.put_hours(draft, cell, where);
            case As::kHoursText:
                return into_.put_hours_text(draft, cell, where);
            case As::kCoordinates: {
                auto const numbers = numbers_in(cell);
                if (numbers.size() == 2) return into_.put_coordinates(draft, numbers[0], numbers[1], where);
                into_.set_aside(where, Reason::kBadCoordinates,
                                shown(cell) + " is not a latitude and a longitude.",
                                "Write both in degrees: 41.8781, -87.6298.", true);
                return;
            }
        }
    }

    Collector& into_;
    std::deque<Later> later_;
};

}  // namespace

void read_mapped(std::span<File const> files, Json const& mapping, Collector& into) {
    auto const tables = MappingParser{into}.tables(mapping);
    MappedReader reader{into};
    std::vector<bool> read(files.size(), false);
    for (MappedTable const& table : tables) {
        bool found = false;
        for (std::size_t i = 0; i < files.size(); ++i) {
            std::string_view base = files[i].name;
            if (std::size_t const slash = base.find_last_of("/\\"); slash != std::string_view::npos) {
                base.remove_prefix(slash + 1);
            }
            if (read[i] || lower_case(base) != table.file) continue;
            read[i] = found = true;
            reader.read(files[i], table);
        }
        if (found) continue;
        into.set_aside({table.file}, Reason::kBadMapping, "The mapping names this file, which was not given.",
                       "Give it too, or take it out of the mapping.", false);
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (read[i]) continue;
        into.set_aside({files[i].name}, Reason::kNotRecognised, "The mapping does not name this file.",
                       "Import it without a mapping, or add it to the mapping.", false);
    }
    reader.finish();
}

}  // namespace amparo::directory
