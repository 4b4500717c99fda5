// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Records as evidence reads them.
///
///   X1 Settled.  A field with two values that nobody has settled is not recorded, for a table.
///   X2 Sources.  An interview is confirmed when an independent source that can be relied on (not D or E) says so with
///                information that is at least possible (not 4 or 5), and contradicted when such a
///                source contradicts it; that weighs more.
///   X3 As of.    A record is read as it was at the end of the day.
#include "amparo/codec/json.hpp"
#include "amparo/engine/engine.hpp"
#include "amparo/evidence/microdata.hpp"
#include "amparo/evidence/refusal.hpp"
#include "amparo/evidence/table_json.hpp"
#include "amparo/revisions/merge.hpp"

#include <string>
#include <vector>

namespace amparo::engine {

inline constexpr std::size_t kNestedMax = 8;
/// For holding back, for the check of a bundle, and for that of a file: a minute or two each on an old laptop.
inline constexpr std::uint64_t kWork = 8'000'000'000;
/// All synthetic files of one form together.
inline constexpr double kEpsilonMax = 10;
inline constexpr double kDeltaMax = 0.01;

[[nodiscard]] evidence::Presentation presentation_in(Json const& params);
/// The first ten by name, and how many more there are.
[[nodiscard]] Failure with_list(Failure failure, std::vector<std::string> list);
[[nodiscard]] Failure from(evidence::Refusal const& refusal, std::string const& under);
[[nodiscard]] evidence::Scope scope_in(Json const& params);
[[nodiscard]] Json settled(revisions::State const& state);
/// A code of study_interview.corroboration.
[[nodiscard]] std::string corroboration_of(std::vector<Json> const& sources);

}  // namespace amparo::engine
