// SPDX-License-Identifier: AGPL-3.0-or-later
// A report from anywhere, fed whole and in pieces: the same claims, each inside the text, in order, with a verdict that
// has words in both languages.
#include "fuzz.hpp"

#include "amparo/audit/audit.hpp"

#include <algorithm>

using namespace amparo;

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text = as_text(fuzz::bytes_of(data, size));
    audit::Report const whole = audit::audit_text(text);
    audit::Auditor auditor;
    std::size_t const step = size == 0 ? 1 : 1 + data[0] % 64;
    for (std::size_t at = 0; at < text.size(); at += step) auditor.feed(text.substr(at, step));
    audit::Report const pieces = auditor.finish();
    AMPARO_CHECK(pieces.claims.size() == whole.claims.size());
    AMPARO_CHECK(pieces.findings.size() == whole.findings.size());
    std::size_t last = 0;
    for (std::size_t i = 0; i < whole.claims.size(); ++i) {
        audit::Claim const& claim = whole.claims[i];
        AMPARO_CHECK(claim.begin >= last && claim.begin < claim.end && claim.end <= text.size());
        last = claim.begin;
        AMPARO_CHECK(claim.place == pieces.claims[i].place && claim.verdict == pieces.claims[i].verdict);
        AMPARO_CHECK(claim.text.size() <= audit::kClaimTextMax && claim.place.line >= 1 &&
                     claim.place.column >= 1);
        AMPARO_CHECK(!reason_of(claim, audit::Tongue::kEnglish).empty() &&
                     !reason_of(claim, audit::Tongue::kSpanish).empty());
        bool const is_above = claim.part && claim.whole && *claim.part > *claim.whole && !claim.ratio;
        AMPARO_CHECK(!is_above || claim.verdict == audit::Verdict::kImpossible);
    }
    for (audit::Finding const& finding : whole.findings)
        AMPARO_CHECK(finding.begin < finding.end && finding.end <= text.size());
    return 0;
}
