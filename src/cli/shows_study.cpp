// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts/evidence.hpp"
#include "shows.hpp"

#include <utility>

namespace amparo::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// Of study.list's codes.
std::string why_words(Run& run, std::string_view code) {
    for (auto const& [name, words] : {std::pair{"withdrawn", texts::kWhyWithdrawn},
                                      {"consent_unsettled", texts::kWhyUnsettled},
                                      {"no_consent", texts::kWhyNoConsent},
                                      {"answers_gone", texts::kWhyGone},
                                      {"other_form", texts::kWhyOtherForm},
                                      {"answers_sealed", texts::kWhySealed},
                                      {"person_excluded", texts::kWhyPerson},
                                      {"repeated", texts::kWhyRepeated}})
        if (code == name) return std::string{run.say(words)};
    return std::string{code};
}

std::string counted_words(Run& run, Json const& row) {
    std::string const code = codec::string_or(row, "why");
    if (code.empty()) {
        std::string out{run.say(texts::kCountedOne)};
        if (codec::bool_at(row, "outside") == true) out += ", " + std::string{run.say(texts::kOutsideStudy)};
        return out;
    }
    std::string words = why_words(run, code);
    if (auto const day = codec::text_at(row, "withdrawn_on"); day && code == "withdrawn")
        words = run.say(texts::kWhyWithdrawnOn, {*day});
    if (auto const other = codec::text_at(row, "instead"); other)
        words = run.say(texts::kWhyRepeatedBy, {*other});
    return run.say(texts::kNotCountedWhy, {words});
}

}  // namespace

void show_interview(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kInterviewKept));
    page.pair(run.say(texts::kInterview), codec::string_or(result, "interview"));
    page.pair(run.say(texts::kAnswers), codec::string_or(result, "answers"));
}

void show_interview_withdrawn(Run& run, Json const&, Page& page) {
    page.say(run.say(texts::kInterviewWithdrawn));
}

void show_studies(Run& run, Json const& result, Page& page) {
    Rows rows{{std::string{run.say(texts::kStudy)}, std::string{run.say(texts::kInstrument)},
               std::string{run.say(texts::kCountedOnes)}, ""}};
    for (Json const& one : codec::list_at(result, "studies"))
        rows.push_back({codec::string_or(one, "name"), codec::string_or(one, "instrument"),
                        run.say(texts::kNofN, {number(one, "counted"), number(one, "all")}),
                        codec::string_or(one, "study")});
    page.table(rows);
    for (Json const& one : codec::list_at(result, "studies")) {
        Json const& why = codec::list_at(one, "why");
        if (why.empty() && !one.contains("under")) continue;
        page.blank();
        page.say(run.say(texts::kInStudy,
                         {codec::string_or(one, "name"), number(one, "counted"), number(one, "all")}));
        for (auto const& [code, count] : why.items())
            page.pair(std::to_string(count.get<std::int64_t>()), why_words(run, code), 2);
        if (!one.contains("under")) continue;
        page.blank();
        Rows under{{std::string{run.say(texts::kPseudonym)}, std::string{run.say(texts::kDayOfInterview)},
                    std::string{run.say(texts::kInterview)}, std::string{run.say(texts::kCountedOnes)}}};
        for (Json const& row : one["under"])
            under.push_back({codec::string_or(row, "pseudonym"), codec::string_or(row, "day"),
                             codec::string_or(row, "interview"), counted_words(run, row)});
        page.table(under);
    }
    if (codec::int_at(result, "sealed").value_or(0) > 0) {
        page.blank();
        page.say(run.say(texts::kSealedInterviews, {number(result, "sealed")}));
    }
}

void show_study_started(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kStudyStarted));
    page.pair(run.say(texts::kStudy), codec::string_or(result, "study"));
}

void show_keepers(Run& run, Json const& result, Page& page) {
    page.pair(run.say(texts::kStudy), codec::string_or(result, "name"));
    Json const& names = codec::list_at(result, "names");
    if (names.empty()) page.say(run.say(texts::kNobodyKeeps));
    for (std::size_t i = 0; i < names.size(); ++i)
        page.pair(run.say(texts::kKeeps),
                  names[i].get<std::string>() + "  " + result["keepers"][i].get<std::string>());
    if (codec::bool_at(result, "open_to_you") == false) page.say(run.say(texts::kNotAKeeper));
    if (codec::bool_at(result, "sealed_anew") == true) page.say(run.say(texts::kRegisterSealedAnew));
}

}  // namespace amparo::cli
