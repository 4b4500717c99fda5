// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/pages/redaction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace amparo::pages {
namespace {

Page page_of(std::string_view text) {
    Page page = page_of_text(text);
    page.width = 612;
    page.height = 792;
    double x = 72;
    double y = 72;
    for (Word& word : page.words) {
        word.box = {x, y, x + 6.0 * static_cast<double>(word.text.size()), y + 12};
        x = word.box.right + 4;
        if (x > 500) {
            x = 72;
            y += 14;
        }
    }
    return page;
}

Mark phrase(std::string text) {
    Mark mark;
    mark.phrase = std::move(text);
    mark.reason = "privilege";
    return mark;
}
Mark of_kind(Kind of) {
    Mark mark;
    mark.what = Mark::What::kKind;
    mark.kind = of;
    return mark;
}

std::vector<std::string> hits(std::vector<Page> const& pages, Mark const& mark) {
    std::vector<std::string> out;
    for (Hit const& hit : find(pages, {mark}).hits) out.push_back(around(pages, hit).hit);
    return out;
}
std::vector<std::string> hits(std::string_view text, Mark const& mark) {
    return hits({page_of(text)}, mark);
}
using Texts = std::vector<std::string>;

TEST(Redaction, R1_AWordGoesWholeWithWhatHangsOnIt) {
    EXPECT_EQ(hits("for (Maritza's) sister", phrase("maritza")), Texts{"(Maritza's)"});
}

TEST(Redaction, R2_CapitalsAccentsLigaturesAndDigitsAreFolded) {
    EXPECT_EQ(hits("then MARÍTZA came", phrase("maritza")), Texts{"MARÍTZA"});
    EXPECT_EQ(hits("the o\uFB03ce on 5th", phrase("office")), Texts{"o\uFB03ce"});
    EXPECT_EQ(hits("call ٥٥٥١٢٣٤", phrase("5551234")), Texts{"٥٥٥١٢٣٤"});
    EXPECT_EQ(hits("السيدة فَاطِمَة هنا", phrase("فاطمة")), Texts{"فَاطِمَة"});
}

TEST(Redaction, R2_AcrossLinesHyphensPagesAndTornWords) {
    EXPECT_EQ(hits("with Rosa\nLima there", phrase("rosa lima")), Texts{"Rosa Lima"});
    EXPECT_EQ(hits("the Marit-\nza case", phrase("Maritza")), Texts{"Marit- za"});
    EXPECT_EQ(hits("R o s a went", phrase("Rosa")), Texts{"R o s a"});
    EXPECT_EQ(hits("RosaLima went", phrase("Rosa Lima")), Texts{"RosaLima"});
    EXPECT_EQ(hits(std::vector<Page>{page_of("ends with Rosa"), page_of("Lima begins")}, phrase("Rosa Lima")),
              Texts{"Rosa Lima"});
}

TEST(Redaction, R2_FromTheRightInWhicheverOrderAFileHasIt) {
    for (std::string_view const text : {"السيدة فاطمة تسكن", "تسكن فاطمة السيدة", "ةديسلا ةمطاف نكست",
                                        "نكست ةمطاف ةديسلا", "ن ك س ت ة م ط ا ف ة د ي س ل ا"}) {
        EXPECT_EQ(hits(text, phrase("فاطمة")).size(), 1U) << text;
        EXPECT_EQ(hits(text, phrase("السيدة فاطمة")).size(), 1U) << text;
    }
}

TEST(Redaction, R2_AWordInsideAnotherIsNotMeantUnlessAskedFor) {
    EXPECT_EQ(hits("a banana for Ana, an address", phrase("Ana")), Texts{"Ana,"});
    EXPECT_EQ(hits("Maritzas and Maritza", phrase("Maritza*")), (Texts{"Maritzas", "Maritza"}));
    auto const found = find({page_of("Mariana")}, {phrase("ana")});
    ASSERT_EQ(found.missing.size(), 1U);
    EXPECT_EQ(found.missing.front().inside_others, 1U);
}

TEST(Redaction, R3_KindsByTheirForm) {
    EXPECT_EQ(hits("call (312) 555-0142 or +44 20 7946 0958 now", of_kind(Kind::kPhone)),
              (Texts{"(312) 555-0142", "+44 20 7946 0958"}));
    EXPECT_EQ(hits("on 2026-03-04, (12/03/2031) and 3.12.2031 to 2026-03-04 – 2026-03-09 17:30",
                   of_kind(Kind::kPhone)),
              Texts{});
    EXPECT_EQ(hits("2026-03-04 312-555-0142 2026-03-05 and 555-0143 on 04/03/2026", of_kind(Kind::kPhone)),
              (Texts{"312-555-0142", "555-0143"}));
    EXPECT_EQ(hits("555-0143 2026-03-05", of_kind(Kind::kPhone)), Texts{"555-0143"});
    EXPECT_EQ(hits("2026-03-04-55 +2026-03-04 2026-34-56 2026-00-04 2926-03-04 2026/31/31 a-2026-03-04",
                   of_kind(Kind::kPhone)),
              (Texts{"2026-03-04-55", "+2026-03-04", "2026-34-56", "2026-00-04", "2926-03-04", "2026/31/31",
                     "a-2026-03-04"}));
    EXPECT_EQ(hits("pay 1,200 for case 12-345 of 2031", of_kind(Kind::kPhone)), Texts{});
    EXPECT_EQ(hits("write to <r.lima@example.org>, please", of_kind(Kind::kEmail)),
              Texts{"<r.lima@example.org>,"});
    EXPECT_EQ(hits("A# 012 345 678 and A-098765432; Alien number: 023456789", of_kind(Kind::kANumber)),
              (Texts{"A# 012 345 678", "A-098765432;", "Alien number: 023456789"}));
    EXPECT_EQ(hits("a 7 day stay in unit A12", of_kind(Kind::kANumber)), Texts{});
    EXPECT_EQ(
        hits("on March 3, 2031 and 12/04/2031, el 5 de mayo de 2031; in May we may", of_kind(Kind::kDate)),
        (Texts{"March 3, 2031", "12/04/2031,", "5 de mayo de 2031;"}));
}

TEST(Redaction, R4_AnAreaTakesTheWordsItTouchesWhole) {
    Page const page = page_of("one Maritza three");
    Mark mark;
    mark.what = Mark::What::kArea;
    Box const word = page.words[1].box;
    mark.area = {word.left + 5, word.top + 2, word.left + 9, word.bottom - 2};
    auto const blacked = black({page}, {mark}, find({page}, {mark}));
    EXPECT_EQ(blacked.front().kept, (std::vector<std::size_t>{0, 2}));
    ASSERT_EQ(blacked.front().bars.size(), 2U);
    EXPECT_LE(blacked.front().bars[1].box.left, word.left);
    EXPECT_GE(blacked.front().bars[1].box.right, word.right);
}

TEST(Redaction, R5_WhatIsNotFoundIsTold) {
    auto const found = find({page_of("nobody"), Page{612, 792, {}}}, {phrase("Maritza")});
    ASSERT_EQ(found.missing.size(), 1U);
    EXPECT_EQ(found.missing.front().mark, 0U);
    EXPECT_EQ(found.without_words, std::vector<std::size_t>{1});
}

TEST(Redaction, R6_WhatStandsTogetherOnceOthersAreGoneGoesToo) {
    std::vector<Page> const pages{page_of("Rosa Maria Lima went")};
    std::vector<Mark> const marks{phrase("Rosa Lima"), phrase("Maria")};
    auto const found = find(pages, marks);
    EXPECT_EQ(black(pages, marks, found).front().kept, std::vector<std::size_t>{3});
}

TEST(Redaction, R6_WhatIsLeftIsNamed) {
    EXPECT_EQ(left_in({page_of("Rosa is here")}, {phrase("Lima"), phrase("Rosa")}),
              std::vector<std::size_t>{1});
    EXPECT_TRUE(left_in({page_of("[█████] is here")}, {phrase("Rosa")}).empty());
}

TEST(Redaction, WordsSideBySideAreOneBar) {
    std::vector<Page> const pages{page_of("with Rosa Lima there")};
    std::vector<Mark> const marks{phrase("Rosa Lima")};
    EXPECT_EQ(black(pages, marks, find(pages, marks)).front().bars.size(), 1U);
}

TEST(Redaction, ATextKeepsItsFormAndTellsNoLength) {
    auto const blacked = [](std::string_view text) {
        std::vector<Mark> const marks{phrase("Rosa Lima"), phrase("Ed")};
        return black_text(text, marks, find({page_of_text(text)}, marks));
    };
    EXPECT_EQ(blacked("To Rosa Lima:\n\n  Ed's house.\n"),
              "To [█████ privilege]\n\n  [█████ privilege] house.\n");
}

TEST(Redaction, R2_AWordGoesOnOnlyWhereAStarSaysSoAndShortOnesAreNotJoined) {
    EXPECT_EQ(hits("then Maritza came", phrase("Marit")), Texts{});
    EXPECT_EQ(hits("then Maritza came", phrase("Marit*")), Texts{"Maritza"});
    EXPECT_EQ(hits("An a is a letter", phrase("Ana")), Texts{});
}

TEST(Redaction, R3_AtTheEdgesOfEachForm) {
    EXPECT_EQ(hits("call 555-0142 now", of_kind(Kind::kPhone)), Texts{"555-0142"});
    EXPECT_EQ(hits("case 5550142 now", of_kind(Kind::kPhone)), Texts{});
    EXPECT_EQ(hits("call 312–555–0142 now", of_kind(Kind::kPhone)), Texts{"312–555–0142"});
    EXPECT_EQ(hits("five @localhost and a@b here", of_kind(Kind::kEmail)), Texts{});
    EXPECT_EQ(hits("on 3 March she", of_kind(Kind::kDate)), Texts{"3 March"});
}

TEST(Redaction, R4_R6_AnAreaTakesWhatItHalfCoversHasItsBarAndIsLookedAtAgain) {
    std::vector<Page> const pages{page_of("one two")};
    Mark area;
    area.what = Mark::What::kArea;
    area.area = {60, 60, 500, 78};  // The upper half of the line.
    area.reason = "safety";
    EXPECT_EQ(find(pages, {area}).hits.front().places.size(), 2U);
    auto const blacked = black(pages, {area}, find(pages, {area}));
    EXPECT_EQ(blacked[0].bars.front(), (Bar{area.area, "safety"}));
    EXPECT_EQ(left_in(pages, {area}), std::vector<std::size_t>{0});
    EXPECT_EQ(left_in(pages, {phrase("one"), phrase("three"), phrase("two")}),
              (std::vector<std::size_t>{0, 2}));
}

TEST(Redaction, ABarReachesOverTheBoxOfItsWord) {
    std::vector<Page> const pages{page_of("one two")};
    auto const found = find(pages, {phrase("one")});
    Box const bar = black(pages, {phrase("one")}, found)[0].bars.front().box;
    Box const word = pages[0].words[0].box;
    EXPECT_LT(bar.left, word.left);
    EXPECT_LT(bar.top, word.top);
    EXPECT_GT(bar.right, word.right);
    EXPECT_GT(bar.bottom, word.bottom);
}

TEST(Redaction, NoMarkLeavesAnythingOfItself) {
    std::mt19937 random{20'310'412};
    std::vector<std::string> const names{"Rosa", "Lima", "Maritza", "José", "فاطمة", "O'Neil", "Ana-María"};
    auto const pick = [&](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>{0, n - 1}(random);
    };
    for (int round = 0; round < 500; ++round) {
        std::vector<Page> pages;
        for (std::size_t p = 0; p <= pick(3); ++p) {
            std::string text;
            for (std::size_t i = 0; i < 40; ++i)
                text += (pick(3) == 0 ? names[pick(names.size())] : "word") + " ";
            pages.push_back(page_of(text));
        }
        std::vector<Mark> marks;
        for (std::size_t i = 0; i <= pick(3); ++i)
            marks.push_back(
                phrase(names[pick(names.size())] + (pick(2) == 0 ? " " + names[pick(names.size())] : "")));
        Mark area;
        area.what = Mark::What::kArea;
        area.page = pick(pages.size());
        double const left = static_cast<double>(pick(400));
        double const top = static_cast<double>(pick(200));
        area.area = {left, top, left + 1 + static_cast<double>(pick(200)),
                     top + 1 + static_cast<double>(pick(80))};
        marks.push_back(area);
        auto const blacked = black(pages, marks, find(pages, marks));
        std::vector<Page> made(pages.size());
        for (std::size_t p = 0; p < pages.size(); ++p)
            for (std::size_t const word : blacked[p].kept) made[p].words.push_back(pages[p].words[word]);
        EXPECT_TRUE(left_in(made, marks).empty()) << round;
    }
}

}  // namespace
}  // namespace amparo::pages
