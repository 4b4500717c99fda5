// SPDX-License-Identifier: AGPL-3.0-or-later
// Blind names of parties, stored and compared (conflicts C1-C7).
#include "matter_view.hpp"

#include "amparo/crypto/base64.hpp"

#include <algorithm>
#include <charconv>

namespace amparo::engine {
namespace {

using conflicts::BlindParty;
using conflicts::BlindWord;
using conflicts::Token;

constexpr std::uint32_t kFirstEpoch = 1;
constexpr std::uint32_t kNoPlace = 0xFFFFFFFF;

std::string hex(Token token) {
    std::array<std::byte, 8> bytes{};
    for (std::byte& b : bytes) {
        b = static_cast<std::byte>(token & 0xFFU);
        token >>= 8U;
    }
    return crypto::to_hex(bytes);
}

std::optional<Token> token_in(Json const& json) {
    auto const bytes = json.is_string() ? crypto::from_hex(json.get_ref<std::string const&>()) : std::nullopt;
    if (!bytes || bytes->size() != 8) return std::nullopt;
    Token out = 0;
    for (std::size_t i = 8; i > 0; --i) out = (out << 8U) | std::to_integer<Token>((*bytes)[i - 1]);
    return out;
}

Json to_json(BlindParty const& party) {
    Json names = Json::array();
    for (auto const& name : party.names) {
        Json words = Json::array();
        for (BlindWord const& word : name) {
            Json tokens = Json::array();
            for (Token const t : word) tokens.push_back(hex(t));
            words.push_back(std::move(tokens));
        }
        names.push_back(std::move(words));
    }
    Json phones = Json::array();
    for (Token const t : party.phones) phones.push_back(hex(t));
    return Json{{"names", std::move(names)}, {"phones", std::move(phones)}};
}

BlindParty party_in(Json const& json) {
    BlindParty out;
    for (Json const& name : codec::list_at(json, "names")) {
        std::vector<BlindWord> words;
        for (Json const& word : name) {
            BlindWord tokens;
            for (Json const& t : word)
                if (auto const token = token_in(t); token) tokens.push_back(*token);
            if (!tokens.empty()) words.push_back(std::move(tokens));
        }
        if (!words.empty()) out.names.push_back(std::move(words));
    }
    for (Json const& t : codec::list_at(json, "phones"))
        if (auto const token = token_in(t); token) out.phones.push_back(*token);
    return out;
}

bool is_among(std::vector<std::string> const& ours, Json const& kept) {
    return std::any_of(ours.begin(), ours.end(), [&](std::string const& one) {
        return std::find(kept.begin(), kept.end(), one) != kept.end();
    });
}

std::uint32_t number_of(std::map<std::string, std::uint32_t, std::less<>>& in, std::string const& key) {
    return in.emplace(key, static_cast<std::uint32_t>(in.size())).first->second;
}

}  // namespace

void Engine::Session::Conflicts::add(projection::RecordView const& tokens) {
    Json const& kept = tokens.state.fields;
    auto const party = codec::parse_json(codec::string_or(kept, "tokens"));
    if (!party.ok()) return;
    std::string const number = codec::string_or(kept, "number");
    conflicts::Place const place{number_of(by_number, number),
                                 number_of(by_person, codec::string_or(kept, "of"))};
    if (place.matter == matters.size()) matters.push_back({number, {}});
    of_person[place.person].insert(place.matter);
    matters[place.matter].ask = codec::string_or(kept, "ask");
    index.add(place, party_in(party.value()));
    taken.insert(tokens.id);
}

Engine::Session::Conflicts& Engine::Session::conflicts() {
    if (conflicts_) return *conflicts_;
    conflicts_ = std::make_shared<Conflicts>();
    projection_->for_each(kTokensKind, [&](projection::RecordView const& view) { conflicts_->add(view); });
    return *conflicts_;
}

/// The first epoch's key of the part: whoever holds a later one holds it too, and names are compared across
/// epochs.
conflicts::Blind Engine::Session::blind() const {
    crypto::TeamKey const* const team = vault_.keys().team_key(kFirstEpoch, Part::kLegal);
    if (team == nullptr) return {};
    auto const key = std::make_shared<crypto::ConflictKey const>(
        crypto::derive_key<crypto::ConflictKey>(*team, "amp.conflict"));
    return [key](std::string_view feature) {
        auto const whole = crypto::derive_token(*key, "amp.blind", as_bytes(feature));
        Token out = 0;
        for (std::size_t i = 8; i > 0; --i) out = (out << 8U) | std::to_integer<Token>(whole[i - 1]);
        return out;
    };
}

std::string Engine::Session::blind_person(PersonId const& person) const {
    return hex(blind()("person " + person.text()));
}

Result<Engine::Session::Change, Failure> Engine::Session::tokens_of(Asked const& asked,
                                                                    std::string_view number,
                                                                    std::string const& ask,
                                                                    RecordId const& party,
                                                                    PersonId const& person) {
    return own_record(kTokensKind, std::nullopt,
                      Json{{"number", number},
                           {"ask", ask},
                           {"party", party.text()},
                           {"of", blind_person(person)},
                           {"tokens", codec::to_text(to_json(conflicts::blind(asked.party, blind())))}});
}

/// The matters of people who are called so by now: a name that was learned after the opening is in no token.
std::set<std::uint32_t> Engine::Session::clients_met(Asked const& asked, conflicts::Place own) {
    constexpr std::size_t kAlike = 1000;
    std::set<PersonId> alike;
    auto const take = [&](std::vector<std::string> const& names, std::string const& phone) {
        for (projection::Similar const& one : projection_->similar_people(names, phone, kAlike))
            alike.insert(one.person);
    };
    for (std::string const& name : asked.party.names) take({name}, {});
    for (std::string const& phone : asked.party.phones) take({}, phone);
    Conflicts const& known = conflicts();
    conflicts::Blind const with = blind();
    conflicts::BlindParty const blinded = conflicts::blind(asked.party, with);
    std::set<std::uint32_t> out;
    for (PersonId const& person : alike) {
        auto const at = known.by_person.find(blind_person(person));
        if (at == known.by_person.end() || at->second == own.person) continue;
        if (!conflicts::meet(blinded, conflicts::blind(asked_of(person).party, with))) continue;
        std::set<std::uint32_t> const& theirs = known.of_person.at(at->second);
        out.insert(theirs.begin(), theirs.end());
    }
    out.erase(own.matter);
    return out;
}

Result<Engine::Session::Checked, Failure> Engine::Session::check_of(std::vector<Asked> const& asked,
                                                                    Json const& params,
                                                                    std::optional<PersonId> const& about,
                                                                    std::string_view number,
                                                                    std::optional<RecordId> const& matter) {
    AMPARO_DO(holds(Part::kLegal, {}));
    conflicts::Blind const with = blind();
    if (!with) return refused("your keys of the legal part are not complete", {}, "ask a coordinator");
    Conflicts& known = conflicts();
    auto const at = [](auto const& in, std::string_view key) {
        auto const found = in.find(key);
        return found == in.end() ? kNoPlace : found->second;
    };
    conflicts::Place const own{at(known.by_number, number),
                               about ? at(known.by_person, blind_person(*about)) : kNoPlace};
    std::set<std::uint32_t> places;
    Json data{{"by", member_name(vault_.keys().member)}, {"names", Json::array()}, {"phones", Json::array()}};
    std::vector<Asked const*> who_is_met;
    for (Asked const& one : asked) {
        std::set<std::uint32_t> met = clients_met(one, own);
        for (std::uint32_t const place : known.index.check(conflicts::blind(one.party, with), own))
            met.insert(place);
        if (!met.empty()) who_is_met.push_back(&one);
        places.insert(met.begin(), met.end());
        for (std::string const& name : one.party.names) data["names"].push_back(name);
        for (std::string const& phone : one.party.phones) data["phones"].push_back(phone);
    }
    Checked out;
    for (std::uint32_t const place : places) out.met.push_back(known.matters[place]);
    std::sort(out.met.begin(), out.met.end(), [](Met const& a, Met const& b) { return a.number < b.number; });
    out.may_go_on = out.met.empty();
    data["met"] = out.met.empty() ? "no" : "yes";
    for (Met const& met : out.met) data["matters"].push_back(met.number);
    for (char const* list : {"names", "phones"})
        if (data[list].empty()) data.erase(list);
    if (params.contains("check") && !out.met.empty()) {
        AMPARO_TRY(auto const before, record_of_kind(params, "check", "matter_check"));
        Json const& kept = before.state.fields;
        if (codec::string_or(kept, "cleared_by").empty())
            return refused("nobody said yet that it can go on", "check", "matter clear, with the reason");
        Json const& cleared = codec::list_at(kept, "matters");
        for (Met const& met : out.met)
            if (std::find(cleared.begin(), cleared.end(), met.number) == cleared.end())
                return refused("since then somebody here is a party of another matter too", "check",
                               "check again and have it cleared");
        for (Asked const* const one : who_is_met)
            if (!is_among(one->party.names, codec::list_at(kept, "names")) &&
                !is_among(one->party.phones, codec::list_at(kept, "phones")))
                return refused("somebody is met here whom the check that was cleared is not of", "check",
                               "check again, with every name and number, and have it cleared");
        out.may_go_on = true;
        for (char const* key : {"cleared_by", "cleared_at", "reason"}) data[key] = kept[key];
    }
    if (matter) data["matter"] = matter->text();
    AMPARO_TRY(out.record, own_record("matter_check", about, data));
    return out;
}

}  // namespace amparo::engine
