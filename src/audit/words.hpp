// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The words of three languages that claims are made of. A word can have several roles: "six" counts in two
/// languages, "once" only in one.
#include <cstdint>
#include <string_view>

namespace amparo::audit {

enum class Role : std::uint8_t {
    kUnit,      ///< 0–9, by value.
    kTeen,      ///< 10–19 and the Spanish 21–29: takes no unit after it.
    kTens,      ///< 20…90.
    kHundreds,  ///< 100…900 in one word.
    kHundred,   ///< Multiplies what stands before it.
    kThousand,
    kAnd,      ///< Inside a number.
    kPercent,  ///< "percent".
    kPer,      ///< per, por, pour: before kCent.
    kCent,
    kOf,       ///< Between part and whole.
    kOut,      ///< "out", before "of".
    kIn,       ///< "in": between part and whole when both are small.
    kArticle,  ///< the, las, all, our, a total: before the whole.
    kEvery,
    kHalf,
    kOrdinal,   ///< third(s), quinto, cinquième: the denominator, by value.
    kPartNoun,  ///< "parte" after a Spanish ordinal.
    kAll,
    kNone,
    kMost,
    kAbout,
    kOver,  ///< more (than), over, más (de), plus (de).
    kUnder,
    kNearly,
    kLeast,
    kUpTo,
    kNot,
    kHedgeLink,   ///< than, to, de: between a hedge and its figure.
    kPerson,      ///< Who or what is counted: people, cases, nights.
    kMoney,       ///< What a share is taken of that is no count: pay, rent, hours.
    kChange,      ///< rose, fell, by: the figure after it is a difference.
    kChangeNoun,  ///< increase, higher: the figure before it is one.
    kTowards,     ///< to, al, à: after a change, the figure is a level again.
    kBetween,
    kInterval,  ///< CI, confidence, intervalo.
    kPoint,     ///< "points" after a percentage; "point" inside a number.
    kRespectively,
    kPage,       ///< page, table, question: what follows is a place.
    kConnector,  ///< or, that is, soit.
    kRest,       ///< the rest, the remaining.
    kMakeUp,     ///< make up, add up, suman.
    kNotHalf,    ///< first, second, last: "the second half".
    kVerb,       ///< After "a third": were, said, tenían.
    kSize,       ///< n, N.
    kMean,
    kQualifier,     ///< who, with, without, among, answered: why a denominator is another.
    kCountedThing,  ///< What is counted in integers, so that a mean of it can be tested.
    kExcept,        ///< but, except: "all but two".
    kMultiple,      ///< "more than one answer".
    kTotal,
    kVague,         ///< some, several: parts without a number.
    kAbbreviation,  ///< A full stop after it ends no sentence.
};

struct Word {
    std::uint64_t roles = 0;
    std::uint16_t value = 0;
    std::uint16_t unit_value = 0;  ///< Of kOrdinal, where the word also counts: "quarter" never does.
    [[nodiscard]] constexpr bool is(Role role) const noexcept {
        return (roles >> static_cast<unsigned>(role) & 1U) != 0;
    }
};

/// `folded` is lower case, without acute accents, diaereses and tildes. Null for a word that plays no part.
[[nodiscard]] Word const* find_word(std::string_view folded) noexcept;

inline constexpr std::size_t kWordBytesMax = 24;

}  // namespace amparo::audit
