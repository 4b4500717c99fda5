// SPDX-License-Identifier: AGPL-3.0-or-later
// The bundle's metadata as DDI-Codebook 2.6 (U8). Elements stand in the order of its schema.
#include "bundle_parts.hpp"

#include <algorithm>

namespace amparo::evidence {
namespace {

std::string element(std::string const& name, std::string const& text, std::string const& attributes = {}) {
    return "<" + name + (attributes.empty() ? "" : " " + attributes) + ">" + markup_text(text) + "</" + name +
           ">\n";
}

std::string category(std::string const& code, std::string const& label,
                     std::optional<std::uint64_t> const& count, bool is_missing) {
    std::string out = "<catgry missing=\"" + std::string{is_missing ? "Y" : "N"} + "\">\n" +
                      element("catValu", code) + element("labl", label);
    if (count) out += element("catStat", std::to_string(*count), "type=\"freq\"");
    return out + "</catgry>\n";
}

std::string variable(ShownTable const& shown, ShownColumn const& column, std::size_t number,
                     About const& about) {
    Table const& table = *shown.table;
    std::string const id = "V" + std::to_string(number);
    std::string out = "<var ID=\"" + id + "\" name=\"" + id + "\" intrvl=\"discrete\">\n" +
                      element("labl", table.question.rows.label(about.as.language)) +
                      element("universe", table.whom(*column.column, about.as.language) + ". " +
                                              table.question.population->sentence(about.as.language));
    if (column.answered) out += element("sumStat", std::to_string(*column.answered), "type=\"vald\"");
    out += element("txt", said(about, "Query: ", "Consulta: ") + table.query_hash());
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        forms::Term const& term = table.question.rows.terms()[table.rows[i]];
        auto const count =
            column.shown[i] ? std::optional<std::uint64_t>{column.column->seen[table.rows[i]]} : std::nullopt;
        out += category(term.code, term.labels.in(about.as.language), count, false);
    }
    for (std::size_t state = 1; state < kStates; ++state)
        out += category(std::string{name(static_cast<State>(state))},
                        std::string{state_words(static_cast<State>(state), about.as.language)},
                        column.states[state], true);
    return out + "</var>\n";
}

/// Each unit that a table counts.
std::string units_of(Shown const& shown, About const& about) {
    std::string out;
    for (Unit const unit : {Unit::kPerson, Unit::kRecord})
        if (std::any_of(shown.tables.begin(), shown.tables.end(),
                        [unit](ShownTable const& one) { return one.table->question.scope.unit == unit; }))
            out += element("anlyUnit", unit == Unit::kPerson ? said(about, "person", "persona")
                                                             : said(about, "record", "registro"));
    return out;
}

/// Each population that a table is of, once: none stands for the whole study.
std::vector<std::string> universes_of(Shown const& shown, About const& about) {
    std::vector<std::string> out;
    for (ShownTable const& one : shown.tables) {
        std::string words = one.table->question.population->words(about.as.language);
        if (std::find(out.begin(), out.end(), words) == out.end()) out.push_back(std::move(words));
    }
    return out;
}

/// Each way in which people came to be asked, and how many were approached.
std::string sampling_of(Shown const& shown, About const& about) {
    using statistics::Drawn;
    std::string out;
    for (Drawn const drawn : {Drawn::kNotRandom, Drawn::kRandom, Drawn::kWhole})
        if (std::any_of(shown.tables.begin(), shown.tables.end(),
                        [drawn](ShownTable const& one) { return one.table->question.drawn == drawn; }))
            out += element("sampProc", drawn_words(drawn, about));
    for (std::string const& reach : reach_of(about)) out += element("sampProc", reach);
    return out.empty() ? out : "<dataColl>\n" + out + "</dataColl>\n";
}

}  // namespace

std::string codebook_of(Shown const& shown, About const& about) {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<codeBook xmlns=\"ddi:codebook:2_6\" version=\"2.6\" "
        "xml:lang=\"" +
        std::string{is_spanish(about) ? "es" : "en"} + "\">\n<stdyDscr>\n<citation>\n<titlStmt>\n" +
        element("titl", about.title) + "</titlStmt>\n<rspStmt>\n" + element("AuthEnty", about.organization) +
        "</rspStmt>\n<prodStmt>\n" + element("producer", about.organization) +
        element("prodDate", about.made_on, "date=\"" + markup_text(about.made_on) + "\"") +
        element("software", "Amparo") + "</prodStmt>\n</citation>\n<stdyInfo>\n";
    out +=
        element("abstract", said(about, "Counts of people, each with its population and who is not counted.",
                                 "Cuentas de personas, cada una con su población y quién no se cuenta.")) +
        "<sumDscr>\n" + units_of(shown, about);
    for (std::string const& words : universes_of(shown, about)) out += element("universe", words);
    out += element("dataKind", said(about, "aggregate data", "datos agregados")) + "</sumDscr>\n";
    for (std::string const& limit : limits_of(about)) out += element("notes", limit);
    out += "</stdyInfo>\n<method>\n" + sampling_of(shown, about) + element("notes", protection_words(about)) +
           element("notes", consent_words(about)) + "</method>\n</stdyDscr>\n<dataDscr>\n";
    std::size_t number = 0;
    for (ShownTable const& table : shown.tables)
        for (ShownColumn const& column : table.columns) out += variable(table, column, ++number, about);
    return out + "</dataDscr>\n</codeBook>\n";
}

}  // namespace amparo::evidence
