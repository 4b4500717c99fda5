// SPDX-License-Identifier: AGPL-3.0-or-later
// The page of a bundle, and its plots (U5, U6).
#include "bundle_parts.hpp"

#include <cmath>

namespace amparo::evidence {
namespace {

constexpr int kLabelWidth = 260;
constexpr int kPlotWidth = 400;
constexpr int kRowHeight = 26;
constexpr int kTop = 24;

constexpr char const* kStyle =
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;"
    "background:#fff}table{border-collapse:collapse;margin:1rem 0}caption{text-align:start;font-weight:600}"
    "th,td{border-bottom:1px solid #767676;padding:.3rem .8rem;text-align:start;vertical-align:top}"
    "td.n{text-align:end}figure{margin:1rem 0}svg{max-width:100%;height:auto}";

std::string at(double proportion) {
    return std::to_string(kLabelWidth + std::lround(proportion * kPlotWidth));
}

std::string line(std::string const& x1, int y1, std::string const& x2, int y2, char const* stroke,
                 int width) {
    return "<line x1=\"" + x1 + "\" y1=\"" + std::to_string(y1) + "\" x2=\"" + x2 + "\" y2=\"" +
           std::to_string(y2) + "\" stroke=\"" + stroke + "\" stroke-width=\"" + std::to_string(width) +
           "\"/>";
}

std::string words_at(std::string const& x, int y, std::string const& anchor, std::string const& text) {
    return "<text x=\"" + x + "\" y=\"" + std::to_string(y) + "\" text-anchor=\"" + anchor +
           "\" font-size=\"13\">" + markup_text(text) + "</text>";
}

std::string axis(int bottom) {
    std::string out;
    for (int quarter = 0; quarter <= 4; ++quarter) {
        std::string const x = at(quarter / 4.0);
        out += line(x, kTop - 6, x, bottom, "#8a8a8a", 1) +
               words_at(x, kTop - 10, "middle", std::to_string(quarter * 25) + "%");
    }
    return out;
}

std::string row(std::string const& whom, std::string const& first, std::string const& second) {
    return "<tr><th scope=\"row\">" + whom + "</th><td>" + first + "</td>" +
           (second.empty() ? "" : "<td>" + second + "</td>") + "</tr>\n";
}

std::string not_counted_words(ShownColumn const& column, About const& about) {
    std::string out;
    for (NotCounted const& one : not_counted(column, about))
        out += (out.empty() ? "" : "; ") + std::string{state_words(one.state, about.as.language)} + ": " +
               (one.count ? count_words(*one.count, about) : said(about, "withheld", "reservada"));
    return out;
}

std::string column_of(ShownTable const& shown, ShownColumn const& column, std::string const& id,
                      About const& about) {
    Table const& table = *shown.table;
    std::string const whom = table.whom(*column.column, about.as.language);
    bool const is_rounded = about.rounded.base > 0;
    std::string out =
        "<table>\n<caption>" +
        markup_text(said(about, "Of the people asked: ", "De las personas preguntadas: ") + whom) +
        "</caption>\n<tr><th scope=\"col\">" + said(about, "Answer", "Respuesta") +
        "</th><th scope=\"col\">" + said(about, "Figure", "Cifra") + "</th>";
    if (!is_rounded)
        out += "<th scope=\"col\">" + said(about, "Figure with its interval", "Cifra con su intervalo") +
               "</th>";
    out += "</tr>\n";
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        std::size_t const code = table.rows[i];
        std::string const label = markup_text(table.question.rows.terms()[code].labels.in(about.as.language));
        if (!column.shown[i]) {
            std::string const withheld = said(about, "withheld", "reservada");
            out += row(label, withheld, is_rounded ? "" : withheld);
            continue;
        }
        out += row(label, markup_text(figure_words(table, *column.column, code, about, false)),
                   is_rounded ? "" : markup_text(figure_words(table, *column.column, code, about, true)));
    }
    out += "</table>\n";
    if (std::string const rest = not_counted_words(column, about); !rest.empty())
        out += "<p>" + markup_text(said(about, "Not counted: ", "No se cuentan: ") + rest) + ".</p>\n";
    return out + plot_of(shown, column, id, about);
}

std::string comparisons_of(ShownTable const& shown, About const& about) {
    auto const compared = compared_in(shown, about);
    if (!compared) return {};
    Table const& table = *shown.table;
    auto const whom = [&](ShownColumn const* column) {
        return table.whom(*column->column, about.as.language);
    };
    std::string out =
        "<table>\n<caption>" +
        markup_text(whom(compared->first) + said(about, ", against: ", ", frente a: ") +
                    whom(compared->second) + said(about, ". 95% intervals", ". Intervalos del 95 %")) +
        "</caption>\n<tr><th scope=\"col\">" + said(about, "Answer", "Respuesta") +
        "</th><th scope=\"col\">" + said(about, "Compared", "Comparación") + "</th></tr>\n";
    for (Comparison const& one : compared->rows)
        out += "<tr><th scope=\"row\">" +
               markup_text(table.question.rows.terms()[one.row].labels.in(about.as.language)) + "</th><td>" +
               markup_text(comparison_words(one, about)) + "</td></tr>\n";
    return out + "</table>\n";
}

std::string table_of(ShownTable const& shown, std::size_t number, About const& about) {
    Question const& asked = shown.table->question;
    std::string heading = asked.rows.label(about.as.language);
    if (asked.columns) heading += " × " + asked.columns->label(about.as.language);
    std::string out =
        "<section>\n<h2>" + std::to_string(number) + ". " + markup_text(heading) + "</h2>\n<p>" +
        markup_text(said(about, "Population: ", "Población: ") + asked.population->words(about.as.language) +
                    ". " + asked.population->sentence(about.as.language) + ".") +
        "</p>\n<p>" +
        markup_text(said(about, "Period: ", "Periodo: ") + period_of(asked.scope, about) + ". ") +
        (asked.scope.unit == Unit::kPerson
             ? said(about, "Each person is counted once.", "Cada persona se cuenta una vez.")
             : said(about, "Records are counted, not people.", "Se cuentan registros, no personas.")) +
        " " + markup_text(drawn_words(asked.drawn, about)) + "</p>\n";
    if (shown.table->is_multiple())
        out += "<p>" +
               said(about, "Several answers were possible: figures may add up to more than all.",
                    "Se podía dar varias respuestas: las cifras pueden sumar más que el total.") +
               "</p>\n";
    out += "<p>" + consent_words(about) + "</p>\n";
    std::size_t part = 0;
    for (ShownColumn const& column : shown.columns)
        out +=
            column_of(shown, column, "plot_" + std::to_string(number) + "_" + std::to_string(++part), about);
    out += comparisons_of(shown, about);
    return out + "<p><small>" + said(about, "Query: ", "Consulta: ") + shown.table->query_hash() +
           "</small></p>\n</section>\n";
}

std::string method_words(About const& about) {
    if (about.rounded.base > 0)
        return said(about, "A figure is n of N: N are those of the population who answered.",
                    "Una cifra es n de N: N son quienes, en la población, respondieron.");
    std::string const name{statistics::name(about.as.method)};
    return said(about,
                "A figure is n of N: N are those of the population who answered. Intervals (" + name +
                    ") are about people like those who were reached.",
                "Una cifra es n de N: N son quienes, en la población, respondieron. Los intervalos (" + name +
                    ") hablan de personas como aquellas a quienes se llegó.");
}

}  // namespace

std::string plot_of(ShownTable const& shown, ShownColumn const& column, std::string const& id,
                    About const& about) {
    if (about.rounded.base > 0) return {};
    Table const& table = *shown.table;
    std::string body;
    std::string description;
    int y = kTop;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        if (!column.shown[i]) continue;
        auto const figure = table.figure(*column.column, table.rows[i], about.as.language);
        auto const interval = figure.interval(about.as.method, about.as.confidence);
        if (!interval) continue;
        std::string const label = table.question.rows.terms()[table.rows[i]].labels.in(about.as.language);
        int const middle = y + kRowHeight / 2;
        double const seen =
            static_cast<double>(figure.counts().seen) / static_cast<double>(figure.counts().of);
        body += words_at(std::to_string(kLabelWidth - 12), middle + 4, "end", label) +
                line(at(interval->low), middle, at(interval->high), middle, "#1f4e79", 4) + "<circle cx=\"" +
                at(seen) + "\" cy=\"" + std::to_string(middle) + "\" r=\"6\" fill=\"#1f4e79\"/>\n";
        description += label + ": " +
                       figure.text_with_interval(language_of(about), about.as.method, about.as.confidence) +
                       ". ";
        y += kRowHeight;
    }
    if (body.empty()) return {};
    int const height = y + 8;
    std::string const title = said(about, "Figures with their intervals: ", "Cifras con sus intervalos: ") +
                              table.whom(*column.column, about.as.language);
    return "<figure><svg role=\"img\" aria-labelledby=\"" + id + "_title " + id + "_words\" viewBox=\"0 0 " +
           std::to_string(kLabelWidth + kPlotWidth + 30) + " " + std::to_string(height) + "\" width=\"" +
           std::to_string(kLabelWidth + kPlotWidth + 30) + "\" height=\"" + std::to_string(height) +
           "\" xmlns=\"http://www.w3.org/2000/svg\"><title id=\"" + id + "_title\">" + markup_text(title) +
           "</title><desc id=\"" + id + "_words\">" + markup_text(description) + "</desc>\n" + axis(y) +
           "\n" + body + "</svg></figure>\n";
}

std::string page_of(Shown const& shown, About const& about) {
    std::string out =
        "<!DOCTYPE html>\n<html lang=\"" + std::string{is_spanish(about) ? "es" : "en"} +
        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n<title>" +
        markup_text(about.title) + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body>\n<main>\n<h1>" +
        markup_text(about.title) + "</h1>\n<p>" + markup_text(about.organization + ", " + about.made_on) +
        "</p>\n";
    // U5: before the first figure, for whoever opens it to send it on.
    if (about.profile == protection::Profile::kInternal)
        out += "<p><strong>" +
               said(about, "Internal: not for publication.", "Interno: no es para publicar.") +
               "</strong></p>\n";
    std::size_t number = 0;
    for (ShownTable const& table : shown.tables) out += table_of(table, ++number, about);
    out += "<section>\n<h2>" + said(about, "How the figures were made", "Cómo se hicieron las cifras") +
           "</h2>\n<p>" + markup_text(method_words(about)) + "</p>\n<p>" +
           said(about, "Tables with the same query asked the same of the same definition and period.",
                "Las tablas con la misma consulta preguntaron lo mismo a la misma definición y periodo.") +
           "</p>\n<p>" + markup_text(protection_words(about)) + " " +
           said(about, "Withheld: ", "Reservadas: ") + std::to_string(shown.withheld) +
           said(about, " of ", " de ") + std::to_string(shown.figures) + ".</p>\n";
    for (std::string const& reach : reach_of(about)) out += "<p>" + markup_text(reach) + ".</p>\n";
    auto const limits = limits_of(about);
    if (!limits.empty())
        out += "<h2>" + said(about, "What these figures can't say", "Lo que estas cifras no pueden decir") +
               "</h2>\n";
    for (std::string const& limit : limits) out += "<p>" + markup_text(limit) + "</p>\n";
    return out + "</section>\n</main>\n</body>\n</html>\n";
}

}  // namespace amparo::evidence
