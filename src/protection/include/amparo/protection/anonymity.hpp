// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Records of people made coarser until each one has company.
///
///   K1 Promise.   Each record that is left answers, in its keys, to at least k records (frequency.hpp, F2). The file as
///                 it is released is counted once more before it is given out. Not promised: that those k do not
///                 all have the same answer to another question (`alike` counts the records of which they do), nor
///                 anything about somebody who knows more than the keys. Why: see synthesis.hpp for what does.
///   K2 Codebook.  How codes are grouped comes with the codebook, never from the data: which groups are used tells
///                 something, which groups there are does not. Each level's groups are whole groups of the one before.
///   K3 One level  a key for all records, so a group never stands beside a part of itself.
///   K4 Loss.      Of an answer in a group of g of a key's c codes: (g - 1) / (c - 1); withheld: 1; no answer given: not
///                 counted. Of a file: the geometric mean over the keys of 1 + the mean, less 1.
///   K5 Cheapest.  Of all choices of levels the one whose file loses least once K6 is done to it: whether a question is
///                 made coarser or some of its answers are withheld is weighed by K4, and by nothing else. Of two that
///                 lose the same, the finer. `most_withheld` rules out choices where more of the records would be
///                 without company; without it nothing is ruled out. Each choice that could lose less (levels alone
///                 lose no more than levels and K6) is tried, until `kTrialsMax` is spent. With `kRecords` they are
///                 found by their order: what is coarser has no less company. Where there are more choices than
///                 `kChoicesMax`, or a search reaches its limit, a good one; the answer says which.
///   K6 Withheld.  Who then has no company loses answers, the fewest that help. Where fewer than k of them would be
///                 alike, answers of others who can spare them are withheld beside theirs, if that takes fewer
///                 answers than leaving those out, who lose the answers to every question; whose is chosen by `salt`,
///                 so that who knows the rule can't tell them from those they stand beside. Who has no company even
///                 so is left out. With `kRecords` they are left out at once. With one key no other way to withhold
///                 takes fewer answers; with several it is a good one.
///   K7 Order      of the records released is that of their codes: it tells nothing of the order they came in.
///   K8 Same file and salt, same answer, in whatever order the records come.
///
/// Sources: L. Sweeney, "Achieving k-anonymity privacy protection using generalization and suppression", 2002.
/// F. Kohlmayer, F. Prasser, C. Eckert, A. Kemper, K. Kuhn, "Flash: efficient, stable and optimal k-anonymity", PASSAT
/// 2012 (K5, `kRecords`). V. Iyengar, "Transforming data to satisfy privacy constraints", KDD 2002: the loss of K4, which
/// ARX calls "Loss" and recommends with a suppression limit of 1, so that it alone weighs the two
/// (arx.deidentifier.org/help-settings).
#include "amparo/protection/frequency.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace amparo::protection {

inline constexpr std::size_t kChoicesMax = std::size_t{1} << 20U;
/// Of trials (K5): answers looked at, some seconds.
inline constexpr std::uint64_t kTrialsMax = 500'000'000;

struct Level {
    std::vector<std::string> names;
    std::vector<Code> of;  ///< By code of the codebook: its group.
};
/// One key. The codes themselves come before the levels, and one group of everything after them.
struct Key {
    std::size_t column = 0;
    std::vector<Level> levels;
};

enum class Withhold : std::uint8_t { kAnswers, kRecords };

struct AnonymityRequest {
    std::vector<Key> keys;
    std::uint32_t k = 11;
    Blank blank = Blank::kItself;
    double most_withheld = 1;  ///< Share of the records.
    Withhold withhold = Withhold::kAnswers;
    std::uint64_t salt = 0;  ///< K6. Nobody who reads the file may know it.
};

enum class AnonymityError : std::uint8_t {
    kNotInCodebook,
    kNoKeys,
    kTooManyKeys,
    kBadLevels,     ///< K2
    kBadThreshold,  ///< k from 2, a share from 0 to 1.
    kTooFew,        ///< Fewer than k records.
};

struct KeyUse {
    std::size_t level = 0;  ///< 0: the codes; one more than there are levels: everything in one.
    std::size_t answers = 0;
    std::size_t withheld = 0;  ///< K6, of records that are left.
    double loss = 0;
};

inline constexpr std::uint32_t kLeftOut = 0xFFFFFFFF;

struct Anonymised {
    Microdata records;  ///< Columns in the request's data's order; a key's codes are its level's names.
    std::vector<KeyUse> keys;
    std::size_t left_out = 0;
    double loss = 0;
    bool is_cheapest = false;
    std::uint32_t least = 0;           ///< The smallest number of records one answers to.
    std::uint32_t least_anything = 0;  ///< The same where a blank is held to agree with anything.
    double mean_risk = 0;              ///< F4, without weights.
    std::size_t groups = 0;            ///< Distinct combinations of the keys.
    std::size_t alike = 0;             ///< K1
    std::size_t choices_checked = 0;
    std::vector<std::uint32_t>
        of;  ///< By record of the original: its place in `records`, or kLeftOut. Not for release.
};

[[nodiscard]] Result<Anonymised, AnonymityError> anonymise(Microdata const& original,
                                                           AnonymityRequest const& request);

}  // namespace amparo::protection
