// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// About populations, tables and studies.
#include "amparo/cli/text.hpp"

namespace amparo::cli::texts {

inline constexpr Text kMissing{"not recorded", "sin anotar"};
inline constexpr Text kUnknown{"not known", "no se sabe"};
inline constexpr Text kDeclined{"declined", "no quiso responder"};
inline constexpr Text kNotAsked{"not asked", "no se preguntó"};
inline constexpr Text kDoesNotApply{"does not apply", "no corresponde"};
inline constexpr Text kExcluded{"excluded by consent", "excluidas por consentimiento"};
inline constexpr Text kExcludedByConsent{"Excluded by consent", "Excluidas por consentimiento"};
inline constexpr Text kExcludedOnce{
    "{}, in no number of this table; whether they belong to its population isn't looked at",
    "{}, en ningún número de esta tabla; no se mira si pertenecen a su población"};
inline constexpr Text kNotCounted{"Not counted", "No se cuentan"};
inline constexpr Text kQuery{"Question", "Pregunta"};
inline constexpr Text kQueryIsFor{"{} (the same where tables asked the same)",
                                  "{} (la misma si las tablas preguntaron lo mismo)"};
inline constexpr Text kDefinition{"Definition", "Definición"};
inline constexpr Text kNameAndVersion{"{} version {}", "{} versión {}"};
inline constexpr Text kWithin{"within", "dentro de"};
inline constexpr Text kPopulation{"Of whom", "De quiénes"};
inline constexpr Text kInPeriod{"Period", "Periodo"};
inline constexpr Text kAsRecordedOn{"As of", "Al día"};
inline constexpr Text kUndetermined{"Can't be told whether they belong", "No se puede saber si pertenecen"};
inline constexpr Text kRepeated{"Further records of people counted once",
                                "Otros registros de personas contadas una vez"};
inline constexpr Text kLimits{"{} to {}", "{} a {}"};
inline constexpr Text kCompared{"The first column against the second, 95% intervals",
                                "La primera columna frente a la segunda, intervalos del 95 %"};
inline constexpr Text kComparison{
    "difference {} percentage points ({}; Newcombe), ratio {} ({}; Katz), Fisher's exact p {}",
    "diferencia {} puntos porcentuales ({}; Newcombe), razón {} ({}; Katz), p exacta de Fisher {}"};
inline constexpr Text kSeveral{"Several answers were possible: the figures may add up to more than all.",
                               "Se podía dar varias respuestas: las cifras pueden sumar más que el total."};
inline constexpr Text kNoPopulations{"There is no population yet. Define one with evidence define.",
                                     "Aún no hay ninguna población. Defina una con evidence define."};
inline constexpr Text kStale{
    "Stale: a population around it, or the answers of a question it looks at, changed since. Its figures are "
    "refused until it is defined again (evidence define; evidence list --json has its definition).",
    "Desactualizada: cambió una población en la que está, o las respuestas de una pregunta que mira. Sus "
    "cifras "
    "se rechazan hasta que se defina de nuevo (evidence define; evidence list --json tiene su definición)."};
inline constexpr Text kReplaces{"It replaces version {}: tables of it ask something else from now on.",
                                "Reemplaza la versión {}: desde ahora sus tablas preguntan otra cosa."};
inline constexpr Text kSameQuestion{"It asks what version {} asked.", "Pregunta lo mismo que la versión {}."};
inline constexpr Text kBuiltOnIt{"Built on it", "Se apoyan en ella"};
inline constexpr Text kNowStale{
    "Stale now, and refused until each is defined again, in this order: {}. What was published of them stays "
    "in "
    "the ledger. evidence list --json has each definition; give it to evidence define.",
    "Desactualizadas, y se rechazan hasta que cada una se defina de nuevo, en este orden: {}. Lo que se "
    "publicó "
    "de ellas sigue en el libro. evidence list --json tiene cada definición; désela a evidence define."};
inline constexpr Text kBundleMade{"The bundle is in {}.", "El paquete está en {}."};
inline constexpr Text kAtLeast{"{} or more (Amparo's own: {})", "{} o más (lo propio de Amparo: {})"};
inline constexpr Text kSaidKept{"Entered: of {}, as of {}, the figure says {} to {}.",
                                "Anotada: de {}, a {}, la cifra dice de {} a {}."};
inline constexpr Text kMeanKept{
    "Entered: of {}, as of {}, the mean says that the answers of the {} who answered come to {} to {}.",
    "Anotada: de {}, a {}, la media dice que las respuestas de las {} que respondieron suman de {} a {}."};
inline constexpr Text kLedgerBundle{"bundle, {}: {}", "paquete, {}: {}"};
inline constexpr Text kLedgerFile{"file of records, {}: {}", "archivo de registros, {}: {}"};
inline constexpr Text kLedgerSaid{"in a text, {}: {}", "en un texto, {}: {}"};
inline constexpr Text kLedgerFigures{"figures shown {}, withheld {}", "cifras mostradas {}, reservadas {}"};
inline constexpr Text kLedgerLines{"lines {}, people left out {}", "líneas {}, personas fuera {}"};
inline constexpr Text kForAnybody{"for anybody", "para cualquiera"};
inline constexpr Text kForResearch{"research with consent", "investigación con consentimiento"};
inline constexpr Text kForInside{"inside the organisation", "dentro de la organización"};
inline constexpr Text kEnteredBy{"Entered", "Anotada"};
inline constexpr Text kEnteredOnBy{"{} by {}", "{} por {}"};
inline constexpr Text kLeftOn{"Left", "Salió"};
inline constexpr Text kWhere{"Where", "Dónde"};
inline constexpr Text kForWhom{"For whom", "Para quiénes"};
inline constexpr Text kWhatWasIt{"What", "Qué"};
inline constexpr Text kAsked{"Asked", "Se preguntó"};
inline constexpr Text kTableBy{"{} by {}", "{} por {}"};
inline constexpr Text kPeopleCounted{"{}; {}: people counted {}", "{}; {}: personas contadas {}"};
inline constexpr Text kSaidAnswer{"answer {}", "respuesta {}"};
inline constexpr Text kSaidPercent{"percentage {}", "porcentaje {}"};
inline constexpr Text kSaidInterval{"interval {} to {}", "intervalo {} a {}"};
inline constexpr Text kSaidMean{"mean {}", "media {}"};
inline constexpr Text kSaidCount{"count {}", "cuenta {}"};
inline constexpr Text kSaidOf{"of {}", "de {}"};
inline constexpr Text kByTheRecords{"The records", "Los registros"};
inline constexpr Text kMeansRange{"{} to {}, as of {}", "{} a {}, al {}"};
inline constexpr Text kMeansOne{"{}, as of {}", "{}, al {}"};
inline constexpr Text kShowOne{"evidence ledger ID shows one whole: what was entered, when and by whom.",
                               "evidence ledger ID muestra una entera: lo que se anotó, cuándo y quién."};
inline constexpr Text kNothingPublished{"Nothing was published from this vault.",
                                        "De esta bóveda no se publicó nada."};
inline constexpr Text kShownAndWithheld{"Figures: {}, of them withheld: {}.",
                                        "Cifras: {}, de ellas reservadas: {}."};
inline constexpr Text kRecordsMade{"{} records in {}.", "{} registros en {}."};
inline constexpr Text kKPromise{
    "Who knows of a person what the keys say finds at least {} records. They may share other answers.",
    "Quien sabe de una persona lo que dicen las claves encuentra al menos {} registros. Pueden tener otras "
    "respuestas en común."};
inline constexpr Text kOfTheKeys{"Of what somebody may know (keys):",
                                 "De lo que alguien puede saber (claves):"};
inline constexpr Text kKeyAsGiven{"Each answer stands as it was given.", "Cada respuesta está como se dio."};
inline constexpr Text kKeyJoined{"Answers were joined into {}: {}.", "Las respuestas se unieron en {}: {}."};
inline constexpr Text kKeyInOne{"All answers became one, *: the file no longer says anything of it.",
                                "Todas las respuestas son una, *: el archivo ya no dice nada de ella."};
inline constexpr Text kKeyWithheld{"{} of {} answers were blanked.", "Se borraron {} de {} respuestas."};
inline constexpr Text kNoneWithheld{"None was blanked.", "No se borró ninguna."};
inline constexpr Text kKeyLost{"{} of what its answers said is gone.",
                               "Se perdió el {} de lo que decían sus respuestas."};
inline constexpr Text kPercent{"{}%", "{} %"};
inline constexpr Text kForReaders{
    "For whoever reads the file: an empty cell (-99 in the ctdc format) is an answer that was blanked or "
    "never "
    "recorded, and the rarest answers are blanked first. So a share counted from a blanked question is too "
    "high for what is common; for shares, make a table of the interviews (evidence table).",
    "Para quien lea el archivo: una celda vacía (-99 en el formato ctdc) es una respuesta borrada o nunca "
    "anotada, y primero se borran las menos frecuentes. Así, una proporción contada en una pregunta con "
    "respuestas borradas es demasiado alta para lo frecuente; para proporciones, haga una tabla de las "
    "entrevistas (evidence table)."};
inline constexpr Text kRecordsLeftOut{"Left out, as nobody is like them",
                                      "Quedan fuera, pues nadie es como ellas"};
inline constexpr Text kLostInAll{"Of what all keys said, gone",
                                 "De lo que decían todas las claves, se perdió"};
inline constexpr Text kLeastCompany{"Lines alike in the keys, at least",
                                    "Líneas iguales en las claves, al menos"};
inline constexpr Text kLeastAnything{"The same, if an empty cell could be any answer",
                                     "Lo mismo, si una celda vacía pudiera ser cualquier respuesta"};
inline constexpr Text kMeanRisk{"Chance to pick somebody's line by their keys, on average",
                                "Probabilidad de acertar la línea de alguien por sus claves, en promedio"};
inline constexpr Text kAlike{"Lines whose other answers their keys give away",
                             "Líneas cuyas otras respuestas se saben por sus claves"};
inline constexpr Text kAlikeMeans{
    "All who share those lines' keys gave one answer alike, so it is known of each of them. Join more, or "
    "leave that question out.",
    "Todas las que tienen las claves de esas líneas dieron una misma respuesta, así que se sabe de cada una. "
    "Una más respuestas, o deje fuera esa pregunta."};
inline constexpr Text kNotCheapest{"A good choice of levels; not all could be tried.",
                                   "Una buena elección de niveles; no se pudieron probar todas."};
inline constexpr Text kNotIn{"Not in the population", "No están en la población"};
inline constexpr Text kHtcdsMade{"The table is in {}, for {}.", "La tabla está en {}, para {}."};
inline constexpr Text kHtcdsFields{"Holds", "Contiene"};
inline constexpr Text kHtcdsDropped{"Does not leave", "No sale"};
inline constexpr Text kHtcdsTaken{"People taken in: {}.", "Personas tomadas: {}."};
inline constexpr Text kHtcdsCases{"Cases: {}.", "Casos: {}."};
inline constexpr Text kHtcdsNotTaken{"No form has a place for", "Ningún formulario tiene lugar para"};
inline constexpr Text kHtcdsNotes{"Noted", "Anotado"};
inline constexpr Text kHtcdsLeftOut{"left out", "queda fuera"};
inline constexpr Text kHtcdsInLine{"line {}", "línea {}"};
inline constexpr Text kHtcdsFound{
    "A kind of sexual exploitation stands without sexual exploitation having been found. Sex work is not "
    "exploitation.",
    "Figura un tipo de explotación sexual sin que se haya determinado explotación sexual. El trabajo sexual "
    "no es "
    "explotación."};
inline constexpr Text kHtcdsPerson{"Person", "Persona"};
inline constexpr Text kHtcdsAlike{"may be here already, as {}", "quizá ya está aquí, como {}"};
inline constexpr Text kHtcdsAlikeHint{
    "Who is alike has the same names and day of birth. Nobody was left out or merged.",
    "Quien se parece tiene los mismos nombres y fecha de nacimiento. No se dejó fuera ni se unió a nadie."};
inline constexpr Text kNoteLabel{"its label says {}, which is another field's; the name counts",
                                 "su etiqueta dice {}, que es de otro campo; vale el nombre"};
inline constexpr Text kNoteOtherName{"read as {}", "leído como {}"};
inline constexpr Text kNoteByLabel{"has no name; read by its label as {}",
                                   "no tiene nombre; leído por su etiqueta como {}"};
inline constexpr Text kNoteUnknownColumn{"no field of the standard", "no es un campo del estándar"};
inline constexpr Text kNoteTwice{"stands twice; the second is not read",
                                 "está dos veces; la segunda no se lee"};
inline constexpr Text kNoteDeprecated{"a field that the standard has given up",
                                      "un campo que el estándar abandonó"};
inline constexpr Text kNoteSeveral{"{}: several, where the standard takes one",
                                   "{}: varios, donde el estándar admite uno"};
inline constexpr Text kNoteNoCode{"{}: the standard defines it without a code",
                                  "{}: el estándar lo define sin código"};
inline constexpr Text kNoteUnknownValue{"{} is not a value of it", "{} no es un valor suyo"};
inline constexpr Text kNoteNotADate{"{} is no day, as 2031-03-01", "{} no es un día, como 2031-03-01"};
inline constexpr Text kNoteNotANumber{"{} is no number", "{} no es un número"};
inline constexpr Text kNoteNotAPhone{"{} is no telephone number as +34 600 000 000",
                                     "{} no es un teléfono como +34 600 000 000"};
inline constexpr Text kNoteNotFound{"{}, without sexual exploitation among the types",
                                    "{}, sin explotación sexual entre los tipos"};
inline constexpr Text kNoteBrokenRow{"the line is broken off or badly quoted",
                                     "la línea está cortada o mal entrecomillada"};
inline constexpr Text kNoteAllowed{"; there are {}", "; hay {}"};
inline constexpr Text kNoteNearest{"; the nearest is {}", "; lo más cercano es {}"};
inline constexpr Text kDropNoField{"the standard has no field for it",
                                   "el estándar no tiene un campo para esto"};
inline constexpr Text kDropNoCode{"the standard has no code for it",
                                  "el estándar no tiene un código para esto"};
inline constexpr Text kDropNoAnswer{"the standard can't say unknown or declined",
                                    "el estándar no puede decir desconocido ni no quiso"};
inline constexpr Text kDropForm{"not in the form the standard wants",
                                "no tiene la forma que pide el estándar"};
inline constexpr Text kDropNoColumn{"this layout has no column for it",
                                    "este formato no tiene una columna para esto"};
inline constexpr Text kDropNotRecorded{"nothing is recorded", "no hay nada registrado"};
inline constexpr Text kDropUndetermined{
    "exploitation was not found: something is not known, or not in the release",
    "no se encontró explotación: algo no se sabe, o no está en la autorización"};
inline constexpr Text kDropNotMet{"exploitation was not found: an element is not there",
                                  "no se encontró explotación: falta un elemento"};
inline constexpr Text kDropMalformed{"it can't be read", "no se puede leer"};
inline constexpr Text kDropNoForcedLabour{"the standard takes the work only of forced labour",
                                          "el estándar toma el trabajo solo en el trabajo forzoso"};
inline constexpr Text kDropNoIndustry{"sexual services are not written as an industry of forced labour",
                                      "los servicios sexuales no se escriben como rama de trabajo forzoso"};
inline constexpr Text kDropNotInRelease{"not in the release", "no está en la autorización"};
inline constexpr Text kNoHtcdsWorkbook{"this is an Excel file, or one of another office, and no CSV",
                                       "esto es un archivo de Excel o de otra ofimática, y no un CSV"};
inline constexpr Text kNoHtcds{
    "this is no table of HTCDS: no column has a name or label of it",
    "esto no es una tabla HTCDS: ninguna columna tiene un nombre o etiqueta de ella"};
inline constexpr Text kNoHtcdsHint{"save the sheet as CSV, with its hidden first row",
                                   "guarde la hoja como CSV, con su primera fila oculta"};
inline constexpr Text kNoiseFirst{
    "The noise of one count is about {} percentage points (one standard deviation) of {} records: a share is "
    "within twice that 19 times of 20.",
    "El ruido de una cuenta es de unos {} puntos porcentuales (una desviación estándar) de {} registros: una "
    "proporción está a menos del doble 19 veces de 20."};
inline constexpr Text kBudgetAsked{"Epsilon {}, as the file asks; delta {}.",
                                   "Épsilon {}, como pide el archivo; delta {}."};
inline constexpr Text kBudgetDefault{
    "Epsilon {}: the file names none, so it is Amparo's own (\"epsilon\" in the file asks for another); "
    "delta {}.",
    "Épsilon {}: el archivo no nombra ninguno, así que es el de Amparo (\"epsilon\" en el archivo pide "
    "otro); "
    "delta {}."};
inline constexpr Text kBudgetLeft{"Spent before on this form: {} of {}; {} will be left.",
                                  "Gastado antes con este formulario: {} de {}; quedará {}."};
inline constexpr Text kOnlyPlan{"Nothing was made or spent.", "No se hizo ni se gastó nada."};
inline constexpr Text kPrivatePromise{
    "No record is a person. With or without any one person's record, nothing is more than e^{} times "
    "likelier, but "
    "for a chance of {}.",
    "Ningún registro es una persona. Con o sin el registro de una persona cualquiera, nada es más de e^{} "
    "veces "
    "más probable, salvo con una probabilidad de {}."};
inline constexpr Text kSpent{"Spent on this form so far: epsilon {} in {} files.",
                             "Gastado hasta ahora con este formulario: épsilon {} en {} archivos."};
inline constexpr Text kUtility{
    "How far from the original, 0 equal, 1 disjoint: one question {}, two {}. For you; it is not protected.",
    "Qué lejos del original, 0 igual, 1 distinto: una pregunta {}, dos {}. Para usted; no está protegido."};
inline constexpr Text kInterviewKept{"The interview is kept.", "La entrevista está guardada."};
inline constexpr Text kInterviewWithdrawn{"The interview is in no figure made from now on.",
                                          "La entrevista no está en ninguna cifra que se haga desde ahora."};
inline constexpr Text kInterview{"Interview", "Entrevista"};
inline constexpr Text kAnswers{"Answers", "Respuestas"};
inline constexpr Text kStudy{"Study", "Estudio"};
inline constexpr Text kInstrument{"Instrument", "Instrumento"};
inline constexpr Text kStudyStarted{"The study is kept.", "El estudio está guardado."};
inline constexpr Text kKeeps{"Keeps it", "Lo guarda"};
inline constexpr Text kNobodyKeeps{"Nobody is in the register yet: whoever enters somebody first keeps it.",
                                   "Nadie está aún en el registro: quien anote primero a alguien lo guarda."};
inline constexpr Text kRegisterSealedAnew{"The register was sealed anew.", "El registro se selló de nuevo."};
inline constexpr Text kNotAKeeper{"It is closed to you.", "Está cerrado para usted."};
inline constexpr Text kPseudonym{"Pseudonym", "Seudónimo"};
inline constexpr Text kDayOfInterview{"Day", "Día"};
inline constexpr Text kNofN{"{} of {}", "{} de {}"};
inline constexpr Text kCountedOnes{"Counted", "Se cuentan"};
inline constexpr Text kCountedOne{"yes", "sí"};
inline constexpr Text kNotCountedWhy{"no: {}", "no: {}"};
inline constexpr Text kInStudy{"{}: {} of {} interviews are counted in its figures.",
                               "{}: {} de {} entrevistas se cuentan en sus cifras."};
inline constexpr Text kWhyWithdrawn{"consent to research withdrawn",
                                    "consentimiento a la investigación retirado"};
inline constexpr Text kWhyWithdrawnOn{"consent to research withdrawn on {}",
                                      "consentimiento a la investigación retirado el {}"};
inline constexpr Text kWhyNoConsent{"no consent to research", "sin consentimiento a la investigación"};
inline constexpr Text kWhyUnsettled{"consent to research has two answers that nobody settled",
                                    "el consentimiento a la investigación tiene dos respuestas sin resolver"};
inline constexpr Text kWhyGone{"its answers were erased, or are not here yet",
                               "sus respuestas se borraron, o aún no están aquí"};
inline constexpr Text kWhyOtherForm{"answered with another form than the study's instrument",
                                    "respondida con otro formulario que el instrumento del estudio"};
inline constexpr Text kWhySealed{
    "you have no permission to read its answers, so you can make no table",
    "usted no tiene permiso para leer sus respuestas, así que no puede hacer tablas"};
inline constexpr Text kWhyPerson{
    "another interview of the same person has no consent to research",
    "otra entrevista de la misma persona no tiene consentimiento a la investigación"};
inline constexpr Text kWhyRepeated{"a later interview of the same person counts for them",
                                   "cuenta por ella una entrevista posterior de la misma persona"};
inline constexpr Text kWhyRepeatedBy{"{} of the same person counts for them, as it is later",
                                     "cuenta por ella {}, posterior, de la misma persona"};
inline constexpr Text kOutsideStudy{"outside the study's days, and counted all the same (--from, --to)",
                                    "fuera de los días del estudio, y se cuenta igual (--from, --to)"};
inline constexpr Text kSealedInterviews{
    "Interviews you have no permission to read: {}. Who may not read each of them can make no table of "
    "interviews.",
    "Entrevistas que usted no tiene permiso para leer: {}. Quien no puede leerlas todas no puede hacer "
    "tablas de "
    "entrevistas."};
inline constexpr Text kSpentOfMost{
    "Spent on invented records of {}: epsilon {} of {}, in {} files.",
    "Gastado en registros inventados de {}: épsilon {} de {}, en {} archivos."};
inline constexpr Text kInterviews{"Interviews", "Entrevistas"};

}  // namespace amparo::cli::texts
