// SPDX-License-Identifier: AGPL-3.0-or-later
// What redacting and joining share: reading a document whole, and keeping what was made.
#include "papers.hpp"

namespace amparo::engine {

Failure from(pages::PressError error, std::vector<std::string> const& names) {
    std::string const subject = error.file < names.size() ? names[error.file] : "the document";
    using E = pages::PressError::Code;
    switch (error.code) {
        case E::kKind:
            return {Code::kRefused,
                    subject + " is not a PDF, a picture (PNG, JPEG) or a text; nothing was made", "id",
                    "make a PDF of it first, in the program that wrote it"};
        case E::kDamaged:
            return {Code::kRefused, subject + " is damaged as it was added; nothing was made", "id",
                    "open it in another program, save it anew as PDF and add that"};
        case E::kEncrypted:
            return {Code::kRefused, subject + " is protected by a password; nothing was made", "id",
                    "save it without a password in the program that wrote it and add that"};
        case E::kTooLarge:
            return {Code::kRefused, subject + " has too many pages or too large ones; nothing was made", "id",
                    "split it"};
        case E::kFailed:
            break;
    }
    return {Code::kRefused, subject + " took too long or too much memory to work on; nothing was made", "id",
            "split it"};
}

std::string name_made_of(std::string_view name, std::string_view more, std::string_view end) {
    constexpr std::size_t kNameMax = 180;
    std::size_t const point = name.rfind('.');
    std::string stem{name.substr(0, point)};
    if (stem.size() > kNameMax) {
        std::size_t cut = kNameMax;
        while (cut > 0 && (static_cast<unsigned char>(stem[cut]) & 0xC0U) == 0x80) --cut;
        stem.resize(cut);
    }
    std::string_view const last = point == std::string_view::npos ? std::string_view{} : name.substr(point);
    return stem + std::string{more} + std::string{end.empty() ? last : end};
}

Result<pages::Press*, Failure> Engine::Session::Papers::press() const {
    if (s.ports_.press == nullptr) return refused("this program works on no pages");
    return s.ports_.press;
}

Result<Bytes, Failure> Engine::Session::Papers::whole_document(projection::RecordView const& view,
                                                               std::size_t bytes_max) const {
    AMPARO_TRY(auto reader, s.reader_of(view));
    auto const hash = hash_in(view.state.fields);
    if (!hash) return Fail{from(archive::SealedError::kDamaged)};
    if (reader.bytes() > bytes_max)
        return refused("this is too large to work on: at most 128 MiB together; nothing was made", "id",
                       "split it");
    Bytes whole;
    whole.reserve(static_cast<std::size_t>(reader.bytes()));
    auto const read = reader.read_all(*hash, [&](ByteView piece) {
        append(whole, piece);
        return true;
    });
    if (!read.ok()) return Fail{from(read.error())};
    return whole;
}

Answer Engine::Session::Papers::keep_made(projection::RecordView const& from_view, Json data,
                                          ByteView content,
                                          std::vector<projection::RecordView> const& made_from) const {
    AMPARO_TRY(auto* const store, s.document_store());
    RecordId const id = crypto::make_id<RecordId>();
    auto writer = archive::Writer::begin(*store, id, s.ports_.workers);
    if (!writer.ok()) return Fail{from(writer.error())};
    data["version"] = 1;
    if (auto const matter = codec::text_at(from_view.state.fields, "matter"); matter)
        data["matter"] = *matter;
    data["made_from"] = Json::array();
    std::vector<Change> beside;
    for (auto const& one : made_from) {
        data["made_from"].push_back(one.id.text());
        AMPARO_TRY(auto line, s.custody(one, "made_from", id.text()));
        beside.push_back(std::move(line));
    }
    DocumentWriting writing{std::move(writer).value(), from_view.person, std::move(data), Bytes{},
                            from_view.kind == kPaperKind ? kPaperKind : kDocumentKind};
    return s.keep_whole(id, writing, content, std::move(beside));
}

}  // namespace amparo::engine
