// SPDX-License-Identifier: AGPL-3.0-or-later
// vault, member, recovery.
#include "acts.hpp"
#include "rows.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

Argument ask() {
    return {"--ask",
            "",
            Type::kFlag,
            false,
            "",
            {"Ask for the passphrase, to see what is inside too.",
             "Preguntar la frase de paso, para ver también lo de adentro."}};
}

Argument new_passphrase_file() {
    return {"--new-passphrase-file",
            "",
            Type::kText,
            false,
            "F",
            {"The file with the passphrase to set. Without it you are asked, twice.",
             "El archivo con la frase de paso que se pone. Sin él, se pregunta dos veces."}};
}

}  // namespace

void add_vault_commands(std::vector<Command>& to) {
    to.push_back(
        {"vault init",
         "vault.init",
         Needs::kNewPassphrase,
         {"Make a new vault.", "Crear una bóveda nueva."},
         {{"--organization",
           "organization",
           Type::kText,
           true,
           "NAME",
           {"The organisation whose vault it is.", "La organización dueña de la bóveda."}},
          {"--person",
           "member",
           Type::kText,
           true,
           "NAME",
           {"Your name; you are its first coordinator.",
            "Su nombre; usted es la primera persona que coordina."}}},
         show_init,
         nullptr,
         {"The file must not exist yet. --passphrase-file holds the passphrase to set; without it you are "
          "asked, twice. Print a recovery kit next: without one, a forgotten passphrase is a lost vault.",
          "El archivo no debe existir todavía. --passphrase-file contiene la frase de paso que se pone; sin "
          "él, se pregunta dos veces. Después imprima un juego de recuperación: sin él, olvidar la frase es "
          "perder la bóveda."}});
    to.push_back({"vault info",
                  "vault.info",
                  Needs::kVault,
                  {"What the vault file shows without a passphrase; with one, what is in it.",
                   "Lo que el archivo muestra sin frase de paso; con ella, lo que contiene."},
                  {ask()},
                  show_info});
    to.push_back({"vault verify",
                  "vault.verify",
                  Needs::kVault,
                  {"Read every byte of the vault and check it.", "Leer cada byte de la bóveda y revisarlo."},
                  {ask()},
                  show_verify,
                  act_verify,
                  {"Checks checksums, the hash chain and signatures; with a passphrase also that everything "
                   "you may read opens. Ends with exit code 5 if something is damaged.",
                   "Revisa sumas de control, la cadena y las firmas; con la frase de paso también que se "
                   "abra todo lo que usted puede leer. Termina con el código 5 si algo está dañado."}});
    to.push_back({"vault backup",
                  "",
                  Needs::kUnlocked,
                  {"Write a verified copy of the vault.", "Escribir una copia verificada de la bóveda."},
                  {{"FILE", "", Type::kText, true, "", {"The copy.", "La copia."}},
                   {"--kept-where",
                    "",
                    Type::kText,
                    false,
                    "TEXT",
                    {"Where the copy is kept, for the log; erasing lists it. Without it: the file's name.",
                     "Dónde se guarda la copia, para el registro; al borrar se lista. Sin ello: el nombre "
                     "del archivo."}},
                   force()},
                  show_backup,
                  act_backup,
                  {"The copy is consistent even while others write, appears whole or not at all, is read "
                   "again and verified, and is written down in the vault.",
                   "La copia es coherente aunque otras personas escriban, aparece entera o no aparece, se "
                   "vuelve a leer y se verifica, y queda anotada en la bóveda."}});
    to.push_back(
        {"vault merge",
         "vault.merge",
         Needs::kUnlocked,
         {"Take over what another copy of this vault has and this one lacks.",
          "Tomar lo que otra copia de esta bóveda tiene y a esta le falta."},
         {{"FILE",
           "",
           Type::kText,
           true,
           "",
           {"The other copy, with its folder of documents beside it.",
            "La otra copia, con su carpeta de documentos al lado."}}},
         show_merge,
         act_merge,
         {"For two computers without a net between them, each with members of its own. Nothing here is lost "
          "and nothing erased comes "
          "back; all of it is taken over or nothing. What both sides changed stands side by side until "
          "you choose; of two people in one bed one keeps it, and the other is listed with the reason. "
          "The other copy is only read.",
          "Para dos computadoras sin red entre ellas, cada una con sus propios miembros. Nada de aquí se "
          "pierde y nada borrado vuelve; se "
          "toma todo o nada. Lo que cambió en ambos lados queda lado a lado hasta que usted elija; de "
          "dos personas en una cama una la conserva, y la otra aparece con el motivo. La otra copia "
          "solo se lee."}});
    to.push_back({"vault compact",
                  "vault.compact",
                  Needs::kUnlocked,
                  {"Rewrite the file without what unfinished writes left behind.",
                   "Reescribir el archivo sin lo que dejaron las escrituras sin terminar."},
                  {},
                  show_compact});

    to.push_back({"member add",
                  "member.add",
                  Needs::kUnlocked,
                  {"Add someone who works here.", "Agregar a alguien que trabaja aquí."},
                  {{"NAME", "name", Type::kText, true, "", {"Their name.", "Su nombre."}},
                   {"--role",
                    "role",
                    Type::kText,
                    true,
                    "ROLE",
                    {"coordinator, advocate, attorney, shelter, outreach or statistician: it decides which "
                     "parts of records they can read.",
                     "coordinator, advocate, attorney, shelter, outreach o statistician: decide qué partes "
                     "de los registros puede leer."},
                    {"coordinator", "advocate", "attorney", "shelter", "outreach", "statistician"}},
                   new_passphrase_file()},
                  show_member_added,
                  act_member_add});
    to.push_back({"member list",
                  "member.list",
                  Needs::kUnlocked,
                  {"Who works here, with role and parts.", "Quién trabaja aquí, con su función y partes."},
                  {},
                  show_members});
    to.push_back({"member remove",
                  "member.remove",
                  Needs::kUnlocked,
                  {"End someone's access.", "Terminar el acceso de alguien."},
                  {{"ID",
                    "member",
                    Type::kText,
                    true,
                    "",
                    {"The member: mem_…, see member list.", "La persona: mem_…, vea member list."}}},
                  show_member_removed});
    to.push_back({"member rekey",
                  "member.rekey",
                  Needs::kUnlocked,
                  {"Give everybody new keys, when somebody may hold one who should not.",
                   "Dar llaves nuevas a todas, cuando alguien puede tener una que no le toca."},
                  {},
                  show_rekeyed});
    to.push_back({"member passphrase",
                  "member.passphrase",
                  Needs::kUnlocked,
                  {"Change your own passphrase.", "Cambiar su propia frase de paso."},
                  {new_passphrase_file()},
                  show_passphrase_changed,
                  act_member_passphrase});

    to.push_back(
        {"recovery print",
         "recovery.print",
         Needs::kUnlocked,
         {"Make the paper kit that opens the vault when every passphrase is lost.",
          "Hacer el juego en papel que abre la bóveda cuando se perdieron todas las frases de paso."},
         {{"--language",
           "language",
           Type::kText,
           false,
           "L",
           {"en or es, for the words.", "en o es, para las palabras."},
           {"en", "es"}}},
         show_kit,
         act_recovery_print,
         {"Whoever holds the words opens the vault: write or print them, keep them locked away, and clear "
          "the screen. Earlier kits stop working.",
          "Quien tenga las palabras abre la bóveda: escríbalas o imprímalas, guárdelas bajo llave y limpie "
          "la pantalla. Los juegos anteriores dejan de servir."}});
    to.push_back(
        {"recovery use",
         "recovery.use",
         Needs::kNewPassphrase,
         {"Open the vault with the paper kit and set a new passphrase.",
          "Abrir la bóveda con el juego en papel y poner una frase de paso nueva."},
         {{"--person",
           "member",
           Type::kText,
           true,
           "NAME",
           {"Your name; you become a coordinator.", "Su nombre; usted pasa a coordinar."}},
          {"--words-file",
           "",
           Type::kText,
           false,
           "F",
           {"A file with the twelve words; - is standard input. Without it you are asked.",
            "Un archivo con las doce palabras; - es la entrada estándar. Sin él, se le pregunta."}}},
         show_recovered,
         act_recovery_use,
         {"--passphrase-file holds the passphrase to set; without it you are asked, twice.",
          "--passphrase-file contiene la frase de paso que se pone; sin él, se pregunta dos veces."}});
}

}  // namespace amparo::cli
