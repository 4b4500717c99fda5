// SPDX-License-Identifier: AGPL-3.0-or-later
// The program itself: open, call, api, doctor, help.
#include "acts.hpp"
#include "rows.hpp"
#include "shows.hpp"

namespace amparo::cli {

namespace {

Command open_command() {
    return {
        "open",
        "",
        Needs::kNothing,
        {"Work in the browser of this computer.", "Trabajar en el navegador de esta computadora."},
        {{"--port",
          "",
          Type::kInteger,
          false,
          "N",
          {"Without it: one that is free.", "Sin él: uno que esté libre."}},
         {"--lock-after",
          "",
          Type::kInteger,
          false,
          "MINUTES",
          {"Lock when nobody did anything for 2 to 30 minutes; without it 10.",
           "Cerrar la bóveda cuando nadie hizo nada durante 2 a 30 minutos; sin ella, 10."}},
         {"--no-browser", "", Type::kFlag, false, "", {"Only print the link.", "Solo mostrar el enlace."}}},
        nullptr,
        act_open,
        {"Prints a link, which works once and only on this computer, and opens it. The vault is unlocked in "
         "the page, or made there if there is none yet; with --passphrase-file it is unlocked already. "
         "Nothing is fetched from elsewhere. Enter shows a fresh link; Ctrl-C locks the vault and ends.",
         "Muestra un enlace, que sirve una vez y solo en esta computadora, y lo abre. La bóveda se abre en "
         "la página, o se crea ahí si aún no hay; con --passphrase-file ya está abierta. Nada se trae de "
         "otro lugar. Intro muestra un enlace nuevo; Ctrl-C cierra la bóveda y termina."}};
}

}  // namespace

void add_program_commands(std::vector<Command>& to) {
    to.push_back(open_command());
    to.push_back({"call",
                  "",
                  Needs::kNothing,
                  {"For programs: one unlock, many calls, as JSON lines.",
                   "Para programas: se abre una vez y se llama muchas, en líneas JSON."},
                  {{"--events",
                    "",
                    Type::kFlag,
                    false,
                    "",
                    {"Also print {\"event\": …} lines when something changed.",
                     "Imprimir también líneas {\"event\": …} cuando algo cambia."}},
                   {"--locked",
                    "",
                    Type::kFlag,
                    false,
                    "",
                    {"Begin locked: the first calls are vault.init, vault.info or vault.unlock.",
                     "Empezar con la bóveda cerrada: las primeras llamadas son vault.init, vault.info o "
                     "vault.unlock."}}},
                  nullptr,
                  act_call,
                  {"Reads {\"id\", \"method\", \"params\"} from standard input, one a line, and answers each "
                   "with a line {\"id\", \"result\"} or {\"id\", \"error\": {\"code\", \"message\", "
                   "\"field\", \"hint\"}}. A line that is not a call is answered with id null, and the next "
                   "is read. docs/api.md has the methods.",
                   "Lee {\"id\", \"method\", \"params\"} de la entrada estándar, uno por línea, y responde a "
                   "cada uno con una línea {\"id\", \"result\"} o {\"id\", \"error\": {\"code\", "
                   "\"message\", \"field\", \"hint\"}}. Una línea que no es una llamada se responde con id "
                   "null, y se lee la siguiente. Los métodos están en docs/api.md."}});
    to.push_back({"api",
                  "api",
                  Needs::kNothing,
                  {"Every method of the engine with its JSON Schemas.",
                   "Cada método del motor con sus esquemas JSON."},
                  {},
                  nullptr,
                  act_api});
    to.push_back({"doctor",
                  "",
                  Needs::kNothing,
                  {"Check that this machine and the vault's place are fit for it.",
                   "Revisar que esta máquina y el lugar de la bóveda sirvan."},
                  {},
                  show_doctor,
                  act_doctor,
                  {"Says for each check how to mend what is wrong. Nothing is changed.",
                   "Dice para cada revisión cómo arreglar lo que esté mal. No cambia nada."}});
    to.push_back({"help",
                  "",
                  Needs::kNothing,
                  {"All commands, or one of them.", "Todos los comandos, o uno de ellos."},
                  {{"WORDS", "", Type::kWords, false, "", {"Of a command.", "De un comando."}},
                   {"--all",
                    "",
                    Type::kFlag,
                    false,
                    "",
                    {"Every command with everything it takes.", "Cada comando con todo lo que acepta."}}},
                  nullptr,
                  act_help});
    to.push_back({"manual",
                  "",
                  Needs::kNothing,
                  {"The manual page, for man.", "La página de manual, para man."},
                  {},
                  nullptr,
                  act_manual});
    to.push_back({"completion",
                  "",
                  Needs::kNothing,
                  {"A completion script for your shell.",
                   "Un guion de autocompletado para su intérprete de comandos."},
                  {{"SHELL", "", Type::kText, true, "", {"bash or zsh.", "bash o zsh."}, {"bash", "zsh"}}},
                  nullptr,
                  act_completion,
                  {"For bash: amparo completion bash > ~/.local/share/bash-completion/completions/amparo. "
                   "For zsh: amparo completion zsh to a file _amparo in your fpath.",
                   "Para bash: amparo completion bash > ~/.local/share/bash-completion/completions/amparo. "
                   "Para zsh: amparo completion zsh a un archivo _amparo en su fpath."}});
    to.push_back({"version",
                  "",
                  Needs::kNothing,
                  {"The version of the program and of the vaults it writes.",
                   "La versión del programa y de las bóvedas que escribe."},
                  {},
                  show_version,
                  act_version});
}

}  // namespace amparo::cli
