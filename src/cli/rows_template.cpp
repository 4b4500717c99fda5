// SPDX-License-Identifier: AGPL-3.0-or-later
// template: which there are, what their places would say, and filling them.
#include "documents.hpp"
#include "rows.hpp"
#include "templates.hpp"

namespace amparo::cli {
namespace {

Argument text(std::string_view flag, std::string_view param, std::string_view value, Text help) {
    return {flag, param, Type::kText, false, value, help};
}
Argument of_matter() {
    return text("--matter", "matter", "MATTER", {"The legal matter.", "El asunto legal."});
}
Argument in_language(Text help) {
    return {"--language", "language", Type::kText, false, "L", help, {"en", "es"}};
}

std::vector<Argument> filling() {
    return {{"TEMPLATE",
             "template",
             Type::kText,
             false,
             "",
             {"A template kept here, as template list prints it.",
              "Una plantilla guardada aquí, como la muestra template list."}},
            text("--sample", "sample", "NAME",
                 {"One that comes with the program instead.", "En su lugar, una que viene con el programa."}),
            of_matter(),
            of_person(),
            {"--set",
             "set",
             Type::kAssignments,
             false,
             "PLACE=WORDS",
             {"Type this place by hand; each time for one more. Recorded as typed.",
              "Escribir este hueco a mano; una vez por cada uno. Queda anotado."}},
            {"--leave-blank",
             "leave_blank",
             Type::kTexts,
             false,
             "PLACE",
             {"Leave this place as a blank line.", "Dejar este hueco como línea en blanco."}},
            text("--today", "today", "DATE",
                 {"What the place today says, if not today.", "Qué dice el hueco today, si no es hoy."}),
            in_language({"Of dates and choices in it: en or es.", "De las fechas y opciones: en o es."})};
}

void add_filling(std::vector<Command>& to) {
    to.push_back({"template preview",
                  "template.preview",
                  Needs::kUnlocked,
                  {"What each place would say, and where it comes from. Makes nothing.",
                   "Qué diría cada hueco y de dónde viene. No hace nada."},
                  filling(),
                  show_template_preview,
                  act_template});
    std::vector<Argument> arguments = filling();
    arguments.push_back(text("--name", "name", "NAME", {"The document's name.", "El nombre del documento."}));
    arguments.push_back(text("--about", "about", "TEXT", {"What it is.", "Qué es."}));
    to.push_back(
        {"template fill",
         "template.fill",
         Needs::kUnlocked,
         {"Fill it and keep the document.", "Llenarla y guardar el documento."},
         std::move(arguments),
         show_filled,
         act_template,
         {"Nothing is filled silently: a place that the record doesn't answer, or that you can't "
          "read, stops it until you type it with --set or leave it blank with --leave-blank. With the "
          "document stays what each place was filled from. Look first: template preview.",
          "Nada se llena en silencio: un hueco que el registro no responde, o que usted no puede leer, "
          "lo detiene hasta que lo escriba con --set o lo deje en blanco con --leave-blank. Con el "
          "documento queda anotado de dónde salió cada hueco. Mire antes: template preview."}});
}

}  // namespace

void add_template_commands(std::vector<Command>& to) {
    to.push_back({"template list",
                  "template.list",
                  Needs::kUnlocked,
                  {"Templates: those that come with the program, and those kept here.",
                   "Plantillas: las que vienen con el programa y las guardadas aquí."},
                  {of_person(), of_matter()},
                  show_templates,
                  nullptr,
                  {"Keep one of your own with document add FILE --template.",
                   "Guarde una suya con document add ARCHIVO --template."}});
    to.push_back(
        {"template names",
         "template.names",
         Needs::kUnlocked,
         {"Every place that a template can have.", "Todos los huecos que puede tener una plantilla."},
         {in_language({"Of what they say: en or es.", "De lo que dicen: en o es."})},
         show_template_names});
    to.push_back({"template check",
                  "template.check",
                  Needs::kUnlocked,
                  {"The places of a file, and those that don't exist.",
                   "Los huecos de un archivo, y los que no existen."},
                  {{"FILE",
                    "data",
                    Type::kBytesFile,
                    true,
                    "",
                    {"A text, Markdown or Word document (DOCX); - for standard input.",
                     "Un texto, Markdown o documento de Word (DOCX); - para la entrada estándar."}},
                   in_language({"Of what they say: en or es.", "De lo que dicen: en o es."})},
                  show_template_check,
                  act_template_check,
                  {"Exit code 1: a place does not exist; the nearest that does is named.",
                   "Código de salida 1: un hueco no existe; se nombra el más cercano."}});
    add_filling(to);
    to.push_back(
        {"template words",
         "",
         Needs::kNothing,
         {"For the program itself: the words of a Word document, read apart from any vault.",
          "Para el propio programa: las palabras de un documento de Word, leídas aparte de toda bóveda."},
         {},
         nullptr,
         act_template_words});
}

}  // namespace amparo::cli
