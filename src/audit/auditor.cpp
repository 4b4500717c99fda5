// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/audit/audit.hpp"
#include "amparo/base/check.hpp"
#include "pairing.hpp"
#include "tables.hpp"
#include "utf8.hpp"
#include "wholes.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace amparo::audit {
namespace {

constexpr std::size_t kWholesKnownMax = 10'000;

/// The words between two bytes on one line, single-spaced, cut in the middle where they are long.
std::string one_line(std::string_view raw) {
    std::string out;
    bool has_space = false;
    for (std::size_t p = 0; p < raw.size();) {
        Letter const letter = letter_at(raw, p);
        if (letter.value <= ' ' || is_space(letter.value)) {
            has_space = !out.empty();
        } else if (!is_invisible(letter.value)) {
            if (has_space) out += ' ';
            has_space = false;
            if (letter.value == 0xFFFD)
                out += "\xEF\xBF\xBD";
            else
                out += raw.substr(p, letter.bytes);
        }
        p += letter.bytes;
    }
    if (out.size() <= kClaimTextMax) return out;
    std::size_t head = kClaimTextMax / 2 - 2;
    while (head > 0 && (static_cast<unsigned char>(out[head]) & 0xC0U) == 0x80) --head;
    std::size_t tail = out.size() - kClaimTextMax / 2 + 2;
    while (tail < out.size() && (static_cast<unsigned char>(out[tail]) & 0xC0U) == 0x80) ++tail;
    return out.substr(0, head) + "…" + out.substr(tail);
}

/// Where bytes stand: lines and columns counted on from anchors. Asked in rising order.
class Positions {
  public:
    void anchor(std::size_t offset, Place place) {
        if (!anchors_.empty() && anchors_.back().first == offset)
            anchors_.back().second = place;
        else
            anchors_.emplace_back(offset, place);
    }

    /// `text` begins at byte `base` of the whole.
    Place of(std::size_t offset, std::string_view text, std::size_t base) {
        while (next_ < anchors_.size() && anchors_[next_].first <= offset) {
            at_ = anchors_[next_].first;
            place_ = anchors_[next_].second;
            ++next_;
        }
        count_on(place_, text.substr(at_ - base, offset - at_));
        at_ = offset;
        return place_;
    }

    using Known = std::pair<std::size_t, Place>;
    [[nodiscard]] Known now() const { return {at_, place_}; }
    /// The last anchor at or before a byte, else `other`; whichever is nearer.
    [[nodiscard]] Known anchor_before(std::size_t offset, Known const& other) const {
        auto const next =
            std::upper_bound(anchors_.begin(), anchors_.end(), offset,
                             [](std::size_t at, Known const& known) { return at < known.first; });
        return next == anchors_.begin() || std::prev(next)->first < other.first ? other : *std::prev(next);
    }
    static void count_on(Place& place, std::string_view passed) {
        char const* p = passed.data();
        char const* const end = p + passed.size();
        while (p < end) {
            auto const* line =
                static_cast<char const*>(std::memchr(p, '\n', static_cast<std::size_t>(end - p)));
            if (line == nullptr) break;
            ++place.line;
            place.column = 1;
            p = line + 1;
        }
        for (; p < end; ++p) place.column += (static_cast<unsigned char>(*p) & 0xC0U) != 0x80 ? 1 : 0;
    }

    void forget() {
        anchors_.erase(anchors_.begin(), anchors_.begin() + static_cast<std::ptrdiff_t>(next_));
        next_ = 0;
    }

  private:
    std::vector<std::pair<std::size_t, Place>> anchors_;
    std::size_t next_ = 0;
    std::size_t at_ = 0;
    Place place_{1, 1, 0};
};

}  // namespace

class Auditor::Impl {
  public:
    void at(Place place) { positions_.anchor(base_ + buffer_.size(), place); }

    void feed(std::string_view text) {
        while (!text.empty()) {
            std::size_t const room = 2 * kWindowBytes - buffer_.size();
            std::size_t const taken = std::min(room, text.size());
            buffer_ += text.substr(0, taken);
            text.remove_prefix(taken);
            if (buffer_.size() == 2 * kWindowBytes) read_window(cut());
        }
    }

    [[nodiscard]] std::size_t waiting() const noexcept { return buffer_.size(); }

    Report finish() {
        read_window(buffer_.size());
        settle();
        return std::move(report_);
    }

  private:
    /// Where no claim is torn apart: the end of a paragraph, of a sentence, of a line, of a word.
    std::size_t cut() const {
        std::string_view const late = std::string_view{buffer_}.substr(kWindowBytes);
        for (std::string_view const mark : {".\n\n", "\n\n", ".\n", ". ", "\n", " "}) {
            std::size_t const found = late.rfind(mark);
            if (found != std::string_view::npos) return kWindowBytes + found + mark.size();
        }
        std::size_t at = buffer_.size();
        while (at > kWindowBytes && (static_cast<unsigned char>(buffer_[at - 1]) & 0xC0U) == 0x80) --at;
        return at > kWindowBytes ? at - 1 : buffer_.size();
    }

    void read_window(std::size_t bytes) {
        std::string_view const text = std::string_view{buffer_}.substr(0, bytes);
        tokens_.clear();
        window_begin_ = last_placed_ = positions_.now();
        furniture_ = page_furniture(text);
        tokenize(text, furniture_, tokens_);
        std::vector<Item> const items = items_in(tokens_, text);
        std::vector<Pair> pairs = pairs_of(items, tokens_);
        std::vector<Pair> of_tables;
        std::vector<Found> found;
        tables_.read(text, tokens_, pairs, of_tables, found);
        locate(items, {&pairs, &of_tables}, text);
        std::vector<Place> places;
        places.reserve(pairs.size());
        for (Pair& pair : pairs) {
            settle_in_text(pair);
            places.push_back(pair.claim.place);
        }
        for (Pair& pair : of_tables) settle_in_text(pair);
        tables_.check_again([this](std::size_t token) { return place_of(token); }, found);
        wholes_.read(tokens_, text, items, pairs, places, found);
        for (Found& made : found) take(std::move(made), text);
        std::vector<Pair> all;
        std::merge(std::make_move_iterator(pairs.begin()), std::make_move_iterator(pairs.end()),
                   std::make_move_iterator(of_tables.begin()), std::make_move_iterator(of_tables.end()),
                   std::back_inserter(all), [](Pair const& a, Pair const& b) { return a.begin < b.begin; });
        for (Pair& pair : all) take(std::move(pair.claim), text);
        (void)positions_.of(base_ + bytes, text, base_);
        positions_.forget();
        buffer_.erase(0, bytes);
        base_ += bytes;
    }

    void settle_in_text(Pair& pair) {
        pair.claim.begin = base_ + tokens_[pair.begin].begin;
        pair.claim.end = base_ + tokens_[pair.end - 1].end;
        pair.claim.place = place_of(pair.begin);
    }

    /// Positions are asked in rising order, so those that may be wanted are asked first.
    void locate(std::vector<Item> const& items, std::array<std::vector<Pair> const*, 2> const& pairs,
                std::string_view text) {
        located_.clear();
        for (Item const& item : items) located_.push_back({item.begin, {}});
        for (auto const* some : pairs)
            for (Pair const& pair : *some) located_.push_back({pair.begin, {}});
        std::sort(located_.begin(), located_.end(),
                  [](auto const& a, auto const& b) { return a.first < b.first; });
        for (auto& [token, place] : located_)
            place = positions_.of(base_ + tokens_[token].begin, text, base_);
    }
    /// Of what was located; else counted on from there.
    Place place_of(std::size_t token) {
        auto const next =
            std::upper_bound(located_.begin(), located_.end(), token,
                             [](std::size_t t, auto const& located) { return t < located.first; });
        Positions::Known from = last_placed_;
        std::size_t const offset = base_ + tokens_[token].begin;
        if (from.first > offset || from.first < base_) from = window_begin_;
        if (next != located_.begin()) {
            auto const& [near, place] = *std::prev(next);
            if (near == token) return place;
            std::size_t const at = base_ + tokens_[near].begin;
            if (at >= from.first) from = {at, place};
        }
        from = positions_.anchor_before(offset, from);
        Positions::count_on(from.second,
                            std::string_view{buffer_}.substr(from.first - base_, offset - from.first));
        last_placed_ = {offset, from.second};
        return from.second;
    }

    std::string words(std::size_t begin, std::size_t end, std::string_view text) const {
        begin -= base_;
        end -= base_;
        std::string raw;
        auto next = std::lower_bound(furniture_.begin(), furniture_.end(), begin,
                                     [](Span const& span, std::size_t at) { return span.begin < at; });
        for (; next != furniture_.end() && next->begin < end; ++next) {
            raw += text.substr(begin, next->begin - begin);
            raw += ' ';
            begin = std::min(next->end, end);
        }
        return one_line(raw += text.substr(begin, end - begin));
    }

    void take(Claim claim, std::string_view text) {
        ++report_.counts[static_cast<std::size_t>(claim.verdict)];
        tally(claim);
        bool const is_wrong = claim.verdict != Verdict::kConsistent;
        std::size_t& kept = is_wrong ? wrong_kept_ : right_kept_;
        if (kept == kClaimsKeptMax) {
            ++report_.not_kept;
            wrong_not_kept_ += is_wrong ? 1 : 0;
            return;
        }
        ++kept;
        claim.text = words(claim.begin, claim.end, text);
        report_.claims.push_back(std::move(claim));
    }

    void tally(Claim const& claim) {
        if (!claim.figure || claim.is_mean || claim.figure->kind != Figure::Kind::kPercent || !claim.whole ||
            *claim.whole == 0)
            return;
        if (known_.size() < kWholesKnownMax || known_.contains(*claim.whole)) {
            Seen& seen = known_[*claim.whole];
            ++seen.times;
            ++seen.by_decimals[claim.figure->low.decimals];
        }
        bool const is_exact =
            claim.part && *claim.part <= *claim.whole && claim.figure->hedge == Hedge::kExact && !claim.ratio;
        if (!is_exact) return;
        ++report_.percentages;
        for (Rounding const rule : kAllRoundings)
            if ((claim.rules & bit(rule)) == 0) ++report_.fails[static_cast<std::size_t>(rule)];
    }

    void take(Found made, std::string_view text) {
        if (report_.findings.size() == kClaimsKeptMax) return;
        Finding& finding = made.finding;
        finding.begin = base_ + tokens_[made.begin].begin;
        finding.end = base_ + tokens_[made.end - 1].end;
        finding.place = place_of(made.begin);
        finding.text = words(finding.begin, finding.end, text);
        report_.findings.push_back(std::move(finding));
    }

    void settle() {
        if (wholes_.has_several_answers()) {
            auto& all = report_.findings;
            auto const is_table = [](Finding const& f) {
                return f.kind == Finding::Kind::kParts && f.whole == 1;
            };
            all.erase(std::remove_if(all.begin(), all.end(), is_table), all.end());
        }
        if (wholes_.has_weights()) spare_weighted();
        report_.compared = wholes_.compared() + tables_.compared();
        std::uint64_t most = 0;
        for (auto const& [whole, seen] : known_) {
            bool const is_more = seen.times > most || (seen.times == most && whole < report_.whole);
            if (!is_more) continue;
            most = seen.times;
            report_.whole = whole;
            report_.decimals = seen.usual_decimals();
        }
    }

    /// P9: what doesn't follow from its counts may follow from the weights.
    void spare_weighted() {
        auto const is_spared = [](Claim const& claim) {
            return !claim.is_mean &&
                   (claim.verdict == Verdict::kInconsistent || claim.verdict == Verdict::kTruncated);
        };
        auto& all = report_.claims;
        report_.weighted = wrong_not_kept_;
        report_.not_kept -= wrong_not_kept_;
        auto const gone = std::remove_if(all.begin(), all.end(), [&](Claim const& claim) {
            if (!is_spared(claim)) return false;
            ++report_.weighted;
            --report_.counts[static_cast<std::size_t>(claim.verdict)];
            return true;
        });
        all.erase(gone, all.end());
        report_.percentages = 0;
    }

    struct Seen {
        std::uint64_t times = 0;
        std::array<std::uint64_t, kDecimalsMax + 1> by_decimals{};

        /// Of several that are as frequent the fewest: the test is not said to see more than it does.
        [[nodiscard]] unsigned usual_decimals() const noexcept {
            auto const most = std::max_element(by_decimals.begin(), by_decimals.end());
            return static_cast<unsigned>(most - by_decimals.begin());
        }
    };

    std::string buffer_;
    std::size_t base_ = 0;  ///< Bytes before the buffer.
    std::vector<Span> furniture_;
    std::vector<Token> tokens_;
    Positions positions_;
    Positions::Known window_begin_;
    Positions::Known last_placed_;
    std::vector<std::pair<std::size_t, Place>> located_;  ///< By token, of this window.
    Wholes wholes_;
    Tables tables_;
    Report report_;
    std::size_t right_kept_ = 0;
    std::size_t wrong_kept_ = 0;
    std::size_t wrong_not_kept_ = 0;
    std::unordered_map<std::uint64_t, Seen> known_;
};

Auditor::Auditor() : impl_{std::make_unique<Impl>()} {}
Auditor::~Auditor() = default;
Auditor::Auditor(Auditor&&) noexcept = default;
Auditor& Auditor::operator=(Auditor&&) noexcept = default;
void Auditor::at(Place place) {
    impl_->at(place);
}
void Auditor::feed(std::string_view text) {
    impl_->feed(text);
}
std::size_t Auditor::waiting() const noexcept {
    return impl_->waiting();
}
Report Auditor::finish() {
    return impl_->finish();
}

Report audit_text(std::string_view text) {
    Auditor auditor;
    auditor.feed(text);
    return auditor.finish();
}

std::string_view name(Finding::Kind kind) noexcept {
    switch (kind) {
        case Finding::Kind::kTwice:
            return "twice";
        case Finding::Kind::kParts:
            return "parts";
        case Finding::Kind::kDenominator:
            return "denominator";
    }
    return "";
}

bool Report::is_clean() const noexcept {
    return counts[static_cast<std::size_t>(Verdict::kConsistent)] == total() && findings.empty();
}

Rules Report::followed() const noexcept {
    Rules out = 0;
    if (percentages == 0) return out;
    for (Rounding const rule : kAllRoundings)
        if (fails[static_cast<std::size_t>(rule)] == 0) out = static_cast<Rules>(out | bit(rule));
    return out;
}

std::optional<Power> Report::power() const noexcept {
    if (whole == 0) return std::nullopt;
    return audit::power(whole, decimals);
}

}  // namespace amparo::audit
