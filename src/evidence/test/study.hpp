// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
// The study of test/data: a form, invented interviews and the populations that figures speak of.
#include "amparo/evidence/table.hpp"
#include "amparo/forms/registry.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace amparo::evidence::test {

inline std::string file_text(std::string const& name) {
    std::ifstream in{std::string{AMPARO_SOURCE_DIR} + "/src/evidence/test/data/" + name, std::ios::binary};
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

inline Json json_file(std::string const& name) {
    return codec::parse_json(file_text(name)).value();
}

/// Of files without quotes; lines that begin with # are passed over.
inline std::vector<std::map<std::string, std::string>> csv_file(std::string const& name) {
    std::istringstream in{file_text(name)};
    std::vector<std::string> names;
    std::vector<std::map<std::string, std::string>> out;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::vector<std::string> cells(1);
        for (char const c : line)
            if (c == ',')
                cells.emplace_back();
            else
                cells.back() += c;
        if (names.empty()) {
            names = cells;
            continue;
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (i == 0) out.emplace_back();
            out.back()[names[i]] = cells.at(i);
        }
    }
    return out;
}

struct Study {
    std::shared_ptr<forms::Form const> form;
    Frame frame;
    std::vector<Json> interviews;
    std::map<std::string, std::shared_ptr<Population const>> populations;

    static Study load() {
        Study out;
        auto parsed = forms::Form::parse(json_file("study_form.json"), forms::Registry{}.vocabularies());
        auto* const form = std::get_if<forms::Form>(&parsed);
        if (form == nullptr) {
            for (auto const& problem : *std::get_if<forms::Problems>(&parsed))
                ADD_FAILURE() << problem.field << ": " << problem.message;
            return out;
        }
        out.form = std::make_shared<forms::Form const>(std::move(*form));
        out.frame.form = out.form.get();
        for (auto const& row : csv_file("study_interviews.csv")) {
            Json data = Json::object();
            for (auto const& [name, value] : row)
                if (!value.empty() && out.form->find(name) != nullptr) data[name] = value;
            out.interviews.push_back(std::move(data));
        }
        for (Json const& definition : json_file("study_populations.json")) {
            auto const within = out.populations.find(codec::string_or(definition, "within"));
            out.populations[definition["name"]] = std::make_shared<Population const>(
                Population::parse(definition, out.frame,
                                  within == out.populations.end() ? nullptr : within->second)
                    .value());
        }
        return out;
    }

    [[nodiscard]] Microdata cases(Question const& question) const {
        Microdata out{question.variables(), question.scope};
        std::size_t n = 0;
        for (Json const& one : interviews)
            out.add({"", std::to_string(n++), "2030-05-01", "2030-05-01", false, &one});
        return out;
    }
};

}  // namespace amparo::evidence::test
