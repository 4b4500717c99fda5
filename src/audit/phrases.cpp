// SPDX-License-Identifier: AGPL-3.0-or-later
#include "phrases.hpp"

#include "cursor.hpp"

#include <algorithm>
#include <array>

namespace amparo::audit {
namespace {

constexpr std::size_t kBracketTokensMax = 80;
constexpr std::uint64_t kOrdinalPartMax = 9;

class Scanner : Cursor {
  public:
    using Cursor::Cursor;

    std::vector<Item> run() {
        std::size_t i = 0;
        while (i < tokens_.size()) {
            std::size_t const next = one(i);
            for (std::size_t k = i; k < next; ++k) follow(k);
            i = next;
        }
        return std::move(items_);
    }

  private:
    // ── Where we are ──

    void follow(std::size_t k) {
        Token const& token = tokens_[k];
        switch (token.kind) {
            case Kind::kOpen:
                if (depth_++ == 0) {
                    ++bracket_;
                    bracket_begin_ = k;
                }
                break;
            case Kind::kClose:
                if (depth_ > 0) --depth_;
                break;
            case Kind::kStop:
                ++sentence_;
                break;
            case Kind::kBreak:
                ++sentence_;
                depth_ = 0;
                break;
            default:
                break;
        }
        if (depth_ > 0 && k - bracket_begin_ > kBracketTokensMax) depth_ = 0;  // Never closed.
    }

    Item item(Item::Kind kind, std::size_t begin, std::size_t end) const {
        Item out;
        out.kind = kind;
        out.begin = begin;
        out.end = end;
        out.words_begin = begin;
        out.sentence = sentence_;
        out.bracket = depth_ > 0 ? bracket_ : 0;
        return out;
    }

    // ── One token, and what begins there; where to go on ──

    std::size_t one(std::size_t i) {
        Token const& token = tokens_[i];
        if (i == 0 || tokens_[i - 1].is(Kind::kStop) || tokens_[i - 1].is(Kind::kBreak)) open_sentence(i);
        if (token.is(Kind::kNumber)) return at_number(i);
        if (token.is(Kind::kVulgar)) return at_vulgar(i);
        if (!token.is(Kind::kWord) || token.word == nullptr) return i + 1;
        if (token.is(Role::kInterval)) return at_interval(i);
        if (token.is(Role::kConfidence) && depth_ > 0 && is_beside_level(i)) return at_interval(i);
        if (token.is(Role::kSize) && is(i + 1, Kind::kEquals)) return at_size(i);
        if (token.is(Role::kMean)) {
            if (std::size_t const end = at_mean(i); end != 0) return end;
        }
        if (token.is(Role::kHalf)) return at_half(i);
        if (token.is(Role::kArticle) && is(i + 1, Role::kOrdinal)) {
            if (std::size_t const end = at_ordinal(i); end != 0) return end;
        }
        constexpr std::array kNumeric{Role::kUnit,     Role::kTeen,    Role::kTens,
                                      Role::kHundreds, Role::kHundred, Role::kThousand};
        for (Role const role : kNumeric)
            if (token.is(role)) return at_number(i);
        if (token.is(Role::kArticle) && is(i + 1, Role::kHundred)) return at_number(i);
        if (token.is(Role::kAll) || token.is(Role::kNone) || token.is(Role::kMost)) return at_quantity(i);
        return i + 1;
    }

    std::size_t at_number(std::size_t i) {
        auto const n = number(i);
        if (!n) return i + 1;
        if (i > 0 && is(i - 1, Kind::kCurrency)) return n->end;
        if (std::size_t const end = percent_end(n->end); end != 0 && n->is_figure)
            return at_percent(i, n->figure, end);
        if (std::size_t const end = range(i, *n); end != 0) return end;
        if (std::size_t const end = list_of_counts(i); end != 0) return end;
        if (std::size_t const end = proportion(i, *n); end != 0) return end;
        if (std::size_t const end = part_first(i, *n); end != 0) return end;
        if (std::size_t const end = counts(i, *n); end != 0) return end;
        if (std::size_t const end = fraction(i, *n); end != 0) return end;
        return n->end;
    }

    std::size_t at_percent(std::size_t begin, Printed figure, std::size_t end) {
        if (is_suppressed(begin, end)) return end;
        // "38% to 40%" is two figures, the second perhaps the end of a range; "38%–40%" and "between 38% and 40%" are
        // one.
        if (std::size_t const k = range_link(begin, end); k != 0) {
            auto const high = number(k);
            std::size_t const range_end = high && high->is_figure ? percent_end(high->end) : 0;
            if (range_end != 0 && !before(high->figure, figure))
                return add_range(begin, figure, high->figure, range_end);
        }
        Item found = item(Item::Kind::kFigure, begin, end);
        found.has_figure = true;
        found.figure.low = found.figure.high = figure;
        bool const goes_on = is_first_of_two(end) && !is_change_from(begin);
        if (range_end_ == begin && range_end_ != 0 && before(range_low_, figure)) found.from = range_low_;
        if (goes_on) {
            range_end_ = range_link(begin, end, true);
            range_low_ = figure;
        }
        if (goes_on || found.from) {
            read_hedge(found, begin);
            items_.push_back(found);
            return end;
        }
        return add_percent(found);
    }

    /// "30–40 %", "30 to 40 percent", "entre 30 y 40 %".
    std::size_t range(std::size_t i, Number const& n) {
        if (!n.is_figure) return 0;
        std::size_t const k = range_link(i, n.end, true);
        if (k == 0 || k >= tokens_.size()) return 0;
        auto const high = number(k);
        if (!high || !high->is_figure) {
            // After a dash that is glued to both, the second number is signed to the lexer only if a space
            // stood before.
            return 0;
        }
        std::size_t const end = percent_end(high->end);
        if (end == 0 || before(high->figure, n.figure)) return 0;
        if (is_suppressed(i, end)) return end;
        return add_range(i, n.figure, high->figure, end);
    }

    std::size_t add_range(std::size_t begin, Printed low, Printed high, std::size_t end) {
        Item found = item(Item::Kind::kFigure, begin, end);
        found.has_figure = true;
        found.figure.kind = Figure::Kind::kRange;
        found.figure.low = low;
        found.figure.high = high;
        read_hedge(found, begin);
        items_.push_back(found);
        return end;
    }

    // ── What is a percentage and no share of a count ──

    bool is_suppressed(std::size_t begin, std::size_t end) {
        if (begin < interval_end_) return true;
        if (is(end, Role::kPoint) || is(end, Role::kInterval) || is(end, Role::kChangeNoun)) return true;
        if (is(end, Role::kMoney)) return true;
        if (begin > 0 && tokens_[begin - 1].is(Kind::kOther) && words(begin - 1) == "+") return true;
        return is_confidence(begin, end) || is_change(begin) || is_sum(begin) || is_set(begin, end);
    }

    /// Whether the last figure is the level of an interval whose word stands at i: "95 % CI", "95 %-iges CI"; not
    /// "38 %; interval".
    bool is_level_before(std::size_t i) const noexcept {
        if (items_.empty() || items_.back().kind != Item::Kind::kFigure ||
            items_.back().sentence != sentence_ || i - items_.back().end > 2 ||
            items_.back().bracket != (depth_ > 0 ? bracket_ : 0))
            return false;
        for (std::size_t k = items_.back().end; k < i; ++k)
            if (!tokens_[k].is(Kind::kWord) && !tokens_[k].is(Kind::kDash)) return false;
        return true;
    }

    /// "95 % CI 21–59 %", "IC 95 % : 21–59 %": the level and the ends are no claims.
    std::size_t at_interval(std::size_t i) {
        while (is_level_before(i)) items_.pop_back();
        std::size_t const end = interval_end(i);
        interval_end_ = std::max(interval_end_, end);
        if (auto const ends = ends_between(i + 1, end)) give_interval(*ends, i);
        return i + 1;
    }

    /// To the figure before, past the counts that stand between.
    void give_interval(Interval const& interval, std::size_t i) {
        for (auto last = items_.rbegin(); last != items_.rend() && last->sentence == sentence_; ++last) {
            if (last->kind == Item::Kind::kCounts) continue;
            bool const is_its_own = !interval.may_be_shares || is_as_small(last->figure);
            if (is_its_own && !last->is_mean && !last->is_weak && is_with_figure(last->end, i))
                last->interval = interval.ends;
            return;
        }
    }

    // ── Hedges ──

    void read_hedge(Item& to, std::size_t begin) const noexcept {
        std::size_t words_begin = begin;
        to.figure.hedge = hedge_before(begin, words_begin);
        if (to.figure.hedge == Hedge::kExact || begin != to.begin) return;
        // "at least", "al menos", "no more than"
        bool const has_lead = words_begin > 0 && tokens_[words_begin].is(Kind::kWord) &&
                              (tokens_[words_begin - 1].is(Role::kNot) || is_led(words_begin - 1) ||
                               is(words_begin - 1, Role::kTowards));
        to.words_begin = words_begin - (has_lead ? 1 : 0);
    }

    // ── "38 % of the 21 women (8)" ──

    std::size_t add_percent(Item found) {
        read_hedge(found, found.begin);
        // "38 % (n = 21)" and "38 % (8) of the 21 women".
        if (std::size_t const end = size_in_brackets(found); end != 0) return end;
        found.is_of_something = is(found.end, Role::kOf) || is(found.end, Role::kOut);
        if (sentence_whole_ != 0 && begins_after_whole(found.begin)) {
            std::uint64_t part = 0;
            if (std::size_t const end = lone_count(found.end, part); end != 0)
                return add_whole(found, end, part, sentence_whole_, true);
            if (!is(found.end, Kind::kOpen) && !found.is_of_something) return add_of_sentence(found);
        }
        if (chain_end_ != 0 && goes_on_from(chain_end_, found.begin, found.end))
            return add_of_sentence(found);
        if (context_whole_ != 0 && is_said_of_them(sentence_begin_, found.begin, found.end))
            return add_whole(found, found.end, 0, context_whole_, false);
        if (found.is_of_something && (is_share_of_money(found.end) || is_of_what_they_have(found.end)))
            return found.end;
        if (found.is_of_something) {
            if (std::size_t const end = of_whole(found); end != 0) return end;
        }
        items_.push_back(found);
        return found.end;
    }

    std::size_t add_of_sentence(Item const& found) {
        chain_end_ = found.end;
        return add_whole(found, found.end, 0, sentence_whole_, false);
    }

    /// "Of the 21 women, …": the whole of the figure that follows the comma.
    void open_sentence(std::size_t i) {
        context_whole_ =
            i > 0 && is(i - 1, Kind::kStop) && (items_.empty() || items_.back().begin < sentence_begin_)
                ? only_people_in(sentence_begin_, i - 1)
                : 0;
        sentence_begin_ = i;
        sentence_whole_ = chain_end_ = 0;
        auto const list = people_listed_at(i);
        is_list_ = list.has_value();
        auto const whole = list ? list : whole_after(i);
        if (!whole || !whole->names_people) return;
        std::size_t const comma = list ? list->end : after_words(whole->end, 5);
        if (!list && !is(comma, Kind::kComma)) return;
        sentence_whole_ = whole->value;
        sentence_comma_ = comma;
    }
    bool begins_after_whole(std::size_t begin) const noexcept {
        std::size_t k = sentence_comma_ + 1;
        while (k < begin && k < sentence_comma_ + 3 && (is(k, Role::kArticle) || is(k, Role::kHedgeLink)))
            ++k;
        return k == begin;
    }

    std::size_t of_whole(Item& found) {
        auto const whole = whole_after(found.end);
        if (!whole || !whole->names_people || whole->value == 0 || whole->is_year) return 0;
        std::size_t const noun_end = after_words(whole->end, 4);
        std::uint64_t part = 0;
        if (std::size_t const end = lone_count(noun_end, part); end != 0)
            return add_whole(found, end, part, whole->value, true);
        // "38 % of the 21 women (8 of 21)": the counts say it themselves.
        if (is(noun_end, Kind::kOpen)) return 0;
        return add_whole(found, whole->end, 0, whole->value, false);
    }

    std::size_t add_whole(Item found, std::size_t end, std::uint64_t part, std::uint64_t whole,
                          bool has_part) {
        found.kind = Item::Kind::kWhole;
        found.end = end;
        found.part = part;
        found.whole = whole;
        found.has_part = has_part;
        found.has_whole = true;
        items_.push_back(found);
        return end;
    }

    /// "Of the 21 women, 40 % (n = 8) said no and 52 % (n = 11) said yes."
    std::size_t size_of_sentence_whole(Item& found, std::size_t end, std::uint64_t value) {
        if (sentence_whole_ == 0 || value > sentence_whole_ || is(end, Role::kOf)) return 0;
        bool const is_first = begins_after_whole(found.begin);
        if (value == sentence_whole_) return is_first ? add_whole(found, end, 0, value, false) : 0;
        if (!is_first && !nearly_gives(found.figure.low, value, sentence_whole_)) return 0;
        return add_whole(found, end, value, sentence_whole_, true);
    }

    std::size_t size_in_brackets(Item& found) {
        if (auto const both = size_and_people(found.end);
            both && nearly_gives(found.figure.low, both->part, both->whole))
            return add_whole(found, both->end, both->part, both->whole, true);
        std::uint64_t value = 0;
        std::size_t const end = lone_count(found.end, value);
        if (end == 0) return 0;
        bool const has_sign = is(found.end + 1, Role::kSize);
        if (auto const whole = whole_after(end))
            return add_whole(found, whole->end, value, whole->value, true);
        if (!has_sign) return 0;
        if (std::size_t const own = size_of_sentence_whole(found, end, value); own != 0) return own;
        if (words(found.end + 1) == "N") return add_whole(found, end, 0, value, false);
        found.kind = Item::Kind::kWhole;
        found.end = end;
        found.part = value;
        found.has_part = true;
        items_.push_back(found);
        return end;
    }

    /// "Of the 21 women, 8 (38 %) came, 13 (62 %) did not": the first at once, the others where they give it (P5).
    bool is_part_of_sentence_whole(std::size_t i, std::uint64_t part, Printed figure,
                                   std::size_t end) const noexcept {
        if (sentence_whole_ == 0 || is(end, Role::kOf) || figure.decimals > kDecimalsMax) return false;
        if (is_list_ || begins_after_whole(i)) return true;
        return part <= sentence_whole_ && sentence_whole_ <= kCountMax &&
               (rules_that_give(figure, part, sentence_whole_) & kUsual) != 0;
    }

    /// "8 (38 %) of the 21 women", and of whom the sentence began with.
    std::size_t part_first(std::size_t i, Number const& n) {
        std::size_t const open = after_words(n.end, 3);
        if (!n.is_count || !is(open, Kind::kOpen)) return 0;
        bool const is_of_whom = open > n.end && whom_end(n.end) == open;
        for (std::size_t k = n.end; k < open && !is_of_whom; ++k)
            if (tokens_[k].is(Role::kOf) || tokens_[k].is(Role::kIn)) return 0;
        auto const figure = number(open + 1);
        if (!figure || !figure->is_figure) return 0;
        std::size_t const end = percent_end(figure->end);
        if (end == 0 || !is(end, Kind::kClose)) return 0;
        auto whole = whole_after(end + 1);
        if (!whole) whole = whole_after_people(end + 1, figure->figure, n.count);
        if (whole && !(whole->names_people || open == n.end)) return 0;
        std::uint64_t const others = whole ? 0 : whole_named_before(i, is_of_whom, figure->figure, n.count);
        if (others != 0) whole = Whole{others, end + 1, true, false};
        if (is_of_whom && others == 0) return 0;
        if (!whole && !is_part_of_sentence_whole(i, n.count, figure->figure, end + 1)) return 0;
        Item found = item(Item::Kind::kFigure, i, end);
        found.has_figure = true;
        found.figure.low = found.figure.high = figure->figure;
        read_hedge(found, open + 1);
        return add_whole(found, whole ? whole->end : end + 1, n.count, whole ? whole->value : sentence_whole_,
                         true);
    }

    /// "21 women, of whom 8 (40 %)", "21 women, 8 of whom (40 %)", "We met 21 women. 8 had papers (40 %)."; or 0.
    std::uint64_t whole_named_before(std::size_t i, bool is_of_whom, Printed figure,
                                     std::uint64_t part) const {
        if (std::uint64_t const whole = people_before_whom(i, is_of_whom); whole >= part) return whole;
        bool const is_of_context = i == sentence_begin_ && context_whole_ >= part && context_whole_ != 0 &&
                                   !says_who_is_left_out(i) && nearly_gives(figure, part, context_whole_);
        return is_of_context ? context_whole_ : 0;
    }

    // ── Counts ──

    /// "(8 and 9 of 21)": each is of the same whole.
    std::size_t list_of_counts(std::size_t i) {
        if (depth_ == 0 || !begins_bracket(i)) return 0;
        auto const list = listed_at(i);
        if (!list) return 0;
        for (Listed const& one : list->parts) {
            Item found = item(Item::Kind::kCounts, one.begin, one.end);
            found.is_listed = found.has_part = found.has_whole = true;
            found.part = one.value;
            found.whole = list->whole;
            items_.push_back(found);
        }
        items_.back().end = list->end;
        return list->end;
    }

    /// "0.40 (8 of 21)": only where the counts give it or miss by little (P5).
    std::size_t proportion(std::size_t i, Number const& n) {
        auto const counts = counts_of_proportion(i, n);
        if (!counts) return 0;
        Printed const percent{n.figure.units, n.figure.decimals - 2};
        if (!nearly_gives(percent, counts->part, counts->whole)) return 0;
        Item found = item(Item::Kind::kFigure, i, counts->end);
        found.has_figure = true;
        found.figure.low = found.figure.high = percent;
        return add_whole(found, counts->end, counts->part, counts->whole, true);
    }

    std::size_t counts(std::size_t i, Number const& n) {
        if (!n.is_count || is_place(i)) return 0;
        if (is(n.end, Kind::kSlash)) return slash(i, n);
        std::size_t link = n.end;
        bool names_people = false;
        while (link < n.end + 2 && is(link, Role::kPerson)) {
            ++link;
            names_people = true;
        }
        // "One entry in eight": any noun where a ratio follows.
        bool const has_noun =
            link == n.end && n.is_in_words && n.count == 1 && is(link, Kind::kWord) &&
            is(link + 1, Kind::kWord) &&
            (is(link + 1, Role::kIn) || words(link + 1) == "sur" || words(link + 1) == "de");
        if (has_noun && !is(link, Role::kIn) && !is(link, Role::kOf) && !is(link, Role::kOut)) ++link;
        bool const is_loose = link == n.end + 1 && !names_people;
        Item found = item(Item::Kind::kCounts, i, 0);
        std::optional<Whole> whole;
        if (is(link, Role::kIn)) {
            found.link = Link::kIn;
            std::size_t k = link + 1;
            if (is(k, Role::kEvery)) ++k;
            auto const m = number(k);
            if (!m || !m->is_count || percent_end(m->end) != 0 ||
                (is_year(*m, k) && !is(m->end, Role::kPerson)) || is_of_time(m->end))
                return 0;
            whole = Whole{m->count, m->end, is(m->end, Role::kPerson), false};
        } else {
            bool const is_sur = words(link) == "sur" && (n.is_in_words || n.count == 1);
            found.link = is(link, Role::kOut) ? Link::kOutOf : is_sur ? Link::kIn : Link::kOf;
            std::size_t of = link;
            if (is(of, Role::kOut)) ++of;
            if (is(of, Role::kOf) && is(of + 1, Role::kEvery)) {
                found.link = Link::kIn;
                auto const m = number(of + 2);
                if (m && m->is_count && percent_end(m->end) == 0)
                    whole = Whole{m->count, m->end, is(m->end, Role::kPerson), false};
            } else {
                whole = whole_after(link);
            }
        }
        if (!whole) return 0;
        found.end = whole->end;
        found.names_people = names_people || whole->names_people;
        found.is_in_words = n.is_in_words;
        found.part = n.count;
        found.whole = whole->value;
        found.has_part = found.has_whole = true;
        found.is_in_doubt = whole->is_year && !whole->names_people;
        if (is_loose && !can_be_ratio(found)) return 0;
        items_.push_back(found);
        return whole->end;
    }

    /// "page 3 of 12", "table 2 of 5": no counts.
    bool is_place(std::size_t i) const noexcept { return i > 0 && tokens_[i - 1].is(Role::kPage); }

    std::size_t slash(std::size_t i, Number const& n) {
        std::size_t const k = n.end + 1;
        if (!is(k, Kind::kNumber) || !tokens_[k].is_count) return 0;
        auto const m = number(k);
        if (!m || (i > 0 && is(i - 1, Kind::kSlash))) return 0;
        if (is(m->end, Kind::kSlash)) return m->end;  // A date.
        if (percent_end(m->end) != 0) return 0;
        Item found = item(Item::Kind::kCounts, i, m->end);
        found.link = Link::kSlash;
        found.part = n.count;
        found.whole = m->count;
        found.has_part = found.has_whole = true;
        found.is_in_doubt = is_year(*m, k);
        items_.push_back(found);
        return m->end;
    }

    /// "n = 8, N = 21"; "N = 21" alone and "n = 8 of 21" are read elsewhere.
    std::size_t at_size(std::size_t i) {
        auto const both = sizes_at(i);
        if (!both) return i + 2;
        Item found = item(Item::Kind::kCounts, i, both->end);
        found.link = Link::kStated;
        found.part = both->part;
        found.whole = both->whole;
        found.has_part = found.has_whole = true;
        items_.push_back(found);
        return both->end;
    }

    // ── Fractions and quantities in words ──

    Item& add_in_words(Figure::Kind kind, std::size_t begin, std::size_t end, std::uint64_t part,
                       std::uint64_t whole) {
        Item found = item(Item::Kind::kFigure, begin, end);
        found.has_figure = true;
        found.figure.kind = kind;
        found.figure.part = part;
        found.figure.whole = whole;
        read_hedge(found, begin);
        found.is_weak = true;
        items_.push_back(found);
        return items_.back();
    }

    std::size_t at_vulgar(std::size_t i) {
        bool const is_glued_to_number =
            i > 0 && is(i - 1, Kind::kNumber) && tokens_[i - 1].end == tokens_[i].begin;
        if (!is_glued_to_number)
            add_in_words(Figure::Kind::kFraction, i, i + 1, tokens_[i].units, tokens_[i].count);
        return i + 1;
    }

    /// "two thirds", "dos terceras partes", "one half".
    std::size_t fraction(std::size_t i, Number const& n) {
        std::size_t const k = joined(n.end);
        bool const is_half = is(k, Role::kHalf) && n.count == 1;
        if (!n.is_count || !(is(k, Role::kOrdinal) || is_half)) return 0;
        std::uint64_t const whole = tokens_[k].word->unit_value;
        if (n.count == 0 || n.count >= whole || n.count > kOrdinalPartMax) return 0;
        std::size_t end = k + 1;
        if (is(end, Role::kPartNoun))
            ++end;
        else if (n.count == 1 && !can_follow_fraction(end))
            return 0;
        add_in_words(Figure::Kind::kFraction, i, end, n.count, whole);
        return end;
    }

    /// "a third of", "la tercera parte", "le tiers".
    std::size_t at_ordinal(std::size_t i) {
        std::size_t const end = ordinal_end(i);
        if (end == 0) return 0;
        add_in_words(Figure::Kind::kFraction, i, end, 1, tokens_[i + 1].word->unit_value);
        return end;
    }

    std::size_t at_half(std::size_t i) {
        if (!is_other_half(i)) add_in_words(Figure::Kind::kFraction, i, i + 1, 1, 2);
        return i + 1;
    }

    std::size_t at_quantity(std::size_t i) {
        Token const& token = tokens_[i];
        bool const is_hedge =
            token.is(Role::kMost) && i > 0 && words(i - 1).size() == 2 && !is(i - 1, Role::kArticle);
        if (is_hedge || is(i + 1, Role::kExcept) ||
            (i > 0 && (is(i - 1, Role::kNot) || is(i - 1, Role::kOf))))
            return i + 1;
        if (token.is(Role::kMost))
            add_in_words(Figure::Kind::kMost, i, i + 1, 0, 1);
        else
            add_in_words(Figure::Kind::kFraction, i, i + 1, token.is(Role::kAll) ? 1 : 0, 1);
        return i + 1;
    }

    std::size_t at_mean(std::size_t i) {
        auto const mean = mean_at(i);
        if (!mean) return 0;
        Item found = item(Item::Kind::kFigure, mean->begin, mean->end);
        found.has_figure = true;
        found.is_mean = true;
        found.figure.low = found.figure.high = mean->figure;
        return add_whole(found, found.end, 0, mean->people, false);
    }

    std::vector<Item> items_;
    std::size_t sentence_ = 0;
    std::size_t bracket_ = 0;
    std::size_t bracket_begin_ = 0;
    std::size_t depth_ = 0;
    std::size_t interval_end_ = 0;
    std::size_t range_end_ = 0;  ///< Where the second of two figures begins.
    Printed range_low_;
    std::uint64_t sentence_whole_ = 0;
    std::size_t chain_end_ = 0;  ///< Of the last percentage of it: "Of 21 women, 38 % came and 62 % did not."
    bool is_list_ = false;       ///< "The 21 women: 8 citizens (38 %), …": all that follows is of it.
    std::size_t sentence_begin_ = 0;
    std::uint64_t context_whole_ =
        0;  ///< The only people that the sentence before counted: "We met 21 women."
    std::size_t sentence_comma_ = 0;
};

}  // namespace

std::vector<Item> items_in(std::span<Token const> tokens, std::string_view text) {
    return Scanner{tokens, text}.run();
}

bool can_be_ratio(Item const& counts) noexcept {
    bool const is_round = counts.whole <= 10 || counts.whole == 20 || counts.whole == 50 ||
                          counts.whole == 100 || counts.whole == 1000;
    bool const is_said_so = counts.link == Link::kIn || (counts.link == Link::kOutOf && counts.is_in_words);
    return counts.bracket == 0 && is_round && is_said_so && counts.part > 0 && counts.part < counts.whole;
}

}  // namespace amparo::audit
