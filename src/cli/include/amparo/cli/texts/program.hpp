// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// About the program, what was typed, files and the machine.
#include "amparo/cli/text.hpp"

namespace amparo::cli::texts {

// --- what it is
// ---------------------------------------------------------------------------------------------
inline constexpr Text kWhatItIs{
    "Amparo keeps what people who stand beside trafficking survivors, migrant workers and sex workers are "
    "told, "
    "sealed in one file, and takes a person from a first contact to housing, services and an attorney.",
    "Amparo guarda, sellado en un archivo, lo que se confía a quienes acompañan a sobrevivientes de trata, "
    "personas "
    "trabajadoras migrantes y trabajadoras sexuales, y lleva a una persona del primer contacto a vivienda, "
    "servicios "
    "y defensa legal."};
inline constexpr Text kUsage{"Usage: amparo COMMAND [ARGUMENTS]", "Uso: amparo COMANDO [ARGUMENTOS]"};
inline constexpr Text kExampleFile{"FILE, for example:", "FILE, por ejemplo:"};
inline constexpr Text kEverywhere{"With every command:", "Con todo comando:"};
inline constexpr Text kExitCodes{"It ends with:", "Termina con:"};
inline constexpr Text kMoreHelp{"amparo help COMMAND says more about one; amparo help --all about all.",
                                "amparo help COMANDO dice más sobre uno; amparo help --all sobre todos."};
inline constexpr Text kHelpOfOne{"amparo help {} … says more about one.",
                                 "amparo help {} … dice más sobre uno."};
inline constexpr Text kManName{"NAME", "NOMBRE"};
inline constexpr Text kManLine{"sealed case records, services and referrals in one file",
                               "registros sellados, servicios y derivaciones en un archivo"};
inline constexpr Text kManSynopsis{"SYNOPSIS", "SINOPSIS"};
inline constexpr Text kManUsage{"COMMAND [ARGUMENTS]", "COMANDO [ARGUMENTOS]"};
inline constexpr Text kManDescription{"DESCRIPTION", "DESCRIPCIÓN"};
inline constexpr Text kManCommands{"COMMANDS", "COMANDOS"};
inline constexpr Text kManOptions{"COMMON OPTIONS", "OPCIONES COMUNES"};
inline constexpr Text kManExit{"EXIT STATUS", "CÓDIGOS DE SALIDA"};
inline constexpr Text kManEnvironment{"ENVIRONMENT", "ENTORNO"};
inline constexpr Text kManVault{"The vault, where --vault is not given.",
                                "La bóveda, cuando no se da --vault."};
inline constexpr Text kManLang{"Spanish if the first of them that is set begins with es, else English.",
                               "Español si la primera que tenga valor empieza con es; si no, inglés."};
inline constexpr Text kManSecurity{"SECURITY", "SEGURIDAD"};
inline constexpr Text kManNotReviewed{
    "The protocol has not been reviewed by outside cryptographers yet. A passphrase is never taken from an "
    "argument "
    "or the environment. What a person says goes into a file or standard input (--data), not into arguments, "
    "on a "
    "computer that others use: they can see the arguments of programs, and the shell keeps them.",
    "El protocolo aún no ha sido revisado por criptógrafos externos. La frase de paso nunca se toma de un "
    "argumento "
    "ni del entorno. En una computadora que usan otras personas, lo que alguien cuenta va en un archivo o "
    "por la "
    "entrada estándar (--data), no en argumentos: otros pueden verlos, y el intérprete de comandos los "
    "guarda."};
inline constexpr Text kVaultFormat{"vault format {}", "formato de bóveda {}"};

// --- what was typed
// -----------------------------------------------------------------------------------------
inline constexpr Text kDidYouMean{"did you mean \"{}\"?", "¿quiso decir \"{}\"?"};
inline constexpr Text kSeeHelp{"see: amparo help{}", "vea: amparo help{}"};
inline constexpr Text kSeeHelpAll{"see: amparo help", "vea: amparo help"};
inline constexpr Text kUnknownOption{"there is no option {} here", "aquí no hay opción {}"};
inline constexpr Text kUnknownCommand{"there is no command \"{}\"", "no hay un comando \"{}\""};
inline constexpr Text kHalfACommand{"\"{}\" needs one more word", "a \"{}\" le falta una palabra"};
inline constexpr Text kTooManyWords{"\"{}\" is one word too many", "\"{}\" es una palabra de más"};
inline constexpr Text kMissingArgument{"{} is missing", "falta {}"};
inline constexpr Text kGivenTwice{"{} was given twice", "{} se dio dos veces"};
inline constexpr Text kNoValue{"{} needs a value", "{} necesita un valor"};
inline constexpr Text kUnknownLanguage{"the languages are en and es", "los idiomas son en y es"};
inline constexpr Text kUnknownShell{"there are scripts for bash and zsh", "hay guiones para bash y zsh"};
inline constexpr Text kNotAnInteger{"a whole number is needed here", "aquí va un número entero"};
inline constexpr Text kNotANumber{"a number is needed here", "aquí va un número"};
inline constexpr Text kNotCoordinates{"this is no place in degrees", "esto no es un lugar en grados"};
inline constexpr Text kNotCoordinatesHint{"write latitude and longitude with a comma: 41.88,-87.63",
                                          "escriba latitud y longitud con coma: 41.88,-87.63"};
inline constexpr Text kNotAnAssignment{"write a field, an equals sign and its value: chosen_name=Luz",
                                       "escriba un campo, un signo igual y su valor: chosen_name=Luz"};
inline constexpr Text kNotJson{"this is not JSON in UTF-8 (line {}, byte {})",
                               "esto no es JSON en UTF-8 (línea {}, byte {})"};
inline constexpr Text kKeyTwice{"this JSON names a key twice (line {}, byte {})",
                                "este JSON nombra dos veces una clave (línea {}, byte {})"};
inline constexpr Text kTooDeep{"this JSON is nested too deeply", "este JSON está anidado demasiado"};
inline constexpr Text kJsonTooLarge{"this JSON holds too much for one record",
                                    "este JSON trae demasiado para un registro"};
inline constexpr Text kCheckJson{"nothing was done; mend the file there",
                                 "no se hizo nada; corrija ahí el archivo"};
inline constexpr Text kNotAnObject{"one JSON object is needed here: {\"field\": value, …}",
                                   "aquí va un objeto JSON: {\"campo\": valor, …}"};
inline constexpr Text kAcceptOrDecline{"say one of --accept and --decline",
                                       "diga una de --accept y --decline"};
inline constexpr Text kOneStandardOutput{"--json and the file can't both go to standard output",
                                         "--json y el archivo no pueden ir ambos a la salida estándar"};

// --- vault and passphrase
// -----------------------------------------------------------------------------------
inline constexpr Text kWhichVault{"which vault?", "¿qué bóveda?"};
inline constexpr Text kWhichVaultHint{"say --vault FILE, or set AMPARO_VAULT",
                                      "diga --vault ARCHIVO o fije AMPARO_VAULT"};
inline constexpr Text kAskPassphrase{"Passphrase: ", "Frase de paso: "};
inline constexpr Text kAskNewPassphrase{"New passphrase, at least 8 characters: ",
                                        "Frase de paso nueva, al menos 8 caracteres: "};
inline constexpr Text kAskAgain{"The same once more: ", "La misma otra vez: "};
inline constexpr Text kAskWords{"The twelve words of the kit: ", "Las doce palabras del juego: "};
inline constexpr Text kNotTheSame{"the two were not the same", "las dos no eran iguales"};
inline constexpr Text kNothingWasDone{"nothing was done; try again", "no se hizo nada; intente de nuevo"};
inline constexpr Text kWrongPassphrase{"this passphrase opens nothing here",
                                       "esta frase de paso no abre nada aquí"};
inline constexpr Text kWrongPassphraseHint{"check capitals and keyboard layout",
                                           "revise mayúsculas y la distribución del teclado"};
inline constexpr Text kNobodyToAsk{"there is no terminal to ask on", "no hay una terminal donde preguntar"};
inline constexpr Text kAndSoManyMore{"and {} more", "y {} más"};
inline constexpr Text kTheNewPassphrase{"the new passphrase", "el texto de la frase de paso nueva"};
inline constexpr Text kUseFile{"give a file: {} F", "dé un archivo: {} F"};
inline constexpr Text kNoPassphraseArgument{"a passphrase is never an argument: others can see it there",
                                            "la frase de paso nunca es un argumento: otros pueden verla ahí"};
inline constexpr Text kCancelled{"cancelled; nothing was done", "cancelado; no se hizo nada"};
inline constexpr Text kEmptyPassphrase{"the passphrase is empty", "la frase de paso está vacía"};
inline constexpr Text kLongPassphrase{"the passphrase is longer than 1024 bytes",
                                      "la frase de paso pasa de 1024 bytes"};
inline constexpr Text kNoPassphraseFile{"there is no such passphrase file",
                                        "no existe ese archivo de frase de paso"};
inline constexpr Text kUnreadablePassphraseFile{"the passphrase file can't be read",
                                                "el archivo de frase de paso no se puede leer"};
inline constexpr Text kOthersMayRead{"others can read {}; mend it: chmod 600 {}",
                                     "otras personas pueden leer {}; arréglelo: chmod 600 {}"};
inline constexpr Text kWarning{"warning: {}", "aviso: {}"};

// --- files
// --------------------------------------------------------------------------------------------------
inline constexpr Text kStandardInput{"standard input", "la entrada estándar"};
inline constexpr Text kFileMissing{"{} does not exist", "{} no existe"};
inline constexpr Text kFolderMissing{"the folder of {} does not exist", "la carpeta de {} no existe"};
inline constexpr Text kFileDenied{"{} can't be read or written by you", "usted no puede leer o escribir {}"};
inline constexpr Text kNotAFile{"{} is no file", "{} no es un archivo"};
inline constexpr Text kNotAFolder{"{} is no folder", "{} no es una carpeta"};
inline constexpr Text kFileExists{"{} exists already; it was left as it is",
                                  "{} ya existe; se dejó como está"};
inline constexpr Text kChooseAnother{"choose another name", "elija otro nombre"};
inline constexpr Text kUseForce{"choose another name, or replace it with --force",
                                "elija otro nombre, o reemplácelo con --force"};
inline constexpr Text kFileTooLarge{"{} is larger than can be taken; nothing was done",
                                    "{} es más grande de lo que se puede tomar; no se hizo nada"};
inline constexpr Text kDiskFull{"the disk of {} is full; nothing half-written was left",
                                "el disco de {} está lleno; no quedó nada a medias"};
inline constexpr Text kFileIo{"the disk reported an error at {}", "el disco dio un error en {}"};
inline constexpr Text kNoOutput{"standard output can't be written",
                                "la salida estándar no se puede escribir"};
inline constexpr Text kWhatWasDoneStays{"what the command did stays done",
                                        "lo que hizo el comando queda hecho"};
inline constexpr Text kNoInput{"standard input can't be read", "la entrada estándar no se puede leer"};
inline constexpr Text kPacked{"this is a packed file", "este es un archivo comprimido"};
inline constexpr Text kPackedHint{"unpack it first (unzip, gunzip), then import the folder or file",
                                  "descomprímalo antes (unzip, gunzip) e importe la carpeta o el archivo"};
inline constexpr Text kNoTables{"there is no JSON or CSV file in this folder",
                                "no hay archivos JSON o CSV en esta carpeta"};
inline constexpr Text kNoTablesHint{"name the folder that holds services.csv, or the JSON file",
                                    "indique la carpeta que tiene services.csv, o el archivo JSON"};
inline constexpr Text kTooManyFiles{"this folder has more than 200 JSON and CSV files",
                                    "esta carpeta tiene más de 200 archivos JSON y CSV"};
inline constexpr Text kImportTooLarge{"these files hold more than 256 MiB together",
                                      "estos archivos suman más de 256 MiB"};
inline constexpr Text kBackupOverVault{"this is the vault itself", "esta es la bóveda misma"};
inline constexpr Text kBackupDamaged{"the copy does not verify; it was not written down as a back-up",
                                     "la copia no se verifica; no se anotó como respaldo"};
inline constexpr Text kBackupDamagedHint{"write it to another disk, and check this one",
                                         "escríbala en otro disco, y revise este"};
inline constexpr Text kSentButNotWritten{
    "{}; but the vault has {} already, so what it holds counts as having left",
    "{}; pero la bóveda ya tiene {}, así que lo que lleva cuenta como salido"};
inline constexpr Text kSentButNotWrittenHint{
    "write it down as a mistake (amparo referral step {} entered-in-error --reason …), then do it again",
    "anótela como error (amparo referral step {} entered-in-error --reason …) y hágalo de nuevo"};

// --- open
// ---------------------------------------------------------------------------------------------------
inline constexpr Text kOutOfRange{"a whole number from {} to {} is needed here",
                                  "aquí va un número entero de {} a {}"};
inline constexpr Text kServing{
    "Amparo is open. Enter shows a fresh link; Ctrl-C locks the vault and ends.",
    "Amparo está abierto. Intro muestra un enlace nuevo; Ctrl-C cierra la bóveda y "
    "termina."};
inline constexpr Text kOpenItYourself{
    "no browser could be opened from here; open the link in one on this computer",
    "desde aquí no se pudo abrir un navegador; abra el enlace en uno de esta computadora"};
inline constexpr Text kPortTaken{"another program has port {}", "otro programa ocupa el puerto {}"};
inline constexpr Text kPortTakenHint{"choose another, or leave --port out", "elija otro, o quite --port"};
inline constexpr Text kPortDenied{"port {} is the system's own", "el puerto {} es del sistema"};
inline constexpr Text kPortDeniedHint{"choose one above 1023, or leave --port out",
                                      "elija uno mayor que 1023, o quite --port"};
inline constexpr Text kNoLoopback{"this computer has no address 127.0.0.1 to listen on",
                                  "esta computadora no tiene la dirección 127.0.0.1"};
inline constexpr Text kNoLoopbackHint{"bring the loopback network up (ip link set lo up)",
                                      "active la red local (ip link set lo up)"};

// --- doctor
// -------------------------------------------------------------------------------------------------
inline constexpr Text kSodiumWorks{"libsodium seals, opens, and notices a changed byte",
                                   "libsodium sella, abre y nota un byte cambiado"};
inline constexpr Text kSodiumFails{"libsodium does not do what it must", "libsodium no hace lo que debe"};
inline constexpr Text kSodiumMend{"install libsodium23 of Debian 12 again",
                                  "reinstale libsodium23 de Debian 12"};
inline constexpr Text kMemoryEnough{"there is memory to check a passphrase",
                                    "hay memoria para revisar una frase de paso"};
inline constexpr Text kMemoryLacks{"there is no memory to check a passphrase",
                                   "no hay memoria para revisar una frase de paso"};
inline constexpr Text kMemoryMend{"close other programs: 128 MiB are needed",
                                  "cierre otros programas: hacen falta 128 MiB"};
inline constexpr Text kDumpsOff{"no core dump can hold a key", "ningún volcado puede contener una clave"};
inline constexpr Text kDumpsOn{"a core dump of this program could hold keys",
                               "un volcado de este programa podría contener claves"};
inline constexpr Text kDumpsMend{"run it as an ordinary user, outside of a debugger",
                                 "ejecútelo con un usuario común, fuera de un depurador"};
inline constexpr Text kSwapOff{"memory is not written to a disk", "la memoria no se escribe en un disco"};
inline constexpr Text kSwapOn{
    "memory may be written to a swap area, where it can be found later",
    "la memoria puede escribirse en el área de intercambio, donde luego se encuentra"};
inline constexpr Text kSwapMend{"encrypt the swap area, or turn it off (swapoff -a); and don't hibernate",
                                "cifre el área de intercambio o apáguela (swapoff -a); y no hiberne"};
inline constexpr Text kClockFine{"the clock says {} UTC", "el reloj dice {} UTC"};
inline constexpr Text kClockWrong{"the clock says {} UTC, which can't be",
                                  "el reloj dice {} UTC, y no puede ser"};
inline constexpr Text kClockMend{"set the date: releases begin and end by it",
                                 "ajuste la fecha: las autorizaciones empiezan y terminan por ella"};
inline constexpr Text kFolderFine{"{} can be written, safely and whole",
                                  "en {} se puede escribir, entero y seguro"};
inline constexpr Text kFolderMend{"put the vault in a folder of yours, on a disk with space",
                                  "ponga la bóveda en una carpeta suya, en un disco con espacio"};
inline constexpr Text kLocksFine{"two programs can't overwrite each other here",
                                 "aquí dos programas no pueden sobrescribirse"};
inline constexpr Text kLocksFail{"this place has no working file locks",
                                 "este lugar no tiene candados de archivo"};
inline constexpr Text kLocksMend{"keep the vault on a local disk, not on a network share",
                                 "guarde la bóveda en un disco local, no en una carpeta de red"};
inline constexpr Text kVaultFine{"format {}, {} bytes", "formato {}, {} bytes"};
inline constexpr Text kNoVaultNamed{"no vault was named, so this folder was looked at",
                                    "no se indicó una bóveda, así que se miró esta carpeta"};
inline constexpr Text kKitThere{"a paper kit was printed", "se imprimió un juego en papel"};
inline constexpr Text kKitMissing{
    "no paper kit yet: if every passphrase is lost, so is the vault",
    "aún sin juego en papel: si se pierden todas las frases, se pierde la bóveda"};
inline constexpr Text kKitMend{"amparo recovery print", "amparo recovery print"};
inline constexpr Text kPassphraseFileFine{"only you can read it", "solo usted puede leerlo"};
inline constexpr Text kOthersMayReadIt{"others can read {}", "otras personas pueden leer {}"};
inline constexpr Text kPassphraseFileMend{"check its name and whom it belongs to",
                                          "revise su nombre y de quién es"};
inline constexpr Text kAllWell{"This machine is fit for it.", "Esta máquina sirve."};
inline constexpr Text kNotAllWell{"Mend what is wrong before you rely on it.",
                                  "Arregle lo que está mal antes de confiar en ella."};

}  // namespace amparo::cli::texts
