// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands in the file: which of it counts, and what of that this member may read.
#include "amparo/base/check.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/crypto/base64.hpp"

#include <algorithm>
#include <bit>

#include "loading.hpp"

namespace amparo::vault {

using keyring::KeyringError;
using reclog::ItemType;

bool is_keyring_item(reclog::Item const& item) {
    return is(item, ItemType::kChainEntry) || is(item, ItemType::kGrant) || is(item, ItemType::kHistory) ||
           is(item, ItemType::kDeviceVault) || is(item, ItemType::kOrganizationSecret);
}
bool is_entry_item(reclog::Item const& item) {
    return is(item, ItemType::kHeader) || is(item, ItemType::kBody) || is(item, ItemType::kShelf);
}
std::optional<std::uint16_t> index_of(reclog::Item const& item) {
    if (item.content.size() < 2) return std::nullopt;
    return codec::Reader{item.content.first(2)}.u16();
}

namespace {

constexpr std::size_t kSealOverheadBytes = 24 + 16;

bool is_known(reclog::Item const& item) {
    return is_keyring_item(item) || is_entry_item(item) || is(item, ItemType::kCommit);
}

std::string called(crypto::Hash const& commit, std::size_t index) {
    return "commit " + crypto::to_hex(commit) + ", entry " + std::to_string(index);
}

bool is_of_class(ByteView body, std::uint8_t size_class) {
    return body.size() > kSealOverheadBytes &&
           static_cast<unsigned>(std::bit_width(body.size() - kSealOverheadBytes - 1)) == size_class;
}

}  // namespace

void Vault::name_once(ProblemCode code, std::uint64_t offset, std::string what) {
    constexpr std::size_t kOfOneCodeMax =
        200;  // A file made to be wrong everywhere must not take all memory.
    std::size_t alike = 0;
    for (Problem const& p : problems_) {
        if (p.code != code) continue;
        if ((p.offset == offset && p.what == what) || ++alike == kOfOneCodeMax) return;
    }
    problems_.push_back({code, offset, std::move(what)});
}

Result<Done, VaultError> Vault::take_in(reclog::Pieces& pieces, Piece piece, Sink const* sink,
                                        Checked* checked) {
    reclog::Scan const& scanned = pieces.scanned();
    take_gaps(scanned, piece);
    auto const taken = take_keyring(scanned);
    if (!taken.ok()) {
        forget_file();
        if (taken.error() == VaultError::kUnknownMember) keys_.reset();
        return taken;
    }
    opened_ = true;
    take_commits(pieces, sink, checked);
    if (checked != nullptr) {
        checked->batches += scanned.batches.size();
        checked->chain_entries = ring_.chain().length();
    }
    return Done{};
}

void Vault::take_gaps(reclog::Scan const& scanned, Piece piece) {
    // A tail that was torn, or still being written, is read again and may be whole now.
    std::erase_if(problems_, [&](Problem const& p) {
        return p.offset >= piece.offset &&
               (p.code == ProblemCode::kDamage || p.code == ProblemCode::kUnfinishedWrite);
    });
    for (reclog::Gap const& gap : scanned.gaps)
        name_once(gap.unfinished ? ProblemCode::kUnfinishedWrite : ProblemCode::kDamage, gap.offset,
                  gap.unfinished ? "a write of which " + std::to_string(gap.size) +
                                       " bytes are there and the rest is not"
                                 : std::to_string(gap.size) + " bytes are no batch");
    bool const ends_in_gap =
        !scanned.gaps.empty() &&
        (scanned.batches.empty() || scanned.gaps.back().offset > scanned.batches.back().offset);
    end_of_batches_ = ends_in_gap ? scanned.gaps.back().offset : piece.offset + piece.size;
}

Result<Done, VaultError> Vault::take_keyring(reclog::Scan const& scanned) {
    for (reclog::Batch const& batch : scanned.batches) {
        for (reclog::Item const& item : batch.items) {
            if (!is_known(item))
                name_once(ProblemCode::kNewerItem, batch.offset,
                          "an item of type " + std::to_string(item.type));
            if (!is_keyring_item(item)) continue;
            auto const taken = ring_.take(item);
            if (!taken.ok())
                name_once(taken.error() == KeyringError::kNewer ? ProblemCode::kNewerItem
                                                                : ProblemCode::kBrokenChain,
                          batch.offset, "a membership entry or key that does not fit");
        }
    }
    if (!ring_.chain().founded() || ring_.chain().org_id() != org_id_) return Fail{VaultError::kDamaged};
    if (!keys_) return Done{};
    AMPARO_DO(lifted(ring_.refresh(*keys_)));
    for (std::string const& what : keys_->problems) name_once(ProblemCode::kSealedWrong, 0, what);
    return Done{};
}

void Vault::take_commits(reclog::Pieces& pieces, Sink const* sink, Checked* checked) {
    Loading loading = find_commits(pieces.scanned());
    believe(loading, checked != nullptr, checked);
    link(loading);
    open_headers(loading, checked);
    give_out(loading, pieces, sink, checked);
    name_missing(loading);
    if (checked == nullptr) return;
    for (EntryName const& name : loading.missing) checked->erased += erased_.contains(name) ? 1 : 0;
}

// --- which commits count (L3)

Vault::Loading Vault::find_commits(reclog::Scan const& scanned) {
    Loading loading;
    for (reclog::Batch const& batch : scanned.batches) {
        loading.offset = batch.offset;
        std::optional<bool> in_commit;  // False: in one that was passed over.
        for (reclog::Item const& item : batch.items) {
            if (is(item, ItemType::kCommit)) {
                std::size_t const before = loading.commits.size();
                find_commit(item.content, loading);
                in_commit = loading.commits.size() > before;
                continue;
            }
            if (!is_entry_item(item) || in_commit == false) continue;
            auto const index = index_of(item);
            if (!in_commit || !index || *index >= loading.commits.back().entries.size()) {
                name_once(ProblemCode::kSealedWrong, batch.offset, "an item of no entry");
                continue;
            }
            EntryBytes& entry = loading.commits.back().entries[*index];
            ByteView& place = is(item, ItemType::kHeader) ? entry.header
                              : is(item, ItemType::kBody) ? entry.body
                                                          : entry.shelf;
            if (place.empty()) place = item.content.subspan(2);
        }
    }
    return loading;
}

void Vault::find_commit(ByteView content, Loading& loading) {
    auto const forged = [&](std::string what) {
        name_once(ProblemCode::kForgedCommit, loading.offset, std::move(what));
    };
    crypto::Hash const id = crypto::hash(content);
    if (commit_at_.contains(id) || loading.at.contains(id)) return;
    auto commit = reclog::decode_commit(content);
    if (!commit || commit->stream != keyring::stream_of(org_id_))
        return forged("a commit that is not well-formed");
    keyring::Chain const& chain = ring_.chain();
    auto const position = chain.position(commit->chain_head);
    keyring::Member const* const author = chain.by_device(commit->author);
    bool const was_active =
        position ? chain.was_active(commit->author, *position) : author != nullptr && author->active();
    if (!was_active)
        return name_once(ProblemCode::kUnknownAuthor, loading.offset,
                         "a commit by a device that was no member's then");
    if (position && commit->epoch != chain.epoch_at(*position))
        return forged("a commit in an epoch that was not then");
    loading.at.emplace(id, loading.commits.size());
    std::size_t const entries = commit->refs.size();
    loading.commits.push_back({id, std::move(*commit), loading.offset, position.value_or(chain.length()),
                               std::vector<EntryBytes>(entries), false});
}

namespace {

/// What counts of a device whose member was removed.
struct UpToRemoval {
    std::set<crypto::Hash> vouched;  ///< The commit that the removal names, and those before it.
    std::uint64_t known_from =
        0;  ///< Any other commit from this number on was made after the removal, or beside it.
};

}  // namespace

void Vault::believe(Loading& loading, bool all_signatures, Checked* checked) {
    auto const walked = [&](keyring::Member const& member) {
        UpToRemoval out{{}, member.last.seq + 1};
        crypto::Hash at = member.last.id;
        while (out.known_from > 1) {
            auto const known = commit_at_.find(at);
            auto const found = loading.at.find(at);
            if (known == commit_at_.end() && found == loading.at.end()) break;
            bool const is_known = known != commit_at_.end();
            KnownCommit const* const k = is_known ? &commits_[known->second] : nullptr;
            reclog::Commit const* const c = is_known ? nullptr : &loading.commits[found->second].commit;
            if ((is_known ? k->author : c->author) != member.device ||
                (is_known ? k->seq : c->seq) + 1 != out.known_from)
                break;
            out.vouched.insert(at);
            --out.known_from;
            at = is_known ? k->prev_self : c->prev_self;
        }
        return out;
    };
    std::map<DeviceId, UpToRemoval> removed;
    // From the newest back: what a device signed covers, by hash, what it names as the one before.
    std::map<crypto::Hash, DeviceId> covered;
    for (std::size_t i = loading.commits.size(); i-- > 0;) {
        Found& f = loading.commits[i];
        reclog::Commit const& c = f.commit;
        keyring::Member const& author = *ring_.chain().by_device(c.author);
        auto const by = covered.find(f.id);
        f.counts = by != covered.end() && by->second == c.author;
        if (!author.active()) {
            auto at = removed.find(c.author);
            if (at == removed.end()) at = removed.emplace(c.author, walked(author)).first;
            bool const vouched = at->second.vouched.contains(f.id);
            if (!vouched && c.seq >= at->second.known_from) {
                f.counts = false;
                name_once(ProblemCode::kUnknownAuthor, f.offset,
                          "commit " + crypto::to_hex(f.id) + " by someone who was removed");
                continue;
            }
            f.counts = f.counts || vouched;
        }
        if (!f.counts || all_signatures) {
            if (checked != nullptr) ++checked->signatures;
            f.counts = crypto::verify(author.device_key, reclog::kCommitLabel,
                                      reclog::signed_hash(org_id_, c), c.signature);
            if (!f.counts)
                name_once(ProblemCode::kForgedCommit, f.offset,
                          "the signature of commit " + crypto::to_hex(f.id) + " is wrong");
        }
        if (f.counts) covered.emplace(c.prev_self, c.author);
    }
}

void Vault::link(Loading& loading) {
    for (Found& f : loading.commits) {
        if (!f.counts) continue;
        reclog::Commit const& c = f.commit;
        std::vector<crypto::Hash> seen = c.parents;
        if (c.seq > 1) seen.push_back(c.prev_self);
        bool is_linked = true;
        for (crypto::Hash const& id : seen) {
            auto const at = commit_at_.find(id);
            if (at == commit_at_.end()) {
                is_linked = false;
            } else if (commits_[at->second].chain_position > f.chain_position) {
                f.counts = false;
            }
        }
        if (!f.counts) {
            name_once(ProblemCode::kForgedCommit, f.offset,
                      "commit " + crypto::to_hex(f.id) + " names an older membership than what it has seen");
            continue;
        }
        if (f.chain_position == ring_.chain().length()) {
            incomplete_ = true;
            name_once(ProblemCode::kUnknownAuthor, f.offset,
                      "commit " + crypto::to_hex(f.id) + " names a membership that is not here");
        }
        auto const last = last_of_device_.find(c.author);
        bool const is_first = c.seq == 1 && c.prev_self == crypto::Hash{};
        bool const continues = last == last_of_device_.end() ? is_first
                                                             : c.seq == commits_[last->second].seq + 1 &&
                                                                   c.prev_self == commits_[last->second].id;
        auto const prev = commit_at_.find(c.prev_self);
        bool const forks =
            last != last_of_device_.end() &&
            (is_first || (prev != commit_at_.end() && commits_[prev->second].author == c.author &&
                          commits_[prev->second].seq + 1 == c.seq));
        if (!is_linked || (!continues && !forks))
            name_once(ProblemCode::kBrokenLink, f.offset,
                      "commit " + crypto::to_hex(f.id) + ", whose earlier commits are not all here");
        else if (!continues)
            name_once(ProblemCode::kForkedDevice, f.offset,
                      "commit " + crypto::to_hex(f.id) + " was written by another copy of the same device");
        for (crypto::Hash const& parent : c.parents) heads_.erase(parent);
        heads_.insert(f.id);
        last_of_device_[c.author] = commits_.size();
        commit_at_.emplace(f.id, commits_.size());
        commits_.push_back({f.id, c.prev_self, c.author, c.seq, f.chain_position});
    }
}

// --- what they say

namespace {

/// Calls `each` with 0 … count - 1 on all workers. Few are not worth a second one.
template <class Each>
void in_slices(Workers const& workers, std::size_t count, Each const& each) {
    constexpr std::size_t kSlice = 64;
    workers((count + kSlice - 1) / kSlice, [&](std::size_t slice) {
        for (std::size_t i = slice * kSlice; i < std::min(count, (slice + 1) * kSlice); ++i) each(i);
    });
}

}  // namespace

struct Vault::HeaderKeys {
    struct Named {
        crypto::HeaderKey const* key;
        crypto::KeyId id;
    };
    std::map<std::uint32_t, Named> by_epoch;
};

void Vault::open_header(Found const& f, HeaderKeys const& keys, EntryFound& entry) const {
    using State = EntryFound::State;
    reclog::Commit const& c = f.commit;
    EntryBytes const& bytes = f.entries[entry.index];
    reclog::EntryRef const& ref = c.refs[entry.index];
    if (bytes.header.empty() || bytes.body.empty()) return;
    entry.state = State::kWrongBytes;
    if (crypto::hash(bytes.header) != ref.header_hash || crypto::hash(bytes.body) != ref.body_hash ||
        !is_of_class(bytes.body, ref.size_class))
        return;
    entry.state = State::kSealed;
    auto const key = keys.by_epoch.find(c.epoch);
    if (key == keys.by_epoch.end()) return;
    reclog::EntryPlace const place{org_id_, c.stream, c.epoch, c.author, c.seq, entry.index};
    auto const opened = crypto::open_sealed(*key->second.key, reclog::header_context(place), bytes.header);
    if (opened.ok() && c.header_key == key->second.id) entry.header = reclog::decode_header(opened.value());
    entry.state = entry.header ? State::kOpen : State::kWrongHeader;
}

void Vault::open_headers(Loading& loading, Checked* checked) {
    if (!keys_ && checked == nullptr) return;
    HeaderKeys keys;
    if (keys_)
        for (auto const& [epoch, key] : keys_->headers)
            keys.by_epoch.emplace(epoch, HeaderKeys::Named{&key, crypto::derive_key_id(key)});
    for (std::size_t n = 0; n < loading.commits.size(); ++n) {
        if (!loading.commits[n].counts) continue;
        if (checked != nullptr) ++checked->commits;
        for (std::size_t i = 0; i < loading.commits[n].entries.size(); ++i)
            loading.found.push_back({n, static_cast<std::uint16_t>(i), {}, {}});
    }
    in_slices(workers_, loading.found.size(), [&](std::size_t i) {
        open_header(loading.commits[loading.found[i].commit], keys, loading.found[i]);
    });
    using State = EntryFound::State;
    for (EntryFound const& entry : loading.found) {
        Found const& f = loading.commits[entry.commit];
        EntryName const entry_name{f.id, entry.index};
        if (entry.state == State::kMissing) {
            missing_.insert(entry_name);
            loading.missing.push_back(entry_name);
            continue;
        }
        if (checked != nullptr) ++checked->entries;
        if (entry.state == State::kWrongBytes || entry.state == State::kWrongHeader)
            name_once(ProblemCode::kSealedWrong, f.offset,
                      (entry.state == State::kWrongBytes ? "the bytes of " : "the header of ") +
                          called(f.id, entry.index));
        if (!entry.header) continue;
        entries_[entry.header->record].emplace_back(entry.header->part, entry_name);
        if (entry.header->kind == kErasureKind && entry.header->part == Part::kOrganization)
            take_erasure(f, entry.index, *entry.header);
    }
}

std::optional<Bytes> Vault::body_of(Found const& f, std::uint16_t index, reclog::EntryHeader const& h) const {
    reclog::Commit const& c = f.commit;
    EntryBytes const& bytes = f.entries[index];
    crypto::TeamKey const* const team = keys_->team_key(c.epoch, h.part);
    if (team == nullptr || bytes.shelf.empty()) return std::nullopt;
    reclog::EntryPlace const place{org_id_, c.stream, c.epoch, c.author, c.seq, index};
    Bytes const record_key = reclog::record_key_context(h.record, h.part);
    Bytes const wrap = reclog::shelf_context(place, h);
    auto padded = crypto::open_body(*team, {record_key, wrap}, reclog::body_context(place, h), bytes.body,
                                    bytes.shelf, h.commitment);
    if (!padded.ok()) return std::nullopt;
    auto plain = crypto::unpad(std::move(padded).value());
    if (!plain.ok()) return std::nullopt;
    return std::move(plain).value();
}

/// An erasure counts for the parts its author holds: nobody makes others lose what they may not read.
void Vault::take_erasure(Found const& f, std::uint16_t index, reclog::EntryHeader const& header) {
    auto const body = body_of(f, index, header);
    auto const fields = body ? codec::parse_json(as_text(*body))
                             : Result<Json, codec::JsonError>{Fail{codec::JsonError::kMalformed}};
    if (!fields.ok()) return;
    Parts const held = ring_.chain().by_device(f.commit.author)->parts;
    for (Json const& named : codec::list_at(fields.value(), "entries")) {
        auto const commit = unhex(codec::text_at(named, "commit").value_or(""));
        auto const entry = codec::int_at(named, "index");
        if (!commit || !entry || *entry < 0 || *entry >= static_cast<std::int64_t>(reclog::kEntriesMax))
            continue;
        Parts& parts = erased_[{*commit, static_cast<std::uint16_t>(*entry)}];
        parts = Parts::of_bits(static_cast<std::uint16_t>(parts.bits() | held.bits()));
    }
}

/// What was read goes as it is given out: sealed and opened at once, it would take twice the memory.
void Vault::give_out(Loading& loading, reclog::Pieces& pieces, Sink const* sink, Checked* checked) {
    constexpr std::size_t kAtOnce = 4096;  // They are opened ahead of the sink.
    std::vector<std::optional<Bytes>> bodies;
    for (std::span<EntryFound> left{loading.found}; !left.empty();) {
        std::span<EntryFound> const some = left.first(std::min(kAtOnce, left.size()));
        left = left.subspan(some.size());
        pieces.forget_before(loading.commits[some.front().commit].offset);
        bodies.assign(some.size(), std::nullopt);
        in_slices(workers_, some.size(), [&](std::size_t i) {
            EntryFound const& entry = some[i];
            Found const& f = loading.commits[entry.commit];
            if (entry.header && !is_erased({f.id, entry.index}, entry.header->part))
                bodies[i] = body_of(f, entry.index, *entry.header);
        });
        for (std::size_t i = 0; i < some.size(); ++i)
            if (some[i].header)
                give_out(loading.commits[some[i].commit], some[i], std::move(bodies[i]), sink, checked);
    }
}

void Vault::give_out(Found const& f, EntryFound& found, std::optional<Bytes> body, Sink const* sink,
                     Checked* checked) {
    OpenedEntry entry{{f.id, found.index},
                      std::move(*found.header),
                      ring_.chain().by_device(f.commit.author)->id,
                      f.commit.author,
                      std::move(body)};
    Part const part = entry.header.part;
    if (is_erased(entry.name, part)) return;
    bool const is_ours = keys_->team_key(f.commit.epoch, part) != nullptr;
    if (is_ours && !entry.body) {
        bool const has_key = !f.entries[found.index].shelf.empty();
        return name_once(has_key ? ProblemCode::kSealedWrong : ProblemCode::kMissingEntry, f.offset,
                         (has_key ? "the body of " : "the shelf key of ") + called(f.id, found.index));
    }
    if (checked != nullptr) ++(is_ours ? checked->opened : checked->sealed);
    if (sink != nullptr) (*sink)(std::move(entry));
}

/// Only who can read erasures can tell a missing entry from an erased one.
void Vault::name_missing(Loading const& loading) {
    if (!keys_) return;
    for (EntryName const& name : loading.missing)
        if (!erased_.contains(name))
            name_once(ProblemCode::kMissingEntry, 0, called(name.commit, name.index));
}

}  // namespace amparo::vault
