// SPDX-License-Identifier: AGPL-3.0-or-later
// vocabulary, retention: how an organisation wants it.
#include "acts.hpp"
#include "rows.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

void add_vocabularies(std::vector<Command>& to) {
    to.push_back({"vocabulary list",
                  "vocabulary.list",
                  Needs::kUnlocked,
                  {"The lists that forms choose from, in this organisation's words.",
                   "Las listas de que eligen los formularios, en palabras de esta organización."},
                  {{"LIST",
                    "",
                    Type::kText,
                    false,
                    "",
                    {"One list with its codes; without it, all by name.",
                     "Una lista con sus códigos; sin ella, los nombres de todas."}}},
                  show_vocabularies,
                  act_vocabulary});
    to.push_back(
        {"vocabulary set",
         "vocabulary.set",
         Needs::kUnlocked,
         {"Change the words of a code, add one of your own, or offer it no more.",
          "Cambiar las palabras de un código, agregar uno propio o dejar de ofrecerlo."},
         {{"LIST",
           "vocabulary",
           Type::kText,
           true,
           "",
           {"The list: needs, … See vocabulary list.", "La lista: needs, … Vea vocabulary list."}},
          {"CODE",
           "code",
           Type::kText,
           true,
           "",
           {"The code that is stored: small letters, digits and _.",
            "El código que se guarda: minúsculas, cifras y _."}},
          {"--label",
           "labels",
           Type::kAssignments,
           true,
           "LANGUAGE=WORDS",
           {"Its words, once a language: --label 'en=A quiet room'.",
            "Sus palabras, una vez por idioma: --label 'es=Un cuarto tranquilo'."}},
          {"--retired",
           "retired",
           Type::kFlag,
           false,
           "",
           {"Offer it no more. Without this it is offered.", "Ya no ofrecerlo. Sin esto, se ofrece."}}},
         show_term_set,
         nullptr,
         {"What was recorded with a code stays, whatever becomes of the code. In lists that rules read, only "
          "the words can change. For coordinators.",
          "Lo registrado con un código queda, pase lo que pase con el código. En las listas que leen las "
          "reglas, solo pueden cambiar las palabras. Para quienes coordinan."}});
}

void add_retention(std::vector<Command>& to) {
    to.push_back({"retention list",
                  "retention.list",
                  Needs::kUnlocked,
                  {"After how many months without a change a record is to be looked at again.",
                   "Después de cuántos meses sin cambios hay que volver a ver un registro."},
                  {},
                  show_periods});
    to.push_back(
        {"retention set",
         "retention.set",
         Needs::kUnlocked,
         {"Set that period for a kind of record. Nothing is erased by it.",
          "Fijar ese plazo para un tipo de registro. No borra nada."},
         {{"KIND",
           "kind",
           Type::kText,
           true,
           "",
           {"The kind of record: contact, … See form list.",
            "El tipo de registro: contact, … Vea form list."}},
          {"--part",
           "part",
           Type::kText,
           false,
           "PART",
           {"Only this part of such records: location, narrative, …",
            "Solo esta parte de esos registros: location, narrative, …"}},
          {"--months",
           "months",
           Type::kInteger,
           false,
           "N",
           {"After so many months; without it, never.", "Después de tantos meses; sin ello, nunca."}}},
         show_period_set});
    to.push_back(
        {"retention suggest",
         "retention.suggest",
         Needs::kUnlocked,
         {"Periods that Amparo proposes, each with its reason.",
          "Plazos que propone Amparo, cada uno con su razón."},
         {{"--take",
           "take",
           Type::kFlag,
           false,
           "",
           {"Set those that nobody decided about. For coordinators.",
            "Fijar los que nadie decidió. Para quienes coordinan."}}},
         show_suggested,
         nullptr,
         {"A proposal, not read by an attorney: the law of each state differs. Nothing is erased by it, and "
          "without --take nothing is set. One of them: retention set KIND --months N.",
          "Una propuesta que ninguna abogada ni abogado ha leído: el derecho de cada estado difiere. No "
          "borra "
          "nada, y sin --take no fija nada. Uno solo: retention set KIND --months N."}});
    to.push_back({"retention due",
                  "retention.due",
                  Needs::kUnlocked,
                  {"Records past their review date. Somebody decides about each.",
                   "Registros cuya fecha de revisión pasó. Alguien decide sobre cada uno."},
                  {limit({"At most N (100).", "Como máximo N (100)."})},
                  show_due});
    to.push_back(
        {"retention keep",
         "retention.keep",
         Needs::kUnlocked,
         {"Write down that you looked at a record and it is kept.",
          "Anotar que usted vio un registro y que se conserva."},
         {record_id(),
          {"--reason", "reason", Type::kText, false, "TEXT", {"Why it is kept.", "Por qué se conserva."}},
          {"--until",
           "until",
           Type::kText,
           false,
           "DATE",
           {"Keep it longer, until this day. With --reason and --agreed.",
            "Conservarlo más tiempo, hasta este día. Con --reason y --agreed."}},
          {"--agreed",
           "agreed",
           Type::kFlag,
           false,
           "",
           {"The person agreed to that.", "La persona está de acuerdo con eso."}}},
         show_kept});
}

}  // namespace

void add_settings_commands(std::vector<Command>& to) {
    add_vocabularies(to);
    add_retention(to);
}

}  // namespace amparo::cli
