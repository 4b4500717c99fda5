// SPDX-License-Identifier: AGPL-3.0-or-later
// study.*: studies, their interviews, and who keeps the register of pseudonyms.
//
//   J1 Register.  Whom a pseudonym stands for is sealed under a key of the study's register (walls.hpp N2): only its keepers
//                 hold it, whatever their role. Who enters somebody first keeps the register; keepers let others in.
//   J2 Nobody.    The log's header of an entry names no person, so the register can't be joined with the answers without
//                 the key.
//   J3 Before.    What was entered before there were keys is sealed anew when the register is next written to or its
//                 keepers are named; what stood there is erased.
//   J4 Leaving.   The last keeper can't be removed.
//   J5 Why.       Of each interview that is in no figure of its study a list says the first of these that holds: withdrawn,
//                 consent_unsettled (two devices recorded different answers), no_consent, answers_gone (erased, or not
//                 there yet), other_form (than the study's instrument), answers_sealed (to this member, so no table can
//                 be made by them), person_excluded (another interview of the person has no consent), repeated (a later
//                 interview of the person speaks for them). A day outside the study's own is said and excludes nobody.
#include "counting.hpp"
#include "evidence_view.hpp"
#include "studies.hpp"

#include <algorithm>
#include <map>

namespace amparo::engine {
namespace {

Json keepers_told(Wall const* wall) {
    Json out = Json::array();
    if (wall == nullptr) return out;
    for (MemberId const& id : wall->inside) out.push_back(id.text());
    return out;
}

}  // namespace

Answer Engine::Session::study_new(Json const& params) {
    std::string const instrument = codec::string_or(params, "instrument");
    forms::Form const* const form = forms_.find(instrument);
    if (form == nullptr || !forms_.is_own(instrument) || form->about_person == forms::AboutPerson::kNo)
        return usage("there is no form of yours of this name with which people can be asked", "instrument",
                     "add one: amparo form add; see form list");
    forms::Form const* const study = forms_.find("study");
    AMPARO_TRY(auto const data, checked(*study, params, forms::Mode::kCreate, Json::object(), ""));
    AMPARO_TRY(auto change, creation(*study, std::nullopt, data));
    Json out{{"study", change.record.text()}, {"name", codec::string_or(data, "name")}};
    AMPARO_DO(write({std::move(change)}));
    return out;
}

Answer Engine::Session::study_interview(Json const& params) {
    AMPARO_TRY(auto const study, record_of_kind(params, "study", "study"));
    forms::Form const* const form = forms_.find(codec::string_or(study.state.fields, "instrument"));
    if (form == nullptr || form->behaviour || form->about_person == forms::AboutPerson::kNo)
        return refused("the study's instrument is no form with which people can be asked", "study",
                       "add the form, or name another as its instrument");
    AMPARO_TRY(auto const answers,
               checked(*form, codec::list_at(params, "data"), forms::Mode::kCreate, Json::object(), "data"));
    std::string const pseudonym = codec::string_or(params, "pseudonym");
    bool taken = false;
    projection_->for_each("study_interview", [&](projection::RecordView const& view) {
        taken = taken || (codec::text_at(view.state.fields, "pseudonym") == std::string_view{pseudonym} &&
                          codec::text_at(view.state.fields, "study") == std::string_view{study.id.text()});
    });
    if (taken) return refused("this study has this pseudonym already", "pseudonym", "choose another");
    std::string const day = codec::string_or(params, "day", text(now()).substr(0, 10));
    if (auto const dated = checked(*forms_.find("study_interview"), Json{{"day", day}}, forms::Mode::kUpdate,
                                   Json::object(), "");
        !dated.ok())
        return usage(dated.error().message, "day", dated.error().hint);
    // A person of its own: nothing that is counted points to whom we serve.
    auto const about = crypto::make_id<PersonId>();
    AMPARO_TRY(auto answered, creation(*form, about, answers));
    Json interview{{"study", study.id.text()},
                   {"pseudonym", pseudonym},
                   {"answers", answered.record.text()},
                   {"given_by", codec::string_or(params, "given_by")},
                   {"day", day},
                   {"research_consent", codec::bool_at(params, "research_consent") == true ? "yes" : "no"}};
    if (auto const channel = codec::text_at(params, "channel"); channel) interview["channel"] = *channel;
    // The answers it links to are written with it.
    AMPARO_TRY(auto interviewed, own_record("study_interview", about, interview));
    Json out{{"interview", interviewed.record.text()},
             {"answers", answered.record.text()},
             {"person", about.text()},
             {"pseudonym", pseudonym}};
    std::vector<Change> changes{std::move(answered), std::move(interviewed)};
    if (Json const* const register_entry = codec::find(params, "register"); register_entry != nullptr) {
        AMPARO_TRY(auto registered, Studies{*this}.registered_as(study, *register_entry, about, pseudonym));
        out["register"] = registered.record.text();
        changes.push_back(std::move(registered));
    }
    AMPARO_DO(write(changes));
    return out;
}

Result<Engine::Session::Change, Failure> Engine::Session::Studies::registered_as(
    projection::RecordView const& study, Json const& told, PersonId const& about,
    std::string const& pseudonym) const {
    AMPARO_DO(s.holds(Part::kIdentity, "register"));
    Json entry{{"code", pseudonym}, {"study", study.id.text()}};
    for (char const* key : {"name", "reached_at"})
        if (auto const value = codec::text_at(told, key); value) entry[key] = *value;
    AMPARO_TRY(auto const served, s.person(told, "person"));
    if (served) entry["served_person"] = served->text();
    AMPARO_TRY(auto const kept, s.checked(*s.forms_.find(kRegisterKind), entry, forms::Mode::kCreate,
                                          Json::object(), "register"));
    Wall const* const wall = s.walls_.of_register(study.id);
    if (wall != nullptr && !s.walls_.holds_key(*wall))
        return refused("you are no keeper of this study's register; nothing was kept", "register",
                       "give a keeper the name, or have one let you in: study keepers");
    if (wall == nullptr) {
        AMPARO_TRY(auto put_up, register_wall(study, {s.vault_.keys().member}));
        AMPARO_DO(seal_register(study, put_up));
    }
    return s.creation(*s.forms_.find(kRegisterKind), about, kept);
}

// --- the register

std::optional<RecordId> Engine::Session::Studies::study_of(projection::RecordView const& entry) const {
    if (auto const id = RecordId::parse(codec::string_or(entry.state.fields, "study")); id.ok())
        return id.value();
    std::optional<RecordId> out;
    s.projection_->for_each("study_interview", [&](projection::RecordView const& view) {
        if (!entry.person || view.person != entry.person) return;
        if (auto const id = RecordId::parse(codec::string_or(view.state.fields, "study")); id.ok())
            out = id.value();
    });
    return out;
}

Result<Engine::Session::Change, Failure> Engine::Session::Studies::register_wall(
    projection::RecordView const& study, std::set<MemberId> const& keepers) const {
    keyring::Chain const& chain = s.vault_.ring().chain();
    Wall const* const stands = s.walls_.of_register(study.id);
    Json data{{"number", codec::string_or(study.state.fields, "name")}, {"walled", study.id.text()}};
    data.update(stands != nullptr && stands->only_lets_in(keepers) ? s.walls_.widen(*stands, keepers, chain)
                                                                   : s.walls_.raise(keepers, chain).fields);
    return s.own_record(kRegisterWallKind, std::nullopt, data);
}

Result<Done, Failure> Engine::Session::Studies::seal_register(projection::RecordView const& study,
                                                              Change const& wall) const {
    std::vector<projection::RecordView> entries;
    s.projection_->for_each(kRegisterKind, [&](projection::RecordView const& view) {
        if (study_of(view) == study.id) entries.push_back(view);
    });
    if (entries.empty()) return s.write({wall});
    {
        auto writing = s.vault_.begin_writing(s.sink(), s.on_reload());
        if (!writing.ok()) return Fail{from(writing.error())};
        (void)s.take_entries(News::kTold);
        if (Wall const* const stands = s.walls_.of_register(study.id);
            stands != nullptr && !s.walls_.holds_key(*stands))
            return refused("you are no keeper of this study's register", "study",
                           "have a keeper let you in: study keepers");
        std::vector<vault::NewEntry> all = s.entries_of({wall});
        auto const put_up = Walls::read(wall.fields.begin()->second);
        for (projection::RecordView const& one : entries) {
            auto const view = s.projection_->record(one.id);
            if (!view || view->state.fields.empty()) continue;
            Json fields = view->state.fields;
            fields["study"] = study.id.text();
            AMPARO_TRY(auto more, s.anew(*view, fields, &put_up->second));
            std::move(more.begin(), more.end(), std::back_inserter(all));
        }
        AMPARO_DO(s.replace_entries(writing.value(), std::move(all)));
    }
    return s.reload();
}

Answer Engine::Session::study_keepers(Json const& params) {
    Studies studies{*this};
    AMPARO_TRY(auto const study, record_of_kind(params, "study", "study"));
    AMPARO_DO(holds(Part::kIdentity, "study"));
    bool is_sealed_anew = false;
    if (params.contains("inside")) {
        AMPARO_TRY(auto const keepers, members_in(params, "inside", Part::kIdentity));
        Wall const* const stands = walls_.of_register(study.id);
        if (stands != nullptr && !walls_.holds_key(*stands))
            return refused("only a keeper of the register names its keepers", "study",
                           "have a keeper let you in");
        if (!keepers.contains(vault_.keys().member))
            return refused("you have to be a keeper of what you seal", "inside",
                           "let a colleague in first, who then names the keepers without you");
        bool const lets_in = stands != nullptr && stands->only_lets_in(keepers);
        AMPARO_TRY(auto wall, studies.register_wall(study, keepers));
        if (lets_in) {
            AMPARO_DO(write({std::move(wall)}));
        } else {
            AMPARO_DO(studies.seal_register(study, wall));
        }
        is_sealed_anew = !lets_in;
    }
    Wall const* const wall = walls_.of_register(study.id);
    Json out{{"study", study.id.text()},
             {"name", codec::string_or(study.state.fields, "name")},
             {"keepers", keepers_told(wall)},
             {"names", Json::array()},
             {"open_to_you", wall == nullptr || walls_.holds_key(*wall)},
             {"sealed_anew", is_sealed_anew}};
    for (Json const& id : out["keepers"]) out["names"].push_back(asked_name(id.get<std::string>()));
    return out;
}

// --- interviews

Result<projection::RecordView, Failure> Engine::Session::Studies::interview_in(Json const& params) const {
    std::string const named = codec::string_or(params, "interview");
    if (RecordId::parse(named).ok()) return s.record_of_kind(params, "interview", "study_interview");
    std::vector<projection::RecordView> found;
    auto const study = codec::text_at(params, "study");
    s.projection_->for_each("study_interview", [&](projection::RecordView const& view) {
        if (codec::text_at(view.state.fields, "pseudonym") == std::string_view{named} &&
            (!study || codec::text_at(view.state.fields, "study") == study))
            found.push_back(view);
    });
    if (found.empty())
        return not_found("there is no interview under this pseudonym", "interview", "see study list STUDY");
    if (found.size() > 1)
        return usage("several studies have this pseudonym", "study", "say which: see study list");
    return found.front();
}

Answer Engine::Session::study_withdraw(Json const& params) {
    AMPARO_TRY(auto const view, Studies{*this}.interview_in(params));
    std::string const at = text(now());
    AMPARO_TRY(auto change,
               change_of(view, Json{{"withdrawn_at", at}}, revisions::Op::kUpdate, view.state.heads));
    AMPARO_DO(write({std::move(change)}));
    return Json{{"interview", view.id.text()},
                {"pseudonym", codec::string_or(view.state.fields, "pseudonym")},
                {"withdrawn_at", at}};
}

namespace {

/// Of several interviews of one person the last speaks for them (evidence/microdata.hpp M1).
std::string order_of(Json const& interview, projection::RecordView const& answers) {
    return codec::string_or(interview, "day") + "|" + text(answers.created) + "|" + answers.id.text();
}

/// P-2 before P-10.
std::string in_order(std::string const& pseudonym) {
    constexpr std::size_t kDigits = 12;
    std::string out;
    for (std::size_t at = 0; at < pseudonym.size();) {
        std::size_t end = at;
        while (end < pseudonym.size() && pseudonym[end] >= '0' && pseudonym[end] <= '9') ++end;
        if (end > at) {
            out.append(end - at < kDigits ? kDigits - (end - at) : 0, '0').append(pseudonym, at, end - at);
            at = end;
        } else {
            out += pseudonym[at++];
        }
    }
    return out;
}

}  // namespace

Engine::Session::Studies::Speakers Engine::Session::Studies::speakers_in(projection::RecordView const& study,
                                                                         Interviews const& all) const {
    Speakers out;
    for (auto const& [answers, one] : all.by_answers) {
        auto const id = RecordId::parse(answers);
        if (!one.agreed || one.study != study.id.text() || !id.ok()) continue;
        auto const view = s.projection_->record(id.value());
        if (!view || !view->person || view->kind != codec::string_or(study.state.fields, "instrument"))
            continue;
        auto& last = out[view->person->text()];
        last = std::max(last, std::pair{order_of(one.data, *view), codec::string_or(one.data, "pseudonym")});
    }
    return out;
}

Json Engine::Session::Studies::interview_told(Interview const& one, std::string const& answers,
                                              projection::RecordView const& study, Interviews const& all,
                                              Speakers const& speakers) const {
    Json out{{"pseudonym", codec::string_or(one.data, "pseudonym")},
             {"interview", one.record.text()},
             {"answers", answers},
             {"day", codec::string_or(one.data, "day")},
             {"study", one.study}};
    auto const id = RecordId::parse(answers);
    auto const view = id.ok() ? s.projection_->record(id.value()) : std::nullopt;
    auto const why = [&]() -> std::string {
        if (!one.withdrawn_at.empty()) return "withdrawn";
        if (!one.data.contains("research_consent")) return "consent_unsettled";
        if (!one.agreed) return "no_consent";
        if (!view || (view->state.fields.empty() && !view->erased.empty())) return "answers_gone";
        if (view->kind != codec::string_or(study.state.fields, "instrument")) return "other_form";
        if (view->sealed.bits() != 0) return "answers_sealed";
        if (!view->person) return {};
        if (all.excluded.contains(view->person->text())) return "person_excluded";
        auto const last = speakers.find(view->person->text());
        if (last == speakers.end() || last->second.first == order_of(one.data, *view)) return {};
        out["instead"] = last->second.second;
        return "repeated";
    }();
    out["counted"] = why.empty();
    if (!why.empty()) out["why"] = why;
    if (!one.withdrawn_at.empty()) out["withdrawn_on"] = one.withdrawn_at.substr(0, 10);
    std::string const day = codec::string_or(one.data, "day");
    std::string const starts = codec::string_or(study.state.fields, "starts");
    std::string const ends = codec::string_or(study.state.fields, "ends");
    out["outside"] = (!starts.empty() && day < starts) || (!ends.empty() && day > ends);
    return out;
}

Answer Engine::Session::study_list(Json const& params) {
    Studies studies{*this};
    auto const wanted = codec::text_at(params, "study");
    if (wanted) {
        AMPARO_TRY(auto const study, record_of_kind(params, "study", "study"));
        AMPARO_DO(holds(Part::kStatistics, "study"));
    }
    auto const all = studies.interviews();
    std::size_t const sealed = static_cast<std::size_t>(std::count_if(
        all.by_answers.begin(), all.by_answers.end(), [](auto const& one) { return one.second.is_sealed; }));
    Json out = Json::array();
    projection_->for_each("study", [&](projection::RecordView const& view) {
        if (wanted && view.id.text() != *wanted) return;
        auto const speakers = studies.speakers_in(view, all);
        std::map<std::string, Json> rows;
        std::map<std::string, std::size_t> why;
        std::size_t agreed = 0;
        std::size_t counted = 0;
        for (auto const& [answers, one] : all.by_answers) {
            if (one.study != view.id.text()) continue;
            Json row = studies.interview_told(one, answers, view, all, speakers);
            agreed += one.agreed ? 1 : 0;
            counted += row["counted"] == true ? 1 : 0;
            if (row.contains("why")) ++why[row["why"].get<std::string>()];
            rows[in_order(codec::string_or(one.data, "pseudonym")) + answers] = std::move(row);
        }
        out.push_back(Json{{"study", view.id.text()},
                           {"name", codec::string_or(view.state.fields, "name")},
                           {"instrument", codec::string_or(view.state.fields, "instrument")},
                           {"interviews", agreed},
                           {"excluded", rows.size() - agreed},
                           {"counted", counted},
                           {"all", rows.size()},
                           {"why", why}});
        if (!wanted) return;
        out.back()["under"] = Json::array();
        for (auto& [key, row] : rows) out.back()["under"].push_back(std::move(row));
    });
    return Json{{"studies", std::move(out)}, {"sealed", sealed}};
}

}  // namespace amparo::engine
