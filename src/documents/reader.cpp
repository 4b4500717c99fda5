// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/documents/reader.hpp"

#include "readers.hpp"

#include <algorithm>
#include <array>

namespace amparo::documents {
namespace {

constexpr std::size_t kCut = ~std::size_t{0};

bool begins_with(std::string_view bytes, std::string_view sign) noexcept {
    return bytes.substr(0, sign.size()) == sign;
}

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool ends_with(std::string_view name, std::string_view end) noexcept {
    if (name.size() < end.size()) return false;
    name = name.substr(name.size() - end.size());
    return std::equal(name.begin(), name.end(), end.begin(), [](char a, char b) { return lower(a) == b; });
}

bool says_html(std::string_view head) noexcept {
    if (begins_with(head, "\xEF\xBB\xBF")) head.remove_prefix(3);
    std::size_t const begin = head.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return false;
    std::array<char, 14> first{};
    head = head.substr(begin, first.size());
    std::transform(head.begin(), head.end(), first.begin(), lower);
    std::string_view const folded{first.data(), head.size()};
    return begins_with(folded, "<!doctype html") || begins_with(folded, "<html");
}

constexpr std::string_view kOle{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8};

/// Control characters that no text has; U+0000 among them.
bool is_of_a_program(char c) noexcept {
    auto const byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != '\v' && byte != 0x1B &&
           byte != 0x08;
}

}  // namespace

std::string_view name(ReadError error) noexcept {
    switch (error) {
        case ReadError::kEmpty:
            return "empty";
        case ReadError::kBinary:
            return "binary";
        case ReadError::kNotUtf8:
            return "not_utf8";
        case ReadError::kUtf16:
            return "utf16";
        case ReadError::kOldWord:
            return "old_word";
        case ReadError::kOtherZip:
            return "other_zip";
        case ReadError::kEncrypted:
            return "encrypted";
        case ReadError::kNoText:
            return "no_text";
        case ReadError::kDamaged:
            return "damaged";
        case ReadError::kTooLarge:
            return "too_large";
    }
    return "";
}

std::size_t character_at(std::string_view bytes, std::size_t p) noexcept {
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    unsigned const first = byte(p);
    if (first < 0x80) return 1;
    if (first < 0xC2 || first > 0xF4) return 0;
    std::size_t const length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    for (std::size_t i = 1; i < length; ++i) {
        if (p + i >= bytes.size()) return kCut;
        unsigned const next = byte(p + i);
        unsigned const low = i == 1 && first == 0xE0 ? 0xA0 : i == 1 && first == 0xF0 ? 0x90 : 0x80;
        unsigned const high = i == 1 && first == 0xED ? 0x9F : i == 1 && first == 0xF4 ? 0x8F : 0xBF;
        if (next < low || next > high) return 0;
    }
    return length;
}

std::size_t utf8_until(std::string_view bytes) noexcept {
    std::size_t p = 0;
    while (p < bytes.size()) {
        std::size_t const length = character_at(bytes, p);
        if (length == 0 || length == kCut) return p;
        p += length;
    }
    return p;
}

void append_utf8(std::string& to, char32_t c) {
    auto const put = [&](char32_t byte) { to += static_cast<char>(byte); };
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    if (c < 0x80) return put(c);
    if (c < 0x800) {
        put(0xC0 | c >> 6U);
    } else {
        if (c < 0x10000) {
            put(0xE0 | c >> 12U);
        } else {
            put(0xF0 | c >> 18U);
            put(0x80 | (c >> 12U & 0x3F));
        }
        put(0x80 | (c >> 6U & 0x3F));
    }
    put(0x80 | (c & 0x3F));
}

bool is_mark(std::string_view superscript) noexcept {
    return std::none_of(superscript.begin(), superscript.end(),
                        [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; });
}

std::uint64_t characters_in(std::string_view text) noexcept {
    return static_cast<std::uint64_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

Kind kind_of(ByteView head, std::string_view file_name) noexcept {
    std::string_view const bytes = as_text(head.subspan(0, std::min(head.size(), kHeadBytes)));
    if (bytes.find("%PDF-") != std::string_view::npos) return Kind::kPdf;
    if (begins_with(bytes, "PK\x03\x04") || begins_with(bytes, kOle)) return Kind::kDocx;
    if (says_html(bytes) || ends_with(file_name, ".html") || ends_with(file_name, ".htm") ||
        ends_with(file_name, ".xhtml"))
        return Kind::kHtml;
    return Kind::kText;
}

Result<Done, ReadError> TextReader::check(std::string_view bytes) {
    if (std::any_of(bytes.begin(), bytes.end(), is_of_a_program)) return Fail{ReadError::kBinary};
    std::size_t const good = utf8_until(bytes);
    if (good < bytes.size() && character_at(bytes, good) != kCut) return Fail{ReadError::kNotUtf8};
    if (good > 0) sink_.text(bytes.substr(0, good));
    std::string rest{bytes.substr(good)};
    rest_ = std::move(rest);
    return Done{};
}

Result<Done, ReadError> TextReader::feed(ByteView bytes) {
    std::string_view more = as_text(bytes);
    if (more.empty()) return Done{};
    if (!has_begun_) {
        std::size_t const taken = std::min<std::size_t>(more.size(), 3 - rest_.size());
        rest_ += more.substr(0, taken);
        more.remove_prefix(taken);
        if (rest_.size() < 3 && !begins_with(rest_, "\xFF\xFE") && !begins_with(rest_, "\xFE\xFF"))
            return Done{};
        if (begins_with(rest_, "\xFF\xFE") || begins_with(rest_, "\xFE\xFF")) return Fail{ReadError::kUtf16};
        has_begun_ = true;
        if (rest_ == "\xEF\xBB\xBF") {
            rest_.clear();
            sink_.at(1, 1, 0);
        }
    }
    // The few bytes of a character that was cut, and what completes it.
    if (!rest_.empty()) {
        std::size_t const taken = std::min<std::size_t>(more.size(), 8);
        std::string const joined = rest_ + std::string{more.substr(0, taken)};
        more.remove_prefix(taken);
        AMPARO_DO(check(joined));
        if (more.empty()) return Done{};
        if (!rest_.empty()) return feed(as_bytes(more));
    }
    return check(more);
}

Result<Done, ReadError> TextReader::finish() {
    if (!has_begun_) {
        has_begun_ = true;
        if (rest_.empty()) return Fail{ReadError::kEmpty};
        std::string const all = std::move(rest_);
        rest_.clear();
        AMPARO_DO(check(all));
    }
    if (!rest_.empty()) return Fail{ReadError::kNotUtf8};
    return Done{};
}

Result<Done, ReadError> read(ByteView bytes, Kind kind, Sink& sink) {
    if (bytes.empty()) return Fail{ReadError::kEmpty};
    if (bytes.size() > kDocumentBytesMax) return Fail{ReadError::kTooLarge};
    switch (kind) {
        case Kind::kHtml:
            return read_html(as_text(bytes), sink);
        case Kind::kDocx:
            if (begins_with(as_text(bytes), kOle)) return Fail{ReadError::kOldWord};
            return read_docx(bytes, sink);
        case Kind::kPdf:
            return read_pdf(bytes, sink);
        case Kind::kText:
            break;
    }
    TextReader reader{sink};
    AMPARO_DO(reader.feed(bytes));
    return reader.finish();
}

}  // namespace amparo::documents
