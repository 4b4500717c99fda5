// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/params.hpp"

#include "amparo/cli/texts.hpp"
#include "amparo/crypto/base64.hpp"

#include <algorithm>
#include <array>

namespace amparo::cli {
namespace {

std::optional<Json> json_in(std::string_view text) {
    auto parsed = codec::parse_json(text);
    return parsed.ok() ? std::optional{std::move(parsed).value()} : std::nullopt;
}

/// JSON's own numbers, and with a plus before them or a zero left out as people write them: no.
std::optional<Json> number_in(std::string_view text) {
    auto parsed = json_in(text);
    return parsed && parsed->is_number() ? parsed : std::nullopt;
}

std::string_view trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string> between_commas(std::string_view text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at <= text.size();) {
        auto const end = std::min(text.find(',', at), text.size());
        if (auto const one = trimmed(text.substr(at, end - at)); !one.empty()) out.emplace_back(one);
        at = end + 1;
    }
    return out;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

Fail<Failure> not_json(Run const& run, codec::JsonError error, codec::JsonPlace place,
                       std::string_view argument) {
    using E = codec::JsonError;
    Language const language = run.language_of_failures();
    std::string const line = std::to_string(place.line);
    std::string const column = std::to_string(place.column);
    Text const& text = error == E::kDuplicateKey ? texts::kKeyTwice
                       : error == E::kTooDeep    ? texts::kTooDeep
                       : error == E::kTooLarge   ? texts::kJsonTooLarge
                                                 : texts::kNotJson;
    return run.fail(Code::kUsage, fill(text.in(language), {line, column}), std::string{argument},
                    std::string{texts::kCheckJson.in(language)});
}

/// Types of the fields of a record's form; none if the form can't be had.
std::map<std::string, std::string> field_types(Run& run, std::string const& kind) {
    std::map<std::string, std::string> out;
    auto const form = run.call("form.show", Json{{"form", kind}});
    if (!form.ok()) return out;
    for (Json const& field : codec::list_at(form.value(), "fields"))
        out[codec::string_or(field, "name")] = codec::string_or(field, "type");
    return out;
}

/// The kind of the record that is made or changed.
std::string kind_of(Run& run) {
    if (auto const kind = run.given().one("KIND")) return *kind;
    if (run.command().method == "finding.assess") return "finding";
    auto const record = run.call("record.show", Json{{"id", run.given().one("ID").value_or("")}});
    return record.ok() ? codec::string_or(record.value(), "kind") : "";
}

Result<Done, Failure> check_assignments(Run const& run, Argument const& argument) {
    for (std::string const& assignment : run.given().all(argument.name)) {
        auto const equals = assignment.find('=');
        if (equals == std::string::npos || equals == 0)
            return run.fail(Code::kUsage, texts::kNotAnAssignment, std::string{argument.name});
    }
    return Done{};
}

void assign_all(Run& run, Argument const& argument, Json& data) {
    auto const types = field_types(run, kind_of(run));
    bool const is_update = run.command().method == "record.update";
    for (std::string const& assignment : run.given().all(argument.name)) {
        auto const equals = assignment.find('=');
        std::string const field = assignment.substr(0, equals);
        auto const type = types.find(field);
        data[field] = assigned(type == types.end() ? "" : type->second,
                               std::string_view{assignment}.substr(equals + 1), is_update);
    }
}

Result<Json, Failure> one_value(Run& run, Argument const& argument, std::vector<std::string> const& typed) {
    std::string const name{argument.name};
    switch (argument.type) {
        case Type::kFlag:
            return Json(true);
        case Type::kText:
            return Json(typed.front());
        case Type::kWords: {
            std::string out;
            for (std::string const& word : typed) out += (out.empty() ? "" : " ") + word;
            return Json(out);
        }
        case Type::kTexts:
            return Json(typed);
        case Type::kCodes: {
            Json out = Json::array();
            for (std::string const& word : typed)
                for (std::string& code : between_commas(word)) out.push_back(std::move(code));
            return out;
        }
        case Type::kInteger: {
            auto const number = number_in(typed.front());
            if (!number || !number->is_number_integer())
                return run.fail(Code::kUsage, texts::kNotAnInteger, name);
            return *number;
        }
        case Type::kNumber: {
            auto const number = number_in(typed.front());
            if (!number) return run.fail(Code::kUsage, texts::kNotANumber, name);
            return *number;
        }
        case Type::kCoordinates: {
            auto const place = coordinates(typed.front());
            if (!place)
                return run.fail(Code::kUsage, texts::kNotCoordinates, name, texts::kNotCoordinatesHint);
            return *place;
        }
        case Type::kValue:
            return json_in(typed.front()).value_or(Json(typed.front()));
        case Type::kObjectFile:
            return object_in(run, typed.front(), argument.name);
        case Type::kBytesFile: {
            AMPARO_TRY(Bytes const bytes, input(run, typed.front(), argument.name, std::size_t{18} << 20U));
            return Json(crypto::to_base64(bytes));
        }
        case Type::kAssignments:
            break;
    }
    return Json(nullptr);
}

}  // namespace

Failure failure_of(Run const& run, os::FileError error, std::string const& path, std::string_view argument) {
    using E = os::FileError;
    Text const* text = &texts::kFileIo;
    Code code = Code::kInputOutput;
    switch (error) {
        case E::kMissing:
            text = &texts::kFileMissing;
            break;
        case E::kDenied:
            text = &texts::kFileDenied;
            break;
        case E::kNotAFile:
            text = &texts::kNotAFile;
            break;
        case E::kNotAFolder:
            text = &texts::kNotAFolder;
            break;
        case E::kExists:
            text = &texts::kFileExists;
            code = Code::kRefused;
            break;
        case E::kTooLarge:
            text = &texts::kFileTooLarge;
            break;
        case E::kFull:
            text = &texts::kDiskFull;
            break;
        case E::kIo:
            break;
    }
    Language const language = run.language_of_failures();
    std::string const hint{error == E::kExists ? texts::kUseForce.in(language) : std::string_view{}};
    return {code, fill(text->in(language), {path}), std::string{argument}, hint};
}

Result<Bytes, Failure> input(Run& run, std::string const& path, std::string_view argument,
                             std::size_t bytes_max) {
    auto bytes = path == "-" ? os::read_standard_input(bytes_max) : os::read_file(path, bytes_max);
    if (!bytes.ok())
        return Fail{failure_of(run, bytes.error(),
                               path == "-" ? std::string{run.say(texts::kStandardInput)} : path, argument)};
    return std::move(bytes).value();
}

Result<Json, Failure> object_in(Run& run, std::string const& path, std::string_view argument) {
    AMPARO_TRY(Bytes const bytes, input(run, path, argument));
    codec::JsonLimits limits;
    limits.bytes_max = kInputBytesMax;
    codec::JsonPlace place;
    auto parsed = codec::parse_json(as_text(bytes), limits, &place);
    if (!parsed.ok()) return not_json(run, parsed.error(), place, argument);
    if (!parsed.value().is_object())
        return run.fail(Code::kUsage, texts::kNotAnObject, std::string{argument});
    return std::move(parsed).value();
}

std::optional<Json> coordinates(std::string_view text) {
    auto const comma = text.find(',');
    if (comma == std::string_view::npos) return std::nullopt;
    auto const latitude = number_in(trimmed(text.substr(0, comma)));
    auto const longitude = number_in(trimmed(text.substr(comma + 1)));
    if (!latitude || !longitude) return std::nullopt;
    return Json{{"latitude", *latitude}, {"longitude", *longitude}};
}

Json assigned(std::string_view type, std::string_view text, bool is_update) {
    Json const as_text(text);
    auto const parsed = json_in(text);
    bool const is_structure = parsed && parsed->is_structured();
    if (is_update && text == "null") return nullptr;
    if (type.empty()) return parsed.value_or(as_text);
    if (is_structure) return *parsed;
    if (is_one_of(type, {"texts", "choices", "languages", "links"})) {
        // "declined" alone is the list's one answer, and is no list (docs/domain/forms.md).
        return Json(between_commas(text));
    }
    if (is_one_of(type, {"integer", "decimal"})) return parsed.value_or(as_text);
    if (type == "place") return coordinates(text).value_or(Json{{"area", text}});
    return as_text;
}

Result<Json, Failure> params_of(Run& run) {
    Json out = Json::object();
    for (Argument const& argument : run.command().arguments) {
        if (argument.param.empty()) continue;
        if (argument.type == Type::kAssignments) {
            AMPARO_DO(check_assignments(run, argument));
            // A record's answers are asked for though there be none; other facts only where somebody gave them.
            bool const is_asked = argument.param == "data" || run.given().has(argument.name);
            if (is_asked && !out.contains(argument.param)) out[std::string{argument.param}] = Json::object();
        } else if (run.given().has(argument.name)) {
            AMPARO_TRY(out[std::string{argument.param}],
                       one_value(run, argument, run.given().all(argument.name)));
        }
    }
    return out;
}

void assign(Run& run, Json& params) {
    for (Argument const& argument : run.command().arguments)
        if (argument.type == Type::kAssignments && run.given().has(argument.name))
            assign_all(run, argument, params[std::string{argument.param}]);
}

}  // namespace amparo::cli
