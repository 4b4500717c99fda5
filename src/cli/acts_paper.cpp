// SPDX-License-Identifier: AGPL-3.0-or-later
// Marks and exhibits as they are typed.
#include "amparo/cli/params.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts/paper.hpp"
#include "outputs.hpp"
#include "papers.hpp"

#include <array>

namespace amparo::cli {
namespace {

constexpr std::size_t kMarksBytesMax = std::size_t{1} << 20U;

/// "2:72,90,300,110"
std::optional<Json> area_in(std::string_view typed) {
    std::size_t const colon = typed.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto const page = codec::parse_json(typed.substr(0, colon));
    auto const sides = codec::parse_json("[" + std::string{typed.substr(colon + 1)} + "]");
    if (!page.ok() || !page.value().is_number_integer() || !sides.ok() || sides.value().size() != 4)
        return std::nullopt;
    Json out{{"page", page.value()}};
    constexpr std::array kSides{"left", "top", "right", "bottom"};
    for (std::size_t i = 0; i < kSides.size(); ++i) {
        if (!sides.value()[i].is_number()) return std::nullopt;
        out[kSides[i]] = sides.value()[i];
    }
    return out;
}

Result<Json, Failure> marks_in_file(Run& run) {
    auto const path = run.given().one("--marks");
    if (!path) return Json::array();
    auto const bytes = os::read_file(*path, kMarksBytesMax);
    if (!bytes.ok()) return Fail{failure_of(run, bytes.error(), *path, "--marks")};
    auto const parsed = codec::parse_json(as_text(bytes.value()));
    if (!parsed.ok() || !parsed.value().is_object() || !codec::list_at(parsed.value(), "marks").is_array())
        return run.fail(Code::kUsage, texts::kNoMarksInFile, "--marks");
    return codec::list_at(parsed.value(), "marks");
}

Result<Json, Failure> with_marks(Run& run) {
    AMPARO_TRY(Json marks, marks_in_file(run));
    auto const reason = run.given().one("--reason");
    auto const add = [&](Json mark) {
        if (reason) mark["reason"] = *reason;
        marks.push_back(std::move(mark));
    };
    for (std::string const& phrase : run.given().all("--phrase")) add(Json{{"phrase", phrase}});
    for (std::string const& kind : run.given().all("--kind")) add(Json{{"kind", kind}});
    for (std::string const& typed : run.given().all("--area")) {
        auto area = area_in(typed);
        if (!area) return run.fail(Code::kUsage, texts::kNotAnArea, "--area");
        add(std::move(*area));
    }
    if (marks.empty()) return run.fail(Code::kUsage, texts::kNothingMarked, "--phrase");
    Json params = run.params();
    params["marks"] = std::move(marks);
    return params;
}

}  // namespace

Answer act_document_marks(Run& run) {
    AMPARO_TRY(Json const params, with_marks(run));
    AMPARO_TRY(Json result, run.call("document.marks", params));
    (void)run.call("document.close", Json{{"id", params["id"]}});
    return Outcome{std::move(result)};
}

Answer act_document_redact(Run& run) {
    AMPARO_TRY(Json const params, with_marks(run));
    AMPARO_TRY(Json result, run.call("document.redact", params));
    return Outcome{std::move(result)};
}

Answer act_document_packet(Run& run) {
    Json params = run.params();
    if (params.contains("exhibits"))
        for (Json& exhibit : params["exhibits"]) {
            std::string const typed = exhibit.get<std::string>();
            std::size_t const equals = std::min(typed.find('='), typed.size());
            exhibit = Json{{"document", typed.substr(0, equals)}};
            if (equals + 1 < typed.size()) exhibit["title"] = typed.substr(equals + 1);
        }
    AMPARO_TRY(Json result, run.call("document.packet", params));
    return Outcome{std::move(result)};
}

}  // namespace amparo::cli
