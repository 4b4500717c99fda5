// SPDX-License-Identifier: AGPL-3.0-or-later
#include "word_part.hpp"

#include "amparo/documents/reader.hpp"
#include "word_zip.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace amparo::documents {
namespace {

using templates::WordError;

/// Each may be there only once in a document, or refers to one that is.
constexpr std::array<std::string_view, 7> kOnce{"bookmarkStart",
                                                "commentRangeStart",
                                                "commentReference",
                                                "footnoteReference",
                                                "endnoteReference",
                                                "sectPr",
                                                "docPr"};

class PartReader {
  public:
    explicit PartReader(XML_Parser parser) : parser_{parser} {
        XML_SetUserData(parser, this);
        XML_SetElementHandler(parser, begins, ends);
        XML_SetCharacterDataHandler(parser, says);
        XML_SetStartDoctypeDeclHandler(parser, declares);
    }
    [[nodiscard]] bool is_elsewhere() const noexcept { return is_elsewhere_; }
    std::vector<PartLine> take() {
        // Words that stand in no paragraph: nobody wrote them, and no place may hide there.
        end_line(open_.front());
        return std::move(lines_);
    }

  private:
    struct Open {
        PartLine line;
        std::string other;  ///< Words that are no text: deleted ones, codes of fields.
    };

    static void declares(void* self, char const*, char const*, char const*, int) {
        XML_StopParser(static_cast<PartReader*>(self)->parser_, XML_FALSE);
    }
    static void begins(void* self, char const* name, char const**) {
        static_cast<PartReader*>(self)->begin(name);
    }
    static void ends(void* self, char const* name) { static_cast<PartReader*>(self)->end(local(name)); }
    static void says(void* self, char const* text, int size) {
        static_cast<PartReader*>(self)->say({text, static_cast<std::size_t>(size)});
    }
    [[nodiscard]] std::size_t here() const {
        return static_cast<std::size_t>(std::max<XML_Index>(0, XML_GetCurrentByteIndex(parser_)));
    }
    [[nodiscard]] std::size_t after() const {
        return here() + static_cast<std::size_t>(XML_GetCurrentByteCount(parser_));
    }

    void begin(char const* qualified) {
        std::string_view const name = local(qualified);
        // An element in words would be lost with them.
        if (++depth_ > kXmlDepthMax || piece_) {
            XML_StopParser(parser_, XML_FALSE);
            return;
        }
        if (name == "p") {
            for (Open& outer : open_) outer.line.can_repeat = false;
            open_.push_back({{{here(), 0}, {}, true}, {}});
        } else if (name == "t") {
            std::string_view const whole{qualified};
            piece_ = PartPiece{{after(), 0}, {}, std::string{whole.substr(0, whole.size() - name.size())}};
        } else if (std::find(kOnce.begin(), kOnce.end(), name) != kOnce.end()) {
            open_.back().line.can_repeat = false;
        }
    }

    void end(std::string_view name) {
        --depth_;
        if (name == "t" && piece_) {
            piece_->at.end = here();
            if (piece_->at.end > piece_->at.begin) open_.back().line.pieces.push_back(std::move(*piece_));
            piece_.reset();
        } else if (name == "p" && open_.size() > 1) {
            open_.back().line.at.end = after();
            end_line(open_.back());
            open_.pop_back();
        }
    }

    void end_line(Open& line) {
        if (line.other.find("{{") != std::string::npos) is_elsewhere_ = true;
        if (!line.line.pieces.empty()) lines_.push_back(std::move(line.line));
    }

    void say(std::string_view text) { (piece_ ? piece_->text : open_.back().other) += text; }

    XML_Parser parser_;
    std::vector<Open> open_{{{{0, 0}, {}, false}, {}}};
    std::vector<PartLine> lines_;
    std::optional<PartPiece> piece_;
    std::size_t depth_ = 0;
    bool is_elsewhere_ = false;
};

/// As it stands between the tags. An end of a line is a break where Word has one.
std::string as_xml(std::string_view text, std::string const& prefix) {
    std::string out;
    for (char const c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '\n' && prefix == "w:") {
            out += "</w:t><w:br/><w:t xml:space=\"preserve\">";
        } else if (static_cast<unsigned char>(c) >= 0x20 || c == '\t') {
            out += c;
        } else if (c == '\n') {
            out += ' ';
        }
    }
    return out;
}

std::string written(std::string_view xml, PartLine const& line, Span whole,
                    std::vector<std::optional<std::string>> const& pieces) {
    std::string out;
    std::size_t at = whole.begin;
    for (std::size_t i = 0; i < line.pieces.size() && i < pieces.size(); ++i) {
        PartPiece const& piece = line.pieces[i];
        if (!pieces[i]) continue;
        out += xml.substr(at, piece.at.begin - at);
        out += as_xml(*pieces[i], piece.prefix);
        at = piece.at.end;
    }
    out += xml.substr(at, whole.end - at);
    return out;
}

/// The ids that Word gives a paragraph are its own: a second one with them has none.
std::string without_ids(std::string paragraph) {
    for (std::string_view const id : {" w14:paraId=\"", " w14:textId=\""}) {
        std::size_t const at = paragraph.substr(0, paragraph.find('>')).find(id);
        if (at != std::string::npos) paragraph.erase(at, paragraph.find('"', at + id.size()) + 1 - at);
    }
    return paragraph;
}

struct Edit {
    Span at;
    std::string text;
};

}  // namespace

Result<std::vector<PartLine>, WordError> read_part(std::string_view xml) {
    // Bytes are counted in the one encoding that Word writes.
    Parser const parser{XML_ParserCreate("UTF-8")};
    if (!parser) return Fail{WordError::kDamaged};
    PartReader reader{parser.get()};
    if (XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), XML_TRUE) != XML_STATUS_OK)
        return Fail{WordError::kDamaged};
    std::vector<PartLine> out = reader.take();
    if (reader.is_elsewhere()) return Fail{WordError::kElsewhere};
    return out;
}

std::string write_part(std::string_view xml, std::vector<PartLine> const& lines,
                       templates::Filled const& filled, std::size_t first) {
    std::vector<Edit> edits;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const at = filled.find(first + i);
        if (at == filled.end()) continue;
        PartLine const& line = lines[i];
        if (at->second.size() == 1) {
            auto const& pieces = at->second.front();
            for (std::size_t p = 0; p < line.pieces.size() && p < pieces.size(); ++p)
                if (pieces[p])
                    edits.push_back({line.pieces[p].at, as_xml(*pieces[p], line.pieces[p].prefix)});
            continue;
        }
        std::string all;
        for (auto const& pieces : at->second) {
            std::string one = written(xml, line, line.at, pieces);
            all += all.empty() ? one : without_ids(std::move(one));
        }
        edits.push_back({line.at, std::move(all)});
    }
    // A box's lines end before those of the paragraph that it is in.
    std::sort(edits.begin(), edits.end(),
              [](Edit const& a, Edit const& b) { return a.at.begin < b.at.begin; });
    std::string out;
    std::size_t at = 0;
    for (Edit const& edit : edits) {
        out += xml.substr(at, edit.at.begin - at);
        out += edit.text;
        at = edit.at.end;
    }
    out += xml.substr(at);
    return out;
}

}  // namespace amparo::documents
