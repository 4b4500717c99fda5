// SPDX-License-Identifier: AGPL-3.0-or-later
// person.erase: a person's right to be forgotten, with the proof of it.
//
//   P1 Everything. Each record about the person, of every kind, and this member's drafts; with a document its file.
//   P2 By key.     Part by part as this member's keys go: who holds every part of a record erases it whole. Who holds
//                  some of them erases those, and is told which remain for a colleague.
//   P3 Stays.      A legal hold on the person stops all of it; on a record or a matter, that. What somebody keeps longer
//                  with the person's consent stays, unless the person takes that back.
//   P4 Account.    Of what left: to whom, when, on which release. What exactly left, and the signature, go.
//   P5 Withdrawn.  Each release in force is withdrawn, or goes.
//   P6 Shown.      With `show` nothing is written, and the answer is the same.
//   P7 Proof.      The answer names each record and part, what remains, and why. Accounts of erasure stay in the log.
//   P8 Studies.    What a register says that they are, and the interview it stands for with its answers and what others said of
//                  it, go too: erased is more than withdrawn. Who keeps no register of a study is told whom to ask.
//   P9 Matters.    While a matter for them is open, nothing goes: it is closed first. Of one that is closed the blind names
//                  stay, so that a later check still meets who was a client (ABA Model Rule 1.9); they hold no name, but who
//                  holds the legal part can try one. With `conflicts_too` they go as well.
#include "documents.hpp"
#include "drafting.hpp"
#include "forget.hpp"
#include "matter_view.hpp"

#include <algorithm>
#include <iterator>

namespace amparo::engine {
namespace {

constexpr std::string_view kReleaseKind = "release";
constexpr std::string_view kDisclosureKind = "disclosure";

Json named(projection::RecordView const& view) {
    return Json{{"record", view.id.text()}, {"kind", view.kind}};
}

Json names_of(std::set<Part> const& parts) {
    Json out = Json::array();
    for (Part const part : parts) out.push_back(name(part));
    return out;
}

/// What says something of another record: a line of custody, a review. It stays as long as that does.
bool is_beside(std::string_view kind) {
    return is_custody(kind) || kind == "review";
}

}  // namespace

/// The parts of a record of which something is there.
std::set<Part> Engine::Session::Forgotten::parts_of(projection::RecordView const& view) const {
    std::set<Part> out;
    for (projection::HistoryItem const& item : of->projection_->history(view.id))
        if (!item.is_erased) out.insert(item.entry.part);
    return out;
}

/// P3, P4: why a record stays, or its part "plan". Nothing: it may go.
Json Engine::Session::Forgotten::stays_because(projection::RecordView const& view) const {
    if (Json const holds = of->holds_on(view); !holds.empty())
        return Json{{"why", "hold"}, {"hold", holds.front()["id"]}};
    if (!of->not_behind_a_wall(view).ok()) return Json{{"why", "wall"}};
    auto const kept = reviews.find(view.id.text());
    if (kept != reviews.end() && kept->second.until > text(date_of(of->now())) && !takes_back)
        return Json{{"why", "kept_longer"}, {"until", kept->second.until}};
    if (is_beside(view.kind)) {
        auto const other = RecordId::parse(
            codec::string_or(view.state.fields, is_custody(view.kind) ? "document" : "record_id"));
        bool const is_there = other.ok() && of->projection_->record(other.value());
        if (is_there && !goes.contains(other.value())) return Json{{"why", "its_record"}};
    }
    return Json::object();
}

bool Engine::Session::Forgotten::is_account(projection::RecordView const& view) const {
    return view.kind == kDisclosureKind || (view.kind == kReleaseKind && left_under.contains(view.id.text()));
}

void Engine::Session::Forgotten::take(projection::RecordView const& view) {
    std::set<Part> const all = parts_of(view);
    if (all.empty()) return;
    if (Json const why = stays_because(view); !why.empty()) {
        Json row = named(view);
        row.update(why);
        row["parts"] = names_of(all);
        remains.push_back(std::move(row));
        return;
    }
    std::set<Part> mine;
    std::set<Part> others;
    for (Part const part : all) {
        if (!of->my_parts().contains(part))
            others.insert(part);
        else if (part != Part::kPlan || !is_account(view))
            mine.insert(part);
    }
    bool const is_whole = mine == all;
    auto const stays = [&](std::set<Part> const& parts, std::string_view why) {
        Json row = named(view);
        row.update(Json{{"why", why}, {"parts", names_of(parts)}});
        remains.push_back(std::move(row));
    };
    if (!others.empty()) stays(others, "other_role");
    if (all.contains(Part::kPlan) && of->my_parts().contains(Part::kPlan) && is_account(view))
        stays({Part::kPlan}, "account");
    if (mine.empty()) return;
    goes.insert(view.id);
    Json row = named(view);
    row["parts"] = names_of(mine);
    row["whole"] = is_whole;
    erased.push_back(std::move(row));
    steps.push_back({view, is_whole ? std::set<Part>{} : mine});
}

Result<Done, Failure> Engine::Session::is_over(projection::RecordView const& view) {
    auto const state = codec::text_at(view.state.fields, "state");
    if (view.kind == "stay" && state == shelter::name(shelter::StayState::kStaying))
        return refused("this person is staying in a house; nothing was erased", "",
                       "record that they left first");
    if (view.kind == kMatterKind && state == "open")
        return refused(
            "the matter " + codec::string_or(view.state.fields, "number") + " is open; nothing was erased",
            "", "close it with its outcome first: amparo matter change " + view.id.text());
    return Done{};
}

Engine::Session::Views Engine::Session::all_about(PersonId const& who) const {
    Interviewed const as = interviewed(who);
    Views out;
    for (forms::Form const* form : forms_.all())
        projection_->for_each(form->name, [&](projection::RecordView const& view) {
            if (view.person == who || as.is_of(view)) out.push_back(view);
        });
    return out;
}

/// P3, P9: nobody is forgotten who is held, sleeps here or is represented.
Result<Done, Failure> Engine::Session::may_forget(PersonId const& who, Views const& all) const {
    AMPARO_DO(no_hold(holds_on(std::nullopt, std::nullopt, who), "person"));
    for (projection::RecordView const& view : all) AMPARO_DO(is_over(view));
    return Done{};
}

/// What would be erased, in this moment.
Engine::Session::Forgotten Engine::Session::to_forget(PersonId const& who, Views all, Json const& params) {
    Forgotten out;
    out.of = this;
    out.takes_back = codec::bool_at(params, "kept_too").value_or(false);
    out.reviews = reviews();
    for (projection::RecordView const& view : all)
        if (view.kind == kDisclosureKind)
            out.left_under.insert(codec::string_or(view.state.fields, "release"));
    // What is beside a record goes with it, so it is looked at after it.
    std::stable_partition(all.begin(), all.end(), [](auto const& view) { return !is_beside(view.kind); });
    for (projection::RecordView const& view : all) out.take(view);
    for (projection::RecordView const& view : all) {
        if (view.kind != kReleaseKind) continue;
        auto const release = release_of(view);
        if (!release.ok() || !release.value().in_force(now())) continue;
        out.withdrawn.push_back(view.id.text());
        bool const is_gone = std::any_of(out.steps.begin(), out.steps.end(), [&](auto const& step) {
            return step.view.id == view.id && step.parts.empty();
        });
        if (!is_gone && my_parts().contains(Part::kPlan)) out.to_withdraw.push_back(view);
    }
    for (KeptDraft const& draft : Drafting{*this}.kept_drafts())
        if (draft.person == who) out.drafts.push_back(draft.id);
    out.add_mentions(who);
    out.add_walled(who);
    out.add_blind_names(who, codec::bool_at(params, "conflicts_too").value_or(false));
    out.add_registers();
    return out;
}

bool Engine::Session::Interviewed::is_of(projection::RecordView const& view) const {
    if (entries.contains(view.id) || (view.person && people.contains(*view.person))) return true;
    return view.kind == "corroboration" &&
           interviews.contains(codec::string_or(view.state.fields, "interview"));
}

/// P8: as whom a person stands in the studies whose register is open to this member.
Engine::Session::Interviewed Engine::Session::interviewed(PersonId const& who) const {
    Interviewed out;
    projection_->for_each(kRegisterKind, [&](projection::RecordView const& view) {
        if (codec::text_at(view.state.fields, "served_person") != std::string_view{who.text()}) return;
        out.entries.insert(view.id);
        if (view.person) out.people.insert(*view.person);
    });
    out.people.insert(who);
    projection_->for_each("study_interview", [&](projection::RecordView const& view) {
        if (view.person && out.people.contains(*view.person)) out.interviews.insert(view.id.text());
    });
    return out;
}

/// P8: nobody who is no keeper can tell whether somebody is in a register.
void Engine::Session::Forgotten::add_registers() {
    of->projection_->for_each("study", [&](projection::RecordView const& view) {
        Wall const* const wall = of->walls_.of_register(view.id);
        if (wall == nullptr || of->walls_.holds_key(*wall)) return;
        std::string ask;
        for (MemberId const& id : wall->inside) ask += (ask.empty() ? "" : ", ") + of->asked_name(id.text());
        remains.push_back(Json{{"kind", kRegisterKind},
                               {"why", "register"},
                               {"number", codec::string_or(view.state.fields, "name")},
                               {"ask", ask}});
    });
}

/// What is about others and names the person.
void Engine::Session::Forgotten::add_mentions(PersonId const& who) {
    for (forms::Form const* form : of->forms_.all())
        of->projection_->for_each(form->name, [&](projection::RecordView const& view) {
            if (view.person == who || goes.contains(view.id)) return;
            auto const links = forms::links(*form, view.state.fields);
            if (std::none_of(links.begin(), links.end(), [&](forms::LinkFound const& link) {
                    return link.to == forms::LinkTo::kPerson && link.id == who.text();
                }))
                return;
            Json row = named(view);
            row.update(Json{{"why", "of_others"}, {"parts", names_of(parts_of(view))}});
            remains.push_back(std::move(row));
        });
}

/// A matter for them behind a wall that keeps this member out: its number and whom to ask, as a conflict check says.
void Engine::Session::Forgotten::add_walled(PersonId const& who) {
    if (!of->my_parts().contains(Part::kLegal) || !of->blind()) return;
    Conflicts const& known = of->conflicts();
    auto const at = known.by_person.find(of->blind_person(who));
    if (at == known.by_person.end()) return;
    std::set<std::string> open;
    of->projection_->for_each(kMatterKind, [&](projection::RecordView const& view) {
        if (view.person) open.insert(codec::string_or(view.state.fields, "number"));
    });
    for (std::uint32_t const place : known.of_person.at(at->second)) {
        Met const& met = known.matters[place];
        if (!open.contains(met.number))
            remains.push_back(Json{{"kind", kMatterKind},
                                   {"why", "wall"},
                                   {"number", met.number},
                                   {"ask", of->asked_name(met.ask)}});
    }
}

/// P9: what a conflict check meets them by, but where another's wall hides whose it is.
void Engine::Session::Forgotten::add_blind_names(PersonId const& who, bool are_to_go) {
    if (!of->my_parts().contains(Part::kLegal) || !of->blind()) return;
    std::string const blinded = of->blind_person(who);
    std::set<std::string> numbers;
    of->projection_->for_each(kTokensKind, [&](projection::RecordView const& view) {
        auto const party = RecordId::parse(codec::string_or(view.state.fields, "party"));
        if (codec::text_at(view.state.fields, "of") != blinded || !party.ok()) return;
        auto const known = of->projection_->record(party.value());
        if (known && !goes.contains(party.value())) return;
        if (are_to_go)
            blind_names.push_back(view);
        else
            numbers.insert(codec::string_or(view.state.fields, "number"));
    });
    for (std::string const& number : numbers)
        remains.push_back(Json{{"kind", kTokensKind}, {"why", "conflict_check"}, {"number", number}});
}

Json Engine::Session::backups_with(Instant since) const {
    Json out = Json::array();
    projection_->for_each("backup", [&](projection::RecordView const& b) {
        if (b.created >= since)
            out.push_back(Json{{"on", text(b.created).substr(0, 10)},
                               {"kept_where", codec::string_or(b.state.fields, "kept_where")}});
    });
    return out;
}

/// P1–P5 as entries of one batch: the accounts, and the withdrawal of what stays.
Engine::Session::NewEntries Engine::Session::forgetting(Forgotten const& what, std::string const& basis) {
    std::vector<Change> changes;
    for (projection::RecordView const& view : what.to_withdraw) {
        AMPARO_TRY(auto change, change_of(view, Json{{"withdrawn_at", text(now())}}, revisions::Op::kUpdate,
                                          view.state.heads));
        changes.push_back(std::move(change));
    }
    for (auto const& [view, parts] : what.steps) {
        std::vector<std::optional<Part>> each(parts.begin(), parts.end());
        if (each.empty()) each.emplace_back();
        for (std::optional<Part> const& part : each) {
            AMPARO_TRY(auto gone, erasures_of(view, part, vault_.entries_of(view.id, part), basis));
            std::move(gone.begin(), gone.end(), std::back_inserter(changes));
        }
    }
    for (projection::RecordView const& names : what.blind_names) {
        AMPARO_TRY(auto gone,
                   erasures_of(names, std::nullopt, vault_.entries_of(names.id, std::nullopt), basis));
        std::move(gone.begin(), gone.end(), std::back_inserter(changes));
    }
    std::vector<vault::NewEntry> out = entries_of(changes);
    for (RecordId const& draft : what.drafts) {
        AMPARO_TRY(auto gone, Drafting{*this}.draft_erasure(draft, std::nullopt));
        std::move(gone.begin(), gone.end(), std::back_inserter(out));
    }
    return out;
}

/// P8, P9: also whom only a register or a conflict check still knows, as the rest was erased before.
Result<std::optional<PersonId>, Failure> Engine::Session::whom_to_forget(Json const& params) {
    auto known = person(params);
    if (known.ok()) return known;
    auto const id = PersonId::parse(codec::string_or(params, "person"));
    if (id.ok() && !interviewed(id.value()).entries.empty()) return std::optional{id.value()};
    if (id.ok() && codec::bool_at(params, "conflicts_too").value_or(false) &&
        my_parts().contains(Part::kLegal) && blind() &&
        conflicts().by_person.contains(blind_person(id.value())))
        return std::optional{id.value()};
    return known;
}

Answer Engine::Session::person_erase(Json const& params) {
    AMPARO_TRY(auto const who, whom_to_forget(params));
    bool const is_shown = codec::bool_at(params, "show").value_or(false);
    std::string const basis = codec::string_or(params, "basis");
    if (!is_shown && basis.empty())
        return usage("say on which basis it is erased", "basis", "what the person asked for, and when");
    Views all = all_about(*who);
    auto const may = may_forget(*who, all);
    if (!may.ok() && !is_shown) return Fail{may.error()};
    Forgotten what = to_forget(*who, std::move(all), params);
    Instant first = now();
    for (auto const& step : what.steps) first = std::min(first, step.view.created);
    Json const backups = backups_with(first);
    if (!is_shown) {
        {
            auto writing = vault_.begin_writing(sink(), on_reload());
            if (!writing.ok()) return Fail{from(writing.error())};
            (void)take_entries(News::kTold);
            all = all_about(*who);
            AMPARO_DO(may_forget(*who, all));
            what = to_forget(*who, std::move(all), params);
            AMPARO_TRY(auto entries, forgetting(what, basis));
            if (!entries.empty()) AMPARO_DO(replace_entries(writing.value(), std::move(entries)));
        }
        AMPARO_DO(reload());
        for (auto const& [view, parts] : what.steps) {
            events_.push_back(Json{{"event", "record.erased"}, {"id", view.id.text()}});
            if (!is_document(view.kind) || !parts.empty()) continue;
            documents().reading.erase(view.id);
            if (!remove_files(view.id, {})) {
                Json row = named(view);
                row["why"] = "file";  // Its key is gone; document.tidy removes it.
                what.remains.push_back(std::move(row));
            }
        }
    }
    std::set<Part> not_mine;
    for (Part const part : kAllParts)
        if (!my_parts().contains(part)) not_mine.insert(part);
    Json out{{"person", who->text()},
             {"shown", is_shown},
             {"not_held", names_of(not_mine)},
             {"erased", std::move(what.erased)},
             {"remains", std::move(what.remains)},
             {"withdrawn", std::move(what.withdrawn)},
             {"drafts", what.drafts.size()},
             {"backups", backups}};
    if (!may.ok()) out["stopped"] = Json{{"why", may.error().message}, {"mend", may.error().hint}};
    return out;
}

}  // namespace amparo::engine
