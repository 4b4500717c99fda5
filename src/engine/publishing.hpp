// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What left and what may leave: bundles, files of records, and the ledger of both.
#include "session.hpp"

namespace amparo::engine {

struct Engine::Session::Publishing {
    explicit Publishing(Session& session) : s{session} {}

    /// A file of records, before it is protected.
    struct HandedOn {
        std::string population;
        std::shared_ptr<evidence::Population const> asked_of;
        std::string form;
        std::string query;
        std::vector<std::string> columns;
        evidence::Records records;
        evidence::Intake intake;
    };

    [[nodiscard]] Result<std::vector<evidence::Publication>, Failure> publications() const;
    /// The same in words of one language (evidence/publications.hpp W12).
    [[nodiscard]] Result<std::vector<evidence::Publication>, Failure> publications_in(
        std::string const& language) const;
    [[nodiscard]] std::size_t how_many_published() const;
    /// What stands for people in what was published (evidence/publications.hpp W1): under a key of the part `statistics`.
    [[nodiscard]] evidence::Blind ledger_blind() const;
    /// Writes anew, with a key, what was published before there was one; what stood there is erased.
    [[nodiscard]] Result<Done, Failure> key_ledgers() const;
    /// Who is gone of what the population's form counts (evidence/publications.hpp W9).
    [[nodiscard]] Result<Done, Failure> find_gone(std::vector<evidence::Publication> const& before,
                                                  evidence::Publication& next, std::string const& name,
                                                  evidence::Unit unit) const;
    /// The record of a publication; refused if its ledger is too large to keep.
    [[nodiscard]] Result<Change, Failure> publication_record(evidence::Publication const& next,
                                                             std::size_t figures, std::size_t withheld,
                                                             Json const& entered) const;
    /// One of evidence.published.
    [[nodiscard]] Json publication_told(projection::RecordView const& view) const;
    /// Under the writer's lock: refused if others published since.
    [[nodiscard]] NewEntries nothing_published_since(std::size_t before, std::string const& place) const;
    /// Studies that the bundle's tables are of, by their limits and how people were reached.
    [[nodiscard]] std::vector<evidence::StudyAbout> studies_of(Json const& asked) const;
    [[nodiscard]] evidence::About about_bundle(Json const& params,
                                               std::vector<evidence::Publication> const& before) const;
    [[nodiscard]] Result<HandedOn, Failure> handed_on(Json const& asked) const;
    [[nodiscard]] std::vector<Json> records_files(std::string_view what, std::string const& form) const;
    /// Refused with who could be worked out of it with all that was published before.
    [[nodiscard]] Result<Done, Failure> gives_nobody_away(std::vector<evidence::Publication> const& before,
                                                          evidence::Publication const& file) const;
    [[nodiscard]] double epsilon_spent(std::string const& form) const;
    [[nodiscard]] Json records_file(std::string_view what, HandedOn const& file, Json const& asked) const;

    Session& s;
};

/// Whoever holds a later one holds it too, and what is derived from it stays across epochs.
[[nodiscard]] crypto::TeamKey const& first_statistics_key(keyring::Keys const& keys);

}  // namespace amparo::engine
