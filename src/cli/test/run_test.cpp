// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/run.hpp"

#include "fake_world.hpp"

#include <gtest/gtest.h>

using namespace amparo;
using namespace amparo::cli;
using test::FakeWorld;

namespace {

Json parsed(std::string const& text) {
    auto value = codec::parse_json(text);
    EXPECT_TRUE(value.ok()) << text;
    return value.ok() ? value.value() : Json{};
}
std::string const kRecord = "rec_" + std::string(32, '0');

}  // namespace

TEST(Run, TheExitCodeIsTheEnginesCode) {
    std::vector<std::pair<Code, int>> const kCodes{{Code::kRefused, 1},  {Code::kUsage, 2},
                                                   {Code::kNotFound, 3}, {Code::kLocked, 4},
                                                   {Code::kDamaged, 5},  {Code::kInputOutput, 6}};
    for (auto const& [code, number] : kCodes) {
        FakeWorld fake;
        fake.failures["form.list"] = Failure{code, "it went wrong", "", ""};
        EXPECT_EQ(fake.run_on_vault({"form", "list"}), number);
        EXPECT_EQ(fake.out, "");
    }
    FakeWorld fake;
    EXPECT_EQ(fake.run_on_vault({"form", "list"}), 0);
}

TEST(Run, AnErrorForPeopleIsOneLineWithPlaceAndMend) {
    FakeWorld fake;
    fake.failures["match"] =
        Failure{Code::kUsage, "there is no such need", "needs[1]", "see form show contact"};
    EXPECT_EQ(fake.run_on_vault({"match", "--need", "a", "b"}), 2);
    EXPECT_EQ(fake.err, "amparo: there is no such need (--need) — see form show contact\n");
    fake.failures["record.create"] = Failure{Code::kUsage, "\"x\" is needed.", "data.chosen_name", ""};
    EXPECT_EQ(fake.run_on_vault({"record", "create", "contact"}), 2);
    EXPECT_EQ(fake.err, "amparo: \"x\" is needed. (chosen_name)\n");
}

TEST(Run, AnErrorForPeopleNamesTheOptionsThatWereTyped) {
    FakeWorld fake;
    fake.failures["deadline.add"] = Failure{Code::kUsage, "a rule counts its own date", "date",
                                            "what a document says goes into document_date"};
    EXPECT_EQ(fake.run_on_vault({"deadline", "add", "other"}), 2);
    EXPECT_EQ(
        fake.err,
        "amparo: a rule counts its own date (--date) — what a document says goes into --document-date\n");
    fake.failures["matter.change"] =
        Failure{Code::kUsage, "This is not a code of the list.", ".closing_code", ""};
    EXPECT_EQ(fake.run_on_vault({"matter", "change", "M"}), 2);
    EXPECT_EQ(fake.err, "amparo: This is not a code of the list. (--closing-code)\n");
    fake.failures["matter.change"] =
        Failure{Code::kUsage, "round_minutes is out of range", "round_minutes", ""};
    EXPECT_EQ(fake.run_on_vault({"matter", "change", "M"}), 2);
    EXPECT_EQ(fake.err, "amparo: --round-minutes is out of range\n");
    fake.failures["record.create"] =
        Failure{Code::kUsage, "This can't be read as a phone number.", "data.phone", ""};
    EXPECT_EQ(fake.run_on_vault({"record", "create", "contact"}), 2);
    EXPECT_EQ(fake.err, "amparo: This can't be read as a phone number. (phone)\n");
    // What the command has no option for is said in words.
    fake.failures["matter.change"] = Failure{Code::kUsage, "it is wrong", "data.opened_on", ""};
    EXPECT_EQ(fake.run_on_vault({"matter", "change", "M"}), 2);
    EXPECT_EQ(fake.err, "amparo: it is wrong (opened on)\n");
}

TEST(Run, WhatIsWrongWithANewPassphraseIsSaidOfTheNewOne) {
    FakeWorld fake;
    test::Folder const folder;
    std::string const now = folder.file("now", "correct horse\n");
    std::vector<std::string> const kChange{"--vault", "v", "--passphrase-file", now, "member", "passphrase"};
    auto const with = [&](std::vector<std::string> more) {
        more.insert(more.begin(), kChange.begin(), kChange.end());
        return fake.run(more);
    };
    EXPECT_EQ(with({"--new-passphrase-file", folder / "none"}), 6);
    EXPECT_EQ(fake.err, "amparo: there is no such passphrase file (--new-passphrase-file)\n");
    EXPECT_EQ(with({}), 4);
    EXPECT_EQ(fake.err,
              "amparo: there is no terminal to ask on (--new-passphrase-file) — give a file: "
              "--new-passphrase-file F\n");
    fake.failures["member.passphrase"] =
        Failure{Code::kUsage, "new is too short", "new", "at least 8 characters"};
    EXPECT_EQ(with({"--new-passphrase-file", now}), 2);
    EXPECT_EQ(fake.err, "amparo: the new passphrase is too short — at least 8 characters\n");
}

TEST(Run, AnErrorForProgramsIsTheEnginesOwn) {
    FakeWorld fake;
    fake.environment["LANG"] = "es_MX.UTF-8";
    fake.failures["match"] =
        Failure{Code::kUsage, "there is no such need", "needs[1]", "see form show contact"};
    EXPECT_EQ(fake.run_on_vault({"match", "--need", "a", "--json"}), 2);
    Json const expected{{"error",
                         {{"code", "usage"},
                          {"message", "there is no such need"},
                          {"field", "needs[1]"},
                          {"hint", "see form show contact"}}}};
    EXPECT_EQ(parsed(fake.err), expected);
    EXPECT_EQ(fake.out, "");
    EXPECT_EQ(fake.run({"match", "--nede", "--json"}), 2);
    EXPECT_EQ(parsed(fake.err)["error"]["code"], "usage");
    EXPECT_EQ(parsed(fake.err)["error"]["message"], "there is no option --nede here");
}

TEST(Run, WhatThereIsMoreThanOneOfStandsLineByLine) {
    FakeWorld fake;
    fake.failures["match"] =
        Failure{Code::kRefused, "it says how many these are", "needs", "wait", {"one", "two\n"}};
    EXPECT_EQ(fake.run_on_vault({"match", "--need", "a"}), 1);
    EXPECT_EQ(fake.err, "amparo: it says how many these are (--need):\n  - one\n  - two \n— wait\n");
    fake.failures["match"].more = 3;
    EXPECT_EQ(fake.run_on_vault({"match", "--need", "a"}), 1);
    EXPECT_NE(fake.err.find("  - and 3 more\n"), std::string::npos) << fake.err;
    EXPECT_EQ(fake.run_on_vault({"match", "--need", "a", "--json"}), 1);
    EXPECT_EQ(parsed(fake.err)["error"]["list"], (Json{"one", "two\n"}));
    EXPECT_EQ(parsed(fake.err)["error"]["more"], 3);
}

TEST(Run, JsonIsExactlyTheResult) {
    FakeWorld fake;
    fake.answers["form.list"] = Json{{"forms", Json::array()}};
    EXPECT_EQ(fake.run_on_vault({"form", "list", "--json"}), 0);
    EXPECT_EQ(fake.out, "{\"forms\":[]}\n");
    EXPECT_EQ(fake.err, "");
}

TEST(Run, TheVaultIsNamedByTheOptionOrElseTheEnvironment) {
    FakeWorld fake;
    EXPECT_EQ(fake.run({"form", "list"}), 2);
    EXPECT_NE(fake.err.find("AMPARO_VAULT"), std::string::npos);
    fake.environment["AMPARO_VAULT"] = "e.amparo";
    fake.typed = {"correct horse", "correct horse"};
    EXPECT_EQ(fake.run({"form", "list"}), 0);
    EXPECT_EQ(fake.opened.back(), "e.amparo");
    EXPECT_EQ(fake.run({"--vault", "o.amparo", "form", "list"}), 0);
    EXPECT_EQ(fake.opened.back(), "o.amparo");
}

TEST(Run, NobodyIsAskedForThePassphraseOfAVaultThatIsNot) {
    FakeWorld fake;
    fake.failures["vault.info"] = Failure{Code::kNotFound, "there is no vault at this place", "", ""};
    EXPECT_EQ(fake.run_on_vault({"form", "list"}), 3);
    EXPECT_TRUE(fake.questions.empty());
}

TEST(Run, APassphraseComesFromTheTerminalOrAFileAndAFileMeansNoQuestion) {
    FakeWorld fake;
    EXPECT_EQ(fake.run_on_vault({"form", "list"}), 0);
    EXPECT_EQ(fake.questions, std::vector<std::string>{"Passphrase: "});
    EXPECT_EQ(fake.params_of("vault.unlock"), (Json{{"passphrase", "correct horse"}}));

    test::Folder const folder;
    std::string const file = folder.file("p", "de un archivo\n");
    EXPECT_EQ(fake.run({"--vault", "v", "--passphrase-file", file, "form", "list"}), 0);
    EXPECT_EQ(fake.questions.size(), 1U);
    EXPECT_EQ(fake.params_of("vault.unlock"), (Json{{"passphrase", "de un archivo"}}));
    EXPECT_EQ(fake.err, "");
    EXPECT_EQ(fake.run({"--vault", "v", "--passphrase-file", folder / "none", "form", "list"}), 6);
    EXPECT_EQ(fake.run({"--vault", "v", "--passphrase-file", folder.file("e", "\n"), "form", "list"}), 2);
}

TEST(Run, WithoutATerminalTheMendIsAFile) {
    FakeWorld fake;
    EXPECT_EQ(fake.run({"--vault", "v", "form", "list"}), 4);
    EXPECT_EQ(
        fake.err,
        "amparo: there is no terminal to ask on (--passphrase-file) — give a file: --passphrase-file F\n");
}

TEST(Run, APassphraseTooShortForAnyVaultIsAWrongOne) {
    FakeWorld fake;
    fake.failures["vault.unlock"] =
        Failure{Code::kUsage, "passphrase is too short", "passphrase", "at least 8 characters"};
    EXPECT_EQ(fake.run_on_vault({"form", "list"}), 4);
    EXPECT_EQ(fake.err.rfind("amparo: this passphrase opens nothing here", 0), 0U);
}

TEST(Run, AVaultThatIsNotWholeIsSaidAtEveryCommandAndAMissingKitIsNot) {
    FakeWorld fake;
    fake.answers["vault.unlock"]["warnings"] = {
        "no recovery kit was printed yet: if every passphrase is lost, so is this vault",
        "part of the vault does not check out; everything else is here: run vault verify"};
    EXPECT_EQ(fake.run_on_vault({"form", "list"}), 0);
    EXPECT_EQ(
        fake.err,
        "amparo: warning: part of the vault does not check out; everything else is here: run vault verify\n");
    EXPECT_EQ(fake.run_on_vault({"form", "list", "--json"}), 0);
    EXPECT_EQ(parsed(fake.err)["warning"]["message"],
              "part of the vault does not check out; everything else is here: run vault verify");
}

TEST(Run, ANewPassphraseIsAskedTwiceAndMustBeTheSame) {
    FakeWorld fake;
    fake.typed = {"one passphrase", "two passphrase"};
    EXPECT_EQ(fake.run({"vault", "init", "--vault", "n", "--organization", "Casa", "--person", "Ana"}), 2);
    EXPECT_TRUE(fake.params_of("vault.init").is_null());
    fake.typed = {"one passphrase", "one passphrase"};
    EXPECT_EQ(fake.run({"vault", "init", "--vault", "n", "--organization", "Casa", "--person", "Ana"}), 0);
    EXPECT_EQ(fake.params_of("vault.init"),
              (Json{{"organization", "Casa"}, {"member", "Ana"}, {"passphrase", "one passphrase"}}));
}

TEST(Run, AVaultThatMayStayLockedAsksOnlyWhenToldTo) {
    FakeWorld fake;
    EXPECT_EQ(fake.run({"--vault", "v", "vault", "info"}), 0);
    EXPECT_TRUE(fake.questions.empty());
    EXPECT_EQ(fake.run_on_vault({"vault", "info", "--ask"}), 0);
    EXPECT_EQ(fake.questions.size(), 1U);
}

TEST(Run, AVaultThatDoesNotVerifyEndsWithDamaged) {
    FakeWorld fake;
    fake.answers["vault.verify"] =
        Json{{"ok", false},
             {"checked", {{"bytes", 10}}},
             {"problems", {{{"problem", "damage"}, {"offset", 7}, {"what", "a byte"}}}}};
    EXPECT_EQ(fake.run({"--vault", "v", "vault", "verify"}), 5);
    EXPECT_NE(fake.out.find("a byte (at byte 7)"), std::string::npos);
    fake.answers["vault.verify"]["ok"] = true;
    EXPECT_EQ(fake.run({"--vault", "v", "vault", "verify"}), 0);
}

TEST(Run, OutputThatCannotBeWrittenIsAnError) {
    FakeWorld fake;
    fake.can_write = false;
    EXPECT_EQ(fake.run_on_vault({"form", "list"}), 6);
    EXPECT_NE(fake.err.find("standard output can't be written"), std::string::npos);
}

TEST(Run, WhatIsShownCannotSteerATerminal) {
    FakeWorld fake;
    fake.answers["record.show"] =
        Json{{"id", kRecord}, {"kind", "note"}, {"data", {{"text", "\x1B[2Jhello"}}}};
    fake.failures["search"] = Failure{Code::kUsage, "bad \x1B[2J", "", ""};
    EXPECT_EQ(fake.run_on_vault({"record", "show", kRecord}), 0);
    EXPECT_NE(fake.out.find("hello"), std::string::npos);
    EXPECT_EQ(fake.out.find('\x1B'), std::string::npos);
    EXPECT_EQ(fake.run_on_vault({"search", "x"}), 2);
    EXPECT_EQ(fake.err.find('\x1B'), std::string::npos);
}

TEST(Run, TheLanguageIsTheOptionsOrElseTheEnvironments) {
    FakeWorld fake;
    EXPECT_EQ(fake.run({"--language", "es", "form", "list"}), 2);
    EXPECT_EQ(fake.err, "amparo: ¿qué bóveda? (--vault) — diga --vault ARCHIVO o fije AMPARO_VAULT\n");
    fake.environment["LANG"] = "es_GT.UTF-8";
    EXPECT_EQ(fake.run({"form", "list"}), 2);
    EXPECT_EQ(fake.err.rfind("amparo: ¿qué bóveda?", 0), 0U);
    fake.environment["LC_ALL"] = "C";
    EXPECT_EQ(fake.run({"form", "list"}), 2);
    EXPECT_EQ(fake.err.rfind("amparo: which vault?", 0), 0U);
    EXPECT_EQ(fake.run({"--language", "fr", "form", "list"}), 2);
    EXPECT_NE(fake.err.find("en and es"), std::string::npos);
}

TEST(Run, ThePapersLanguageIsTheScreensUnlessSaid) {
    FakeWorld fake;
    fake.environment["LANG"] = "es_MX.UTF-8";
    EXPECT_EQ(fake.run_on_vault({"recovery", "print"}), 0);
    EXPECT_EQ(fake.params_of("recovery.print"), (Json{{"language", "es"}}));
    EXPECT_EQ(fake.run_on_vault({"recovery", "print", "--language", "en"}), 0);
    EXPECT_EQ(fake.params_of("recovery.print"), (Json{{"language", "en"}}));
    EXPECT_EQ(fake.out.rfind("Recovery kit.", 0), 0U);
    // The language of a person, or of an explanation, is not the program's.
    EXPECT_EQ(fake.run_on_vault({"match", "--need", "food", "--language", "en"}), 0);
    EXPECT_EQ(fake.params_of("match"), (Json{{"needs", {"food"}}, {"languages", {"en"}}}));
}

TEST(Language, IsSpanishOnlyWhereItBeginsSo) {
    for (auto const& [value, is_spanish] : {std::pair{"es", true},
                                            {"es_MX.UTF-8", true},
                                            {"es@x", true},
                                            {"est_EE", false},
                                            {"en_US", false},
                                            {"C", false}}) {
        std::string const set = value;
        Language const language = language_of(
            [&](std::string_view name) { return name == "LANG" ? std::optional{set} : std::nullopt; });
        EXPECT_EQ(language == Language::kSpanish, is_spanish) << value;
    }
}

TEST(Fill, EachHoleTakesTheNextValue) {
    EXPECT_EQ(fill("{} of {}", {"1", "2"}), "1 of 2");
    EXPECT_EQ(fill("{}", {"{}"}), "{}");
    EXPECT_EQ(fill("{\"a\": 1} {}", {"x"}), "{\"a\": 1} x");
    EXPECT_EQ(fill("{} {}", {"x"}), "x {}");
}
