// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the program says, in the languages it says it in.
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace amparo::cli {

enum class Language : std::uint8_t { kEnglish, kSpanish };

/// "en", "es".
[[nodiscard]] std::string_view name(Language language) noexcept;
[[nodiscard]] std::optional<Language> language_named(std::string_view name) noexcept;

using Environment = std::function<std::optional<std::string>(std::string_view variable)>;
/// By LC_ALL, LC_MESSAGES and LANG, the first that says anything: Spanish if it begins with "es".
[[nodiscard]] Language language_of(Environment const& environment);

struct Text {
    std::string_view en;
    std::string_view es;
    [[nodiscard]] constexpr std::string_view in(Language language) const noexcept {
        return language == Language::kSpanish ? es : en;
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return en.empty(); }
};

/// Each "{}" of the pattern takes the next value.
[[nodiscard]] std::string fill(std::string_view pattern, std::initializer_list<std::string_view> values);

}  // namespace amparo::cli
