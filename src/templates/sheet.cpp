// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/templates/sheet.hpp"

#include <algorithm>

namespace amparo::templates {
namespace {

constexpr std::size_t kNameLengthMax = 120;
constexpr std::size_t kFoundShownMax = 60;

struct Spot {
    std::string name;
    std::size_t begin = 0;  ///< In the line's pieces, one after the other.
    std::size_t end = 0;
};

bool is_of_a_name(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_a_name(std::string_view name) noexcept {
    std::size_t const point = name.find('.');
    if (name.empty() || name.size() > kNameLengthMax) return false;
    if (name.front() == '.' || name.back() == '.') return false;
    for (std::size_t i = 0; i < name.size(); ++i)
        if (!is_of_a_name(name[i]) && i != point) return false;
    return true;
}

std::string_view trimmed(std::string_view text) noexcept {
    constexpr std::string_view kSpaces = " \t";
    std::size_t const begin = text.find_first_not_of(kSpaces);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(kSpaces) - begin + 1);
}

std::string whole(Line const& line) {
    std::string out;
    for (std::string const& piece : line.pieces) out += piece;
    return out;
}

/// Without the half of a character.
std::string shown(std::string_view text) {
    std::size_t end = std::min(text.size(), kFoundShownMax);
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80) --end;
    return std::string{text.substr(0, end)};
}

Result<std::vector<Spot>, Problem> spots_in(std::string_view text, std::size_t line) {
    std::vector<Spot> out;
    for (std::size_t at = text.find("{{"); at != std::string_view::npos; at = text.find("{{", at)) {
        std::size_t const end = text.find("}}", at);
        if (end == std::string_view::npos)
            return Fail{Problem{Wrong::kNotClosed, line, shown(text.substr(at))}};
        std::string_view const name = trimmed(text.substr(at + 2, end - at - 2));
        if (!is_a_name(name))
            return Fail{Problem{Wrong::kNotAName, line, shown(text.substr(at, end + 2 - at))}};
        out.push_back({std::string{name}, at, end + 2});
        at = end + 2;
    }
    return out;
}

std::string_view list_of(std::string_view name) noexcept {
    return name.substr(0, name.find('.'));
}

/// How often the line is there.
Result<std::size_t, Problem> times(std::vector<Spot> const& spots, Values const& values, Line const& line,
                                   std::size_t number) {
    std::size_t out = 1;
    std::string_view list;
    for (Spot const& spot : spots) {
        auto const value = values.find(spot.name);
        if (value == values.end()) return Fail{Problem{Wrong::kUnfilled, number, spot.name}};
        if (!value->second.is_list) {
            if (value->second.items.size() != 1) return Fail{Problem{Wrong::kUnfilled, number, spot.name}};
            continue;
        }
        if (!list.empty() && list != list_of(spot.name))
            return Fail{Problem{Wrong::kTwoLists, number, spot.name}};
        std::size_t const count = value->second.items.size();
        if (count == 0 || (!list.empty() && count != out))
            return Fail{Problem{Wrong::kUnfilled, number, spot.name}};
        if (count > 1 && !line.can_repeat) return Fail{Problem{Wrong::kCantRepeat, number, spot.name}};
        list = list_of(spot.name);
        out = count;
    }
    return out;
}

std::string const& value_of(Spot const& spot, Values const& values, std::size_t copy) {
    Value const& value = values.find(spot.name)->second;
    return value.items[value.is_list ? copy : 0];
}

std::vector<std::optional<std::string>> filled_pieces(Line const& line, std::vector<Spot> const& spots,
                                                      Values const& values, std::size_t copy) {
    std::vector<std::optional<std::string>> out(line.pieces.size());
    std::size_t begins = 0;
    for (std::size_t i = 0; i < line.pieces.size(); ++i) {
        std::string const& piece = line.pieces[i];
        std::size_t const ends = begins + piece.size();
        std::string text;
        std::size_t at = begins;
        bool is_changed = false;
        for (Spot const& spot : spots) {
            if (spot.end <= begins || spot.begin >= ends) continue;
            is_changed = true;
            if (spot.begin > at) text.append(piece, at - begins, spot.begin - at);
            if (spot.begin >= begins) text += value_of(spot, values, copy);
            at = std::min(spot.end, ends);
        }
        if (is_changed) {
            text.append(piece, at - begins, ends - at);
            out[i] = std::move(text);
        }
        begins = ends;
    }
    return out;
}

}  // namespace

Sheet lines_of(std::string_view text) {
    Sheet out;
    while (!text.empty()) {
        std::size_t const end = std::min(text.find('\n'), text.size() - 1) + 1;
        out.push_back({{std::string{text.substr(0, end)}}, true});
        text.remove_prefix(end);
    }
    return out;
}

Result<std::vector<Use>, Problem> uses_in(Sheet const& sheet) {
    std::vector<Use> out;
    for (std::size_t i = 0; i < sheet.size(); ++i) {
        AMPARO_TRY(auto const spots, spots_in(whole(sheet[i]), i + 1));
        for (Spot const& spot : spots) out.push_back({spot.name, i + 1});
        if (out.size() > kUsesMax) return Fail{Problem{Wrong::kTooMany, i + 1, out.back().name}};
    }
    return out;
}

Result<Filled, Problem> fill(Sheet const& sheet, Values const& values) {
    Filled out;
    std::size_t room = kFilledBytesMax;
    for (std::size_t i = 0; i < sheet.size(); ++i) {
        std::string const text = whole(sheet[i]);
        AMPARO_TRY(auto const spots, spots_in(text, i + 1));
        if (spots.empty()) continue;
        AMPARO_TRY(std::size_t const count, times(spots, values, sheet[i], i + 1));
        Copies copies;
        for (std::size_t copy = 0; copy < count; ++copy) {
            std::size_t size = text.size();
            for (Spot const& spot : spots) size += value_of(spot, values, copy).size();
            if (size > room) return Fail{Problem{Wrong::kTooLarge, i + 1, spots.front().name}};
            room -= size;
            copies.push_back(filled_pieces(sheet[i], spots, values, copy));
        }
        out.emplace(i, std::move(copies));
    }
    return out;
}

std::string joined(Sheet const& sheet, Filled const& filled) {
    std::string out;
    for (std::size_t i = 0; i < sheet.size(); ++i) {
        auto const at = filled.find(i);
        if (at == filled.end()) {
            out += whole(sheet[i]);
            continue;
        }
        for (std::size_t copy = 0; copy < at->second.size(); ++copy) {
            // The last line of a text may have no end of its own.
            if (copy > 0 && out.back() != '\n') out += '\n';
            for (std::size_t piece = 0; piece < sheet[i].pieces.size(); ++piece)
                out += at->second[copy][piece].value_or(sheet[i].pieces[piece]);
        }
    }
    return out;
}

}  // namespace amparo::templates
