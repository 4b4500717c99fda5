// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "amparo/keyring/keyring.hpp"

#include <gtest/gtest.h>

namespace amparo::keyring {

inline Instant at(int minute) {
    return *parse_instant("2031-03-01T08:00:00Z") + std::chrono::minutes{minute};
}

/// Coordinators Ana and Cruz and an advocate Bea; everything a test bends starts from this.
struct Staff {
    Keyring ring;
    std::optional<Keys> ana;
    std::optional<Keys> bea;
    MemberId bea_id{MemberId::Bytes{}};
    MemberId cruz_id{MemberId::Bytes{}};

    Staff() {
        EXPECT_TRUE(ring.take(Founding::make("Casa Norte", "Ana", "passphrase ana", crypto::kCostFloor, at(0))
                                  .value()
                                  .items)
                        .ok());
        ana = ring.unlock("passphrase ana").value();
        EXPECT_TRUE(ring.take(ring.add_member(*ana, "Bea", Role::kAdvocate, "passphrase bea",
                                              crypto::kCostFloor, at(1), &bea_id)
                                  .value())
                        .ok());
        EXPECT_TRUE(ring.take(ring.add_member(*ana, "Cruz", Role::kCoordinator, "passphrase cruz",
                                              crypto::kCostFloor, at(2), &cruz_id)
                                  .value())
                        .ok());
        bea = ring.unlock("passphrase bea").value();
    }
    [[nodiscard]] Bytes entry(Keys const& by, Action action, ByteView detail) const {
        return ring.chain().make_entry(by.seed, by.member, by.device, action, detail, at(9));
    }
    [[nodiscard]] Result<Done, ChainError> take(Bytes const& entry) const {
        Chain copy = ring.chain();
        return copy.take(entry);
    }
};

}  // namespace amparo::keyring
