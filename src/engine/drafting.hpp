// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What the methods of drafts share: which there are, whose they are, and how one is kept and ends (drafts.hpp).
#include "session.hpp"

namespace amparo::engine {

struct Engine::Session::Drafting {
    explicit Drafting(Session& session) : s{session} {}

    /// Nothing if it is gone, or sealed to this member.
    [[nodiscard]] std::optional<KeptDraft> anybodys_draft(RecordId const& id) const;
    /// Or not this member's (W7).
    [[nodiscard]] std::optional<KeptDraft> kept_draft(RecordId const& id) const;
    /// Newest first.
    [[nodiscard]] std::vector<KeptDraft> kept_drafts() const;
    [[nodiscard]] Result<KeptDraft, Failure> draft_in(Json const& params) const;
    [[nodiscard]] Result<KeptDraft, Failure> draft_from(Json const& params) const;
    [[nodiscard]] Json draft_row(KeptDraft const& draft) const;
    [[nodiscard]] NewEntries draft_erasure(RecordId const& id,
                                           std::optional<std::set<Part>> const& parts) const;
    [[nodiscard]] NewEntries draft_entries(KeptDraft const& draft, KeptDraft const& before) const;
    [[nodiscard]] std::vector<vault::NewEntry> draft_entries(RecordId const& id,
                                                             std::map<Part, Json> const& bodies,
                                                             Wall const* around) const;
    [[nodiscard]] NewEntries drafts_anew(RecordId const& matter, Wall const* around) const;
    [[nodiscard]] std::optional<RecordId> matter_of(KeptDraft const& draft) const;
    /// W5, W6. Asked under the writer's lock: what ends the draft in `params`, if there is one, in this
    /// record.
    [[nodiscard]] NewEntries end_of_draft(Json const& params, std::string_view kind,
                                          std::optional<RecordId> const& of,
                                          std::optional<PersonId> const& about) const;

    Session& s;
};

}  // namespace amparo::engine
