// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// 128 bits as twelve words for paper: eleven bits a word, the last four bits a checksum (the first bits of
/// the hash of the sixteen bytes), so that 15 of 16 slips of the pen are caught. Lists: data/words/.
#include "amparo/crypto/crypto.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::keyring {

enum class WordsError { kCount, kUnknownWord, kChecksum };
enum class WordLanguage { kEnglish, kSpanish };

inline constexpr std::size_t kKitWords = 12;
using KitBytes = std::array<std::byte, 16>;

[[nodiscard]] std::vector<std::string> to_words(KitBytes const& bytes, WordLanguage language);
/// Any case, with or without accents, in either language.
[[nodiscard]] Result<KitBytes, WordsError> from_words(std::vector<std::string> const& words);

}  // namespace amparo::keyring
