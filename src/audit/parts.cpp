// SPDX-License-Identifier: AGPL-3.0-or-later
#include "parts.hpp"

#include "cursor.hpp"

#include <algorithm>
#include <array>

namespace amparo::audit {
namespace {

constexpr std::size_t kWordsBeforeVerb = 4;
constexpr std::array<std::string_view, 7> kWithin{"including",  "whom",   "which", "dont",
                                                  "incluyendo", "cuales", "aged"};

class Parts : Cursor {
  public:
    Parts(std::span<Token const> tokens, std::string_view text, std::size_t begin, std::size_t end)
        : Cursor{tokens.first(end), text}, begin_{begin}, end_{end} {}

    std::optional<PartsSaid> run() const {
        for (std::size_t i = begin_; i < end_; ++i) {
            if (std::size_t const after = verb_end(i); after != 0) return after_verb(i, after);
            if (is_total(i)) return before_total(i);
        }
        return std::nullopt;
    }

  private:
    /// "comprised", "consisted of", "were made up of", "se componía de", "se composait de": where it ends, or 0.
    std::size_t verb_end(std::size_t i) const {
        std::string_view const w = words(i);
        if (w == "comprised" || w == "comprise") return is(i + 1, Role::kOf) ? i + 2 : i + 1;
        bool const takes_of = w == "consisted" || w == "consist" || w == "consists" || w == "composed" ||
                              w == "componía" || w == "componían" || w == "compone" || w == "componen" ||
                              w == "composait" || w == "composaient" || w == "compose" || w == "composent";
        if (takes_of && is(i + 1, Role::kOf)) return i + 2;
        if (w == "made" && words(i + 1) == "up" && is(i + 2, Role::kOf)) return i + 3;
        return 0;
    }

    /// "for a total of 21", "para un total de 21", "pour un total de 21".
    bool is_total(std::size_t i) const {
        std::string_view const w = words(i);
        if (w != "for" && w != "para" && w != "pour") return false;
        return (words(i + 1) == "a" || words(i + 1) == "un") && words(i + 2) == "total" &&
               is(i + 3, Role::kOf);
    }

    std::optional<PartsSaid> after_verb(std::size_t verb, std::size_t list) const {
        // "The sample consisted of 21 women: 8 citizens, …"
        if (auto const n = number(list);
            n && n->is_count && is(n->end, Role::kPerson) && is(n->end + 1, Kind::kColon))
            return said(n->count, list, n->end + 2, end_, end_);
        for (std::size_t back = 1; back <= kWordsBeforeVerb + 2 && verb >= begin_ + back; ++back) {
            std::size_t const k = verb - back;
            auto const n = is(k, Kind::kNumber) ? number(k) : std::nullopt;
            if (!n && (is(k, Kind::kWord) || is(k, Kind::kNumber))) continue;
            if (!n || !n->is_count || !is(n->end, Role::kPerson)) return std::nullopt;
            return said(n->count, k, list, end_, end_);
        }
        return std::nullopt;
    }

    std::optional<PartsSaid> before_total(std::size_t total) const {
        auto const n = number(total + 4);
        if (!n || !n->is_count || is_year(*n, total + 4)) return std::nullopt;
        std::size_t first = begin_;
        while (first < total && !is_part_number(first)) ++first;
        std::size_t end = total;
        while (end > first && is(end - 1, Kind::kComma)) --end;
        return said(n->count, first, first, end, n->end);
    }

    bool is_part_number(std::size_t i) const {
        auto const n = is(i, Kind::kNumber) ? number(i) : std::nullopt;
        return n && n->is_count && !is_year(*n, i);
    }

    /// Parts in [from, to), parted by commas and "and"; the last one after an "and".
    std::optional<PartsSaid> said(std::uint64_t whole, std::size_t begin, std::size_t from, std::size_t to,
                                  std::size_t shown_to) const {
        std::uint64_t sum = 0;
        std::size_t parts = 0;
        bool ends_in_and = false;
        bool starts = true;
        bool after_and = false;
        for (std::size_t k = from; k < to;) {
            Token const& token = tokens_[k];
            if (token.is(Kind::kOpen)) {
                while (k < to && !is(k, Kind::kClose)) ++k;
                ++k;
                continue;
            }
            if (starts) {
                while (k < to && is(k, Role::kArticle) && !number(k)) ++k;
                auto const n = k < to ? number(k) : std::nullopt;
                starts = false;
                if (n && n->is_count) {
                    if (n->end < to && !is(n->end, Kind::kWord)) return std::nullopt;
                    sum += n->count;
                    ++parts;
                    ends_in_and = after_and;
                    after_and = false;
                    k = n->end;
                    continue;
                }
                after_and = false;
                continue;
            }
            bool const is_other = token.is(Kind::kNumber) || token.is(Kind::kPercent) ||
                                  token.is(Kind::kCurrency) || token.is(Kind::kSlash) ||
                                  token.is(Kind::kVulgar) || token.is(Role::kVague) ||
                                  std::find(kWithin.begin(), kWithin.end(), words(k)) != kWithin.end();
            if (is_other || parts == 0) return std::nullopt;
            after_and = token.is(Role::kAnd);
            starts = after_and || token.is(Kind::kComma) || token.is(Kind::kSemicolon);
            ++k;
        }
        if (parts < 2 || !ends_in_and || sum == whole) return std::nullopt;
        return PartsSaid{begin, shown_to, whole, sum};
    }

    std::size_t begin_;
    std::size_t end_;
};

}  // namespace

std::optional<PartsSaid> parts_said(std::span<Token const> tokens, std::string_view text, std::size_t begin,
                                    std::size_t end) {
    return Parts{tokens, text, begin, end}.run();
}

}  // namespace amparo::audit
