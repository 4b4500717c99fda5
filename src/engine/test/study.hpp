// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The study of src/evidence/test/data, in an office's vault.
#include "support.hpp"

namespace amparo::engine {

inline constexpr char const* kStudyData = "src/evidence/test/data/";

/// Its form, the study itself and its populations: the study's id.
inline Json add_study(Office& office) {
    office.ok("form.add", {{"form", file_json(std::string{kStudyData} + "study_form.json")}});
    Json const study = office.ok(
        "record.create",
        {{"kind", "study"}, {"data", {{"name", "Work and papers"}, {"instrument", "study_answers"}}}})["id"];
    for (Json const& population : file_json(std::string{kStudyData} + "study_populations.json"))
        office.ok("evidence.define", {{"population", population}});
    return study;
}

/// Somebody who was met by outreach, agreed to research and said this.
inline void add_interview(Office& office, Json const& study, int number, Json data) {
    office.ok("study.interview", {{"study", study},
                                  {"pseudonym", "P-" + std::to_string(number)},
                                  {"given_by", "person"},
                                  {"day", "2031-02-01"},
                                  {"channel", "outreach"},
                                  {"research_consent", true},
                                  {"data", std::move(data)}});
}

}  // namespace amparo::engine
