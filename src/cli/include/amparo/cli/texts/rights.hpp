// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What is said of holds, reviews, and a person who is forgotten.
#include "amparo/cli/text.hpp"

namespace amparo::cli::texts {

inline constexpr Text kReviewOn{"Looked at again", "Se vuelve a ver"};
inline constexpr Text kKeptUntil{"Kept until", "Se conserva hasta"};
inline constexpr Text kHeldSince{"A legal hold since {} by {} stops its erasure: {}",
                                 "Una retención legal desde {} por {} impide borrarlo: {}"};
inline constexpr Text kErasureStopped{"It could not be done now: {}", "Ahora no se podría: {}"};
inline constexpr Text kHoldLapsed{"Hold ran out", "La reserva venció"};
inline constexpr Text kWouldBeErased{"Nothing was erased. This would be:", "No se borró nada. Se borraría:"};
inline constexpr Text kForgotten{"Erased:", "Borrado:"};
inline constexpr Text kDraftsToo{"your drafts: {}", "sus borradores: {}"};
inline constexpr Text kReleasesEnded{"Releases that end: {}", "Autorizaciones que terminan: {}"};
inline constexpr Text kPartsNotHeld{"what may lie in parts that your role does not hold: {}",
                                    "lo que haya en partes que su papel no tiene: {}"};
inline constexpr Text kBackupHoldsIt{"the back-up of {} still holds it: {}",
                                     "el respaldo del {} todavía lo contiene: {}"};
inline constexpr Text kAccountStays{
    "that these records existed, their kind, and that they were erased, when, by whom and on which basis",
    "que estos registros existieron, su clase, y que se borraron, cuándo, quién y por qué"};
inline constexpr Text kLeavesOn{"Leaves", "Se va"};
inline constexpr Text kMustLeaveBy{"Must leave by", "Debe irse antes del"};
inline constexpr Text kInTwoStays{"They are in two stays at once.", "Está en dos estancias a la vez."};
inline constexpr Text kCompanionIn{"With the stay of {}: {}", "Acompaña en la estancia de {}: {}"};
inline constexpr Text kBusy{"Busy", "Ocupado"};
inline constexpr Text kAwayNights{"Away", "Fuera"};
inline constexpr Text kLeavesThen{"until {}", "hasta el {}"};
inline constexpr Text kNightEnds{
    "The night ends at six in the morning of {}: who comes or leaves before that is counted to it.",
    "La noche termina a las seis de la mañana del {}: quien llega o se va antes cuenta para ella."};
inline constexpr Text kPeopleAsked{"People, each counted once", "Personas, una vez cada una"};
inline constexpr Text kNobodyNamed{"Requests that name nobody", "Solicitudes sin nombre"};
inline constexpr Text kPeopleTurnedAway{"People who could not be housed, once each",
                                        "Personas que no se pudo alojar, una vez"};
inline constexpr Text kTaskFor{"To do: {}", "Por hacer: {}"};
inline constexpr Text kTasksDue{"Tasks that are due: {}", "Tareas que vencen: {}"};
inline constexpr Text kStillToSee{"still to be seen to", "todavía por atender"};
inline constexpr Text kLeftUnder{"Under what", "Con qué base"};
inline constexpr Text kWhatLeft{"What left", "Qué salió"};

}  // namespace amparo::cli::texts
