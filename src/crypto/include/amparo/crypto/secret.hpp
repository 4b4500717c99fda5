// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Key material. Exists once, in memory the system is asked not to swap, and is zeroed at its end.
#include "amparo/base/bytes.hpp"
#include "amparo/base/check.hpp"

#include <concepts>
#include <cstddef>
#include <memory>
#include <span>
#include <utility>

namespace amparo::crypto {

namespace detail {
struct WipeAndFree {
    std::size_t size;
    void operator()(std::byte* bytes) const noexcept;
};
using SecretBuffer = std::unique_ptr<std::byte[], WipeAndFree>;
[[nodiscard]] SecretBuffer new_secret_buffer(std::size_t size);
[[nodiscard]] bool equal_in_constant_time(ByteView a, ByteView b) noexcept;
}  // namespace detail

/// 32 secret bytes of kind `Tag`. Moves move a pointer, so no copy is left on a stack.
/// Has no copy, no ==, no order, no text: what is not there cannot be logged, cached or compared in
/// variable time.
template <class Tag>
class Secret {
  public:
    static constexpr std::size_t kSize = 32;

    /// `fill` writes the bytes in place: a KDF, a random source, a decrypted grant.
    template <std::invocable<std::span<std::byte, kSize>> Fill>
    [[nodiscard]] static Secret made_by(Fill&& fill) {
        Secret secret;
        std::forward<Fill>(fill)(std::span<std::byte, kSize>{secret.bytes_.get(), kSize});
        return secret;
    }

    /// The one way to the bytes, for the length of one call. Each call is listed in docs/security/doors.txt.
    template <std::invocable<std::span<std::byte const, kSize>> Use>
    decltype(auto) expose_to(Use&& use) const {
        AMPARO_CHECK(bytes_ != nullptr);  // A key that was moved away has no bytes.
        return std::forward<Use>(use)(std::span<std::byte const, kSize>{bytes_.get(), kSize});
    }

    [[nodiscard]] bool same_as(Secret const& other) const noexcept {
        return detail::equal_in_constant_time({bytes_.get(), kSize}, {other.bytes_.get(), kSize});
    }

  private:
    Secret() : bytes_{detail::new_secret_buffer(kSize)} {}
    detail::SecretBuffer bytes_;
};

/// Opens one member's device vault; comes from a passphrase. Seals nothing else.
using DeviceKey = Secret<struct DeviceKeyTag>;
/// The seed of everything that is one member's own.
using MemberSecret = Secret<struct MemberSecretTag>;
/// Signs commits and chain entries of one device.
using DeviceSeed = Secret<struct DeviceSeedTag>;
/// Shared by all who hold one part, for one epoch. Record-part, header and roster keys come from it.
using TeamKey = Secret<struct TeamKeyTag>;
/// Seals headers of revisions, which every member may read.
using HeaderKey = Secret<struct HeaderKeyTag>;
/// Seals names in the membership chain.
using RosterKey = Secret<struct RosterKeyTag>;
/// Seals one referral or one answer, once.
using LetterKey = Secret<struct LetterKeyTag>;
/// The organisation's own secret: signs its card, opens referrals sent to it.
using OrganizationSecret = Secret<struct OrganizationSecretTag>;
/// Seals what stands behind the wall around one legal matter.
using WallKey = Secret<struct WallKeyTag>;
/// Blinds the names that are compared across matters.
using ConflictKey = Secret<struct ConflictKeyTag>;
/// Seeds of key pairs that come from another secret.
using BoxSeed = Secret<struct BoxSeedTag>;
using SignSeed = Secret<struct SignSeedTag>;
/// Seals the organisation's secret.
using OrganizationKey = Secret<struct OrganizationKeyTag>;
/// What the paper kit holds, stretched.
using KitSecret = Secret<struct KitSecretTag>;

}  // namespace amparo::crypto
