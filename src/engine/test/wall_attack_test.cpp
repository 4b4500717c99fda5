// SPDX-License-Identifier: AGPL-3.0-or-later
// Walls against who holds the part and a program of their own, and against who can write the file: what
// protocol/vectors/walls.json says, and the same done to a vault.
#include "../walls.hpp"
#include "attorneys.hpp"
#include "support.hpp"

#include "amparo/crypto/base64.hpp"

namespace amparo::engine {
namespace {

// ── what the page says ──

template <class Key>
Key key_of(Json const& hex) {
    return Key::made_by([bytes = *crypto::from_hex(hex.get<std::string>())](auto out) {
        std::copy(bytes.begin(), bytes.end(), out.begin());
    });
}
template <class Id>
Id id_of(Json const& text) {
    return Id::parse(text.get<std::string>()).value();
}
Bytes bytes_of(std::string_view text) {
    return {as_bytes(text).begin(), as_bytes(text).end()};
}

Json read(Json const& given) {
    keyring::Keys const mine{id_of<MemberId>(given["me"]),
                             DeviceId{DeviceId::Bytes{}},
                             crypto::make_key<crypto::DeviceSeed>(),
                             key_of<crypto::MemberSecret>(given["secret"]),
                             {},
                             {},
                             {},
                             {}};
    Walls walls;
    for (Json const& wall : given["walls"]) {
        vault::OpenedEntry entry;
        entry.author = id_of<MemberId>(wall["author"]);
        entry.body = bytes_of(codec::to_text(wall["fields"]));
        (void)walls.take(entry, mine);
    }
    Json out{{"walls", Json::object()}, {"bodies", Json::array()}};
    for (auto const& [matter, wall] : walls.all()) {
        if (!wall.stands()) continue;
        Json inside = Json::array();
        for (MemberId const& id : wall.inside) inside.push_back(id.text());
        out["walls"][matter.text()] =
            Json{{"inside", inside}, {"key_name", wall.key_name}, {"open", walls.holds_key(wall)}};
    }
    for (Json const& body : given["bodies"]) {
        vault::OpenedEntry entry;
        entry.header.record = id_of<RecordId>(body["record"]);
        entry.header.revision = id_of<RevisionId>(body["revision"]);
        entry.header.part = *part_named(body["part"].get<std::string>());
        if (!body["person"].is_null()) entry.header.person = id_of<PersonId>(body["person"]);
        entry.header.kind = "matter_party";
        entry.body = bytes_of(body["text"].get<std::string>());
        (void)walls.open(entry);
        out["bodies"].push_back(
            {{"fields", entry.body ? codec::parse_json(as_text(*entry.body)).value() : Json()},
             {"person", entry.header.person ? Json(entry.header.person->text()) : Json()}});
    }
    return out;
}

Json token(Json const& given) {
    auto const key =
        crypto::derive_key<crypto::ConflictKey>(key_of<crypto::TeamKey>(given["team_key"]), "amp.conflict");
    auto const whole = crypto::derive_token(key, "amp.blind", as_bytes(given["of"].get<std::string>()));
    return crypto::to_hex(ByteView{whole}.first(8));
}

TEST(WallVectors, EveryVectorOfWallsGivesWhatTheProtocolSays) {
    Json const all = file_json("protocol/vectors/walls.json");
    ASSERT_GT(all.size(), 25U);
    for (Json const& v : all)
        EXPECT_EQ(v["function"] == "read" ? read(v["given"]) : token(v["given"]), v["gives"]) << v["what"];
}

// ── what somebody does to a vault ──

/// Rosa and Noor are inside a wall, Ivo is outside: he holds the part, and a program that obeys no rule.
class WallAttack : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        std::tie(rosa_id, noor_id, ivo_id) = with_attorneys(rosa);
        noor.ok("vault.unlock", {{"passphrase", kNoor}});
        std::string const alma =
            rosa.ok("record.create",
                    {{"kind", "contact"}, {"data", {{"chosen_name", "Alma Quillfeather"}}}})["person"];
        matter = rosa.ok("matter.open", {{"person", alma},
                                         {"title", "Claim against a tower"},
                                         {"area", "civil_claim"},
                                         {"opposing", {"Ricardo Vanterpool"}},
                                         {"inside", {rosa_id, noor_id}}})["id"];
        ASSERT_TRUE(his.unlock(kIvo, seen()).ok());
    }

    vault::Sink seen() {
        return [this](vault::OpenedEntry&& entry) { entries.push_back(std::move(entry)); };
    }
    /// What a wall says, the newest first.
    Json walls_in_the_file() {
        Json out = Json::array();
        for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry)
            if (entry->header.kind == kWallKind && entry->body)
                out.push_back(codec::parse_json(as_text(*entry->body)).value());
        return out;
    }
    /// Ivo writes the record of a wall past every rule of the engine.
    void writes(Json const& fields) {
        vault::NewEntry entry;
        entry.header.revision = crypto::make_id<RevisionId>();
        entry.header.record = crypto::make_id<RecordId>();
        entry.header.part = Part::kLegal;
        entry.header.time = rosa.now;
        entry.header.kind = kWallKind;
        entry.body = bytes_of(codec::to_text(fields));
        std::vector<vault::NewEntry> one;
        one.push_back(std::move(entry));
        auto writing = his.begin_writing(seen(), [this] { entries.clear(); });
        ASSERT_TRUE(writing.ok());
        ASSERT_TRUE(writing.value().append(std::move(one), rosa.now, seen()).ok());
    }
    void refresh() {
        ASSERT_TRUE(his.refresh(seen(), [this] { entries.clear(); }).ok());
    }

    static bool tells(Office& office) {
        std::string told;
        Json const all = office.ok("record.list", {{"limit", 1000}});
        for (Json const& row : all["records"])
            told += codec::to_text(office.ok("record.show", {{"id", row["id"]}}));
        return told.find("Vanterpool") != std::string::npos || told.find("tower") != std::string::npos;
    }
    /// The wall is as it was, for who is running and for who unlocks anew; and what is written next is behind it.
    void expect_it_stands() {
        noor.ok("matter.party",
                {{"matter", matter}, {"name", "Vanterpool Holdings Ltd"}, {"role", "employer"}});
        Office again{file};
        again.ok("vault.unlock", {{"passphrase", kNoor}});
        for (Office* const office : {&rosa, &noor, &again}) {
            Json const walls = office->ok("matter.walls")["walls"];
            ASSERT_EQ(walls.size(), 1U);
            EXPECT_EQ(walls[0]["inside"].size(), 2U);
            EXPECT_EQ(walls[0]["open_to_you"], true);
            EXPECT_TRUE(tells(*office));
        }
        Office ivo{file};
        ivo.ok("vault.unlock", {{"passphrase", kIvo}});
        EXPECT_EQ(ivo.ok("matter.walls")["walls"][0]["open_to_you"], false);
        EXPECT_FALSE(tells(ivo));
        refresh();
        for (vault::OpenedEntry const& entry : entries)
            if (entry.body) {
                EXPECT_EQ(as_text(*entry.body).find("Vanterpool"), std::string_view::npos)
                    << "in bytes that his keys open";
            }
    }

    std::shared_ptr<store_memory::MemoryFile> file = std::make_shared<store_memory::MemoryFile>();
    Office rosa{file}, noor{file};
    store_memory::MemoryStorage his_storage{file};
    vault::Vault his{his_storage};
    std::vector<vault::OpenedEntry> entries;
    std::string rosa_id, noor_id, ivo_id, matter;
};

TEST_F(WallAttack, N3_WhoIsOutsideTakesNoWallDown) {
    writes({{"walled", matter}, {"number", "2031-001"}});
    writes({{"walled", matter}, {"number", "2031-001"}, {"inside", Json::array()}});
    expect_it_stands();
}

TEST_F(WallAttack, N3_WhoIsOutsidePutsNoWallInItsPlaceAndLetsNobodyIn) {
    Walls own;
    auto const raised = own.raise({id_of<MemberId>(ivo_id), id_of<MemberId>(noor_id)}, his.ring().chain());
    Json fields = raised.fields;
    fields.update({{"walled", matter}, {"number", "2031-001"}});
    writes(fields);
    Json let_in = walls_in_the_file()[1];
    let_in["inside"].push_back(ivo_id);
    writes(let_in);
    expect_it_stands();
}

TEST_F(WallAttack, N3_AWallOfEarlierWrittenAgainDoesNotComeBack) {
    noor.ok("matter.wall", {{"id", matter}, {"inside", {rosa_id, noor_id, ivo_id}}});
    refresh();
    Json const wide = walls_in_the_file()[0];
    ASSERT_EQ(wide["inside"].size(), 3U);
    Bytes const while_he_was_inside = file->bytes;
    noor.ok("matter.wall", {{"id", matter}, {"inside", {rosa_id, noor_id}}});
    refresh();
    writes(wide);
    // And the very bytes of all that was written by then, put behind the file.
    append(file->bytes, ByteView{while_he_was_inside}.subspan(reclog::kPreambleBytes));
    Office ivo{file};
    ivo.ok("vault.unlock", {{"passphrase", kIvo}});
    EXPECT_FALSE(tells(ivo));
    Json const walls = ivo.ok("matter.walls")["walls"];
    ASSERT_EQ(walls.size(), 1U);
    EXPECT_EQ(walls[0]["inside"].size(), 2U);
    EXPECT_EQ(walls[0]["open_to_you"], false);
    expect_it_stands();
}

TEST_F(WallAttack, N3_WhatIsSignedInAnothersNameIsPassedOver) {
    // A commit of Ivo's with Rosa's device in it, signed with the key he has.
    writes({{"walled", matter}, {"number", "2031-001"}});
    Bytes forged;
    keyring::Member const* const of_rosa = his.ring().chain().member(id_of<MemberId>(rosa_id));
    reclog::Scan const scanned =
        reclog::scan(ByteView{file->bytes}.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes);
    auto const& batch = scanned.batches.back();
    reclog::BatchWriter out;
    for (reclog::Item const& item : batch.items) {
        if (item.type != static_cast<std::uint8_t>(reclog::ItemType::kCommit)) {
            ASSERT_TRUE(out.add(item.type, item.content));
            continue;
        }
        auto commit = *reclog::decode_commit(item.content);
        auto const last = his.last_commit_of(of_rosa->id);
        commit.author = of_rosa->device;
        commit.seq = last.seq + 1;
        commit.prev_self = last.id;
        commit.signature = crypto::sign(his.keys().seed, reclog::kCommitLabel,
                                        reclog::signed_hash(his.ring().chain().org_id(), commit));
        ASSERT_TRUE(out.add(item.type, reclog::encode(commit)));
    }
    append(file->bytes, std::move(out).finish());
    ++file->generation;
    EXPECT_FALSE(rosa.ok("vault.verify")["problems"].empty()) << "it is named";
    Office ivo{file};
    ivo.ok("vault.unlock", {{"passphrase", kIvo}});
    EXPECT_FALSE(tells(ivo));
    Office again{file};
    again.ok("vault.unlock", {{"passphrase", kNoor}});
    ASSERT_EQ(again.ok("matter.walls")["walls"].size(), 1U);
    EXPECT_TRUE(tells(again));
}

}  // namespace
}  // namespace amparo::engine
