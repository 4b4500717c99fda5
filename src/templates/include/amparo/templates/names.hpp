// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Which places there are: a closed list, read from the forms.
///
///   N1 Closed.   "person.given_names", "deadlines.date": a word for whose record it is, and a field of its form.
///                Beside them what no form holds: today, office.name, me.name, attorney.name, person.name.
///   N2 Printed.  Only fields that have words on paper: no links, groups, long texts or places on a map.
///   N3 Kept.     What the engine keeps for itself is no place, nor what never leaves (forms F17), unless it is
///                of the matter that is written about.
///   N4 Matter.   What a matter holds, readiness to talk to the police and immigration status among it, is a
///                place only where a document of that matter is made.
///   N5 Asked.    "ask.words_of_ones_own" is typed by hand each time; no record answers it.
#include "amparo/forms/registry.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace amparo::templates {

struct Name {
    std::string name;
    std::string group;               ///< "person", "deadlines"; of what no form holds, its first word.
    std::vector<std::string> kinds;  ///< Whose newest answer counts; none: no form holds it.
    std::string field;
    forms::Labels labels;
    bool is_list = false;
    bool needs_matter = false;
};

inline constexpr std::string_view kAsked = "ask.";
[[nodiscard]] bool is_asked(std::string_view name) noexcept;

/// By group, then as the forms have them.
[[nodiscard]] std::vector<Name> names(forms::Registry const& forms);
[[nodiscard]] Name const* find(std::vector<Name> const& names, std::string_view name) noexcept;
/// The name that is meant most likely. There is always one.
[[nodiscard]] std::string const& nearest(std::vector<Name> const& names, std::string_view name);

}  // namespace amparo::templates
