// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What is to be made unreadable in a document, where it stands, and whether it is gone.
///
///   R1 Whole.    A word that a mark touches goes whole, with what hangs on it ("Ana's", "(Ana)"): half a name is
///                a name.
///   R2 Phrase.   Every occurrence, whatever its capitals, accents, ligatures or kind of digits; across lines,
///                hyphens at their ends and pages; and where a file has torn its words apart or run them
///                together. As whole words; "*" at an end lets a word go on there ("Maritz*"). Rather too much
///                than too little: each hit is shown before anything is made.
///   R3 Kind.     Phone numbers, e-mail addresses, A-numbers, dates, by their form. A date is no phone number.
///   R4 Area.     What lies in a rectangle of one page, words or not.
///   R5 Told.     A mark that hits nothing is named, with how often its words stand inside longer ones; pages
///                without words are named, because nothing is found there.
///                What stands side by side once other words are gone counts as a phrase too.
///   R6 Gone.     What was made is read again: no phrase or kind is found, no word lies in an area.
#include "amparo/pages/page.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace amparo::pages {

enum class Kind : std::uint8_t { kPhone, kEmail, kANumber, kDate };
[[nodiscard]] std::optional<Kind> kind_named(std::string_view name) noexcept;

struct Mark {
    enum class What : std::uint8_t { kPhrase, kKind, kArea };
    What what = What::kPhrase;
    std::string phrase;
    Kind kind = Kind::kPhone;
    std::size_t page = 0;  ///< From 0.
    Box area;
    std::string reason;
};
/// Whether a phrase has anything to look for: a letter or digit.
[[nodiscard]] bool is_searchable(std::string_view phrase);

struct Place {
    std::size_t page = 0;
    std::size_t word = 0;
    friend bool operator==(Place const&, Place const&) = default;
};
struct Hit {
    std::size_t mark = 0;
    std::vector<Place> places;  ///< Of an area: the words it touches, maybe none.
};
struct Missing {
    std::size_t mark = 0;
    std::size_t inside_others = 0;
};
struct Found {
    std::vector<Hit> hits;
    std::vector<Missing> missing;            ///< R5; an area is never missing.
    std::vector<std::size_t> without_words;  ///< Pages.
};
[[nodiscard]] Found find(std::vector<Page> const& pages, std::vector<Mark> const& marks);

/// A few words before and after a hit, for a person to judge it by.
struct Around {
    std::string before;
    std::string hit;
    std::string after;
};
[[nodiscard]] Around around(std::vector<Page> const& pages, Hit const& hit);

struct Bar {
    Box box;
    std::string reason;
    friend bool operator==(Bar const&, Bar const&) = default;
};
/// What becomes of one page.
struct Blacked {
    std::vector<Bar> bars;
    std::vector<std::size_t> kept;  ///< Words that no mark touches.
};
[[nodiscard]] std::vector<Blacked> black(std::vector<Page> const& pages, std::vector<Mark> const& marks,
                                         Found const& found);

/// R6: the marks of which something is left in what was made of the document.
[[nodiscard]] std::vector<std::size_t> left_in(std::vector<Page> const& made, std::vector<Mark> const& marks);

/// A text as one page of words without places, and the text with the words of the hits replaced by a sign that
/// is the same for every length.
[[nodiscard]] Page page_of_text(std::string_view text);
[[nodiscard]] std::string black_text(std::string_view text, std::vector<Mark> const& marks,
                                     Found const& found);

}  // namespace amparo::pages
