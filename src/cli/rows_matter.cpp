// SPDX-License-Identifier: AGPL-3.0-or-later
// matter: legal matters, their parties, conflicts of interest, walls, time.
#include "matters.hpp"
#include "rows.hpp"

namespace amparo::cli {
namespace {

Argument matter_id() {
    return {
        "MATTER",    "id",
        Type::kText, true,
        "",          {"Its record, as matter list prints it.", "Su registro, como lo muestra matter list."}};
}
Argument text(std::string_view flag, std::string_view param, std::string_view value, Text help,
              bool required = false) {
    return {flag, param, Type::kText, required, value, help};
}
Argument texts(std::string_view flag, std::string_view param, std::string_view value, Text help) {
    return {flag, param, Type::kTexts, false, value, help};
}
Argument cleared_check() {
    return text("--check", "check", "ID",
                {"A check that somebody cleared.", "Una revisión que alguien permitió."});
}
std::vector<Argument> rounding() {
    return {{"--round-minutes",
             "round_minutes",
             Type::kInteger,
             false,
             "N",
             {"Round each time entry to so many minutes (6).",
              "Redondear cada entrada de tiempo a tantos minutos (6)."}},
            {"--round",
             "round",
             Type::kText,
             false,
             "HOW",
             {"up (usual), nearest or down.",
              "up (hacia arriba), nearest (al más cercano) o down (hacia abajo)."},
             {"up", "nearest", "down"}}};
}
Argument area(bool required) {
    return text("--area", "area", "AREA",
                {"immigration, criminal_record, wages, … See vocabulary list matter_areas.",
                 "immigration, criminal_record, wages, … Vea vocabulary list matter_areas."},
                required);
}
Argument jurisdiction() {
    return text("--jurisdiction", "jurisdiction", "TEXT", {"Which law.", "Qué derecho."});
}
Argument responsible() {
    return text("--responsible", "responsible", "MEMBER",
                {"Who answers for it, and is asked by others (you).",
                 "Quién responde, y a quién preguntan los demás (usted)."});
}
Argument insiders() {
    return texts("--inside", "inside", "MEMBER",
                 {"Who is inside the wall, once each; you too, and two at least.",
                  "Quién está dentro del muro, una vez cada quien; usted también, y dos por lo menos."});
}

void add_checks(std::vector<Command>& to) {
    to.push_back(
        {"matter check",
         "matter.check",
         Needs::kUnlocked,
         {"Whether somebody is a party of a matter, also of one you may not read.",
          "Si alguien es parte de un asunto, también de uno que usted no puede leer."},
         {of_person(), texts("--name", "names", "NAME", {"A name, once each.", "Un nombre, uno por vez."}),
          texts("--phone", "phones", "N", {"A telephone number, once each.", "Un teléfono, uno por vez."}),
          text("--matter", "matter", "ID",
               {"The matter that they would be a party of.", "El asunto del que serían parte."})},
         show_conflict_check,
         nullptr,
         {"The answer is yes or no, the number of the matter and whom to ask. Names are compared as written "
          "and by sound, numbers by their last eight digits. What you ask is kept under your name.",
          "La respuesta es sí o no, el número del asunto y a quién preguntar. Los nombres se comparan como "
          "se "
          "escriben y como suenan, los teléfonos por sus últimas ocho cifras. Lo que pregunta queda a su "
          "nombre."}});
    to.push_back({"matter clear",
                  "matter.clear",
                  Needs::kUnlocked,
                  {"Say that work can go on although somebody was met, and why.",
                   "Decir que se puede seguir aunque alguien coincida, y por qué."},
                  {{"CHECK", "id", Type::kText, true, "", {"The check.", "La revisión."}},
                   text("--reason", "reason", "TEXT",
                        {"Why. Your name stays with it.", "Por qué. Queda a su nombre."}, true)},
                  show_conflict_check});
}

void add_matters(std::vector<Command>& to) {
    std::vector<Argument> opening{
        of_person(true),
        text("--title", "title", "TEXT", {"What it is.", "De qué se trata."}, true),
        area(true),
        jurisdiction(),
        texts("--opposing", "opposing", "NAME",
              {"Whom they are up against, once each.", "Contra quién, uno por vez."}),
        responsible(),
        insiders(),
        text("--reason", "reason", "TEXT",
             {"Why there is a wall. Who is outside reads it too: name nobody.",
              "Por qué hay un muro. Quien está fuera también lo lee: no nombre a nadie."}),
        cleared_check()};
    for (Argument& a : rounding()) opening.push_back(std::move(a));
    to.push_back(
        {"matter open",
         "matter.open",
         Needs::kUnlocked,
         {"Open a matter for a person, after a conflict check.",
          "Abrir un asunto para una persona, tras revisar conflictos."},
         opening,
         show_matter,
         nullptr,
         {"If somebody named is a party of another matter, nothing is opened: ask whom it says, have the "
          "check cleared, and give it with --check.",
          "Si alguien que se nombra es parte de otro asunto, no se abre nada: pregunte a quien indica, haga "
          "permitir la revisión y désela con --check."}});
    to.push_back(
        {"matter party",
         "matter.party",
         Needs::kUnlocked,
         {"Add a party, after a conflict check.", "Agregar una parte, tras revisar conflictos."},
         {{"MATTER", "matter", Type::kText, true, "", {"The matter.", "El asunto."}},
          text("--name", "name", "NAME", {"Their name.", "Su nombre."}, true),
          text("--role", "role", "ROLE",
               {"opposing, witness, employer, … See vocabulary list party_roles.",
                "opposing, witness, employer, … Vea vocabulary list party_roles."},
               true),
          texts("--alias", "aliases", "NAME", {"Another name, once each.", "Otro nombre, uno por vez."}),
          texts("--phone", "phones", "N", {"A telephone number, once each.", "Un teléfono, uno por vez."}),
          text("--note", "note", "TEXT", {"A note.", "Una nota."}),
          cleared_check()},
         show_party_added});
    to.push_back(
        {"matter correct",
         "matter.party_change",
         Needs::kUnlocked,
         {"Correct a party, after a conflict check of the names they then have.",
          "Corregir una parte, tras revisar conflictos con los nombres que quedan."},
         {{"PARTY", "id", Type::kText, true, "", {"The party's record.", "El registro de la parte."}},
          text("--name", "name", "NAME", {"Their name.", "Su nombre."}),
          text("--role", "role", "ROLE",
               {"opposing, witness, employer, … See vocabulary list party_roles.",
                "opposing, witness, employer, … Vea vocabulary list party_roles."}),
          texts("--alias", "aliases", "NAME",
                {"Other names, once each; they take the place of those kept.",
                 "Otros nombres, uno por vez; reemplazan a los guardados."}),
          texts("--phone", "phones", "N",
                {"Telephone numbers, once each; they take the place of those kept.",
                 "Teléfonos, uno por vez; reemplazan a los guardados."}),
          text("--note", "note", "TEXT", {"A note.", "Una nota."}),
          cleared_check()},
         show_party_corrected});
    std::vector<Argument> changing{matter_id(),
                                   text("--title", "title", "TEXT", {"What it is.", "De qué se trata."}),
                                   area(false),
                                   jurisdiction(),
                                   responsible(),
                                   {"--state",
                                    "state",
                                    Type::kText,
                                    false,
                                    "STATE",
                                    {"open or closed.", "open (abierto) o closed (cerrado)."},
                                    {"open", "closed"}},
                                   text("--outcome", "outcome", "CODE",
                                        {"granted, settled, … See vocabulary list matter_outcomes.",
                                         "granted, settled, … Vea vocabulary list matter_outcomes."}),
                                   text("--closing-code", "closing_code", "CODE",
                                        {"A, B, F, G, H, I_a, I_b, I_c, K or L of the LSC.",
                                         "A, B, F, G, H, I_a, I_b, I_c, K o L de la LSC."}),
                                   text("--note", "note", "TEXT", {"A note.", "Una nota."})};
    changing.push_back({"--deadlines-too",
                        "deadlines_too",
                        Type::kFlag,
                        false,
                        "",
                        {"Close it although deadlines or dates of it are open.",
                         "Cerrarlo aunque tenga plazos o fechas pendientes."}});
    for (Argument& a : rounding()) changing.push_back(std::move(a));
    to.push_back({"matter change",
                  "matter.change",
                  Needs::kUnlocked,
                  {"Change what is said of it, or close it with its outcome.",
                   "Cambiar lo que se dice de él, o cerrarlo con su resultado."},
                  changing,
                  show_matter});
    to.push_back({"matter show",
                  "matter.show",
                  Needs::kUnlocked,
                  {"One matter.", "Un asunto."},
                  {matter_id()},
                  show_matter});
    to.push_back(
        {"matter list",
         "matter.list",
         Needs::kUnlocked,
         {"Matters that you may read.", "Los asuntos que puede leer."},
         {of_person(),
          {"--closed", "closed", Type::kFlag, false, "", {"Those closed too.", "También los cerrados."}}},
         show_matters});
}

void add_walls(std::vector<Command>& to) {
    to.push_back({"matter wall",
                  "matter.wall",
                  Needs::kUnlocked,
                  {"Say who can open a matter.", "Decir quién puede abrir un asunto."},
                  {matter_id(),
                   insiders(),
                   {"--lift", "lift", Type::kFlag, false, "", {"Take the wall down.", "Quitar el muro."}},
                   text("--reason", "reason", "TEXT", {"Why.", "Por qué."})},
                  show_matter,
                  nullptr,
                  {"Others of the team hold no key to it. Keeping somebody out who was not seals everything "
                   "anew and erases "
                   "what stood there, with its history; what they read before they have read.",
                   "El resto del equipo no tiene su llave. Dejar fuera a quien no lo estaba sella todo de "
                   "nuevo y borra lo "
                   "anterior, con su historia; lo que ya leyó, leído está."}});
    to.push_back({"matter walls",
                  "matter.walls",
                  Needs::kUnlocked,
                  {"The walls, and who is inside.", "Los muros, y quién está dentro."},
                  {},
                  show_walls});
    to.push_back({"matter time",
                  "matter.time",
                  Needs::kUnlocked,
                  {"How long work took, by the matter's rule of rounding.",
                   "Cuánto tardó el trabajo, según la regla de redondeo del asunto."},
                  {matter_id()},
                  show_time});
}

}  // namespace

void add_matter_commands(std::vector<Command>& to) {
    add_checks(to);
    add_matters(to);
    add_walls(to);
}

}  // namespace amparo::cli
