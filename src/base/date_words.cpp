// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/base/date_words.hpp"

#include "amparo/base/check.hpp"

#include <array>

namespace amparo {
namespace {

using Months = std::array<std::string_view, 12>;

constexpr Months kEnglish{"January", "February", "March",     "April",   "May",      "June",
                          "July",    "August",   "September", "October", "November", "December"};
constexpr Months kSpanish{"enero", "febrero", "marzo",      "abril",   "mayo",      "junio",
                          "julio", "agosto",  "septiembre", "octubre", "noviembre", "diciembre"};

bool is_spanish(std::string_view language) noexcept {
    return language == "es";
}

}  // namespace

std::string written_out(Date date, std::string_view language) {
    AMPARO_CHECK(date.ok());
    return std::to_string(static_cast<unsigned>(date.day())) + (is_spanish(language) ? " de " : " ") +
           written_out(date.year() / date.month(), language);
}

std::string written_out(std::chrono::year_month month, std::string_view language) {
    AMPARO_CHECK(month.ok());
    Months const& names = is_spanish(language) ? kSpanish : kEnglish;
    return std::string{names[static_cast<unsigned>(month.month()) - 1]} +
           (is_spanish(language) ? " de " : " ") + std::to_string(static_cast<int>(month.year()));
}

}  // namespace amparo
