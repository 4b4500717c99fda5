// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/parse.hpp"

#include <gtest/gtest.h>

using namespace amparo;
using namespace amparo::cli;

namespace {

Given parsed(std::vector<std::string> const& arguments) {
    auto given = parse(arguments, Language::kEnglish);
    EXPECT_TRUE(given.ok()) << (given.ok() ? "" : given.error().message);
    return given.ok() ? given.value() : Given{};
}
Failure refused(std::vector<std::string> const& arguments) {
    auto const given = parse(arguments, Language::kEnglish);
    EXPECT_FALSE(given.ok());
    Failure const failure = given.ok() ? Failure{} : given.error();
    EXPECT_EQ(failure.code, Code::kUsage);
    return failure;
}
using Words = std::vector<std::string>;

}  // namespace

TEST(Parse, CommonOptionsStandBeforeOrAfterTheWords) {
    for (Words const& words : {Words{"--vault", "v", "--json", "record", "list"},
                               Words{"record", "list", "--vault", "v", "--json"},
                               Words{"record", "--vault=v", "list", "--json"}}) {
        Given const given = parsed(words);
        ASSERT_NE(given.command, nullptr);
        EXPECT_EQ(given.command->words, "record list");
        EXPECT_EQ(given.common_one("--vault"), "v");
        EXPECT_TRUE(given.common.contains("--json"));
    }
}

TEST(Parse, ACommandsOwnLanguageIsNotTheProgramsLanguage) {
    Given const given =
        parsed({"--language", "es", "match", "--need", "bed_tonight", "--language", "ar", "fr"});
    EXPECT_EQ(given.common_one("--language"), "es");
    EXPECT_EQ(given.all("--language"), (Words{"ar", "fr"}));
}

TEST(Parse, AListTakesWordAfterWordAndAgain) {
    Given const given =
        parsed({"match", "--need", "bed_tonight", "interpreter", "--limit", "3", "--need", "food"});
    EXPECT_EQ(given.all("--need"), (Words{"bed_tonight", "interpreter", "food"}));
    EXPECT_EQ(given.one("--limit"), "3");
}

TEST(Parse, ABracketedTextIsNotTakenApart) {
    Given const given =
        parsed({"record", "resolve", "rec_1", "needs", "--value", R"(["bed_tonight","food"])"});
    EXPECT_EQ(given.all("--value"), (Words{R"(["bed_tonight","food"])"}));
    Given const set = parsed({"record", "create", "contact", "--set", "a=[1,2]", "--set", "b=x,y"});
    EXPECT_EQ(set.all("--set"), (Words{"a=[1,2]", "b=x,y"}));
}

TEST(Parse, AWordThatIsAlsoACommandIsStillAWord) {
    EXPECT_EQ(parsed({"search", "match", "record"}).all("TEXT"), (Words{"match", "record"}));
    EXPECT_EQ(parsed({"record", "create", "list"}).one("KIND"), "list");
}

TEST(Parse, SouthAndWestAreNoOptions) {
    EXPECT_EQ(parsed({"match", "--near", "-33.4,-70.6"}).one("--near"), "-33.4,-70.6");
    EXPECT_EQ(parsed({"search", "--", "--x"}).all("TEXT"), (Words{"--x"}));
}

TEST(Parse, WhatIsNoCommandGetsTheNearestOne) {
    EXPECT_EQ(refused({"recrod"}).hint, "did you mean \"record\"?");
    EXPECT_EQ(refused({"record", "craete"}).hint, "did you mean \"record create\"?");
    EXPECT_EQ(refused({"record", "create", "contact", "--dta", "f"}).hint, "did you mean \"--data\"?");
    EXPECT_EQ(refused({"zzzzzz"}).hint, "see: amparo help");
    EXPECT_EQ(refused({"record"}).message, "\"record\" needs one more word");
}

TEST(Parse, WhatIsMissingOrTwiceIsNamed) {
    EXPECT_EQ(refused({"record", "create"}).field, "KIND");
    EXPECT_EQ(refused({"record", "erase", "rec_1"}).field, "--basis");
    EXPECT_EQ(refused({"match", "--limit"}).field, "--limit");
    EXPECT_EQ(refused({"match", "--limit", "1", "--limit", "2"}).field, "--limit");
    EXPECT_EQ(refused({"--vault", "a", "form", "list", "--vault", "b"}).field, "--vault");
    EXPECT_EQ(refused({"form", "list", "extra"}).message, "\"extra\" is one word too many");
}

TEST(Parse, APassphraseIsNeverAnArgument) {
    for (Words const& words :
         {Words{"form", "list", "--passphrase", "secret"}, Words{"--passphrase=secret", "form", "list"}}) {
        Failure const failure = refused(words);
        EXPECT_EQ(failure.field, "--passphrase");
        EXPECT_EQ(failure.message.find("secret"), std::string::npos);
    }
}

TEST(Parse, HelpAndVersionNeedNothingElse) {
    EXPECT_TRUE(parsed({"record", "create", "--help"}).wants_help);
    EXPECT_TRUE(parsed({"-h"}).wants_help);
    EXPECT_TRUE(parsed({"--version"}).wants_version);
    EXPECT_EQ(parsed({}).command, nullptr);
}
