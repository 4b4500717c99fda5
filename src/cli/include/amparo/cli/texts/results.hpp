// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// About what commands did and found.
#include "amparo/cli/text.hpp"

namespace amparo::cli::texts {

// --- words that head a line or column
// -----------------------------------------------------------------------
inline constexpr Text kNext{"Next:", "Ahora:"};
inline constexpr Text kOrganization{"Organisation", "Organización"};
inline constexpr Text kOrganizationId{"Organisation's id", "Id de la organización"};
inline constexpr Text kMember{"Member", "Integrante"};
inline constexpr Text kMembers{"Members", "Integrantes"};
inline constexpr Text kParts{"Parts", "Partes"};
inline constexpr Text kFormat{"Format", "Formato"};
inline constexpr Text kSize{"Size", "Tamaño"};
inline constexpr Text kCommits{"Commits", "Confirmaciones"};
inline constexpr Text kRecoveryKit{"Recovery kit", "Juego de recuperación"};
inline constexpr Text kNoneYet{"none yet", "ninguno todavía"};
inline constexpr Text kName{"Name", "Nombre"};
inline constexpr Text kRole{"Role", "Función"};
inline constexpr Text kSince{"Since", "Desde"};
inline constexpr Text kId{"Id", "Id"};
inline constexpr Text kReadsParts{"The parts that each reads:", "Las partes que lee cada función:"};
inline constexpr Text kYou{"you", "usted"};
inline constexpr Text kLeft{"left", "salió"};
inline constexpr Text kMade{"Made", "Hecho"};
inline constexpr Text kForm{"Kind", "Clase"};
inline constexpr Text kWhat{"What", "Qué es"};
inline constexpr Text kVersion{"Version", "Versión"};
inline constexpr Text kRecord{"Record", "Registro"};
inline constexpr Text kPerson{"Person", "Persona"};
inline constexpr Text kDay{"Day", "Día"};
inline constexpr Text kTitle{"Title", "Título"};
inline constexpr Text kWhy{"Why", "Por qué"};
inline constexpr Text kSealed{"sealed to others", "sellado para otras personas"};
inline constexpr Text kErased{"erased", "borrado"};
inline constexpr Text kRecorded{"recorded", "registrado"};
inline constexpr Text kRequired{"required", "obligatorio"};
inline constexpr Text kService{"Service", "Servicio"};
inline constexpr Text kPlace{"Place", "Lugar"};
inline constexpr Text kChecked{"Checked", "Revisado"};
inline constexpr Text kNew{"New", "Nuevos"};
inline constexpr Text kChanged{"Changed", "Cambiados"};
inline constexpr Text kUnchanged{"As before", "Como antes"};
inline constexpr Text kSetAside{"Set aside", "Apartados"};
inline constexpr Text kRecipient{"Recipient", "Quién recibe"};
inline constexpr Text kPurpose{"Purpose", "Para qué"};
inline constexpr Text kFields{"Fields", "Campos"};
inline constexpr Text kPeriod{"When", "Cuándo"};
inline constexpr Text kWithdrawn{"Withdrawn", "Retirada"};
inline constexpr Text kRelease{"Release", "Autorización"};
inline constexpr Text kReferral{"Referral", "Derivación"};
inline constexpr Text kDisclosure{"Disclosure", "Divulgación"};
inline constexpr Text kFingerprint{"Fingerprint", "Huella"};
inline constexpr Text kState{"State", "Estado"};
inline constexpr Text kSteps{"Steps:", "Pasos:"};
inline constexpr Text kNeed{"Need", "Necesidad"};
inline constexpr Text kMessage{"Message", "Mensaje"};
inline constexpr Text kReason{"Reason", "Razón"};
inline constexpr Text kCallBack{"Call back", "Cómo comunicarse"};
inline constexpr Text kHowSent{"How", "Cómo"};
inline constexpr Text kBy{"By", "Por"};
inline constexpr Text kAct{"act", "acto"};
inline constexpr Text kMeans{"means", "medio"};
inline constexpr Text kEnd{"purpose", "fin"};

// --- vault and members
// --------------------------------------------------------------------------------------
inline constexpr Text kVaultMade{"The vault {} is made. Nobody can open it without the passphrase.",
                                 "La bóveda {} está hecha. Nadie puede abrirla sin la frase de paso."};
inline constexpr Text kNextKit{"the paper that opens it when the passphrase is lost",
                               "el papel que la abre cuando se pierde la frase de paso"};
inline constexpr Text kNextContact{"a first contact", "un primer contacto"};
inline constexpr Text kThatIsAllItShows{
    "That is all the file shows without a passphrase. With one (--passphrase-file F, or --ask) it says what "
    "is in it.",
    "Es todo lo que el archivo muestra sin frase de paso. Con ella (--passphrase-file F, o --ask) dice lo "
    "que contiene."};
inline constexpr Text kRecords{"Records:", "Registros:"};
inline constexpr Text kNoRecordsYet{"There are no records yet; a first contact begins one:",
                                    "Aún no hay registros; un primer contacto es el comienzo:"};
inline constexpr Text kVerified{"Every byte was read, and it checks out.",
                                "Se leyó cada byte, y todo cuadra."};
inline constexpr Text kVerifiedBut{
    "Every byte was read; it checks out, but for a write that is not whole: it was never finished, or this "
    "is a copy that was "
    "cut short. If it is a copy, copy it again and compare the number of commits.",
    "Se leyó cada byte; todo cuadra, salvo una escritura incompleta: no terminó, o esta es una copia "
    "cortada. Si es una "
    "copia, cópiela otra vez y compare el número de confirmaciones."};
inline constexpr Text kNotVerified{"Something in this vault does not check out.",
                                   "Algo en esta bóveda no cuadra."};
inline constexpr Text kProblems{"What was found:", "Lo que se encontró:"};
inline constexpr Text kAtByte{"at byte {}", "en el byte {}"};
inline constexpr Text kKeepBackups{
    "Keep this file and every back-up; write nothing more into it. What can still be opened can be read as "
    "before.",
    "Guarde este archivo y todos los respaldos; no escriba más en él. Lo que aún se abre se lee como antes."};
inline constexpr Text kBackedUp{
    "The copy {} holds {} bytes, was read again and verified, and is written down.",
    "La copia {} tiene {} bytes, se volvió a leer y se verificó, y quedó anotada."};
inline constexpr Text kBackupAdvice{
    "Keep it in another place. It opens with the passphrases of today, and still holds what you erase later.",
    "Guárdela en otro lugar. Se abre con las frases de paso de hoy, y conserva lo que usted borre después."};
inline constexpr Text kMergedNothing{"This copy has nothing that is not here.",
                                     "Esta copia no tiene nada que no esté aquí."};
inline constexpr Text kMerged{"Writes taken over: {}; of so many records: {}",
                              "Escrituras tomadas: {}; de tantos registros: {}"};
inline constexpr Text kMergedMembership{"Changes of who works here: {}", "Cambios de quién trabaja aquí: {}"};
inline constexpr Text kMergedUnread{
    "Bytes of that copy that could not be read: {}. It was cut off or is damaged, and what stood there did "
    "not come along: copy "
    "it again, and merge once more.",
    "Bytes de esa copia que no se pudieron leer: {}. Se cortó o está dañada, y lo que había ahí no vino: "
    "cópiela de nuevo y únala "
    "otra vez."};
inline constexpr Text kMergedWithoutFiles{
    "Documents whose file is not here: {}. The other copy's folder of documents has to lie beside it.",
    "Documentos cuyo archivo no está aquí: {}. La carpeta de documentos de la otra copia tiene que estar a "
    "su lado."};
inline constexpr Text kMergedLeftOut{
    "Left out, because they don't count here (of somebody who was removed, or forged): {}",
    "No se tomaron, porque aquí no cuentan (de alguien que ya no está, o falsificadas): {}"};
inline constexpr Text kMergedConflicts{
    "Changed on both sides; both values are kept until you choose, with amparo record resolve:",
    "Cambiado en ambos lados; se conservan los dos valores hasta que usted elija, con amparo record "
    "resolve:"};
inline constexpr Text kMergedTheOtherWay{
    "The other copy still lacks what is here: merge this one into it, or go on with one of them only.",
    "A la otra copia aún le falta lo que está aquí: una esta con aquella, o siga solo con una."};
inline constexpr Text kCompacted{"{} bytes before, {} now.", "{} bytes antes, {} ahora."};
inline constexpr Text kMemberAdded{"{} is added: {}", "Se agregó a {}: {}"};
inline constexpr Text kMayRead{"May read: {}. Tell them their passphrase in person.",
                               "Puede leer: {}. Dígale su frase de paso en persona."};
inline constexpr Text kRekeyed{
    "Everybody has new keys. What is written from now on, no older key opens.",
    "Todas tienen llaves nuevas. Lo que se escriba desde ahora no lo abre ninguna llave anterior."};
inline constexpr Text kCardRenewed{
    "Give it to every partner and read them the fingerprint: they erase the card they hold, and take this "
    "one. "
    "What they sealed to the old one still opens here. Until they took it, who has the old keys can pass for "
    "you.",
    "Désela a cada organización aliada y léale la huella: borran la tarjeta que tienen y toman esta. Lo que "
    "sellaron con la anterior aún se abre aquí. Hasta que la tomen, quien tenga las llaves viejas puede "
    "hacerse "
    "pasar por usted."};
inline constexpr Text kNothingWaits{"Nothing waits.", "Nada espera."};
inline constexpr Text kNoDrafts{"There is no unfinished form.", "No hay formularios sin terminar."};
inline constexpr Text kDraftDiscarded{"The draft is erased.", "El borrador se borró."};
inline constexpr Text kMemberRemoved{
    "They can no longer read new entries. What they read or copied before can't be recalled. If they may "
    "have a copy of the vault, renew your card as well: amparo card renew",
    "Ya no puede leer lo nuevo. Lo que leyó o copió antes no se puede recuperar. Si puede tener una copia de "
    "la "
    "bóveda, renueve también su tarjeta: amparo card renew"};
inline constexpr Text kPassphraseChanged{
    "Your passphrase is changed. Back-ups made before still open with the old one.",
    "Su frase de paso cambió. Los respaldos anteriores se siguen abriendo con la vieja."};
inline constexpr Text kKitTitle{"Recovery kit. These twelve words open the vault:",
                                "Juego de recuperación. Estas doce palabras abren la bóveda:"};
inline constexpr Text kKitAdvice{
    "Write them on paper, in this order, and keep it locked away from this computer. Clear the screen. "
    "Earlier kits no "
    "longer work.",
    "Escríbalas en papel, en este orden, y guárdelo bajo llave lejos de esta computadora. Limpie la "
    "pantalla. Los "
    "juegos anteriores ya no sirven."};
inline constexpr Text kRecovered{"The vault is open and your passphrase is set: {}",
                                 "La bóveda está abierta y su frase de paso quedó puesta: {}"};
inline constexpr Text kRecoveredBeside{
    "You are a new member. Who can open it besides: if one of them was you, remove it.",
    "Usted es un miembro nuevo. Quién más puede abrirla: si alguno era usted, quítelo."};
inline constexpr Text kNextOldMember{"who you were", "quien usted era"};
inline constexpr Text kNextNewKit{"a new kit: these words were seen",
                                  "un juego nuevo: estas palabras ya se vieron"};

// --- records
// ------------------------------------------------------------------------------------------------
inline constexpr Text kYourOwn{"your own", "propio"};
inline constexpr Text kByItsCommand{"made by its own command", "lo hace su propio comando"};
inline constexpr Text kSeeForm{"amparo form show KIND lists the fields of one.",
                               "amparo form show CLASE lista los campos de uno."};
inline constexpr Text kFormNotInUse{"Your form {} is not in use: amparo form rename {} --to NAME",
                                    "Su formulario {} no está en uso: amparo form rename {} --to NOMBRE"};
inline constexpr Text kFormAdded{"The form {} is here, version {}.",
                                 "El formulario {} está aquí, versión {}."};
inline constexpr Text kCreated{"Recorded.", "Registrado."};
inline constexpr Text kUpdated{"Changed: {}", "Cambiado: {}"};
inline constexpr Text kChangedAt{"changed", "cambiado"};
inline constexpr Text kConflicts{"Two people wrote different values. Both are kept:",
                                 "Dos personas escribieron valores distintos. Ambos se conservan:"};
inline constexpr Text kSettleThem{"Settle each: amparo record resolve ID FIELD --value …",
                                  "Resuelva cada uno: amparo record resolve ID CAMPO --value …"};
inline constexpr Text kNoSuchRecords{"No such records.", "No hay registros así."};
inline constexpr Text kMore{"There are more: {}", "Hay más: {}"};
inline constexpr Text kResolved{"Settled: {}", "Resuelto: {}"};
inline constexpr Text kErasedNow{"Erased, in entries:", "Borrado, en entradas:"};
inline constexpr Text kRemains{"What remains:", "Lo que queda:"};
inline constexpr Text kNobodySimilar{"Nobody like that is here.", "Aquí no hay nadie así."};
inline constexpr Text kNothingFound{"Nothing found in what you may read.",
                                    "No se encontró nada en lo que usted puede leer."};
inline constexpr Text kPalermo{"Palermo Protocol", "Protocolo de Palermo"};
inline constexpr Text kUnitedStates{"US law (22 USC 7102)", "Ley de EE. UU. (22 USC 7102)"};
inline constexpr Text kElements{"Elements by the Palermo Protocol:",
                                "Elementos según el Protocolo de Palermo:"};
inline constexpr Text kAgeThen{"Age then", "Edad entonces"};
inline constexpr Text kAgeDecides{
    "Without the age then, nothing is concluded: of a child no means are needed.",
    "Sin la edad de entonces no se concluye nada: de menores no hacen falta medios."};
inline constexpr Text kChildNeedsNoMeans{"Of a child no means are needed.",
                                         "De menores no hacen falta medios."};
inline constexpr Text kNoScore{"This is no score and decides nothing a person can have.",
                               "Esto no es un puntaje y no decide nada que la persona pueda recibir."};

// --- directory
// ----------------------------------------------------------------------------------------------
inline constexpr Text kDryRun{"Nothing was changed. This is what would happen:",
                              "No se cambió nada. Esto es lo que pasaría:"};
inline constexpr Text kKeptWithout{"(taken without it)", "(se tomó sin ello)"};
inline constexpr Text kSeeAllByJson{"--json lists every one with its line.",
                                    "--json lista cada uno con su línea."};
inline constexpr Text kDropped{"Columns without a field here, with how many values:",
                               "Columnas sin campo aquí, con cuántos valores:"};
inline constexpr Text kExported{"{} services are in {}.", "{} servicios están en {}."};
inline constexpr Text kLeftOut{"{} left out, to protect people and places:",
                               "{} quedaron fuera, para proteger a personas y lugares:"};
inline constexpr Text kNoDirectoryYet{"There is no directory yet:", "Aún no hay directorio:"};
inline constexpr Text kNoSuchServices{"No such services.", "No hay servicios así."};
inline constexpr Text kOfTotal{"{} of {}; more with --limit", "{} de {}; más con --limit"};
inline constexpr Text kOffered{"{}: {} offered of {}", "{}: {} ofertas de {}"};
inline constexpr Text kAskThem{"ask them: {}", "pregúnteles: {}"};
inline constexpr Text kNotOffered{"not offered:", "no ofrecidos:"};

// --- releases and referrals
// ---------------------------------------------------------------------------------
inline constexpr Text kReleaseSigned{"The release is signed: {}", "La autorización está firmada: {}"};
inline constexpr Text kFromTo{"from {} to {}", "de {} a {}"};
inline constexpr Text kReleaseWithdrawn{"The release ended at {}. Nothing more leaves under it.",
                                        "La autorización terminó a las {}. Nada más sale con ella."};
inline constexpr Text kTellThem{"What left before can't be called back. Tell them:",
                                "Lo que ya salió no se puede recuperar. Avíseles:"};
inline constexpr Text kNoReleases{"There is no release yet; nothing can leave.",
                                  "Aún no hay autorizaciones; nada puede salir."};
inline constexpr Text kCardWritten{"Your card is in {}. Its fingerprint:",
                                   "Su tarjeta está en {}. Su huella:"};
inline constexpr Text kReadItAloud{
    "Give the file to the partner, and read them the fingerprint in person or by telephone. Never send both "
    "together.",
    "Dé el archivo a la organización aliada y léale la huella en persona o por teléfono. Nunca envíe ambas "
    "juntas."};
inline constexpr Text kCardAdded{"The card of {} is here: {}", "La tarjeta de {} está aquí: {}"};
inline constexpr Text kNoCards{"There is no partner's card yet: amparo card add FILE --fingerprint …",
                               "Aún no hay tarjetas: amparo card add ARCHIVO --fingerprint …"};
inline constexpr Text kWouldSend{"This would go to {}, and nothing else:", "Esto iría a {}, y nada más:"};
inline constexpr Text kNotSent{"Covered by the release, but not sent:",
                               "Cubierto por la autorización, pero no se envía:"};
inline constexpr Text kNotPrinted{"Not printed:", "No se imprime:"};
inline constexpr Text kThePerson{"the person themself", "la propia persona"};
inline constexpr Text kForThePerson{"For the person themself:", "Para la propia persona:"};
inline constexpr Text kForRecipient{"For {}, under the release:", "Para {}, con la autorización:"};
inline constexpr Text kNotInForce{"The release is not in force: sending would be refused.",
                                  "La autorización no está vigente: el envío se negaría."};
inline constexpr Text kLetterWritten{"The letter is in {}.", "La carta está en {}."};
inline constexpr Text kFileWritten{"The sealed file is in {}.", "El archivo sellado está en {}."};
inline constexpr Text kHandOverLetter{"print it or save it as PDF, hand it over, and delete the file",
                                      "imprímala o guárdela como PDF, entréguela y borre el archivo"};
inline constexpr Text kHandOverFile{"send it by any way: only the partner can open it",
                                    "envíelo por cualquier medio: solo la organización aliada puede abrirlo"};
inline constexpr Text kReferralCame{"A referral from {}: {}", "Una derivación de {}: {}"};
inline constexpr Text kReferralKnown{"This referral from {} is here already: {}",
                                     "Esta derivación de {} ya está aquí: {}"};
inline constexpr Text kUnknownSender{
    "You don't hold this sender's card. Ask them by telephone whether it is theirs; its fingerprint: {}",
    "Usted no tiene la tarjeta de quien envía. Pregunte por teléfono si es suya; su huella: {}"};
inline constexpr Text kAnswerCame{"The answer: {} ({})", "La respuesta: {} ({})"};
inline constexpr Text kAnswerKnown{"This answer is here already: {} ({})",
                                   "Esta respuesta ya está aquí: {} ({})"};
inline constexpr Text kAnswerWritten{"{}. The sealed answer is in {}.",
                                     "{}. La respuesta sellada está en {}."};
inline constexpr Text kReasonStayed{
    "The reason stayed here: you never compared the card of who sent this. Only \"declined\" is in the "
    "answer.",
    "El motivo se quedó aquí: nunca comparó la tarjeta de quien envió esto. En la respuesta solo dice "
    "«rechazada»."};
inline constexpr Text kCarryItBack{"Send it back by any way: only they can open it.",
                                   "Devuélvala por cualquier medio: solo ellos pueden abrirla."};
inline constexpr Text kStepped{"It is now: {}", "Ahora está: {}"};
inline constexpr Text kNoReferrals{"There are no referrals yet.", "Aún no hay derivaciones."};
inline constexpr Text kNothingLeft{"Nothing has left yet.", "Aún no ha salido nada."};

// --- shelter
// -------------------------------------------------------------------------------------------------
inline constexpr Text kHouse{"House", "Casa"};
inline constexpr Text kSleeps{"Sleeps", "Duermen"};
inline constexpr Text kHousehold{"People", "Personas"};
inline constexpr Text kAskedFor{"Asked for", "Pidió"};
inline constexpr Text kFree{"Free", "Libre"};
inline constexpr Text kUntil{"Until", "Hasta"};
inline constexpr Text kNoUnits{"There is no unit yet. A house first, then its units:",
                               "Aún no hay unidades. Primero una casa, luego sus unidades:"};
inline constexpr Text kUnitIsNow{"{}: {}", "{}: {}"};
inline constexpr Text kUnitsOffered{"{} of {} units can be offered.", "Se pueden ofrecer {} de {} unidades."};
inline constexpr Text kTogether{"No unit is large enough; together these are:",
                                "Ninguna unidad alcanza; juntas, estas sí:"};
inline constexpr Text kHeldUntil{"The place is held until {}.", "El lugar queda apartado hasta {}."};
inline constexpr Text kOnTheList{"On the waiting list: {}", "En la lista de espera: {}"};
inline constexpr Text kNobodyWaits{"Nobody waits for a bed.", "Nadie espera una cama."};
inline constexpr Text kErasedSince{
    "Erased since, of any day, and in no count here: {}",
    "Borradas desde entonces, de cualquier día, y en ninguna cuenta de aquí: {}"};
inline constexpr Text kAskedInAll{"Asked for a bed: {}", "Pidieron una cama: {}"};
inline constexpr Text kNobodyStays{"Nobody stays and nothing is held.", "No hay nadie ni nada apartado."};
inline constexpr Text kStayDisputed{
    "Two colleagues changed this differently; until it is settled both places are theirs: record show",
    "Dos colegas lo cambiaron de forma distinta; mientras no se resuelva, ambos lugares son suyos: record "
    "show"};
inline constexpr Text kLostPlace{"This place is not theirs: {}", "Este lugar no es suyo: {}"};
inline constexpr Text kFreeInstead{"Free instead: {}  {}", "Libre en su lugar: {}  {}"};
inline constexpr Text kNights{"Nights", "Noches"};
inline constexpr Text kBoardFrom{"From the night of {}, {} nights.", "Desde la noche del {}, {} noches."};
inline constexpr Text kBoardTonight{"{} occupied, {} held, {} free, {} out.",
                                    "{} ocupadas, {} apartadas, {} libres, {} sin servicio."};
inline constexpr Text kBoardLegend{
    "X occupied  a away  h held  . free  - being prepared  / out of service or closed",
    "X ocupada  a fuera  h apartada  . libre  - en preparación  / fuera de servicio o cerrada"};
inline constexpr Text kHasNoPlace{"{} has no place: {} ({})", "{} no tiene lugar: {} ({})"};
inline constexpr Text kHandoverOf{"The night of {}", "La noche del {}"};
inline constexpr Text kPeople{"people: {}", "personas: {}"};
inline constexpr Text kAwayTonight{"away tonight", "esta noche está fuera"};
inline constexpr Text kComesTomorrow{"somebody comes the night after", "alguien llega la noche siguiente"};
inline constexpr Text kNotesSince{"Notes of the last day: {}", "Notas del último día: {}"};
inline constexpr Text kIncidentsSince{"Incidents of the last day: {}", "Incidentes del último día: {}"};
inline constexpr Text kTokenTaken{"Tell the partner this code: {}. It is good until {}.",
                                  "Dígale al aliado esta clave: {}. Vale hasta {}."};
inline constexpr Text kTokenSomethingFree{"For you alone, free for them:",
                                          "Solo para usted, libre para ese hogar:"};
inline constexpr Text kTokenNothingFree{"For you alone: nothing is free for them.",
                                        "Solo para usted: no hay nada libre para ese hogar."};
inline constexpr Text kTokenTell{"Tell the partner: {}, {}. Call back: {}",
                                 "Dígale al aliado: {}, {}. Llame a: {}"};
inline constexpr Text kNothingPlanned{"Nothing of a plan is written down yet.",
                                      "Aún no hay nada anotado del plan."};
inline constexpr Text kCopyLacks{"Not in this copy; a colleague can give it to you: {}",
                                 "No está en esta copia; se la puede dar otro colega: {}"};
inline constexpr Text kCalendarWritten{"{} entries are in {}.", "{} entradas están en {}."};

}  // namespace amparo::cli::texts
