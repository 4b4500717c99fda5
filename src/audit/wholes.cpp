// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wholes.hpp"

#include "cursor.hpp"
#include "parts.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace amparo::audit {
namespace {

constexpr std::size_t kHeadingTokensMax = 12;
constexpr std::size_t kSentenceWordsMin = 4;
constexpr std::size_t kShortSentenceWordsMin = 2;
constexpr std::size_t kHeadWordsMax = 4;
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
    /// "Percentages are weighted", "weighted %"; not "are not weighted".
    [[nodiscard]] bool says_weighted() const {
        return has(Role::kWeighted) && !has(Role::kNot) &&
               (has(Role::kFigures) || has(Role::kPercent) || has(Kind::kPercent));
    }
    [[nodiscard]] bool has(Kind kind) const {
        for (std::size_t i = begin; i < end; ++i)
            if (tokens[i].is(kind)) return true;
        return false;
    }
    [[nodiscard]] bool is_row() const { return has(Kind::kBar); }
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
    if (clause.says_weighted()) has_weights_ = true;
    bool const is_row = clause.is_row();
    if (clause.pairs.empty()) {
        if (!is_row) rows_.clear();
        std::size_t const length = clause.end - clause.begin;
        bool const is_heading = clause.ends_in_break && length <= kHeadingTokensMax;
        if (is_heading || length <= kHeadWordsMax) {
            std::uint64_t h = kSeed;
            bool has_number = false;
            for (std::size_t i = clause.begin; i < clause.end; ++i) {
                h = mix(h, clause.word(i));
                has_number = has_number || clause.tokens[i].is(Kind::kNumber);
            }
            section_ = h;
            if (is_heading && has_number) period_ = h;
        }
    } else {
        check_twice(clause, out);
        check_make_up(clause, out);
        check_either(clause, out);
        check_total(clause, out);
    }
    check_rest(clause, out);
    check_parts(clause, out);
    std::size_t const found = out.size();
    std::uint64_t const compared = compared_;
    check_denominator(clause, out);
    std::uint64_t const compared_people = compared_;
    std::vector<Found> of_neighbours;
    check_neighbour(clause, of_neighbours);
    if (compared_people > compared) compared_ = compared_people;  // The same two.
    if (out.size() == found) out.insert(out.end(), of_neighbours.begin(), of_neighbours.end());
    note_numbers(clause);
    for (Pair const& pair : clause.pairs)
        if (pair.claim.part && pair.claim.whole && paragraph_.size() < kPartsMax)
            paragraph_.push_back({*pair.claim.part, *pair.claim.whole, {}});
    if (clause.ends_in_break) end_paragraph();
}

void Wholes::end_paragraph() {
    paragraph_.clear();
    populations_.clear();
    numbers_.clear();
    before_.reset();
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
    if (long_words < kShortSentenceWordsMin) return;
    // A few words are the same of other people too: only under one heading.
    h ^= long_words < kSentenceWordsMin ? mix(section_, "short") : period_;
    Said const here{*claim.part, *claim.whole, clause.places[0]};
    auto const found = sentences_.find(h);
    if (found == sentences_.end()) {
        if (sentences_.size() < kTwiceMax) sentences_.emplace(h, here);
        return;
    }
    Said const& there = found->second;
    ++compared_;
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

/// Whether "the other", "las otras", "les autres" stands at one of the three tokens before the counts.
bool Wholes::says_other(Clause const& clause, std::size_t counts) {
    constexpr std::array<std::string_view, 4> kOther{"other", "otras", "otros", "autres"};
    for (std::size_t back = 1; back <= 3 && counts >= clause.begin + back + 1; ++back) {
        std::size_t const i = counts - back;
        bool const is_other = std::find(kOther.begin(), kOther.end(), clause.word(i)) != kOther.end();
        if (is_other && (clause.tokens[i - 1].is(Role::kArticle) || clause.tokens[i - 1].is(Kind::kNumber)))
            return true;
    }
    return false;
}

/// Where the claim begins that the counts at a token are of: "the other 38% (8 of 21)".
std::size_t Wholes::claim_begin(Clause const& clause, std::size_t counts) {
    for (Pair const& pair : clause.pairs)
        if (pair.begin <= counts && counts < pair.end) return pair.begin;
    return counts;
}

/// W2: "…, and the rest (8 of 21)", "13 of 21 …; the other 9 of 21".
void Wholes::check_rest(Clause const& clause, std::vector<Found>& out) {
    std::vector<Item const*> counts;
    for (Item const& item : clause.items)
        if (item.has_part && item.has_whole) counts.push_back(&item);
    std::size_t const n = counts.size();
    if (n < 2 || n > kSubsetMax || clause.is_row()) return;
    Item const& last = *counts[n - 1];
    bool const says_the_other = says_other(clause, claim_begin(clause, last.begin));
    std::size_t vague = says_the_other ? 1 : 0;
    for (std::size_t i = clause.begin; i < clause.end; ++i)
        if (clause.tokens[i].is(Role::kVague) && vague-- == 0) return;
    bool says_rest = says_the_other;
    for (std::size_t i = counts[n - 2]->end; i < last.end; ++i)
        says_rest = says_rest || clause.tokens[i].is(Role::kRest);
    if (!says_rest) return;
    std::vector<std::uint64_t> parts;
    for (std::size_t i = 0; i + 1 < n; ++i)
        if (counts[i]->whole == last.whole) parts.push_back(counts[i]->part);
    if (parts.empty()) return;
    ++compared_;
    std::uint64_t const named = std::accumulate(parts.begin(), parts.end(), last.part);
    for (Said const& said : paragraph_)
        if (said.whole == last.whole && parts.size() < kSubsetMax) parts.push_back(said.part);
    for (std::size_t set = 1; set < (std::size_t{1} << parts.size()); ++set) {
        std::uint64_t sum = last.part;
        for (std::size_t i = 0; i < parts.size(); ++i) sum += (set >> i & 1U) != 0 ? parts[i] : 0;
        if (sum == last.whole) return;
    }
    Found made;
    made.begin = counts[0]->begin;
    made.end = last.end;
    made.finding.kind = Finding::Kind::kParts;
    made.finding.stated = last.whole;
    made.finding.expected = named;
    out.push_back(made);
}

/// W2: "The 21 women comprised 8 citizens, 9 …".
void Wholes::check_parts(Clause const& clause, std::vector<Found>& out) {
    auto const said = parts_said(clause.tokens, clause.text, clause.begin, clause.end);
    if (!said) return;
    Found made;
    made.begin = said->begin;
    made.end = said->end;
    made.finding.kind = Finding::Kind::kParts;
    made.finding.stated = said->whole;
    made.finding.expected = said->sum;
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
        ++compared_;
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

/// W2: "All 21 were either citizens (14 of 21, 67%), residents (4 of 21, 19%) or visitors (4 of 21, 19%)": nobody is two of
/// them. Without "all" only more than all are too many.
void Wholes::check_either(Clause const& clause, std::vector<Found>& out) {
    std::size_t either = clause.begin;
    while (either < clause.end && clause.word(either) != "either" && clause.word(either) != "Either")
        ++either;
    std::vector<Pair const*> parts;
    for (Pair const& pair : clause.pairs)
        if (pair.begin > either) parts.push_back(&pair);
    if (either == clause.end || parts.size() < 2) return;
    std::uint64_t sum = 0;
    for (Pair const* pair : parts) {
        if (!pair->claim.part || !pair->claim.whole || pair->claim.whole != parts[0]->claim.whole) return;
        sum += *pair->claim.part;
    }
    bool says_or = false;
    for (std::size_t i = parts[parts.size() - 2]->end; i < parts.back()->begin; ++i)
        says_or = says_or || clause.word(i) == "or";
    if (!says_or) return;
    ++compared_;
    std::uint64_t const whole = *parts[0]->claim.whole;
    bool is_of_all = false;
    for (std::size_t i = clause.begin; i + 1 < either; ++i)
        is_of_all = is_of_all || (clause.tokens[i].is(Role::kAll) && clause.tokens[i + 1].is(Kind::kNumber) &&
                                  clause.tokens[i + 1].count == whole);
    if (sum == whole || (sum < whole && !is_of_all)) return;
    Found made;
    made.begin = parts.front()->begin;
    made.end = parts.back()->end;
    made.finding.kind = Finding::Kind::kParts;
    made.finding.stated = whole;
    made.finding.expected = sum;
    out.push_back(made);
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
    if (rows_.size() >= 2) ++compared_;
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

/// W3: whether something in the paragraph says where the whole comes from: the number itself, or how many are left out.
bool Wholes::is_said_before(std::uint64_t whole, std::uint64_t before) const {
    std::uint64_t const far = whole > before ? whole - before : before - whole;
    return std::any_of(numbers_.begin(), numbers_.end(),
                       [&](std::uint64_t said) { return said == whole || said == far; });
}

void Wholes::note_numbers(Clause const& clause) {
    for (std::size_t i = clause.begin; i < clause.end && numbers_.size() < kPartsMax; ++i) {
        auto const n = number_at(clause.tokens, i, clause.text);
        if (n && n->is_count &&
            std::none_of(populations_.begin(), populations_.end(),
                         [&](auto const& known) { return known.second.whole == n->count; }))
            numbers_.push_back(n->count);
    }
    for (Item const& item : clause.items) {
        if (!item.has_part || !item.has_whole || numbers_.size() >= kPartsMax) continue;
        numbers_.push_back(item.part);
        if (item.whole >= item.part) numbers_.push_back(item.whole - item.part);
    }
}

/// W3: "of the 21 women … of the 20 women", "De las 21 mujeres, … De las 20 mujeres, …".
void Wholes::check_denominator(Clause const& clause, std::vector<Found>& out) {
    Cursor const cursor{clause.tokens, clause.text};
    for (std::size_t i = clause.begin; i < clause.end; ++i) {
        if (!clause.tokens[i].is(Role::kOf)) continue;
        auto const whole = cursor.whole_after(i);
        if (!whole || whole->end >= clause.end || !clause.tokens[whole->end].is(Role::kPerson)) continue;
        bool const has_article = clause.tokens[whole->end - 2].is(Role::kArticle) ||
                                 clause.word(i) == "des" || clause.word(i) == "Des";
        // At the head of a sentence what says who is missing stands before the comma.
        std::size_t explained_to = clause.end;
        if (i == clause.begin) {
            explained_to = whole->end;
            while (explained_to < clause.end && !clause.tokens[explained_to].is(Kind::kComma)) ++explained_to;
        }
        bool is_explained = false;
        for (std::size_t k = i == clause.begin ? whole->end : clause.begin; k < explained_to; ++k)
            is_explained =
                is_explained || clause.tokens[k].is(Role::kQualifier) || clause.tokens[k].is(Role::kExcept);
        if (!has_article || is_explained) continue;
        std::uint64_t const name = mix(kSeed, clause.word(whole->end));
        auto const known = std::find_if(populations_.begin(), populations_.end(),
                                        [&](auto const& p) { return p.first == name; });
        if (known == populations_.end()) {
            populations_.push_back({name, {0, whole->value, {}}});
            continue;
        }
        ++compared_;
        if (known->second.whole != whole->value && !is_said_before(whole->value, known->second.whole)) {
            out.push_back(changed(i, whole->end, whole->value, known->second.whole));
        }
    }
}

Found Wholes::changed(std::size_t begin, std::size_t end, std::uint64_t whole, std::uint64_t before) {
    Found made;
    made.begin = begin;
    made.end = end;
    made.finding.kind = Finding::Kind::kDenominator;
    made.finding.stated = whole;
    made.finding.expected = before;
    return made;
}

/// W3: "38 % (8 of 21) came alone. 45 % (9 of 20) sent money home.", "8 of 21 women came. 9 of 20 women left." Both begin with
/// the figure, and name nobody or the same.
void Wholes::check_neighbour(Clause const& clause, std::vector<Found>& out) {
    std::optional<Said> const before = before_;
    before_.reset();
    if (clause.pairs.size() != 1 || clause.is_row() || clause.has(Role::kQualifier) ||
        clause.has(Role::kExcept))
        return;
    Pair const& pair = clause.pairs[0];
    bool const begins = pair.begin <= clause.begin + 1;
    std::uint64_t noun = 0;
    bool is_after_verb = false;
    for (std::size_t i = clause.begin; i < clause.end; ++i) {
        is_after_verb = is_after_verb || clause.tokens[i].is(Role::kVerb);
        if (!clause.tokens[i].is(Role::kPerson)) continue;
        if (noun == 0 && is_after_verb) return;
        if (noun == 0) noun = mix(kSeed, clause.word(i));
    }
    if (!begins || !pair.claim.part || !pair.claim.whole) return;
    std::uint64_t const whole = *pair.claim.whole;
    before_ = Said{*pair.claim.part, whole, {}};
    std::uint64_t const noun_before = std::exchange(before_noun_, noun);
    if (!before || noun != noun_before) return;
    ++compared_;
    if (before->whole == whole || is_said_before(whole, before->whole)) return;
    std::uint64_t const far = before->whole > whole ? before->whole - whole : whole - before->whole;
    if (far <= kNearWhole) out.push_back(changed(pair.begin, pair.end, whole, before->whole));
}

}  // namespace amparo::audit
