// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Populations: of whom a figure speaks, defined once, by condition, and nested.
///
///   P1 Words.     A definition has words that complete "of the N ...": "who were not citizens". Beside them stands a
///                 sentence made from the condition itself, so that words can't say what the condition does not. A
///                 nested population is named with all around it, wherever it is named.
///   P2 Whole.     A population is records of one form, or a part of another population of that form.
///   P3 Three.     A condition holds, does not hold, or cannot be told. Who gave no answer is not in "not citizens";
///                 they are counted as undetermined. `all`, `any` and `not` are Kleene's.
///   P4 Applies.   Of a question that did not apply neither `is` nor `is_not` holds.
///   P5 Several.   Where several codes are answered, `is` asks for one of them and `is_not` for none.
///   P6 Query.     The hash covers the form, the condition, those of every population around it and the lists of
///                 codes they look at; not the words. Equal hash, equal question.
///   P7 Stale.     A kept definition whose hash is no longer that of its condition as things stand (a population around
///                 it was changed, a list got a code) is refused until it is defined again. Why: "not citizens" means
///                 something else once the list has a new status.
///   P8 Bounds.    64 conditions, 8 levels, 8 nested populations.
#include "amparo/codec/json.hpp"
#include "amparo/evidence/variable.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::evidence {

enum class Truth : std::uint8_t { kNo, kYes, kUndetermined };

struct Condition {
    enum class Kind : std::uint8_t { kAll, kAny, kNot, kIs, kIsNot, kAnswered, kNotAnswered };
    Kind kind = Kind::kAll;
    std::vector<Condition> parts;      ///< Of all, any and not. `all` of nothing: everybody.
    std::size_t variable = 0;          ///< In Population::variables.
    std::vector<std::uint16_t> codes;  ///< Of is and is_not, ascending.
};

/// {"name", "form", "words": {"en", "es"}, "within", "where"}; `where` is {"field", "is": [...]},
/// {"field", "is_not": [...]}, {"field", "answered": true}, {"all": [...]}, {"any": [...]} or {"not": {...}}.
class Population {
  public:
    [[nodiscard]] static Result<Population, Refusal> parse(
        Json const& definition, Frame const& frame, std::shared_ptr<Population const> within = nullptr);
    /// All records of the form.
    [[nodiscard]] static Population everybody(Frame const& frame, forms::Labels words);

    [[nodiscard]] std::string const& name() const noexcept { return name_; }
    [[nodiscard]] std::string const& form() const noexcept { return form_; }
    /// "who were not citizens, of the people interviewed": with every population around it (P1).
    [[nodiscard]] std::string words(std::string_view language) const;
    [[nodiscard]] std::string own_words(std::string_view language) const;  ///< "who were not citizens"
    [[nodiscard]] std::string around_words(
        std::string_view language) const;  ///< ", of the people interviewed"
    /// "Immigration status: not Citizen; and, of those, ..." (P1).
    [[nodiscard]] std::string sentence(std::string_view language) const;
    [[nodiscard]] std::shared_ptr<Population const> const& within() const noexcept { return within_; }
    [[nodiscard]] Condition const& condition() const noexcept { return condition_; }
    [[nodiscard]] std::vector<Variable> const& variables() const noexcept { return variables_; }
    /// What the hash covers (P6), as one line of JSON.
    [[nodiscard]] std::string query() const;
    /// 64 hexadecimal digits.
    [[nodiscard]] std::string query_hash() const;

  private:
    Population() = default;
    [[nodiscard]] Json query_json() const;

    std::string name_;
    std::string form_;
    forms::Labels words_;
    std::vector<Variable> variables_;
    Condition condition_;
    std::shared_ptr<Population const> within_;
};

/// `reply_of(variable)` gives the case's reply.
template <class ReplyOf>
[[nodiscard]] Truth holds(Condition const& condition, ReplyOf const& reply_of);
[[nodiscard]] Truth holds_of(Condition const& leaf, Reply const& reply) noexcept;

template <class ReplyOf>
Truth holds(Condition const& condition, ReplyOf const& reply_of) {
    using Kind = Condition::Kind;
    if (condition.kind == Kind::kNot) {
        Truth const inner = holds(condition.parts.front(), reply_of);
        if (inner == Truth::kUndetermined) return inner;
        return inner == Truth::kYes ? Truth::kNo : Truth::kYes;
    }
    if (condition.kind != Kind::kAll && condition.kind != Kind::kAny)
        return holds_of(condition, reply_of(condition.variable));
    Truth const decisive = condition.kind == Kind::kAll ? Truth::kNo : Truth::kYes;
    Truth out = condition.kind == Kind::kAll ? Truth::kYes : Truth::kNo;
    for (Condition const& part : condition.parts) {
        Truth const one = holds(part, reply_of);
        if (one == decisive) return decisive;
        if (one == Truth::kUndetermined) out = one;
    }
    return out;
}

/// "of the people interviewed", "of those who reached us": of words that complete "of the N ...".
[[nodiscard]] std::string of_whom(std::string_view words, std::string_view language);

/// Lower-case hexadecimal digits of the text's hash.
[[nodiscard]] std::string hash_of(std::string_view text);

}  // namespace amparo::evidence
