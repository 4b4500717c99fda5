// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/reclog/commit.hpp"

#include "amparo/base/check.hpp"
#include "amparo/codec/binary.hpp"

namespace amparo::reclog {
namespace {

constexpr std::string_view kHeaderLabel = "amp.hdr";
constexpr std::string_view kBodyLabel = "amp.body";
constexpr std::string_view kShelfLabel = "amp.cek";

codec::Writer labelled(std::string_view label) {
    Bytes head(16);
    std::copy_n(as_bytes(label).begin(), label.size(), head.begin());
    codec::Writer out;
    out.raw(head);
    return out;
}

codec::Writer placed(std::string_view label, EntryPlace const& p) {
    codec::Writer out = labelled(label);
    out.raw(p.org_id).raw(p.stream).u32(p.epoch).raw(p.author.bytes()).u64(p.seq).u16(p.index);
    return out;
}

std::uint64_t to_ms(Instant t) {
    return static_cast<std::uint64_t>(t.time_since_epoch().count());
}

}  // namespace

Bytes encode_outer(Commit const& c) {
    AMPARO_CHECK(c.parents.size() <= kParentsMax && !c.refs.empty() && c.refs.size() <= kEntriesMax);
    codec::Writer out;
    out.raw(c.stream)
        .raw(c.author.bytes())
        .u64(c.seq)
        .raw(c.prev_self)
        .u8(static_cast<std::uint8_t>(c.parents.size()));
    for (auto const& parent : c.parents) out.raw(parent);
    out.raw(c.chain_head)
        .u32(c.epoch)
        .raw(c.header_key)
        .u32(c.hour)
        .u16(static_cast<std::uint16_t>(c.refs.size()));
    for (auto const& ref : c.refs) out.raw(ref.header_hash).raw(ref.body_hash).u8(ref.size_class);
    return std::move(out).bytes();
}

Bytes encode(Commit const& commit) {
    Bytes out = encode_outer(commit);
    append(out, commit.signature);
    return out;
}

std::optional<Commit> decode_commit(ByteView content) {
    codec::Reader in{content};
    Commit c;
    c.stream = in.fixed<16>();
    c.author = DeviceId{in.fixed<16>()};
    c.seq = in.u64();
    c.prev_self = in.fixed<32>();
    std::size_t const parents = in.u8();
    if (parents > kParentsMax) return std::nullopt;
    for (std::size_t i = 0; i < parents; ++i) c.parents.push_back(in.fixed<32>());
    c.chain_head = in.fixed<32>();
    c.epoch = in.u32();
    c.header_key = in.fixed<16>();
    c.hour = in.u32();
    std::size_t const refs = in.u16();
    if (refs == 0 || refs > kEntriesMax) return std::nullopt;
    c.refs.reserve(refs);
    for (std::size_t i = 0; i < refs && in.ok(); ++i) {
        EntryRef ref;
        ref.header_hash = in.fixed<32>();
        ref.body_hash = in.fixed<32>();
        ref.size_class = in.u8();
        c.refs.push_back(ref);
    }
    c.signature = in.fixed<64>();
    if (!in.ok_at_end()) return std::nullopt;
    return c;
}

crypto::Hash signed_hash(crypto::Hash const& org_id, Commit const& commit) {
    Bytes bytes(org_id.begin(), org_id.end());
    append(bytes, encode_outer(commit));
    return crypto::hash(bytes);
}

Bytes encode(EntryHeader const& h) {
    AMPARO_CHECK(h.parents.size() <= kParentsMax && h.kind.size() <= kKindBytesMax);
    codec::Writer out;
    PersonId::Bytes const nobody{};
    out.raw(h.revision.bytes()).raw(h.record.bytes()).raw(h.person ? h.person->bytes() : nobody);
    out.u8(static_cast<std::uint8_t>(h.part))
        .u8(static_cast<std::uint8_t>(h.op))
        .u64(to_ms(h.time))
        .u32(h.form_version);
    out.raw(h.commitment).u8(static_cast<std::uint8_t>(h.parents.size()));
    for (auto const& parent : h.parents) out.raw(parent.bytes());
    out.lp(h.kind);
    return std::move(out).bytes();
}

std::optional<EntryHeader> decode_header(ByteView bytes) {
    codec::Reader in{bytes};
    EntryHeader h;
    h.revision = RevisionId{in.fixed<16>()};
    h.record = RecordId{in.fixed<16>()};
    auto const person = in.fixed<16>();
    if (person != PersonId::Bytes{}) h.person = PersonId{person};
    auto const part = part_numbered(in.u8());
    auto const op = revisions::op_numbered(in.u8());
    if (!part || !op) return std::nullopt;
    h.part = *part;
    h.op = *op;
    auto const ms = in.u64();
    if (ms > 253'402'300'799'999U) return std::nullopt;  // The end of year 9999.
    h.time = Instant{std::chrono::milliseconds{static_cast<std::int64_t>(ms)}};
    h.form_version = in.u32();
    h.commitment = in.fixed<32>();
    std::size_t const parents = in.u8();
    if (parents > kParentsMax) return std::nullopt;
    for (std::size_t i = 0; i < parents; ++i) h.parents.emplace_back(in.fixed<16>());
    h.kind = std::string{as_text(in.lp(kKindBytesMax))};
    if (!in.ok_at_end() || h.kind.empty()) return std::nullopt;
    return h;
}

Bytes header_context(EntryPlace const& place) {
    return std::move(placed(kHeaderLabel, place)).bytes();
}

Bytes body_context(EntryPlace const& place, EntryHeader const& h) {
    codec::Writer out = placed(kBodyLabel, place);
    out.raw(h.revision.bytes())
        .raw(h.record.bytes())
        .u8(static_cast<std::uint8_t>(h.part))
        .u32(h.form_version);
    return std::move(out).bytes();
}

Bytes shelf_context(EntryPlace const& place, EntryHeader const& h) {
    codec::Writer out = labelled(kShelfLabel);
    out.raw(place.org_id)
        .raw(h.record.bytes())
        .u8(static_cast<std::uint8_t>(h.part))
        .u32(place.epoch)
        .raw(h.revision.bytes());
    return std::move(out).bytes();
}

Bytes record_key_context(RecordId const& record, Part part) {
    return codec::Writer{}.raw(record.bytes()).u8(static_cast<std::uint8_t>(part)).bytes();
}

}  // namespace amparo::reclog
