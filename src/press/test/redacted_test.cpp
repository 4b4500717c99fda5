// SPDX-License-Identifier: AGPL-3.0-or-later
#include "../image.hpp"
#include "amparo/pages/redaction.hpp"
#include "amparo/press/press.hpp"
#include "pdf.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <random>

namespace amparo::press {
namespace {

pages::Mark phrase(std::string text) {
    pages::Mark mark;
    mark.phrase = std::move(text);
    mark.reason = "safety";
    return mark;
}

struct Made {
    std::vector<pages::Page> before;
    std::vector<pages::Blacked> blacked;
    Bytes pdf;
    std::vector<pages::Page> after;
};
Made redact(Bytes const& file, std::vector<pages::Mark> const& marks) {
    Made out;
    Here here;
    auto const before = here.read(file);
    if (!before.ok()) return out;
    out.before = before.value();
    out.blacked = black(out.before, marks, find(out.before, marks));
    auto pdf = here.redacted(file, out.blacked);
    if (!pdf.ok()) return out;
    out.pdf = std::move(pdf).value();
    auto const after = here.read(out.pdf);
    if (after.ok()) out.after = after.value();
    return out;
}

Picture picture_of(Bytes const& pdf, std::size_t page = 0) {
    auto const open = documents::PdfPages::open(pdf);
    auto picture = open.value().picture(page, 144);
    return std::move(picture).value();
}

/// Of the middle of a box: nothing but a bar's black and its label's white.
bool is_black(Picture const& picture, pages::Box const& box) {
    constexpr int kEdge = 2;  // Two rasters that don't meet.
    std::size_t black = 0;
    std::size_t all = 0;
    for (int y = static_cast<int>(box.top * 2) + kEdge; y < static_cast<int>(box.bottom * 2) - kEdge; ++y)
        for (int x = static_cast<int>(box.left * 2) + kEdge; x < static_cast<int>(box.right * 2) - kEdge;
             ++x) {
            std::uint32_t const pixel =
                picture.pixels.at(static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                                  static_cast<std::size_t>(x));
            ++all;
            black += (pixel & 0xFFU) < 48 ? 1 : 0;
        }
    return all > 0 && black == all;
}

TEST(Redacted, P2_TheWordIsGoneAndTheOthersCanStillBeSearched) {
    Made const made = redact(pdf_with({"Letter for Maritza Quispe today"}), {phrase("Maritza Quispe")});
    EXPECT_EQ(text_of(made.after), "Letter for today ");
    ASSERT_EQ(made.before.size(), 1U);
    auto const without_label = redact(pdf_with({"Letter for Maritza Quispe today"}), [] {
        auto mark = phrase("Maritza Quispe");
        mark.reason.clear();
        return std::vector{mark};
    }());
    ASSERT_FALSE(without_label.pdf.empty());
    EXPECT_TRUE(is_black(picture_of(without_label.pdf), without_label.blacked[0].bars.at(0).box));
    EXPECT_FALSE(is_black(picture_of(without_label.pdf), without_label.before[0].words[0].box));
}

TEST(Redacted, P2_WhereAWordStoodItStands) {
    Made const made = redact(pdf_with({"Letter for Maritza Quispe today"}), {phrase("Maritza")});
    ASSERT_EQ(made.after.size(), 1U);
    ASSERT_EQ(made.after[0].words.size(), 4U);
    pages::Box const was = made.before[0].words[4].box;
    pages::Box const is = made.after[0].words[3].box;
    EXPECT_NEAR(was.left, is.left, 2);
    EXPECT_NEAR(was.right, is.right, 2);
    EXPECT_NEAR(was.top, is.top, 4);
}

TEST(Redacted, P2_HiddenWordsAreNotTakenAlong) {
    std::string const hidden =
        "BT 3 Tr /F1 12 Tf 72 600 Td (Unseenword) Tj ET\n"
        "BT 0 Tr 1 1 1 rg /F1 12 Tf 72 500 Td (Whiteword) Tj ET\n"
        "BT 0 0 0 rg /F1 12 Tf 72 400 Td (Coveredword) Tj ET 0 g 60 390 200 30 re f\n"
        "BT 3 Tr /F1 12 Tf 72 720 Td (Underword) Tj ET\n"
        "BT 0 Tr /F1 12 Tf 72 680 Td (Another line) Tj ET\n";
    Made const made = redact(pdf_with({"Letter for today"}, "", hidden), {phrase("today")});
    EXPECT_NE(text_of(made.before).find("Unseenword"), std::string::npos);
    EXPECT_NE(text_of(made.before).find("Coveredword"), std::string::npos);
    for (std::string_view const word : {"Unseenword", "Whiteword", "Coveredword", "Underword", "today"})
        EXPECT_EQ(text_of(made.after).find(word), std::string::npos) << word;
    EXPECT_NE(text_of(made.after).find("Another line"), std::string::npos) << text_of(made.after);
}

TEST(Redacted, P2_ATurnedAndCutPageIsBlackWhereItsWordIsSeen) {
    for (std::string const more : {"/Rotate 90", "/Rotate 180", "/Rotate 270", "/CropBox [50 500 600 760]",
                                   "/Rotate 90 /CropBox [50 500 600 760]"}) {
        auto mark = phrase("Maritza");
        mark.reason.clear();
        Made const made = redact(pdf_with({"Letter for Maritza today"}, more), {mark});
        ASSERT_FALSE(made.pdf.empty()) << more;
        ASSERT_EQ(made.blacked[0].bars.size(), 1U) << more;
        EXPECT_TRUE(is_black(picture_of(made.pdf), made.blacked[0].bars[0].box)) << more;
        // What is seen elsewhere is what other words are made of.
        EXPECT_EQ(text_of(made.after).find("Maritza"), std::string::npos);
        Picture const picture = picture_of(made.pdf);
        std::size_t dark = 0;
        for (int y = 0; y < picture.height; ++y)
            for (int x = 0; x < picture.width; ++x) {
                double const left = x / 2.0;
                double const top = y / 2.0;
                auto const inside = [&](pages::Box const& box) {
                    return left >= box.left - 2 && left <= box.right + 2 && top >= box.top - 3 &&
                           top <= box.bottom + 3;
                };
                bool const is_known = inside(made.blacked[0].bars[0].box) ||
                                      std::any_of(made.before[0].words.begin(), made.before[0].words.end(),
                                                  [&](pages::Word const& word) {
                                                      return word.text != "Maritza" && inside(word.box);
                                                  });
                std::uint32_t const pixel =
                    picture.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                                   static_cast<std::size_t>(x)];
                if (!is_known && (pixel & 0xFFU) < 200) ++dark;
            }
        EXPECT_EQ(dark, 0U) << more;
    }
}

TEST(Redacted, P2_RandomAreasAreBlackAndHoldNoWord) {
    std::mt19937 random{7'041};
    auto const between = [&](double from, double to) {
        return std::uniform_real_distribution<double>{from, to}(random);
    };
    for (int round = 0; round < 6; ++round) {
        std::string text;
        for (int line = 0; line < 20; ++line)
            text += "BT /F1 12 Tf 72 " + std::to_string(700 - 20 * line) +
                    " Td (alpha beta gamma delta epsilon zeta eta theta iota kappa) Tj ET\n";
        pages::Mark mark;
        mark.what = pages::Mark::What::kArea;
        double const left = between(60, 300);
        double const top = between(80, 400);
        mark.area = {left, top, left + between(20, 200), top + between(10, 90)};
        Made const made = redact(pdf_with({"first"}, "", text), {mark});
        ASSERT_EQ(made.after.size(), 1U);
        EXPECT_TRUE(is_black(picture_of(made.pdf), mark.area));
        EXPECT_TRUE(left_in(made.after, {mark}).empty());
    }
}

TEST(Redacted, P2_ArabicStaysSearchable) {
    // The first PDF is made from a text, as a packet makes it.
    pages::PacketPlan plan;
    plan.exhibits = {"نص"};
    std::string const text = "السيدة فاطمة تسكن هنا\n";
    Here here;
    auto const packet = here.packet(plan, {Bytes{as_bytes(text).begin(), as_bytes(text).end()}});
    ASSERT_TRUE(packet.ok());
    Made const made = redact(packet.value().pdf, {phrase("فاطمة")});
    EXPECT_FALSE(pages::left_in(made.before, {phrase("فاطمة")}).empty()) << text_of(made.before);
    EXPECT_TRUE(pages::left_in(made.after, {phrase("فاطمة")}).empty());
    EXPECT_FALSE(pages::left_in(made.after, {phrase("السيدة")}).empty()) << text_of(made.after);
    EXPECT_FALSE(pages::left_in(made.after, {phrase("تسكن هنا")}).empty()) << text_of(made.after);
}

TEST(Redacted, P1_APictureLosesWhatItTellsBesideItsPixels) {
    Picture picture{300, 200, std::vector<std::uint32_t>(60'000, 0xffffffffU)};
    for (std::size_t i = 0; i < 60'000; i += 7) picture.pixels[i] = 0xff336699U;
    Bytes jpeg = as_jpeg(picture);
    constexpr char kExif[] = "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0CanaryOfAPlace";
    std::string const exif{kExif, sizeof kExif - 1};
    std::string head{"\xFF\xD8\xFF\xE1", 4};
    head += static_cast<char>((exif.size() + 2) >> 8U);
    head += static_cast<char>((exif.size() + 2) & 0xFFU);
    head += exif;
    jpeg.erase(jpeg.begin(), jpeg.begin() + 2);
    Bytes file{as_bytes(head).begin(), as_bytes(head).end()};
    append(file, jpeg);
    EXPECT_EQ(orientation_in(file), 6);
    pages::Mark mark;
    mark.what = pages::Mark::What::kArea;
    mark.area = {10, 10, 50, 60};
    Made const made = redact(file, {mark});
    ASSERT_FALSE(made.pdf.empty());
    EXPECT_LT(made.before[0].width, made.before[0].height) << "turned as its note says";
    EXPECT_EQ(as_text(made.pdf).find("Canary"), std::string_view::npos);
    EXPECT_TRUE(is_black(picture_of(made.pdf), mark.area));
}

TEST(Redacted, P4_WhatIsNoPageIsRefused) {
    Here here;
    auto const code = [&](std::string_view bytes) { return here.read(as_bytes(bytes)).error().code; };
    EXPECT_EQ(code("%PDF-1.4 nothing"), Code::kDamaged);
    EXPECT_EQ(code("PK\x03\x04 something"), Code::kKind);
    EXPECT_EQ(code("\x89PNG\r\n\x1a\n and no more of it than this"), Code::kTooLarge);
    EXPECT_EQ(code("\xFF\xD8\xFF and no more"), Code::kDamaged);
}

TEST(Redacted, AnotherProcessIsAskedTheSame) {
    Bytes const file = pdf_with({"Letter for Maritza today", "second"});
    std::vector<pages::Mark> const marks{phrase("Maritza")};
    Apart apart{[](ByteView asked) { return work(asked); }};
    Here here;
    auto const read = apart.read(file);
    ASSERT_TRUE(read.ok());
    ASSERT_EQ(read.value().size(), 2U);
    EXPECT_EQ(text_of(read.value()), text_of(here.read(file).value()));
    auto const blacked = black(read.value(), marks, find(read.value(), marks));
    auto const made = apart.redacted(file, blacked);
    ASSERT_TRUE(made.ok());
    EXPECT_EQ(text_of(here.read(made.value()).value()), "Letter for today second ");
    auto const picture = apart.picture(file, 1, 300);
    ASSERT_TRUE(picture.ok());
    EXPECT_EQ(decode(picture.value()).value().width, 300);
    EXPECT_EQ(apart.read(as_bytes("PK\x03\x04")).error().code, Code::kKind);
    Apart gone{[](ByteView) { return std::optional<Bytes>{}; }};
    EXPECT_EQ(gone.read(file).error().code, Code::kFailed);
}

}  // namespace
}  // namespace amparo::press
