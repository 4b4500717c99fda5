// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/evidence/records.hpp"

#include "amparo/base/check.hpp"
#include "amparo/codec/csv.hpp"
#include "membership.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace amparo::evidence {
namespace {

using protection::Code;
using protection::kBlank;

/// In brackets: no code of a list looks like this.
constexpr std::array<std::pair<State, std::string_view>, 4> kWays{
    {{State::kUnknown, "(unknown)"},
     {State::kDeclined, "(declined)"},
     {State::kNotAsked, "(not_asked)"},
     {State::kDoesNotApply, "(does_not_apply)"}}};

bool is_way(std::string_view code) {
    return std::any_of(kWays.begin(), kWays.end(), [&](auto const& way) { return way.second == code; });
}

/// After `codes` codes.
Code way_code(State state, std::size_t codes) {
    for (std::size_t i = 0; i < kWays.size(); ++i)
        if (kWays[i].first == state) return static_cast<Code>(codes + i);
    return kBlank;
}

void add_column(protection::Microdata& to, std::string name, std::vector<std::string> codes) {
    for (auto const& [state, way] : kWays) codes.emplace_back(way);
    to.columns.push_back({std::move(name), std::move(codes)});
    to.values.emplace_back();
}

/// The columns of one question.
void add_question(protection::Microdata& to, Variable const& question) {
    if (question.is_multiple()) {
        for (forms::Term const& term : question.terms())
            add_column(to, question.path() + "=" + term.code, {"1", "0"});
        return;
    }
    std::vector<std::string> codes;
    for (forms::Term const& term : question.terms()) codes.push_back(term.code);
    add_column(to, question.path(), std::move(codes));
}

void add_reply(protection::Microdata& to, std::size_t& column, Variable const& question, Reply const& reply) {
    bool const answered = reply.state == State::kAnswered;
    if (!question.is_multiple()) {
        Code const code = answered ? reply.codes.front() : way_code(reply.state, question.terms().size());
        to.values[column++].push_back(code);
        return;
    }
    for (std::size_t code = 0; code < question.terms().size(); ++code) {
        bool const given = std::find(reply.codes.begin(), reply.codes.end(), code) != reply.codes.end();
        to.values[column++].push_back(answered ? static_cast<Code>(given ? 0 : 1) : way_code(reply.state, 2));
    }
}

Refusal bad_levels(std::string const& place, std::string message) {
    return {RefusalCode::kMalformed, place, std::move(message),
            "Each level is an object: names of groups, each with its codes; every code of the list once."};
}

}  // namespace

std::vector<Variable> variables_for(std::vector<Variable> questions, Population const& population) {
    return with_conditions(std::move(questions), population);
}

Records records_of(Population const& population, std::vector<Variable> const& questions,
                   Microdata const& cases) {
    Records out;
    std::vector<std::size_t> places;
    for (Variable const& question : questions) {
        std::size_t const before = out.data.columns.size();
        add_question(out.data, question);
        if (question.is_multiple()) {
            out.several.emplace_back(out.data.columns.size() - before);
            std::iota(out.several.back().begin(), out.several.back().end(), before);
        }
        places.push_back(cases.find(question.path()));
        AMPARO_CHECK(places.back() < cases.variables().size());
    }
    Membership const membership{population, cases};
    for (std::size_t i = 0; i < cases.size(); ++i) {
        Truth const truth = membership.of(i);
        if (truth != Truth::kYes) {
            ++(truth == Truth::kNo ? out.not_in : out.undetermined);
            continue;
        }
        out.subjects.push_back(cases.subject(i));
        std::size_t column = 0;
        for (std::size_t q = 0; q < questions.size(); ++q)
            add_reply(out.data, column, questions[q], cases.replies(places[q])[cases.column(places[q])[i]]);
    }
    return out;
}

Result<protection::Key, Refusal> key_of(protection::Microdata const& data, std::string_view column,
                                        Json const& levels, std::string const& place) {
    auto const found = std::find_if(data.columns.begin(), data.columns.end(),
                                    [&](protection::Column const& one) { return one.name == column; });
    if (found == data.columns.end())
        return Fail{Refusal{RefusalCode::kUnknownField, place, "This is no column of the file.",
                            "Name a question of the file; of one with several answers QUESTION=CODE."}};
    protection::Key out;
    out.column = static_cast<std::size_t>(found - data.columns.begin());
    for (Json const& given : levels) {
        std::string const here = place + ".levels[" + std::to_string(out.levels.size()) + "]";
        protection::Level level;
        level.of.assign(found->codes.size(), kBlank);
        for (auto const& [name, codes] : given.items()) {
            if (is_way(name)) return Fail{bad_levels(here, "A group is named like a way to give no answer.")};
            if (!codes.is_array()) return Fail{bad_levels(here, "A group has no list of codes.")};
            for (Json const& code : codes) {
                auto const at = std::find(found->codes.begin(), found->codes.end(), code);
                if (at == found->codes.end() || is_way(*at))
                    return Fail{bad_levels(here, "A level names a code that the list does not have.")};
                Code& group = level.of[static_cast<std::size_t>(at - found->codes.begin())];
                if (group != kBlank) return Fail{bad_levels(here, "A level names a code twice.")};
                group = static_cast<Code>(level.names.size());
            }
            level.names.push_back(name);
        }
        for (std::size_t code = 0; code < found->codes.size(); ++code) {
            if (is_way(found->codes[code])) {
                level.of[code] = static_cast<Code>(level.names.size());
                level.names.push_back(found->codes[code]);
            }
            if (level.of[code] == kBlank) return Fail{bad_levels(here, "A level leaves out a code.")};
        }
        out.levels.push_back(std::move(level));
    }
    return out;
}

std::string csv_of(protection::Microdata const& data, Style style) {
    std::vector<std::string> cells;
    for (protection::Column const& column : data.columns) cells.push_back(column.name);
    std::string out = codec::csv_row(cells);
    for (std::size_t row = 0; row < data.rows(); ++row) {
        for (std::size_t c = 0; c < data.columns.size(); ++c) {
            Code const code = data.values[c][row];
            std::string const text = code == kBlank ? std::string{} : data.columns[c].codes[code];
            cells[c] = style == Style::kFlags && (code == kBlank || is_way(text)) ? "-99" : text;
        }
        out += codec::csv_row(cells);
    }
    return out;
}

}  // namespace amparo::evidence
