// SPDX-License-Identifier: AGPL-3.0-or-later
#include "office.hpp"

using namespace amparo;
using namespace amparo::vault;

TEST(Vault, L1_WhatWasWrittenIsReadAfterUnlockingAgain) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    auto const record = crypto::make_id<RecordId>();
    write(v, {note(record, Part::kIdentity, R"({"name":"Luz"})"),
              note(record, Part::kLegal, R"({"memo":"privileged"})")});
    expect_sound(v);

    MemoryStorage elsewhere{office.file};
    Vault again{elsewhere};
    Read read;
    ASSERT_TRUE(again.unlock(kAna, read.sink()).ok());
    ASSERT_EQ(read.entries.size(), 2U);
    EXPECT_EQ(as_text(*read.entries[0].body), R"({"name":"Luz"})");
    EXPECT_EQ(read.entries[1].header.part, Part::kLegal);
    EXPECT_EQ(again.ring().organization_name(again.keys()), "Casa Norte Legal Aid");
    EXPECT_EQ(again.ring().member_name(again.keys(), read.entries[0].author), "Ana");
    EXPECT_TRUE(again.problems().empty());
}

TEST(Vault, T10_NoWordOfWhatWasSaidOrOfAnyNameStandsInTheFile) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    write(v, {note(crypto::make_id<RecordId>(), Part::kIdentity, R"({"chosen_name":"Luz Marina Quintero"})",
                   "contact")});
    std::string_view const file = as_text(office.file->bytes);
    for (std::string_view word : {"Luz", "Marina", "chosen_name", "contact", "Casa Norte", "Ana", "garden"})
        EXPECT_EQ(file.find(word), std::string_view::npos) << word;
    EXPECT_NE(file.find("AMPVAULT"), std::string_view::npos);  // The scan can find something.
}

TEST(Vault, AWrongPassphraseOpensNothing) {
    Office office;
    Vault v{office.storage};
    EXPECT_EQ(v.unlock("not the passphrase", nowhere()).error(), VaultError::kWrongPassphrase);
    EXPECT_FALSE(v.unlocked());
    EXPECT_EQ(v.begin_writing(nowhere(), no_reload())
                  .value()
                  .append({note(crypto::make_id<RecordId>(), Part::kPlan, "{}")}, at(1), nowhere())
                  .error(),
              VaultError::kLocked);
}

TEST(Vault, T28_EveryRoleOpensExactlyTheCellsOfTheMatrix) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    std::vector<NewEntry> entries;
    for (Part const part : kAllParts) entries.push_back(note(crypto::make_id<RecordId>(), part, "{}"));
    write(v, std::move(entries));
    for (Role const role : kAllRoles) {
        std::string const pass = "passphrase of " + std::string{name(role)};
        {
            auto writing = v.begin_writing(nowhere(), no_reload());
            auto const items =
                v.ring().add_member(v.keys(), "someone", role, pass, crypto::kCostFloor, at(3), nullptr);
            ASSERT_TRUE(writing.value().append(items.value()).ok());
        }
        MemoryStorage elsewhere{office.file};
        Vault theirs{elsewhere};
        Read read;
        ASSERT_TRUE(theirs.unlock(pass, read.sink()).ok()) << name(role);
        ASSERT_EQ(read.entries.size(), kAllParts.size());
        for (OpenedEntry const& e : read.entries)
            EXPECT_EQ(e.body.has_value(), parts_of(role).contains(e.header.part))
                << name(role) << " " << name(e.header.part);
        expect_sound(theirs);
    }
}

TEST(Vault, T26_WhoIsRemovedReadsNothingNewAndOthersReadEverything) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    MemberId bea{MemberId::Bytes{}};
    {
        auto writing = v.begin_writing(nowhere(), no_reload());
        ASSERT_TRUE(writing.value()
                        .append(v.ring()
                                    .add_member(v.keys(), "Bea", Role::kAdvocate, kBea, crypto::kCostFloor,
                                                at(1), &bea)
                                    .value())
                        .ok());
    }
    MemoryStorage hers{office.file};
    Vault theirs{hers};
    ASSERT_TRUE(theirs.unlock(kBea, nowhere()).ok());
    write(theirs, {note(crypto::make_id<RecordId>(), Part::kNarrative, R"({"by":"Bea"})")});
    {
        auto writing = v.begin_writing(nowhere(), no_reload());
        ASSERT_TRUE(writing.value()
                        .append(v.ring().remove_member(v.keys(), bea, v.last_commit_of(bea), at(5)).value())
                        .ok());
    }
    write(v, {note(crypto::make_id<RecordId>(), Part::kNarrative, R"({"after":"Bea left"})")});
    EXPECT_EQ(v.ring().chain().epoch(), 2U);

    Read late;
    EXPECT_EQ(theirs.refresh(late.sink(), no_reload()).error(), VaultError::kUnknownMember);
    EXPECT_TRUE(late.entries.empty());
    EXPECT_EQ(Vault{hers}.unlock(kBea, nowhere()).error(), VaultError::kWrongPassphrase);

    MemoryStorage elsewhere{office.file};
    Vault again{elsewhere};
    Read read;
    ASSERT_TRUE(again.unlock(kAna, read.sink()).ok());
    EXPECT_EQ(read.bodies(), 2U);
    EXPECT_EQ(again.ring().member_name(again.keys(), bea), "Bea");
    expect_sound(again);
}

TEST(Vault, T29_ThePaperKitOpensTheVaultWhenEveryPassphraseIsLost) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    write(v, {note(crypto::make_id<RecordId>(), Part::kLegal, R"({"n":1})")});
    keyring::KitBytes const kit = crypto::make_random<16>();
    EXPECT_EQ(
        Vault{office.storage}.use_kit(kit, "Cruz", "a new passphrase", crypto::kCostFloor, at(1)).error(),
        VaultError::kNoKit);
    {
        auto writing = v.begin_writing(nowhere(), no_reload());
        ASSERT_TRUE(writing.value().append(v.ring().make_kit(v.keys(), kit, at(2)).value()).ok());
    }
    auto const words = keyring::to_words(kit, keyring::WordLanguage::kSpanish);
    Vault rescued{office.storage};
    EXPECT_EQ(
        rescued.use_kit(crypto::make_random<16>(), "Cruz", "a new passphrase", crypto::kCostFloor, at(3))
            .error(),
        VaultError::kWords);
    ASSERT_TRUE(rescued
                    .use_kit(keyring::from_words(words).value(), "Cruz", "a new passphrase",
                             crypto::kCostFloor, at(3))
                    .ok());
    Read read;
    ASSERT_TRUE(rescued.unlock("a new passphrase", read.sink()).ok());
    EXPECT_EQ(read.bodies(), 1U);
    expect_sound(rescued);
}

TEST(Vault, CompactingKeepsEveryEntryAndDropsOldPassphrases) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    write(v, {note(crypto::make_id<RecordId>(), Part::kPlan, "{}")});
    {
        auto writing = v.begin_writing(nowhere(), no_reload());
        ASSERT_TRUE(
            writing.value()
                .append(
                    v.ring().change_passphrase(v.keys(), "a longer passphrase", crypto::kCostFloor).value())
                .ok());
        ASSERT_TRUE(writing.value().compact().ok());
    }
    write(v, {note(crypto::make_id<RecordId>(), Part::kPlan, "{}")});
    MemoryStorage elsewhere{office.file};
    EXPECT_EQ(Vault{elsewhere}.unlock(kAna, nowhere()).error(), VaultError::kWrongPassphrase);
    Vault again{elsewhere};
    Read read;
    ASSERT_TRUE(again.unlock("a longer passphrase", read.sink()).ok());
    EXPECT_EQ(read.entries.size(), 2U);
    expect_sound(again);
}

TEST(Vault, ManyEntriesGoIntoOneBatchOfSeveralCommits) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    std::vector<NewEntry> entries;
    for (int i = 0; i < 1000; ++i)
        entries.push_back(note(crypto::make_id<RecordId>(), Part::kOrganization, "{}", "service"));
    std::size_t const before = v.commit_count();
    write(v, std::move(entries));
    EXPECT_EQ(v.commit_count() - before, 4U);
    expect_sound(v);
}
