// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/text/sound.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace amparo::letters;

namespace {

bool share_a_key(SoundWord const& a, SoundWord const& b) {
    return std::any_of(a.keys.begin(), a.keys.end(), [&](std::string const& key) {
        return std::find(b.keys.begin(), b.keys.end(), key) != b.keys.end();
    });
}

/// Every word of each name sounds like a word of the other.
bool sound_alike(std::string_view a, std::string_view b) {
    std::vector<SoundWord> const left = sound_words(a);
    std::vector<SoundWord> const right = sound_words(b);
    auto const covers = [](std::vector<SoundWord> const& some, std::vector<SoundWord> const& by) {
        return std::all_of(some.begin(), some.end(), [&](SoundWord const& s) {
            return std::any_of(by.begin(), by.end(), [&](SoundWord const& t) { return share_a_key(s, t); });
        });
    };
    return !left.empty() && !right.empty() && covers(left, right) && covers(right, left);
}

std::string keys_text(std::string_view name) {
    std::string out;
    for (SoundWord const& w : sound_words(name)) {
        out += w.word + "[";
        for (std::string const& k : w.keys) out += k + " ";
        out += "] ";
    }
    return out;
}

// Spellings of one name, as registers of different countries write it: each pair of a row sounds alike.
std::vector<std::vector<std::string>> const kSameName{
    {"Mohammed", "Muhammad", "Mohamed", "Mohammad", "Mouhamed", "محمد", "مُحَمَّد", "Мухаммед", "Мохаммад"},
    {"Yusuf", "Youssef", "Yousuf", "يوسف", "Юсуф"},
    {"Svetlana", "Светлана", "Світлана", "Swetlana"},
    {"Oksana", "Оксана", "Oxana"},
    {"Fatima", "Fatema", "Fátima", "Fatma", "فاطمة", "فاطمه", "Фатима", "Fatimah"},
    {"Aleksandr", "Alexander", "Александр", "Alexandre", "Αλέξανδρος"},
    {"Nguyen", "Nguyễn", "Нгуен"},
    {"Jimenez", "Giménez", "Ximénez", "Jiménez"},
    {"González", "Gonzales", "Гонсалес"},
    {"Catherine", "Katherine", "Kathrin", "Катерина"},
    {"Aisha", "Aicha", "Ayşe", "Aïcha", "عائشة", "Аиша"},
    {"Khadija", "Hatice", "Khadidja", "خديجة", "Хадижа", "Hadija"},
    {"Abdullah", "Abdallah", "Abdulla", "عبد الله", "عبدالله", "Абдулла"},
    {"Abdul Rahman", "Abdurrahman", "Abdelrahman", "Abd al-Rahman", "عبد الرحمن", "Абдурахман"},
    {"Ahmed", "Ahmad", "Ahmet", "أحمد", "احمد", "Ахмед"},
    {"Hussein", "Hüseyin", "Husayn", "Hossein", "حسين", "Хусейн"},
    {"Hernández", "Ernandez", "Эрнандес"},
    {"Yelena", "Elena", "Елена", "Helena", "Jelena"},
    {"Iulia", "Yulia", "Julia", "Юлия"},
    {"Khaled", "Khalid", "Halit", "خالد", "Халед"},
    {"Jamal", "Cemal", "Djamal", "جمال", "Джамал"},
    {"Maryam", "Mariam", "Miriam", "Meryem", "مريم", "Марьям"},
    {"Ramazan", "رمضان", "Рамазан"},
    {"Ramadan", "رمضان"},
    {"Gamal", "جمال"},
    {"Osman", "عثمان", "Осман"},
    {"Othman", "Uthman", "عثمان"},
    {"Qasim", "Kasım", "Kassem", "Gassem", "قاسم", "Касим"},
    {"Walid", "Oualid", "Velid", "وليد", "Валид"},
    {"Marwan", "Marouane", "Merwan", "مروان", "Марван"},
    {"Dawood", "Davud", "داود", "Давуд"},
    {"Daoud", "داود"},
    {"Michael", "Mikhail", "Михаил", "ميخائيل"},
    {"Christina", "Kristina", "Cristina", "Кристина"},
    {"Erdoğan", "Erdogan", "Эрдоган"},
    {"Natasha", "Natacha", "Nataša", "Наташа"},
    {"Oleksandr", "Олександр"},
    {"Petrov", "Petroff", "Петров"},
    {"Ștefan", "Ştefan", "Штефан"},
    {"Țurcanu", "Ţurcanu", "Tsurcanu", "Цуркану"},
    {"Vasquez", "Vázquez", "Vasques"},
    {"Muñoz", "Munoz", "Muños"},
    {"Guillermo", "Guilhermo", "Guilermo"},
    {"Shevchenko", "Chevtchenko", "Шевченко", "Szewczenko"},
    {"Zhanna", "Жанна", "Janna"},
    {"Sarah", "Sara", "Сара", "سارة"},
    {"Georgios", "Γεώργιος"},
    {"Al-Hassan", "Hassan", "الحسن", "Хасан", "Hasan"},
    {"Reza", "Riza", "رضا", "Реза"},
    {"Karim", "Kerim", "کریم", "كريم", "Карим"},
    {"Sofía", "Sophia", "Zofia", "София"},
    {"Anwar", "Anouar", "Enver", "أنور", "Анвар"},
};

// Different names that a key must keep apart.
std::vector<std::pair<std::string, std::string>> const kDifferent{
    {"Ana", "Oksana"},       {"Ivan", "Olga"},         {"Ana", "Yana"},           {"Анна", "Яна"},
    {"Fatima", "Farida"},    {"فاطمة", "فريدة"},       {"Svetlana", "Snezhana"},  {"Jimenez", "Martínez"},
    {"González", "Gómez"},   {"Nguyen", "Tran"},       {"Yusuf", "Yasmin"},       {"Aisha", "Asma"},
    {"Khaled", "Khadija"},   {"Petrov", "Pavlov"},     {"Elena", "Lena"},         {"Karim", "Kamal"},
    {"Светлана", "Снежана"}, {"Aleksandr", "Aleksei"}, {"Abdullah", "Abdulaziz"}, {"Catherine", "Catalina"},
    {"Walid", "Said"},       {"Natasha", "Natalia"},   {"خالد", "خليل"},
};

}  // namespace

TEST(Sound, EverySpellingOfOneNameSoundsLikeEveryOther) {
    std::size_t pairs = 0;
    for (auto const& row : kSameName) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            for (std::size_t j = i + 1; j < row.size(); ++j, ++pairs) {
                EXPECT_TRUE(sound_alike(row[i], row[j]))
                    << row[i] << " " << keys_text(row[i]) << "| " << row[j] << " " << keys_text(row[j]);
            }
        }
    }
    EXPECT_GE(pairs, 200U);
}

TEST(Sound, DifferentNamesStayApart) {
    for (auto const& [a, b] : kDifferent)
        EXPECT_FALSE(sound_alike(a, b)) << a << " " << keys_text(a) << "| " << b << " " << keys_text(b);
}

TEST(Sound, RowsOfTheTableStayApartButForTheListedOnes) {
    // What dropping vowels costs (S2), seen here so that it does not grow unnoticed.
    std::vector<std::pair<std::string, std::string>> const accepted{{"Aleksandr", "Oleksandr"},
                                                                    {"Hussein", "Al-Hassan"}};
    std::vector<std::pair<std::string, std::string>> collided;
    for (std::size_t i = 0; i < kSameName.size(); ++i)
        for (std::size_t j = i + 1; j < kSameName.size(); ++j)
            if (sound_alike(kSameName[i].front(), kSameName[j].front()))
                collided.emplace_back(kSameName[i].front(), kSameName[j].front());
    EXPECT_EQ(collided, accepted);
}

TEST(Sound, S2_VowelsAloneDoNotTellNamesApart) {
    EXPECT_TRUE(sound_alike("María", "Mario"));
    EXPECT_TRUE(sound_alike("Hussein", "Hassan"));
    EXPECT_TRUE(sound_alike("محمد", "محمود"));
}

TEST(Sound, S3_DoublesAreOneExceptInArabicScript) {
    EXPECT_EQ(sound_keys("Anna"), sound_keys("Ana"));
    EXPECT_EQ(sound_keys("محمد").front(), "MHMT");
    EXPECT_TRUE(sound_alike("Mamdouh", "ممدوح"));
}

TEST(Sound, S6_ParticlesAreNoNames) {
    EXPECT_TRUE(sound_words("de la").empty());
    ASSERT_EQ(sound_words("Ana de la Cruz").size(), 2U);
    ASSERT_EQ(sound_words("Omar bin Said").size(), 2U);
}

TEST(Sound, S7_AServantOfAndANameAreOneWord) {
    ASSERT_EQ(sound_words("عبد الله محمد").size(), 2U);
    ASSERT_EQ(sound_words("Abd al Rahman").size(), 1U);
    EXPECT_EQ(sound_words("Abd al Rahman").front().word, "abdrahman");
    EXPECT_EQ(sound_words("Abdul").size(), 1U);
    EXPECT_EQ(sound_words("abd al").size(), 1U);
}

TEST(Sound, S8_OneConsonantOrADigitIsNoKey) {
    for (char const* word : {"Lea", "Lo", "a", "ia", "4b2", "x1", "", "王", "राम", "-"})
        EXPECT_TRUE(sound_keys(word).empty()) << word;
    EXPECT_FALSE(sound_keys("Ana").empty());
    EXPECT_FALSE(sound_keys("Ali").empty());
}

TEST(Sound, S9_KeysAreFewShortAndOfCapitalLettersWhateverTheWord) {
    for (unsigned seed = 0; seed < 3000; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 rng{seed};
        std::string word;
        for (auto n = rng() % 30; n > 0; --n) {
            static constexpr std::string_view kPieces[] = {"x", "j",  "ch", "g",    "e",      "h", "r", "w",
                                                           "c", "дж", "г",  "е",    "ي",      "و", "ذ", "ا",
                                                           "ل", "ñ",  "ğ",  "\xFF", "\u0301", "ξ"};
            word += kPieces[rng() % std::size(kPieces)];
        }
        std::vector<std::string> const keys = sound_keys(word);
        ASSERT_LE(keys.size(), kSoundKeysMax);
        for (std::string const& key : keys) {
            ASSERT_GE(key.size(), 2U);
            ASSERT_LE(key.size(), 100U);
            ASSERT_TRUE(std::all_of(key.begin(), key.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
                << key;
            ASSERT_EQ(std::count(keys.begin(), keys.end(), key), 1);
        }
    }
}
