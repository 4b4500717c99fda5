// SPDX-License-Identifier: AGPL-3.0-or-later
// Bytes of documents between files and the engine, piece by piece.
#include "amparo/cli/params.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts/document.hpp"
#include "amparo/crypto/base64.hpp"
#include "documents.hpp"
#include "outputs.hpp"

namespace amparo::cli {
namespace {

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20U;
constexpr std::uint64_t kToldEachMiB = 256;

std::string last_name(std::string const& path) {
    return path.substr(path.rfind('/') + 1);
}

Result<Done, Failure> put_file(Run& run, std::string const& path, Json const& id) {
    std::optional<Failure> wrong;
    std::uint64_t put = 0;
    auto const read = os::read_pieces(path, [&](ByteView piece) {
        auto const done = run.call("document.put", Json{{"id", id}, {"data", crypto::to_base64(piece)}});
        if (!done.ok()) wrong = done.error();
        put += piece.size();
        if (put / kMiB / kToldEachMiB != (put - piece.size()) / kMiB / kToldEachMiB)
            run.note(run.say(texts::kDocumentPutMiB, {std::to_string(put / kMiB)}));
        return !wrong;
    });
    if (wrong) return Fail{*wrong};
    if (!read.ok()) return Fail{failure_of(run, read.error(), path, "FILE")};
    return Done{};
}

}  // namespace

Answer act_document_add(Run& run) {
    std::string const path = run.given().one("FILE").value_or("");
    if (path != "-" && (os::is_folder(path) || !os::exists(path)))
        return Fail{failure_of(run, os::is_folder(path) ? os::FileError::kNotAFile : os::FileError::kMissing,
                               path, "FILE")};
    Json params = run.params();
    if (!params.contains("name")) params["name"] = last_name(path);
    AMPARO_TRY(Json const begun, run.call("document.begin", params));
    if (auto const put = put_file(run, path, begun["id"]); !put.ok()) {
        (void)run.call("document.cancel", Json{{"id", begun["id"]}});
        return Fail{put.error()};
    }
    AMPARO_TRY(Json result, run.call("document.finish", Json{{"id", begun["id"]}}));
    return Outcome{std::move(result)};
}

Answer act_document_save(Run& run) {
    Json params = run.params();
    AMPARO_TRY(Json const shown, run.call("document.show", Json{{"id", params["id"]}}));
    AMPARO_TRY(OutputFile const file, OutputFile::planned(run, codec::string_or(shown, "name", "document")));
    params["to"] = "save";
    AMPARO_TRY(Json result, run.call("document.open", params));
    std::int64_t const pieces = codec::int_at(result, "pieces").value_or(0);
    std::optional<Failure> wrong;
    std::string all;  // For standard output, which takes what it can hold.
    auto const fill = [&](os::PutPiece const& put) -> Result<bool, os::FileError> {
        for (std::int64_t i = 0; i < pieces; ++i) {
            auto const piece = run.call("document.read", Json{{"id", params["id"]}, {"piece", i}});
            auto const bytes = piece.ok() ? crypto::from_base64(codec::string_or(piece.value(), "data"))
                                          : std::optional<Bytes>{};
            if (!bytes) {
                if (!piece.ok()) wrong = piece.error();
                return false;
            }
            AMPARO_DO(put(*bytes));
            if ((i + 1) % static_cast<std::int64_t>(kToldEachMiB) == 0)
                run.note(run.say(texts::kDocumentPart, {std::to_string(i + 1), std::to_string(pieces)}));
        }
        return true;
    };
    Outcome out;
    if (file.is_standard_output()) {
        (void)fill([&](ByteView piece) -> Result<Done, os::FileError> {
            all += as_text(piece);
            return Done{};
        });
        if (!wrong) out.raw = std::move(all);
    } else {
        auto const existing = run.given().has("--force") ? os::Existing::kReplace : os::Existing::kKeep;
        auto const written = os::write_pieces_atomically(file.path(), os::Readers::kOwner, existing, fill);
        if (!written.ok()) return Fail{failure_of(run, written.error(), file.path(), "--output")};
        result["output"] = file.path();
    }
    (void)run.call("document.close", Json{{"id", params["id"]}});
    if (wrong) return Fail{*wrong};
    out.result = std::move(result);
    return out;
}

Answer act_document_verify(Run& run) {
    AMPARO_TRY(Json result, run.call("document.verify", run.params()));
    Outcome out{std::move(result)};
    if (codec::bool_at(out.result, "ok") == false) out.code = Code::kDamaged;
    return out;
}

}  // namespace amparo::cli
