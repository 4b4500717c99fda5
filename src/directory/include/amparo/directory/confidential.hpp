// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Which places are kept secret, and whether a text tells where they are. Nothing that leaves may (D1, D3;
/// referral P2): the address typed into a note is the usual leak.
///
///   D2  A place is confidential if it says so; if a service there that houses people (bed_tonight, shelter,
///       transitional_housing) and the place does not say "no"; if any service there assures a confidential
///       address, whatever the place says; or if it shares its address, coordinates or a telephone number
///       with a confidential one.
///   D3  A text tells of it if its address line, telephone number or coordinates can be read in it: spelling,
///       case, accents, script of the digits, punctuation, spacing and the usual short forms of street words
///       (USPS Publication 28, appendix C; and Spanish ones) don't hide it. What is too short to look for is
///       passed over: an address line of fewer than 4 letters and digits ("Unit 2" of a second line: 8), a
///       number of fewer than 5 digits. Of a longer number the last 7 count, written with or without area.
///
/// Source: DESIGN.md rules 4 and 6; 34 U.S.C. 12291(b)(2); 45 CFR 1370.4(g).
#include "amparo/directory/fields.hpp"
#include "amparo/model/ids.hpp"

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amparo::directory {

/// A record as it is stored: links are record ids.
struct Stored {
    Kind kind = Kind::kService;
    RecordId id;
    Json data;
};

/// Whether a need is met by sleeping somewhere, so that the place is taken to be confidential until it says
/// otherwise (D2).
[[nodiscard]] bool houses_people(std::string_view need) noexcept;

class ConfidentialPlaces {
  public:
    explicit ConfidentialPlaces(std::span<Stored const* const> records);

    /// D2.
    [[nodiscard]] bool contains(RecordId const& place) const { return ids_.contains(place); }
    /// D3.
    [[nodiscard]] bool told_by(std::string_view text) const;

  private:
    void add(Json const& place);
    [[nodiscard]] bool shares(Json const& place) const;

    std::set<RecordId> ids_;
    std::set<std::string> words_;  ///< Address lines, word by word.
    std::set<std::string> runs_;   ///< The same without the gaps.
    std::set<std::string> lines_;  ///< First lines, however short.
    std::set<std::string> numbers_;
    std::set<std::string> degrees_;
    std::vector<std::pair<double, double>> points_;
};

}  // namespace amparo::directory
