// SPDX-License-Identifier: AGPL-3.0-or-later
// evidence, study.
#include "acts.hpp"
#include "rows.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

constexpr std::string_view kPopulationExample =
    R"({"name": "not_citizens", "form": "work_answers", "within": "everybody",
 "words": {"en": "who were not citizens", "es": "sin ciudadanía"},
 "where": {"field": "papers", "is_not": ["citizen"]}})";
constexpr std::string_view kBundleExample = R"({"title": "Work and papers", "profile": "research_consented",
 "limits": "Nobody was drawn at random.",
 "tables": [{"population": "everybody", "rows": "papers"},
            {"population": "not_citizens", "rows": "paid",
             "by": "interview.given_by"}]})";
constexpr std::string_view kMicrodataExample =
    R"({"population": "everybody", "study": "rec_…", "k": 11,
 "questions": ["papers", "paid", "interview.given_by"],
 "keys": [{"question": "papers",
           "levels": [{"any": ["citizen", "visitor"]}]}]})";
constexpr std::string_view kSyntheticExample =
    R"({"population": "everybody", "questions": ["papers", "paid"],
 "epsilon": 1, "delta": 1e-9})";
constexpr std::string_view kAnswersExample = R"({"papers": "visitor", "paid": "declined"})";

Argument in_language() {
    return {"--language", "language", Type::kText, false, "L", {"en or es.", "en o es."}, {"en", "es"}};
}

Argument text_option(std::string_view name, std::string_view param, std::string_view value, Text help) {
    return {name, param, Type::kText, false, value, help};
}

/// What a table is of, and when.
std::vector<Argument> table_arguments() {
    return {
        {"POPULATION",
         "population",
         Type::kText,
         true,
         "",
         {"Of whom: a name of evidence list.", "De quiénes: un nombre de evidence list."}},
        {"ROWS",
         "rows",
         Type::kText,
         true,
         "",
         {"The question: field, group.field, group[field=code].field, interview.field.",
          "La pregunta: campo, grupo.campo, grupo[campo=código].campo, interview.campo."}},
        text_option("--by", "by", "FIELD",
                    {"A second question: a column for each answer.",
                     "Una segunda pregunta: una columna por respuesta."}),
        text_option("--study", "study", "ID",
                    {"Only interviews of this study.", "Solo entrevistas de este estudio."}),
        text_option(
            "--from", "from", "DAY",
            {"The period's first day, included. What counts is the day of the interview; of a record "
             "that is of none, the day it was made, or the date that --day names.",
             "El primer día del periodo, incluido. Cuenta el día de la entrevista; de un registro sin "
             "entrevista, el día en que se hizo, o la fecha que nombra --day."}),
        text_option("--to", "to", "DAY",
                    {"The period's last day, included.", "El último día del periodo, incluido."}),
        text_option(
            "--as-of", "as_of", "DAY",
            {"As the records were at the end of this day. A withdrawn consent stays withdrawn.",
             "Como estaban los registros al final de este día. Un consentimiento retirado sigue retirado."}),
        text_option("--day", "day", "FIELD",
                    {"Which day counts for --from and --to: the name of a date of the form (form show). "
                     "Without it the day of the interview, or the day the record was made.",
                     "Qué día cuenta para --from y --to: el nombre de una fecha del formulario (form show). "
                     "Sin él, el día de la entrevista, o el día en que se hizo el registro."}),
        {"--unit",
         "unit",
         Type::kText,
         false,
         "U",
         {"person (each once) or record.", "person (cada una, una vez) o record."},
         {"person", "record"}},
        {"--drawn",
         "drawn",
         Type::kText,
         false,
         "HOW",
         {"How people came to be asked. whole: everybody was, so there is no interval; random: drawn by "
          "chance; reached (without it): whoever could be, so an interval is about people like these.",
          "Cómo se llegó a preguntar. whole: a todas, así que no hay intervalo; random: al azar; reached "
          "(sin ella): a quienes se pudo, así que un intervalo es sobre personas como estas."},
         {"whole", "random", "reached"}},
        {"--method",
         "method",
         Type::kText,
         false,
         "M",
         {"The interval's method; without it wilson.", "El método del intervalo; sin él, wilson."},
         {"wilson", "clopper_pearson", "jeffreys", "agresti_coull", "mid_p"}},
        {"--confidence",
         "confidence",
         Type::kNumber,
         false,
         "C",
         {"The level of the intervals of figures, 0.5 to 0.999; without it 0.95. Two columns are compared at "
          "0.95.",
          "El nivel del intervalo de una cifra, 0.5 a 0.999; sin él, 0.95. Dos columnas se comparan al "
          "0.95."}},
        in_language()};
}

/// A figure in a text: where, when, which.
std::vector<Argument> said_arguments() {
    std::vector<Argument> out = table_arguments();
    std::erase_if(out, [](Argument const& one) {
        return one.param == "by" || one.param == "unit" || one.param == "drawn";
    });
    auto const number = [](std::string_view name, std::string_view param, Text help) {
        return Argument{name, param, Type::kInteger, false, "N", help};
    };
    std::vector<Argument> const more{
        {"--in",
         "title",
         Type::kText,
         true,
         "TEXT",
         {"Where it appeared: the report, the letter.", "Dónde apareció: el informe, la carta."}},
        text_option("--left", "left_on", "DAY",
                    {"The day it left; without it today. The records are read as of it.",
                     "El día en que salió; sin él, hoy. Los registros se leen como estaban entonces."}),
        text_option(
            "--answer", "answer", "CODE",
            {"The answer it is of, by its code; without it, --n is how many the population has.",
             "La respuesta de la que es, por su código; sin ella, --n es cuántas son en la población."}),
        number("--n", "n",
               {"How many gave the answer; with --mean, of how many the mean is.",
                "Cuántas dieron la respuesta; con --mean, de cuántas es la media."}),
        number("--of", "of",
               {"Of how many: who answered, or all that the population has.",
                "De cuántas: las que respondieron, o todas las de la población."}),
        text_option("--percent", "percent", "P",
                    {"A percentage as printed: 38.1.", "Un porcentaje, como está impreso: 38,1."}),
        text_option("--low", "low", "P",
                    {"An interval's lower end as printed, in percent.",
                     "El extremo inferior de un intervalo, como está impreso, en por ciento."}),
        text_option("--high", "high", "P", {"Its upper end.", "Su extremo superior."}),
        text_option(
            "--mean", "mean", "M",
            {"A mean as printed: 3.4. Of a question whose answers all have a whole number as their code.",
             "Una media, como está impresa: 3,4. De una pregunta cuyas respuestas tienen todas un número "
             "entero como código."}),
        {"--read-by",
         "read_by",
         Type::kText,
         false,
         "WHO",
         {"open_data: anybody (without it); internal: people of the organisation.",
          "open_data: cualquiera (sin ella); internal: gente de la organización."},
         {"open_data", "internal"}}};
    out.insert(out.begin() + 2, more.begin(), more.end());
    return out;
}

void add_handed_on_commands(std::vector<Command>& to) {
    to.push_back({"evidence microdata",
                  "evidence.microdata",
                  Needs::kUnlocked,
                  {"Make a file of k-anonymous records of a study: a line a person, made coarser until each "
                   "has company.",
                   "Hacer un archivo de registros k-anónimos de un estudio: una línea por persona, hasta que "
                   "cada una tenga "
                   "compañía."},
                  {{"FILE",
                    "file",
                    Type::kObjectFile,
                    true,
                    "",
                    {"What is wanted as JSON: population, study, questions, keys with their levels, k. - is "
                     "standard input. See "
                     "docs/domain/microdata.md.",
                     "Lo que se pide en JSON: población, estudio, preguntas, claves con sus niveles, k. - es "
                     "la entrada "
                     "estándar. Vea docs/domain/microdata.md."}},
                   output({"The CSV file; without it amparo-records.csv.",
                           "El archivo CSV; sin él, amparo-records.csv."}),
                   force()},
                  show_microdata,
                  act_microdata,
                  {"Only people who agreed to research are in it. It protects against somebody who knows the "
                   "keys and nothing "
                   "else; for more there is evidence synthesize.",
                   "Solo están quienes aceptaron la investigación. Protege contra quien sabe las claves y "
                   "nada más; para más "
                   "está evidence synthesize."},
                  kMicrodataExample});
    to.push_back(
        {"evidence synthesize",
         "evidence.synthesize",
         Needs::kUnlocked,
         {"Make a file of invented records with differential privacy: near in its counts, and no line is a "
          "person.",
          "Hacer un archivo de registros inventados con privacidad diferencial: cercano en sus cuentas, y "
          "ninguna "
          "línea es una persona."},
         {{"FILE",
           "file",
           Type::kObjectFile,
           true,
           "",
           {"What is wanted as JSON: population, questions, epsilon, delta. - is standard input. See "
            "docs/domain/microdata.md.",
            "Lo que se pide en JSON: población, preguntas, epsilon, delta. - es la entrada estándar. Vea "
            "docs/domain/microdata.md."}},
          {"--plan",
           "only_plan",
           Type::kFlag,
           false,
           "",
           {"Say the budget, whence it comes, and the noise in percentage points; make and spend nothing.",
            "Decir el presupuesto, de dónde viene, y el ruido en puntos porcentuales; no hacer ni gastar "
            "nada."}},
          output({"The CSV file; without it amparo-invented.csv.",
                  "El archivo CSV; sin él, amparo-invented.csv."}),
          force()},
         show_synthetic,
         act_synthesize,
         {"Before it writes, it says the budget: FILE's epsilon, or 1 where FILE names none; and what the "
          "noise "
          "of one count is in percentage points. --plan says that alone. "
          "Below 1,000 records it is refused with the noise in percentage points, unless an expert gives a "
          "reason "
          "(reason_for_few), which is kept. What is spent adds up over all files of a form, and has a limit "
          "(evidence ledger).",
          "Antes de escribir dice el presupuesto: el epsilon de FILE, o 1 si FILE no nombra ninguno; y "
          "cuánto es "
          "el ruido de una cuenta en puntos porcentuales. --plan dice solo eso. "
          "Con menos de 1.000 registros se rechaza y se dice el ruido en puntos porcentuales, salvo que una "
          "persona "
          "experta dé una razón (reason_for_few), que se guarda. Lo gastado se suma en todos los archivos de "
          "un "
          "formulario, y tiene un límite (evidence ledger)."},
         kSyntheticExample});
}

Argument study_id(bool required) {
    return {"STUDY",
            "study",
            Type::kText,
            required,
            "",
            {"Its id, rec_…, as study list prints it.", "Su id, rec_…, como lo muestra study list."}};
}

void add_study_itself(std::vector<Command>& to) {
    to.push_back(
        {"study new",
         "study.new",
         Needs::kUnlocked,
         {"Start a study with an instrument: a form of yours with which people are asked.",
          "Empezar un estudio con un instrumento: un formulario propio con el que se pregunta."},
         {{"NAME", "name", Type::kText, true, "", {"Its name.", "Su nombre."}},
          {"--instrument",
           "instrument",
           Type::kText,
           true,
           "FORM",
           {"The form; add it with form add.", "El formulario; agréguelo con form add."}},
          text_option("--question", "question", "TEXT", {"What it wants to know.", "Qué quiere saber."}),
          text_option("--limits", "limits", "TEXT",
                      {"What its figures can't say; printed in every bundle of them.",
                       "Lo que sus cifras no pueden decir; va en todo paquete de ellas."}),
          {"--channel",
           "channels",
           Type::kTexts,
           false,
           "CODE",
           {"How people are found, once each: vocabulary list recruitment_channels.",
            "Cómo se encuentra a la gente, una vez cada una: vocabulary list recruitment_channels."}},
          {"--approached",
           "approached",
           Type::kInteger,
           false,
           "N",
           {"How many people were asked to take part.", "A cuántas personas se invitó."}},
          text_option("--reviewed-by", "reviewed_by", "WHO",
                      {"Who looked at its ethics.", "Quién revisó su ética."}),
          text_option("--starts", "starts", "DAY", {"From this day.", "Desde este día."}),
          text_option("--ends", "ends", "DAY", {"Until this day.", "Hasta este día."})},
         show_study_started,
         nullptr,
         {"The way: form add, study new, study interview for each, evidence define, evidence table, "
          "evidence publish. record update changes a study later.",
          "El camino: form add, study new, study interview por cada una, evidence define, evidence "
          "table, evidence publish. record update cambia un estudio después."}});
    to.push_back(
        {"study keepers",
         "study.keepers",
         Needs::kUnlocked,
         {"Who keeps the register of a study's pseudonyms; with --inside: who is to.",
          "Quién guarda el registro de seudónimos de un estudio; con --inside: quién lo guardará."},
         {study_id(true),
          {"--inside",
           "inside",
           Type::kTexts,
           false,
           "MEMBER",
           {"Each keeper from now on, once each, you among them: ids of member list.",
            "Cada quien que lo guarda desde ahora, usted también: ids de member list."}}},
         show_keepers,
         nullptr,
         {"Whoever enters somebody first keeps the register; others hold no key to it, whatever their role, "
          "and "
          "the paper kit opens it neither. Two keepers lose nothing with one passphrase. Leaving one out "
          "seals "
          "it anew.",
          "Quien anota primero a alguien guarda el registro; el resto no tiene su llave, sea cual sea su "
          "papel, "
          "y el juego de papel tampoco lo abre. Con dos no se pierde nada con una contraseña. Dejar fuera a "
          "alguien lo sella de nuevo."}});
}

void add_study_commands(std::vector<Command>& to) {
    add_study_itself(to);
    to.push_back(
        {"study interview",
         "study.interview",
         Needs::kUnlocked,
         {"Keep an interview of a study under a pseudonym.",
          "Guardar una entrevista de un estudio con un seudónimo."},
         {study_id(true),
          {"PSEUDONYM", "pseudonym", Type::kText, true, "", {"As P-07.", "Como P-07."}},
          {"FILE",
           "data",
           Type::kObjectFile,
           true,
           "",
           {"The answers to the study's instrument as JSON; - is standard input.",
            "Las respuestas al instrumento del estudio en JSON; - es la entrada estándar."}},
          {"--given-by",
           "given_by",
           Type::kText,
           true,
           "WHO",
           {"person, or advocate: who answered for the person.",
            "person, o advocate: quien respondió por la persona."},
           {"person", "advocate"}},
          text_option("--channel", "channel", "CODE",
                      {"How the person was found.", "Cómo se encontró a la persona."}),
          text_option("--day", "day", "DAY", {"Without it: today.", "Sin él: hoy."}),
          {"--research-consent",
           "research_consent",
           Type::kFlag,
           false,
           "",
           {"The person agreed that the answers are used for research.",
            "La persona aceptó que las respuestas se usen para investigar."}},
          {"--register",
           "register",
           Type::kObjectFile,
           false,
           "FILE",
           {"Who it is, for the register: {\"name\", \"reached_at\", \"person\"}.",
            "Quién es, para el registro de seudónimos: {\"name\", \"reached_at\", \"person\"}."}}},
         show_interview,
         nullptr,
         {"Without --research-consent the interview is kept and in no figure. A consent to a service is "
          "another "
          "thing and is never asked here. The register lies apart from the answers, under a key that its "
          "keepers hold (study keepers).",
          "Sin --research-consent la entrevista se guarda y no está en ninguna cifra. El consentimiento a un "
          "servicio es otra cosa y aquí no se pregunta. El registro de seudónimos está aparte de las "
          "respuestas, con una llave que tienen quienes lo guardan (study keepers)."},
         kAnswersExample});
    to.push_back({"study withdraw",
                  "study.withdraw",
                  Needs::kUnlocked,
                  {"Take an interview out of every figure made from now on; it can't be undone.",
                   "Quitar una entrevista de toda cifra que se haga desde ahora; no se puede deshacer."},
                  {{"INTERVIEW",
                    "interview",
                    Type::kText,
                    true,
                    "",
                    {"Its pseudonym, or its id, rec_….", "Su seudónimo, o su id, rec_…."}},
                   text_option("--study", "study", "ID",
                               {"Of which study, where several have the pseudonym.",
                                "De qué estudio, si varios tienen el seudónimo."})},
                  show_interview_withdrawn});
    to.push_back(
        {"study list",
         "study.list",
         Needs::kUnlocked,
         {"The studies, and how many of their interviews are counted; of one, each interview and why it "
          "is not.",
          "Los estudios, y cuántas de sus entrevistas se cuentan; de uno, cada entrevista y por qué no."},
         {study_id(false)},
         show_studies});
}

}  // namespace

void add_evidence_commands(std::vector<Command>& to) {
    to.push_back(
        {"evidence define",
         "evidence.define",
         Needs::kUnlocked,
         {"Define a population: of whom figures speak.",
          "Definir una población: de quiénes hablan las cifras."},
         {{"FILE",
           "population",
           Type::kObjectFile,
           true,
           "",
           {"The definition as JSON; - is standard input. See docs/domain/evidence.md.",
            "La definición en JSON; - es la entrada estándar. Vea docs/domain/evidence.md."}}},
         show_population,
         nullptr,
         {"A condition is {\"field\", \"is\": [codes]}, {\"field\", \"is_not\": [codes]}, "
          "{\"field\", \"answered\": true}, {\"all\": […]}, {\"any\": […]} or {\"not\": {…}}. "
          "Without where and within it is everybody of the form. The words complete \"of the N …\". "
          "Defining a name again makes a new version: those built on it (within) are stale where the "
          "question changed, are named, and are refused until they are defined again.",
          "Una condición es {\"field\", \"is\": [códigos]}, {\"field\", \"is_not\": [códigos]}, "
          "{\"field\", \"answered\": true}, {\"all\": […]}, {\"any\": […]} o {\"not\": {…}}. "
          "Sin where ni within son todas las personas del formulario. Las palabras completan \"de las N …\". "
          "Definir otra vez un nombre hace una versión nueva: las que se apoyan en ella (within) quedan "
          "desactualizadas si la pregunta cambió, se nombran, y se rechazan hasta definirlas de nuevo."},
         kPopulationExample});
    to.push_back({"evidence list",
                  "evidence.list",
                  Needs::kUnlocked,
                  {"The populations, each with its condition in words.",
                   "Las poblaciones, cada una con su condición en palabras."},
                  {in_language()},
                  show_populations,
                  act_in_language});
    to.push_back(
        {"evidence table",
         "evidence.table",
         Needs::kUnlocked,
         {"Count: every figure as n of N, with an interval and who is not counted.",
          "Contar: cada cifra como n de N, con un intervalo y quién no se cuenta."},
         table_arguments(),
         show_evidence_table,
         act_in_language,
         {"A person with several records is counted once, by the last one. Who gave no answer is in no "
          "denominator and stands beside it.",
          "Una persona con varios registros se cuenta una vez, por el último. Quien no dio respuesta no "
          "está en ningún denominador y aparece al lado."}});
    to.push_back(
        {"evidence publish",
         "evidence.publish",
         Needs::kUnlocked,
         {"Make a bundle to publish: a page with plots, CSV, JSON and metadata, in one archive.",
          "Hacer un paquete para publicar: una página con gráficos, CSV, JSON y metadatos, en un archivo."},
         {{"FILE",
           "bundle",
           Type::kObjectFile,
           true,
           "",
           {"Title, profile, limits and tables as JSON; - is standard input. See docs/domain/evidence.md.",
            "Título, perfil, límites y tablas en JSON; - es la entrada estándar. Vea "
            "docs/domain/evidence.md."}},
          {"--hold-back",
           "hold_back",
           Type::kFlag,
           false,
           "",
           {"Withhold what would give somebody away together with earlier bundles, instead of refusing.",
            "Reservar lo que, junto con paquetes anteriores, delataría a alguien, en vez de rechazarlo."}},
          in_language(),
          output({"The archive; without it amparo-bundle.zip.", "El archivo; sin él, amparo-bundle.zip."}),
          force()},
         show_bundle,
         act_publish,
         {"The profile decides what is shown: open_data (nothing below 10), research_consented (both counts "
          "and an interval always), internal (nothing below 5). What is withheld can't be worked out from "
          "what is shown, nor with what was published before. FILE may also say: rounding {\"base\", "
          "\"how\"}: "
          "every count becomes a multiple of base, which is above the profile's threshold, instead of small "
          "ones being withheld; how is random, or controlled, with which sums hold. group_agreed true: each "
          "person of a group agreed that it is spoken of, so research_consented may say what all of a group "
          "answered. drawn, in a table: how people came to be asked, as in evidence table. from, to and day "
          "in a table are its period, as there.",
          "El perfil decide qué se muestra: open_data (nada menor que 10), research_consented (siempre las "
          "dos cuentas y un intervalo), internal (nada menor que 5). Lo reservado no se puede calcular con "
          "lo "
          "que se muestra, ni con lo publicado antes. FILE puede decir también: rounding {\"base\", "
          "\"how\"}: "
          "cada cuenta pasa a ser un múltiplo de base, que es mayor que el umbral del perfil, en vez de "
          "reservar las pequeñas; how es random, o controlled, con el que las sumas cuadran. group_agreed "
          "true: cada persona de un grupo aceptó que se hable de él, y research_consented puede decir lo que "
          "respondió un grupo entero. drawn, en una tabla: cómo se llegó a preguntar, como en evidence "
          "table. "
          "from, to y day en una tabla son su periodo, como allí."},
         kBundleExample});
    to.push_back({"evidence ledger",
                  "evidence.published",
                  Needs::kUnlocked,
                  {"What was published from this vault; of one, what was entered, when and by whom.",
                   "Lo que se publicó de esta bóveda; de una, lo que se anotó, cuándo y quién."},
                  {{"PUBLICATION",
                    "publication",
                    Type::kText,
                    false,
                    "",
                    {"Its id, rec_…, as evidence ledger prints it.",
                     "Su id, rec_…, como lo muestra evidence ledger."}}},
                  show_publications});
    to.push_back(
        {"evidence policy",
         "evidence.policy",
         Needs::kUnlocked,
         {"Of how many people what leaves is at least, and ask for more.",
          "De cuántas personas es, como mínimo, lo que sale, y pedir más."},
         {{"OF",
           "of_what",
           Type::kText,
           false,
           "",
           {"open_data, internal, or records: the company of a line of a file.",
            "open_data, internal o records: la compañía de una línea de un archivo."},
           {"open_data", "internal", "records"}},
          {"--least",
           "least",
           Type::kInteger,
           false,
           "N",
           {"So many or more; not fewer than Amparo's own.", "Tantas o más; no menos que las de Amparo."}}},
         show_policy});
    to.push_back({"evidence said",
                  "evidence.said",
                  Needs::kUnlocked,
                  {"Enter into the ledger a figure that already left in a text.",
                   "Anotar en el libro una cifra que ya salió en un texto."},
                  said_arguments(),
                  show_said,
                  nullptr,
                  {"A count, a percentage, the ends of an interval, or a mean: one figure at a time. It has "
                   "to be what "
                   "the records say, as of the day. Every later bundle is held against it.",
                   "Un número, un porcentaje, los extremos de un intervalo o una media: una cifra cada vez. "
                   "Tiene que ser "
                   "lo que dicen los registros, a ese día. Todo paquete posterior se compara con ella."}});
    add_handed_on_commands(to);
    add_study_commands(to);
}

}  // namespace amparo::cli
