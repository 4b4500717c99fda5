// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the shelter's methods share: what is asked for, who may have a place, and what a shift is told.
#include "shelter_view.hpp"

namespace amparo::engine {

struct Engine::Session::Housing {
    explicit Housing(Session& session) : s{session} {}

    using StayRule = std::function<shelter::Fields(shelter::Known const&)>;

    // Beds and who asks for them.
    [[nodiscard]] Result<shelter::Ask, Failure> bed_ask_in(Json const& params) const;
    [[nodiscard]] Result<std::vector<shelter::Place>, Failure> places_in(Json const& params) const;
    [[nodiscard]] Json next_free(shelter::Ask const& ask, std::optional<RecordId> const& stay) const;
    [[nodiscard]] shelter::Ask ask_of(Json const& stay) const;
    [[nodiscard]] std::chrono::minutes hold_minutes(RecordId const& unit) const;
    [[nodiscard]] Result<std::vector<Change>, Failure> housed_request(
        projection::RecordView const& request) const;
    [[nodiscard]] Result<projection::RecordView, Failure> token_named(std::string const& named) const;
    /// Erases what a partner asked, once it is over (bed_token.hpp K4).
    [[nodiscard]] Result<Done, Failure> sweep_tokens() const;

    // Stays.
    [[nodiscard]] Failure from_step(shelter::StepError const& error, shelter::Ask const& ask,
                                    std::optional<RecordId> const& stay) const;
    [[nodiscard]] Result<Json, Failure> decided(StayRule const& rule, shelter::Ask const& ask,
                                                std::optional<RecordId> const& stay) const;
    [[nodiscard]] Result<std::vector<Change>, Failure> made_ready_after(projection::RecordView const& stay,
                                                                        Json const& data) const;
    /// Refused if they have another; to come is more than to be held a place.
    [[nodiscard]] Result<Done, Failure> has_no_other(std::optional<PersonId> const& who,
                                                     std::optional<RecordId> const& stay,
                                                     bool is_coming) const;
    [[nodiscard]] Answer new_stay(Json const& params, StayRule const& rule, shelter::Ask const& ask,
                                  bool is_coming) const;
    [[nodiscard]] Answer change_stay(
        Json const& params,
        std::function<shelter::Fields(shelter::Known const&, RecordId const&, Json const&)> step,
        Json const& more = Json::object()) const;

    // What a shift wants to know.
    [[nodiscard]] Json unit_json(shelter::Unit const& unit) const;
    [[nodiscard]] Json board_row(shelter::Board const& board, shelter::BoardRow const& row, bool names) const;
    /// Who lost a place to another, and why.
    [[nodiscard]] Json displaced(Shelter const& here, shelter::Occupancy const& occupancy, bool names) const;
    [[nodiscard]] Json stays_ending() const;
    [[nodiscard]] bool is_of_house(Json const& fields, std::string_view house) const;
    [[nodiscard]] Json house_notes(std::string_view house, Instant from, bool names) const;
    [[nodiscard]] Json house_incidents(std::string_view house, Instant from, bool names) const;
    [[nodiscard]] Json house_tasks(std::string_view house, std::string_view night, bool names) const;

    Session& s;
};

}  // namespace amparo::engine
