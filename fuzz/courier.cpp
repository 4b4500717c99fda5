// SPDX-License-Identifier: AGPL-3.0-or-later
// Cards, referrals and answers from anybody: whole files, and what a sender with a good key may put inside
// them. What is taken keeps to the rules of courier.hpp and is what its own sender would have written.
#include "../src/courier/test/craft.hpp"
#include "fuzz.hpp"

using namespace amparo;
using namespace amparo::courier;
using namespace amparo::courier::test;

namespace {

constexpr std::uint32_t kDay = 22'369;  // 2031-03-31
Instant const kNow = *parse_instant("2031-03-02T09:00:00Z");

struct World {
    Organization north{"Casa Norte"};
    Organization south{"Refugio del Sur"};
};
World const& world() {
    static World const kWorld;
    return kWorld;
}

/// A text may grow when it is written again ("1e5", escapes), beyond what one file holds.
bool is_sendable(Result<Bytes, CourierError> const& file) {
    return file.ok() || file.error() == CourierError::kTooLarge;
}

void check_card(ByteView file) {
    auto const card = read_card(file);
    if (!card.ok()) return;
    AMPARO_CHECK(is_name(card.value().name) && crypto::is_usable(card.value().box));
    AMPARO_CHECK(same_fingerprint(fingerprint(card.value()), card.value()));
    (void)text(card.value().made);
    auto const again =
        make_card(world().north.secret, card.value().org_id, card.value().name, card.value().made);
    AMPARO_CHECK(again.ok() && again.value().size() == file.size());
}

void check_file(ByteView file) {
    auto const& [north, south] = world();
    auto const peeked = peek(file);
    auto const referral = open_referral(south.secret, south.org_id, file, kNow);
    auto const answer =
        open_answer(north.box_seed(), north.org_id, south.correspondent().sign, south.org_id, file, kNow);
    AMPARO_CHECK(peeked.ok() || (!referral.ok() && !answer.ok()));
    AMPARO_CHECK(!referral.ok() || !answer.ok());
    if (peeked.ok()) (void)text(peeked.value().expires);
    if (referral.ok()) {
        Card to;
        static_cast<Correspondent&>(to) = south.correspondent();
        Opened const& in = referral.value();
        AMPARO_CHECK(is_name(in.sender.name) && crypto::is_usable(in.sender.box));
        AMPARO_CHECK(is_sendable(seal_referral(north.sender(), to, in.id, in.expires, in.payload)));
        AMPARO_CHECK(read_key(codec::string_or(in.payload, "reply_pk")).ok());
    }
    if (answer.ok()) {
        Opened const& in = answer.value();
        AMPARO_CHECK(is_sendable(seal_answer(south.sender(), north.org_id, north.correspondent().box, in.id,
                                             in.expires, in.payload)));
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    ByteView const input = fuzz::bytes_of(data, size);
    check_card(input);
    check_file(input);
    (void)same_fingerprint(as_text(input), world().north.correspondent());
    (void)read_key(as_text(input));
    (void)reply_seed(as_text(input));

    auto const& [north, south] = world();
    check_card(crafted_card(north, input, north.correspondent().box));
    Craft referral{&north, south.org_id, south.correspondent().box, std::string{as_text(input)}, kDay};
    check_file(crafted(referral));
    Craft answer{&south, north.org_id, north.correspondent().box, std::string{as_text(input)}, kDay};
    answer.type = 2;
    check_file(crafted(answer));
    // A payload that is not one at all.
    answer.on_signed = [&](Bytes& plain) { plain.assign(input.begin(), input.end()); };
    check_file(crafted(answer));
    return 0;
}
