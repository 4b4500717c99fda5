// SPDX-License-Identifier: AGPL-3.0-or-later
// person.copy, calendar.export: the plan in the person's hands, and days in a calendar that tells nothing.
#include "session.hpp"

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

std::string uid_of(RecordId const& id, std::string_view field) {
    std::string const named = std::string{kUidLabel} + id.text() + "." + std::string{field};
    return crypto::to_hex(crypto::hash(as_bytes(named))).substr(0, 32);
}

}  // namespace

/// Everything of their plan that this member may read, in words, without ids and without what we keep among us.
Answer Engine::Session::person_copy(Json const& params) {
    AMPARO_TRY(auto const who, person(params));
    std::string const language = codec::string_or(params, "language", "en");
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
                std::string const words =
                    value == nullptr || field.engine_only ? "" : forms::in_words(field, *value, language);
                if (!words.empty())
                    lines.push_back(Json{{"label", field.labels.in(language)}, {"value", words}});
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
    return Json{{"person", who->text()}, {"chosen_name", chosen_name(*who)}, {"language", language},
                {"made", text(now())},   {"sections", std::move(sections)},  {"sealed", std::move(sealed)}};
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
                if (auto const minutes = codec::int_at(data, "minutes"); minutes && entry.starts)
                    entry.lasts = std::chrono::minutes{*minutes};
                entries.push_back(std::move(entry));
            });
        }
    std::sort(entries.begin(), entries.end(), [](plan::CalendarEntry const& a, plan::CalendarEntry const& b) {
        return std::tuple(a.day, a.starts, a.uid) < std::tuple(b.day, b.starts, b.uid);
    });
    std::string const word = codec::string_or(params, "word", "Busy");
    return Json{{"calendar", plan::calendar_text(entries, word, now())}, {"entries", entries.size()}};
}

}  // namespace amparo::engine
