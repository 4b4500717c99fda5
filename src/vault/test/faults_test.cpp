// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/store_memory/faulty.hpp"

#include "office.hpp"

using namespace amparo;
using namespace amparo::vault;

TEST(Vault, T3_AFullDiskAtAnyStepKeepsTheOldStateWholeAndTheNextWriteWorks) {
    for (std::size_t kept : {std::size_t{0}, std::size_t{1}, std::size_t{40}, std::size_t{500}}) {
        Office office;
        store_memory::FaultyStorage faulty{office.storage};
        Vault v{faulty};
        ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
        write(v, {note(crypto::make_id<RecordId>(), Part::kPlan, R"({"n":1})")});
        faulty.plan({.operation = 1, .error = reclog::StorageError::kFull, .append_bytes_kept = kept});
        {
            auto writing = v.begin_writing(nowhere(), no_reload());
            ASSERT_TRUE(writing.ok());
            EXPECT_EQ(
                writing.value()
                    .append({note(crypto::make_id<RecordId>(), Part::kPlan, R"({"n":2})")}, at(1), nowhere())
                    .error(),
                VaultError::kFull);
        }
        ASSERT_TRUE(faulty.has_failed());
        write(v, {note(crypto::make_id<RecordId>(), Part::kPlan, R"({"n":3})")});
        MemoryStorage elsewhere{office.file};
        Vault again{elsewhere};
        Read read;
        ASSERT_TRUE(again.unlock(kAna, read.sink()).ok());
        ASSERT_EQ(read.entries.size(), 2U) << kept;
        EXPECT_EQ(as_text(*read.entries[1].body), R"({"n":3})");
        for (Problem const& p : again.problems()) EXPECT_EQ(p.code, ProblemCode::kUnfinishedWrite);
    }
}
