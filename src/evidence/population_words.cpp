// SPDX-License-Identifier: AGPL-3.0-or-later
// A population named with those around it (P1).
#include "amparo/evidence/population.hpp"

#include <algorithm>
#include <array>

namespace amparo::evidence {
namespace {

template <std::size_t kSize>
bool is_one_of(std::string_view word, std::array<std::string_view, kSize> const& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<std::string_view, 4> kPlurals{"people", "women", "men", "children"};
constexpr std::array<std::string_view, 5> kWithout{"the", "all", "everybody", "everyone", "those"};
constexpr std::array<std::string_view, 4> kArticles{"la", "las", "los", "quienes"};

/// Words complete "of the N ...": a noun takes an article, and "who were not citizens" takes "those".
std::string_view english_before(std::string_view first) {
    if (is_one_of(first, kWithout)) return "of ";
    return is_one_of(first, kPlurals) || first.ends_with('s') ? "of the " : "of those ";
}

std::string_view spanish_before(std::string_view first) {
    if (is_one_of(first, kArticles) || first.starts_with("tod")) return "de ";
    if (first == "mujeres" || first.ends_with("as")) return "de las ";
    return first.ends_with("os") || first.ends_with("es") ? "de los " : "de las personas ";
}

}  // namespace

std::string Population::own_words(std::string_view language) const {
    return words_.in(language);
}

std::string Population::words(std::string_view language) const {
    return own_words(language) + around_words(language);
}

std::string Population::around_words(std::string_view language) const {
    if (within_ == nullptr) return {};
    std::string const outer = within_->own_words(language);
    std::string const rest = within_->around_words(language);
    if (outer == own_words(language)) return rest;
    return ", " + of_whom(outer, language) + rest;
}

std::string of_whom(std::string_view words, std::string_view language) {
    std::string_view const first = words.substr(0, words.find_first_of(" ,"));
    std::string_view const before = language == "es" ? spanish_before(first) : english_before(first);
    return std::string{before} + std::string{words};
}

}  // namespace amparo::evidence
