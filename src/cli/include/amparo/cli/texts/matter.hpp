// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What results of the commands about matters say.
#include "amparo/cli/text.hpp"

namespace amparo::cli::texts {

inline constexpr Text kNobodyMet{
    "Nobody is a party of another client's matter, as far as this vault knows. "
    "Matters for the person asked about are left out.",
    "Nadie es parte del asunto de otra persona, según lo que sabe esta bóveda. "
    "Los asuntos de la persona misma no se miran."};
inline constexpr Text kMet{"Somebody is a party of another matter:", "Alguien es parte de otro asunto:"};
inline constexpr Text kAsk{"{}: ask {}", "{}: pregunte a {}"};
inline constexpr Text kToClear{"To go on all the same: amparo matter clear {} --reason TEXT",
                               "Para seguir de todos modos: amparo matter clear {} --reason TEXTO"};
inline constexpr Text kCleared{"Cleared by", "Lo permitió"};
inline constexpr Text kCheck{"Check", "Revisión"};
inline constexpr Text kNumber{"Number", "Número"};
inline constexpr Text kArea{"Area", "Materia"};
inline constexpr Text kOpenedOn{"Opened", "Abierto"};
inline constexpr Text kClosedOn{"Closed", "Cerrado"};
inline constexpr Text kOutcome{"Outcome", "Resultado"};
inline constexpr Text kClosingCode{"Closing code", "Código de cierre"};
inline constexpr Text kResponsible{"Answers for it", "Responde"};
inline constexpr Text kInside{"Inside the wall", "Dentro del muro"};
inline constexpr Text kParties{"Parties:", "Partes:"};
inline constexpr Text kJurisdiction{"Jurisdiction", "Jurisdicción"};
inline constexpr Text kCourtDates{"Court dates:", "Fechas en tribunal:"};
inline constexpr Text kDeadlines{"Deadlines:", "Plazos:"};
inline constexpr Text kDocuments{"Documents:", "Documentos:"};
inline constexpr Text kNoMatters{"There is no open matter.", "No hay asuntos abiertos."};
inline constexpr Text kBehindWalls{"Behind walls or sealed to you: {}",
                                   "Detrás de muros o sellados para usted: {}"};
inline constexpr Text kSealedAnew{
    "Everything of it was sealed anew. Whoever read it before, or has an older copy of the file, still can.",
    "Todo se selló de nuevo. Quien ya lo leyó, o tiene una copia anterior del archivo, todavía puede."};
inline constexpr Text kPartyCorrected{"Corrected: {}", "Se corrigió: {}"};
inline constexpr Text kPartyAdded{"Added: {}", "Se agregó: {}"};
inline constexpr Text kNoWalls{"There is no wall.", "No hay muros."};
inline constexpr Text kOpenToYou{"Open to you", "Abierto para usted"};
inline constexpr Text kYesWord{"yes", "sí"};
inline constexpr Text kNoWord{"no", "no"};
inline constexpr Text kTimeCounted{"{} minutes as counted ({} as kept), in {} entries",
                                   "{} minutos contados ({} anotados), en {} entradas"};
inline constexpr Text kRoundedTo{"Each entry is rounded to {} minutes, {}.",
                                 "Cada entrada se redondea a {} minutos, {}."};
inline constexpr Text kDecides{"Decides", "Decide"};
inline constexpr Text kElementsAsked{"Elements:", "Elementos:"};
inline constexpr Text kEvidence{"Evidence:", "Pruebas:"};
inline constexpr Text kNotConcluded{
    "This says what is there and what is missing. Whether it is enough, an attorney judges.",
    "Esto dice qué hay y qué falta. Si basta lo valora una abogada o un abogado."};
inline constexpr Text kAboutAuthorities{"contact with authorities", "contacto con autoridades"};
inline constexpr Text kExceptionOf{"exception {}: {}", "excepción {}: {}"};
inline constexpr Text kHoldPlaced{"Nothing of this is erased until the hold {} is lifted.",
                                  "Nada de esto se borra hasta que se levante la retención {}."};
inline constexpr Text kHoldLifted{"The hold {} was lifted.", "Se levantó la retención {}."};
inline constexpr Text kNoHolds{"There is no legal hold.", "No hay retenciones legales."};
inline constexpr Text kLifted{"Lifted", "Levantada"};
inline constexpr Text kOf{"Of", "De"};
inline constexpr Text kHold{"Hold", "Retención"};
inline constexpr Text kReceivedIn{"Requests received in {}: {}", "Solicitudes recibidas en {}: {}"};
inline constexpr Text kSomethingLeft{"Something left: {} of {}", "Algo salió: {} de {}"};
inline constexpr Text kWithoutBasis{"Something left without a basis noted: {} of {}",
                                    "Algo salió sin una base anotada: {} de {}"};
inline constexpr Text kPersonTold{"The person was told: {} of {}", "Se avisó a la persona: {} de {}"};
inline constexpr Text kNotAnsweredYet{"Not answered yet: {} of {}", "Sin responder todavía: {} de {}"};

}  // namespace amparo::cli::texts
