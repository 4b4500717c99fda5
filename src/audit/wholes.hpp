// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What no single claim shows (W1–W3 in audit.hpp).
#include "amparo/audit/audit.hpp"
#include "pairing.hpp"

#include <optional>
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

    /// How often two statements were held against each other.
    [[nodiscard]] std::uint64_t compared() const noexcept { return compared_; }
    /// "Percentages are weighted" was.
    [[nodiscard]] bool has_weights() const noexcept { return has_weights_; }

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
    void check_either(Clause const& clause, std::vector<Found>& out);
    static std::size_t claim_begin(Clause const& clause, std::size_t counts);
    static bool says_other(Clause const& clause, std::size_t counts);
    static void check_parts(Clause const& clause, std::vector<Found>& out);
    void check_make_up(Clause const& clause, std::vector<Found>& out);
    void check_total(Clause const& clause, std::vector<Found>& out);
    void check_denominator(Clause const& clause, std::vector<Found>& out);
    void check_neighbour(Clause const& clause, std::vector<Found>& out);
    void note_numbers(Clause const& clause);
    [[nodiscard]] bool is_said_before(std::uint64_t whole, std::uint64_t before) const;
    [[nodiscard]] static Found changed(std::size_t begin, std::size_t end, std::uint64_t whole,
                                       std::uint64_t before);

    std::unordered_map<std::uint64_t, Said> sentences_;
    bool several_answers_ = false;
    bool has_weights_ = false;
    std::uint64_t compared_ = 0;
    std::uint64_t section_ = 0;                                ///< The last heading, whatever it says.
    std::uint64_t period_ = 0;                                 ///< Of the last heading that named one.
    std::vector<Said> rows_;                                   ///< Of the table that is being read.
    std::vector<std::pair<std::uint64_t, Said>> populations_;  ///< By noun, of this paragraph.
    std::vector<Said> paragraph_;                              ///< Claims before this sentence.
    std::vector<std::uint64_t> numbers_;  ///< Of this paragraph: a later whole may be one, or be without one.
    std::optional<Said> before_;     ///< Of the sentence before, if it was nothing but a figure of somebody.
    std::uint64_t before_noun_ = 0;  ///< Who they were, if it said so.
};

}  // namespace amparo::audit
