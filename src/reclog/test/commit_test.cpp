// SPDX-License-Identifier: AGPL-3.0-or-later
// protocol/vault_file.md, "Commits" and "Revisions": what is written comes back, what is beyond the bounds does
// not, and everything that a place is made of is authenticated.
#include "amparo/reclog/commit.hpp"

#include <gtest/gtest.h>

#include <functional>

using namespace amparo;
using namespace amparo::reclog;

namespace {

Commit commit(std::size_t parents, std::size_t refs) {
    Commit c;
    c.stream = crypto::make_random<16>();
    c.author = crypto::make_id<DeviceId>();
    c.seq = 7;
    c.prev_self = crypto::make_random<32>();
    for (std::size_t i = 0; i < parents; ++i) c.parents.push_back(crypto::make_random<32>());
    c.chain_head = crypto::make_random<32>();
    c.epoch = 3;
    c.header_key = crypto::make_random<16>();
    c.hour = 535'000;
    for (std::size_t i = 0; i < refs; ++i)
        c.refs.push_back({crypto::make_random<32>(), crypto::make_random<32>(), 9});
    c.signature = crypto::make_random<64>();
    return c;
}

EntryHeader header() {
    EntryHeader h;
    h.revision = crypto::make_id<RevisionId>();
    h.record = crypto::make_id<RecordId>();
    h.person = crypto::make_id<PersonId>();
    h.part = Part::kNarrative;
    h.op = revisions::Op::kUpdate;
    h.time = *parse_instant("9999-12-31T23:59:59.999Z");
    h.form_version = 4;
    h.commitment = crypto::make_random<32>();
    h.parents = {crypto::make_id<RevisionId>(), crypto::make_id<RevisionId>()};
    h.kind = "note";
    return h;
}

/// With a byte less, and with one more.
template <class Decode>
void expect_exact(Bytes bytes, Decode decode) {
    ASSERT_TRUE(decode(bytes));
    for (std::size_t n = 0; n < bytes.size(); ++n) ASSERT_FALSE(decode(ByteView{bytes}.first(n))) << n;
    bytes.push_back(std::byte{0});
    EXPECT_FALSE(decode(bytes));
}

constexpr std::ptrdiff_t kParentsAt = 16 + 16 + 8 + 32;
constexpr std::ptrdiff_t kRefsAt = kParentsAt + 1 + 32 + 4 + 16 + 4;  ///< Of a commit without parents.
constexpr std::ptrdiff_t kRefBytes = 32 + 32 + 1;
constexpr std::size_t kTimeAt = 16 + 16 + 16 + 1 + 1;

}  // namespace

TEST(Commit, ComesBackAsItWasAndOnlyExactly) {
    for (std::size_t const parents : {std::size_t{0}, std::size_t{1}, kParentsMax}) {
        Commit const c = commit(parents, 2);
        auto const again = decode_commit(encode(c));
        ASSERT_TRUE(again);
        EXPECT_EQ(encode(*again), encode(c));
        EXPECT_EQ(again->parents, c.parents);
        EXPECT_EQ(again->signature, c.signature);
        expect_exact(encode(c), [](ByteView b) { return decode_commit(b).has_value(); });
    }
}

TEST(Commit, HoldsOneTo256EntriesAndAtMost16Parents) {
    EXPECT_TRUE(decode_commit(encode(commit(0, 1))));
    EXPECT_TRUE(decode_commit(encode(commit(kParentsMax, kEntriesMax))));

    Bytes more_parents = encode(commit(kParentsMax, 1));
    more_parents[std::size_t{kParentsAt}] = std::byte{kParentsMax + 1};
    more_parents.insert(more_parents.begin() + kParentsAt + 1, 32, std::byte{7});
    EXPECT_FALSE(decode_commit(more_parents));

    Bytes more_entries = encode(commit(0, kEntriesMax));  // 256 is 00 01.
    ASSERT_EQ(more_entries[std::size_t{kRefsAt} + 1], std::byte{1});
    more_entries[std::size_t{kRefsAt}] = std::byte{1};
    more_entries.insert(more_entries.begin() + kRefsAt + 2, kRefBytes, std::byte{7});
    EXPECT_FALSE(decode_commit(more_entries));

    Bytes none = encode(commit(0, 1));
    ASSERT_EQ(none[std::size_t{kRefsAt}], std::byte{1});
    none[std::size_t{kRefsAt}] = std::byte{0};
    none.erase(none.begin() + kRefsAt + 2, none.begin() + kRefsAt + 2 + kRefBytes);
    EXPECT_FALSE(decode_commit(none));
}

TEST(Commit, WhatIsSignedNamesTheOrganisationAndEveryField) {
    Commit const c = commit(1, 1);
    crypto::Hash const org = crypto::make_random<32>();
    crypto::Hash const signed_ = signed_hash(org, c);
    EXPECT_NE(signed_hash(crypto::make_random<32>(), c), signed_);
    std::vector<std::function<void(Commit&)>> const changes{
        [](Commit& x) { x.stream[0] ^= std::byte{1}; },
        [](Commit& x) { x.author = crypto::make_id<DeviceId>(); },
        [](Commit& x) { ++x.seq; },
        [](Commit& x) { x.prev_self[0] ^= std::byte{1}; },
        [](Commit& x) { x.parents.clear(); },
        [](Commit& x) { x.chain_head[0] ^= std::byte{1}; },
        [](Commit& x) { ++x.epoch; },
        [](Commit& x) { x.header_key[0] ^= std::byte{1}; },
        [](Commit& x) { ++x.hour; },
        [](Commit& x) { x.refs[0].header_hash[0] ^= std::byte{1}; },
        [](Commit& x) { x.refs[0].body_hash[0] ^= std::byte{1}; },
        [](Commit& x) { ++x.refs[0].size_class; },
    };
    for (std::size_t n = 0; n < changes.size(); ++n) {
        Commit other = c;
        changes[n](other);
        EXPECT_NE(signed_hash(org, other), signed_) << n;
    }
}

TEST(EntryHeader, ComesBackAsItWasAndOnlyExactly) {
    EntryHeader h = header();
    for (bool const has_person : {true, false}) {
        if (!has_person) h.person.reset();
        auto const again = decode_header(encode(h));
        ASSERT_TRUE(again);
        EXPECT_EQ(encode(*again), encode(h));
        EXPECT_EQ(again->person, h.person);
        expect_exact(encode(h), [](ByteView b) { return decode_header(b).has_value(); });
    }
}

TEST(EntryHeader, BeyondItsBoundsIsNone) {
    EntryHeader h = header();
    h.kind = "";
    EXPECT_FALSE(decode_header(encode(h)));
    h = header();
    Bytes late = encode(h);
    ASSERT_TRUE(decode_header(late));
    // One millisecond more, 00 DC 1F …, is the year 10000.
    ASSERT_TRUE(late[kTimeAt] == std::byte{0xFF} && late[kTimeAt + 1] == std::byte{0xDB});
    late[kTimeAt] = std::byte{0x00};
    late[kTimeAt + 1] = std::byte{0xDC};
    EXPECT_FALSE(decode_header(late));
    h.parents.assign(kParentsMax, crypto::make_id<RevisionId>());
    Bytes many = encode(h);
    ASSERT_TRUE(decode_header(many));
    std::size_t const count_at = kTimeAt + 8 + 4 + 32;
    ASSERT_EQ(many[count_at], std::byte{kParentsMax});
    many[count_at] = std::byte{kParentsMax + 1};
    many.insert(many.begin() + static_cast<std::ptrdiff_t>(count_at) + 1, 16, std::byte{7});
    EXPECT_FALSE(decode_header(many));
}

TEST(EntryPlace, T21_EveryFieldOfAPlaceIsAuthenticated) {
    EntryPlace const place{
        crypto::make_random<32>(), crypto::make_random<16>(), 2, crypto::make_id<DeviceId>(), 5, 1};
    EntryHeader const h = header();
    std::vector<std::function<void(EntryPlace&, EntryHeader&)>> const changes{
        [](EntryPlace& p, EntryHeader&) { p.org_id[0] ^= std::byte{1}; },
        [](EntryPlace& p, EntryHeader&) { p.stream[0] ^= std::byte{1}; },
        [](EntryPlace& p, EntryHeader&) { ++p.epoch; },
        [](EntryPlace& p, EntryHeader&) { p.author = crypto::make_id<DeviceId>(); },
        [](EntryPlace& p, EntryHeader&) { ++p.seq; },
        [](EntryPlace& p, EntryHeader&) { ++p.index; },
        [](EntryPlace&, EntryHeader& x) { x.revision = crypto::make_id<RevisionId>(); },
        [](EntryPlace&, EntryHeader& x) { x.record = crypto::make_id<RecordId>(); },
        [](EntryPlace&, EntryHeader& x) { x.part = Part::kPlan; },
        [](EntryPlace&, EntryHeader& x) { ++x.form_version; },
    };
    constexpr std::size_t kOfThePlace = 6;
    for (std::size_t n = 0; n < changes.size(); ++n) {
        EntryPlace other_place = place;
        EntryHeader other = h;
        changes[n](other_place, other);
        if (n < kOfThePlace) {
            EXPECT_NE(header_context(other_place), header_context(place)) << n;
        }
        EXPECT_NE(body_context(other_place, other), body_context(place, h)) << n;
        // The wrapped key moves with its revision, whoever writes it: org, epoch, revision, record, part.
        bool const in_shelf = n == 0 || n == 2 || (n >= kOfThePlace && n < 9);
        EXPECT_EQ(shelf_context(other_place, other) != shelf_context(place, h), in_shelf) << n;
    }
    EXPECT_NE(record_key_context(h.record, Part::kPlan), record_key_context(h.record, Part::kLegal));
    EXPECT_NE(record_key_context(h.record, Part::kPlan),
              record_key_context(crypto::make_id<RecordId>(), Part::kPlan));
}
