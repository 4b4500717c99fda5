// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Linear and mixed-integer programs by GLPK.
///
///   G1 Survives.  What GLPK calls a fatal error (it would abort the process), memory above the limit included,
///                 is kFailed here. Its environment is thrown away then, and with it every program this thread
///                 had loaded: those fail too, until they are loaded again.
///   G2 Silent.    It writes nothing to the terminal.
///   G3 Bounded.   By steps first, so that the same program has the same end on each machine; by time last.
#include "amparo/protection/solver.hpp"

#include <chrono>
#include <memory>

namespace amparo::solver {

struct Limits {
    std::size_t nonzeros = 20'000'000;
    int steps = 200'000;                     ///< Of the simplex method, a question.
    int nodes = 200;                         ///< Of branch and bound, a question.
    int megabytes = 2'000;                   ///< For all programs of the thread.
    std::chrono::milliseconds time{10'000};  ///< A question.
};

/// For one thread: GLPK keeps its state there.
class Glpk final : public protection::Solver {
  public:
    explicit Glpk(Limits limits = {});
    ~Glpk() override;
    Glpk(Glpk const&) = delete;
    Glpk& operator=(Glpk const&) = delete;

    Result<Done, protection::SolverError> load(protection::Program const& program) override;
    void set_cost(std::uint32_t column, double cost) override;
    void set_limits(std::uint32_t column, double least, double most) override;
    Result<std::vector<double>, protection::SolverError> minimise() override;
    Result<std::vector<double>, protection::SolverError> minimise_whole(double enough) override;
    std::uint64_t work() const override;

  private:
    Result<std::vector<double>, protection::SolverError> answer(bool whole, double enough);
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace amparo::solver
