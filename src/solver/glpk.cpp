// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/solver/glpk.hpp"

#include <glpk.h>

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <utility>

namespace amparo::solver {
namespace {

using protection::Program;
using protection::SolverError;

/// Counts how often GLPK's environment of this thread was thrown away: a program of an older one is gone. It begins at 1: where
/// all that is thread-local is 0, mold 1.10 lets what is made read-only begin there, and where that falls on the last bytes of
/// a page the program does not start.
thread_local unsigned environment = 1;

void leap(void* place) {
    std::longjmp(*static_cast<std::jmp_buf*>(place), 1);
}

/// G1: calls `body(argument)`, which owns nothing: a fatal error inside leaps over it. False after such an error.
bool guarded(void (*body)(void*), void* argument) {
    std::jmp_buf place;
    if (setjmp(place) != 0) {  // NOLINT(cert-err52-cpp): the only way GLPK offers
        glp_error_hook(nullptr, nullptr);
        glp_free_env();
        ++environment;
        return false;
    }
    glp_error_hook(leap, &place);
    body(argument);
    glp_error_hook(nullptr, nullptr);
    return true;
}

/// `lambda` holds references and plain values only.
template <class Lambda>
bool guard(Lambda& lambda) {
    return guarded([](void* it) { (*static_cast<Lambda*>(it))(); }, &lambda);
}

int kind_of_limits(double least, double most) {
    bool const below = std::isfinite(least);
    bool const above = std::isfinite(most);
    if (below && above) return least == most ? GLP_FX : GLP_DB;
    if (below) return GLP_LO;
    return above ? GLP_UP : GLP_FR;
}

/// Swallows what it is given (G2): an error message ignores glp_term_out.
int say_nothing(void*, char const*) {
    return 1;
}

struct Search {
    int nodes_left = 0;
    double enough = 0;
};
void watch(glp_tree* tree, void* info) {
    auto* search = static_cast<Search*>(info);
    int const now = glp_ios_reason(tree);
    if (now == GLP_ISELECT && --search->nodes_left <= 0) glp_ios_terminate(tree);
    if (now == GLP_IBINGO && glp_mip_obj_val(glp_ios_get_prob(tree)) <= search->enough)
        glp_ios_terminate(tree);
}

SolverError reason(int answer) {
    switch (answer) {
        case GLP_EITLIM:
        case GLP_ETMLIM:
        case GLP_ESTOP:
            return SolverError::kOutOfTime;
        case GLP_ENOPFS:
        case GLP_ENODFS:
            return SolverError::kInfeasible;
        default:
            return SolverError::kFailed;
    }
}

}  // namespace

struct Glpk::State {
    Limits limits;
    glp_prob* program = nullptr;
    unsigned made_in = 0;
    std::uint64_t work = 0;
    std::uint64_t size = 0;     ///< Of the program: what one step costs.
    bool limits_moved = false;  ///< The last answer still is the cheapest, but may lie outside.

    [[nodiscard]] bool alive() const { return program != nullptr && made_in == environment; }
    [[nodiscard]] bool has(std::uint32_t column) const {
        return alive() && column < static_cast<std::uint32_t>(glp_get_num_cols(program));
    }
    void drop() {
        if (alive()) {
            auto body = [this] { glp_delete_prob(program); };
            guard(body);
        }
        program = nullptr;
    }

    /// The answer of the simplex method, from where it last stopped; from anew when that start is no good.
    int simplex() {
        glp_smcp settings;
        glp_init_smcp(&settings);
        settings.msg_lev = GLP_MSG_OFF;
        settings.meth = std::exchange(limits_moved, false) ? GLP_DUALP : GLP_PRIMAL;
        settings.it_lim = limits.steps;
        settings.tm_lim = static_cast<int>(limits.time.count());
        int answer = glp_simplex(program, &settings);
        if (answer == GLP_EBADB || answer == GLP_ESING || answer == GLP_ECOND || answer == GLP_EFAIL) {
            glp_std_basis(program);
            answer = glp_simplex(program, &settings);
        }
        return answer;
    }

    int whole(double enough) {
        glp_iocp settings;
        glp_init_iocp(&settings);
        settings.msg_lev = GLP_MSG_OFF;
        settings.tm_lim = static_cast<int>(limits.time.count());
        // The usual way weighs each fraction by a row of the whole program, which is most of the work and none of the steps.
        settings.br_tech = GLP_BR_MFV;
        if (!std::isfinite(enough))
            settings.bt_tech = GLP_BT_DFS;  // Any will do: the first is found deepest.
        Search search{limits.nodes, enough};
        settings.cb_func = watch;
        settings.cb_info = &search;
        int const answer = glp_intopt(program, &settings);
        work += static_cast<std::uint64_t>(limits.nodes - search.nodes_left) * size;
        return answer;
    }
};

Glpk::Glpk(Limits limits) : state_{std::make_unique<State>()} {
    state_->limits = limits;
}

Glpk::~Glpk() {
    state_->drop();
}

Result<Done, SolverError> Glpk::load(Program const& program) {
    state_->drop();
    std::size_t nonzeros = program.rows.size() + program.columns.size();
    for (Program::Row const& row : program.rows) nonzeros += row.terms.size();
    if (nonzeros > state_->limits.nonzeros || program.columns.size() > state_->limits.nonzeros ||
        program.rows.size() > state_->limits.nonzeros)
        return Fail{SolverError::kTooLarge};
    state_->size = nonzeros;

    std::vector<int> columns(1, 0);
    std::vector<int> rows(1, 0);
    std::vector<double> times(1, 0);
    for (std::size_t r = 0; r < program.rows.size(); ++r)
        for (Program::Term const term : program.rows[r].terms) {
            rows.push_back(static_cast<int>(r) + 1);
            columns.push_back(static_cast<int>(term.column) + 1);
            times.push_back(term.times);
        }
    auto body = [&] {
        glp_term_hook(say_nothing, nullptr);  // G2
        glp_mem_limit(state_->limits.megabytes);
        state_->made_in = environment;
        state_->program = glp_create_prob();
        glp_prob* const to = state_->program;
        if (!program.rows.empty()) glp_add_rows(to, static_cast<int>(program.rows.size()));
        if (!program.columns.empty()) glp_add_cols(to, static_cast<int>(program.columns.size()));
        for (std::size_t r = 0; r < program.rows.size(); ++r) {
            Program::Row const& row = program.rows[r];
            glp_set_row_bnds(to, static_cast<int>(r) + 1, kind_of_limits(row.least, row.most), row.least,
                             row.most);
        }
        for (std::size_t c = 0; c < program.columns.size(); ++c) {
            Program::Column const& column = program.columns[c];
            int const at = static_cast<int>(c) + 1;
            glp_set_col_kind(to, at, column.whole ? GLP_IV : GLP_CV);
            glp_set_col_bnds(to, at, kind_of_limits(column.least, column.most), column.least, column.most);
            glp_set_obj_coef(to, at, column.cost);
        }
        glp_load_matrix(to, static_cast<int>(rows.size()) - 1, rows.data(), columns.data(), times.data());
        glp_std_basis(to);
    };
    if (!guard(body)) {
        state_->program = nullptr;
        return Fail{SolverError::kFailed};
    }
    return Done{};
}

void Glpk::set_cost(std::uint32_t column, double cost) {
    if (!state_->has(column)) return;
    auto body = [&] { glp_set_obj_coef(state_->program, static_cast<int>(column) + 1, cost); };
    guard(body);
}

void Glpk::set_limits(std::uint32_t column, double least, double most) {
    if (!state_->has(column)) return;
    auto body = [&] {
        int const kind = kind_of_limits(least, most);
        glp_set_col_bnds(state_->program, static_cast<int>(column) + 1, kind, least, most);
    };
    state_->limits_moved = true;
    guard(body);
}

std::uint64_t Glpk::work() const {
    return state_->work;
}

Result<std::vector<double>, SolverError> Glpk::minimise() {
    return answer(false, 0);
}

Result<std::vector<double>, SolverError> Glpk::minimise_whole(double enough) {
    return answer(true, enough);
}

Result<std::vector<double>, SolverError> Glpk::answer(bool whole, double enough) {
    if (!state_->alive()) return Fail{SolverError::kFailed};
    int code = 0;
    int status = GLP_UNDEF;
    int const before = glp_get_it_cnt(state_->program);
    auto body = [&] {
        code = state_->simplex();
        status = code == 0 ? glp_get_status(state_->program) : GLP_UNDEF;
        if (!whole || status != GLP_OPT) return;
        code = state_->whole(enough);
        status = glp_mip_status(state_->program);
    };
    if (!guard(body)) {
        state_->work += state_->size;
        return Fail{SolverError::kFailed};
    }
    auto const steps = static_cast<std::uint64_t>(std::max(glp_get_it_cnt(state_->program) - before, 0));
    state_->work += (steps + 1) * state_->size;
    // A whole solution that was not shown to be the cheapest is one all the same.
    bool const stopped_with_one = whole && status == GLP_FEAS;
    if (code != 0 && !stopped_with_one) return Fail{reason(code)};
    if (status == GLP_NOFEAS) return Fail{SolverError::kInfeasible};
    if (status == GLP_UNBND) return Fail{SolverError::kUnbounded};
    if (status != GLP_OPT && !stopped_with_one) return Fail{SolverError::kFailed};

    std::vector<double> out(static_cast<std::size_t>(glp_get_num_cols(state_->program)));
    for (std::size_t c = 0; c < out.size(); ++c) {
        int const at = static_cast<int>(c) + 1;
        out[c] = whole ? glp_mip_col_val(state_->program, at) : glp_get_col_prim(state_->program, at);
    }
    return out;
}

}  // namespace amparo::solver
