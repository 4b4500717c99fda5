// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/said.hpp"

#include "office.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace amparo::evidence {
namespace {

using protection::CountRange;
using test::blind;

Json scale(char const* name, std::vector<char const*> const& codes) {
    Json out = test::question(name, "choice", name, name);
    for (char const* code : codes) out["options"].push_back(test::term(code, code, code));
    return out;
}

/// A form with scales: "safe" 1 to 5, "change" -2 to 2, "nights" 1 to 3 and more.
Frame const& scales() {
    static forms::Form const form = [] {
        Json several = scale("days", {"1", "2", "3"});
        several["type"] = "choices";
        Json const declaration{
            {"name", "talk"},
            {"version", 1},
            {"labels", {{"en", "Talk"}}},
            {"about_person", "yes"},
            {"title", "name"},
            {"fields", Json::array({test::question("name", "text", "Name", "Nombre"),
                                    scale("safe", {"1", "2", "3", "4", "5"}),
                                    scale("change", {"-2", "-1", "0", "1", "2"}),
                                    scale("nights", {"1", "2", "3", "4_and_more"}), several})}};
        auto parsed = forms::Form::parse(declaration, forms::Registry{}.vocabularies());
        return std::move(*std::get_if<forms::Form>(&parsed));
    }();
    static Frame const made{&form, {}};
    return made;
}

class SaidMean : public testing::Test {
  protected:
    /// So many of each answer, in the order of the list; and so many who gave none.
    void fill(std::vector<int> const& counts, int silent = 0, char const* field = "safe") {
        rows = field;
        people.clear();
        auto const& terms = Variable::of(scales(), field).value().terms();
        for (std::size_t code = 0; code < counts.size(); ++code)
            for (int i = 0; i < counts[code]; ++i) people.push_back({{field, terms[code].code}});
        for (int i = 0; i < silent; ++i) people.push_back(Json::object());
        cases = Microdata{asked().variables(), {}};
        for (std::size_t i = 0; i < people.size(); ++i)
            cases.add({"p" + std::to_string(i), "p" + std::to_string(i), "2030-01-15", "2030-01-15", false,
                       &people[i]});
    }
    [[nodiscard]] Question asked() const {
        Json const everybody{{"name", "some"}, {"words", {{"en", "people"}, {"es", "personas"}}}};
        return {std::make_shared<Population const>(Population::parse(everybody, scales(), nullptr).value()),
                Variable::of(scales(), rows).value(),
                std::nullopt,
                {}};
    }
    [[nodiscard]] Result<CountedTable, Refusal> enter(Said const& figure) const {
        return said(figure, tabulate(asked(), cases).value(), cases, "en", "", blind);
    }
    [[nodiscard]] CountRange sum(char const* mean) const {
        auto const made = enter({.mean = mean});
        EXPECT_TRUE(made.ok()) << mean << ": " << (made.ok() ? "" : made.error().message);
        return made.ok() ? made.value().sums.at(0).range : CountRange{0, -1};
    }
    [[nodiscard]] std::string refusal(Said const& figure) const {
        auto const made = enter(figure);
        return made.ok() ? "entered" : made.error().place + ": " + made.error().message;
    }
    /// Who could be worked out of a bundle of the question, after what these texts said.
    std::vector<std::string> refused_after(std::vector<Said> const& figures) {
        std::vector<Publication> before;
        for (Said const& figure : figures) {
            before.push_back({"2030-02-01", "A talk", protection::Profile::kOpenData, {}, {}, false});
            before.back().tables.push_back(enter(figure).value());
        }
        About const about;
        std::vector<Table> const tables{tabulate(asked(), cases).value()};
        Publication next{"2030-03-01", "Bundle", about.profile, {}, {}, false};
        next.tables.push_back(
            counted(protect(tables, about, &solver).tables.front(), cases, about, "", blind));
        std::vector<std::string> out;
        for (GivenAway const& one : given_away(before, next, &solver, "en")) out.push_back(one.who);
        return out;
    }

    std::string rows = "safe";
    std::vector<Json> people;
    Microdata cases{{}, {}};
    solver::Glpk solver;
};

TEST_F(SaidMean, X6_AMeanIsEverySumThatPrintsSo) {
    fill({40, 15, 12, 4, 11}, 3);  // 177 of 82: 2.1585
    EXPECT_EQ(sum("2.16"), (CountRange{177, 177}));
    EXPECT_EQ(sum("2,2"), (CountRange{177, 184}));
    EXPECT_EQ(sum("2"), (CountRange{123, 204}));
    EXPECT_EQ(sum("2.15"), (CountRange{177, 177})) << "cut off";
    EXPECT_EQ(sum("2.1"), (CountRange{173, 180})) << "cut off, as only that gives it";
    EXPECT_EQ(sum("3"), (CountRange{165, 246})) << "rounded up, as only that gives it";
    auto const made = enter({.n = 82, .mean = "2.16"}).value();
    ASSERT_EQ(made.told.size(), 1U) << "of how many is known too, and nothing else";
    EXPECT_EQ(made.told.front().of.row, "answered");
    EXPECT_EQ(made.told.front().range, (CountRange{82, 82}));
    EXPECT_EQ(made.sums.at(0).values.at(4), (std::pair<std::string, std::int64_t>{"=5", 5}));
}

TEST_F(SaidMean, X6_ASumIsNoLargerThanTheAnswersAllow) {
    fill({0, 0, 0, 1, 9});
    EXPECT_EQ(sum("5"), (CountRange{45, 50}));
}

TEST_F(SaidMean, X6_AScaleMayGoBelowNothing) {
    fill({6, 8, 4, 1, 1}, 0, "change");  // -17 of 20
    EXPECT_EQ(sum("-0.85"), (CountRange{-17, -17}));
    EXPECT_EQ(sum("\xE2\x88\x92"
                  "0,9"),
              (CountRange{-18, -17}))
        << "a tie, which printed as it did";
}

TEST_F(SaidMean, X6_AMeanThatCanNotBeIsRefusedWithTheNearest) {
    fill({10, 6, 5, 4, 3});  // 68 of 28: 2.43
    EXPECT_EQ(
        refusal({.mean = "2.45"}),
        "mean: Whole answers of 28 people can't have the mean 2.45; the nearest that can be are 2.43 and "
        "2.46.");
    EXPECT_EQ(
        refusal({.n = 25, .mean = "2.43"}),
        "mean: Whole answers of 25 people can't have the mean 2.43; the nearest that can be are 2.40 and "
        "2.44.");
    EXPECT_EQ(refusal({.mean = "5.19"}),
              "mean: Whole answers of 28 people can't have the mean 5.19; the nearest that can be is 5.00.");
    EXPECT_EQ(refusal({.mean = "0.5"}),
              "mean: Whole answers of 28 people can't have the mean 0.5; the nearest that can be is 1.0.");
    fill({6, 8, 4, 1, 1}, 0, "change");
    EXPECT_EQ(
        refusal({.mean = "-0.03"}),
        "mean: Whole answers of 20 people can't have the mean -0.03; the nearest that can be are -0.05 and "
        "0.00.");
}

TEST_F(SaidMean, X2_AMeanThatIsNotOfTheRecordsIsRefused) {
    fill({10, 6, 5, 4, 3}, 2);
    EXPECT_EQ(refusal({.mean = "2.46"}), "mean: The records say another mean: 2.43 of 28 who answered.");
    EXPECT_EQ(refusal({.n = 30, .mean = "2.43"}), "n: The records have 28 who answered, not 30.");
    EXPECT_EQ(refusal({.n = 0, .mean = "2.43"}), "n: Nobody has a mean.");
    for (char const* none : {"", "two", "2.", "2.4.3", "+2", "2.1234567", "2 4", "--1"})
        EXPECT_FALSE(mean_in(none).has_value()) << none;
    EXPECT_EQ(refusal({.mean = "two"}), "mean: This is no mean.");
    fill({}, 4);
    EXPECT_EQ(refusal({.mean = "3"}), "mean: Nobody answered, so there is no mean.");
}

TEST_F(SaidMean, X6_OnlyAnswersThatAreNumbersHaveOne) {
    fill({5, 5, 5, 5}, 0, "nights");
    EXPECT_EQ(
        refusal({.mean = "2.5"}),
        "rows: \"4_and_more\" is an answer to this question and no whole number, so a mean says nothing of "
        "its counts.");
    fill({5, 5, 5}, 0, "days");
    EXPECT_EQ(refusal({.mean = "2"}),
              "rows: The question takes several answers at once, so they have no mean.");
}

TEST_F(SaidMean, X6_AMeanStandsAlone) {
    fill({10, 6, 5, 4, 3});
    for (Said const& with : {Said{.answer = "3", .mean = "2.43"}, Said{.of = 28, .mean = "2.43"},
                             Said{.percent = "10", .mean = "2.43"}, Said{.low = "1", .mean = "2.43"},
                             Said{.high = "9", .mean = "2.43"}})
        EXPECT_EQ(refusal(with), "mean: A mean is of everybody who answered, and stands alone.");
}

TEST_F(SaidMean, X6_ABundleThatGivesASmallCellAwayWithItIsRefused) {
    fill({40, 15, 12, 4, 11});  // Four who said 4 are withheld, and a larger count with them.
    EXPECT_TRUE(refused_after({}).empty());
    EXPECT_TRUE(refused_after({{.mean = "2"}}).empty()) << "of 0 to 15 who said 4, all come to 2";
    for (char const* mean : {"2.2", "2.16"}) {
        auto const who = refused_after({{.n = 82, .mean = mean}});
        ASSERT_FALSE(who.empty()) << mean << " with those who said 1, 2 and 3 leaves only 0 to 4, or 4";
        EXPECT_EQ(who.front(), "of the people, with safe: 4") << who.front();
    }
}

TEST_F(SaidMean, X5_ItIsWrittenDownAndReadBack) {
    fill({6, 8, 4, 1, 1}, 2, "change");
    Publication text{"2030-02-01", "A talk", protection::Profile::kOpenData, {}, {}, false};
    text.tables.push_back(enter({.mean = "-0.9"}).value());
    Json const written = text.to_json();
    EXPECT_EQ(written["version"], 3) << "what knows of no means reads none of it";
    auto const read = Publication::from_json(written, blind);
    ASSERT_TRUE(read.has_value());
    EXPECT_EQ(read->to_json(), written);
    text.tables.front().sums.clear();
    EXPECT_EQ(text.to_json()["version"], 2);

    for (auto const& spoil : std::vector<std::function<void(Json&)>>{
             [](Json& one) { one.erase(2); }, [](Json& one) { one[0] = "=1"; },
             [](Json& one) { one[0][0] = Json::array({"=1"}); }, [](Json& one) { one[0][0][1] = "1"; },
             [](Json& one) { one[0][0][1] = 10'000; }, [](Json& one) { one[0][0][1] = -10'000; },
             [](Json& one) { one[1] = 1.5; }, [](Json& one) { one[2] = ~std::uint64_t{0}; }}) {
        Json spoilt = written;
        spoil(spoilt["tables"][0]["sums"][0]);
        EXPECT_FALSE(Publication::from_json(spoilt, blind).has_value()) << spoilt["tables"][0]["sums"];
    }
}

}  // namespace
}  // namespace amparo::evidence
