// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The directory as matching and referrals need it: made from the records when they changed, kept until they
/// do again.
#include "session.hpp"

#include "amparo/directory/confidential.hpp"
#include "amparo/directory/entry_of.hpp"
#include "amparo/directory/export.hpp"

#include <map>
#include <string>
#include <vector>

namespace amparo::engine {

struct Engine::Session::Directory {
    explicit Directory(projection::Projection const& projection);

    std::map<RecordId, directory::Stored> records;
    std::vector<directory::Entry> entries;
    matching::Index index;
    directory::ConfidentialPlaces confidential;

    /// For referral::build (P2).
    [[nodiscard]] referral::Tells tells_where() const {
        return [this](std::string_view text) { return confidential.told_by(text); };
    }
    [[nodiscard]] Json const* data(RecordId const& id) const;
    [[nodiscard]] Json const* linked(Json const& from, std::string_view field) const;
};

}  // namespace amparo::engine
