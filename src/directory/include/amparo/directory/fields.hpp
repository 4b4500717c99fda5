// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The three kinds of directory record and their fields: docs/domain/directory.md and
/// data/directory/fields.json, in C++ (a test holds them equal).
#include "amparo/codec/json.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace amparo::directory {

enum class Kind : std::uint8_t { kOrganization, kLocation, kService };
inline constexpr std::array<Kind, 3> kAllKinds{Kind::kOrganization, Kind::kLocation, Kind::kService};
[[nodiscard]] std::string_view name(
    Kind kind) noexcept;  ///< "organization", "location", "service": the form's name.
[[nodiscard]] std::optional<Kind> kind_named(std::string_view name) noexcept;

enum class FieldType : std::uint8_t {
    kText,
    kLongText,
    kUrl,
    kEmail,
    kChoice,   ///< One of Field::choices.
    kChoices,  ///< Codes of a vocabulary.
    kTexts,
    kLink,  ///< To a record of kind Field::to.
    kLinks,
    kGroups,  ///< Phones or hours.
    kInteger,
    kNumber,
    kDate,
    kInstant,
};
[[nodiscard]] std::string_view name(FieldType type) noexcept;

struct Field {
    std::string_view name;
    FieldType type = FieldType::kText;
    std::span<std::string_view const> choices{};
    double min = 0;  ///< kInteger and kNumber.
    double max = 0;  ///< … and, for lists, how many values.
    std::optional<Kind> to{};
};
[[nodiscard]] std::span<Field const> fields(Kind kind) noexcept;
[[nodiscard]] Field const* find_field(Kind kind, std::string_view name) noexcept;

/// Replaces every link in `data` by what `target` gives for it, and leaves out those it gives nothing for; a
/// field left without links goes. This is how source keys become record ids. Returns how many were left out.
std::size_t with_links(
    Kind kind, Json& data,
    std::function<std::optional<std::string>(Kind to, std::string_view link)> const& target);

}  // namespace amparo::directory
