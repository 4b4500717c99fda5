// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What no single claim shows (W1–W3 in audit.hpp).
#include "amparo/audit/audit.hpp"
#include "pairing.hpp"

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace amparo::audit {

/// Of a finding, by tokens; the auditor adds places and words.
struct Found {
    Finding finding;
    std::size_t begin = 0;
    std::size_t end = 0;
};

class Wholes {
  public:
    /// `places[i]` is where pairs[i] stands.
    void read(std::span<Token const> tokens, std::string_view text, std::vector<Item> const& items,
              std::vector<Pair> const& pairs, std::vector<Place> const& places, std::vector<Found>& out);
    /// "More than one answer was possible" was said somewhere.
    [[nodiscard]] bool has_several_answers() const noexcept { return several_answers_; }

  private:
    struct Said {
        std::uint64_t part;
        std::uint64_t whole;
        Place place;
    };
    struct Clause;

    void read_sentence(Clause const& clause, std::vector<Found>& out);
    void end_paragraph();
    void check_twice(Clause const& clause, std::vector<Found>& out);
    void check_rest(Clause const& clause, std::vector<Found>& out);
    static void check_make_up(Clause const& clause, std::vector<Found>& out);
    void check_total(Clause const& clause, std::vector<Found>& out);
    void check_denominator(Clause const& clause, std::vector<Found>& out);

    std::unordered_map<std::uint64_t, Said> sentences_;
    bool several_answers_ = false;
    std::uint64_t period_ = 0;                                 ///< Of the last heading that named one.
    std::vector<Said> rows_;                                   ///< Of the table that is being read.
    std::vector<std::pair<std::uint64_t, Said>> populations_;  ///< By noun, of this paragraph.
    std::vector<Said> paragraph_;                              ///< Claims before this sentence.
    std::vector<std::uint64_t> parts_;  ///< Numerators of this paragraph: a later whole may be one.
};

}  // namespace amparo::audit
