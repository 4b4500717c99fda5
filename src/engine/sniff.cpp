// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sniff.hpp"

#include "amparo/text/unicode.hpp"

#include <algorithm>
#include <array>

namespace amparo::engine {
namespace {

struct Magic {
    std::string_view begins;
    std::string_view type;
};
constexpr std::array kMagic{
    Magic{"\x89PNG\r\n\x1a\n", "image/png"},
    Magic{"\xff\xd8\xff", "image/jpeg"},
    Magic{"GIF87a", "image/gif"},
    Magic{"GIF89a", "image/gif"},
    Magic{"%PDF-", "application/pdf"},
    Magic{"PK\x03\x04", "application/zip"},
};

bool is_control(char c) noexcept {
    auto const u = static_cast<unsigned char>(c);
    return (u < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f') || u == 0x7f;
}

/// A character that the piece cuts in two is no fault of the text.
std::string_view without_cut_character(std::string_view text) noexcept {
    for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
        auto const u = static_cast<unsigned char>(text[text.size() - back]);
        if ((u & 0xC0U) == 0x80U) continue;
        std::size_t const length = u < 0x80 ? 1 : u < 0xE0 ? 2 : u < 0xF0 ? 3 : 4;
        return length > back ? text.substr(0, text.size() - back) : text;
    }
    return text;
}

}  // namespace

std::string_view type_of(ByteView first_bytes) noexcept {
    std::string_view const all = as_text(first_bytes);
    for (Magic const& magic : kMagic)
        if (all.substr(0, magic.begins.size()) == magic.begins) return magic.type;
    if (all.size() >= 12 && all.substr(0, 4) == "RIFF" && all.substr(8, 4) == "WEBP") return "image/webp";
    std::string_view const text = first_bytes.size() >= kSniffedBytes ? without_cut_character(all) : all;
    bool const is_text = std::none_of(text.begin(), text.end(), is_control) && letters::is_valid_utf8(text);
    return is_text ? "text/plain" : "application/octet-stream";
}

bool is_inert(std::string_view type) noexcept {
    return type == "image/png" || type == "image/jpeg" || type == "image/gif" || type == "image/webp" ||
           type == "application/pdf" || type == "text/plain";
}

}  // namespace amparo::engine
