// SPDX-License-Identifier: AGPL-3.0-or-later
// What another copy of this vault has and this one lacks, appended: all of it tried first on bytes in memory.
#include "amparo/base/check.hpp"

#include <algorithm>

#include "loading.hpp"

namespace amparo::vault {

using reclog::ItemType;

namespace {

reclog::Scan scan_file(ByteView file) {
    return reclog::scan(file.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes);
}

/// A batch is closed where the next item has no room in it.
class Batches {
  public:
    [[nodiscard]] bool add(ItemType type, ByteView content) {
        if (batch_.add(type, content)) return true;
        close();
        return batch_.add(type, content);
    }
    /// Entries stay in the batch of their commit.
    void make_room(std::size_t bytes) {
        if (bytes > batch_.room()) close();
    }
    [[nodiscard]] Bytes finish() {
        close();
        return std::move(bytes_);
    }

  private:
    void close() {
        if (!batch_.empty()) append(bytes_, std::move(batch_).finish());
        batch_ = {};
    }
    reclog::BatchWriter batch_;
    Bytes bytes_;
};

/// A commit with its entries' items, as they stand in the file.
struct CommitItems {
    crypto::Hash id{};
    std::vector<reclog::Item> items;
    std::size_t bytes = 0;
};

std::vector<CommitItems> commits_in(reclog::Scan const& scanned) {
    std::vector<CommitItems> out;
    for (reclog::Batch const& batch : scanned.batches) {
        bool in_commit = false;
        for (reclog::Item const& item : batch.items) {
            if (is(item, ItemType::kCommit)) {
                out.push_back({crypto::hash(item.content), {}, 0});
                in_commit = true;
            } else if (!in_commit || !is_entry_item(item)) {
                in_commit = false;
                continue;
            }
            out.back().items.push_back(item);
            out.back().bytes += item.content.size() + reclog::kItemOverheadBytes;
        }
    }
    return out;
}

/// What `ours` lacks of the chain and the keys. Of two passphrases of one device the later one counts.
keyring::NewItems lacking(keyring::Keyring const& ours, keyring::Keyring const& theirs) {
    auto const held = ours.current_items();
    keyring::NewItems out;
    keyring::Keyring after = ours;
    for (auto const& item : theirs.current_items()) {
        if (std::find(held.begin(), held.end(), item) != held.end()) continue;
        if (after.take(reclog::Item{static_cast<std::uint8_t>(item.first), item.second}).ok())
            out.push_back(item);
    }
    auto const kept = after.current_items();
    std::erase_if(out,
                  [&](auto const& item) { return std::find(kept.begin(), kept.end(), item) == kept.end(); });
    return out;
}

}  // namespace

/// What of `theirs` is to be appended, without the commits in `but`.
Result<Bytes, VaultError> Vault::what_is_new(reclog::Scan const& theirs, keyring::Keyring const& their_ring,
                                             std::set<crypto::Hash> const& but, Merged& merged) const {
    Batches out;
    merged = {};
    merged.left_out = but.size();
    for (reclog::Gap const& gap : theirs.gaps) merged.unread_bytes += gap.size;
    for (auto const& [type, content] : lacking(ring_, their_ring)) {
        if (!out.add(type, content)) return Fail{VaultError::kTooLarge};
        merged.chain_entries += type == ItemType::kChainEntry ? 1 : 0;
    }
    std::set<crypto::Hash> taken = but;
    for (CommitItems const& commit : commits_in(theirs)) {
        if (commit_at_.contains(commit.id) || !taken.insert(commit.id).second) continue;
        out.make_room(commit.bytes);
        for (reclog::Item const& item : commit.items)
            if (!out.add(static_cast<ItemType>(item.type), item.content)) return Fail{VaultError::kTooLarge};
        ++merged.commits;
    }
    return out.finish();
}

/// This file with `fresh` behind it, read and checked as a whole.
Result<Vault, VaultError> Vault::tried(ByteView file, ByteView fresh) {
    Bytes whole{file.begin(), file.end()};
    append(whole, fresh);
    Vault trial{storage_, workers_};
    trial.org_id_ = org_id_;
    std::swap(trial.keys_, keys_);
    reclog::Pieces pieces{scan_file(whole)};
    Sink const nowhere = [](OpenedEntry&&) {};
    Checked checked;
    auto const taken = trial.take_in(pieces, {reclog::kPreambleBytes, whole.size() - reclog::kPreambleBytes},
                                     &nowhere, &checked);
    std::swap(trial.keys_, keys_);
    AMPARO_DO(taken);
    return trial;
}

Result<Merged, VaultError> Vault::Writing::merge(ByteView copy, Sink const& sink) {
    Vault& v = vault_;
    if (!v.keys_) return Fail{VaultError::kLocked};
    AMPARO_TRY(auto const organization, lifted(reclog::read_preamble(copy)));
    if (organization != v.org_id_) return Fail{VaultError::kOtherVault};
    reclog::Scan const theirs = scan_file(copy);
    keyring::Keyring their_ring;
    for (reclog::Batch const& batch : theirs.batches)
        for (reclog::Item const& item : batch.items)
            (void)their_ring.take(item);  // Each is tried again below.
    if (!their_ring.chain().founded() || their_ring.chain().org_id() != v.org_id_)
        return Fail{VaultError::kDamaged};
    bool const is_behind = v.ring_.chain().position(their_ring.chain().head()).has_value();
    bool const is_ahead = their_ring.chain().position(v.ring_.chain().head()).has_value();
    if (!is_behind && !is_ahead) return Fail{VaultError::kDiverged};
    keyring::Member const* const me = their_ring.chain().member(v.keys_->member);
    if (!is_behind && (me == nullptr || !me->active())) return Fail{VaultError::kDiverged};

    AMPARO_TRY(Bytes const file, v.read_whole());
    Merged merged;
    AMPARO_TRY(Bytes fresh, v.what_is_new(theirs, their_ring, {}, merged));
    if (fresh.empty()) return merged;
    AMPARO_TRY(Vault const whole, v.tried(file, fresh));
    // Somebody was removed there who wrote here since: the other way round this can be done.
    for (auto const& [id, at] : v.commit_at_)
        if (!whole.commit_at_.contains(id)) return Fail{VaultError::kDiverged};
    std::set<crypto::Hash> not_believed;
    for (CommitItems const& commit : commits_in(theirs))
        if (!whole.commit_at_.contains(commit.id)) not_believed.insert(commit.id);
    std::optional<Vault> without;
    if (!not_believed.empty()) {
        AMPARO_TRY(fresh, v.what_is_new(theirs, their_ring, not_believed, merged));
        if (fresh.empty()) return merged;
        AMPARO_TRY(Vault tried_again, v.tried(file, fresh));
        without.emplace(std::move(tried_again));
    }
    Vault const& trial = without ? *without : whole;
    for (Problem const& p : trial.problems_) {
        bool const is_new = p.offset >= file.size();
        if (is_new && p.code == ProblemCode::kForkedDevice) return Fail{VaultError::kForked};
        bool const follows_what_was_left_out = p.code == ProblemCode::kBrokenLink && !not_believed.empty();
        if (is_new && !follows_what_was_left_out) return Fail{VaultError::kDamaged};
    }
    AMPARO_DO(trial.may_write());
    if (!trial.ring_.audit().empty() && v.ring_.audit().empty()) return Fail{VaultError::kAudit};

    AMPARO_DO(lifted(v.storage_.append(fresh)));
    AMPARO_TRY(auto const state, lifted(v.storage_.state()));
    std::uint64_t const offset = state.size - fresh.size();
    reclog::Pieces pieces{reclog::scan(fresh, offset)};
    AMPARO_DO(v.take_in(pieces, {offset, fresh.size()}, &sink, nullptr));
    v.state_ = state;
    return merged;
}

}  // namespace amparo::vault
