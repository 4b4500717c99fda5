// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/templates/names.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace amparo::templates {
namespace {

struct Group {
    std::string_view name;
    std::vector<std::string> kinds;
    bool is_list;
    bool needs_matter;
};

std::vector<Group> groups() {
    return {{"person", {"person_details", "contact"}, false, false},
            {"matter", {"matter"}, false, true},
            {"readiness", {"matter_readiness"}, false, true},
            {"status", {"immigration_note"}, false, true},
            {"parties", {"matter_party"}, true, true},
            {"deadlines", {"deadline"}, true, true},
            {"dates", {"matter_date"}, true, true},
            {"documents", {"document"}, true, true}};
}

struct Derived {
    std::string_view name;
    std::string_view en;
    std::string_view es;
    bool needs_matter;
};
constexpr std::array kDerived{
    Derived{"today", "Today", "Hoy", false},
    Derived{"office.name", "The organization", "La organización", false},
    Derived{"me.name", "Who fills the template", "Quien llena la plantilla", false},
    Derived{"attorney.name", "Who is responsible for the matter", "Responsable del asunto", true},
    Derived{"person.name", "Given and family names", "Nombres y apellidos", false},
};

/// A member's id: attorney.name has the name.
constexpr std::string_view kResponsible = "responsible";

bool is_printed(forms::Field const& field, Group const& group) noexcept {
    using T = forms::Type;
    switch (field.type) {
        case T::kLongText:
        case T::kPlace:
        case T::kLink:
        case T::kLinks:
        case T::kGroup:
            return false;
        case T::kText:
        case T::kTexts:
        case T::kInteger:
        case T::kDecimal:
        case T::kDate:
        case T::kPartialDate:
        case T::kTime:
        case T::kInstant:
        case T::kChoice:
        case T::kChoices:
        case T::kYesNo:
        case T::kPhone:
        case T::kEmail:
        case T::kUrl:
        case T::kLanguage:
        case T::kLanguages:
        case T::kCountry:
            break;
    }
    if (field.engine_only || (field.confidential && !group.needs_matter)) return false;
    return group.name != "matter" || field.name != kResponsible;
}

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t before = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            std::size_t const here = row[j + 1];
            row[j + 1] = std::min({here + 1, row[j] + 1, before + (a[i] == b[j] ? 0U : 1U)});
            before = here;
        }
    }
    return row.back();
}

}  // namespace

bool is_asked(std::string_view name) noexcept {
    return name.substr(0, kAsked.size()) == kAsked && name.size() > kAsked.size();
}

std::vector<Name> names(forms::Registry const& forms) {
    std::vector<Name> out;
    for (Derived const& one : kDerived) {
        Name name;
        name.name = one.name;
        name.group = one.name.substr(0, one.name.find('.'));
        name.labels.set("en", std::string{one.en});
        name.labels.set("es", std::string{one.es});
        name.needs_matter = one.needs_matter;
        out.push_back(std::move(name));
    }
    for (Group const& group : groups())
        for (std::string const& kind : group.kinds) {
            forms::Form const* const form = forms.find(kind);
            if (form == nullptr) continue;
            for (forms::Field const& field : form->fields) {
                std::string name = std::string{group.name} + "." + field.name;
                if (!is_printed(field, group)) continue;
                auto const same =
                    std::find_if(out.begin(), out.end(), [&](Name const& n) { return n.name == name; });
                if (same != out.end()) {
                    if (!same->kinds.empty()) same->kinds.push_back(kind);
                    continue;
                }
                out.push_back({std::move(name),
                               std::string{group.name},
                               {kind},
                               field.name,
                               field.labels,
                               group.is_list,
                               group.needs_matter});
            }
        }
    return out;
}

Name const* find(std::vector<Name> const& names, std::string_view name) noexcept {
    auto const at = std::find_if(names.begin(), names.end(), [&](Name const& n) { return n.name == name; });
    return at == names.end() ? nullptr : &*at;
}

std::string const& nearest(std::vector<Name> const& names, std::string_view name) {
    return std::min_element(
               names.begin(), names.end(),
               [&](Name const& a, Name const& b) { return distance(a.name, name) < distance(b.name, name); })
        ->name;
}

}  // namespace amparo::templates
