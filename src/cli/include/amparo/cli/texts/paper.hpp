// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the commands say that redact and join documents.
#include "amparo/cli/text.hpp"

namespace amparo::cli::texts {

inline constexpr Text kNotAnArea{"an area is PAGE:LEFT,TOP,RIGHT,BOTTOM, as 2:72,90,300,110",
                                 "un área es PÁGINA:IZQUIERDA,ARRIBA,DERECHA,ABAJO, como 2:72,90,300,110"};
inline constexpr Text kNoMarksInFile{"this file has no list \"marks\"",
                                     "este archivo no tiene una lista \"marks\""};
inline constexpr Text kNothingMarked{"say what is to be made unreadable: --phrase, --kind, --area or --marks",
                                     "diga qué debe quedar ilegible: --phrase, --kind, --area o --marks"};
inline constexpr Text kHits{"Would be made unreadable: {}", "Quedaría ilegible: {}"};
inline constexpr Text kHitLine{"page {}, mark {}: {} [{}] {}", "página {}, marca {}: {} [{}] {}"};
inline constexpr Text kNotFound{"Mark {} was not found.", "La marca {} no se encontró."};
inline constexpr Text kInsideOthers{
    "Mark {} was not found as whole words; inside longer ones: {} (write it with *).",
    "La marca {} no se encontró como palabras enteras; dentro de otras más largas: {} "
    "(escríbala con *)."};
inline constexpr Text kNoWords{"Page {} is a picture: words can't be found there, mark areas.",
                               "La página {} es una imagen: ahí no se pueden buscar palabras, marque áreas."};
inline constexpr Text kRedactedLine{"{}: {} ×, on pages {}", "{}: {} ×, en las páginas {}"};
inline constexpr Text kPacketPages{"Pages", "Páginas"};
inline constexpr Text kExhibitLine{"{}  page {}  {}", "{}  página {}  {}"};
inline constexpr Text kNewerVersion{"Exhibit {} has a newer version: {}",
                                    "El anexo {} tiene una versión más nueva: {}"};

}  // namespace amparo::cli::texts
