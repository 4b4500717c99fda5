// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What is to be erased of a person, and what is not (methods_forget.cpp).
#include "session.hpp"

namespace amparo::engine {

/// As whom a person stands in studies.
struct Engine::Session::Interviewed {
    [[nodiscard]] bool is_of(projection::RecordView const& view) const;

    std::set<RecordId> entries;  ///< Of registers.
    std::set<PersonId> people;   ///< Of studies, and the person.
    std::set<std::string> interviews;
};

struct Engine::Session::Forgotten {
    struct Step {
        projection::RecordView view;
        std::set<Part> parts;  ///< None: the record.
    };
    /// Puts a record among what goes, what remains, or both.
    void take(projection::RecordView const& view);
    void add_mentions(PersonId const& who);
    void add_walled(PersonId const& who);
    void add_registers();
    void add_blind_names(PersonId const& who, bool are_to_go);
    [[nodiscard]] std::set<Part> parts_of(projection::RecordView const& view) const;
    [[nodiscard]] Json stays_because(projection::RecordView const& view) const;
    [[nodiscard]] bool is_account(projection::RecordView const& view) const;

    Session* of = nullptr;
    bool takes_back = false;  ///< The person's consent to keep something longer.
    std::map<std::string, Reviewed> reviews;
    std::set<std::string> left_under;  ///< Releases.
    std::set<RecordId> goes;
    std::vector<Step> steps;
    std::vector<projection::RecordView> to_withdraw;
    std::vector<projection::RecordView> blind_names;
    std::vector<RecordId> drafts;
    Json erased = Json::array();
    Json remains = Json::array();
    Json withdrawn = Json::array();
};

}  // namespace amparo::engine
