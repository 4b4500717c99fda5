// SPDX-License-Identifier: AGPL-3.0-or-later
// document marks, redact, packet: documents made of documents.
#include "papers.hpp"
#include "rows.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

Argument text(std::string_view flag, std::string_view param, std::string_view value, Text help) {
    return {flag, param, Type::kText, false, value, help};
}
Argument codes(std::string_view flag, std::string_view param, std::string_view value, Text help,
               std::vector<std::string_view> choices) {
    return {flag, param, Type::kText, false, value, help, std::move(choices)};
}

std::vector<Argument> mark_arguments() {
    return {
        {"DOCUMENT",
         "id",
         Type::kText,
         true,
         "",
         {"A PDF, a picture (PNG, JPEG) or a text; its record, as document list prints it.",
          "Un PDF, una imagen (PNG, JPEG) o un texto; su registro, como lo muestra document list."}},
        {"--phrase",
         "",
         Type::kTexts,
         false,
         "WORDS",
         {"Every occurrence of these words, whatever their capitals and accents, across lines. * at an end "
          "lets a "
          "word go on there.",
          "Cada vez que aparecen estas palabras, sin importar mayúsculas ni acentos, también entre líneas. * "
          "al "
          "final deja que la palabra siga."}},
        {"--kind",
         "",
         Type::kTexts,
         false,
         "K",
         {"What looks like it: phone, email, a_number, date.",
          "Lo que se le parece: phone (teléfono), email (correo), a_number (número A), date (fecha)."},
         {"phone", "email", "a_number", "date"}},
        {"--area",
         "",
         Type::kTexts,
         false,
         "PAGE:L,T,R,B",
         {"What lies in a rectangle of a page: left, top, right, bottom, in points (1/72 inch) from its "
          "upper left "
          "corner.",
          "Lo que está en un rectángulo de una página: izquierda, arriba, derecha, abajo, en puntos (1/72 de "
          "pulgada) desde su esquina superior izquierda."}},
        codes("--reason", "", "R",
              {"Why, for all of these; it stands on the bar: privilege, third_party, safety, identifier, "
               "order, "
               "other.",
               "Por qué, para todas; se lee en la barra: privilege (secreto profesional), third_party "
               "(tercero), "
               "safety (seguridad), identifier (identificador), order (por orden), other (otro)."},
              {"privilege", "third_party", "safety", "identifier", "order", "other"}),
        text("--marks", "", "FILE",
             {"A JSON file {\"marks\": [{\"phrase\": …, \"reason\": …}, …]}, for a reason each.",
              "Un archivo JSON {\"marks\": [{\"phrase\": …, \"reason\": …}, …]}, para un motivo cada una."}),
    };
}

std::vector<Argument> redact_arguments() {
    auto out = mark_arguments();
    out.push_back(
        {"--looked-at",
         "looked_at",
         Type::kFlag,
         false,
         "",
         {"Make it though a mark was not found, or a page has no words: you looked at it.",
          "Hacerlo aunque una marca no se encontró, o una página no tiene palabras: usted la miró."}});
    out.push_back(text("--name", "name", "NAME", {"Its name.", "Su nombre."}));
    out.push_back(text("--about", "about", "TEXT", {"What it is.", "Qué es."}));
    out.push_back(codes("--words-in", "language", "L",
                        {"Language of the reasons on the bars: en, es, ar.",
                         "Idioma de los motivos en las barras: en, es, ar."},
                        {"en", "es", "ar"}));
    return out;
}

std::vector<Argument> packet_arguments() {
    return {
        {"--exhibit",
         "exhibits",
         Type::kTexts,
         false,
         "DOCUMENT[=TITLE]",
         {"An exhibit, in its order: a PDF, a picture or a text, and what the table calls it.",
          "Un anexo, en su orden: un PDF, una imagen o un texto, y cómo lo llama el índice."}},
        text("--title", "title", "TEXT", {"What the packet is called.", "Cómo se llama el legajo."}),
        text("--court", "court", "TEXT", {"Court or agency.", "Tribunal u oficina."}),
        text("--matter-number", "matter_number", "TEXT",
             {"Number of the matter, if not our own.", "Número del asunto, si no es el nuestro."}),
        text("--attorney", "attorney", "TEXT", {"Who submits it.", "Quién lo presenta."}),
        text("--prefix", "prefix", "TEXT",
             {"Before each page's number: LIMA-0001.", "Antes del número de cada página: LIMA-0001."}),
        {"--first",
         "first",
         Type::kInteger,
         false,
         "N",
         {"Number of the first page.", "Número de la primera página."}},
        codes("--naming", "naming", "N",
              {"What exhibits are called: letters (Exhibit A), numbers (Exhibit 1), tabs (Tab 1).",
               "Cómo se llaman los anexos: letters (Anexo A), numbers (Anexo 1), tabs (Pestaña 1)."},
              {"letters", "numbers", "tabs"}),
        codes("--paper", "paper", "P", {"letter or a4.", "letter (carta) o a4."}, {"letter", "a4"}),
        codes("--words-in", "language", "L",
              {"Language of the packet's own words: en, es, ar.",
               "Idioma de las palabras del legajo: en, es, ar."},
              {"en", "es", "ar"}),
        {"--limit-mib",
         "limit_mib",
         Type::kNumber,
         false,
         "N",
         {"What the filing system takes at most, in MiB. A larger packet is not kept.",
          "Lo más que acepta el sistema de presentación, en MiB. Un legajo mayor no se guarda."}},
        text("--name", "name", "NAME", {"Its file name.", "Su nombre de archivo."}),
        text("--again", "again", "PACKET",
             {"Make this packet again, but for what is given beside.",
              "Volver a hacer este legajo, salvo lo que se indique."}),
        {"--newest",
         "newest",
         Type::kFlag,
         false,
         "",
         {"With --again: the newest version of each exhibit.",
          "Con --again: la versión más nueva de cada anexo."}},
    };
}

}  // namespace

void add_paper_commands(std::vector<Command>& to) {
    to.push_back(
        {"document marks",
         "document.marks",
         Needs::kUnlocked,
         {"What redacting would make unreadable, hit by hit. Makes nothing.",
          "Qué quedaría ilegible al censurar, una por una. No hace nada."},
         mark_arguments(),
         show_document_marks,
         act_document_marks,
         {"Look here first, change the marks until it is right, then give the same ones to document redact.",
          "Mire aquí primero, cambie las marcas hasta que esté bien, y dé las mismas a document redact."}});
    to.push_back({"document redact",
                  "document.redact",
                  Needs::kUnlocked,
                  {"Make a copy without what is marked; the original stays.",
                   "Hacer una copia sin lo marcado; el original se queda."},
                  redact_arguments(),
                  show_document_redacted,
                  act_document_redact,
                  {"The copy is a new PDF made of pictures of the pages with black bars, and of the words "
                   "that are left: nothing "
                   "lies under a bar, and no comment, attachment, hidden text or earlier state comes along. "
                   "It is read again and "
                   "kept only if nothing of a mark is left. A bar shows how long a word was: where that "
                   "tells too much, mark a "
                   "larger area. A text gets [█████] instead. A Word file: make a PDF of it first.",
                   "La copia es un PDF nuevo hecho de imágenes de las páginas con barras negras, y de las "
                   "palabras que quedan: "
                   "debajo de una barra no hay nada, y no pasa ningún comentario, adjunto, texto oculto ni "
                   "estado anterior. Se "
                   "vuelve a leer y se guarda solo si no queda nada de una marca. Una barra muestra lo larga "
                   "que era la palabra: "
                   "si eso dice demasiado, marque un área mayor. Un texto recibe [█████]. Un archivo de "
                   "Word: haga antes un "
                   "PDF."}});
    to.push_back(
        {"document packet",
         "document.packet",
         Needs::kUnlocked,
         {"Join documents into one PDF with a cover, a table of exhibits and numbered pages.",
          "Unir documentos en un PDF con portada, índice de anexos y páginas numeradas."},
         packet_arguments(),
         show_document_packet,
         act_document_packet,
         {"All of one matter, or of one person. Text stays text. Comments, attachments, scripts and metadata "
          "of "
          "the files are not taken along, but text that a PDF hides is: redact it first where that matters.",
          "Todos de un mismo asunto, o de una misma persona. El texto sigue siendo texto. No pasan "
          "comentarios, "
          "adjuntos, programas ni metadatos de los archivos, pero sí el texto que un PDF oculta: censúrelo "
          "antes "
          "si importa."}});
}

}  // namespace amparo::cli
