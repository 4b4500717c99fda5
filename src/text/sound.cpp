// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/text/sound.hpp"

#include "amparo/text/unicode.hpp"
#include "fold.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace amparo::letters {
namespace {

/// Where in a word a rule holds. The neighbours are letters of the word, not sounds.
enum class At {
    kAny,
    kInitial,
    kInitialBeforeVowel,
    kFinal,
    kBeforeVowel,
    kBeforeFront,  ///< Before e, i, y.
    kBeforeConsonant,
    kBeforeLiquid,  ///< Before l, n, r.
    kBeforeAlef,
};

/// `letters` at `at` sound as one of `sounds`: class letters, '.' for a vowel, empty for silence. The first
/// rule that fits is taken; longer ones come first.
struct Rule {
    std::u32string_view letters;
    At at;
    std::array<char const*, 4> sounds;
};

// clang-format off
constexpr Rule kRules[] = {
    // ── Latin ──
    {U"tsch", At::kAny, {"C"}}, {U"tch", At::kAny, {"C"}}, {U"sch", At::kAny, {"C"}},
    {U"dzh", At::kAny, {"C"}}, {U"dj", At::kAny, {"C"}}, {U"zh", At::kAny, {"C"}},
    {U"shch", At::kAny, {"C"}}, {U"sh", At::kAny, {"C"}}, {U"sz", At::kAny, {"C", "S"}},
    {U"cz", At::kAny, {"C"}}, {U"ch", At::kBeforeLiquid, {"K", "C"}}, {U"ch", At::kAny, {"C", "K", "H"}},
    {U"ck", At::kAny, {"K"}}, {U"c", At::kBeforeFront, {"S", "C"}}, {U"c", At::kAny, {"K"}},
    {U"ç", At::kAny, {"S", "C"}}, {U"č", At::kAny, {"C"}}, {U"ć", At::kAny, {"C"}},
    {U"š", At::kAny, {"C"}}, {U"ş", At::kAny, {"C"}}, {U"ș", At::kAny, {"C"}}, {U"ž", At::kAny, {"C", "S"}},
    {U"ţ", At::kAny, {"TS"}}, {U"ț", At::kAny, {"TS"}}, {U"ğ", At::kAny, {"", "K"}}, {U"ə", At::kAny, {"."}},
    {U"gh", At::kAny, {"K"}}, {U"gn", At::kBeforeVowel, {"KN", "N"}}, {U"g", At::kBeforeFront, {"K", "C", "H"}},
    {U"g", At::kAny, {"K"}},
    {U"kh", At::kAny, {"H", "K"}}, {U"k", At::kAny, {"K"}}, {U"q", At::kAny, {"K"}},
    {U"x", At::kInitial, {"H", "S", "C"}}, {U"x", At::kAny, {"KS", "H"}},
    {U"ph", At::kAny, {"F"}}, {U"p", At::kAny, {"P"}}, {U"b", At::kAny, {"P"}},
    {U"th", At::kAny, {"T"}}, {U"dh", At::kAny, {"T", "S"}}, {U"t", At::kAny, {"T"}}, {U"d", At::kAny, {"T"}},
    {U"f", At::kAny, {"F"}}, {U"v", At::kAny, {"F"}},
    {U"w", At::kInitial, {"F"}}, {U"w", At::kBeforeVowel, {"F"}}, {U"w", At::kAny, {"", "F"}},
    {U"s", At::kAny, {"S"}}, {U"z", At::kAny, {"S"}},
    {U"je", At::kInitial, {"C", "H", "Y", "."}}, {U"j", At::kInitial, {"C", "H", "Y"}}, {U"j", At::kAny, {"C", "H", "."}},
    {U"nh", At::kAny, {"N", "NH"}}, {U"lh", At::kAny, {"L", "LH"}},
    {U"l", At::kAny, {"L"}}, {U"m", At::kAny, {"M"}}, {U"n", At::kAny, {"N"}}, {U"r", At::kAny, {"R"}},
    {U"h", At::kInitial, {"H", ""}}, {U"h", At::kBeforeVowel, {"H"}}, {U"h", At::kBeforeConsonant, {"H", ""}},
    {U"h", At::kFinal, {"", "H"}},
    {U"ye", At::kInitial, {"Y", "."}}, {U"y", At::kInitialBeforeVowel, {"Y"}}, {U"y", At::kAny, {"."}},
    {U"i", At::kInitialBeforeVowel, {"Y", "."}}, {U"i", At::kAny, {"."}},
    {U"ou", At::kInitialBeforeVowel, {"F", "."}}, {U"ou", At::kBeforeVowel, {".", "F"}},
    {U"a", At::kAny, {"."}}, {U"e", At::kAny, {"."}}, {U"o", At::kAny, {"."}}, {U"u", At::kAny, {"."}},
    // ── Cyrillic ──
    {U"дж", At::kAny, {"C"}}, {U"сч", At::kAny, {"C"}},
    {U"б", At::kAny, {"P"}}, {U"п", At::kAny, {"P"}}, {U"в", At::kAny, {"F"}}, {U"ф", At::kAny, {"F"}},
    {U"г", At::kAny, {"K", "H"}}, {U"ґ", At::kAny, {"K"}}, {U"ғ", At::kAny, {"K"}}, {U"к", At::kAny, {"K"}},
    {U"қ", At::kAny, {"K"}}, {U"д", At::kAny, {"T"}}, {U"т", At::kAny, {"T"}}, {U"ж", At::kAny, {"C"}},
    {U"з", At::kAny, {"S"}}, {U"с", At::kAny, {"S"}}, {U"л", At::kAny, {"L"}}, {U"љ", At::kAny, {"L"}},
    {U"м", At::kAny, {"M"}}, {U"н", At::kAny, {"N"}}, {U"њ", At::kAny, {"N"}}, {U"ң", At::kAny, {"NK"}},
    {U"р", At::kAny, {"R"}}, {U"х", At::kFinal, {"H", ""}}, {U"х", At::kAny, {"H"}}, {U"һ", At::kAny, {"H"}},
    {U"ц", At::kAny, {"TS"}}, {U"ч", At::kAny, {"C"}}, {U"ш", At::kAny, {"C"}}, {U"щ", At::kAny, {"C"}},
    {U"џ", At::kAny, {"C"}}, {U"ђ", At::kAny, {"C"}}, {U"ћ", At::kAny, {"C"}}, {U"ъ", At::kAny, {""}},
    {U"ь", At::kAny, {""}},
    {U"е", At::kInitial, {"Y", "."}}, {U"є", At::kInitial, {"Y"}}, {U"ё", At::kInitial, {"Y"}},
    {U"ю", At::kInitial, {"Y"}}, {U"я", At::kInitial, {"Y"}}, {U"ї", At::kInitial, {"Y"}},
    {U"й", At::kInitial, {"Y"}}, {U"ј", At::kInitial, {"Y"}},
    {U"а", At::kAny, {"."}}, {U"е", At::kAny, {"."}}, {U"є", At::kAny, {"."}}, {U"ё", At::kAny, {"."}},
    {U"и", At::kAny, {"."}}, {U"і", At::kAny, {"."}}, {U"ї", At::kAny, {"."}}, {U"й", At::kAny, {"."}},
    {U"ј", At::kAny, {"."}}, {U"о", At::kAny, {"."}}, {U"у", At::kAny, {"."}}, {U"ы", At::kAny, {"."}},
    {U"э", At::kAny, {"."}}, {U"ю", At::kAny, {"."}}, {U"я", At::kAny, {"."}}, {U"ә", At::kAny, {"."}},
    {U"ө", At::kAny, {"."}}, {U"ү", At::kAny, {"."}}, {U"ұ", At::kAny, {"."}},
    // ── Arabic script, after F4 ──
    {U"لله", At::kAny, {"L"}},
    {U"ب", At::kAny, {"P"}}, {U"پ", At::kAny, {"P"}}, {U"ت", At::kAny, {"T"}}, {U"ط", At::kAny, {"T"}},
    {U"د", At::kAny, {"T"}}, {U"ڈ", At::kAny, {"T"}}, {U"ٹ", At::kAny, {"T"}}, {U"ث", At::kAny, {"T", "S"}},
    {U"ذ", At::kAny, {"T", "S"}}, {U"ض", At::kAny, {"T", "S"}}, {U"ظ", At::kAny, {"S", "T"}},
    {U"ج", At::kAny, {"C", "K"}}, {U"چ", At::kAny, {"C"}}, {U"ش", At::kAny, {"C"}}, {U"ژ", At::kAny, {"C"}},
    {U"ز", At::kAny, {"S"}}, {U"س", At::kAny, {"S"}}, {U"ص", At::kAny, {"S"}},
    {U"ح", At::kFinal, {"H", ""}}, {U"ح", At::kAny, {"H"}}, {U"خ", At::kAny, {"H", "K"}},
    {U"ه", At::kFinal, {"."}}, {U"ه", At::kAny, {"H"}}, {U"ھ", At::kAny, {""}},
    {U"غ", At::kAny, {"K"}}, {U"ق", At::kAny, {"K"}}, {U"ك", At::kAny, {"K"}}, {U"گ", At::kAny, {"K"}},
    {U"ف", At::kAny, {"F"}}, {U"ڤ", At::kAny, {"F"}}, {U"ل", At::kAny, {"L"}}, {U"م", At::kAny, {"M"}},
    {U"ن", At::kAny, {"N"}}, {U"ں", At::kAny, {"N"}}, {U"ر", At::kAny, {"R"}}, {U"ڑ", At::kAny, {"R"}},
    {U"و", At::kInitial, {"F"}}, {U"و", At::kBeforeAlef, {"F", "."}}, {U"و", At::kAny, {".", "F"}},
    {U"ي", At::kInitial, {"Y"}}, {U"ي", At::kAny, {"."}}, {U"ے", At::kAny, {"."}}, {U"ا", At::kAny, {"."}},
    {U"ٱ", At::kAny, {"."}}, {U"ع", At::kAny, {"."}}, {U"ء", At::kAny, {"."}},
    // ── Greek, after F2 ──
    {U"μπ", At::kAny, {"P", "MP"}}, {U"ντ", At::kAny, {"T", "NT"}}, {U"γκ", At::kAny, {"K"}},
    {U"γγ", At::kAny, {"NK"}}, {U"τζ", At::kAny, {"C"}},
    {U"β", At::kAny, {"F"}}, {U"γ", At::kAny, {"K"}}, {U"δ", At::kAny, {"T"}}, {U"ζ", At::kAny, {"S"}},
    {U"θ", At::kAny, {"T"}}, {U"κ", At::kAny, {"K"}}, {U"λ", At::kAny, {"L"}}, {U"μ", At::kAny, {"M"}},
    {U"ν", At::kAny, {"N"}}, {U"ξ", At::kAny, {"KS"}}, {U"π", At::kAny, {"P"}}, {U"ρ", At::kAny, {"R"}},
    {U"σ", At::kFinal, {"S", ""}}, {U"σ", At::kAny, {"S"}}, {U"τ", At::kAny, {"T"}}, {U"φ", At::kAny, {"F"}}, {U"χ", At::kAny, {"H", "K"}},
    {U"ψ", At::kAny, {"PS"}},
    {U"α", At::kAny, {"."}}, {U"ε", At::kAny, {"."}}, {U"η", At::kAny, {"."}}, {U"ι", At::kAny, {"."}},
    {U"ο", At::kAny, {"."}}, {U"υ", At::kAny, {"."}}, {U"ω", At::kAny, {"."}},
};
// clang-format on

constexpr std::u32string_view kVowels = U"aeiouyəаеєёиіїоуыэюяәөүұαεηιουω";
/// Letters whose accent is part of their sound: they are not taken apart.
constexpr std::u32string_view kWholeLetters = U"çčćšşșžţțğəёйїґ";
constexpr std::size_t kLettersMax = 40;

/// All letters with rules lie below.
constexpr char32_t kRuleLettersEnd = 0x700;

std::vector<Rule const*> const& rules_for(char32_t first_letter) {
    static std::vector<std::vector<Rule const*>> const by_letter = [] {
        std::vector<std::vector<Rule const*>> made(kRuleLettersEnd + 1);
        for (Rule const& rule : kRules) made[rule.letters.front()].push_back(&rule);
        return made;
    }();
    return by_letter[std::min(first_letter, kRuleLettersEnd)];
}

bool is_vowel(char32_t c) noexcept {
    return kVowels.find(c) != std::u32string_view::npos;
}
bool is_front(char32_t c) noexcept {
    return c == U'e' || c == U'i' || c == U'y';
}
bool is_arabic(char32_t c) noexcept {
    return c >= 0x0600 && c <= 0x06FF;
}
bool is_digit(char32_t c) noexcept {
    return c >= U'0' && c <= U'9';
}

/// Small letters, accents gone except where they change the sound, at most kLettersMax.
std::u32string letters_of(std::string_view word) {
    std::u32string letters;
    std::string const whole = composed_small(word);
    std::string folded;
    for (std::size_t at = 0; at < whole.size() && letters.size() < kLettersMax;) {
        auto const c = static_cast<char32_t>(take_code_point(whole, at));
        if (c < 0x80 || kWholeLetters.find(c) != std::u32string_view::npos) {
            letters += c;
            continue;
        }
        folded.clear();
        append_folded(folded, static_cast<std::int32_t>(c));
        for (std::size_t i = 0; i < folded.size();)
            letters += static_cast<char32_t>(take_code_point(folded, i));
    }
    // S6. Three letters stay at least: "الي" is a name.
    if (letters.size() >= 5 && letters.compare(0, 2, U"ال") == 0) letters.erase(0, 2);
    return letters;
}

bool holds(At at, std::u32string_view letters, std::size_t begin, std::size_t end) noexcept {
    char32_t const next = end < letters.size() ? letters[end] : U'\0';
    switch (at) {
        case At::kAny:
            return true;
        case At::kInitial:
            return begin == 0;
        case At::kInitialBeforeVowel:
            return begin == 0 && is_vowel(next);
        case At::kFinal:
            return next == U'\0';
        case At::kBeforeVowel:
            return is_vowel(next);
        case At::kBeforeFront:
            return is_front(next);
        case At::kBeforeConsonant:
            return next != U'\0' && !is_vowel(next);
        case At::kBeforeLiquid:
            return next == U'l' || next == U'n' || next == U'r';
        case At::kBeforeAlef:
            return next == U'ا';
    }
    return false;
}

Rule const* rule_at(std::u32string_view letters, std::size_t at) {
    for (Rule const* const rule : rules_for(letters[at])) {
        if (letters.compare(at, rule->letters.size(), rule->letters) == 0 &&
            holds(rule->at, letters, at, at + rule->letters.size())) {
            return rule;
        }
    }
    return nullptr;
}

void append_sounds(std::string& key, std::string_view sounds, bool doubles_count) {
    for (char const c : sounds) {
        bool const repeats = !key.empty() && key.back() == c;
        if (!repeats || doubles_count) key += c;  // S3
    }
}

/// From classes and vowel marks to the key of S2, S7, S8; empty when it says nothing.
std::string finished(std::string const& sounds) {
    std::string key;
    if (sounds.front() == '.') key += 'A';
    for (char const c : sounds)
        if (c != '.') key += c;
    if (key.compare(0, 4, "APTL") == 0 && key.size() > 4 &&
        std::string_view{"TSRNLC"}.find(key[4]) != std::string_view::npos) {
        key.erase(3, 1);  // S7: the sun letters of Arabic grammar.
    }
    return key.size() >= 2 ? key : std::string{};
}

std::string append_word(std::string_view a, std::string_view b) {
    std::string both{a};
    both += b;
    return both;
}

template <std::size_t N>
bool is_one_of(std::array<std::string_view, N> const& list, std::string_view word) noexcept {
    return std::find(list.begin(), list.end(), word) != list.end();
}

constexpr std::array<std::string_view, 9> kServantOf{"abd", "abdul", "abdel", "abdal", "abdoul",
                                                     "عبد", "абд",   "абдул", "абдель"};
constexpr std::array<std::string_view, 8> kArticles{"al", "el", "ul", "ar", "аль", "эль", "ал", "ال"};
constexpr std::array<std::string_view, 33> kParticles{
    "al",  "el",  "ul",   "аль", "эль", "ال",  "de",  "del", "da",  "das", "do",
    "dos", "di",  "du",   "la",  "las", "los", "le",  "van", "von", "der", "den",
    "bin", "ibn", "bint", "бин", "ибн", "بن",  "ابن", "بنت", "e",   "y",   "и"};

}  // namespace

std::vector<std::string> sound_keys(std::string_view word) {
    std::u32string const letters = letters_of(word);
    if (letters.empty() || std::any_of(letters.begin(), letters.end(), is_digit)) return {};
    bool const doubles_count = is_arabic(letters.front());
    // Readings grow letter by letter. Where all combinations would be too many, the rarer ones are not begun.
    std::vector<std::string> readings{std::string{}};
    for (std::size_t at = 0; at < letters.size();) {
        Rule const* const rule = rule_at(letters, at);
        if (rule == nullptr) {
            ++at;
            continue;
        }
        at += rule->letters.size();
        if (rule->sounds[1] == nullptr) {
            for (std::string& reading : readings) append_sounds(reading, rule->sounds[0], doubles_count);
            continue;
        }
        std::vector<std::string> grown;
        grown.reserve(kSoundKeysMax);
        for (char const* const sounds : rule->sounds) {
            if (sounds == nullptr) break;
            for (std::string const& reading : readings) {
                if (grown.size() == kSoundKeysMax) break;
                append_sounds(grown.emplace_back(reading), sounds, doubles_count);
            }
        }
        readings = std::move(grown);
    }
    std::vector<std::string> keys;
    for (std::string const& reading : readings) {
        if (reading.empty()) continue;
        std::string key = finished(reading);
        if (!key.empty() && std::find(keys.begin(), keys.end(), key) == keys.end())
            keys.push_back(std::move(key));
    }
    return keys;
}

std::vector<SoundWord> sound_words(std::string_view name) {
    struct Spelt {
        std::string folded;
        std::string_view raw;
    };
    std::vector<Spelt> spelt;
    for (Words words{name}; words.next();) {
        spelt.push_back({std::string{words.word()}, name.substr(words.begin(), words.end() - words.begin())});
    }
    std::vector<SoundWord> out;
    for (std::size_t i = 0; i < spelt.size(); ++i) {
        if (is_one_of(kServantOf, spelt[i].folded)) {
            std::size_t rest = i + 1;
            if (rest + 1 < spelt.size() && is_one_of(kArticles, spelt[rest].folded)) ++rest;
            if (rest < spelt.size()) {
                out.push_back({append_word(spelt[i].folded, spelt[rest].folded),
                               sound_keys(append_word(spelt[i].raw, spelt[rest].raw))});
                i = rest;
                continue;
            }
        }
        if (is_one_of(kParticles, spelt[i].folded)) continue;
        out.push_back({spelt[i].folded, sound_keys(spelt[i].raw)});
    }
    return out;
}

}  // namespace amparo::letters
