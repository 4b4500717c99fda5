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

ByteView batches_of(ByteView file) {
    return file.subspan(reclog::kPreambleBytes);
}

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

/// The whole file, all of one generation.
Result<Vault::Read, VaultError> Vault::read_all() {
    constexpr int kTries = 10;
    for (int i = 0; i < kTries; ++i) {
        AMPARO_TRY(auto const before, lifted(storage_.state()));
        if (before.size > kReadBytesMax) return Fail{VaultError::kTooLarge};
        AMPARO_TRY(auto bytes, lifted(storage_.read(0, static_cast<std::size_t>(before.size))));
        AMPARO_TRY(auto const after, lifted(storage_.state()));
        if (after.generation == before.generation)
            return Read{{before.generation, bytes.size()}, std::move(bytes)};
    }
    return Fail{VaultError::kBusy};
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
Result<Done, VaultError> Vault::load(Read const& read, Sink const* sink, Checked* checked) {
    auto const org_id = lifted(reclog::read_preamble(read.bytes));
    if (org_id.ok())
        return load(read, reclog::scan(batches_of(read.bytes), reclog::kPreambleBytes), sink, checked);
    forget_file();
    return Fail{org_id.error()};
}

Result<Done, VaultError> Vault::load(Read const& read, reclog::Scan const& scanned, Sink const* sink,
                                     Checked* checked) {
    forget_file();
    org_id_ = reclog::read_preamble(read.bytes).value();
    AMPARO_DO(take_in(scanned, {reclog::kPreambleBytes, read.bytes.size() - reclog::kPreambleBytes}, sink,
                      checked));
    state_ = read.state;
    if (checked != nullptr) checked->bytes = read.bytes.size();
    return Done{};
}

Result<Done, VaultError> Vault::open() {
    rolled_back_ = false;
    AMPARO_TRY(auto const read, read_all());
    return load(read, nullptr, nullptr);
}

Result<Done, VaultError> Vault::unlock(std::string_view passphrase, Sink const& sink) {
    lock();
    rolled_back_ = false;
    AMPARO_TRY(auto const read, read_all());
    AMPARO_TRY(auto const org_id, lifted(reclog::read_preamble(read.bytes)));
    reclog::Scan const scanned = reclog::scan(batches_of(read.bytes), reclog::kPreambleBytes);
    keyring::Keyring ring;
    for (reclog::Batch const& batch : scanned.batches)
        for (reclog::Item const& item : batch.items)
            (void)ring.take(item);  // load() names what does not fit.
    if (!ring.chain().founded() || ring.chain().org_id() != org_id) return Fail{VaultError::kDamaged};
    AMPARO_TRY(keys_, lifted(ring.unlock(passphrase)));
    return load(read, scanned, &sink, nullptr);
}

/// Everything anew, after something of it was read before: it may have grown, and lost what was erased, but
/// not shrunk.
Result<Done, VaultError> Vault::reload_from(Read const& read, Sink const& sink) {
    bool const had_file = opened_;
    crypto::Hash const organization = org_id_;
    std::map<crypto::Hash, std::size_t> const known = std::move(commit_at_);
    std::optional<crypto::Hash> const head = had_file ? std::optional{ring_.chain().head()} : std::nullopt;
    auto const other = reclog::read_preamble(read.bytes);
    if (had_file && other.ok() && other.value() != organization) {
        forget_file();
        return Fail{VaultError::kDamaged};
    }
    AMPARO_DO(load(read, &sink, nullptr));
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
    AMPARO_TRY(auto const read, read_all());
    return reload_from(read, sink);
}

Result<bool, VaultError> Vault::refresh(Sink const& sink, std::function<void()> const& on_reload) {
    AMPARO_TRY(auto const now, lifted(storage_.state()));
    // A torn tail may have been cut back since, and something as long be in its place.
    if (opened_ && now == state_ && end_of_batches_ == now.size) return false;
    if (opened_ && now.generation == state_.generation && now.size >= end_of_batches_) {
        std::uint64_t const from_offset = end_of_batches_;
        if (now.size - from_offset > kReadBytesMax) return Fail{VaultError::kTooLarge};
        AMPARO_TRY(auto const bytes,
                   lifted(storage_.read(from_offset, static_cast<std::size_t>(now.size - from_offset))));
        AMPARO_TRY(auto const after, lifted(storage_.state()));
        if (after.generation == now.generation) {
            AMPARO_DO(take_in(reclog::scan(bytes, from_offset), {from_offset, bytes.size()}, &sink, nullptr));
            state_ = {now.generation, from_offset + bytes.size()};
            return false;
        }
    }
    AMPARO_TRY(auto const read, read_all());
    on_reload();
    AMPARO_DO(reload_from(read, sink));
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
