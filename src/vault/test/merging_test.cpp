// SPDX-License-Identifier: AGPL-3.0-or-later
// L8: two copies of one vault, both worked on, brought together.
#include "amparo/codec/json.hpp"
#include "amparo/store_memory/faulty.hpp"

#include "office.hpp"

#include <set>

using namespace amparo;
using namespace amparo::vault;

namespace {

using Texts = std::multiset<std::string>;

Result<Merged, VaultError> merge(Vault& v, ByteView copy, Sink const& sink = nowhere()) {
    AMPARO_TRY(auto writing, v.begin_writing(nowhere(), no_reload()));
    return writing.merge(copy, sink);
}

Texts texts_in(Office& office, std::string_view passphrase = kAna) {
    Read read;
    (void)office.open(passphrase, read.sink());
    auto const texts = read.texts();
    return {texts.begin(), texts.end()};
}

/// Ana and Bea's office as it was when its file was copied.
struct Copied : Office {
    std::unique_ptr<Vault> ana = open(kAna);
    MemberId bea_id = add(*ana, Role::kAdvocate, kBea);
    RecordId record = crypto::make_id<RecordId>();
    std::unique_ptr<Office> copy;

    Copied() {
        write(*ana, one(note(record, Part::kPlan, "before")));
        copy = std::make_unique<Office>(file->bytes);
    }
};

std::set<EntryName> erased(Vault& v, RecordId const& record) {
    auto const names = v.entries_of(record, Part::kPlan);
    Json entries = Json::array();
    for (EntryName const& n : names)
        entries.push_back(Json{{"commit", crypto::to_hex(n.commit)}, {"index", n.index}});
    NewEntry erasure = note(Part::kOrganization, codec::to_text(Json{{"entries", entries}}));
    erasure.header.kind = kErasureKind;
    write(v, one(std::move(erasure)));
    auto writing = v.begin_writing(nowhere(), no_reload());
    EXPECT_TRUE(writing.ok() && writing.value().remove(v.unfinished_erasures()).ok());
    return names;
}

}  // namespace

TEST(Merging, L8_BothHaveWhatEitherSaid) {
    Copied s;
    auto const bea = s.copy->open(kBea);
    write(*bea, Part::kPlan, "on the road");
    write(*s.ana, Part::kPlan, "at the desk");
    Read read;
    auto const merged = merge(*s.ana, s.copy->file->bytes, read.sink());
    ASSERT_TRUE(merged.ok());
    EXPECT_EQ(merged.value().commits, 1U);
    EXPECT_EQ(merged.value().left_out, 0U);
    EXPECT_EQ(read.texts(), std::vector<std::string>{"on the road"});
    expect_sound(*s.ana);
    ASSERT_TRUE(merge(*bea, s.file->bytes).ok());
    Texts const all{"before", "at the desk", "on the road"};
    EXPECT_EQ(texts_in(s), all);
    EXPECT_EQ(texts_in(*s.copy), all);
    Bytes const then = s.file->bytes;
    EXPECT_EQ(merge(*s.ana, s.copy->file->bytes).value().commits, 0U);
    EXPECT_EQ(s.file->bytes, then);
    write(*s.ana, Part::kPlan, "and on");
    expect_sound(*s.ana);
}

TEST(Merging, L8_OneMemberAtTwoComputersIsRefusedAndNothingChanges) {
    Copied s;
    auto const there = s.copy->open(kAna);
    write(*there, Part::kPlan, "on the road");
    ASSERT_TRUE(merge(*s.ana, s.copy->file->bytes).ok());  // Only there since the copy was made: no fork.
    write(*there, Part::kPlan, "and further");
    write(*s.ana, Part::kPlan, "at the desk");
    Bytes const before = s.file->bytes;
    EXPECT_EQ(merge(*s.ana, s.copy->file->bytes).error(), VaultError::kForked);
    EXPECT_EQ(s.file->bytes, before);
    expect_sound(*s.ana);
}

TEST(Merging, L8_WhatWasErasedHereDoesNotComeBack) {
    Copied s;
    auto const bea = s.copy->open(kBea);
    write(*bea, Part::kPlan, "on the road");
    auto const gone = erased(*s.ana, s.record);
    ASSERT_TRUE(merge(*s.ana, s.copy->file->bytes).ok());
    EXPECT_TRUE(s.ana->unfinished_erasures().empty());
    EXPECT_FALSE(texts_in(s).contains("before"));
    expect_sound(*s.ana);
}

TEST(Merging, L8_WhatWasErasedThereIsErasedHere) {
    Copied s;
    auto const there = s.copy->open(kAna);
    auto const gone = erased(*there, s.record);
    ASSERT_TRUE(merge(*s.ana, s.copy->file->bytes).ok());
    EXPECT_EQ(s.ana->unfinished_erasures(), gone);
    EXPECT_FALSE(texts_in(s).contains("before"));
}

TEST(Merging, L8_WhoCameInThereComesInHere) {
    Copied s;
    auto const there = s.copy->open(kAna);
    s.copy->add(*there, Role::kAdvocate, "cleo mends nets");
    write(*s.ana, Part::kPlan, "at the desk");
    auto const merged = merge(*s.ana, s.copy->file->bytes);
    ASSERT_TRUE(merged.ok());
    EXPECT_EQ(merged.value().chain_entries, 1U);
    EXPECT_EQ(texts_in(s, "cleo mends nets"), (Texts{"before", "at the desk"}));
    expect_sound(*s.ana);
}

TEST(Merging, L8_OfWhoWasRemovedNothingIsTakenAndNothingHereIsLost) {
    Copied s;
    auto const bea = s.copy->open(kBea);
    write(*bea, Part::kPlan, "on the road");
    s.remove(*s.ana, s.bea_id);
    auto const merged = merge(*s.ana, s.copy->file->bytes);
    ASSERT_TRUE(merged.ok());
    EXPECT_EQ(merged.value().commits, 0U);
    EXPECT_EQ(merged.value().left_out, 1U);
    EXPECT_EQ(texts_in(s), Texts{"before"});
    expect_sound(*s.ana);

    // The other way round she would lose what she wrote.
    auto const there = s.copy->open(kAna);
    Bytes const before = s.copy->file->bytes;
    EXPECT_EQ(merge(*there, s.file->bytes).error(), VaultError::kDiverged);
    EXPECT_EQ(s.copy->file->bytes, before);
}

TEST(Merging, L8_WhoWasRemovedThereMergesNothing) {
    Copied s;
    auto const there = s.copy->open(kAna);
    s.copy->remove(*there, s.bea_id);
    auto const bea = s.open(kBea);
    Bytes const before = s.file->bytes;
    EXPECT_EQ(merge(*bea, s.copy->file->bytes).error(), VaultError::kDiverged);
    EXPECT_EQ(s.file->bytes, before);
    EXPECT_TRUE(bea->unlocked());
}

TEST(Merging, L8_TwoMembershipsAreNotBroughtTogether) {
    Copied s;
    auto const there = s.copy->open(kAna);
    s.copy->add(*there, Role::kAdvocate, "cleo mends nets");
    s.add(*s.ana, Role::kShelter, "dora counts stars");
    Bytes const before = s.file->bytes;
    EXPECT_EQ(merge(*s.ana, s.copy->file->bytes).error(), VaultError::kDiverged);
    EXPECT_EQ(s.file->bytes, before);
}

TEST(Merging, L8_AnotherVaultIsRefused) {
    Copied s;
    Office const other;
    Bytes const before = s.file->bytes;
    EXPECT_EQ(merge(*s.ana, other.file->bytes).error(), VaultError::kOtherVault);
    EXPECT_EQ(merge(*s.ana, as_bytes("no vault at all")).error(), VaultError::kNotAVault);
    EXPECT_EQ(merge(*s.ana, {}).error(), VaultError::kNotAVault);
    EXPECT_EQ(s.file->bytes, before);
}

TEST(Merging, L8_ACommitInAnothersNameIsLeftOut) {
    Copied s;
    auto const bea = s.copy->open(kBea);
    Forged forged = forged_by(*bea, s.ana->keys().device, s.ana->last_commit_of(s.ana->keys().member),
                              note(Part::kPlan, "ana never said this"));
    Bytes copy = s.copy->file->bytes;
    append(copy, forged.batch(bea->keys().seed));
    auto const merged = merge(*s.ana, copy);
    ASSERT_TRUE(merged.ok());
    EXPECT_EQ(merged.value().left_out, 1U);
    EXPECT_EQ(texts_in(s), Texts{"before"});
    expect_sound(*s.ana);
}

TEST(Merging, L8_ADamagedCopyGivesWhatIsWholeOrNothing) {
    Copied s;
    auto const bea = s.copy->open(kBea);
    for (char const* said : {"one", "two", "three"}) write(*bea, Part::kPlan, said);
    Texts const all{"before", "one", "two", "three"};
    Bytes const before = s.file->bytes;
    std::size_t refused = 0;
    std::size_t taken = 0;
    for (std::size_t at = before.size(); at < s.copy->file->bytes.size(); at += 61) {
        Bytes copy = s.copy->file->bytes;
        copy[at] ^= std::byte{0x10};
        s.put(before);
        auto const ana = s.open(kAna);
        auto const merged = merge(*ana, copy);
        if (!merged.ok()) {
            EXPECT_EQ(s.file->bytes, before);
            ++refused;
            continue;
        }
        ++taken;
        expect_sound(*ana);
        Texts const now = texts_in(s);
        EXPECT_TRUE(std::includes(all.begin(), all.end(), now.begin(), now.end()));
    }
    EXPECT_GT(refused, 0U);
    EXPECT_GT(taken, 0U);
}

TEST(Merging, L8_ACopyThatWasCutOffSaysSo) {
    Copied s;
    auto const bea = s.copy->open(kBea);
    Bytes const shared = s.copy->file->bytes;
    write(*bea, Part::kPlan, "one");
    std::size_t const after_one = s.copy->file->bytes.size();
    write(*bea, Part::kPlan, "two");
    for (std::size_t const left : {after_one - 1, after_one, after_one + 40}) {
        s.put(shared);
        auto const ana = s.open(kAna);
        Bytes const cut{s.copy->file->bytes.begin(),
                        s.copy->file->bytes.begin() + static_cast<std::ptrdiff_t>(left)};
        auto const merged = merge(*ana, cut);
        ASSERT_TRUE(merged.ok());
        EXPECT_EQ(merged.value().commits, left < after_one ? 0U : 1U);
        EXPECT_EQ(merged.value().unread_bytes > 0, left != after_one) << left;
    }
}

TEST(Merging, L8_WhicheverCallFailsItIsAllThereOrNothing) {
    Copied s;
    auto const bea = s.copy->open(kBea);
    write(*bea, Part::kPlan, "on the road");
    Bytes const before = s.file->bytes;
    std::size_t const grows_by = s.copy->file->bytes.size() - before.size();
    for (std::size_t const kept : {std::size_t{0}, std::size_t{5}, grows_by / 2, grows_by - 1}) {
        bool all_done = false;
        for (std::size_t operation = 0; !all_done; ++operation) {
            s.put(before);
            store_memory::FaultyStorage faulty{s.storage};
            Vault v{faulty};
            ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
            faulty.plan({.operation = operation, .append_bytes_kept = kept});
            auto const merged = merge(v, s.copy->file->bytes);
            all_done = !faulty.has_failed();
            EXPECT_EQ(merged.ok(), all_done);
            EXPECT_EQ(texts_in(s), all_done ? (Texts{"before", "on the road"}) : Texts{"before"});
            if (all_done) continue;
            auto const again = merge(v, s.copy->file->bytes);
            ASSERT_TRUE(again.ok()) << kept << " bytes, operation " << operation;
            EXPECT_EQ(texts_in(s), (Texts{"before", "on the road"}));
        }
    }
}
