// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/audit.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/words.hpp"

namespace amparo::cli {
namespace {

void escape(std::string& to, std::string_view text) {
    for (char const c : text) {
        switch (c) {
            case '&':
                to += "&amp;";
                break;
            case '<':
                to += "&lt;";
                break;
            case '>':
                to += "&gt;";
                break;
            case '"':
                to += "&quot;";
                break;
            case '\'':
                to += "&#39;";
                break;
            case '\f':
                to += "\n<hr>\n";
                break;
            default:
                // Control characters have no place in HTML.
                to += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
        }
    }
}

constexpr std::string_view kStyle =
    "body{font:1rem/1.6 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 "
    "1rem;color:#1a1a1a;background:#fff}"
    "pre{font:inherit;white-space:pre-wrap;overflow-wrap:anywhere}"
    "mark{padding:0 .15em;border-radius:.2em;color:inherit;border-bottom:2px solid}"
    ".consistent{background:#e6f4ea;border-color:#1b6e3c}.truncated{background:#fff1d6;border-color:#8a5a00}"
    ".inconsistent,.impossible{background:#fde3e1;border-color:#a3221a}"
    "small{font-size:.8em;font-weight:600}li{margin:.3em 0}hr{border:0;border-top:1px dashed #777}";

void marked(std::string& to, audit::Claim const& claim, std::string_view words, Language language) {
    std::string const verdict{name(claim.verdict)};
    to += "<mark class=\"" + verdict + "\" title=\"";
    escape(to, reason_of(claim, tongue_of(language)));
    to += "\">";
    escape(to, words);
    // Not by colour alone.
    if (claim.verdict != audit::Verdict::kConsistent) {
        to += " <small>[";
        escape(to, word(verdict, language));
        to += ": ";
        escape(to, reason_of(claim, tongue_of(language)));
        to += "]</small>";
    }
    to += "</mark>";
}

void add(std::string& to, Audited const& one, Language language) {
    audit::Report const& report = one.report;
    auto const count = [&](audit::Verdict v) {
        return std::to_string(report.counts[static_cast<std::size_t>(v)]);
    };
    to += "<section>\n";
    if (one.file != "-") {
        to += "<h2>";
        escape(to, one.file);
        to += "</h2>\n";
    }
    to += "<p>";
    escape(to, fill(texts::kNotConsistent.in(language),
                    {std::to_string(report.total()), count(audit::Verdict::kConsistent),
                     count(audit::Verdict::kTruncated), count(audit::Verdict::kInconsistent),
                     count(audit::Verdict::kImpossible)}));
    to += "</p>\n";
    if (!report.findings.empty()) {
        to += "<ul>\n";
        for (audit::Finding const& finding : report.findings) {
            to += "<li>" + std::to_string(finding.place.line) + ": ";
            escape(to, finding.text + " — " + reason_of(finding, tongue_of(language)));
            to += "</li>\n";
        }
        to += "</ul>\n";
    }
    to += "<pre>";
    std::size_t at = 0;
    std::string_view const text = one.text;
    for (audit::Claim const& claim : report.claims) {
        if (claim.begin < at) continue;  // Two claims that share words: the first has the mark.
        escape(to, text.substr(at, claim.begin - at));
        marked(to, claim, text.substr(claim.begin, claim.end - claim.begin), language);
        at = claim.end;
    }
    escape(to, text.substr(at));
    to += "</pre>\n</section>\n";
}

}  // namespace

std::string annotated_page(std::vector<Audited> const& all, Language language) {
    std::string out =
        "<!doctype html>\n<html lang=\"" + std::string{name(language)} +
        "\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
        "'unsafe-inline'\">\n"
        "<title>";
    escape(out, texts::kAuditTitle.in(language));
    out += "</title>\n<style>";
    out += kStyle;
    out += "</style>\n<h1>";
    escape(out, texts::kAuditTitle.in(language));
    out += "</h1>\n";
    for (Audited const& one : all) add(out, one, language);
    return out + "</html>\n";
}

}  // namespace amparo::cli
