// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What a text's audit comes to, in a line.
#include "amparo/audit/audit.hpp"

#include <string>
#include <string_view>

namespace amparo::audit::test {

inline std::string short_form(Claim const& claim) {
    std::string out = claim.part ? std::to_string(*claim.part) : "?";
    out += "/" + (claim.whole ? std::to_string(*claim.whole) : "?");
    auto const stated = claim.stated();
    out += " " + (stated ? text_of(*stated, Tongue::kEnglish) : "-");
    return out + " " + std::string{name(claim.verdict)};
}

inline std::string audited(std::string_view text) {
    std::string out;
    for (Claim const& claim : audit_text(text).claims) out += (out.empty() ? "" : "; ") + short_form(claim);
    return out;
}

inline std::string findings(std::string_view text) {
    std::string out;
    for (Finding const& finding : audit_text(text).findings)
        out += (out.empty() ? "" : "; ") + std::string{name(finding.kind)} + " " +
               std::to_string(finding.stated) + " " + std::to_string(finding.expected);
    return out;
}

}  // namespace amparo::audit::test
