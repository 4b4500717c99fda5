// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/audit/audit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

using namespace amparo::audit;

namespace {

std::string short_form(Claim const& claim) {
    std::string out = claim.part ? std::to_string(*claim.part) : "?";
    out += "/" + (claim.whole ? std::to_string(*claim.whole) : "?");
    auto const stated = claim.stated();
    out += " " + (stated ? text_of(*stated, Tongue::kEnglish) : "-");
    return out + " " + std::string{name(claim.verdict)};
}

std::string audited(std::string_view text) {
    std::string out;
    for (Claim const& claim : audit_text(text).claims) out += (out.empty() ? "" : "; ") + short_form(claim);
    return out;
}

std::string findings(std::string_view text) {
    std::string out;
    for (Finding const& finding : audit_text(text).findings)
        out += (out.empty() ? "" : "; ") + std::string{name(finding.kind)} + " " +
               std::to_string(finding.stated) + " " + std::to_string(finding.expected);
    return out;
}

}  // namespace

// ── Verdicts ──

TEST(Judge, J1_NearestEitherTie) {
    EXPECT_EQ(audited("38% (8 of 21)"), "8/21 38 consistent");
    EXPECT_EQ(audited("13% (1 of 8), 12% (1 of 8)"), "1/8 13 consistent; 1/8 12 consistent");
    EXPECT_EQ(audited("38.10% (8 of 21)"), "8/21 38.10 consistent");
    EXPECT_EQ(audited("38.1% (8 of 21)"), "8/21 38.1 consistent");
    EXPECT_EQ(audited("38.0% (8 of 21)"), "8/21 38.0 truncated");
}
TEST(Judge, J2_CutIsNotRounded) {
    Report const report = audit_text("Twenty-three percent (5 of 21)");
    ASSERT_EQ(report.claims.size(), 1U);
    EXPECT_EQ(report.claims[0].verdict, Verdict::kTruncated);
    EXPECT_EQ(report.claims[0].nearest, (Printed{24, 0}));
    EXPECT_FALSE(report.is_clean());
}
TEST(Judge, J3_NothingGivesIt) {
    EXPECT_EQ(audited("25% (5 of 21)"), "5/21 25 inconsistent");
    Report const up = audit_text("39% (8 of 21)");
    EXPECT_EQ(up.claims.at(0).verdict, Verdict::kInconsistent);
    EXPECT_EQ(up.claims.at(0).reason, Reason::kOnlyUp);
}
TEST(Judge, J4_MoreThanAll) {
    EXPECT_EQ(audited("119% (25 of 21)"), "25/21 119 impossible");
    EXPECT_EQ(audited("38% (8 of 0)"), "8/0 38 impossible");
}
TEST(Judge, J5_Hedges) {
    EXPECT_EQ(audited("more than half (12 of 21); more than half (10 of 21)"),
              "12/21 50.0000 consistent; 10/21 50.0000 inconsistent");
    EXPECT_EQ(audited("at least 40% (8 of 21). At most 40% (8 of 21)."),
              "8/21 40 inconsistent; 8/21 40 consistent");
    EXPECT_EQ(audited("almost 40% (8 of 21), almost 60% (8 of 21)"),
              "8/21 40 consistent; 8/21 60 inconsistent");
    EXPECT_EQ(audited("al menos el 38 % (8 de 21); menos del 30 % (8 de 21)"),
              "8/21 38 consistent; 8/21 30 inconsistent");
    EXPECT_EQ(audited("au moins 30 % (8 sur 21) ; plus de 40 % (8 sur 21)"),
              "8/21 30 consistent; 8/21 40 inconsistent");
    EXPECT_EQ(audited("no more than 40% (8 of 21), ≥ 40% (8 of 21), >38% (8 of 21)"),
              "8/21 40 consistent; 8/21 40 inconsistent; 8/21 38 consistent");
    EXPECT_EQ(audited("Most (15 of 21). Most (8 of 21)."), "15/21 - consistent; 8/21 - inconsistent");
}
TEST(Judge, J6_Fractions) {
    EXPECT_EQ(audited("two thirds (14 of 21), two thirds (16 of 21)"),
              "14/21 66.6667 consistent; 16/21 66.6667 inconsistent");
    EXPECT_EQ(audited("one in five (4 of 21), one in five (3 of 21)"),
              "4/21 20.0000 consistent; 3/21 20.0000 inconsistent");
    EXPECT_EQ(audited("half (10 of 21), half (7 of 21)"),
              "10/21 50.0000 consistent; 7/21 50.0000 inconsistent");
    EXPECT_EQ(audited("eight in ten (57 of 71), eight in ten (40 of 71)"),
              "57/71 80.0000 consistent; 40/71 80.0000 inconsistent");
    EXPECT_EQ(audited("all (14 of 14), all (13 of 14), none (0 of 9), none (1 of 9)"),
              "14/14 100 consistent; 13/14 100 inconsistent; 0/9 0 consistent; 1/9 0 inconsistent");
}
TEST(Judge, J7_TwoFigures) {
    EXPECT_EQ(audited("One in five women (19%)"), "1/5 19 consistent");
    EXPECT_EQ(audited("One in five women (28%)"), "1/5 28 inconsistent");
    EXPECT_EQ(audited("1 of 5 women (19%)"), "1/5 19 inconsistent") << "counts are counts";
}
TEST(Judge, J8_Range) {
    EXPECT_EQ(audited("30–40% (8 of 21), 40-50 % (8 of 21)"), "8/21 - consistent; 8/21 - inconsistent");
    EXPECT_EQ(audited("entre 30 y 40 % (8 de 21)"), "8/21 - consistent");
}
TEST(Judge, J9_WholeOnly) {
    EXPECT_EQ(audited("24% of the 21 women"), "?/21 24 consistent");
    EXPECT_EQ(audited("23% of the 21 women"), "?/21 23 truncated");
    EXPECT_EQ(audited("25 % de las 21 mujeres"), "?/21 25 inconsistent");
    EXPECT_EQ(audited("38% (n = 8), 38% (n = 21), 37% (n = 1)"),
              "8/? 38 consistent; 21/? 38 consistent; 1/? 37 inconsistent");
    EXPECT_EQ(audited("Of the 21 women, 22% were mothers."), "?/21 22 inconsistent");
    EXPECT_EQ(audited("a mean of 2.45 children (n = 29), a mean of 2.46 children (n = 29)"),
              "?/29 2.45 consistent; ?/29 2.46 inconsistent");
}
TEST(Judge, J10_NearestIsWhatShouldStandThere) {
    EXPECT_EQ(audit_text("40.00% (8 of 21)").claims.at(0).nearest, (Printed{3810, 2}));
    EXPECT_EQ(audit_text("22% of the 21 women").claims.at(0).nearest, (Printed{24, 0}));
}

// ── Pairs ──

TEST(Pairing, P1_P2_Lists) {
    EXPECT_EQ(audited("38% and 43% (8 of 21 and 9 of 21, respectively)"),
              "8/21 38 consistent; 9/21 43 consistent");
    EXPECT_EQ(audited("43% and 38% (8 of 21 and 9 of 21, respectively)"),
              "8/21 43 inconsistent; 9/21 38 inconsistent");
    EXPECT_EQ(audited("38% (8 of 21), including mothers (5 of 21)"), "8/21 38 consistent");
    EXPECT_EQ(audited("8 of 21 (38%), 5 of 21 (23%)"), "8/21 38 consistent; 5/21 23 truncated");
}
TEST(Pairing, P3_SideBySide) {
    EXPECT_EQ(audited("8 of the 21 women, or 38 percent, said so"), "8/21 38 consistent");
    EXPECT_EQ(audited("8 of the 21 women, or 48 percent, said so"), "8/21 48 inconsistent");
    EXPECT_EQ(audited("38% = 8/21; 38% – 8 of 21 – said so"), "8/21 38 consistent; 8/21 38 consistent");
    EXPECT_EQ(audited("| citizens | 5 of 21 | 23% |\n| others | 16 of 21 | 76% |"),
              "5/21 23 truncated; 16/21 76 consistent");
    EXPECT_EQ(audited("| a | 5 of 21 | 6 of 20 | 24% | 30% |"), "5/21 24 consistent; 6/20 30 consistent");
}
TEST(Pairing, P4_P5_Doubt) {
    EXPECT_EQ(audited("While 60% of the sector is informal, those we met had contracts (15 of 21)."), "");
    EXPECT_EQ(audited("8 of 21 women, 38% of whom were mothers, moved"), "");
    EXPECT_EQ(audited("All mothers (8 of 21) got a bed."), "");
    EXPECT_EQ(audited("Among mothers (8 of 21), 50% said so."), "");
    EXPECT_EQ(audited("A third party (8 of 21) told us. The second half (8 of 21) was quiet. All but one (13 "
                      "of 14) stayed."),
              "");
}
TEST(Pairing, P6_NoShares) {
    EXPECT_EQ(audited("Employers kept 30% of their pay (6 of 21)."), "");
    EXPECT_EQ(
        audited(
            "Calls rose by 12% (8 of 21). An increase of 38 % (5 of 21). Up 5 percentage points (8 of 21)."),
        "");
    EXPECT_EQ(audited("38% (8 of 21; 95% CI 21–59%)"), "8/21 38 consistent");
    EXPECT_EQ(audited("rose to 38% (8 of 21)"), "8/21 38 consistent");
    EXPECT_EQ(audited("On 8/21/2031, page 3 of 12 (38%), table 2 of 5 (38%)."), "");
}
TEST(Pairing, P8_LoneCounts) {
    EXPECT_EQ(audited("8 of 21 women came. Open 24/7."), "");
    EXPECT_EQ(audited("25 of the 21 women came."), "25/21 - impossible");
    EXPECT_EQ(audited("They came (25 of 21)."), "25/21 - impossible");
}

// ── Across claims ──

TEST(Wholes, W1_TheSameSentenceTwice) {
    std::string const once = "Thirty-eight percent (8 of 21) send money home to their families.\n\n";
    EXPECT_EQ(findings(once + once), "");
    EXPECT_EQ(findings(once + "In sum, 43% (9 of 21) send money home to their families."), "")
        << "other words";
    EXPECT_EQ(findings(once + "Forty-three percent (9 of 21) send money home to their families."),
              "twice 9 8");
    EXPECT_EQ(findings("## 2030\n\n" + once +
                       "## 2031\n\nForty-three percent (9 of 21) send money home to their families."),
              "")
        << "another year";
}
TEST(Wholes, W2_TheRest) {
    EXPECT_EQ(
        findings(
            "38% (8 of 21) came alone, 19% (4 of 21) with friends, the rest (9 of 21, 43%) with family."),
        "");
    EXPECT_EQ(
        findings(
            "38% (8 of 21) came alone, 19% (4 of 21) with friends, the rest (8 of 21, 38%) with family."),
        "parts 21 20");
    EXPECT_EQ(findings("El 38 % (8 de 21) vino sola y el resto (12 de 21, 57 %) con su familia."),
              "parts 21 20");
    EXPECT_EQ(findings("38% (8 of 21) came alone, some with friends, the rest (8 of 21, 38%) with family."),
              "");
}
TEST(Wholes, W2_MakeUp) {
    EXPECT_EQ(findings("Citizens (5 of 21, 24%) and others (15 of 21, 71%) together make up all 21."),
              "parts 21 20");
    EXPECT_EQ(findings("Citizens (5 of 21, 24%) and others (16 of 21, 76%) together make up all 21."), "");
}
TEST(Wholes, W2_Total) {
    std::string const rows = "| yes | 5 of 21 | 24% |\n| no | 15 of 21 | 71% |\n";
    EXPECT_EQ(findings(rows + "| Total | 21 of 21 | 100% |\n"), "parts 21 20");
    EXPECT_EQ(findings(rows + "| Total | 21 of 21 | 100% |\n\nMultiple answers were possible.\n"), "");
    EXPECT_EQ(findings(rows + "| other | 1 of 21 | 5% |\n| Total | 21 of 21 | 100% |\n"), "");
}
TEST(Wholes, W3_Denominator) {
    EXPECT_EQ(findings("8 of the 21 women (38%) came. 9 of the 20 women (45%) left."), "denominator 20 21");
    EXPECT_EQ(findings("8 of the 21 women (38%) came. 9 of the 20 women who answered (45%) left."), "");
    EXPECT_EQ(findings("8 of the 21 women (38%) came.\n\n9 of the 20 women (45%) left."), "")
        << "another paragraph";
    EXPECT_EQ(findings("13 of the 21 women (62%) came. 9 of the 13 women (69%) left."), "")
        << "those who came";
}

// ── The document ──

TEST(Audit, PlacesAreOfTheClaim) {
    Report const report = audit_text(
        "Título\n\nAquí, según nos dijeron, el 38 % (8 de 21).\n\x20\x20"
        "23% (5 of 21)");
    ASSERT_EQ(report.claims.size(), 2U);
    EXPECT_EQ(report.claims[0].place, (Place{3, 29, 0}));
    EXPECT_EQ(report.claims[0].text, "38 % (8 de 21)");
    EXPECT_EQ(report.claims[1].place, (Place{4, 3, 0}));
}
TEST(Audit, PlacesCanBeGiven) {
    Auditor auditor;
    auditor.at({7, 12, 3});
    auditor.feed("38% (8 of 21) and ");
    auditor.at({9, 1, 3});
    auditor.feed("23% (5 of 21)");
    Report const report = auditor.finish();
    ASSERT_EQ(report.claims.size(), 2U);
    EXPECT_EQ(report.claims[0].place, (Place{7, 12, 3}));
    EXPECT_EQ(report.claims[1].place, (Place{9, 1, 3}));
}
TEST(Audit, WhichRuleTheDocumentFollows) {
    EXPECT_EQ(audit_text("38% (8 of 21), 24% (5 of 21)").followed(), kUsual);
    EXPECT_EQ(audit_text("13% (1 of 8), 38% (8 of 21)").followed(), bit(Rounding::kHalfUp));
    EXPECT_EQ(audit_text("12% (1 of 8), 24% (5 of 21)").followed(), bit(Rounding::kHalfEven));
    EXPECT_EQ(audit_text("23% (5 of 21), 38% (8 of 21)").followed(), bit(Rounding::kDown));
    EXPECT_EQ(audit_text("23% (5 of 21), 10% (2 of 21)").followed(), 0);
    EXPECT_EQ(audit_text("Nothing.").followed(), 0);
}
TEST(Audit, PowerOfTheMostFrequentWhole) {
    auto const power = audit_text("38% (8 of 21), 24% (5 of 21), 50% (1 of 2)").power();
    ASSERT_TRUE(power);
    EXPECT_EQ(*power, (Power{22, 101}));
    EXPECT_FALSE(audit_text("").power());
}
TEST(Audit, PiecesOfAnySizeGiveTheSame) {
    std::string text;
    for (int i = 0; i < 40; ++i) text += "Según nos dijeron, el 38 % (8 de 21) y, además, 23% (5 of 21).\n\n";
    Report const whole = audit_text(text);
    ASSERT_EQ(whole.claims.size(), 80U);
    for (std::size_t const size : {1U, 2U, 7U, 64U}) {
        Auditor auditor;
        for (std::size_t at = 0; at < text.size(); at += size)
            auditor.feed(std::string_view{text}.substr(at, size));
        Report const pieces = auditor.finish();
        ASSERT_EQ(pieces.claims.size(), whole.claims.size());
        for (std::size_t i = 0; i < whole.claims.size(); ++i) {
            EXPECT_EQ(pieces.claims[i].place, whole.claims[i].place);
            EXPECT_EQ(pieces.claims[i].text, whole.claims[i].text);
        }
    }
}
TEST(Audit, WindowsTearNoClaimApart) {
    std::string const line = "Of those we met, thirty-eight percent (8 of 21) sent money home.\n";
    std::string text;
    std::size_t lines = 0;
    while (text.size() < 5 * kWindowBytes) {
        text += line;
        ++lines;
    }
    Report const report = audit_text(text);
    EXPECT_EQ(report.claims.size(), lines);
    EXPECT_EQ(report.counts[0], lines);
    EXPECT_EQ(report.claims.back().place.line, lines);
}
TEST(Audit, AnyBytes) {
    for (std::string const& text :
         {std::string("\xFF\xFE%\xC3(8 of\xC3 21)"), std::string(3 * kWindowBytes, '('),
          std::string(3 * kWindowBytes, '8'), std::string(3 * kWindowBytes, '\n'), std::string(1000, '\0'),
          std::string("38% (8 of 99999999999999999999)")})
        EXPECT_TRUE(audit_text(text).is_clean());
}
TEST(Audit, EveryReasonHasWordsInBothLanguages) {
    for (auto const* text :
         {"38% (8 of 21)", "23% (5 of 21)", "39% (8 of 21)", "99% (8 of 21)", "half (3 of 21)",
          "half (10 of 21)", "over 90% (8 of 21)", "over 10% (8 of 21)", "1-2% (8 of 21)", "38-39% (8 of 21)",
          "one in five (19%)", "one in five (90%)", "23% of the 21 women", "22% of the 21 women",
          "24% of the 21 women", "37% (n = 1)", "5% (9 of 0)", "5% (9 of 8)"}) {
        Report const report = audit_text(text);
        ASSERT_EQ(report.claims.size(), 1U) << text;
        std::string const en = reason_of(report.claims[0], Tongue::kEnglish);
        std::string const es = reason_of(report.claims[0], Tongue::kSpanish);
        EXPECT_EQ(en.back(), '.');
        EXPECT_EQ(es.back(), '.');
        EXPECT_NE(en, es);
    }
}

/// Reports as people write them, right in every figure: nothing may be said against one, and most claims must
/// be seen.
TEST(Audit, NoFalseAlarmOnHonestReports) {
    namespace fs = std::filesystem;
    std::size_t reports = 0;
    std::uint64_t claims = 0;
    for (auto const& entry : fs::directory_iterator(fs::path{AMPARO_SOURCE_DIR} / "src/audit/test/honest")) {
        std::ifstream in{entry.path(), std::ios::binary};
        std::string const text{std::istreambuf_iterator<char>{in}, {}};
        Report const report = audit_text(text);
        for (Claim const& claim : report.claims)
            if (claim.verdict != Verdict::kConsistent)
                ADD_FAILURE() << entry.path().filename() << ":" << claim.place.line << " " << claim.text
                              << ": " << reason_of(claim, Tongue::kEnglish);
        for (Finding const& finding : report.findings)
            ADD_FAILURE() << entry.path().filename() << ":" << finding.place.line << " " << finding.text
                          << ": " << reason_of(finding, Tongue::kEnglish);
        EXPECT_GE(report.total(), 3U) << entry.path().filename();
        ++reports;
        claims += report.total();
    }
    EXPECT_GE(reports, 30U);
    EXPECT_GE(claims, 180U);
}
