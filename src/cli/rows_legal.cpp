// SPDX-License-Identifier: AGPL-3.0-or-later
// deadline: dates that must not be missed; then what else is legal (matters.hpp).
#include "acts.hpp"
#include "documents.hpp"
#include "matters.hpp"
#include "rows.hpp"
#include "shows.hpp"
#include "templates.hpp"

namespace amparo::cli {
namespace {

Argument rule(bool required) {
    return {"RULE",
            "rule",
            Type::kText,
            required,
            "",
            {"Its name: us_asylum_1yr, … See deadline rules; other is a date of your own.",
             "Su nombre: us_asylum_1yr, … Vea deadline rules; other es una fecha propia."}};
}
Argument of_matter() {
    return {"--matter",
            "matter",
            Type::kText,
            false,
            "MATTER",
            {"The legal matter it belongs to: whoever is outside of its wall does not see it.",
             "El asunto legal al que pertenece: quien está fuera de su muro no lo ve."}};
}

Argument facts() {
    return {
        "--fact",
        "facts",
        Type::kAssignments,
        false,
        "NAME=VALUE",
        {"What the rule asks, as often as needed: --fact last_arrival=2030-04-01. Periods: --fact "
         "absences='[[\"2030-01-02\",\"2030-02-01\"]]'.",
         "Lo que pregunta la norma, tantas veces como haga falta: --fact last_arrival=2030-04-01. Periodos: "
         "--fact absences='[[\"2030-01-02\",\"2030-02-01\"]]'."}};
}

std::vector<Argument> own_words() {
    return {{"--document-date",
             "document_date",
             Type::kText,
             false,
             "DATE",
             {"The date a document says; it comes before the count. With --reason.",
              "La fecha que dice un documento; va antes de la contada. Con --reason."}},
            {"--reason",
             "reason",
             Type::kText,
             false,
             "TEXT",
             {"Which document, or why.", "Qué documento, o por qué."}},
            {"--note", "note", Type::kText, false, "TEXT", {"A note.", "Una nota."}}};
}

}  // namespace

void add_legal_commands(std::vector<Command>& to) {
    to.push_back({"deadline rules",
                  "deadline.rules",
                  Needs::kNothing,
                  {"The rules dates are counted by, with their citation and what each asks.",
                   "Las normas con que se cuentan fechas, con su cita y lo que pregunta cada una."},
                  {{"--jurisdiction",
                    "jurisdiction",
                    Type::kText,
                    false,
                    "J",
                    {"US, UK, CoE or EU.", "US, UK, CoE o EU."}}},
                  show_deadline_rules,
                  act_deadline_rules});
    to.push_back({"deadline compute",
                  "deadline.compute",
                  Needs::kNothing,
                  {"Count a date, step by step. Nothing is kept.",
                   "Contar una fecha, paso a paso. No se guarda nada."},
                  {rule(true), facts()},
                  show_deadline_computed});
    std::vector<Argument> adding{
        rule(true),
        of_person(),
        of_matter(),
        facts(),
        {"--date", "date", Type::kText, false, "DATE", {"With other: the date.", "Con other: la fecha."}},
        {"--what",
         "what",
         Type::kText,
         false,
         "TEXT",
         {"What for. With other it is needed.", "Para qué. Con other hace falta."}}};
    for (Argument& a : own_words()) adding.push_back(std::move(a));
    to.push_back(
        {"deadline add",
         "deadline.add",
         Needs::kUnlocked,
         {"Keep a deadline and be warned of it.", "Guardar un plazo y recibir avisos."},
         adding,
         show_deadline,
         nullptr,
         {"It stands in the list of the day several times before it is due, on the day, and after it "
          "until it is done. Information, not advice: an attorney confirms each date.",
          "Está en la lista del día varias veces antes de vencer, ese día, y después hasta que se "
          "haga. Información, no asesoría: cada fecha la confirma una abogada o un abogado."}});
    to.push_back({"deadline show",
                  "deadline.show",
                  Needs::kUnlocked,
                  {"One deadline and how it is counted.", "Un plazo y cómo se cuenta."},
                  {record_id()},
                  show_deadline});
    std::vector<Argument> changing{record_id(),
                                   of_matter(),
                                   facts(),
                                   {"--date",
                                    "date",
                                    Type::kText,
                                    false,
                                    "DATE",
                                    {"Another date, of one by no rule.", "Otra fecha, si no es por norma."}}};
    for (Argument& a : own_words()) changing.push_back(std::move(a));
    changing.push_back({"--no-document-date",
                        "no_document_date",
                        Type::kFlag,
                        false,
                        "",
                        {"Take back a document's date: the count stands.",
                         "Retirar la fecha de un documento: vale la contada."}});
    changing.push_back(
        {"--done", "done", Type::kText, false, "ANSWER", {"yes or no.", "yes (sí) o no."}, {"yes", "no"}});
    changing.push_back(
        {"--take",
         "take",
         Type::kFlag,
         false,
         "",
         {"Take the date that the rule counts now.", "Tomar la fecha que la norma cuenta ahora."}});
    to.push_back(
        {"deadline change",
         "deadline.change",
         Needs::kUnlocked,
         {"Say it is done, that a document has another date, or count it from other facts.",
          "Decir que está hecho, que un documento trae otra fecha, o contarlo con otros datos."},
         changing,
         show_deadline,
         nullptr,
         {"When the rule changed with a newer Amparo, the date that was kept stays and both are shown, "
          "until somebody takes the new one.",
          "Cuando la norma cambió con un Amparo más nuevo, la fecha guardada queda y se ven ambas, hasta "
          "que alguien tome la nueva."}});
    to.push_back({"deadline list",
                  "deadline.list",
                  Needs::kUnlocked,
                  {"Deadlines, the nearest first.", "Los plazos, el más cercano primero."},
                  {of_person(),
                   of_matter(),
                   {"--done", "done", Type::kFlag, false, "", {"Those done too.", "También los hechos."}}},
                  show_deadlines});
    add_matter_commands(to);
    add_document_commands(to);
    add_template_commands(to);
    add_relief_commands(to);
    add_hold_commands(to);
}

}  // namespace amparo::cli
