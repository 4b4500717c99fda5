// SPDX-License-Identifier: AGPL-3.0-or-later
#include "walls.hpp"

#include "amparo/base/check.hpp"
#include "amparo/codec/binary.hpp"
#include "amparo/crypto/base64.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

// No field has such a name (forms F2).
constexpr std::string_view kPerson = "@person";
constexpr std::string_view kWall = "@wall";
constexpr std::string_view kSealed = "@sealed";
constexpr std::string_view kMarked = "{\"@";

Bytes bytes_of(Json const& json) {
    std::string const text = codec::to_text(json);
    return {as_bytes(text).begin(), as_bytes(text).end()};
}

Bytes place_of(reclog::EntryHeader const& header) {
    std::string const place = "amp.wall.body " + header.record.text() + " " + header.revision.text() + " " +
                              std::string{name(header.part)};
    return {as_bytes(place).begin(), as_bytes(place).end()};
}

crypto::Hash grant_header(std::string const& key_name, MemberId const& member) {
    return crypto::hash(as_bytes("amp.wall.grant " + key_name + " " + member.text()));
}

Json granted(crypto::WallKey const& key, std::string const& key_name, std::set<MemberId> const& inside,
             keyring::Chain const& chain) {
    Json members = Json::array();
    Json grants = Json::object();
    for (MemberId const& id : inside) {
        keyring::Member const* const member = chain.member(id);
        AMPARO_CHECK(member != nullptr);
        members.push_back(id.text());
        grants[id.text()] = crypto::to_base64(crypto::grant(key, grant_header(key_name, id), member->box));
    }
    return Json{{"inside", std::move(members)}, {"key_name", key_name}, {"grants", codec::to_text(grants)}};
}

std::set<MemberId> members_in(Json const& fields) {
    std::set<MemberId> out;
    for (Json const& text : codec::list_at(fields, "inside"))
        if (auto const id = MemberId::parse(text.is_string() ? text.get_ref<std::string const&>() : "");
            id.ok())
            out.insert(id.value());
    return out;
}

}  // namespace

bool is_of_matters(std::string_view kind) noexcept {
    return kind.substr(0, 6) == "matter";
}

bool Wall::only_lets_in(std::set<MemberId> const& members) const {
    return members.size() > inside.size() &&
           std::includes(members.begin(), members.end(), inside.begin(), inside.end());
}

std::optional<std::pair<RecordId, Wall>> Walls::read(Json const& fields) {
    auto const matter = RecordId::parse(codec::string_or(fields, "walled"));
    if (!matter.ok()) return std::nullopt;
    return std::pair{matter.value(), Wall{codec::string_or(fields, "number"), members_in(fields),
                                          codec::string_or(fields, "key_name")}};
}

bool Walls::take(vault::OpenedEntry const& entry, keyring::Keys const& mine) {
    auto const fields = entry.body ? codec::parse_json(as_text(*entry.body)) : codec::parse_json("");
    auto const said = fields.ok() ? read(fields.value()) : std::nullopt;
    if (!said) return false;
    auto const& [matter, wall] = *said;
    bool const is_of_register = entry.header.kind == kRegisterWallKind;
    Wall const* const stands = is_of_register ? of_register(matter) : of(matter);
    if (stands != nullptr && !stands->inside.contains(entry.author)) return false;  // N3
    auto const grants = codec::parse_json(codec::string_or(fields.value(), "grants"));
    (is_of_register ? by_study_ : by_matter_)[matter] = wall;
    if (!wall.stands() || !grants.ok() || keys_.contains(wall.key_name)) return false;
    auto const sealed = crypto::from_base64(codec::string_or(grants.value(), mine.member.text()));
    if (!sealed) return false;
    auto key = crypto::open_grant<crypto::WallKey>(keyring::member_box(mine.secret),
                                                   grant_header(wall.key_name, mine.member), *sealed);
    if (!key.ok() || crypto::to_hex(crypto::derive_key_id(key.value())) != wall.key_name) return false;
    keys_.emplace(wall.key_name, std::move(key).value());
    return true;
}

Wall const* Walls::of(RecordId const& matter) const {
    auto const at = by_matter_.find(matter);
    return at == by_matter_.end() || !at->second.stands() ? nullptr : &at->second;
}

Wall const* Walls::of_register(RecordId const& study) const {
    auto const at = by_study_.find(study);
    return at == by_study_.end() || !at->second.stands() ? nullptr : &at->second;
}

bool Walls::is_last_inside(Wall const& wall, MemberId const& member, keyring::Chain const& chain) {
    return wall.inside.contains(member) && std::none_of(wall.inside.begin(), wall.inside.end(), [&](auto id) {
               keyring::Member const* const other = chain.member(id);
               return id != member && other != nullptr && other->active();
           });
}

Bytes Walls::body_of(reclog::EntryHeader const& header, Json const& fields,
                     std::optional<PersonId> const& person, Wall const* wall) const {
    Json inner = fields;
    if (person && !header.person) inner[std::string{kPerson}] = person->text();
    if (wall == nullptr) return bytes_of(inner);
    auto const key = keys_.find(wall->key_name);
    AMPARO_CHECK(key != keys_.end());
    Bytes const sealed = crypto::seal(key->second, place_of(header), bytes_of(inner));
    return bytes_of(
        Json{{std::string{kWall}, wall->key_name}, {std::string{kSealed}, crypto::to_base64(sealed)}});
}

bool Walls::open(vault::OpenedEntry& entry) const {
    if (!entry.body || as_text(*entry.body).substr(0, kMarked.size()) != kMarked) return false;
    auto body = codec::parse_json(as_text(*entry.body));
    if (!body.ok()) return false;
    if (auto const key_name = codec::text_at(body.value(), kWall); key_name) {
        auto const key = keys_.find(std::string{*key_name});
        auto const sealed = crypto::from_base64(codec::string_or(body.value(), kSealed));
        entry.body.reset();
        if (key == keys_.end() || !sealed) return false;
        auto const opened = crypto::open_sealed(key->second, place_of(entry.header), *sealed);
        if (!opened.ok()) return false;
        entry.body = opened.value();
        body = codec::parse_json(as_text(*entry.body));
        if (!body.ok()) return false;
    }
    auto const person = PersonId::parse(codec::string_or(body.value(), kPerson));
    if (entry.header.person || !person.ok()) return false;
    entry.header.person = person.value();
    body.value().erase(std::string{kPerson});
    entry.body = bytes_of(body.value());
    return true;
}

Walls::Raised Walls::raise(std::set<MemberId> const& inside, keyring::Chain const& chain) {
    auto key = crypto::make_key<crypto::WallKey>();
    Raised out;
    out.key_name = crypto::to_hex(crypto::derive_key_id(key));
    out.fields = granted(key, out.key_name, inside, chain);
    keys_.emplace(out.key_name, std::move(key));
    return out;
}

Json Walls::widen(Wall const& wall, std::set<MemberId> const& inside, keyring::Chain const& chain) const {
    auto const key = keys_.find(wall.key_name);
    AMPARO_CHECK(key != keys_.end());
    return granted(key->second, wall.key_name, inside, chain);
}

}  // namespace amparo::engine
