// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The base cells of tables held against one another (W2, W7): people alike in all of them.
#include "amparo/evidence/publications.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amparo::evidence {

struct Member {
    std::size_t publication = 0;
    CountedTable const* table = nullptr;
};
struct Family {
    std::vector<Member> members;
    /// W7: of each table only how many it is of, and how many of them answered.
    bool is_of_totals = false;
};

/// Publications in order; the last is the next one.
using All = std::vector<Publication const*>;

/// W2 and W7; only those that the last publication has a table in.
[[nodiscard]] std::vector<Family> families_of(All const& all);

/// Which publications are known to a reader, and what is protected from them.
struct Reader {
    bool is_inside = false;
    std::int64_t least = 0;
    [[nodiscard]] protection::Threshold threshold() const;
    [[nodiscard]] bool reads(Publication const& one) const;
    [[nodiscard]] bool is_protected_from(Publication const& one) const;
};

/// Whether somebody with these answers is counted.
[[nodiscard]] bool is_among(CountedTable const& table, std::pair<std::uint32_t, std::uint32_t> at,
                            Selected const& of);
/// Whether the condition of its population is about this question.
[[nodiscard]] bool is_chosen_by(CountedTable const& table, std::string const& path);

/// "of the people, with Status: Visitor and Born abroad: No".
[[nodiscard]] std::string words_of(CountedTable const& table, Selected const& of, std::string_view language);

class Cells {
  public:
    Cells(All const& all, Family const& family);

    [[nodiscard]] std::vector<protection::BaseCell> base(Reader reader) const;
    [[nodiscard]] std::vector<std::string> names(std::size_t member, Selected const& of) const;
    /// Whether these people were in a table that is now published again without them.
    [[nodiscard]] bool has_left(std::string const& cell, Reader reader) const;
    /// The last table of the family that these people are in.
    [[nodiscard]] std::size_t member_of(std::string const& cell) const;
    /// "of the people, with Status: Resident, who are not in First (2031-01-31)".
    [[nodiscard]] std::string words(std::string const& cell, std::string_view language) const;

  private:
    /// Of a base cell, in each table of the family: places in both lists, or kOut.
    using Place = std::pair<std::int64_t, std::int64_t>;
    using Places = std::vector<Place>;
    static constexpr std::int64_t kOut = -1;
    /// What somebody answers, by question.
    using Replies = std::map<std::string, std::string>;
    using Pattern = std::vector<bool>;
    struct Together;

    [[nodiscard]] CountedTable const& table(std::size_t member) const {
        return *family_.members[member].table;
    }
    [[nodiscard]] Place place_in(std::size_t member, std::pair<std::uint32_t, std::uint32_t> at) const;
    [[nodiscard]] bool is_in(std::size_t member, Place at, Selected const& of) const;
    [[nodiscard]] std::string reply(std::size_t member, Place at, bool is_second) const;
    [[nodiscard]] Places const* find(std::string const& cell) const;
    [[nodiscard]] std::string answers(std::size_t member, Place at, std::string_view language) const;
    [[nodiscard]] bool are_alike(Places const& places, std::size_t one, std::size_t other) const;
    [[nodiscard]] bool has_left(Places const& places, Reader reader) const;
    [[nodiscard]] Replies replies_of(Places const& places) const;
    [[nodiscard]] Together together(Pattern const& pattern) const;
    void find_near();
    void think_up();
    void think_up_all(Together const& those, std::map<std::string, std::set<std::string>>::const_iterator at,
                      Replies& chosen);
    void think_up_near(Together const& those, Replies const& somebody);
    void put(Pattern const& pattern, Replies const& chosen);

    All const& all_;
    Family const& family_;
    std::map<Places, std::int64_t> counts_;
    std::vector<std::string> names_;
    std::set<Places> of_gone_;  ///< W9: those with somebody who is gone.
    std::set<std::pair<std::size_t, std::size_t>>
        is_near_;  ///< W9: an earlier member and one of the last publication.
};

}  // namespace amparo::evidence
