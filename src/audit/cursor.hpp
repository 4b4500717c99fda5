// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Asking the tokens what begins or ends at one of them. Beyond the last token nothing is anything.
#include "amparo/audit/claim.hpp"
#include "numbers.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace amparo::audit {

class Cursor {
  public:
    struct Whole {
        std::uint64_t value = 0;
        std::size_t end = 0;
        bool names_people = false;
    };

    Cursor(std::span<Token const> tokens, std::string_view text) : tokens_{tokens}, text_{text} {}

    [[nodiscard]] bool is(std::size_t i, Kind kind) const noexcept {
        return i < tokens_.size() && tokens_[i].is(kind);
    }
    [[nodiscard]] bool is(std::size_t i, Role role) const noexcept {
        return i < tokens_.size() && tokens_[i].is(role);
    }
    [[nodiscard]] std::string_view words(std::size_t i) const noexcept {
        if (i >= tokens_.size()) return {};
        return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
    }
    [[nodiscard]] std::optional<Number> number(std::size_t i) const {
        return i < tokens_.size() ? number_at(tokens_, i, text_) : std::nullopt;
    }

    /// Past a hyphen that joins two words.
    [[nodiscard]] std::size_t joined(std::size_t i) const noexcept;
    /// "%", "percent", "per cent", "por ciento", "pour cent": where it ends, or 0.
    [[nodiscard]] std::size_t percent_end(std::size_t i) const noexcept;
    /// Past at most `most` words.
    [[nodiscard]] std::size_t after_words(std::size_t i, std::size_t most) const noexcept;
    /// From "of" on: "of the 21 women", "de un total de 21", "des 21 femmes".
    [[nodiscard]] std::optional<Whole> whole_after(std::size_t i) const;
    /// "(8)", "(n = 8)": where it ends, or 0.
    [[nodiscard]] std::size_t lone_count(std::size_t i, std::uint64_t& value) const;
    /// Of the figure that begins at a token; `words_begin` is the hedge's first word.
    [[nodiscard]] Hedge hedge_before(std::size_t begin, std::size_t& words_begin) const noexcept;
    /// "al", "au", "lo" before menos, moins, plus.
    [[nodiscard]] bool is_led(std::size_t k) const noexcept;

  protected:
    std::span<Token const> tokens_;
    std::string_view text_;
};

}  // namespace amparo::audit
