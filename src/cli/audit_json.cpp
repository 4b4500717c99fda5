// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/audit.hpp"

namespace amparo::cli {
namespace {

using audit::Printed;

/// As a number of JSON: the shortest that reads back the same.
Json number(std::optional<Printed> const& figure) {
    if (!figure) return nullptr;
    if (figure->decimals == 0) return Json(figure->units);
    return Json(static_cast<double>(figure->units) / static_cast<double>(audit::scale(figure->decimals)));
}

Json claim_json(audit::Claim const& claim, audit::Tongue tongue) {
    auto const count = [](std::optional<std::uint64_t> const& n) { return n ? Json(*n) : Json(nullptr); };
    Json out{{"line", claim.place.line},
             {"column", claim.place.column},
             {"text", claim.text},
             {"numerator", count(claim.part)},
             {"denominator", count(claim.whole)},
             {"stated", number(claim.stated())},
             {"stated_text", nullptr},
             {"precision", nullptr},
             {"verdict", name(claim.verdict)},
             {"nearest", number(claim.nearest)},
             {"reason", reason_of(claim, tongue)}};
    if (auto const precision = claim.precision()) out["precision"] = *precision;
    if (auto const stated = claim.stated()) out["stated_text"] = text_of(*stated, audit::Tongue::kEnglish);
    if (claim.is_mean) out["is_mean"] = true;
    if (claim.nearest_too) out["nearest_too"] = number(claim.nearest_too);
    if (claim.place.page != 0) out["page"] = claim.place.page;
    return out;
}

Json finding_json(audit::Finding const& finding, audit::Tongue tongue) {
    Json out{{"line", finding.place.line},
             {"column", finding.place.column},
             {"text", finding.text},
             {"kind", name(finding.kind)},
             {"reason", reason_of(finding, tongue)}};
    if (finding.place.page != 0) out["page"] = finding.place.page;
    return out;
}

}  // namespace

Json audit_json(Audited const& audited, audit::Tongue tongue) {
    audit::Report const& report = audited.report;
    Json claims = Json::array();
    for (audit::Claim const& claim : report.claims) claims.push_back(claim_json(claim, tongue));
    Json findings = Json::array();
    for (audit::Finding const& finding : report.findings) findings.push_back(finding_json(finding, tongue));
    Json roundings = Json::array();
    for (audit::Rounding const rule : audit::kAllRoundings)
        if ((report.followed() & bit(rule)) != 0) roundings.push_back(name(rule));
    Json power = nullptr;
    if (auto const p = report.power())
        power = Json{{"whole", report.whole},
                     {"precision", report.decimals},
                     {"possible", p->possible},
                     {"printable", p->printable}};
    Json summary{{"claims", report.total()},          {"not_listed", report.not_kept},
                 {"weighted", report.weighted},       {"findings", std::move(findings)},
                 {"pairs_compared", report.compared}, {"roundings", std::move(roundings)},
                 {"power", std::move(power)}};
    for (auto const verdict : {audit::Verdict::kConsistent, audit::Verdict::kTruncated,
                               audit::Verdict::kInconsistent, audit::Verdict::kImpossible})
        summary[std::string{name(verdict)}] = report.counts[static_cast<std::size_t>(verdict)];
    return {{"claims", std::move(claims)}, {"summary", std::move(summary)}};
}

Json segments_json(Audited const& audited) {
    Json out = Json::array();
    std::string_view const text = audited.text;
    std::size_t at = 0;
    auto const put = [&](std::size_t end, Json claim) {
        if (end > at) out.push_back(Json{{"text", text.substr(at, end - at)}, {"claim", std::move(claim)}});
        at = std::max(at, end);
    };
    for (std::size_t i = 0; i < audited.report.claims.size(); ++i) {
        audit::Claim const& claim = audited.report.claims[i];
        put(claim.begin, nullptr);
        put(claim.end, i);
    }
    put(text.size(), nullptr);
    return out;
}

}  // namespace amparo::cli
