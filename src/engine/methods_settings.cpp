// SPDX-License-Identifier: AGPL-3.0-or-later
// member.preferences, vocabulary.*, retention.*: how an organisation and its people want it.
#include "session.hpp"

#include "amparo/base/check.hpp"
#include "amparo_embedded/retention.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

constexpr std::size_t kDueMax = 1000;
constexpr std::chrono::years kKeptAtMost{20};

/// The same day so many months later; the last day of that month where it is shorter.
Date months_after(Date day, std::int64_t count) {
    auto const month = std::chrono::year_month{day.year(), day.month()} + std::chrono::months{count};
    Date const out = month / day.day();
    return out.ok() ? out : Date{month / std::chrono::last};
}

/// Between a kind and its part; no name has it.
constexpr char kOfPart = '/';
std::string of_part(std::string const& kind, Part part) {
    return kind + kOfPart + std::string{name(part)};
}
/// Of which records a retention record speaks: of a kind, or of one part of it.
std::string scope_of(Json const& retention) {
    std::string out = codec::string_or(retention, "of_kind");
    if (auto const part = codec::text_at(retention, "of_part"); part) out += kOfPart + std::string{*part};
    return out;
}

/// As if it were this part alone: when that changed last. None: nothing of it is left.
std::optional<projection::RecordView> with_part(projection::Projection const& projection,
                                                projection::RecordView view, Part part) {
    std::optional<Instant> last;
    for (projection::HistoryItem const& item : projection.history(view.id))
        if (item.entry.part == part && !item.is_erased)
            last = std::max(last.value_or(item.entry.time), item.entry.time);
    if (!last) return std::nullopt;
    view.updated = *last;
    return view;
}

bool is_reviewed(forms::Form const& form) {
    return form.about_person != forms::AboutPerson::kNo && form.name != "review";
}

}  // namespace

Result<Done, Failure> Engine::Session::coordinator_only() const {
    keyring::Member const* const me = vault_.ring().chain().member(vault_.keys().member);
    if (me != nullptr && me->role == Role::kCoordinator) return Done{};
    return refused("this is a coordinator's to change; nothing was changed", {}, "ask a coordinator");
}

Answer Engine::Session::member_preferences(Json const& params) {
    std::string const me = vault_.keys().member.text();
    std::optional<projection::RecordView> mine;
    projection_->for_each("preferences", [&](projection::RecordView const& view) {
        if (codec::text_at(view.state.fields, "member") == me && !mine) mine = view;
    });
    Json out = mine ? mine->state.fields : Json::object();
    out.erase("member");
    Json changed = Json::object();
    for (auto const& [name, value] : params.items())
        if (Json const* const now_there = codec::find(out, name); now_there == nullptr || *now_there != value)
            changed[name] = value;
    if (changed.empty()) return out;
    out.update(changed);
    if (mine) {
        AMPARO_TRY(auto change, change_of(*mine, changed, revisions::Op::kUpdate, mine->state.heads));
        AMPARO_DO(write({std::move(change)}));
        return out;
    }
    changed["member"] = me;
    AMPARO_TRY(auto change, own_record("preferences", std::nullopt, changed));
    AMPARO_DO(write({std::move(change)}));
    return out;
}

// --- vocabularies

void Engine::Session::take_term(Json const& fields) {
    auto const labels = codec::parse_json(codec::text_at(fields, "labels").value_or(""));
    if (!labels.ok()) return;
    bool const is_retired = codec::text_at(fields, "retired") == "yes";
    // What a newer Amparo took may not fit here: then the list stays as it is.
    (void)forms_.set_term(codec::string_or(fields, "list"), codec::string_or(fields, "code"), labels.value(),
                          is_retired);
}

Answer Engine::Session::vocabulary_list(Json const&) {
    Json out = Json::array();
    for (auto const& [its_name, list] : forms_.vocabularies()) {
        Json codes = Json::array();
        for (forms::Term const& term : list->terms()) {
            Json one{{"code", term.code}, {"labels", Json::object()}};
            for (auto const& [language, text] : term.labels.all()) one["labels"][language] = text;
            if (term.is_own) one["own"] = true;
            if (term.is_retired) one["retired"] = true;
            codes.push_back(std::move(one));
        }
        out.push_back(Json{
            {"name", its_name}, {"open", forms::Registry::is_open(its_name)}, {"codes", std::move(codes)}});
    }
    return Json{{"vocabularies", std::move(out)}};
}

Answer Engine::Session::vocabulary_set(Json const& params) {
    AMPARO_DO(coordinator_only());
    std::string const list = codec::string_or(params, "vocabulary");
    std::string const code = codec::string_or(params, "code");
    Json const& labels = codec::list_at(params, "labels");
    bool const is_retired = codec::bool_at(params, "retired") == true;
    forms::Registry tried = forms_;
    if (auto const problems = tried.set_term(list, code, labels, is_retired); !problems.empty())
        return usage(problems.front().message, problems.front().field, problems.front().hint);
    AMPARO_TRY(auto change, own_record("term", std::nullopt,
                                       Json{{"list", list},
                                            {"code", code},
                                            {"labels", as_stored_text(labels)},
                                            {"retired", is_retired ? "yes" : "no"}}));
    AMPARO_DO(write({std::move(change)}));
    return Json{{"vocabulary", list}, {"code", code}};
}

// --- retention

/// The period in force for each kind, and for each part of one that has its own ("contact/location"): of several, the
/// newest stands.
std::map<std::string, std::int64_t> Engine::Session::review_periods() const {
    std::map<std::string, std::pair<Instant, std::int64_t>> newest;
    projection_->for_each("retention", [&](projection::RecordView const& view) {
        auto& slot = newest[scope_of(view.state.fields)];
        if (view.created < slot.first) return;
        slot = {view.created, codec::int_at(view.state.fields, "months").value_or(0)};
    });
    std::map<std::string, std::int64_t> out;
    for (auto const& [kind, period] : newest)
        if (period.second > 0) out.emplace(kind, period.second);
    // What was said of the part where a field lay before holds where it lies now, until somebody says another.
    for (forms::Form const* form : forms_.all())
        for (forms::Field const& field : form->fields)
            for (Part const before : kAllParts) {
                std::string const now_of = of_part(form->name, field.part);
                if (!field.was_in.contains(before) || newest.contains(now_of)) continue;
                if (auto const at = out.find(of_part(form->name, before)); at != out.end())
                    out.emplace(now_of, at->second);
            }
    return out;
}

Answer Engine::Session::retention_list(Json const&) {
    auto const periods = review_periods();
    Json out = Json::array();
    for (forms::Form const* form : forms_.all()) {
        if (!is_reviewed(*form)) continue;
        Json one{{"kind", form->name}};
        if (auto const at = periods.find(form->name); at != periods.end()) one["months"] = at->second;
        for (Part const part : kAllParts)
            if (auto const at = periods.find(of_part(form->name, part)); at != periods.end())
                one["parts"].push_back(Json{{"part", name(part)}, {"months", at->second}});
        out.push_back(std::move(one));
    }
    return Json{{"periods", std::move(out)}};
}

Answer Engine::Session::retention_set(Json const& params) {
    AMPARO_DO(coordinator_only());
    std::string const kind = codec::string_or(params, "kind");
    forms::Form const* const form = forms_.find(kind);
    if (form == nullptr || !is_reviewed(*form))
        return usage("there is no such kind of record about a person", "kind", "see form list");
    Json data{{"of_kind", kind}};
    if (auto const typed = codec::text_at(params, "part"); typed) {
        auto const part = part_named(*typed);
        if (!part || std::none_of(form->fields.begin(), form->fields.end(), [&](forms::Field const& field) {
                return field.part == *part || field.was_in.contains(*part);
            }))
            return usage("records of this kind have no such part", "part", "see form show");
        data["of_part"] = *typed;
    }
    if (auto const months = codec::int_at(params, "months"); months) data["months"] = *months;
    AMPARO_TRY(auto change, own_record("retention", std::nullopt, data));
    AMPARO_DO(write({std::move(change)}));
    Json out{{"kind", kind}};
    if (data.contains("of_part")) out["part"] = data["of_part"];
    return out;
}

/// What data/retention.json proposes beside what is in force. Only a coordinator takes it, and where nothing was set.
Answer Engine::Session::retention_suggest(Json const& params) {
    auto const parsed = codec::parse_json(embedded::retention().front().text);
    AMPARO_CHECK(parsed.ok());
    bool const takes = codec::bool_at(params, "take") == true;
    if (takes) AMPARO_DO(coordinator_only());
    std::set<std::string> decided;  // Also that it is never looked at.
    projection_->for_each("retention", [&](projection::RecordView const& view) {
        decided.insert(scope_of(view.state.fields));
    });
    auto const periods = review_periods();
    std::vector<Change> changes;
    Json out = Json::array();
    for (Json const& one : codec::list_at(parsed.value(), "suggested")) {
        Json data{{"of_kind", one["kind"]}, {"months", one["months"]}};
        if (one.contains("part")) data["of_part"] = one["part"];
        std::string const of = scope_of(data);
        Json row = one;
        if (auto const now_is = periods.find(of); now_is != periods.end()) row["now"] = now_is->second;
        row["decided"] = decided.contains(of);
        if (takes && !decided.contains(of)) {
            AMPARO_TRY(auto change, own_record("retention", std::nullopt, data));
            changes.push_back(std::move(change));
        }
        out.push_back(std::move(row));
    }
    std::size_t const taken = changes.size();
    if (taken > 0) AMPARO_DO(write(changes));
    return Json{{"suggested", std::move(out)}, {"taken", taken}};
}

/// By record: when somebody last kept it, and until when if longer was agreed.
std::map<std::string, Engine::Session::Reviewed> Engine::Session::reviews() const {
    std::map<std::string, Reviewed> out;
    projection_->for_each("review", [&](projection::RecordView const& view) {
        Reviewed& last = out[codec::string_or(view.state.fields, "record_id")];
        if (view.created < last.at) return;
        last = {view.created, codec::string_or(view.state.fields, "until")};
    });
    return out;
}

/// The day on which somebody looks at it.
std::string Engine::Session::review_day(projection::RecordView const& view, std::int64_t months,
                                        std::map<std::string, Reviewed> const& reviewed) const {
    auto const last = reviewed.find(view.id.text());
    Instant const since = last == reviewed.end() ? view.updated : std::max(view.updated, last->second.at);
    std::string const due = text(months_after(date_of(since), months));
    return last == reviewed.end() ? due : std::max(due, last->second.until);
}

/// When it is looked at, and until when it is kept longer; empty where neither is said.
Json Engine::Session::review_of(projection::RecordView const& view) const {
    auto const reviewed = reviews();
    auto const periods = review_periods();
    Json out = Json::object();
    if (auto const months = periods.find(view.kind); months != periods.end())
        out["on"] = review_day(view, months->second, reviewed);
    for (Part const part : kAllParts)
        if (auto const months = periods.find(of_part(view.kind, part)); months != periods.end())
            if (auto const of = with_part(*projection_, view, part); of)
                out["parts"].push_back(
                    Json{{"part", name(part)}, {"on", review_day(*of, months->second, reviewed)}});
    if (auto const last = reviewed.find(view.id.text());
        last != reviewed.end() && !last->second.until.empty())
        out["kept_until"] = last->second.until;
    return out;
}

Answer Engine::Session::retention_due(Json const& params) {
    auto const reviewed = reviews();
    struct Past {
        std::string due;
        Json json;
    };
    std::vector<Past> rows;
    std::string const today = text(date_of(now()));
    auto const look_at = [&](projection::RecordView const& view, std::int64_t months,
                             std::optional<Part> const& part) {
        std::string due = review_day(view, months, reviewed);
        if (due > today) return;
        auto const seen = reviewed.find(view.id.text());
        Instant const since = seen == reviewed.end() ? view.updated : std::max(view.updated, seen->second.at);
        Json one = today_item(view);
        one["due"] = due;
        one["since"] = text(since);
        if (part) one["part"] = name(*part);
        rows.push_back({std::move(due), std::move(one)});
    };
    for (auto const& [of, months] : review_periods()) {
        std::size_t const slash = of.find(kOfPart);
        auto const part =
            slash == std::string::npos ? std::nullopt : part_named(std::string_view{of}.substr(slash + 1));
        // Of a part only what is still there, and only who holds it: nobody else can decide about it.
        if (part && !my_parts().contains(*part)) continue;
        projection_->for_each(of.substr(0, slash), [&, months = months](projection::RecordView const& view) {
            if (!part) return look_at(view, months, part);
            if (auto const left = with_part(*projection_, view, *part); left) look_at(*left, months, part);
        });
    }
    std::stable_sort(rows.begin(), rows.end(), [](Past const& a, Past const& b) { return a.due < b.due; });
    auto const limit = static_cast<std::size_t>(codec::int_at(params, "limit").value_or(100));
    Json out = Json::array();
    for (std::size_t i = 0; i < std::min({rows.size(), limit, kDueMax}); ++i)
        out.push_back(std::move(rows[i].json));
    return Json{{"records", std::move(out)}, {"total", rows.size()}};
}

Answer Engine::Session::retention_keep(Json const& params) {
    AMPARO_TRY(auto const view, record(params));
    Json data{{"record_id", view.id.text()}, {"at", text(now())}, {"by", member_name(vault_.keys().member)}};
    if (auto const reason = codec::text_at(params, "reason"); reason && !reason->empty())
        data["reason"] = *reason;
    if (auto const until = codec::text_at(params, "until"); until) {
        if (!data.contains("reason") || codec::bool_at(params, "agreed") != true)
            return usage("keeping longer needs the reason and the person's consent", "until",
                         "say why, and that the person agreed");
        if (*until <= text(date_of(now())))
            return usage("this day is over", "until", "the day it is kept until");
        if (*until > text(date_of(now() + kKeptAtMost)))
            return usage("this is more than twenty years ahead", "until",
                         "a day by which somebody looks at it again");
        data.update(Json{{"until", *until}, {"agreed", "yes"}});
    }
    // The header of a review must not tell whom a matter is for.
    auto const about = hides_person(view) ? std::nullopt : view.person;
    AMPARO_TRY(auto change, own_record("review", about, data));
    AMPARO_DO(write({std::move(change)}));
    return Json{{"id", view.id.text()}};
}

}  // namespace amparo::engine
