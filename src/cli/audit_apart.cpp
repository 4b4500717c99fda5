// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/audit.hpp"
#include "amparo/crypto/base64.hpp"

#include <array>
#include <memory>

namespace amparo::cli {
namespace {

Code code_of(int exit) noexcept {
    constexpr std::array kCodes{Code::kRefused, Code::kUsage,   Code::kNotFound,
                                Code::kLocked,  Code::kDamaged, Code::kInputOutput};
    for (Code const code : kCodes)
        if (exit_code(code) == exit) return code;
    return Code::kInputOutput;
}

Failure failure(Code code, std::string message, std::string field, std::string hint = {}) {
    return {code, std::move(message), std::move(field), std::move(hint)};
}

Failure said(os::ApartEnded const& ended) {
    auto const line = codec::parse_json(ended.err);
    Json const empty = Json::object();
    Json const* const error = line.ok() ? codec::find(line.value(), "error") : nullptr;
    Json const& said = error == nullptr ? empty : *error;
    return failure(code_of(ended.code), codec::string_or(said, "message", "the report could not be read"),
                   "data", codec::string_or(said, "hint"));
}

struct Asked {
    std::vector<std::string> words;
    Bytes input;
    bool is_page = false;
};

Result<Asked, Failure> asked_in(Json const& params) {
    Asked out;
    if (auto const text = codec::text_at(params, "text")) {
        append(out.input, as_bytes(*text));
    } else if (auto const data = codec::text_at(params, "data")) {
        auto bytes = crypto::from_base64(*data);
        if (!bytes) return Fail{failure(Code::kUsage, "data is not base64", "data")};
        out.input = std::move(*bytes);
    } else {
        return Fail{failure(Code::kUsage, "text is missing", "text")};
    }
    std::string const language = codec::string_or(params, "language", "en");
    if (!language_named(language))
        return Fail{failure(Code::kUsage, "language is none of the choices", "language")};
    std::string const as = codec::string_or(params, "as", "claims");
    if (as != "claims" && as != "page") return Fail{failure(Code::kUsage, "as is none of the choices", "as")};
    out.is_page = as == "page";
    out.words = {"audit", "-", "--language", language};
    for (char const* const word : {out.is_page ? "--html" : "--json", out.is_page ? "-" : "--with-text"})
        out.words.emplace_back(word);
    return out;
}

Result<Json, Failure> told(std::optional<os::ApartEnded> const& ended, bool is_page) {
    if (!ended)
        return Fail{
            failure(Code::kInputOutput, "the report took too long or too much memory to read", "data")};
    if (ended->code != 0 && ended->code != exit_code(Code::kRefused)) return Fail{said(*ended)};
    if (is_page) return Json{{"page", ended->out}};
    codec::JsonLimits limits;
    limits.bytes_max = ended->out.size();
    limits.values_max = ended->out.size();
    auto parsed = codec::parse_json(ended->out, limits);
    if (!parsed.ok()) return Fail{said(*ended)};
    return std::move(parsed).value();
}

}  // namespace

web_host::Step audit_aside(World& world, Json const& params) {
    auto read = asked_in(params);
    if (!read.ok()) return Result<Json, Failure>{Fail{read.error()}};
    Asked asked = std::move(read).value();
    auto const ended = std::make_shared<std::optional<os::ApartEnded>>();
    bool const is_page = asked.is_page;
    return web_host::Aside{
        [&world, asked = std::move(asked), ended] { *ended = world.run_apart(asked.words, asked.input); },
        [ended, is_page]() -> web_host::Step { return told(*ended, is_page); }};
}

}  // namespace amparo::cli
