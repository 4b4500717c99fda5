// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A house with units, and stays in it, as the tests need them.
#include "amparo/shelter/steps.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

namespace amparo::shelter {

inline RecordId record(unsigned n) {
    RecordId::Bytes bytes{};
    bytes[14] = static_cast<std::byte>(n >> 8U);
    bytes[15] = static_cast<std::byte>(n & 255U);
    return RecordId{bytes};
}

inline constexpr Night kFirst{std::chrono::year{2031} / 3 / 1};
inline constexpr Instant kEvening{kFirst + std::chrono::hours{18}};
inline Night night(int n) {
    return kFirst + std::chrono::days{n};
}

inline Unit unit(unsigned n, std::uint16_t places = 1, bool shared = false) {
    Unit out{record(n), record(1), "Unit " + std::to_string(n), places, shared, {}, Condition::kAccepting, 0};
    return out;
}

inline Stay stay(unsigned n, StayState state, std::vector<Span> spans, int minutes_after = 0) {
    Instant const since = kEvening + std::chrono::minutes{minutes_after};
    return {record(n), state, since, since + kHoldMinutes, std::move(spans)};
}

/// The rows of the first table of docs/domain/shelter.md whose second column is `column`.
inline std::vector<std::vector<std::string>> table(std::string const& column) {
    std::ifstream in{AMPARO_SOURCE_DIR "/docs/domain/shelter.md"};
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(in, line);) {
        if (rows.empty() && line.rfind("| from ↓ step → | " + column, 0) != 0) continue;
        if (line.rfind("|", 0) != 0) break;
        if (line.rfind("|-", 0) == 0) continue;
        std::vector<std::string> cells;
        for (std::size_t from = 2; from < line.size();) {
            std::size_t const to = line.find(" |", from);
            cells.push_back(line.substr(from, to - from));
            from = to + 3;
        }
        rows.push_back(cells);
    }
    return rows;
}

}  // namespace amparo::shelter
