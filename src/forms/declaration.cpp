// SPDX-License-Identifier: AGPL-3.0-or-later
#include "declaration.hpp"

#include "amparo/forms/form.hpp"
#include "checks.hpp"

#include <algorithm>
#include <cmath>

namespace amparo::forms {
namespace {

constexpr std::size_t kLabelLengthMax = 2000;
constexpr std::size_t kLanguagesMax = 40;
constexpr std::size_t kProblemsMax = 100;

Json const& empty_object() {
    static Json const kEmpty = Json::object();
    return kEmpty;
}

bool is_language(std::string_view key) noexcept {
    return key.size() >= 2 && key.size() <= 3 &&
           std::all_of(key.begin(), key.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_good_text(Json const& value, std::size_t length_max) {
    if (!value.is_string()) return false;
    auto const& text = value.get_ref<std::string const&>();
    return text.size() <= 4 * length_max && is_utf8(text) && code_points(text) <= length_max &&
           !trimmed(text).empty();
}

}  // namespace

Declaration::Declaration(Json const& value, std::string place, Problems& problems)
    : value_{value.is_object() ? value : empty_object()}, place_{std::move(place)}, problems_{problems} {
    if (!value.is_object()) problem(ProblemCode::kNotAnObject, {}, "This must be an object.", "Write {…}.");
}

void Declaration::problem(ProblemCode code, std::string_view key, std::string message, std::string hint) {
    problems_.push_back(
        {code, key.empty() ? place_ : under(place_, key), std::move(message), std::move(hint)});
}

void Declaration::missing(std::string_view key) {
    problem(ProblemCode::kMissing, key, "\"" + std::string{key} + "\" is missing.", "");
}

Json const* Declaration::take(std::string_view key) {
    meant_.emplace(key);
    return codec::find(value_, key);
}

std::string Declaration::text(std::string_view key, std::size_t length_max, bool required) {
    Json const* const value = take(key);
    if (value == nullptr) {
        if (required) missing(key);
        return {};
    }
    if (!is_good_text(*value, length_max)) {
        problem(ProblemCode::kBadValue, key,
                "This must be a text of 1 to " + std::to_string(length_max) + " characters.", "");
        return {};
    }
    return value->get<std::string>();
}

std::string Declaration::name(std::string_view key) {
    std::string out = text(key, kNameLengthMax, true);
    if (!out.empty() && !is_name(out)) {
        problem(ProblemCode::kBadName, key, "A name is lower-case letters, digits and '_', from a letter.",
                "For example street_outreach.");
    }
    return out;
}

bool Declaration::flag(std::string_view key) {
    Json const* const value = take(key);
    if (value == nullptr) return false;
    if (!value->is_boolean()) {
        problem(ProblemCode::kBadValue, key, "This must be true or false.", "");
        return false;
    }
    return value->get<bool>();
}

std::int64_t Declaration::integer(std::string_view key, std::int64_t min, std::int64_t max,
                                  std::int64_t otherwise) {
    Json const* const value = take(key);
    if (value == nullptr) return otherwise;
    bool const fits = value->is_number_integer() && (!value->is_number_unsigned() ||
                                                     value->get<std::uint64_t>() <= std::uint64_t{INT64_MAX});
    std::int64_t const number = fits ? value->get<std::int64_t>() : min - 1;
    if (number < min || number > max) {
        problem(
            ProblemCode::kBadValue, key,
            "This must be a whole number from " + std::to_string(min) + " to " + std::to_string(max) + ".",
            "");
        return otherwise;
    }
    return number;
}

double Declaration::number(std::string_view key, double otherwise) {
    Json const* const value = take(key);
    if (value == nullptr) return otherwise;
    double const number = value->is_number() ? value->get<double>() : HUGE_VAL;
    if (!(std::abs(number) <= kNumberMax)) {
        problem(ProblemCode::kBadValue, key, "This must be a number between -10^15 and 10^15.", "");
        return otherwise;
    }
    return number;
}

Labels Declaration::labels(std::string_view key, bool required) {
    Labels out;
    Json const* const value = take(key);
    if (value == nullptr) {
        if (required) missing(key);
        return out;
    }
    if (!value->is_object() || value->empty() || value->size() > kLanguagesMax) {
        problem(ProblemCode::kBadValue, key, "This must give the words by language.",
                "Write {\"en\": \"…\", \"es\": \"…\"}; one language is enough.");
        return out;
    }
    for (auto const& [language, words] : value->items()) {
        if (!is_language(language)) {
            problem(ProblemCode::kUnknownKey, key, "A language is written with two or three letters.",
                    "For example en, es, fr.");
        } else if (!is_good_text(words, kLabelLengthMax)) {
            problem(ProblemCode::kBadValue, under(key, language),
                    "These words must be a text of 1 to 2000 characters.", "");
        } else {
            out.set(language, words.get<std::string>());
        }
    }
    return out;
}

std::map<std::string, std::string, std::less<>> Declaration::names(std::string_view key) {
    std::map<std::string, std::string, std::less<>> out;
    Json const* const value = take(key);
    if (value == nullptr) return out;
    if (!value->is_object()) {
        problem(ProblemCode::kBadValue, key, "This must give a name by standard.",
                "Write {\"htcds\": \"…\"}.");
        return out;
    }
    for (auto const& [standard, its_name] : value->items()) {
        if (!is_name(standard) || !is_good_text(its_name, kTextLengthMax)) {
            problem(ProblemCode::kBadValue, key, "A standard or its name can't be read.",
                    "Write {\"htcds\": \"…\"}.");
            continue;
        }
        out.emplace(standard, its_name.get<std::string>());
    }
    return out;
}

void Declaration::refuse_the_rest() {
    std::vector<std::string_view> const known{meant_.begin(), meant_.end()};
    for (auto const& [key, value] : value_.items()) {
        if (meant_.find(key) != meant_.end()) continue;
        if (problems_.size() >= kProblemsMax) return;  // More help nobody.
        std::string_view const meant = nearest(key, known);
        problem(ProblemCode::kUnknownKey, is_name(key) ? std::string_view{key} : std::string_view{},
                is_name(key) ? "There is no \"" + key + "\" here." : "A key here is not a name of ours.",
                meant.empty() ? "" : "Did you mean \"" + std::string{meant} + "\"?");
    }
}

}  // namespace amparo::forms
