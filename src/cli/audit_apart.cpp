// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/audit.hpp"
#include "amparo/crypto/base64.hpp"

#include <array>

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

}  // namespace

Result<Json, Failure> audit_apart(World& world, Json const& params) {
    Bytes input;
    if (auto const text = codec::text_at(params, "text")) {
        append(input, as_bytes(*text));
    } else if (auto const data = codec::text_at(params, "data")) {
        auto bytes = crypto::from_base64(*data);
        if (!bytes) return Fail{failure(Code::kUsage, "data is not base64", "data")};
        input = std::move(*bytes);
    } else {
        return Fail{failure(Code::kUsage, "text is missing", "text")};
    }
    std::string const language = codec::string_or(params, "language", "en");
    if (!language_named(language))
        return Fail{failure(Code::kUsage, "language is none of the choices", "language")};
    auto const ended =
        world.run_apart({"audit", "-", "--json", "--with-text", "--language", language}, input);
    if (!ended)
        return Fail{
            failure(Code::kInputOutput, "the report took too long or too much memory to read", "data")};
    if (ended->code != 0 && ended->code != exit_code(Code::kRefused)) return Fail{said(*ended)};
    codec::JsonLimits limits;
    limits.bytes_max = ended->out.size();
    limits.values_max = ended->out.size();
    auto parsed = codec::parse_json(ended->out, limits);
    if (!parsed.ok()) return Fail{said(*ended)};
    return std::move(parsed).value();
}

}  // namespace amparo::cli
