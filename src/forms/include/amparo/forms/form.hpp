// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A form declares one kind of record. Records are declared, not coded: what has behaviour has rules of its
/// own in C++ on top of its form. How to write one: docs/domain/forms.md.
///
/// F1  A declaration is read strictly: an unknown key, type, part or list is refused with its place. A
///     misspelt "requierd" must not become an optional field.
/// F2  Names are snake_case, 60 characters at most, used once, not reserved. "form.field" is what a person's
///     release names, so a name may not be read in two ways.
/// F3  Every form, field and code has words in at least one language. What ships has English and Spanish.
/// F4  A field belongs to one part, and a group with all its fields to one. A form about a person puts
///     nothing in `organization`, which every member reads (34 USC 12291(b)(2): need to know inside an
///     organisation too).
/// F5  A condition looks only at fields above it and in the same part: whoever may answer a question can tell
///     whether it applies, and whether it applies tells nobody what is sealed to them.
/// F17 A confidential field never leaves in a referral or a letter, whatever a release names: where a person
///     is hidden, keys, and fields that bundle others (a release names fields one by one). It stands on a
///     group as a whole, has no name in another standard, and no new version lifts it.
/// F18 An engine-only field is the engine's own memory: keys, tokens, what was sent or came whole. No method
///     shows it as it lies there, and it is confidential. Only forms with behaviour have one.
/// F19 Of a protected field only a person settles two accounts (amparo/revisions/merge.hpp, V5): consent, and
///     how it is safe to reach somebody.
/// F20 A date or instant may be `due`, for what somebody promised to do then: `done_by` names the yes_no
///     field of the same form and part that says it was done. Not inside a group.
/// F22 A form links to a legal matter by one field, of type link and in no group, and then lies in `legal` and
///     `immigration` only. The matter's wall covers the whole record, and nobody who may write some of it
///     can't tell which wall that is.
/// F23 A date, partial date or instant may be `past`: it says when something happened. What lies after today, or before
///     1900, is a slip of the pen and is refused (2062 for 2026). Not with `due`.
#include "amparo/codec/json.hpp"
#include "amparo/forms/problem.hpp"
#include "amparo/forms/vocabulary.hpp"
#include "amparo/model/part.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace amparo::forms {

enum class Type : std::uint8_t {
    kText,
    kTexts,  ///< Several short texts.
    kLongText,
    kInteger,
    kDecimal,
    kDate,
    kPartialDate,  ///< "2024", "2024-05" or "2024-05-03": what the person remembers.
    kTime,         ///< "21:30", on the clock; "24:00" is the end of the day.
    kInstant,
    kChoice,
    kChoices,
    kYesNo,
    kPhone,
    kEmail,
    kUrl,
    kLanguage,
    kLanguages,
    kCountry,
    kPlace,  ///< {"latitude", "longitude"} in degrees, {"area"} in words, or both.
    kLink,   ///< The id of a record or a person.
    kLinks,
    kGroup,  ///< A list of objects with fields of their own.
};
[[nodiscard]] std::string_view name(Type type) noexcept;
[[nodiscard]] std::optional<Type> type_named(std::string_view name) noexcept;
/// Types whose answers are codes of a list. They store "declined"; the others {"no_answer": "declined"} (F6).
[[nodiscard]] bool is_coded(Type type) noexcept;

/// What a date asks for when it comes: it stands in the list of the day (engine, method today).
enum class Due : std::uint8_t { kNone, kFollowUp, kCallPromised };
[[nodiscard]] std::string_view name(Due due) noexcept;  ///< Empty for kNone.

enum class Search : std::uint8_t { kNone, kName, kText, kPhone };
enum class AboutPerson : std::uint8_t { kNo, kOptional, kYes };
enum class LinkTo : std::uint8_t { kRecord, kPerson };

/// When a question applies: `all` or any of these.
struct Condition {
    struct Clause {
        std::string field;
        std::vector<std::string> is;  ///< One of these codes; empty: look at `answered`.
        bool answered = true;         ///< There is an answer; unknown, declined and not asked are none.
    };
    std::vector<Clause> clauses;  ///< Empty: always.
    bool all = true;
};

struct Field {
    std::string name;
    Type type = Type::kText;
    Part part = Part::kPlan;
    Parts was_in;  ///< F15: where earlier versions of a form that ships kept it.
    bool required = false;
    bool confidential = false;  ///< Never leaves in a referral or a letter (F17).
    bool engine_only = false;   ///< F18
    bool is_protected = false;  ///< F19
    bool is_past = false;       ///< F23
    Labels labels;
    Labels help;
    std::shared_ptr<Vocabulary const> vocabulary;  ///< For coded types.
    std::size_t max_length = 0;                    ///< Code points, for text.
    std::size_t max_items = 0;                     ///< For lists.
    double min = 0;                                ///< For numbers.
    double max = 0;
    Search search = Search::kNone;
    Due due = Due::kNone;  ///< F20
    std::string done_by;   ///< F20
    LinkTo link_to = LinkTo::kRecord;
    std::string link_kind;  ///< Empty: any kind.
    Condition when;
    std::vector<Field> fields;                                ///< Of a group.
    std::map<std::string, std::string, std::less<>> exports;  ///< Standard to its field name.
};

/// Among the fields of a form or a group.
[[nodiscard]] Field const* find_field(std::vector<Field> const& fields, std::string_view name) noexcept;

struct Form {
    /// The form, or everything that is wrong with it.
    [[nodiscard]] static std::variant<Form, Problems> parse(Json const& declaration,
                                                            Vocabularies const& vocabularies);

    [[nodiscard]] Field const* find(std::string_view field) const noexcept;
    /// F22. None: its records are of no matter.
    [[nodiscard]] Field const* matter_link() const noexcept;
    /// Of all that is filled in together.
    [[nodiscard]] std::size_t data_bytes_max() const noexcept;

    std::string name;
    std::int64_t version = 1;
    Labels labels;
    Labels about;
    bool starts_person = false;  ///< Recording one without naming a person begins a person.
    /// Its records describe the person together, the newest answer to each question counting. Without it each
    /// tells of something that happened, and answers of two are never mixed.
    bool describes_person = false;
    AboutPerson about_person = AboutPerson::kYes;
    bool behaviour = false;  ///< Only the engine's own methods make and change these.
    std::string title;       ///< The field shown in lists.
    std::vector<Field> fields;
    Json declaration;  ///< As given.
};

inline constexpr std::string_view kMatterKind = "matter";  ///< F22
inline constexpr std::size_t kNameLengthMax = 60;
inline constexpr std::size_t kFieldsMax = 200;
inline constexpr std::size_t kTextLengthMax = 400;         ///< When a field sets none.
inline constexpr std::size_t kLongTextLengthMax = 20'000;  ///< When a field sets none.
inline constexpr std::size_t kItemsMax = 50;               ///< When a field sets none.
inline constexpr double kNumberMax = 1e15;                 ///< When a field sets none, either side of 0.
inline constexpr std::size_t kTextLengthLimit = 100'000;   ///< The most a field may set.
inline constexpr std::size_t kDataBytesMax = std::size_t{1} << 20U;
// The same two of a form with behaviour: there the engine keeps a sealed referral's JSON whole, 1 MiB
// (protocol/referral_file.md), beside what it read out of it.
inline constexpr std::size_t kEngineTextLengthLimit = std::size_t{1} << 20U;
inline constexpr std::size_t kEngineDataBytesMax = std::size_t{4} << 20U;

}  // namespace amparo::forms
