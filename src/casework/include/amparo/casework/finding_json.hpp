// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A finding record's data to an Episode, and an Assessment to what `finding.assess` answers.
/// Shape: docs/domain/finding.md.
#include "amparo/base/result.hpp"
#include "amparo/casework/finding.hpp"
#include "amparo/codec/json.hpp"

#include <string>

namespace amparo::casework {

inline constexpr std::size_t kStatementsMax = 64;

enum class EpisodeCode {
    kNotAnObject,
    kNotAList,
    kTooMany,      ///< More than kStatementsMax groups.
    kUnknownCode,  ///< A code the rules do not know, or none at all.
};

struct EpisodeError {
    EpisodeCode code;
    std::string field;  ///< "acts[2].stated". Holds no value.
};

/// Reads `age_at_time`, `acts`, `means` and `purposes`; looks at no other key (F12). A field left out is not
/// asked.
[[nodiscard]] Result<Episode, EpisodeError> episode_from(Json const& finding);

/// {"palermo": {"outcome", "rule", "elements": {"act": {"presence", "missing"?}, …}}, "us": {"outcome",
/// "sex": …, "labour": …}, "differ", "age_at_time"}
[[nodiscard]] Json to_json(Assessment const& assessment);

}  // namespace amparo::casework
