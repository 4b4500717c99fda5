// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Casa Norte has sent Luz to Refugio del Sur until noon of 31 March 2031; Oficina Este is somebody else.
#include "craft.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace amparo::courier {

inline void PrintTo(CourierError error, std::ostream* out) {
    *out << "CourierError " << static_cast<int>(error);
}

namespace test {

/// The error of a result, or nothing if it has a value.
template <class T>
std::optional<CourierError> error_of(Result<T, CourierError> const& result) {
    return result.ok() ? std::nullopt : std::optional{result.error()};
}

inline Instant at(std::string_view when) {
    return *parse_instant(when);
}

inline crypto::BoxPublicKey box_of(std::string_view hex) {
    crypto::BoxPublicKey key;
    for (std::size_t i = 0; i < key.bytes.size(); ++i)
        key.bytes[i] = static_cast<std::byte>(std::stoi(std::string{hex.substr(2 * i, 2)}, nullptr, 16));
    return key;
}
inline crypto::BoxPublicKey small_order() {
    return box_of("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800");
}

struct Partners {
    Organization north{"Casa Norte"};
    Organization south{"Refugio del Sur"};
    Organization east{"Oficina Este"};
    Instant now = at("2031-03-02T09:00:00Z");
    Date last_day = *parse_date("2031-03-31");
    std::uint32_t day_number = 22'369;  ///< The same.
    ReplyKey reply = make_reply_key();
    ReferralToken id = crypto::make_random<16>();
    Card south_card = card_of(south);

    [[nodiscard]] Card card_of(Organization const& of) const {
        return read_card(make_card(of.secret, of.org_id, of.name, now).value()).value();
    }
    [[nodiscard]] Json referral() const {
        return Json{
            {"fields",
             Json{{"contact.chosen_name", "Luz"}, {"contact.languages", Json::array({"es", "qu"})}}},
            {"release",
             Json{{"recipient", "Refugio del Sur"},
                  {"purpose", "a safe bed"},
                  {"language", "es"},
                  {"fields", Json::array({"contact.chosen_name", "contact.languages", "contact.needs"})},
                  {"starts", "2031-03-01T08:00:00.000Z"},
                  {"ends", "2031-03-31T12:00:00.000Z"}}},
            {"need", "shelter"},
            {"message", "Llega con una bolsa."},
            {"call_back", "+1 555 0100"},
            {"reply_pk", key_text(reply.pub)}};
    }
    [[nodiscard]] Json answer() const {
        return Json{{"answer", "accept"}, {"reason", ""}, {"message", "Hay una cama."}};
    }

    [[nodiscard]] Bytes sent() const {
        return seal_referral(north.sender(), south_card, id, last_day, referral()).value();
    }
    [[nodiscard]] Bytes answered() const {
        return seal_answer(south.sender(), north.org_id, reply.pub, id, last_day, answer()).value();
    }
    /// Both as a writer makes them who checks nothing.
    [[nodiscard]] Craft referral_craft() const {
        return {&north, south.org_id, south_card.box, codec::to_text(referral()), day_number};
    }
    [[nodiscard]] Craft answer_craft() const {
        Craft out{&south, north.org_id, reply.pub, codec::to_text(answer()), day_number};
        out.type = 2;
        return out;
    }

    [[nodiscard]] Result<Opened, CourierError> open_sent(ByteView file) const {
        return open_referral(south.secret, south.org_id, file, now);
    }
    [[nodiscard]] Result<Opened, CourierError> open_answered(ByteView file) const {
        return open_answer(reply_seed(reply.seed_text).value(), north.org_id, south_card.sign, south.org_id,
                           file, now);
    }
};

}  // namespace test
}  // namespace amparo::courier
