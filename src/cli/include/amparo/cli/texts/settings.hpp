// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What results of the vocabulary and retention commands say.
#include "amparo/cli/text.hpp"

namespace amparo::cli::texts {

inline constexpr Text kList{"List", "Lista"};
inline constexpr Text kCode{"Code", "Código"};
inline constexpr Text kCodes{"Codes", "Códigos"};
inline constexpr Text kWords{"Words", "Palabras"};
inline constexpr Text kOwnCodes{"Codes of your own", "Códigos propios"};
inline constexpr Text kMayBeAdded{"may be added", "se pueden agregar"};
inline constexpr Text kWordsOnly{"only its words may change", "solo cambian sus palabras"};
inline constexpr Text kOwnCode{"your own", "propio"};
inline constexpr Text kRetired{"not offered", "no se ofrece"};
inline constexpr Text kNoSuchList{"there is no such list", "no hay tal lista"};
inline constexpr Text kSeeVocabularyList{"see vocabulary list", "vea vocabulary list"};
inline constexpr Text kTermSet{"{} stands in {} as you say.", "{} queda en {} como usted dice."};
inline constexpr Text kLookedAtAfter{"Looked at again after", "Se vuelve a ver después de"};
inline constexpr Text kMonths{"{} months", "{} meses"};
inline constexpr Text kOneMonth{"1 month", "1 mes"};
inline constexpr Text kNever{"never", "nunca"};
inline constexpr Text kPeriodSet{"The review period of {} is set. Nothing was erased.",
                                 "Quedó fijado el plazo de revisión de {}. No se borró nada."};
inline constexpr Text kProposalOnly{
    "A proposal, not read by an attorney: the law of each state differs. Nothing is erased by a period.",
    "Una propuesta que ninguna abogada ni abogado ha leído: el derecho de cada estado difiere. Un plazo no "
    "borra nada."};
inline constexpr Text kAfter{"After", "Según"};
inline constexpr Text kYouSet{"Set here", "Fijado aquí"};
inline constexpr Text kTaken{"Periods set: {}. What somebody had decided stays.",
                             "Plazos fijados: {}. Lo que alguien ya decidió queda."};
inline constexpr Text kDue{"Due", "Vence"};
inline constexpr Text kNothingDue{"No record is past its review date.",
                                  "Ningún registro pasó su fecha de revisión."};
inline constexpr Text kKeepOrErase{"Decide about each:", "Decida sobre cada uno:"};
inline constexpr Text kKeptTill{"Kept until {}: then it is looked at again.",
                                "Se conserva hasta el {}: entonces se vuelve a ver."};
inline constexpr Text kKept{"Kept; its review period begins anew.",
                            "Se conserva; su plazo de revisión empieza de nuevo."};

}  // namespace amparo::cli::texts
