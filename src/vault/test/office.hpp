// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// An invented office with one vault file in memory, and the means to take that file apart and to forge what
/// stands in it.
#include "amparo/codec/binary.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/store_memory/memory.hpp"
#include "amparo/vault/vault.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <map>

namespace amparo::vault {

using reclog::ItemType;
using store_memory::MemoryFile;
using store_memory::MemoryStorage;

inline constexpr std::string_view kAna = "ana keeps a garden";
inline constexpr std::string_view kBea = "bea rides the train";
#ifdef AMPARO_SANITIZED
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

inline Instant at(int minute) {
    return *parse_instant("2031-03-01T08:00:00Z") + std::chrono::minutes{minute};
}
inline Sink nowhere() {
    return [](OpenedEntry&&) {};
}
inline std::function<void()> no_reload() {
    return [] {};
}

inline NewEntry note(RecordId const& record, Part part, std::string_view json,
                     std::string_view kind = "note") {
    NewEntry e;
    e.header.revision = crypto::make_id<RevisionId>();
    e.header.record = record;
    e.header.part = part;
    e.header.time = at(1);
    e.header.kind = kind;
    e.body.assign(as_bytes(json).begin(), as_bytes(json).end());
    return e;
}
inline NewEntry note(Part part, std::string_view json) {
    return note(crypto::make_id<RecordId>(), part, json);
}
inline std::vector<NewEntry> one(NewEntry entry) {
    std::vector<NewEntry> out;
    out.push_back(std::move(entry));
    return out;
}

/// What a member reads, and how many bodies of it.
struct Read {
    std::vector<OpenedEntry> entries;
    Sink sink() {
        return [this](OpenedEntry&& e) { entries.push_back(std::move(e)); };
    }
    [[nodiscard]] std::size_t bodies() const {
        return static_cast<std::size_t>(std::count_if(
            entries.begin(), entries.end(), [](OpenedEntry const& e) { return e.body.has_value(); }));
    }
    /// Everything of each entry that a reader can see, by its name.
    [[nodiscard]] std::map<EntryName, std::string> all() const {
        std::map<EntryName, std::string> out;
        for (OpenedEntry const& e : entries)
            out[e.name] = crypto::to_hex(reclog::encode(e.header)) + e.author.text() +
                          (e.body ? std::string{as_text(*e.body)} : "sealed");
        return out;
    }
    [[nodiscard]] std::vector<std::string> texts() const {
        std::vector<std::string> out;
        for (OpenedEntry const& e : entries) out.emplace_back(e.body ? as_text(*e.body) : "sealed");
        return out;
    }
};

inline std::shared_ptr<MemoryFile> file_of(Bytes bytes) {
    auto file = std::make_shared<MemoryFile>();
    file->exists = true;
    file->bytes = std::move(bytes);
    return file;
}

inline bool has(std::vector<Problem> const& problems, ProblemCode code) {
    return std::any_of(problems.begin(), problems.end(), [&](Problem const& p) { return p.code == code; });
}

/// What `v`'s keys make of another file, without paying for the passphrase again.
struct Seen {
    bool loaded = false;
    VaultError error = VaultError::kIo;
    Read read;
    std::vector<Problem> problems;
    Checked checked;
};
inline Seen seen_in(Vault& v, Bytes file) {
    MemoryStorage storage{file_of(std::move(file))};
    Seen out;
    auto const checked = v.verify_with(storage, out.read.sink(), &out.problems);
    out.loaded = checked.ok();
    if (checked.ok()) {
        out.checked = checked.value();
    } else {
        out.error = checked.error();
    }
    return out;
}

inline void expect_sound(Vault& v) {
    std::vector<Problem> problems;
    auto const checked = v.verify(&problems);
    ASSERT_TRUE(checked.ok());
    for (Problem const& p : problems) ADD_FAILURE() << static_cast<int>(p.code) << ": " << p.what;
}

inline void write(Vault& v, std::vector<NewEntry> entries) {
    auto writing = v.begin_writing(nowhere(), no_reload());
    ASSERT_TRUE(writing.ok()) << static_cast<int>(writing.error());
    auto const appended = writing.value().append(std::move(entries), at(2), nowhere());
    ASSERT_TRUE(appended.ok()) << static_cast<int>(appended.error());
}
inline void write(Vault& v, Part part, std::string_view json) {
    write(v, one(note(part, json)));
}

/// Does one act of the keyring: `act(ring, keys)` gives its items.
template <class Act>
Result<Done, VaultError> change(Vault& v, Act act) {
    auto writing = v.begin_writing(nowhere(), no_reload());
    if (!writing.ok()) return Fail{writing.error()};
    Result<keyring::NewItems, keyring::KeyringError> const items = act(v.ring(), v.keys());
    if (!items.ok()) return Fail{from_keyring(items.error())};
    return writing.value().append(items.value());
}

/// One vault file and how to reach it as another process would.
class Office {
  public:
    std::shared_ptr<MemoryFile> file = std::make_shared<MemoryFile>();
    MemoryStorage storage{file};

    explicit Office(Bytes bytes) : file{file_of(std::move(bytes))} {}
    Office() {
        Vault v{storage};
        EXPECT_TRUE(v.create("Casa Norte Legal Aid", "Ana", kAna, crypto::kCostFloor, at(0)).ok());
    }
    std::unique_ptr<Vault> open(std::string_view passphrase, Sink const& sink = nowhere()) {
        storages_.push_back(std::make_unique<MemoryStorage>(file));
        auto v = std::make_unique<Vault>(*storages_.back());
        auto const unlocked = v->unlock(passphrase, sink);
        EXPECT_TRUE(unlocked.ok()) << static_cast<int>(unlocked.error());
        return v;
    }
    MemberId add(Vault& v, Role role, std::string_view passphrase) {
        MemberId id{MemberId::Bytes{}};
        EXPECT_TRUE(change(v, [&](auto const& ring, auto const& keys) {
                        return ring.add_member(keys, "someone", role, passphrase, crypto::kCostFloor, at(1),
                                               &id);
                    }).ok());
        return id;
    }
    void remove(Vault& v, MemberId const& id) {
        EXPECT_TRUE(change(v, [&](auto const& ring, auto const& keys) {
                        return ring.remove_member(keys, id, v.last_commit_of(id), at(5));
                    }).ok());
    }
    /// Puts other bytes in the file's place, as who holds the disk can.
    void put(Bytes bytes) {
        file->bytes = std::move(bytes);
        ++file->generation;
    }

  private:
    std::vector<std::unique_ptr<MemoryStorage>> storages_;
};

// --- taking the file apart

struct LooseItem {
    std::uint8_t type = 0;
    Bytes content;
};
using LooseBatches = std::vector<std::vector<LooseItem>>;

inline LooseBatches taken_apart(ByteView file) {
    LooseBatches out;
    for (auto const& batch :
         reclog::scan(file.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes).batches) {
        out.emplace_back();
        for (auto const& item : batch.items)
            out.back().push_back({item.type, Bytes(item.content.begin(), item.content.end())});
    }
    return out;
}
/// The batches with right checks, behind the preamble of `like`.
inline Bytes put_together(ByteView like, LooseBatches const& batches) {
    Bytes out(like.begin(), like.begin() + reclog::kPreambleBytes);
    for (auto const& batch : batches) {
        reclog::BatchWriter w;
        for (LooseItem const& item : batch) EXPECT_TRUE(w.add(item.type, item.content));
        append(out, std::move(w).finish());
    }
    return out;
}
inline bool is(LooseItem const& item, ItemType type) {
    return item.type == static_cast<std::uint8_t>(type);
}

// --- forging

/// A commit as an insider could make it: sealed with keys they hold, every field as they like.
struct Forged {
    reclog::Commit commit;
    std::vector<LooseItem> items;  ///< Those of the entries.
    crypto::Hash org_id{};

    /// Signed by `seed`, as a batch.
    template <class Seed>
    Bytes batch(Seed const& seed) {
        commit.signature = crypto::sign(seed, reclog::kCommitLabel, reclog::signed_hash(org_id, commit));
        reclog::BatchWriter w;
        EXPECT_TRUE(w.add(ItemType::kCommit, reclog::encode(commit)));
        for (LooseItem const& item : items) EXPECT_TRUE(w.add(item.type, item.content));
        return std::move(w).finish();
    }
    [[nodiscard]] crypto::Hash id() const { return crypto::hash(reclog::encode(commit)); }
};

/// A commit that `v` could write now, in the name of `author`, with one entry.
inline Forged forged_by(Vault const& v, DeviceId const& author, keyring::LastCommit const& last,
                        NewEntry entry) {
    Forged out;
    keyring::Chain const& chain = v.ring().chain();
    out.org_id = chain.org_id();
    reclog::Commit& c = out.commit;
    c.stream = keyring::stream_of(out.org_id);
    c.author = author;
    c.seq = last.seq + 1;
    c.prev_self = last.id;
    if (last.seq > 0) c.parents = {last.id};
    c.chain_head = chain.head();
    c.epoch = chain.epoch();
    auto const& header_key = v.keys().headers.at(c.epoch);
    c.header_key = crypto::derive_key_id(header_key);
    reclog::EntryPlace const place{out.org_id, c.stream, c.epoch, c.author, c.seq, 0};
    Bytes const record_key = reclog::record_key_context(entry.header.record, entry.header.part);
    Bytes const wrap = reclog::shelf_context(place, entry.header);
    auto const sealed = crypto::seal_body(*v.keys().team_key(c.epoch, entry.header.part), {record_key, wrap},
                                          reclog::body_context(place, entry.header), crypto::pad(entry.body));
    entry.header.commitment = sealed.commitment;
    Bytes const header =
        crypto::seal(header_key, reclog::header_context(place), reclog::encode(entry.header));
    c.refs.push_back({crypto::hash(header), crypto::hash(sealed.body),
                      static_cast<std::uint8_t>(std::bit_width(crypto::size_class(entry.body.size()) - 1))});
    auto const add = [&](ItemType type, Bytes const& bytes) {
        out.items.push_back({static_cast<std::uint8_t>(type), codec::Writer{}.u16(0).raw(bytes).bytes()});
    };
    add(ItemType::kHeader, header);
    add(ItemType::kBody, sealed.body);
    add(ItemType::kShelf, sealed.wrapped);
    return out;
}

inline keyring::Member const& member_of(Vault const& v) {
    return *v.ring().chain().member(v.keys().member);
}

}  // namespace amparo::vault
