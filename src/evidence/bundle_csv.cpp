// SPDX-License-Identifier: AGPL-3.0-or-later
// Figures as CSV (RFC 4180) and JSON, and the words that every file shares.
#include "amparo/codec/csv.hpp"
#include "bundle_parts.hpp"

namespace amparo::evidence {
namespace {

constexpr std::size_t kSharePlaces = 4;

void add_row(std::string& out, std::vector<std::string> const& cells) {
    out += codec::csv_row(cells);
}

/// As a table is asked for.
std::string_view drawn_name(statistics::Drawn drawn) {
    switch (drawn) {
        case statistics::Drawn::kWhole:
            return "whole";
        case statistics::Drawn::kRandom:
            return "random";
        case statistics::Drawn::kNotRandom:
            return "reached";
    }
    return {};
}

std::string count_text(std::optional<std::uint64_t> const& count) {
    return count ? std::to_string(*count) : std::string{};
}

/// Of a row of the CSV.
struct Numbers {
    std::string seen = {};
    std::string of = {};
    std::string low = {};
    std::string high = {};
    std::string method = {};
};

Numbers numbers_of(Table const& table, ShownColumn const& column, std::size_t row, About const& about) {
    Numbers out{.seen = std::to_string(column.column->seen[row]), .of = count_text(column.answered)};
    if (about.rounded.base > 0) return out;
    auto const interval =
        table.figure(*column.column, row, about.as.language).interval(about.as.method, about.as.confidence);
    if (!interval) return out;
    out.low = fixed(interval->low, kSharePlaces);
    out.high = fixed(interval->high, kSharePlaces);
    out.method = statistics::name(about.as.method);
    return out;
}

Json json_of(ShownTable const& shown, ShownColumn const& column, About const& about) {
    Table const& table = *shown.table;
    bool const is_rounded = about.rounded.base > 0;
    Json full = to_json(table, about.as);
    Json out{{"column", column.column->code},
             {"words", table.whom(*column.column, about.as.language)},
             {"figures", Json::array()}};
    for (std::size_t state = 0; state < kStates; ++state)
        if (column.states[state]) out[std::string{name(static_cast<State>(state))}] = *column.states[state];
    for (Json const& one : codec::list_at(full, "columns")) {
        if (one["column"] != column.column->code || one["words"] != out["words"]) continue;
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            Json figure = one["figures"][i];
            if (!column.shown[i])
                figure = Json{{"code", figure["code"]}, {"label", figure["label"]}, {"withheld", true}};
            else if (is_rounded) {
                std::string const words = figure_words(table, *column.column, table.rows[i], about, false);
                figure["text"] = words;
                figure["sentence"] = words + " " + table.whom(*column.column, about.as.language);
                figure["interval"] = nullptr;
            }
            out["figures"].push_back(std::move(figure));
        }
        break;
    }
    return out;
}

/// U+FFFE and U+FFFF: no characters of XML 1.0 (production 2).
bool is_no_character(std::string_view utf8) {
    return utf8 == "\xEF\xBF\xBE" || utf8 == "\xEF\xBF\xBF";
}

}  // namespace

std::string markup_text(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        if (is_no_character(text.substr(i, 3))) {
            out += ' ';
            i += 2;
        } else if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (static_cast<unsigned char>(c) >= 0x20 || c == '\n')
            out += c;
        else
            out += ' ';
    }
    return out;
}

std::string period_of(Scope const& scope, About const& about) {
    std::string out =
        scope.from.empty() ? said(about, "from the beginning", "desde el principio") : scope.from;
    out += " – " + (scope.to.empty() ? said(about, "until it was made", "hasta que se hizo") : scope.to);
    if (!scope.as_of.empty()) out += said(about, ", as recorded on ", ", según lo anotado el ") + scope.as_of;
    return out;
}

std::string rounding_words(About const& about) {
    std::string const base = std::to_string(about.rounded.base);
    return said(about, "Every count is rounded to a multiple of ",
                "Toda cuenta está redondeada a un múltiplo de ") +
           base +
           (about.rounded.is_controlled ? said(about, ", so that sums hold", ", de modo que las sumas valen")
                                        : said(about, " at random, so sums may differ",
                                               " al azar, así que las sumas pueden diferir")) +
           said(about, "; the true one is at most ", "; la verdadera se aparta de ella en ") +
           std::to_string(furthest(about.rounded)) +
           said(about,
                " away from it. No percentage, interval or comparison is made of rounded counts: it could be "
                "of "
                "none that is true. Equal counts in one figure don't say that it was everybody.",
                " como mucho. De cuentas redondeadas no se hace ningún porcentaje, intervalo ni comparación: "
                "podría no ser de ninguna verdadera. Dos cuentas iguales en una cifra no dicen que fueran "
                "todas las personas.");
}

std::string protection_words(About const& about) {
    if (about.rounded.base > 0) return rounding_words(about);
    using P = protection::Profile;
    std::string const least = std::to_string(about.policy().least_part);
    switch (about.profile) {
        case P::kOpenData:
            return said(
                about,
                "Open data: no count, no rest and no total below " + least +
                    " is shown, and none can be worked out from what is shown. Figures are of who answered; "
                    "who did "
                    "not is counted beside them only where that is " +
                    least + " or more.",
                "Datos abiertos: no se muestra ninguna cuenta, ningún resto ni ningún total menor que " +
                    least +
                    ", y ninguno se puede calcular con lo que se muestra. Las cifras son de quienes "
                    "respondieron; "
                    "quienes no, se cuentan al lado solo si son " +
                    least + " o más.");
        case P::kResearchConsented:
            return said(about,
                        "Research with consent: both counts and an interval stand with every figure, and no "
                        "figure says "
                        "something of everybody in a group that did not agree to it.",
                        "Investigación con consentimiento: toda cifra lleva sus dos cuentas y un intervalo, "
                        "y ninguna "
                        "dice algo de todas las personas de un grupo que no lo aceptó.");
        case P::kInternal:
            return said(about, "Internal: counts below " + least + " are not shown. Not for publication.",
                        "Interno: no se muestran cuentas menores que " + least + ". No es para publicar.");
    }
    return {};
}

std::string consent_words(About const& about) {
    return said(
        about,
        "Who is excluded by consent (they did not agree to be counted, or withdrew) is in no number of "
        "this table; how many they are is not said.",
        "Quien está excluida por consentimiento (no aceptó que se la contara, o se retiró) no está en "
        "ningún número de esta tabla; no se dice cuántas personas son.");
}

std::string drawn_words(statistics::Drawn drawn, About const& about) {
    switch (drawn) {
        case statistics::Drawn::kWhole:
            return said(about, "Everybody was asked, so there is no interval.",
                        "Se preguntó a todas las personas, así que no hay intervalo.");
        case statistics::Drawn::kRandom:
            return said(about, "Who was asked was drawn at random.",
                        "Se preguntó a personas elegidas al azar.");
        case statistics::Drawn::kNotRandom:
            return said(about, "Whoever could be reached was asked; nobody was drawn at random.",
                        "Se preguntó a quienes se pudo llegar; nadie fue elegido al azar.");
    }
    return {};
}

std::vector<std::string> limits_of(About const& about) {
    std::vector<std::string> out;
    if (!about.limits.empty()) out.push_back(about.limits);
    for (StudyAbout const& study : about.studies)
        if (!study.limits.empty()) out.push_back(study.name + ": " + study.limits);
    return out;
}

std::vector<std::string> reach_of(About const& about) {
    std::vector<std::string> out;
    for (StudyAbout const& study : about.studies)
        if (study.approached && about.profile != protection::Profile::kOpenData)
            out.push_back(study.name + ": " +
                          said(about, "people asked to take part: ", "personas invitadas a participar: ") +
                          std::to_string(*study.approached));
    return out;
}

std::string count_words(std::uint64_t count, About const& about) {
    return (about.rounded.base > 0 ? said(about, "about ", "aprox. ") : "") + std::to_string(count);
}

std::string figure_words(Table const& table, Column const& column, std::size_t row, About const& about,
                         bool has_interval) {
    if (about.rounded.base > 0)
        return count_words(column.seen.at(row), about) + said(about, " of ", " de ") +
               count_words(column.answered(), about);
    auto const figure = table.figure(column, row, about.as.language);
    return has_interval ? figure.text_with_interval(language_of(about), about.as.method, about.as.confidence)
                        : figure.text(language_of(about));
}

std::vector<NotCounted> not_counted(ShownColumn const& column, About const& about) {
    std::vector<NotCounted> out;
    for (std::size_t state = 1; state < kStates; ++state) {
        auto const& count = column.states[state];
        // Of rounded counts 0 is not nobody.
        bool const is_told =
            count ? *count > 0 || about.rounded.base > 0 : about.profile != protection::Profile::kOpenData;
        if (is_told) out.push_back({static_cast<State>(state), count});
    }
    return out;
}

std::string csv_of(ShownTable const& shown, About const& about) {
    Table const& table = *shown.table;
    std::string const question = table.question.rows.label(about.as.language);
    std::string const period = period_of(table.question.scope, about);
    std::string const withheld = said(about, "withheld", "reservada");
    std::string out;
    add_row(out, {said(about, "kind", "clase"), said(about, "of whom", "de quiénes"),
                  said(about, "question", "pregunta"), said(about, "answer", "respuesta"),
                  said(about, "code", "código"), "n", "N", said(about, "low", "desde"),
                  said(about, "high", "hasta"), said(about, "method", "método"),
                  said(about, "figure", "cifra"), said(about, "period", "periodo"),
                  said(about, "protection", "protección"), said(about, "query", "consulta")});
    auto const add = [&](char const* kind, std::string const& whom, std::string const& answer,
                         std::string const& code, Numbers const& numbers, std::string const& figure) {
        add_row(out, {kind, whom, question, answer, code, numbers.seen, numbers.of, numbers.low, numbers.high,
                      numbers.method, figure, period, protection_words(about), table.query_hash()});
    };
    for (ShownColumn const& column : shown.columns) {
        std::string const whom = table.whom(*column.column, about.as.language);
        std::string const all = table.all_of(*column.column, about.as.language);
        for (std::size_t i = 0; i < table.rows.size(); ++i) {
            std::size_t const row = table.rows[i];
            forms::Term const& term = table.question.rows.terms()[row];
            bool const is_shown = column.shown[i];
            add("figure", whom, term.labels.in(about.as.language), term.code,
                is_shown ? numbers_of(table, column, row, about) : Numbers{},
                is_shown ? figure_words(table, *column.column, row, about, true) : withheld);
        }
        for (NotCounted const& one : not_counted(column, about))
            add("not_counted", all, std::string{state_words(one.state, about.as.language)},
                std::string{name(one.state)}, {.seen = count_text(one.count)},
                one.count ? count_words(*one.count, about) : withheld);
    }
    add("excluded", table.question.population->words(about.as.language),
        said(about, "excluded by consent", "excluidas por consentimiento"), {}, {}, consent_words(about));
    return out;
}

Json json_of(Shown const& shown, About const& about) {
    Json out{{"title", about.title},
             {"organization", about.organization},
             {"made_on", about.made_on},
             {"limits", limits_of(about)},
             {"reached", reach_of(about)},
             {"profile", protection::name(about.profile)},
             {"protection", protection_words(about)},
             {"figures", shown.figures},
             {"withheld", shown.withheld},
             {"rounded_to", about.rounded.base},
             {"tables", Json::array()}};
    if (about.rounded.base == 0) {
        out["method"] = statistics::name(about.as.method);
        out["confidence"] = about.as.confidence;
    }
    for (ShownTable const& one : shown.tables) {
        Question const& asked = one.table->question;
        Json table{{"population", asked.population->words(about.as.language)},
                   {"condition", asked.population->sentence(about.as.language)},
                   {"question", asked.rows.label(about.as.language)},
                   {"field", asked.rows.path()},
                   {"several", one.table->is_multiple()},
                   {"drawn", drawn_name(asked.drawn)},
                   {"drawn_words", drawn_words(asked.drawn, about)},
                   {"excluded_words", consent_words(about)},
                   {"period", period_of(asked.scope, about)},
                   {"query", one.table->query_hash()},
                   {"population_query", asked.population->query_hash()},
                   {"columns", Json::array()}};
        if (asked.columns) table["by"] = asked.columns->path();
        for (ShownColumn const& column : one.columns) table["columns"].push_back(json_of(one, column, about));
        if (auto const compared = compared_in(one, about); compared) {
            table["compared"] = Json::array({compared->first->column->code, compared->second->column->code});
            table["comparisons"] = Json::array();
            for (Comparison const& comparison : compared->rows)
                table["comparisons"].push_back(to_json(comparison, *one.table));
        }
        out["tables"].push_back(std::move(table));
    }
    return out;
}

}  // namespace amparo::evidence
