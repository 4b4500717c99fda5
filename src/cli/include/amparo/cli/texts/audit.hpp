// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// About reports and their figures.
#include "amparo/cli/text.hpp"

namespace amparo::cli::texts {

inline constexpr Text kReportEmpty{"{} is empty", "{} está vacío"};
inline constexpr Text kReportBinary{"{} is no text, HTML, DOCX or PDF", "{} no es texto, HTML, DOCX ni PDF"};
inline constexpr Text kReportNotUtf8{"{} is not in UTF-8", "{} no está en UTF-8"};
inline constexpr Text kReportUtf16{"{} is in UTF-16", "{} está en UTF-16"};
inline constexpr Text kSaveAsUtf8{"save it as UTF-8 and do it again",
                                  "guárdelo como UTF-8 y hágalo de nuevo"};
inline constexpr Text kReportOldWord{"{} is an old or an encrypted Word file",
                                     "{} es un archivo de Word antiguo o cifrado"};
inline constexpr Text kSaveAsDocx{"save it as .docx without a password",
                                  "guárdelo como .docx sin contraseña"};
inline constexpr Text kReportOtherZip{"{} holds no Word document", "{} no contiene un documento de Word"};
inline constexpr Text kReportEncrypted{"{} is encrypted", "{} está cifrado"};
inline constexpr Text kSaveOpen{"save a copy without a password", "guarde una copia sin contraseña"};
inline constexpr Text kReportNoText{"{} has no text in it; it may be a scan",
                                    "{} no tiene texto; puede ser un escaneo"};
inline constexpr Text kRecognise{"have its words recognised (OCR) first",
                                 "reconozca antes sus palabras (OCR)"};
inline constexpr Text kReportDamaged{"{} is damaged", "{} está dañado"};
inline constexpr Text kReportTooLarge{"{} is too large", "{} es demasiado grande"};
inline constexpr Text kAuditAsText{"a plain text may be of any size, without --html",
                                   "un texto simple puede ser de cualquier tamaño, sin --html"};
inline constexpr Text kIsAudited{"{} is itself the report to audit", "{} es el mismo informe que se revisa"};
inline constexpr Text kNameAnother{"name another file for the marked copy",
                                   "dé otro nombre a la copia marcada"};

inline constexpr Text kNoClaims{"No claim of a proportion was found.",
                                "No se encontró ninguna afirmación de una proporción."};
inline constexpr Text kAuditWhere{"Line", "Línea"};
inline constexpr Text kAuditWords{"Words", "Palabras"};
inline constexpr Text kAuditRead{"Read as", "Leído como"};
inline constexpr Text kAuditVerdict{"Verdict", "Veredicto"};
inline constexpr Text kAuditWhy{"Why", "Por qué"};
inline constexpr Text kAuditPage{"p. {}, ", "p. {}, "};
inline constexpr Text kPartOf{"{} of {}", "{} de {}"};
inline constexpr Text kPartOnly{"n = {}", "n = {}"};
inline constexpr Text kWholeOnly{"of {}", "de {}"};
inline constexpr Text kAllConsistent{"Claims: {}, all consistent.", "Afirmaciones: {}, todas coherentes."};
inline constexpr Text kNotConsistent{
    "Claims: {}. Consistent {}, truncated {}, inconsistent {}, impossible {}.",
    "Afirmaciones: {}. Coherentes {}, truncadas {}, incoherentes {}, imposibles {}."};
inline constexpr Text kNoneCompared{
    "No two of them could be held against each other, only each against its own counts.",
    "Ninguna se pudo comparar con otra, solo cada una con sus propias cifras."};
inline constexpr Text kHeldTogether{"Pairs held against each other: {}.", "Pares comparados entre sí: {}."};
inline constexpr Text kNotListed{"{} of them are counted but not listed.",
                                 "{} de ellas están contadas, pero no listadas."};
inline constexpr Text kWeighted{
    "The report says that its percentages are weighted: {} that don't follow from the counts beside them may "
    "follow "
    "from the weights.",
    "El informe dice que sus porcentajes están ponderados: {} que no salen de las cifras de al lado pueden "
    "salir de la "
    "ponderación."};
inline constexpr Text kAcross{"Across claims:", "Entre afirmaciones:"};
inline constexpr Text kFollows{"Every percentage follows from its counts by: {}.",
                               "Todo porcentaje sale de sus cifras por: {}."};
inline constexpr Text kFollowsNone{"No one rounding rule gives every percentage.",
                                   "Ninguna regla de redondeo da todos los porcentajes."};
inline constexpr Text kHalfUp{"rounding half up", "redondeo de la mitad hacia arriba"};
inline constexpr Text kHalfEven{"rounding half to even", "redondeo de la mitad al par"};
inline constexpr Text kRoundUp{"rounding up", "redondeo hacia arriba"};
inline constexpr Text kTruncation{"cutting digits off", "corte de decimales"};
inline constexpr Text kPower{
    "Power: of {} percentages that could be printed, {} can come of {} people. One that was made up, without "
    "counts beside it, passes unseen in {} of {} cases; with its counts beside it, none does.",
    "Potencia: de {} porcentajes que podrían imprimirse, {} pueden salir de {} personas. Uno inventado, sin "
    "sus cifras al lado, pasa sin ser visto en {} de {} casos; con sus cifras al lado, ninguno."};
inline constexpr Text kAuditTitle{"Audit of a report", "Revisión de un informe"};
inline constexpr Text kPageWritten{"The marked copy is in {}.", "La copia marcada está en {}."};

inline constexpr Text kNotAPercentage{"{} is no percentage such as 38 or 38.1",
                                      "{} no es un porcentaje como 38 o 38,1"};
inline constexpr Text kClosureCounts{"Of {} they can be: {}.", "De {} pueden ser: {}."};
inline constexpr Text kClosureNoCounts{"No whole numbers of {} print so.",
                                       "Ningún número entero de {} se imprime así."};
inline constexpr Text kSmallest{"The smallest total that explains them: {}.",
                                "El menor total que los explica: {}."};
inline constexpr Text kAllTotals{"All totals up to {}: {}.", "Todos los totales hasta {}: {}."};
inline constexpr Text kNoTotal{"No total up to {} explains them.", "Ningún total hasta {} los explica."};

inline constexpr Text kIntervalMethod{"Method", "Método"};
inline constexpr Text kIntervalCounts{"Gives it for", "Lo da para"};
inline constexpr Text kAndMore{", and {} more", " y {} más"};
inline constexpr Text kIntervalUpTo{
    "All n up to {} were looked at. Which it was, a printed interval can't say.",
    "Se miraron todos los n hasta {}. Cuál fue, un intervalo impreso no lo dice."};
inline constexpr Text kIntervalOf{"Only n = {} was looked at.", "Solo se miró n = {}."};
inline constexpr Text kNoMethod{"No method gives this interval for any n up to {}.",
                                "Ningún método da este intervalo para un n hasta {}."};
inline constexpr Text kNoMethodOf{"No method gives this interval for n = {}.",
                                  "Ningún método da este intervalo para n = {}."};
inline constexpr Text kNotAMean{"{} is no figure such as 3.48, with at most four decimals",
                                "{} no es una cifra como 3,48, con cuatro decimales como máximo"};
inline constexpr Text kNoSpreadOfOne{"one person has no standard deviation",
                                     "una sola persona no tiene desviación estándar"};
inline constexpr Text kMeanCanBe{"{} can be the mean of whole numbers from {} people.",
                                 "{} puede ser la media de números enteros de {} personas."};
inline constexpr Text kMeanCannotBe{"{} can't be the mean of whole numbers from {} people.",
                                    "{} no puede ser la media de números enteros de {} personas."};
inline constexpr Text kSpreadCanBe{"{} can be their standard deviation.",
                                   "{} puede ser su desviación estándar."};
inline constexpr Text kSpreadCannotBe{
    "{} can't be their standard deviation: no whole numbers have it together with this mean.",
    "{} no puede ser su desviación estándar: no hay números enteros que la tengan junto con esta media."};

}  // namespace amparo::cli::texts
