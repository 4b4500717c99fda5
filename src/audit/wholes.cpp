// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wholes.hpp"

#include "utf8.hpp"

#include <algorithm>
#include <numeric>

namespace amparo::audit {
namespace {

constexpr std::size_t kHeadingTokensMax = 12;
constexpr std::size_t kSentenceWordsMin = 4;
constexpr std::size_t kLongWordBytes = 4;
constexpr std::size_t kSubsetMax = 12;
constexpr std::size_t kTwiceMax = 1'000'000;
constexpr std::uint64_t kNearWhole = 3;

std::uint64_t mix(std::uint64_t h, std::string_view word) noexcept {
    for (char const c : word) {
        auto const lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
        h = (h ^ static_cast<unsigned char>(lower)) * 1099511628211ULL;
    }
    return (h ^ 0xFFU) * 1099511628211ULL;
}
constexpr std::uint64_t kSeed = 14695981039346656037ULL;

}  // namespace

/// One sentence, item or row with what was found in it.
struct Wholes::Clause {
    std::span<Token const> tokens;
    std::string_view text;
    std::size_t begin = 0;
    std::size_t end = 0;  ///< The stop or break.
    bool ends_in_break = true;
    std::span<Item const> items;
    std::span<Pair const> pairs;
    std::span<Place const> places;

    [[nodiscard]] std::string_view word(std::size_t i) const {
        return text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
    }
    [[nodiscard]] bool has(Role role) const {
        for (std::size_t i = begin; i < end; ++i)
            if (tokens[i].is(role)) return true;
        return false;
    }
    [[nodiscard]] bool is_row() const {
        for (std::size_t i = begin; i < end; ++i)
            if (tokens[i].is(Kind::kBar)) return true;
        return false;
    }
};

void Wholes::read(std::span<Token const> tokens, std::string_view text, std::vector<Item> const& items,
                  std::vector<Pair> const& pairs, std::vector<Place> const& places, std::vector<Found>& out) {
    std::size_t item = 0;
    std::size_t pair = 0;
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= tokens.size(); ++i) {
        bool const is_last = i == tokens.size();
        if (!is_last && !tokens[i].is(Kind::kStop) && !tokens[i].is(Kind::kBreak)) continue;
        Clause clause;
        clause.tokens = tokens;
        clause.text = text;
        clause.begin = begin;
        clause.end = i;
        clause.ends_in_break = is_last || tokens[i].is(Kind::kBreak);
        std::size_t const first_item = item;
        while (item < items.size() && items[item].begin < i) ++item;
        clause.items = std::span{items}.subspan(first_item, item - first_item);
        std::size_t const first_pair = pair;
        while (pair < pairs.size() && pairs[pair].begin < i) ++pair;
        clause.pairs = std::span{pairs}.subspan(first_pair, pair - first_pair);
        clause.places = std::span{places}.subspan(first_pair, pair - first_pair);
        if (i > begin)
            read_sentence(clause, out);
        else if (clause.ends_in_break)
            end_paragraph();
        begin = i + 1;
    }
}

void Wholes::read_sentence(Clause const& clause, std::vector<Found>& out) {
    if (clause.has(Role::kMultiple)) several_answers_ = true;
    bool const is_row = clause.is_row();
    if (clause.pairs.empty()) {
        if (!is_row) rows_.clear();
        bool const is_heading = clause.ends_in_break && clause.end - clause.begin <= kHeadingTokensMax;
        if (is_heading) {
            std::uint64_t h = kSeed;
            bool has_number = false;
            for (std::size_t i = clause.begin; i < clause.end; ++i) {
                h = mix(h, clause.word(i));
                has_number = has_number || clause.tokens[i].is(Kind::kNumber);
            }
            if (has_number) period_ = h;
        }
    } else {
        check_twice(clause, out);
        check_rest(clause, out);
        check_make_up(clause, out);
        check_total(clause, out);
    }
    check_denominator(clause, out);
    for (Pair const& pair : clause.pairs)
        if (pair.claim.part && pair.claim.whole && paragraph_.size() < kPartsMax)
            paragraph_.push_back({*pair.claim.part, *pair.claim.whole, {}});
    if (clause.ends_in_break) end_paragraph();
}

void Wholes::end_paragraph() {
    paragraph_.clear();
    populations_.clear();
    parts_.clear();
}

/// W1, and the second half of W3.
void Wholes::check_twice(Clause const& clause, std::vector<Found>& out) {
    if (clause.ends_in_break || clause.pairs.size() != 1) return;
    Claim const& claim = clause.pairs[0].claim;
    if (!claim.part || !claim.whole) return;
    std::uint64_t h = kSeed;
    std::size_t long_words = 0;
    std::size_t item = 0;
    for (std::size_t i = clause.begin; i < clause.end; ++i) {
        while (item < clause.items.size() && clause.items[item].end <= i) ++item;
        if (item < clause.items.size() && i >= clause.items[item].begin) continue;
        Token const& token = clause.tokens[i];
        if (!token.is(Kind::kWord) && !token.is(Kind::kNumber)) continue;
        h = mix(h, clause.word(i));
        long_words += token.is(Kind::kWord) && token.end - token.begin >= kLongWordBytes ? 1 : 0;
    }
    if (long_words < kSentenceWordsMin) return;
    h ^= period_;
    Said const here{*claim.part, *claim.whole, clause.places[0]};
    auto const found = sentences_.find(h);
    if (found == sentences_.end()) {
        if (sentences_.size() < kTwiceMax) sentences_.emplace(h, here);
        return;
    }
    Said const& there = found->second;
    Found made;
    made.begin = clause.pairs[0].begin;
    made.end = clause.pairs[0].end;
    made.finding.other = there.place;
    if (there.whole == here.whole && there.part != here.part) {
        made.finding.kind = Finding::Kind::kTwice;
        made.finding.stated = here.part;
        made.finding.expected = there.part;
        made.finding.whole = here.whole;
        out.push_back(made);
    } else if (there.part == here.part && here.part > 0 && there.whole != here.whole) {
        std::uint64_t const far =
            there.whole > here.whole ? there.whole - here.whole : here.whole - there.whole;
        if (far > kNearWhole) return;
        made.finding.kind = Finding::Kind::kDenominator;
        made.finding.stated = here.whole;
        made.finding.expected = there.whole;
        out.push_back(made);
    }
}

/// W2: "…, and the rest (8 of 21)".
void Wholes::check_rest(Clause const& clause, std::vector<Found>& out) {
    std::size_t const n = clause.pairs.size();
    if (n < 2 || n > kSubsetMax || clause.is_row() || clause.has(Role::kVague)) return;
    Pair const& last = clause.pairs[n - 1];
    if (!last.claim.part || !last.claim.whole) return;
    bool says_rest = false;
    std::size_t const from = clause.pairs[n - 2].end;
    for (std::size_t i = from; i < last.end; ++i) says_rest = says_rest || clause.tokens[i].is(Role::kRest);
    if (!says_rest) return;
    std::vector<std::uint64_t> parts;
    for (std::size_t i = 0; i + 1 < n; ++i) {
        Claim const& claim = clause.pairs[i].claim;
        if (!claim.part || !claim.whole) return;
        if (*claim.whole == *last.claim.whole) parts.push_back(*claim.part);
    }
    if (parts.empty()) return;
    std::uint64_t const named = std::accumulate(parts.begin(), parts.end(), *last.claim.part);
    for (Said const& said : paragraph_)
        if (said.whole == *last.claim.whole && parts.size() < kSubsetMax) parts.push_back(said.part);
    for (std::size_t set = 1; set < (std::size_t{1} << parts.size()); ++set) {
        std::uint64_t sum = *last.claim.part;
        for (std::size_t i = 0; i < parts.size(); ++i) sum += (set >> i & 1U) != 0 ? parts[i] : 0;
        if (sum == *last.claim.whole) return;
    }
    Found made;
    made.begin = clause.pairs[0].begin;
    made.end = last.end;
    made.finding.kind = Finding::Kind::kParts;
    made.finding.stated = *last.claim.whole;
    made.finding.expected = named;
    out.push_back(made);
}

/// W2: "… together make up all 21".
void Wholes::check_make_up(Clause const& clause, std::vector<Found>& out) {
    std::size_t const n = clause.pairs.size();
    if (n < 2) return;
    std::uint64_t sum = 0;
    for (Pair const& pair : clause.pairs) {
        if (!pair.claim.part || !pair.claim.whole || *pair.claim.whole != *clause.pairs[0].claim.whole)
            return;
        sum += *pair.claim.part;
    }
    std::uint64_t const whole = *clause.pairs[0].claim.whole;
    for (std::size_t i = clause.pairs[n - 1].end; i < clause.end; ++i) {
        if (!clause.tokens[i].is(Role::kMakeUp)) continue;
        bool says_whole = false;
        for (std::size_t k = i + 1; k < clause.end && k <= i + 5; ++k) {
            if (clause.tokens[k].is(Kind::kNumber) && clause.tokens[k].count == sum) return;
            says_whole = says_whole || clause.tokens[k].is(Role::kAll) || clause.tokens[k].is(Role::kTotal) ||
                         (clause.tokens[k].is(Kind::kNumber) && clause.tokens[k].count == whole);
        }
        if (!says_whole || sum == whole) return;
        Found made;
        made.begin = clause.pairs[0].begin;
        made.end = clause.pairs[n - 1].end;
        made.finding.kind = Finding::Kind::kParts;
        made.finding.stated = whole;
        made.finding.expected = sum;
        out.push_back(made);
        return;
    }
}

/// W2: rows of a table above its total.
void Wholes::check_total(Clause const& clause, std::vector<Found>& out) {
    Claim const& claim = clause.pairs[0].claim;
    bool const is_simple = clause.is_row() && clause.pairs.size() == 1 && claim.part && claim.whole;
    if (!is_simple) return rows_.clear();
    std::size_t first = clause.begin;
    while (first < clause.end && clause.tokens[first].is(Kind::kBar)) ++first;
    bool const is_total = clause.tokens[first].is(Role::kTotal) && first + 1 < clause.end &&
                          !clause.tokens[first + 1].is(Kind::kWord);
    if (!is_total) {
        if (!rows_.empty() && rows_.back().whole != *claim.whole) rows_.clear();
        if (rows_.size() < kPartsMax) rows_.push_back({*claim.part, *claim.whole, {}});
        return;
    }
    std::uint64_t sum = 0;
    for (Said const& row : rows_) sum += row.part;
    if (rows_.size() >= 2 && rows_.back().whole == *claim.whole && sum != *claim.part) {
        Found made;
        made.begin = clause.pairs[0].begin;
        made.end = clause.pairs[0].end;
        made.finding.kind = Finding::Kind::kParts;
        made.finding.stated = *claim.part;
        made.finding.expected = sum;
        made.finding.whole = 1;  // Of a table: silent where several answers were possible.
        out.push_back(made);
    }
    rows_.clear();
}

/// W3: "of the 21 women … of the 20 women".
void Wholes::check_denominator(Clause const& clause, std::vector<Found>& out) {
    bool const is_explained = clause.has(Role::kQualifier);
    for (Item const& item : clause.items) {
        if (item.kind != Item::Kind::kCounts || item.link != Link::kOf || !item.names_people) continue;
        std::size_t const noun = item.end;
        std::size_t const before = item.end - 2;
        bool const has_article = item.end - item.begin >= 3 && clause.tokens[before].is(Role::kArticle);
        bool const is_bare = noun < clause.end && clause.tokens[noun].is(Role::kPerson) && has_article;
        if (is_bare && !is_explained) {
            std::uint64_t const name = mix(kSeed, clause.word(noun));
            auto const known = std::find_if(populations_.begin(), populations_.end(),
                                            [&](auto const& p) { return p.first == name; });
            if (known == populations_.end()) {
                populations_.push_back({name, {item.part, item.whole, {}}});
            } else if (known->second.whole != item.whole &&
                       std::find(parts_.begin(), parts_.end(), item.whole) == parts_.end()) {
                Found made;
                made.begin = item.begin;
                made.end = item.end;
                made.finding.kind = Finding::Kind::kDenominator;
                made.finding.stated = item.whole;
                made.finding.expected = known->second.whole;
                out.push_back(made);
            }
        }
        parts_.push_back(item.part);
        if (item.whole >= item.part) parts_.push_back(item.whole - item.part);
    }
}

}  // namespace amparo::audit
