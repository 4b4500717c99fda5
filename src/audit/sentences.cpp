// SPDX-License-Identifier: AGPL-3.0-or-later
// Verdicts in words.
#include "amparo/audit/audit.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace amparo::audit {
namespace {

bool is_english(Tongue tongue) noexcept {
    return tongue == Tongue::kEnglish;
}

/// x of N without rounding loss a reader could miss: to two places more than printed.
std::string exactly(Claim const& claim, Tongue tongue) {
    unsigned const decimals = std::min(claim.precision().value_or(0) + 2, kDecimalsMax);
    Printed const p = percentage(*claim.part, *claim.whole, decimals, Rounding::kHalfUp);
    return text_of(p, tongue) + (is_english(tongue) ? "%" : " %");
}

std::string counts_of(Claim const& claim, Tongue tongue) {
    return std::to_string(claim.part.value_or(0)) + (is_english(tongue) ? " of " : " de ") +
           std::to_string(claim.whole.value_or(0));
}

std::string nearest_of(Claim const& claim, Tongue tongue) {
    return claim.nearest ? text_of(*claim.nearest, tongue) + (is_english(tongue) ? "%" : " %")
                         : std::string{};
}

std::string is_worth(Claim const& claim, Tongue tongue) {
    return counts_of(claim, tongue) + (is_english(tongue) ? " is " : " es ") + exactly(claim, tongue);
}

std::string whole_of(Claim const& claim) {
    return std::to_string(claim.whole.value_or(0));
}

/// "the nearest are 3.47 and 3.53", the lower first.
std::string means_of(Claim const& claim, Tongue tongue) {
    Printed low = *claim.nearest;
    Printed high = claim.nearest_too.value_or(low);
    if (low.units > high.units) std::swap(low, high);
    bool const en = is_english(tongue);
    if (low == high) return (en ? "the nearest is " : "la más cercana es ") + text_of(low, tongue);
    return (en ? "the nearest are " : "las más cercanas son ") + text_of(low, tongue) +
           (en ? " and " : " y ") + text_of(high, tongue);
}

std::string ends_of(Claim const& claim, Tongue tongue) {
    std::string_view const sign = is_english(tongue) ? "%" : " %";
    return text_of(claim.interval->low, tongue) + std::string{sign} + (is_english(tongue) ? " to " : " a ") +
           text_of(claim.interval->high, tongue) + std::string{sign};
}

std::string english(Claim const& claim) {
    Tongue const t = Tongue::kEnglish;
    switch (claim.reason) {
        case Reason::kRounds:
            return is_worth(claim, t) + ".";
        case Reason::kHedgeHolds:
            return is_worth(claim, t) + ", as the words say.";
        case Reason::kFractionIsNearest:
            return is_worth(claim, t) + "; no simpler fraction is nearer.";
        case Reason::kFiguresAgree:
            return "The two figures can be of one number.";
        case Reason::kInRange:
            return is_worth(claim, t) + ", inside the range.";
        case Reason::kSomeCountGives:
            return "A whole number of people gives it.";
        case Reason::kOnlyTruncation:
            return is_worth(claim, t) + ": rounded it is " + nearest_of(claim, t) +
                   "; only cutting the digits off gives what is printed.";
        case Reason::kSomeCountTruncates:
            return "No whole number of " + whole_of(claim) +
                   " rounds to it; only cutting the digits off gives it.";
        case Reason::kOnlyUp:
            return is_worth(claim, t) + ": rounded it is " + nearest_of(claim, t) +
                   "; only rounding up always gives what is printed.";
        case Reason::kNoRounding:
            return is_worth(claim, t) + ": it should say " + nearest_of(claim, t) + ".";
        case Reason::kHedgeFails:
            return is_worth(claim, t) + ", which is not what the words say.";
        case Reason::kFractionIsFar:
            return is_worth(claim, t) + "; the fraction is another.";
        case Reason::kFiguresDiffer:
            return "The two figures can't be of one number.";
        case Reason::kOutOfRange:
            return is_worth(claim, t) + ", outside the range.";
        case Reason::kNoCountGives:
            return "No whole number of " + whole_of(claim) + " gives it" +
                   (claim.nearest ? "; the nearest is " + nearest_of(claim, t) : std::string{}) + ".";
        case Reason::kNeitherPartNorWhole:
            return "It is neither a share of " + std::to_string(claim.part.value_or(0)) + " nor is " +
                   std::to_string(claim.part.value_or(0)) + " that share of any number.";
        case Reason::kPartAboveWhole:
            return "There are only " + whole_of(claim) + ".";
        case Reason::kWholeIsZero:
            return "Of nobody there is no share.";
        case Reason::kMeanIsPossible:
            return "Whole numbers of " + whole_of(claim) + " can have this mean.";
        case Reason::kMeanIsImpossible:
            return "Whole numbers of " + whole_of(claim) + " can't have this mean; " + means_of(claim, t) +
                   ".";
        case Reason::kOutsideInterval:
            return "The interval printed with it, " + ends_of(claim, t) + ", does not contain it.";
    }
    return {};
}

std::string spanish(Claim const& claim) {
    Tongue const t = Tongue::kSpanish;
    switch (claim.reason) {
        case Reason::kRounds:
            return is_worth(claim, t) + ".";
        case Reason::kHedgeHolds:
            return is_worth(claim, t) + ", como dicen las palabras.";
        case Reason::kFractionIsNearest:
            return is_worth(claim, t) + "; ninguna fracción más simple está más cerca.";
        case Reason::kFiguresAgree:
            return "Las dos cifras pueden ser de un mismo número.";
        case Reason::kInRange:
            return is_worth(claim, t) + ", dentro del intervalo.";
        case Reason::kSomeCountGives:
            return "Un número entero de personas la da.";
        case Reason::kOnlyTruncation:
            return is_worth(claim, t) + ": redondeado es " + nearest_of(claim, t) +
                   "; solo cortando los decimales sale lo impreso.";
        case Reason::kSomeCountTruncates:
            return "Ningún número entero de " + whole_of(claim) +
                   " se redondea a eso; solo sale cortando los decimales.";
        case Reason::kOnlyUp:
            return is_worth(claim, t) + ": redondeado es " + nearest_of(claim, t) +
                   "; solo sale redondeando siempre hacia arriba.";
        case Reason::kNoRounding:
            return is_worth(claim, t) + ": debería decir " + nearest_of(claim, t) + ".";
        case Reason::kHedgeFails:
            return is_worth(claim, t) + ", y no es lo que dicen las palabras.";
        case Reason::kFractionIsFar:
            return is_worth(claim, t) + "; la fracción es otra.";
        case Reason::kFiguresDiffer:
            return "Las dos cifras no pueden ser de un mismo número.";
        case Reason::kOutOfRange:
            return is_worth(claim, t) + ", fuera del intervalo.";
        case Reason::kNoCountGives:
            return "Ningún número entero de " + whole_of(claim) + " la da" +
                   (claim.nearest ? "; lo más cercano es " + nearest_of(claim, t) : std::string{}) + ".";
        case Reason::kNeitherPartNorWhole:
            return "Ni es una parte de " + std::to_string(claim.part.value_or(0)) + ", ni " +
                   std::to_string(claim.part.value_or(0)) + " es esa parte de número alguno.";
        case Reason::kPartAboveWhole:
            return "Solo hay " + whole_of(claim) + ".";
        case Reason::kWholeIsZero:
            return "De nadie no hay parte.";
        case Reason::kMeanIsPossible:
            return "Números enteros de " + whole_of(claim) + " pueden tener esta media.";
        case Reason::kMeanIsImpossible:
            return "Números enteros de " + whole_of(claim) + " no pueden tener esta media; " +
                   means_of(claim, t) + ".";
        case Reason::kOutsideInterval:
            return "El intervalo impreso con ella, " + ends_of(claim, t) + ", no la contiene.";
    }
    return {};
}

std::string line_of(Place place) {
    return std::to_string(place.line);
}

}  // namespace

std::string text_of(Printed figure, Tongue tongue) {
    std::uint64_t const unit = scale(figure.decimals);
    std::string out = std::to_string(figure.units / unit);
    if (figure.decimals == 0) return out;
    std::string const rest = std::to_string(figure.units % unit);
    return out + (is_english(tongue) ? "." : ",") + std::string(figure.decimals - rest.size(), '0') + rest;
}

std::string reason_of(Claim const& claim, Tongue tongue) {
    return is_english(tongue) ? english(claim) : spanish(claim);
}

std::string reason_of(Finding const& finding, Tongue tongue) {
    std::string const here = std::to_string(finding.stated);
    std::string const there = std::to_string(finding.expected);
    bool const en = is_english(tongue);
    switch (finding.kind) {
        case Finding::Kind::kTwice:
            return en ? "Line " + line_of(finding.other) + " says " + there + " of " +
                            std::to_string(finding.whole) + " in the same words; here it is " + here + "."
                      : "La línea " + line_of(finding.other) + " dice " + there + " de " +
                            std::to_string(finding.whole) + " con las mismas palabras; aquí son " + here +
                            ".";
        case Finding::Kind::kParts:
            return en ? "The parts add up to " + there + ", not to " + here + "."
                      : "Las partes suman " + there + ", no " + here + ".";
        case Finding::Kind::kDenominator:
            return en ? "Before, it was of " + there + "; here it is of " + here + ", and nothing says why."
                      : "Antes era de " + there + "; aquí es de " + here + ", y nada dice por qué.";
    }
    return {};
}

}  // namespace amparo::audit
