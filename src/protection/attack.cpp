// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/attack.hpp"

#include "near.hpp"
#include "reduce.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace amparo::protection {
namespace {

constexpr double kTolerance = 1e-6;
constexpr std::int64_t kLargest = std::int64_t{1} << 50;  ///< Exact as a double, with room for rounding.

std::optional<std::int64_t> sum(std::vector<Term> const& terms, Counts const& counts) {
    std::int64_t total = 0;
    for (Term const term : terms) {
        std::int64_t product = 0;
        if (term.column >= counts.size()) return std::nullopt;
        if (__builtin_mul_overflow(term.times, counts[term.column], &product)) return std::nullopt;
        if (__builtin_add_overflow(total, product, &total)) return std::nullopt;
    }
    return total;
}

double as_limit(std::int64_t value) {
    if (value == kNoLimit) return Program::kInfinity;
    if (value == -kNoLimit) return -Program::kInfinity;
    return static_cast<double>(value);
}

/// No table needs a count above it to prove a width: what all true counts and all widths come to.
std::int64_t ceiling(Counts const& truth, std::span<Target const> targets) {
    std::int64_t total = 1;
    for (std::int64_t const count : truth) total += std::min(count, kLargest / 4);
    std::int64_t width = 0;
    for (Target const& target : targets) width = std::max(width, std::min(target.width, kLargest / 4));
    return std::min(total + width, kLargest);
}

template <class Sums>
Index by_column(Sums const& sums, std::size_t columns) {
    Index out(columns);
    for (std::uint32_t i = 0; i < sums.size(); ++i)
        for (Term const term : sums[i].terms)
            if (term.column < columns) out[term.column].push_back({i, term.times});
    return out;
}

/// What deviations add to each sum they touch, of many that touch few.
class Effects {
  public:
    explicit Effects(std::size_t sums) : of_(sums, 0), is_touched_(sums, false) {}

    using List = std::vector<std::pair<std::uint32_t, std::int64_t>>;
    /// Each sum once. Nothing when a number does not fit.
    std::optional<List> of(Deviation const& deviation, Index const& index) {
        List out;
        bool fits = true;
        for (Change const change : deviation)
            for (Term const in : index[change.column]) {
                std::int64_t product = 0;
                std::int64_t& total = of_[in.column];
                fits = fits && !__builtin_mul_overflow(in.times, change.by, &product) &&
                       !__builtin_add_overflow(total, product, &total);
                if (!is_touched_[in.column]) out.emplace_back(in.column, 0);
                is_touched_[in.column] = true;
            }
        for (auto& [at, by] : out) {
            by = of_[at];
            of_[at] = 0;
            is_touched_[at] = false;
        }
        return fits ? std::optional{std::move(out)} : std::nullopt;
    }

  private:
    std::vector<std::int64_t> of_;  ///< All 0 between two questions.
    std::vector<bool> is_touched_;
};

class Attack {
  public:
    Attack(System const& system, Counts const& truth, std::span<Target const> targets, Solver* solver)
        : system_{system},
          truth_{truth},
          targets_{targets},
          solver_{solver},
          ceiling_{ceiling(truth, targets)},
          reduced_{reduced(system)},
          rows_of_{by_column(system.rows, system.columns)},
          reduced_rows_of_{by_column(reduced_.rows, system.columns)},
          targets_of_{by_column(targets, system.columns)},
          on_rows_{system.rows.size()},
          on_targets_{targets.size()} {
        for (Row const& row : system.rows) row_sums_.push_back(*sum(row.terms, truth));
        for (Target const& target : targets) {
            std::int64_t const value = sum(target.terms, truth).value_or(0);
            target_sums_.push_back(value);
            bool const safe = target.width <= 0;
            report_.findings.push_back({safe ? Standing::kSafe : Standing::kNotProved, value, value});
        }
    }

    void witness(Deviation const& deviation) {  // A3
        if (!fits(deviation)) return;
        auto const touched = on_targets_.of(deviation, targets_of_);
        if (!touched) return;
        bool new_proof = false;
        for (auto const& [at, by] : *touched) {
            Finding& finding = report_.findings[at];
            std::int64_t value = 0;
            if (finding.standing == Standing::kSafe || __builtin_add_overflow(target_sums_[at], by, &value) ||
                within(finding, value))
                continue;
            finding.least = std::min(finding.least, value);
            finding.most = std::max(finding.most, value);
            if (finding.most - finding.least >= targets_[at].width) finding.standing = Standing::kSafe;
            new_proof = true;
        }
        if (new_proof) report_.proofs.push_back(deviation);
    }

    Report run(Depth depth) {
        if (solver_ == nullptr || !solver_->load(program()).ok()) return std::move(report_);
        for (std::size_t i = 0; i < targets_.size(); ++i) {
            if (depth == Depth::kRange || is_open(i)) bound(i, depth);
            if (depth == Depth::kFirst && report_.findings[i].standing == Standing::kGivesWay)
                return std::move(report_);
        }
        if (depth == Depth::kEnds) return std::move(report_);
        look_near();
        if (!open().empty() && solver_->load(program()).ok()) look_far(depth);
        for (End const& end : ends_) {
            report_.findings[end.at].least = end.least;
            report_.findings[end.at].most = end.most;
        }
        return std::move(report_);
    }

  private:
    static bool within(Finding const& finding, std::int64_t value) {
        return finding.least <= value && value <= finding.most;
    }

    bool fits(Deviation const& deviation) {
        for (Change const change : deviation) {
            std::int64_t count = 0;
            if (change.column >= truth_.size()) return false;
            if (__builtin_add_overflow(truth_[change.column], change.by, &count) || count < 0) return false;
        }
        auto const touched = on_rows_.of(deviation, rows_of_);
        return touched && std::all_of(touched->begin(), touched->end(), [this](auto const& part) {
                   std::int64_t total = 0;
                   Row const& row = system_.rows[part.first];
                   return !__builtin_add_overflow(row_sums_[part.first], part.second, &total) &&
                          total >= row.least && total <= row.most;
               });
    }

    Program program() const {
        Program out;
        double const most = static_cast<double>(ceiling_);
        out.columns.assign(system_.columns, {0, most, 0, true});
        for (Row const& row : reduced_.rows) {
            Program::Row to{{}, as_limit(row.least), as_limit(row.most)};
            for (Term const term : row.terms)
                to.terms.push_back({term.column, static_cast<double>(term.times)});
            out.rows.push_back(std::move(to));
        }
        return out;
    }

    [[nodiscard]] bool is_open(std::size_t at) const {
        return report_.findings[at].standing == Standing::kNotProved;
    }
    [[nodiscard]] std::vector<std::size_t> open() const {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < targets_.size(); ++i)
            if (is_open(i)) out.push_back(i);
        return out;
    }

    /// Both ends of the linear program (A4), and the whole tables met on the way.
    void bound(std::size_t at, Depth depth) {
        std::optional<double> const high = push(at, -1);
        if (depth != Depth::kRange && !is_open(at)) return;
        std::optional<double> const low = push(at, 1);
        if (!high || !low) return;
        Finding& finding = report_.findings[at];
        auto const least = static_cast<std::int64_t>(std::ceil(*low - kTolerance));
        auto const most = static_cast<std::int64_t>(std::floor(-*high + kTolerance));
        if (is_open(at) && most - least < targets_[at].width) finding.standing = Standing::kGivesWay;
        if (depth == Depth::kRange) ends_.push_back({at, least, most >= ceiling_ ? kNoLimit : most});
    }

    /// The least of `sign` times the target.
    std::optional<double> push(std::size_t at, int sign) {
        set_costs(at, sign);
        auto const found = solver_->minimise();
        set_costs(at, 0);
        if (!found.ok()) return std::nullopt;
        rounded(found.value());
        return value(at, found.value()) * sign;
    }

    /// Whole tables in which few counts differ from the true ones.
    void look_near() {
        Near near{system_, rows_of_, reduced_, reduced_rows_of_, truth_, ceiling_, *solver_};
        for (std::size_t const at : open())
            for (int const sign : {-1, 1}) {
                if (!is_open(at)) break;
                auto const found = near.find(targets_[at], sign * enough(at, sign) - target_sums_[at]);
                if (found) witness(*found);
            }
    }

    /// Any whole tables. The true counts are one, so there is always an answer if the limits allow it.
    void look_far(Depth depth) {
        for (std::size_t const at : open()) {
            for (int const sign : {-1, 1}) {
                if (!is_open(at)) break;
                set_costs(at, sign);
                auto const whole = solver_->minimise_whole(static_cast<double>(enough(at, sign)));
                set_costs(at, 0);
                if (whole.ok()) rounded(whole.value());
            }
            if (depth == Depth::kFirst && is_open(at)) return;
        }
    }

    /// What `sign` times the target may come to, to be safe.
    std::int64_t enough(std::size_t at, int sign) const {
        Finding const& finding = report_.findings[at];
        return sign < 0 ? -(finding.least + targets_[at].width) : finding.most - targets_[at].width;
    }

    void set_costs(std::size_t at, int sign) {
        for (Term const term : targets_[at].terms)
            solver_->set_cost(term.column, static_cast<double>(term.times * sign));
    }

    double value(std::size_t at, std::vector<double> const& columns) const {
        double total = 0;
        for (Term const term : targets_[at].terms)
            total += static_cast<double>(term.times) * columns[term.column];
        return total;
    }

    void rounded(std::vector<double> const& columns) {
        Deviation deviation;
        for (std::uint32_t c = 0; c < columns.size() && c < truth_.size(); ++c) {
            double const near = std::nearbyint(columns[c]);
            if (std::abs(near - columns[c]) > kTolerance) return;
            std::int64_t const by = static_cast<std::int64_t>(near) - truth_[c];
            if (by != 0) deviation.push_back({c, by});
        }
        witness(deviation);
    }

    System const& system_;
    Counts const& truth_;
    std::span<Target const> targets_;
    Solver* solver_;
    std::int64_t ceiling_;
    System reduced_;  ///< For the solver; witnesses are checked against `system_`.
    Index rows_of_;
    Index reduced_rows_of_;
    Index targets_of_;
    Effects on_rows_;
    Effects on_targets_;
    std::vector<std::int64_t> row_sums_;
    std::vector<std::int64_t> target_sums_;
    struct End {
        std::size_t at = 0;
        std::int64_t least = 0;
        std::int64_t most = 0;
    };
    std::vector<End> ends_;  ///< Of `Depth::kRange`.
    Report report_;
};

}  // namespace

bool satisfies(System const& system, Counts const& counts) {
    if (counts.size() != system.columns) return false;
    if (std::any_of(counts.begin(), counts.end(), [](std::int64_t c) { return c < 0; })) return false;
    return std::all_of(system.rows.begin(), system.rows.end(), [&](Row const& row) {
        auto const total = sum(row.terms, counts);
        return total && *total >= row.least && *total <= row.most;
    });
}

Result<Report, AttackError> attack(System const& system, Counts const& truth, std::span<Target const> targets,
                                   std::span<Deviation const> hints, Solver* solver, Depth depth) {
    if (!satisfies(system, truth)) return Fail{AttackError::kTruthDoesNotFit};  // A6
    Attack run{system, truth, targets, solver};
    for (Deviation const& hint : hints) run.witness(hint);
    return run.run(depth);
}

}  // namespace amparo::protection
