// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Deadlines as a host shows them, and as the calendar has them.
#include "session.hpp"

namespace amparo::engine {

struct Engine::Session::Deadlines {
    explicit Deadlines(Session const& session) : s{session} {}

    [[nodiscard]] std::optional<Date> date_by_rule_today(Json const& kept) const;
    [[nodiscard]] Json deadline_json(projection::RecordView const& view) const;
    /// With the attorney of this office who confirmed its rule.
    [[nodiscard]] Json deadline_shown(projection::RecordView const& view) const;
    [[nodiscard]] Json deadlines_due() const;
    void add_deadlines(std::vector<plan::CalendarEntry>& to, std::string_view first,
                       std::string_view last) const;

    Session const& s;
};

}  // namespace amparo::engine
