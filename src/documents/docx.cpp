// SPDX-License-Identifier: AGPL-3.0-or-later
// A Word document (D3): a ZIP file (libzip) with XML in it (expat). Neither is asked for more than it holds, and a
// document type declaration, which Word never writes, ends the reading before an entity can be declared.
#include "readers.hpp"
#include "word_zip.hpp"

#include <array>

namespace amparo::documents {
namespace {

constexpr std::size_t kStep = 65'536;

/// The words of one XML part.
class Words {
  public:
    Words(Sink& sink, std::uint64_t& paragraph) : sink_{sink}, paragraph_{paragraph} {}

    void attach(XML_Parser parser) {
        parser_ = parser;
        XML_SetUserData(parser, this);
        XML_SetElementHandler(parser, begins, ends);
        XML_SetCharacterDataHandler(parser, says);
        XML_SetStartDoctypeDeclHandler(parser, declares);
    }
    [[nodiscard]] bool has_text() const noexcept { return has_text_; }

  private:
    static void declares(void* self, char const*, char const*, char const*, int) {
        XML_StopParser(static_cast<Words*>(self)->parser_, XML_FALSE);
    }
    static void begins(void* self, char const* name, char const** attributes) {
        static_cast<Words*>(self)->begin(local(name), attributes);
    }
    static void ends(void* self, char const* name) { static_cast<Words*>(self)->end(local(name)); }
    static void says(void* self, char const* text, int size) {
        static_cast<Words*>(self)->say({text, static_cast<std::size_t>(size)});
    }

    void begin(std::string_view name, char const** attributes) {
        if (++depth_ > kXmlDepthMax) {
            XML_StopParser(parser_, XML_FALSE);
            return;
        }
        if (silent_ != 0) return;
        // What older programs are shown instead says the same again.
        if (name == "Fallback")
            silent_ = depth_;
        else if (name == "t")
            in_text_ = true;
        else if (name == "p")
            begin_paragraph();
        else if (name == "r")
            is_superscript_ = false;
        else if (name == "vertAlign")
            is_superscript_ = attribute(attributes, "val") == "superscript";
        else if (name == "tab")
            put(" ", 1);
        else if (name == "noBreakHyphen")
            put("\u2011", 1);
        else if (name == "br" || name == "cr")
            put(cells_ > 0 ? " " : "\n", 1);
        else if (name == "tr")
            own("\n");
        else if (name == "tc") {
            ++cells_;
            own("| ");
        }
    }

    void end(std::string_view name) {
        bool const was_silent = silent_ != 0;
        if (silent_ == depth_) silent_ = 0;
        if (depth_ > 0) --depth_;
        if (was_silent) return;
        if (name == "t")
            in_text_ = false;
        else if (name == "r")
            end_run();
        else if (name == "p")
            own(cells_ > 0 ? " " : "\n\n");
        else if (name == "tc" && cells_ > 0)
            --cells_;
        else if (name == "tr")
            own(" |\n");
        else if (name == "tbl")
            own("\n");
    }

    void say(std::string_view text) {
        if (!in_text_ || silent_ != 0) return;
        if (is_superscript_) {
            if (superscript_.size() < 256) superscript_ += text;
            column_ += characters_in(text);
            return;
        }
        put(text, characters_in(text));
    }

    void end_run() {
        if (!superscript_.empty() && !is_mark(superscript_)) own(superscript_);
        superscript_.clear();
        is_superscript_ = false;
        is_placed_ = false;
    }

    void begin_paragraph() {
        ++paragraph_;
        column_ = 1;
        is_placed_ = false;
    }

    void put(std::string_view text, std::uint64_t characters) {
        if (paragraph_ == 0) begin_paragraph();  // Words that stand in none are the first's.
        if (!is_placed_) sink_.at(paragraph_, column_, 0);
        is_placed_ = text != "\n";
        sink_.text(text);
        column_ += characters;
        has_text_ = true;
    }
    void own(std::string_view text) {
        sink_.text(text);
        is_placed_ = false;
    }

    static std::string_view attribute(char const** attributes, std::string_view wanted) noexcept {
        for (; attributes[0] != nullptr; attributes += 2)
            if (local(attributes[0]) == wanted) return attributes[1];
        return {};
    }

    Sink& sink_;
    std::uint64_t& paragraph_;
    XML_Parser parser_ = nullptr;
    std::size_t depth_ = 0;
    std::size_t silent_ = 0;
    std::size_t cells_ = 0;
    std::uint64_t column_ = 1;
    bool in_text_ = false;
    bool is_superscript_ = false;
    bool is_placed_ = false;
    bool has_text_ = false;
    std::string superscript_;
};

Result<Done, ReadError> parse(zip_file_t* entry, XML_Parser parser, std::size_t& room) {
    std::array<char, kStep> buffer{};
    for (;;) {
        zip_int64_t const n = zip_fread(entry, buffer.data(), buffer.size());
        if (n < 0) return Fail{ReadError::kDamaged};
        auto const bytes = static_cast<std::size_t>(n);
        if (bytes > room) return Fail{ReadError::kTooLarge};
        room -= bytes;
        if (XML_Parse(parser, buffer.data(), static_cast<int>(bytes), n == 0 ? XML_TRUE : XML_FALSE) !=
            XML_STATUS_OK)
            return Fail{ReadError::kDamaged};
        if (n == 0) return Done{};
    }
}

}  // namespace

Result<Done, ReadError> read_docx(ByteView bytes, Sink& sink) {
    Archive const archive = opened(bytes);
    if (!archive) return Fail{ReadError::kDamaged};
    std::size_t room = kUnpackedBytesMax;
    std::uint64_t paragraph = 0;
    bool has_text = false;
    for (char const* const part : {"word/document.xml", "word/footnotes.xml", "word/endnotes.xml"}) {
        zip_stat_t stat;
        zip_stat_init(&stat);
        if (zip_stat(archive.get(), part, 0, &stat) != 0) {
            if (paragraph == 0) return Fail{ReadError::kOtherZip};
            continue;
        }
        if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE)
            return Fail{ReadError::kEncrypted};
        if ((stat.valid & ZIP_STAT_SIZE) != 0 && stat.size > room) return Fail{ReadError::kTooLarge};
        Entry const entry{zip_fopen(archive.get(), part, 0)};
        Parser const parser{XML_ParserCreate(nullptr)};
        if (!entry || !parser) return Fail{ReadError::kDamaged};
        Words words{sink, paragraph};
        words.attach(parser.get());
        AMPARO_DO(parse(entry.get(), parser.get(), room));
        has_text = has_text || words.has_text();
        if (paragraph == 0) paragraph = 1;
    }
    if (!has_text) return Fail{ReadError::kNoText};
    return Done{};
}

}  // namespace amparo::documents
