// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Identifiers that cannot be mixed up. A CaseId is not a PersonId, in C++ or in text.
#include "amparo/base/result.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace amparo {

enum class IdError { kWrongKind, kMalformed };

/// 128 random bits naming one thing of kind `Tag`. Holds no meaning and no order in time.
/// Text form: three-letter kind, '_', 32 lower-case hex digits: "prv_0f3a...".
template <class Tag>
class Id {
  public:
    using Bytes = std::array<std::byte, 16>;

    explicit constexpr Id(Bytes bytes) noexcept : bytes_{bytes} {}

    /// Fails with kWrongKind on another kind's text, so a pasted person id is never read as a case.
    [[nodiscard]] static Result<Id, IdError> parse(std::string_view text) {
        if (text.size() < 4 || text[3] != '_') return Fail{IdError::kMalformed};
        if (text.substr(0, 3) != Tag::kPrefix) return Fail{IdError::kWrongKind};
        text.remove_prefix(4);
        if (text.size() != 32) return Fail{IdError::kMalformed};
        Bytes bytes{};
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            int const high = nibble(text[2 * i]);
            int const low = nibble(text[2 * i + 1]);
            if (high < 0 || low < 0) return Fail{IdError::kMalformed};
            bytes[i] = static_cast<std::byte>(high * 16 + low);
        }
        return Id{bytes};
    }

    [[nodiscard]] std::string text() const {
        static constexpr char kDigits[] = "0123456789abcdef";
        std::string out{Tag::kPrefix};
        out += '_';
        for (std::byte const b : bytes_) {
            out += kDigits[std::to_integer<unsigned>(b) >> 4U];
            out += kDigits[std::to_integer<unsigned>(b) & 15U];
        }
        return out;
    }

    [[nodiscard]] constexpr Bytes const& bytes() const noexcept { return bytes_; }

    friend bool operator==(Id const& a, Id const& b) noexcept { return a.bytes_ == b.bytes_; }
    friend bool operator!=(Id const& a, Id const& b) noexcept { return !(a == b); }
    friend bool operator<(Id const& a, Id const& b) noexcept { return a.bytes_ < b.bytes_; }

  private:
    static constexpr int nibble(char c) noexcept {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        return -1;  // Upper case too: one id has one text.
    }

    Bytes bytes_;
};

}  // namespace amparo
