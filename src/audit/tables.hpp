// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Tables whose columns say "n" and "%" (rules T1–T6 in audit.hpp).
#include "grid.hpp"
#include "pairing.hpp"
#include "wholes.hpp"

#include <functional>
#include <unordered_map>

namespace amparo::audit {

class Tables {
  public:
    /// Claims of cells of which `pairs` has none yet, in their order, and what the rows say together.
    void read(std::string_view text, std::span<Token const> tokens, std::vector<Pair> const& pairs,
              std::vector<Pair>& claims, std::vector<Found>& found);
    /// T6, of the tables that were read since the last call; `place_of` a token.
    void check_again(std::function<Place(std::size_t)> const& place_of, std::vector<Found>& found);
    /// W4.
    [[nodiscard]] std::uint64_t compared() const noexcept { return compared_; }

  private:
    struct Line;
    struct Column;
    struct Section;
    class Reading;

    struct Label {
        std::uint64_t key = 0;  ///< The row's words, the table's years, of how many.
        std::size_t begin = 0;  ///< Tokens.
        std::size_t end = 0;
        std::uint64_t part = 0;
        std::uint64_t whole = 0;
        std::size_t table = 0;
    };
    struct Kept {
        std::size_t table = 0;
        std::uint64_t part = 0;
        Place place;
    };
    static void read_claims(Section const& section, std::span<Token const> tokens,
                            std::vector<Pair> const& pairs, std::vector<Pair>& claims);
    void check_sum(Section const& section, std::span<Token const> tokens, std::vector<Found>& found);
    void keep_labels(Section const& section, std::span<Token const> tokens);

    std::unordered_map<std::uint64_t, Kept> labels_;
    std::vector<Label> labels_here_;
    std::size_t tables_ = 0;
    std::uint64_t compared_ = 0;
};

}  // namespace amparo::audit
