// SPDX-License-Identifier: AGPL-3.0-or-later
// What a page has above and below its text: running titles, page numbers. In a text layer they stand in the
// middle of sentences.
#include "tokens.hpp"
#include "utf8.hpp"

#include <algorithm>
#include <unordered_map>

namespace amparo::audit {
namespace {

constexpr std::size_t kFurnitureBytesMax = 90;
constexpr std::size_t kFurnitureLinesMax = 3;

struct Line {
    Span trimmed;
    bool is_blank = false;
    bool begins_page = false;
    bool is_furniture = false;
};

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}
char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

std::vector<Line> lines_of(std::string_view text) {
    std::vector<Line> out;
    std::size_t begin = 0;
    bool page = false;
    while (begin < text.size()) {
        std::size_t end = text.find_first_of("\n\f", begin);
        if (end == std::string_view::npos) end = text.size();
        Line line;
        line.begins_page = page;
        std::size_t from = begin;
        std::size_t to = end;
        while (from < to && (text[from] == ' ' || text[from] == '\t' || text[from] == '\r')) ++from;
        while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\t' || text[to - 1] == '\r')) --to;
        line.trimmed = {from, to};
        line.is_blank = from == to;
        page = end < text.size() && text[end] == '\f';
        // A form feed before the line's own text: the line itself begins the page.
        out.push_back(line);
        begin = end + 1;
    }
    return out;
}

bool says_page(std::string_view line) {
    std::string_view const words[] = {"page ", "página ", "pagina ", "pág", "pag.", "p. "};
    for (std::string_view const word : words) {
        if (line.size() <= word.size()) continue;
        bool const same =
            std::equal(word.begin(), word.end(), line.begin(), [](char a, char b) { return a == lower(b); });
        if (same) return true;
    }
    return false;
}

/// "12", "– 12 –", "Page 3 of 12", "3 / 12".
bool is_page_number(std::string_view line) {
    std::size_t digits = 0;
    std::size_t letters = 0;
    for (char const c : line) {
        digits += is_digit(c) ? 1 : 0;
        letters += (lower(c) >= 'a' && lower(c) <= 'z') ? 1 : 0;
        if (std::string_view{"%()[],;=."}.find(c) != std::string_view::npos && !(c == '.' && says_page(line)))
            return false;
    }
    if (digits == 0 || digits > 8) return false;
    if (says_page(line)) return letters <= 16;
    return letters == 0 && digits <= 4 && line.size() <= 12;
}

/// A title's shape: short, no full sentence, no figure in it.
bool can_be_title(std::string_view line) {
    if (line.size() < 3 || line.size() > kFurnitureBytesMax) return false;
    bool has_letter = false;
    for (char const c : line) {
        if (c == '%' || c == '(' || c == ')' || c == '[' || c == ']' || c == '/') return false;
        has_letter = has_letter || (lower(c) >= 'a' && lower(c) <= 'z');
    }
    char const last = line.back();
    return has_letter && last != '.' && last != '!' && last != '?' && last != ',' && last != ';' &&
           last != ':';
}

bool begins_small(std::string_view line) {
    return (line.front() >= 'a' && line.front() <= 'z') || static_cast<unsigned char>(line.front()) >= 0x80;
}

bool is_in_capitals(std::string_view line) {
    std::size_t capitals = 0;
    for (char const c : line) {
        if (c >= 'a' && c <= 'z') return false;
        capitals += c >= 'A' && c <= 'Z' ? 1 : 0;
    }
    return capitals >= 6;
}

/// "195, or", "12 of the 21": lines of a narrow column that are likely to come twice. "12 Casa Ocaso" is a title.
bool goes_on_from_a_number(std::string_view line) {
    if (!is_digit(line.front())) return false;
    std::size_t const next = line.find_first_not_of("0123456789., ");
    return next == std::string_view::npos || begins_small(line.substr(next));
}

/// The same but for its numbers.
std::uint64_t likeness(std::string_view line) {
    std::uint64_t h = 14695981039346656037ULL;
    bool in_number = false;
    for (char const c : line) {
        bool const digit = is_digit(c);
        if (digit && in_number) continue;
        in_number = digit;
        h = (h ^ static_cast<unsigned char>(digit ? '#' : lower(c))) * 1099511628211ULL;
    }
    return h;
}

class Pages {
  public:
    explicit Pages(std::string_view text) : text_{text}, lines_{lines_of(text)} {}

    std::vector<Span> found() {
        count_titles();
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (lines_[i].is_blank) continue;
            std::size_t const end = block_end(i);
            if (end > i && stands_between(i, end)) {
                for (std::size_t k = i; k < end; ++k) lines_[k].is_furniture = true;
                i = next_text(end);  // The sentence goes on there: that line is text, and in no other block.
            }
        }
        return spans();
    }

  private:
    std::string_view words(std::size_t i) const {
        return text_.substr(lines_[i].trimmed.begin, lines_[i].trimmed.end - lines_[i].trimmed.begin);
    }

    void count_titles() {
        for (std::size_t i = 0; i < lines_.size(); ++i)
            if (!lines_[i].is_blank && can_be_title(words(i)) && !begins_small(words(i)))
                ++seen_[likeness(words(i))];
    }

    bool can_be_furniture(std::size_t i) const {
        std::string_view const line = words(i);
        return is_page_number(line) || (can_be_title(line) && !begins_small(line));
    }

    /// The longest run of candidates, blank lines among them allowed, that begins at line i and ends before
    /// text goes on.
    std::size_t block_end(std::size_t i) const {
        std::size_t end = i;
        std::size_t count = 0;
        for (std::size_t k = i; k < lines_.size() && count < kFurnitureLinesMax; ++k) {
            if (lines_[k].is_blank) continue;
            if (!can_be_furniture(k)) break;
            ++count;
            end = k + 1;
            std::size_t const next = next_text(end);
            if (next < lines_.size() && goes_on(words(next))) return end;
        }
        return i;
    }

    std::size_t next_text(std::size_t i) const {
        while (i < lines_.size() && lines_[i].is_blank) ++i;
        return i;
    }

    static bool goes_on(std::string_view line) {
        constexpr std::string_view kSigns = "([%=/,;)";
        return begins_small(line) || is_digit(line.front()) ||
               kSigns.find(line.front()) != std::string_view::npos;
    }

    static bool breaks_off(std::string_view line) {
        char const last = line.back();
        return last != '.' && last != '!' && last != '?' && last != ':' && last != '|' &&
               line.front() != '#' && line.front() != '|';
    }

    /// Lines i…end − 1 stand in the middle of a sentence and are set apart from it: by blank lines or a
    /// page's end, by capitals, by being said again elsewhere, or by being a page's number.
    bool stands_between(std::size_t i, std::size_t end) const {
        std::size_t before = i;
        while (before > 0 && lines_[before - 1].is_blank) --before;
        if (before == 0) return false;
        std::string_view const text_before = words(before - 1);
        if (!breaks_off(text_before)) return false;
        std::size_t const after = next_text(end);
        bool const is_apart = before < i && after > end;
        bool turns_page = false;
        for (std::size_t k = before; k <= after && k < lines_.size(); ++k)
            turns_page = turns_page || lines_[k].begins_page;
        for (std::size_t k = i; k < end; ++k) {
            if (lines_[k].is_blank) continue;
            std::string_view const line = words(k);
            auto const seen = seen_.find(likeness(line));
            bool const is_said_again =
                seen != seen_.end() && seen->second >= 2 && !goes_on_from_a_number(line);
            bool const is_number = is_page_number(line) && (says_page(line) || is_apart || turns_page);
            if (!is_apart && !turns_page && !is_number && !is_said_again && !is_in_capitals(line))
                return false;
        }
        return true;
    }

    std::vector<Span> spans() const {
        std::vector<Span> out;
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (!lines_[i].is_furniture) continue;
            std::size_t from = i;
            while (from > 0 && lines_[from - 1].is_blank) --from;
            std::size_t to = i;
            while (to + 1 < lines_.size() && (lines_[to + 1].is_blank || lines_[to + 1].is_furniture)) ++to;
            std::size_t const begin = from > 0 ? lines_[from - 1].trimmed.end : 0;
            std::size_t const end = to + 1 < lines_.size() ? lines_[to + 1].trimmed.begin : text_.size();
            out.push_back({begin, end});
            i = to;
        }
        return out;
    }

    std::string_view text_;
    std::vector<Line> lines_;
    std::unordered_map<std::uint64_t, unsigned> seen_;
};

}  // namespace

std::vector<Span> page_furniture(std::string_view text) {
    return Pages{text}.found();
}

}  // namespace amparo::audit
