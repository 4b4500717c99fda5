// SPDX-License-Identifier: AGPL-3.0-or-later
// person.copy, calendar.export: the plan in the person's hands, and days in a calendar that tells nothing.
#include "bundle.hpp"
#include "deadline_view.hpp"

#include "amparo/crypto/base64.hpp"
#include "amparo/forms/describe.hpp"
#include "amparo/plan/calendar.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace amparo::engine {
namespace {

/// What a plan is made of, in the order a person reads it.
constexpr std::array<std::string_view, 6> kPlanKinds{"person_need",   "goal",        "appointment",
                                                     "service_given", "safety_plan", "belonging"};
constexpr std::int64_t kDaysAhead = 90;
/// Of the uid: what a calendar's company sees of it is nothing of the record's id.
constexpr std::string_view kUidLabel = "amparo.calendar.";

/// Of "09:30".
std::optional<std::chrono::minutes> minutes_of(std::string_view time) {
    if (time.size() < 5 || time[2] != ':') return std::nullopt;
    int parts[2] = {0, 0};
    for (std::size_t i : {0U, 1U, 3U, 4U}) {
        if (time[i] < '0' || time[i] > '9') return std::nullopt;
        int& part = parts[i / 3];
        part = part * 10 + (time[i] - '0');
    }
    return std::chrono::hours{parts[0]} + std::chrono::minutes{parts[1]};
}

std::string uid_of(RecordId const& id, std::string_view field) {
    std::string const named = std::string{kUidLabel} + id.text() + "." + std::string{field};
    return crypto::to_hex(crypto::hash(as_bytes(named))).substr(0, 32);
}

}  // namespace

/// Everything of their plan that this member may read, in words, without ids and without what we keep among us.
Answer Engine::Session::person_copy(Json const& params) {
    AMPARO_TRY(auto const who, person(params));
    if (!knows(*who)) return not_found("there is no such person", "person");
    std::string const language = codec::string_or(params, "language", language_of(*who));
    std::set<std::string> fields;
    Json sections = Json::array();
    Json sealed = Json::array();
    for (std::string_view const kind : kPlanKinds) {
        forms::Form const* const form = forms_.find(kind);
        if (form == nullptr) continue;
        auto records = records_of(*who, kind);
        std::reverse(records.begin(), records.end());
        Json items = Json::array();
        for (projection::RecordView const& view : records) {
            Json lines = Json::array();
            for (forms::Field const& field : form->fields) {
                Json const* const value = codec::find(view.state.fields, field.name);
                std::string const words = value == nullptr || field.engine_only
                                              ? ""
                                              : forms::in_words(field, *value, language, ports_.utc_offset);
                if (words.empty()) continue;
                lines.push_back(Json{{"label", field.labels.in(language)}, {"value", words}});
                fields.insert(std::string{kind} + "." + field.name);
            }
            if (!lines.empty()) items.push_back(std::move(lines));
            for (Part const part : kAllParts)
                if (view.sealed.contains(part)) sealed.push_back(name(part));
        }
        if (!items.empty())
            sections.push_back(
                Json{{"kind", kind}, {"title", form->labels.in(language)}, {"items", std::move(items)}});
    }
    std::sort(sealed.begin(), sealed.end());
    sealed.erase(std::unique(sealed.begin(), sealed.end()), sealed.end());
    if (!fields.empty() && codec::bool_at(params, "show") != true) AMPARO_DO(own_copy_given(*who, fields));
    return Json{{"person", who->text()}, {"chosen_name", chosen_name(*who)}, {"language", language},
                {"made", text(now())},   {"sections", std::move(sections)},  {"sealed", std::move(sealed)}};
}

/// R11. Which fields, and not once more what they say: the person's own sheet is of what is recorded.
Result<Done, Failure> Engine::Session::own_copy_given(PersonId const& who,
                                                      std::set<std::string> const& fields) {
    Json data{{"fields", fields}, {"how", "copy"}, {"by", vault_.keys().member.text()}, {"at", text(now())}};
    put_bundle(data, "what_left", Json{{"fields", Json::object()}}, forms_);
    AMPARO_TRY(auto logged, own_record("disclosure", who, data));
    return write({std::move(logged)});
}

/// The first that the person reads, speaks or is at ease in, and that forms are in; English where none is known.
std::string Engine::Session::language_of(PersonId const& who) const {
    for (auto const& [kind, field] : {std::pair{"person_details", "reads_in"},
                                      {"person_details", "main_language"},
                                      {"contact", "languages"}})
        for (projection::RecordView const& view : records_of(who, kind)) {
            Json const& said = codec::list_at(view.state.fields, field);
            Json one = Json::array();
            one.push_back(codec::string_or(view.state.fields, field));
            for (Json const& code : said.is_array() ? said : one)
                for (std::string_view const known : {"en", "es"})
                    if (code.is_string() && code.get_ref<std::string const&>().substr(0, 2) == known)
                        return std::string{known};
        }
    return "en";
}

/// The last days that wait: at each the calendar says what it says of everything.
void Engine::Session::Deadlines::add_deadlines(std::vector<plan::CalendarEntry>& to, std::string_view first,
                                               std::string_view last) const {
    s.projection_->for_each("deadline", [&](projection::RecordView const& view) {
        Json const one = deadline_json(view);
        std::string const day = codec::string_or(one, "act_by");
        if (day.empty() || one["done"] == true || day < first || day > last) return;
        to.push_back({uid_of(view.id, "act_by"), *parse_date(day), std::nullopt});
    });
}

Answer Engine::Session::calendar_export(Json const& params) {
    auto const days = std::chrono::days{codec::int_at(params, "days").value_or(kDaysAhead)};
    std::string const first = text(now() - std::chrono::days{1}).substr(0, 10);
    std::string const last = text(now() + days).substr(0, 10);
    std::vector<plan::CalendarEntry> entries;
    for (forms::Form const* form : forms_.all())
        for (forms::Field const& field : form->fields) {
            if (field.due == forms::Due::kNone) continue;
            projection_->for_each(form->name, [&](projection::RecordView const& view) {
                Json const& data = view.state.fields;
                auto const when = codec::text_at(data, field.name);
                if (!when || codec::text_at(data, field.done_by) == "yes") return;
                auto const day = parse_date(when->substr(0, 10));
                if (!day || when->substr(0, 10) < first || when->substr(0, 10) > last) return;
                plan::CalendarEntry entry{uid_of(view.id, field.name), *day, parse_instant(*when)};
                if (!entry.starts) entry.at = minutes_of(codec::string_or(data, "at"));
                if (auto const minutes = codec::int_at(data, "minutes"); minutes && entry.starts)
                    entry.lasts = std::chrono::minutes{*minutes};
                entries.push_back(std::move(entry));
            });
        }
    for_each_step([&](projection::RecordView const& view, std::size_t index, Json const& step) {
        std::string const by = codec::string_or(step, "by");
        auto const day = parse_date(by);
        if (day && by >= first && by <= last)
            entries.push_back({uid_of(view.id, "steps." + std::to_string(index)), *day, std::nullopt});
    });
    Deadlines{*this}.add_deadlines(entries, first, last);
    std::sort(entries.begin(), entries.end(), [](plan::CalendarEntry const& a, plan::CalendarEntry const& b) {
        return std::tuple(a.day, a.starts, a.at, a.uid) < std::tuple(b.day, b.starts, b.at, b.uid);
    });
    std::string const word = codec::string_or(params, "word", "Busy");
    return Json{{"calendar", plan::calendar_text(entries, word, now())}, {"entries", entries.size()}};
}

}  // namespace amparo::engine
