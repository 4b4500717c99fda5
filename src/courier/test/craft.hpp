// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A writer of files that does as it is told, where the module's own would refuse. By
/// protocol/referral_file.md.
#include "amparo/codec/binary.hpp"
#include "amparo/courier/courier.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace amparo::courier::test {

/// An organisation whose secret is `name` itself, so that it is the same in every run.
struct Organization {
    crypto::OrganizationSecret secret;
    crypto::Hash org_id;
    std::string name;

    explicit Organization(std::string_view called)
        : secret{crypto::OrganizationSecret::made_by([&](auto out) {
              crypto::Hash const bytes = crypto::hash(as_bytes(called));
              std::copy(bytes.begin(), bytes.end(), out.begin());
          })},
          org_id{crypto::hash(crypto::hash(as_bytes(called)))},
          name{called} {}

    [[nodiscard]] crypto::SignSeed sign_seed() const {
        return crypto::derive_key<crypto::SignSeed>(secret, "amp.org.sign");
    }
    [[nodiscard]] crypto::BoxSeed box_seed() const {
        return crypto::derive_key<crypto::BoxSeed>(secret, "amp.org.box");
    }
    [[nodiscard]] Correspondent correspondent() const {
        return {org_id, crypto::derive_sign_public_key(sign_seed()),
                crypto::derive_box_public_key(box_seed()), name};
    }
    [[nodiscard]] Sender sender() const { return {org_id, name, secret}; }
};

/// A valid file, one thing of which a test bends.
struct Craft {
    Organization const* from;
    crypto::Hash recipient;
    crypto::BoxPublicKey to;
    std::string json;
    std::uint32_t day;
    std::uint8_t type = 1;
    std::string magic = "AMPREF01";
    std::string label = "amp.ref.v1";
    ReferralToken id{};
    std::optional<crypto::BoxPublicKey> sender_box = std::nullopt;
    std::optional<crypto::SignPublicKey> sender_sign = std::nullopt;
    std::optional<std::string> sender_name = std::nullopt;
    bool commits_to_another_key = false;
    bool commits_to_another_nonce = false;
    bool grants_for_another_header = false;
    std::function<void(Bytes&)> on_signed = [](Bytes&) {};  ///< The payload with its signature.
    std::function<void(Bytes&)> on_padded = [](Bytes&) {};
};

inline Bytes crafted(Craft const& c) {
    codec::Writer header;
    header.raw(as_bytes(c.magic)).u8(c.type).raw(c.recipient).raw(c.id).u32(c.day);
    Correspondent const sender = c.from->correspondent();
    codec::Writer body;
    body.raw(sender.org_id)
        .raw(c.sender_sign.value_or(sender.sign).bytes)
        .raw(c.sender_box.value_or(sender.box).bytes);
    body.lp(c.sender_name.value_or(sender.name)).lp(c.json);
    Bytes to_sign = header.bytes();
    append(to_sign, body.bytes());
    body.raw(crypto::sign(c.from->sign_seed(), c.label, crypto::hash(to_sign)));
    Bytes plain = std::move(body).bytes();
    c.on_signed(plain);
    Bytes padded = crypto::pad(plain);
    c.on_padded(padded);

    auto const key = crypto::make_key<crypto::LetterKey>();
    auto const nonce = crypto::make_random<24>();
    auto const another = crypto::make_key<crypto::LetterKey>();
    crypto::Hash const com =
        crypto::derive_commitment(c.commits_to_another_key ? another : key,
                                  c.commits_to_another_nonce ? crypto::make_random<24>() : nonce);
    codec::Writer file;
    file.raw(header.bytes()).raw(com);
    Bytes const sealed = crypto::seal(key, nonce, file.bytes(), padded);
    crypto::Hash const granted_for =
        c.grants_for_another_header ? crypto::Hash{} : crypto::hash(header.bytes());
    file.raw(crypto::grant(key, granted_for, c.to)).lp(sealed);
    return std::move(file).bytes();
}

/// A card over any bytes between the keys and the signature.
inline Bytes crafted_card(Organization const& of, ByteView made_and_name, crypto::BoxPublicKey const& box,
                          std::string_view label = "amp.card.v1") {
    codec::Writer out;
    out.raw(as_bytes("AMPCARD1"))
        .raw(of.org_id)
        .raw(of.correspondent().sign.bytes)
        .raw(box.bytes)
        .raw(made_and_name);
    out.raw(crypto::sign(of.sign_seed(), label, crypto::hash(out.bytes())));
    return std::move(out).bytes();
}

}  // namespace amparo::courier::test
