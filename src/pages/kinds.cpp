// SPDX-License-Identifier: AGPL-3.0-or-later
// R3: what has the form of a phone number, an e-mail address, an A-number or a date.
#include "stream.hpp"

#include "amparo/text/unicode.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace amparo::pages {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
bool is_joined(std::string_view text, std::size_t at) {
    return at < text.size() && (is_digit(text[at]) || is_letter(text[at]));
}
bool is_joined_before(std::string_view text, std::size_t at) {
    return at > 0 && is_joined(text, at - 1);
}

// U+2010 to U+2015 are dashes; folding leaves them.
std::size_t dash_at(std::string_view text, std::size_t at) {
    if (at < text.size() && text[at] == '-') return 1;
    if (at + 2 < text.size() && text[at] == '\xE2' && text[at + 1] == '\x80' && text[at + 2] >= '\x90' &&
        text[at + 2] <= '\x95')
        return 3;
    return 0;
}

std::size_t separator_at(std::string_view text, std::size_t at, std::string_view others) {
    if (at < text.size() && others.find(text[at]) != std::string_view::npos) return 1;
    return dash_at(text, at);
}

bool is_day(int value) {
    return value >= 1 && value <= 31;
}
bool is_year(int value) {
    return value >= 1900 && value <= 2199;
}

/// R3: the end of 2031-03-12, 12/03/2031 or 3.12.2031 that begins at `at` and stands alone; else 0.
std::size_t day_end(std::string_view text, std::size_t at) {
    std::size_t const before = at > 0 && text[at - 1] == '(' ? at - 1 : at;
    if (before > 0 && text[before - 1] != ' ') return 0;
    std::array<int, 3> value{};
    std::array<std::size_t, 3> length{};
    for (std::size_t part = 0; part < 3; ++part) {
        while (at < text.size() && is_digit(text[at]) && length[part] < 5) {
            value[part] = value[part] * 10 + (text[at++] - '0');
            ++length[part];
        }
        if (part == 2) break;
        std::size_t const bytes = separator_at(text, at, "/.");
        if (bytes == 0) return 0;
        at += bytes;
    }
    if (length[0] < length[2]) {
        std::swap(value[0], value[2]);
        std::swap(length[0], length[2]);
    }
    bool const has_month = value[1] >= 1 && value[1] <= 12;
    bool const has_day = is_day(value[2]) && (has_month || value[2] <= 12);
    bool const is_date = length[0] == 4 && length[1] >= 1 && length[1] <= 2 && length[2] >= 1 &&
                         length[2] <= 2 && is_year(value[0]) && is_day(value[1]) && has_day;
    std::size_t const next = at + separator_at(text, at, "/.");
    bool const goes_on = is_joined(text, at) || (next > at && is_joined(text, next));
    return is_date && !goes_on ? at : 0;
}

/// Digits from `at` on, with at most three separators between two; up to a date.
struct Run {
    std::size_t digits = 0;
    std::size_t end = 0;  ///< After the last digit.
    bool has_separators = false;
};
Run run_at(std::string_view text, std::size_t at, std::string_view separators) {
    Run run;
    std::size_t skipped = 0;
    while (at < text.size() && skipped <= 3) {
        if (run.digits > 0 && skipped > 0 && is_digit(text[at]) && day_end(text, at) > 0) break;
        if (is_digit(text[at])) {
            run.has_separators = run.has_separators || (run.digits > 0 && skipped > 0);
            ++run.digits;
            run.end = ++at;
            skipped = 0;
        } else if (std::size_t const bytes = separator_at(text, at, separators); bytes > 0) {
            at += bytes;
            ++skipped;
        } else {
            break;
        }
    }
    return run;
}

std::vector<Span> phones(std::string_view text) {
    constexpr std::size_t kDigitsMin = 7;
    constexpr std::size_t kBareDigitsMin = 10;
    constexpr std::size_t kDigitsMax = 15;
    std::vector<Span> out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_digit(text[at]) || is_joined_before(text, at)) continue;
        if (std::size_t const end = day_end(text, at); end > 0) {
            at = end;
            continue;
        }
        std::size_t begin = at;
        while (begin > 0 && (text[begin - 1] == '+' || text[begin - 1] == '(')) --begin;
        bool const has_sign = begin < at;
        Run run = run_at(text, at, " ()./");
        // Several numbers in a row are no one's, but one among them may be.
        if (run.digits > kDigitsMax) run = run_at(text, at, "()./");
        std::size_t const least = run.has_separators || has_sign ? kDigitsMin : kBareDigitsMin;
        if (run.digits < least || run.digits > kDigitsMax || is_joined(text, run.end)) continue;
        out.push_back({begin, run.end});
        at = run.end;
    }
    return out;
}

std::vector<Span> emails(std::string_view text) {
    std::vector<Span> out;
    constexpr std::string_view kLocal = "!#$%&'*+/=?^_`{|}~.-";
    for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        std::size_t begin = at;
        while (begin > 0 &&
               (is_joined(text, begin - 1) || kLocal.find(text[begin - 1]) != std::string_view::npos))
            --begin;
        std::size_t end = at + 1;
        while (end < text.size() && (is_joined(text, end) || text[end] == '.' || text[end] == '-')) ++end;
        if (begin < at && text.substr(at, end - at).find('.') != std::string_view::npos)
            out.push_back({begin, end});
    }
    return out;
}

std::vector<Span> a_numbers(std::string_view text) {
    std::vector<Span> out;
    auto const skip = [&](std::size_t& at) {
        while (std::size_t const bytes = separator_at(text, at, " #:.()")) at += bytes;
    };
    for (std::size_t begin = text.find('a'); begin != std::string_view::npos;
         begin = text.find('a', begin + 1)) {
        if (is_joined_before(text, begin)) continue;
        std::size_t at = begin + 1;
        if (text.substr(begin).starts_with("alien")) at = begin + 5;
        skip(at);
        for (std::string_view const word : {"registration", "number", "numero", "num", "no"})
            if (text.substr(at).starts_with(word) && !is_joined(text, at + word.size())) {
                at += word.size();
                skip(at);
            }
        Run const run = run_at(text, at, " ");
        if (run.end > at && is_digit(text[at]) && run.digits >= 7 && run.digits <= 9 &&
            !is_joined(text, run.end))
            out.push_back({begin, run.end});
    }
    return out;
}

std::set<std::string, std::less<>> const& months() {
    static auto const kMonths = [] {
        std::set<std::string, std::less<>> out;
        for (std::string_view const name :
             {"January",    "February",  "March",    "April",     "May",       "June",   "July",  "August",
              "September",  "October",   "November", "December",  "Jan",       "Feb",    "Mar",   "Apr",
              "Jun",        "Jul",       "Aug",      "Sep",       "Sept",      "Oct",    "Nov",   "Dec",
              "enero",      "febrero",   "marzo",    "abril",     "mayo",      "junio",  "julio", "agosto",
              "septiembre", "setiembre", "octubre",  "noviembre", "diciembre", "ene",    "abr",   "ago",
              "dic",        "يناير",     "فبراير",   "مارس",      "أبريل",     "إبريل",  "مايو",  "يونيو",
              "يوليو",      "أغسطس",     "سبتمبر",   "أكتوبر",    "نوفمبر",    "ديسمبر", "كانون", "شباط",
              "آذار",       "نيسان",     "أيار",     "حزيران",    "تموز",      "آب",     "أيلول", "تشرين"})
            out.insert(letters::fold(name));
        return out;
    }();
    return kMonths;
}

/// A number, with what follows it in English or Spanish ("3rd", "1º"): its value, or 0.
int number_in(std::string_view word) {
    std::size_t at = 0;
    int value = 0;
    while (at < word.size() && is_digit(word[at]) && at < 4) value = value * 10 + (word[at++] - '0');
    if (at == 0) return 0;
    while (at < word.size() && std::string_view{".,;:)"}.find(word[at]) != std::string_view::npos) ++at;
    std::string_view const rest = word.substr(at);
    constexpr std::array<std::string_view, 7> kEnds{"", "st", "nd", "rd", "th", "o", "a"};
    bool const ends_well = std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) {
        return rest == end || rest == std::string{end} + ',';
    });
    return ends_well ? value : 0;
}

class Dates {
  public:
    explicit Dates(Line const& line) : line_{line} {}

    std::vector<Span> found() {
        for (std::size_t i = 0; i < line_.words.size(); ++i) {
            in_numbers(i);
            if (is_month(i)) around_month(i);
        }
        return std::move(out_);
    }

  private:
    [[nodiscard]] std::string_view word(std::size_t i) const {
        return std::string_view{line_.text}.substr(line_.words[i].begin,
                                                   line_.words[i].end - line_.words[i].begin);
    }
    [[nodiscard]] bool is_month(std::size_t i) const {
        letters::Words words{word(i)};
        return words.next() && months().contains(words.word());
    }
    [[nodiscard]] bool is_between(std::size_t i) const {
        constexpr std::array<std::string_view, 6> kBetween{"de", "del", "of", "the", ",", "من"};
        return std::find(kBetween.begin(), kBetween.end(), word(i)) != kBetween.end();
    }
    /// 12/03/2031, 2031-03-12, 12.3.31
    void in_numbers(std::size_t i) {
        std::string_view const text = word(i);
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (!is_digit(text[at]) || is_joined_before(text, at)) continue;
            std::array<std::size_t, 3> lengths{};
            std::size_t part = 0;
            std::size_t end = at;
            while (end < text.size()) {
                if (is_digit(text[end])) {
                    ++lengths[part];
                    ++end;
                } else if (std::size_t const bytes = separator_at(text, end, "/.");
                           bytes > 0 && part < 2 && end + bytes < text.size() &&
                           is_digit(text[end + bytes])) {
                    ++part;
                    end += bytes;
                } else {
                    break;
                }
            }
            bool const is_date = part == 2 && lengths[0] <= 4 && lengths[1] <= 2 && lengths[2] <= 4 &&
                                 (lengths[0] <= 2 || lengths[2] <= 2);
            if (is_date) out_.push_back({line_.words[i].begin + at, line_.words[i].begin + end});
            at = end;
        }
    }
    void around_month(std::size_t i) {
        std::size_t first = i;
        std::size_t last = i;
        if (i > 0) {
            std::size_t const before = i > 1 && is_between(i - 1) ? i - 2 : i - 1;
            if (is_day(number_in(word(before)))) first = before;
        }
        for (std::size_t step = 0; step < 2; ++step) {
            std::size_t next = last + 1;
            if (next + 1 < line_.words.size() && is_between(next)) ++next;
            if (next >= line_.words.size()) break;
            int const value = number_in(word(next));
            if (!is_year(value) && !(is_day(value) && step == 0)) break;
            last = next;
            if (is_year(value)) break;
        }
        if (first != last) out_.push_back({line_.words[first].begin, line_.words[last].end});
    }

    Line const& line_;
    std::vector<Span> out_;
};

}  // namespace

std::optional<Kind> kind_named(std::string_view name) noexcept {
    if (name == "phone") return Kind::kPhone;
    if (name == "email") return Kind::kEmail;
    if (name == "a_number") return Kind::kANumber;
    if (name == "date") return Kind::kDate;
    return std::nullopt;
}

std::vector<Span> spans_of(Line const& line, Kind kind) {
    switch (kind) {
        case Kind::kPhone:
            return phones(line.text);
        case Kind::kEmail:
            return emails(line.text);
        case Kind::kANumber:
            return a_numbers(line.text);
        case Kind::kDate:
            return Dates{line}.found();
    }
    return {};
}

}  // namespace amparo::pages
