// SPDX-License-Identifier: AGPL-3.0-or-later
// T70: what was erased stays erased for who holds every key there ever was, the paper kit, back-ups of every
// age without their shelf, and today's file. With the shelf of one back-up from before, it opens: that is the
// control, and what SECURITY.md says of whole back-ups.
#include "office.hpp"

#include "amparo/codec/json.hpp"

#include <algorithm>
#include <set>

using namespace amparo;
using namespace amparo::vault;

namespace {

constexpr int kRounds = 6;

std::string canary(int round) {
    return "told in round " + std::to_string(round);
}

/// One entry as it stands in a file: what sealed it, but for the key.
struct Sealed {
    reclog::EntryPlace place;
    reclog::EntryHeader header;
    Bytes sealed_header;
    Bytes body;
    Bytes shelf;
};

/// All of them whose headers these keys open.
std::vector<Sealed> sealed_in(ByteView file, keyring::Keys const& keys, crypto::Hash const& org_id) {
    std::vector<Sealed> out;
    for (auto const& batch : taken_apart(file)) {
        std::optional<reclog::Commit> commit;
        std::map<std::uint16_t, Sealed> entries;
        for (LooseItem const& item : batch) {
            if (is(item, ItemType::kCommit)) commit = reclog::decode_commit(item.content);
            if (!commit || item.type < static_cast<std::uint8_t>(ItemType::kHeader) ||
                item.type > static_cast<std::uint8_t>(ItemType::kShelf))
                continue;
            codec::Reader in{item.content};
            auto const index = in.u16();
            Sealed& s = entries[index];
            s.place = {org_id, commit->stream, commit->epoch, commit->author, commit->seq, index};
            Bytes const bytes(item.content.begin() + 2, item.content.end());
            (is(item, ItemType::kHeader) ? s.sealed_header
             : is(item, ItemType::kBody) ? s.body
                                         : s.shelf) = bytes;
        }
        for (auto& [index, s] : entries) {
            auto const fields = crypto::open_sealed(keys.headers.at(s.place.epoch),
                                                    reclog::header_context(s.place), s.sealed_header);
            if (!fields.ok()) continue;
            s.header = *reclog::decode_header(fields.value());
            out.push_back(std::move(s));
        }
    }
    return out;
}

/// What `body` says under any of these keys with any of these rows.
std::optional<std::string> said_under(Sealed const& s, std::vector<keyring::Keys const*> const& holders,
                                      std::set<Bytes> const& shelf, std::size_t& tried) {
    Bytes const record_key = reclog::record_key_context(s.header.record, s.header.part);
    Bytes const wrap = reclog::shelf_context(s.place, s.header);
    Bytes const aad = reclog::body_context(s.place, s.header);
    for (keyring::Keys const* const holder : holders)
        for (auto const& [epoch_and_part, key] : holder->team)
            for (Bytes const& row : shelf) {
                ++tried;
                auto const opened =
                    crypto::open_body(key, {record_key, wrap}, aad, s.body, row, s.header.commitment);
                if (opened.ok()) return std::string{as_text(crypto::unpad(opened.value()).value())};
            }
    return std::nullopt;
}

bool stands_in(ByteView file, ByteView bytes) {
    return std::search(file.begin(), file.end(), bytes.begin(), bytes.end()) != file.end();
}

void erase_record(Vault& v, RecordId const& record) {
    auto const names = v.entries_of(record, std::nullopt);
    Json listed = Json::array();
    for (EntryName const& n : names)
        listed.push_back(Json{{"commit", crypto::to_hex(n.commit)}, {"index", n.index}});
    write(v, one(note(crypto::make_id<RecordId>(), Part::kOrganization,
                      codec::to_text(Json{{"entries", listed}}), kErasureKind)));
    ASSERT_TRUE(v.begin_writing(nowhere(), no_reload()).value().remove(names).ok());
}

}  // namespace

TEST(Erased, T70_NoKeyThereEverWasOpensItFromBackupsOfAnyAgeWithTodaysShelf) {
    Office office;
    auto const ana = office.open(kAna);
    keyring::KitBytes const kit = crypto::make_random<16>();
    ASSERT_TRUE(change(*ana, [&](auto const& ring, auto const& keys) {
                    return ring.make_kit(keys, kit, at(1));
                }).ok());
    MemberId const bea_id = office.add(*ana, Role::kAttorney, kBea);
    auto const bea = office.open(kBea);
    crypto::Hash const org_id = ana->ring().chain().org_id();

    // The record is written in two epochs; a back-up is made after each write.
    auto const record = crypto::make_id<RecordId>();
    std::vector<Bytes> backups;
    for (int round = 0; round < kRounds; ++round) {
        if (round == kRounds / 2) office.remove(*ana, bea_id);
        std::vector<NewEntry> entries;
        entries.push_back(note(record, Part::kNarrative, canary(round)));
        entries.push_back(note(record, Part::kLegal, canary(round)));
        write(*ana, std::move(entries));
        write(*ana, Part::kPlan, "stays");
        backups.push_back(office.file->bytes);
        if (round == 1) {
            ASSERT_TRUE(bea->refresh(nowhere(), no_reload()).ok());
        }
    }
    erase_record(*ana, record);
    Bytes const today = office.file->bytes;

    // Whoever has it all: Ana's keys, those Bea had, and what the kit gives.
    Office stolen{today};
    MemoryStorage with_kit{stolen.file};
    ASSERT_TRUE(Vault{with_kit}.use_kit(kit, "nobody", "found in a drawer", crypto::kCostFloor, at(20)).ok());
    auto const finder = stolen.open("found in a drawer");
    std::vector<keyring::Keys const*> const holders{&ana->keys(), &bea->keys(), &finder->keys()};

    std::set<Bytes> shelf_today;
    for (Sealed const& s : sealed_in(today, ana->keys(), org_id)) {
        EXPECT_NE(s.header.record, record);
        shelf_today.insert(s.shelf);
    }
    EXPECT_EQ(shelf_today.size(), kRounds + 1U);  // What stays, and the account of the erasure.

    std::size_t erased = 0;
    std::size_t tried = 0;
    for (Bytes const& backup : backups) {
        for (Sealed const& s : sealed_in(backup, ana->keys(), org_id)) {
            if (s.header.record != record) {
                EXPECT_TRUE(said_under(s, holders, shelf_today, tried).has_value());
                continue;
            }
            ++erased;
            EXPECT_FALSE(said_under(s, holders, shelf_today, tried).has_value());
            for (Bytes const* const bytes : {&s.sealed_header, &s.body, &s.shelf})
                EXPECT_FALSE(stands_in(today, *bytes));
            // The control: with its own row, from a back-up of the shelf, it opens.
            auto const said = said_under(s, holders, {s.shelf}, tried);
            ASSERT_TRUE(said.has_value());
            EXPECT_TRUE(said->starts_with("told in round "));
        }
    }
    EXPECT_EQ(erased, 2U * (1 + 2 + 3 + 4 + 5 + 6));
    EXPECT_GT(tried, 10'000U);
    expect_sound(*ana);
}
