// SPDX-License-Identifier: AGPL-3.0-or-later
#include "scan.hpp"

#include <cstdint>
#include <optional>

namespace amparo::projection {
namespace {

constexpr std::size_t kDepthMax = 64;
constexpr std::size_t kPathBytesMax = 1024;

std::optional<std::uint32_t> hex4(std::string_view digits) noexcept {
    if (digits.size() < 4) return std::nullopt;
    std::uint32_t value = 0;
    for (char const c : digits.substr(0, 4)) {
        std::uint32_t digit = 0;
        if (c >= '0' && c <= '9') {
            digit = static_cast<std::uint32_t>(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            digit = static_cast<std::uint32_t>(c - 'a' + 10);
        } else if (c >= 'A' && c <= 'F') {
            digit = static_cast<std::uint32_t>(c - 'A' + 10);
        } else {
            return std::nullopt;
        }
        value = value * 16 + digit;
    }
    return value;
}

void append_utf8(std::string& to, std::uint32_t c) {
    auto const tail = [&](unsigned shift) { to += static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
    if (c < 0x80) {
        to += static_cast<char>(c);
    } else if (c < 0x800) {
        to += static_cast<char>(0xC0U | (c >> 6U));
        tail(0);
    } else if (c < 0x10000) {
        to += static_cast<char>(0xE0U | (c >> 12U));
        tail(6);
        tail(0);
    } else {
        to += static_cast<char>(0xF0U | (c >> 18U));
        tail(12);
        tail(6);
        tail(0);
    }
}

bool is_high_surrogate(std::uint32_t c) noexcept {
    return c >= 0xD800 && c <= 0xDBFF;
}
bool is_low_surrogate(std::uint32_t c) noexcept {
    return c >= 0xDC00 && c <= 0xDFFF;
}

}  // namespace

bool StringScanner::open(bool is_object) {
    if (levels_.size() == kDepthMax) return false;
    levels_.push_back({is_object, path_.size()});
    expects_key_ = is_object;
    return true;
}

bool StringScanner::take_string() {
    std::size_t const begin = at_ + 1;
    std::size_t end = json_.find('"', begin);
    if (end == std::string_view::npos) return false;
    std::size_t escape = json_.substr(begin, end - begin).find('\\');
    if (escape == std::string_view::npos) {
        value_ = json_.substr(begin, end - begin);
        at_ = end + 1;
        return true;
    }
    for (end = begin + escape; end < json_.size() && json_[end] != '"'; ++end)
        if (json_[end] == '\\') ++end;
    if (end >= json_.size()) return false;
    at_ = end + 1;
    return unescape(json_.substr(begin, end - begin));
}

bool StringScanner::unescape(std::string_view raw) {
    unescaped_.clear();
    while (!raw.empty()) {
        std::size_t const plain = std::min(raw.find('\\'), raw.size());
        unescaped_ += raw.substr(0, plain);
        raw.remove_prefix(plain);
        if (raw.empty()) break;
        if (raw.size() < 2) return false;
        char const kind = raw[1];
        raw.remove_prefix(2);
        switch (kind) {
            case '"':
            case '\\':
            case '/':
                unescaped_ += kind;
                break;
            case 'b':
                unescaped_ += '\b';
                break;
            case 'f':
                unescaped_ += '\f';
                break;
            case 'n':
                unescaped_ += '\n';
                break;
            case 'r':
                unescaped_ += '\r';
                break;
            case 't':
                unescaped_ += '\t';
                break;
            case 'u': {
                auto const unit = hex4(raw);
                if (!unit) return false;
                raw.remove_prefix(4);
                std::uint32_t c = *unit;
                if (is_high_surrogate(c) && raw.substr(0, 2) == "\\u") {
                    auto const low = hex4(raw.substr(2));
                    if (low && is_low_surrogate(*low)) {
                        c = 0x10000 + ((c - 0xD800) << 10U) + (*low - 0xDC00);
                        raw.remove_prefix(6);
                    }
                }
                append_utf8(unescaped_, is_high_surrogate(c) || is_low_surrogate(c) ? 0xFFFD : c);
                break;
            }
            default:
                return false;
        }
    }
    value_ = unescaped_;
    return true;
}

bool StringScanner::take_key() {
    path_.resize(levels_.back().path_size);
    if (path_.size() + 1 + value_.size() > kPathBytesMax) return false;
    if (!path_.empty()) path_ += '.';
    path_ += value_;
    expects_key_ = false;
    return true;
}

bool StringScanner::next() {
    while (at_ < json_.size()) {
        switch (json_[at_]) {
            case '{':
                if (!open(true)) return false;
                ++at_;
                break;
            case '[':
                if (!open(false)) return false;
                ++at_;
                break;
            case '}':
            case ']':
                if (levels_.empty()) return false;
                path_.resize(levels_.back().path_size);
                levels_.pop_back();
                expects_key_ = false;
                ++at_;
                break;
            case ',':
                if (levels_.empty()) return false;
                expects_key_ = levels_.back().is_object;
                ++at_;
                break;
            case '"':
                if (!take_string()) return false;
                if (!expects_key_) return true;
                if (!take_key()) return false;
                break;
            default:
                ++at_;  // Space, ':', numbers and literals.
        }
    }
    return false;
}

}  // namespace amparo::projection
