// SPDX-License-Identifier: AGPL-3.0-or-later
// Relief options and deadline rules of one jurisdiction.
#include "acts.hpp"

#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"

#include <set>

namespace amparo::cli {
namespace {

/// An empty list would read as "there is nothing for you there"; it is that nothing is known.
Answer of_a_known_law(Run& run, std::string_view list) {
    AMPARO_TRY(Json result, run.call(run.command().method, run.params()));
    if (!run.given().has("--jurisdiction") || !codec::list_at(result, list).empty())
        return Outcome{std::move(result)};
    AMPARO_TRY(Json const all, run.call(run.command().method, Json::object()));
    std::set<std::string> laws;
    for (Json const& one : codec::list_at(all, list)) laws.insert(codec::string_or(one, "jurisdiction"));
    std::string known;
    for (std::string const& law : laws) known += (known.empty() ? "" : ", ") + law;
    Language const language = run.language_of_failures();
    return run.fail(Code::kNotFound, std::string{texts::kNothingOfThisLaw.in(language)}, "--jurisdiction",
                    fill(texts::kLawsKnown.in(language), {known}));
}

}  // namespace

Answer act_relief_options(Run& run) {
    return of_a_known_law(run, "options");
}

Answer act_deadline_rules(Run& run) {
    return of_a_known_law(run, "rules");
}

}  // namespace amparo::cli
