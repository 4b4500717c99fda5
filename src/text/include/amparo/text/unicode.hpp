// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Text as people write it and as a machine compares it. The one place that includes the Unicode library.
/// The namespace is not the module's name: amparo::text() is a function of base.
///
/// Comparing folds away what a person in a hurry leaves out. The folded form of a text is:
///   F1 Compatibility (NFKC) and full case folding: "ＡＮＡ" and "Ana" are "ana", "Straße" is "strasse".
///   F2 Accents of Latin, Greek and Cyrillic letters, Hebrew points and Arabic vowel signs are dropped. Marks
///      that are letters' own vowels (Devanagari, Thai, …) and kana voicing stay: without them words run
///      together.
///   F3 Letters that Unicode does not take apart but keyboards do: ł l, ø o, đ d, ħ h, ı i, æ ae, œ oe, ð d,
///      þ th.
///   F4 Arabic script written on an Arabic, Persian or Urdu keyboard is one: ی ى ي, ک ك, ة ه, ہ ه; kashida is
///      dropped.
///   F5 Decimal digits of any script are ASCII digits.
///   F6 Invisible characters (soft hyphen, joiners, direction marks) are dropped.
/// Folding a folded text changes nothing.
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace amparo::letters {

[[nodiscard]] bool is_valid_utf8(std::string_view s) noexcept;

/// The NFKC form, case kept: for passphrases and for names that are stored. Nothing if `s` is not UTF-8.
[[nodiscard]] std::optional<std::string> nfkc(std::string_view s);

/// F1–F6. Bytes that are not UTF-8 are dropped.
[[nodiscard]] std::string fold(std::string_view s);

/// F5 alone, everything that is not a decimal digit dropped: "+٢٠ 10" is "2010".
[[nodiscard]] std::string digits(std::string_view s);

/// Digits of a phone number in the form that is stored and searched: digits(s) without the "(0)" that British
/// and German numbers carry after the country code and without leading zeros (00 abroad, 0 at home), so that
/// a number is found by its end however it was written. At most kPhoneDigitsMax digits; more are cut.
[[nodiscard]] std::string phone_digits(std::string_view s);
inline constexpr std::size_t kPhoneDigitsMax = 32;

/// The words of a text, folded, one by one: runs of letters, marks and digits; each Chinese ideograph is a
/// word of its own. An apostrophe parts words ("l'avocate" is found by "avocate"). The view of a word holds
/// until next().
class Words {
  public:
    /// A longer word is cut here, in the index and in the query alike.
    static constexpr std::size_t kBytesMax = 96;

    explicit Words(std::string_view s) noexcept : text_{s} {}

    /// False after the last word.
    [[nodiscard]] bool next();
    [[nodiscard]] std::string_view word() const noexcept { return folded_; }
    /// Where the word lies in the text as it was given, in bytes.
    [[nodiscard]] std::size_t begin() const noexcept { return begin_; }
    [[nodiscard]] std::size_t end() const noexcept { return end_; }

  private:
    void take_ascii_run();

    std::string_view text_;
    std::string folded_;
    std::size_t at_ = 0;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
};

}  // namespace amparo::letters
