// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts/evidence.hpp"
#include "amparo/standards/htcds.hpp"
#include "labels.hpp"
#include "shows.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace amparo::cli {
namespace {

constexpr std::size_t kAllowedMax = 8;

/// By the column's name, or its label where it has none.
standards::HtcdsField const* field_of(std::string const& column) {
    standards::Htcds const& standard = standards::Htcds::shipped();
    if (standards::HtcdsField const* const named = standard.find(column)) return named;
    for (standards::HtcdsField const& field : standard.fields())
        if (field.label == column) return &field;
    return nullptr;
}

std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t const changed = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
            corner = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return row[b.size()];
}

/// All that may stand there, where that is few; else the one written most alike, where one is.
std::string instead_of(Run& run, std::string const& column, std::string const& value) {
    standards::HtcdsField const* const field = field_of(column);
    if (field == nullptr || field->terms.empty()) return {};
    std::string all;
    std::string nearest;
    std::size_t least = value.size() / 2;
    for (standards::HtcdsTerm const& term : field->terms) {
        all += (all.empty() ? "" : ", ") + term.label;
        std::size_t const far = std::min(distance(value, term.label), distance(value, term.code));
        if (far < least) {
            least = far;
            nearest = term.label;
        }
    }
    if (field->terms.size() <= kAllowedMax) return run.say(texts::kNoteAllowed, {all});
    return nearest.empty() ? std::string{} : run.say(texts::kNoteNearest, {nearest});
}

std::string in_words(Run& run, std::string const& code, std::string const& column, std::string const& value) {
    static std::map<std::string_view, Text> const kWords{{"label_disagrees", texts::kNoteLabel},
                                                         {"other_name", texts::kNoteOtherName},
                                                         {"by_label", texts::kNoteByLabel},
                                                         {"unknown_column", texts::kNoteUnknownColumn},
                                                         {"twice", texts::kNoteTwice},
                                                         {"deprecated", texts::kNoteDeprecated},
                                                         {"several_for_one", texts::kNoteSeveral},
                                                         {"no_code", texts::kNoteNoCode},
                                                         {"unknown_value", texts::kNoteUnknownValue},
                                                         {"not_a_date", texts::kNoteNotADate},
                                                         {"not_a_number", texts::kNoteNotANumber},
                                                         {"not_a_phone", texts::kNoteNotAPhone},
                                                         {"not_found", texts::kNoteNotFound},
                                                         {"broken_row", texts::kNoteBrokenRow}};
    auto const known = kWords.find(code);
    if (known == kWords.end()) return value.empty() ? code : code + ": " + value;
    std::string const words = run.say(known->second, {value});
    return code == "unknown_value" ? words + instead_of(run, column, value) : words;
}

void notes_of(Run& run, Json const& result, Page& page) {
    bool has_unfound = false;
    for (Json const& note : codec::list_at(result, "notes")) {
        std::string const code = codec::string_or(note, "code");
        std::string const column = codec::string_or(note, "column");
        has_unfound = has_unfound || code == "not_found";
        std::string words = in_words(run, code, column, codec::string_or(note, "value"));
        if (codec::bool_at(note, "left_out") == true)
            words += " (" + std::string{run.say(texts::kHtcdsLeftOut)} + ")";
        std::string where = run.say(texts::kHtcdsInLine, {number(note, "line")});
        if (!column.empty()) where += ", " + column;
        page.pair(where, words);
    }
    if (has_unfound) page.say(run.say(texts::kHtcdsFound));
}

std::string why_dropped(Run& run, std::string const& why) {
    static std::map<std::string_view, Text> const kWords{
        {"no_field", texts::kDropNoField},           {"no_code", texts::kDropNoCode},
        {"no_answer", texts::kDropNoAnswer},         {"form", texts::kDropForm},
        {"unknown_column", texts::kDropNoColumn},    {"deprecated", texts::kNoteDeprecated},
        {"undetermined", texts::kDropUndetermined},  {"not_met", texts::kDropNotMet},
        {"malformed", texts::kDropMalformed},        {"no_forced_labour", texts::kDropNoForcedLabour},
        {"no_industry", texts::kDropNoIndustry},     {"nothing_recorded", texts::kDropNotRecorded},
        {"not_in_release", texts::kDropNotInRelease}};
    auto const known = kWords.find(why);
    return known == kWords.end() ? why : std::string{run.say(known->second)};
}

/// "Fraud": of one that a list of a finding has, or the answer itself.
std::string answer_in_words(Labels const& labels, std::string const& field, std::string const& code) {
    static std::map<std::string_view, std::string_view> const kEntries{
        {"acts", "act"}, {"means", "means"}, {"purposes", "purpose"}};
    auto const entry = kEntries.find(field);
    if (entry == kEntries.end()) return labels.value(field, Json(code));
    return labels.value(field, Json::array({Json{{entry->second, code}}}));
}

void people_of(Run& run, Json const& result, Page& page) {
    bool is_any_alike = false;
    for (Json const& one : codec::list_at(result, "imported")) {
        std::string words = codec::string_or(one, "person");
        std::string alike;
        for (Json const& id : codec::list_at(one, "alike"))
            alike += (alike.empty() ? "" : ", ") + id.get<std::string>();
        if (!alike.empty()) words += ": " + run.say(texts::kHtcdsAlike, {alike});
        is_any_alike = is_any_alike || !alike.empty();
        page.pair(run.say(texts::kHtcdsPerson), words);
    }
    if (is_any_alike) page.say(run.say(texts::kHtcdsAlikeHint));
}

}  // namespace

void show_htcds_check(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kHtcdsCases, {number(result, "cases")}));
    notes_of(run, result, page);
}

void show_htcds_export(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kHtcdsMade,
                     {codec::string_or(result, "output"), codec::string_or(result, "recipient")}));
    std::string fields;
    for (Json const& field : codec::list_at(result, "fields"))
        fields += (fields.empty() ? "" : ", ") + field.get<std::string>();
    page.pair(run.say(texts::kHtcdsFields), fields);
    std::optional<Labels> labels;
    for (Json const& one : codec::list_at(result, "dropped")) {
        std::string field = codec::string_or(one, "field");
        if (std::string const code = codec::string_or(one, "code"); !code.empty()) {
            if (!labels) labels.emplace(run, "finding");
            field += ", " + answer_in_words(*labels, field.substr(field.find('.') + 1), code);
        }
        page.pair(run.say(texts::kHtcdsDropped),
                  field + " (" + why_dropped(run, codec::string_or(one, "why")) + ")");
    }
}

void show_htcds_import(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kHtcdsTaken, {number(result, "people")}));
    people_of(run, result, page);
    for (auto const& [field, count] : codec::list_at(result, "not_taken").items())
        page.pair(run.say(texts::kHtcdsNotTaken), field + " (" + codec::to_text(count) + ")");
    notes_of(run, result, page);
}

}  // namespace amparo::cli
