// SPDX-License-Identifier: AGPL-3.0-or-later
// unit, bed, stay: houses, and who sleeps where.
#include "rows.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

Argument of_house() {
    return {"--house", "house", Type::kText, false, "ID", {"Only this house.", "Solo esta casa."}};
}
Argument household() {
    return {"--household",
            "household",
            Type::kInteger,
            false,
            "N",
            {"How many people, with children (1).", "Cuántas personas, con niñas y niños (1)."}};
}
Argument from_night() {
    return {"--from", "from", Type::kText,
            false,    "DATE", {"The first night (tonight).", "La primera noche (hoy)."}};
}
Argument until_day(bool required = false) {
    return {"--until",
            "until",
            Type::kText,
            required,
            "DATE",
            {"The first night the place is not theirs any more.",
             "La primera noche en que el lugar ya no es suyo."}};
}
Argument wishes() {
    return {
        "--wish",
        "wishes",
        Type::kCodes,
        false,
        "WISH",
        {"What they ask for, one or more: step_free children pets private_bath lock women_only men_only "
         "all_genders.",
         "Lo que piden, uno o más: step_free children pets private_bath lock women_only men_only "
         "all_genders."},
        {"step_free", "children", "pets", "private_bath", "lock", "women_only", "men_only", "all_genders"}};
}
Argument place(bool required = true) {
    return {"--place",
            "places",
            Type::kTexts,
            required,
            "PLACE",
            {"A unit's id, of a shared unit with the place: ID/2. As often as needed.",
             "El id de una unidad; si es compartida, con el lugar: ID/2. Las veces que haga falta."}};
}
Argument with_whom() {
    return {"--with", "with", Type::kTexts,
            false,    "ID",   {"Who else, if known: per_….", "Quién más, si se sabe: per_…."}};
}
Argument request() {
    return {"--request", "request",
            Type::kText, false,
            "ID",        {"What they asked for: see bed waiting.", "Lo que pidieron: vea bed waiting."}};
}
Argument minutes() {
    return {"--minutes",
            "minutes",
            Type::kInteger,
            false,
            "N",
            {"How long (what the house says, or 90).", "Cuánto tiempo (lo que diga la casa, o 90)."}};
}

void add_units(std::vector<Command>& to) {
    to.push_back({"unit list",
                  "unit.list",
                  Needs::kUnlocked,
                  {"Every unit and the state of its places tonight.",
                   "Cada unidad y el estado de sus lugares esta noche."},
                  {of_house()},
                  show_units});
    to.push_back({"unit step",
                  "unit.step",
                  Needs::kUnlocked,
                  {"Write down that a unit is ready, out of service, closed, …",
                   "Anotar que una unidad está lista, fuera de servicio, cerrada…"},
                  {{"UNIT", "unit", Type::kText, true, "", {"The unit.", "La unidad."}},
                   {"STEP",
                    "step",
                    Type::kText,
                    true,
                    "",
                    {"ready, prepare, take_out, bring_back, close or reopen.",
                     "ready, prepare, take_out, bring_back, close o reopen."},
                    {"ready", "prepare", "take_out", "bring_back", "close", "reopen"}},
                   {"--reason",
                    "reason",
                    Type::kText,
                    false,
                    "TEXT",
                    {"Needed to take out and to close. Nothing about a person: every member reads it.",
                     "Hace falta para take_out y close. Nada sobre una persona: lo lee todo el equipo."}}},
                  show_unit_step});
}

/// Beside a place that words could be meant for.
Argument one_wish() {
    Argument out = wishes();
    out.type = Type::kTexts;
    return out;
}

/// What a household asked for, beside whose or which request it is.
std::vector<Argument> asked_for(Argument const& first, Argument const& wished) {
    return {first,
            household(),
            wished,
            {"--urgency",
             "urgency",
             Type::kText,
             false,
             "WHAT",
             {"A fact: nowhere_tonight, danger_now or must_leave_by.",
              "Un hecho: nowhere_tonight, danger_now o must_leave_by."},
             {"none", "nowhere_tonight", "danger_now", "must_leave_by"}},
            {"--stated-by",
             "urgency_stated_by",
             Type::kText,
             false,
             "NAME",
             {"Who stated it.", "Quién lo indicó."}},
            {"--leave-by",
             "leave_by",
             Type::kText,
             false,
             "DATE",
             {"The day they must leave where they are.", "El día en que deben irse de donde están."}},
            {"--note", "note", Type::kText, false, "TEXT", {"A note.", "Una nota."}}};
}

void add_beds(std::vector<Command>& to) {
    to.push_back({"bed find",
                  "bed.find",
                  Needs::kUnlocked,
                  {"What a household can be offered, and why not the rest.",
                   "Lo que se le puede ofrecer a un hogar, y por qué lo demás no."},
                  {household(), wishes(), from_night(), until_day(), of_house()},
                  show_beds_found});
    to.push_back(
        {"bed hold",
         "bed.hold",
         Needs::kUnlocked,
         {"Hold a place for somebody on the way.", "Apartar un lugar para alguien que viene."},
         {of_person(true), place(), household(), with_whom(), from_night(), until_day(), minutes(),
          request()},
         show_stay,
         nullptr,
         {"It ends by the clock, whether or not Amparo runs then. Of two holds of one place made on two "
          "computers the earlier one stands; stay list says whose does not, and what is free instead.",
          "Termina según el reloj, funcione o no Amparo entonces. Si un mismo lugar se apartó en dos "
          "computadoras, vale lo primero; stay list dice a quién le falta y qué hay libre."}});
    to.push_back({"bed ask",
                  "bed.ask",
                  Needs::kUnlocked,
                  {"Put a household on the waiting list.", "Poner un hogar en la lista de espera."},
                  asked_for(of_person(), wishes()),
                  show_bed_asked});
    to.push_back({"bed change",
                  "bed.change",
                  Needs::kUnlocked,
                  {"Correct what was written down of a bed asked for.",
                   "Corregir lo que se anotó de una cama que se pidió."},
                  asked_for(record_id(), one_wish()),
                  show_bed_asked});
    to.push_back({"bed close",
                  "bed.close",
                  Needs::kUnlocked,
                  {"Close a request: withdrawn, or turned away with the reason.",
                   "Cerrar una petición: retirada, o no se pudo recibir, con la razón."},
                  {record_id(),
                   {"OUTCOME",
                    "outcome",
                    Type::kText,
                    true,
                    "",
                    {"withdrawn or turned_away.", "withdrawn o turned_away."},
                    {"withdrawn", "turned_away"}},
                   {"--reason",
                    "reason",
                    Type::kText,
                    false,
                    "CODE",
                    {"Why turned away: full, service_not_offered, …; see form show bed_request.",
                     "Por qué no se recibió: full, service_not_offered, …; vea form show bed_request."}},
                   {"--note", "note", Type::kText, false, "TEXT", {"In words.", "Con palabras."}}},
                  show_bed_closed});
    to.push_back(
        {"bed waiting",
         "bed.waiting",
         Needs::kUnlocked,
         {"The waiting list, what its order rests on, and the turn-aways.",
          "La lista de espera, de qué depende su orden, y a quiénes no se recibió."},
         {{"--from", "from", Type::kText, false, "DATE", {"Count from this day.", "Contar desde este día."}},
          {"--until",
           "until",
           Type::kText,
           false,
           "DATE",
           {"Count until this day.", "Contar hasta este día."}}},
         show_waiting});
}

Command step(std::string_view words, std::string_view method, Text summary, std::vector<Argument> more = {}) {
    more.insert(more.begin(), record_id());
    return {words, method, Needs::kUnlocked, summary, std::move(more), show_stay};
}

void add_stays(std::vector<Command>& to) {
    to.push_back(
        {"stay list",
         "stay.list",
         Needs::kUnlocked,
         {"Who stays or is held a place, and who lost one.",
          "Quién se queda o tiene un lugar apartado, y quién lo perdió."},
         {of_person(),
          {"--all", "all", Type::kFlag, false, "", {"Also who left.", "También quienes se fueron."}}},
         show_stays});
    to.push_back({"stay start",
                  "stay.start",
                  Needs::kUnlocked,
                  {"Somebody is there, without a hold before.", "Alguien ya está, sin haber apartado lugar."},
                  {of_person(true), place(), household(), with_whom(), until_day(), request()},
                  show_stay});
    to.push_back(step("stay arrive", "stay.arrive",
                      {"Who was held a place has come.", "Llegó quien tenía lugar."},
                      {{"--early",
                        "early",
                        Type::kFlag,
                        false,
                        "",
                        {"They came before the night it is held from: it is theirs from tonight.",
                         "Llegó antes de la noche desde la que se apartó: es suyo desde hoy."}}}));
    to.push_back(step("stay keep", "stay.keep",
                      {"Hold the place longer, from now.", "Apartar más tiempo, desde ahora."}, {minutes()}));
    to.push_back(step("stay extend", "stay.extend", {"Change until when.", "Cambiar hasta cuándo."},
                      {until_day(true)}));
    to.push_back(step("stay move", "stay.move",
                      {"Move to other places from tonight.", "Pasar a otros lugares desde hoy."}, {place()}));
    to.push_back(
        step("stay away", "stay.away",
             {"Nights not there; the place stays theirs.", "Noches fuera; el lugar sigue siendo suyo."},
             {{"--from", "from", Type::kText, true, "DATE", {"The first night.", "La primera noche."}},
              {"--until",
               "until",
               Type::kText,
               true,
               "DATE",
               {"The first night back.", "La primera noche de regreso."}}}));
    to.push_back(step(
        "stay leave", "stay.leave", {"Somebody left.", "Alguien se fue."},
        {{"--destination",
          "destination",
          Type::kText,
          false,
          "CODE",
          {"Where to: family, own_home, …, declined; see form show stay.",
           "A dónde: family, own_home, …, declined; vea form show stay."}},
         {"--feels-safe",
          "feels_safe",
          Type::kText,
          false,
          "CODE",
          {"Whether they think they will be safe there: safe, partly, not_safe, unknown, declined, "
           "not_asked.",
           "Si cree que ahí estará a salvo: safe, partly, not_safe, unknown, declined, not_asked."}},
         {"--where",
          "destination_place",
          Type::kText,
          false,
          "TEXT",
          {"Where that is; kept in the part location.", "Dónde queda; se guarda en la parte location."}}}));
    to.push_back(step(
        "stay correct", "stay.correct",
        {"Correct how somebody left, or nights away.", "Corregir cómo se fue alguien, o sus noches fuera."},
        {{"--destination", "destination", Type::kText, false, "CODE", {"Where to.", "A dónde."}},
         {"--feels-safe",
          "feels_safe",
          Type::kText,
          false,
          "CODE",
          {"Whether they think they will be safe there.", "Si cree que ahí estará a salvo."}},
         {"--where", "destination_place", Type::kText, false, "TEXT", {"Where that is.", "Dónde queda."}},
         {"--left-on",
          "left_on",
          Type::kText,
          false,
          "DATE",
          {"The day they left.", "El día en que se fue."}},
         {"--back",
          "back",
          Type::kFlag,
          false,
          "",
          {"They did not leave: the place is theirs, if nobody else's since.",
           "No se fue: el lugar es suyo, si no es ya de otra persona."}},
         {"--away",
          "away",
          Type::kValue,
          false,
          "JSON",
          {"All nights away: [{\"from\": DATE, \"until\": DATE}].",
           "Todas las noches fuera: [{\"from\": FECHA, \"until\": FECHA}]."}},
         {"--reason", "end_reason", Type::kText, false, "TEXT", {"Why a hold ended.", "Por qué terminó."}}}));
    to.push_back(step("stay end", "stay.end", {"End a hold.", "Dejar de apartar."},
                      {{"--reason", "reason", Type::kText, false, "TEXT", {"Why.", "Por qué."}}}));
}

}  // namespace

void add_shelter_commands(std::vector<Command>& to) {
    add_units(to);
    add_beds(to);
    add_stays(to);
}

}  // namespace amparo::cli
