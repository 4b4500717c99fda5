// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Populations as they are kept, and the records that a table is made of.
#include "session.hpp"

namespace amparo::engine {

struct Engine::Session::Counting {
    explicit Counting(Session& session) : s{session} {}

    struct Counted {
        evidence::Table table;
        evidence::Microdata cases;
    };

    [[nodiscard]] std::int64_t least_of(std::string_view what) const;
    /// The version in force of each, by name.
    [[nodiscard]] std::map<std::string, Json> populations() const;
    [[nodiscard]] Result<evidence::Frame, Failure> frame_of(std::string const& form_name) const;
    [[nodiscard]] Result<std::shared_ptr<evidence::Population const>, Failure> kept_population(
        std::map<std::string, Json> const& kept, std::string const& name, std::size_t depth = 0) const;
    /// Those that lie in a population, outermost first, each with whether it is stale.
    [[nodiscard]] Json built_on(std::map<std::string, Json> const& kept, std::string const& name) const;
    [[nodiscard]] revisions::State as_of(projection::RecordView const& view, std::string const& day) const;
    [[nodiscard]] Result<Counted, Failure> table_of(Json const& params) const;
    [[nodiscard]] Result<std::vector<Counted>, Failure> tables_of(Json const& asked) const;
    [[nodiscard]] Result<evidence::Microdata, Failure> cases_of(
        std::vector<evidence::Variable> const& questions, evidence::Scope const& scope,
        evidence::Frame const& frame, Json const& params) const;
    /// That the study `params` name, if they name one, has this form as its instrument.
    [[nodiscard]] Result<Done, Failure> has_instrument(Json const& params,
                                                       evidence::Frame const& frame) const;

    Session& s;
};

}  // namespace amparo::engine
