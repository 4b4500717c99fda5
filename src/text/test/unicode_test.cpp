// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/text/unicode.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

using namespace amparo::letters;

namespace {

std::vector<std::string> words_of(std::string_view s) {
    std::vector<std::string> out;
    for (Words words{s}; words.next();) out.emplace_back(words.word());
    return out;
}

std::string utf8(char32_t c) {
    std::string s;
    if (c < 0x80) {
        s += static_cast<char>(c);
    } else if (c < 0x800) {
        s += static_cast<char>(0xC0 | (c >> 6));
        s += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        s += static_cast<char>(0xE0 | (c >> 12));
        s += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        s += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        s += static_cast<char>(0xF0 | (c >> 18));
        s += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
        s += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
        s += static_cast<char>(0x80 | (c & 0x3F));
    }
    return s;
}

}  // namespace

TEST(Utf8, OverlongSurrogateCutAndStrayBytesAreNotText) {
    EXPECT_TRUE(is_valid_utf8(""));
    EXPECT_TRUE(is_valid_utf8("Ana María محمد 王 😀"));
    for (char const* bad : {"\xC0\xAF", "\xED\xA0\x80", "\xE2\x82", "\x80", "\xFF", "\xF4\x90\x80\x80"})
        EXPECT_FALSE(is_valid_utf8(bad)) << bad;
}

TEST(Nfkc, OnePassphraseHasOneFormHoweverItWasTyped) {
    EXPECT_EQ(nfkc("cafe\u0301"), "café");
    EXPECT_EQ(nfkc("café"), "café");
    EXPECT_EQ(nfkc("ＡＮＡ　１"), "ANA 1");
    EXPECT_EQ(nfkc("Straße"), "Straße");
    EXPECT_EQ(nfkc(""), "");
    EXPECT_EQ(nfkc("\xFF"), std::nullopt);
}

TEST(Fold, F1_CaseAndCompatibilityAreOne) {
    EXPECT_EQ(fold("ＡＮＡ"), "ana");
    EXPECT_EQ(fold("Straße"), "strasse");
    EXPECT_EQ(fold("ΣΊΣΥΦΟΣ"), fold("σίσυφος"));
    EXPECT_EQ(fold("ИВАН"), "иван");
}

TEST(Fold, F2_AccentsGoAndVowelSignsThatAreLettersStay) {
    EXPECT_EQ(fold("María José Núñez"), "maria jose nunez");
    EXPECT_EQ(fold("Nguyễn"), "nguyen");
    EXPECT_EQ(fold("مُحَمَّد"), fold("محمد"));
    EXPECT_EQ(fold("أحمد"), fold("احمد"));
    EXPECT_EQ(fold("Ёлкин"), "елкин");
    EXPECT_NE(fold("राम"), fold("रोम"));
    EXPECT_NE(fold("か"), fold("が"));
    EXPECT_EQ(fold("가"), "가");
}

TEST(Fold, F3_LettersThatUnicodeDoesNotTakeApart) {
    EXPECT_EQ(fold("Łukasz Đặng Ħal Søren Işık Ægir Œdipe Þór Guðrún"),
              "lukasz dang hal soren isik aegir oedipe thor gudrun");
    EXPECT_EQ(fold("İSTANBUL"), "istanbul");
}

TEST(Fold, F4_OneArabicScriptForAllItsKeyboards) {
    EXPECT_EQ(fold("علی"), fold("علي"));
    EXPECT_EQ(fold("کریم"), fold("كريم"));
    EXPECT_EQ(fold("فاطمة"), fold("فاطمه"));
    EXPECT_EQ(fold("محـــمد"), fold("محمد"));
}

TEST(Fold, F5_DigitsOfAnyScript) {
    EXPECT_EQ(fold("٢٠٣١ ۲۰۳۱ २०३१ ２０３１"), "2031 2031 2031 2031");
}

TEST(Fold, F6_InvisibleCharactersGo) {
    EXPECT_EQ(fold("a\u00ADn\u200Da\u200F"), "ana");
}

TEST(Fold, FoldingAFoldedTextChangesNothing) {
    for (char32_t c = 1; c < 0x30000; ++c) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string const once = fold(utf8(c));
        ASSERT_EQ(fold(once), once) << std::hex << static_cast<unsigned>(c);
        ASSERT_TRUE(is_valid_utf8(once)) << std::hex << static_cast<unsigned>(c);
    }
}

TEST(Fold, AnyBytesAreTakenAndComeOutAsText) {
    for (unsigned seed = 0; seed < 2000; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 rng{seed};
        std::string s;
        for (auto n = rng() % 40; n > 0; --n) {
            if (rng() % 4 == 0) {
                s += static_cast<char>(rng() % 256);
            } else {
                char32_t const c = static_cast<char32_t>(rng() % 0x3000 + 1);
                s += utf8(c);
            }
        }
        ASSERT_TRUE(is_valid_utf8(fold(s)));
        for (Words words{s}; words.next();) {
            ASSERT_LT(words.begin(), words.end());
            ASSERT_LE(words.end(), s.size());
            ASSERT_FALSE(words.word().empty());
            ASSERT_TRUE(is_valid_utf8(words.word()));
        }
        static_cast<void>(digits(s));
        static_cast<void>(nfkc(s));
    }
}

TEST(Digits, OfTheScriptsThatPhonesAreWrittenIn) {
    EXPECT_EQ(digits("+٢٠ (100) 123-४५६"), "20100123456");
    EXPECT_EQ(digits("no number"), "");
    EXPECT_EQ(digits("½²"), "");
}

TEST(PhoneDigits, OneNumberHoweverItIsWritten) {
    EXPECT_EQ(phone_digits("+44 (0)20 7946 0000"), "442079460000");
    EXPECT_EQ(phone_digits("0044 20 7946 0000"), "442079460000");
    EXPECT_EQ(phone_digits("020 7946 0000"), "2079460000");
    EXPECT_EQ(phone_digits("000"), "");
    EXPECT_EQ(phone_digits(""), "");
    EXPECT_EQ(phone_digits(std::string(100, '5')).size(), kPhoneDigitsMax);
}

TEST(Words, AreFoldedRunsOfLettersAndDigits) {
    using List = std::vector<std::string>;
    EXPECT_EQ(words_of("¿Dónde está O'Brien-López, hab. 12B?"),
              (List{"donde", "esta", "o", "brien", "lopez", "hab", "12b"}));
    EXPECT_EQ(words_of("l\u2019avocate Мар\u02BCяна"), (List{"l", "avocate", "мар", "яна"}));
    EXPECT_EQ(words_of("می\u200Cخواهم"), (List{"ميخواهم"}));
    EXPECT_EQ(words_of("王小明ab"), (List{"王", "小", "明", "ab"}));
    EXPECT_EQ(words_of("\" OR * NEAR( ^"), (List{"or", "near"}));
    EXPECT_EQ(words_of("\u0301 - "), List{});
    EXPECT_EQ(words_of("a\xFF"
                       "b"),
              (List{"a", "b"}));
}

TEST(Words, ALongWordIsCutAtWholeCharacters) {
    std::string const once = words_of(std::string(500, 'x')).front();
    EXPECT_EQ(once.size(), Words::kBytesMax);
    std::string cyrillic;
    for (int i = 0; i < 500; ++i) cyrillic += "ж";
    ASSERT_EQ(words_of(cyrillic).size(), 1U);
    EXPECT_TRUE(is_valid_utf8(words_of(cyrillic).front()));
}

TEST(Words, SayWhereTheyStand) {
    std::string const s = "¡Ana López!";
    Words words{s};
    ASSERT_TRUE(words.next());
    EXPECT_EQ(s.substr(words.begin(), words.end() - words.begin()), "Ana");
    ASSERT_TRUE(words.next());
    EXPECT_EQ(s.substr(words.begin(), words.end() - words.begin()), "López");
    EXPECT_FALSE(words.next());
}
