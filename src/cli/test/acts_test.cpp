// SPDX-License-Identifier: AGPL-3.0-or-later
// Commands that read and write files of their own.
#include "amparo/crypto/base64.hpp"
#include "amparo/os/files.hpp"
#include "fake_world.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

using namespace amparo;
using namespace amparo::cli;
using test::FakeWorld;
using test::Folder;

namespace {

std::string content(std::string const& path) {
    auto const bytes = os::read_file(path, 1U << 20U);
    return bytes.ok() ? std::string{as_text(bytes.value())} : "(none)";
}
std::string const kId = "rec_" + std::string(32, '1');

class Sending : public testing::Test {
  protected:
    Sending() {
        fake.answers["referral.send"] = Json{{"id", kId},
                                             {"state", "requested"},
                                             {"file", crypto::to_base64(as_bytes("sealed"))},
                                             {"disclosure", "rec_d"}};
    }
    int send(std::vector<std::string> more) {
        more.insert(more.begin(), {"referral", "send", "--release", kId});
        return fake.run_on_vault(more);
    }
    FakeWorld fake;
    Folder folder;
};

}  // namespace

TEST_F(Sending, TheSealedFileIsWrittenForItsOwnerOnly) {
    std::string const file = folder / "r.amparo";
    EXPECT_EQ(send({"--output", file}), 0);
    EXPECT_EQ(content(file), "sealed");
    struct stat status {};
    ASSERT_EQ(::stat(file.c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(fake.params_of("referral.send"), (Json{{"release", kId}, {"language", "en"}}));
}

TEST_F(Sending, AFileThatIsThereIsKeptAndNothingIsSent) {
    std::string const file = folder.file("r.amparo", "before");
    EXPECT_EQ(send({"--output", file}), 1);
    EXPECT_EQ(content(file), "before");
    EXPECT_TRUE(fake.params_of("referral.send").is_null());
    EXPECT_EQ(send({"--output", file, "--force"}), 0);
    EXPECT_EQ(content(file), "sealed");
}

TEST_F(Sending, NothingIsSentWhereItsFileCouldNotBeWritten) {
    EXPECT_EQ(send({"--output", folder / "no/such/folder"}), 6);
    EXPECT_TRUE(fake.params_of("referral.send").is_null());
}

TEST_F(Sending, ALetterIsTextAndMachinesLearnWhereItIs) {
    fake.answers["referral.send"] = Json{{"id", kId}, {"state", "requested"}, {"letter", "<html>"}};
    std::string const file = folder / "l.html";
    EXPECT_EQ(send({"--output", file, "--json"}), 0);
    EXPECT_EQ(content(file), "<html>");
    EXPECT_EQ(codec::parse_json(fake.out).value(),
              (Json{{"id", kId}, {"state", "requested"}, {"letter", "<html>"}, {"output", file}}));
}

TEST_F(Sending, StandardOutputTakesTheFileButNotTogetherWithJson) {
    EXPECT_EQ(send({"--output", "-"}), 0);
    EXPECT_EQ(fake.out, "sealed");
    EXPECT_EQ(send({"--output", "-", "--json"}), 2);
}

TEST_F(Sending, ARefusalWritesNothing) {
    fake.failures["referral.send"] =
        Failure{Code::kRefused, "the release was withdrawn; nothing was sent", "release", ""};
    EXPECT_EQ(send({"--output", folder / "r"}), 1);
    EXPECT_FALSE(os::exists(folder / "r"));
    EXPECT_EQ(fake.err, "amparo: the release was withdrawn; nothing was sent (--release)\n");
}

TEST(Answering, OneOfTwoAnswersIsNeeded) {
    FakeWorld fake;
    Folder const folder;
    fake.answers["referral.answer"] =
        Json{{"id", kId}, {"state", "accepted"}, {"file", crypto::to_base64(as_bytes("answer"))}};
    EXPECT_EQ(fake.run_on_vault({"referral", "answer", kId, "--output", folder / "a"}), 2);
    EXPECT_EQ(
        fake.run_on_vault({"referral", "answer", kId, "--accept", "--decline", "--output", folder / "a"}), 2);
    EXPECT_TRUE(fake.params_of("referral.answer").is_null());
    EXPECT_EQ(fake.run_on_vault(
                  {"referral", "answer", kId, "--decline", "--reason", "full", "--output", folder / "a"}),
              0);
    EXPECT_EQ(fake.params_of("referral.answer"),
              (Json{{"id", kId}, {"answer", "decline"}, {"reason", "full"}}));
    EXPECT_EQ(content(folder / "a"), "answer");
}

TEST(Cards, AFileBecomesBase64) {
    FakeWorld fake;
    Folder const folder;
    EXPECT_EQ(fake.run_on_vault({"card", "add", folder.file("c", "card"), "--fingerprint", "A-B"}), 0);
    EXPECT_EQ(fake.params_of("card.add"), (Json{{"file", "Y2FyZA=="}, {"fingerprint", "A-B"}}));
}

TEST(Backup, IsWrittenVerifiedFromItsFileAndNoted) {
    FakeWorld fake;
    Folder const folder;
    fake.answers["vault.snapshot"] = Json{{"file", crypto::to_base64(as_bytes("bytes"))}, {"bytes", 5}};
    fake.answers["vault.verify"] = Json{{"ok", true}};
    fake.answers["vault.backed_up"] = Json{{"id", kId}};
    std::string const copy = folder / "copy";
    EXPECT_EQ(fake.run_on_vault({"vault", "backup", copy}), 0);
    EXPECT_EQ(content(copy), "bytes");
    EXPECT_EQ(fake.opened.back(), copy);
    EXPECT_EQ(fake.params_of("vault.backed_up"), (Json{{"bytes", 5}, {"kept_where", "copy"}}));

    EXPECT_EQ(fake.run_on_vault({"vault", "backup", copy}), 1);
    EXPECT_TRUE(fake.params_of("vault.snapshot").is_null());
    EXPECT_EQ(fake.run_on_vault({"vault", "backup", copy, "--force", "--kept-where", "the safe"}), 0);
    EXPECT_EQ(fake.params_of("vault.backed_up")["kept_where"], "the safe");
}

TEST(Backup, ACopyThatDoesNotVerifyIsNotNoted) {
    FakeWorld fake;
    Folder const folder;
    fake.answers["vault.snapshot"] = Json{{"file", ""}, {"bytes", 0}};
    fake.answers["vault.verify"] = Json{{"ok", false}};
    EXPECT_EQ(fake.run_on_vault({"vault", "backup", folder / "copy"}), 5);
    EXPECT_TRUE(fake.params_of("vault.backed_up").is_null());
}

TEST(Backup, IsNeverWrittenOverTheVault) {
    FakeWorld fake;
    EXPECT_EQ(fake.run_on_vault({"vault", "backup", "v.amparo", "--force"}), 1);
    EXPECT_TRUE(fake.params_of("vault.snapshot").is_null());
}

TEST(Import, AFolderGivesItsTablesByNameAndItsOwnNameAsTheSource) {
    FakeWorld fake;
    Folder const folder;
    ASSERT_EQ(::mkdir((folder / "ilao").c_str(), 0700), 0);
    (void)folder.file("ilao/services.csv", "id\n1\n");
    (void)folder.file("ilao/README.md", "no table");
    (void)folder.file("ilao/ORGS.CSV", "id\n2\n");
    std::string const mapping = folder.file("ilao/mapping.json", R"({"a": 1})");
    fake.answers["directory.import"] =
        Json{{"created", 1}, {"updated", 0}, {"unchanged", 0}, {"set_aside", Json::array()}};
    EXPECT_EQ(fake.run_on_vault({"directory", "import", folder / "ilao", "--mapping", mapping, "--dry-run"}),
              0);
    EXPECT_EQ(fake.params_of("directory.import"), (Json{{"files",
                                                         {{{"name", "ORGS.CSV"}, {"text", "id\n2\n"}},
                                                          {{"name", "services.csv"}, {"text", "id\n1\n"}}}},
                                                        {"source", "ilao"},
                                                        {"mapping", {{"a", 1}}},
                                                        {"dry_run", true}}));
}

TEST(Import, AFileIsReadWhateverItIsCalled) {
    FakeWorld fake;
    Folder const folder;
    EXPECT_EQ(
        fake.run_on_vault({"directory", "import", folder.file("net.work.txt", "{}"), "--source", "net"}), 0);
    EXPECT_EQ(fake.params_of("directory.import"),
              (Json{{"files", {{{"name", "net.work.txt"}, {"text", "{}"}}}}, {"source", "net"}}));
}

TEST(Import, WhatCannotBeADirectoryIsRefusedWithItsMend) {
    FakeWorld fake;
    Folder const folder;
    EXPECT_EQ(fake.run_on_vault({"directory", "import", folder.file("d.zip", "PK")}), 2);
    EXPECT_NE(fake.err.find("unzip"), std::string::npos);
    ASSERT_EQ(::mkdir((folder / "empty").c_str(), 0700), 0);
    EXPECT_EQ(fake.run_on_vault({"directory", "import", folder / "empty"}), 2);
    EXPECT_EQ(fake.run_on_vault({"directory", "import", folder / "none"}), 6);
    fake.answers["directory.import"] = Json{{"created", 0},
                                            {"set_aside",
                                             {{{"file", "d"},
                                               {"line", 3},
                                               {"reason", "malformed"},
                                               {"message", "It is not JSON."},
                                               {"mend", "Mend it."}}}}};
    EXPECT_EQ(fake.run_on_vault({"directory", "import", folder.file("d", "x")}), 2);
    EXPECT_NE(fake.out.find("d:3: It is not JSON. Mend it."), std::string::npos);
}

TEST(Export, IsTheServicesAloneSoThatTheFileIsHsds) {
    FakeWorld fake;
    Folder const folder;
    fake.answers["directory.export"] =
        Json{{"services", {{{"id", "x"}}}},
             {"left_out", {{{"id", "rec_1"}, {"field", "address_1"}, {"reason", "confidential_place"}}}}};
    EXPECT_EQ(fake.run_on_vault({"directory", "export"}), 0);
    EXPECT_EQ(codec::parse_json(fake.out).value(), (Json{{{"id", "x"}}}));
    EXPECT_NE(fake.err.find("1 left out"), std::string::npos);
    EXPECT_EQ(fake.run_on_vault({"directory", "export", "--output", folder / "d.json"}), 0);
    EXPECT_EQ(codec::parse_json(content(folder / "d.json")).value(), (Json{{{"id", "x"}}}));
    EXPECT_NE(fake.out.find("rec_1, address_1: confidential place"), std::string::npos);
    EXPECT_EQ(fake.run_on_vault({"directory", "export", "--json"}), 0);
    EXPECT_EQ(codec::parse_json(fake.out).value(), fake.answers["directory.export"]);
}

TEST(Recovery, TheWordsAreNeverArguments) {
    FakeWorld fake;
    Folder const folder;
    std::string const passphrase = folder.file("p", "a new passphrase");
    std::string const words = folder.file("w", "uno dos\n tres\n");
    EXPECT_EQ(fake.run({"--vault", "v", "--passphrase-file", passphrase, "recovery", "use", "--person", "Ana",
                        "--words-file", words}),
              0);
    EXPECT_EQ(
        fake.params_of("recovery.use"),
        (Json{{"member", "Ana"}, {"passphrase", "a new passphrase"}, {"words", {"uno", "dos", "tres"}}}));
    fake.typed = {"uno dos"};
    EXPECT_EQ(
        fake.run({"--vault", "v", "--passphrase-file", passphrase, "recovery", "use", "--person", "Ana"}), 0);
    EXPECT_EQ(fake.params_of("recovery.use")["words"], (Json{"uno", "dos"}));
}

TEST(Members, ANewPassphraseHasAFileOfItsOwn) {
    FakeWorld fake;
    Folder const folder;
    std::string const fresh = folder.file("n", "hers alone\n");
    EXPECT_EQ(
        fake.run_on_vault({"member", "add", "Rosa", "--role", "advocate", "--new-passphrase-file", fresh}),
        0);
    EXPECT_EQ(fake.params_of("member.add"),
              (Json{{"name", "Rosa"}, {"role", "advocate"}, {"passphrase", "hers alone"}}));
    fake.typed = {"old passphrase", "old passphrase"};
    EXPECT_EQ(fake.run({"--vault", "v", "member", "passphrase", "--new-passphrase-file", fresh}), 0);
    EXPECT_EQ(fake.params_of("member.passphrase"),
              (Json{{"current", "old passphrase"}, {"new", "hers alone"}}));
}

TEST(Doctor, SaysHowEachThingIsAndEndsByTheWorst) {
    FakeWorld fake;
    Folder const folder;
    fake.answers["vault.info"] =
        Json{{"format", 1}, {"bytes", 10}, {"recovery_kit", "2031-01-01T00:00:00.000Z"}};
    std::string const vault = folder / "v.amparo";
    (void)fake.run({"--vault", vault, "doctor", "--json"});
    std::map<std::string, std::string> state;
    Json const result = codec::parse_json(fake.out).value();
    for (Json const& check : codec::list_at(result, "checks"))
        state[codec::string_or(check, "check")] = codec::string_or(check, "state");
    for (char const* const name :
         {"encryption", "memory", "clock", "folder", "locks", "vault", "recovery kit"})
        EXPECT_EQ(state[name], "ok") << name;
    EXPECT_EQ(os::list_folder(folder / ".", 10).value().size(), 0U);

    fake.failures["vault.info"] =
        Failure{Code::kDamaged, "the vault's beginning or keys are damaged", "", "keep every back-up"};
    EXPECT_EQ(fake.run({"--vault", vault, "doctor"}), 5);
    EXPECT_NE(fake.out.find("keep every back-up"), std::string::npos);
    fake.failures.clear();
    fake.world.now = [] { return *parse_instant("1970-01-01T00:00:00Z"); };
    EXPECT_EQ(fake.run({"--vault", vault, "doctor"}), 6);
    EXPECT_EQ(fake.run({"--vault", folder / "no/v.amparo", "doctor"}), 6);
}
