// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/documents/word_lines.hpp"

#include "word_part.hpp"
#include "word_zip.hpp"

#include <algorithm>
#include <array>

namespace amparo::documents {
namespace {

using templates::WordError;

constexpr zip_uint64_t kEntriesMax = 10'000;
constexpr std::array<std::string_view, 4> kWhole{"word/document.xml", "word/footnotes.xml",
                                                 "word/endnotes.xml", "word/comments.xml"};

bool has_words(std::string_view name) noexcept {
    if (std::find(kWhole.begin(), kWhole.end(), name) != kWhole.end()) return true;
    for (std::string_view const begin : {"word/header", "word/footer"})
        if (name.substr(0, begin.size()) == begin && name.size() > 4 &&
            name.substr(name.size() - 4) == ".xml")
            return true;
    return false;
}

struct Part {
    zip_uint64_t index = 0;
    zip_stat_t stat{};
    std::string xml;
};

Result<std::string, WordError> unpacked(zip_t* archive, zip_stat_t const& stat, std::size_t& room) {
    if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
        return Fail{WordError::kEncrypted};
    Entry const entry{zip_fopen_index(archive, stat.index, 0)};
    if (!entry) return Fail{WordError::kDamaged};
    std::string out;
    std::array<char, 65'536> buffer{};
    for (;;) {
        zip_int64_t const n = zip_fread(entry.get(), buffer.data(), buffer.size());
        if (n < 0) return Fail{WordError::kDamaged};
        if (n == 0) return out;
        auto const bytes = static_cast<std::size_t>(n);
        if (bytes > room) return Fail{WordError::kTooLarge};
        room -= bytes;
        out.append(buffer.data(), bytes);
    }
}

Result<std::vector<Part>, WordError> parts_of(ByteView file) {
    if (file.size() > kWordBytesMax) return Fail{WordError::kTooLarge};
    Archive const archive = opened(file);
    if (!archive) return Fail{WordError::kNotWord};
    std::size_t room = kWordUnpackedMax;
    std::vector<Part> out;
    bool is_word = false;
    auto const count =
        static_cast<zip_uint64_t>(std::max<zip_int64_t>(0, zip_get_num_entries(archive.get(), 0)));
    if (count > kEntriesMax) return Fail{WordError::kTooLarge};
    for (zip_uint64_t i = 0; i < count; ++i) {
        Part part;
        part.index = i;
        zip_stat_init(&part.stat);
        if (zip_stat_index(archive.get(), i, 0, &part.stat) != 0 || part.stat.name == nullptr)
            return Fail{WordError::kDamaged};
        std::string_view const name{part.stat.name};
        if (!has_words(name)) continue;
        is_word = is_word || name == kWhole.front();
        AMPARO_TRY(part.xml, unpacked(archive.get(), part.stat, room));
        part.stat.name = nullptr;  // Ends with the archive.
        out.push_back(std::move(part));
    }
    if (!is_word) return Fail{WordError::kNotWord};
    return out;
}

/// The archive with some entries in place of its own, as bytes.
class Rewritten {
  public:
    explicit Rewritten(ByteView file) {
        zip_error_init(&error_);
        source_ = zip_source_buffer_create(file.data(), file.size(), 0, &error_);
        if (source_ == nullptr) return;
        zip_source_keep(source_);
        archive_.reset(zip_open_from_source(source_, 0, &error_));
        if (!archive_) zip_source_free(source_);
    }
    ~Rewritten() {
        archive_.reset();
        if (source_ != nullptr) zip_source_free(source_);
        zip_error_fini(&error_);
    }
    Rewritten(Rewritten const&) = delete;
    Rewritten& operator=(Rewritten const&) = delete;

    /// `xml` stays until finish().
    [[nodiscard]] bool replace(zip_stat_t const& stat, std::string const& xml) {
        if (!archive_) return false;
        zip_source_t* const words = zip_source_buffer(archive_.get(), xml.data(), xml.size(), 0);
        if (words == nullptr) return false;
        if (zip_file_replace(archive_.get(), stat.index, words, 0) != 0) {
            zip_source_free(words);
            return false;
        }
        // No word of when it was filled, which the file's other dates would not have either.
        bool const has_time = (stat.valid & ZIP_STAT_MTIME) != 0;
        return !has_time || zip_file_set_mtime(archive_.get(), stat.index, stat.mtime, 0) == 0;
    }
    [[nodiscard]] Result<Bytes, WordError> finish() {
        if (!archive_ || zip_close(archive_.get()) != 0) return Fail{WordError::kDamaged};
        (void)archive_.release();
        Bytes out;
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_source_stat(source_, &stat) != 0 || zip_source_open(source_) != 0)
            return Fail{WordError::kDamaged};
        out.resize(static_cast<std::size_t>(stat.size));
        zip_int64_t const n = zip_source_read(source_, out.data(), out.size());
        (void)zip_source_close(source_);
        if (n < 0 || static_cast<std::size_t>(n) != out.size()) return Fail{WordError::kDamaged};
        return out;
    }

  private:
    zip_error_t error_{};
    zip_source_t* source_ = nullptr;
    Archive archive_;
};

}  // namespace

Result<templates::Sheet, WordError> WordLines::lines(ByteView file) {
    AMPARO_TRY(auto const parts, parts_of(file));
    templates::Sheet out;
    for (Part const& part : parts) {
        AMPARO_TRY(auto const lines, read_part(part.xml));
        for (PartLine const& line : lines) {
            templates::Line one;
            one.can_repeat = line.can_repeat;
            for (PartPiece const& piece : line.pieces) one.pieces.push_back(piece.text);
            out.push_back(std::move(one));
        }
    }
    return out;
}

Result<Bytes, WordError> WordLines::with(ByteView file, templates::Filled const& filled) {
    AMPARO_TRY(auto parts, parts_of(file));
    Rewritten out{file};
    std::size_t first = 0;
    for (Part& part : parts) {
        AMPARO_TRY(auto const lines, read_part(part.xml));
        std::string xml = write_part(part.xml, lines, filled, first);
        first += lines.size();
        if (xml == part.xml) continue;
        part.xml = std::move(xml);
        if (!out.replace(part.stat, part.xml)) return Fail{WordError::kDamaged};
    }
    return out.finish();
}

}  // namespace amparo::documents
