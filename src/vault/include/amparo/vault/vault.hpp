// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// One vault file, opened: what stands in it is checked, what one member may read is opened, and what is
/// written is sealed, signed and durable. Joins the record log with the keyring; knows no form and no rule.
///
///   L1 Durable.    append() returns after the file was synced, or nothing was acknowledged.
///   L2 One writer. Writes happen under the storage's lock, after taking in what others wrote meanwhile.
///   L3 Believed.   A commit counts if its author's member was active, in its epoch, at the chain head it
///                  names (where that is not in the file: is active, and L6 holds), which is no older than
///                  those of the commits it has seen, and if the author signed it or a later commit of theirs
///                  that names it as the one before. Of who was removed, only what the removal names and what
///                  came before it. What does not count is named in problems(); nothing of it is given out or
///                  built upon.
///   L4 Whole.      A damaged place is named; everything else still opens.
///   L5 Erased.     An entry named by an erasure of someone who holds its part is never given out; a missing
///                  one that none names is a problem.
///   L6 Not stale.  Nothing is written where the chain can't be followed to its end, and no entry while
///                  somebody holds a key who should not. Why: who was removed could read what comes.
///   L7 Not back.   A file that lacks what this object has read from it is an older copy: it is named, and
///                  nothing is written until it is opened anew. Between two openings nothing shows it.
///   L8 Brought     merge() takes over what another copy of this vault has and this one lacks, all of it or
///      together.   nothing: chain and keys where one copy's chain continues the other's, commits that count.
///                  No commit that is here stops to count, and of those that are here no byte comes back
///                  that was erased. What counts for nobody is left out and counted. Where one device wrote
///                  in both it is refused: a removal names one last commit, and the other half would go.
/// Spec: protocol/vault_file.md.
#include "amparo/base/workers.hpp"
#include "amparo/keyring/keyring.hpp"
#include "amparo/reclog/commit.hpp"
#include "amparo/reclog/frames.hpp"
#include "amparo/reclog/pieces.hpp"
#include "amparo/reclog/storage.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace amparo::vault {

enum class VaultError {
    kMissing,
    kExists,
    kFull,
    kReadOnly,
    kBusy,
    kNoLocks,
    kIo,
    kNotAVault,
    kNewer,
    kDamaged,
    kLocked,
    kWrongPassphrase,
    kNoMemory,
    kNotAllowed,
    kUnknownMember,
    kLastCoordinator,
    kNoKit,
    kWords,
    kTooLarge,    ///< One revision is larger than a batch may be.
    kAudit,       ///< A key of the current epoch went to someone who may not hold it: no entry is written.
    kRolledBack,  ///< The file lacks what was read from it before.
    kOtherVault,  ///< A copy of another organisation's vault.
    kDiverged,  ///< Two copies say different things of who is a member, or one removed whom the other let write.
    kForked,  ///< One device wrote in both copies.
};

/// Names one entry for good, also after its bytes are erased.
struct EntryName {
    crypto::Hash commit{};
    std::uint16_t index = 0;
    friend bool operator==(EntryName const&, EntryName const&) = default;
    friend bool operator<(EntryName const& a, EntryName const& b) noexcept {
        return a.commit != b.commit ? a.commit < b.commit : a.index < b.index;
    }
};

/// One entry this member may see: its header always, its body unless the part is sealed to others.
struct OpenedEntry {
    EntryName name;
    reclog::EntryHeader header;
    MemberId author{MemberId::Bytes{}};
    DeviceId device{DeviceId::Bytes{}};
    std::optional<Bytes> body;  ///< JSON text of the fields this revision sets in this part.
};
using Sink = std::function<void(OpenedEntry&&)>;

struct NewEntry {
    reclog::EntryHeader header;  ///< `commitment` is filled in here.
    Bytes body;
};

enum class ProblemCode {
    kDamage,           ///< Bytes that are no batch.
    kUnfinishedWrite,  ///< Never acknowledged: harmless.
    kBrokenChain,
    kForgedCommit,
    kUnknownAuthor,
    kBrokenLink,    ///< A parent or earlier commit is not there.
    kForkedDevice,  ///< Two copies of one device wrote: both are given out.
    kMissingEntry,  ///< Not there, and no erasure names it.
    kSealedWrong,   ///< An entry or key that is not what its author sealed.
    kStrangerHoldsKey,
    kNewerItem,
    kRolledBack,  ///< Something that was read from the file before is no longer in it.
};
struct Problem {
    ProblemCode code = ProblemCode::kDamage;
    std::uint64_t offset = 0;  ///< In the file; 0 where no place can be named.
    std::string what;
};

struct Checked {
    std::uint64_t bytes = 0;
    std::uint64_t batches = 0;
    std::uint64_t chain_entries = 0;
    std::uint64_t commits = 0;
    std::uint64_t signatures = 0;
    std::uint64_t entries = 0;
    std::uint64_t opened = 0;  ///< Bodies opened with the keys at hand.
    std::uint64_t sealed = 0;  ///< Bodies of parts sealed to others: hash checked only.
    std::uint64_t erased = 0;
};

/// What merge() took over.
struct Merged {
    std::uint64_t commits = 0;
    std::uint64_t chain_entries = 0;
    std::uint64_t left_out = 0;      ///< Commits that don't count: of somebody who was removed, or forged.
    std::uint64_t unread_bytes = 0;  ///< Of the copy: cut off, or damaged. What stood there, nobody knows.
};

/// A hash read back from crypto::to_hex().
[[nodiscard]] std::optional<crypto::Hash> unhex(std::string_view text);
[[nodiscard]] VaultError from_keyring(keyring::KeyringError error);

/// What names an erased entry in the body of an `erasure` record.
inline constexpr std::string_view kErasureKind = "erasure";

class Vault {
  public:
    explicit Vault(reclog::Storage& storage, Workers workers = one_by_one)
        : storage_{storage}, workers_{std::move(workers)} {}

    /// A new file with its founder; locked until unlock().
    [[nodiscard]] Result<Done, VaultError> create(std::string_view organization, std::string_view member,
                                                  std::string_view passphrase, crypto::PassphraseCost cost,
                                                  Instant now);
    /// Reads the public side: preamble, chain, commits. Needed before unlock().
    [[nodiscard]] Result<Done, VaultError> open();
    /// Gives every entry to `sink`, oldest first.
    [[nodiscard]] Result<Done, VaultError> unlock(std::string_view passphrase, Sink const& sink);
    void lock();

    [[nodiscard]] bool is_open() const noexcept { return opened_; }
    [[nodiscard]] bool unlocked() const noexcept { return keys_.has_value(); }
    [[nodiscard]] keyring::Keyring const& ring() const noexcept { return ring_; }
    [[nodiscard]] keyring::Keys const& keys() const;
    [[nodiscard]] std::size_t commit_count() const noexcept { return commits_.size(); }
    [[nodiscard]] std::uint64_t size_bytes() const noexcept { return state_.size; }
    [[nodiscard]] std::vector<Problem> const& problems() const noexcept { return problems_; }
    /// What removing a member has to name.
    [[nodiscard]] keyring::LastCommit last_commit_of(MemberId const& member) const;

    /// Takes in what other processes wrote. True: the file was replaced and `sink` got everything anew;
    /// `on_reload` was called before the first entry.
    [[nodiscard]] Result<bool, VaultError> refresh(Sink const& sink, std::function<void()> const& on_reload);

    /// Gives every entry anew: after an erasure, what is gone must be gone everywhere.
    [[nodiscard]] Result<Done, VaultError> reload(Sink const& sink);

    /// Held from the moment the caller looks at the latest state until it has written: no one else writes
    /// meanwhile.
    class Writing {
      public:
        Writing(Writing&&) = default;
        /// All of them in one batch where they fit, else in several, each durable. Entries of one revision
        /// stand together and are never parted.
        [[nodiscard]] Result<Done, VaultError> append(std::vector<NewEntry> entries, Instant now,
                                                      Sink const& sink);
        /// Refused, before anything is written, if the items do not fit what stands in the file.
        [[nodiscard]] Result<Done, VaultError> append(keyring::NewItems const& items);
        /// Rewrites the file without the bytes of these entries. kNotAllowed unless erasures that count name
        /// them.
        [[nodiscard]] Result<Done, VaultError> remove(std::set<EntryName> const& names);
        /// Rewrites the file without unfinished writes and superseded device vaults. kDamaged while there is
        /// damage.
        [[nodiscard]] Result<Done, VaultError> compact();
        /// L8. `copy`: the whole file. Doing it again changes nothing.
        [[nodiscard]] Result<Merged, VaultError> merge(ByteView copy, Sink const& sink);

      private:
        friend class Vault;
        Writing(Vault& vault, std::unique_ptr<reclog::StorageLock> lock)
            : vault_{vault}, lock_{std::move(lock)} {}
        [[nodiscard]] Result<Done, VaultError> fit(std::vector<NewEntry> const& entries) const;
        [[nodiscard]] keyring::NewItems seal_commit(std::span<NewEntry> entries,
                                                    reclog::Commit& commit) const;

        Vault& vault_;
        std::unique_ptr<reclog::StorageLock> lock_;
    };
    [[nodiscard]] Result<Writing, VaultError> begin_writing(Sink const& sink,
                                                            std::function<void()> const& on_reload);

    /// Entries of a record that are still in the file.
    [[nodiscard]] std::set<EntryName> entries_of(RecordId const& record, std::optional<Part> part) const;
    /// Entries named by an erasure whose bytes are still there: a crash came between. To be removed.
    [[nodiscard]] std::set<EntryName> unfinished_erasures() const;

    /// Adds a member or kit without being unlocked (recovery).
    [[nodiscard]] Result<MemberId, VaultError> use_kit(keyring::KitBytes const& kit, std::string_view name,
                                                       std::string_view passphrase,
                                                       crypto::PassphraseCost cost, Instant now);

    /// Reads the whole file again and checks everything the keys at hand allow.
    [[nodiscard]] Result<Checked, VaultError> verify(std::vector<Problem>* problems);
    /// The same for another copy of this vault, a back-up say; what opens goes to `sink`.
    [[nodiscard]] Result<Checked, VaultError> verify_with(reclog::Storage& copy, Sink const& sink,
                                                          std::vector<Problem>* problems);
    /// The whole file as it is now, with no write half in it.
    [[nodiscard]] Result<Bytes, VaultError> snapshot();

  private:
    struct KnownCommit {
        crypto::Hash id{};
        crypto::Hash prev_self{};
        DeviceId author{DeviceId::Bytes{}};
        std::uint64_t seq = 0;
        std::uint64_t chain_position = 0;
    };
    struct Found;
    struct EntryFound;
    struct Loading;
    /// The file, all of one generation.
    struct Read {
        std::uint64_t generation = 0;
        Result<crypto::Hash, reclog::PreambleError> org_id;
        reclog::Pieces pieces;
    };

    /// What was read of the file: where it begins and how long it is.
    struct Piece {
        std::uint64_t offset = 0;
        std::uint64_t size = 0;
    };

    [[nodiscard]] Result<Read, VaultError> read_pieces();
    /// Under the writer's lock.
    [[nodiscard]] Result<Bytes, VaultError> read_whole();
    [[nodiscard]] Result<Done, VaultError> load(Read&& read, Sink const* sink, Checked* checked);
    [[nodiscard]] Result<Done, VaultError> reload_from(Read&& read, Sink const& sink);
    [[nodiscard]] Result<Done, VaultError> take_in(reclog::Pieces& pieces, Piece piece, Sink const* sink,
                                                   Checked* checked);
    void take_gaps(reclog::Scan const& scanned, Piece piece);
    [[nodiscard]] Result<Done, VaultError> take_keyring(reclog::Scan const& scanned);
    void take_commits(reclog::Pieces& pieces, Sink const* sink, Checked* checked);
    void name_once(ProblemCode code, std::uint64_t offset, std::string what);
    void forget_file();

    [[nodiscard]] Loading find_commits(reclog::Scan const& scanned);
    void find_commit(ByteView content, Loading& loading);
    void believe(Loading& loading, bool all_signatures, Checked* checked);
    void link(Loading& loading);
    void open_headers(Loading& loading, Checked* checked);
    struct HeaderKeys;
    void open_header(Found const& found, HeaderKeys const& keys, EntryFound& entry) const;
    void take_erasure(Found const& found, std::uint16_t index, reclog::EntryHeader const& header);
    /// Nothing for one that this member has no key for, or that does not open.
    [[nodiscard]] std::optional<Bytes> body_of(Found const& found, std::uint16_t index,
                                               reclog::EntryHeader const& header) const;
    void give_out(Loading& loading, reclog::Pieces& pieces, Sink const* sink, Checked* checked);
    void give_out(Found const& f, EntryFound& found, std::optional<Bytes> body, Sink const* sink,
                  Checked* checked);
    void name_missing(Loading const& loading);
    [[nodiscard]] bool is_erased(EntryName const& name, Part part) const;

    [[nodiscard]] Result<Done, VaultError> may_write() const;
    [[nodiscard]] std::vector<crypto::Hash> head_commits() const;
    [[nodiscard]] Result<Done, VaultError> write_batch(reclog::BatchWriter&& writer, Sink const& sink);
    [[nodiscard]] Result<Bytes, VaultError> what_is_new(reclog::Scan const& theirs,
                                                        keyring::Keyring const& their_ring,
                                                        std::set<crypto::Hash> const& but,
                                                        Merged& merged) const;
    [[nodiscard]] Result<Vault, VaultError> tried(ByteView file, ByteView fresh);
    [[nodiscard]] Result<Bytes, VaultError> rewritten(ByteView file, std::set<EntryName> const& without,
                                                      bool drop_superseded) const;
    [[nodiscard]] Result<Done, VaultError> replace_file(std::set<EntryName> const& without,
                                                        bool drop_superseded);

    reclog::Storage& storage_;
    Workers workers_;
    bool opened_ = false;
    bool rolled_back_ = false;
    bool incomplete_ = false;  ///< A member's commit names a chain head that is not here.
    reclog::Storage::State state_;
    crypto::Hash org_id_{};
    keyring::Keyring ring_;
    std::optional<keyring::Keys> keys_;
    std::vector<KnownCommit> commits_;  ///< Those that count.
    std::map<crypto::Hash, std::size_t> commit_at_;
    std::set<crypto::Hash> heads_;
    std::map<DeviceId, std::size_t> last_of_device_;
    std::map<RecordId, std::vector<std::pair<Part, EntryName>>> entries_;
    std::set<EntryName> missing_;
    std::map<EntryName, Parts> erased_;  ///< With the parts that those who erased it hold.
    std::vector<Problem> problems_;
    std::uint64_t end_of_batches_ = 0;  ///< Where the next read begins; a torn tail behind it is read again.
};

}  // namespace amparo::vault
