// SPDX-License-Identifier: AGPL-3.0-or-later
// card.*: who our partners are, by keys that were compared in person.
#include "partner.hpp"

#include "amparo/base/check.hpp"
#include "amparo/crypto/base64.hpp"

namespace amparo::engine {

Failure from(courier::CourierError error, std::string_view field) {
    using E = courier::CourierError;
    std::string const place{field};
    switch (error) {
        case E::kNotACard:
            return {Code::kUsage, "this file is not an Amparo card", place,
                    "ask the partner for the file that amparo card export wrote"};
        case E::kMalformed:
            return {Code::kDamaged, "this file is not whole, or not an Amparo file", place,
                    "ask for it to be sent again"};
        case E::kForged:
            return {Code::kDamaged,
                    "this file was changed on its way, or is not from who it says; nothing of it was taken",
                    place, "ask the sender by telephone, and for the file again"};
        case E::kNotForUs:
            return {Code::kRefused, "this file is for another organisation", place,
                    "give it back to the sender"};
        case E::kExpired:
            return {Code::kRefused, "the person's release is over, so this can't be opened any more", place,
                    "ask the sender for a new referral"};
        case E::kTooLarge:
            return {Code::kRefused, "this file is larger than any Amparo file", place, {}};
        case E::kUnknownSender:
            return {
                Code::kRefused, "this answer is not from the organisation the referral went to", place, {}};
        case E::kNewer:
            return {Code::kDamaged, "this file was written by a newer Amparo", place, "update Amparo"};
    }
    return {Code::kDamaged, "this file can't be read", place, {}};
}

Result<Bytes, Failure> bytes_in(Json const& params, std::string_view key) {
    auto bytes = crypto::from_base64(codec::text_at(params, key).value_or(""));
    if (!bytes) return usage("this is not base64", std::string{key});
    return std::move(*bytes);
}

std::optional<courier::Card> card_in(projection::RecordView const& record) {
    auto const bytes = crypto::from_base64(codec::string_or(record.state.fields, "card"));
    if (record.kind != "card" || !bytes) return std::nullopt;
    auto card = courier::read_card(*bytes);
    return card.ok() ? std::optional{std::move(card).value()} : std::nullopt;
}

std::string organization_text(crypto::Hash const& org_id) {
    return "org_" + crypto::to_hex(org_id);
}

Answer Engine::Session::card_export(Json const&) {
    auto const& secret = vault_.keys().organization;
    if (!secret) return refused("your role does not hold the organisation's key", {}, "ask a coordinator");
    auto const card = courier::make_card(*secret, vault_.ring().chain().org_id(),
                                         vault_.ring().organization_name(vault_.keys()), now());
    if (!card.ok()) return Fail{from(card.error(), "organization")};
    auto const read = courier::read_card(card.value());
    AMPARO_CHECK(read.ok());
    return Json{{"file", crypto::to_base64(card.value())},
                {"fingerprint", courier::fingerprint(read.value())}};
}

Answer Engine::Session::card_renew(Json const& params) {
    AMPARO_DO(change_keys([&](keyring::Keyring const& ring, keyring::Keys const& keys) {
        return ring.renew_organization(keys, now());
    }));
    return card_export(params);
}

Answer Engine::Session::card_add(Json const& params) {
    AMPARO_TRY(auto const bytes, bytes_in(params, "file"));
    auto const read = courier::read_card(bytes);
    if (!read.ok()) return Fail{from(read.error(), "file")};
    courier::Card const& card = read.value();
    // The fingerprint is typed, never shown first: only who heard it from the partner can type it.
    if (!courier::same_fingerprint(codec::string_or(params, "fingerprint"), card))
        return refused("the fingerprint you typed is not this card's; it was not taken", "fingerprint",
                       "ask the partner to read it to you again, from their own screen");
    if (card.org_id == vault_.ring().chain().org_id()) return refused("this is your own card", "file");
    std::optional<projection::RecordView> known;
    projection_->for_each("card", [&](projection::RecordView const& view) {
        if (codec::text_at(view.state.fields, "organization_id") == organization_text(card.org_id))
            known = view;
    });
    // Anyone can write another's id into a card of their own. Keys are who somebody is; they are never
    // replaced unseen.
    if (auto const held = known ? card_in(*known) : std::nullopt; held && !courier::same_keys(*held, card))
        return refused("we hold a card of this organisation with other keys; this one was not taken", "file",
                       "ask the partner in person: if their keys are new, erase the card we hold first");
    Json const data{{"organization", card.name},
                    {"organization_id", organization_text(card.org_id)},
                    {"fingerprint", courier::fingerprint(card)},
                    {"card", crypto::to_base64(bytes)},
                    {"added_at", text(now())}};
    AMPARO_TRY(auto change, known ? change_of(*known, data, revisions::Op::kUpdate, known->state.heads)
                                  : own_record("card", std::nullopt, data));
    std::string const id = change.record.text();
    AMPARO_DO(write({std::move(change)}));
    return Json{{"id", id}, {"organization", card.name}, {"fingerprint", courier::fingerprint(card)}};
}

Answer Engine::Session::card_list(Json const&) {
    Json out = Json::array();
    projection_->for_each("card", [&](projection::RecordView const& view) {
        Json const& data = view.state.fields;
        out.push_back(Json{{"id", view.id.text()},
                           {"organization", codec::string_or(data, "organization")},
                           {"fingerprint", codec::string_or(data, "fingerprint")},
                           {"added", codec::string_or(data, "added_at")}});
    });
    return Json{{"cards", std::move(out)}};
}

}  // namespace amparo::engine
