// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What results of the commands about documents say.
#include "amparo/cli/text.hpp"

namespace amparo::cli::texts {

inline constexpr Text kDocumentPart{"{} of {} MiB", "{} de {} MiB"};
inline constexpr Text kDocumentPutMiB{"{} MiB", "{} MiB"};
inline constexpr Text kDocumentVersion{"Version", "Versión"};
inline constexpr Text kDocumentType{"Type", "Tipo"};
inline constexpr Text kDocumentEmpty{"This file is empty: is it the one you meant?",
                                     "Este archivo está vacío: ¿es el que quería?"};
inline constexpr Text kDocumentBytes{"Bytes", "Bytes"};
inline constexpr Text kDocumentHash{"BLAKE2b-256", "BLAKE2b-256"};
inline constexpr Text kDocumentAdded{"Added", "Agregado"};
inline constexpr Text kDocumentName{"Name", "Nombre"};
inline constexpr Text kDocumentFrom{"From", "De"};
inline constexpr Text kDocumentAbout{"What it is", "Qué es"};
inline constexpr Text kDocumentMatter{"Matter", "Asunto"};
inline constexpr Text kDocumentReadBy{"Read by", "Lo lee"};
inline constexpr Text kDocumentPersonal{"whoever holds the part narrative: advocates too",
                                        "quien tiene la parte del relato: también quienes acompañan"};
inline constexpr Text kDocumentSaved{"Saved", "Guardado"};
inline constexpr Text kNoDocuments{"There is no document.", "No hay documentos."};
inline constexpr Text kDocumentsSealed{"Behind walls or sealed to you: {}",
                                       "Detrás de muros o sellados para usted: {}"};
inline constexpr Text kDocumentsWhole{"Documents read, every byte: {}. Not what was kept: {}.",
                                      "Documentos leídos, cada byte: {}. No son lo que se guardó: {}."};
inline constexpr Text kDocumentsLeftOver{
    "Files that no record knows: {} ({} bytes). amparo document tidy removes them.",
    "Archivos que ningún registro conoce: {} ({} bytes). amparo document tidy los quita."};
inline constexpr Text kDocumentsTidied{"Removed: {} files without a record, {} half written.",
                                       "Se quitaron: {} archivos sin registro, {} a medio escribir."};
inline constexpr Text kBackedUpDocuments{"Documents copied: {}", "Documentos copiados: {}"};
inline constexpr Text kCustody{"Custody:", "Custodia:"};

}  // namespace amparo::cli::texts
