// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/text.hpp"

namespace amparo::cli {

std::string_view name(Language language) noexcept {
    return language == Language::kSpanish ? "es" : "en";
}

std::optional<Language> language_named(std::string_view name) noexcept {
    if (name == "en") return Language::kEnglish;
    if (name == "es") return Language::kSpanish;
    return std::nullopt;
}

Language language_of(Environment const& environment) {
    for (std::string_view variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        auto const value = environment(variable);
        if (!value || value->empty()) continue;
        bool const is_spanish =
            value->rfind("es", 0) == 0 &&
            (value->size() == 2 || !std::isalpha(static_cast<unsigned char>((*value)[2])));
        return is_spanish ? Language::kSpanish : Language::kEnglish;
    }
    return Language::kEnglish;
}

std::string fill(std::string_view pattern, std::initializer_list<std::string_view> values) {
    std::string out;
    auto value = values.begin();
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern.substr(at, 2) == "{}" && value != values.end()) {
            out += *value++;
            at += 2;
        } else {
            out += pattern[at++];
        }
    }
    return out;
}

}  // namespace amparo::cli
