// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/population.hpp"

#include "support.hpp"

#include <gtest/gtest.h>

namespace amparo::evidence {
namespace {

using test::frame;
using test::population;

Truth truth(Population const& of, Json const& data) {
    return holds(of.condition(), [&](std::size_t v) { return of.variables()[v].read(data); });
}

TEST(Variable, Q1_OnlyCodedQuestionsAreTabulated) {
    EXPECT_EQ(Variable::of(frame(), "name").error().code, RefusalCode::kNotCoded);
    EXPECT_EQ(Variable::of(frame(), "nothing").error().code, RefusalCode::kUnknownField);
    EXPECT_EQ(Variable::of(frame(), "").error().code, RefusalCode::kUnknownField);
    EXPECT_TRUE(Variable::of(frame(), "status").ok());
}

TEST(Variable, Q2_PathsReachIntoGroupsAndJoinedForms) {
    Json const data{
        {"harms", {{{"harm", "debt"}, {"stated", "yes"}}, {{"harm", "threat"}, {"stated", "no"}}}},
        {"beside", {{"status", "citizen"}}}};
    EXPECT_EQ(Variable::of(frame(), "harms.harm").value().read(data).codes,
              (std::vector<std::uint16_t>{0, 1}));
    EXPECT_EQ(Variable::of(frame(), "harms[stated=yes].harm").value().read(data).codes,
              (std::vector<std::uint16_t>{0}));
    EXPECT_EQ(Variable::of(frame(), "beside.status").value().read(data).codes,
              (std::vector<std::uint16_t>{0}));
    EXPECT_EQ(Variable::of(frame(), "status").value().read(data).state, State::kMissing);
    EXPECT_EQ(Variable::of(frame(), "harms[stated=maybe].harm").error().code, RefusalCode::kUnknownCode);
    for (char const* path :
         {"harms[.harm", "harms[stated].harm", "status.harm", "harms[x=yes].harm", "harms.", "."})
        EXPECT_FALSE(Variable::of(frame(), path).ok()) << path;
}

TEST(Variable, Q3_Q4_NoAnswerIsFourStatesAndDoesNotApplyAFifth) {
    Variable const status = Variable::of(frame(), "status").value();
    EXPECT_EQ(status.read({{"status", "unknown"}}).state, State::kUnknown);
    EXPECT_EQ(status.read({{"status", "declined"}}).state, State::kDeclined);
    EXPECT_EQ(status.read({{"status", "not_asked"}}).state, State::kNotAsked);
    EXPECT_EQ(status.read(Json::object()).state, State::kMissing);
    Variable const fears = Variable::of(frame(), "fears").value();
    EXPECT_EQ(fears.read({{"status", "citizen"}}).state, State::kDoesNotApply);
    EXPECT_EQ(fears.read({{"status", "visitor"}}).state, State::kMissing);
}

TEST(Variable, Q5_Q6_CodesAreSortedOnceAndStrangeOnesAreNotCounted) {
    Variable const ways = Variable::of(frame(), "ways").value();
    EXPECT_TRUE(ways.is_multiple());
    EXPECT_EQ(ways.read({{"ways", {"friend", "work", "friend"}}}).codes, (std::vector<std::uint16_t>{0, 1}));
    EXPECT_EQ(ways.read({{"ways", {"strange"}}}).state, State::kMissing);
    EXPECT_EQ(ways.read({{"ways", 7}}).state, State::kMissing);
}

TEST(Population, P1_SaysItsConditionBesideItsWords) {
    auto const abroad = population({{"name", "abroad"},
                                    {"words", {{"en", "born abroad"}}},
                                    {"where", {{"field", "abroad"}, {"is", {"yes"}}}}});
    auto const not_citizens =
        population({{"name", "not_citizens"},
                    {"words", {{"en", "who were not citizens"}, {"es", "sin ciudadanía"}}},
                    {"where", {{"field", "status"}, {"is_not", {"citizen", "resident"}}}}},
                   abroad);
    EXPECT_EQ(not_citizens->own_words("en"), "who were not citizens");
    EXPECT_EQ(not_citizens->own_words("es"), "sin ciudadanía");
    EXPECT_EQ(not_citizens->sentence("en"),
              "Born abroad: \"Yes\"; and among them, Status: answered and not \"Citizen\" nor \"Resident\"");
    EXPECT_EQ(
        not_citizens->sentence("es"),
        "Nació fuera: \"Sí\"; y entre ellos, Situación: respondida y no \"Ciudadanía\" ni \"Residencia\"");
}

TEST(Population, P1_IsNamedWithAllAroundIt) {
    auto const named = [](char const* en, char const* es, std::shared_ptr<Population const> within) {
        return population({{"words", {{"en", en}, {"es", es}}}}, std::move(within));
    };
    auto const words = [&](char const* en, char const* es) {
        auto const one = named("who went home", "que volvieron", named(en, es, nullptr));
        return one->words("en") + " | " + one->words("es");
    };
    EXPECT_EQ(words("people interviewed", "personas entrevistadas"),
              "who went home, of the people interviewed | que volvieron, de las personas entrevistadas");
    EXPECT_EQ(words("who reached us", "que nos contactaron"),
              "who went home, of those who reached us | que volvieron, de las personas que nos contactaron");
    EXPECT_EQ(words("born abroad", "mujeres de fuera"),
              "who went home, of those born abroad | que volvieron, de las mujeres de fuera");
    EXPECT_EQ(words("workers", "trabajadores"),
              "who went home, of the workers | que volvieron, de los trabajadores");
    EXPECT_EQ(words("all who came", "todas las que vinieron"),
              "who went home, of all who came | que volvieron, de todas las que vinieron");
    EXPECT_EQ(words("who went home", "que volvieron"), "who went home | que volvieron") << "said once";
    auto const inside =
        named("with debts", "con deudas",
              named("who came", "que vinieron", named("people asked", "personas preguntadas", nullptr)));
    EXPECT_EQ(inside->words("en"), "with debts, of those who came, of the people asked");
}

TEST(Population, P3_WhoGaveNoAnswerIsInNeither) {
    auto const is = population({{"where", {{"field", "status"}, {"is", {"citizen"}}}}});
    auto const is_not = population({{"where", {{"field", "status"}, {"is_not", {"citizen"}}}}});
    auto const no = population({{"where", {{"not", {{"field", "status"}, {"is", {"citizen"}}}}}}});
    for (auto const& one : {is, is_not, no})
        for (Json const& data : {Json{{"status", "declined"}}, Json::object()})
            EXPECT_EQ(truth(*one, data), Truth::kUndetermined);
    EXPECT_EQ(truth(*is, {{"status", "citizen"}}), Truth::kYes);
    EXPECT_EQ(truth(*is_not, {{"status", "citizen"}}), Truth::kNo);
    EXPECT_EQ(truth(*is_not, {{"status", "visitor"}}), Truth::kYes);
    EXPECT_EQ(truth(*no, {{"status", "visitor"}}), Truth::kYes);
    auto const open = population({{"where", {{"field", "status"}, {"answered", false}}}});
    EXPECT_EQ(truth(*open, {{"status", "declined"}}), Truth::kYes);
    EXPECT_EQ(truth(*open, {{"status", "citizen"}}), Truth::kNo);
}

TEST(Population, P3_KleeneAllAndAny) {
    Json const status{{"field", "status"}, {"is", {"citizen"}}};
    Json const abroad{{"field", "abroad"}, {"is", {"yes"}}};
    auto const all = population({{"where", {{"all", {status, abroad}}}}});
    auto const any = population({{"where", {{"any", {status, abroad}}}}});
    EXPECT_EQ(truth(*all, {{"abroad", "no"}}), Truth::kNo);
    EXPECT_EQ(truth(*all, {{"abroad", "yes"}}), Truth::kUndetermined);
    EXPECT_EQ(truth(*any, {{"abroad", "no"}}), Truth::kUndetermined);
    EXPECT_EQ(truth(*any, {{"abroad", "yes"}}), Truth::kYes);
    EXPECT_EQ(truth(*all, {{"abroad", "yes"}, {"status", "citizen"}}), Truth::kYes);
}

TEST(Population, P4_P5_DoesNotApplyAndSeveral) {
    auto const fears_not = population({{"where", {{"field", "fears"}, {"is_not", {"yes"}}}}});
    EXPECT_EQ(truth(*fears_not, {{"status", "citizen"}}), Truth::kNo);
    auto const by_friend = population({{"where", {{"field", "ways"}, {"is", {"friend"}}}}});
    auto const not_friend = population({{"where", {{"field", "ways"}, {"is_not", {"friend"}}}}});
    EXPECT_EQ(truth(*by_friend, {{"ways", {"friend", "work"}}}), Truth::kYes);
    EXPECT_EQ(truth(*not_friend, {{"ways", {"friend", "work"}}}), Truth::kNo);
}

TEST(Population, P6_TheHashIsOfTheQuestionAndNotOfItsWords) {
    Json definition{{"name", "a"},
                    {"words", {{"en", "one"}}},
                    {"where", {{"field", "status"}, {"is", {"visitor", "citizen"}}}}};
    std::string const hash = population(definition)->query_hash();
    EXPECT_EQ(hash.size(), 64U);
    definition["words"]["en"] = "another";
    definition["name"] = "b";
    definition["where"]["is"] = {"citizen", "visitor", "citizen"};
    EXPECT_EQ(population(definition)->query_hash(), hash);
    auto const around = population({{"where", {{"field", "abroad"}, {"is", {"yes"}}}}});
    EXPECT_NE(population(definition, around)->query_hash(), hash);
    definition["where"]["is"] = {"citizen"};
    EXPECT_NE(population(definition)->query_hash(), hash);
}

TEST(Population, P7_ANewCodeInTheListChangesTheHash) {
    Json const definition{
        {"name", "a"}, {"words", {{"en", "x"}}}, {"where", {{"field", "status"}, {"is_not", {"citizen"}}}}};
    forms::Form const wider = test::form_with_status("refugee");
    Frame const now{&wider, {}};
    EXPECT_NE(Population::parse(definition, now).value().query_hash(), population(definition)->query_hash());
}

TEST(Population, BadDefinitionsSayWhere) {
    auto const refusal = [](Json definition) {
        if (!definition.contains("name")) definition["name"] = "a";
        if (!definition.contains("words")) definition["words"] = {{"en", "x"}};
        auto const made = Population::parse(definition, frame());
        return made.ok() ? std::string{"accepted"}
                         : std::string{name(made.error().code)} + " " + made.error().place;
    };
    EXPECT_EQ(refusal({{"name", "No"}}), "malformed name");
    EXPECT_EQ(refusal({{"words", Json::object()}}), "malformed words");
    EXPECT_EQ(refusal({{"words", {{"en", " "}}}}), "malformed words.en");
    EXPECT_EQ(refusal({{"where", 3}}), "malformed where");
    EXPECT_EQ(refusal({{"where", {{"all", Json::array()}}}}), "malformed where.all");
    EXPECT_EQ(refusal({{"where", {{"field", "status"}}}}), "malformed where");
    EXPECT_EQ(refusal({{"where", {{"field", "status"}, {"is", "citizen"}}}}), "malformed where");
    EXPECT_EQ(refusal({{"where", {{"field", "status"}, {"is", {3}}}}}), "unknown_code where.is");
    EXPECT_EQ(refusal({{"where", {{"any", {{{"field", "nothing"}, {"is", {"x"}}}}}}}}),
              "unknown_field where.any[0].field");
    Json deep{{"field", "status"}, {"answered", true}};
    for (int i = 0; i < 20; ++i) deep = Json{{"not", deep}};
    EXPECT_EQ(refusal({{"where", deep}}).substr(0, 9), "too_large");
}

TEST(Population, P2_P8_NestedInOneFormAndNotWithoutEnd) {
    forms::Form const other_form = test::form_with_status("refugee", "another");
    Frame const other{&other_form, {}};
    auto const outer = population({{"name", "outer"}});
    EXPECT_FALSE(Population::parse({{"name", "a"}, {"words", {{"en", "x"}}}}, other, outer).ok());
    auto one = outer;
    for (int i = 0; i < 7; ++i) one = population({{"name", "inner"}}, one);
    EXPECT_EQ(Population::parse({{"name", "a"}, {"words", {{"en", "x"}}}}, frame(), one).error().code,
              RefusalCode::kTooLarge);
}

}  // namespace
}  // namespace amparo::evidence
