// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/keyring/words.hpp"

#include "amparo/base/check.hpp"
#include "amparo/text/unicode.hpp"

#include "amparo_embedded/words.hpp"

#include <algorithm>
#include <map>

namespace amparo::keyring {
namespace {

constexpr std::size_t kListWords = 2048;
constexpr unsigned kBitsPerWord = 11;
constexpr std::size_t kBits = kKitWords * kBitsPerWord;
constexpr std::size_t kEntropyBits = 128;

std::vector<std::string_view> words_of(WordLanguage language) {
    auto const files = embedded::words();
    std::string_view text = files[static_cast<std::size_t>(language)].text;
    std::vector<std::string_view> out;
    out.reserve(kListWords);
    while (!text.empty()) {
        auto const end = std::min(text.find('\n'), text.size());
        out.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    AMPARO_CHECK(out.size() == kListWords);
    return out;
}

bool bit_of(KitBytes const& bytes, std::size_t n) {
    if (n < kEntropyBits) return (std::to_integer<unsigned>(bytes[n / 8]) >> (7 - n % 8) & 1U) != 0;
    return (std::to_integer<unsigned>(crypto::hash(bytes)[0]) >> (7 - (n - kEntropyBits)) & 1U) != 0;
}

using Places = std::map<std::string, std::size_t>;
Places places_in(WordLanguage language) {
    Places out;
    auto const list = words_of(language);
    for (std::size_t i = 0; i < list.size(); ++i) out.emplace(letters::fold(list[i]), i);
    AMPARO_CHECK(out.size() == kListWords);  // No two words of a list differ in an accent only.
    return out;
}

Result<KitBytes, WordsError> read_in(std::vector<std::string> const& words, Places const& place) {
    std::array<std::size_t, kKitWords> found{};
    for (std::size_t i = 0; i < kKitWords; ++i) {
        auto const at = place.find(letters::fold(words[i]));
        if (at == place.end()) return Fail{WordsError::kUnknownWord};
        found[i] = at->second;
    }
    auto const bit = [&](std::size_t n) {
        return (found[n / kBitsPerWord] >> (kBitsPerWord - 1 - n % kBitsPerWord) & 1U) != 0;
    };
    KitBytes bytes{};
    for (std::size_t n = 0; n < kEntropyBits; ++n)
        if (bit(n)) bytes[n / 8] |= static_cast<std::byte>(1U << (7 - n % 8));
    for (std::size_t n = kEntropyBits; n < kBits; ++n)
        if (bit(n) != bit_of(bytes, n)) return Fail{WordsError::kChecksum};
    return bytes;
}

}  // namespace

std::vector<std::string> to_words(KitBytes const& bytes, WordLanguage language) {
    auto const list = words_of(language);
    std::vector<std::string> out;
    for (std::size_t word = 0; word < kKitWords; ++word) {
        std::size_t place = 0;
        for (std::size_t i = 0; i < kBitsPerWord; ++i)
            place = place * 2 + (bit_of(bytes, word * kBitsPerWord + i) ? 1 : 0);
        out.emplace_back(list[place]);
    }
    return out;
}

Result<KitBytes, WordsError> from_words(std::vector<std::string> const& words) {
    if (words.size() != kKitWords) return Fail{WordsError::kCount};
    static Places const kEnglish = places_in(WordLanguage::kEnglish);
    static Places const kSpanish = places_in(WordLanguage::kSpanish);
    auto const english = read_in(words, kEnglish);
    if (english.ok()) return english;
    auto const spanish = read_in(words, kSpanish);
    // What is said of the words is said of the list they are from.
    return spanish.ok() || english.error() == WordsError::kUnknownWord ? spanish : english;
}

}  // namespace amparo::keyring
