// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Whether somebody meets a party of another matter, asked by people who may not read that matter.
///
///   C1 Compared.  Names and aliases, word by word as written and by sound, and telephone numbers. Nothing else.
///   C2 Blind.     What is kept and compared are tokens: a keyed hash of each word, sound and number. Without the
///                 key they say nothing; with it a guess can be tested, and nothing be read out.
///   C3 Names.     Two names meet if every word of the shorter one meets a word of its own in the other, as
///                 written or by sound. A name of one word meets only the same single word, as written. Why: half
///                 a country is called María.
///   C4 Numbers.   Two numbers meet if their last eight digits are the same. Fewer than seven digits meet nothing.
///   C5 Answer.    Yes or no, the number of the matter and whom to ask. Not who was met, nor by what.
///   C6 Own.       A matter doesn't meet itself, nor another of the same person served.
///   C7 Candidates. It finds what a person has to look at; it decides nothing. Nobody is refused help by it.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::conflicts {

using Token = std::uint64_t;
/// C2: the keyed hash, cut to eight bytes.
using Blind = std::function<Token(std::string_view feature)>;

/// What a party is called by and reached at.
struct Party {
    std::vector<std::string> names;
    std::vector<std::string> phones;
};

/// First the word as written, then its sounds.
using BlindWord = std::vector<Token>;
struct BlindParty {
    std::vector<std::vector<BlindWord>> names;
    std::vector<Token> phones;
    friend bool operator==(BlindParty const&, BlindParty const&) = default;
};
inline constexpr std::size_t kNamesMax = 40;
inline constexpr std::size_t kWordsMax = 12;

/// Words are put in the order of their tokens, so that they don't tell the order in the name.
[[nodiscard]] BlindParty blind(Party const& party, Blind const& with);

/// C3, C4.
[[nodiscard]] bool meet(BlindParty const& a, BlindParty const& b);

/// Where a party stands: a matter and the person it is for, as the caller numbers them.
struct Place {
    std::uint32_t matter = 0;
    std::uint32_t person = 0;
};

/// Every party of every matter. Finding is fast where names are rare; the worst case looks at all that share
/// two words.
class Index {
  public:
    Index();
    ~Index();
    Index(Index&&) noexcept;
    Index& operator=(Index&&) noexcept;

    void add(Place place, BlindParty party);
    /// The matters met, each once, ascending. C6 by `own`.
    [[nodiscard]] std::vector<std::uint32_t> check(BlindParty const& asked, Place own) const;
    [[nodiscard]] std::size_t size() const noexcept;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace amparo::conflicts
