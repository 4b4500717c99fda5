// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/keyring/words.hpp"

#include <gtest/gtest.h>

#include <random>

using namespace amparo;
using namespace amparo::keyring;

TEST(Words, EveryKitReadsBackInEitherLanguageAndCase) {
    std::mt19937 rng{5};
    for (int round = 0; round < 200; ++round) {
        KitBytes kit{};
        for (auto& b : kit) b = static_cast<std::byte>(rng());
        for (auto language : {WordLanguage::kEnglish, WordLanguage::kSpanish}) {
            auto words = to_words(kit, language);
            ASSERT_EQ(words.size(), kKitWords);
            words[3][0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[3][0])));
            ASSERT_EQ(from_words(words).value(), kit) << round;
        }
    }
}

TEST(Words, T54_FifteenOfSixteenWrongWordsAreCaught) {
    std::mt19937 rng{6};
    auto const list = to_words(KitBytes{}, WordLanguage::kEnglish);
    int caught = 0;
    constexpr int kTries = 4000;
    for (int i = 0; i < kTries; ++i) {
        KitBytes kit{};
        for (auto& b : kit) b = static_cast<std::byte>(rng());
        KitBytes other{};
        for (auto& b : other) b = static_cast<std::byte>(rng());
        auto words = to_words(kit, WordLanguage::kEnglish);
        auto const swap = to_words(other, WordLanguage::kEnglish)[rng() % (kKitWords - 1)];
        auto& at_word = words[rng() % kKitWords];
        if (at_word == swap) continue;
        at_word = swap;
        caught += from_words(words).ok() ? 0 : 1;
    }
    EXPECT_GE(caught, kTries * 92 / 100);
    EXPECT_EQ(from_words({}).error(), WordsError::kCount);
    auto unknown = list;
    unknown[0] = "amparo";
    EXPECT_EQ(from_words(unknown).error(), WordsError::kUnknownWord);
}
