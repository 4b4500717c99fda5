// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What results of the legal commands say.
#include "amparo/cli/text.hpp"

namespace amparo::cli::texts {

inline constexpr Text kCite{"Citation", "Cita"};
inline constexpr Text kAsOf{"Text as of", "Texto de"};
inline constexpr Text kConfirmed{"Confirmed", "Confirmado"};
inline constexpr Text kRule{"Rule", "Regla"};
inline constexpr Text kConfirmedBy{"confirmed on {} by {}", "confirmada el {} por {}"};
inline constexpr Text kByNoAttorneyYet{"by no attorney yet", "por nadie con título todavía"};
inline constexpr Text kCountedSo{"Counted so:", "Se cuenta así:"};
inline constexpr Text kCounted{"As counted", "Según la cuenta"};
inline constexpr Text kWhen{"When", "Cuándo"};
inline constexpr Text kDone{"done", "hecho"};
inline constexpr Text kDueToday{"today", "hoy"};
inline constexpr Text kDaysOver{"{} days over", "vencido hace {} días"};
inline constexpr Text kDaysLeft{"in {} days", "en {} días"};
inline constexpr Text kNotAdvice{
    "Information, not advice: an attorney confirms each date.",
    "Información, no asesoría: cada fecha la confirma una abogada o un abogado."};
inline constexpr Text kPresenceKept{
    "Absences: the longest {} days, {} together. They don't break the stay by this rule.",
    "Ausencias: la más larga de {} días, {} en total. Según esta norma no interrumpen la estancia."};
inline constexpr Text kPresenceBroken{
    "Absences: the longest {} days, {} together. By this rule they break the stay.",
    "Ausencias: la más larga de {} días, {} en total. Según esta norma interrumpen la estancia."};
inline constexpr Text kConvention{"Partly a convention: the law leaves open how this is counted.",
                                  "En parte es una convención: la ley no dice cómo se cuenta esto."};
inline constexpr Text kExceptions{"Ask about exceptions:", "Pregunte por las excepciones:"};
inline constexpr Text kRuleChanged{
    "The rule changed: {} was kept, it counts {} now. To take it: amparo deadline change {} --take",
    "La norma cambió: se guardó {}, ahora cuenta {}. Para tomarla: amparo deadline change {} --take"};
inline constexpr Text kNothingOfThisLaw{"nothing is known here of this jurisdiction",
                                        "aquí no se conoce nada de esta jurisdicción"};
inline constexpr Text kLawsKnown{"known: {}", "se conocen: {}"};
inline constexpr Text kNoDeadlines{"There is no deadline.", "No hay plazos."};

}  // namespace amparo::cli::texts
