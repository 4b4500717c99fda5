// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/pages/packet.hpp"

namespace amparo::pages {

std::optional<Naming> naming_named(std::string_view name) noexcept {
    if (name == "letters") return Naming::kLetters;
    if (name == "numbers") return Naming::kNumbers;
    if (name == "tabs") return Naming::kTabs;
    return std::nullopt;
}

std::optional<Language> language_named(std::string_view name) noexcept {
    if (name == "en") return Language::kEnglish;
    if (name == "es") return Language::kSpanish;
    if (name == "ar") return Language::kArabic;
    return std::nullopt;
}

std::string exhibit_mark(Naming naming, std::size_t index) {
    if (naming != Naming::kLetters) return std::to_string(index + 1);
    std::string out;
    for (std::size_t left = index + 1; left > 0; left = (left - 1) / 26)
        out.insert(out.begin(), static_cast<char>('A' + (left - 1) % 26));
    return out;
}

std::string exhibit_name(Naming naming, std::size_t index, Language language) {
    bool const is_tab = naming == Naming::kTabs;
    std::string_view word = is_tab ? "Tab" : "Exhibit";
    if (language == Language::kSpanish) word = is_tab ? "Pestaña" : "Anexo";
    if (language == Language::kArabic) word = is_tab ? "علامة" : "مرفق";
    return std::string{word} + ' ' + exhibit_mark(naming, index);
}

std::string stamp_of(PacketPlan const& plan, std::size_t page) {
    constexpr std::size_t kDigits = 4;
    std::string number = std::to_string(plan.first + page);
    if (plan.prefix.empty()) return number;
    if (number.size() < kDigits) number.insert(0, kDigits - number.size(), '0');
    return plan.prefix + number;
}

}  // namespace amparo::pages
