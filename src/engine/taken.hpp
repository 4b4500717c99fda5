// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "session.hpp"

#include "amparo/referral/payload.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace amparo::engine {

/// What is recorded in the fields somebody named, as it would leave.
struct Engine::Session::Taken {
    PersonId person;
    std::string language;
    /// What the groups held when the release was signed, sorted; none: everything.
    std::optional<std::vector<std::string>> group_fields{};
    std::map<std::string, Json> values{};
    std::vector<referral::Item> items{};
    Json not_sent = Json::array();

    void leave_out(std::string const& field, std::string_view why) {
        not_sent.push_back(Json{{"field", field}, {"why", why}});
    }
    /// A group without what was added to it since (R2).
    [[nodiscard]] Json as_released(std::string const& named, Json const& value) {
        if (!group_fields || !value.is_array()) return value;
        Json out = Json::array();
        std::set<std::string> added;
        for (Json const& item : value) {
            Json kept = item;
            if (item.is_object())
                for (auto const& entry : item.items()) {
                    std::string field = named + "." + entry.key();
                    if (std::binary_search(group_fields->begin(), group_fields->end(), field)) continue;
                    kept.erase(entry.key());
                    added.insert(std::move(field));
                }
            if (!kept.empty()) out.push_back(std::move(kept));
        }
        for (std::string const& field : added) leave_out(field, "not_in_release");
        return out;
    }
    [[nodiscard]] Json fields() const {
        Json out = Json::object();
        for (auto const& [field, value] : values) out[field] = value;
        return out;
    }
};

/// Why a release does not cover it.
[[nodiscard]] std::string sentence(consent::Refusal const& refusal);

}  // namespace amparo::engine
