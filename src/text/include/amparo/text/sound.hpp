// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Names by how they sound, across the scripts and spellings that the people served meet: Latin letters as
/// Spanish, Portuguese, French, English, Romanian, Turkish and Vietnamese use them, Cyrillic, Arabic script,
/// Greek.
///
/// A key is a skeleton of consonant classes, because Arabic script leaves short vowels out and clerks write
/// the rest as they hear it. A word has several keys where a letter has several sounds (Spanish or English
/// j); two words sound alike when they share a key. This finds candidates for a person to look at. It
/// identifies nobody.
///
///   S1 Classes: P (p b) F (f v w) T (t d th) S (s z ts) C (sh ch zh dzh) K (k g q) H (h kh) L M N R. Voiced
///      and voiceless are one class: Arabic has no p, Spanish b is v, Turkish writes final d as t.
///   S2 Vowels are dropped, but a word that begins with one begins with A. Y (and a J, I, Е that sounds so)
///      counts only at the beginning.
///   S3 The same class twice with nothing between is one, except in Arabic script, where an unwritten vowel
///      is between (محمد).
///   S4 A final h is silent (Sarah, فاطمة); an h before a consonant and at the beginning may be (Ahmed,
///      Hernández).
///   S5 Arabic و is F at the beginning and before ا, elsewhere F or nothing; ي counts only at the beginning.
///   S6 The article ال is not part of a name; nor are particles that stand alone (al, de, bin, van, …).
///   S7 عبد and what follows are one word, as they are in Latin (Abdullah), and its l is dropped where speech
///      drops it (Abdul Rahman, Abdurrahman).
///   S8 A skeleton of one consonant (Lea, Lo) says nothing and is no key; nor is a word with a digit.
///   S9 At most kSoundKeysMax keys a word: the commonest readings first.
///
/// What S2 costs, known and accepted: María and Mario, Hussein and
/// Hassan, Mohammed and Mahmoud share keys. Not covered:
/// Chinese, Indic and Hebrew script (no keys), h-less Mandarin romanisations, nicknames (Sasha is not
/// Aleksandr). Sources of the letter tables: ISO 9 and BGN/PCGN (Cyrillic), ALA-LC and BGN/PCGN (Arabic,
/// Persian, Urdu), and the pairs of test/sound_test.cpp, which are spellings of names as registers in several
/// countries show them.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::letters {

inline constexpr std::size_t kSoundKeysMax = 8;

/// Keys of one word, the commonest reading first; each of A-Z. Empty by S8.
[[nodiscard]] std::vector<std::string> sound_keys(std::string_view word);

struct SoundWord {
    std::string word;               ///< Folded, as Words gives it; two joined words by S7.
    std::vector<std::string> keys;  ///< May be empty.
};
/// The words of a name by S6 and S7. Particles are left out.
[[nodiscard]] std::vector<SoundWord> sound_words(std::string_view name);

}  // namespace amparo::letters
