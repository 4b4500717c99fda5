// SPDX-License-Identifier: AGPL-3.0-or-later
// vault.*, member.*, recovery.*: one file, several people, two processes.
#include "support.hpp"

#include "amparo/crypto/base64.hpp"

namespace amparo::engine {
namespace {

TEST(VaultMethods, WhoHasThePassphraseGetsInAndNobodyElse) {
    Office office;
    office.founded();
    office.ok("vault.lock");
    office.fails(Code::kLocked, "passphrase", "vault.unlock", {{"passphrase", "seven quiet river"}});
    Json const summary = office.ok("vault.unlock", {{"passphrase", kPassphrase}});
    EXPECT_EQ(summary["organization"], "Puente Legal Aid");
    EXPECT_EQ(summary["member"], "Rosa");
    EXPECT_EQ(summary["role"], "coordinator");
    ASSERT_EQ(summary["warnings"].size(), 1U);  // No recovery kit yet.
}

TEST(VaultMethods, AnOpenVaultAsksForThePassphraseOfWhoHasItOpen) {
    Office office;
    office.founded();
    office.ok("member.add", {{"name", "Ines"}, {"role", "shelter"}, {"passphrase", "orange trees in rain"}});
    EXPECT_EQ(office.ok("vault.unlock", {{"passphrase", kPassphrase}})["member"], "Rosa");
    office.fails(Code::kLocked, "passphrase", "vault.unlock", {{"passphrase", "seven quiet river"}});
    office.fails(Code::kRefused, "", "vault.unlock", {{"passphrase", "orange trees in rain"}});
    EXPECT_EQ(office.ok("vault.info")["member"], "Rosa");
    office.ok("member.passphrase", {{"current", kPassphrase}, {"new", "eleven loud rivers"}});
    office.fails(Code::kLocked, "passphrase", "vault.unlock", {{"passphrase", kPassphrase}});
    office.ok("vault.unlock", {{"passphrase", "eleven loud rivers"}});
}

TEST(VaultMethods, APassphraseIsTheSameHoweverItWasTyped) {
    Office office;
    office.ok("vault.init", {{"organization", "P"}, {"member", "R"}, {"passphrase", "ma\u00f1ana clara"}});
    office.ok("vault.lock");
    office.ok("vault.unlock", {{"passphrase", "man\u0303ana clara"}});
}

TEST(VaultMethods, AVaultIsNotMadeTwiceAndNotOpenedWhereThereIsNone) {
    Office office;
    office.fails(Code::kNotFound, "", "vault.info");
    office.fails(Code::kNotFound, "", "vault.unlock", {{"passphrase", kPassphrase}});
    office.founded();
    office.ok("vault.lock");
    office.fails(Code::kRefused, "", "vault.init",
                 {{"organization", "P"}, {"member", "R"}, {"passphrase", kPassphrase}});
    office.fails(Code::kUsage, "passphrase", "vault.init",
                 {{"organization", "P"}, {"member", "R"}, {"passphrase", "short"}});
    std::string long_name;
    for (int i = 0; i < 150; ++i) long_name += "ñ";
    Office other;
    other.fails(Code::kUsage, "organization", "vault.init",
                {{"organization", long_name}, {"member", "R"}, {"passphrase", kPassphrase}});
}

TEST(VaultMethods, InfoTellsALockedReaderNoName) {
    Office office;
    office.founded();
    Json const open = office.ok("vault.info");
    EXPECT_EQ(open["organization"], "Puente Legal Aid");
    office.ok("vault.lock");
    Json const locked = office.ok("vault.info");
    EXPECT_FALSE(locked.contains("organization"));
    EXPECT_EQ(locked["members"], 1);
    EXPECT_EQ(locked["unlocked"], false);
}

TEST(VaultMethods, LockingNeverFails) {
    Office office;
    office.ok("vault.lock");
    office.founded();
    // The file went with the disk it was on: what is in memory is forgotten all the same.
    store_memory::MemoryFile const was = *office.file;
    *office.file = {};
    office.ok("vault.lock");
    *office.file = was;
    office.fails(Code::kLocked, "", "member.list");
    office.ok("vault.lock");
    office.ok("vault.unlock", {{"passphrase", kPassphrase}});
}

TEST(VaultMethods, EachRoleReadsItsPartsOnly) {
    Office rosa;
    rosa.founded();
    rosa.ok("member.add",
            {{"name", "Teo"}, {"role", "statistician"}, {"passphrase", "a quiet counting house"}});
    rosa.ok("member.add", {{"name", "Ines"}, {"role", "advocate"}, {"passphrase", "orange trees in rain"}});
    Json const made = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    rosa.ok(
        "record.create",
        {{"kind", "legal_note"}, {"person", made["person"]}, {"data", {{"text", "Asked about a T visa"}}}});

    Office teo{rosa.file};
    Json const summary = teo.ok("vault.unlock", {{"passphrase", "a quiet counting house"}});
    EXPECT_EQ(summary["member"], "Teo");
    Json const seen = teo.ok("record.show", {{"id", made["id"]}});
    EXPECT_FALSE(seen["data"].contains("chosen_name"));
    EXPECT_FALSE(seen["sealed"].empty());
    EXPECT_TRUE(teo.ok("search", {{"text", "Alma"}})["hits"].empty());
    teo.fails(Code::kRefused, "chosen_name", "record.create",
              {{"kind", "contact"}, {"data", contact_data()}});
    teo.fails(Code::kRefused, "", "member.add",
              {{"name", "X"}, {"role", "advocate"}, {"passphrase", "something long enough"}});

    Office ines{rosa.file};
    ines.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    EXPECT_EQ(ines.ok("record.show", {{"id", made["id"]}})["data"]["chosen_name"], "Alma");
    EXPECT_TRUE(ines.ok("search", {{"text", "T visa"}})["hits"].empty());
}

TEST(VaultMethods, WhoIsRemovedIsOutAtOnceAndReadsNothingNew) {
    Office rosa;
    rosa.founded();
    Json const added = rosa.ok(
        "member.add", {{"name", "Ines"}, {"role", "advocate"}, {"passphrase", "orange trees in rain"}});
    Office ines{rosa.file};
    ines.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    rosa.fails(Code::kNotFound, "member", "member.remove",
               {{"member", "mem_00000000000000000000000000000000"}});
    rosa.ok("member.remove", {{"member", added["member_id"]}});
    ines.fails(Code::kLocked, "", "record.list");
    ines.fails(Code::kLocked, "passphrase", "vault.unlock", {{"passphrase", "orange trees in rain"}});
    Json const listed = rosa.ok("member.list");
    for (Json const& m : listed["members"]) EXPECT_EQ(m["active"], m["name"] == "Rosa");
    EXPECT_EQ(rosa.ok("vault.verify")["ok"], true);
}

TEST(VaultMethods, NoTwoMembersShareAPassphrase) {
    Office office;
    office.founded();
    office.fails(Code::kRefused, "passphrase", "member.add",
                 {{"name", "Ines"}, {"role", "shelter"}, {"passphrase", kPassphrase}});
    office.ok("member.add", {{"name", "Ines"}, {"role", "shelter"}, {"passphrase", "orange trees in rain"}});
    office.fails(Code::kRefused, "new", "member.passphrase",
                 {{"current", kPassphrase}, {"new", "orange trees in rain"}});
}

TEST(VaultMethods, AChangedPassphraseReplacesTheOldOne) {
    Office office;
    office.founded();
    office.fails(Code::kLocked, "current", "member.passphrase",
                 {{"current", "not this one at all"}, {"new", "eleven loud rivers"}});
    office.ok("member.passphrase", {{"current", kPassphrase}, {"new", "eleven loud rivers"}});
    office.ok("vault.lock");
    office.fails(Code::kLocked, "passphrase", "vault.unlock", {{"passphrase", kPassphrase}});
    office.ok("vault.unlock", {{"passphrase", "eleven loud rivers"}});
}

TEST(VaultMethods, ThePaperKitOpensAVaultWhosePassphrasesAreLost) {
    Office office;
    office.founded();
    Json const contact = office.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    for (char const* language : {"en", "es"}) {
        Json const kit = office.ok("recovery.print", {{"language", language}});
        ASSERT_EQ(kit["words"].size(), 12U);
        Office later{office.file};
        Json wrong = kit["words"];
        std::swap(wrong[0], wrong[1]);
        EXPECT_FALSE(later
                         .call("recovery.use",
                               {{"words", wrong}, {"member", "Rosa"}, {"passphrase", "a new beginning here"}})
                         .ok());
        Json const used = later.ok(
            "recovery.use",
            {{"words", kit["words"]}, {"member", "Rosa anew"}, {"passphrase", "a new beginning here"}});
        ASSERT_FALSE(used["beside"].empty()) << "who she was is a member still";
        EXPECT_EQ(used["beside"][0]["name"], "Rosa");
        for (Json const& member : used["beside"]) EXPECT_NE(member["member_id"], used["member_id"]);
        EXPECT_EQ(later.ok("record.show", {{"id", contact["id"]}})["data"]["chosen_name"], "Alma");
    }
    // The first kit was replaced by the second.
    Json const old = office.ok("recovery.print");
    office.ok("recovery.print");
    Office thief{office.file};
    thief.fails(Code::kLocked, "words", "recovery.use",
                {{"words", old["words"]}, {"member", "X"}, {"passphrase", "a new beginning here"}});
}

TEST(VaultMethods, TwoProcessesSeeEachOthersWrites) {
    Office one;
    one.founded();
    Office two{one.file};
    two.ok("vault.unlock", {{"passphrase", kPassphrase}});
    Json const made = one.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    EXPECT_EQ(two.ok("record.show", {{"id", made["id"]}})["data"]["chosen_name"], "Alma");
    two.ok("record.update", {{"id", made["id"]}, {"data", {{"phone", "+1 312 555 0199"}}}});
    EXPECT_EQ(one.ok("record.show", {{"id", made["id"]}})["data"]["phone"], "+1 312 555 0199");
    one.ok("vault.compact");
    EXPECT_EQ(two.ok("record.show", {{"id", made["id"]}})["data"]["phone"], "+1 312 555 0199");
    EXPECT_EQ(two.ok("vault.verify")["ok"], true);
}

TEST(VaultMethods, ASnapshotIsAVaultOfItsOwn) {
    Office office;
    office.founded();
    Json const made = office.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    Json const snapshot = office.ok("vault.snapshot");
    auto copy = std::make_shared<store_memory::MemoryFile>();
    copy->exists = true;
    copy->bytes = crypto::from_base64(snapshot["file"].get<std::string>()).value();
    EXPECT_EQ(copy->bytes.size(), snapshot["bytes"].get<std::size_t>());
    office.ok("vault.backed_up", {{"bytes", snapshot["bytes"]}, {"kept_where", "the safe"}});
    Office restored{copy};
    restored.ok("vault.unlock", {{"passphrase", kPassphrase}});
    EXPECT_EQ(restored.ok("record.show", {{"id", made["id"]}})["data"]["chosen_name"], "Alma");
}

TEST(VaultMethods, VerifyNamesAFlippedByte) {
    Office office;
    office.founded();
    office.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    office.ok("vault.lock");
    office.file->bytes[office.file->bytes.size() - 40] ^= std::byte{1};
    Office later{office.file};
    auto const unlocked = later.call("vault.unlock", {{"passphrase", kPassphrase}});
    ASSERT_TRUE(unlocked.ok());
    Json const verdict = later.ok("vault.verify");
    EXPECT_EQ(verdict["ok"], false);
    EXPECT_FALSE(verdict["problems"].empty());
}

TEST(VaultMethods, WhatIsNoVaultOrComesFromANewerAmparoIsSaid) {
    Office office;
    office.founded();
    office.ok("vault.lock");
    auto text = std::make_shared<store_memory::MemoryFile>();
    text->exists = true;
    std::string const letter = "Dear Sir, this is not a vault at all, just a letter that somebody wrote.";
    text->bytes.assign(as_bytes(letter).begin(), as_bytes(letter).end());
    Office other{text};
    other.fails(Code::kDamaged, "", "vault.info");
    other.fails(Code::kDamaged, "", "vault.unlock", {{"passphrase", kPassphrase}});
}

TEST(VaultMethods, NewKeysAreACoordinatorsToGive) {
    Office rosa;
    rosa.founded();
    rosa.ok("member.add", {{"name", "Ines"}, {"role", "advocate"}, {"passphrase", "orange trees in rain"}});
    EXPECT_EQ(rosa.ok("member.rekey")["epoch"], 2);
    Office ines{rosa.file, rosa.now};
    ines.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    ines.fails(Code::kRefused, "", "member.rekey");
    ines.fails(Code::kRefused, "", "card.renew");
    ines.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    EXPECT_EQ(rosa.ok("vault.info")["epoch"], 2);
}

}  // namespace
}  // namespace amparo::engine
