// SPDX-License-Identifier: AGPL-3.0-or-later
// board, handover, token, person copy, calendar: a house from night to night, and a person's plan.
#include "acts.hpp"
#include "rows.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

Argument of_house() {
    return {"--house", "house", Type::kText, false, "ID", {"Only this house.", "Solo esta casa."}};
}
Argument without_names() {
    return {"--without-names",
            "without_names",
            Type::kFlag,
            false,
            "",
            {"To be printed: no names, and no words that may hold one.",
             "Para imprimir: sin nombres ni textos que puedan llevarlos."}};
}

void add_nights(std::vector<Command>& to) {
    to.push_back({"board",
                  "board",
                  Needs::kUnlocked,
                  {"Places down, nights across.", "Lugares hacia abajo, noches a lo ancho."},
                  {of_house(),
                   {"--from",
                    "from",
                    Type::kText,
                    false,
                    "DATE",
                    {"The first night (tonight).", "La primera noche (hoy)."}},
                   {"--nights", "nights", Type::kInteger, false, "N", {"How many (14).", "Cuántas (14)."}},
                   without_names()},
                  show_board});
    to.push_back({"handover",
                  "handover",
                  Needs::kUnlocked,
                  {"What the night shift has to know.", "Lo que el turno de noche tiene que saber."},
                  {of_house(), without_names()},
                  show_handover});
}

void add_tokens(std::vector<Command>& to) {
    to.push_back(
        {"token take",
         "token.take",
         Needs::kUnlocked,
         {"A partner asks for a bed, without saying for whom.",
          "Un aliado pide una cama, sin decir para quién."},
         {{"--household", "household", Type::kInteger, true, "N", {"How many people.", "Cuántas personas."}},
          {"--wish",
           "wishes",
           Type::kCodes,
           false,
           "WISH",
           {"What they need: step_free children pets private_bath lock women_only men_only all_genders.",
            "Qué necesitan: step_free children pets private_bath lock women_only men_only all_genders."},
           {"step_free", "children", "pets", "private_bath", "lock", "women_only", "men_only",
            "all_genders"}},
          {"--call-back",
           "call_back",
           Type::kText,
           true,
           "TEXT",
           {"How to call the partner back. No name of a person.",
            "Cómo devolver la llamada al aliado. Sin el nombre de una persona."}},
          {"--hours", "hours", Type::kInteger, false, "N", {"How long it is good (4).", "Cuánto vale (4)."}}},
         show_token_taken,
         nullptr,
         {"Tell the partner the code, and later yes or no; nothing of the house. What was asked is erased "
          "within a day of its end.",
          "Dígale al aliado la clave, y después sí o no; nada de la casa. Lo que se pidió se borra a más "
          "tardar un día después de terminar."}});
    to.push_back({"token answer",
                  "token.answer",
                  Needs::kUnlocked,
                  {"Yes or no.", "Sí o no."},
                  {{"TOKEN",
                    "id",
                    Type::kText,
                    true,
                    "",
                    {"The code that was read out, or its record.", "La clave que se leyó, o su registro."}},
                   {"ANSWER",
                    "answer",
                    Type::kText,
                    true,
                    "",
                    {"accept or decline.", "accept o decline."},
                    {"accept", "decline"}},
                   {"--reason",
                    "reason",
                    Type::kText,
                    false,
                    "CODE",
                    {"Why not; it stays here: full, access_not_available, …; see form show bed_token.",
                     "Por qué no; se queda aquí: full, access_not_available, …; vea form show bed_token."}}},
                  show_token_answered});
    to.push_back({"token list",
                  "token.list",
                  Needs::kUnlocked,
                  {"What partners asked and how many got a yes.",
                   "Lo que pidieron los aliados y a cuántos se dijo que sí."},
                  {},
                  show_tokens});
}

void add_plan(std::vector<Command>& to) {
    to.push_back({"person copy",
                  "person.copy",
                  Needs::kUnlocked,
                  {"A person's own copy of their plan, in their language.",
                   "La copia del plan para la persona, en su idioma."},
                  {of_person(true),
                   {"--in",
                    "language",
                    Type::kText,
                    false,
                    "L",
                    {"en or es, for the copy.", "en o es, para la copia."},
                    {"en", "es"}},
                   {"--show",
                    "show",
                    Type::kFlag,
                    false,
                    "",
                    {"Only look: it is not given out, and disclosures has no line of it.",
                     "Solo ver: no se entrega, y disclosures no lo anota."}}},
                  show_person_copy});
    to.push_back(
        {"calendar export",
         "calendar.export",
         Needs::kUnlocked,
         {"What is due, for the calendar of a telephone: days and hours, and one word for all.",
          "Lo pendiente, para el calendario de un teléfono: días y horas, y una palabra para todo."},
         {{"--days", "days", Type::kInteger, false, "N", {"How far ahead (90).", "Cuántos días (90)."}},
          {"--word",
           "word",
           Type::kText,
           false,
           "TEXT",
           {"What every entry is called (Busy).", "Cómo se llama cada entrada (Ocupado)."}},
          output({"The file (- or nothing: standard output).", "El archivo (- o nada: la salida estándar)."}),
          force()},
         show_calendar,
         act_calendar});
}

}  // namespace

void add_house_commands(std::vector<Command>& to) {
    add_nights(to);
    add_tokens(to);
    add_plan(to);
}

}  // namespace amparo::cli
