// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Two attorneys beside Rosa, who coordinates.
#include "support.hpp"

#include <tuple>

namespace amparo::engine {

inline constexpr char const* kNoor = "a ferry made of salt";
inline constexpr char const* kIvo = "lanterns over the harbour";

/// Adds Noor and Ivo to her founded office: Rosa's id, Noor's, Ivo's.
inline std::tuple<std::string, std::string, std::string> with_attorneys(Office& rosa) {
    auto const added = [&](char const* name, char const* passphrase) -> std::string {
        return rosa.ok("member.add",
                       {{"name", name}, {"role", "attorney"}, {"passphrase", passphrase}})["member_id"];
    };
    std::string const her_own = rosa.ok("member.list")["members"][0]["member_id"];
    std::string const noor = added("Noor", kNoor);
    return {her_own, noor, added("Ivo", kIvo)};
}

}  // namespace amparo::engine
