// SPDX-License-Identifier: AGPL-3.0-or-later
// Claims written in every form of three languages, with the mess that text layers have, are read back
// exactly; the same claims with a wrong figure are not let through. Number words come from a second, naive
// writer.
#include "amparo/audit/audit.hpp"
#include "amparo/statistics/figure.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

using namespace amparo::audit;

namespace {

enum class Lang { kEn, kEs, kFr };

class Writer {
  public:
    explicit Writer(std::uint32_t seed) : chance_{seed} {}

    std::uint64_t below(std::uint64_t n) {
        return std::uniform_int_distribution<std::uint64_t>{0, n - 1}(chance_);
    }
    bool often() { return below(3) != 0; }
    template <std::size_t N>
    std::string one_of(std::array<char const*, N> const& all) {
        return all[below(N)];
    }

  private:
    std::mt19937 chance_;
};

/// The pieces in a row. A braced list is evaluated from left to right, so that one seed writes one text with every compiler.
struct Joined {
    std::string text;
    template <typename... Pieces>
    explicit Joined(Pieces const&... pieces) {
        (text.append(pieces), ...);
    }
};

std::string english(std::uint64_t n, bool hyphen) {
    static constexpr char const* kSmall[] = {"zero",    "one",     "two",       "three",    "four",
                                             "five",    "six",     "seven",     "eight",    "nine",
                                             "ten",     "eleven",  "twelve",    "thirteen", "fourteen",
                                             "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
    static constexpr char const* kTens[] = {"",      "",      "twenty",  "thirty", "forty",
                                            "fifty", "sixty", "seventy", "eighty", "ninety"};
    if (n < 20) return kSmall[n];
    if (n < 100)
        return kTens[n / 10] +
               (n % 10 == 0 ? std::string{} : (hyphen ? "-" : " ") + std::string{kSmall[n % 10]});
    std::string const head = std::string{kSmall[n / 100]} + " hundred";
    return n % 100 == 0 ? head : head + (hyphen ? " and " : " ") + english(n % 100, hyphen);
}

std::string spanish(std::uint64_t n, bool feminine) {
    static constexpr char const* kSmall[] = {
        "cero",         "uno",         "dos",        "tres",        "cuatro",     "cinco",
        "seis",         "siete",       "ocho",       "nueve",       "diez",       "once",
        "doce",         "trece",       "catorce",    "quince",      "dieciséis",  "diecisiete",
        "dieciocho",    "diecinueve",  "veinte",     "veintiuno",   "veintidós",  "veintitrés",
        "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"};
    static constexpr char const* kTens[] = {"",          "",        "",        "treinta", "cuarenta",
                                            "cincuenta", "sesenta", "setenta", "ochenta", "noventa"};
    static constexpr char const* kHundreds[] = {
        "",         "ciento",    "doscient",  "trescient", "cuatrocient",
        "quinient", "seiscient", "setecient", "ochocient", "novecient"};
    if (n == 1 && feminine) return "una";
    if (n == 21 && feminine) return "veintiuna";
    if (n < 30) return kSmall[n];
    if (n < 100) return kTens[n / 10] + (n % 10 == 0 ? std::string{} : " y " + spanish(n % 10, feminine));
    if (n == 100) return "cien";
    std::string const head = std::string{kHundreds[n / 100]} + (n / 100 == 1 ? "" : feminine ? "as" : "os");
    return n % 100 == 0 ? head : head + " " + spanish(n % 100, feminine);
}

std::string french(std::uint64_t n) {
    static constexpr char const* kSmall[] = {
        "zéro", "un",   "deux",  "trois",  "quatre",   "cinq",   "six",   "sept",     "huit",     "neuf",
        "dix",  "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"};
    static constexpr char const* kTens[] = {"", "", "vingt", "trente", "quarante", "cinquante", "soixante"};
    if (n < 20) return kSmall[n];
    if (n < 70) {
        std::string const head = kTens[n / 10];
        if (n % 10 == 0) return head;
        return head + (n % 10 == 1 ? " et un" : "-" + std::string{kSmall[n % 10]});
    }
    if (n < 80) return n == 71 ? "soixante et onze" : "soixante-" + french(n - 60);
    if (n == 80) return "quatre-vingts";
    if (n < 100) return "quatre-vingt-" + french(n - 80);
    std::string const head = n / 100 == 1 ? "cent" : std::string{kSmall[n / 100]} + " cent";
    return n % 100 == 0 ? head + (n / 100 == 1 ? "" : "s") : head + " " + french(n % 100);
}

std::string in_words(Lang lang, std::uint64_t n, Writer& w) {
    switch (lang) {
        case Lang::kEn:
            return english(n, w.often());
        case Lang::kEs:
            return spanish(n, w.below(2) == 0);
        case Lang::kFr:
            return french(n);
    }
    return {};
}

std::string grouped(Lang lang, std::uint64_t n, Writer& w) {
    std::string const digits = std::to_string(n);
    if (n < 1000 || w.below(3) == 0) return digits;
    std::string const head = digits.substr(0, digits.size() - 3);
    std::string const tail = digits.substr(digits.size() - 3);
    switch (lang) {
        case Lang::kEn:
            return head + "," + tail;
        case Lang::kEs:
            return head + (w.often() ? "." : "\u00A0") + tail;
        case Lang::kFr:
            return head + (w.often() ? "\u202F" : " ") + tail;
    }
    return digits;
}

struct Expected {
    std::uint64_t part;
    std::uint64_t whole;
    Printed stated;
};

std::string percent_text(Lang lang, Printed p, Writer& w) {
    std::string figure =
        text_of(p, lang == Lang::kEn || w.below(4) == 0 ? Tongue::kEnglish : Tongue::kSpanish);
    bool const words = p.decimals == 0 && p.units <= 100 && w.below(4) == 0;
    if (words) figure = in_words(lang, p.units, w);
    if (words || w.below(3) == 0) {
        switch (lang) {
            case Lang::kEn:
                return figure + w.one_of(std::array{" percent", " per cent", " per\u00A0cent"});
            case Lang::kEs:
                return figure + " por ciento";
            case Lang::kFr:
                return figure + " pour cent";
        }
    }
    return figure + (lang == Lang::kEn ? w.one_of(std::array{"%", "%", " %"})
                                       : w.one_of(std::array{" %", "\u00A0%", "\u202F%", "%"}));
}

std::string count_text(Lang lang, std::uint64_t part, std::uint64_t whole, bool bracketed, Writer& w) {
    bool const words = whole < 1000 && w.below(4) == 0;
    std::string const x = words ? in_words(lang, part, w) : grouped(lang, part, w);
    std::string const n = words && w.often() ? in_words(lang, whole, w) : grouped(lang, whole, w);
    if (!words && w.below(4) == 0)
        return Joined{bracketed && w.often() ? "n = " : "", x, w.one_of(std::array{"/", " / ", "\u2044"}), n}
            .text;
    // In words, "x out of N" can be meant as a ratio where N is round (rule J7).
    switch (lang) {
        case Lang::kEn:
            return x + (words ? std::string{" of "} : w.one_of(std::array{" of ", " out of ", " of the "})) +
                   n;
        case Lang::kEs:
            return x + w.one_of(std::array{" de ", " de las ", " de un total de "}) + n;
        case Lang::kFr:
            return x +
                   (words || part == 1 ? std::string{" des "}
                                       : w.one_of(std::array{" sur ", " des ", " sur un total de "})) +
                   n;
    }
    return {};
}

std::string noun(Lang lang, Writer& w) {
    switch (lang) {
        case Lang::kEn:
            return w.one_of(std::array{" of the women we met", " of people here", " of them", ""});
        case Lang::kEs:
            return w.one_of(std::array{" de las personas que vinieron", " de ellas", ""});
        case Lang::kFr:
            return w.one_of(std::array{" des personnes venues", " d\u2019entre elles", ""});
    }
    return {};
}

std::string claim_text(Lang lang, Expected const& e, Writer& w) {
    std::string const p = percent_text(lang, e.stated, w);
    switch (w.below(7)) {
        case 0:
        case 1:
            return Joined{p, noun(lang, w), " (", count_text(lang, e.part, e.whole, true, w), ")"}.text;
        case 2:
            return count_text(lang, e.part, e.whole, false, w) + " (" + p + ")";
        case 3:
            return Joined{"(", count_text(lang, e.part, e.whole, true, w), w.one_of(std::array{", ", "; "}),
                          p, ")"}
                .text;
        case 4:
            return count_text(lang, e.part, e.whole, false, w) + " [" + p + "]";
        case 5:
            return Joined{"(", p, w.one_of(std::array{", ", "; ", " = "}),
                          count_text(lang, e.part, e.whole, true, w), ")"}
                .text;
        default: {
            std::string const joint = lang == Lang::kEn   ? ", or "
                                      : lang == Lang::kEs ? ", es decir, "
                                                          : ", soit ";
            return count_text(lang, e.part, e.whole, false, w) + joint + p;
        }
    }
}

/// Line ends, doubled spaces, notes, running titles, hyphens of another kind.
std::string with_mess(std::string const& claim, Writer& w) {
    std::string out;
    bool has_title = false;
    for (std::size_t i = 0; i < claim.size(); ++i) {
        char const c = claim[i];
        if (c == '-' && w.below(3) == 0) {
            out += w.below(2) == 0 ? "\u2011" : "-\n";
            continue;
        }
        if (c != ' ' || i == 0) {
            out += c;
            continue;
        }
        bool const in_number = claim[i - 1] >= '0' && claim[i - 1] <= '9' && i + 1 < claim.size() &&
                               claim[i + 1] >= '0' && claim[i + 1] <= '9';
        if (in_number) {
            out += c;
            continue;
        }
        switch (w.below(14)) {
            case 0:
                out += '\n';
                break;
            case 1:
                out += "  ";
                break;
            case 2:
                out += "\u00A0";
                break;
            case 3:
                out += "\r\n";
                break;
            case 4:
                out += "\u00B9 ";
                break;
            case 5:
                out += " \u200B";
                break;
            case 6:
                if (!has_title && i + 1 < claim.size() && claim[i - 1] != ',')
                    out += "\n\nCasa Ocaso - Informe 2031     12\n\n";
                else
                    out += ' ';
                has_title = true;
                break;
            default:
                out += ' ';
                break;
        }
    }
    return out;
}

std::string around(Lang lang, std::string const& claim, Writer& w) {
    static constexpr std::array kBefore{"In the spring, ", "We found that ", "", "As said: "};
    static constexpr std::array kBeforeEs{"En primavera, ", "Vimos que ", "", "Como se dijo: "};
    static constexpr std::array kBeforeFr{"Au printemps, ", "Il apparaît que ", "", "Rappel : "};
    static constexpr std::array kAfter{" came back.", " had a bed that night.", "."};
    static constexpr std::array kAfterEs{" volvieron.", " tuvieron cama esa noche.", "."};
    static constexpr std::array kAfterFr{" sont revenues.", " ont eu un lit.", "."};
    std::string out;
    switch (lang) {
        case Lang::kEn:
            out = Joined{w.one_of(kBefore), claim, w.one_of(kAfter)}.text;
            break;
        case Lang::kEs:
            out = Joined{w.one_of(kBeforeEs), claim, w.one_of(kAfterEs)}.text;
            break;
        case Lang::kFr:
            out = Joined{w.one_of(kBeforeFr), claim, w.one_of(kAfterFr)}.text;
            break;
    }
    if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - ('a' - 'A'));
    return out + (w.often() ? " " : "\n\n");
}

/// What honest reports have beside their claims: years, ages, dates, money, spans, weights, places, telephones.
std::string no_claim(Lang lang, Writer& w) {
    static constexpr std::array kEnglish{
        "In # there were # calls and # visits.",  "She was # years old and # weeks pregnant.",
        "On 8/21/2031 and on 12/03/2030 we met.", "Rent rose by #% to $# from 2030 to 2031.",
        "It was up #% from # in 2030.",           "# came in 2030, # in 2031.",
        "A parcel weighed # kg, # in all.",       "See page # of 99, table # and figure #.",
        "Call +1 555 01# 0# or 0800 555 #.",      "The target was #% (n = #).",
        "The power of the test is #% (n = #).",   "Agencies took #% of the # women's earnings.",
        "Beds for # to # nights, # in 24 hours.", "Open 24/7, # days a week, from 9 to 17.",
        "The mean age was #.4 years (n = #).",    "We met # women and # men."};
    static constexpr std::array kSpanish{
        "En # hubo # llamadas y # visitas.",   "Tenía # años y # semanas de embarazo.",
        "El 8/21/2031 y el 12/03/2030.",       "El alquiler subió un # % desde 2030.",
        "Volvieron # en 2030 y # en 2031.",    "Véase la página # y el cuadro #.",
        "Costó # € por # kg, o # € en total.", "La meta era el # % (n = #).",
        "Vimos a # mujeres y a # hombres."};
    static constexpr std::array kFrench{"En # il y a eu # appels et # visites.",
                                        "Elle avait # ans et # mois.",
                                        "Le 8/21/2031 et le 12/03/2030.",
                                        "Les loyers ont augmenté de # % depuis 2030.",
                                        "# en 2030 et # en 2031.",
                                        "Voir page #, tableau #.",
                                        "Il a payé # € pour # kg.",
                                        "La cible était de # % (n = #).",
                                        "Nous avons vu # femmes et # hommes."};
    std::string const form = lang == Lang::kEn   ? w.one_of(kEnglish)
                             : lang == Lang::kEs ? w.one_of(kSpanish)
                                                 : w.one_of(kFrench);
    std::string out;
    for (char const c : form) {
        if (c == '#')
            out += std::to_string(2 + w.below(97));
        else
            out += c;
    }
    return out + (w.often() ? " " : "\n\n");
}

Expected random_claim(Writer& w) {
    Expected out{};
    out.whole = w.below(8) == 0 ? 1000 + w.below(90'000) : 1 + w.below(300);
    out.part = w.below(out.whole + 1);
    unsigned const decimals = w.often() ? 0 : static_cast<unsigned>(1 + w.below(2));
    Rounding const rounding = w.below(2) == 0 ? Rounding::kHalfUp : Rounding::kHalfEven;
    out.stated = percentage(out.part, out.whole, decimals, rounding);
    return out;
}

std::string said(Claim const& c) {
    return (c.part ? std::to_string(*c.part) : "?") + "/" + (c.whole ? std::to_string(*c.whole) : "?") + " " +
           (c.stated() ? text_of(*c.stated(), Tongue::kEnglish) : "-");
}

}  // namespace

TEST(Forms, WrittenClaimsAreReadBackExactly) {
    for (std::uint32_t seed = 1; seed <= 1000; ++seed) {
        Writer w{seed};
        std::vector<Expected> expected;
        std::string text;
        for (int i = 0; i < 25; ++i) {
            auto const lang = static_cast<Lang>(w.below(3));
            Expected const e = random_claim(w);
            std::string const claim = claim_text(lang, e, w);
            text += around(lang, seed % 2 == 0 ? with_mess(claim, w) : claim, w);
            if (seed % 3 == 0) text += no_claim(lang, w);
            expected.push_back(e);
        }
        Report const report = audit_text(text);
        for (std::size_t i = 0; i < std::min(expected.size(), report.claims.size()); ++i) {
            Expected const& e = expected[i];
            Claim const& c = report.claims[i];
            bool const same = c.part == e.part && c.whole == e.whole && c.stated() == e.stated &&
                              c.verdict == Verdict::kConsistent;
            ASSERT_TRUE(same) << "seed " << seed << ", claim " << i << ": wrote " << e.part << "/" << e.whole
                              << " " << text_of(e.stated, Tongue::kEnglish) << ", read " << said(c) << " ("
                              << c.text << ")\n"
                              << text;
        }
        ASSERT_EQ(report.claims.size(), expected.size()) << "seed " << seed << "\n" << text;
    }
}

/// The percentages after "interval" in what was written, as they stand there.
std::string ends_written(std::string const& text) {
    std::string out;
    std::size_t const from = text.find("interval");
    bool is_level = text.find("intervalo") == from;  // "intervalo del 95 %", "95% interval"
    for (std::size_t i = std::min(from, text.size()); i < text.size();) {
        std::size_t const end = text.find_first_not_of("0123456789.,", i);
        if (end == i) {
            ++i;
            continue;
        }
        if (text[i] >= '0' && text[i] <= '9') {
            if (!is_level) out += (out.empty() ? "" : " ") + text.substr(i, end - i);
            is_level = false;
        }
        i = end;
    }
    std::replace(out.begin(), out.end(), ',', '.');
    return out;
}

std::string ends_read(Claim const& c) {
    if (!c.interval) return {};
    return text_of(c.interval->low, Tongue::kEnglish) + " " + text_of(c.interval->high, Tongue::kEnglish);
}

/// What this program itself prints of a figure, with its interval by any method, and the same in French.
TEST(Forms, OurOwnFiguresAreReadBackExactly) {
    namespace st = amparo::statistics;
    constexpr std::array kPeople{"people interviewed", "who were not citizens", "women who answered"};
    constexpr std::array kPersonas{"personas entrevistadas", "que no eran ciudadanas",
                                   "mujeres que contestaron"};
    auto const change = [](std::string& text, std::string_view from, std::string_view to) {
        if (std::size_t const at = text.find(from); at != std::string::npos)
            text.replace(at, from.size(), to);
    };
    // "IC à 95 % [21 ; 59]", "intervalle à 95 % : 21 % à 59 %"
    auto const french = [&](std::string text, Writer& w) {
        bool const has_semicolon = w.often();
        bool const has_bracket = has_semicolon && w.often();
        change(text, " de ", " sur ");
        change(text,
               "; intervalo del 95 %: ", has_bracket ? " ; intervalle à 95 % [" : " ; intervalle à 95 % : ");
        change(text, " % a ", has_bracket ? " ; " : has_semicolon ? " % ; " : " % à ");
        if (has_bracket && text.find(" ; interval") != std::string::npos) change(text, " %)", "])");
        return text;
    };
    for (std::uint32_t seed = 1; seed <= 300; ++seed) {
        Writer w{seed};
        std::string text;
        std::vector<st::Counts> expected;
        std::vector<std::string> ends;
        for (int i = 0; i < 20; ++i) {
            std::uint64_t const whole = w.below(8) == 0 ? 1000 + w.below(90'000) : 1 + w.below(300);
            st::Counts const counts{w.below(whole + 1), whole};
            auto const lang = w.below(3);
            auto const speech = lang == 0 ? st::Language::kEnglish : st::Language::kSpanish;
            st::Method const method = st::kAllMethods[w.below(5)];
            auto const figure =
                st::Figure::of(counts, lang == 0 ? w.one_of(kPeople) : w.one_of(kPersonas)).value();
            std::string written = w.below(3) == 0          ? figure.text(speech)
                                  : lang != 2 && w.often() ? figure.sentence(speech, method)
                                                           : figure.text_with_interval(speech, method);
            ends.push_back(ends_written(written));
            if (lang == 2) written = french(written, w);
            text += written + (w.often() ? ".\n\n" : ". ");
            expected.push_back(counts);
        }
        Report const report = audit_text(text);
        ASSERT_EQ(report.claims.size(), expected.size()) << "seed " << seed << "\n" << text;
        for (std::size_t i = 0; i < expected.size(); ++i) {
            Claim const& c = report.claims[i];
            ASSERT_TRUE(c.part == expected[i].seen && c.whole == expected[i].of &&
                        c.verdict == Verdict::kConsistent && c.stated())
                << "seed " << seed << ", wrote " << expected[i].seen << "/" << expected[i].of << ", read "
                << said(c) << " (" << c.text << ")\n"
                << text;
            ASSERT_EQ(ends_read(c), ends[i]) << "seed " << seed << ", " << c.text << "\n" << text;
        }
    }
}

TEST(Forms, WrongFiguresAreSeen) {
    for (std::uint32_t seed = 1; seed <= 150; ++seed) {
        Writer w{seed};
        std::string text;
        std::vector<Verdict> expected;
        for (int i = 0; i < 20; ++i) {
            auto const lang = static_cast<Lang>(w.below(3));
            Expected e = random_claim(w);
            Printed const cut = percentage(e.part, e.whole, e.stated.decimals, Rounding::kDown);
            bool const can_be_cut = (rules_that_give(cut, e.part, e.whole) & kUsual) == 0;
            if (can_be_cut && w.below(2) == 0) {
                e.stated = cut;
                expected.push_back(Verdict::kTruncated);
            } else {
                // Two of the last place away: no rule gives it.
                e.stated.units =
                    e.stated.units >= 2 && w.below(2) == 0 ? e.stated.units - 2 : e.stated.units + 2;
                expected.push_back(Verdict::kInconsistent);
            }
            text += around(lang, claim_text(lang, e, w), w);
        }
        Report const report = audit_text(text);
        ASSERT_EQ(report.claims.size(), expected.size()) << "seed " << seed << "\n" << text;
        for (std::size_t i = 0; i < expected.size(); ++i)
            ASSERT_EQ(name(report.claims[i].verdict), name(expected[i]))
                << "seed " << seed << ": " << report.claims[i].text;
    }
}

TEST(Forms, FractionsInWords) {
    struct Case {
        char const* words;
        std::uint64_t part;
        std::uint64_t whole;
    };
    constexpr Case kCases[] = {{"two thirds", 14, 21},
                               {"two-thirds", 14, 21},
                               {"a third", 7, 21},
                               {"one third", 7, 21},
                               {"three quarters", 15, 20},
                               {"a quarter", 5, 20},
                               {"half", 7, 14},
                               {"one half", 7, 14},
                               {"two fifths", 8, 20},
                               {"one in five", 4, 20},
                               {"1 in 5", 4, 20},
                               {"nine in ten", 18, 20},
                               {"four out of five women", 16, 20},
                               {"one of every five", 4, 20},
                               {"⅔", 14, 21},
                               {"3/4", 15, 20},
                               {"la mitad", 7, 14},
                               {"un tercio", 7, 21},
                               {"dos tercios", 14, 21},
                               {"la tercera parte", 7, 21},
                               {"las dos terceras partes", 14, 21},
                               {"una cuarta parte", 5, 20},
                               {"tres cuartas partes", 15, 20},
                               {"una de cada cinco", 4, 20},
                               {"nueve de cada diez", 18, 20},
                               {"2 de cada 5 personas", 8, 20},
                               {"la moitié", 7, 14},
                               {"un tiers", 7, 21},
                               {"deux tiers", 14, 21},
                               {"les deux tiers", 14, 21},
                               {"le quart", 5, 20},
                               {"trois quarts", 15, 20},
                               {"un cinquième", 4, 20},
                               {"une femme sur cinq", 4, 20},
                               {"neuf sur dix", 18, 20},
                               {"All", 14, 14},
                               {"None", 0, 14},
                               {"Todas", 14, 14},
                               {"Ninguna", 0, 14},
                               {"Toutes", 14, 14},
                               {"Aucune", 0, 14},
                               {"Everybody", 14, 14},
                               {"Nobody", 0, 14}};
    for (Case const& c : kCases) {
        std::string const text =
            std::string{c.words} + " (" + std::to_string(c.part) + " de " + std::to_string(c.whole) + ")";
        Report const right = audit_text(text);
        ASSERT_EQ(right.claims.size(), 1U) << text;
        EXPECT_EQ(said(right.claims[0]).substr(0, said(right.claims[0]).find(' ')),
                  std::to_string(c.part) + "/" + std::to_string(c.whole));
        EXPECT_EQ(right.claims[0].verdict, Verdict::kConsistent) << text;
        std::uint64_t const other = c.part * 2 >= c.whole ? c.part * 2 / 3 : c.whole - 1 - c.part;
        Report const wrong = audit_text(std::string{c.words} + " (" + std::to_string(other) + " de " +
                                        std::to_string(c.whole) + ")");
        ASSERT_EQ(wrong.claims.size(), 1U) << text << " with " << other;
        EXPECT_EQ(wrong.claims[0].verdict, Verdict::kInconsistent) << text << " with " << other;
    }
}
