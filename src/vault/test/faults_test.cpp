// SPDX-License-Identifier: AGPL-3.0-or-later
// A disk that fills up, a stick that is pulled, a sync that fails: at each operation of the storage in turn.
#include "amparo/codec/json.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/store_memory/faulty.hpp"

#include "office.hpp"

using namespace amparo;
using namespace amparo::vault;
using reclog::StorageError;
using store_memory::Fault;
using store_memory::FaultyStorage;

namespace {

std::string erasure_of(std::set<EntryName> const& names) {
    Json entries = Json::array();
    for (EntryName const& n : names)
        entries.push_back(Json{{"commit", crypto::to_hex(n.commit)}, {"index", n.index}});
    return codec::to_text(Json{{"entries", entries}});
}

/// What an office does of a day, each step through the storage; `said` are the steps that were acknowledged.
struct Day {
    Day(Vault& vault, std::string_view who) : v{vault}, by{who} {}

    Vault& v;
    std::string by;
    int count = 0;
    RecordId record = crypto::make_id<RecordId>();
    std::vector<std::string> said;

    using Step = Result<Done, VaultError> (Day::*)();
    static constexpr std::size_t kSteps = 6;

    Result<Done, VaultError> step(std::size_t n) {
        static constexpr std::array<Step, kSteps> kDay{&Day::write_two,      &Day::new_epoch, &Day::write_one,
                                                       &Day::new_passphrase, &Day::erase,     &Day::compact};
        return (this->*kDay[n])();
    }
    Result<Done, VaultError> say(NewEntry entry) {
        std::string const text{as_text(entry.body)};
        AMPARO_TRY(auto writing, v.begin_writing(nowhere(), no_reload()));
        AMPARO_DO(writing.append(one(std::move(entry)), at(2), nowhere()));
        said.push_back(text);
        return Done{};
    }
    Result<Done, VaultError> write_two() {
        AMPARO_DO(say(note(record, Part::kNarrative, by + " told")));
        return say(note(Part::kPlan, by + " needs a bed"));
    }
    Result<Done, VaultError> new_epoch() {
        return change(v, [](auto const& ring, auto const& keys) { return ring.new_epoch(keys, at(3)); });
    }
    Result<Done, VaultError> write_one() {
        return say(note(Part::kLegal, by + " privileged " + std::to_string(count++)));
    }
    Result<Done, VaultError> new_passphrase() {
        return change(v, [](auto const& ring, auto const& keys) {
            return ring.change_passphrase(keys, "another garden", crypto::kCostFloor);
        });
    }
    Result<Done, VaultError> erase() {
        AMPARO_TRY(auto writing, v.begin_writing(nowhere(), no_reload()));
        auto const names = v.entries_of(record, std::nullopt);
        std::erase(said, by + " told");  // From here on either state is right.
        AMPARO_DO(writing.append(
            one(note(crypto::make_id<RecordId>(), Part::kOrganization, erasure_of(names), kErasureKind)),
            at(4), nowhere()));
        said.push_back(erasure_of(names));
        return writing.remove(names);
    }
    Result<Done, VaultError> compact() {
        AMPARO_TRY(auto writing, v.begin_writing(nowhere(), no_reload()));
        return writing.compact();
    }
};

/// Nothing acknowledged is lost, nothing unfinished is shown but perhaps what was being written, and all of
/// it is sound.
void expect_whole(Vault& healthy, Office const& office, Day const& day, std::string const& where) {
    auto const seen = seen_in(healthy, office.file->bytes);
    ASSERT_TRUE(seen.loaded) << where;
    for (Problem const& p : seen.problems)
        ASSERT_EQ(p.code, ProblemCode::kUnfinishedWrite) << where << ": " << p.what;
    auto const texts = seen.read.texts();
    for (std::string const& text : day.said)
        ASSERT_EQ(std::count(texts.begin(), texts.end(), text), 1) << where << ": " << text;
    ASSERT_LE(texts.size(), day.said.size() + 1) << where;
}

VaultError as_vault_error(StorageError error) {
    switch (error) {
        case StorageError::kFull:
            return VaultError::kFull;
        case StorageError::kBusy:
            return VaultError::kBusy;
        default:
            return VaultError::kIo;
    }
}

}  // namespace

TEST(Vault, T3_AFaultAtAnyStorageOperationKeepsTheOldStateOrTheNewOneAndIsTold) {
    std::size_t faults = 0;
    Bytes const founded = Office{}.file->bytes;
    struct Kind {
        StorageError error;
        std::size_t kept;  ///< Of an append that fails.
    };
    for (auto const [error, kept] : {Kind{StorageError::kFull, 0}, Kind{StorageError::kFull, 200},
                                     Kind{StorageError::kBusy, 0}, Kind{StorageError::kIo, 1'000'000}}) {
        for (std::size_t operation = 0;; ++operation) {
            std::string const where = "error " + std::to_string(static_cast<int>(error)) + ", operation " +
                                      std::to_string(operation) + ", " + std::to_string(kept) + " bytes kept";
            Office office{founded};
            FaultyStorage faulty{office.storage};
            Vault v{faulty};
            ASSERT_TRUE(v.unlock(kAna, nowhere()).ok());
            auto const healthy = office.open(kAna);
            faulty.plan({.operation = operation, .error = error, .append_bytes_kept = kept});
            Day day{v, "first"};
            std::size_t step = 0;
            Result<Done, VaultError> done = Done{};
            for (; step < Day::kSteps && done.ok(); ++step) done = day.step(step);
            if (!faulty.has_failed()) {
                ASSERT_TRUE(done.ok()) << where;
                ASSERT_EQ(step, Day::kSteps) << where;
                break;
            }
            ++faults;
            ASSERT_FALSE(done.ok()) << where;
            ASSERT_EQ(done.error(), as_vault_error(error)) << where;
            ASSERT_NO_FATAL_FAILURE(expect_whole(*healthy, office, day, where));
            if (error == StorageError::kIo) {  // T5: this program acknowledges nothing more.
                ASSERT_FALSE(day.write_one().ok()) << where;
            } else {  // The same program goes on.
                ASSERT_TRUE(day.write_one().ok()) << where;
            }
            ASSERT_TRUE(healthy->refresh(nowhere(), no_reload()).ok()) << where;
            Day after{*healthy, "after"};
            after.said = day.said;
            ASSERT_TRUE(after.write_two().ok()) << where;
            ASSERT_TRUE(after.compact().ok()) << where;
            ASSERT_NO_FATAL_FAILURE(expect_whole(*healthy, office, after, where));
        }
    }
    EXPECT_GT(faults, 40U);
}

TEST(Vault, T3_AFaultWhileAVaultIsMadeLeavesNoneOrAWholeOne) {
    for (StorageError const error : {StorageError::kFull, StorageError::kReadOnly, StorageError::kIo}) {
        auto file = std::make_shared<MemoryFile>();
        MemoryStorage storage{file};
        FaultyStorage faulty{storage, Fault{.operation = 0, .error = error}};
        Vault v{faulty};
        EXPECT_FALSE(v.create("Casa Norte Legal Aid", "Ana", kAna, crypto::kCostFloor, at(0)).ok());
        EXPECT_FALSE(file->exists);
        EXPECT_EQ(v.open().error(), VaultError::kMissing);
        Vault again{storage};
        EXPECT_TRUE(again.create("Casa Norte Legal Aid", "Ana", kAna, crypto::kCostFloor, at(0)).ok());
        EXPECT_EQ(again.create("Casa Norte Legal Aid", "Ana", kAna, crypto::kCostFloor, at(0)).error(),
                  VaultError::kExists);
        EXPECT_TRUE(again.unlock(kAna, nowhere()).ok());
    }
}

TEST(Vault, T3_AKitUsedOnAFullDiskChangesNothingAndWorksLater) {
    Office office;
    auto const v = office.open(kAna);
    keyring::KitBytes const kit = crypto::make_random<16>();
    ASSERT_TRUE(
        change(*v, [&](auto const& ring, auto const& keys) { return ring.make_kit(keys, kit, at(2)); }).ok());
    Bytes const before = office.file->bytes;
    FaultyStorage faulty{office.storage,
                         Fault{.operation = 1, .error = StorageError::kFull, .append_bytes_kept = 30}};
    Vault rescued{faulty};
    EXPECT_EQ(rescued.use_kit(kit, "Cruz", "a new passphrase", crypto::kCostFloor, at(3)).error(),
              VaultError::kFull);
    EXPECT_EQ(office.file->bytes.size(), before.size() + 30);
    EXPECT_EQ(v->ring().chain().members().size(), 1U);
    ASSERT_TRUE(rescued.use_kit(kit, "Cruz", "a new passphrase", crypto::kCostFloor, at(3)).ok());
    EXPECT_TRUE(office.open("a new passphrase")->unlocked());
}
