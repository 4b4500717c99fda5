// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/texts/document.hpp"
#include "amparo/cli/words.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// {"en": …, "es": …}
std::string in_words(Run const& run, Json const& object, std::string_view key) {
    return codec::string_or(codec::list_at(object, key), name(run.language()));
}

void rule_of(Run& run, Json const& rule, Page& page) {
    page.pair(run.say(texts::kCite), codec::string_or(rule, "cite"), 2);
    page.pair(run.say(texts::kAsOf), codec::string_or(rule, "as_of"), 2);
    std::string const verified = codec::string_or(rule, "verified_on");
    page.pair(run.say(texts::kConfirmed),
              verified.empty() ? std::string{run.say(texts::kByNoAttorneyYet)} : verified, 2);
}

void steps_of(Run& run, Json const& computed, Page& page) {
    Json const& steps = codec::list_at(computed, "steps");
    if (steps.empty()) return;
    page.say(run.say(texts::kCountedSo));
    for (Json const& step : steps) page.item(printable(in_words(run, step, "words")));
}

std::string title_of(Run const& run, Json const& deadline) {
    std::string out = in_words(run, deadline, "label");
    std::string const what = codec::string_or(deadline, "what");
    if (out.empty()) return what;
    return what.empty() ? out : out + " (" + what + ")";
}

std::string urgency_of(Run const& run, Json const& deadline) {
    std::string const left = std::to_string(codec::int_at(deadline, "days_left").value_or(0));
    std::string const urgency = codec::string_or(deadline, "urgency");
    if (codec::bool_at(deadline, "done").value_or(false)) return std::string{run.say(texts::kDone)};
    if (urgency == "today") return std::string{run.say(texts::kDueToday)};
    if (urgency == "overdue") return run.say(texts::kDaysOver, {left.front() == '-' ? left.substr(1) : left});
    return run.say(texts::kDaysLeft, {left});
}

}  // namespace

void show_deadline_rules(Run& run, Json const& result, Page& page) {
    bool is_first = true;
    for (Json const& rule : codec::list_at(result, "rules")) {
        if (!is_first) page.blank();
        is_first = false;
        page.say(codec::string_or(rule, "rule") + "  " + in_words(run, rule, "label"));
        page.say(in_words(run, rule, "text"), 2);
        rule_of(run, rule, page);
        for (Json const& fact : codec::list_at(rule, "facts"))
            page.pair("--fact " + codec::string_or(fact, "name") + "=…", in_words(run, fact, "label"), 2);
    }
    page.blank();
    page.say(run.say(texts::kNotAdvice));
}

void show_deadline_computed(Run& run, Json const& result, Page& page) {
    page.say(word(codec::string_or(result, "means"), run.language()) + ": " +
             codec::string_or(result, "date"));
    page.say(in_words(run, result, "label"));
    rule_of(run, result, page);
    steps_of(run, result, page);
    if (Json const& absences = codec::list_at(result, "absences"); absences.is_object())
        page.say(run.say(codec::bool_at(absences, "is_broken").value_or(false) ? texts::kPresenceBroken
                                                                               : texts::kPresenceKept,
                         {std::to_string(codec::int_at(absences, "longest_days").value_or(0)),
                          std::to_string(codec::int_at(absences, "total_days").value_or(0))}));
    if (codec::bool_at(result, "is_convention").value_or(false)) page.say(run.say(texts::kConvention));
    if (std::string const convention = in_words(run, result, "convention"); !convention.empty())
        page.item(convention);
    Json const& exceptions = codec::list_at(result, "exceptions");
    if (!exceptions.empty()) page.say(run.say(texts::kExceptions));
    for (Json const& e : exceptions) page.item(codec::string_or(e, name(run.language())));
    page.say(run.say(texts::kNotAdvice));
}

void show_deadline(Run& run, Json const& result, Page& page) {
    page.say(codec::string_or(result, "date") + "  " + printable(title_of(run, result)));
    page.pair(run.say(texts::kRecord), codec::string_or(result, "id"), 2);
    page.pair(run.say(texts::kWhen), urgency_of(run, result), 2);
    if (codec::text_at(result, "cite")) rule_of(run, result, page);
    if (codec::text_at(result, "document_date"))
        page.pair(run.say(texts::kCounted), codec::string_or(result, "counted"), 2);
    if (codec::text_at(result, "reason"))
        page.pair(run.say(texts::kReason), printable(codec::string_or(result, "reason")), 2);
    if (Json const& changed = codec::list_at(result, "rule_changed"); changed.is_object())
        page.say(
            run.say(texts::kRuleChanged, {codec::string_or(changed, "kept"), codec::string_or(changed, "now"),
                                          codec::string_or(result, "id")}));
    steps_of(run, result, page);
}

void show_deadlines(Run& run, Json const& result, Page& page) {
    Json const& all = codec::list_at(result, "deadlines");
    auto const sealed = codec::int_at(result, "sealed").value_or(0);
    if (sealed > 0) page.say(run.say(texts::kDocumentsSealed, {std::to_string(sealed)}));
    if (all.empty()) {
        if (sealed == 0) page.say(run.say(texts::kNoDeadlines));
        return;
    }
    Rows rows{{std::string{run.say(texts::kDay)}, std::string{run.say(texts::kWhen)},
               std::string{run.say(texts::kPerson)}, std::string{run.say(texts::kTitle)},
               std::string{run.say(texts::kRecord)}}};
    for (Json const& d : all)
        rows.push_back({codec::string_or(d, "date"), urgency_of(run, d),
                        cut(printable(codec::string_or(d, "chosen_name")), 24),
                        cut(printable(title_of(run, d)), 40), codec::string_or(d, "id")});
    page.table(rows);
    for (Json const& d : all)
        if (Json const& changed = codec::list_at(d, "rule_changed"); changed.is_object())
            page.say(
                run.say(texts::kRuleChanged, {codec::string_or(changed, "kept"),
                                              codec::string_or(changed, "now"), codec::string_or(d, "id")}));
}

}  // namespace amparo::cli
