// SPDX-License-Identifier: AGPL-3.0-or-later
// matter.*: matters, their parties, and the check for conflicts of interest (rules C1-C7: src/conflicts).
#include "matter_view.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>
#include <tuple>

namespace amparo::engine {
namespace {

constexpr std::string_view kPartyKind = "matter_party";
constexpr std::string_view kCheckKind = "matter_check";
constexpr std::int64_t kRoundMinutes = 6;  ///< A tenth of an hour, as legal aid counts.

/// "M-7K4Q2P": no vowels, so no words; at random, so that a number tells nothing of how many there are.
std::string new_number() {
    constexpr std::string_view kLetters = "23456789BCDFGHJKMNPQRSTVWXYZ4679";
    static_assert(kLetters.size() == 32);
    std::string out = "M-";
    for (std::byte const b : crypto::make_random<6>()) out += kLetters[std::to_integer<std::size_t>(b) % 32];
    return out;
}

void take_texts(Json const& params, char const* key, std::vector<std::string>& into) {
    for (Json const& text : codec::list_at(params, key))
        if (auto const& one = text.get_ref<std::string const&>(); !one.empty()) into.push_back(one);
}

Json set_of(Json const& params, std::initializer_list<char const*> keys) {
    Json out = Json::object();
    for (char const* key : keys)
        if (Json const* const value = codec::find(params, key); value != nullptr) out[key] = *value;
    return out;
}

}  // namespace

/// What the person is called in everything that this member can read of them, and their numbers.
Engine::Session::Asked Engine::Session::asked_of(PersonId const& person) const {
    Asked out{{}, "client"};
    projection::Filter filter;
    filter.person = person;
    filter.limit = 1000;
    for (projection::RecordView const& view : records(filter)) {
        forms::Form const* const form = forms_.find(view.kind);
        if (form == nullptr) continue;
        std::string whole;  // What is written in two fields is one name.
        for (forms::Field const& field : form->fields) {
            auto const value = codec::text_at(view.state.fields, field.name);
            if (!value || value->empty() || field.part != Part::kIdentity) continue;
            if (field.search == forms::Search::kPhone) out.party.phones.emplace_back(*value);
            if (field.search != forms::Search::kName) continue;
            if (field.name == "given_names" || field.name == "family_names")
                whole += (whole.empty() ? "" : " ") + std::string{*value};
            else
                out.party.names.emplace_back(*value);
        }
        if (!whole.empty()) out.party.names.push_back(std::move(whole));
    }
    for (auto* const list : {&out.party.names, &out.party.phones}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
        if (list->size() > conflicts::kNamesMax) list->resize(conflicts::kNamesMax);
    }
    return out;
}

/// Refuses, with the check kept, if somebody is met and nobody cleared it.
Result<Done, Failure> Engine::Session::may_go_on(Checked const& checked) {
    if (checked.may_go_on) return Done{};
    AMPARO_DO(write({checked.record}));
    std::string numbers;
    std::set<std::string> ask;
    for (Met const& met : checked.met) {
        numbers += (numbers.empty() ? "" : ", ") + met.number;
        ask.insert(asked_name(met.ask));
    }
    std::string whom;
    for (std::string const& name : ask) whom += (whom.empty() ? "" : ", ") + name;
    return refused(
        "somebody named here is a party of another matter (" + numbers + "); nothing else was kept", "check",
        "ask " + whom + "; then clear the check " + checked.record.record.text());
}

std::string Engine::Session::asked_name(std::string const& member) const {
    auto const id = MemberId::parse(member);
    std::string const name = id.ok() ? member_name(id.value()) : std::string{};
    return name.empty() ? std::string{"a coordinator"} : name;
}

Json Engine::Session::check_json(projection::RecordView const& view) {
    Json out{{"id", view.id.text()}, {"met", codec::text_at(view.state.fields, "met") == "yes"}};
    out["matters"] = Json::array();
    for (Json const& number : codec::list_at(view.state.fields, "matters")) {
        Json row{{"number", number}};
        auto const& known = conflicts();
        if (auto const at = known.by_number.find(number.get_ref<std::string const&>());
            at != known.by_number.end())
            row["ask"] = asked_name(known.matters[at->second].ask);
        out["matters"].push_back(std::move(row));
    }
    for (char const* key : {"by", "cleared_by", "cleared_at", "reason"})
        if (auto const value = codec::text_at(view.state.fields, key); value) out[key] = *value;
    out["at"] = text(view.created);
    return out;
}

Answer Engine::Session::matter_check(Json const& params) {
    AMPARO_TRY(auto about, person(params));
    Asked asked;
    take_texts(params, "names", asked.party.names);
    take_texts(params, "phones", asked.party.phones);
    std::vector<Asked> all;
    if (about) all.push_back(asked_of(*about));
    std::string number;  // C6: who would be a party of this matter is not met in it.
    std::optional<RecordId> matter;
    if (params.contains("matter")) {
        AMPARO_TRY(auto const of, matter_in(params, "matter"));
        number = codec::string_or(of.state.fields, "number");
        about = of.person;
        matter = of.id;
    }
    if (!asked.party.names.empty() || !asked.party.phones.empty()) all.push_back(asked);
    if (all.empty()) return usage("say whom to look for", "names", "names, telephone numbers, or a person");
    AMPARO_TRY(auto checked, check_of(all, params, about, number, matter));
    RecordId const id = checked.record.record;
    AMPARO_DO(write({std::move(checked.record)}));
    return check_json(*projection_->record(id));
}

Answer Engine::Session::matter_clear(Json const& params) {
    AMPARO_TRY(auto const view, record_of_kind(params, "id", kCheckKind));
    if (codec::text_at(view.state.fields, "met") != "yes")
        return refused("nobody was met: there is nothing to clear", "id");
    if (!codec::string_or(view.state.fields, "cleared_by").empty())
        return refused("this was cleared before; who did, and why, stays", "id");
    Json const data{{"cleared_by", member_name(vault_.keys().member)},
                    {"cleared_at", text(now())},
                    {"reason", params["reason"]}};
    AMPARO_TRY(auto change, change_of(view, data, revisions::Op::kUpdate, view.state.heads));
    AMPARO_DO(write({std::move(change)}));
    return check_json(*projection_->record(view.id));
}

Answer Engine::Session::matter_open(Json const& params) {
    AMPARO_TRY(auto const about, person(params));
    AMPARO_CHECK(about.has_value());
    AMPARO_DO(holds(Part::kLegal, {}));
    std::vector<Asked> named{asked_of(*about)};
    for (Json const& one : codec::list_at(params, "opposing"))
        named.push_back({{{one.get<std::string>()}, {}}, "opposing"});
    AMPARO_TRY(auto const responsible, responsible_in(params));
    std::set<MemberId> insiders;
    if (params.contains("inside")) {
        AMPARO_TRY(insiders, insiders_in(params, "inside"));
    }
    AMPARO_TRY(RecordId const matter, matter_to_open(params));
    AMPARO_TRY(auto checked, check_of(named, params, about, {}, matter));
    Wall const* const stands = walls_.of(matter);
    std::string number = stands == nullptr ? new_number() : stands->number;
    while (conflicts().by_number.contains(number)) number = new_number();
    if (!checked.may_go_on) AMPARO_DO(put_up(matter, number, insiders, params));
    AMPARO_DO(may_go_on(checked));
    Json data{{"number", number},
              {"state", "open"},
              {"opened_on", text(date_of(now()))},
              {"responsible", responsible.text()},
              {"round_minutes", kRoundMinutes},
              {"round", "up"},
              {"check", checked.record.record.text()}};
    data.update(set_of(params, {"title", "area", "jurisdiction", "round_minutes", "round"}));
    AMPARO_TRY(auto opened, own_record(kMatterKind, about, data));
    opened.record = matter;
    std::vector<Change> changes{std::move(checked.record), std::move(opened)};
    PartyOf const of{matter, *about, number, responsible.text(), changes.front().record};
    for (Asked const& one : named) AMPARO_DO(add_party(one, Json::object(), of, changes));
    AMPARO_DO(put_up(matter, number, insiders, params));
    AMPARO_DO(take_check_in(params, matter));
    AMPARO_DO(write(changes));
    return matter_row(*projection_->record(matter));
}

/// A check that was refused names the matter it was for, so that it is behind that matter's wall.
Result<RecordId, Failure> Engine::Session::matter_to_open(Json const& params) const {
    if (params.contains("check")) {
        AMPARO_TRY(auto const check, record_of_kind(params, "check", kCheckKind));
        AMPARO_DO(not_behind_a_wall(check));
        auto const named = matter_of(check.kind, check.id, check.state.fields);
        if (named && !projection_->record(*named)) return *named;
    }
    return crypto::make_id<RecordId>();
}

/// The wall of a matter that is being opened: around a check that is of it already, too.
Result<Done, Failure> Engine::Session::put_up(RecordId const& matter, std::string_view number,
                                              std::set<MemberId> const& insiders, Json const& params) {
    Wall const* const stands = walls_.of(matter);
    if (insiders.empty() || (stands != nullptr && stands->inside == insiders)) return Done{};
    bool const is_anew =
        stands == nullptr ? !records_of_matter(matter, kCheckKind).empty() : !stands->only_lets_in(insiders);
    AMPARO_TRY(auto wall, wall_record(matter, number, insiders, params));
    return is_anew ? seal_anew(matter, wall) : write({std::move(wall)});
}

/// A check that somebody cleared belongs to the matter it was cleared for.
Result<Done, Failure> Engine::Session::take_check_in(Json const& params, RecordId const& matter) {
    if (!params.contains("check")) return Done{};
    AMPARO_TRY(auto const check, record_of_kind(params, "check", kCheckKind));
    if (matter_of(check.kind, check.id, check.state.fields)) return Done{};
    AMPARO_TRY(auto change,
               change_of(check, Json{{"matter", matter.text()}}, revisions::Op::kUpdate, check.state.heads));
    return write_update(check, std::move(change));
}

/// The party and its blind names, to be written together.
Result<Done, Failure> Engine::Session::add_party(Asked const& party, Json const& more, PartyOf const& of,
                                                 std::vector<Change>& to) {
    auto const& names = party.party.names;
    Json data{{"matter", of.matter.text()},
              {"name", names.empty() ? "?" : names.front()},
              {"role", party.role},
              {"check", of.check.text()}};
    for (std::size_t i = 1; i < std::min<std::size_t>(names.size(), 21); ++i)
        data["aliases"].push_back(names[i]);
    for (std::size_t i = 0; i < std::min<std::size_t>(party.party.phones.size(), 20); ++i)
        data["phones"].push_back(party.party.phones[i]);
    data.update(more);
    AMPARO_TRY(auto record, own_record(kPartyKind, of.person, data));
    AMPARO_TRY(auto tokens, tokens_of(party, of.number, of.ask, record.record, of.person));
    to.push_back(std::move(record));
    to.push_back(std::move(tokens));
    return Done{};
}

Answer Engine::Session::matter_party(Json const& params) {
    AMPARO_TRY(auto const view, matter_in(params, "matter"));
    Json const& kept = view.state.fields;
    std::string const number = codec::string_or(kept, "number");
    Asked named{{}, codec::string_or(params, "role")};
    named.party.names.push_back(codec::string_or(params, "name"));
    take_texts(params, "aliases", named.party.names);
    take_texts(params, "phones", named.party.phones);
    AMPARO_TRY(auto checked, check_of({named}, params, view.person, number, view.id));
    AMPARO_DO(may_go_on(checked));
    std::vector<Change> changes{std::move(checked.record)};
    RecordId const check = changes.front().record;
    PartyOf const of{view.id, *view.person, number, codec::string_or(kept, "responsible"), check};
    AMPARO_DO(add_party(named, set_of(params, {"note"}), of, changes));
    AMPARO_DO(take_check_in(params, view.id));
    std::string const party = changes[1].record.text();
    AMPARO_DO(write(changes));
    return Json{{"id", party}, {"check", check_json(*projection_->record(check))}};
}

/// With a check of the names as they then are, and the blind names it is found by.
Answer Engine::Session::matter_party_change(Json const& params) {
    AMPARO_TRY(auto const party, record_of_kind(params, "id", kPartyKind));
    AMPARO_DO(not_behind_a_wall(party));
    AMPARO_TRY(auto const matter,
               matter_in(Json{{"matter", codec::string_or(party.state.fields, "matter")}}, "matter"));
    Json data = set_of(params, {"name", "aliases", "phones", "role", "note"});
    if (data.empty()) return usage("nothing would change", "id", "say what");
    Json after = party.state.fields;
    after.update(data);
    Asked named{{}, codec::string_or(after, "role")};
    named.party.names.push_back(codec::string_or(after, "name"));
    take_texts(after, "aliases", named.party.names);
    take_texts(after, "phones", named.party.phones);
    std::string const number = codec::string_or(matter.state.fields, "number");
    AMPARO_TRY(auto checked_names, check_of({named}, params, matter.person, number, matter.id));
    AMPARO_DO(may_go_on(checked_names));
    for (char const* list : {"aliases", "phones"})
        if (data.contains(list) && data[list].empty()) data[list] = nullptr;
    AMPARO_TRY(auto good,
               checked(*forms_.find(kPartyKind), data, forms::Mode::kUpdate, party.state.fields, ""));
    std::string const ask = codec::string_or(matter.state.fields, "responsible");
    AMPARO_TRY(auto tokens, tokens_of(named, number, ask, party.id, *matter.person));
    std::optional<projection::RecordView> before;
    projection_->for_each(kTokensKind, [&](projection::RecordView const& one) {
        if (codec::text_at(one.state.fields, "party") == party.id.text()) before = one;
    });
    if (before) {
        AMPARO_TRY(tokens, change_of(*before, tokens.fields.begin()->second, revisions::Op::kUpdate,
                                     before->state.heads));
    }
    good["check"] = checked_names.record.record.text();
    AMPARO_TRY(auto change, change_of(party, good, revisions::Op::kUpdate, party.state.heads));
    RecordId const check = checked_names.record.record;
    AMPARO_DO(take_check_in(params, matter.id));
    AMPARO_DO(write({std::move(checked_names.record), std::move(change), std::move(tokens)}));
    return Json{{"id", party.id.text()}, {"check", check_json(*projection_->record(check))}};
}

/// Closing: with deadlines not done and dates to come only if that is said.
Result<Done, Failure> Engine::Session::nothing_is_open(projection::RecordView const& matter,
                                                       Json const& params) const {
    if (codec::text_at(matter.state.fields, "state") == "closed" ||
        codec::bool_at(params, "deadlines_too") == true)
        return Done{};
    std::string days;
    for (std::string const& day : open_days_of(matter.id)) days += (days.empty() ? "" : ", ") + day;
    if (days.empty()) return Done{};
    return refused(
        "deadlines or dates of this matter are open: " + days + "; nothing was changed", "deadlines_too",
        "deadline list --matter shows them; say that they are done, or close it with --deadlines-too");
}

Answer Engine::Session::matter_change(Json const& params) {
    AMPARO_TRY(auto const view, matter_in(params, "id"));
    Json data = set_of(params, {"title", "area", "jurisdiction", "state", "outcome", "closing_code", "note",
                                "round_minutes", "round"});
    std::vector<Change> changes;
    if (params.contains("responsible")) {
        AMPARO_TRY(auto const responsible, responsible_in(params));
        data["responsible"] = responsible.text();
        std::vector<projection::RecordView> tokens;
        projection_->for_each(kTokensKind, [&](projection::RecordView const& one) {
            if (codec::text_at(one.state.fields, "number") == codec::text_at(view.state.fields, "number"))
                tokens.push_back(one);
        });
        for (projection::RecordView const& one : tokens) {
            AMPARO_TRY(auto change, change_of(one, Json{{"ask", data["responsible"]}}, revisions::Op::kUpdate,
                                              one.state.heads));
            changes.push_back(std::move(change));
        }
    }
    if (data.empty()) return usage("nothing would change", "id", "say what");
    if (data.value("state", "") == "closed") {
        if (!data.contains("outcome") && !view.state.fields.contains("outcome"))
            return usage("a matter is closed with its outcome", "outcome", "see form show matter");
        AMPARO_DO(nothing_is_open(view, params));
        data["closed_on"] = text(date_of(now()));
    } else if (data.contains("state") && codec::text_at(view.state.fields, "state") == "closed") {
        for (char const* field : {"closed_on", "outcome", "closing_code"})  // It isn't over any more.
            if (!data.contains(field)) data[field] = nullptr;
    }
    forms::Form const* const form = forms_.find(kMatterKind);
    AMPARO_TRY(auto const good, checked(*form, data, forms::Mode::kUpdate, view.state.fields, ""));
    AMPARO_TRY(auto change, change_of(view, good, revisions::Op::kUpdate, view.state.heads));
    changes.push_back(std::move(change));
    AMPARO_DO(write(changes));
    return matter_row(*projection_->record(view.id));
}

Result<MemberId, Failure> Engine::Session::responsible_in(Json const& params) const {
    auto const id = MemberId::parse(codec::string_or(params, "responsible", vault_.keys().member.text()));
    keyring::Member const* const member = vault_.ring().chain().member(id.value());
    if (member == nullptr || !member->active())
        return not_found("there is no active member with this id", "responsible", "see member list");
    if (!member->parts.contains(Part::kLegal))
        return refused("who answers for a matter has to be able to read it", "responsible",
                       "their role does not hold the part \"legal\"");
    return id.value();
}

Result<projection::RecordView, Failure> Engine::Session::matter_in(Json const& params,
                                                                   std::string_view key) const {
    AMPARO_TRY(auto view, record_of_kind(params, key, kMatterKind));
    if (!view.person) {
        if (Wall const* const wall = walls_.of(view.id); wall != nullptr && !walls_.holds_key(*wall))
            return refused("this matter is behind a wall, and you are outside of it", std::string{key},
                           "matter walls says who is inside");
        return refused("this matter is sealed to others", std::string{key}, "ask an attorney of your team");
    }
    return view;
}

std::vector<projection::RecordView> Engine::Session::records_of_matter(RecordId const& matter,
                                                                       std::string_view kind) const {
    std::vector<projection::RecordView> out;
    projection_->for_each(kind, [&](projection::RecordView const& view) {
        if (matter_of(view.kind, view.id, view.state.fields) == matter) out.push_back(view);
    });
    return out;
}

Json Engine::Session::matter_row(projection::RecordView const& view) const {
    Json out = visible(view.kind, view.state.fields);
    out["id"] = view.id.text();
    if (view.person) {
        out["person"] = view.person->text();
        out["chosen_name"] = chosen_name(*view.person);
    }
    out["responsible_name"] = asked_name(codec::string_or(out, "responsible"));
    if (Wall const* const wall = walls_.of(view.id); wall != nullptr) {
        out["inside"] = Json::array();
        out["inside_ids"] = Json::array();
        for (MemberId const& id : wall->inside) {
            out["inside"].push_back(asked_name(id.text()));
            out["inside_ids"].push_back(id.text());
        }
    }
    return out;
}

Answer Engine::Session::matter_list(Json const& params) {
    AMPARO_DO(holds(Part::kLegal, {}));
    AMPARO_TRY(auto const about, person(params));
    bool const with_closed = codec::bool_at(params, "closed").value_or(false);
    Json out = Json::array();
    std::size_t walled = 0;
    projection_->for_each(kMatterKind, [&](projection::RecordView const& view) {
        if (!view.person) {
            ++walled;
            return;
        }
        if (about && view.person != about) return;
        if (!with_closed && codec::text_at(view.state.fields, "state") == "closed") return;
        out.push_back(matter_row(view));
    });
    return Json{{"matters", std::move(out)}, {"behind_walls", walled}};
}

Answer Engine::Session::matter_show(Json const& params) {
    AMPARO_TRY(auto const view, matter_in(params, "id"));
    Json out = matter_row(view);
    out["parties"] = Json::array();
    for (projection::RecordView const& party : records_of_matter(view.id, kPartyKind)) {
        Json row = visible(kPartyKind, party.state.fields);
        row["id"] = party.id.text();
        row.erase("matter");
        out["parties"].push_back(std::move(row));
    }
    std::sort(out["parties"].begin(), out["parties"].end(), [](Json const& a, Json const& b) {
        auto const key = [](Json const& party) {
            return std::tuple(codec::text_at(party, "role") != "client", codec::string_or(party, "name"),
                              codec::string_or(party, "id"));
        };
        return key(a) < key(b);
    });
    out["checks"] = Json::array();
    for (projection::RecordView const& check : records_of_matter(view.id, kCheckKind))
        out["checks"].push_back(check_json(check));
    out["records"] = Json::array();
    for (forms::Form const* form : forms_.all()) {
        if (form->name == kPartyKind || form->name == kCheckKind || form->name == kMatterKind) continue;
        if (!is_of_a_matter(form->name)) continue;
        for (projection::RecordView const& one : records_of_matter(view.id, form->name))
            out["records"].push_back(today_item(one));
    }
    return out;
}

}  // namespace amparo::engine
