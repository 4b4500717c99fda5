// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What a record says, from all the revisions of it that are known. Pure: the same revisions give the same
/// state, in whatever order they arrived and on whichever device.
///
/// A revision names its parents: the revisions its author had seen. Revisions that did not see each other are
/// a fork, merged field by field.
///
///   V1 Seen.      A revision has seen its parents and what they have seen.
///   V2 Last word. A write of a field is superseded by any write of it that has seen it. What is not
///                 superseded is current. Creating, updating and resolving all write; null is a write: it
///                 clears the field.
///   V3 Conflict.  Current writes of one field with different values are a conflict. Each value is kept and
///                 shown with who wrote it and when, until a revision that has seen them all writes the field
///                 (V2). Equal values are no conflict.
///   V4 Display.   In a conflict `fields` has the value with the latest (time, device, revision): a stable
///                 choice, not a decision; the conflict stays listed.
///   V5 Protected. A field that only a person may settle (consent, safety, legal) has no value in `fields`
///                 while it is in conflict. Why: whoever reads it must find no consent rather than a guessed
///                 one.
///   V6 Erased.    An erase of a part supersedes each write in that part that it has seen. A write that the
///                 erase had not seen stays. Why: it was said by someone who did not know, and a person must
///                 decide.
///   V7 Gaps.      A parent that is not known (erased since) is as if not named. Values on both sides of a
///                 gap may show as a conflict; none is dropped.
///   V8 Circles.   Revisions that name each other in a circle, which no honest device can make, count as
///                 having no parents, so none supersedes another by a forged claim. What builds on them keeps
///                 its parents.
///   V9 Sealed.    An entry whose part the reader cannot open writes nothing, but it still has seen its
///                 parents.
///
/// Invariant (tests T57, T58): every value ever written is current alone, superseded by a write that had seen
/// it, erased, or listed in a conflict. Source: research/confidentiality.md 4.5 (offline merges), DESIGN.md
/// rule 7. Cost: linear for a history without forks; else O(fields × (revisions + parents)).
#include "amparo/base/instant.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/model/ids.hpp"
#include "amparo/model/part.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace amparo::revisions {

enum class Op : std::uint8_t {
    kCreate = 1,
    kUpdate = 2,
    kResolve = 3,
    kErase = 4
};  // Stored: never renumber.

[[nodiscard]] std::string_view name(Op op) noexcept;
[[nodiscard]] std::optional<Op> op_numbered(std::uint8_t number) noexcept;

/// What one revision says in one part. A revision that touches several parts is several entries with the same
/// revision, parents, time, author and device.
struct Entry {
    RevisionId revision;
    std::vector<RevisionId> parents;
    Instant time;
    MemberId author;
    DeviceId device;
    Op op = Op::kUpdate;
    Part part = Part::kOrganization;
    std::optional<Json> fields;  ///< An object: field to value. Nothing: sealed, erased, or an erase.
};

struct ConflictValue {
    Json value;  ///< Null: this writer cleared the field.
    RevisionId revision;
    MemberId author;
    Instant time;
    friend bool operator==(ConflictValue const&, ConflictValue const&) = default;
};
struct Conflict {
    std::string field;
    std::vector<ConflictValue> values;  ///< Latest first by V4; of equal values the latest.
    friend bool operator==(Conflict const&, Conflict const&) = default;
};

struct State {
    Json fields = Json::object();
    std::vector<Conflict> conflicts;  ///< By field name.
    /// Revisions that no known revision has seen, ascending: the parents of the next one.
    std::vector<RevisionId> heads;
    friend bool operator==(State const&, State const&) = default;
};

/// True for a field of V5.
using IsProtected = std::function<bool(std::string_view field)>;

/// `entries` hold each (revision, part) once. `is_protected` may be empty: then no field is.
[[nodiscard]] State merge(std::span<Entry const> entries, IsProtected const& is_protected = {});

/// The positions of `entries` such that each comes after all it has seen; where that leaves a choice, by
/// (time, device, revision), then part. For showing a history.
[[nodiscard]] std::vector<std::size_t> in_order(std::span<Entry const> entries);

}  // namespace amparo::revisions
