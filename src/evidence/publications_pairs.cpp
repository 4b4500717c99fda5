// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publications_pairs.hpp"

#include <algorithm>

namespace amparo::evidence {
namespace {

using Kept = std::map<CountedTable const*, std::vector<bool>>;

bool is_answer(std::string const& reply) {
    return !reply.empty() && reply.front() == '=';
}

/// Who answered, if that is told, and all, if every state is: of the column of everybody.
struct ToldOf {
    bool answered = false;
    bool all = false;
};
ToldOf told_of(CountedTable const& table, std::vector<bool> const* kept) {
    ToldOf out;
    std::size_t states = 0;
    for (std::size_t i = 0; i < table.told.size(); ++i) {
        Told const& told = table.told[i];
        bool const is_state = told.of.column.empty() && told.of.row.front() != '=';
        if (!is_state || told.range.least != told.range.most || (kept != nullptr && !(*kept)[i])) continue;
        ++states;
        out.answered = out.answered || told.of.row == name(State::kAnswered);
    }
    out.all = states == kStates;
    return out;
}

}  // namespace

Pairs::Pairs(All const& all, Reader reader) : threshold_{reader.threshold().least_shown} {
    for (std::size_t p = 0; p < all.size(); ++p)
        for (CountedTable const& table : all[p]->tables) {
            if (!reader.reads(*all[p])) continue;
            Whom one{&table, reader.is_protected_from(*all[p]), p + 1 == all.size(), p, {}, {}};
            for (auto const& [digest, at] : table.people) {
                one.all.push_back(digest);
                if (is_answer(table.row_answers[at.first].reply)) one.answered.push_back(digest);
            }
            whom_.push_back(std::move(one));
        }
}

bool Pairs::is_small(People const& outer, People const& inner) const {
    auto const left = static_cast<std::int64_t>(outer.size()) - static_cast<std::int64_t>(inner.size());
    return left > 0 && left < threshold_ &&
           std::includes(outer.begin(), outer.end(), inner.begin(), inner.end());
}

bool Pairs::gives_away(Whom const& a, Whom const& b, Kept const& kept) const {
    ToldOf const of_a = told_of(*a.table, a.is_next ? &kept.at(a.table) : nullptr);
    ToldOf const of_b = told_of(*b.table, b.is_next ? &kept.at(b.table) : nullptr);
    for (bool const a_is_all : {false, true})
        for (bool const b_is_all : {false, true}) {
            if (!(a_is_all ? of_a.all : of_a.answered) || !(b_is_all ? of_b.all : of_b.answered)) continue;
            People const& one = a_is_all ? a.all : a.answered;
            People const& other = b_is_all ? b.all : b.answered;
            if ((a.is_protected && is_small(one, other)) || (b.is_protected && is_small(other, one)))
                return true;
        }
    return false;
}

std::vector<Pair> Pairs::given_away(Kept const& kept) const {
    std::vector<Pair> out;
    for (std::size_t b = 0; b < whom_.size(); ++b)
        for (std::size_t a = 0; a < b; ++a) {
            Whom const& one = whom_[a];
            Whom const& next = whom_[b];
            // Tables of one population in one bundle are suppressed together.
            bool const is_together = one.publication == next.publication && one.table->key == next.table->key;
            if (next.is_next && !is_together && one.table->universe == next.table->universe &&
                gives_away(one, next, kept))
                out.push_back({next.table, one.table});
        }
    return out;
}

}  // namespace amparo::evidence
