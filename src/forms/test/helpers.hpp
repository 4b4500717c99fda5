// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "amparo/forms/registry.hpp"
#include "amparo/forms/validate.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

namespace amparo::forms {

inline Json json(std::string_view text) {
    Result<Json, codec::JsonError> parsed = codec::parse_json(text);
    EXPECT_TRUE(parsed.ok()) << text;
    return parsed.ok() ? std::move(parsed).value() : Json{};
}

inline std::string file_text(std::string const& path_below_source) {
    std::ifstream in{std::string{AMPARO_SOURCE_DIR} + "/" + path_below_source};
    std::stringstream text;
    text << in.rdbuf();
    EXPECT_FALSE(text.str().empty()) << path_below_source;
    return text.str();
}

inline Registry const& shipped() {
    static Registry const kShipped;
    return kShipped;
}

inline Form const& form_named(std::string_view name) {
    Form const* const form = shipped().find(name);
    EXPECT_NE(form, nullptr) << name;
    return *form;
}

/// "required at turned_away_reason", one each.
inline std::vector<std::string> said(Problems const& problems) {
    std::vector<std::string> out;
    for (Problem const& p : problems) out.push_back(std::string{name(p.code)} + " at " + p.field);
    return out;
}
using Said = std::vector<std::string>;

inline Problems problems_of(Json const& declaration) {
    auto parsed = Form::parse(declaration, shipped().vocabularies());
    return std::holds_alternative<Problems>(parsed) ? std::get<Problems>(parsed) : Problems{};
}

/// A form of one's own, without a line of code: what an outreach team writes down.
inline Json street_outreach() {
    return json(R"({
      "name": "street_outreach", "version": 1, "labels": {"en": "Street outreach"}, "about_person": "optional",
      "title": "street_name",
      "fields": [
        {"name": "street_name", "type": "text", "part": "identity", "required": true,
         "labels": {"en": "Street name"}, "search": "name"},
        {"name": "phone", "type": "phone", "part": "identity", "labels": {"en": "Phone"}, "search": "phone"},
        {"name": "met_on", "type": "date", "part": "plan", "labels": {"en": "Met on"}},
        {"name": "supplies", "type": "choices", "part": "plan", "labels": {"en": "Supplies given"},
         "options": [{"code": "water", "labels": {"en": "Water"}}, {"code": "phone_credit", "labels": {"en": "Credit"}}]},
        {"name": "wants", "type": "choices", "part": "plan", "labels": {"en": "Wants"}, "vocabulary": "needs"},
        {"name": "again", "type": "yes_no", "part": "plan", "labels": {"en": "Meet again?"}},
        {"name": "again_on", "type": "date", "part": "plan", "required": true, "labels": {"en": "When?"},
         "when": {"field": "again", "is": ["yes"]}},
        {"name": "seen", "type": "group", "part": "narrative", "labels": {"en": "Seen"}, "max_items": 3,
         "fields": [{"name": "what", "type": "text", "required": true, "labels": {"en": "What"}, "search": "text"},
                    {"name": "count", "type": "integer", "labels": {"en": "How many"}, "min": 0, "max": 99}]}
      ]})");
}

}  // namespace amparo::forms
