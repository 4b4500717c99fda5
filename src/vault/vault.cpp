// SPDX-License-Identifier: AGPL-3.0-or-later
// Opening, unlocking, and keeping up with the file.
#include "amparo/vault/vault.hpp"

#include "amparo/base/check.hpp"
#include "amparo/crypto/base64.hpp"

#include <algorithm>

#include "loading.hpp"

namespace amparo::vault {
namespace {

using keyring::KeyringError;
using reclog::StorageError;

constexpr std::size_t kReadBytesMax = std::size_t{1} << 31U;

}  // namespace

VaultError from(StorageError error) {
    switch (error) {
        case StorageError::kMissing:
            return VaultError::kMissing;
        case StorageError::kExists:
            return VaultError::kExists;
        case StorageError::kFull:
            return VaultError::kFull;
        case StorageError::kReadOnly:
            return VaultError::kReadOnly;
        case StorageError::kNotAFile:
            return VaultError::kNotAVault;
        case StorageError::kBusy:
            return VaultError::kBusy;
        case StorageError::kNoLocks:
            return VaultError::kNoLocks;
        case StorageError::kIo:
            return VaultError::kIo;
    }
    return VaultError::kIo;
}

VaultError from(KeyringError error) {
    switch (error) {
        case KeyringError::kWrongPassphrase:
            return VaultError::kWrongPassphrase;
        case KeyringError::kNoMemory:
            return VaultError::kNoMemory;
        case KeyringError::kWeakCost:
        case KeyringError::kDamaged:
        case KeyringError::kBrokenChain:
            return VaultError::kDamaged;
        case KeyringError::kNewer:
            return VaultError::kNewer;
        case KeyringError::kNotAllowed:
            return VaultError::kNotAllowed;
        case KeyringError::kUnknownMember:
            return VaultError::kUnknownMember;
        case KeyringError::kLastCoordinator:
            return VaultError::kLastCoordinator;
        case KeyringError::kNoKit:
            return VaultError::kNoKit;
        case KeyringError::kWords:
            return VaultError::kWords;
    }
    return VaultError::kDamaged;
}

VaultError from(reclog::PreambleError error) {
    switch (error) {
        case reclog::PreambleError::kNotAVault:
            return VaultError::kNotAVault;
        case reclog::PreambleError::kDamaged:
            return VaultError::kDamaged;
        case reclog::PreambleError::kNewer:
            return VaultError::kNewer;
    }
    return VaultError::kDamaged;
}

VaultError from_keyring(KeyringError error) {
    return from(error);
}

std::optional<crypto::Hash> unhex(std::string_view text) {
    auto const bytes = crypto::from_hex(text);
    crypto::Hash out{};
    if (!bytes || bytes->size() != out.size()) return std::nullopt;
    std::copy(bytes->begin(), bytes->end(), out.begin());
    return out;
}

keyring::Keys const& Vault::keys() const {
    AMPARO_CHECK(keys_.has_value());
    return *keys_;
}

void Vault::lock() {
    keys_.reset();
    forget_file();
}

void Vault::forget_file() {
    opened_ = false;
    incomplete_ = false;
    state_ = {};
    ring_ = {};
    commits_.clear();
    commit_at_.clear();
    heads_.clear();
    last_of_device_.clear();
    entries_.clear();
    missing_.clear();
    erased_.clear();
    problems_.clear();
    end_of_batches_ = 0;
}

Result<Vault::Read, VaultError> Vault::read_pieces() {
    constexpr int kTries = 10;
    for (int i = 0; i < kTries; ++i) {
        AMPARO_TRY(auto const before, lifted(storage_.state()));
        if (before.size > kReadBytesMax) return Fail{VaultError::kTooLarge};
        AMPARO_TRY(auto const head, lifted(storage_.read(0, reclog::kPreambleBytes)));
        Read read{before.generation, reclog::read_preamble(head), {}};
        if (read.org_id.ok() && before.size >= reclog::kPreambleBytes) {
            AMPARO_TRY(read.pieces, lifted(reclog::Pieces::read(storage_, reclog::kPreambleBytes,
                                                                before.size - reclog::kPreambleBytes)));
        }
        AMPARO_TRY(auto const after, lifted(storage_.state()));
        if (after.generation == before.generation) return read;
    }
    return Fail{VaultError::kBusy};
}

Result<Bytes, VaultError> Vault::read_whole() {
    AMPARO_TRY(auto const state, lifted(storage_.state()));
    if (state.size > kReadBytesMax) return Fail{VaultError::kTooLarge};
    return lifted(storage_.read(0, static_cast<std::size_t>(state.size)));
}

Result<Done, VaultError> Vault::create(std::string_view organization, std::string_view member,
                                       std::string_view passphrase, crypto::PassphraseCost cost,
                                       Instant now) {
    AMPARO_TRY(auto const founding,
               lifted(keyring::Founding::make(organization, member, passphrase, cost, now)));
    reclog::BatchWriter batch;
    for (auto const& [type, content] : founding.items) AMPARO_CHECK(batch.add(type, content));
    Bytes file = reclog::preamble(founding.org_id);
    append(file, std::move(batch).finish());
    return lifted(storage_.create(file));
}

/// Everything anew. What fails leaves nothing half taken in.
Result<Done, VaultError> Vault::load(Read&& read, Sink const* sink, Checked* checked) {
    forget_file();
    AMPARO_TRY(org_id_, lifted(read.org_id));
    std::uint64_t const end = read.pieces.end();
    AMPARO_DO(take_in(read.pieces, {reclog::kPreambleBytes, end - reclog::kPreambleBytes}, sink, checked));
    state_ = {read.generation, end};
    if (checked != nullptr) checked->bytes = end;
    return Done{};
}

Result<Done, VaultError> Vault::open() {
    rolled_back_ = false;
    AMPARO_TRY(auto read, read_pieces());
    return load(std::move(read), nullptr, nullptr);
}

Result<Done, VaultError> Vault::unlock(std::string_view passphrase, Sink const& sink) {
    lock();
    rolled_back_ = false;
    AMPARO_TRY(auto read, read_pieces());
    AMPARO_TRY(auto const org_id, lifted(read.org_id));
    keyring::Keyring ring;
    for (reclog::Batch const& batch : read.pieces.scanned().batches)
        for (reclog::Item const& item : batch.items)
            (void)ring.take(item);  // load() names what does not fit.
    if (!ring.chain().founded() || ring.chain().org_id() != org_id) return Fail{VaultError::kDamaged};
    AMPARO_TRY(keys_, lifted(ring.unlock(passphrase)));
    return load(std::move(read), &sink, nullptr);
}

/// Everything anew, after something of it was read before: it may have grown, and lost what was erased, but
/// not shrunk.
Result<Done, VaultError> Vault::reload_from(Read&& read, Sink const& sink) {
    bool const had_file = opened_;
    crypto::Hash const organization = org_id_;
    std::map<crypto::Hash, std::size_t> const known = std::move(commit_at_);
    std::optional<crypto::Hash> const head = had_file ? std::optional{ring_.chain().head()} : std::nullopt;
    if (had_file && read.org_id.ok() && read.org_id.value() != organization) {
        forget_file();
        return Fail{VaultError::kDamaged};
    }
    AMPARO_DO(load(std::move(read), &sink, nullptr));
    if (!had_file) return Done{};
    bool const all_there =
        std::all_of(known.begin(), known.end(), [&](auto const& c) { return commit_at_.contains(c.first); });
    rolled_back_ = rolled_back_ || !all_there || !ring_.chain().position(*head);
    if (rolled_back_)
        name_once(ProblemCode::kRolledBack, 0,
                  "something that was read from this file before is no longer in it");
    return Done{};
}

Result<Done, VaultError> Vault::reload(Sink const& sink) {
    AMPARO_TRY(auto read, read_pieces());
    return reload_from(std::move(read), sink);
}

Result<bool, VaultError> Vault::refresh(Sink const& sink, std::function<void()> const& on_reload) {
    AMPARO_TRY(auto const now, lifted(storage_.state()));
    // A torn tail may have been cut back since, and something as long be in its place.
    if (opened_ && now == state_ && end_of_batches_ == now.size) return false;
    if (opened_ && now.generation == state_.generation && now.size >= end_of_batches_) {
        std::uint64_t const from_offset = end_of_batches_;
        if (now.size - from_offset > kReadBytesMax) return Fail{VaultError::kTooLarge};
        AMPARO_TRY(auto pieces, lifted(reclog::Pieces::read(storage_, from_offset, now.size - from_offset)));
        AMPARO_TRY(auto const after, lifted(storage_.state()));
        if (after.generation == now.generation) {
            std::uint64_t const end = pieces.end();
            AMPARO_DO(take_in(pieces, {from_offset, end - from_offset}, &sink, nullptr));
            state_ = {now.generation, end};
            return false;
        }
    }
    AMPARO_TRY(auto read, read_pieces());
    on_reload();
    AMPARO_DO(reload_from(std::move(read), sink));
    return true;
}

keyring::LastCommit Vault::last_commit_of(MemberId const& member) const {
    keyring::Member const* const m = ring_.chain().member(member);
    auto const last = m == nullptr ? last_of_device_.end() : last_of_device_.find(m->device);
    if (last == last_of_device_.end()) return {};
    return {commits_[last->second].seq, commits_[last->second].id};
}

std::set<EntryName> Vault::entries_of(RecordId const& record, std::optional<Part> part) const {
    std::set<EntryName> out;
    auto const at = entries_.find(record);
    if (at == entries_.end()) return out;
    for (auto const& [entry_part, name] : at->second)
        if ((!part || entry_part == *part) && !missing_.contains(name) && !is_erased(name, entry_part))
            out.insert(name);
    return out;
}

bool Vault::is_erased(EntryName const& name, Part part) const {
    auto const at = erased_.find(name);
    return at != erased_.end() && at->second.contains(part);
}

std::set<EntryName> Vault::unfinished_erasures() const {
    std::set<EntryName> out;
    if (erased_.empty()) return out;
    for (auto const& [record, entries] : entries_)
        for (auto const& [part, name] : entries)
            if (!missing_.contains(name) && is_erased(name, part)) out.insert(name);
    return out;
}

}  // namespace amparo::vault
