// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// JSON at the edges: the one place that includes the JSON library. Its values never throw here
/// (JSON_NOEXCEPTION), so read them with the checked functions below, or after asking `is_...()`.
#include "amparo/base/result.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amparo {

/// Object keys are sorted: the same value has one text.
using Json = nlohmann::json;

namespace codec {

enum class JsonError { kMalformed, kTooDeep, kTooLarge, kDuplicateKey };

struct JsonLimits {
    std::size_t bytes_max = std::size_t{16} << 20U;
    std::size_t depth_max = 32;
    std::size_t values_max = 2'000'000;
};

/// Where in the text something is, from 1. `column` counts bytes.
struct JsonPlace {
    std::size_t line = 0;
    std::size_t column = 0;
};

/// One JSON value and nothing after it (RFC 8259; UTF-8; an object names a key once). Bounds hold before
/// memory is taken. On failure `*place`, if given, says where.
[[nodiscard]] Result<Json, JsonError> parse_json(std::string_view text, JsonLimits limits = {},
                                                 JsonPlace* place = nullptr);

/// One line, keys sorted. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string to_text(Json const& value);
/// For people to read: two spaces a level.
[[nodiscard]] std::string to_pretty_text(Json const& value);

// What an object holds under a key, or nothing if it is not an object, has no such key or holds another type.
[[nodiscard]] Json const* find(Json const& object, std::string_view key) noexcept;
[[nodiscard]] std::optional<std::string_view> text_at(Json const& object, std::string_view key) noexcept;
[[nodiscard]] std::optional<std::int64_t> int_at(Json const& object, std::string_view key) noexcept;
[[nodiscard]] std::optional<double> number_at(Json const& object, std::string_view key) noexcept;
[[nodiscard]] std::optional<bool> bool_at(Json const& object, std::string_view key) noexcept;
/// The array or object under a key; the empty array if there is none.
[[nodiscard]] Json const& list_at(Json const& object, std::string_view key) noexcept;
[[nodiscard]] std::string string_or(Json const& object, std::string_view key,
                                    std::string_view otherwise = {});

}  // namespace codec
}  // namespace amparo
