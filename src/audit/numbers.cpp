// SPDX-License-Identifier: AGPL-3.0-or-later
#include "numbers.hpp"

namespace amparo::audit {
namespace {

class Reader {
  public:
    Reader(std::span<Token const> tokens, std::string_view text) : tokens_{tokens}, text_{text} {}

    /// Words from token i on: "thirty-eight", "ciento veintiuno", "quatre-vingt-dix-sept", "two thousand and
    /// four".
    std::optional<Number> words(std::size_t i) const {
        std::uint64_t total = 0;
        std::size_t at = i;
        auto part = below_thousand(at);
        if (!part && is(at, Role::kThousand) && size(at) < 8) {  // "mil", "mille": one thousand.
            part = Part{1, at};
        }
        if (!part) return std::nullopt;
        at = part->end;
        if (std::size_t const k = joined(at); is(k, Role::kThousand)) {
            total = part->value * 1000;
            at = k + 1;
            std::size_t next = joined(at);
            if (is(next, Role::kAnd) && size(next) == 3) ++next;
            if (auto const rest = below_thousand(next)) {
                total += rest->value;
                at = rest->end;
            }
        } else {
            total = part->value;
        }
        Number out;
        out.end = at;
        out.is_in_words = true;
        out.is_count = true;
        out.is_figure = true;
        out.count = total;
        out.figure = {total, 0};
        add_decimals(out);
        return out;
    }

  private:
    struct Part {
        std::uint64_t value;
        std::size_t end;
    };

    bool is(std::size_t i, Role role) const noexcept { return i < tokens_.size() && tokens_[i].is(role); }
    std::uint64_t value(std::size_t i) const noexcept { return tokens_[i].word->value; }
    std::size_t size(std::size_t i) const noexcept { return tokens_[i].end - tokens_[i].begin; }

    /// Past a hyphen that joins two words.
    std::size_t joined(std::size_t i) const noexcept {
        bool const hyphen = i + 1 < tokens_.size() && tokens_[i].is(Kind::kDash) &&
                            !tokens_[i].is_after_space && !tokens_[i + 1].is_after_space;
        return hyphen ? i + 1 : i;
    }

    std::optional<Part> below_thousand(std::size_t i) const {
        std::uint64_t hundreds = 0;
        std::size_t at = i;
        if (is(at, Role::kHundreds)) {
            hundreds = value(at++);
        } else if (is(at, Role::kHundred) && size(at) <= 5) {  // "cent", "cents": one hundred.
            hundreds = 100;
            ++at;
        } else if (std::size_t const k = joined(at + 1); (is(at, Role::kUnit) || is_a(at)) &&
                                                         is(k, Role::kHundred) &&
                                                         !(is_a(at) && size(k) <= 5)) {
            hundreds = 100 * (is_a(at) ? 1 : value(at));
            at = k + 1;
        }
        std::size_t next = joined(at);
        if (hundreds != 0 && is(next, Role::kAnd) && size(next) == 3) ++next;
        if (auto const rest = below_hundred(hundreds == 0 ? i : next))
            return Part{hundreds + rest->value, rest->end};
        if (hundreds == 0) return std::nullopt;
        return Part{hundreds, at};
    }

    bool is_a(std::size_t i) const noexcept {
        return i < tokens_.size() && tokens_[i].is(Kind::kWord) && size(i) == 1 &&
               (text_[tokens_[i].begin] == 'a' || text_[tokens_[i].begin] == 'A');
    }

    std::optional<Part> below_hundred(std::size_t i) const {
        if (is(i, Role::kTens)) return tens(i, value(i), i + 1);
        if (is(i, Role::kTeen)) {
            std::size_t const k = joined(i + 1);  // dix-sept
            if (value(i) == 10 && size(i) == 3 && text_[tokens_[i].begin + 1] != 'e' && is(k, Role::kUnit) &&
                value(k) >= 7)
                return Part{10 + value(k), k + 1};
            return Part{value(i), i + 1};
        }
        if (!is(i, Role::kUnit)) return std::nullopt;
        std::size_t const k = joined(i + 1);  // quatre-vingt
        if (value(i) == 4 && size(i) == 6 && is(k, Role::kTens) && value(k) == 20) return tens(i, 80, k + 1);
        return Part{value(i), i + 1};
    }

    /// What follows the tens: a unit, or in French 10–19 after 60 and 80.
    std::optional<Part> tens(std::size_t, std::uint64_t base, std::size_t at) const {
        std::size_t next = joined(at);
        bool const has_and = is(next, Role::kAnd) && size(next) <= 2;
        if (has_and) next = joined(next + 1);
        if (is(next, Role::kUnit) && value(next) != 0) return Part{base + value(next), next + 1};
        if ((base == 60 || base == 80) && is(next, Role::kTeen) && value(next) <= 19) {
            if (auto const teen = below_hundred(next)) return Part{base + teen->value, teen->end};
        }
        return Part{base, at};
    }

    /// "thirty-eight point one", "treinta y ocho coma uno": each word one digit.
    void add_decimals(Number& to) const {
        std::size_t at = to.end;
        if (at >= tokens_.size() || !tokens_[at].is(Kind::kWord)) return;
        std::string_view const word = text_.substr(tokens_[at].begin, size(at));
        if (word != "point" && word != "coma" && word != "virgule" && word != "punto") return;
        Printed figure = to.figure;
        for (++at; is(at, Role::kUnit) && figure.decimals < kDecimalsMax; ++at) {
            figure.units = figure.units * 10 + value(at);
            ++figure.decimals;
        }
        if (figure.decimals == 0) return;
        to.figure = figure;
        to.is_count = false;
        to.end = at;
    }

    std::span<Token const> tokens_;
    std::string_view text_;
};

/// "1 234": groups of three parted by one plain space.
void take_groups(std::span<Token const> tokens, std::size_t i, std::string_view text, Number& to) {
    Token const* last = &tokens[i];
    if (last->end - last->begin > 3 || last->decimals != 0) return;
    std::uint64_t value = to.count;
    std::size_t at = to.end;
    while (at < tokens.size() && value <= kCountMax / 1000) {
        Token const& next = tokens[at];
        bool const is_group = next.is(Kind::kNumber) && next.is_count && next.end - next.begin == 3 &&
                              next.begin == last->end + 1 && text[last->end] == ' ';
        if (!is_group) break;
        value = value * 1000 + next.count;
        last = &next;
        ++at;
    }
    if (at == to.end || value == 0) return;
    to.count = value;
    to.end = at;
    to.is_figure = false;
}

}  // namespace

std::optional<Number> number_at(std::span<Token const> tokens, std::size_t i, std::string_view text) {
    Token const& token = tokens[i];
    if (token.is(Kind::kNumber)) {
        if (token.is_signed) return std::nullopt;
        Number out;
        out.end = i + 1;
        out.is_count = token.is_count;
        out.is_figure = token.is_figure;
        out.count = token.count;
        out.figure = {token.units, token.decimals};
        if (out.is_count) take_groups(tokens, i, text, out);
        return out;
    }
    if (!token.is(Kind::kWord)) return std::nullopt;
    return Reader{tokens, text}.words(i);
}

}  // namespace amparo::audit
