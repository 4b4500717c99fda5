// SPDX-License-Identifier: AGPL-3.0-or-later
// document: files in the vault, who had them, and erasing them.
#include "documents.hpp"
#include "papers.hpp"
#include "rows.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

Argument document_id() {
    return {"DOCUMENT",
            "id",
            Type::kText,
            true,
            "",
            {"Its record, as document list prints it.", "Su registro, como lo muestra document list."}};
}
Argument text(std::string_view flag, std::string_view param, std::string_view value, Text help,
              bool required = false) {
    return {flag, param, Type::kText, required, value, help};
}
Argument of_matter() {
    return text("--matter", "matter", "MATTER", {"The legal matter.", "El asunto legal."});
}

void add_reading(std::vector<Command>& to) {
    to.push_back({"document list",
                  "document.list",
                  Needs::kUnlocked,
                  {"Documents that you may read.", "Los documentos que puede leer."},
                  {of_person(), of_matter()},
                  show_documents});
    to.push_back({"document show",
                  "document.show",
                  Needs::kUnlocked,
                  {"One document and its versions.", "Un documento y sus versiones."},
                  {document_id()},
                  show_document});
    to.push_back(
        {"document save",
         "document.open",
         Needs::kUnlocked,
         {"Save it as a file outside the vault.", "Guardarlo como archivo fuera de la bóveda."},
         {document_id(), text("--why", "why", "TEXT", {"What for. It is kept.", "Para qué. Queda anotado."}),
          output({"The file. Otherwise its own name, here.", "El archivo. Si no, su nombre, aquí."}),
          force()},
         show_document,
         act_document_save,
         {"That you saved it is kept before the file is written. The file has its name only if every "
          "byte is what was kept. Outside the vault nothing protects it: erase it when it is done.",
          "Que usted lo guardó queda anotado antes de escribir el archivo. El archivo recibe su nombre "
          "solo si cada byte es lo que se guardó. Fuera de la bóveda nada lo protege: bórrelo al "
          "terminar."}});
    to.push_back({"document history",
                  "document.history",
                  Needs::kUnlocked,
                  {"Who added, opened and saved it, and when.", "Quién lo agregó, abrió y guardó, y cuándo."},
                  {document_id()},
                  show_document_history});
}

void add_keeping(std::vector<Command>& to) {
    Argument one = document_id();
    one.required = false;
    to.push_back({"document verify",
                  "document.verify",
                  Needs::kUnlocked,
                  {"Read one or all, every byte, against what was kept.",
                   "Leer uno o todos, cada byte, y comparar con lo que se guardó."},
                  {one},
                  show_document_verified,
                  act_document_verify});
    to.push_back(
        {"document tidy",
         "document.tidy",
         Needs::kUnlocked,
         {"Remove sealed files that no record knows.",
          "Quitar archivos sellados que ningún registro conoce."},
         {},
         show_document_tidied,
         nullptr,
         {"A crash can leave such a file. Not after you put an older vault file in place: then the "
          "newer one still knows them.",
          "Un corte puede dejar un archivo así. No lo haga tras poner un archivo de bóveda anterior: el "
          "más nuevo todavía los conoce."}});
    to.push_back({"document erase",
                  "document.erase",
                  Needs::kUnlocked,
                  {"Erase a document for good.", "Borrar un documento para siempre."},
                  {document_id(), text("--basis", "basis", "TEXT",
                                       {"Why: a retention rule, the person asked, an error.",
                                        "Por qué: una regla de conservación, lo pidió la persona, un error."},
                                       true)},
                  show_erased});
}

}  // namespace

void add_document_commands(std::vector<Command>& to) {
    to.push_back({"document add",
                  "document.begin",
                  Needs::kUnlocked,
                  {"Keep a file in the vault.", "Guardar un archivo en la bóveda."},
                  {{"FILE",
                    "",
                    Type::kText,
                    true,
                    "",
                    {"The file; - for standard input.", "El archivo; - para la entrada estándar."}},
                   of_person(),
                   of_matter(),
                   text("--version-of", "version_of", "DOCUMENT",
                        {"It is a new version of this one, which stays.",
                         "Es una versión nueva de este, que se queda."}),
                   text("--name", "name", "NAME",
                        {"Its name, if not the file's.", "Su nombre, si no el del archivo."}),
                   text("--about", "about", "TEXT", {"What it is.", "Qué es."}),
                   {"--template",
                    "template",
                    Type::kFlag,
                    false,
                    "",
                    {"It is a template; it may be of nobody.", "Es una plantilla; puede no ser de nadie."}},
                   {"--personal",
                    "personal",
                    Type::kFlag,
                    false,
                    "",
                    {"It is the person's own and of no matter, a passport or a lease: advocates read it too.",
                     "Es de la persona y de ningún asunto, un pasaporte o un contrato de renta: también lo "
                     "leen quienes acompañan."}},
                   text("--from", "from_whom", "TEXT", {"From whom it came.", "De quién viene."})},
                  show_document,
                  act_document_add,
                  {"At most 2 GiB. It is sealed in chunks beside the vault file, under a key of its own. The "
                   "file you add "
                   "stays where it is: what became of it is yours to see to.",
                   "A lo más 2 GiB. Se sella por trozos junto al archivo de la bóveda, con su propia llave. "
                   "El archivo "
                   "que agrega se queda donde está: de él se encarga usted."}});
    add_reading(to);
    add_keeping(to);
    add_paper_commands(to);
}

}  // namespace amparo::cli
