// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/vault/vault.hpp"

#include "amparo/base/check.hpp"
#include "amparo/codec/json.hpp"

#include <algorithm>
#include <bit>

namespace amparo::vault {
namespace {

using keyring::KeyringError;
using reclog::ItemType;
using reclog::StorageError;

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

template <class T, class E>
Result<T, VaultError> lifted(Result<T, E> result) {
    if (!result.ok()) return Fail{from(result.error())};
    return std::move(result).value();
}

bool is_keyring_item(reclog::Item const& item) {
    return is(item, ItemType::kChainEntry) || is(item, ItemType::kGrant) || is(item, ItemType::kHistory) ||
           is(item, ItemType::kDeviceVault) || is(item, ItemType::kOrganizationSecret);
}
bool is_known(reclog::Item const& item) {
    return item.type >= static_cast<std::uint8_t>(ItemType::kChainEntry) &&
           item.type <= static_cast<std::uint8_t>(ItemType::kOrganizationSecret);
}
bool is_entry_item(reclog::Item const& item) {
    return is(item, ItemType::kHeader) || is(item, ItemType::kBody) || is(item, ItemType::kShelf);
}

/// Which entry of the commit before it an entry item belongs to.
std::optional<std::uint16_t> index_of(reclog::Item const& item) {
    if (item.content.size() < 2) return std::nullopt;
    codec::Reader in{item.content.first(2)};
    return in.u16();
}

struct EntryBytes {
    ByteView header;
    ByteView body;
    ByteView shelf;
};

/// The commit and its entries as they stand in one batch.
struct SealedCommit {
    std::size_t known = 0;  ///< Row of commits_.
    std::vector<EntryBytes> entries;
};

constexpr std::size_t kReadBytesMax = std::size_t{1} << 31U;

}  // namespace

std::set<EntryName> erased_by(ByteView body) {
    std::set<EntryName> out;
    auto const fields = codec::parse_json(as_text(body));
    if (!fields.ok()) return out;
    for (Json const& named : codec::list_at(fields.value(), "entries")) {
        auto const commit = unhex(codec::text_at(named, "commit").value_or(""));
        auto const index = codec::int_at(named, "index");
        if (commit && index && *index >= 0 && *index < static_cast<std::int64_t>(reclog::kEntriesMax))
            out.insert({*commit, static_cast<std::uint16_t>(*index)});
    }
    return out;
}

std::string hex(ByteView bytes) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out;
    for (std::byte const b : bytes) {
        out += kDigits[std::to_integer<unsigned>(b) >> 4U];
        out += kDigits[std::to_integer<unsigned>(b) & 15U];
    }
    return out;
}

std::optional<crypto::Hash> unhex(std::string_view text) {
    crypto::Hash out{};
    if (text.size() != out.size() * 2) return std::nullopt;
    auto const nibble = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    for (std::size_t i = 0; i < out.size(); ++i) {
        int const high = nibble(text[2 * i]);
        int const low = nibble(text[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        out[i] = static_cast<std::byte>(high * 16 + low);
    }
    return out;
}

VaultError from_keyring(keyring::KeyringError error) {
    return from(error);
}

/// One piece of file being taken in.
struct Vault::Loading {
    std::uint64_t offset = 0;
    std::vector<SealedCommit> commits;
};

keyring::Keys const& Vault::keys() const {
    AMPARO_CHECK(keys_.has_value());
    return *keys_;
}

void Vault::lock() {
    keys_.reset();
}

void Vault::forget_file() {
    opened_ = false;
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

Result<Bytes, VaultError> Vault::read_from(std::uint64_t offset) {
    AMPARO_TRY(state_, lifted(storage_.state()));
    if (state_.size < offset) return Bytes{};
    std::uint64_t const count = state_.size - offset;
    if (count > kReadBytesMax) return Fail{VaultError::kTooLarge};
    return lifted(storage_.read(offset, static_cast<std::size_t>(count)));
}

Result<Done, VaultError> Vault::create(std::string_view organization, std::string_view member,
                                       std::string_view passphrase, crypto::PassphraseCost cost,
                                       Instant now) {
    AMPARO_TRY(auto founding, lifted(keyring::Founding::make(organization, member, passphrase, cost, now)));
    reclog::BatchWriter batch;
    for (auto const& [type, content] : founding.items) AMPARO_CHECK(batch.add(type, content));
    Bytes file = reclog::preamble(founding.org_id);
    append(file, std::move(batch).finish());
    return lifted(storage_.create(file));
}

Result<Done, VaultError> Vault::open() {
    forget_file();
    AMPARO_TRY(auto bytes, read_from(0));
    AMPARO_TRY(org_id_, lifted(reclog::read_preamble(bytes)));
    return take_in(bytes, 0, nullptr, nullptr);
}

Result<Done, VaultError> Vault::unlock(std::string_view passphrase, Sink const& sink) {
    AMPARO_DO(open());
    AMPARO_TRY(auto keys, lifted(ring_.unlock(passphrase)));
    // The file again, now with keys: what was checked is checked once more against the bytes that are opened.
    forget_file();
    keys_ = std::move(keys);
    auto bytes = read_from(0);
    auto const taken = bytes.ok() ? take_in(bytes.value(), 0, &sink, nullptr)
                                  : Result<Done, VaultError>{Fail{bytes.error()}};
    if (!taken.ok()) keys_.reset();
    return taken;
}

Result<Done, VaultError> Vault::reload(Sink const& sink) {
    forget_file();
    AMPARO_TRY(auto bytes, read_from(0));
    return take_in(bytes, 0, &sink, nullptr);
}

Result<bool, VaultError> Vault::refresh(Sink const& sink, std::function<void()> const& on_reload) {
    AMPARO_TRY(auto const now, lifted(storage_.state()));
    if (now == state_) return false;
    bool const reload = now.generation != state_.generation || now.size < end_of_batches_;
    if (reload) {
        on_reload();
        forget_file();
    }
    std::uint64_t const from_offset = reload ? 0 : end_of_batches_;
    AMPARO_TRY(auto bytes, read_from(from_offset));
    AMPARO_DO(take_in(bytes, from_offset, &sink, nullptr));
    return reload;
}

Result<Done, VaultError> Vault::take_in(Bytes const& bytes, std::uint64_t offset, Sink const* sink,
                                        Checked* checked) {
    ByteView rest = bytes;
    if (offset == 0) {
        AMPARO_TRY(org_id_, lifted(reclog::read_preamble(bytes)));
        rest = rest.subspan(reclog::kPreambleBytes);
        offset = reclog::kPreambleBytes;
    }
    reclog::Scan const scanned = reclog::scan(rest, offset);
    for (reclog::Gap const& gap : scanned.gaps)
        problems_.push_back({gap.unfinished ? ProblemCode::kUnfinishedWrite : ProblemCode::kDamage,
                             gap.offset, std::to_string(gap.size) + " bytes are no batch"});
    end_of_batches_ = scanned.gaps.empty() || (!scanned.batches.empty() &&
                                               scanned.gaps.back().offset < scanned.batches.back().offset)
                          ? offset + rest.size()
                          : scanned.gaps.back().offset;

    for (reclog::Batch const& batch : scanned.batches) {
        for (reclog::Item const& item : batch.items) {
            if (!is_known(item))
                problems_.push_back(
                    {ProblemCode::kNewerItem, batch.offset, "an item of type " + std::to_string(item.type)});
            if (!is_keyring_item(item)) continue;
            auto const taken = ring_.take(item);
            if (!taken.ok())
                problems_.push_back({taken.error() == KeyringError::kNewer ? ProblemCode::kNewerItem
                                                                           : ProblemCode::kBrokenChain,
                                     batch.offset, "a membership entry or key that does not fit"});
        }
    }
    if (!ring_.chain().founded() || ring_.chain().org_id() != org_id_) return Fail{VaultError::kDamaged};
    if (keys_) {
        auto const refreshed = ring_.refresh(*keys_);
        if (!refreshed.ok()) return Fail{from(refreshed.error())};
    }
    opened_ = true;

    Loading loading;
    std::size_t const first_new = commits_.size();
    for (reclog::Batch const& batch : scanned.batches) {
        loading.offset = batch.offset;
        bool in_commit = false;
        for (reclog::Item const& item : batch.items) {
            if (is(item, ItemType::kCommit)) {
                std::size_t const before = loading.commits.size();
                take_commit(item.content, loading);
                in_commit = loading.commits.size() > before;
            } else if (is_entry_item(item) && in_commit) {
                auto& entries = loading.commits.back().entries;
                auto const index = index_of(item);
                if (!index || *index >= entries.size()) continue;
                ByteView const content = item.content.subspan(2);
                EntryBytes& entry = entries[*index];
                (is(item, ItemType::kHeader) ? entry.header
                 : is(item, ItemType::kBody) ? entry.body
                                             : entry.shelf) = content;
            }
        }
    }
    trust_heads(first_new, checked != nullptr, checked);
    give_out(loading, sink, checked);
    if (checked != nullptr) {
        checked->bytes += bytes.size();
        checked->batches += scanned.batches.size();
        checked->chain_entries = ring_.chain().length();
    }
    return Done{};
}

void Vault::take_commit(ByteView content, Loading& loading) {
    auto commit = reclog::decode_commit(content);
    if (!commit || commit->stream != keyring::stream_of(org_id_)) {
        problems_.push_back({ProblemCode::kForgedCommit, loading.offset, "a commit that is not well-formed"});
        return;
    }
    KnownCommit known{crypto::hash(content), std::move(*commit), false};
    if (commit_at_.contains(known.id)) return;
    reclog::Commit const& c = known.commit;
    if (!ring_.chain().was_active(c.author, c.chain_head)) {
        problems_.push_back(
            {ProblemCode::kUnknownAuthor, loading.offset, "a commit by a device that was no member's then"});
        return;
    }
    auto const last = last_of_device_.find(c.author);
    bool const continues = last == last_of_device_.end() ? c.seq == 1 && c.prev_self == crypto::Hash{}
                                                         : c.seq == commits_[last->second].commit.seq + 1 &&
                                                               c.prev_self == commits_[last->second].id;
    bool const linked = std::all_of(c.parents.begin(), c.parents.end(),
                                    [&](crypto::Hash const& p) { return commit_at_.contains(p); });
    if (!continues || !linked)
        problems_.push_back(
            {ProblemCode::kBrokenLink, loading.offset, "a commit whose earlier commits are not all here"});
    for (crypto::Hash const& parent : c.parents) heads_.erase(parent);
    heads_.insert(known.id);
    last_of_device_[c.author] = commits_.size();
    commit_at_.emplace(known.id, commits_.size());
    loading.commits.push_back({commits_.size(), std::vector<EntryBytes>(c.refs.size())});
    commits_.push_back(std::move(known));
}

void Vault::trust_heads(std::size_t first_new, bool all_signatures, Checked* checked) {
    // From the newest back: a trusted commit's signature covers the hashes of those before it.
    std::set<crypto::Hash> covered;
    for (std::size_t i = commits_.size(); i-- > first_new;) {
        KnownCommit& known = commits_[i];
        reclog::Commit const& c = known.commit;
        known.trusted = covered.contains(known.id);
        if (!known.trusted || all_signatures) {
            keyring::Member const* const author = ring_.chain().by_device(c.author);
            bool const signed_right = crypto::verify(author->device_key, reclog::kCommitLabel,
                                                     reclog::signed_hash(org_id_, c), c.signature);
            if (checked != nullptr) ++checked->signatures;
            if (!signed_right)
                problems_.push_back({ProblemCode::kForgedCommit, 0,
                                     "the signature of commit " + hex(known.id) + " is wrong"});
            known.trusted = signed_right;
        }
        if (known.trusted) {
            covered.insert(c.parents.begin(), c.parents.end());
            covered.insert(c.prev_self);
        }
    }
}

void Vault::give_out(Loading& loading, Sink const* sink, Checked* checked) {
    for (SealedCommit const& sealed : loading.commits) {
        KnownCommit const& known = commits_[sealed.known];
        reclog::Commit const& c = known.commit;
        if (!known.trusted) continue;
        if (checked != nullptr) ++checked->commits;
        for (std::size_t i = 0; i < c.refs.size(); ++i) {
            EntryName const name{known.id, static_cast<std::uint16_t>(i)};
            EntryBytes const& bytes = sealed.entries[i];
            if (bytes.header.empty() || bytes.body.empty()) {
                missing_.insert(name);
                continue;
            }
            if (checked != nullptr) ++checked->entries;
            auto const wrong = [&](std::string what) {
                problems_.push_back(
                    {ProblemCode::kSealedWrong, 0,
                     std::move(what) + " of commit " + hex(known.id) + ", entry " + std::to_string(i)});
            };
            if (crypto::hash(bytes.header) != c.refs[i].header_hash ||
                crypto::hash(bytes.body) != c.refs[i].body_hash) {
                wrong("the bytes");
                continue;
            }
            if (!keys_) continue;
            auto const header_key = keys_->headers.find(c.epoch);
            if (header_key == keys_->headers.end()) continue;
            reclog::EntryPlace const place{org_id_, c.stream, c.epoch, c.author, c.seq, name.index};
            auto const opened =
                crypto::open_sealed(header_key->second, reclog::header_context(place), bytes.header);
            auto header = opened.ok() ? reclog::decode_header(opened.value()) : std::nullopt;
            if (!header) {
                wrong("the header");
                continue;
            }
            OpenedEntry entry{name, std::move(*header), ring_.chain().by_device(c.author)->id, c.author,
                              std::nullopt};
            reclog::EntryHeader const& h = entry.header;
            entries_[h.record].emplace_back(h.part, name);
            if (crypto::TeamKey const* const team = keys_->team_key(c.epoch, h.part); team != nullptr) {
                if (bytes.shelf.empty()) {
                    problems_.push_back(
                        {ProblemCode::kMissingEntry, 0,
                         "the shelf key of commit " + hex(known.id) + ", entry " + std::to_string(i)});
                    continue;
                }
                Bytes const record_key = reclog::record_key_context(h.record, h.part);
                Bytes const wrap = reclog::shelf_context(place, h);
                auto padded = crypto::open_body(*team, {record_key, wrap}, reclog::body_context(place, h),
                                                bytes.body, bytes.shelf, h.commitment);
                auto plain = padded.ok() ? crypto::unpad(std::move(padded).value())
                                         : Result<Bytes, crypto::CryptoError>{Fail{padded.error()}};
                if (!plain.ok()) {
                    wrong("the body");
                    continue;
                }
                entry.body = std::move(plain).value();
                if (checked != nullptr) ++checked->opened;
            } else if (checked != nullptr) {
                ++checked->sealed;
            }
            if (h.kind == kErasureKind && entry.body) erased_.merge(erased_by(*entry.body));
            if (sink != nullptr && !erased_.contains(name)) (*sink)(std::move(entry));
        }
    }
}

std::set<EntryName> Vault::entries_of(RecordId const& record, std::optional<Part> part) const {
    std::set<EntryName> out;
    auto const at = entries_.find(record);
    if (at == entries_.end()) return out;
    for (auto const& [entry_part, name] : at->second)
        if ((!part || entry_part == *part) && !erased_.contains(name)) out.insert(name);
    return out;
}

std::set<EntryName> Vault::unfinished_erasures() const {
    std::set<EntryName> out;
    for (EntryName const& name : erased_)
        if (!missing_.contains(name) && commit_at_.contains(name.commit)) out.insert(name);
    return out;
}

// --- writing
// -----------------------------------------------------------------------------------------------------

Result<Vault::Writing, VaultError> Vault::begin_writing(Sink const& sink,
                                                        std::function<void()> const& on_reload) {
    AMPARO_TRY(auto lock, lifted(storage_.lock()));
    AMPARO_TRY(auto reloaded, refresh(sink, on_reload));
    (void)reloaded;
    if (!ring_.audit().empty()) return Fail{VaultError::kAudit};
    return Writing{*this, std::move(lock)};
}

std::vector<crypto::Hash> Vault::head_commits() const {
    std::vector<crypto::Hash> out(heads_.begin(), heads_.end());
    if (out.size() > reclog::kParentsMax) out.resize(reclog::kParentsMax);
    return out;
}

Result<Done, VaultError> Vault::Writing::append(std::vector<NewEntry> entries, Instant now,
                                                Sink const& sink) {
    Vault& v = vault_;
    if (!v.keys_) return Fail{VaultError::kLocked};
    keyring::Chain const& chain = v.ring_.chain();
    std::uint32_t const epoch = chain.epoch();
    crypto::HeaderKey const& header_key = v.keys_->headers.at(epoch);
    auto const last = v.last_of_device_.find(v.keys_->device);
    std::uint64_t seq = last == v.last_of_device_.end() ? 0 : v.commits_[last->second].commit.seq;
    crypto::Hash prev = last == v.last_of_device_.end() ? crypto::Hash{} : v.commits_[last->second].id;
    std::vector<crypto::Hash> parents = v.head_commits();

    reclog::BatchWriter batch;
    for (std::size_t first = 0; first < entries.size(); first += reclog::kEntriesMax) {
        std::size_t const count = std::min(reclog::kEntriesMax, entries.size() - first);
        reclog::Commit c;
        c.stream = keyring::stream_of(v.org_id_);
        c.author = v.keys_->device;
        c.seq = ++seq;
        c.prev_self = prev;
        c.parents = std::move(parents);
        c.chain_head = chain.head();
        c.epoch = epoch;
        c.header_key = crypto::derive_key_id(header_key);
        c.hour = static_cast<std::uint32_t>(
            std::chrono::floor<std::chrono::hours>(now).time_since_epoch().count());
        std::vector<std::pair<ItemType, Bytes>> items;
        for (std::size_t i = 0; i < count; ++i) {
            NewEntry& entry = entries[first + i];
            auto const index = static_cast<std::uint16_t>(i);
            reclog::EntryPlace const place{v.org_id_, c.stream, c.epoch, c.author, c.seq, index};
            crypto::TeamKey const* const team = v.keys_->team_key(epoch, entry.header.part);
            if (team == nullptr) return Fail{VaultError::kNotAllowed};
            Bytes const record_key = reclog::record_key_context(entry.header.record, entry.header.part);
            Bytes const wrap = reclog::shelf_context(place, entry.header);
            auto sealed =
                crypto::seal_body(*team, {record_key, wrap}, reclog::body_context(place, entry.header),
                                  crypto::pad(entry.body));
            entry.header.commitment = sealed.commitment;
            Bytes const header =
                crypto::seal(header_key, reclog::header_context(place), reclog::encode(entry.header));
            c.refs.push_back(
                {crypto::hash(header), crypto::hash(sealed.body),
                 static_cast<std::uint8_t>(std::bit_width(crypto::size_class(entry.body.size()) - 1))});
            Bytes const at = codec::Writer{}.u16(index).bytes();
            auto const indexed = [&](ItemType type, Bytes const& bytes) {
                Bytes content = at;
                amparo::append(content, bytes);
                items.emplace_back(type, std::move(content));
            };
            indexed(ItemType::kHeader, header);
            indexed(ItemType::kBody, sealed.body);
            indexed(ItemType::kShelf, sealed.wrapped);
        }
        c.signature = crypto::sign(v.keys_->seed, reclog::kCommitLabel, reclog::signed_hash(v.org_id_, c));
        Bytes const content = reclog::encode(c);
        prev = crypto::hash(content);
        parents = {prev};

        std::size_t bytes = content.size() + 5;
        for (auto const& [type, item] : items) bytes += item.size() + 5;
        if (bytes > reclog::kBatchBodyBytesMax) return Fail{VaultError::kTooLarge};
        if (!batch.add(ItemType::kCommit, content)) {
            AMPARO_DO(v.write_batch(std::exchange(batch, reclog::BatchWriter{}), sink));
            AMPARO_CHECK(batch.add(ItemType::kCommit, content));
        }
        for (auto const& [type, item] : items) {
            if (batch.add(type, item)) continue;
            return Fail{VaultError::kTooLarge};
        }
    }
    if (batch.empty()) return Done{};
    return v.write_batch(std::move(batch), sink);
}

Result<Done, VaultError> Vault::write_batch(reclog::BatchWriter&& writer, Sink const& sink) {
    Bytes const bytes = std::move(writer).finish();
    AMPARO_DO(lifted(storage_.append(bytes)));
    // What others will read is what is taken in here: the same bytes through the same checks.
    std::size_t const problems_before = problems_.size();
    AMPARO_TRY(state_, lifted(storage_.state()));
    std::uint64_t const offset = state_.size - bytes.size();
    AMPARO_DO(take_in(bytes, offset, &sink, nullptr));
    AMPARO_CHECK(problems_.size() == problems_before);
    return Done{};
}

Result<Done, VaultError> Vault::Writing::append(keyring::NewItems const& items) {
    reclog::BatchWriter batch;
    for (auto const& [type, content] : items)
        if (!batch.add(type, content)) return Fail{VaultError::kTooLarge};
    return vault_.write_batch(std::move(batch), [](OpenedEntry&&) {});
}

Result<Done, VaultError> Vault::replace_file(std::set<EntryName> const& without, bool drop_superseded) {
    AMPARO_TRY(auto const bytes, read_from(0));
    reclog::Scan const scanned =
        reclog::scan(ByteView{bytes}.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes);
    Bytes file = reclog::preamble(org_id_);
    if (drop_superseded) {
        reclog::BatchWriter batch;
        for (auto const& [type, content] : ring_.current_items()) AMPARO_CHECK(batch.add(type, content));
        append(file, std::move(batch).finish());
    }
    std::uint64_t copied = reclog::kPreambleBytes;
    for (reclog::Batch const& old : scanned.batches) {
        // Damaged bytes are kept where they stand: what they held may yet be read by someone more patient.
        for (reclog::Gap const& gap : scanned.gaps)
            if (!gap.unfinished && gap.offset >= copied && gap.offset < old.offset)
                append(file, ByteView{bytes}.subspan(static_cast<std::size_t>(gap.offset),
                                                     static_cast<std::size_t>(gap.size)));
        copied = old.offset;
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
    for (reclog::Gap const& gap : scanned.gaps)
        if (!gap.unfinished && gap.offset >= copied)
            append(file, ByteView{bytes}.subspan(static_cast<std::size_t>(gap.offset),
                                                 static_cast<std::size_t>(gap.size)));
    AMPARO_DO(lifted(storage_.replace(file)));
    AMPARO_TRY(state_, lifted(storage_.state()));
    end_of_batches_ = state_.size;
    for (EntryName const& name : without) missing_.insert(name);
    return Done{};
}

Result<Done, VaultError> Vault::Writing::remove(std::set<EntryName> const& names) {
    for (EntryName const& name : names) AMPARO_CHECK(vault_.erased_.contains(name));
    return vault_.replace_file(names, false);
}

Result<Done, VaultError> Vault::Writing::compact() {
    for (Problem const& p : vault_.problems_)
        if (p.code == ProblemCode::kDamage || p.code == ProblemCode::kBrokenChain)
            return Fail{VaultError::kDamaged};
    AMPARO_DO(vault_.replace_file(vault_.unfinished_erasures(), true));
    vault_.problems_.erase(
        std::remove_if(vault_.problems_.begin(), vault_.problems_.end(),
                       [](Problem const& p) { return p.code == ProblemCode::kUnfinishedWrite; }),
        vault_.problems_.end());
    return Done{};
}

Result<MemberId, VaultError> Vault::use_kit(keyring::KitBytes const& kit, std::string_view name,
                                            std::string_view passphrase, crypto::PassphraseCost cost,
                                            Instant now) {
    AMPARO_TRY(auto lock, lifted(storage_.lock()));
    AMPARO_DO(open());
    MemberId added{MemberId::Bytes{}};
    AMPARO_TRY(auto const items, lifted(ring_.use_kit(kit, name, passphrase, cost, now, &added)));
    Writing writing{*this, std::move(lock)};
    AMPARO_DO(writing.append(items));
    return added;
}

// --- checking
// ----------------------------------------------------------------------------------------------------

Result<Checked, VaultError> Vault::verify(std::vector<Problem>* problems) {
    return verify_with(
        storage_, [](OpenedEntry&&) {}, problems);
}

Result<Checked, VaultError> Vault::verify_with(reclog::Storage& copy, Sink const& sink,
                                               std::vector<Problem>* problems) {
    Vault fresh{copy};
    std::swap(fresh.keys_, keys_);
    Checked checked;
    auto const bytes = fresh.read_from(0);
    auto const taken = bytes.ok() ? fresh.take_in(bytes.value(), 0, &sink, &checked)
                                  : Result<Done, VaultError>{Fail{bytes.error()}};
    std::swap(fresh.keys_, keys_);
    if (!taken.ok()) return Fail{taken.error()};
    *problems = std::move(fresh.problems_);
    for (EntryName const& name : fresh.missing_) {
        if (fresh.erased_.contains(name)) {
            ++checked.erased;
        } else if (keys_) {  // Only who can read erasures can tell a missing entry from an erased one.
            problems->push_back({ProblemCode::kMissingEntry, 0,
                                 "commit " + hex(name.commit) + ", entry " + std::to_string(name.index)});
        }
    }
    for (std::string const& what : fresh.ring_.audit())
        problems->push_back({ProblemCode::kStrangerHoldsKey, 0, what});
    return checked;
}

Result<Bytes, VaultError> Vault::snapshot() {
    AMPARO_TRY(auto lock, lifted(storage_.lock()));
    return read_from(0);
}

}  // namespace amparo::vault
