// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A packet: a cover, a table of exhibits, then each exhibit behind a sheet of its own, one PDF.
///
///   K1 Names.   Exhibits are "A", "B" … "Z", "AA", or 1, 2, 3, or "Tab 1"; in the order they were given.
///   K2 Numbers. Every page has a number at its foot, with a prefix, from the cover on; the table gives the page
///               on which an exhibit's sheet stands, and leads there.
#include "amparo/base/bytes.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::pages {

enum class Naming : std::uint8_t { kLetters, kNumbers, kTabs };
[[nodiscard]] std::optional<Naming> naming_named(std::string_view name) noexcept;
/// "A", "12"; `index` from 0.
[[nodiscard]] std::string exhibit_mark(Naming naming, std::size_t index);

enum class Paper : std::uint8_t { kLetter, kA4 };
/// The language of what the packet itself says.
enum class Language : std::uint8_t { kEnglish, kSpanish, kArabic };
[[nodiscard]] std::optional<Language> language_named(std::string_view name) noexcept;
/// "Exhibit A".
[[nodiscard]] std::string exhibit_name(Naming naming, std::size_t index, Language language);

struct PacketPlan {
    Language language = Language::kEnglish;
    Paper paper = Paper::kLetter;
    Naming naming = Naming::kLetters;
    std::string court;
    std::string matter;  ///< Its number.
    std::string title;
    std::string attorney;
    std::string prefix;                 ///< Of the page numbers.
    std::size_t first = 1;              ///< The cover's number.
    std::vector<std::string> exhibits;  ///< What each is, one a file.
};
/// The page's number as it is stamped.
[[nodiscard]] std::string stamp_of(PacketPlan const& plan, std::size_t page);

inline constexpr std::size_t kExhibitsMax = 200;

struct PacketMade {
    Bytes pdf;
    std::vector<std::size_t> starts;  ///< On which page each exhibit's sheet stands, from 0.
    std::size_t pages = 0;
};

}  // namespace amparo::pages
