// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Files of the tests, and records as an engine would have them.
#include "amparo/base/instant.hpp"
#include "amparo/directory/export.hpp"
#include "amparo/directory/import.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace amparo::directory::test {

/// A file below the source folder; the program ends if it isn't there.
inline std::string read_file(std::string const& path) {
    std::ifstream in{std::string{AMPARO_SOURCE_DIR} + "/" + path, std::ios::binary};
    if (!in) {
        std::cerr << "missing: " << path << '\n';
        std::exit(3);
    }
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// Files that own their text.
class Files {
  public:
    Files& add(std::string name, std::string text) {
        owned_.emplace_back(std::move(name), std::move(text));
        return *this;
    }
    Files& load(std::string const& path) { return add(path, read_file(path)); }
    [[nodiscard]] std::vector<File> views() const {
        std::vector<File> out;
        for (auto const& [name, text] : owned_) out.push_back({name, text});
        return out;
    }

  private:
    std::vector<std::pair<std::string, std::string>> owned_;
};

inline Imported import_all(Files const& files, Json mapping = nullptr, std::string source = "test") {
    return import_directory(files.views(), Options{std::move(source), std::move(mapping)});
}
inline Imported import_text(std::string name, std::string text) {
    return import_all(Files{}.add(std::move(name), std::move(text)));
}

inline Imported import_ilao() {
    std::string const dir = "data/directory/ilao/";
    Files files;
    for (char const* const name : {"in_services.csv", "in_locations.csv", "in_organizations.csv"})
        files.load(dir + name);
    return import_all(files, codec::parse_json(read_file(dir + "mapping.json")).value(), "ilao");
}
inline Imported import_demo() {
    return import_all(Files{}.load("data/directory/demo_network.json"), nullptr, "demo");
}

/// A record id for a source key: the UUID at its end if it has one, so that an export keeps its ids; else a
/// hash.
inline RecordId id_for(std::string const& source_key) {
    std::string hex;
    if (source_key.size() > 36 && source_key[source_key.size() - 13] == '-') {
        for (char const c : source_key.substr(source_key.size() - 36)) {
            if (c != '-') hex += c;
        }
    } else {
        for (unsigned part = 0; part < 4; ++part) {
            std::uint32_t hash = 2166136261U + part;
            for (char const c : source_key) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
            for (int i = 0; i < 8; ++i) hex += "0123456789abcdef"[hash >> (4 * i) & 15U];
        }
    }
    return RecordId::parse("rec_" + hex).value();
}

inline std::vector<Stored> store(std::vector<Item> const& items) {
    std::set<std::string> known;
    for (Item const& item : items) known.insert(item.source_key);
    std::vector<Stored> out;
    for (Item const& item : items) {
        Stored record{item.kind, id_for(item.source_key), item.data};
        with_links(item.kind, record.data, [&](Kind, std::string_view link) -> std::optional<std::string> {
            std::string const key{link};
            return known.count(key) == 0 ? std::nullopt : std::optional{id_for(key).text()};
        });
        out.push_back(std::move(record));
    }
    return out;
}

inline std::size_t count(Imported const& imported, Kind kind) {
    std::size_t n = 0;
    for (Item const& item : imported.items) n += item.kind == kind ? 1 : 0;
    return n;
}
inline std::size_t count(Imported const& imported, Reason reason) {
    std::size_t n = 0;
    for (SetAside const& one : imported.set_aside) n += one.reason == reason ? 1 : 0;
    return n;
}
inline std::size_t not_kept(Imported const& imported) {
    std::size_t n = 0;
    for (SetAside const& one : imported.set_aside) n += one.kept ? 0 : 1;
    return n;
}
inline Json const* record(Imported const& imported, std::string const& source_key) {
    for (Item const& item : imported.items) {
        if (item.source_key == source_key) return &item.data;
    }
    return nullptr;
}

/// What a record of `kind` may hold, by fields.json.
inline void expect_fits(Kind kind, Json const& data) {
    ASSERT_TRUE(data.is_object());
    for (auto const& [key, value] : data.items()) {
        Field const* const field = find_field(kind, key);
        ASSERT_NE(field, nullptr) << key;
        switch (field->type) {
            case FieldType::kText:
            case FieldType::kLongText:
            case FieldType::kUrl:
            case FieldType::kEmail:
            case FieldType::kLink:
                ASSERT_TRUE(value.is_string() && !value.get<std::string>().empty()) << key;
                ASSERT_LE(value.get<std::string>().size(), kFieldBytesMax) << key;
                break;
            case FieldType::kChoice:
                ASSERT_NE(std::find(field->choices.begin(), field->choices.end(), value),
                          field->choices.end())
                    << key;
                break;
            case FieldType::kChoices:
            case FieldType::kTexts:
            case FieldType::kLinks:
                ASSERT_TRUE(value.is_array() && !value.empty() &&
                            static_cast<double>(value.size()) <= field->max)
                    << key;
                for (Json const& one : value)
                    ASSERT_TRUE(one.is_string() && !one.get<std::string>().empty()) << key;
                break;
            case FieldType::kGroups:
                ASSERT_TRUE(value.is_array() && !value.empty() &&
                            static_cast<double>(value.size()) <= field->max)
                    << key;
                for (Json const& one : value)
                    ASSERT_TRUE(one.contains(key == "phones" ? "number" : "weekday")) << key;
                break;
            case FieldType::kInteger:
            case FieldType::kNumber: {
                ASSERT_TRUE(field->type == FieldType::kInteger ? value.is_number_integer()
                                                               : value.is_number())
                    << key;
                double const number = value.get<double>();
                ASSERT_TRUE(number >= field->min && number <= field->max) << key;
                break;
            }
            case FieldType::kDate:
                ASSERT_TRUE(parse_date(value.get<std::string>())) << key;
                break;
            case FieldType::kInstant:
                ASSERT_TRUE(parse_instant(value.get<std::string>())) << key;
                break;
        }
    }
    ASSERT_TRUE(data.contains("name"));
    ASSERT_TRUE(data.contains("source_key"));
}

inline void expect_all_fit(Imported const& imported) {
    std::set<std::string> keys;
    for (Item const& item : imported.items) {
        expect_fits(item.kind, item.data);
        ASSERT_TRUE(keys.insert(item.source_key).second) << item.source_key;
        ASSERT_EQ(item.data["source_key"], item.source_key);
    }
    for (SetAside const& one : imported.set_aside) {
        ASSERT_FALSE(one.file.empty());
        ASSERT_FALSE(one.message.empty() || one.mend.empty());
        ASSERT_LT(one.message.size(), 600U);
    }
}

}  // namespace amparo::directory::test
