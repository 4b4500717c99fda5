// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Invented records that keep a file's one-way counts and its strongest pairs, under differential privacy.
///
///   Z1 Promise.  With or without any one person's record, no output is more than exp(epsilon) times likelier, but for a
///                chance of delta. It covers all of that record, and everything the reader knows from elsewhere. It is
///                not about facts that are true of everybody.
///   Z2 Method.   MST: half of the budget on the one-way counts (columns of many values get more of it), a tenth
///                on choosing a tree of pairs by how far the pair is from independence, four tenths on the pairs'
///                counts. All else is computed from these noisy numbers alone: what the pairs say of a column joined
///                with its own counts, proportional fitting on the tree, then records drawn from it.
///   Z3 Domain    from the codebook; blank is one more value of each column. The number of records is not taken from the
///                data either, it is estimated.
///   Z4 Few.      Below `kFewest` records it is refused, unless an expert gives a reason, which is kept; the answer says
///                the noise in percentage points first.
///   Z5 Same      source of chance, same records.
///   Z6 Utility   is measured against the original, so it is not covered by Z1 and not for publication.
///   Z7 Possible. Of a question with several answers (microdata.hpp M3) a record has one way to give no answer in all its
///                columns, or in none and then at least one answer given. What the columns say of who gave no answer, and
///                how, is taken together; the column drawn first says it of a record. Computed from noisy numbers alone.
///
/// Sources: R. McKenna, G. Miklau, D. Sheldon, "Winning the NIST contest: a scalable and general approach to
/// differentially private synthetic data", Journal of Privacy and Confidentiality 11 (2021). Noise: noise.hpp.
#include "amparo/protection/microdata.hpp"
#include "amparo/protection/noise.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace amparo::protection {

inline constexpr std::size_t kFewest = 1'000;
inline constexpr std::size_t kPairCellsMax = 1'000'000;

enum class SynthesisCode : std::uint8_t { kTooFew, kNotInCodebook, kNoColumns, kTooManyCells, kBadGuarantee };
struct SynthesisRefusal {
    SynthesisCode code = SynthesisCode::kNoColumns;
    double noise_points = 0;  ///< Z4; of the others 0.
};

struct SynthesisRequest {
    Guarantee guarantee;
    std::string reason_for_few;         ///< Z4: empty refuses.
    std::vector<Several> several = {};  ///< Z7; no column twice.
};

struct Synthesis {
    Microdata records;
    std::vector<std::pair<std::size_t, std::size_t>> pairs;  ///< The tree, by columns.
    Guarantee guarantee;
    double rho = 0;
    double noise_points =
        0;  ///< Largest standard deviation of a one-way count, as percentage points of the records.
    std::string reason_for_few;
};

/// Why `synthesise` would refuse; nothing if it would not.
[[nodiscard]] std::optional<SynthesisRefusal> objection(Microdata const& data,
                                                        SynthesisRequest const& request);
/// Z4: what `synthesise` would say, without looking at more than how many there are.
[[nodiscard]] double noise_points(std::size_t rows, std::vector<Column> const& columns, Guarantee guarantee);

[[nodiscard]] Result<Synthesis, SynthesisRefusal> synthesise(Microdata const& original,
                                                             SynthesisRequest const& request, Chance& chance);

enum class MarginalsCode : std::uint8_t { kNotInCodebook, kNoSuchColumn, kTooManyCells, kBadGuarantee };
struct MarginalsRefusal {
    MarginalsCode code = MarginalsCode::kNoSuchColumn;
};
struct Marginal {
    std::vector<std::size_t> columns;
    std::vector<std::int64_t>
        counts;  ///< The last column fastest; blank is each column's last. May be negative.
};
/// Counts of each set of columns, with noise on every cell, also the empty ones.
[[nodiscard]] Result<std::vector<Marginal>, MarginalsRefusal> private_marginals(
    Microdata const& original, std::vector<std::vector<std::size_t>> const& sets, Guarantee guarantee,
    Chance& chance);

/// Half the sum of differences of shares, over all sets of `ways` (1 or 2) columns on average; 0 is equal, 1 disjoint (Z6).
[[nodiscard]] double mean_distance(Microdata const& a, Microdata const& b, int ways);

}  // namespace amparo::protection
