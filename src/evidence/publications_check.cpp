// SPDX-License-Identifier: AGPL-3.0-or-later
// What all publications together give away (W2 to W7, W11).
#include "amparo/evidence/publications.hpp"
#include "publications_cells.hpp"
#include "publications_pairs.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <span>

namespace amparo::evidence {
namespace {

using protection::Profile;

/// Statements of the last publication that count: by table and place in `told`.
using Kept = std::map<CountedTable const*, std::vector<bool>>;

/// A table whose answered and states are all told has told how many are in it; a figure in a text says it by itself.
std::optional<std::int64_t> total_told(CountedTable const& table, std::vector<bool> const* kept) {
    std::int64_t out = 0;
    std::size_t parts = 0;
    for (std::size_t i = 0; i < table.told.size(); ++i) {
        Told const& told = table.told[i];
        if (kept != nullptr && !(*kept)[i]) continue;
        if (!told.of.column.empty() || told.of.row.starts_with('=') || told.range.least != told.range.most)
            continue;
        if (told.of.row.empty()) return told.range.least;
        out += told.range.least;
        ++parts;
    }
    return parts == kStates ? std::optional{out} : std::nullopt;
}

/// Whether a statement is about the column of all and no figure.
bool is_of_whole(Told const& told) {
    return told.of.column.empty() && !told.of.row.starts_with('=');
}

/// The whole family under one reader's eyes.
class Check {
  public:
    Check(All const& all, Family const& family, Reader reader, protection::Solver* solver,
          std::vector<protection::Deviation>& proofs)
        : all_{all}, family_{family}, reader_{reader}, solver_{solver}, proofs_{proofs}, cells_{all, family} {
        for (std::size_t m = 0; m < family.members.size(); ++m) {
            auto& names = names_.emplace_back();
            for (Told const& told : family.members[m].table->told) names.push_back(cells_.names(m, told.of));
            auto& values = values_.emplace_back();
            for (ToldSum const& sum : family.members[m].table->sums) values.push_back(values_of(m, sum));
        }
    }

    /// What gives way though it did not before (W3, W5), or of nothing like that what is not proved not to; as base cells.
    [[nodiscard]] std::set<std::string> gives_way(Kept const& kept) {
        auto found = sure(objected(kept, protection::Depth::kEnds));
        if (!found.empty()) {
            learn_known();
            std::erase_if(found, [&](std::string const& one) { return known_.count(one) != 0; });
        }
        if (!found.empty()) return found;
        for (protection::Refusal const& one : objected(kept, protection::Depth::kVerdict))
            found.insert(one.sum);
        return found;
    }
    /// Whether all holds, found out with less work.
    [[nodiscard]] bool holds(Kept const& kept) {
        learn_known();
        return objected(kept, protection::Depth::kFirst).empty();
    }
    /// Of what gives way: in words.
    [[nodiscard]] std::string words(std::string const& one, std::string_view language) const {
        for (std::size_t m = 0; m < family_.members.size(); ++m) {
            auto const& zeros = family_.members[m].table->withheld_zeros;
            for (std::size_t i = 0; i < zeros.size(); ++i)
                if (zero_name(m, i) == one) return words_of(*family_.members[m].table, zeros[i], language);
        }
        return cells_.words(one, language);
    }
    /// Statements of the last publication that the family looks at.
    [[nodiscard]] std::map<CountedTable const*, std::vector<std::size_t>> asked() const {
        std::map<CountedTable const*, std::vector<std::size_t>> out;
        for (Member const& member : family_.members)
            for (std::size_t i = 0; i < member.table->told.size() && is_last(member); ++i)
                if (!family_.is_of_totals || is_of_whole(member.table->told[i]))
                    out[member.table].push_back(i);
        return out;
    }
    [[nodiscard]] CountedTable const* table_of(std::string const& cell) const {
        Member const& member = family_.members[cells_.member_of(cell)];
        return is_last(member) ? member.table : family_.members.back().table;
    }

  private:
    /// W5: what surely gave way before the last publication.
    void learn_known() {
        if (is_known_) return;
        is_known_ = true;
        Kept nothing;
        for (CountedTable const& table : all_.back()->tables)
            nothing[&table].assign(table.told.size(), false);
        known_ = sure(objected(nothing, protection::Depth::kEnds));
        // That they were few was known; that they withdrew was not.
        std::erase_if(known_, [this](std::string const& one) { return cells_.has_left(one, reader_); });
    }
    static std::set<std::string> sure(std::vector<protection::Refusal> const& found) {
        std::set<std::string> out;
        for (protection::Refusal const& one : found)
            if (one.code != protection::RefusalCode::kNotProved) out.insert(one.sum);
        return out;
    }

    [[nodiscard]] std::vector<protection::Refusal> objected(Kept const& kept, protection::Depth depth) {
        protection::Ledger const empty;
        protection::Draft draft = empty.draft("", cells_.base(reader_));
        for (std::size_t m = 0; m < family_.members.size(); ++m) say(draft, m, kept);
        auto objections = empty.objections(draft, reader_.threshold(), solver_, depth, known_, proofs_);
        if (!objections.ok()) return {objections.error()};
        return std::move(objections).value();
    }
    [[nodiscard]] bool is_last(Member const& member) const { return member.publication + 1 == all_.size(); }

    using Values = std::map<std::string, std::int64_t>;  ///< What who is in a base cell counts for.
    [[nodiscard]] Values values_of(std::size_t m, ToldSum const& sum) const {
        Values out;
        for (auto const& [row, value] : sum.values)
            for (std::string const& cell : cells_.names(m, {"", row})) out[cell] += value;
        return out;
    }

    void say(protection::Draft& draft, std::size_t m, Kept const& kept) const {
        Publication const& publication = *all_[family_.members[m].publication];
        if (!reader_.reads(publication)) return;
        bool const is_new = is_last(family_.members[m]);
        CountedTable const& table = *family_.members[m].table;
        for (std::size_t i = 0; i < table.told.size(); ++i) {
            bool const is_read = !family_.is_of_totals || (is_of_whole(table.told[i]) &&
                                                           table.told[i].of.row == name(State::kAnswered));
            if (is_read && (!is_new || kept.at(&table)[i]))
                draft.told(table.rows, names_[m][i], table.told[i].range);
        }
        for (CountedTable const& other : publication.tables) {
            if (other.universe != table.universe || other.key != table.key) continue;
            if (auto const total = total_told(other, is_new ? &kept.at(&other) : nullptr); total)
                draft.told(table.rows, cells_.names(m, {}), {*total, *total});
        }
        if (family_.is_of_totals) return;
        for (std::size_t i = 0; i < table.sums.size(); ++i)
            draft.told_sum(table.rows, values_[m][i], table.sums[i].range);
        if (!reader_.is_protected_from(publication)) return;
        watch(draft, m, table.withheld_zeros);
    }
    void watch(protection::Draft& draft, std::size_t m, std::vector<Selected> const& zeros) const {
        for (std::size_t i = 0; i < zeros.size(); ++i) {
            auto const names = cells_.names(m, zeros[i]);
            if (!names.empty()) draft.watch(zero_name(m, i), names);
        }
    }
    /// No base cell has such a name.
    static std::string zero_name(std::size_t m, std::size_t i) {
        return "zero " + std::to_string(m) + " " + std::to_string(i);
    }

    All const& all_;
    Family const& family_;
    Reader reader_;
    protection::Solver* solver_;
    std::vector<protection::Deviation>& proofs_;  ///< Of earlier questions: the next begins with them.
    Cells cells_;
    std::vector<std::vector<std::vector<std::string>>> names_;  ///< Of each statement of each member.
    std::vector<std::vector<Values>> values_;                   ///< The same of each sum.
    bool is_known_ = false;
    std::set<std::string> known_;
};

std::vector<Reader> readers_of(std::vector<Publication> const& before, Publication const& next) {
    bool const is_internal = next.profile == Profile::kInternal;
    bool const was_internal = std::any_of(before.begin(), before.end(), [](Publication const& one) {
        return one.profile == Profile::kInternal;
    });
    auto const least = [&](Profile of) {
        std::int64_t out = next.profile == of ? next.least : 0;
        for (Publication const& one : before)
            if (one.profile == of) out = std::max(out, one.least);
        return out;
    };
    std::vector<Reader> out;
    if (!is_internal) out.push_back({false, least(Profile::kOpenData)});
    if (is_internal || was_internal) out.push_back({true, least(Profile::kInternal)});
    return out;
}

All all_of(std::vector<Publication> const& before, Publication const& next) {
    All out;
    for (Publication const& one : before) out.push_back(&one);
    out.push_back(&next);
    return out;
}

/// Answered first, then who gave none, then the larger counts.
std::vector<std::size_t> order_of(CountedTable const& table) {
    std::vector<std::size_t> out(table.told.size());
    std::iota(out.begin(), out.end(), std::size_t{0});
    auto const rank = [&](std::size_t i) {
        Told const& told = table.told[i];
        return std::pair{told.of.row.starts_with('='), -told.range.most};
    };
    std::stable_sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    return out;
}

/// A figure says its denominator too: whether that is kept, where this is one.
bool has_denominator(CountedTable const& table, std::vector<bool> const& kept, Selected const& of) {
    if (!of.row.starts_with('=')) return true;
    for (std::size_t i = 0; i < table.told.size(); ++i)
        if (table.told[i].of.column == of.column && table.told[i].of.row == name(State::kAnswered))
            return kept[i];
    return false;
}

void drop_without_denominator(CountedTable const& table, std::vector<bool>& kept) {
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (!has_denominator(table, kept, table.told[i].of)) kept[i] = false;
}

using Statement = std::pair<CountedTable const*, std::size_t>;

/// Of these statements those with which nothing gives way: all, or of either half. Saying less never gives more away, so
/// these are the same as one after the other.
void keep_what_holds(Check& check, Kept& kept, std::span<Statement const> asked) {
    Kept const before = kept;
    for (auto const& [table, i] : asked) kept[table][i] = true;
    for (auto const& [table, i] : asked)
        if (!has_denominator(*table, kept[table], table->told[i].of)) kept[table][i] = false;
    if (kept == before || check.holds(kept)) return;
    kept = before;
    if (asked.size() < 2) return;
    keep_what_holds(check, kept, asked.first(asked.size() / 2));
    keep_what_holds(check, kept, asked.subspan(asked.size() / 2));
}

void withhold(ShownColumn& column, Table const& table, Selected const& of) {
    for (std::size_t state = 0; state < kStates; ++state)
        if (of.row == name(static_cast<State>(state))) column.states[state].reset();
    column.answered = column.states[0];
    for (std::size_t i = 0; i < column.shown.size(); ++i)
        if (!column.answered || of.row == "=" + table.question.rows.terms()[table.rows[i]].code)
            column.shown[i] = false;
}

std::size_t column_at(ShownTable const& shown, std::string const& column) {
    if (column.empty()) return 0;
    std::string const code = column == "-" ? std::string{} : column.substr(1);
    for (std::size_t i = 1; i < shown.columns.size(); ++i)
        if (shown.columns[i].column->code == code) return i;
    return 0;
}

void take_out(CountedTable& table, ShownTable& shown, std::vector<bool> const& kept) {
    std::vector<Told> told;
    for (std::size_t i = 0; i < table.told.size(); ++i) {
        if (kept[i]) {
            told.push_back(table.told[i]);
            continue;
        }
        Selected const& of = table.told[i].of;
        withhold(shown.columns[column_at(shown, of.column)], *shown.table, of);
    }
    table.told = std::move(told);
}

/// How many it is of, and how many answered; with that every figure.
void hold_back_whole(CountedTable const& table, std::vector<bool>& kept) {
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (is_of_whole(table.told[i]) && table.told[i].of.row == name(State::kAnswered)) kept[i] = false;
    drop_without_denominator(table, kept);
}

Kept all_kept(Publication const& next) {
    Kept out;
    for (CountedTable const& table : next.tables) out[&table].assign(table.told.size(), true);
    return out;
}

}  // namespace

std::vector<GivenAway> given_away(std::vector<Publication> const& before, Publication const& next,
                                  protection::Solver* solver, std::string_view language, Proofs proofs) {
    All const all = all_of(before, next);
    std::vector<GivenAway> out;
    auto const add = [&](CountedTable const* table, std::string who) {
        auto const at = static_cast<std::size_t>(table - next.tables.data());
        bool const is_said = std::any_of(
            out.begin(), out.end(), [&](GivenAway const& one) { return one.table == at && one.who == who; });
        if (!is_said) out.push_back({at, std::move(who)});
    };
    std::size_t number = 0;
    for (Family const& family : families_of(all)) {
        if (family.is_of_totals && !out.empty()) break;
        ++number;
        for (Reader const reader : readers_of(before, next)) {
            Check check{all, family, reader, solver, proofs[{number, reader.is_inside}]};
            for (std::string const& one : check.gives_way(all_kept(next)))
                add(check.table_of(one), check.words(one, language));
        }
    }
    if (!out.empty()) return out;
    for (Reader const reader : readers_of(before, next))
        for (Pair const& pair : Pairs{all, reader}.given_away(all_kept(next)))
            add(pair.next, words_of(pair, language));
    return out;
}

Proofs hold_back(std::vector<Publication> const& before, Publication& next, Shown& shown,
                 protection::Solver* solver, Progress const& progress) {
    All const all = all_of(before, next);
    Kept kept = all_kept(next);
    Proofs proofs;
    std::size_t number = 0;
    std::size_t looked_at = 0;
    auto const families = families_of(all);
    auto const readers = readers_of(before, next);
    std::size_t const groups = families.size() * readers.size();
    for (Family const& family : families) {
        ++number;
        for (Reader const reader : readers) {
            if (progress) progress(looked_at++, groups);
            Check check{all, family, reader, solver, proofs[{number, reader.is_inside}]};
            if (check.holds(kept)) continue;
            std::vector<Statement> asked;
            for (auto const& [table, statements] : check.asked())
                for (std::size_t const i : order_of(*table))
                    if (kept[table][i] && std::count(statements.begin(), statements.end(), i) > 0)
                        asked.emplace_back(table, i);
            for (auto const& [table, i] : asked) kept[table][i] = false;
            keep_what_holds(check, kept, asked);
            for (auto& [table, flags] : kept) drop_without_denominator(*table, flags);
        }
    }
    if (progress) progress(groups, groups);
    for (Reader const reader : readers) {
        Pairs const pairs{all, reader};
        for (auto found = pairs.given_away(kept); !found.empty(); found = pairs.given_away(kept))
            hold_back_whole(*found.front().next, kept[found.front().next]);
    }
    for (std::size_t t = 0; t < next.tables.size(); ++t)
        take_out(next.tables[t], shown.tables[t], std::vector<bool>{kept[&next.tables[t]]});
    shown.withheld = 0;
    for (ShownTable const& table : shown.tables)
        for (ShownColumn const& column : table.columns)
            shown.withheld +=
                static_cast<std::size_t>(std::count(column.shown.begin(), column.shown.end(), false));
    return proofs;
}

bool hold_back_within(Publication& next, Shown& shown, protection::Solver* solver, Progress const& progress) {
    auto const told = [&next] {
        std::size_t out = 0;
        for (CountedTable const& table : next.tables) out += table.told.size();
        return out;
    };
    std::size_t const before = told();
    hold_back({}, next, shown, solver, progress);
    return told() < before;
}

}  // namespace amparo::evidence
