// SPDX-License-Identifier: AGPL-3.0-or-later
// document.begin, put, finish, cancel, open, read, close, preview: bytes into the vault and out of it.
#include "documents.hpp"
#include "sniff.hpp"

#include "amparo/crypto/base64.hpp"

#include <algorithm>
#include <array>

namespace amparo::engine {
namespace {

constexpr std::size_t kShownBytesMax = std::size_t{16} << 20U;
constexpr std::size_t kShownTextBytesMax = std::size_t{64} << 10U;

std::uint64_t pieces_of(std::uint64_t bytes) {
    return std::max<std::uint64_t>(1, (bytes + kPieceBytes - 1) / kPieceBytes);
}

}  // namespace

std::string_view refusal_of_name(std::string_view name) {
    // Marks that make "exe.pdf" of what ends otherwise.
    constexpr std::array<std::string_view, 13> kTurning{"\u200e", "\u200f", "\u202a", "\u202b", "\u202c",
                                                        "\u202d", "\u202e", "\u2066", "\u2067", "\u2068",
                                                        "\u2069", "\u061c", "\ufeff"};
    if (name.find_first_of("/\\") != std::string_view::npos) return "a name has no folders in it";
    if (name.front() == '.') return "a name does not begin with a point";
    if (name.front() == ' ' || name.back() == ' ' || name.back() == '.')
        return "a name neither begins nor ends with a space, nor ends with a point";
    for (std::string_view const mark : kTurning)
        if (name.find(mark) != std::string_view::npos)
            return "a name has no invisible marks that turn its direction";
    return {};
}

Failure from(archive::SealedError error) {
    using E = archive::SealedError;
    switch (error) {
        case E::kMissing:
            return {Code::kDamaged, "the document's file is not there", "id",
                    "copy the folder of documents from your newest back-up, beside the vault file"};
        case E::kDamaged:
            return {Code::kDamaged, "the document's file is not what was kept; nothing of it was given out",
                    "id", "copy the file from your newest back-up"};
        case E::kTooLarge:
            return {Code::kRefused, "a document has at most 2 GiB; nothing was kept", "data", "split it"};
        case E::kFull:
            return {Code::kInputOutput,
                    "the disk is full; nothing of this document was kept",
                    {},
                    "free some space and do it again"};
        case E::kReadOnly:
            return {Code::kInputOutput,
                    "the folder of documents can't be written or read; nothing was changed",
                    {},
                    "check who owns the folder beside the vault file"};
        case E::kIo:
            return {Code::kInputOutput,
                    "the disk reported an error; nothing of this document was kept",
                    {},
                    "check the disk and do it again"};
    }
    return {Code::kDamaged, "unknown", {}, {}};
}

std::optional<crypto::DocumentKey> key_in(Json const& fields) {
    auto const bytes = crypto::from_hex(codec::string_or(fields, "key"));
    if (!bytes || bytes->size() != crypto::DocumentKey::kSize) return std::nullopt;
    return crypto::DocumentKey::made_by(
        [&](auto out) { std::copy_n(bytes->begin(), out.size(), out.begin()); });
}

Result<Bytes, Failure> piece_in(Json const& params) {
    auto data = crypto::from_base64(codec::string_or(params, "data"));
    if (!data || data->size() > kPieceBytes) return usage("a piece is base64 of at most 1 MiB", "data");
    return std::move(*data);
}

std::optional<crypto::Hash> hash_in(Json const& fields) {
    return vault::unhex(codec::string_or(fields, "hash"));
}

Engine::Session::Documents& Engine::Session::documents() {
    if (!documents_) documents_ = std::make_shared<Documents>();
    return *documents_;
}

Result<archive::Store*, Failure> Engine::Session::document_store() const {
    if (ports_.documents == nullptr) return refused("this program keeps no documents");
    return ports_.documents;
}

Result<projection::RecordView, Failure> Engine::Session::document_named(Json const& params) const {
    auto const id = RecordId::parse(codec::string_or(params, "id"));
    auto const there = id.ok() ? projection_->record(id.value()) : std::nullopt;
    return record_of_kind(params, "id", there && there->kind == kPaperKind ? kPaperKind : kDocumentKind);
}

Result<projection::RecordView, Failure> Engine::Session::document_in(Json const& params) const {
    AMPARO_TRY(auto view, document_named(params));
    AMPARO_DO(not_behind_a_wall(view));
    AMPARO_DO(holds(part_of_document(view.kind), {}));
    if (!view.state.fields.contains("key")) return not_found("nothing of this document is left", "id");
    return view;
}

Result<archive::Reader, Failure> Engine::Session::reader_of(projection::RecordView const& view) const {
    AMPARO_TRY(auto* const store, document_store());
    auto key = key_in(view.state.fields);
    auto const bytes = codec::int_at(view.state.fields, "bytes").value_or(-1);
    if (!key || bytes < 0) return Fail{from(archive::SealedError::kDamaged)};
    auto reader = archive::Reader::open(*store, view.id, std::move(*key), static_cast<std::uint64_t>(bytes),
                                        ports_.workers);
    if (!reader.ok()) return Fail{from(reader.error())};
    return std::move(reader).value();
}

Answer Engine::Session::document_begin(Json const& params) {
    auto kind = codec::bool_at(params, "personal") == true ? kPaperKind : kDocumentKind;  // X9
    if (params.contains("version_of")) {
        AMPARO_TRY(auto const before, document_in(Json{{"id", params["version_of"]}}));
        if (params.contains("personal") && kind != before.kind)
            return refused("a version stays what the document is", "personal", "leave it out");
        kind = before.kind == kPaperKind ? kPaperKind : kDocumentKind;
    }
    AMPARO_DO(holds(part_of_document(kind), {}));
    bool const is_template = codec::bool_at(params, "template").value_or(false);
    if (kind == kPaperKind && (params.contains("matter") || is_template))
        return usage("a paper of the person's own is of no matter and no template",
                     is_template ? "template" : "matter", "leave out which it is not");
    AMPARO_TRY(auto* const store, document_store());
    AMPARO_TRY(auto about, person(params));
    Json data{{"name", codec::string_or(params, "name")}, {"version", 1}};
    for (char const* field : {"about", "from_whom"})
        if (auto const value = codec::text_at(params, field); value && !value->empty()) data[field] = *value;
    if (std::string_view const why = refusal_of_name(codec::string_or(params, "name")); !why.empty())
        return usage(std::string{why}, "name", "give it another with name");
    Json of = params;
    if (params.contains("version_of")) {
        AMPARO_TRY(auto const before, document_in(Json{{"id", params["version_of"]}}));
        std::string const first = codec::string_or(before.state.fields, "version_of", before.id.text());
        AMPARO_TRY(auto const first_view, document_in(Json{{"id", first}}));
        data["version_of"] = first;
        data["version"] =
            codec::int_at(versions_of(first_view).back().state.fields, "version").value_or(1) + 1;
        auto const matter = codec::text_at(before.state.fields, "matter");
        if (params.contains("matter") && matter != codec::text_at(params, "matter"))
            return refused("a version stays in the matter of the document", "matter");
        if (matter) of["matter"] = *matter;
        if (about && about != before.person)
            return usage("this document is another person's", "person", "leave it out");
        about = before.person;
    }
    AMPARO_TRY(auto const matter, named_matter(*forms_.find(kind), of, about));
    if (matter) {
        about = matter->person;
        data["matter"] = matter->id.text();
    }
    if (is_template) data["is_template"] = "yes";
    if (!about && !is_template)
        return usage("say whom it is about, or of which matter it is", "person",
                     "only a template is about nobody");
    if (documents().writing.size() >= kOpenMax)
        return refused("too many documents are being written at once", {}, "finish or cancel one");
    RecordId const id = crypto::make_id<RecordId>();
    auto writer = archive::Writer::begin(*store, id, ports_.workers);
    if (!writer.ok()) return Fail{from(writer.error())};
    documents().writing.emplace(
        id, Documents::Writing{std::move(writer).value(), about, std::move(data), Bytes{}, kind});
    return Json{{"id", id.text()}, {"piece_bytes", kPieceBytes}};
}

Answer Engine::Session::document_put(Json const& params) {
    auto const id = RecordId::parse(codec::string_or(params, "id"));
    auto const at = documents().writing.find(id.value());
    if (at == documents().writing.end())
        return not_found("no document was begun with this id", "id", "document.begin gives it");
    AMPARO_TRY(Bytes const data, piece_in(params));
    Documents::Writing& writing = at->second;
    if (writing.first_bytes.size() < kSniffedBytes) {
        std::size_t const n = std::min(kSniffedBytes - writing.first_bytes.size(), data.size());
        writing.first_bytes.insert(writing.first_bytes.end(), data.begin(),
                                   data.begin() + static_cast<std::ptrdiff_t>(n));
    }
    auto const added = writing.writer.add(data);
    if (!added.ok()) {
        documents().writing.erase(at);
        return Fail{from(added.error())};
    }
    return Json{{"bytes", writing.writer.bytes()}};
}

Answer Engine::Session::document_cancel(Json const& params) {
    auto const id = RecordId::parse(codec::string_or(params, "id"));
    if (documents().writing.erase(id.value()) == 0)
        return not_found("no document was begun with this id", "id");
    return Json{{"id", id.value().text()}};
}

Answer Engine::Session::document_finish(Json const& params) {
    auto const id = RecordId::parse(codec::string_or(params, "id"));
    auto node = documents().writing.extract(id.value());
    if (node.empty()) return not_found("no document was begun with this id", "id", "document.begin gives it");
    return keep(id.value(), node.mapped(), codec::text_at(params, "hash"), {});
}

Answer Engine::Session::keep(RecordId const& id, Documents::Writing& writing,
                             std::optional<std::string_view> wanted_hash, std::vector<Change> beside) {
    AMPARO_TRY(auto* const store, document_store());
    auto const sealed = writing.writer.finish();
    if (!sealed.ok()) return Fail{from(sealed.error())};
    std::string const file = archive::file_name(id, writing.writer.key());
    auto const give_up = [&](Failure failure) -> Answer {
        (void)store->remove(file);
        return Fail{std::move(failure)};
    };
    std::string const hash = crypto::to_hex(sealed.value().hash);
    if (wanted_hash && *wanted_hash != hash)
        return give_up({Code::kRefused, "the bytes that came have another hash; nothing was kept", "hash",
                        "read the file again"});
    Json data = writing.data;
    data.update(
        Json{{"type", type_of(writing.first_bytes)},
             {"bytes", sealed.value().bytes},
             {"hash", hash},
             {"key", writing.writer.key().expose_to([](ByteView key) { return crypto::to_hex(key); })},
             {"added_by", member_name(vault_.keys().member)},
             {"added_at", text(now())}});
    auto change = own_record(writing.kind, writing.person, data);
    if (!change.ok()) return give_up(change.error());
    change.value().record = id;
    auto line = custody(writing.kind, id, writing.person, data, "added", codec::string_or(data, "from_whom"));
    if (!line.ok()) return give_up(line.error());
    beside.push_back(std::move(change).value());
    beside.push_back(std::move(line).value());
    std::uint64_t const size = archive::sealed_bytes(sealed.value().bytes);
    auto const written = write(beside, [&]() -> NewEntries {  // X1
        auto const there = store->size(file);
        if (!there.ok() || there.value() != size)
            return Fail{Failure{Code::kInputOutput,
                                "the document's file was removed before it was kept; nothing was kept", "id",
                                data.contains("made_from") ? "make it again" : "add it again"}};
        return std::vector<vault::NewEntry>{};
    });
    if (!written.ok()) {
        // A write that failed at its sync may be in the log all the same: then the file stays as well (X1).
        bool const is_not_there = refresh().ok() && !projection_->record(id);
        if (is_not_there) return give_up(written.error());
        return Fail{written.error()};
    }
    return document_row(*projection_->record(id));
}

Answer Engine::Session::keep_whole(RecordId const& id, DocumentWriting& writing, ByteView content,
                                   std::vector<Change> beside) {
    ByteView const first = content.subspan(0, std::min(content.size(), kSniffedBytes));
    writing.first_bytes.assign(first.begin(), first.end());
    if (auto const added = writing.writer.add(content); !added.ok()) return Fail{from(added.error())};
    return keep(id, writing, std::nullopt, std::move(beside));
}

Answer Engine::Session::document_open(Json const& params) {
    AMPARO_TRY(auto const view, document_in(params));
    if (documents().reading.size() >= kOpenMax && !documents().reading.contains(view.id))
        return refused("too many documents are open at once", {}, "close one");
    AMPARO_TRY(auto reader, reader_of(view));
    auto const hash = hash_in(view.state.fields);
    if (!hash) return Fail{from(archive::SealedError::kDamaged)};
    AMPARO_TRY(auto line,
               custody(view, params["to"] == "save" ? "saved" : "opened", codec::string_or(params, "why")));
    AMPARO_DO(write({std::move(line)}));  // X4
    documents().reading.insert_or_assign(
        view.id, Documents::Reading{std::move(reader), *hash, std::make_unique<crypto::Hasher>(), 0});
    Json out = document_row(view);
    out["piece_bytes"] = kPieceBytes;
    out["pieces"] = pieces_of(documents().reading.at(view.id).reader.bytes());
    return out;
}

Answer Engine::Session::document_read(Json const& params) {
    auto const id = RecordId::parse(codec::string_or(params, "id"));
    auto const at = documents().reading.find(id.value());
    if (at == documents().reading.end()) return not_found("this document is not open", "id", "document.open");
    if (auto const still = document_in(params); !still.ok()) {
        documents().reading.erase(at);
        return Fail{still.error()};
    }
    Documents::Reading& reading = at->second;
    auto const piece = static_cast<std::uint64_t>(codec::int_at(params, "piece").value_or(0));
    std::uint64_t const pieces = pieces_of(reading.reader.bytes());
    if (piece >= pieces) return usage("there is no such piece", "piece");
    auto const data = reading.reader.read(piece * kPieceBytes, kPieceBytes);
    if (!data.ok()) return Fail{from(data.error())};
    bool const is_last = piece + 1 == pieces;
    if (piece == reading.next_piece) {
        reading.hasher->add(data.value());
        ++reading.next_piece;
        if (is_last && reading.hasher->finish() != reading.hash)  // X7
            return Fail{from(archive::SealedError::kDamaged)};
    }
    return Json{{"data", crypto::to_base64(data.value())}, {"last", is_last}};
}

Answer Engine::Session::document_close(Json const& params) {
    auto const id = RecordId::parse(codec::string_or(params, "id"));
    documents().reading.erase(id.value());
    if (auto& held = documents().held; held && held->id == id.value()) held.reset();
    return Json{{"id", id.value().text()}};
}

Answer Engine::Session::document_preview(Json const& params) {
    AMPARO_TRY(auto const view, document_in(params));
    AMPARO_TRY(auto reader, reader_of(view));
    auto const hash = hash_in(view.state.fields);
    auto const first = reader.read(0, kSniffedBytes);
    if (!first.ok()) return Fail{from(first.error())};
    std::string_view const type = type_of(first.value());
    bool const is_words = type == "text/plain";
    Json out{{"type", type}, {"shown", false}, {"is_whole", true}};
    if (!hash || !is_inert(type) || (!is_words && reader.bytes() > kShownBytesMax)) return out;
    AMPARO_TRY(auto line, custody(view, "opened", codec::string_or(params, "why")));
    AMPARO_DO(write({std::move(line)}));  // X4
    if (is_words) {
        auto const piece = reader.read(0, kShownTextBytesMax);
        if (!piece.ok()) return Fail{from(piece.error())};
        // A line's half, or a character's, is left out with what follows.
        std::string_view text = as_text(piece.value());
        bool const is_whole = piece.value().size() == reader.bytes();
        if (!is_whole) {
            std::size_t const end = text.rfind('\n');
            text = text.substr(0, end == std::string_view::npos ? 0 : end);
        }
        if (type_of(as_bytes(text)) != type) return out;
        out.update(Json{{"shown", true}, {"text", text}, {"is_whole", is_whole}});
        return out;
    }
    Bytes whole;
    whole.reserve(static_cast<std::size_t>(reader.bytes()));
    auto const read = reader.read_all(*hash, [&](ByteView piece) {
        append(whole, piece);
        return true;
    });
    if (!read.ok()) return Fail{from(read.error())};
    out.update(Json{{"shown", true}, {"data", crypto::to_base64(whole)}});
    return out;
}

}  // namespace amparo::engine
