// SPDX-License-Identifier: AGPL-3.0-or-later
// Search and similar people: J3 to J5 of amparo/projection/projection.hpp.
#include "support.hpp"

#include "amparo/codec/json.hpp"
#include "amparo/text/unicode.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace amparo;
using namespace amparo::projection;

namespace {

using Numbers = std::vector<unsigned>;

Written contact(unsigned n, Json const& fields) {
    return wrote(n, n, {}, fields);
}

std::vector<unsigned> people(Projection& office, std::vector<std::string> const& names,
                             std::string_view phone = {}, std::size_t limit = 10) {
    std::vector<unsigned> out;
    for (Similar const& s : office.similar_people(names, phone, limit)) out.push_back(number(s.person));
    return out;
}

}  // namespace

// ── J4: words ──

TEST(Search, J4_CaseAccentsAndWidthDoNotMatter) {
    Office office{contact(1, {{"name", "María Ñandú"}, {"note", "Straße ﬁnds ŁÓDŹ"}})};
    for (char const* typed : {"maria nandu", "MARÍA", "ñandú", "ＭＡＲＩＡ", "mari\u0301a", "strasse", "lodz",
                              "finds", "Maria  ,  Ñandu!"})
        EXPECT_EQ(found(office, typed), Numbers{1}) << typed;
    EXPECT_TRUE(found(office, "benito").empty());
}

TEST(Search, J4_ArabicKeyboardsAndDigitsOfAnyScriptAreOne) {
    Office office{contact(1, {{"note", "فاطمة كريم ٢٠٣١"}})};
    for (char const* typed : {"فاطمه", "کریم", "2031", "۲۰۳۱"})
        EXPECT_EQ(found(office, typed), Numbers{1}) << typed;
}

TEST(Search, J4_OnlyTheLastWordMatchesFromItsBeginning) {
    Office office{contact(1, {{"name", "Esperanza Morales"}})};
    for (char const* typed :
         {"e", "esp", "esperanza", "esperanza mor", "morales esperanza", "mor", "esperanza m"})
        EXPECT_EQ(found(office, typed), Numbers{1}) << typed;
    for (char const* typed :
         {"esper morales", "peranza", "esperanzas", "esperanza moralesx", "anza", "orales"})
        EXPECT_TRUE(found(office, typed).empty()) << typed;
}

TEST(Search, J4_AllWordsMustOccurAnywhereInTheRecord) {
    Office office{
        contact(1, {{"name", "Ana"}, {"note", "needs an interpreter"}, {"places", {"Cali", "Pasto"}}}),
        contact(2, {{"name", "Ana"}, {"note", "has a lawyer"}})};
    EXPECT_EQ(found(office, "ana interp"), Numbers{1});
    EXPECT_EQ(found(office, "pasto ana"), Numbers{1});
    EXPECT_EQ(found(office, "cali pasto"), Numbers{1});
    EXPECT_TRUE(found(office, "interpreter lawyer").empty());
    EXPECT_TRUE(found(office, "ana cali lawyer").empty());
}

TEST(Search, J4_AliasesAndNamesInsideGroupsAreNames) {
    Office office{
        contact(1, {{"name", "Ana"},
                    {"other_names", {"La Paisa", "Anita"}},
                    {"trusted", {{{"name", "Rosalba"}, {"relation", "neighbour"}}, {{"name", "Irene"}}}}})};
    for (char const* typed : {"paisa", "anita", "rosalba", "irene"}) {
        EXPECT_EQ(found(office, typed), Numbers{1}) << typed;
        EXPECT_EQ(why(office, typed), Why::kName) << typed;
    }
    EXPECT_EQ(why(office, "rosal"), Why::kNameBeginning);
    EXPECT_TRUE(found(office, "neighbour").empty()) << "a field of a group without a plan";
    EXPECT_TRUE(found(office, "trusted").empty()) << "a field's name";
}

TEST(Search, J4_APathCoversWhatLiesUnderIt) {
    Projection office;
    office.plan(
        "contact",
        {{{"trusted", Use::kText}, {"trusted.name", Use::kName}, {"trusted.secret", Use::kNotIndexed}}, {}});
    ASSERT_TRUE(
        add(office,
            {contact(
                1,
                {{"trusted",
                  {{"name", "Rosa"}, {"relation", "aunt"}, {"secret", "hidden"}, {"a", {{"b", "deep"}}}}}})})
            .empty());
    EXPECT_EQ(why(office, "rosa"), Why::kName);
    EXPECT_EQ(why(office, "aunt"), Why::kText);
    EXPECT_EQ(why(office, "deep"), Why::kText);
    EXPECT_TRUE(found(office, "hidden").empty());
}

TEST(Search, J4_NumbersAndChoicesAreNotWords) {
    Office office{contact(1, {{"note", {{"a", 4711}, {"b", true}, {"c", nullptr}}}})};
    for (char const* typed : {"4711", "true", "null"}) EXPECT_TRUE(found(office, typed).empty()) << typed;
}

TEST(Search, J4_EveryWordOfAnyTextIsFoundHoweverItWasWrittenDown) {
    std::vector<std::string> const ugly{
        "quote\"in",  "back\\slash",   "tab\tword", "line\nbreak",   "nul\0x", "\x01\x1f ctl",
        "emoji😀word", "rtl\u202eword", "ﷺ",         "a\u0301\u0302", "漢字",   "한국어",
        "ไทย",        "हिन्दी",         "l'avocate", "x-y_z",         "{}[],:", "ta\u200bta"};
    for (std::size_t i = 0; i < ugly.size(); ++i) {
        SCOPED_TRACE(i);
        Office office{contact(1, {{"note", ugly[i]}}),
                      contact(2, {{"note", {{"a", {ugly[i], {{"b", "x " + ugly[i]}}}}}}})};
        for (letters::Words words{ugly[i]}; words.next();)
            EXPECT_EQ(found(office, ugly[i].substr(words.begin(), words.end() - words.begin())),
                      (Numbers{2, 1}))
                << words.word();
    }
}

// ── J4: phones ──

TEST(Search, J4_APhoneIsFoundByFourOrMoreDigitsInARow) {
    Office office{contact(1, {{"phone", "+57 (301) 555-0101"}}), contact(2, {{"phone", "+57 301 777 0202"}})};
    for (char const* typed : {"5550101", "0101", "301 555", "573015550101", "3015550", "55 50 10"}) {
        EXPECT_EQ(found(office, typed), Numbers{1}) << typed;
        EXPECT_EQ(why(office, typed), Why::kPhone) << typed;
    }
    EXPECT_EQ(found(office, "57301"), (Numbers{2, 1}));
    EXPECT_TRUE(found(office, "5550202").empty());
    EXPECT_EQ(why(office, "555"), Why::kText) << "three digits are a word";
    EXPECT_TRUE(found(office, "155").empty()) << "and inside a number they are none";
}

TEST(Search, J4_NationalAndInternationalFormsMeet) {
    std::vector<std::string> const forms{"+44 20 7946 0018",    "0044 20 7946 0018", "020 7946 0018",
                                         "+44 (0)20 7946 0018", "(020) 7946-0018",   "+٤٤ ٢٠ ٧٩٤٦ ٠٠١٨",
                                         "20 79460018",         "44-20-7946-0018",   "+44.20.7946.0018"};
    for (std::string const& stored : forms) {
        Office office{contact(1, {{"phone", stored}}), contact(2, {{"phone", "+44 20 7946 0019"}})};
        for (std::string const& typed : forms) {
            EXPECT_EQ(found(office, typed), Numbers{1}) << stored << " by " << typed;
            EXPECT_EQ(people(office, {}, typed), Numbers{1}) << stored << " by " << typed;
        }
    }
}

TEST(Search, J4_AShortNumberIsNotTheEndOfALongOne) {
    Office office{contact(1, {{"phone", "550101"}})};
    EXPECT_TRUE(found(office, "+57 301 555 0101").empty()) << "six digits could be anybody's";
    EXPECT_EQ(found(office, "0101"), Numbers{1});
}

TEST(Search, J4_WordsBesideANumberAreWordsAndSeveralNumbersAreSeveral) {
    Office office{contact(1, {{"phone", "301 555 0101, ask for Inés"}}),
                  contact(2, {{"phone", {"5551234567", "5559876543"}}})};
    EXPECT_EQ(found(office, "ines"), Numbers{1});
    EXPECT_EQ(found(office, "5551234567"), Numbers{2});
    EXPECT_EQ(found(office, "9876543"), Numbers{2});
    EXPECT_TRUE(found(office, "12345675559").empty()) << "two numbers do not join";
    EXPECT_TRUE(found(office, "ask 5550101").empty()) << "beside a word a number is a word";
}

// ── J4: names by sound ──

TEST(Search, J4_ANameIsFoundBySoundAcrossSpellingsAndScripts) {
    std::vector<std::vector<std::string>> const rows{{"Mohammed", "Muhammad", "محمد", "Мухаммед"},
                                                     {"Yusuf", "Youssef", "يوسف", "Юсуф"},
                                                     {"Svetlana", "Светлана", "Swetlana"},
                                                     {"Khadija", "Hatice", "خديجة", "Хадижа"},
                                                     {"Jiménez", "Giménez", "Ximénez"}};
    for (std::vector<std::string> const& row : rows) {
        for (std::string const& stored : row) {
            Office office{contact(1, {{"name", stored + " Paz"}}), contact(2, {{"name", "Olga Paz"}})};
            for (std::string const& typed : row) {
                EXPECT_EQ(found(office, typed), Numbers{1}) << stored << " by " << typed;
                EXPECT_EQ(found(office, "pas " + typed), Numbers{1}) << stored << " by " << typed;
                EXPECT_EQ(why(office, typed), typed == stored ? Why::kName : Why::kSound)
                    << stored << " by " << typed;
            }
        }
    }
}

TEST(Search, J4_SoundIsOfNamesOnlyAndOfEveryWord) {
    Office office{contact(1, {{"name", "Yusuf"}, {"note", "Svetlana came along"}})};
    EXPECT_TRUE(found(office, "Светлана").empty()) << "a text is found by its words";
    EXPECT_TRUE(found(office, "youssef svetlana").empty()) << "reasons do not mix but in words as written";
    EXPECT_EQ(found(office, "yusuf svetlana"), Numbers{1});
    EXPECT_TRUE(found(office, "youssef hatice").empty());
}

TEST(Search, J4_AWordWithoutASoundCountsAsWritten) {
    Office office{contact(1, {{"name", "Svetlana 王"}}), contact(2, {{"name", "Svetlana 李"}})};
    EXPECT_EQ(found(office, "Светлана 王"), Numbers{1});
    EXPECT_EQ(why(office, "Светлана 王"), Why::kSound);
    EXPECT_EQ(found(office, "李"), Numbers{2});
}

// ── J3: only what holds now ──

TEST(Search, J3_ACorrectedValueIsNoLongerFound) {
    Office office{
        contact(1, {{"name", "Maribel"}, {"phone", "301 555 0101"}, {"note", "stays with Gloria"}})};
    EXPECT_EQ(found(office, "maribel"), Numbers{1});
    ASSERT_TRUE(
        add(office, {wrote(2, 1, {1}, {{"name", "Dora"}, {"phone", "301 777 0202"}, {"note", "moved"}})})
            .empty());
    for (char const* typed : {"maribel", "mari", "marybel", "5550101", "gloria", "stays"})
        EXPECT_TRUE(found(office, typed).empty()) << typed;
    EXPECT_TRUE(people(office, {"Maribel"}, "301 555 0101").empty());
    for (char const* typed : {"dora", "do", "7770202", "moved"})
        EXPECT_EQ(found(office, typed), Numbers{1}) << typed;

    ASSERT_TRUE(
        add(office, {wrote(3, 1, {2}, {{"name", nullptr}, {"phone", nullptr}, {"note", nullptr}})}).empty());
    for (char const* typed : {"dora", "7770202", "moved"}) EXPECT_TRUE(found(office, typed).empty()) << typed;
    ASSERT_TRUE(add(office, {wrote(4, 1, {3}, {{"name", "Maribel"}})}).empty());
    EXPECT_EQ(found(office, "maribel"), Numbers{1}) << "said again, found again";
}

TEST(Search, J3_BothValuesOfAConflictAreFoundUntilItIsSettled) {
    Office office{contact(1, {{"name", "Ana"}}),
                  wrote(2, 1, {1}, {{"name", "Rosalba"}, {"safe_way", "by text"}}),
                  wrote(3, 1, {1}, {{"name", "Yusuf"}, {"safe_way", "at church"}})};
    EXPECT_TRUE(found(office, "ana").empty());
    for (char const* typed : {"rosalba", "yusuf", "youssef", "church", "text"})
        EXPECT_EQ(found(office, typed), Numbers{1}) << typed;
    ASSERT_TRUE(add(office, {wrote(4, 1, {2, 3}, {{"name", "Rosalba"}, {"safe_way", "by text"}})}).empty());
    for (char const* typed : {"yusuf", "youssef", "church"})
        EXPECT_TRUE(found(office, typed).empty()) << typed;
    EXPECT_EQ(found(office, "rosalba"), Numbers{1});
}

TEST(Search, J7_NothingOfASealedPartIsFound) {
    Office office{contact(1, {{"name", "Ana"}}), sealed(1, 1, {}, Part::kNarrative)};
    EXPECT_TRUE(found(office, "narrative").empty());
    EXPECT_EQ(found(office, "ana"), Numbers{1});
}

TEST(Search, J8_WhatIsErasedIsNotFound) {
    auto const make = [] {
        auto office = std::make_unique<Office>();
        EXPECT_TRUE(add(*office, {contact(1, {{"name", "Maribel"}, {"phone", "301 555 0101"}}),
                                  wrote(1, 1, {}, {{"note", "stays with Gloria"}}, Part::kNarrative),
                                  contact(2, {{"name", "Maribel"}})})
                        .empty());
        office->index_pending();
        return office;
    };
    auto part = make();
    part->erase(rec(1), Part::kNarrative);
    EXPECT_TRUE(found(*part, "gloria").empty());
    EXPECT_EQ(found(*part, "maribel"), (Numbers{2, 1}));

    auto whole = make();
    whole->erase(rec(1), std::nullopt);
    for (char const* typed : {"gloria", "5550101"}) EXPECT_TRUE(found(*whole, typed).empty()) << typed;
    for (char const* typed : {"maribel", "mar", "marybel"})
        EXPECT_EQ(found(*whole, typed), Numbers{2}) << typed;
    EXPECT_EQ(people(*whole, {"Maribel"}, "301 555 0101"), Numbers{2});

    auto logged = make();
    ASSERT_TRUE(add(*logged, {erasing(9, 1, {1}, Part::kIdentity)}).empty());
    EXPECT_EQ(found(*logged, "maribel"), Numbers{2});
    EXPECT_TRUE(found(*logged, "5550101").empty());
    EXPECT_EQ(found(*logged, "gloria"), Numbers{1});
}

// ── J5: order and limits ──

TEST(Search, J5_TheReasonComesFirstThenWhatChangedLastThenTheId) {
    Office office{contact(1, {{"note", "a friend of Jamal"}}),
                  contact(2, {{"name", "Cemal"}}),
                  contact(3, {{"name", "Jamalia"}}),
                  contact(4, {{"name", "Jamal"}}),
                  contact(5, {{"name", "Jamal"}}),
                  contact(6, {{"name", "Jamal"}})};
    EXPECT_EQ(found(office, "jamal"), (Numbers{6, 5, 4, 3, 2, 1}));
    std::vector<Why> reasons;
    for (Hit const& hit : office.search("jamal", {}, 100)) reasons.push_back(hit.why);
    EXPECT_EQ(reasons, (std::vector<Why>{Why::kName, Why::kName, Why::kName, Why::kNameBeginning, Why::kSound,
                                         Why::kText}));

    ASSERT_TRUE(add(office, {wrote(20, 4, {4}, {{"note", "came again"}})}).empty());
    EXPECT_EQ(found(office, "jamal"), (Numbers{4, 6, 5, 3, 2, 1}));
    Written same_time = wrote(21, 5, {5}, {{"note", "came again"}});
    same_time.time = kStart + std::chrono::minutes{20};
    ASSERT_TRUE(add(office, {same_time}).empty());
    EXPECT_EQ(found(office, "jamal"), (Numbers{4, 5, 6, 3, 2, 1}));
    for (std::size_t limit = 0; limit <= 7; ++limit) {
        Numbers expected{4, 5, 6, 3, 2, 1};
        expected.resize(std::min<std::size_t>(limit, 6));
        EXPECT_EQ(found(office, "jamal", {}, limit), expected);
    }
}

TEST(Search, J5_ARecordIsAHitOnceForItsBestReason) {
    Office office{
        contact(1, {{"name", "Jamal Jamal"}, {"other_names", {"Cemal", "Jamalia"}}, {"note", "Jamal"}})};
    auto const hits = office.search("jamal", {}, 100);
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_EQ(hits[0].why, Why::kName);
    EXPECT_EQ(hits[0].kind, "contact");
    EXPECT_EQ(hits[0].person, per(1));
    EXPECT_EQ(hits[0].title, "Jamal Jamal");
    EXPECT_EQ(hits[0].record, rec(1));
    std::set<std::string_view> names;
    for (Why const w : {Why::kName, Why::kNameBeginning, Why::kPhone, Why::kSound, Why::kText})
        names.insert(name(w));
    EXPECT_EQ(names.size(), 5U);
}

TEST(Search, J5_OnlyRecordsOfTheKindAskedForCount) {
    Written note = wrote(2, 2, {}, {{"note", "Ana called"}});
    note.kind = "note";
    Office office{contact(1, {{"name", "Ana"}}), note, contact(3, {{"name", "Ana"}})};
    EXPECT_EQ(found(office, "ana"), (Numbers{3, 1, 2}));
    EXPECT_EQ(found(office, "ana", "note"), Numbers{2});
    EXPECT_EQ(found(office, "ana", "note", 1), Numbers{2}) << "the limit counts hits of that kind";
    EXPECT_EQ(found(office, "ana", "contact"), (Numbers{3, 1}));
    EXPECT_TRUE(found(office, "ana", "unknown").empty());
    EXPECT_TRUE(found(office, "contact").empty());
}

// ── J4: hostile questions ──

TEST(Search, J4_NothingTypedIsSyntax) {
    Office office{contact(1, {{"name", "Ana"}, {"note", "or near"}}), contact(2, {{"name", "Benita"}})};
    for (char const* typed :
         {"ana OR benita", "ana AND benita", "NOT ana", "NEAR(ana benita)", "name : ana", "name:ana",
          "ana -benita", "ana^2", "{name} : ana", "\"ana\" OR \"benita\"", "ana; DROP TABLE names",
          "ana' OR '1'='1", "ana\" OR \"1", "rank MATCH 'bm25(1)'"})
        EXPECT_TRUE(found(office, typed).empty()) << typed;
    for (char const* typed : {"ana*", "*ana", "\"ana\"", "(ana", "^ana", "ana:", "{ana}", "-ana", "+ana",
                              "ana\\", "'ana'", "%ana%", "ana%00", "ana OR near"})
        EXPECT_EQ(found(office, typed).size(), std::string_view{typed} == "ana%00" ? 0U : 1U) << typed;
}

TEST(Search, J4_BytesOfAnyKindAreSurvived) {
    Office office{contact(1, {{"name", "Ana"}})};
    using namespace std::string_view_literals;
    EXPECT_EQ(found(office, "ana\0"sv), Numbers{1});
    EXPECT_EQ(found(office, "\0ana"sv), Numbers{1});
    EXPECT_TRUE(found(office, "an\0a"sv).empty()) << "two words";
    EXPECT_EQ(found(office, "an\u00ada"), Numbers{1}) << "a soft hyphen";
    EXPECT_EQ(found(office, "\u202e\u2066ana\u2069"), Numbers{1}) << "direction marks";
    EXPECT_EQ(found(office, "😀 ana 🏳️‍🌈"), Numbers{1});
    for (std::string_view const typed :
         {""sv, " "sv, "\0"sv, "😀"sv, "\u202e"sv, "\xff\xfe"sv, "\xf0\x9f"sv, "...!?"sv, "\u0301"sv})
        EXPECT_TRUE(found(office, typed).empty());
    EXPECT_EQ(found(office,
                    "\xff"
                    "ana\xc3"sv),
              Numbers{1});
    std::mt19937 random{3};
    for (int i = 0; i < 3000; ++i) {
        std::string typed(below(random, 40), '\0');
        for (char& c : typed) c = static_cast<char>(random());
        std::string const again = typed;
        EXPECT_EQ(found(office, typed), found(office, again));
        people(office, {typed}, typed);
    }
}

TEST(Search, J4_TheFirstSixteenWordsCountHoweverMuchIsTyped) {
    std::string note;
    for (int i = 0; i < 16; ++i) note += "w" + std::to_string(100 + i) + ' ';
    Office office{contact(1, {{"note", note}, {"name", "Ana"}})};
    EXPECT_EQ(found(office, note), Numbers{1});
    EXPECT_EQ(found(office, note + "absent"), Numbers{1});
    EXPECT_TRUE(found(office, "absent " + note).empty());

    std::size_t const size = std::size_t{1} << 20U;
    std::string many;
    while (many.size() < size) many += "ana ";
    EXPECT_EQ(found(office, many), Numbers{1});
    EXPECT_EQ(people(office, {many}), Numbers{1});
    EXPECT_TRUE(found(office, std::string(size, 'a')).empty());
    EXPECT_TRUE(found(office, std::string(size, '1')).empty());
    EXPECT_TRUE(found(office, std::string(size, '"')).empty());
    EXPECT_TRUE(found(office, std::string(size, '\0')).empty());
    EXPECT_EQ(found(office, std::string(size, ' ') + "ana"), Numbers{1});
    people(office, {std::string(size, 'a')}, std::string(size, '5'));
}

TEST(Search, J4_ALongWordIsCutInTheIndexAndTheQuestionAlike) {
    std::string const word(500, 'x');
    Office office{contact(1, {{"note", word}, {"phone", std::string(500, '7')}, {"name", word + " Paz"}})};
    EXPECT_EQ(found(office, word), Numbers{1});
    EXPECT_EQ(found(office, "77777"), Numbers{1});
    ASSERT_TRUE(add(office, {wrote(2, 1, {1}, {{"note", ""}, {"phone", ""}, {"name", ""}})}).empty());
    EXPECT_TRUE(found(office, word).empty());
    EXPECT_TRUE(found(office, "77777").empty());
}

// ── Against the plainest search there is ──

TEST(Search, J4_AgreesWithReadingEveryRecordThroughEditsAndErasures) {
    std::vector<std::string> const vocabulary{"ana",  "anahí", "anita", "bea", "beatriz",
                                              "cali", "casa",  "cas",   "dos", "doscientos"};
    std::mt19937 random{11};
    for (int round = 0; round < 40; ++round) {
        Office office;
        std::map<unsigned, std::set<std::string>> words;
        std::map<unsigned, unsigned> last;
        for (unsigned n = 1; n <= 60; ++n) {
            unsigned const record = below(random, 12);
            if (below(random, 9) == 0) {
                office.erase(rec(record), std::nullopt);
                words[record].clear();
                continue;
            }
            std::string note;
            for (unsigned w = below(random, 4); w > 0; --w)
                note += vocabulary[below(random, vocabulary.size())] + ' ';
            ASSERT_TRUE(add(office, {wrote(n, record,
                                           last.contains(record) ? std::vector{last[record]}
                                                                 : std::vector<unsigned>{},
                                           {{"note", note}})})
                            .empty());
            last[record] = n;
            words[record].clear();
            for (letters::Words each{note}; each.next();) words[record].emplace(each.word());
            if (below(random, 3) == 0) continue;

            std::string const first = letters::fold(vocabulary[below(random, vocabulary.size())]);
            std::string beginning = letters::fold(vocabulary[below(random, vocabulary.size())]);
            beginning.resize(1 + below(random, beginning.size()));
            std::set<unsigned> expected;
            for (auto const& [r, held] : words) {
                bool const begins = std::any_of(held.begin(), held.end(), [&](std::string const& w) {
                    return w.rfind(beginning, 0) == 0;
                });
                if (held.contains(first) && begins) expected.insert(r);
            }
            Numbers const hits = found(office, first + ' ' + beginning);
            ASSERT_EQ((std::set<unsigned>{hits.begin(), hits.end()}), expected) << first << ' ' << beginning;
            ASSERT_EQ(hits.size(), expected.size());
        }
    }
}

// ── Similar people ──

TEST(Similar, BestFirstPhoneThenNameThenSoundThenSomeWordsSound) {
    Office office{contact(1, {{"name", "Svetlana Petrova"}, {"phone", "+57 301 555 0101"}}),
                  contact(2, {{"name", "Светлана Петрова"}}),
                  contact(3, {{"name", "Petrova Svetlana"}}),
                  contact(4, {{"name", "Svetlana Morales"}}),
                  contact(5, {{"name", "Olga"}, {"phone", "301 555 0101"}}),
                  contact(6, {{"name", "Olga"}})};
    std::vector<std::string> const names{"Svetlana Petrova"};
    auto const similar = office.similar_people(names, "0301 555 0101", 10);
    ASSERT_EQ(similar.size(), 5U);
    auto const flags = [&](std::size_t i) {
        Similar const& s = similar[i];
        return std::vector<bool>{s.same_phone, s.same_name, s.same_sound, s.some_sound};
    };
    EXPECT_EQ(people(office, names, "0301 555 0101"), (Numbers{1, 5, 3, 2, 4}));
    EXPECT_EQ(flags(0), (std::vector<bool>{true, true, true, true}));
    EXPECT_EQ(flags(1), (std::vector<bool>{true, false, false, false}));
    EXPECT_EQ(flags(2), (std::vector<bool>{false, true, true, true}));
    EXPECT_EQ(flags(3), (std::vector<bool>{false, false, true, true}));
    EXPECT_EQ(flags(4), (std::vector<bool>{false, false, false, true}));
    EXPECT_EQ(similar[0].title, "Svetlana Petrova");
    for (std::size_t limit = 0; limit < 6; ++limit)
        EXPECT_EQ(people(office, names, "0301 555 0101", limit).size(), std::min<std::size_t>(limit, 5));
}

TEST(Similar, APersonComesOnceWithTheRecordThatSaysMost) {
    Written second = wrote(2, 2, {}, {{"name", "Yusuf"}});
    second.person = per(1);
    Written third = wrote(3, 3, {}, {{"name", "Youssef"}});
    third.person = per(1);
    Written nobody = wrote(4, 4, {}, {{"name", "Yusuf"}});
    nobody.person.reset();
    Office office{contact(1, {{"name", "Yusuf"}}), second, third, nobody};
    std::vector<std::string> const names{"Yusuf"};
    auto const similar = office.similar_people(names, "", 10);
    ASSERT_EQ(similar.size(), 1U);
    EXPECT_EQ(similar[0].record, rec(2)) << "the same name, and changed later than record 1";
    EXPECT_EQ(similar[0].person, per(1));
}

TEST(Similar, AnyOfSeveralNamesWillDo) {
    Office office{contact(1, {{"name", "Ana Morales"}}), contact(2, {{"name", "La Paisa"}}),
                  contact(3, {{"name", "Olga Ruiz"}})};
    EXPECT_EQ(people(office, {"Ana Morales", "La Paisa"}), (Numbers{2, 1}));
    EXPECT_EQ(people(office, {"", "Olga Ruiz", "!"}), Numbers{3});
    EXPECT_TRUE(people(office, {}).empty());
    EXPECT_TRUE(people(office, {""}, "12").empty());
}
