// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/table_json.hpp"

namespace amparo::evidence {
namespace {

Json json_of(std::optional<statistics::Interval> const& interval) {
    if (!interval) return nullptr;
    return Json{{"low", interval->low}, {"high", interval->high}};
}

Json json_of(Variable const& variable, std::string const& language) {
    return Json{
        {"field", variable.path()}, {"label", variable.label(language)}, {"several", variable.is_multiple()}};
}

class Writer {
  public:
    Writer(Table const& table, Presentation const& as) : table_{table}, as_{as} {}

    Json column(Column const& column, std::string_view kind) const {
        Json out{{"column", column.code},
                 {"kind", kind},
                 {"words", table_.whom(column, as_.language)},
                 {"cases", column.total()},
                 {"figures", Json::array()}};
        for (std::size_t state = 0; state < kStates; ++state)
            out[std::string{name(static_cast<State>(state))}] = column.states[state];
        for (std::size_t const row : table_.rows) out["figures"].push_back(figure(column, row));
        return out;
    }

  private:
    Json figure(Column const& column, std::size_t row) const {
        forms::Term const& term = table_.question.rows.terms()[row];
        auto const made = table_.figure(column, row, as_.language);
        Json out{{"code", term.code},
                 {"label", term.labels.in(as_.language)},
                 {"numerator", made.counts().seen},
                 {"denominator", made.counts().of},
                 {"text", made.text(as_.language == "es" ? statistics::Language::kSpanish
                                                         : statistics::Language::kEnglish)},
                 {"sentence", table_.sentence(column, row, as_.language, as_.method, as_.confidence)},
                 {"interval", json_of(made.interval(as_.method, as_.confidence))}};
        return out;
    }

    Table const& table_;
    Presentation const& as_;
};

}  // namespace

Json to_json(Comparison const& one, Table const& table) {
    auto const number = [](std::optional<double> const& value) { return value ? Json(*value) : Json(); };
    return Json{{"code", table.question.rows.terms()[one.row].code},
                {"difference_seen", number(one.difference_seen)},
                {"difference", json_of(one.difference)},
                {"ratio_seen", number(one.ratio_seen)},
                {"ratio", json_of(one.ratio)},
                {"fisher_p", number(one.fisher_p)}};
}

Json to_json(Intake const& intake) {
    return Json{{"records", intake.given},
                {"repeated", intake.repeated},
                {"excluded", intake.excluded},
                {"outside", intake.outside},
                {"undated", intake.undated},
                {"later", intake.later},
                {"excluded_cases", intake.excluded_cases}};
}

Json to_json(Table const& table, Presentation const& as) {
    Question const& asked = table.question;
    Writer const writer{table, as};
    Json out{{"population", Json{{"name", asked.population->name()},
                                 {"words", asked.population->words(as.language)},
                                 {"sentence", asked.population->sentence(as.language)},
                                 {"query", asked.population->query_hash()}}},
             {"rows", json_of(asked.rows, as.language)},
             {"by", asked.columns ? json_of(*asked.columns, as.language) : Json()},
             {"unit", asked.scope.unit == Unit::kPerson ? "person" : "record"},
             {"from", asked.scope.from},
             {"to", asked.scope.to},
             {"as_of", asked.scope.as_of},
             {"method", statistics::name(as.method)},
             {"confidence", as.confidence},
             {"cases", table.cases},
             {"not_in", table.not_in},
             {"undetermined", table.undetermined},
             {"excluded", table.intake.excluded_cases},
             {"intake", to_json(table.intake)},
             {"columns", Json::array({writer.column(table.all, "all")})},
             {"comparisons", Json::array()},
             {"query", table.query_hash()}};
    for (Column const& column : table.columns) out["columns"].push_back(writer.column(column, "answer"));
    if (table.rest && table.rest->total() > 0) out["columns"].push_back(writer.column(*table.rest, "rest"));
    for (Comparison const& one : table.comparisons) out["comparisons"].push_back(to_json(one, table));
    return out;
}

}  // namespace amparo::evidence
