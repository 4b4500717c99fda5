// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/text/unicode.hpp"

#include "amparo/base/check.hpp"
#include "fold.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

namespace amparo::letters {
namespace {

bool is_between(std::int32_t c, std::int32_t first, std::int32_t last) noexcept {
    return first <= c && c <= last;
}

bool is_dropped_mark(std::int32_t c) noexcept {  // F2
    return is_between(c, 0x0300, 0x036F) || is_between(c, 0x0483, 0x0487) || is_between(c, 0x0591, 0x05BD) ||
           c == 0x05BF || c == 0x05C1 || c == 0x05C2 || c == 0x05C4 || c == 0x05C5 || c == 0x05C7 ||
           is_between(c, 0x0610, 0x061A) || is_between(c, 0x064B, 0x065F) || c == 0x0670 ||
           is_between(c, 0x06D6, 0x06DC) || is_between(c, 0x06DF, 0x06E4) || c == 0x06E7 || c == 0x06E8 ||
           is_between(c, 0x06EA, 0x06ED) || is_between(c, 0x1AB0, 0x1AFF) || is_between(c, 0x1DC0, 0x1DFF) ||
           is_between(c, 0x20D0, 0x20FF) || is_between(c, 0xFE20, 0xFE2F);
}

/// F3, F4: what the letter is written as instead, or nullptr.
char const* other_spelling(std::int32_t c) noexcept {
    switch (c) {
        case 0x00E6:
            return "ae";
        case 0x00F0:
        case 0x0111:
            return "d";
        case 0x00F8:
            return "o";
        case 0x00FE:
            return "th";
        case 0x0127:
            return "h";
        case 0x0131:
            return "i";
        case 0x0142:
            return "l";
        case 0x0153:
            return "oe";
        case 0x0629:
        case 0x06C1:
        case 0x06C3:
        case 0x06D5:
            return "\u0647";
        case 0x0640:
            return "";
        case 0x0649:
        case 0x06CC:
            return "\u064A";
        case 0x06A9:
            return "\u0643";
        default:
            return nullptr;
    }
}

// Each script's zero; its digits follow in order. Basic plane, Unicode 14 category Nd.
constexpr std::array<std::int32_t, 37> kZeros{
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
    0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
    0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10};

/// The digit's value, or -1.
int digit_of(std::int32_t c) noexcept {
    auto const after = std::upper_bound(kZeros.begin(), kZeros.end(), c);
    if (after == kZeros.begin()) return -1;
    std::int32_t const value = c - *std::prev(after);
    return value <= 9 ? value : -1;
}

utf8proc_category_t category(std::int32_t c) noexcept {
    return static_cast<utf8proc_category_t>(utf8proc_get_property(c)->category);
}

bool is_ideograph(std::int32_t c) noexcept {
    return is_between(c, 0x3400, 0x4DBF) || is_between(c, 0x4E00, 0x9FFF) || is_between(c, 0xF900, 0xFAFF) ||
           is_between(c, 0x20000, 0x3FFFF);
}

enum class InWords { kApart, kLetter, kInvisible };

InWords in_words(std::int32_t c) noexcept {
    if (c == 0x02BB || c == 0x02BC)
        return InWords::kApart;  // Apostrophes, though Unicode calls them letters.
    switch (category(c)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ME:
        case UTF8PROC_CATEGORY_ND:
        case UTF8PROC_CATEGORY_NL:
        case UTF8PROC_CATEGORY_NO:
            return InWords::kLetter;
        case UTF8PROC_CATEGORY_CF:
            return InWords::kInvisible;
        case UTF8PROC_CATEGORY_CN:
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_CO:
        case UTF8PROC_CATEGORY_PC:
        case UTF8PROC_CATEGORY_PD:
        case UTF8PROC_CATEGORY_PS:
        case UTF8PROC_CATEGORY_PE:
        case UTF8PROC_CATEGORY_PI:
        case UTF8PROC_CATEGORY_PF:
        case UTF8PROC_CATEGORY_PO:
        case UTF8PROC_CATEGORY_SM:
        case UTF8PROC_CATEGORY_SC:
        case UTF8PROC_CATEGORY_SK:
        case UTF8PROC_CATEGORY_SO:
        case UTF8PROC_CATEGORY_ZS:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
            break;
    }
    return InWords::kApart;
}

/// As utf8proc_map(), but in memory that is wiped when it is given back: this is what people said.
std::string mapped(std::string_view s, int options) {
    auto const* const bytes = reinterpret_cast<utf8proc_uint8_t const*>(s.data());
    auto const size = static_cast<utf8proc_ssize_t>(s.size());
    auto const how = static_cast<utf8proc_option_t>(options);
    std::vector<utf8proc_int32_t> points(s.size() + 1);
    utf8proc_ssize_t count =
        utf8proc_decompose(bytes, size, points.data(), static_cast<utf8proc_ssize_t>(points.size() - 1), how);
    if (count >= static_cast<utf8proc_ssize_t>(points.size())) {  // Decomposed, some letters are many.
        points.resize(static_cast<std::size_t>(count) + 1);
        count = utf8proc_decompose(bytes, size, points.data(), count, how);
    }
    AMPARO_CHECK(count >= 0);  // Every caller hands in UTF-8.
    utf8proc_ssize_t const written = utf8proc_reencode(points.data(), count, how);  // In place.
    AMPARO_CHECK(written >= 0);
    return {reinterpret_cast<char const*>(points.data()), static_cast<std::size_t>(written)};
}

/// 'a'-'z' and '0'-'9' as themselves, 'A'-'Z' small, anything else 0.
constexpr std::array<char, 256> ascii_word_letters() {
    std::array<char, 256> table{};
    for (char c = '0'; c <= '9'; ++c) table[static_cast<unsigned char>(c)] = c;
    for (char c = 'a'; c <= 'z'; ++c) {
        table[static_cast<unsigned char>(c)] = c;
        table[static_cast<unsigned char>(c - 'a' + 'A')] = c;
    }
    return table;
}
constexpr std::array<char, 256> kAsciiWordLetters = ascii_word_letters();
bool is_ascii_letter(char c) noexcept {
    return kAsciiWordLetters[static_cast<unsigned char>(c)] != 0;
}

}  // namespace

std::int32_t take_code_point(std::string_view s, std::size_t& at) noexcept {
    utf8proc_int32_t c = -1;
    utf8proc_ssize_t const taken = utf8proc_iterate(reinterpret_cast<utf8proc_uint8_t const*>(s.data()) + at,
                                                    static_cast<utf8proc_ssize_t>(s.size() - at), &c);
    if (taken <= 0) {
        ++at;
        return -1;
    }
    at += static_cast<std::size_t>(taken);
    return c;
}

void append_utf8(std::string& to, std::int32_t code_point) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    utf8proc_ssize_t const size = utf8proc_encode_char(code_point, bytes.data());
    to.append(reinterpret_cast<char const*>(bytes.data()), static_cast<std::size_t>(size));
}

namespace {

bool append_folded_anew(std::string& to, std::int32_t code_point) {
    // U+FDFA, the longest, is 18 code points.
    std::array<utf8proc_int32_t, 32> parts{};
    int boundary = 0;
    utf8proc_ssize_t const count =
        utf8proc_decompose_char(code_point, parts.data(), static_cast<utf8proc_ssize_t>(parts.size()),
                                static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
                                                               UTF8PROC_CASEFOLD | UTF8PROC_IGNORE),
                                &boundary);
    AMPARO_CHECK(count >= 0 && static_cast<std::size_t>(count) <= parts.size());
    bool combines = false;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        std::int32_t const c = parts[i];
        if (is_dropped_mark(c)) continue;
        if (char const* const other = other_spelling(c)) {
            to += other;
        } else if (int const digit = digit_of(c); digit >= 0) {
            to += static_cast<char>('0' + digit);
        } else {
            append_utf8(to, c);
            // Conjoining Hangul and everything with a combining class, or a mark that composes (Indic vowel
            // signs).
            utf8proc_category_t const kind = category(c);
            combines = combines || is_between(c, 0x1100, 0x11FF) || kind == UTF8PROC_CATEGORY_MN ||
                       kind == UTF8PROC_CATEGORY_MC;
        }
    }
    return combines;
}

/// Latin, Greek, Cyrillic, Hebrew and Arabic letters, folded once.
struct Folded {
    std::string text;
    bool combines = false;
};
constexpr std::int32_t kTwoByteEnd = 0x800;

std::vector<Folded> const& folded_two_bytes() {
    static std::vector<Folded> const table = [] {
        std::vector<Folded> all(kTwoByteEnd);
        for (std::int32_t c = 0; c < kTwoByteEnd; ++c) {
            Folded& folded = all[static_cast<std::size_t>(c)];
            folded.combines = append_folded_anew(folded.text, c);
        }
        return all;
    }();
    return table;
}

}  // namespace

bool append_folded(std::string& to, std::int32_t code_point) {
    if (code_point >= kTwoByteEnd) return append_folded_anew(to, code_point);
    Folded const& folded = folded_two_bytes()[static_cast<std::size_t>(code_point)];
    to += folded.text;
    return folded.combines;
}

std::string composed(std::string_view s) {
    return mapped(s, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
}

std::string composed_small(std::string_view s) {
    std::string valid;
    if (std::all_of(s.begin(), s.end(), is_ascii_letter)) {
        for (char const c : s) valid += kAsciiWordLetters[static_cast<unsigned char>(c)];
        return valid;
    }
    for (std::size_t at = 0; at < s.size();) {
        std::int32_t const c = take_code_point(s, at);
        if (c >= 0) append_utf8(valid, c);
    }
    return mapped(valid,
                  UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE | UTF8PROC_STABLE);
}

bool is_valid_utf8(std::string_view s) noexcept {
    for (std::size_t at = 0; at < s.size();)
        if (take_code_point(s, at) < 0) return false;
    return true;
}

std::optional<std::string> nfkc(std::string_view s) {
    if (!is_valid_utf8(s)) return std::nullopt;
    return mapped(s, UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_STABLE);
}

std::string fold(std::string_view s) {
    std::string out;
    out.reserve(s.size());
    bool combines = false;
    for (std::size_t at = 0; at < s.size();) {
        std::int32_t const c = take_code_point(s, at);
        if (c >= 0) combines = append_folded(out, c) || combines;
    }
    return combines ? composed(out) : out;
}

std::string digits(std::string_view s) {
    std::string out;
    for (std::size_t at = 0; at < s.size();) {
        int const digit = digit_of(take_code_point(s, at));
        if (digit >= 0) out += static_cast<char>('0' + digit);
    }
    return out;
}

std::string phone_digits(std::string_view s) {
    std::string out;
    std::size_t const trunk = s.find("(0)");
    if (trunk != std::string_view::npos) {
        out = digits(s.substr(0, trunk)) + digits(s.substr(trunk + 3));
    } else {
        out = digits(s);
    }
    out.erase(0, std::min(out.find_first_not_of('0'), out.size()));
    if (out.size() > kPhoneDigitsMax) out.resize(kPhoneDigitsMax);
    return out;
}

/// Most of most texts: the letters from at_ on that are ASCII.
void Words::take_ascii_run() {
    char const* const begin = text_.data() + at_;
    char const* const end = text_.data() + text_.size();
    char const* at = begin;
    while (at != end && is_ascii_letter(*at)) ++at;
    at_ = end_ = at_ + static_cast<std::size_t>(at - begin);
    std::size_t const old_size = folded_.size();
    if (old_size >= kBytesMax) return;
    std::size_t const taken = std::min(static_cast<std::size_t>(at - begin), kBytesMax - old_size);
    folded_.append(begin, taken);
    std::transform(begin, begin + taken, folded_.data() + old_size,
                   [](char c) { return kAsciiWordLetters[static_cast<unsigned char>(c)]; });
}

bool Words::next() {
    for (;;) {
        folded_.clear();
        bool combines = false;
        bool in_word = false;
        while (at_ < text_.size()) {
            auto const byte = static_cast<unsigned char>(text_[at_]);
            std::size_t after = at_ + 1;
            if (byte < 0x80) {
                if (!is_ascii_letter(text_[at_])) {
                    if (in_word) break;
                    at_ = after;
                    continue;
                }
                if (!in_word) begin_ = at_;
                in_word = true;
                take_ascii_run();
                continue;
            }
            after = at_;
            std::int32_t const c = take_code_point(text_, after);
            InWords const kind = c < 0 ? InWords::kApart : in_words(c);
            if (kind == InWords::kApart) {
                if (in_word) break;
                at_ = after;
                continue;
            }
            if (kind == InWords::kInvisible) {
                at_ = after;
                continue;
            }
            bool const alone = is_ideograph(c);
            if (alone && in_word) break;
            if (!in_word) begin_ = at_;
            in_word = true;
            at_ = end_ = after;
            if (folded_.size() < kBytesMax) combines = append_folded(folded_, c) || combines;
            if (alone) break;
        }
        if (!in_word) return false;
        if (combines) folded_ = composed(folded_);
        if (!folded_.empty()) return true;  // Else only marks that F2 drops: go on.
    }
}

}  // namespace amparo::letters
