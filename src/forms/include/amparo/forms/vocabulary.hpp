// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Lists of codes to choose from, with their words in several languages and their maps to other standards.
/// The lists themselves: data/vocabularies/*.json, docs/domain/forms.md.
///
/// F16 No list mixes sex work, migrant smuggling and trafficking. They are different things: work, a border
///     offence to which a migrant is not a party, and harm done to a person (Palermo Protocol article 3 and
///     the Smuggling Protocol article 5). A list that offers them side by side makes people choose wrongly;
///     several systems in use do (research: Primero's "Trafficked/smuggled"). Checked for an organisation's
///     lists too.
#include "amparo/codec/json.hpp"
#include "amparo/forms/problem.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace amparo::forms {

/// Words by language code ("en", "es", ...).
class Labels {
  public:
    /// In the language asked for, else English, else the first there is. Empty only if there are none.
    [[nodiscard]] std::string const& in(std::string_view language) const;
    [[nodiscard]] bool has(std::string_view language) const { return texts_.find(language) != texts_.end(); }
    [[nodiscard]] bool empty() const noexcept { return texts_.empty(); }
    void set(std::string language, std::string text) { texts_[std::move(language)] = std::move(text); }
    [[nodiscard]] std::map<std::string, std::string, std::less<>> const& all() const noexcept {
        return texts_;
    }

  private:
    std::map<std::string, std::string, std::less<>> texts_;
};

struct Term {
    std::string code;
    Labels labels;
    std::map<std::string, std::string, std::less<>> map;  ///< Standard ("htcds") to its code.
    bool is_own = false;                                  ///< Not of the list that ships.
    bool is_retired = false;                              ///< Offered no more; taken as ever.
};

class Vocabulary {
  public:
    /// {"vocabulary", "version", "source", "licence", "codes": [{"code", "labels", "map"}]}
    [[nodiscard]] static std::variant<Vocabulary, Problems> parse(Json const& declaration);
    /// The list inside a field: [{"code", "labels"}]. `place` is where it stands, for the problems.
    [[nodiscard]] static Vocabulary of_options(Json const& options, std::string const& place,
                                               Problems& problems);

    [[nodiscard]] std::string const& name() const noexcept { return name_; }
    [[nodiscard]] std::vector<Term> const& terms() const noexcept { return terms_; }
    [[nodiscard]] Term const* find(std::string_view code) const noexcept;
    /// The list with the words of one code changed, or with one more (F21).
    [[nodiscard]] std::variant<Vocabulary, Problems> with(std::string_view code, Json const& labels,
                                                          bool is_retired) const;

  private:
    void read_terms(Json const& list, std::string const& place, Problems& problems);

    std::string name_;
    std::vector<Term> terms_;
    std::map<std::string, std::size_t, std::less<>> at_;
};

/// By name. Shared, because every field that offers a list holds on to it.
using Vocabularies = std::map<std::string, std::shared_ptr<Vocabulary const>, std::less<>>;

/// The three ways a question has no answer, in this order: unknown, declined, not_asked.
[[nodiscard]] Vocabulary const& no_answers();
[[nodiscard]] bool is_no_answer(std::string_view code) noexcept;

}  // namespace amparo::forms
