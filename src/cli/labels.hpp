// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A record's fields in the words of its form, in the user's language.
#include "amparo/cli/run.hpp"

#include <map>
#include <string>
#include <string_view>

namespace amparo::cli {

class Labels {
  public:
    /// Asks the engine for the form; without it fields keep their names and codes.
    Labels(Run& run, std::string_view kind);

    /// "First contact".
    [[nodiscard]] std::string kind() const;
    [[nodiscard]] std::string label(std::string_view field) const;
    [[nodiscard]] std::string value(std::string_view field, Json const& value) const;
    /// The fields that `data` has, in the form's order; one that the form does not know comes last.
    [[nodiscard]] std::vector<std::string> order(Json const& data) const;
    /// What the ids in values name: each is written after its name.
    void know(Json const& names) { names_ = names; }

  private:
    [[nodiscard]] std::string in_words(Json const* field, Json const& value) const;
    [[nodiscard]] std::string code_in_words(Json const* field, std::string const& code) const;

    Json form_;
    Json names_ = Json::object();
    std::string kind_;
    Language language_;
};

/// What kinds of record are called, in the user's language.
class Kinds {
  public:
    explicit Kinds(Run& run);
    /// One that is not known as it is.
    [[nodiscard]] std::string of(std::string_view kind) const;

  private:
    std::map<std::string, std::string, std::less<>> labels_;
};

/// "Passport (rec_…)"; the id alone where nothing is known by it.
[[nodiscard]] std::string named(std::string const& name, std::string_view id);

}  // namespace amparo::cli
