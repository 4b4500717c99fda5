// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Asking the tokens what begins or ends at one of them. Beyond the last token nothing is anything.
#include "amparo/audit/claim.hpp"
#include "numbers.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace amparo::audit {

/// P5: part / whole gives the figure, or misses it by at most kNearMissPoints.
inline constexpr std::uint64_t kNearMissPoints = 3;
[[nodiscard]] bool nearly_gives(Printed figure, std::uint64_t part, std::uint64_t whole) noexcept;

class Cursor {
  public:
    struct Whole {
        std::uint64_t value = 0;
        std::size_t end = 0;
        bool names_people = false;
        bool is_year = false;  ///< It can be one: "in 2030".
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
    /// "women's", "workers'".
    [[nodiscard]] bool is_possessive(std::size_t i) const noexcept;
    /// Four digits, 1900 to 2099.
    [[nodiscard]] bool is_year(Number const& n, std::size_t i) const noexcept;
    /// "21-year-old", "8 in 21 days".
    [[nodiscard]] bool is_of_time(std::size_t end) const noexcept;
    /// "(8)", "(n = 8)": where it ends, or 0.
    [[nodiscard]] std::size_t lone_count(std::size_t i, std::uint64_t& value) const;
    /// Of the figure that begins at a token; `words_begin` is the hedge's first word.
    [[nodiscard]] Hedge hedge_before(std::size_t begin, std::size_t& words_begin) const noexcept;
    /// "al", "au", "lo" before menos, moins, plus.
    [[nodiscard]] bool is_led(std::size_t k) const noexcept;

    // Wholes that stand apart from their figure (apart.cpp).

    struct Listed {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::uint64_t value = 0;
    };
    struct List {
        std::vector<Listed> parts;
        std::uint64_t whole = 0;
        std::size_t end = 0;
    };
    struct Both {
        std::uint64_t part = 0;
        std::uint64_t whole = 0;
        std::size_t end = 0;
    };
    struct Interval {
        Ends ends;
        bool may_be_shares = false;  ///< "0.2 to 0.6": of one, as well as percentages.
    };
    struct Mean {
        std::size_t begin = 0;
        std::size_t end = 0;
        Printed figure;
        std::uint64_t people = 0;
    };
    /// "(8", "(n = 8".
    [[nodiscard]] bool begins_bracket(std::size_t i) const noexcept;
    /// "8 and 9 of 21", "8, 9 y 4 de las 21": two parts or more.
    [[nodiscard]] std::optional<List> listed_at(std::size_t i) const;
    /// The counts in the bracket after "0.40", which nothing says to be something else than a share.
    [[nodiscard]] std::optional<Both> counts_of_proportion(std::size_t i, Number const& n) const;
    /// "(n = 8; 21 women)"
    [[nodiscard]] std::optional<Both> size_and_people(std::size_t open) const;
    /// "n = 8, N = 21", in either order.
    [[nodiscard]] std::optional<Both> sizes_at(std::size_t i) const;
    /// "of whom", "de las cuales", "dont": where it ends, or i.
    [[nodiscard]] std::size_t whom_end(std::size_t i) const noexcept;
    /// Of "21 women, of whom 8" (8 begins at i) and "21 women, 8 of whom": 21; else 0.
    [[nodiscard]] std::uint64_t people_before_whom(std::size_t i, bool whom_follows) const;
    /// The people counted between two tokens, where nothing else is counted there; else 0.
    [[nodiscard]] std::uint64_t only_people_in(std::size_t begin, std::size_t end) const;
    /// Whether the figure begins its sentence and a verb of several people follows: "23 % were citizens."
    [[nodiscard]] bool is_said_of_them(std::size_t sentence, std::size_t begin,
                                       std::size_t end) const noexcept;
    /// "…; one did not answer", up to the end of the sentence.
    [[nodiscard]] bool says_who_is_left_out(std::size_t i) const noexcept;
    /// "a mean of 2.45 children (n = 29)", "on average the 21 women had 2.35 children": only of what is counted in
    /// integers.
    [[nodiscard]] std::optional<Mean> mean_at(std::size_t i) const;

    [[nodiscard]] static bool before(Printed a, Printed b) noexcept;
    /// The token after what joins two ends of a range, or 0. `wide`: "to" joins too.
    [[nodiscard]] std::size_t range_link(std::size_t begin, std::size_t i, bool wide = false) const noexcept;
    /// "12 % to 15 %"
    [[nodiscard]] bool is_first_of_two(std::size_t end) const;
    /// "a third of", "la tercera parte", "le tiers": where it ends, or 0.
    [[nodiscard]] std::size_t ordinal_end(std::size_t i) const noexcept;
    /// "the second half", "two and a half", "half-time": no share.
    [[nodiscard]] bool is_other_half(std::size_t i) const noexcept;
    /// "a third party" is none.
    [[nodiscard]] bool can_follow_fraction(std::size_t i) const noexcept;

    /// "The 21 women: 8 citizens (38 %), 13 visitors (62 %)": 21, and the colon. Only where nothing else follows it and half
    /// of the percentages come near.
    [[nodiscard]] std::optional<Whole> people_listed_at(std::size_t i) const;
    /// "8 (38 %) women of 21"
    [[nodiscard]] std::optional<Whole> whole_after_people(std::size_t i, Printed figure,
                                                          std::uint64_t part) const;
    /// "…, 30 % were men and 25 % others": the percentage goes on with what the last one began.
    [[nodiscard]] bool goes_on_from(std::size_t last_end, std::size_t begin, std::size_t end) const noexcept;
    /// "95 % confidence", "nivel de confianza del 95 %", "confidence level: 95 %"; not "confidence in the police: 90 %", nor
    /// what is too small to be a level, or has a bracket of its own.
    [[nodiscard]] bool is_confidence(std::size_t begin, std::size_t end) const;
    /// "95 % confidence", "confidence limits": the word at i speaks of an interval.
    [[nodiscard]] bool is_beside_level(std::size_t i) const;
    /// Where what belongs to the interval whose word stands at i ends: at a bracket, a stop, or a semicolon that does not
    /// stand between its ends. Past "(CI)", which only abbreviates.
    [[nodiscard]] std::size_t interval_end(std::size_t i) const;
    /// "IC à 95 % [12,3 ; 45,6]"; not "CI 12 to 46; 8 of 21".
    [[nodiscard]] bool is_between_ends(std::size_t i, std::size_t semicolon) const;
    /// The ends in "CI 21% to 59%", "CI: 21–59", "IC 95 % [0,21; 0,59]", between two tokens.
    [[nodiscard]] std::optional<Interval> ends_between(std::size_t begin, std::size_t end) const;
    /// Whether the figure may stand with ends that may be shares: only as one that is as small as they are.
    [[nodiscard]] static bool is_as_small(Figure const& figure) noexcept;
    /// Whether nothing stands between a figure and the interval's word but its counts and people: no other estimate.
    [[nodiscard]] bool is_with_figure(std::size_t figure_end, std::size_t interval) const noexcept;

    // What is a percentage and no share of people (P6; shares.cpp): of the figure that begins at a token, or of what
    // follows its "of".
    /// "(2/4, 2/4, 1/4; sum 125 %)", "sumando un 125 %"; not "in sum, 43 %".
    [[nodiscard]] bool is_sum(std::size_t begin) const noexcept;
    /// "rose from 12 %", "pasó del 12 %": what follows is a level, no end of a range.
    [[nodiscard]] bool is_change_from(std::size_t begin) const noexcept;
    /// "(up 12 %", "was down 12 %"; not "made up 12 %".
    /// "rose", "fell by"; not the "by" of "reported by".
    [[nodiscard]] bool says_change(std::size_t i) const noexcept;
    [[nodiscard]] bool is_up_or_down(std::size_t i) const noexcept;
    /// "rose by 38 %", "aumentó un 38 %"; not "rose to 38 %".
    [[nodiscard]] bool is_change(std::size_t begin) const noexcept;
    /// "the power of the test is 80 %", "a target of 80 %", "80 % power".
    [[nodiscard]] bool is_set(std::size_t begin, std::size_t end) const noexcept;
    /// "38 % of their pay": no share of people.
    [[nodiscard]] bool is_share_of_money(std::size_t of) const noexcept;
    /// "35 % of the 21 women's earnings"
    [[nodiscard]] bool is_of_what_they_have(std::size_t of) const;

  protected:
    std::span<Token const> tokens_;
    std::string_view text_;
};

}  // namespace amparo::audit
