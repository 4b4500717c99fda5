// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A question that can be tabulated, and one case's answer to it.
///
///   Q1 Coded.    Only questions whose answers are codes are tabulated: a choice, yes or no, languages, countries.
///   Q2 Path.     "status"; "purposes.purpose" inside a group; "purposes[stated=yes].purpose" for the entries of a
///                group that say so; "interview.given_by" of a form that is joined to the records (Frame).
///   Q3 No answer. Not recorded, unknown, declined and not asked are four states and none of them is "no".
///   Q4 Applies.  A question that did not apply to a case is a fifth state. It is no gap in what was recorded.
///   Q5 Several.  Several codes are one answer, in the order of the list; a code twice counts once.
///   Q6 Strange.  A code that the list does not have is not counted as any other: the answer is not recorded.
#include "amparo/base/result.hpp"
#include "amparo/evidence/refusal.hpp"
#include "amparo/forms/form.hpp"
#include "amparo/model/part.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace amparo::evidence {

/// What is tabulated: records of a form, and forms of which each record has one beside it.
struct Frame {
    struct Joined {
        std::string prefix;  ///< The case's data holds the other record's under this key.
        forms::Form const* form = nullptr;
    };
    forms::Form const* form = nullptr;
    std::vector<Joined> joined;
};

enum class State : std::uint8_t { kAnswered, kMissing, kUnknown, kDeclined, kNotAsked, kDoesNotApply };
inline constexpr std::size_t kStates = 6;
[[nodiscard]] std::string_view name(State state) noexcept;
/// "not recorded", "sin anotar".
[[nodiscard]] std::string_view state_words(State state, std::string_view language) noexcept;

struct Reply {
    State state = State::kMissing;
    std::vector<std::uint16_t> codes;  ///< Positions in the list, ascending. Only of an answer.
    friend bool operator==(Reply const&, Reply const&) = default;
    friend bool operator<(Reply const& a, Reply const& b) {
        return std::tie(a.state, a.codes) < std::tie(b.state, b.codes);
    }
};

class Variable {
  public:
    [[nodiscard]] static Result<Variable, Refusal> of(Frame const& frame, std::string_view path,
                                                      std::string_view place = "field");

    [[nodiscard]] Reply read(Json const& data) const;
    [[nodiscard]] std::string const& path() const noexcept { return path_; }
    [[nodiscard]] std::string label(std::string_view language) const;
    [[nodiscard]] std::vector<forms::Term> const& terms() const noexcept {
        return field_->vocabulary->terms();
    }
    /// Nothing if there is no such code.
    [[nodiscard]] std::optional<std::uint16_t> position(std::string_view code) const;
    /// A case may have several of the codes.
    [[nodiscard]] bool is_multiple() const noexcept;
    /// Who may not read it can't count it.
    [[nodiscard]] Part part() const noexcept { return part_; }

  private:
    Variable() = default;
    [[nodiscard]] Reply read_value(Json const& value) const;
    [[nodiscard]] Reply read_group(Json const& items) const;
    void take(Json const& value, Reply& reply) const;

    std::string path_;
    std::string prefix_;  ///< Of a joined form.
    forms::Field const* group_ = nullptr;
    std::string filter_field_;  ///< Inside the group.
    std::string filter_code_;
    forms::Field const* field_ = nullptr;
    Part part_ = Part::kPlan;
};

}  // namespace amparo::evidence
