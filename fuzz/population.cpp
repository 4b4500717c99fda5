// SPDX-License-Identifier: AGPL-3.0-or-later
// A definition from anywhere, about a form that ships: what is taken has words in both languages and is taken again as the
// same, and each condition has an answer of everybody.
#include "fuzz.hpp"

#include "amparo/codec/json.hpp"
#include "amparo/evidence/population.hpp"
#include "amparo/forms/registry.hpp"

using namespace amparo;

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    static forms::Registry const forms;
    static evidence::Frame const frame{forms.find("finding"), {{"interview", forms.find("study_interview")}}};
    auto const definition = codec::parse_json(as_text(fuzz::bytes_of(data, size)), {});
    if (!definition.ok()) return 0;
    auto const made = evidence::Population::parse(definition.value(), frame);
    if (!made.ok()) {
        AMPARO_CHECK(!made.error().message.empty() && !evidence::name(made.error().code).empty());
        return 0;
    }
    evidence::Population const& population = made.value();
    AMPARO_CHECK(!population.name().empty() && population.form() == "finding");
    for (char const* language : {"en", "es"})
        AMPARO_CHECK(!population.words(language).empty() && !population.sentence(language).empty());
    auto const again = evidence::Population::parse(definition.value(), frame);
    AMPARO_CHECK(again.ok() && again.value().query_hash() == population.query_hash());
    auto const inside = evidence::Population::parse(
        definition.value(), frame, std::make_shared<evidence::Population const>(again.value()));
    AMPARO_CHECK(!inside.ok() || inside.value().query_hash() != population.query_hash());
    Json const nobody = Json::object();
    (void)evidence::holds(population.condition(), [&](std::size_t variable) -> evidence::Reply {
        return population.variables().at(variable).read(nobody);
    });
    return 0;
}
