// SPDX-License-Identifier: AGPL-3.0-or-later
// htcds.
#include "acts.hpp"
#include "rows.hpp"
#include "shows.hpp"

namespace amparo::cli {

void add_htcds_commands(std::vector<Command>& to) {
    to.push_back(
        {"htcds check",
         "",
         Needs::kNothing,
         {"Read a table of the Human Trafficking Case Data Standard and say what is odd; no vault is needed.",
          "Leer una tabla del estándar HTCDS de datos de casos y decir qué tiene de raro; no hace falta "
          "bóveda."},
         {{"FILE",
           "",
           Type::kText,
           true,
           "",
           {"CSV; - is standard input.", "CSV; - es la entrada estándar."}}},
         show_htcds_check,
         act_htcds_check,
         {"Exit code 1 where something could not be read and was left out. HTCDS 2.0 is a standard of the "
          "International Organization for Migration, which does not endorse this program.",
          "Código de salida 1 donde algo no se pudo leer y queda fuera. HTCDS 2.0 es un estándar de la "
          "Organización "
          "Internacional para las Migraciones, que no avala este programa."}});
    to.push_back(
        {"htcds export",
         "htcds.export",
         Needs::kUnlocked,
         {"Write a person's line of HTCDS under a release: what it names, and no more.",
          "Escribir la línea HTCDS de una persona con una autorización: lo que nombra y nada más."},
         {{"RELEASE", "release", Type::kText, true, "", {"The release, rec_….", "La autorización, rec_…."}},
          {"--layout",
           "layout",
           Type::kText,
           false,
           "L",
           {"fields: every field; spreadsheet, survey: the columns of the standard's toolkit.",
            "fields: todos los campos; spreadsheet, survey: las columnas de las herramientas del estándar."},
           {"fields", "spreadsheet", "survey"}},
          output({"The CSV file; without it amparo-htcds.csv.", "El archivo CSV; sin él, amparo-htcds.csv."}),
          force()},
         show_htcds_export,
         act_htcds_export,
         {"It is a disclosure and logged as one. Exploitation is said only of a finding with act, means and "
          "purpose, as far as the release names them. What the standard has no place for is listed.",
          "Es una comunicación de datos y así se anota. Solo se habla de explotación si hay una "
          "determinación "
          "con acto, medios y fin, en lo que la autorización nombra. Se dice lo que no tiene lugar."}});
    to.push_back(
        {"htcds import",
         "htcds.import",
         Needs::kUnlocked,
         {"Take in a table of HTCDS: a person a line.", "Tomar una tabla HTCDS: una persona por línea."},
         {{"FILE", "file", Type::kBytesFile, true, "", {"CSV.", "CSV."}}},
         show_htcds_import,
         nullptr,
         {"Nobody's trafficking status is taken over: types and methods become statements of a third party "
          "in "
          "a finding. What no form has a place for is counted.",
          "No se toma el estatus de trata de nadie: los tipos y métodos pasan a ser declaraciones de "
          "terceros "
          "en una determinación. Se cuenta lo que ningún formulario tiene."}});
}

}  // namespace amparo::cli
