// SPDX-License-Identifier: AGPL-3.0-or-later
// Reports and their figures: audit, closure, interval, grim. None needs a vault.
#include "acts.hpp"
#include "rows.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

Argument option(char const* name, Type type, char const* value, Text help) {
    return {name, "", type, false, value, help};
}

/// What printed figures say about the sample behind them.
void add_sample_commands(std::vector<Command>& to) {
    to.push_back(
        {"interval",
         "",
         Needs::kNothing,
         {"Which method and which n reproduce a printed interval.",
          "Qué método y qué n reproducen un intervalo impreso."},
         {{"LOW",
           "",
           Type::kText,
           true,
           "",
           {"The lower end, in percent: 11, or 10.6.", "El extremo inferior, en por ciento: 11, o 10,6."}},
          {"HIGH", "", Type::kText, true, "", {"The upper end.", "El extremo superior."}},
          option("--percent", Type::kText, "P",
                 {"The percentage that is printed with it.", "El porcentaje impreso con él."}),
          option("--part", Type::kInteger, "X",
                 {"How many were counted, if it is printed.", "Cuántas se contaron, si está impreso."}),
          option("--of", Type::kInteger, "N",
                 {"Of how many, if it is printed.", "De cuántas, si está impreso."}),
          option("--up-to", Type::kInteger, "N",
                 {"Look at n up to N (200; at most 1000).", "Mirar n hasta N (200; como máximo 1000)."}),
          option("--level", Type::kText, "P",
                 {"The level of confidence (95).", "El nivel de confianza (95)."})},
         show_interval,
         act_interval,
         {"Wilson, Clopper-Pearson, Jeffreys, Agresti-Coull, mid-P and Wald, each n with its count. Ends "
          "with 1 "
          "when none gives it.",
          "Wilson, Clopper-Pearson, Jeffreys, Agresti-Coull, mid-P y Wald, cada n con su cuenta. Termina con "
          "1 "
          "si ninguno lo da."}});
    to.push_back(
        {"grim",
         "",
         Needs::kNothing,
         {"Whether a printed mean can come of whole numbers.",
          "Si una media impresa puede salir de números enteros."},
         {{"MEAN", "", Type::kText, true, "", {"As printed: 3.48.", "Como está impresa: 3,48."}},
          {"--of", "", Type::kInteger, true, "N", {"Of how many people.", "De cuántas personas."}},
          option("--items", Type::kInteger, "K",
                 {"Each person's value is the mean of K whole numbers (1).",
                  "El valor de cada persona es la media de K números enteros (1)."}),
          option("--sd", Type::kText, "SD",
                 {"The standard deviation (n − 1) that is printed with it.",
                  "La desviación estándar (n − 1) impresa con ella."}),
          option("--yes-no", Type::kFlag, "", {"Each answer is 0 or 1.", "Cada respuesta es 0 o 1."})},
         show_grim,
         act_grim,
         {"GRIM, with --sd GRIMMER, with --yes-no DEBIT. Zeros at the end are part of what is printed. Ends "
          "with "
          "1 when it can't be.",
          "GRIM, con --sd GRIMMER, con --yes-no DEBIT. Los ceros finales son parte de lo impreso. Termina "
          "con 1 "
          "si no puede ser."}});
}

}  // namespace

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
          "(more than all). Ends with 0 when all are consistent and fit together, with 1 when not, with 2 "
          "when the command is wrong, with 6 when a file can't be read or written, whatever keeps it, also "
          "where others could be. Needs no vault and keeps nothing.",
          "Encuentra toda proporción, como «38 % (8 de 21)», en inglés, español y francés, en cifras y en "
          "palabras, y dice cuál "
          "no puede ser: coherente (se redondea así), truncada (solo sale cortando decimales), incoherente, "
          "imposible (más que "
          "todas). Termina con 0 si todas son coherentes y encajan, con 1 si no, con 2 si la orden está mal, "
          "con "
          "6 si un archivo no se puede leer o escribir, por lo que sea, aunque otros sí. No necesita bóveda "
          "ni "
          "guarda nada."}});
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
    add_sample_commands(to);
}

}  // namespace amparo::cli
