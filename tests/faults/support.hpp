// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What every test of faults needs: a vault to break, a desk that works on it, and a ledger of what was
/// promised to whom, which says what a vault taken in afterwards has wrong.
#include "amparo/reclog/storage.hpp"
#include "amparo/vault/vault.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::faults {

inline constexpr std::string_view kAna = "ana keeps a garden";
inline constexpr std::string_view kBea = "bea rides the train";

/// A count that `./run soak` raises, and the seed of everything that is random here.
[[nodiscard]] std::size_t count_of(char const* variable, std::size_t ordinary);
[[nodiscard]] unsigned first_seed();

[[nodiscard]] Instant noon();

/// A folder of its own, gone at the end. Kept in memory where the system offers that: what a kill leaves is
/// the same there, and a thousand kills fit into a test.
class Folder {
  public:
    enum class Where { kMemory, kDisk };
    explicit Folder(Where where = Where::kMemory);
    ~Folder();
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }
    [[nodiscard]] std::string vault() const { return (path_ / "vault.amparo").string(); }
    [[nodiscard]] std::vector<std::string> names() const;

  private:
    std::filesystem::path path_;
};

[[nodiscard]] Bytes content(std::string const& path);
void write_file(std::string const& path, ByteView bytes);
/// Runs `body` in a process of its own; what waitpid says of it.
[[nodiscard]] int in_child(std::function<void()> const& body);

/// Leads to another storage when told, so that a vault once unlocked is taken to a new place without paying
/// for its passphrase again. Keeps the storage before the present one alive: as FileStorage, a generation is
/// only good while the file before it is still open.
class Switch final : public reclog::Storage {
  public:
    void to(std::unique_ptr<reclog::Storage> next);
    Result<State, reclog::StorageError> state() override { return now_->state(); }
    Result<Bytes, reclog::StorageError> read(std::uint64_t offset, std::size_t count) override {
        return now_->read(offset, count);
    }
    Result<Done, reclog::StorageError> create(ByteView bytes) override { return now_->create(bytes); }
    Result<std::unique_ptr<reclog::StorageLock>, reclog::StorageError> lock() override {
        return now_->lock();
    }
    Result<Done, reclog::StorageError> append(ByteView bytes) override { return now_->append(bytes); }
    Result<Done, reclog::StorageError> replace(ByteView bytes) override { return now_->replace(bytes); }

  private:
    std::unique_ptr<reclog::Storage> before_;
    std::unique_ptr<reclog::Storage> now_;
};
[[nodiscard]] std::unique_ptr<reclog::Storage> file_at(std::string const& path);
[[nodiscard]] std::unique_ptr<reclog::Storage> memory_of(ByteView file);

/// What one process sees of the vault.
class View {
  public:
    struct Seen {
        vault::EntryName name;
        RecordId record;
        std::string body;
        friend bool operator==(Seen const&, Seen const&) = default;
    };
    [[nodiscard]] vault::Sink sink();
    [[nodiscard]] std::function<void()> on_reload();

    [[nodiscard]] std::map<RevisionId, Seen> const& entries() const noexcept { return entries_; }
    /// Entries given out twice, without a body, or although an erasure that was read in the same go names
    /// them.
    [[nodiscard]] std::vector<std::string> const& oddities() const noexcept { return oddities_; }
    /// The next entries come from one reading of the whole file.
    void begin_anew();
    /// What comes from now on was written since: an entry may be erased that was rightly given out before.
    void end_anew() { is_anew_ = false; }

  private:
    std::map<RevisionId, Seen> entries_;
    std::set<vault::EntryName> erased_;
    std::vector<std::string> oddities_;
    bool is_anew_ = false;
};

/// One process at work on the vault.
struct Desk {
    Switch storage;
    vault::Vault vault{storage};
    View view;

    /// Reads the whole file of `next` with the keys this desk has.
    [[nodiscard]] Result<Done, vault::VaultError> move_to(std::unique_ptr<reclog::Storage> next);
    [[nodiscard]] Result<Done, vault::VaultError> unlock(std::string_view passphrase);
    [[nodiscard]] Result<Done, vault::VaultError> refresh();
    [[nodiscard]] Result<vault::Vault::Writing, vault::VaultError> begin_writing();

    [[nodiscard]] Result<Done, vault::VaultError> write(std::vector<RevisionId> const& revisions,
                                                        RecordId const& record);
    /// Says that these are erased, then takes their bytes from the file, as the engine does.
    [[nodiscard]] Result<Done, vault::VaultError> erase(std::vector<RevisionId> const& revisions);
    /// What the engine does when it unlocks: a crash may have come between the two.
    [[nodiscard]] Result<Done, vault::VaultError> finish_erasures();
    [[nodiscard]] Result<Done, vault::VaultError> compact();
    /// Problems of the whole file that a person would be shown; unfinished writes are none.
    [[nodiscard]] std::vector<std::string> problems();
};

/// The vault file of a new organisation with Ana in it, made once a process, and a desk at which she is
/// unlocked: it is moved from place to place.
struct Office {
    Bytes file;
    Desk desk;
    [[nodiscard]] static Office& instance();

  private:
    Office();
};

/// The body of an entry follows from its revision, so whoever reads it knows what it has to be. One in eight
/// is several kilobytes long.
[[nodiscard]] std::string body_of(RevisionId const& revision);

/// What was tried and what was promised.
class Ledger {
  public:
    enum class Act : std::uint8_t { kWrite, kErase };
    void tried(Act act, std::vector<RevisionId> const& revisions);
    void promised(Act act, std::vector<RevisionId> const& revisions);
    /// In words, what of these entries can't be after what was tried and promised. Empty: all is well.
    [[nodiscard]] std::vector<std::string> wrong_with(View const& view) const;
    [[nodiscard]] std::set<RevisionId> const& writes_promised() const noexcept { return promised_; }
    [[nodiscard]] bool may_be_erased(RevisionId const& id) const { return erasure_tried_.contains(id); }

  private:
    std::vector<std::vector<RevisionId>> batches_;  ///< Each is there whole or not at all.
    std::set<RevisionId> tried_;
    std::set<RevisionId> promised_;
    std::set<RevisionId> erasure_tried_;
    std::set<RevisionId> erasure_promised_;
};

[[nodiscard]] RevisionId random_revision(std::mt19937& rng);
/// Lines for a test's failure message.
[[nodiscard]] std::string joined(std::vector<std::string> const& lines);

}  // namespace amparo::faults
