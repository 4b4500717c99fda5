// SPDX-License-Identifier: AGPL-3.0-or-later
// What can be written into the file by who is a member, was one, or only holds the disk.
#include "office.hpp"

using namespace amparo;
using namespace amparo::vault;

namespace {

/// Ana and Bea, one entry of each.
struct TwoMembers : Office {
    std::unique_ptr<Vault> ana = open(kAna);
    MemberId bea_id = add(*ana, Role::kAdvocate, kBea);
    std::unique_ptr<Vault> bea = open(kBea);

    TwoMembers() {
        write(*ana, Part::kPlan, "by ana");
        write(*bea, Part::kPlan, "by bea");
        EXPECT_TRUE(ana->refresh(nowhere(), no_reload()).ok());
        EXPECT_TRUE(bea->refresh(nowhere(), no_reload()).ok());
    }
    [[nodiscard]] Bytes with(ByteView more) const {
        Bytes out = file->bytes;
        append(out, more);
        return out;
    }
    [[nodiscard]] Forged by_bea(std::string_view said) const {
        return forged_by(*bea, bea->keys().device, bea->last_commit_of(bea_id), note(Part::kPlan, said));
    }
    /// In Ana's name, with Bea's keys.
    [[nodiscard]] Forged as_ana(std::string_view said) const {
        return forged_by(*bea, ana->keys().device, ana->last_commit_of(ana->keys().member),
                         note(Part::kPlan, said));
    }
};

}  // namespace

TEST(Attack, TheForgingHelperMakesWhatIsTaken) {
    TwoMembers s;
    auto const seen = seen_in(*s.ana, s.with(s.by_bea("more").batch(s.bea->keys().seed)));
    EXPECT_TRUE(seen.problems.empty());
    EXPECT_EQ(seen.read.texts(), (std::vector<std::string>{"by ana", "by bea", "more"}));
}

TEST(Attack, L3_ACommitInAnothersNameIsNotGivenOutNorBuiltUpon) {
    TwoMembers s;
    Forged forged = s.as_ana("ana never said this");
    append(s.file->bytes, forged.batch(s.bea->keys().seed));
    write(*s.ana, Part::kPlan, "by ana too");
    EXPECT_TRUE(has(s.ana->problems(), ProblemCode::kForgedCommit));
    Read read;
    auto const again = s.open(kAna, read.sink());
    EXPECT_EQ(read.texts(), (std::vector<std::string>{"by ana", "by bea", "by ana too"}));
    EXPECT_TRUE(has(again->problems(), ProblemCode::kForgedCommit));
    for (auto const& batch : taken_apart(s.file->bytes))
        for (LooseItem const& item : batch) {
            if (!is(item, ItemType::kCommit)) continue;
            auto const commit = reclog::decode_commit(item.content);
            EXPECT_NE(commit->prev_self, forged.id());
            EXPECT_EQ(std::count(commit->parents.begin(), commit->parents.end(), forged.id()), 0);
        }
}

TEST(Attack, L3_AMemberDoesNotVouchForACommitInAnothersName) {
    TwoMembers s;
    Forged forged = s.as_ana("ana never said this");
    Bytes bytes = forged.batch(s.bea->keys().seed);
    Forged mine = s.by_bea("and I have seen it");
    mine.commit.parents.push_back(forged.id());
    append(bytes, mine.batch(s.bea->keys().seed));
    s.put(s.with(bytes));
    Read read;
    auto const again = s.open(kAna, read.sink());  // Without checking every signature, as people do each day.
    EXPECT_EQ(read.texts(), (std::vector<std::string>{"by ana", "by bea", "and I have seen it"}));
    EXPECT_TRUE(has(again->problems(), ProblemCode::kForgedCommit));
    EXPECT_TRUE(has(again->problems(), ProblemCode::kBrokenLink));

    // Nor does naming it as one's own commit before.
    Forged claimed = s.by_bea("it was mine");
    claimed.commit.prev_self = forged.id();
    Bytes more = forged.batch(s.bea->keys().seed);
    append(more, claimed.batch(s.bea->keys().seed));
    s.put(s.with(more));
    Read later;
    (void)s.open(kAna, later.sink());
    auto const texts = later.texts();
    EXPECT_EQ(std::count(texts.begin(), texts.end(), "it was mine"), 1);
    EXPECT_EQ(std::count(texts.begin(), texts.end(), "ana never said this"), 0);
}

TEST(Attack, L3_WhoWasRemovedAddsNothingBackdated) {
    TwoMembers s;
    write(*s.bea, Part::kPlan, "by bea, again");
    crypto::Hash const before = s.bea->ring().chain().head();
    s.remove(*s.ana, s.bea_id);
    write(*s.ana, Part::kPlan, "after bea left");
    std::vector<std::string> const all{"by ana", "by bea", "by bea, again", "after bea left"};
    ASSERT_EQ(seen_in(*s.ana, s.file->bytes).read.texts(), all);

    // With the chain head and the keys of before: behind her last commit, in its place, in the place of an
    // earlier one.
    keyring::LastCommit const last = s.bea->last_commit_of(s.bea_id);
    auto const parsed = taken_apart(s.file->bytes);
    std::vector<keyring::LastCommit> hers{{}};
    for (auto const& batch : parsed)
        for (LooseItem const& item : batch)
            if (is(item, ItemType::kCommit))
                if (auto const c = reclog::decode_commit(item.content); c->author == s.bea->keys().device)
                    hers.push_back({c->seq, crypto::hash(item.content)});
    ASSERT_EQ(hers.back(), last);
    for (keyring::LastCommit const& behind : hers) {
        Forged late = forged_by(*s.bea, s.bea->keys().device, behind, note(Part::kPlan, "put in later"));
        ASSERT_EQ(late.commit.chain_head, before);
        Bytes const batch = late.batch(s.bea->keys().seed);
        auto const seen = seen_in(*s.ana, s.with(batch));
        EXPECT_EQ(seen.read.texts(), all) << behind.seq;
        EXPECT_TRUE(has(seen.problems, ProblemCode::kUnknownAuthor)) << behind.seq;

        // And put before everything that came after the removal.
        Bytes early(s.file->bytes.begin(), s.file->bytes.begin() + reclog::kPreambleBytes);
        LooseBatches first(parsed.begin(), parsed.begin() + 2);
        early = put_together(early, first);
        append(early, batch);
        Bytes const rest = put_together(s.file->bytes, LooseBatches(parsed.begin() + 2, parsed.end()));
        append(early, ByteView{rest}.subspan(reclog::kPreambleBytes));
        EXPECT_EQ(seen_in(*s.ana, early).read.texts(), all) << behind.seq;
    }
}

TEST(Attack, L3_L4_WhatARemovedMemberWroteStillOpensWhenItsLastCommitIsDamaged) {
    TwoMembers s;
    write(*s.bea, Part::kPlan, "by bea, second");
    std::size_t const from = s.file->bytes.size();
    write(*s.bea, Part::kPlan, "by bea, third");
    s.remove(*s.ana, s.bea_id);
    Bytes damaged = s.file->bytes;
    damaged[from + 40] ^= std::byte{1};
    auto const seen = seen_in(*s.ana, damaged);
    EXPECT_EQ(seen.read.texts(), (std::vector<std::string>{"by ana", "by bea", "by bea, second"}));
    EXPECT_TRUE(has(seen.problems, ProblemCode::kDamage));
    // Beyond what the removal names nothing counts even then.
    keyring::LastCommit last = s.bea->last_commit_of(s.bea_id);
    ASSERT_EQ(last.seq, 3U);
    append(damaged, forged_by(*s.bea, s.bea->keys().device, last, note(Part::kPlan, "put in later"))
                        .batch(s.bea->keys().seed));
    EXPECT_EQ(seen_in(*s.ana, damaged).read.entries.size(), 3U);
}

TEST(Attack, L3_ACommitOfAnotherEpochOrOfAnOlderMembershipThanItHasSeenIsRefused) {
    TwoMembers s;
    crypto::Hash const old_head = s.bea->ring().chain().head();
    ASSERT_TRUE(
        change(*s.ana, [](auto const& ring, auto const& keys) { return ring.new_epoch(keys, at(4)); }).ok());
    write(*s.ana, Part::kPlan, "in the second epoch");
    ASSERT_TRUE(s.bea->refresh(nowhere(), no_reload()).ok());

    Forged older = s.by_bea("sealed under the old keys");
    older.commit.epoch = 1;
    older.commit.header_key = {};
    EXPECT_TRUE(
        has(seen_in(*s.ana, s.with(older.batch(s.bea->keys().seed))).problems, ProblemCode::kForgedCommit));

    Forged back = s.by_bea("as if nothing had happened");
    back.commit.parents = {s.ana->last_commit_of(s.ana->keys().member).id};
    back.commit.chain_head = old_head;
    back.commit.epoch = 1;
    auto const seen = seen_in(*s.ana, s.with(back.batch(s.bea->keys().seed)));
    EXPECT_EQ(seen.read.entries.size(), 3U);
    EXPECT_TRUE(has(seen.problems, ProblemCode::kForgedCommit));
}

TEST(Attack, L3_NobodyWroteBeforeTheyWereAMember) {
    TwoMembers s;
    Forged early = forged_by(*s.bea, s.bea->keys().device, {}, note(Part::kPlan, "before she came"));
    auto const founding = taken_apart(s.file->bytes).front();
    for (LooseItem const& item : founding)
        if (is(item, ItemType::kChainEntry)) early.commit.chain_head = crypto::hash(item.content);
    ASSERT_LT(*s.bea->ring().chain().position(early.commit.chain_head), member_of(*s.bea).added_at_seq);
    auto const seen = seen_in(*s.ana, s.with(early.batch(s.bea->keys().seed)));
    EXPECT_EQ(seen.read.entries.size(), 2U);
    EXPECT_TRUE(has(seen.problems, ProblemCode::kUnknownAuthor));
}

TEST(Attack, L3_TwoCopiesOfOneDeviceAreBothGivenOutAndNamed) {
    TwoMembers s;
    auto copy = file_of(s.file->bytes);
    MemoryStorage elsewhere{copy};
    Vault twin{elsewhere};
    ASSERT_TRUE(twin.unlock(kBea, nowhere()).ok());
    std::size_t const common = copy->bytes.size();
    write(twin, Part::kPlan, "on the old laptop");
    write(*s.bea, Part::kPlan, "on the new laptop");
    append(s.file->bytes, ByteView{copy->bytes}.subspan(common));
    auto const seen = seen_in(*s.ana, s.file->bytes);
    EXPECT_EQ(seen.read.texts(),
              (std::vector<std::string>{"by ana", "by bea", "on the new laptop", "on the old laptop"}));
    ASSERT_EQ(seen.problems.size(), 1U);
    EXPECT_EQ(seen.problems[0].code, ProblemCode::kForkedDevice);
    write(*s.ana, Part::kPlan, "seen both");
    EXPECT_EQ(seen_in(*s.ana, s.file->bytes).problems.size(), 1U);
}

TEST(Attack, T21_AHeaderSealedAnewByAnotherMemberIsNotWhatWasSigned) {
    // Every member holds the header key: who rewrites a header can move an entry only if its hash were not
    // signed.
    TwoMembers s;
    auto const whole = seen_in(*s.ana, s.file->bytes).read.all();
    auto batches = taken_apart(s.file->bytes);
    auto& batch = *std::find_if(batches.begin(), batches.end(),
                                [](auto const& b) { return is(b[0], ItemType::kCommit); });
    auto const commit = *reclog::decode_commit(batch[0].content);
    reclog::EntryPlace const place{
        s.ana->ring().chain().org_id(), commit.stream, commit.epoch, commit.author, commit.seq, 0};
    auto const& key = s.bea->keys().headers.at(commit.epoch);
    auto const header = *reclog::decode_header(
        crypto::open_sealed(key, reclog::header_context(place), ByteView{batch[1].content}.subspan(2))
            .value());
    using Change = void (*)(reclog::EntryHeader&);
    for (Change const change : std::initializer_list<Change>{
             [](reclog::EntryHeader& h) { h.revision = crypto::make_id<RevisionId>(); },
             [](reclog::EntryHeader& h) { h.record = crypto::make_id<RecordId>(); },
             [](reclog::EntryHeader& h) { h.person = crypto::make_id<PersonId>(); },
             [](reclog::EntryHeader& h) { h.part = Part::kLegal; },
             [](reclog::EntryHeader& h) { h.op = revisions::Op::kErase; },
             [](reclog::EntryHeader& h) { h.time += std::chrono::hours{1}; },
             [](reclog::EntryHeader& h) { h.form_version += 1; },
             [](reclog::EntryHeader& h) { h.commitment[0] ^= std::byte{1}; },
             [](reclog::EntryHeader& h) { h.parents.push_back(crypto::make_id<RevisionId>()); },
             [](reclog::EntryHeader& h) { h.kind = "release"; },
         }) {
        reclog::EntryHeader moved = header;
        change(moved);
        auto altered = batches;
        auto& item = (*std::find_if(altered.begin(), altered.end(),
                                    [](auto const& b) { return is(b[0], ItemType::kCommit); }))[1];
        item.content.resize(2);
        append(item.content, crypto::seal(key, reclog::header_context(place), reclog::encode(moved)));
        auto const seen = seen_in(*s.ana, put_together(s.file->bytes, altered));
        EXPECT_EQ(seen.read.entries.size(), whole.size() - 1);
        EXPECT_TRUE(has(seen.problems, ProblemCode::kSealedWrong));
    }
}

TEST(Attack, T21_AnothersSealedBodyInACommitOfOnesOwnDoesNotOpen) {
    // Bea may not read the legal part; she copies an entry of it, bytes and all, into a record of hers.
    TwoMembers s;
    write(*s.ana, Part::kLegal, "privileged");
    ASSERT_TRUE(s.bea->refresh(nowhere(), no_reload()).ok());
    auto const theirs = taken_apart(s.file->bytes).back();
    Forged stolen = s.by_bea("");
    reclog::Commit& c = stolen.commit;
    NewEntry entry = note(Part::kLegal, "");
    c.refs[0].body_hash = reclog::decode_commit(theirs[0].content)->refs[0].body_hash;
    c.refs[0].size_class = 7;
    auto const& key = s.bea->keys().headers.at(c.epoch);
    reclog::EntryPlace const place{stolen.org_id, c.stream, c.epoch, c.author, c.seq, 0};
    Bytes const header = crypto::seal(key, reclog::header_context(place), reclog::encode(entry.header));
    c.refs[0].header_hash = crypto::hash(header);
    stolen.items = {{6, codec::Writer{}.u16(0).raw(header).bytes()}, theirs[2], theirs[3]};
    auto const seen = seen_in(*s.ana, s.with(stolen.batch(s.bea->keys().seed)));
    EXPECT_EQ(seen.read.texts(), (std::vector<std::string>{"by ana", "by bea", "privileged"}));
    ASSERT_EQ(seen.problems.size(), 1U);
    EXPECT_EQ(seen.problems[0].code, ProblemCode::kSealedWrong);
}

TEST(Attack, ACommitThatSaysOtherwiseThanItsEntryIsNamed) {
    TwoMembers s;
    using Change = void (*)(reclog::Commit&);
    for (Change const change : std::initializer_list<Change>{
             [](reclog::Commit& c) { c.refs[0].size_class = 8; },
             [](reclog::Commit& c) { c.refs[0].header_hash[0] ^= std::byte{1}; },
             [](reclog::Commit& c) { c.refs[0].body_hash[0] ^= std::byte{1}; },
             [](reclog::Commit& c) { c.header_key[0] ^= std::byte{1}; },
         }) {
        Forged odd = s.by_bea("odd");
        change(odd.commit);
        auto const seen = seen_in(*s.ana, s.with(odd.batch(s.bea->keys().seed)));
        EXPECT_EQ(seen.read.entries.size(), 2U);
        ASSERT_EQ(seen.problems.size(), 1U);
        EXPECT_EQ(seen.problems[0].code, ProblemCode::kSealedWrong);
    }
    Forged elsewhere = s.by_bea("odd");
    elsewhere.commit.stream[0] ^= std::byte{1};
    EXPECT_TRUE(has(seen_in(*s.ana, s.with(elsewhere.batch(s.bea->keys().seed))).problems,
                    ProblemCode::kForgedCommit));
}

TEST(Attack, BatchesOfAnotherVaultAndBatchesTwiceChangeNothing) {
    TwoMembers s;
    Office other;
    auto const theirs = other.open(kAna);
    write(*theirs, Part::kPlan, "of another office");
    auto const whole = seen_in(*s.ana, s.file->bytes);
    ByteView const own = ByteView{s.file->bytes}.subspan(reclog::kPreambleBytes);
    auto const twice = seen_in(*s.ana, s.with(own));
    EXPECT_EQ(twice.read.all(), whole.read.all());
    EXPECT_TRUE(twice.problems.empty());

    auto const spliced = seen_in(*s.ana, s.with(ByteView{other.file->bytes}.subspan(reclog::kPreambleBytes)));
    EXPECT_EQ(spliced.read.all(), whole.read.all());
    EXPECT_TRUE(has(spliced.problems, ProblemCode::kBrokenChain));
    EXPECT_TRUE(has(spliced.problems, ProblemCode::kForgedCommit));
    // Foreign batches in front of one's own, under one's own preamble.
    Bytes front(other.file->bytes);
    std::copy_n(s.file->bytes.begin(), reclog::kPreambleBytes, front.begin());
    append(front, own);
    auto const displaced = seen_in(*s.ana, front);
    EXPECT_FALSE(displaced.loaded);
    EXPECT_EQ(displaced.error, VaultError::kDamaged);
    // Their grants are to nobody we know: a new epoch, and we go on.
    s.put(s.with(ByteView{other.file->bytes}.subspan(reclog::kPreambleBytes)));
    ASSERT_TRUE(
        change(*s.ana, [](auto const& ring, auto const& keys) { return ring.new_epoch(keys, at(4)); }).ok());
    write(*s.ana, Part::kPlan, "we go on");
    EXPECT_EQ(seen_in(*s.ana, s.file->bytes).read.entries.size(), 3U);
}

TEST(Attack, L7_AnOlderCopyPutInPlaceIsNamedAndNothingIsWritten) {
    TwoMembers s;
    Bytes const older = s.file->bytes;
    s.remove(*s.ana, s.bea_id);
    write(*s.ana, Part::kPlan, "after bea left");
    Bytes const newer = s.file->bytes;
    for (Bytes const& old : {older, Bytes(newer.begin(), newer.end() - 1)}) {
        auto const v = [&] {
            s.put(newer);
            return s.open(kAna);
        }();
        s.put(old);
        Read read;
        bool reloaded = false;
        ASSERT_TRUE(v->refresh(read.sink(), [&] { reloaded = true; }).ok());
        EXPECT_TRUE(reloaded);
        EXPECT_TRUE(has(v->problems(), ProblemCode::kRolledBack));
        EXPECT_EQ(read.entries.size(), 2U);
        EXPECT_EQ(v->begin_writing(nowhere(), no_reload()).error(), VaultError::kRolledBack);
        s.put(newer);  // What was said stays said.
        EXPECT_EQ(v->begin_writing(nowhere(), no_reload()).error(), VaultError::kRolledBack);
        ASSERT_TRUE(v->unlock(kAna, nowhere()).ok());
        EXPECT_FALSE(has(v->problems(), ProblemCode::kRolledBack));
        EXPECT_TRUE(v->begin_writing(nowhere(), no_reload()).ok());
    }
    // A program that starts on the old copy can't know: protocol/vault_file.md, "What a file can't show".
    s.put(older);
    EXPECT_TRUE(s.open(kBea)->problems().empty());
}

TEST(Attack, L7_AnotherOrganisationsFileInPlaceIsRefused) {
    TwoMembers s;
    Office other;
    s.put(other.file->bytes);
    EXPECT_EQ(s.ana->refresh(nowhere(), no_reload()).error(), VaultError::kDamaged);
    EXPECT_EQ(s.ana->refresh(nowhere(), no_reload()).error(), VaultError::kUnknownMember);
    EXPECT_FALSE(s.ana->unlocked());
    s.put(Bytes(100));
    EXPECT_EQ(s.bea->begin_writing(nowhere(), no_reload()).error(), VaultError::kNotAVault);
    EXPECT_EQ(s.bea->begin_writing(nowhere(), no_reload()).error(), VaultError::kNotAVault);
}

TEST(Attack, L6_ARemovalWhoseEpochWasCutOffLetsNothingBeWrittenUntilOneBegins) {
    TwoMembers s;
    s.remove(*s.ana, s.bea_id);
    auto batches = taken_apart(s.file->bytes);
    batches.back().resize(1);
    ASSERT_TRUE(is(batches.back()[0], ItemType::kChainEntry));
    s.put(put_together(s.file->bytes, batches));
    auto const ana = s.open(kAna);
    std::vector<Problem> problems;
    ASSERT_TRUE(ana->verify(&problems).ok());
    EXPECT_TRUE(has(problems, ProblemCode::kStrangerHoldsKey));
    EXPECT_EQ(ana->begin_writing(nowhere(), no_reload())
                  .value()
                  .append(one(note(Part::kPlan, "{}")), at(1), nowhere())
                  .error(),
              VaultError::kAudit);
    ASSERT_TRUE(
        change(*ana, [](auto const& ring, auto const& keys) { return ring.new_epoch(keys, at(4)); }).ok());
    write(*ana, Part::kPlan, "{}");
    expect_sound(*ana);
}

TEST(Attack, L6_AStrangersGrantLetsNothingBeWrittenUntilANewEpochBegins) {
    TwoMembers s;
    keyring::Member stranger;
    stranger.box = crypto::derive_box_public_key(crypto::make_key<crypto::BoxSeed>());
    Bytes const grant =
        codec::Writer{}.u8(1).raw(Bytes(16)).raw(stranger.box.bytes).u8(3).u32(1).raw(Bytes(112)).bytes();
    reclog::BatchWriter w;
    ASSERT_TRUE(w.add(ItemType::kGrant, grant));
    append(s.file->bytes, std::move(w).finish());
    auto writing = s.ana->begin_writing(nowhere(), no_reload());
    ASSERT_TRUE(writing.ok());
    EXPECT_EQ(writing.value().append(one(note(Part::kPlan, "{}")), at(1), nowhere()).error(),
              VaultError::kAudit);
    // Nor can a member be made to add one.
    EXPECT_EQ(writing.value()
                  .append(keyring::NewItems{{ItemType::kGrant, codec::Writer{}
                                                                   .u8(1)
                                                                   .raw(Bytes(16))
                                                                   .raw(stranger.box.bytes)
                                                                   .u8(4)
                                                                   .u32(1)
                                                                   .raw(Bytes(112))
                                                                   .bytes()}})
                  .error(),
              VaultError::kAudit);
    ASSERT_TRUE(writing.value().append(s.ana->ring().new_epoch(s.ana->keys(), at(3)).value()).ok());
    EXPECT_TRUE(writing.value().append(one(note(Part::kPlan, "{}")), at(1), nowhere()).ok());
}

TEST(Attack, L6_WhereAMemberSignedUnderAChainThatIsNotHereNothingIsWritten) {
    TwoMembers s;
    std::size_t const before = s.file->bytes.size();
    s.add(*s.ana, Role::kShelter, "someone new");
    std::size_t const after = s.file->bytes.size();
    write(*s.bea, Part::kPlan, "under the new membership");
    Bytes lost(s.file->bytes.begin(), s.file->bytes.begin() + static_cast<std::ptrdiff_t>(before));
    append(lost, ByteView{s.file->bytes}.subspan(after));
    s.put(lost);
    Read read;
    auto const ana = s.open(kAna, read.sink());
    EXPECT_EQ(read.texts(), (std::vector<std::string>{"by ana", "by bea", "under the new membership"}));
    EXPECT_TRUE(has(ana->problems(), ProblemCode::kUnknownAuthor));
    EXPECT_EQ(ana->begin_writing(nowhere(), no_reload()).error(), VaultError::kDamaged);

    // The same commit with a signature of nobody stops nobody.
    auto batches = taken_apart(lost);
    batches.back()[0].content.back() ^= std::byte{1};
    s.put(put_together(lost, batches));
    auto const again = s.open(kAna);
    EXPECT_TRUE(again->begin_writing(nowhere(), no_reload()).ok());
}

TEST(Attack, T62_WhatANewerAmparoWroteIsKeptByteForByteAndNotWrittenOver) {
    TwoMembers s;
    auto batches = taken_apart(s.file->bytes);
    Bytes const unknown(300, std::byte{0x5A});
    batches.back().push_back({200, unknown});
    batches.push_back({{10, unknown}, {11, {}}});
    s.put(put_together(s.file->bytes, batches));
    auto const ana = s.open(kAna);
    EXPECT_TRUE(has(ana->problems(), ProblemCode::kNewerItem));
    write(*ana, Part::kPlan, "by an older program");
    ASSERT_TRUE(ana->begin_writing(nowhere(), no_reload()).value().compact().ok());
    std::map<std::uint8_t, std::vector<Bytes>> kept;
    for (auto const& batch : taken_apart(s.file->bytes))
        for (LooseItem const& item : batch)
            if (item.type > 9) kept[item.type].push_back(item.content);
    EXPECT_EQ(kept, (std::map<std::uint8_t, std::vector<Bytes>>{
                        {10, {unknown}}, {11, {Bytes{}}}, {200, {unknown}}}));
    EXPECT_EQ(seen_in(*ana, s.file->bytes).read.entries.size(), 3U);

    // A membership entry it does not know: everything is read, nothing is written, also not by compacting.
    keyring::Keys const& keys = ana->keys();
    Bytes const entry = ana->ring().chain().make_entry(keys.seed, keys.member, keys.device,
                                                       static_cast<keyring::Action>(99), {}, at(9));
    reclog::BatchWriter w;
    ASSERT_TRUE(w.add(ItemType::kChainEntry, entry));
    append(s.file->bytes, std::move(w).finish());
    Bytes const with_entry = s.file->bytes;
    Read read;
    auto const older = s.open(kAna, read.sink());
    EXPECT_EQ(read.entries.size(), 3U);
    EXPECT_EQ(older->begin_writing(nowhere(), no_reload()).error(), VaultError::kNewer);
    EXPECT_EQ(s.file->bytes, with_entry);
}
