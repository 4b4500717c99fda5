// SPDX-License-Identifier: AGPL-3.0-or-later
// relief, hold, request: what an option asks and what of it is there; what stops erasure; what was asked of us.
#include "acts.hpp"
#include "matters.hpp"
#include "rows.hpp"

namespace amparo::cli {
namespace {

Argument place(std::string_view name, std::string_view param, Text help) {
    return {name, param, Type::kText, true, "", help};
}
Argument of_matter() {
    return place("MATTER", "id", {"The matter's record.", "El registro del asunto."});
}
Argument text(std::string_view flag, std::string_view param, std::string_view value, Text help,
              bool required = false) {
    return {flag, param, Type::kText, required, value, help};
}

}  // namespace

void add_relief_commands(std::vector<Command>& to) {
    to.push_back({"relief options",
                  "relief.options",
                  Needs::kNothing,
                  {"Relief options: elements, evidence, who decides, citation.",
                   "Opciones legales: elementos, pruebas, quién decide, cita."},
                  {text("--jurisdiction", "jurisdiction", "J", {"US, UK, CoE or EU.", "US, UK, CoE o EU."})},
                  show_relief_options,
                  act_relief_options});
    to.push_back(
        {"relief answer",
         "relief.answer",
         Needs::kUnlocked,
         {"Say of one element or piece of evidence whether it is there.",
          "Decir de un elemento o una prueba si está."},
         {of_matter(),
          place("OPTION", "option",
                {"us_t, us_u, … See relief options.", "us_t, us_u, … Vea relief options."}),
          place("ITEM", "item", {"The element or evidence.", "El elemento o la prueba."}),
          {"ANSWER",
           "answer",
           Type::kText,
           true,
           "",
           {"present, missing, excepted, unknown, declined or not_asked.",
            "present (está), missing (falta), excepted (hay excepción), unknown (no se sabe), declined (no "
            "quiso "
            "decir) o not_asked (no se preguntó)."},
           {"present", "missing", "excepted", "unknown", "declined", "not_asked"}},
          text("--exception", "exception", "NAME",
               {"With excepted: which of the element's.", "Con excepted: cuál de las del elemento."}),
          text("--note", "note", "TEXT", {"A note.", "Una nota."})},
         show_relief,
         nullptr,
         {"Nothing is added up and nothing concluded. What is about contact with the authorities is kept in "
          "the "
          "part that is for that. Information, not advice.",
          "No se suma ni se concluye nada. Lo que trata del contacto con autoridades se guarda en la parte "
          "que es "
          "para eso. Información, no asesoría."}});
    to.push_back({"relief show",
                  "relief.show",
                  Needs::kUnlocked,
                  {"What is present, missing and not asked.", "Qué está, qué falta y qué no se preguntó."},
                  {of_matter(),
                   text("--option", "option", "NAME",
                        {"One option; without it, those begun.", "Una opción; sin esto, las comenzadas."})},
                  show_relief});
    to.push_back({"law list",
                  "law.list",
                  Needs::kUnlocked,
                  {"Relief options and deadline rules, and which attorney confirmed each.",
                   "Opciones legales y reglas de plazo, y qué abogado confirmó cada una."},
                  {},
                  show_law_list});
    to.push_back(
        {"law confirm",
         "law.confirm",
         Needs::kUnlocked,
         {"Say that an attorney read an option or a rule as it stands here.",
          "Decir que un abogado leyó una opción o una regla como está aquí."},
         {place("RULE", "rule", {"us_t, … See law list.", "us_t, … Vea law list."}),
          text("--attorney", "attorney", "NAME",
               {"Who read it; without it, you.", "Quién la leyó; sin esto, usted."}),
          {"--on", "on", Type::kText, false, "DATE", {"When; without it, today.", "Cuándo; sin esto, hoy."}},
          {"--take-back",
           "take_back",
           Type::kFlag,
           false,
           "",
           {"It is not confirmed any more.", "Ya no se confirma."}},
          text("--note", "note", "TEXT",
               {"What every member may read; nothing about a person.",
                "Lo que todos pueden leer; nada sobre una persona."})},
         show_law_confirmed,
         nullptr,
         {"Of the version that ships now: when a rule changes, nobody has confirmed the new one.",
          "De la versión de ahora: cuando una regla cambia, nadie ha confirmado la nueva."}});
}

void add_hold_commands(std::vector<Command>& to) {
    Argument const why = text("--why", "why", "TEXT", {"Why.", "Por qué."}, true);
    to.push_back({"hold place",
                  "hold.place",
                  Needs::kUnlocked,
                  {"Place a legal hold: nothing of it is erased until it is lifted.",
                   "Poner una retención legal: nada de esto se borra hasta que se levante."},
                  {of_person(), text("--record", "record", "ID", {"One record.", "Un registro."}), why},
                  show_hold});
    to.push_back({"hold lift",
                  "hold.lift",
                  Needs::kUnlocked,
                  {"Lift a legal hold.", "Levantar una retención legal."},
                  {place("HOLD", "id", {"The hold.", "La retención."}), why},
                  show_hold});
    to.push_back(
        {"hold list",
         "hold.list",
         Needs::kUnlocked,
         {"Legal holds that stand.", "Las retenciones legales en pie."},
         {{"--lifted", "lifted", Type::kFlag, false, "", {"Those lifted too.", "También las levantadas."}}},
         show_holds});
    to.push_back(
        {"request count",
         "request.count",
         Needs::kUnlocked,
         {"A year's requests and subpoenas.", "Las solicitudes y citaciones de un año."},
         {{"--year", "year", Type::kInteger, true, "YEAR", {"Which year.", "Qué año."}}},
         show_request_count,
         nullptr,
         {"They are written down with: amparo record create matter_request. All of the year are counted.",
          "Se anotan con: amparo record create matter_request. Se cuentan todas las del año."}});
}

}  // namespace amparo::cli
