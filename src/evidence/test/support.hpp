// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "amparo/evidence/population.hpp"
#include "amparo/evidence/table.hpp"
#include "amparo/forms/registry.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amparo::evidence::test {

inline Json term(char const* code, char const* en, char const* es) {
    return Json{{"code", code}, {"labels", {{"en", en}, {"es", es}}}};
}

inline Json question(char const* name, char const* type, char const* en, char const* es) {
    return Json{{"name", name}, {"type", type}, {"part", "statistics"}, {"labels", {{"en", en}, {"es", es}}}};
}

inline forms::Form form_with_status(char const* another_status = nullptr, char const* name = "talk") {
    Json status = question("status", "choice", "Status", "Situación");
    status["options"] = {term("citizen", "Citizen", "Ciudadanía"), term("resident", "Resident", "Residencia"),
                         term("visitor", "Visitor", "Visitante")};
    if (another_status != nullptr) status["options"].push_back(term(another_status, "Another", "Otra"));
    Json fears = question("fears", "yes_no", "Worries", "Se preocupa");
    fears["when"] = {{"field", "status"}, {"is", {"resident", "visitor"}}};
    Json ways = question("ways", "choices", "Ways", "Vías");
    ways["options"] = {term("friend", "Friend", "Amistad"), term("work", "Work", "Trabajo"),
                       term("other", "Other", "Otra")};
    Json harms = question("harms", "group", "Harms", "Daños");
    Json harm = question("harm", "choice", "Harm", "Daño");
    harm["options"] = {term("debt", "Debt", "Deuda"), term("threat", "Threat", "Amenaza")};
    Json stated = question("stated", "yes_no", "Did it happen?", "¿Ocurrió?");
    harm.erase("part");
    stated.erase("part");
    harms["fields"] = {harm, stated};
    Json declaration{
        {"name", name},
        {"version", 1},
        {"labels", {{"en", "Talk"}}},
        {"about_person", "yes"},
        {"title", "name"},
        {"fields",
         {question("name", "text", "Name", "Nombre"),
          question("abroad", "yes_no", "Born abroad", "Nació fuera"), status, fears, ways, harms}}};
    auto parsed = forms::Form::parse(declaration, forms::Registry{}.vocabularies());
    return std::move(*std::get_if<forms::Form>(&parsed));
}

inline Frame const& frame() {
    static forms::Form const form = form_with_status();
    static Frame const made{&form, {{"beside", &form}}};
    return made;
}

inline std::shared_ptr<Population const> population(Json definition,
                                                    std::shared_ptr<Population const> within = nullptr) {
    if (!definition.contains("name")) definition["name"] = "some";
    if (!definition.contains("words")) definition["words"] = {{"en", "people"}, {"es", "personas"}};
    return std::make_shared<Population const>(
        Population::parse(definition, frame(), std::move(within)).value());
}

/// Of people who said this, one question or one by another.
inline Table table_of(std::vector<Json> const& data, std::string_view rows, std::string_view by = {},
                      std::shared_ptr<Population const> of = population({})) {
    Question question{std::move(of), Variable::of(frame(), rows).value(), std::nullopt, {}};
    if (!by.empty()) question.columns = Variable::of(frame(), by).value();
    Microdata cases{question.variables(), question.scope};
    std::size_t n = 0;
    for (Json const& one : data)
        cases.add({"", std::to_string(n++), "2030-05-01", "2030-05-01", false, &one});
    return tabulate(std::move(question), cases).value();
}

}  // namespace amparo::evidence::test
