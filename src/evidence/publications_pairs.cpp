// SPDX-License-Identifier: AGPL-3.0-or-later
#include "publications_pairs.hpp"

#include <algorithm>

namespace amparo::evidence {
namespace {

using Kept = std::map<CountedTable const*, std::vector<bool>>;

bool is_answer(std::string const& reply) {
    return reply.starts_with('=');
}

/// Who answered, if that is told, and all, if every state or their number is: of the column of everybody.
struct ToldOf {
    bool answered = false;
    bool all = false;
};
ToldOf told_of(CountedTable const& table, std::vector<bool> const* kept) {
    ToldOf out;
    std::size_t states = 0;
    for (std::size_t i = 0; i < table.told.size(); ++i) {
        Told const& told = table.told[i];
        bool const is_state = told.of.column.empty() && !told.of.row.starts_with('=');
        if (!is_state || told.range.least != told.range.most || (kept != nullptr && !(*kept)[i])) continue;
        ++states;
        out.all = out.all || told.of.row.empty();
        out.answered = out.answered || told.of.row == name(State::kAnswered);
    }
    out.all = out.all || states == kStates;
    return out;
}

}  // namespace

Pairs::Pairs(All const& all, Reader reader) : threshold_{reader.threshold().least_shown} {
    for (std::size_t p = 0; p < all.size(); ++p)
        for (CountedTable const& table : all[p]->tables) {
            if (!reader.reads(*all[p])) continue;
            Whom one{&table, reader.is_protected_from(*all[p]), p + 1 == all.size(), all[p], {}, {}, {}};
            for (auto const& [digest, at] : table.people) {
                one.all.push_back(digest);
                if (is_answer(table.row_answers[at.first].reply)) one.answered.push_back(digest);
            }
            for (Selected const& of : table.withheld_groups) {
                Group group{of, {}};
                for (auto const& [digest, at] : table.people)
                    if (is_among(table, at, of)) group.people.push_back(digest);
                one.groups.push_back(std::move(group));
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

std::vector<Pairs::People const*> Pairs::told_by(Whom const& one, Kept const& kept) const {
    ToldOf const told = told_of(*one.table, one.is_next ? &kept.at(one.table) : nullptr);
    std::vector<People const*> out;
    if (told.answered) out.push_back(&one.answered);
    if (told.all) out.push_back(&one.all);
    return out;
}

bool Pairs::says_group(Whom const& a, Whom const& b, Kept const& kept) const {
    if (a.table->key == b.table->key || !is_chosen_by(*a.table, b.table->rows)) return false;
    auto const is_told = [&](Group const& group) {
        for (std::size_t i = 0; i < b.table->told.size(); ++i)
            if (b.table->told[i].of.column == group.of.column && b.table->told[i].of.row == group.of.row)
                return !b.is_next || kept.at(b.table)[i];
        return false;
    };
    auto const is_rest = [](People const& outer, People const& inner, People const& group) {
        People both = inner;
        both.insert(both.end(), group.begin(), group.end());
        std::sort(both.begin(), both.end());
        return both == outer;
    };
    for (Group const& group : b.groups) {
        if (!is_told(group)) continue;
        for (People const* const inner : told_by(a, kept)) {
            if (*inner == group.people) return true;
            for (Whom const& around : whom_)
                for (People const* const outer : told_by(around, kept))
                    if (around.table->universe == a.table->universe &&
                        outer->size() == inner->size() + group.people.size() &&
                        is_rest(*outer, *inner, group.people))
                        return true;
        }
    }
    return false;
}

std::vector<Pair> Pairs::given_away(Kept const& kept) const {
    std::vector<Pair> out;
    for (std::size_t b = 0; b < whom_.size(); ++b)
        for (std::size_t a = 0; a < b; ++a) {
            Whom const& one = whom_[a];
            Whom const& next = whom_[b];
            if (!next.is_next || one.table->universe != next.table->universe) continue;
            bool const is_of_rest = gives_away(one, next, kept);
            if (is_of_rest || says_group(next, one, kept) || says_group(one, next, kept))
                out.push_back({next.table, one.table, one.is_next ? nullptr : one.publication, !is_of_rest});
        }
    return out;
}

}  // namespace amparo::evidence
