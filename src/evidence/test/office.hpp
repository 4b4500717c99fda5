// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// People who come to an office, and what it publishes of them.
#include "amparo/evidence/publications.hpp"
#include "support.hpp"

#include "amparo/solver/glpk.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace amparo::evidence::test {

inline std::string blind(std::string_view whom) {
    return hash_of("a key|" + std::string{whom}).substr(0, 16);
}

struct Person {
    std::string id;
    std::string day;
    Json data;
};

/// People in the order they came, each with a status, whether from abroad in turn.
class Office {
  public:
    void add(char const* status, int count, char const* day = "2030-01-15") {
        for (int i = 0; i < count; ++i) {
            std::string const id = "p" + std::to_string(people.size());
            people.push_back(
                {id, day, {{"status", status}, {"abroad", people.size() % 2 == 0 ? "yes" : "no"}}});
        }
    }

    struct Asked {
        explicit Asked(std::string rows_of = "status", std::string columns_of = {},
                       std::shared_ptr<Population const> whom = population({}), Scope when = {})
            : rows{std::move(rows_of)},
              by{std::move(columns_of)},
              of{std::move(whom)},
              scope{std::move(when)} {}
        std::string rows;
        std::string by;
        std::shared_ptr<Population const> of;
        Scope scope;
    };
    /// A bundle, protected in itself.
    struct Bundle {
        std::vector<Table> tables;
        std::vector<Microdata> cases;
        Shown shown;
        Publication publication;
    };
    [[nodiscard]] std::unique_ptr<Bundle> bundle(std::vector<Asked> const& asked, protection::Profile profile,
                                                 std::string const& title) {
        auto out = std::make_unique<Bundle>();
        for (Asked const& one : asked) {
            Question question{one.of, Variable::of(frame(), one.rows).value(), std::nullopt, one.scope};
            if (!one.by.empty()) question.columns = Variable::of(frame(), one.by).value();
            out->cases.emplace_back(question.variables(), question.scope);
            for (Person const& person : people)
                out->cases.back().add({person.id, person.id, person.day, person.day, false, &person.data});
            out->tables.push_back(tabulate(std::move(question), out->cases.back()).value());
        }
        About about;
        about.profile = profile;
        about.group_agreed = group_agreed;
        out->shown = protect(out->tables, about, &solver);
        out->publication = {"2030-02-01", title, profile, {}, {}, false, {}};
        for (std::size_t t = 0; t < out->tables.size(); ++t)
            out->publication.tables.push_back(counted(out->shown.tables[t], out->cases[t], about, "", blind));
        Microdata everybody{{}, {}};
        for (Person const& person : people)
            everybody.add({person.id, person.id, person.day, person.day, false, &person.data});
        find_gone(published, out->publication, *population({}), everybody, blind);
        return out;
    }
    /// Who could be worked out; what is not refused is published.
    std::vector<std::string> publish(std::vector<Asked> const& asked,
                                     protection::Profile profile = protection::Profile::kOpenData,
                                     std::string const& title = "First") {
        auto const made = bundle(asked, profile, title);
        std::vector<std::string> out;
        for (GivenAway const& one : given_away(published, made->publication, &solver, "en"))
            out.push_back(one.who);
        if (out.empty()) published.push_back(made->publication);
        return out;
    }

    std::vector<Person> people;
    std::vector<Publication> published;
    bool group_agreed = false;
    solver::Glpk solver;
};

}  // namespace amparo::evidence::test
