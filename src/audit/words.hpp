// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The words of three languages that claims are made of. A word can have several roles: "six" counts in two
/// languages, "once" only in one.
#include <array>
#include <cstddef>
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
    kInterval,    ///< CI, intervalo.
    kConfidence,  ///< confidence, confianza: of an interval only beside its level.
    kLevel,       ///< level, limits: after or before kConfidence.
    kPoint,       ///< "points" after a percentage; "point" inside a number.
    kRespectively,
    kPage,       ///< page, table, question: what follows is a place.
    kConnector,  ///< or, that is, soit.
    kRest,       ///< the rest, the remaining.
    kMakeUp,     ///< make up, add up, suman.
    kSum,        ///< sum: the percentage after it is of several shares.
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
    kSpan,          ///< days, years: after "in" or a hyphen, the number before it counts time.
    kNoShare,       ///< power, target: the percentage that it has is set or computed, no share of people.
    kWeighted,
    kFigures,  ///< percentages, results: what can be weighted.
};

struct Word {
    std::uint64_t roles = 0;
    std::uint16_t value = 0;
    std::uint16_t unit_value = 0;  ///< Of kOrdinal, where the word also counts: "quarter" never does.
    [[nodiscard]] constexpr bool is(Role role) const noexcept {
        return (roles >> static_cast<unsigned>(role) & 1U) != 0;
    }
};

inline constexpr std::size_t kWordBytesMax = 24;

/// One word as find_word() wants it, however long it is in the text: lower case, without acute accents, diaereses and
/// tildes. Letters are added in lower case; of those beyond ASCII, capitals too.
class FoldedWord {
  public:
    void add(char c) noexcept {
        if (size_ < bytes_.size()) bytes_[size_] = c;
        ++size_;
    }
    void add(char32_t letter) noexcept {
        switch (letter) {
            case 0xE1:
            case 0xC1:
            case 0xE3:
            case 0xC3:
                return add('a');
            case 0xE9:
            case 0xC9:
                return add('e');
            case 0xED:
            case 0xCD:
                return add('i');
            case 0xF3:
            case 0xD3:
                return add('o');
            case 0xFA:
            case 0xDA:
            case 0xFC:
            case 0xDC:
                return add('u');
            case 0xF1:
            case 0xD1:
                return add('n');
            case 0x301:
            case 0x308:
            case 0x303:
                return;  // Combining: as if they were composed.
            case 0x300:
                return grave();
            default:
                break;
        }
        if (letter >= 0xC0 && letter <= 0xDE) letter += 0x20;
        if (letter < 0x800) {
            add(static_cast<char>(0xC0U | letter >> 6U));
            add(static_cast<char>(0x80U | (letter & 0x3FU)));
        } else {
            size_ = bytes_.size() + 1;  // No word of the three languages.
        }
    }
    [[nodiscard]] std::string_view view() const noexcept {
        return size_ <= bytes_.size() ? std::string_view{bytes_.data(), size_} : std::string_view{};
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    void clear() noexcept { size_ = 0; }

  private:
    void grave() noexcept {
        if (size_ == 0 || size_ > bytes_.size()) return;
        char const last = bytes_[size_ - 1];
        if (last != 'e' && last != 'a') return;
        --size_;
        add(last == 'e' ? char32_t{0xE8} : char32_t{0xE0});
    }

    std::array<char, kWordBytesMax> bytes_{};
    std::size_t size_ = 0;
};

/// `folded` is the view of a FoldedWord. Null for a word that plays no part.
[[nodiscard]] Word const* find_word(std::string_view folded) noexcept;

}  // namespace amparo::audit
