// SPDX-License-Identifier: AGPL-3.0-or-later
// The words of a paper kit, however they were typed: what is read as a kit is the kit of those words.
#include "fuzz.hpp"

#include "amparo/keyring/words.hpp"

#include <algorithm>

using namespace amparo;
using keyring::WordLanguage;

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text = as_text(fuzz::bytes_of(data, size));
    std::vector<std::string> words(1);
    for (char const c : text) {
        if (c == ' ' || c == '\n') {
            words.emplace_back();
        } else {
            words.back() += c;
        }
    }
    if (auto const kit = keyring::from_words(words); kit.ok()) {
        bool found = false;
        for (auto const language : {WordLanguage::kEnglish, WordLanguage::kSpanish}) {
            auto const again = keyring::to_words(kit.value(), language);
            AMPARO_CHECK(keyring::from_words(again).value() == kit.value());
            found = found || again == words;
        }
        // As the list has them, or spelt another way that folds to the same.
        AMPARO_CHECK(found ||
                     std::any_of(text.begin(), text.end(), [](char c) { return c < 'a' || c > 'z'; }));
    }
    // Any sixteen bytes are a kit.
    keyring::KitBytes bytes{};
    std::copy_n(as_bytes(text).begin(), std::min(bytes.size(), size), bytes.begin());
    AMPARO_CHECK(keyring::from_words(keyring::to_words(bytes, WordLanguage::kSpanish)).value() == bytes);
    return 0;
}
