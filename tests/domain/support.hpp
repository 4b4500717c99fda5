// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// What the tests of this folder share: the forms that ship, and the codes of an enum.
#include "amparo/forms/registry.hpp"
#include "amparo/forms/validate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::domain_test {

using Codes = std::set<std::string>;

inline forms::Registry const& shipped() {
    static forms::Registry const kShipped;
    return kShipped;
}

inline std::string file_text(std::string const& path_below_source) {
    std::ifstream in{std::string{AMPARO_SOURCE_DIR} + "/" + path_below_source};
    std::stringstream text;
    text << in.rdbuf();
    EXPECT_FALSE(text.str().empty()) << path_below_source;
    return text.str();
}

inline Json parsed(std::string_view text) {
    auto json = codec::parse_json(text);
    EXPECT_TRUE(json.ok()) << text.substr(0, 200);
    return json.ok() ? std::move(json).value() : Json{};
}

inline Codes codes(forms::Vocabulary const& list) {
    Codes out;
    for (forms::Term const& term : list.terms()) out.insert(term.code);
    return out;
}

inline Codes list(std::string_view vocabulary) {
    auto const found = shipped().vocabularies().find(vocabulary);
    EXPECT_NE(found, shipped().vocabularies().end()) << vocabulary;
    return found == shipped().vocabularies().end() ? Codes{} : codes(*found->second);
}

/// "contact.needs" or "finding.acts.act".
inline forms::Field const& field(std::string const& path) {
    static forms::Field const kNone;
    std::istringstream names{path};
    std::string name;
    std::getline(names, name, '.');
    forms::Form const* const form = shipped().find(name);
    forms::Field const* found = nullptr;
    while (form != nullptr && std::getline(names, name, '.')) {
        auto const& among = found == nullptr ? form->fields : found->fields;
        auto const at =
            std::find_if(among.begin(), among.end(), [&](forms::Field const& f) { return f.name == name; });
        found = at == among.end() ? nullptr : &*at;
        if (found == nullptr) break;
    }
    EXPECT_NE(found, nullptr) << path;
    return found == nullptr ? kNone : *found;
}

/// What may be answered in a field, without the three ways of having no answer.
inline Codes offered(std::string const& path) {
    forms::Field const& f = field(path);
    EXPECT_NE(f.vocabulary, nullptr) << path;
    return f.vocabulary == nullptr ? Codes{} : codes(*f.vocabulary);
}

/// The names of all values of an enum, found by asking each number, so that a new one can't be forgotten.
template <class Enum>
Codes names_of(std::initializer_list<std::string_view> but = {}) {
    Codes out;
    for (unsigned number = 0; number < 256; ++number) {
        std::string_view const code = name(static_cast<Enum>(number));
        if (!code.empty() && std::find(but.begin(), but.end(), code) == but.end()) out.emplace(code);
    }
    return out;
}

inline std::vector<std::string> said(forms::Problems const& problems) {
    std::vector<std::string> out;
    for (forms::Problem const& p : problems) out.push_back(std::string{name(p.code)} + " at " + p.field);
    return out;
}

inline std::vector<std::string> problems_with(std::string_view form, Json const& data) {
    forms::Form const* const found = shipped().find(form);
    EXPECT_NE(found, nullptr) << form;
    return found == nullptr ? std::vector<std::string>{"no such form"}
                            : said(forms::validate(*found, data, forms::Mode::kCreate).problems);
}

}  // namespace amparo::domain_test
