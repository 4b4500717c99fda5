// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What a finding says in HTCDS.
///
///   C11 Found.    Only a finding whose elements are there (Palermo; for a child without means) says exploitation: its
///                 types, the methods of control, and who decided. Why: that somebody does sex work, or any work, makes
///                 no exploitation, and the kind of work is no input.
///   C12 Decided.  "Actual victim" is written where somebody concluded it, who is named by kind; where the elements are
///                 there and nobody has concluded it yet, "possible victim". An undetermined finding, and one that is not
///                 met, write no status: an export declares nobody a victim, and nobody none.
///   C13 Stated.   Of the statements those that were said yes with a basis (finding.hpp, F4, F5). What has no code is
///                 listed as dropped, never put under another.
///   C14 Industry. Of the work only where forced labour is among the types; the list of sectors says what has a code.
///   C15 Flags.    In the manner of CTDC: 1 said yes, 0 said no, -99 everything else. A question not asked is never 0.
///   C16 Told.     Beside each field of the standard stands what of the finding it tells: of a list the codes that have one,
///                 without their basis. Who is a possible or actual victim follows from all of it, and tells no act or age.
///   C17 Follows.  Beside a status stand the answers it was found from: it is no answer of its own.
#include "amparo/codec/json.hpp"
#include "amparo/standards/htcds.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::standards {

/// The standard's code for one of a list of Amparo's; nothing if it has none.
using CodeOf = std::function<std::optional<std::string>(std::string_view list, std::string_view code)>;

enum class WhyDropped : std::uint8_t {
    kNoField,       ///< The standard has none for it.
    kNoCode,        ///< C13
    kUndetermined,  ///< C12: something is not known, or not named.
    kNotMet,        ///< C12
    kMalformed,
    kNoForcedLabour,  ///< C14
    kNoIndustry,      ///< C14: sexual services are never written as one.
};
[[nodiscard]] std::string_view name(WhyDropped why) noexcept;

struct DroppedAnswer {
    std::string field;  ///< Of the finding; empty: all of it.
    std::string code;   ///< In that field's list, or empty.
    WhyDropped why = WhyDropped::kNoField;
    friend bool operator==(DroppedAnswer const&, DroppedAnswer const&) = default;
};

struct FindingOut {
    HtcdsCase fields;
    /// C16, by the field of the standard, then by the finding's own. Without an entry: nothing of one field alone.
    std::map<std::string, std::map<std::string, Json>> told;
    std::map<std::string, std::vector<std::string>> follows;  ///< C17, by the field of the standard.
    std::vector<DroppedAnswer> dropped;
};
/// `finding` is as the form of that name keeps it.
[[nodiscard]] FindingOut htcds_of(Json const& finding, CodeOf const& code_of);

/// C15, by "means.debt_bondage", for each code of `codes` of a list of the finding ("acts", "means", "purposes").
[[nodiscard]] std::map<std::string, int> flags_of(Json const& finding, std::string_view list,
                                                  std::vector<std::string> const& codes);

}  // namespace amparo::standards
