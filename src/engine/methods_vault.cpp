// SPDX-License-Identifier: AGPL-3.0-or-later
// vault.*, member.*, recovery.*: the file, who works here, and how to get back in.
#include "housing.hpp"
#include "partner.hpp"

#include "amparo/base/check.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/text/unicode.hpp"

namespace amparo::engine {
namespace {

/// A passphrase as it is stretched: typed on any keyboard, it is the same bytes.
Result<std::string, Failure> normalised(Json const& params, std::string_view key) {
    auto const typed = letters::nfkc(codec::string_or(params, key));
    if (!typed) return usage("the passphrase is not text", std::string{key});
    return *typed;
}

/// A name someone typed: one line, trimmed.
Result<std::string, Failure> name_in(Json const& params, std::string_view key) {
    auto typed = letters::nfkc(codec::string_or(params, key));
    if (!typed) return usage("this is not text", std::string{key});
    auto const first = typed->find_first_not_of(" \t");
    auto const last = typed->find_last_not_of(" \t");
    std::string const trimmed =
        first == std::string::npos ? std::string{} : typed->substr(first, last - first + 1);
    bool const has_control = std::any_of(trimmed.begin(), trimmed.end(),
                                         [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (trimmed.empty() || has_control) return usage("a name is one line and not empty", std::string{key});
    return trimmed;
}

Json names_of(Parts parts) {
    Json out = Json::array();
    for (Part const part : kAllParts)
        if (parts.contains(part)) out.push_back(amparo::name(part));
    return out;
}

std::string_view name(vault::ProblemCode code) noexcept {
    using P = vault::ProblemCode;
    switch (code) {
        case P::kDamage:
            return "damage";
        case P::kUnfinishedWrite:
            return "unfinished_write";
        case P::kBrokenChain:
            return "broken_chain";
        case P::kForgedCommit:
            return "forged_commit";
        case P::kUnknownAuthor:
            return "unknown_author";
        case P::kBrokenLink:
            return "broken_link";
        case P::kMissingEntry:
            return "missing_entry";
        case P::kSealedWrong:
            return "sealed_wrong";
        case P::kStrangerHoldsKey:
            return "stranger_holds_key";
        case P::kNewerItem:
            return "newer_item";
        case P::kForkedDevice:
            return "forked_device";
        case P::kRolledBack:
            return "rolled_back";
    }
    return {};
}

Json in_json(std::vector<vault::Problem> const& problems) {
    Json out = Json::array();
    for (vault::Problem const& p : problems)
        out.push_back(Json{{"problem", name(p.code)}, {"offset", p.offset}, {"what", p.what}});
    return out;
}

/// Nothing that was acknowledged is missing.
bool is_harmless(vault::Problem const& problem) noexcept {
    return problem.code == vault::ProblemCode::kUnfinishedWrite;
}

Failure not_merged(vault::VaultError error) {
    using E = vault::VaultError;
    if (error == E::kDamaged || error == E::kAudit || error == E::kNotAVault || error == E::kNewer)
        return {Code::kDamaged, "this copy does not check out; nothing was taken over", "file",
                "verify it by itself: amparo vault verify --vault COPY"};
    return from(error);
}

}  // namespace

Result<Done, Failure> Engine::Session::change_keys(KeyringAct const& act) {
    auto writing = vault_.begin_writing(sink(), on_reload());
    if (!writing.ok()) return Fail{from(writing.error())};
    (void)take_entries(News::kTold);
    auto const items = act(vault_.ring(), vault_.keys());
    if (!items.ok()) return Fail{from(vault::from_keyring(items.error()))};
    auto const appended = writing.value().append(items.value());
    if (!appended.ok()) return Fail{from(appended.error())};
    return Done{};
}

Answer Engine::Session::unlocked_summary() {
    keyring::Chain const& chain = vault_.ring().chain();
    keyring::Member const* const me = chain.member(vault_.keys().member);
    AMPARO_CHECK(me != nullptr);
    Json warnings = Json::array();
    if (!chain.kit())
        warnings.push_back("no recovery kit was printed yet: if every passphrase is lost, so is this vault");
    if (chain.is_of_eight())
        warnings.push_back(
            "this vault is older than the part safety: a coordinator gives it a key with member rekey, "
            "and until then no safety plan is written");
    if (!std::all_of(vault_.problems().begin(), vault_.problems().end(), is_harmless))
        warnings.push_back("part of the vault does not check out; everything else is here: run vault verify");
    for (auto const& [form_name, form] : forms_not_taken_)
        warnings.push_back(
            "your form " + form_name +
            " is not in use, because Amparo has one of this name or takes it no longer; what was "
            "recorded with it is kept: give it another name with form rename");
    return Json{{"organization", vault_.ring().organization_name(vault_.keys())},
                {"organization_id", organization_text(chain.org_id())},
                {"member_id", me->id.text()},
                {"member", member_name(me->id)},
                {"role", amparo::name(me->role)},
                {"parts", names_of(me->parts)},
                {"warnings", std::move(warnings)}};
}

Answer Engine::Session::vault_init(Json const& params) {
    AMPARO_TRY(auto const organization, name_in(params, "organization"));
    if (!courier::is_name(organization))
        return usage("this can't be the organisation's name", "organization",
                     "at most 200 bytes of plain text: it stands on your card");
    AMPARO_TRY(auto const member, name_in(params, "member"));
    AMPARO_TRY(auto const passphrase, normalised(params, "passphrase"));
    if (vault_.unlocked()) return refused("a vault is open already", {}, "lock it first");
    auto const created = vault_.create(organization, member, passphrase, ports_.passphrase_cost, now());
    if (!created.ok()) return Fail{from(created.error())};
    AMPARO_TRY(auto const summary, vault_unlock(Json{{"passphrase", passphrase}}));
    keyring::Keys const& keys = vault_.keys();
    return Json{{"organization_id", *codec::find(summary, "organization_id")},
                {"member_id", keys.member.text()},
                {"device_id", keys.device.text()}};
}

Answer Engine::Session::vault_unlock(Json const& params) {
    AMPARO_TRY(auto const passphrase, normalised(params, "passphrase"));
    if (vault_.unlocked()) return unlock_again(passphrase);
    begin_session();
    auto const unlocked = vault_.unlock(passphrase, sink());
    if (!unlocked.ok()) {
        end_session();
        return Fail{from(unlocked.error())};
    }
    (void)take_entries(News::kQuiet);
    key_came_ = false;
    remove_erased();
    remove_superseded();
    return unlocked_summary();
}

void Engine::Session::remove_erased() {
    if (!vault_.unlocked() || vault_.unfinished_erasures().empty()) return;
    auto writing = vault_.begin_writing(sink(), on_reload());
    (void)take_entries(News::kTold);
    if (writing.ok()) (void)writing.value().remove(vault_.unfinished_erasures());
}

/// The vault is open already: another window shows who it is.
Answer Engine::Session::unlock_again(std::string const& passphrase) {
    AMPARO_DO(refresh());
    if (vault_.ring().is_passphrase_of(vault_.keys(), passphrase)) return unlocked_summary();
    if (vault_.ring().unlock(passphrase).ok())
        return refused("somebody else has this vault open in this program", {}, "lock it there first");
    return Fail{from(vault::VaultError::kWrongPassphrase)};
}

Answer Engine::Session::vault_lock(Json const&) {
    end_session();
    return Json::object();
}

Answer Engine::Session::vault_info(Json const&) {
    if (!vault_.unlocked()) {
        auto const opened = vault_.open();
        if (!opened.ok()) return Fail{from(opened.error())};
    } else if (auto const done = refresh(); !done.ok()) {
        return Fail{done.error()};
    }
    keyring::Chain const& chain = vault_.ring().chain();
    Json out{{"format", reclog::kFormat},
             {"organization_id", organization_text(chain.org_id())},
             {"bytes", vault_.size_bytes()},
             {"members", std::count_if(chain.members().begin(), chain.members().end(),
                                       [](keyring::Member const& m) { return m.active(); })},
             {"commits", vault_.commit_count()},
             {"epoch", chain.epoch()},
             {"recovery_kit", chain.kit() ? Json(text(chain.kit()->made)) : Json(nullptr)},
             {"unlocked", vault_.unlocked()}};
    if (vault_.unlocked()) {
        AMPARO_TRY(auto const summary, unlocked_summary());
        out.update(summary);
        Json records = Json::object();
        for (auto const& [kind, count] : projection_->counts_by_kind()) records[kind] = count;
        out["records"] = std::move(records);
    }
    return out;
}

Answer Engine::Session::vault_verify(Json const&) {
    std::vector<vault::Problem> problems;
    auto const checked = vault_.verify(&problems);
    if (!checked.ok()) return Fail{from(checked.error())};
    vault::Checked const& c = checked.value();
    bool const ok = std::all_of(problems.begin(), problems.end(), is_harmless);
    return Json{{"ok", ok},
                {"checked", Json{{"bytes", c.bytes},
                                 {"batches", c.batches},
                                 {"chain_entries", c.chain_entries},
                                 {"commits", c.commits},
                                 {"signatures", c.signatures},
                                 {"entries", c.entries},
                                 {"opened", c.opened},
                                 {"sealed_to_others", c.sealed},
                                 {"erased", c.erased}}},
                {"problems", in_json(problems)}};
}

Answer Engine::Session::vault_compact(Json const&) {
    std::uint64_t const before = vault_.size_bytes();
    {
        auto writing = vault_.begin_writing(sink(), on_reload());
        if (!writing.ok()) return Fail{from(writing.error())};
        (void)take_entries(News::kTold);
        auto const compacted = writing.value().compact();
        if (!compacted.ok()) return Fail{from(compacted.error())};
    }
    return Json{{"bytes_before", before}, {"bytes_after", vault_.size_bytes()}};
}

Answer Engine::Session::vault_merge(Json const& params) {
    auto const copy = crypto::from_base64(codec::string_or(params, "file"));
    if (!copy) return usage("this is not base64", "file");
    vault::Merged merged;
    std::set<RecordId> touched;
    {
        auto writing = vault_.begin_writing(sink(), on_reload());
        if (!writing.ok()) return Fail{from(writing.error())};
        auto const done = writing.value().merge(
            *copy, [&](vault::OpenedEntry&& entry) { touched.insert(entry.header.record); });
        if (!done.ok()) return Fail{not_merged(done.error())};
        merged = done.value();
    }
    remove_erased();
    // What came may erase, open a wall, or settle what stood against each other.
    AMPARO_DO(reload());
    Json conflicts = Json::array();
    for (RecordId const& id : touched) {
        auto const view = projection_->record(id);
        if (view && !view->state.conflicts.empty())
            conflicts.push_back(Json{{"id", id.text()}, {"kind", view->kind}});
    }
    Json out{{"commits", merged.commits},
             {"records", touched.size()},
             {"membership_entries", merged.chain_entries},
             {"left_out", merged.left_out},
             {"unread_bytes", merged.unread_bytes},
             {"conflicts", std::move(conflicts)}};
    if (holds(Part::kPlan, {}).ok())
        out["displaced"] = Housing{*this}.displaced(shelter(), shelter().occupancy(now()), true);
    return out;
}

Answer Engine::Session::vault_snapshot(Json const&) {
    remove_erased();
    auto const bytes = vault_.snapshot();
    if (!bytes.ok()) return Fail{from(bytes.error())};
    return Json{{"file", crypto::to_base64(bytes.value())}, {"bytes", bytes.value().size()}};
}

Answer Engine::Session::vault_backed_up(Json const& params) {
    Json data{{"made_at", text(now())}, {"bytes", codec::int_at(params, "bytes").value_or(0)}};
    if (auto const where = codec::text_at(params, "kept_where"); where && !where->empty())
        data["kept_where"] = *where;
    AMPARO_TRY(auto change, own_record("backup", std::nullopt, data));
    std::string const id = change.record.text();
    AMPARO_DO(write({std::move(change)}));
    return Json{{"id", id}};
}

// --- members

Answer Engine::Session::member_add(Json const& params) {
    AMPARO_TRY(auto const member, name_in(params, "name"));
    AMPARO_TRY(auto const passphrase, normalised(params, "passphrase"));
    // Whoever types it would come in as the other.
    keyring::Member const* const me = vault_.ring().chain().member(vault_.keys().member);
    if (me != nullptr && me->role == Role::kCoordinator && vault_.ring().unlock(passphrase).ok())
        return refused("this passphrase can't be used here", "passphrase", "choose another");
    Role const role = role_named(codec::string_or(params, "role")).value();
    MemberId added{MemberId::Bytes{}};
    AMPARO_DO(change_keys([&](keyring::Keyring const& ring, keyring::Keys const& keys) {
        return ring.add_member(keys, member, role, passphrase, ports_.passphrase_cost, now(), &added);
    }));
    return Json{{"member_id", added.text()}, {"parts", names_of(parts_of(role))}};
}

Answer Engine::Session::member_list(Json const&) {
    Json out = Json::array();
    for (keyring::Member const& m : vault_.ring().chain().members())
        out.push_back(Json{{"member_id", m.id.text()},
                           {"name", member_name(m.id)},
                           {"role", amparo::name(m.role)},
                           {"parts", names_of(m.parts)},
                           {"active", m.active()},
                           {"added", text(m.added)},
                           {"you", m.id == vault_.keys().member}});
    return Json{{"members", std::move(out)}};
}

Answer Engine::Session::member_remove(Json const& params) {
    MemberId const id = MemberId::parse(codec::string_or(params, "member")).value();
    if (id == vault_.keys().member)
        return refused("you can't remove yourself", "member", "ask another coordinator");
    for (auto const& [matter, wall] : walls_.all())
        if (walls_.is_last_inside(wall, id, vault_.ring().chain()))
            return refused("they are the last who can open " + wall.number, "member",
                           "have them let a colleague in first: amparo matter wall");
    for (auto const& [study, wall] : walls_.registers())
        if (walls_.is_last_inside(wall, id, vault_.ring().chain()))
            return refused("they are the last who can open the register of the study " + wall.number,
                           "member", "have them let a colleague in first: amparo study keepers");
    auto const done = change_keys([&](keyring::Keyring const& ring, keyring::Keys const& keys) {
        return ring.remove_member(keys, id, vault_.last_commit_of(id), now());
    });
    if (!done.ok())
        return done.error().code == Code::kLocked
                   ? not_found("there is no active member with this id", "member", "see member list")
                   : Answer{Fail{done.error()}};
    return Json{{"epoch", vault_.ring().chain().epoch()},
                {"note",
                 "They can no longer read new entries. What they already read or copied can't be recalled. "
                 "If they may have "
                 "a copy of the vault, renew your card as well."}};
}

Answer Engine::Session::member_rekey(Json const&) {
    AMPARO_DO(change_keys([&](keyring::Keyring const& ring, keyring::Keys const& keys) {
        return ring.new_epoch(keys, now());
    }));
    return Json{{"epoch", vault_.ring().chain().epoch()}};
}

Answer Engine::Session::member_passphrase(Json const& params) {
    AMPARO_TRY(auto const current, normalised(params, "current"));
    AMPARO_TRY(auto const fresh, normalised(params, "new"));
    if (!vault_.ring().is_passphrase_of(vault_.keys(), current))
        return Fail{Failure{
            Code::kLocked, "this is not your current passphrase; nothing was changed", "current", {}}};
    if (vault_.ring().unlock(fresh).ok())
        return refused("this passphrase can't be used here; nothing was changed", "new", "choose another");
    AMPARO_DO(change_keys([&](keyring::Keyring const& ring, keyring::Keys const& keys) {
        return ring.change_passphrase(keys, fresh, ports_.passphrase_cost);
    }));
    return Json{{"note", "Back-ups made before still open with the old passphrase."}};
}

// --- recovery

Answer Engine::Session::recovery_print(Json const& params) {
    auto const kit = crypto::make_random<16>();
    AMPARO_DO(change_keys([&](keyring::Keyring const& ring, keyring::Keys const& keys) {
        return ring.make_kit(keys, kit, now());
    }));
    bool const spanish = codec::text_at(params, "language") == "es";
    Json words = Json::array();
    for (std::string const& word :
         keyring::to_words(kit, spanish ? keyring::WordLanguage::kSpanish : keyring::WordLanguage::kEnglish))
        words.push_back(word);
    return Json{{"words", std::move(words)}, {"made", text(now())}};
}

Answer Engine::Session::recovery_use(Json const& params) {
    std::vector<std::string> words;
    for (Json const& word : codec::list_at(params, "words")) words.push_back(word.get<std::string>());
    AMPARO_TRY(auto const member, name_in(params, "member"));
    AMPARO_TRY(auto const passphrase, normalised(params, "passphrase"));
    auto const kit = keyring::from_words(words);
    if (!kit.ok()) {
        switch (kit.error()) {
            case keyring::WordsError::kCount:
                return usage("a kit has twelve words", "words");
            case keyring::WordsError::kUnknownWord:
                return usage("one of these words is in neither list", "words",
                             "check the spelling on the paper");
            case keyring::WordsError::kChecksum:
                return usage("these words do not fit together: one is wrong or in the wrong place", "words");
        }
    }
    auto const added = vault_.use_kit(kit.value(), member, passphrase, ports_.passphrase_cost, now());
    if (!added.ok()) return Fail{from(added.error())};
    AMPARO_DO(vault_unlock(Json{{"passphrase", passphrase}}));
    Json beside = Json::array();
    for (keyring::Member const& m : vault_.ring().chain().members())
        if (m.active() && m.id != added.value())
            beside.push_back(Json{{"member_id", m.id.text()}, {"name", member_name(m.id)}});
    return Json{{"member_id", added.value().text()},
                {"beside", std::move(beside)},
                {"note", "Print a new kit now: these words were seen."}};
}

}  // namespace amparo::engine
