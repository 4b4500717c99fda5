// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/command.hpp"

#include "rows.hpp"

#include <algorithm>

namespace amparo::cli {

std::vector<Command> const& commands() {
    static std::vector<Command> const kCommands = [] {
        std::vector<Command> out;
        add_vault_commands(out);
        add_record_commands(out);
        add_directory_commands(out);
        add_sharing_commands(out);
        add_legal_commands(out);
        add_audit_commands(out);
        add_settings_commands(out);
        add_shelter_commands(out);
        add_house_commands(out);
        add_evidence_commands(out);
        add_htcds_commands(out);
        add_program_commands(out);
        return out;
    }();
    return kCommands;
}

Command const* find_command(std::string_view words) {
    auto const& all = commands();
    auto const at = std::find_if(all.begin(), all.end(), [&](Command const& c) { return c.words == words; });
    return at == all.end() ? nullptr : &*at;
}

Argument const* find_argument(Command const& command, std::string_view name) {
    auto const& all = command.arguments;
    auto const at = std::find_if(all.begin(), all.end(), [&](Argument const& a) { return a.name == name; });
    return at == all.end() ? nullptr : &*at;
}

std::vector<Argument> const& common_arguments() {
    static std::vector<Argument> const kCommon{
        {"--vault",
         "",
         Type::kText,
         false,
         "FILE",
         {"The vault. Without it: the environment variable AMPARO_VAULT.",
          "La bóveda. Sin ella: la variable de entorno AMPARO_VAULT."}},
        {"--passphrase-file",
         "",
         Type::kText,
         false,
         "F",
         {"The file whose content is the passphrase; one line end at its end is left out. Without it you are "
          "asked. "
          "A passphrase is never an argument and never in the environment, where others can read it.",
          "El archivo cuyo contenido es la frase de paso; se quita un fin de línea al final. Sin él, se le "
          "pregunta. "
          "La frase nunca es un argumento ni está en el entorno, donde otras personas pueden leerla."}},
        {"--json",
         "",
         Type::kFlag,
         false,
         "",
         {"For programs: the result as one line of JSON on standard output, an error as {\"error\": …} on "
          "standard "
          "error.",
          "Para programas: el resultado como una línea de JSON en la salida estándar, un error como "
          "{\"error\": …} en "
          "la salida de errores."}},
        {"--language",
         "",
         Type::kText,
         false,
         "L",
         {"en or es, for what the program says. Without it: LC_ALL, LC_MESSAGES, LANG.",
          "en o es, para lo que dice el programa. Sin ella: LC_ALL, LC_MESSAGES, LANG."},
         {"en", "es"}},
    };
    return kCommon;
}

Argument record_id() {
    return {"ID",
            "id",
            Type::kText,
            true,
            "",
            {"The record: rec_ and 32 digits, as other commands print it.",
             "El registro: rec_ y 32 dígitos, como lo muestran otros comandos."}};
}

Argument of_person(bool required) {
    return {"--person",
            "person",
            Type::kText,
            required,
            "ID",
            {"The person: per_…, or the rec_… of one of their records.",
             "La persona: per_…, o el rec_… de uno de sus registros."}};
}

Argument limit(Text help) {
    return {"--limit", "limit", Type::kInteger, false, "N", help};
}

Argument data_file() {
    return {"--data",
            "data",
            Type::kObjectFile,
            false,
            "FILE",
            {"A file with the fields as one JSON object; - is standard input.",
             "Un archivo con los campos como un objeto JSON; - es la entrada estándar."}};
}

Argument assignments() {
    return {"--set",
            "data",
            Type::kAssignments,
            false,
            "FIELD=VALUE",
            {"One field, as often as needed, over what --data says. Lists take commas: --set "
             "needs=bed_tonight,interpreter.",
             "Un campo, tantas veces como haga falta, por encima de --data. Las listas llevan comas: --set "
             "needs=bed_tonight,interpreter."}};
}

Argument output(Text help) {
    return {"--output", "", Type::kText, false, "FILE", help};
}

Argument force() {
    return {"--force", "", Type::kFlag,
            false,     "", {"Replace the file if there is one.", "Reemplazar el archivo si ya existe."}};
}

}  // namespace amparo::cli
