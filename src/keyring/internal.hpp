// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What reading and writing the keyring's items share: labels, what is authenticated with each, sizes.
#include "amparo/keyring/keyring.hpp"

#include <algorithm>

namespace amparo::keyring {

inline constexpr std::string_view kGrantLabel = "amp.grant";
inline constexpr std::string_view kHistoryLabel = "amp.history";
inline constexpr std::string_view kDeviceLabel = "amp.device";
inline constexpr std::string_view kDeviceSignLabel = "amp.device.v1";
inline constexpr std::string_view kRosterLabel = "amp.roster";
inline constexpr std::string_view kOrganizationLabel = "amp.org";
inline constexpr std::size_t kSealedKeyBytes = 24 + 32 + 16;
inline constexpr std::size_t kSealedGrantBytes = 64 + 48;
inline constexpr std::size_t kSealedDeviceBytes = 24 + 64 + 16;

[[nodiscard]] codec::Writer labelled(std::string_view label, crypto::Hash const& org_id);
[[nodiscard]] Bytes history_context(crypto::Hash const& org_id, Part part, std::uint32_t epoch);
[[nodiscard]] Bytes organization_context(crypto::Hash const& org_id, std::uint32_t epoch);
[[nodiscard]] Bytes device_context(crypto::Hash const& org_id, ByteView up_to_commitment);
/// What the device signs: the whole content before the signature.
[[nodiscard]] crypto::Hash device_vault_hash(crypto::Hash const& org_id, ByteView content);
[[nodiscard]] KeyringError from(ChainError error);

[[nodiscard]] crypto::SignSeed member_sign(crypto::MemberSecret const& secret);
struct KitSeeds {
    crypto::BoxSeed box;
    crypto::SignSeed sign;
};
[[nodiscard]] KitSeeds kit_seeds(KitBytes const& kit);

}  // namespace amparo::keyring
