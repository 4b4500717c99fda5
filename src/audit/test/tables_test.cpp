// SPDX-License-Identifier: AGPL-3.0-or-later
#include "audited.hpp"

#include <gtest/gtest.h>

using namespace amparo::audit;
using namespace amparo::audit::test;

TEST(Tables, T1_T2_CountsAndPercentages) {
    EXPECT_EQ(audited("Table 1. Status (N = 21)\n\n| Status | n | % |\n|---|---:|---:|\n| Citizen | 5 | 23 "
                      "|\n| None | 9 | 43% "
                      "|\n| Visitor | 7 | 33 |\n"),
              "5/21 23 truncated; 9/21 43 consistent; 7/21 33 consistent");
    EXPECT_EQ(audited("| Status | n | % |\n|---|---|---|\n| Citizen | 5 | 23% |\n| None | 9 | 43% |\n| "
                      "Visitor | 7 | 33% |\n| Total "
                      "| 21 | 100% |\n"),
              "5/21 23 truncated; 9/21 43 consistent; 7/21 33 consistent; 21/21 100 consistent");
    EXPECT_EQ(audited("| Status | Women, n (%) (N = 21) |\n|---|---|\n| Citizen | 5 (23%) |\n| None | 9 "
                      "(43%) |\n| Visitor | 7 (33%) "
                      "|\n"),
              "5/21 23 truncated; 9/21 43 consistent; 7/21 33 consistent");
    EXPECT_EQ(audited("Tabla 1. Situación (N = 21)\n\nSituación      n      %\nCiudadana      5   "
                      "23,0\nNinguna        9   "
                      "42,9\nVisita         7   33,3\n"),
              "5/21 23.0 inconsistent; 9/21 42.9 consistent; 7/21 33.3 consistent");
    EXPECT_EQ(audited("Tableau 1 (N = 21)\n\n| Statut | Effectif | Pourcentage |\n| --- | --- | --- |\n| a | "
                      "5 | 23 % |\n| b | 9 | 43 % "
                      "|\n| c | 7 | 33 % |\n"),
              "5/21 23 truncated; 9/21 43 consistent; 7/21 33 consistent");
    EXPECT_EQ(audited("| Status | n | % |\n|---|---|---|\n| Citizen | 5 | 23 |\n| None | 9 | 43 |\n"), "")
        << "of how many?";
    EXPECT_EQ(audited("Table 1 (N = 21)\n\n| Status | n | growth |\n|---|---|---|\n| Citizen | 5 | 23 |\n| "
                      "None | 9 | 43 |\n"),
              "");
}
TEST(Tables, T3_T4_OtherWholes) {
    std::string const head = "Table 1 (N = 21)\n\n| Answer | n | % |\n|---|---|---|\n";
    for (auto const* rows : {"| yes | 8 | 40 |\n| no | 12 | 60 |\n| no answer | 1 | |\n",
                             "| yes | 8 | 40 |\n| no | 12 | 60 |\n| Total | 20 | 100 |\n",
                             "| had papers | 8 | 40 |\n| had a bed | 9 | 43 |\n\nSome answers are missing.\n",
                             "| 2030 | 71 | 31 |\n| 2031 | 89 | 46 |\n"})
        EXPECT_TRUE(audit_text(head + rows).is_clean())
            << rows << audited(head + rows) << findings(head + rows);
    std::string const crossed =
        "Table 2 (N = 42)\n\n| Age | n | % | n | % |\n|---|---|---|---|---|\n| 18–25 | 8 | 38 | 13 | 62 |\n| "
        "26–40 "
        "| 9 | 43 | 12 | 57 |\n";
    EXPECT_TRUE(audit_text(crossed).is_clean()) << audited(crossed) << "a row is a whole";
}
TEST(Tables, T3_TheCaptionAndTheTotalAgree) {
    std::string const table =
        "Table 1. Status (N = 21)\n\n| Status | n | % |\n|---|---|---|\n| Citizen | 5 | 23% |\n| None | 9 | "
        "38% "
        "|\n| Visitor | 2 | 15% |\n| Other | 6 | 24% |\n| Total | 21 | 100% |\n";
    EXPECT_EQ(audited(table),
              "5/21 23 truncated; 9/21 38 inconsistent; 2/21 15 inconsistent; 6/21 24 inconsistent; 21/21 "
              "100 consistent");
    EXPECT_EQ(findings(table), "parts 21 22");
}
TEST(Tables, T5_RowsAndTheirTotal) {
    std::string const head = "| Status | n | % |\n|---|---|---|\n";
    EXPECT_EQ(findings(head +
                       "| Citizen | 5 | 24 |\n| None | 9 | 43 |\n| Other | 8 | 38 |\n| Total | 21 | 100 |\n"),
              "parts 21 22");
    EXPECT_EQ(findings(head +
                       "| Citizen | 5 | 24 |\n| None | 9 | 43 |\n| Other | 7 | 33 |\n| Total | 21 | 100 |\n"),
              "");
    EXPECT_EQ(findings("Table 1 (N = 21)\n\n" + head +
                       "| Citizen | 5 | 23 |\n| None | 9 | 42 |\n| Other | 8 | 35 |\n"),
              "parts 21 22");
    EXPECT_EQ(findings(head + "| Citizen | 5 | 24 |\n| None | 9 | 43 |\n| Other | 8 | 38 |\n| Total | 21 | "
                              "100 |\n\nSeveral answers "
                              "were possible.\n"),
              "");
    EXPECT_EQ(findings(head + "| Housing | 15 | 71 |\n| A lawyer | 14 | 67 |\n| Total | 21 | 100 |\n"), "")
        << "several, plainly";
    EXPECT_EQ(findings(head + "| Not citizens | 16 | 76 |\n| visa | 7 | 33 |\n| none | 9 | 43 |\n| Citizens "
                              "| 5 | 24 |\n| Total | 21 "
                              "| 100 |\n"),
              "")
        << "parts of the row above";
}
TEST(Tables, T6_TheSameRowTwice) {
    auto const table = [](std::string const& n, std::string const& p, std::string const& caption) {
        return caption +
               " (N = 21)\n\n| What they said | n | % |\n|---|---|---|\n| Sends money home to family | " + n +
               " | " + p + " |\n| Has nobody to send it to | 4 | 19 |\n\n";
    };
    EXPECT_EQ(findings(table("8", "38", "Table 1") + table("8", "38", "Table 2")), "");
    EXPECT_EQ(findings(table("8", "38", "Table 1") + table("9", "43", "Table 2")), "twice 9 8");
    EXPECT_EQ(findings(table("8", "38", "Table 1, 2030") + table("9", "43", "Table 2, 2031")), "");
    std::string const scale = " (N = 21)\n\n| Answer | n | % |\n|---|---|---|\n| Strongly agree | ";
    EXPECT_EQ(findings("Table 1" + scale + "8 | 38 |\n| Agree | 13 | 62 |\n\nTable 2" + scale +
                       "9 | 43 |\n| Agree | 12 | 57 |\n"),
              "");
}
