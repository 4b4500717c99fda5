// SPDX-License-Identifier: AGPL-3.0-or-later
// A report of many pages: every claim found, read and judged, against `grep -P` that finds the same claims with one
// pattern and judges nothing. No budget: the peer is the one a person has at hand.
#include "workload.hpp"

#include "amparo/audit/audit.hpp"
#include "amparo/base/check.hpp"

#include <array>
#include <cstdio>
#include <fstream>
#include <random>

namespace amparo::bench {
namespace {

constexpr int kRounds = 3;
constexpr std::size_t kMiB = std::size_t{1} << 20U;

/// The figure, up to its counts in brackets, in figures and words of the three languages; and the other way round.
constexpr char const* kPattern =
    R"((?i)(?:\d{1,3}(?:[.,]\d+)?|(?:thirty|forty|twenty|treinta|cuarenta|trente|quarante)(?:[- ](?:y |et )?\w+)?)\s*)"
    R"((?:%|percent|per\s+cent|por\s+ciento|pour\s+cent)[^.(%]{0,120}\((?:n\s*=\s*)?\d[\d,. ]*\s*(?:/|of|de|sur|out\s+of)\s*(?:the |las |les )?\d+[^)]{0,40}\))"
    R"(|\d[\d,.]*\s*(?:of|de|sur|out\s+of)\s*(?:the |las |les )?\d+[^.(]{0,60}\(\d{1,3}(?:[.,]\d+)?\s*%\))";

struct Text {
    std::string all;
    std::size_t claims = 0;
};

/// Prose with a claim in every third sentence, as reports have.
Text make_text(std::size_t bytes) {
    static constexpr std::array kProse{
        "The house was open every night of the winter, and nobody was asked for papers at the door.",
        "Volunteers brought soup, blankets and a list of lawyers who answer the telephone in the evening.",
        "La casa estuvo abierta todas las noches del invierno y a nadie se le pidieron papeles en la puerta.",
        "Quienes vinieron contaron lo que quisieron contar, y nada de eso cambió la ayuda que recibieron.",
        "La maison est restée ouverte chaque nuit de l'hiver, et personne n'a dû montrer de papiers.",
        "In 2031 the partners met twice, agreed on one form, and stopped asking what they did not need."};
    std::mt19937 chance{7};
    Text out;
    out.all.reserve(bytes + 512);
    while (out.all.size() < bytes) {
        out.all += kProse[chance() % kProse.size()];
        out.all += '\n';
        out.all += kProse[chance() % kProse.size()];
        out.all += '\n';
        auto const whole = 20 + chance() % 400;
        auto const part = chance() % (whole + 1);
        std::string const x = std::to_string(part);
        std::string const n = std::to_string(whole);
        std::string const p = std::to_string((200 * part + whole) / (2 * whole));
        switch (chance() % 4) {
            case 0:
                out.all += p + "% of the people who came (" + x + " of " + n + ") asked for a bed.\n";
                break;
            case 1:
                out.all += x + " out of " + n + " (" + p + "%) came back within a month.\n";
                break;
            case 2:
                out.all += "El " + p + " % (" + x + " de " + n + ") habla dos idiomas o más.\n";
                break;
            default:
                out.all += p + " pour cent (" + x + " sur " + n + ") sont revenues.\n";
                break;
        }
        ++out.claims;
        if (out.claims % 8 == 0) out.all += '\n';
    }
    return out;
}

std::size_t grep(std::filesystem::path const& file) {
    std::string const command =
        "LC_ALL=C.UTF-8 grep -coP '" + std::string{kPattern} + "' '" + file.string() + "'";
    std::FILE* const pipe = ::popen(command.c_str(), "r");
    AMPARO_CHECK(pipe != nullptr);
    unsigned long long lines = 0;
    AMPARO_CHECK(std::fscanf(pipe, "%llu", &lines) == 1);
    AMPARO_CHECK(::pclose(pipe) == 0);
    return lines;
}

std::size_t audit_file(std::filesystem::path const& file) {
    std::ifstream in{file, std::ios::binary};
    std::string piece(kMiB, '\0');
    audit::Auditor auditor;
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
        auditor.feed(std::string_view{piece}.substr(0, static_cast<std::size_t>(in.gcount())));
    audit::Report const report = auditor.finish();
    AMPARO_CHECK(report.counts[static_cast<std::size_t>(audit::Verdict::kConsistent)] == report.total());
    return report.total();
}

Measure measure(std::filesystem::path const& folder) {
    Text const text = make_text(scaled(32 * kMiB));
    std::filesystem::path const file = folder / "report.txt";
    std::ofstream{file, std::ios::binary} << text.all;
    std::vector<double> ours;
    std::vector<double> peer;
    for (int i = 0; i < kRounds; ++i) {
        ours.push_back(milliseconds([&] { AMPARO_CHECK(audit_file(file) == text.claims); }));
        peer.push_back(milliseconds([&] { AMPARO_CHECK(grep(file) == text.claims); }));
    }
    double const mib = static_cast<double>(text.all.size()) / static_cast<double>(kMiB);
    char note[160];
    std::snprintf(note, sizeof note,
                  "limit: grep -P finding the same %zu claims; ours %.0f MiB/s, grep %.0f MiB/s", text.claims,
                  mib / (median(ours) / 1000), mib / (median(peer) / 1000));
    return {median(ours), median(peer), "ms", note};
}

Workload const kAudit{"audit", measure};

}  // namespace
}  // namespace amparo::bench
