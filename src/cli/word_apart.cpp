// SPDX-License-Identifier: AGPL-3.0-or-later
// Both ends of `amparo template words`: who asks, and the process that reads the file.
#include "amparo/cli/word_apart.hpp"

#include "amparo/cli/params.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/documents/word_lines.hpp"
#include "templates.hpp"

#include <algorithm>
#include <array>

namespace amparo::cli {
namespace {

using templates::WordError;

constexpr std::size_t kAskedBytesMax = std::size_t{64} << 20U;
constexpr std::array<std::pair<WordError, std::string_view>, 6> kErrors{
    std::pair{WordError::kNotWord, "not_word"},    std::pair{WordError::kDamaged, "damaged"},
    std::pair{WordError::kEncrypted, "encrypted"}, std::pair{WordError::kTooLarge, "too_large"},
    std::pair{WordError::kElsewhere, "elsewhere"}, std::pair{WordError::kNoReader, "no_reader"}};

std::optional<Json> parsed(std::string_view text) {
    codec::JsonLimits limits;
    limits.bytes_max = std::max<std::size_t>(text.size(), 1);
    limits.values_max = limits.bytes_max;
    auto json = codec::parse_json(text, limits);
    if (!json.ok()) return std::nullopt;
    return std::move(json).value();
}

Json to_json(templates::Filled const& filled) {
    Json out = Json::array();
    for (auto const& [line, copies] : filled) {
        Json all = Json::array();
        for (auto const& pieces : copies) {
            Json one = Json::array();
            for (auto const& piece : pieces) one.push_back(piece ? Json(*piece) : Json(nullptr));
            all.push_back(std::move(one));
        }
        out.push_back(Json{{"line", line}, {"copies", std::move(all)}});
    }
    return out;
}

templates::Filled filled_in(Json const& json) {
    templates::Filled out;
    for (Json const& line : json) {
        templates::Copies copies;
        for (Json const& one : codec::list_at(line, "copies")) {
            std::vector<std::optional<std::string>> pieces;
            for (Json const& piece : one)
                pieces.push_back(piece.is_string() ? std::optional{piece.get_ref<std::string const&>()}
                                                   : std::nullopt);
            copies.push_back(std::move(pieces));
        }
        out.emplace(static_cast<std::size_t>(codec::int_at(line, "line").value_or(0)), std::move(copies));
    }
    return out;
}

Json said(WordError error) {
    auto const* const at =
        std::find_if(kErrors.begin(), kErrors.end(), [&](auto const& e) { return e.first == error; });
    return Json{{"error", at->second}};
}

/// What the other process answers; whatever went wrong there, the file is no good here.
Result<Json, WordError> asked(WordApart::Ask const& ask, Json const& question) {
    std::string const text = codec::to_text(question);
    auto const said = ask(as_bytes(text));
    if (!said) return Fail{WordError::kDamaged};
    auto answer = parsed(as_text(*said));
    if (!answer) return Fail{WordError::kDamaged};
    std::string const error = codec::string_or(*answer, "error");
    for (auto const& [code, name] : kErrors)
        if (name == error) return Fail{code};
    return std::move(*answer);
}

}  // namespace

Result<templates::Sheet, WordError> WordApart::lines(ByteView file) {
    AMPARO_TRY(Json const answer, asked(ask_, Json{{"data", crypto::to_base64(file)}}));
    if (!answer.contains("lines")) return Fail{WordError::kDamaged};
    templates::Sheet out;
    for (Json const& line : codec::list_at(answer, "lines")) {
        templates::Line one;
        one.can_repeat = codec::bool_at(line, "can_repeat").value_or(false);
        for (Json const& piece : codec::list_at(line, "pieces"))
            if (piece.is_string()) one.pieces.push_back(piece.get_ref<std::string const&>());
        out.push_back(std::move(one));
    }
    return out;
}

Result<Bytes, WordError> WordApart::with(ByteView file, templates::Filled const& filled) {
    AMPARO_TRY(Json const answer,
               asked(ask_, Json{{"data", crypto::to_base64(file)}, {"filled", to_json(filled)}}));
    auto bytes = crypto::from_base64(codec::string_or(answer, "data"));
    if (!bytes || bytes->empty()) return Fail{WordError::kDamaged};
    return std::move(*bytes);
}

Answer act_template_words(Run& run) {
    AMPARO_TRY(Bytes const input_bytes, input(run, "-", {}, kAskedBytesMax));
    auto const question = parsed(as_text(input_bytes));
    auto const file = question ? crypto::from_base64(codec::string_or(*question, "data")) : std::nullopt;
    if (!file) return Outcome{said(WordError::kDamaged)};
    documents::WordLines words;
    if (Json const* const filled = codec::find(*question, "filled"); filled != nullptr) {
        auto const out = words.with(*file, filled_in(*filled));
        if (!out.ok()) return Outcome{said(out.error())};
        return Outcome{Json{{"data", crypto::to_base64(out.value())}}};
    }
    auto const sheet = words.lines(*file);
    if (!sheet.ok()) return Outcome{said(sheet.error())};
    Json lines = Json::array();
    for (templates::Line const& line : sheet.value())
        lines.push_back(Json{{"pieces", line.pieces}, {"can_repeat", line.can_repeat}});
    return Outcome{Json{{"lines", std::move(lines)}}};
}

}  // namespace amparo::cli
