// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/ledger.hpp"

#include "amparo/statistics/mean.hpp"

#include <algorithm>
#include <set>

namespace amparo::protection {
namespace {

std::int64_t power_of_ten(int places) {
    return static_cast<std::int64_t>(statistics::scale(static_cast<unsigned>(std::clamp(places, 0, 6))));
}

std::vector<Term> joined(std::vector<Term> a, std::vector<Term> const& b) {
    a.insert(a.end(), b.begin(), b.end());
    std::sort(a.begin(), a.end(), [](Term x, Term y) { return x.column < y.column; });
    std::vector<Term> out;
    for (Term const term : a) {
        if (!out.empty() && out.back().column == term.column)
            out.back().times += term.times;
        else
            out.push_back(term);
    }
    std::erase_if(out, [](Term t) { return t.times == 0; });
    return out;
}

}  // namespace

Draft::Draft(Ledger const& ledger, std::string name, std::vector<BaseCell> const& cells)
    : name_{std::move(name)},
      follows_{ledger.releases_.size()},
      cells_{ledger.cells_},
      movements_{ledger.movements_},
      watched_{ledger.watched_} {
    for (std::uint32_t i = 0; i < cells_.size(); ++i) by_name_.emplace(cells_[i], i);
    std::map<std::string, std::int64_t> now;
    std::set<std::string> unwatched;
    for (BaseCell const& cell : cells) {
        now[cell.name] += cell.count;
        if (!cell.is_watched) unwatched.insert(cell.name);
    }
    for (auto const& [cell, count] : now) {
        if (!by_name_.emplace(cell, static_cast<std::uint32_t>(cells_.size())).second) continue;
        cells_.push_back(cell);
        if (unwatched.count(cell) == 0)
            watched_.push_back({cell, {static_cast<std::uint32_t>(cells_.size() - 1)}});  // L4
    }
    std::vector<std::int64_t> before(cells_.size(), 0);
    for (Movement const& movement : movements_) before[movement.cell] += movement.sign * movement.count;
    for (std::uint32_t c = 0; c < cells_.size(); ++c) {
        auto const at = now.find(cells_[c]);
        std::int64_t const change = (at == now.end() ? 0 : at->second) - before[c];
        auto const release = static_cast<std::uint32_t>(follows_);
        movements_.push_back({c, release, 1, std::max<std::int64_t>(change, 0)});
        if (change < 0) movements_.push_back({c, release, -1, -change});  // L2
    }
}

std::int64_t Draft::sum(Names const& cells) const {
    std::int64_t out = 0;
    for (std::string const& name : cells) {
        auto const at = by_name_.find(name);
        if (at == by_name_.end()) continue;
        for (Movement const& movement : movements_)
            if (movement.cell == at->second) out += movement.sign * movement.count;
    }
    return out;
}

std::vector<Term> Draft::over(Names const& cells, std::int64_t times) {
    std::map<std::string, std::int64_t> values;
    for (std::string const& name : cells) ++values[name];
    return over(values, times);
}

std::vector<Term> Draft::over(std::map<std::string, std::int64_t> const& values, std::int64_t times) {
    std::vector<std::int64_t> of_cell(cells_.size(), 0);
    for (auto const& [name, value] : values) {
        if (auto const at = by_name_.find(name); at != by_name_.end())
            of_cell[at->second] += value * times;
        else
            unknown_ = name;
    }
    std::vector<Term> out;
    for (std::uint32_t m = 0; m < movements_.size(); ++m)
        if (std::int64_t const by = of_cell[movements_[m].cell]; by != 0)
            out.push_back({m, by * movements_[m].sign});
    return out;
}

std::size_t Draft::watched(std::string name, Names const& cells) {
    std::vector<std::uint32_t> sorted;
    for (std::string const& cell : cells)
        if (auto const at = by_name_.find(cell); at != by_name_.end()) sorted.push_back(at->second);
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    auto const same = [&](Watched const& w) { return w.cells == sorted; };
    auto const at = std::find_if(watched_.begin(), watched_.end(), same);
    auto const index = static_cast<std::size_t>(at - watched_.begin());
    if (at == watched_.end()) watched_.push_back({std::move(name), std::move(sorted)});
    return index;
}

void Draft::watch(std::string name, Names const& cells) {
    watched(std::move(name), cells);
}

void Draft::count(std::string words, Names const& cells) {
    std::int64_t const value = sum(cells);
    range(std::move(words), cells, {value, value});
}

void Draft::range(std::string words, Names const& cells, CountRange range) {
    std::size_t const at = watched(words, cells);
    said_.push_back({std::move(words), {{over(cells, 1), range.least, range.most}}, {at}});
}

void Draft::told(std::string words, Names const& cells, CountRange range) {
    said_.push_back({std::move(words), {{over(cells, 1), range.least, range.most}}, {}});
}

void Draft::percentage(std::string words, Names const& part, Names const& whole, Printed printed,
                       Rounding rounding) {
    // As in `implied_counts`: low * whole <= unit * part, and unit * part < high * whole; in halves of a digit.
    std::int64_t const unit = 200 * power_of_ten(printed.places);
    std::int64_t const reach = rounding == Rounding::kHalfUp ? 1 : 2;
    std::int64_t const open = rounding == Rounding::kHalfUp ? 0 : 1;
    std::vector<Term> const of_part = over(part, unit);
    Row const low{joined(of_part, over(whole, -(2 * printed.digits - reach))), open, kNoLimit};
    Row const high{joined(of_part, over(whole, -(2 * printed.digits + reach))), -kNoLimit, -1};
    std::size_t const of = watched(words + " (of)", whole);
    std::size_t const at = watched(words, part);
    // "Less than half a digit below 0" says nothing, and is no strict inequality where there is nobody.
    std::vector<Row> rows{high};
    if (2 * printed.digits > reach) rows.push_back(low);
    said_.push_back({std::move(words), std::move(rows), {at, of}});
}

void Draft::mean(std::string words, std::map<std::string, std::int64_t> const& values, Printed printed) {
    std::vector<Term> const total = over(values, 2 * power_of_ten(printed.places));
    Names all;
    for (auto const& [cell, value] : values) all.push_back(cell);
    Row const low{joined(total, over(all, -(2 * printed.digits - 1))), 0, kNoLimit};
    Row const high{joined(total, over(all, -(2 * printed.digits + 1))), -kNoLimit, -1};
    std::size_t const at = watched(words, all);
    said_.push_back({std::move(words), {low, high}, {at}});
}

void Draft::told_sum(std::string words, std::map<std::string, std::int64_t> const& values, CountRange range) {
    said_.push_back({std::move(words), {{over(values, 1), range.least, range.most}}, {}});
}

Draft Ledger::draft(std::string release, std::vector<BaseCell> const& cells) const {
    return Draft{*this, std::move(release), cells};
}

System Ledger::system() const {
    System out{movements_.size(), {}};
    for (Published const& published : published_)
        out.rows.insert(out.rows.end(), published.rows.begin(), published.rows.end());
    return out;
}

Result<Ledger, Refusal> Ledger::with(Draft const& draft, std::vector<bool> const& in) const {
    if (draft.follows_ != releases_.size()) return Fail{Refusal{RefusalCode::kStale, draft.name_, {}, {}}};
    if (draft.unknown_) return Fail{Refusal{RefusalCode::kUnknownCell, *draft.unknown_, {}, {}}};
    Ledger out = *this;
    out.releases_.push_back(draft.name_);
    out.cells_ = draft.cells_;
    out.movements_ = draft.movements_;
    out.watched_ = draft.watched_;
    Counts truth;
    for (Draft::Movement const& movement : out.movements_) truth.push_back(movement.count);
    for (std::size_t i = 0; i < draft.said_.size(); ++i) {
        Draft::Said const& said = draft.said_[i];
        if (!satisfies({truth.size(), said.rows}, truth))
            return Fail{Refusal{RefusalCode::kContradicts, said.words, {}, draft.name_}};
        if (in[i])
            out.published_.push_back({said.words, static_cast<std::uint32_t>(draft.follows_), said.rows});
    }
    return out;
}

std::vector<Refusal> Ledger::attacked(Threshold threshold, Solver* solver, Depth depth,
                                      std::set<std::string> const& known) {
    std::vector<std::vector<std::uint32_t>> of_cell(cells_.size());
    Counts truth;
    for (std::uint32_t m = 0; m < movements_.size(); ++m) {
        of_cell[movements_[m].cell].push_back(m);
        truth.push_back(movements_[m].count);
    }
    std::vector<Target> targets;
    std::vector<Refusal> names;
    auto const watch = [&](Draft::Watched const& watched, std::uint32_t from, std::uint32_t to) {  // L4
        Target target{{}, threshold.least_shown};
        std::int64_t value = 0;
        for (std::uint32_t const cell : watched.cells)
            for (std::uint32_t const m : of_cell[cell]) {
                Draft::Movement const& movement = movements_[m];
                if (movement.release < from || movement.release > to) continue;
                target.terms.push_back({m, movement.sign});
                value += movement.sign * movement.count;
            }
        bool const nobody = value == 0 && (from > 0 || !threshold.zeros_are_small);
        if (target.terms.empty() || nobody || std::abs(value) >= threshold.least_shown) return;
        targets.push_back(std::move(target));
        std::string before = from == 0 ? std::string{} : releases_[from - 1];
        names.push_back({RefusalCode::kNotProved, watched.name, std::move(before), releases_[to]});
    };
    auto const count = static_cast<std::uint32_t>(releases_.size());
    for (Draft::Watched const& watched : watched_)
        for (std::uint32_t to = known.count(watched.name) == 0 ? 0 : count; to < count; ++to)
            for (std::uint32_t from = 0; from <= to; ++from) watch(watched, from, to);

    auto report = attack(system(), truth, targets, proofs_, solver, depth);
    AMPARO_CHECK(report.ok());  // `with` and `from_json` let nothing in that is not so.
    proofs_ = std::move(report.value().proofs);
    // Those first that are known to give way.
    auto const& findings = report.value().findings;
    std::vector<Refusal> out;
    for (Standing const standing : {Standing::kGivesWay, Standing::kNotProved})
        for (std::size_t i = 0; i < findings.size(); ++i) {
            if (findings[i].standing != standing) continue;
            if (standing == Standing::kGivesWay) names[i].code = RefusalCode::kGivesWay;
            out.push_back(names[i]);
        }
    return out;
}

Result<Done, Refusal> Ledger::withstands(Threshold threshold, Solver* solver) {
    auto const refusals = attacked(threshold, solver, Depth::kFirst);
    if (!refusals.empty()) return Fail{refusals.front()};
    return Done{};
}

Result<std::vector<Refusal>, Refusal> Ledger::objections(Draft const& draft, Threshold threshold,
                                                         Solver* solver, Depth depth,
                                                         std::set<std::string> const& known,
                                                         std::vector<Deviation>& proofs) const {
    AMPARO_TRY(Ledger next, with(draft, std::vector<bool>(draft.statements(), true)));
    next.proofs_ = proofs;
    auto out = next.attacked(threshold, solver, depth, known);
    for (Deviation& proof : next.proofs_)
        if (std::find(proofs.begin(), proofs.end(), proof) == proofs.end())
            proofs.push_back(std::move(proof));
    return out;
}

Result<Done, Refusal> Ledger::audit(Threshold threshold, Solver* solver) const {
    return Ledger{*this}.withstands(threshold, solver);
}

Result<Done, Refusal> Ledger::admit(Draft const& draft, Threshold threshold, Solver* solver) {
    AMPARO_TRY(Ledger next, with(draft, std::vector<bool>(draft.statements(), true)));
    AMPARO_DO(next.withstands(threshold, solver));
    *this = std::move(next);
    return Done{};
}

Result<std::vector<bool>, Refusal> Ledger::admit_what_holds(Draft const& draft, Threshold threshold,
                                                            Solver* solver) {
    std::vector<bool> in(draft.statements(), false);
    AMPARO_TRY(Ledger best, with(draft, in));
    AMPARO_DO(best.withstands(threshold, solver));
    for (std::size_t i = 0; i < in.size(); ++i) {
        in[i] = true;
        AMPARO_TRY(Ledger next, with(draft, in));
        next.proofs_ = best.proofs_;
        if (next.withstands(threshold, solver).ok())
            best = std::move(next);
        else
            in[i] = false;
    }
    *this = std::move(best);
    return in;
}

}  // namespace amparo::protection
