// SPDX-License-Identifier: AGPL-3.0-or-later
// What protocol/vectors/vault.json says, as the modules of src/ do it. check_vectors.py asks the Python
// reader the same.
#include "amparo/codec/binary.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/crypto/crypto.hpp"
#include "amparo/keyring/chain.hpp"
#include "amparo/keyring/keyring.hpp"
#include "amparo/keyring/words.hpp"
#include "amparo/reclog/commit.hpp"
#include "amparo/reclog/frames.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>

using namespace amparo;

namespace {

Bytes bytes_of(Json const& given, char const* name) {
    return *crypto::from_hex(*codec::text_at(given, name));
}
template <std::size_t N>
std::array<std::byte, N> fixed_of(Json const& given, char const* name) {
    return codec::Reader{bytes_of(given, name)}.fixed<N>();
}
template <class Key>
Key key_of(Json const& given, char const* name) {
    return Key::made_by(
        [bytes = bytes_of(given, name)](auto out) { std::copy(bytes.begin(), bytes.end(), out.begin()); });
}
template <class Key>
std::string shown(Key const& key) {
    return key.expose_to([](ByteView k) { return crypto::to_hex(k); });
}
template <class E>
Json shown(Result<Bytes, E> const& bytes) {
    return bytes.ok() ? Json(crypto::to_hex(bytes.value())) : Json();
}
template <class E>
E number_of(Json const& given, char const* name) {
    return static_cast<E>(*codec::int_at(given, name));
}

Json device_key(Json const& g) {
    auto const key = crypto::derive_device_key(
        *codec::text_at(g, "passphrase"), fixed_of<16>(g, "salt"),
        {number_of<std::uint32_t>(g, "operations"), number_of<std::uint32_t>(g, "memory_kib")});
    return key.ok() ? Json(shown(key.value())) : Json();
}

Json kit(Json const& g) {
    auto const words = keyring::from_words(codec::list_at(g, "words").get<std::vector<std::string>>());
    if (!words.ok()) return Json();
    // The kit's keys as the chain gets them: in the entry that makes_kit() signs.
    auto founding = keyring::Founding::make("o", "m", "p", crypto::kCostFloor, Instant{});
    keyring::Keyring ring;
    EXPECT_TRUE(ring.take(founding.value().items).ok());
    auto const keys = ring.unlock("p");
    EXPECT_TRUE(ring.take(ring.make_kit(keys.value(), words.value(), Instant{}).value()).ok());
    keyring::Kit const& made = *ring.chain().kit();
    return Json{{"box", crypto::to_hex(made.box.bytes)}, {"sign", crypto::to_hex(made.sign.bytes)}};
}

Json chain(Json const& g) {
    keyring::Chain c;
    for (Json const& entry : codec::list_at(g, "entries"))
        if (!c.take(*crypto::from_hex(entry.get<std::string>())).ok()) return Json();
    Json members = Json::array();
    for (keyring::Member const& m : c.members())
        members.push_back(Json::array(
            {crypto::to_hex(m.id.bytes()), static_cast<int>(m.role), m.parts.bits(), m.active()}));
    return Json{{"org_id", crypto::to_hex(c.org_id())},
                {"head", crypto::to_hex(c.head())},
                {"epoch", c.epoch()},
                {"kit", c.kit().has_value()},
                {"members", members}};
}

Json grant(Json const& g) {
    constexpr std::size_t kSealedBytes = 112;
    Bytes const item = bytes_of(g, "item");
    keyring::Keyring ring;
    if (!ring.take(reclog::Item{static_cast<std::uint8_t>(reclog::ItemType::kGrant), item}).ok())
        return Json();
    ByteView const head = ByteView{item}.first(item.size() - kSealedBytes);
    Bytes label(16);
    std::copy_n(as_bytes("amp.grant").begin(), 9, label.begin());
    crypto::Hash const header_hash =
        crypto::hash(codec::Writer{}.raw(label).raw(bytes_of(g, "org_id")).raw(head).bytes());
    auto const key = crypto::open_grant<crypto::TeamKey>(key_of<crypto::BoxSeed>(g, "seed"), header_hash,
                                                         ByteView{item}.last(kSealedBytes));
    if (!key.ok()) return Json();
    codec::Reader in{head.last(5)};
    auto const part = in.u8();
    return Json{{"header_hash", crypto::to_hex(header_hash)},
                {"key", shown(key.value())},
                {"part", part},
                {"epoch", in.u32()}};
}

Json unlock(Json const& g) {
    keyring::Keyring ring;
    for (Json const& item : codec::list_at(g, "items"))
        (void)ring.take(
            reclog::Item{item[0].get<std::uint8_t>(), *crypto::from_hex(item[1].get<std::string>())});
    auto const keys = ring.unlock(*codec::text_at(g, "passphrase"));
    if (!keys.ok()) return Json();
    Json team = Json::array();
    for (auto const& [where, key] : keys.value().team)
        team.push_back(Json::array(
            {where.first, static_cast<int>(where.second), crypto::to_hex(crypto::derive_key_id(key))}));
    auto const& secret = keys.value().organization;
    return Json{{"member", crypto::to_hex(keys.value().member.bytes())},
                {"team", team},
                {"organization", secret ? Json(crypto::to_hex(crypto::derive_key_id(*secret))) : Json()}};
}

Json batch(Json const& g) {
    Bytes const bytes = bytes_of(g, "bytes");
    reclog::Scan const scanned = reclog::scan(bytes, 0);
    if (scanned.batches.size() != 1 || !scanned.gaps.empty()) return Json();
    Json items = Json::array();
    for (reclog::Item const& item : scanned.batches[0].items)
        items.push_back(Json::array({item.type, crypto::to_hex(item.content)}));
    reclog::BatchWriter again;
    for (reclog::Item const& item : scanned.batches[0].items) EXPECT_TRUE(again.add(item.type, item.content));
    EXPECT_EQ(std::move(again).finish(), bytes);
    return items;
}

Json scan(Json const& g) {
    Bytes const bytes = bytes_of(g, "file");
    if (!reclog::read_preamble(bytes).ok()) return Json();
    reclog::Scan const scanned =
        reclog::scan(ByteView{bytes}.subspan(reclog::kPreambleBytes), reclog::kPreambleBytes);
    Json gaps = Json::array();
    for (reclog::Gap const& gap : scanned.gaps)
        gaps.push_back(Json::array({gap.offset, gap.size, gap.unfinished}));
    return Json{{"batches", scanned.batches.size()}, {"gaps", gaps}};
}

Json commit(Json const& g) {
    Bytes const content = bytes_of(g, "content");
    auto const c = reclog::decode_commit(content);
    if (!c) return Json();
    EXPECT_EQ(reclog::encode(*c), content);
    Json refs = Json::array();
    for (reclog::EntryRef const& ref : c->refs)
        refs.push_back(
            Json::array({crypto::to_hex(ref.header_hash), crypto::to_hex(ref.body_hash), ref.size_class}));
    return Json{{"id", crypto::to_hex(crypto::hash(content))},
                {"seq", c->seq},
                {"epoch", c->epoch},
                {"hour", c->hour},
                {"parents", c->parents.size()},
                {"refs", refs}};
}

Json commit_signature(Json const& g) {
    auto const c = reclog::decode_commit(bytes_of(g, "content"));
    if (!c) return Json();
    crypto::Hash const what = reclog::signed_hash(fixed_of<32>(g, "org_id"), *c);
    bool const right = crypto::verify({fixed_of<32>(g, "key")}, reclog::kCommitLabel, what, c->signature);
    return right ? Json(crypto::to_hex(what)) : Json();
}

Json header(Json const& g) {
    Bytes const fields = bytes_of(g, "fields");
    auto const h = reclog::decode_header(fields);
    if (!h) return Json();
    EXPECT_EQ(reclog::encode(*h), fields);
    Json parents = Json::array();
    for (RevisionId const& p : h->parents) parents.push_back(crypto::to_hex(p.bytes()));
    return Json{{"revision", crypto::to_hex(h->revision.bytes())},
                {"record", crypto::to_hex(h->record.bytes())},
                {"person", h->person ? crypto::to_hex(h->person->bytes()) : std::string(32, '0')},
                {"part", static_cast<int>(h->part)},
                {"op", static_cast<int>(h->op)},
                {"time_ms", h->time.time_since_epoch().count()},
                {"form_version", h->form_version},
                {"com", crypto::to_hex(h->commitment)},
                {"kind", h->kind},
                {"parents", parents}};
}

Json entry(Json const& g) {
    crypto::Hash const org = fixed_of<32>(g, "org_id");
    auto const stream = keyring::stream_of(org);
    reclog::EntryPlace const place{org,
                                   stream,
                                   number_of<std::uint32_t>(g, "epoch"),
                                   DeviceId{fixed_of<16>(g, "author")},
                                   number_of<std::uint64_t>(g, "seq"),
                                   number_of<std::uint16_t>(g, "index")};
    auto const header_key = crypto::derive_key<crypto::HeaderKey>(
        key_of<crypto::TeamKey>(g, "organization_team"), "amp.hdr", stream);
    auto const opened = crypto::open_sealed(header_key, reclog::header_context(place), bytes_of(g, "header"));
    if (!opened.ok()) return Json();
    auto const h = reclog::decode_header(opened.value());
    Bytes const record_key = reclog::record_key_context(h->record, h->part);
    Bytes const wrap = reclog::shelf_context(place, *h);
    auto padded = crypto::open_body(key_of<crypto::TeamKey>(g, "team"), {record_key, wrap},
                                    reclog::body_context(place, *h), bytes_of(g, "body"),
                                    bytes_of(g, "shelf"), h->commitment);
    if (!padded.ok()) return Json();
    auto const plain = crypto::unpad(std::move(padded).value());
    return plain.ok() ? Json(as_text(plain.value())) : Json();
}

using Function = Json (*)(Json const&);
std::map<std::string, Function, std::less<>> const kFunctions{
    {"hash", [](Json const& g) -> Json { return crypto::to_hex(crypto::hash(bytes_of(g, "bytes"))); }},
    {"check", [](Json const& g) -> Json { return crypto::to_hex(crypto::checksum(bytes_of(g, "bytes"))); }},
    {"kdf",
     [](Json const& g) -> Json {
         return shown(crypto::derive_key<crypto::TeamKey>(
             key_of<crypto::TeamKey>(g, "key"), *codec::text_at(g, "label"), bytes_of(g, "context")));
     }},
    {"kid",
     [](Json const& g) -> Json {
         return crypto::to_hex(crypto::derive_key_id(key_of<crypto::TeamKey>(g, "key")));
     }},
    {"com",
     [](Json const& g) -> Json {
         return crypto::to_hex(
             crypto::derive_commitment(key_of<crypto::TeamKey>(g, "key"), fixed_of<24>(g, "nonce")));
     }},
    {"seal",
     [](Json const& g) -> Json {
         return crypto::to_hex(crypto::seal(key_of<crypto::TeamKey>(g, "key"), fixed_of<24>(g, "nonce"),
                                            bytes_of(g, "context"), bytes_of(g, "plain")));
     }},
    {"open",
     [](Json const& g) -> Json {
         return shown(crypto::open_sealed(key_of<crypto::TeamKey>(g, "key"), bytes_of(g, "context"),
                                          bytes_of(g, "sealed")));
     }},
    {"sign_public",
     [](Json const& g) -> Json {
         return crypto::to_hex(crypto::derive_sign_public_key(key_of<crypto::SignSeed>(g, "seed")).bytes);
     }},
    {"box_public",
     [](Json const& g) -> Json {
         return crypto::to_hex(crypto::derive_box_public_key(key_of<crypto::BoxSeed>(g, "seed")).bytes);
     }},
    {"sign",
     [](Json const& g) -> Json {
         return crypto::to_hex(crypto::sign(key_of<crypto::SignSeed>(g, "seed"), *codec::text_at(g, "label"),
                                            fixed_of<32>(g, "hash")));
     }},
    {"size_class",
     [](Json const& g) -> Json { return crypto::size_class(number_of<std::size_t>(g, "bytes")); }},
    {"pad", [](Json const& g) -> Json { return crypto::to_hex(crypto::pad(bytes_of(g, "plain"))); }},
    {"unpad", [](Json const& g) -> Json { return shown(crypto::unpad(bytes_of(g, "padded"))); }},
    {"preamble",
     [](Json const& g) -> Json {
         Bytes const file = bytes_of(g, "file");
         auto const org_id = reclog::read_preamble(file);
         if (!org_id.ok()) return Json();
         EXPECT_EQ(reclog::preamble(org_id.value()), file);
         return crypto::to_hex(org_id.value());
     }},
    {"device_key", device_key},
    {"kit", kit},
    {"chain", chain},
    {"grant", grant},
    {"unlock", unlock},
    {"batch", batch},
    {"scan", scan},
    {"commit", commit},
    {"commit_signature", commit_signature},
    {"header", header},
    {"entry", entry}};

}  // namespace

TEST(Vectors, EveryVectorOfTheVaultGivesWhatTheProtocolSays) {
    std::ifstream in{AMPARO_SOURCE_DIR "/protocol/vectors/vault.json", std::ios::binary};
    std::string const text{std::istreambuf_iterator<char>{in}, {}};
    auto const vectors = codec::parse_json(text);
    ASSERT_TRUE(vectors.ok());
    ASSERT_GT(vectors.value().size(), 100U);
    std::map<std::string, int, std::less<>> used;
    for (Json const& v : vectors.value()) {
        auto const name = *codec::text_at(v, "function");
        auto const function = kFunctions.find(name);
        ASSERT_NE(function, kFunctions.end()) << name;
        ++used[std::string{name}];
        EXPECT_EQ(function->second(*codec::find(v, "given")), *codec::find(v, "gives"))
            << name << ", " << *codec::text_at(v, "what");
    }
    EXPECT_EQ(used.size(), kFunctions.size());
}
