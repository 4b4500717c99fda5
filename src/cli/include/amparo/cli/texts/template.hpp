// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What results of the commands about templates say.
#include "amparo/cli/text.hpp"

namespace amparo::cli::texts {

inline constexpr Text kTemplatePlace{"Place", "Hueco"};
inline constexpr Text kPlaceWords{"Words", "Palabras"};
inline constexpr Text kPlaceFrom{"From", "De dónde"};
inline constexpr Text kPlaceMeaning{"What it says", "Qué dice"};
inline constexpr Text kPlaceLine{"Line", "Línea"};
inline constexpr Text kTemplate{"Template", "Plantilla"};
inline constexpr Text kSample{"Comes with the program", "Viene con el programa"};
inline constexpr Text kNoPlaces{"It has no place.", "No tiene ningún hueco."};
inline constexpr Text kNearestIs{"there is no such place; did you mean {}?",
                                 "no hay tal hueco; ¿quiso decir {}?"};
inline constexpr Text kAskedEachTime{"typed by hand each time", "se escribe a mano cada vez"};
inline constexpr Text kTypedByHand{"typed by hand", "escrito a mano"};
inline constexpr Text kLeftBlank{"left blank", "en blanco"};
inline constexpr Text kOfTheMatter{"of a matter only", "solo de un asunto"};
inline constexpr Text kAList{"a list: its line is there once for each",
                             "una lista: su línea aparece una vez por cada uno"};
inline constexpr Text kAskedNames{
    "A place {}… with words of your own is typed by hand each time: {}what_it_costs.",
    "Un hueco {}… con palabras suyas se escribe a mano cada vez: {}what_it_costs."};
inline constexpr Text kPlacesMissing{
    "Places without an answer: {}. Type them with --set, or leave them blank with --leave-blank.",
    "Huecos sin respuesta: {}. Escríbalos con --set o déjelos en blanco con --leave-blank."};
inline constexpr Text kNothingMissing{"Every place has its words.", "Cada hueco tiene sus palabras."};
inline constexpr Text kFilledFrom{"Filled from:", "Se llenó con:"};
inline constexpr Text kNowOtherwise{"the record says something else by now", "el registro ya dice otra cosa"};
inline constexpr Text kStaleCount{"Places that the record answers otherwise by now: {}",
                                  "Huecos a los que el registro ya responde otra cosa: {}"};

inline constexpr Text kPlaceNotRecorded{"nothing is recorded", "no hay nada registrado"};
inline constexpr Text kPlaceNotAsked{"not asked", "no se preguntó"};
inline constexpr Text kPlaceDeclined{"declined to say", "no quiso decirlo"};
inline constexpr Text kPlaceUnknown{"not known", "no se sabe"};
inline constexpr Text kPlaceSealed{"sealed to you", "sellado para usted"};
inline constexpr Text kPlaceErased{"erased", "borrado"};
inline constexpr Text kPlaceConflict{"in conflict: settle it first", "en conflicto: resuélvalo primero"};
inline constexpr Text kPlaceSomeMissing{"missing in some of the list", "falta en parte de la lista"};
inline constexpr Text kPlaceTooMany{"the list is too long", "la lista es demasiado larga"};
inline constexpr Text kPlaceByHand{"to be typed by hand", "hay que escribirlo a mano"};
inline constexpr Text kPlaceNeedsMatter{"only where a document of a matter is made",
                                        "solo donde se hace un documento de un asunto"};

}  // namespace amparo::cli::texts
