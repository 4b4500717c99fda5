// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What stands in a form that is not finished (draft.*).
///
///   W1 Parts.    What was typed into a field lies in the field's part (bundle.hpp), so nobody reads in a
///   draft
///                what they may not read in the record.
///   W2 As typed. A draft holds what was typed, valid or not: half a date, a missing name. It is bounded, and
///                names no field that the form lacks.
///   W3 No record. A draft is no hit of a search, in no list of records, of nobody's records, in no match and
///   no
///                referral. It is in draft.list alone, and there for whoever wrote it.
///   W4 Gone.     When a draft becomes a record, what it held is erased in the same write: either the draft
///   is
///                there or the record, whatever happens between. So is what is discarded. Its bytes leave the
///                file at the next unlock or the next erasure, which write the file anew; until then no
///                program gives them out.
///   W5 Kept.     A save is durable when it is answered. It adds what was typed, padded to its size class;
///   saves
///                before it stay until the draft is gone, then go with it.
#include "session.hpp"

namespace amparo::engine {

inline constexpr std::string_view kDraftKind = "draft";

}  // namespace amparo::engine
