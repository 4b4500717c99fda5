// SPDX-License-Identifier: AGPL-3.0-or-later
// What answers the places of a template (template_view.hpp).
#include "template_view.hpp"

#include "sending.hpp"

#include "amparo/base/check.hpp"
#include "amparo/base/date_words.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/forms/describe.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

constexpr std::string_view kPersonName = "person.name";

PlaceState state_of(std::string_view no_answer) noexcept {
    if (no_answer == "declined") return PlaceState::kDeclined;
    return no_answer == "unknown" ? PlaceState::kUnknown : PlaceState::kNotAsked;
}

/// In the order in which they are printed: by day, where the kind has one.
std::string day_of(projection::RecordView const& view) {
    if (view.kind == "deadline") return codec::string_or(view.state.fields, "date");
    if (view.kind == "matter_date")
        return codec::string_or(view.state.fields, "on") + codec::string_or(view.state.fields, "at");
    return {};
}

}  // namespace

std::string_view name(PlaceState state) noexcept {
    switch (state) {
        case PlaceState::kAnswered:
            return "answered";
        case PlaceState::kNotRecorded:
            return "not_recorded";
        case PlaceState::kNotAsked:
            return "not_asked";
        case PlaceState::kDeclined:
            return "declined";
        case PlaceState::kUnknown:
            return "unknown";
        case PlaceState::kSealed:
            return "sealed";
        case PlaceState::kErased:
            return "erased";
        case PlaceState::kConflict:
            return "in_conflict";
        case PlaceState::kSomeMissing:
            return "some_missing";
        case PlaceState::kTooMany:
            return "too_many";
        case PlaceState::kByHand:
            return "by_hand";
        case PlaceState::kNeedsMatter:
            return "needs_matter";
        case PlaceState::kNoSuchPlace:
            return "no_such_place";
    }
    return {};
}

std::string_view name(PlaceHow how) noexcept {
    switch (how) {
        case PlaceHow::kRecord:
            return "record";
        case PlaceHow::kTyped:
            return "typed";
        case PlaceHow::kBlank:
            return "blank";
        case PlaceHow::kMissing:
            return "missing";
    }
    return {};
}

std::string Place::printed() const {
    std::string out;
    for (std::size_t i = 0; i < items.size(); ++i)
        out += (i > 0 ? "\n" : "") + items[i].value_or(std::string{templates::kBlank});
    return out;
}

PlaceSource Engine::Session::Templates::source(projection::RecordView const& view,
                                               forms::Field const& field) const {
    PlaceSource out{view.id, view.kind, field.name, field.part};
    for (projection::HistoryItem const& item : s.projection_->history(view.id))
        if (item.entry.fields && item.entry.fields->contains(field.name)) {
            out.revision = item.entry.revision;
            out.at = item.entry.time;
        }
    return out;
}

bool Engine::Session::Templates::take(Place& place, std::string const& kind, std::string const& field_name,
                                      projection::RecordView const& view, std::string const& language) const {
    forms::Form const* const form = s.forms_.find(kind);
    forms::Field const* const field = form == nullptr ? nullptr : form->find(field_name);
    AMPARO_CHECK(field != nullptr);
    auto const has_conflict = [&](revisions::Conflict const& c) { return c.field == field_name; };
    if (std::any_of(view.state.conflicts.begin(), view.state.conflicts.end(), has_conflict)) {
        place.state = PlaceState::kConflict;
        place.sources.push_back(source(view, *field));
        return true;
    }
    Json const* const value = codec::find(view.state.fields, field_name);
    if (value == nullptr || value->is_null()) {
        // What an older record says is not what the person says now (taken back, or erased).
        Json const told = s.erasures_told(view.id.text());
        bool const is_erased = std::any_of(told.begin(), told.end(), [&](Json const& one) {
            auto const part = codec::text_at(one, "part");
            return codec::text_at(one, "basis") != kSealedAnew &&
                   (!part || *part == amparo::name(field->part));
        });
        if (view.sealed.contains(field->part)) place.state = PlaceState::kSealed;
        if (is_erased) place.state = PlaceState::kErased;
        return !is_erased && Sending{s}.ever_answers(view, field_name);
    }
    place.sources.push_back(source(view, *field));
    if (auto const none = forms::no_answer(*value); none) {
        place.state = state_of(*none);
        return true;
    }
    std::string words = forms::in_words(*field, *value, language, s.ports_.utc_offset);
    place.state = words.empty() ? PlaceState::kNotRecorded : PlaceState::kAnswered;
    if (!words.empty()) place.items.emplace_back(std::move(words));
    return true;
}

/// Of one value the newest first; of a list in the order in which it is printed.
std::vector<projection::RecordView> Engine::Session::Templates::records(templates::Name const& name,
                                                                        std::string const& kind,
                                                                        About const& about) const {
    std::vector<projection::RecordView> out;
    if (kind == kMatterKind) {
        out.push_back(*about.matter);
    } else if (!s.is_of_a_matter(kind)) {
        if (about.person) out = s.records_of(*about.person, kind);
    } else if (about.matter) {
        out = s.records_of_matter(about.matter->id, kind);
        if (!name.is_list) std::reverse(out.begin(), out.end());
    }
    if (!name.is_list) return out;
    std::erase_if(out, [](projection::RecordView const& view) {
        Json const& fields = view.state.fields;
        return codec::text_at(fields, "done") == "yes" || codec::text_at(fields, "is_template") == "yes";
    });
    std::stable_sort(out.begin(), out.end(),
                     [](auto const& a, auto const& b) { return day_of(a) < day_of(b); });
    return out;
}

void Engine::Session::Templates::answer_once(Place& place, About const& about) const {
    for (std::string const& kind : place.known->kinds)
        for (projection::RecordView const& view : records(*place.known, kind, about))
            if (take(place, kind, place.known->field, view, about.language)) return;
}

void Engine::Session::Templates::answer_list(Place& place, About const& about) const {
    for (std::string const& kind : place.known->kinds) {
        auto const all = records(*place.known, kind, about);
        if (all.size() > kListMax) {
            place.state = PlaceState::kTooMany;
            return;
        }
        if (all.empty()) continue;
        place.state = PlaceState::kAnswered;
        for (projection::RecordView const& view : all) {
            Place one;
            (void)take(one, kind, place.known->field, view, about.language);
            std::move(one.sources.begin(), one.sources.end(), std::back_inserter(place.sources));
            bool const is_there = one.state == PlaceState::kAnswered;
            place.items.push_back(is_there ? one.items.front() : std::nullopt);
            if (!is_there) place.state = PlaceState::kSomeMissing;
        }
    }
}

void Engine::Session::Templates::answer_derived(Place& place, About const& about) const {
    auto const say = [&](std::string words) {
        if (words.empty()) return;
        place.items.emplace_back(std::move(words));
        place.state = PlaceState::kAnswered;
    };
    if (place.name == "today") return say(written_out(parse_date(about.today).value(), about.language));
    if (place.name == "office.name") return say(s.vault_.ring().organization_name(s.vault_.keys()));
    if (place.name == "me.name") return say(s.member_name(s.vault_.keys().member));
    if (place.name == "attorney.name") {
        forms::Field const* const field = s.forms_.find(kMatterKind)->find("responsible");
        auto const id = MemberId::parse(codec::string_or(about.matter->state.fields, "responsible"));
        place.sources.push_back(source(*about.matter, *field));
        return say(id.ok() ? s.member_name(id.value()) : std::string{});
    }
    AMPARO_CHECK(place.name == kPersonName);
    std::string whole;
    for (char const* field : {"given_names", "family_names"}) {
        Place one;
        for (auto const& view : s.records_of(*about.person, "person_details"))
            if (take(one, "person_details", field, view, about.language)) break;
        std::move(one.sources.begin(), one.sources.end(), std::back_inserter(place.sources));
        if (one.state != PlaceState::kAnswered) {
            place.state = one.state;
            return;
        }
        whole += (whole.empty() ? "" : " ") + *one.items.front();
    }
    say(std::move(whole));
}

Place Engine::Session::Templates::answer(std::string const& name, About const& about) const {
    Place out;
    out.name = name;
    out.known = templates::find(names, name);
    if (out.known == nullptr) {
        out.state = templates::is_asked(name) ? PlaceState::kByHand : PlaceState::kNoSuchPlace;
        return out;
    }
    out.is_list = out.known->is_list;
    if ((out.known->needs_matter && !about.matter) || (out.known->group == "person" && !about.person)) {
        out.state = PlaceState::kNeedsMatter;
        return out;
    }
    if (out.known->kinds.empty())
        answer_derived(out, about);
    else if (out.is_list)
        answer_list(out, about);
    else
        answer_once(out, about);
    if (out.state == PlaceState::kAnswered) out.how = PlaceHow::kRecord;
    return out;
}

namespace {

std::vector<std::string> lines_in(std::string_view text) {
    std::vector<std::string> out(1);
    for (char const c : text) {
        if (c == '\n')
            out.emplace_back();
        else if (c != '\r')
            out.back() += c;
    }
    return out;
}

bool names_a_place(std::vector<Place> const& places, std::string_view name) {
    return std::any_of(places.begin(), places.end(), [&](Place const& p) { return p.name == name; });
}

}  // namespace

Result<std::vector<Place>, Failure> Engine::Session::Templates::places(Json const& params, Template const& of,
                                                                       About const& about) const {
    std::vector<Place> out;
    for (templates::Use const& use : of.uses) {
        auto const same =
            std::find_if(out.begin(), out.end(), [&](Place const& p) { return p.name == use.name; });
        if (same != out.end()) {
            same->lines.push_back(use.line);
            continue;
        }
        out.push_back(answer(use.name, about));
        out.back().lines.push_back(use.line);
    }
    Json const& typed = codec::list_at(params, "set");
    Json const& blank = codec::list_at(params, "leave_blank");
    for (auto const& [name, value] : typed.items()) {
        if (!names_a_place(out, name)) return usage("the template has no such place", "set." + name);
        if (!value.is_string() || value.get_ref<std::string const&>().size() > kTypedMax)
            return usage("what is typed by hand is a text of at most 4,000 bytes", "set." + name);
    }
    for (Json const& name : blank)
        if (!names_a_place(out, name.get_ref<std::string const&>()))
            return usage("the template has no such place", "leave_blank");
    for (Place& place : out) {
        if (place.state == PlaceState::kNoSuchPlace) continue;
        if (auto const text = codec::text_at(typed, place.name); text && !text->empty()) {
            place.items.clear();
            for (std::string& line : place.is_list ? lines_in(*text) : std::vector{std::string{*text}})
                place.items.emplace_back(std::move(line));
            place.how = PlaceHow::kTyped;
        } else if (std::find(blank.begin(), blank.end(), Json(place.name)) != blank.end()) {
            if (place.items.empty()) place.items.emplace_back();
            if (place.how !=
                PlaceHow::kMissing) {  // Answered, and whoever leaves it blank does not want it said.
                for (auto& item : place.items) item.reset();
                place.sources.clear();
            }
            place.how = PlaceHow::kBlank;
        }
    }
    return out;
}

Json Engine::Session::Templates::to_json(Place const& place, std::string const& language) const {
    Json out{{"name", place.name},    {"state", name(place.state)}, {"how", name(place.how)},
             {"list", place.is_list}, {"lines", place.lines},       {"sources", Json::array()}};
    if (place.known != nullptr) {
        out["label"] = place.known->labels.in(language);
        out["group"] = place.known->group;
    }
    if (place.state == PlaceState::kNoSuchPlace) out["nearest"] = templates::nearest(names, place.name);
    if (place.how != PlaceHow::kMissing) out["text"] = place.printed();
    for (PlaceSource const& source : place.sources) {
        Json one{{"record", source.record.text()},
                 {"kind", source.kind},
                 {"field", source.field},
                 {"part", amparo::name(source.part)}};
        if (source.revision) one["revision"] = source.revision->text();
        if (source.at) one["at"] = text(*source.at);
        out["sources"].push_back(std::move(one));
    }
    return out;
}

Json Engine::Session::Templates::labelled(Json sources, std::string const& language) const {
    for (Json& one : sources) {
        forms::Form const* const form = s.forms_.find(codec::string_or(one, "kind"));
        forms::Field const* const field =
            form == nullptr ? nullptr : form->find(codec::string_or(one, "field"));
        if (field == nullptr) continue;
        one["form"] = form->labels.in(language);
        one["label"] = field->labels.in(language);
    }
    return sources;
}

Json Engine::Session::Templates::made_of(projection::RecordView const& document) const {
    auto const kept = codec::parse_json(codec::string_or(document.state.fields, "filled_with"));
    if (!kept.ok()) return {};
    About about;
    about.person = document.person;
    about.language = codec::string_or(kept.value(), "language", "en");
    about.today = text(date_of(document.created));
    if (auto const id = RecordId::parse(codec::string_or(document.state.fields, "matter")); id.ok())
        about.matter = s.projection_->record(id.value());
    Json out{{"language", about.language}, {"places", Json::array()}, {"stale", 0}};
    for (Json const& was : codec::list_at(kept.value(), "places")) {
        Json one = was;
        one.erase("printed");
        one["sources"] = labelled(codec::list_at(was, "sources"), about.language);
        Place const now = answer(codec::string_or(was, "name"), about);
        if (now.known != nullptr) one["label"] = now.known->labels.in(about.language);
        bool const is_stale =
            was.contains("printed") && now.name != "today" &&
            crypto::to_hex(crypto::hash(as_bytes(now.printed()))) != codec::string_or(was, "printed");
        one["stale"] = is_stale;
        if (is_stale) {
            one["state_now"] = name(now.state);
            out["stale"] = codec::int_at(out, "stale").value_or(0) + 1;
        }
        out["places"].push_back(std::move(one));
    }
    return out;
}

std::vector<projection::RecordView> Engine::Session::Templates::filled_from(RecordId const& record,
                                                                            std::optional<Part> part) const {
    std::vector<projection::RecordView> out;
    auto const is_from = [&](Json const& source) {
        return codec::text_at(source, "record") == record.text() &&
               (!part || codec::text_at(source, "part") == amparo::name(*part));
    };
    s.projection_->for_each(kDocumentKind, [&](projection::RecordView const& view) {
        auto const kept = codec::parse_json(codec::string_or(view.state.fields, "filled_with"));
        if (!kept.ok()) return;
        for (Json const& place : codec::list_at(kept.value(), "places")) {
            Json const& sources = codec::list_at(place, "sources");
            if (std::none_of(sources.begin(), sources.end(), is_from)) continue;
            out.push_back(view);
            return;
        }
    });
    return out;
}

}  // namespace amparo::engine
