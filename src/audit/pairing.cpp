// SPDX-License-Identifier: AGPL-3.0-or-later
#include "pairing.hpp"

#include "cursor.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>
#include <optional>

namespace amparo::audit {
namespace {

constexpr std::size_t kGapWordsMax = 25;
constexpr std::size_t kFractionGapWordsMax = 12;
constexpr std::size_t kQuantityGapWordsMax = 6;
constexpr std::size_t kRatioGapWordsMax = 6;
constexpr std::size_t kAppositionWordsMax = 6;
constexpr std::uint64_t kRatioSlashMax = 10;
constexpr std::uint64_t kTenths = 10;

struct Gap {
    std::size_t words = 0;
    bool has_comma = false;
    bool has_pause = false;  ///< Semicolon or colon.
    bool has_bar = false;
    bool has_sign = false;  ///< = : – or nothing at all between the two.
    bool has_connector = false;
    bool ends_with_connector = false;  ///< But for hedges and articles.
    bool has_other = false;
    bool begins_with_of = false;
    bool is_only_joint = true;  ///< No word but connectors, hedges and articles.
};

/// Of one sentence.
class Sentence {
  public:
    Sentence(std::vector<Item>& items, std::size_t from, std::size_t to, std::span<Token const> tokens,
             std::vector<Pair>& out)
        : items_{items}, from_{from}, to_{to}, tokens_{tokens}, out_{out}, used_(to - from, false) {}

    void run() {
        take_whole();
        find_ratios();
        if (is_row()) pair_row();
        for (std::size_t i = from_; i < to_; ++i) {
            std::size_t const bracket = items_[i].bracket;
            if (bracket == 0) continue;
            std::size_t end = i + 1;
            while (end < to_ && items_[end].bracket == bracket) ++end;
            pair_bracket(i, end);
            i = end - 1;
        }
        pair_neighbours();
        take_impossible();
    }

  private:
    bool is_free(std::size_t i, Item::Kind kind) const { return !used_[i - from_] && items_[i].kind == kind; }

    // ── What two items make ──

    static Claim claim_of(Item const& figure, Item const& counts) {
        Claim out;
        out.figure = figure.figure;
        out.part = counts.part;
        out.whole = counts.whole;
        bool const is_percentage =
            figure.figure.kind == Figure::Kind::kPercent || figure.figure.kind == Figure::Kind::kRange;
        if (is_percentage && can_be_ratio(counts)) {
            Figure ratio;
            ratio.kind = Figure::Kind::kRatio;
            ratio.part = counts.part;
            ratio.whole = counts.whole;
            out.ratio = ratio;
        }
        judge(out);
        if (out.verdict == Verdict::kConsistent || !figure.from || out.ratio) return out;
        Claim range = out;
        range.figure->kind = Figure::Kind::kRange;
        range.figure->low = *figure.from;
        judge(range);
        return range.verdict == Verdict::kConsistent ? range : out;
    }
    bool agrees(std::size_t figure, std::size_t counts) const {
        return claim_of(items_[figure], items_[counts]).verdict == Verdict::kConsistent;
    }
    bool nearly_agrees(std::size_t figure, std::size_t counts) const {
        Item const& f = items_[figure];
        Item const& c = items_[counts];
        return f.figure.kind == Figure::Kind::kPercent && nearly_gives(f.figure.low, c.part, c.whole);
    }

    void pair(std::size_t figure, std::size_t counts) {
        if (items_[counts].is_in_doubt && !agrees(figure, counts) && !nearly_agrees(figure, counts)) return;
        add(claim_of(items_[figure], items_[counts]), std::min(figure, counts), std::max(figure, counts));
        used_[figure - from_] = used_[counts - from_] = true;
    }

    void add(Claim claim, std::size_t first, std::size_t last) {
        for (std::size_t const i : {first, last})
            if (items_[i].has_figure && items_[i].interval) claim.interval = items_[i].interval;
        if (claim.interval) judge(claim);
        Pair made;
        made.claim = std::move(claim);
        made.begin = items_[first].words_begin;
        made.end = items_[last].end;
        made.sentence = items_[first].sentence;
        // With the brackets they stand in.
        if (made.begin > 0 && items_[first].bracket != 0 && items_[first].bracket == items_[last].bracket &&
            tokens_[made.begin - 1].is(Kind::kOpen))
            --made.begin;
        if (items_[last].bracket != 0 && made.end < tokens_.size() && tokens_[made.end].is(Kind::kClose))
            ++made.end;
        out_.push_back(std::move(made));
    }

    // ── What stands between two items ──

    Gap gap(std::size_t left, std::size_t right) const {
        Gap out;
        std::size_t const begin = items_[left].end;
        std::size_t const end = items_[right].begin;
        for (std::size_t k = begin; k < end; ++k) {
            Token const& token = tokens_[k];
            switch (token.kind) {
                case Kind::kWord: {
                    bool const is_joint = token.is(Role::kConnector) || token.is(Role::kArticle) ||
                                          token.is(Role::kAbout) || token.is(Role::kHedgeLink) ||
                                          token.is(Role::kSize) || token.is(Role::kNearly) ||
                                          token.is(Role::kOver) || token.is(Role::kUnder);
                    out.has_connector = out.has_connector || token.is(Role::kConnector);
                    out.ends_with_connector =
                        token.is(Role::kConnector) || (out.ends_with_connector && is_joint);
                    out.is_only_joint = out.is_only_joint && is_joint;
                    out.begins_with_of = out.begins_with_of || (k == begin && token.is(Role::kOf));
                    ++out.words;
                    break;
                }
                case Kind::kComma:
                    out.has_comma = true;
                    break;
                case Kind::kSemicolon:
                case Kind::kColon:
                    out.has_pause = true;
                    break;
                case Kind::kBar:
                    out.has_bar = true;
                    break;
                case Kind::kEquals:
                case Kind::kDash:
                    out.has_sign = true;
                    break;
                case Kind::kOpen:
                case Kind::kClose:
                case Kind::kAboutSign:
                case Kind::kNumber:
                    break;
                default:
                    out.has_other = true;
                    break;
            }
        }
        return out;
    }

    /// Whether a reader takes the counts for those of the figure, right or wrong.
    bool belongs(std::size_t figure, std::size_t counts) const {
        Item const& f = items_[figure];
        if (items_[counts].is_in_doubt) return false;
        Gap const g = gap(std::min(figure, counts), std::max(figure, counts));
        bool const flows = !g.has_comma && !g.has_pause && !g.has_bar;
        if (counts < figure) return flows && !f.is_of_something && !f.is_weak && g.words <= kGapWordsMax;
        switch (f.figure.kind) {
            case Figure::Kind::kPercent:
            case Figure::Kind::kRange:
                return flows && g.words <= kGapWordsMax;
            case Figure::Kind::kRatio:
                return flows && g.words <= kRatioGapWordsMax;
            case Figure::Kind::kMost:
                return flows && g.words == 0;
            case Figure::Kind::kFraction:
                break;
        }
        bool const is_quantity = f.figure.whole == 1;
        if (g.words == 0) return flows;
        return !is_quantity && flows && g.begins_with_of && g.words <= kFractionGapWordsMax;
    }
    /// Whether it may be so, if the numbers say it too.
    bool may_belong(std::size_t figure, std::size_t counts) const {
        Gap const g = gap(std::min(figure, counts), std::max(figure, counts));
        Item const& f = items_[figure];
        if (!f.is_weak) return g.words <= 2 * kGapWordsMax;
        return g.words <= (f.figure.whole == 1 ? kQuantityGapWordsMax : kFractionGapWordsMax);
    }

    bool pair_if(std::size_t figure, std::size_t counts) {
        bool const right = may_belong(figure, counts) && agrees(figure, counts);
        if (!right && !belongs(figure, counts) &&
            !(may_belong(figure, counts) && nearly_agrees(figure, counts)))
            return false;
        pair(figure, counts);
        return true;
    }

    // ── Claims of one item ──

    void take_whole() {
        for (std::size_t i = from_; i < to_; ++i) {
            Item const& item = items_[i];
            if (item.kind != Item::Kind::kWhole) continue;
            Claim claim;
            claim.figure = item.figure;
            claim.is_mean = item.is_mean;
            if (item.has_part) claim.part = item.part;
            if (item.has_whole) claim.whole = item.whole;
            judge(claim);
            add(std::move(claim), i, i);
            used_[i - from_] = true;
        }
    }

    /// "25 of 21" needs no figure to be impossible.
    void take_impossible() {
        for (std::size_t i = from_; i < to_; ++i) {
            Item const& c = items_[i];
            if (!is_free(i, Item::Kind::kCounts) || c.part <= c.whole || c.link == Link::kSlash ||
                c.link == Link::kIn || c.is_in_doubt)
                continue;
            bool const fills_bracket = c.bracket != 0 && c.begin > 0 &&
                                       tokens_[c.begin - 1].is(Kind::kOpen) && c.end < tokens_.size() &&
                                       tokens_[c.end].is(Kind::kClose);
            if (!fills_bracket && !(c.names_people && c.link != Link::kStated)) continue;
            Claim claim;
            claim.part = c.part;
            claim.whole = c.whole;
            judge(claim);
            add(std::move(claim), i, i);
            used_[i - from_] = true;
        }
    }

    /// "4 out of 10 (10 of 21)": counts that are nearly the same share stand alone in the bracket.
    bool is_in_tenths(std::size_t i) const {
        Item const& first = items_[i];
        Item const& next = items_[i + 1];
        bool const is_said_so = first.link == Link::kOutOf && first.whole == kTenths && first.part < kTenths;
        bool const is_alone = first.end + 1 == next.begin && tokens_[first.end].is(Kind::kOpen) &&
                              next.end < tokens_.size() && tokens_[next.end].is(Kind::kClose);
        if (!is_said_so || !is_alone || next.whole == 0 || next.whole == first.whole ||
            next.part > next.whole)
            return false;
        Printed const share = percentage(next.part, next.whole, 0, Rounding::kHalfUp);
        std::uint64_t const said = kTenths * first.part;
        return (share.units > said ? share.units - said : said - share.units) <= kTenths;
    }

    /// "one in five (4 of 21)": the first counts are a figure.
    void find_ratios() {
        for (std::size_t i = from_; i + 1 < to_; ++i) {
            Item& first = items_[i];
            Item const& next = items_[i + 1];
            if (first.kind != Item::Kind::kCounts || next.kind != Item::Kind::kCounts) continue;
            bool const is_slash =
                first.link == Link::kSlash && first.whole <= kRatioSlashMax && first.part < first.whole;
            bool const is_tenths = is_in_tenths(i);
            bool const differs_in_place = first.bracket == 0 && next.bracket != 0;
            if (!(can_be_ratio(first) || is_slash || is_tenths) || !differs_in_place ||
                gap(i, i + 1).words > kRatioGapWordsMax)
                continue;
            first.kind = Item::Kind::kFigure;
            first.has_figure = true;
            first.figure.kind = Figure::Kind::kRatio;
            first.figure.part = first.part;
            first.figure.whole = first.whole;
            first.is_weak = true;
        }
    }

    // ── Brackets ──

    void pair_bracket(std::size_t begin, std::size_t end) {
        std::vector<std::size_t> figures;
        std::vector<std::size_t> counts;
        for (std::size_t i = begin; i < end; ++i) {
            // "(4 of 9 had none before)": words that say much else too speak of the counts that follow at
            // once.
            bool const is_apart =
                items_[i].is_weak &&
                !(i + 1 < end && items_[i + 1].kind == Item::Kind::kCounts && belongs(i, i + 1));
            if (is_free(i, Item::Kind::kFigure) && !is_apart) figures.push_back(i);
            if (is_free(i, Item::Kind::kCounts)) counts.push_back(i);
        }
        if (!figures.empty() && !counts.empty()) return pair_inside(figures, counts);
        if (!counts.empty() && items_[counts.front()].is_listed)
            return pair_listed(before(begin, Item::Kind::kFigure), counts);
        if (counts.size() == 2 && pair_ends(before(begin, Item::Kind::kFigure), counts[0], counts[1])) return;
        if (!counts.empty())
            pair_lists(before(begin, Item::Kind::kFigure), counts, true);
        else if (!figures.empty())
            pair_lists(before(begin, Item::Kind::kCounts), figures, false);
    }

    /// "Between 38% and 43% (8 of 21 to 9 of 21)": each end has counts of its own.
    bool pair_ends(std::vector<std::size_t> const& figures, std::size_t low, std::size_t high) {
        if (figures.empty() || items_[figures.back()].figure.kind != Figure::Kind::kRange) return false;
        std::size_t const link = items_[low].end;
        bool const joins = link + 1 == items_[high].begin &&
                           (tokens_[link].is(Kind::kDash) || tokens_[link].is(Role::kTowards) ||
                            tokens_[link].is(Role::kArticle));  // "a" in Spanish.
        if (!joins) return false;
        Item const& range = items_[figures.back()];
        for (std::size_t const counts : {low, high}) {
            Item end = range;
            end.figure.kind = Figure::Kind::kPercent;
            end.figure.low = end.figure.high = counts == low ? range.figure.low : range.figure.high;
            add(claim_of(end, items_[counts]), counts == low ? figures.back() : counts, counts);
        }
        used_[figures.back() - from_] = used_[low - from_] = used_[high - from_] = true;
        return true;
    }

    void pair_inside(std::vector<std::size_t> const& figures, std::vector<std::size_t> const& counts) {
        if (figures.size() == counts.size()) {
            for (std::size_t i = 0; i < figures.size(); ++i) pair(figures[i], counts[i]);
            return;
        }
        bool const one_figure = figures.size() == 1;
        for (std::size_t const f : figures)
            for (std::size_t const c : counts)
                if (is_free(f, Item::Kind::kFigure) && is_free(c, Item::Kind::kCounts) && agrees(f, c))
                    pair(f, c);
        std::size_t const f = figures.front();
        std::size_t const c = counts.front();
        bool const is_open = is_free(f, Item::Kind::kFigure) && is_free(c, Item::Kind::kCounts);
        if (is_open && (one_figure || counts.size() == 1)) pair(f, c);
    }

    /// P2: "38 % and 43 % (8 and 9 of 21)". Where there are more figures, only what they give.
    void pair_listed(std::vector<std::size_t> const& figures, std::vector<std::size_t> const& counts) {
        if (figures.size() < counts.size()) return;
        std::size_t const skip = figures.size() - counts.size();
        bool all_agree = true;
        for (std::size_t i = 0; i < counts.size(); ++i)
            all_agree = all_agree && agrees(figures[skip + i], counts[i]);
        if (skip > 0 && !all_agree) return;
        for (std::size_t i = 0; i < counts.size(); ++i) pair(figures[skip + i], counts[i]);
    }

    /// Free items of a kind outside brackets, back to what was paired before.
    std::vector<std::size_t> before(std::size_t bracket, Item::Kind kind) const {
        std::vector<std::size_t> out;
        for (std::size_t i = bracket; i > from_; --i) {
            std::size_t const k = i - 1;
            if (used_[k - from_] && items_[k].bracket != 0) break;
            if (items_[k].bracket != 0) continue;
            if (used_[k - from_]) break;
            if (items_[k].kind == kind) out.push_back(k);
        }
        std::reverse(out.begin(), out.end());
        return out;
    }

    /// `outside` before a bracket, `inside` in it.
    void pair_lists(std::vector<std::size_t> outside, std::vector<std::size_t> const& inside,
                    bool figures_outside) {
        auto const put = [&](std::size_t o, std::size_t i) {
            return figures_outside ? pair_if(o, i) : pair_if(i, o);
        };
        auto const fits = [&](std::size_t o, std::size_t i) {
            return figures_outside ? may_belong(o, i) && agrees(o, i) : may_belong(i, o) && agrees(i, o);
        };
        if (outside.empty()) return;
        // "38 % and 43 % (8 and 9 …)": as many inside as outside, in order.
        if (inside.size() >= 2 && outside.size() >= inside.size()) {
            std::size_t const skip = outside.size() - inside.size();
            for (std::size_t i = 0; i < inside.size(); ++i) (void)put(outside[skip + i], inside[i]);
            return;
        }
        if (inside.size() == 1) {
            if (fits(outside.back(), inside.front())) return (void)put(outside.back(), inside.front());
            for (std::size_t o = outside.size(); o-- > 0;)
                if (fits(outside[o], inside.front())) return (void)put(outside[o], inside.front());
            for (std::size_t o = outside.size(); o-- > 0;)
                if (put(outside[o], inside.front())) return;
            return;
        }
        for (std::size_t const i : inside)
            if (fits(outside.back(), i)) return (void)put(outside.back(), i);
        (void)put(outside.back(), inside.front());
    }

    // ── Side by side ──

    bool is_row() const {
        if (to_ - from_ < 2) return false;
        for (std::size_t k = items_[from_].end; k < items_[to_ - 1].begin; ++k)
            if (tokens_[k].is(Kind::kBar)) return true;
        return false;
    }

    /// Cells of a table: the first counts with the first figure, and so on.
    void pair_row() {
        std::vector<std::size_t> figures;
        std::vector<std::size_t> counts;
        for (std::size_t i = from_; i < to_; ++i) {
            if (items_[i].bracket != 0) continue;
            if (is_free(i, Item::Kind::kFigure) && !items_[i].is_weak) figures.push_back(i);
            if (is_free(i, Item::Kind::kCounts)) counts.push_back(i);
        }
        if (figures.size() != counts.size()) return;
        for (std::size_t i = 0; i < figures.size(); ++i) pair(figures[i], counts[i]);
    }

    void pair_neighbours() {
        for (std::size_t i = from_; i + 1 < to_; ++i) {
            if (items_[i].bracket != items_[i + 1].bracket) continue;
            if (is_free(i, Item::Kind::kFigure) && is_free(i + 1, Item::Kind::kCounts))
                pair_apposed(i, i + 1, i, i + 1);
            else if (is_free(i, Item::Kind::kCounts) && is_free(i + 1, Item::Kind::kFigure))
                pair_apposed(i + 1, i, i, i + 1);
        }
    }

    /// "8 of 21, or 38 %", "38 % = 8/21", "38 % – 8 of 21 –".
    void pair_apposed(std::size_t figure, std::size_t counts, std::size_t left, std::size_t right) {
        Item const& f = items_[figure];
        Gap const g = gap(left, right);
        if (f.is_weak || g.has_other || (counts < figure && f.is_of_something)) return;
        bool const is_close = g.is_only_joint || (counts < figure && g.words <= kAppositionWordsMax &&
                                                  (g.has_comma || g.has_connector));
        if (!is_close) return;
        bool const is_bare = g.words == 0 && !g.has_comma && !g.has_pause;
        bool const is_said = is_bare || g.has_sign || g.has_bar || g.ends_with_connector;
        bool const is_joined = g.has_comma || g.has_pause || is_said || g.has_connector;
        if (!is_joined) return;
        if (agrees(figure, counts) || is_said || nearly_agrees(figure, counts)) pair(figure, counts);
    }

    std::vector<Item>& items_;
    std::size_t from_;
    std::size_t to_;
    std::span<Token const> tokens_;
    std::vector<Pair>& out_;
    std::vector<bool> used_;
};

}  // namespace

std::vector<Pair> pairs_of(std::vector<Item> const& found, std::span<Token const> tokens) {
    std::vector<Item> items = found;
    std::vector<Pair> out;
    for (std::size_t from = 0; from < items.size();) {
        std::size_t to = from + 1;
        while (to < items.size() && items[to].sentence == items[from].sentence) ++to;
        Sentence{items, from, to, tokens, out}.run();
        from = to;
    }
    std::sort(out.begin(), out.end(), [](Pair const& a, Pair const& b) { return a.begin < b.begin; });
    return out;
}

}  // namespace amparo::audit
