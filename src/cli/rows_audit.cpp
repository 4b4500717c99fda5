// SPDX-License-Identifier: AGPL-3.0-or-later
// Reports and their figures: audit, closure. Neither needs a vault.
#include "acts.hpp"
#include "rows.hpp"
#include "shows.hpp"

namespace amparo::cli {

void add_audit_commands(std::vector<Command>& to) {
    to.push_back(
        {"audit",
         "",
         Needs::kNothing,
         {"Hold the figures of a report against their counts.",
          "Cotejar las cifras de un informe con sus cuentas."},
         {{"FILE",
           "",
           Type::kTexts,
           true,
           "",
           {"Text, Markdown, HTML, DOCX or PDF; - is standard input.",
            "Texto, Markdown, HTML, DOCX o PDF; - es la entrada estándar."}},
          {"--html",
           "",
           Type::kText,
           false,
           "OUT",
           {"Write a copy of the words with each claim marked, for a browser; - is standard output.",
            "Escribir una copia de las palabras con cada afirmación marcada, para un navegador; - es la "
            "salida estándar."}},
          {"--with-text",
           "",
           Type::kFlag,
           false,
           "",
           {"With --json: also the whole text, in pieces, each with the number of its claim.",
            "Con --json: también todo el texto, en trozos, cada uno con el número de su afirmación."}},
          force()},
         show_audit,
         act_audit,
         {"Finds every proportion, such as \"38% (8 of 21)\", in English, Spanish and French, in figures and "
          "words, and says "
          "which can't be: consistent (it rounds so), truncated (only cutting digits off gives it), "
          "inconsistent, impossible "
          "(more than all). Ends with 0 when all are consistent, with 1 when not. Needs no vault and keeps "
          "nothing.",
          "Encuentra toda proporción, como «38 % (8 de 21)», en inglés, español y francés, en cifras y en "
          "palabras, y dice cuál "
          "no puede ser: coherente (se redondea así), truncada (solo sale cortando decimales), incoherente, "
          "imposible (más que "
          "todas). Termina con 0 si todas son coherentes, con 1 si no. No necesita bóveda ni guarda nada."}});
    to.push_back(
        {"closure",
         "",
         Needs::kNothing,
         {"Which totals explain a set of printed percentages.",
          "Qué totales explican unos porcentajes impresos."},
         {{"PERCENT",
           "",
           Type::kTexts,
           true,
           "",
           {"As printed: 67 19 10 5, or 23.8.", "Como están impresos: 67 19 10 5, o 23,8."}},
          {"--of",
           "",
           Type::kInteger,
           false,
           "N",
           {"Whether counts of N print so, and which.",
            "Si hay cuentas de N que se imprimen así, y cuáles."}},
          {"--up-to",
           "",
           Type::kInteger,
           false,
           "N",
           {"Look at totals up to N (100).", "Mirar totales hasta N (100)."}},
          {"--several",
           "",
           Type::kFlag,
           false,
           "",
           {"The parts need not make up the whole: several answers each, or not all are here.",
            "Las partes no tienen que sumar el total: varias respuestas cada una, o no están todas."}}},
         show_closure,
         act_closure,
         {"The percentages are taken as rounded to their last place, a tie either way. Ends with 1 when "
          "nothing explains them.",
          "Los porcentajes se toman como redondeados a su última cifra, un empate hacia cualquier lado. "
          "Termina con 1 si nada los "
          "explica."}});
}

}  // namespace amparo::cli
