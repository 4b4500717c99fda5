// SPDX-License-Identifier: AGPL-3.0-or-later
#include "corpus.hpp"

#include <array>
#include <cmath>
#include <random>

namespace amparo::bench {
namespace {

constexpr std::size_t kVocabulary = 30'000;
constexpr std::size_t kFamilies = 3'000;
constexpr std::size_t kNoteWordsMin = 50;
constexpr std::size_t kNoteWordsMax = 90;

std::string syllables(std::mt19937& random, std::size_t count) {
    static constexpr std::array kStarts{"b", "c", "d", "f", "g", "l",  "m",  "n",
                                        "p", "r", "s", "t", "v", "tr", "ch", "pl"};
    static constexpr std::array kVowels{"a", "e", "i", "o", "u", "ue"};
    static constexpr std::array kAccented{"á", "é", "í", "ó", "ú", "ü"};
    static constexpr std::array kEnds{"", "", "", "n", "r", "s", "l", "z"};
    std::string out;
    for (std::size_t i = 0; i < count; ++i) {
        out += kStarts[random() % kStarts.size()];
        out +=
            random() % 24 == 0 ? kAccented[random() % kAccented.size()] : kVowels[random() % kVowels.size()];
        out += kEnds[random() % kEnds.size()];
    }
    return out;
}

std::string capitalised(std::string word) {
    word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
}

/// A rank below `count`, low ones more often: the inverse of the harmonic sum, near enough.
std::size_t zipf(std::mt19937& random, std::size_t count) {
    double const u = std::generate_canonical<double, 32>(random);
    auto const rank = static_cast<std::size_t>(std::pow(static_cast<double>(count), u)) - 1;
    return rank < count ? rank : count - 1;
}

}  // namespace

std::vector<std::vector<std::string>> const& given_names() {
    static std::vector<std::vector<std::string>> const names{
        {"María", "Maria", "Mariya", "Мария"},
        {"Mohammed", "Muhammad", "محمد", "Мухаммед"},
        {"Yusuf", "Youssef", "يوسف", "Юсуф"},
        {"Svetlana", "Светлана", "Swetlana"},
        {"Fátima", "Fatima", "فاطمة", "Фатима"},
        {"Alexandra", "Aleksandra", "Александра"},
        {"Aisha", "Aicha", "عائشة", "Аиша"},
        {"Khadija", "Hatice", "خديجة", "Хадижа"},
        {"Ahmed", "Ahmad", "أحمد", "Ахмед"},
        {"Hussein", "Husayn", "حسين", "Хусейн"},
        {"Yelena", "Elena", "Елена"},
        {"Julia", "Yulia", "Юлия"},
        {"Khaled", "Khalid", "خالد", "Халед"},
        {"Maryam", "Meryem", "مريم", "Марьям"},
        {"Christina", "Kristina", "Кристина"},
        {"Natasha", "Natacha", "Наташа"},
        {"Catherine", "Katherine", "Катерина"},
        {"Oksana", "Oxana", "Оксана"},
        {"Karim", "Kerim", "كريم", "Карим"},
        {"Sofía", "Sophia", "Zofia", "София"},
        {"Guillermo", "Guilhermo"},
        {"Nguyễn", "Nguyen", "Нгуен"},
        {"Ștefan", "Stefan", "Штефан"},
        {"Sarah", "Sara", "سارة", "Сара"},
        {"Walid", "Oualid", "وليد", "Валид"},
        {"Esperanza", "Esperança"},
        {"Rosario", "Rozario"},
        {"Beatriz", "Beatrice"},
        {"Gulnara", "Gülnara", "Гульнара"},
        {"Tamar", "Tamara", "Тамара"},
        {"Dolores", "Doloris"},
        {"Precious", "Pretious"},
    };
    return names;
}

std::string CorpusRecord::json() const {
    return R"({"name":")" + name + R"(","note":")" + note + R"(","phone":")" + phone + R"("})";
}

projection::KindPlan contact_plan() {
    using projection::Use;
    return {{{"name", Use::kName}, {"phone", Use::kPhone}, {"note", Use::kText}}, {"name"}};
}

Corpus make_corpus(std::size_t count) {
    std::mt19937 random{20260101};
    Corpus corpus;
    for (std::size_t i = 0; i < kVocabulary; ++i) corpus.words.push_back(syllables(random, 1 + random() % 4));
    std::vector<std::string> families;
    for (std::size_t i = 0; i < kFamilies; ++i)
        families.push_back(capitalised(syllables(random, 2 + random() % 2)));

    corpus.records.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        CorpusRecord record;
        auto const& spellings = given_names()[zipf(random, given_names().size())];
        record.name = spellings[random() % spellings.size()] + " " + families[zipf(random, kFamilies)];
        if (random() % 2 == 0) record.name += " " + families[random() % kFamilies];
        record.phone = "+57 3" + std::to_string(10 + random() % 20) + " " +
                       std::to_string(100 + random() % 900) + " " + std::to_string(1000 + random() % 9000);
        std::size_t const size = kNoteWordsMin + random() % (kNoteWordsMax - kNoteWordsMin);
        for (std::size_t w = 0; w < size; ++w) {
            if (w > 0) record.note += w % 12 == 0 ? ". " : " ";
            record.note += corpus.words[zipf(random, kVocabulary)];
        }
        corpus.records.push_back(std::move(record));
    }
    return corpus;
}

}  // namespace amparo::bench
