// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Drafts: what stands in a form's fields before anybody says it is so, kept in the vault (draft.*).
///
///   W1 Sealed.   Each field lies in an entry of the part its form gives it. Found in another part it is
///                passed over, and nobody drafts a field that they could not write.
///   W2 As typed. An answer may be half a date, or missing. Only what the form has a place for is kept,
///                inside groups too, and no more than a record may hold.
///   W3 Apart.    A draft is no record: it lies in a store of its own, so that nothing but draft.* and the
///                list of the day shows it. Its kind in the log, kDraftKind, can't be a form's name.
///   W4 One.      Saving again names what was saved before as erased, in the same commit: from then on it is
///                given to nobody, and memory is wiped. A part that did not change is not written again.
///                Bytes and keys of what was erased leave the file when somebody next unlocks, erases a
///                record or makes a back-up; until then a member of the part could dig them out with other
///                tools. What stays for good is small: that the commit was, and an erasure that says why
///                bytes are missing.
///   W5 Ends.     The record and the draft's end are one commit: a crash leaves the draft or the record. What
///                ends is decided under the writer's lock, with what other programs saved meanwhile. A draft
///                that is gone finishes nothing: the second of two who finish it is refused.
///   W6 What of.  It ends only in a record of its kind, about its person, and the draft of a change only in
///                that change. Kind and record stay as at the first save. `base` names revisions that the
///                record has; with them as `parents` the change merges as any other.
///   W7 Whose.    It is of who saved last, and nobody else is shown it. If they are no longer a member, it is
///                of everybody who can read all of it: somebody has to finish or discard it.
///   W8 News.     Every program hears draft.changed, and none of them record.changed, of a draft.
///   W9 Walled.   A draft of a walled matter is behind its wall. When a wall is put up or changes its key, the
///                drafts of the matter are sealed anew by whoever puts it up, and are theirs from then on: what
///                somebody outside typed is not lost, and not theirs to read any more.
///   W10 Not yet. A matter that is not open has no draft: before the names were compared nobody knows who must not
///                read what was typed, and everybody who may read matters holds the key it would be under.
#include "amparo/base/instant.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/engine/engine.hpp"
#include "amparo/forms/form.hpp"
#include "amparo/model/ids.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::engine {

inline constexpr std::string_view kDraftKind = "record.draft";
inline constexpr std::size_t kDraftsMax = 200;  ///< Of one member.

struct KeptDraft {
    RecordId id{RecordId::Bytes{}};
    std::string kind;
    std::optional<RecordId> of;
    Json base = Json::array();
    std::optional<PersonId> person;
    Instant saved;
    MemberId author{MemberId::Bytes{}};
    std::map<Part, Json> bodies;  ///< As they stand in the log.
};

/// W1, W2: `data` by part, at least one; or what stands against keeping it.
[[nodiscard]] Result<std::map<Part, Json>, Failure> draft_by_part(forms::Form const& form, Json const& data,
                                                                  Parts mine);
/// What one part's entry holds.
[[nodiscard]] Json draft_body(KeptDraft const& about, Json const& fields);
/// Takes one entry in; false if it is none. The newest says what the draft is of.
[[nodiscard]] bool take_draft_body(KeptDraft& draft, Part part, Json const& body);
/// W1: what was typed.
[[nodiscard]] Json draft_data(forms::Form const& form, KeptDraft const& draft);

}  // namespace amparo::engine
