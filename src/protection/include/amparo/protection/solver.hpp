// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Port: linear and mixed-integer programs.
///
///   O1 Not trusted.  Nothing is called safe because a solver says so: what it finds is rounded and checked in
///                    whole numbers (attack.hpp). A wrong, slow or missing solver makes more cells suppressed,
///                    never fewer.
///   O2 Ends.         Every call ends by limits of the adapter's own, and says so. An error inside the solver
///                    is a value here.
///   O3 Budget.       What all calls together may take is limited by `Budget`: once spent nothing more is found, so nothing
///                    more is proved.
#include "amparo/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace amparo::protection {

enum class SolverError : std::uint8_t { kInfeasible, kUnbounded, kTooLarge, kOutOfTime, kFailed };

struct Program {
    static constexpr double kInfinity = std::numeric_limits<double>::infinity();
    struct Column {
        double least = 0;
        double most = kInfinity;
        double cost = 0;
        bool whole = false;
    };
    struct Term {
        std::uint32_t column = 0;
        double times = 1;
    };
    struct Row {
        std::vector<Term> terms;  ///< A column at most once.
        double least = 0;
        double most = 0;
    };
    std::vector<Column> columns;
    std::vector<Row> rows;
};

/// Holds one program at a time, so that the next question about it starts from the last answer.
class Solver {
  public:
    virtual ~Solver() = default;
    /// Takes the place of what was loaded before.
    [[nodiscard]] virtual Result<Done, SolverError> load(Program const& program) = 0;
    /// Of the loaded program. Both are ignored when nothing is loaded, or the column does not exist.
    virtual void set_cost(std::uint32_t column, double cost) = 0;
    virtual void set_limits(std::uint32_t column, double least, double most) = 0;
    /// The columns of a cheapest solution; within a tolerance.
    [[nodiscard]] virtual Result<std::vector<double>, SolverError> minimise() = 0;
    /// The same with whole numbers in the columns marked `whole`. Any that costs at most `enough` will do; when the
    /// limits are reached, the best so far.
    [[nodiscard]] virtual Result<std::vector<double>, SolverError> minimise_whole(double enough) = 0;
    /// Work done so far, roughly by the time it takes: steps by the size of the program. The same for the same questions.
    [[nodiscard]] virtual std::uint64_t work() const = 0;
};

/// O3
class Budget final : public Solver {
  public:
    Budget(Solver& solver, std::uint64_t most) : solver_{solver}, end_{solver.work() + most} {}

    [[nodiscard]] bool is_spent() const { return solver_.work() >= end_; }
    Result<Done, SolverError> load(Program const& program) override {
        if (is_spent()) return Fail{SolverError::kOutOfTime};
        return solver_.load(program);
    }
    void set_cost(std::uint32_t column, double cost) override { solver_.set_cost(column, cost); }
    void set_limits(std::uint32_t column, double least, double most) override {
        solver_.set_limits(column, least, most);
    }
    Result<std::vector<double>, SolverError> minimise() override {
        if (is_spent()) return Fail{SolverError::kOutOfTime};
        return solver_.minimise();
    }
    Result<std::vector<double>, SolverError> minimise_whole(double enough) override {
        if (is_spent()) return Fail{SolverError::kOutOfTime};
        return solver_.minimise_whole(enough);
    }
    [[nodiscard]] std::uint64_t work() const override { return solver_.work(); }

  private:
    Solver& solver_;
    std::uint64_t end_;
};

}  // namespace amparo::protection
