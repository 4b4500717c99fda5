// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/directory/hours.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace amparo::directory {
namespace {

constexpr std::uint16_t kDay = 1440;
constexpr std::array<std::string_view, 7> kWeekdays{"monday", "tuesday",  "wednesday", "thursday",
                                                    "friday", "saturday", "sunday"};

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Lower case, typographic dashes and spaces as plain ones, "a.m." as "am".
std::string plain(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string_view const rest = text.substr(i);
        if (rest.substr(0, 3) == "\xE2\x80\x93" || rest.substr(0, 3) == "\xE2\x80\x94") {
            out += '-';
            i += 2;
        } else if (rest.substr(0, 2) == "\xC2\xA0") {
            out += ' ';
            ++i;
        } else if (text[i] >= 'A' && text[i] <= 'Z') {
            out += static_cast<char>(text[i] - 'A' + 'a');
        } else if (text[i] == '.' && i > 0 && (out.back() == 'a' || out.back() == 'p' || out.back() == 'm')) {
            continue;
        } else {
            out += text[i];
        }
    }
    return out;
}

struct Time {
    unsigned minutes = 0;  ///< As written, by the 24-hour clock.
    bool one_digit = false;
    char half = 0;  ///< 'a', 'p' or 0.
};

enum class TokenKind { kEnd, kWeekday, kTime, kClosed, kAllDay, kDash, kAnd, kColon, kBreak, kOther };
struct Token {
    TokenKind kind = TokenKind::kEnd;
    std::uint8_t weekday = 0;
    Time time;
    bool bad_time = false;
};

class Tokens {
  public:
    explicit Tokens(std::string_view text) : rest_{text} { advance(); }
    [[nodiscard]] Token const& peek() const { return token_; }
    Token take() {
        Token const out = token_;
        advance();
        return out;
    }
    bool take_if(TokenKind kind) {
        if (token_.kind != kind) return false;
        advance();
        return true;
    }

  private:
    void advance() {
        token_ = {};
        while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) rest_.remove_prefix(1);
        if (rest_.empty()) return;
        char const c = rest_.front();
        if (is_digit(c)) return number();
        if (is_letter(c)) return word();
        rest_.remove_prefix(1);
        switch (c) {
            case '-':
                token_.kind = TokenKind::kDash;
                break;
            case '&':
            case '/':
                token_.kind = TokenKind::kAnd;
                break;
            case ':':
                token_.kind = TokenKind::kColon;
                break;
            case ',':
            case ';':
            case '|':
            case '\r':
            case '\n':
                token_.kind = TokenKind::kBreak;
                break;
            default:
                token_.kind = TokenKind::kOther;
        }
    }

    /// Up to two digits as a number, and how many there were.
    std::pair<unsigned, int> digits() {
        unsigned value = 0;
        int count = 0;
        while (!rest_.empty() && is_digit(rest_.front()) && count < 3) {
            value = value * 10 + static_cast<unsigned>(rest_.front() - '0');
            rest_.remove_prefix(1);
            ++count;
        }
        return {value, count};
    }

    void number() {
        if (rest_.substr(0, 4) == "24/7") {
            rest_.remove_prefix(4);
            token_.kind = TokenKind::kAllDay;
            return;
        }
        token_.kind = TokenKind::kTime;
        auto const [hour, width] = digits();
        unsigned minute = 0;
        bool ok = width <= 2;
        for (int part = 0; part < 2 && rest_.size() > 1 && rest_.front() == ':' && is_digit(rest_[1]);
             ++part) {
            rest_.remove_prefix(1);
            auto const [value, count] = digits();
            ok = ok && count == 2 && value < 60;
            if (part == 0) minute = value;
        }
        std::string_view after = rest_;
        while (!after.empty() && after.front() == ' ') after.remove_prefix(1);
        std::size_t letters = 0;
        while (letters < after.size() && is_letter(after[letters])) ++letters;
        std::string_view const unit = after.substr(0, letters);
        if (unit == "am" || unit == "pm" || unit == "a" || unit == "p") {
            token_.time.half = unit.front();
            rest_ = after.substr(letters);
        } else if (hour == 24 && (unit == "hours" || unit == "hour" || unit == "hrs")) {
            token_.kind = TokenKind::kAllDay;
            rest_ = after.substr(letters);
        } else if (unit == "st" || unit == "nd" || unit == "rd" || unit == "th") {
            token_.kind = TokenKind::kOther;  // "2nd Tuesday"
        }
        ok = ok && hour <= 24 && (hour < 24 || minute == 0) &&
             (token_.time.half == 0 || (hour >= 1 && hour <= 12));
        token_.time.minutes = hour * 60 + minute;
        token_.time.one_digit = width == 1;
        token_.bad_time = !ok;
    }

    void word() {
        std::size_t letters = 0;
        while (letters < rest_.size() && is_letter(rest_[letters])) ++letters;
        std::string_view const w = rest_.substr(0, letters);
        rest_.remove_prefix(letters);
        if (auto const day = parse_weekday(w)) {
            token_.kind = TokenKind::kWeekday;
            token_.weekday = *day;
        } else if (w == "closed") {
            token_.kind = TokenKind::kClosed;
        } else if (w == "to" || w == "through" || w == "thru" || w == "until" || w == "till") {
            token_.kind = TokenKind::kDash;
        } else if (w == "and") {
            token_.kind = TokenKind::kAnd;
        } else if (w == "noon") {
            token_.kind = TokenKind::kTime;
            token_.time = {12 * 60, false, 'p'};
        } else if (w == "midnight") {
            token_.kind = TokenKind::kTime;
            token_.time = {12 * 60, false, 'a'};
        } else if (w == "from" || w == "open" || w == "hours") {
            advance();
        } else {
            token_.kind = TokenKind::kOther;
        }
    }

    std::string_view rest_;
    Token token_;
};

unsigned by_half(unsigned minutes, char half) {
    unsigned const in_half = minutes % (12 * 60);
    return half == 'p' ? in_half + 12 * 60 : in_half;
}

/// D21, D22.
Result<OpenHours, HoursError> opening(std::uint8_t weekday, Time opens, Time closes) {
    unsigned from = opens.minutes;
    unsigned until = closes.minutes;
    if (opens.half == 0 && closes.half == 0) {
        bool const all_day = from == 0 && (until == 0 || until == kDay);
        if (from == kDay) return Fail{HoursError::kBadTime};
        if (!all_day && until <= from && from < 13 * 60) return Fail{HoursError::kAmbiguous};
        if (opens.one_digit && from >= 60 && from < 6 * 60) return Fail{HoursError::kAmbiguous};
    } else if (opens.half != 0 && closes.half != 0) {
        from = by_half(from, opens.half);
        until = by_half(until, closes.half);
    } else if (opens.half == 0) {
        if (opens.minutes > 12 * 60 + 59 || opens.minutes < 60) return Fail{HoursError::kAmbiguous};
        until = by_half(until, closes.half);
        unsigned const same = by_half(from, closes.half);
        from = same < until ? same : by_half(from, 'a');
    } else {
        if (closes.minutes > 12 * 60 + 59 || closes.minutes < 60) return Fail{HoursError::kAmbiguous};
        from = by_half(from, opens.half);
        unsigned const same = by_half(until, opens.half);
        until = same > from ? same : by_half(until, 'p');
    }
    if (until <= from) until += kDay;
    return OpenHours{weekday, static_cast<std::uint16_t>(from), static_cast<std::uint16_t>(until)};
}

std::optional<Time> read_time(std::string_view text) {
    if (text.size() > 40) return std::nullopt;
    std::string const words = plain(text);
    Tokens tokens{words};
    Token const token = tokens.take();
    if (token.kind != TokenKind::kTime || token.bad_time || tokens.peek().kind != TokenKind::kEnd) {
        return std::nullopt;
    }
    return token.time;
}

/// "Monday", "Mon-Fri", "Tue, Wed and Thu"; what follows is not a weekday.
Result<std::vector<std::uint8_t>, HoursError> take_weekdays(Tokens& tokens) {
    std::vector<std::uint8_t> days;
    for (;;) {
        std::uint8_t const first = tokens.take().weekday;
        std::uint8_t last = first;
        if (tokens.take_if(TokenKind::kDash)) {
            if (tokens.peek().kind != TokenKind::kWeekday) return Fail{HoursError::kNotWeekly};
            last = tokens.take().weekday;
        }
        for (std::uint8_t day = first;; day = static_cast<std::uint8_t>((day + 1) % 7)) {
            days.push_back(day);
            if (day == last) break;
        }
        while (tokens.take_if(TokenKind::kBreak) || tokens.take_if(TokenKind::kAnd)) {
        }
        if (tokens.peek().kind != TokenKind::kWeekday) return days;
    }
}

}  // namespace

std::optional<std::uint8_t> parse_weekday(std::string_view text) {
    std::string word;
    for (char const c : text.substr(0, 12))
        word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    if (text.size() > 12) return std::nullopt;
    if (word.size() > 3 && word.back() == 's' && word != "tues" && word != "thurs") word.pop_back();
    for (std::size_t day = 0; day < kWeekdays.size(); ++day) {
        std::string_view const name = kWeekdays[day];
        bool const short_form = word.size() <= 3 && word.size() >= 2 && name.substr(0, word.size()) == word;
        if (word == name || short_form || (day == 1 && word == "tues") ||
            (day == 3 && (word == "thur" || word == "thurs"))) {
            return static_cast<std::uint8_t>(day);
        }
    }
    return std::nullopt;
}

std::string_view weekday_name(std::uint8_t weekday) {
    AMPARO_CHECK(weekday < kWeekdays.size());
    return kWeekdays[weekday];
}

std::string clock_text(unsigned minutes) {
    if (minutes > kDay) minutes -= kDay;
    std::string out = "00:00";
    out[0] = static_cast<char>('0' + minutes / 600);
    out[1] = static_cast<char>('0' + minutes / 60 % 10);
    out[3] = static_cast<char>('0' + minutes % 60 / 10);
    out[4] = static_cast<char>('0' + minutes % 10);
    return out;
}

Result<OpenHours, HoursError> parse_opening(std::uint8_t weekday, std::string_view opens,
                                            std::string_view closes) {
    auto const from = read_time(opens);
    auto const until = read_time(closes);
    if (!from || !until) return Fail{HoursError::kBadTime};
    return opening(weekday, *from, *until);
}

Result<std::vector<OpenHours>, HoursError> parse_hours(std::string_view text) {
    if (text.size() > kHoursTextBytesMax) return Fail{HoursError::kNotWeekly};
    std::string const words = plain(text);
    Tokens tokens{words};
    while (tokens.take_if(TokenKind::kBreak)) {
    }
    if (tokens.peek().kind == TokenKind::kEnd) return Fail{HoursError::kEmpty};
    std::vector<OpenHours> hours;
    while (tokens.peek().kind != TokenKind::kEnd) {
        std::vector<std::uint8_t> days;
        if (tokens.peek().kind == TokenKind::kAllDay || tokens.peek().kind == TokenKind::kClosed) {
            if (!hours.empty()) return Fail{HoursError::kNotWeekly};
            days = {0, 1, 2, 3, 4, 5, 6};
        } else if (tokens.peek().kind == TokenKind::kWeekday) {
            AMPARO_TRY(days, take_weekdays(tokens));
            tokens.take_if(TokenKind::kColon);
        } else {
            bool const time = tokens.peek().kind == TokenKind::kTime;
            return Fail{time && hours.empty() ? HoursError::kNoWeekday : HoursError::kNotWeekly};
        }
        if (tokens.take_if(TokenKind::kClosed)) {
            // Nothing to add.
        } else if (tokens.take_if(TokenKind::kAllDay)) {
            for (std::uint8_t const day : days) hours.push_back({day, 0, kDay});
        } else {
            if (tokens.peek().kind != TokenKind::kTime) return Fail{HoursError::kNotWeekly};
            while (tokens.peek().kind == TokenKind::kTime) {
                Token const opens = tokens.take();
                if (!tokens.take_if(TokenKind::kDash)) return Fail{HoursError::kNotWeekly};
                if (tokens.peek().kind != TokenKind::kTime) return Fail{HoursError::kNotWeekly};
                Token const closes = tokens.take();
                if (opens.bad_time || closes.bad_time) return Fail{HoursError::kBadTime};
                for (std::uint8_t const day : days) {
                    AMPARO_TRY(auto const open, opening(day, opens.time, closes.time));
                    hours.push_back(open);
                }
                while (tokens.take_if(TokenKind::kBreak) || tokens.take_if(TokenKind::kAnd)) {
                }
            }
        }
        while (tokens.take_if(TokenKind::kBreak) || tokens.take_if(TokenKind::kAnd)) {
        }
    }
    put_in_order(hours);
    return hours;
}

void put_in_order(std::vector<OpenHours>& hours) {
    std::sort(hours.begin(), hours.end(), [](OpenHours const& a, OpenHours const& b) {
        return std::tie(a.weekday, a.opens, a.closes) < std::tie(b.weekday, b.opens, b.closes);
    });
    hours.erase(std::unique(hours.begin(), hours.end()), hours.end());
}

std::optional<bool> open_at(std::span<OpenHours const> hours, std::uint8_t weekday, std::uint16_t minute) {
    if (hours.empty()) return std::nullopt;
    for (OpenHours const& open : hours) {
        if (open.weekday == weekday && open.opens <= minute && minute < open.closes) return true;
        if ((open.weekday + 1) % 7 == weekday && minute + kDay < open.closes) return true;
    }
    return false;
}

}  // namespace amparo::directory
