// SPDX-License-Identifier: AGPL-3.0-or-later
#include "evidence_view.hpp"
#include "counting.hpp"

#include <set>

namespace amparo::engine {

Json settled(revisions::State const& state) {
    Json out = state.fields;
    for (revisions::Conflict const& conflict : state.conflicts) out.erase(conflict.field);
    return out;
}

std::string corroboration_of(std::vector<Json> const& sources) {
    auto const is_doubtful = [](Json const& data, std::string_view key,
                                std::set<std::string_view> const& codes) {
        auto const value = codec::text_at(data, key);
        return value && codes.count(*value) != 0;
    };
    std::string out = "own_account";
    for (Json const& source : sources) {
        bool const counts = codec::text_at(source, "independent") == "yes" &&
                            !is_doubtful(source, "source_reliability", {"d", "e"}) &&
                            !is_doubtful(source, "information_reliability", {"four", "five"});
        if (!counts) continue;
        if (codec::text_at(source, "says") == "contradicts") return "contradicted";
        if (codec::text_at(source, "says") == "confirms") out = "confirmed";
    }
    return out;
}

revisions::State Engine::Session::Counting::as_of(projection::RecordView const& view,
                                                  std::string const& day) const {
    if (day.empty() || text(view.updated).substr(0, 10) <= day) return view.state;
    std::vector<revisions::Entry> entries;
    for (projection::HistoryItem const& item : s.projection_->history(view.id))
        if (!item.is_erased && text(item.entry.time).substr(0, 10) <= day) entries.push_back(item.entry);
    return revisions::merge(entries);
}

}  // namespace amparo::engine
