// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The forms a vault knows: those that ship (data/forms, embedded) and an organisation's own.
///
/// F15 A form is never taken back from the records made with it: a new version has a higher number, keeps
/// every
///     field with its type and part, keeps what was confidential (F17) or protected (F19) and every code a
///     field offered, and stays about a person or not. A form with behaviour can't be declared again. Where a
///     form that ships moved a field into another part, what was written before counts where it lies, and an
///     organisation's version of it moves along.
/// F21 An organisation says a code in its own words, offers one no more, and adds codes of its own to a list
///     whose codes no rule reads. What was recorded with a code stays as it is and reads in the new words.
#include "amparo/forms/form.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::forms {

class Registry {
  public:
    /// The forms and lists that ship.
    Registry();

    /// Adds an organisation's form, or a newer version. Nothing changes if there are problems. The same
    /// declaration again is no problem.
    [[nodiscard]] Problems add(Json const& declaration);

    /// F21. Nothing changes if there are problems.
    [[nodiscard]] Problems set_term(std::string_view vocabulary, std::string_view code, Json const& labels,
                                    bool is_retired);
    /// Whether a list takes codes of an organisation's own.
    [[nodiscard]] static bool is_open(std::string_view vocabulary) noexcept;

    [[nodiscard]] Form const* find(std::string_view name) const noexcept;
    /// By form.field.
    [[nodiscard]] Field const* find_field(std::string_view named) const noexcept;
    /// By name.
    [[nodiscard]] std::vector<Form const*> all() const;
    [[nodiscard]] bool is_own(std::string_view name) const noexcept;
    [[nodiscard]] Vocabularies const& vocabularies() const noexcept { return vocabularies_; }

  private:
    struct Entry {
        std::shared_ptr<Form const> form;
        bool own = false;
    };
    Vocabularies vocabularies_;
    std::map<std::string, Entry, std::less<>> forms_;
};

}  // namespace amparo::forms
