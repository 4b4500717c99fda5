// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Studies and their interviews: which count, why another does not, and the register of who they were.
#include "session.hpp"

namespace amparo::engine {

struct Engine::Session::Studies {
    explicit Studies(Session& session) : s{session} {}

    struct Interview {
        RecordId record{RecordId::Bytes{}};
        Json data;
        std::string study;
        bool agreed = false;       ///< To research, and it was not withdrawn.
        std::string withdrawn_at;  ///< Empty: it was not.
        bool is_sealed = false;
    };
    struct Interviews {
        std::map<std::string, Interview> by_answers;  ///< By the record of their answers.
        std::set<std::string>
            excluded;          ///< People of whom an interview has no consent, or was erased with it.
        bool is_whole = true;  ///< This member reads every one.
    };
    /// Of a study, by person: the place in time of the interview that speaks for them, and its pseudonym.
    using Speakers = std::map<std::string, std::pair<std::string, std::string>>;

    [[nodiscard]] Interviews interviews() const;
    [[nodiscard]] Speakers speakers_in(projection::RecordView const& study, Interviews const& all) const;
    /// An interview as study.list tells of it (methods_study.cpp J5).
    [[nodiscard]] Json interview_told(Interview const& one, std::string const& answers,
                                      projection::RecordView const& study, Interviews const& all,
                                      Speakers const& speakers) const;
    /// By its id or its pseudonym.
    [[nodiscard]] Result<projection::RecordView, Failure> interview_in(Json const& params) const;
    /// Of an entry of the register, also one that was made before it said so.
    [[nodiscard]] std::optional<RecordId> study_of(projection::RecordView const& entry) const;
    /// The register of a study under a new key, or the one in force if it only lets others in.
    [[nodiscard]] Result<Change, Failure> register_wall(projection::RecordView const& study,
                                                        std::set<MemberId> const& keepers) const;
    [[nodiscard]] Result<Done, Failure> seal_register(projection::RecordView const& study,
                                                      Change const& wall) const;
    /// An entry of the register, under the keys of its keepers.
    [[nodiscard]] Result<Change, Failure> registered_as(projection::RecordView const& study, Json const& told,
                                                        PersonId const& about,
                                                        std::string const& pseudonym) const;
    /// An own form that a study asks or asked with: whoever answers it was asked for research only.
    [[nodiscard]] bool is_instrument(std::string const& form_name) const;

    Session& s;
};

}  // namespace amparo::engine
