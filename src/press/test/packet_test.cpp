// SPDX-License-Identifier: AGPL-3.0-or-later
#include "../image.hpp"
#include "amparo/pages/redaction.hpp"
#include "amparo/press/press.hpp"
#include "pdf.hpp"

#include <gtest/gtest.h>

namespace amparo::press {
namespace {

pages::PacketPlan plan_of(std::vector<std::string> exhibits) {
    pages::PacketPlan plan;
    plan.court = "Immigration Court";
    plan.matter = "M-2031-7";
    plan.title = "Supporting evidence";
    plan.attorney = "Ines Duarte";
    plan.prefix = "IND-";
    plan.exhibits = std::move(exhibits);
    return plan;
}

Bytes bytes_of(std::string_view text) {
    return {as_bytes(text).begin(), as_bytes(text).end()};
}

std::string text_on(std::vector<pages::Page> const& all, std::size_t page) {
    return text_of({all.at(page)});
}

TEST(Packet, K2_SheetsAndNumbersStandWhereTheTableSays) {
    Here here;
    auto const made = here.packet(plan_of({"Declaration", "Notes"}),
                                  {pdf_with({"first page", "second page"}), bytes_of("a line of notes\n")});
    ASSERT_TRUE(made.ok());
    EXPECT_EQ(made.value().starts, (std::vector<std::size_t>{2, 5}));
    EXPECT_EQ(made.value().pages, 7U);
    auto const all = here.read(made.value().pdf).value();
    ASSERT_EQ(all.size(), 7U);
    EXPECT_NE(text_on(all, 0).find("Supporting evidence"), std::string::npos) << text_on(all, 0);
    EXPECT_NE(text_on(all, 1).find("IND-0003"), std::string::npos) << text_on(all, 1);
    EXPECT_NE(text_on(all, 1).find("IND-0006"), std::string::npos);
    EXPECT_EQ(text_on(all, 2), "Exhibit A Declaration IND-0003 ");
    EXPECT_EQ(text_on(all, 3), "first page IND-0004 ");
    EXPECT_EQ(text_on(all, 6), "a line of notes IND-0007 ");
}

TEST(Packet, P3_WhatActsOrTellsIsNotTakenAlong) {
    std::string const annotation =
        "/Annots [<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (CanaryComment) /T "
        "(CanaryName) >> "
        "<< /Type /Annot /Subtype /Link /Rect [72 700 200 740] /A << /S /URI /URI (http://canary.invalid) >> "
        ">>] "
        "/AA << /O << /S /JavaScript /JS (app.alert\\(1\\)) >> >> /PieceInfo << /Canary (CanaryPiece) >>";
    Here here;
    auto const made = here.packet(plan_of({"One"}), {pdf_with({"seen text"}, annotation)});
    ASSERT_TRUE(made.ok());
    EXPECT_NE(text_of(here.read(made.value().pdf).value()).find("seen text"), std::string::npos);
    // Object streams would hide them from this search: unpacked in tests/papers.
    for (std::string_view const word : {"Canary", "canary", "JavaScript"})
        EXPECT_EQ(as_text(made.value().pdf).find(word), std::string_view::npos) << word;
}

TEST(Packet, ATableOfManyExhibitsTakesSeveralPages) {
    std::vector<std::string> names;
    std::vector<Bytes> files;
    for (int i = 0; i < 60; ++i) {
        names.push_back("A letter whose description is long enough to be wrapped over two lines, number " +
                        std::to_string(i));
        files.push_back(bytes_of("text"));
    }
    Here here;
    auto const made = here.packet(plan_of(names), files);
    ASSERT_TRUE(made.ok());
    EXPECT_GT(made.value().starts.front(), 3U);
    auto const all = here.read(made.value().pdf).value();
    EXPECT_EQ(all.size(), made.value().pages);
    EXPECT_NE(text_on(all, made.value().starts.back()).find("Exhibit BH"), std::string::npos);
}

TEST(Packet, SpanishAndArabicAreShaped) {
    Here here;
    auto plan = plan_of({"رسالة من الجيران"});
    plan.language = pages::Language::kArabic;
    plan.title = "أدلة داعمة";
    auto const made = here.packet(plan, {bytes_of("مرحبا\n")});
    ASSERT_TRUE(made.ok());
    auto const all = here.read(made.value().pdf).value();
    pages::Mark mark;
    mark.phrase = "فهرس المرفقات";
    EXPECT_FALSE(pages::left_in({all.at(1)}, {mark}).empty()) << text_on(all, 1);
    plan.language = pages::Language::kSpanish;
    auto const spanish = here.packet(plan, {bytes_of("señal\n")});
    EXPECT_NE(text_of(here.read(spanish.value().pdf).value()).find("Índice"), std::string::npos);
}

TEST(Packet, APictureIsAPage) {
    Picture picture{900, 300, std::vector<std::uint32_t>(270'000, 0xff204060U)};
    Here here;
    auto const made = here.packet(plan_of({"Photograph"}), {as_png(picture)});
    ASSERT_TRUE(made.ok());
    auto const all = here.read(made.value().pdf).value();
    EXPECT_GT(all.at(3).width, all.at(3).height);
}

TEST(Packet, WhatCanNotBeJoinedIsNamed) {
    Here here;
    auto const good = pdf_with({"page"});
    Bytes cut = good;
    cut.resize(cut.size() / 2);
    auto const error = [&](Bytes const& second) {
        return here.packet(plan_of({"One", "Two"}), {good, second}).error();
    };
    EXPECT_EQ(error(cut).code, Code::kDamaged);
    EXPECT_EQ(error(cut).file, 1U);
    EXPECT_EQ(error(bytes_of("PK\x03\x04")).code, Code::kKind);
    EXPECT_EQ(error(Bytes{}).file, 1U);
}

TEST(Packet, P3_ALayerThatIsHiddenStaysHidden) {
    Bytes const layered = pdf_of(
        {{1, "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >> >>"},
         {2, "<< /Type /Pages /Kids [4 0 R] /Count 1 >>"},
         {3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"},
         {4,
          "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 "
          "0 "
          "R >> /Properties << /L 6 0 R >> >> >>"},
         {5, stream("BT /F1 12 Tf 72 720 Td (shown) Tj ET /OC /L BDC BT /F1 12 Tf 72 600 Td (Hiddenlayer) Tj "
                    "ET EMC")},
         {6, "<< /Type /OCG /Name (Notes) >>"}});
    Here here;
    auto const made = here.packet(plan_of({"One"}), {layered});
    ASSERT_TRUE(made.ok());
    std::string const text = text_of(here.read(made.value().pdf).value());
    EXPECT_NE(text.find("shown"), std::string::npos) << text;
    EXPECT_EQ(text.find("Hiddenlayer"), std::string::npos) << text;
}

}  // namespace
}  // namespace amparo::press
