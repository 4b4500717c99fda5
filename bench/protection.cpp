// SPDX-License-Identifier: AGPL-3.0-or-later
// What is published: suppression of linked tables, invented records, k-anonymous records. The peers are programs of
// other worlds (R, Python, Java, Rust); their figures on data of this shape stand in docs/performance.md. The limit here
// is what must be done at the least: looking at each table or record once.
#include "workload.hpp"

#include "amparo/base/check.hpp"
#include "amparo/protection/anonymity.hpp"
#include "amparo/protection/suppress.hpp"
#include "amparo/protection/synthesis.hpp"
#include "amparo/solver/glpk.hpp"

#include <cstdio>
#include <random>

namespace amparo::bench {
namespace {

using namespace protection;

class Seeded final : public Chance {
  public:
    std::uint64_t bits() override { return source_(); }

  private:
    std::mt19937_64 source_{11};
};

/// Ten lists of 3 to 40 codes and ten of yes and no; who is who follows from one of fifteen classes, with gaps.
Microdata people(std::size_t rows) {
    constexpr std::size_t kCodes[] = {8, 3, 9, 40, 35, 12, 6, 4, 5, 7, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2};
    constexpr unsigned kGaps[] = {0,  2,  10, 5,  20, 30, 40, 15, 10, 25,
                                  30, 30, 35, 20, 20, 40, 10, 10, 30, 30};
    constexpr unsigned kClasses = 15;
    std::mt19937_64 chance{20240607};
    Microdata out;
    for (std::size_t c = 0; c < std::size(kCodes); ++c) {
        Column column{"c" + std::to_string(c), {}};
        for (std::size_t code = 0; code < kCodes[c]; ++code) column.codes.push_back(std::to_string(code));
        out.columns.push_back(std::move(column));
        out.values.emplace_back();
    }
    for (std::size_t r = 0; r < rows; ++r) {
        std::uint64_t const group = chance() % kClasses;
        for (std::size_t c = 0; c < std::size(kCodes); ++c) {
            std::uint64_t const usual = (group * 7 + c * 3) % kCodes[c];
            std::uint64_t const code =
                chance() % 10 < 6 ? usual : std::min(chance() % kCodes[c], chance() % kCodes[c]);
            out.values[c].push_back(chance() % 100 < kGaps[c] ? kBlank : static_cast<Code>(code));
        }
    }
    return out;
}

Axis axis(char const* name, std::size_t size) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < size; ++i) parts.push_back(std::to_string(i));
    return Axis::flat(name, "all", parts);
}

/// Places by origins by years with all sums; the places are also grouped another way, so that two tables share cells.
Table linked(std::size_t places, std::size_t origins) {
    constexpr std::size_t kYears = 3;
    constexpr std::size_t kGroups = 5;
    std::mt19937_64 chance{5};
    std::vector<std::int64_t> counts;
    for (std::size_t i = 0; i < places * origins * kYears; ++i) {
        std::uint64_t const drawn = chance() % 400;
        counts.push_back(static_cast<std::int64_t>(drawn < 24 ? drawn / 2 : drawn));
    }
    Table out;
    std::vector<Axis> const axes{axis("place", places), axis("origin", origins), axis("year", kYears)};
    AMPARO_CHECK(out.add_grid(axes, counts).ok());
    std::size_t const line = (origins + 1) * (kYears + 1);
    for (Cell other = 0; other < line; ++other) {
        std::vector<Cell> groups;
        for (std::size_t g = 0; g < kGroups; ++g) {
            std::vector<Cell> parts;
            std::int64_t sum = 0;
            for (std::size_t p = g; p < places; p += kGroups) {
                parts.push_back(static_cast<Cell>((p + 1) * line) + other);
                sum += out.count(parts.back());
            }
            groups.push_back(out.add("group", sum).value());
            AMPARO_CHECK(out.relate(groups.back(), parts).ok());
        }
        AMPARO_CHECK(out.relate(other, groups).ok());
    }
    return out;
}

constexpr std::size_t kSide = 50;

Measure suppression(std::filesystem::path const&) {
    std::size_t const side = divisor > 1 ? 6 : kSide;
    Table const table = linked(side, side);
    Widths const widths = primary(table, {10, true});
    solver::Glpk solver;
    Plan plan;
    double const ours = milliseconds([&] { plan = suppress(table, widths, {}, &solver); });
    // Once more over all, from nothing: the attacker alone.
    double const limit = milliseconds([&] {
        Plan const bare{plan.hidden, {}};
        AMPARO_CHECK(release(table, widths, bare, &solver).ok());
    });
    auto const count = [](auto const& of) { return static_cast<std::size_t>(of); };
    std::size_t const small =
        count(std::count_if(widths.begin(), widths.end(), [](auto w) { return w > 0; }));
    std::size_t const hidden = count(std::count(plan.hidden.begin(), plan.hidden.end(), true));
    char note[200];
    std::snprintf(
        note, sizeof note,
        "limit: one attack on the result; %zux%zux3 linked, %zu cells, %zu small, %zu hidden in all", side,
        side, table.size(), small, hidden);
    return {ours, limit, "ms", note};
}

/// Every pair of questions counted once.
double count_pairs(Microdata const& data) {
    return milliseconds([&] {
        std::uint64_t sum = 0;
        for (std::size_t a = 0; a < data.columns.size(); ++a)
            for (std::size_t b = a + 1; b < data.columns.size(); ++b) {
                std::size_t const width = data.columns[b].codes.size() + 1;
                std::vector<std::uint32_t> counts((data.columns[a].codes.size() + 1) * width);
                for (std::size_t r = 0; r < data.rows(); ++r) {
                    std::size_t const x =
                        data.values[a][r] == kBlank ? data.columns[a].codes.size() : data.values[a][r];
                    std::size_t const y = data.values[b][r] == kBlank ? width - 1 : data.values[b][r];
                    ++counts[x * width + y];
                }
                for (std::uint32_t const n : counts) sum += n;
            }
        AMPARO_CHECK(sum == data.rows() * (data.columns.size() * (data.columns.size() - 1) / 2));
    });
}

Measure synthesis(std::size_t rows) {
    Microdata const data = people(std::max<std::size_t>(scaled(rows), kFewest));
    Seeded chance;
    Microdata made;
    double const ours = milliseconds([&] {
        made = std::move(synthesise(data, {{1, 1e-9}, {}}, chance).value().records);
    });
    char note[200];
    std::snprintf(note, sizeof note,
                  "limit: every pair of questions counted once; %zu x 20, epsilon 1, delta 1e-9; distance of "
                  "one question "
                  "%.4f, of two %.4f",
                  data.rows(), mean_distance(data, made, 1), mean_distance(data, made, 2));
    return {ours, count_pairs(data), "ms", note};
}

/// Groups of twice as many codes each time, at most so many levels of them.
std::vector<Level> halves(std::size_t codes, std::size_t levels) {
    std::vector<Level> out;
    for (std::size_t width = 2; width < codes && out.size() < levels; width *= 2) {
        Level& level = out.emplace_back();
        for (std::size_t code = 0; code < codes; ++code) level.of.push_back(static_cast<Code>(code / width));
        for (std::size_t g = 0; g * width < codes; ++g) level.names.push_back(std::to_string(g));
    }
    return out;
}

Measure anonymity(std::size_t levels) {
    Microdata const data = people(scaled(100'000));
    AnonymityRequest request;
    std::vector<std::size_t> keys;
    std::size_t choices = 1;
    for (std::size_t c = 0; c < 8; ++c) {
        request.keys.push_back({c, halves(data.columns[c].codes.size(), levels)});
        keys.push_back(c);
        choices *= request.keys.back().levels.size() + 2;
    }
    request.k = 10;
    // As its peer: at most a twentieth of the records left out, and no answer withheld by itself.
    request.most_withheld = 0.05;
    request.withhold = Withhold::kRecords;
    Anonymised out;
    double const ours = milliseconds([&] { out = anonymise(data, request).value(); });
    double const limit = milliseconds([&] { AMPARO_CHECK(frequencies(data, keys, Blank::kItself).ok()); });
    char note[200];
    std::snprintf(note, sizeof note,
                  "limit: records alike counted once; %zu x 8 keys, k 10, %zu choices, %zu looked at, loss "
                  "%.4f, cheapest: "
                  "%s",
                  data.rows(), choices, out.choices_checked, out.loss, out.is_cheapest ? "yes" : "no");
    return {ours, limit, "ms", note};
}

Measure blanks(std::filesystem::path const&) {
    Microdata const data = people(scaled(100'000));
    std::vector<std::size_t> const keys{0, 1, 2, 3, 4};
    double const ours = milliseconds([&] { AMPARO_CHECK(frequencies(data, keys, Blank::kAnything).ok()); });
    double const limit = milliseconds([&] { AMPARO_CHECK(frequencies(data, keys, Blank::kItself).ok()); });
    char note[160];
    std::snprintf(note, sizeof note, "limit: the same where a blank agrees with blanks alone; %zu x 5 keys",
                  data.rows());
    return {ours, limit, "ms", note};
}

Workload const kSuppression{"suppression", suppression};
Workload const kSynthesis{"synthesis", [](std::filesystem::path const&) { return synthesis(100'000); }};
Workload const kMillion{"synthesis_million",
                        [](std::filesystem::path const&) { return synthesis(1'000'000); }};
/// As many choices as a peer was given (docs/performance.md), and as many as the codes have.
Workload const kAnonymityOfTwo{"anonymity_of_two", [](std::filesystem::path const&) { return anonymity(2); }};
Workload const kAnonymity{"anonymity", [](std::filesystem::path const&) { return anonymity(6); }};
Workload const kBlanks{"anonymity_blanks", blanks};

}  // namespace
}  // namespace amparo::bench
