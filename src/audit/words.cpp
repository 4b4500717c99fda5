// SPDX-License-Identifier: AGPL-3.0-or-later
#include "words.hpp"

#include "amparo/base/check.hpp"

#include "utf8.hpp"

#include <array>
#include <cstddef>

namespace amparo::audit {
namespace {

struct Row {
    Role role;
    std::uint16_t value;
    std::string_view words;  ///< Parted by spaces.
};

using enum Role;

constexpr std::array kRows{
    Row{kUnit, 0, "zero cero zéro"},
    Row{kUnit, 1, "one uno una un une"},
    Row{kUnit, 2, "two dos deux"},
    Row{kUnit, 3, "three tres trois"},
    Row{kUnit, 4, "four cuatro quatre"},
    Row{kUnit, 5, "five cinco cinq"},
    Row{kUnit, 6, "six seis"},
    Row{kUnit, 7, "seven siete sept"},
    Row{kUnit, 8, "eight ocho huit"},
    Row{kUnit, 9, "nine nueve neuf"},
    Row{kTeen, 10, "ten diez dix"},
    Row{kTeen, 11, "eleven once onze"},
    Row{kTeen, 12, "twelve doce douze"},
    Row{kTeen, 13, "thirteen trece treize"},
    Row{kTeen, 14, "fourteen catorce quatorze"},
    Row{kTeen, 15, "fifteen quince quinze"},
    Row{kTeen, 16, "sixteen dieciseis seize"},
    Row{kTeen, 17, "seventeen diecisiete"},
    Row{kTeen, 18, "eighteen dieciocho"},
    Row{kTeen, 19, "nineteen diecinueve"},
    Row{kTeen, 21, "veintiuno veintiun veintiuna"},
    Row{kTeen, 22, "veintidos"},
    Row{kTeen, 23, "veintitres"},
    Row{kTeen, 24, "veinticuatro"},
    Row{kTeen, 25, "veinticinco"},
    Row{kTeen, 26, "veintiseis"},
    Row{kTeen, 27, "veintisiete"},
    Row{kTeen, 28, "veintiocho"},
    Row{kTeen, 29, "veintinueve"},
    Row{kTens, 20, "twenty veinte vingt vingts"},
    Row{kTens, 30, "thirty treinta trente"},
    Row{kTens, 40, "forty cuarenta quarante"},
    Row{kTens, 50, "fifty cincuenta cinquante"},
    Row{kTens, 60, "sixty sesenta soixante"},
    Row{kTens, 70, "seventy setenta septante"},
    Row{kTens, 80, "eighty ochenta octante huitante"},
    Row{kTens, 90, "ninety noventa nonante"},
    Row{kHundreds, 100, "cien ciento"},
    Row{kHundreds, 200, "doscientos doscientas"},
    Row{kHundreds, 300, "trescientos trescientas"},
    Row{kHundreds, 400, "cuatrocientos cuatrocientas"},
    Row{kHundreds, 500, "quinientos quinientas"},
    Row{kHundreds, 600, "seiscientos seiscientas"},
    Row{kHundreds, 700, "setecientos setecientas"},
    Row{kHundreds, 800, "ochocientos ochocientas"},
    Row{kHundreds, 900, "novecientos novecientas"},
    Row{kHundred, 100, "hundred cent cents"},
    Row{kThousand, 1000, "thousand mil mille"},
    Row{kAnd, 0, "and y et"},
    Row{kPercent, 0, "percent pct porciento"},
    Row{kPer, 0, "per por pour"},
    Row{kCent, 0, "cent ciento cien"},
    Row{kOf, 0, "of de sur d des parmi entre"},
    Row{kOut, 0, "out"},
    Row{kIn, 0, "in"},
    Row{kArticle, 0,
        "the all our its those these las los les el la le l ces nos estas estos nuestras nuestros "
        "toutes tous todas todos total a un une ellas them sus"},
    Row{kEvery, 0, "every cada chaque each"},
    Row{kHalf, 2, "half mitad moitié halves"},
    Row{kOrdinal, 3, "third thirds tercio tercios tercera terceras tiers"},
    Row{kOrdinal, 4, "quarter quarters fourth fourths cuarto cuartos cuarta cuartas quart quarts"},
    Row{kOrdinal, 5, "fifth fifths quinto quintos quinta quintas cinquième cinquièmes"},
    Row{kOrdinal, 6, "sixth sixths sexto sextos sexta sextas sixième sixièmes"},
    Row{kOrdinal, 7, "seventh sevenths septimo septimos septima septimas septième septièmes"},
    Row{kOrdinal, 8, "eighth eighths octavo octavos octava octavas huitième huitièmes"},
    Row{kOrdinal, 9, "ninth ninths noveno novenos novena novenas neuvième neuvièmes"},
    Row{kOrdinal, 10, "tenth tenths decimo decimos decima decimas dixième dixièmes"},
    Row{kPartNoun, 0, "parte partes"},
    Row{kAll, 0, "all every everyone everybody todas todos toutes tous todo"},
    Row{kNone, 0, "none nobody ninguna ninguno aucune aucun nadie"},
    Row{kMost, 0, "most majority mayoria plupart majorité"},
    Row{kAbout, 0,
        "about around roughly approximately approx circa some aproximadamente unos unas alrededor torno "
        "environ quelque approximativement aprox env"},
    Row{kOver, 0, "over above more exceeding mas plus excess"},
    Row{kUnder, 0, "under below less fewer menos moins"},
    Row{kNearly, 0, "nearly almost close casi cerca presque près shy pres"},
    Row{kLeast, 0, "least minimum"},
    Row{kUpTo, 0, "up maximum hasta jusqu jusque"},
    Row{kNot, 0, "not no pas ne"},
    Row{kHedgeLink, 0,
        "than to de del du of a d just only slightly well little bit poco algo solo un peu the el la les le "
        "l "
        "los las an in at que en légèrement apenas full un"},
    Row{kPerson, 0,
        "people persons person women men woman man respondents participants interviewees clients cases "
        "workers "
        "children families households survivors callers calls interviews members referrals beds stays nights "
        "residents tenants mothers fathers migrants asylum-seekers refugees citizens applicants youth girls "
        "boys "
        "volunteers partners organisations organizations agencies providers services shelters visits "
        "visitors "
        "contacts requests appointments answers students guests neighbours neighbors patients users staff "
        "personas mujeres hombres encuestadas encuestados entrevistadas entrevistados participantes casos "
        "trabajadoras trabajadores familias hogares sobrevivientes llamadas entrevistas residentes madres "
        "padres "
        "migrantes usuarias usuarios solicitudes derivaciones camas noches voluntarias voluntarios "
        "organizaciones "
        "servicios visitas respuestas jovenes consultas "
        "personnes femmes hommes répondantes répondants participantes participants cas travailleuses "
        "travailleurs "
        "enfants familles ménages appels entretiens membres mères pères migrantes demandes nuits lits "
        "usagères "
        "usagers bénévoles associations visites réponses jeunes niños niñas filles"},
    Row{kMoney, 0,
        "pay wage wages earnings income salary salaries rent fee fees price prices cost costs money debt "
        "debts "
        "interest commission tips discount tax taxes cut share profit profits budget revenue funding funds "
        "spending "
        "hours time expenses donations expenditure deposit "
        "salario salarios sueldo sueldos ingresos renta alquiler precio precios costo costos coste costes "
        "dinero "
        "deuda deudas interes comision propinas descuento impuesto impuestos ganancias presupuesto fondos "
        "gastos "
        "horas tiempo donaciones pago pagos cuota cuotas "
        "salaire salaires revenu revenus loyer loyers prix coût coûts argent dette dettes intérêts "
        "commission "
        "pourboires remise impôt impôts bénéfices budget fonds dépenses heures temps dons frais"},
    Row{kChange, 0,
        "by increase increased increases decrease decreased rose rise rises fell fall falls grew growth "
        "dropped drop "
        "declined decline reduction reduced higher lower faster improved widened narrowed expanded shortened "
        "lowered slowed jumped climbed slipped shrank doubled "
        "aumento crecio bajo subio disminuyo reduccion descenso crecimiento incremento mayor menor "
        "aumentaron "
        "bajaron hausse baisse augmenté diminué augmentation diminution progression recul croissance"},
    Row{kChangeNoun, 0,
        "increase decrease rise fall drop decline reduction growth higher lower faster more less fewer "
        "aumento reduccion descenso crecimiento incremento mayor menor mas menos hausse baisse "
        "augmentation diminution progression recul croissance"},
    Row{kTowards, 0, "to al hasta à at"},
    Row{kBetween, 0, "between entre"},
    Row{kInterval, 0, "ci interval ic intervalo intervalle cl"},
    Row{kConfidence, 0, "confidence credible confianza confiance"},
    Row{kLevel, 0, "level levels limit limits bound bounds nivel niveles limites niveau niveaux bornes"},
    Row{kPoint, 0, "point points puntos punto pp"},
    Row{kRespectively, 0, "respectively respectivamente respectivement"},
    Row{kPage, 0,
        "page pages pagina paginas pag p pp table tables tabla tablas tableau tableaux figure figures figura "
        "figuras fig question questions pregunta chapter capitulo chapitre section seccion annex anexo "
        "annexe note nota appendix step paso étape volume article"},
    Row{kConnector, 0,
        "or ie i e o ou soit that is es decir sea namely equal equals representing equivalent a saber "
        "représentant viz this"},
    Row{kRest, 0, "rest remainder remaining resto restante restantes reste restants demas"},
    Row{kVague, 0,
        "some several few many others algunas algunos varias varios otras otros pocas certaines certains "
        "quelques plusieurs autres"},
    Row{kMakeUp, 0,
        "make makes made add adds added sum sums suman sumando forman componen constituyen forment "
        "constituent composent totalisent"},
    Row{kSum, 0, "sum sums summing suma suman sumando somme sommes"},
    Row{kNotHalf, 0,
        "first second latter former other last early later primera segunda otra ultima première seconde "
        "deuxième dernière autre hour an"},
    Row{kVerb, 0,
        "were was are is had have has said say says told reported came come sent send went worked work live "
        "lived did do asked found left stayed knew know wanted want needed need received got "
        "eran era son fueron tenian tenia tienen dijeron dijo contaron llegaron enviaron envian fue vive "
        "viven vivian trabajaban trabajan pidieron recibieron quieren querian estaban estan "
        "étaient était sont avaient avait ont disent ont vivaient vivent travaillaient"},
    Row{kSize, 0, "n"},
    Row{kMean, 0, "mean average averaged media medio promedio moyenne moyen"},
    Row{kQualifier, 0,
        "who whose whom those among answered asked replied with without aged remaining other others only "
        "excluding "
        "including not neither whether where when if after before since during in at from that which "
        "que quienes cuyas cuyos con sin entre solo excluyendo incluyendo no ni donde cuando si despues "
        "antes desde "
        "durante en otras otros restantes respondieron contestaron "
        "qui dont avec sans parmi seulement hors pas où quand après avant depuis pendant dans autres répondu "
        "ayant"},
    Row{kCountedThing, 0,
        "children visits times calls jobs employers people nights contacts needs services score "
        "rating rated hijos hijas visitas veces llamadas empleos noches puntuacion calificacion "
        "enfants visites fois appels emplois nuits note"},
    Row{kExcept, 0, "but except save salvo menos excepto sauf"},
    Row{kMultiple, 0, "multiple several varias multiples multiple plusieurs"},
    Row{kTotal, 0, "total totals altogether ensemble conjunto"},
    Row{kSpan, 0,
        "day days week weeks month months year years hour hours minute minutes dia dias semana semanas mes "
        "meses "
        "año años hora horas jour jours semaine semaines mois an ans année années heure heures"},
    Row{kNoShare, 0,
        "power significance alpha target targets threshold goal sensitivity specificity kappa "
        "potencia significacion meta objetivo umbral sensibilidad especificidad "
        "puissance signification objectif cible seuil sensibilité spécificité"},
    Row{kWeighted, 0,
        "weighted weighting weights reweighted ponderado ponderada ponderados ponderadas ponderacion pondéré "
        "pondérée "
        "pondérés pondérées pondération redressé redressés redressement"},
    Row{kFigures, 0,
        "percentage percentages percents shares proportions estimates results figures data porcentaje "
        "porcentajes "
        "proporciones estimaciones resultados cifras datos pourcentage pourcentages parts estimations "
        "résultats "
        "chiffres données"},
    Row{kAbbreviation, 0,
        "approx vs etc no dr mr mrs ms st fig figs p pp art num aprox env cf ee uu jr sr co inc sra dra "
        "mme incl excl resp ca ed eds vol nr pag"},
};

constexpr std::size_t kSlots = 4096;
constexpr std::size_t kWordsMax = 1400;

constexpr std::uint32_t hash(std::string_view word) noexcept {
    std::uint32_t h = 2166136261U;
    for (char const c : word) h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
    return h;
}

FoldedWord fold(std::string_view word) noexcept {
    FoldedWord out;
    for (std::size_t at = 0; at < word.size();) {
        Letter const letter = letter_at(word, at);
        if (letter.bytes == 1)
            out.add(word[at]);
        else
            out.add(letter.value);
        at += letter.bytes;
    }
    return out;
}

struct Table {
    std::array<FoldedWord, kWordsMax> words{};
    std::array<Word, kWordsMax> meanings{};
    std::array<std::uint16_t, kSlots> slots{};  ///< Index + 1; 0: free.
    std::size_t size = 0;

    void add(std::string_view written, Row const& row) {
        FoldedWord const word = fold(written);
        AMPARO_CHECK(!word.view().empty());
        std::size_t slot = hash(word.view()) % kSlots;
        while (slots[slot] != 0 && words[slots[slot] - 1U].view() != word.view()) slot = (slot + 1) % kSlots;
        if (slots[slot] == 0) {
            words[size] = word;
            slots[slot] = static_cast<std::uint16_t>(++size);
        }
        Word& meaning = meanings[slots[slot] - 1U];
        meaning.roles |= std::uint64_t{1} << static_cast<unsigned>(row.role);
        if (row.role == kOrdinal || row.role == kHalf)
            meaning.unit_value = row.value;
        else if (row.value != 0)
            meaning.value = row.value;
    }

    Table() {
        for (Row const& row : kRows) {
            std::string_view rest = row.words;
            while (!rest.empty()) {
                std::size_t const space = rest.find(' ');
                std::string_view const word = rest.substr(0, space);
                if (!word.empty()) add(word, row);
                rest = space == std::string_view::npos ? std::string_view{} : rest.substr(space + 1);
            }
        }
    }
};

}  // namespace

Word const* find_word(std::string_view folded) noexcept {
    static Table const table;
    std::size_t slot = hash(folded) % kSlots;
    while (table.slots[slot] != 0) {
        std::size_t const index = table.slots[slot] - 1U;
        if (table.words[index].view() == folded) return &table.meanings[index];
        slot = (slot + 1) % kSlots;
    }
    return nullptr;
}

}  // namespace amparo::audit
