// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/forms/vocabulary.hpp"

#include "amparo/forms/form.hpp"
#include "checks.hpp"
#include "declaration.hpp"

#include <algorithm>
#include <array>

namespace amparo::forms {
namespace {

constexpr std::size_t kTermsMax = 1000;

std::string lower_case(std::string_view text) {
    std::string out{text};
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

// Beginnings of words, so that every form of them is found.
constexpr std::array<std::string_view, 5> kSexWork{"sex_work", "sex work", "prostitu", "trabajo sexual",
                                                   "trabajadoras sexual"};
constexpr std::array<std::string_view, 3> kSmuggling{"smuggl", "tráfico de migrantes", "tráfico ilícito"};
constexpr std::array<std::string_view, 3> kTrafficking{"traffick", "trata de personas", "trata_de_personas"};

template <std::size_t N>
bool speaks_of(std::string_view text, std::array<std::string_view, N> const& words) {
    return std::any_of(words.begin(), words.end(),
                       [text](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// F16.
bool mixes(std::vector<Term> const& terms) {
    bool work = false;
    bool smuggling = false;
    bool trafficking = false;
    auto const look = [&](std::string_view text) {
        std::string const lower = lower_case(text);
        work = work || speaks_of(lower, kSexWork);
        smuggling = smuggling || speaks_of(lower, kSmuggling);
        trafficking = trafficking || speaks_of(lower, kTrafficking);
    };
    for (Term const& term : terms) {
        look(term.code);
        for (auto const& [language, text] : term.labels.all()) look(text);
    }
    return static_cast<int>(work) + static_cast<int>(smuggling) + static_cast<int>(trafficking) > 1;
}

/// Codes follow their standards ("MX", "zh-Hans", "A01"), so more is a code than a name of ours.
bool is_code(std::string_view text) noexcept {
    if (text.empty() || text.size() > kNameLengthMax) return false;
    return std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    });
}

Vocabulary make_no_answers() {
    Json const list = Json::array({
        {{"code", "unknown"}, {"labels", {{"en", "Not known"}, {"es", "No se sabe"}}}},
        {{"code", "declined"}, {"labels", {{"en", "Prefers not to say"}, {"es", "Prefiere no decirlo"}}}},
        {{"code", "not_asked"}, {"labels", {{"en", "Not asked"}, {"es", "No se preguntó"}}}},
    });
    Problems none;
    return Vocabulary::of_options(list, {}, none);
}

}  // namespace

std::string const& Labels::in(std::string_view language) const {
    static std::string const kNone;
    if (auto const found = texts_.find(language); found != texts_.end()) return found->second;
    if (auto const english = texts_.find(std::string_view{"en"}); english != texts_.end())
        return english->second;
    return texts_.empty() ? kNone : texts_.begin()->second;
}

Vocabulary const& no_answers() {
    static Vocabulary const kNoAnswers = make_no_answers();
    return kNoAnswers;
}

bool is_no_answer(std::string_view code) noexcept {
    return code == "unknown" || code == "declined" || code == "not_asked";
}

Term const* Vocabulary::find(std::string_view code) const noexcept {
    auto const found = at_.find(code);
    return found == at_.end() ? nullptr : &terms_[found->second];
}

void Vocabulary::read_terms(Json const& list, std::string const& place, Problems& problems) {
    if (!list.is_array() || list.empty() || list.size() > kTermsMax) {
        problems.push_back({ProblemCode::kBadValue, place, "This is not a list of one to 1000 codes.",
                            "Write [{\"code\": \"…\", \"labels\": {\"en\": \"…\", \"es\": \"…\"}}, …]."});
        return;
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
        Declaration term{list[i], at(place, i), problems};
        Term read;
        read.code = term.text("code", kNameLengthMax, true);
        read.labels = term.labels("labels", true);
        read.map = term.names("map");
        term.refuse_the_rest();
        if (!is_code(read.code)) {
            term.problem(ProblemCode::kBadName, "code", "A code is 1 to 60 letters, digits, '_' and '-'.",
                         "");
        } else if (!at_.emplace(read.code, terms_.size()).second) {
            term.problem(ProblemCode::kDuplicate, "code", "This code is in the list already.",
                         "Remove one of them.");
        } else {
            terms_.push_back(std::move(read));
        }
    }
    if (mixes(terms_)) {
        problems.push_back(
            {ProblemCode::kMixedList, place,
             "This list mixes sex work, migrant smuggling and trafficking, which are different things.",
             "Ask about each in a question of its own."});
    }
}

std::variant<Vocabulary, Problems> Vocabulary::with(std::string_view code, Json const& labels,
                                                    bool is_retired) const {
    Problems problems;
    Vocabulary read;
    read.read_terms(Json::array({{{"code", code}, {"labels", labels}}}), {}, problems);
    for (Problem& problem : problems) {
        auto const dot = problem.field.find('.');
        problem.field = dot == std::string::npos ? "labels" : problem.field.substr(dot + 1);
    }
    if (is_no_answer(code))
        problems.push_back({ProblemCode::kReservedName, "code",
                            "unknown, declined and not_asked are part of every question already.",
                            "Choose another code."});
    if (!problems.empty()) return problems;
    Vocabulary out = *this;
    auto const found = out.at_.find(code);
    if (found == out.at_.end()) {
        if (out.terms_.size() >= kTermsMax)
            return Problems{{ProblemCode::kBadValue, "code", "This list is full.", ""}};
        out.at_.emplace(code, out.terms_.size());
        out.terms_.push_back(std::move(read.terms_.front()));
        out.terms_.back().is_own = true;
        out.terms_.back().is_retired = is_retired;
    } else {
        // A language that is not said again keeps its words.
        Term& term = out.terms_[found->second];
        for (auto const& [language, text] : read.terms_.front().labels.all()) term.labels.set(language, text);
        term.is_retired = is_retired;
    }
    if (mixes(out.terms_) && !mixes(terms_))
        return Problems{{ProblemCode::kMixedList, "labels",
                         "This list mixes sex work, migrant smuggling and trafficking, which are different "
                         "things.",
                         "Ask about each in a question of its own."}};
    return out;
}

Vocabulary Vocabulary::of_options(Json const& options, std::string const& place, Problems& problems) {
    Vocabulary out;
    out.read_terms(options, place, problems);
    return out;
}

std::variant<Vocabulary, Problems> Vocabulary::parse(Json const& declaration) {
    Problems problems;
    Vocabulary out;
    Declaration top{declaration, {}, problems};
    out.name_ = top.name("vocabulary");
    static_cast<void>(top.integer("version", 1, 1'000'000, 1));
    static_cast<void>(top.text("source", kLongTextLengthMax, true));
    static_cast<void>(top.text("licence", kTextLengthMax, true));
    if (Json const* const codes = top.take("codes")) {
        out.read_terms(*codes, "codes", problems);
    } else {
        top.missing("codes");
    }
    top.refuse_the_rest();
    for (Term const& term : out.terms_) {
        if (is_no_answer(term.code))
            problems.push_back({ProblemCode::kReservedName, "codes",
                                "unknown, declined and not_asked are part of every question already.",
                                "Remove them from the list."});
    }
    if (!problems.empty()) return problems;
    return out;
}

}  // namespace amparo::forms
