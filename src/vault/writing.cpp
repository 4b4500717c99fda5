// SPDX-License-Identifier: AGPL-3.0-or-later
// Writing: sealed, signed and durable, or nothing.
#include "amparo/base/check.hpp"

#include <algorithm>
#include <bit>

#include "loading.hpp"

namespace amparo::vault {

using reclog::ItemType;

namespace {

constexpr std::size_t kSealOverheadBytes = 24 + 16;
/// Above what a commit takes beside its entries: parents, hashes, signature.
constexpr std::size_t kCommitBytesMax = 4096;

/// What an entry takes of a batch: three items and its line in the commit.
std::size_t sealed_bytes(NewEntry const& entry) {
    constexpr std::size_t kRefBytes = 32 + 32 + 1;
    constexpr std::size_t kItemBytes = reclog::kItemOverheadBytes + 2;
    return kRefBytes + 3 * kItemBytes + 2 * kSealOverheadBytes + reclog::encode(entry.header).size() +
           crypto::size_class(entry.body.size()) + crypto::kWrappedKeyBytes;
}

struct Run {
    std::size_t entries = 0;
    std::size_t bytes = 0;
};

/// The entries of the revision that begins at `first`.
Run revision_at(std::vector<NewEntry> const& entries, std::size_t first) {
    Run out;
    for (std::size_t i = first;
         i < entries.size() && entries[i].header.revision == entries[first].header.revision; ++i) {
        ++out.entries;
        out.bytes += sealed_bytes(entries[i]);
    }
    return out;
}

/// As many whole revisions from `first` on as one commit holds.
Run commit_at(std::vector<NewEntry> const& entries, std::size_t first) {
    Run out;
    while (first + out.entries < entries.size()) {
        Run const next = revision_at(entries, first + out.entries);
        if (out.entries + next.entries > reclog::kEntriesMax ||
            out.bytes + next.bytes + kCommitBytesMax > reclog::kBatchBodyBytesMax)
            break;
        out.entries += next.entries;
        out.bytes += next.bytes;
    }
    return out;
}

}  // namespace

Result<Done, VaultError> Vault::may_write() const {
    if (rolled_back_) return Fail{VaultError::kRolledBack};
    if (ring_.chain().follows() == keyring::Follows::kNewer) return Fail{VaultError::kNewer};
    if (ring_.chain().follows() == keyring::Follows::kIncomplete || incomplete_)
        return Fail{VaultError::kDamaged};
    return Done{};
}

Result<Vault::Writing, VaultError> Vault::begin_writing(Sink const& sink,
                                                        std::function<void()> const& on_reload) {
    AMPARO_TRY(auto lock, lifted(storage_.lock()));
    AMPARO_TRY(auto reloaded, refresh(sink, on_reload));
    (void)reloaded;
    AMPARO_DO(may_write());
    return Writing{*this, std::move(lock)};
}

std::vector<crypto::Hash> Vault::head_commits() const {
    std::vector<crypto::Hash> out(heads_.begin(), heads_.end());
    if (out.size() > reclog::kParentsMax) out.resize(reclog::kParentsMax);
    return out;
}

/// Everything that can be wrong with entries, before any of them is written.
Result<Done, VaultError> Vault::Writing::fit(std::vector<NewEntry> const& entries) const {
    Vault const& v = vault_;
    if (!v.keys_) return Fail{VaultError::kLocked};
    if (!v.ring_.audit().empty()) return Fail{VaultError::kAudit};
    for (NewEntry const& e : entries) {
        if (v.keys_->team_key(v.ring_.chain().epoch(), e.header.part) == nullptr)
            return Fail{VaultError::kNotAllowed};
        if (e.header.parents.size() > reclog::kParentsMax || e.header.kind.empty() ||
            e.header.kind.size() > reclog::kKindBytesMax || e.body.size() > reclog::kBatchBodyBytesMax)
            return Fail{VaultError::kTooLarge};
    }
    for (std::size_t first = 0; first < entries.size();) {
        std::size_t const count = commit_at(entries, first).entries;
        if (count == 0) return Fail{VaultError::kTooLarge};
        first += count;
    }
    return Done{};
}

/// Seals `count` entries from `first` on as the device's next commit: the commit's item, then those of its
/// entries.
keyring::NewItems Vault::Writing::seal_commit(std::span<NewEntry> entries, reclog::Commit& c) const {
    Vault const& v = vault_;
    crypto::HeaderKey const& header_key = v.keys_->headers.at(c.epoch);
    keyring::NewItems items(1);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        NewEntry& entry = entries[i];
        auto const index = static_cast<std::uint16_t>(i);
        reclog::EntryPlace const place{v.org_id_, c.stream, c.epoch, c.author, c.seq, index};
        Bytes const record_key = reclog::record_key_context(entry.header.record, entry.header.part);
        Bytes const wrap = reclog::shelf_context(place, entry.header);
        auto const sealed =
            crypto::seal_body(*v.keys_->team_key(c.epoch, entry.header.part), {record_key, wrap},
                              reclog::body_context(place, entry.header), crypto::pad(entry.body));
        entry.header.commitment = sealed.commitment;
        Bytes const header =
            crypto::seal(header_key, reclog::header_context(place), reclog::encode(entry.header));
        c.refs.push_back(
            {crypto::hash(header), crypto::hash(sealed.body),
             static_cast<std::uint8_t>(std::bit_width(crypto::size_class(entry.body.size()) - 1))});
        auto const add = [&](ItemType type, Bytes const& bytes) {
            items.emplace_back(type, codec::Writer{}.u16(index).raw(bytes).bytes());
        };
        add(ItemType::kHeader, header);
        add(ItemType::kBody, sealed.body);
        add(ItemType::kShelf, sealed.wrapped);
    }
    c.signature = crypto::sign(v.keys_->seed, reclog::kCommitLabel, reclog::signed_hash(v.org_id_, c));
    items.front() = {ItemType::kCommit, reclog::encode(c)};
    return items;
}

Result<Done, VaultError> Vault::Writing::append(std::vector<NewEntry> entries, Instant now,
                                                Sink const& sink) {
    Vault& v = vault_;
    AMPARO_DO(fit(entries));
    keyring::Chain const& chain = v.ring_.chain();
    auto const last = v.last_of_device_.find(v.keys_->device);
    KnownCommit const before = last == v.last_of_device_.end() ? KnownCommit{} : v.commits_[last->second];
    crypto::Hash prev = before.id;
    std::uint64_t seq = before.seq;
    std::vector<crypto::Hash> parents = v.head_commits();

    reclog::BatchWriter batch;
    for (std::size_t first = 0; first < entries.size();) {
        Run const run = commit_at(entries, first);
        reclog::Commit c;
        c.stream = keyring::stream_of(v.org_id_);
        c.author = v.keys_->device;
        c.seq = ++seq;
        c.prev_self = prev;
        c.parents = std::move(parents);
        c.chain_head = chain.head();
        c.epoch = chain.epoch();
        c.header_key = crypto::derive_key_id(v.keys_->headers.at(c.epoch));
        c.hour = static_cast<std::uint32_t>(
            std::chrono::floor<std::chrono::hours>(now).time_since_epoch().count());
        auto const items = seal_commit(std::span{entries}.subspan(first, run.entries), c);
        if (run.bytes + kCommitBytesMax > batch.room())
            AMPARO_DO(v.write_batch(std::exchange(batch, reclog::BatchWriter{}), sink));
        for (auto const& [type, content] : items) AMPARO_CHECK(batch.add(type, content));
        prev = crypto::hash(items.front().second);
        parents = {prev};
        first += run.entries;
    }
    if (batch.empty()) return Done{};
    return v.write_batch(std::move(batch), sink);
}

Result<Done, VaultError> Vault::write_batch(reclog::BatchWriter&& writer, Sink const& sink) {
    Bytes const bytes = std::move(writer).finish();
    AMPARO_DO(lifted(storage_.append(bytes)));
    // What others will read is what is taken in here: the same bytes through the same checks.
    std::size_t const problems_before = problems_.size();
    AMPARO_TRY(auto const state, lifted(storage_.state()));
    std::uint64_t const offset = state.size - bytes.size();
    reclog::Pieces scanned{reclog::scan(bytes, offset)};
    AMPARO_DO(take_in(scanned, {offset, bytes.size()}, &sink, nullptr));
    AMPARO_CHECK(problems_.size() == problems_before);
    state_ = state;
    return Done{};
}

Result<Done, VaultError> Vault::Writing::append(keyring::NewItems const& items) {
    reclog::BatchWriter batch;
    for (auto const& [type, content] : items)
        if (!batch.add(type, content)) return Fail{VaultError::kTooLarge};
    // Tried on a copy first: what does not fit must not reach the file.
    keyring::Keyring after = vault_.ring_;
    AMPARO_DO(lifted(after.take(items)));
    auto const strangers = vault_.ring_.audit();
    for (std::string const& stranger : after.audit())
        if (std::find(strangers.begin(), strangers.end(), stranger) == strangers.end())
            return Fail{VaultError::kAudit};
    return vault_.write_batch(std::move(batch), [](OpenedEntry&&) {});
}

// --- rewriting the file

/// The file without some entries; with `drop_superseded` without unfinished writes and keys that are no
/// longer needed.
Result<Bytes, VaultError> Vault::rewritten(ByteView bytes, std::set<EntryName> const& without,
                                           bool drop_superseded) const {
    reclog::Scan const scanned = reclog::scan(bytes.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes);
    Bytes file = reclog::preamble(org_id_);
    if (drop_superseded) {
        reclog::BatchWriter batch;
        for (auto const& [type, content] : ring_.current_items())
            if (!batch.add(type, content)) return Fail{VaultError::kTooLarge};
        append(file, std::move(batch).finish());
    }
    auto gap = scanned.gaps.begin();
    // Damaged bytes are kept where they stand: what they held may yet be read by someone more patient.
    auto const keep_damage_before = [&](std::uint64_t offset) {
        for (; gap != scanned.gaps.end() && gap->offset < offset; ++gap)
            if (!gap->unfinished)
                append(file, bytes.subspan(static_cast<std::size_t>(gap->offset),
                                           static_cast<std::size_t>(gap->size)));
    };
    for (reclog::Batch const& old : scanned.batches) {
        keep_damage_before(old.offset);
        reclog::BatchWriter batch;
        crypto::Hash commit{};
        for (reclog::Item const& item : old.items) {
            if (is(item, ItemType::kCommit)) commit = crypto::hash(item.content);
            auto const index = is_entry_item(item) ? index_of(item) : std::nullopt;
            if (index && without.contains({commit, *index})) continue;
            if (drop_superseded && is_keyring_item(item)) continue;
            AMPARO_CHECK(batch.add(item.type, item.content));
        }
        if (!batch.empty()) append(file, std::move(batch).finish());
    }
    keep_damage_before(bytes.size());
    return file;
}

Result<Done, VaultError> Vault::replace_file(std::set<EntryName> const& without, bool drop_superseded) {
    AMPARO_TRY(auto const old, read_whole());
    AMPARO_TRY(auto const file, rewritten(old, without, drop_superseded));
    AMPARO_DO(lifted(storage_.replace(file)));
    AMPARO_TRY(state_, lifted(storage_.state()));
    take_gaps(reclog::scan(ByteView{file}.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes),
              {reclog::kPreambleBytes, file.size() - reclog::kPreambleBytes});
    for (EntryName const& name : without) missing_.insert(name);
    return Done{};
}

Result<Done, VaultError> Vault::Writing::remove(std::set<EntryName> const& names) {
    auto const may = vault_.unfinished_erasures();
    if (!std::includes(may.begin(), may.end(), names.begin(), names.end()))
        return Fail{VaultError::kNotAllowed};
    return vault_.replace_file(names, false);
}

Result<Done, VaultError> Vault::Writing::compact() {
    auto const has = [&](ProblemCode code) {
        return std::any_of(vault_.problems_.begin(), vault_.problems_.end(),
                           [&](Problem const& p) { return p.code == code; });
    };
    // An unfinished write that something acknowledged builds upon was none: its bytes were spoilt later.
    bool const lost = has(ProblemCode::kBrokenLink) && has(ProblemCode::kUnfinishedWrite);
    if (has(ProblemCode::kDamage) || has(ProblemCode::kBrokenChain) || lost)
        return Fail{VaultError::kDamaged};
    return vault_.replace_file(vault_.unfinished_erasures(), true);
}

Result<MemberId, VaultError> Vault::use_kit(keyring::KitBytes const& kit, std::string_view name,
                                            std::string_view passphrase, crypto::PassphraseCost cost,
                                            Instant now) {
    AMPARO_TRY(auto lock, lifted(storage_.lock()));
    AMPARO_DO(open());
    AMPARO_DO(may_write());
    MemberId added{MemberId::Bytes{}};
    AMPARO_TRY(auto const items, lifted(ring_.use_kit(kit, name, passphrase, cost, now, &added)));
    Writing writing{*this, std::move(lock)};
    AMPARO_DO(writing.append(items));
    return added;
}

}  // namespace amparo::vault
