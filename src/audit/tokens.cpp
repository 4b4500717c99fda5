// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tokens.hpp"

#include "utf8.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace amparo::audit {
namespace {

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

struct Vulgar {
    char32_t sign;
    std::uint8_t part;
    std::uint8_t whole;
};
constexpr std::array<Vulgar, 18> kVulgars{{{0xBC, 1, 4},
                                           {0xBD, 1, 2},
                                           {0xBE, 3, 4},
                                           {0x2150, 1, 7},
                                           {0x2151, 1, 9},
                                           {0x2152, 1, 10},
                                           {0x2153, 1, 3},
                                           {0x2154, 2, 3},
                                           {0x2155, 1, 5},
                                           {0x2156, 2, 5},
                                           {0x2157, 3, 5},
                                           {0x2158, 4, 5},
                                           {0x2159, 1, 6},
                                           {0x215A, 5, 6},
                                           {0x215B, 1, 8},
                                           {0x215C, 3, 8},
                                           {0x215D, 5, 8},
                                           {0x215E, 7, 8}}};

class Lexer {
  public:
    Lexer(std::string_view text, std::vector<Span> const& skipped, std::vector<Token>& out)
        : text_{text}, skipped_{skipped}, out_{out} {}

    void run() {
        while (at_ < text_.size()) {
            if (next_skip_ < skipped_.size() && at_ >= skipped_[next_skip_].begin) {
                at_ = std::max(at_, skipped_[next_skip_++].end);
                space_ = true;
                continue;
            }
            one();
        }
    }

  private:
    void one() {
        char const c = text_[at_];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return word();
        if (static_cast<unsigned char>(c) >= 0x80) return wide();
        if (is_digit(c)) return number();
        switch (c) {
            case ' ':
            case '\t':
            case '\r':
            case '\v':
                ++at_;
                space_ = true;
                return;
            case '\n':
            case '\f':
                return line_end();
            case '%':
                return put(Kind::kPercent);
            case '(':
            case '[':
            case '{':
                return put(Kind::kOpen);
            case ')':
            case ']':
            case '}':
                return put(Kind::kClose);
            case '/':
                return put(Kind::kSlash);
            case '=':
                return put(Kind::kEquals);
            case ',':
                return put(Kind::kComma);
            case ';':
                return put(Kind::kSemicolon);
            case ':':
                return put(Kind::kColon);
            case '|':
                return put(Kind::kBar);
            case '-':
                return dash(1);
            case '.':
            case '!':
            case '?':
                return stop();
            case '$':
                return put(Kind::kCurrency);
            case '~':
                return put(Kind::kAboutSign);
            case '<':
                return put(Kind::kUnderSign);
            case '>':
                return at_line_begin_ ? pass(1) : put(Kind::kOverSign);
            case '#':
                if (at_line_begin_) begin_heading();
                return pass(1);
            case '*':
            case '+':
                if (is_item_mark()) return item();
                return c == '+' ? put(Kind::kOther) : pass(1);
            case '_':
            case '`':
            case '"':
            case '\'':
            case '\\':
            case '^':
                return pass(1);
            default:
                return put(Kind::kOther);
        }
    }

    void pass(std::size_t bytes) noexcept { at_ += bytes; }
    void put(Kind kind) { (void)sign(kind, 1); }

    Token& sign(Kind kind, std::size_t bytes) {
        Token token;
        token.begin = static_cast<std::uint32_t>(at_);
        token.end = static_cast<std::uint32_t>(at_ + bytes);
        token.kind = kind;
        token.is_after_space = space_;
        space_ = false;
        at_line_begin_ = false;
        at_ += bytes;
        if (kind == Kind::kClose && drop_bracketed_mark()) return dropped_;
        out_.push_back(token);
        return out_.back();
    }

    /// "[4]" is a note, not a number in brackets: takes back "[" and "4".
    bool drop_bracketed_mark() {
        std::size_t const n = out_.size();
        if (n < 3 || text_[at_ - 1] != ']' || !out_[n - 1].is(Kind::kNumber) || !out_[n - 2].is(Kind::kOpen))
            return false;
        if (text_[out_[n - 2].begin] != '[' || out_[n - 1].decimals != 0) return false;
        out_.resize(n - 2);
        return true;
    }

    void end_paragraph() {
        is_heading_ = false;
        if (out_.empty() || out_.back().is(Kind::kBreak)) return;
        Token token;
        token.begin = token.end = static_cast<std::uint32_t>(at_);
        token.kind = Kind::kBreak;
        out_.push_back(token);
    }

    void begin_heading() {
        end_paragraph();
        is_heading_ = true;
    }

    void line_end() {
        bool was_heading = is_heading_;
        std::size_t lines = 0;
        std::size_t p = at_;
        for (; p < text_.size(); ++p) {
            char const c = text_[p];
            if (c == '\n')
                ++lines;
            else if (c != ' ' && c != '\t' && c != '\r' && c != '\f' && c != '\v')
                break;
        }
        if (next_skip_ < skipped_.size()) p = std::min(p, skipped_[next_skip_].begin);
        bool const is_row = p < text_.size() && text_[p] == '|';
        bool const was_row = !out_.empty() && out_.back().is(Kind::kBar);
        at_ = std::max(p, at_ + 1);
        space_ = true;
        if (lines >= 2 || was_heading || is_row || was_row) end_paragraph();
        at_line_begin_ = true;
    }

    bool is_item_mark() const noexcept {
        return at_line_begin_ && at_ + 1 < text_.size() && (text_[at_ + 1] == ' ' || text_[at_ + 1] == '\t');
    }
    void item() {
        end_paragraph();
        ++at_;
    }

    void dash(std::size_t bytes) {
        if (bytes == 1 && is_item_mark()) return item();
        bool const is_glued_right = at_ + bytes < text_.size() && is_digit(text_[at_ + bytes]);
        bool const is_sign = is_glued_right && (space_ || out_.empty() || out_.back().is(Kind::kOpen));
        if (hyphenated_line(bytes)) return;
        sign(Kind::kDash, bytes).is_signed = is_sign;
    }

    /// "per-⏎cent": one word if the two halves are one.
    bool hyphenated_line(std::size_t bytes) {
        if (out_.empty() || !out_.back().is(Kind::kWord) || space_ || out_.back().end != at_) return false;
        std::size_t p = at_ + bytes;
        if (p >= text_.size() || (text_[p] != '\n' && text_[p] != '\r')) return false;
        while (p < text_.size() && (text_[p] == '\n' || text_[p] == '\r' || text_[p] == ' ')) ++p;
        FoldedWord joined;
        fold_letters(out_.back().begin, joined);
        std::size_t const end = fold_letters(p, joined);
        Word const* const known = end > p ? find_word(joined.view()) : nullptr;
        if (known == nullptr) {
            if (end == p) return false;
            sign(Kind::kDash, bytes);
            at_ = p;  // The halves stand together, as in "thirty-eight".
            return true;
        }
        out_.back().word = known;
        out_.back().end = static_cast<std::uint32_t>(end);
        at_ = end;
        return true;
    }

    /// Adds the letters from `p` on; where they end.
    std::size_t fold_letters(std::size_t p, FoldedWord& to) const noexcept {
        while (p < text_.size()) {
            char const c = text_[p];
            if (c >= 'a' && c <= 'z') {
                to.add(c);
                ++p;
            } else if (c >= 'A' && c <= 'Z') {
                to.add(static_cast<char>(c + ('a' - 'A')));
                ++p;
            } else if (static_cast<unsigned char>(c) >= 0x80) {
                Letter const letter = letter_at(text_, p);
                if (!is_letter(letter.value) && !is_invisible(letter.value)) break;
                if (is_letter(letter.value)) to.add(letter.value);
                p += letter.bytes;
            } else {
                break;
            }
        }
        return p;
    }

    void word() {
        std::size_t const begin = at_;
        FoldedWord folded;
        std::size_t end = fold_letters(begin, folded);
        Token& token = sign(Kind::kWord, end - begin);
        token.word = find_word(folded.view());
        if (folded.size() >= 2) {
            // A note's number glued to a word.
            while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
        }
    }

    /// What a character that is not ASCII stands for.
    void wide() {
        Letter const letter = letter_at(text_, at_);
        char32_t const c = letter.value;
        if (is_invisible(c) || is_note_mark(c)) return pass(letter.bytes);
        if (is_space(c)) {
            space_ = true;
            return pass(letter.bytes);
        }
        if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212) return dash(letter.bytes);
        if (is_quote(c)) return pass(letter.bytes);
        for (Vulgar const& vulgar : kVulgars) {
            if (vulgar.sign != c) continue;
            Token& token = sign(Kind::kVulgar, letter.bytes);
            token.units = vulgar.part;
            token.count = vulgar.whole;
            return;
        }
        switch (c) {
            case 0xF7:
            case 0x2044:
            case 0x2215:
                sign(Kind::kSlash, letter.bytes);
                return;
            case 0xFF05:
            case 0xFE6A:
            case 0x66A:
                sign(Kind::kPercent, letter.bytes);
                return;
            case 0x20AC:
            case 0xA3:
            case 0xA5:
            case 0xA2:
                sign(Kind::kCurrency, letter.bytes);
                return;
            case 0x2248:
            case 0x223C:
            case 0x2243:
                sign(Kind::kAboutSign, letter.bytes);
                return;
            case 0x2265:
                sign(Kind::kOverSign, letter.bytes).decimals = 1;
                return;
            case 0x2264:
                sign(Kind::kUnderSign, letter.bytes).decimals = 1;
                return;
            case 0x2022:
            case 0x2023:
            case 0x25E6:
            case 0x25AA:
                end_paragraph();
                return pass(letter.bytes);
            case 0x2026:
            case 0xBF:
            case 0xA1:
            case 0xB7:
                return pass(letter.bytes);
            default:
                break;
        }
        if (is_letter(c)) return word();
        sign(Kind::kOther, letter.bytes);
    }

    // ── Numbers ──

    struct Group {
        std::uint64_t value = 0;
        std::size_t digits = 0;
        char separator = 0;  ///< Before it: '.', ',', ' ' or 'd' (a raised dot).
    };

    std::size_t separator_at(std::size_t p, char& separator) const noexcept {
        if (p >= text_.size()) return 0;
        if (text_[p] == '.' || text_[p] == ',') {
            separator = text_[p];
            return 1;
        }
        if (static_cast<unsigned char>(text_[p]) < 0x80) return 0;
        Letter const letter = letter_at(text_, p);
        if (letter.value == 0xB7 || letter.value == 0x22C5)
            separator = 'd';
        else if (is_space(letter.value))
            separator = ' ';
        else
            return 0;
        return letter.bytes;
    }

    Group group_at(std::size_t p) const noexcept {
        Group out;
        for (; p + out.digits < text_.size() && is_digit(text_[p + out.digits]); ++out.digits)
            if (out.digits < 15)
                out.value = out.value * 10 + static_cast<std::uint64_t>(text_[p + out.digits] - '0');
        return out;
    }

    void number() {
        std::size_t const begin = at_;
        std::array<Group, 5> groups{};
        std::size_t count = 1;
        groups[0] = group_at(begin);
        std::size_t end = begin + groups[0].digits;
        bool is_too_long = false;
        while (true) {
            char separator = 0;
            std::size_t const bytes = separator_at(end, separator);
            if (bytes == 0) break;
            Group next = group_at(end + bytes);
            if (next.digits == 0 || (separator == ' ' && (next.digits != 3 || groups[0].digits > 3))) break;
            next.separator = separator;
            end += bytes + next.digits;
            if (count == groups.size()) {
                is_too_long = true;
                continue;
            }
            groups[count++] = next;
        }
        if (is_note_number(begin, end)) {
            at_ = end;
            return;
        }
        bool const is_glued = letters_follow(end);
        bool const is_negative = is_signed();
        Token& token = sign(is_glued ? Kind::kOther : Kind::kNumber, end - begin);
        if (is_glued) {
            skip_letters();
            return;
        }
        token.is_signed = is_negative;
        if (!is_too_long) read(groups, count, token);
    }

    bool is_signed() const noexcept {
        return !space_ && !out_.empty() &&
               ((out_.back().is(Kind::kDash) && out_.back().is_signed) ||
                (out_.back().is(Kind::kOther) && text_[out_.back().begin] == '+'));
    }

    /// "38%3": a note's number after a sign.
    bool is_note_number(std::size_t begin, std::size_t end) const noexcept {
        if (space_ || out_.empty() || out_.back().end != begin || end - begin > 2) return false;
        return out_.back().is(Kind::kPercent) || out_.back().is(Kind::kClose);
    }

    /// "21st", "5kg", "18h": not a number of its own. "38percent" is.
    bool letters_follow(std::size_t p) const noexcept {
        FoldedWord letters;
        if (fold_letters(p, letters) == p) return false;
        Word const* const word = find_word(letters.view());
        return word == nullptr || !(word->is(Role::kPercent) || word->is(Role::kPer) ||
                                    word->is(Role::kOut) || (word->is(Role::kOf) && letters.size() > 1));
    }
    void skip_letters() {
        FoldedWord ignored;
        at_ = fold_letters(at_, ignored);
        while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    }

    static void read(std::array<Group, 5> const& groups, std::size_t count, Token& token) noexcept {
        std::size_t digits = 0;
        bool is_grouped = groups[0].digits <= 3;
        for (std::size_t i = 0; i < count; ++i) {
            digits += groups[i].digits;
            if (i == 0) continue;
            is_grouped = is_grouped && groups[i].digits == 3 && groups[i].separator == groups[1].separator &&
                         groups[i].separator != 'd';
        }
        if (digits > 12) return;
        std::uint64_t joined = 0;
        for (std::size_t i = 0; i < count; ++i)
            joined = joined * scale(static_cast<unsigned>(groups[i].digits)) + groups[i].value;
        if (count == 1 || (is_grouped && groups[0].value != 0)) {
            token.is_count = joined <= kCountMax;
            token.count = joined;
        }
        bool const is_decimal = count == 2 && groups[1].separator != ' ' && groups[1].digits <= kDecimalsMax;
        if (count == 1 || is_decimal) {
            token.is_figure = true;
            token.units = joined;
            token.decimals = count == 1 ? std::uint8_t{0} : static_cast<std::uint8_t>(groups[1].digits);
        }
    }

    // ── The end of a sentence ──

    void stop() {
        char const c = text_[at_];
        std::size_t p = at_ + 1;
        while (p < text_.size() &&
               (text_[p] == c || text_[p] == '"' || text_[p] == '\'' || text_[p] == '*' || text_[p] == '_'))
            ++p;
        bool const ends = p >= text_.size() || text_[p] == ' ' || text_[p] == '\n' || text_[p] == '\r' ||
                          text_[p] == '\t' || static_cast<unsigned char>(text_[p]) >= 0x80;
        if (!ends || (c == '.' && is_abbreviated())) return pass(1);
        while (p < text_.size() &&
               (text_[p] == ' ' || text_[p] == '\n' || text_[p] == '\r' || text_[p] == '\t'))
            ++p;
        if (p < text_.size() && text_[p] >= 'a' && text_[p] <= 'z') return pass(1);
        sign(Kind::kStop, 1);
    }

    bool is_abbreviated() const noexcept {
        if (out_.empty() || !out_.back().is(Kind::kWord) || out_.back().end != at_) return false;
        return out_.back().end - out_.back().begin == 1 || out_.back().is(Role::kAbbreviation);
    }

    std::string_view text_;
    std::vector<Span> const& skipped_;
    std::vector<Token>& out_;
    std::size_t at_ = 0;
    std::size_t next_skip_ = 0;
    bool space_ = true;
    bool at_line_begin_ = true;
    bool is_heading_ = false;
    Token dropped_;  ///< Stands for a token that is not kept.
};

}  // namespace

void tokenize(std::string_view text, std::vector<Span> const& skipped, std::vector<Token>& out) {
    Lexer{text, skipped, out}.run();
}

}  // namespace amparo::audit
