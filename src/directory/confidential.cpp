// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/directory/confidential.hpp"

#include "amparo/directory/entry_of.hpp"
#include "amparo/text/unicode.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace amparo::directory {
namespace {

constexpr std::size_t kLineCharsMin = 4;
constexpr std::size_t kSecondLineCharsMin = 8;
constexpr std::size_t kRunCharsMin = 8;  // "12elm" is in "412 Elmwood".
constexpr std::size_t kDigitsMin = 5;
constexpr std::size_t kDigitsKept = 7;
constexpr double kSamePointDegrees = 0.0005;

/// The one form of a street word that is written in several. Folded; the list is in order.
std::string_view usual(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 49> kShortForms{
        {{"alley", "aly"},      {"apartamento", "apt"}, {"apartment", "apt"}, {"apto", "apt"},
         {"av", "ave"},         {"avda", "ave"},        {"avenida", "ave"},   {"avenue", "ave"},
         {"boulevard", "blvd"}, {"building", "bldg"},   {"calle", "c"},       {"carretera", "ctra"},
         {"center", "ctr"},     {"centre", "ctr"},      {"circle", "cir"},    {"court", "ct"},
         {"drive", "dr"},       {"east", "e"},          {"edificio", "edif"}, {"expressway", "expy"},
         {"floor", "fl"},       {"freeway", "fwy"},     {"heights", "hts"},   {"highway", "hwy"},
         {"junction", "jct"},   {"lane", "ln"},         {"mount", "mt"},      {"north", "n"},
         {"northeast", "ne"},   {"northwest", "nw"},    {"num", "no"},        {"number", "no"},
         {"numero", "no"},      {"parkway", "pkwy"},    {"piso", "fl"},       {"place", "pl"},
         {"plaza", "plz"},      {"point", "pt"},        {"road", "rd"},       {"room", "rm"},
         {"route", "rte"},      {"saint", "st"},        {"south", "s"},       {"southeast", "se"},
         {"southwest", "sw"},   {"square", "sq"},       {"street", "st"},     {"suite", "ste"},
         {"west", "w"}}};
    static_assert(std::is_sorted(kShortForms.begin(), kShortForms.end()));
    auto const at = std::lower_bound(kShortForms.begin(), kShortForms.end(), word,
                                     [](auto const& form, std::string_view w) { return form.first < w; });
    return at == kShortForms.end() || at->first != word ? word : at->second;
}

/// Its words in their usual forms, one space between.
std::string words_of(std::string_view text) {
    std::string out;
    for (letters::Words words{text}; words.next();) {
        if (!out.empty()) out += ' ';
        out += usual(words.word());
    }
    return out;
}

std::string without_gaps(std::string text) {
    std::erase(text, ' ');
    return text;
}

/// Letters and digits as they stand, whatever gaps are between and inside the words.
std::string run_of(std::string_view text) {
    std::string out = letters::fold(text);
    std::erase_if(out, [](char c) {
        return static_cast<unsigned char>(c) < 0x80 && (c < '0' || c > '9') && (c < 'a' || c > 'z');
    });
    return out;
}

/// The digits of a text, as one run across the marks people put in telephone numbers.
std::string digits_of(std::string_view text) {
    std::string out;
    for (char const c : letters::fold(text)) {
        if (c >= '0' && c <= '9') {
            out += c;
        } else if (std::string_view{" -.()+/"}.find(c) == std::string_view::npos && !out.empty() &&
                   out.back() != '|') {
            out += '|';
        }
    }
    return out;
}

bool holds_any(std::string const& text, std::set<std::string> const& secrets) {
    return std::any_of(secrets.begin(), secrets.end(),
                       [&](std::string const& secret) { return text.find(secret) != std::string::npos; });
}

template <class Visit>
void for_each_point(Json const& place, Visit const& visit) {
    auto const latitude = codec::number_at(place, "latitude");
    auto const longitude = codec::number_at(place, "longitude");
    if (latitude && longitude) visit(*latitude, *longitude);
}

}  // namespace

bool houses_people(std::string_view need) noexcept {
    return need == "bed_tonight" || need == "shelter" || need == "transitional_housing";
}

ConfidentialPlaces::ConfidentialPlaces(std::span<Stored const* const> records) {
    std::map<std::string, Stored const*, std::less<>> places;
    for (Stored const* record : records) {
        if (record->kind == Kind::kLocation) places.emplace(record->id.text(), record);
    }
    auto const take = [&](Stored const& place) {
        if (ids_.insert(place.id).second) add(place.data);
    };
    for (auto const& [id, place] : places) {
        if (stated(place->data, "confidential") == Stated::kYes) take(*place);
    }
    for (Stored const* record : records) {
        if (record->kind != Kind::kService) continue;
        Json const& needs = codec::list_at(record->data, "needs");
        bool const houses = std::any_of(needs.begin(), needs.end(), [](Json const& need) {
            return need.is_string() && houses_people(need.get_ref<std::string const&>());
        });
        bool const assured = stated(record->data, "confidential_address") == Stated::kYes;
        if (!houses && !assured) continue;
        for (Json const& link : codec::list_at(record->data, "locations")) {
            auto const at = link.is_string() ? places.find(link.get_ref<std::string const&>()) : places.end();
            if (at == places.end()) continue;
            bool const open = stated(at->second->data, "confidential") == Stated::kNo;
            if (assured || !open) take(*at->second);
        }
    }
    for (bool more = !ids_.empty(); more;) {
        more = false;
        for (auto const& [id, place] : places) {
            if (contains(place->id) || !shares(place->data)) continue;
            take(*place);
            more = true;
        }
    }
}

void ConfidentialPlaces::add(Json const& place) {
    for (std::string_view const field : {"address_1", "address_2"}) {
        std::string const line = codec::string_or(place, field);
        std::string const words = words_of(line);
        if (field == "address_1" && !words.empty()) lines_.insert(words);
        if (words.size() < (field == "address_1" ? kLineCharsMin : kSecondLineCharsMin)) continue;
        words_.insert(" " + words + " ");
        for (std::string run : {without_gaps(words), run_of(line)})
            if (run.size() >= kRunCharsMin) runs_.insert(std::move(run));
    }
    for (Json const& phone : codec::list_at(place, "phones")) {
        std::string digits = letters::digits(codec::string_or(phone, "number"));
        if (digits.size() > kDigitsKept) digits = digits.substr(digits.size() - kDigitsKept);
        if (digits.size() >= kDigitsMin) numbers_.insert(digits);
    }
    for_each_point(place, [&](double latitude, double longitude) {
        points_.emplace_back(latitude, longitude);
        for (double const degrees : {latitude, longitude}) {
            // To three decimals, about a hundred metres; fewer would be in every text about the town.
            std::string const text = codec::to_text(Json(degrees));
            std::size_t const point = text.find('.');
            if (point != std::string::npos && text.size() >= point + 4)
                degrees_.insert(text.substr(0, point + 4));
        }
    });
}

bool ConfidentialPlaces::shares(Json const& place) const {
    if (lines_.contains(words_of(codec::string_or(place, "address_1")))) return true;
    bool same_point = false;
    for_each_point(place, [&](double latitude, double longitude) {
        same_point = std::any_of(points_.begin(), points_.end(), [&](auto const& point) {
            return std::abs(point.first - latitude) < kSamePointDegrees &&
                   std::abs(point.second - longitude) < kSamePointDegrees;
        });
    });
    if (same_point) return true;
    Json const& phones = codec::list_at(place, "phones");
    return std::any_of(phones.begin(), phones.end(),
                       [&](Json const& phone) { return told_by(codec::string_or(phone, "number")); });
}

bool ConfidentialPlaces::told_by(std::string_view text) const {
    if (ids_.empty()) return false;
    std::string const words = words_of(text);
    return holds_any(" " + words + " ", words_) || holds_any(without_gaps(words), runs_) ||
           holds_any(run_of(text), runs_) || holds_any(digits_of(text), numbers_) ||
           holds_any(letters::fold(text), degrees_);
}

}  // namespace amparo::directory
