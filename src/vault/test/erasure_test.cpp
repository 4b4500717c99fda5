// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/codec/json.hpp"

#include "office.hpp"

using namespace amparo;
using namespace amparo::vault;

namespace {

std::string erasure_of(std::set<EntryName> const& names) {
    Json entries = Json::array();
    for (EntryName const& n : names) {
        std::string hex;
        for (std::byte const b : n.commit) {
            char two[3];
            std::snprintf(two, sizeof two, "%02x", std::to_integer<unsigned>(b));
            hex += two;
        }
        entries.push_back(Json{{"commit", hex}, {"index", n.index}});
    }
    return codec::to_text(Json{{"entries", entries}});
}

}  // namespace

TEST(Vault, T70_WhatWasErasedIsGoneFromTheFileAndTheChainStillVerifies) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    auto const record = crypto::make_id<RecordId>();
    write(v, {note(record, Part::kNarrative, R"({"told":"erase me"})"),
              note(record, Part::kPlan, R"({"need":"bed"})")});
    write(v, {note(record, Part::kNarrative, R"({"told":"more"})")});
    Bytes const backup = office.file->bytes;
    std::size_t const before = backup.size();

    MemoryStorage other{office.file};
    Vault second{other};
    Read seen;
    ASSERT_TRUE(second.unlock(kAna, seen.sink()).ok());
    {
        auto writing = v.begin_writing(nowhere(), no_reload());
        auto const names = v.entries_of(record, Part::kNarrative);
        ASSERT_EQ(names.size(), 2U);
        ASSERT_TRUE(writing.value()
                        .append({note(crypto::make_id<RecordId>(), Part::kOrganization, erasure_of(names),
                                      kErasureKind)},
                                at(9), nowhere())
                        .ok());
        EXPECT_EQ(v.unfinished_erasures(), names);
        ASSERT_TRUE(writing.value().remove(names).ok());
        EXPECT_TRUE(v.unfinished_erasures().empty());
    }
    EXPECT_LT(office.file->bytes.size(), before + 600);
    expect_sound(v);

    bool reloaded = false;
    Read anew;
    ASSERT_TRUE(second.refresh(anew.sink(), [&] { reloaded = true; }).value());
    EXPECT_TRUE(reloaded);
    for (OpenedEntry const& e : anew.entries) EXPECT_NE(e.header.part, Part::kNarrative);

    // The sealed bytes of what was erased stand nowhere in the file; a copy made before still has them.
    auto const shelf_and_bodies = [](Bytes const& file) {
        std::size_t bodies = 0;
        for (auto const& batch :
             reclog::scan(ByteView{file}.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes).batches)
            for (auto const& item : batch.items) bodies += is(item, reclog::ItemType::kBody) ? 1 : 0;
        return bodies;
    };
    EXPECT_EQ(shelf_and_bodies(backup), 3U);
    EXPECT_EQ(shelf_and_bodies(office.file->bytes), 2U);  // The plan, and the erasure itself.
}

TEST(Vault, L5_AnEntryThatIsMissingWithoutAnErasureIsNamed) {
    Office office;
    Vault v{office.storage};
    ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
    write(v, {note(crypto::make_id<RecordId>(), Part::kPlan, "{}"),
              note(crypto::make_id<RecordId>(), Part::kPlan, "{}")});
    // Someone with the file but no key cuts one body out and mends the batch's check.
    Bytes const file = office.file->bytes;
    Bytes cut(file.begin(), file.begin() + static_cast<std::ptrdiff_t>(reclog::kPreambleBytes));
    bool done = false;
    for (auto const& batch :
         reclog::scan(ByteView{file}.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes).batches) {
        reclog::BatchWriter w;
        for (auto const& item : batch.items) {
            if (!done && is(item, reclog::ItemType::kBody)) {
                done = true;
                continue;
            }
            ASSERT_TRUE(w.add(item.type, item.content));
        }
        append(cut, std::move(w).finish());
    }
    ASSERT_TRUE(done);
    ASSERT_TRUE(office.storage.lock().ok());
    office.file->bytes = cut;
    ++office.file->generation;
    MemoryStorage elsewhere{office.file};
    Vault again{elsewhere};
    Read read;
    ASSERT_TRUE(again.unlock(kAna, read.sink()).ok());
    EXPECT_EQ(read.entries.size(), 1U);
    std::vector<Problem> problems;
    ASSERT_TRUE(again.verify(&problems).ok());
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_EQ(problems[0].code, ProblemCode::kMissingEntry);
}

namespace {

void write_erasure(Vault& v, std::set<EntryName> const& names, Part part = Part::kOrganization) {
    write(v, one(note(crypto::make_id<RecordId>(), part, erasure_of(names), kErasureKind)));
}

}  // namespace

TEST(Vault, L5_WhatAnErasureNamesIsNotGivenOutWhileItsBytesAreStillThere) {
    Office office;
    auto const v = office.open(kAna);
    auto const record = crypto::make_id<RecordId>();
    write(*v, one(note(record, Part::kNarrative, "erase me")));
    write(*v, Part::kPlan, "stays");
    auto const names = v->entries_of(record, std::nullopt);
    write_erasure(*v, names);  // A crash comes before the bytes are removed.
    Read read;
    auto const again = office.open(kAna, read.sink());
    EXPECT_EQ(read.texts(), (std::vector<std::string>{"stays", erasure_of(names)}));
    EXPECT_TRUE(again->entries_of(record, std::nullopt).empty());
    EXPECT_EQ(again->unfinished_erasures(), names);
    expect_sound(*again);
    ASSERT_TRUE(again->begin_writing(nowhere(), no_reload()).value().compact().ok());
    EXPECT_TRUE(again->unfinished_erasures().empty());
    auto const seen = seen_in(*again, office.file->bytes);
    EXPECT_EQ(seen.checked.erased, 1U);
    EXPECT_TRUE(seen.problems.empty());
}

TEST(Vault, L5_NobodyErasesWhatTheyMayNotRead) {
    Office office;
    auto const ana = office.open(kAna);
    (void)office.add(*ana, Role::kShelter, kBea);
    auto const bea = office.open(kBea);
    auto const record = crypto::make_id<RecordId>();
    write(*ana, [&] {
        auto entries = one(note(record, Part::kLegal, "privileged"));
        entries.push_back(note(record, Part::kPlan, "a bed"));
        return entries;
    }());
    ASSERT_TRUE(bea->refresh(nowhere(), no_reload()).ok());
    auto const names = bea->entries_of(record, std::nullopt);
    ASSERT_EQ(names.size(), 2U);
    write_erasure(*bea, names);
    EXPECT_EQ(bea->unfinished_erasures().size(), 1U);
    EXPECT_EQ(bea->begin_writing(nowhere(), no_reload()).value().remove(names).error(),
              VaultError::kNotAllowed);
    ASSERT_TRUE(bea->begin_writing(nowhere(), no_reload()).value().remove(bea->unfinished_erasures()).ok());
    auto const seen = seen_in(*ana, office.file->bytes);
    EXPECT_EQ(seen.read.texts()[0], "privileged");
    EXPECT_EQ(seen.read.entries.size(), 2U);  // And the erasure.
    EXPECT_TRUE(seen.problems.empty());
    // Ana, who holds the part, may.
    ASSERT_TRUE(ana->refresh(nowhere(), no_reload()).ok());
    write_erasure(*ana, ana->entries_of(record, std::nullopt));
    ASSERT_TRUE(ana->begin_writing(nowhere(), no_reload()).value().remove(ana->unfinished_erasures()).ok());
    EXPECT_EQ(seen_in(*ana, office.file->bytes).checked.erased, 2U);
}

TEST(Vault, L5_AnErasureStandsInThePartThatEveryMemberReads) {
    Office office;
    auto const v = office.open(kAna);
    auto const record = crypto::make_id<RecordId>();
    write(*v, one(note(record, Part::kPlan, "stays")));
    write_erasure(*v, v->entries_of(record, std::nullopt), Part::kNarrative);
    EXPECT_TRUE(v->unfinished_erasures().empty());
    EXPECT_EQ(seen_in(*v, office.file->bytes).read.entries.size(), 2U);
}

TEST(Vault, L5_AMissingEntryIsNamedWhenUnlocking) {
    Office office;
    auto const v = office.open(kAna);
    write(*v, Part::kPlan, "cut out");
    write(*v, Part::kPlan, "stays");
    auto batches = taken_apart(office.file->bytes);
    auto& batch = batches[batches.size() - 2];
    batch.erase(batch.begin() + 1, batch.end());
    office.put(put_together(office.file->bytes, batches));
    Read read;
    auto const again = office.open(kAna, read.sink());
    EXPECT_EQ(read.texts(), (std::vector<std::string>{"stays"}));
    ASSERT_EQ(again->problems().size(), 1U);
    EXPECT_EQ(again->problems()[0].code, ProblemCode::kMissingEntry);
}
