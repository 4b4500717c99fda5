// SPDX-License-Identifier: AGPL-3.0-or-later
// `amparo call`: the engine's boundary as JSON lines.
#include "acts.hpp"
#include "amparo/cli/params.hpp"
#include "amparo/cli/texts.hpp"

#include <string>

namespace amparo::cli {
namespace {

Json error_line(Json const& id, Failure const& failure) {
    return Json{{"id", id}, {"error", engine::to_json(failure)}};
}

Failure bad_line(std::string message, std::string field = {}) {
    return {Code::kUsage, std::move(message), std::move(field),
            R"(one line: {"id": 1, "method": "vault.info", "params": {}})"};
}

struct Request {
    Json id;
    std::string method;
    Json params = Json::object();
};

/// What a line asks; on failure `id` is the line's own where it has one.
Result<Request, Failure> request_in(std::string const& line, Json& id) {
    codec::JsonLimits limits;
    limits.bytes_max = kInputBytesMax;
    codec::JsonPlace place;
    auto parsed = codec::parse_json(line, limits, &place);
    if (!parsed.ok()) {
        std::string const what = parsed.error() == codec::JsonError::kDuplicateKey
                                     ? "this line names a key twice"
                                     : "this line is not JSON that can be taken";
        return Fail{bad_line(what + " (byte " + std::to_string(place.column) + ")")};
    }
    Json& object = parsed.value();
    if (!object.is_object()) return Fail{bad_line("this line is no object")};
    if (Json const* const given = codec::find(object, "id"); given != nullptr) {
        if (given->is_structured()) return Fail{bad_line("an id is a text, a number or null", "id")};
        id = *given;
    }
    for (auto const& [key, value] : object.items())
        if (key != "id" && key != "method" && key != "params")
            return Fail{bad_line("a call has an id, a method and params, and nothing else", key)};
    auto const method = codec::text_at(object, "method");
    if (!method) return Fail{bad_line("the method is missing, or is no text", "method")};
    Request out{id, std::string{*method}};
    if (auto const at = object.find("params"); at != object.end()) {
        if (!at->is_object()) return Fail{bad_line("params is an object", "params")};
        out.params = std::move(*at);
    }
    return out;
}

Json answer_to(Run& run, std::string const& line) {
    Json id;
    auto request = request_in(line, id);
    if (!request.ok()) return error_line(id, request.error());
    auto result = run.call(request.value().method, request.value().params);
    wipe_passphrases(request.value().params);
    if (!result.ok()) return error_line(id, result.error());
    return Json{{"id", std::move(id)}, {"result", std::move(result).value()}};
}

bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

}  // namespace

Answer act_call(Run& run) {
    AMPARO_DO(run.open_vault());
    if (!run.given().has("--locked")) AMPARO_DO(run.unlock());
    bool const wants_events = run.given().has("--events");
    World& world = run.world();
    Fail<Failure> const cannot_write = run.fail(Code::kInputOutput, texts::kNoOutput);
    using Next = os::LineReader::Next;
    std::string line;
    for (;;) {
        Next const next = world.read_line(line);
        if (next == Next::kEnd) break;
        if (next == Next::kFailed) return run.fail(Code::kInputOutput, texts::kNoInput);
        if (next == Next::kLine && is_blank(line)) continue;
        Json const answer =
            next == Next::kTooLong
                ? error_line(nullptr, bad_line("this line is longer than " + std::to_string(kInputBytesMax) +
                                               " bytes; it was passed over"))
                : answer_to(run, line);
        if (!world.out(codec::to_text(answer) + "\n")) return cannot_write;
        for (Json const& event : run.vault().take_events())
            if (wants_events && !world.out(codec::to_text(event) + "\n")) return cannot_write;
    }
    Outcome out;
    out.raw = "";
    return out;
}

}  // namespace amparo::cli
