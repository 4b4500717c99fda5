// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Cases as codes, a line each: what is protected and handed on (amparo/protection/microdata.hpp).
///
///   V1 Whom.     Who is in the population. Who is not, and of whom it can't be told, is counted and in no line.
///   V2 Codebook. What a column may hold comes from the form: the question's codes in the list's order, then, apart
///                from each other, the ways to give none. What was not recorded is blank.
///   V3 Several.  A question with several answers is a column for each code: 1 where it was given, 0 where
///                another was.
///   V4 Levels    of a key name every code of the list once; the ways to give none stay as they are. They come with
///                whoever asks, as JSON, and are of the codebook: [{"Americas": ["MX", "GT"], "elsewhere": [...]}, ...].
///   V5 Flags.    In the manner of CTDC every way to give no answer is -99. It merges what Amparo keeps apart, so it has
///                to be asked for.
///   V6 Nothing   else of a case is in its line: no id, pseudonym, day or order.
#include "amparo/codec/json.hpp"
#include "amparo/evidence/microdata.hpp"
#include "amparo/evidence/population.hpp"
#include "amparo/protection/anonymity.hpp"
#include "amparo/protection/microdata.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::evidence {

struct Records {
    protection::Microdata data;
    std::vector<protection::Several> several;  ///< V3
    std::vector<std::string> subjects;         ///< Whom a line is of. Not for release (V6).
    std::uint64_t not_in = 0;
    std::uint64_t undetermined = 0;
};
/// `cases` hold the questions, and the population's conditions.
[[nodiscard]] Records records_of(Population const& population, std::vector<Variable> const& questions,
                                 Microdata const& cases);
/// What `cases` need for it.
[[nodiscard]] std::vector<Variable> variables_for(std::vector<Variable> questions,
                                                  Population const& population);

/// V4. `column` is its name: a question's path, or path=code of one with several answers.
[[nodiscard]] Result<protection::Key, Refusal> key_of(protection::Microdata const& data,
                                                      std::string_view column, Json const& levels,
                                                      std::string const& place);

enum class Style : std::uint8_t { kApart, kFlags };
/// The first line names the columns. Cells as in amparo/codec/csv.hpp.
[[nodiscard]] std::string csv_of(protection::Microdata const& data, Style style);

}  // namespace amparo::evidence
