// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/standards/htcds.hpp"

#include "amparo/base/check.hpp"
#include "fold.hpp"

#include "amparo_embedded/standards.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace amparo::standards {
namespace {

constexpr std::array<std::pair<std::string_view, Kind>, 10> kKinds{{{"text", Kind::kText},
                                                                    {"one", Kind::kOne},
                                                                    {"several", Kind::kSeveral},
                                                                    {"date", Kind::kDate},
                                                                    {"number", Kind::kNumber},
                                                                    {"checkbox", Kind::kCheckbox},
                                                                    {"phone", Kind::kPhone},
                                                                    {"country", Kind::kCountry},
                                                                    {"countries", Kind::kCountries},
                                                                    {"language", Kind::kLanguage}}};

Kind kind_named(std::string_view name) {
    auto const found =
        std::find_if(kKinds.begin(), kKinds.end(), [&](auto const& one) { return one.first == name; });
    AMPARO_CHECK(found != kKinds.end());
    return found->second;
}

std::vector<std::string> texts(Json const& list) {
    std::vector<std::string> out;
    for (Json const& one : list) out.push_back(one.get<std::string>());
    return out;
}

HtcdsField field_of(Json const& data) {
    HtcdsField out;
    out.name = codec::string_or(data, "name");
    out.section = codec::string_or(data, "section");
    out.label = codec::string_or(data, "label");
    out.kind = kind_named(codec::string_or(data, "kind"));
    out.is_core = codec::bool_at(data, "core") == true;
    out.is_deprecated = codec::bool_at(data, "deprecated") == true;
    for (Json const& term : codec::list_at(data, "terms"))
        out.terms.push_back({codec::string_or(term, "code"), codec::string_or(term, "label")});
    return out;
}

Json embedded(std::string_view path) {
    for (auto const& file : embedded::standards())
        if (file.path == path) return codec::parse_json(file.text).value();
    AMPARO_CHECK(false);
    return {};
}

}  // namespace

std::string_view name(NoteCode code) noexcept {
    switch (code) {
        case NoteCode::kLabelDisagrees:
            return "label_disagrees";
        case NoteCode::kOtherName:
            return "other_name";
        case NoteCode::kByLabel:
            return "by_label";
        case NoteCode::kUnknownColumn:
            return "unknown_column";
        case NoteCode::kTwice:
            return "twice";
        case NoteCode::kDeprecated:
            return "deprecated";
        case NoteCode::kSeveralForOne:
            return "several_for_one";
        case NoteCode::kNoCode:
            return "no_code";
        case NoteCode::kUnknownValue:
            return "unknown_value";
        case NoteCode::kNotADate:
            return "not_a_date";
        case NoteCode::kNotANumber:
            return "not_a_number";
        case NoteCode::kNotAPhone:
            return "not_a_phone";
        case NoteCode::kNotFound:
            return "not_found";
        case NoteCode::kBrokenRow:
            return "broken_row";
    }
    return "";
}

bool leaves_out(NoteCode code) noexcept {
    switch (code) {
        case NoteCode::kLabelDisagrees:
        case NoteCode::kOtherName:
        case NoteCode::kByLabel:
        case NoteCode::kDeprecated:
        case NoteCode::kSeveralForOne:
        case NoteCode::kNotAPhone:
            return false;
        case NoteCode::kUnknownColumn:
        case NoteCode::kTwice:
        case NoteCode::kNoCode:
        case NoteCode::kUnknownValue:
        case NoteCode::kNotADate:
        case NoteCode::kNotANumber:
        case NoteCode::kNotFound:
        case NoteCode::kBrokenRow:
            return true;
    }
    return true;
}

Htcds const& Htcds::shipped() {
    static Htcds const made =
        parse(embedded("data/standards/htcds.json"), embedded("data/vocabularies/countries.json"));
    return made;
}

Htcds Htcds::parse(Json const& data, Json const& countries) {
    Htcds out;
    Columns all;
    for (Json const& one : codec::list_at(data, "fields")) {
        out.at_.emplace(codec::string_or(one, "name"), out.fields_.size());
        out.fields_.push_back(field_of(one));
        if (!out.fields_.back().is_deprecated) all.names.push_back(out.fields_.back().name);
    }
    for (auto const& [other, name] : codec::list_at(data, "other_names").items())
        out.other_names_.emplace(other, name.get<std::string>());
    for (auto const& [field, names] : codec::list_at(data, "defined_without_a_code").items())
        out.without_code_.emplace(field, texts(names));
    for (Json const& country : codec::list_at(countries, "codes")) {
        std::string const code = codec::string_or(country, "code");
        out.countries_.emplace(folded(code), code);
        out.countries_.emplace(folded(codec::string_or(codec::list_at(country, "labels"), "en")), code);
    }
    Json const& layouts = codec::list_at(data, "layouts");
    auto const layout = [&](char const* name) {
        Json const& one = codec::list_at(layouts, name);
        return Columns{texts(codec::list_at(one, "names")), texts(codec::list_at(one, "labels"))};
    };
    out.layouts_ = {{Layout::kFields, std::move(all)},
                    {Layout::kSpreadsheet, layout("spreadsheet")},
                    {Layout::kSurvey, layout("survey")}};
    return out;
}

HtcdsField const* Htcds::find(std::string_view name) const {
    if (auto const other = other_names_.find(name); other != other_names_.end()) name = other->second;
    auto const found = at_.find(name);
    return found == at_.end() ? nullptr : &fields_[found->second];
}

std::optional<std::string> Htcds::code_of(HtcdsField const& field, std::string_view text) const {
    std::string const wanted = folded(text);
    if (wanted.empty()) return std::nullopt;
    if (field.kind == Kind::kCountry || field.kind == Kind::kCountries) {
        auto const found = countries_.find(wanted);
        return found == countries_.end() ? std::nullopt : std::optional{found->second};
    }
    std::string const before = folded(field.name.substr(field.name.find('_') + 1));
    for (HtcdsTerm const& term : field.terms)
        if (wanted == folded(term.code) || wanted == folded(term.label) ||
            wanted == before + folded(term.code))
            return term.code;
    return std::nullopt;
}

bool Htcds::is_defined_without_code(HtcdsField const& field, std::string_view text) const {
    auto const found = without_code_.find(field.name);
    if (found == without_code_.end()) return false;
    std::string const before = folded(field.name.substr(field.name.find('_') + 1));
    return std::any_of(found->second.begin(), found->second.end(), [&](std::string const& name) {
        return folded(text) == folded(name) || before + folded(text) == folded(name);
    });
}

bool is_spreadsheet(std::string_view bytes) noexcept {
    return bytes.starts_with("PK\x03\x04") || bytes.starts_with("\xD0\xCF\x11\xE0");
}

bool says_sexual_exploitation(HtcdsCase const& one) {
    auto const types = one.find("vic_TypeOfExploitation");
    return types != one.end() &&
           std::find(types->second.begin(), types->second.end(), "SexualExploitation") != types->second.end();
}

}  // namespace amparo::standards
