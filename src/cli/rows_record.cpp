// SPDX-License-Identifier: AGPL-3.0-or-later
// form, record, person, search, finding.
#include "acts.hpp"
#include "rows.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

constexpr std::string_view kFormExample = R"({"name": "work_answers", "version": 1,
 "labels": {"en": "Work", "es": "Trabajo"},
 "about_person": "yes", "starts_person": true, "title": "papers",
 "fields": [
  {"name": "papers", "type": "choice", "part": "statistics",
   "labels": {"en": "Papers", "es": "Papeles"},
   "options": [{"code": "citizen", "labels": {"en": "Citizen"}},
               {"code": "visitor", "labels": {"en": "Visitor"}}]},
  {"name": "paid", "type": "yes_no", "part": "statistics",
   "labels": {"en": "Was paid", "es": "Le pagaron"}}]})";

}  // namespace

void add_record_commands(std::vector<Command>& to) {
    to.push_back({"form list",
                  "form.list",
                  Needs::kUnlocked,
                  {"The kinds of record this vault knows.", "Las clases de registro que esta bóveda conoce."},
                  {},
                  show_forms});
    to.push_back(
        {"form show",
         "form.show",
         Needs::kUnlocked,
         {"One form: its fields, and the codes they take.",
          "Un formulario: sus campos y los códigos que aceptan."},
         {{"FORM",
           "form",
           Type::kText,
           true,
           "",
           {"Its name: contact, finding, … See form list.", "Su nombre: contact, finding, … Vea form list."}},
          {"--language",
           "language",
           Type::kText,
           false,
           "L",
           {"en or es, for the labels.", "en o es, para las etiquetas."},
           {"en", "es"}}},
         show_form,
         act_in_language});
    to.push_back(
        {"form add",
         "form.add",
         Needs::kUnlocked,
         {"Add your organisation's own form, or a newer version of it.",
          "Agregar un formulario propio de la organización, o una versión más nueva."},
         {{"FILE",
           "form",
           Type::kObjectFile,
           true,
           "",
           {"The declaration as JSON; - is standard input.",
            "La declaración en JSON; - es la entrada estándar."}}},
         show_form_added,
         nullptr,
         {"Types are text, long_text, choice, choices, yes_no, date, integer and others (form show). A "
          "choice has options of its own or a vocabulary (vocabulary list).",
          "Los tipos son text, long_text, choice, choices, yes_no, date, integer y otros (form show). "
          "Una choice tiene opciones propias o un vocabulario (vocabulary list)."},
         kFormExample});
    to.push_back(
        {"form rename",
         "form.rename",
         Needs::kUnlocked,
         {"Take a form of yours that is not in use under another name.",
          "Tomar con otro nombre un formulario suyo que no está en uso."},
         {{"FORM", "form", Type::kText, true, "", {"Its name until now.", "Su nombre hasta ahora."}},
          {"--to", "to", Type::kText, true, "NAME", {"Its new name.", "Su nombre nuevo."}}},
         show_form_added,
         nullptr,
         {"A newer Amparo may ship a form that has the name of one of yours. Then yours is not in use, and "
          "unlocking says so. What was recorded with it is kept and shown by record list and record show.",
          "Un Amparo más nuevo puede traer un formulario con el nombre de uno suyo. Entonces el suyo no está "
          "en uso, y se le dice al abrir. Lo que se registró con él se conserva y lo muestran record list y "
          "record show."}});

    to.push_back(
        {"record create",
         "record.create",
         Needs::kUnlocked,
         {"Record something.", "Registrar algo."},
         {{"KIND",
           "kind",
           Type::kText,
           true,
           "",
           {"contact, finding, note, … See form list.", "contact, finding, note, … Vea form list."}},
          data_file(),
          assignments(),
          of_person()},
         show_created,
         nullptr,
         {"Only a first contact begins a person; every other record is about one: --person. Anything can be "
          "left out or answered \"unknown\", \"declined\" or \"not_asked\"; form show lists the fields.",
          "Solo un primer contacto empieza una persona; todo otro registro trata de una: --person. Todo "
          "puede quedar en blanco o llevar \"unknown\", \"declined\" o \"not_asked\"; form show lista los "
          "campos."}});
    to.push_back({"record update",
                  "record.update",
                  Needs::kUnlocked,
                  {"Change some fields of a record.", "Cambiar algunos campos de un registro."},
                  {record_id(),
                   data_file(),
                   assignments(),
                   {"--parent",
                    "parents",
                    Type::kTexts,
                    false,
                    "REV",
                    {"The revision you saw, rev_…; without it, the latest.",
                     "La revisión que usted vio, rev_…; sin ella, la última."}}},
                  show_updated,
                  nullptr,
                  {"null clears a field. If a colleague changed the same field meanwhile, both values are "
                   "kept and shown as a conflict.",
                   "null vacía un campo. Si alguien cambió el mismo campo entretanto, ambos valores se "
                   "conservan y se muestran como conflicto."}});
    to.push_back({"record show",
                  "record.show",
                  Needs::kUnlocked,
                  {"One record.", "Un registro."},
                  {record_id()},
                  show_record});
    to.push_back(
        {"record list",
         "record.list",
         Needs::kUnlocked,
         {"Records, newest first.", "Los registros, del más nuevo al más viejo."},
         {{"--kind", "kind", Type::kText, false, "KIND", {"Only of this kind.", "Solo de esta clase."}},
          of_person(),
          limit({"At most N (100).", "Como máximo N (100)."}),
          {"--after",
           "after",
           Type::kText,
           false,
           "ID",
           {"Go on after this record: what the last page ended with.",
            "Seguir después de este registro: con el que terminó la página anterior."}}},
         show_records});
    to.push_back({"record history",
                  "record.history",
                  Needs::kUnlocked,
                  {"Who changed what and when.", "Quién cambió qué y cuándo."},
                  {record_id()},
                  show_history});
    to.push_back({"record resolve",
                  "record.resolve",
                  Needs::kUnlocked,
                  {"Settle a conflict between two values.", "Resolver un conflicto entre dos valores."},
                  {record_id(),
                   {"FIELD",
                    "field",
                    Type::kText,
                    true,
                    "",
                    {"The field with two values.", "El campo con dos valores."}},
                   {"--value",
                    "value",
                    Type::kValue,
                    true,
                    "VALUE",
                    {"The value that stands: JSON, or a text. The others stay in the history.",
                     "El valor que queda: JSON o un texto. Los otros siguen en el historial."}}},
                  show_resolved});
    to.push_back(
        {"record erase",
         "record.erase",
         Needs::kUnlocked,
         {"Remove a record, or one part of it, for good.", "Quitar un registro, o una parte, para siempre."},
         {record_id(),
          {"--basis",
           "basis",
           Type::kText,
           true,
           "TEXT",
           {"Why: the person asked, the retention schedule, …",
            "Por qué: la persona lo pidió, el calendario de conservación, …"}},
          {"--part",
           "part",
           Type::kText,
           false,
           "PART",
           {"Only this part.", "Solo esta parte."},
           {"identity", "location", "plan", "narrative", "legal", "immigration", "statistics", "safety"}}},
         show_erased,
         nullptr,
         {"Headers, texts and keys are removed; that it was erased, when, by whom and on what basis stays. "
          "It can't be undone.",
          "Se quitan encabezados, textos y claves; queda que se borró, cuándo, quién y por qué. No se puede "
          "deshacer."}});

    to.push_back({"person show",
                  "person.show",
                  Needs::kUnlocked,
                  {"Everything about one person that you may read.",
                   "Todo lo que usted puede leer sobre una persona."},
                  {{"ID", "person", Type::kText, true, "", of_person().help}},
                  show_person});
    to.push_back(
        {"person erase",
         "person.erase",
         Needs::kUnlocked,
         {"Forget a person: erase every record about them.",
          "Olvidar a una persona: borrar todo registro sobre ella."},
         {{"ID", "person", Type::kText, true, "", of_person().help},
          {"--show",
           "show",
           Type::kFlag,
           false,
           "",
           {"Erase nothing; show what would go, and what would remain and why.",
            "No borrar nada; mostrar qué se iría, y qué quedaría y por qué."}},
          {"--basis",
           "basis",
           Type::kText,
           false,
           "TEXT",
           {"Why: the person asked, and when. Needed unless --show.",
            "Por qué: la persona lo pidió, y cuándo. Hace falta salvo con --show."}},
          {"--kept-too",
           "kept_too",
           Type::kFlag,
           false,
           "",
           {"Also what is kept longer: the person takes their consent to that back.",
            "También lo que se conserva más: la persona retira su consentimiento."}},
          {"--conflicts-too",
           "conflicts_too",
           Type::kFlag,
           false,
           "",
           {"Also the blind names of closed matters: a later conflict check will not meet this person.",
            "También los nombres cegados de asuntos cerrados: una revisión de conflictos posterior no "
            "hallará a "
            "esta persona."}}},
         show_forgotten,
         nullptr,
         {"Part by part, as your keys go; what lies in other parts a colleague erases. Releases end, "
          "documents "
          "go with their files. A legal hold, an open matter and a stay stop it. It can't be undone.",
          "Parte por parte, según sus llaves; lo de otras partes lo borra un colega. Las autorizaciones "
          "terminan, los documentos se van con sus archivos. Una retención legal, un asunto abierto y una "
          "estancia lo impiden. No se puede deshacer."}});
    to.push_back(
        {"person similar",
         "person.similar",
         Needs::kUnlocked,
         {"People already here who might be the same. Look before you record.",
          "Personas que ya están y podrían ser la misma. Mire antes de registrar."},
         {{"--name",
           "name",
           Type::kText,
           false,
           "TEXT",
           {"A name or alias, in any spelling.", "Un nombre o apodo, escrito de cualquier manera."}},
          {"--phone", "phone", Type::kText, false, "NUMBER", {"A phone number.", "Un número de teléfono."}},
          limit({"At most N (10).", "Como máximo N (10)."})},
         show_similar});
    to.push_back({"search",
                  "search",
                  Needs::kUnlocked,
                  {"Find words, names (also as they sound) and phone numbers.",
                   "Buscar palabras, nombres (también como suenan) y números de teléfono."},
                  {{"TEXT", "text", Type::kWords, true, "", {"What to look for.", "Lo que se busca."}},
                   {"--kind",
                    "kind",
                    Type::kText,
                    false,
                    "KIND",
                    {"Only records of this kind.", "Solo registros de esta clase."}},
                   limit({"At most N (50).", "Como máximo N (50)."})},
                  show_hits});
    to.push_back(
        {"today",
         "today",
         Needs::kUnlocked,
         {"What waits: answers, promised calls, follow-ups, releases that end, drafts.",
          "Lo que espera: respuestas, llamadas prometidas, seguimientos, autorizaciones que terminan, "
          "borradores."},
         {},
         show_today});
    to.push_back({"draft list",
                  "draft.list",
                  Needs::kUnlocked,
                  {"Your unfinished forms.", "Sus formularios sin terminar."},
                  {},
                  show_drafts});
    to.push_back({"draft discard",
                  "draft.discard",
                  Needs::kUnlocked,
                  {"Erase an unfinished form.", "Borrar un formulario sin terminar."},
                  {{"ID",
                    "draft",
                    Type::kText,
                    true,
                    "",
                    {"The draft: rec_…, see draft list.", "El borrador: rec_…, vea draft list."}}},
                  show_draft_discarded});
    to.push_back({"finding assess",
                  "finding.assess",
                  Needs::kUnlocked,
                  {"What the definitions say about an episode, without recording it.",
                   "Lo que dicen las definiciones sobre un episodio, sin registrarlo."},
                  {data_file(), assignments()},
                  show_assessment});
}

}  // namespace amparo::cli
