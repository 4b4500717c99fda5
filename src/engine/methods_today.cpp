// SPDX-License-Identifier: AGPL-3.0-or-later
// today: what waits for somebody, from referrals, beds, releases, drafts and the dates forms call due (forms F20).
#include "deadline_view.hpp"
#include "drafting.hpp"
#include "housing.hpp"

#include "amparo/referral/status.hpp"
#include "amparo/shelter/bed_token.hpp"

#include <algorithm>

namespace amparo::engine {
namespace {

constexpr std::chrono::days kAhead{7};
constexpr std::int64_t kReviewsShown = 20;
constexpr std::string_view kFirstDay = "0000-01-01";
constexpr std::string_view kLastDay = "9999-12-31";

/// Earliest due first, what has no day by how long it waits.
void sort_by_day(Json& items) {
    auto const day = [](Json const& item) {
        return std::string{codec::text_at(item, "due").value_or(codec::text_at(item, "since").value_or(""))};
    };
    std::stable_sort(items.begin(), items.end(),
                     [&](Json const& a, Json const& b) { return day(a) < day(b); });
}

Json section(std::string_view code, Json items) {
    sort_by_day(items);
    return Json{{"code", code}, {"items", std::move(items)}};
}

}  // namespace

Json Engine::Session::today_item(projection::RecordView const& view) const {
    Json out{{"record", view.id.text()}, {"kind", view.kind}, {"title", view.title}};
    if (!view.person) return out;
    out["person"] = view.person->text();
    if (std::string name = chosen_name(*view.person); !name.empty()) out["title"] = std::move(name);
    return out;
}

/// What is due until then and not done, with what was due before.
Json Engine::Session::due_until(forms::Due due, std::string_view last_day) const {
    Json items = Json::array();
    for (forms::Form const* form : forms_.all())
        for (forms::Field const& field : form->fields) {
            if (field.due != due) continue;
            projection_->for_each_by_day(form->name, field.name, kFirstDay, last_day,
                                         [&](projection::RecordView const& view) {
                                             Json item = today_item(view);
                                             item["due"] = codec::string_or(view.state.fields, field.name);
                                             add_about(item, *form, view);
                                             items.push_back(std::move(item));
                                         });
        }
    return items;
}

/// What is to be done, where the item's title is whom it is for.
void Engine::Session::add_about(Json& item, forms::Form const& form,
                                projection::RecordView const& view) const {
    forms::Field const* const title = form.find(form.title);
    if (title == nullptr || title->vocabulary || title->type == forms::Type::kInstant ||
        item["title"] == view.title)
        return;
    item["about"] = view.title;
}

void Engine::Session::for_each_step(
    std::function<void(projection::RecordView const&, std::size_t, Json const&)> const& take) const {
    projection_->for_each("goal", [&](projection::RecordView const& view) {
        if (codec::text_at(view.state.fields, "reached") == "yes") return;
        std::size_t index = 0;
        for (Json const& step : codec::list_at(view.state.fields, "steps")) {
            if (step.contains("by") && codec::text_at(step, "done") != "yes") take(view, index, step);
            ++index;
        }
    });
}

/// Who leaves in the morning after this night, by the house's clock (B1), or should have left before.
Json Engine::Session::Housing::stays_ending() const {
    Json out = Json::array();
    Shelter const& here = s.shelter();
    std::set<RecordId> told;
    for (shelter::Stay const& stay : here.stays) {
        if (stay.state != shelter::StayState::kStaying) continue;
        for (shelter::Span const& span : stay.spans) {
            shelter::Unit const* const unit = here.unit(span.unit);
            if (span.ended || unit == nullptr ||
                span.until > shelter::night_of(s.now(), unit->utc_offset_minutes) + std::chrono::days{1} ||
                !told.insert(stay.id).second)
                continue;
            auto const view = s.projection_->record(stay.id);
            if (!view) continue;
            Json item = s.today_item(*view);
            item["due"] = shelter::text(span.until);
            item["about"] = place_name(*unit, span.place);
            out.push_back(std::move(item));
        }
    }
    return out;
}

Answer Engine::Session::today(Json const&) {
    Drafting drafting{*this};
    std::string const first_day = text(now()).substr(0, kFirstDay.size());
    std::string const last_day = text(now() + kAhead).substr(0, kFirstDay.size());
    Json awaited = Json::array();
    Json owed = Json::array();
    projection_->for_each_by_day(
        "referral", "sent_at", kFirstDay, kLastDay, [&](projection::RecordView const& view) {
            Json const& data = view.state.fields;
            Json item = today_item(view);
            item["since"] = codec::string_or(data, "sent_at");
            item["partner"] = codec::string_or(data, "recipient");
            (codec::text_at(data, "direction") == "in" ? owed : awaited).push_back(std::move(item));
        });
    Json ending = Json::array();
    projection_->for_each_by_day(
        "release", "ends", first_day, last_day, [&](projection::RecordView const& view) {
            auto const release = release_of(view);
            if (!release.ok() || !release.value().in_force(now()) || release.value().ends() > now() + kAhead)
                return;
            Json item = today_item(view);
            item["due"] = text(release.value().ends());
            item["partner"] = release.value().recipient();
            ending.push_back(std::move(item));
        });
    Json lost = Json::array();
    std::set<RecordId> told;
    auto const occupancy = shelter().occupancy(now());
    for (shelter::Claim const& claim : occupancy.displaced()) {
        RecordId const id = shelter().stays[claim.stay].id;
        auto const view = told.insert(id).second ? projection_->record(id) : std::nullopt;
        if (!view) continue;
        Json item = today_item(*view);
        item["since"] = text(view->updated);
        lost.push_back(std::move(item));
    }
    Json asked = Json::array();
    projection_->for_each("bed_token", [&](projection::RecordView const& view) {
        auto const token = shelter::token_from(view.state.fields);
        if (!token || shelter::end_of(*token, now()) != shelter::TokenEnd::kNone) return;
        Json item = today_item(view);
        item["due"] = codec::string_or(view.state.fields, "expires_at");
        asked.push_back(std::move(item));
    });
    Json drafts = Json::array();
    for (KeptDraft const& draft : drafting.kept_drafts()) {
        Json item = drafting.draft_row(draft);
        item["record"] = item["draft"];
        item["since"] = item["saved"];
        drafts.push_back(std::move(item));
    }
    Json follow_up = due_until(forms::Due::kFollowUp, last_day);
    for_each_step([&](projection::RecordView const& view, std::size_t, Json const& step) {
        std::string const by = codec::string_or(step, "by");
        if (by.empty() || by > last_day) return;
        Json item = today_item(view);
        item["due"] = by;
        item["about"] = codec::string_or(step, "step");
        follow_up.push_back(std::move(item));
    });
    AMPARO_TRY(Json const reviews, retention_due(Json{{"limit", kReviewsShown}}));
    return Json{
        {"sections",
         Json::array(
             {section("deadline", Deadlines{*this}.deadlines_due()), section("answer_owed", std::move(owed)),
              section("bed_lost", std::move(lost)), section("bed_asked", std::move(asked)),
              section("stay_ending", Housing{*this}.stays_ending()),
              section("call_promised", due_until(forms::Due::kCallPromised, last_day)),
              section("follow_up", std::move(follow_up)), section("answer_awaited", std::move(awaited)),
              section("release_ending", std::move(ending)), section("draft", std::move(drafts)),
              section("review_due", codec::list_at(reviews, "records"))})}};
}

}  // namespace amparo::engine
