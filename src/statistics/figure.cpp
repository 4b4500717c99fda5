// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/statistics/figure.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace amparo::statistics {
namespace {

constexpr std::uint64_t kTenthsFrom = 1000;

std::string with_sign(std::string number, Language language) {
    return number + (language == Language::kSpanish ? " %" : "%");  // The RAE has a space there.
}

/// `tenths` of a per cent, to whole per cent or with its tenth.
std::string per_cent(std::uint64_t tenths, bool with_tenth, Language language) {
    std::string number = std::to_string(tenths / 10);
    if (with_tenth) number += (language == Language::kSpanish ? "," : ".") + std::to_string(tenths % 10);
    return with_sign(std::move(number), language);
}

/// "8 of ".
std::string seen_of(Counts counts, Language language) {
    return std::to_string(counts.seen) + (language == Language::kSpanish ? " de " : " of ");
}

bool with_tenth(Counts counts) {
    return counts.of >= kTenthsFrom;
}

std::string percentage(Counts counts, Language language) {
    std::uint64_t const parts = with_tenth(counts) ? 1000 : 100;
    std::uint64_t const rounded = (2 * counts.seen * parts + counts.of) / (2 * counts.of);
    return per_cent(with_tenth(counts) ? rounded : rounded * 10, with_tenth(counts), language);
}

std::string limit(double proportion, bool tenth, Language language) {
    double const parts = tenth ? 1000 : 100;
    auto const rounded = static_cast<std::uint64_t>(std::llround(proportion * parts));
    return per_cent(tenth ? rounded : rounded * 10, tenth, language);
}

/// 0.95: "95%"; 0.999: "99.9%".
std::string level(double confidence, Language language) {
    std::string digits = std::to_string(std::llround(confidence * 1e6));  // Of a per cent, ten thousandths.
    std::string places = digits.substr(digits.size() - 4);
    places.erase(places.find_last_not_of('0') + 1);
    digits.erase(digits.size() - 4);
    if (!places.empty()) digits += (language == Language::kSpanish ? "," : ".") + places;
    return with_sign(std::move(digits), language);
}

}  // namespace

std::optional<Figure> Figure::of(Counts counts, std::string population, Absent absent, Drawn drawn) {
    bool const is_counted =
        counts.seen <= counts.of && std::max({counts.of, absent.missing, absent.not_asked, absent.declined,
                                              absent.excluded, absent.unknown}) <= kCountMax;
    if (!is_counted || population.find_first_not_of(' ') == std::string::npos) return std::nullopt;
    return Figure{counts, std::move(population), absent, drawn};
}

std::optional<Interval> Figure::interval(Method method, double confidence) const {
    if (drawn_ == Drawn::kWhole) return std::nullopt;
    return statistics::interval(counts_, method, confidence);
}

std::string Figure::brackets(Language language, std::optional<Interval> limits, double confidence) const {
    if (counts_.of == 0) return {};
    std::string out = " (" + percentage(counts_, language);
    if (limits) {
        bool const tenth = with_tenth(counts_);
        bool const is_spanish = language == Language::kSpanish;
        std::string const stated = level(confidence, language);
        out += is_spanish ? "; intervalo del " + stated + ": " : "; " + stated + " interval ";
        out += limit(limits->low, tenth, language) + (is_spanish ? " a " : " to ") +
               limit(limits->high, tenth, language);
    }
    return out + ")";
}

std::string Figure::text(Language language) const {
    return seen_of(counts_, language) + std::to_string(counts_.of) + brackets(language, std::nullopt, 0);
}

std::string Figure::text_with_interval(Language language, Method method, double confidence) const {
    return seen_of(counts_, language) + std::to_string(counts_.of) +
           brackets(language, interval(method, confidence), confidence);
}

std::string Figure::sentence(Language language, Method method, double confidence) const {
    return seen_of(counts_, language) + (language == Language::kSpanish ? "" : "the ") +
           std::to_string(counts_.of) + " " + population_ +
           brackets(language, interval(method, confidence), confidence);
}

}  // namespace amparo::statistics
