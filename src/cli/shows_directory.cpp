// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/words.hpp"
#include "labels.hpp"
#include "shows.hpp"

#include <algorithm>
#include <map>

namespace amparo::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;
constexpr std::size_t kSetAsideShown = 20;
constexpr std::size_t kLinesOfOneReason = 2;

std::string number_at(Run const& run, Json const& object, std::string_view key) {
    return count(codec::int_at(object, key).value_or(0), run.language());
}

/// "services.csv:12, hours", as far as it is known.
std::string place_of(Json const& set_aside) {
    std::string out = codec::string_or(set_aside, "file");
    if (auto const line = codec::int_at(set_aside, "line"); line && *line > 0)
        out += ":" + std::to_string(*line);
    if (std::string const place = codec::string_or(set_aside, "place"); !place.empty())
        out += (out.empty() ? "" : ", ") + place;
    return out;
}

/// By reason, the commonest first; a few lines of each when they are many.
void set_aside_of(Run& run, Json const& result, Page& page) {
    Json const& set_aside = codec::list_at(result, "set_aside");
    auto const all = static_cast<std::int64_t>(set_aside.size()) +
                     codec::int_at(result, "set_aside_not_listed").value_or(0);
    page.pair(run.say(texts::kSetAside), count(all, run.language()));
    std::map<std::string, std::vector<Json const*>> by_reason;
    for (Json const& s : set_aside) by_reason[codec::string_or(s, "reason")].push_back(&s);
    std::vector<std::pair<std::string, std::vector<Json const*>>> groups{by_reason.begin(), by_reason.end()};
    std::stable_sort(groups.begin(), groups.end(),
                     [](auto const& a, auto const& b) { return a.second.size() > b.second.size(); });
    bool const has_many = set_aside.size() > kSetAsideShown;
    for (auto const& [reason, lines] : groups) {
        page.say(word(reason, run.language()) + ": " + std::to_string(lines.size()), 2);
        std::size_t shown = 0;
        for (Json const* s : lines) {
            if (has_many && ++shown > kLinesOfOneReason) break;
            std::string const kept =
                codec::bool_at(*s, "kept") == true ? " " + std::string{run.say(texts::kKeptWithout)} : "";
            page.item(place_of(*s) + ": " + codec::string_or(*s, "message") + " " +
                          codec::string_or(*s, "mend") + kept,
                      4);
        }
    }
    if (has_many) page.say(run.say(texts::kSeeAllByJson), 2);
}

/// "Name — organisation · place, city · 3.2 km".
std::string heading_of(Json const& entry) {
    std::string out = codec::string_or(entry, "name");
    auto const add = [&](std::string_view key, std::string_view between) {
        if (std::string const more = codec::string_or(entry, key);
            !more.empty() && out.find(more) == std::string::npos)
            out += std::string{between} + more;
    };
    add("organization", " — ");
    add("place", " · ");
    add("city", ", ");
    if (Json const* const km = codec::find(entry, "distance_km"); km != nullptr && km->is_number())
        out += " · " + codec::to_text(*km) + " km";
    return out;
}

void offers_of(Run& run, Json const& need, Page& page) {
    std::size_t number = 0;
    for (Json const& offer : codec::list_at(need, "offers")) {
        page.say(std::to_string(++number) + ". " + heading_of(offer), 2);
        std::string why;
        for (Json const& reason : codec::list_at(offer, "reasons"))
            if (std::string const code = reason.is_string() ? reason.get<std::string>() : "";
                code != "serves_need" && code != "distance_known")
                why += (why.empty() ? "" : "; ") + word(code, run.language());
        if (!why.empty()) page.say(why, 5);
        if (Json const& ask = codec::list_at(offer, "ask"); !ask.empty())
            page.say(run.say(texts::kAskThem, {words(ask, run.language())}), 5);
        page.say(codec::string_or(offer, "service"), 5);
    }
}

void excluded_of(Run& run, Json const& need, Page& page) {
    Json const& totals = codec::list_at(need, "excluded_total");
    if (totals.empty()) return;
    page.say(run.say(texts::kNotOffered), 2);
    for (auto const& [reason, number] : totals.items())
        page.pair(word(reason, run.language()),
                  count(number.is_number_integer() ? number.get<std::int64_t>() : 0, run.language()), 4);
    for (Json const& x : codec::list_at(need, "excluded")) {
        std::string const reason = codec::string_or(x, "reason");
        if (reason == "other_need") continue;
        Json const& against = codec::list_at(x, "against");
        page.item(heading_of(x) + ": " + word(reason, run.language()) +
                      (against.empty() ? "" : " (" + words(against, run.language()) + ")"),
                  4);
    }
}

void fields_of(Run& run, std::string_view kind, Json const& data, Page& page) {
    Labels const labels{run, kind};
    for (std::string const& field : labels.order(data))
        page.pair(labels.label(field), labels.value(field, data[field]), 2);
}

}  // namespace

void show_imported(Run& run, Json const& result, Page& page) {
    if (run.given().has("--dry-run")) page.say(run.say(texts::kDryRun));
    page.pair(run.say(texts::kNew), number_at(run, result, "created"));
    page.pair(run.say(texts::kChanged), number_at(run, result, "updated"));
    page.pair(run.say(texts::kUnchanged), number_at(run, result, "unchanged"));
    set_aside_of(run, result, page);
    Json const& dropped = codec::list_at(result, "dropped");
    if (!dropped.empty()) {
        page.say(run.say(texts::kDropped));
        for (auto const& [column, number] : dropped.items())
            page.pair(column,
                      count(number.is_number_integer() ? number.get<std::int64_t>() : 0, run.language()), 2);
    }
    if (run.given().has("--dry-run") || codec::int_at(result, "created").value_or(0) == 0) return;
    page.blank();
    page.say(run.say(texts::kNext));
    page.command("amparo match --need bed_tonight --language es --near 41.88,-87.63");
}

void show_exported(Run& run, Json const& result, Page& page) {
    page.say(
        run.say(texts::kExported,
                {count(static_cast<std::int64_t>(codec::list_at(result, "services").size()), run.language()),
                 codec::string_or(result, "output")}));
    Json const& left_out = codec::list_at(result, "left_out");
    if (left_out.empty()) return;
    page.say(run.say(texts::kLeftOut, {std::to_string(left_out.size())}));
    for (Json const& l : left_out) {
        std::string const field = codec::string_or(l, "field");
        page.item(codec::string_or(l, "id") + (field.empty() ? "" : ", " + field) + ": " +
                  word(codec::string_or(l, "reason"), run.language()));
    }
}

void show_services(Run& run, Json const& result, Page& page) {
    Json const& services = codec::list_at(result, "services");
    if (services.empty()) {
        page.say(run.say(run.given().values.empty() ? texts::kNoDirectoryYet : texts::kNoSuchServices));
        if (run.given().values.empty()) page.command("amparo directory import PATH");
        return;
    }
    Rows rows;
    for (Json const& s : services)
        rows.push_back({cut(printable(codec::string_or(s, "name")), 40),
                        cut(printable(codec::string_or(s, "organization")), 32),
                        codec::string_or(s, "last_verified", "–"), codec::string_or(s, "id")});
    std::sort(rows.begin(), rows.end());
    rows.insert(rows.begin(),
                {std::string{run.say(texts::kService)}, std::string{run.say(texts::kOrganization)},
                 std::string{run.say(texts::kChecked)}, std::string{run.say(texts::kId)}});
    page.table(rows);
    auto const total = codec::int_at(result, "total").value_or(0);
    if (total > static_cast<std::int64_t>(services.size()))
        page.say(run.say(texts::kOfTotal, {std::to_string(services.size()), count(total, run.language())}));
}

void show_service(Run& run, Json const& result, Page& page) {
    page.say(std::string{run.say(texts::kService)} + "  " + codec::string_or(result, "id"));
    fields_of(run, "service", codec::list_at(result, "service"), page);
    if (result.contains("organization")) {
        page.blank();
        page.say(run.say(texts::kOrganization));
        fields_of(run, "organization", result["organization"], page);
    }
    for (Json const& place : codec::list_at(result, "locations")) {
        page.blank();
        page.say(run.say(texts::kPlace));
        fields_of(run, "location", place, page);
    }
}

void show_matches(Run& run, Json const& result, Page& page) {
    bool is_first = true;
    for (Json const& need : codec::list_at(result, "needs")) {
        if (!is_first) page.blank();
        is_first = false;
        std::string const label =
            Labels{run, "contact"}.value("needs", Json::array({codec::string_or(need, "need")}));
        page.say(
            run.say(texts::kOffered, {label, number_at(run, need, "offered"), number_at(run, need, "of")}));
        if (codec::int_at(need, "of").value_or(0) == 0)
            page.item(std::string{run.say(texts::kNoDirectoryYet)} + " amparo directory import PATH");
        offers_of(run, need, page);
        excluded_of(run, need, page);
    }
}

}  // namespace amparo::cli
