// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the methods of matters share: who is asked about, and the index that answers (src/conflicts).
#include "session.hpp"

#include "amparo/conflicts/conflict.hpp"

namespace amparo::engine {

/// Somebody to be compared with the parties of every matter.
struct Engine::Session::Asked {
    conflicts::Party party;
    std::string role;
};

/// A matter that somebody asked about is a party of: its number, and whom to ask. Nothing else is ever said.
struct Met {
    std::string number;
    std::string ask;  ///< A member's id.
};

struct Engine::Session::Checked {
    Change record;  ///< Of kind matter_check.
    std::vector<Met> met;
    bool may_go_on = false;  ///< Nobody is met, or somebody said why it can go on all the same.
};

/// What a party is added to.
struct Engine::Session::PartyOf {
    RecordId matter;
    PersonId person;
    std::string number;
    std::string ask;
    RecordId check;
};

struct Engine::Session::Conflicts {
    conflicts::Index index;
    std::vector<Met> matters;
    std::map<std::string, std::uint32_t, std::less<>> by_number;
    std::map<std::string, std::uint32_t, std::less<>> by_person;
    std::map<std::uint32_t, std::set<std::uint32_t>> of_person;  ///< The matters that are for a person.
    std::set<RecordId> taken;

    void add(projection::RecordView const& tokens);
};

}  // namespace amparo::engine
