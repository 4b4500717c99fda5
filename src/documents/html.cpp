// SPDX-License-Identifier: AGPL-3.0-or-later
// HTML as a stream of words (D2). No tree is built, so nothing nests without bound and every byte is read once.
#include "readers.hpp"

#include <algorithm>
#include <array>

namespace amparo::documents {
namespace {

struct Entity {
    std::string_view name;
    char32_t character;
};
/// Those that reports in three languages have.
constexpr std::array kEntities{
    Entity{"AElig", 0xC6},    Entity{"Aacute", 0xC1},  Entity{"Agrave", 0xC0},   Entity{"Ccedil", 0xC7},
    Entity{"Eacute", 0xC9},   Entity{"Egrave", 0xC8},  Entity{"Iacute", 0xCD},   Entity{"Ntilde", 0xD1},
    Entity{"OElig", 0x152},   Entity{"Oacute", 0xD3},  Entity{"Uacute", 0xDA},   Entity{"aacute", 0xE1},
    Entity{"acirc", 0xE2},    Entity{"aelig", 0xE6},   Entity{"agrave", 0xE0},   Entity{"amp", '&'},
    Entity{"apos", '\''},     Entity{"asymp", 0x2248}, Entity{"bdquo", 0x201E},  Entity{"bull", 0x2022},
    Entity{"ccedil", 0xE7},   Entity{"cent", 0xA2},    Entity{"copy", 0xA9},     Entity{"dagger", 0x2020},
    Entity{"eacute", 0xE9},   Entity{"ecirc", 0xEA},   Entity{"egrave", 0xE8},   Entity{"emsp", 0x2003},
    Entity{"ensp", 0x2002},   Entity{"euml", 0xEB},    Entity{"euro", 0x20AC},   Entity{"frac12", 0xBD},
    Entity{"frac13", 0x2153}, Entity{"frac14", 0xBC},  Entity{"frac23", 0x2154}, Entity{"frac34", 0xBE},
    Entity{"frasl", 0x2044},  Entity{"ge", 0x2265},    Entity{"gt", '>'},        Entity{"hellip", 0x2026},
    Entity{"iacute", 0xED},   Entity{"icirc", 0xEE},   Entity{"iexcl", 0xA1},    Entity{"iquest", 0xBF},
    Entity{"iuml", 0xEF},     Entity{"laquo", 0xAB},   Entity{"ldquo", 0x201C},  Entity{"le", 0x2264},
    Entity{"lpar", '('},      Entity{"lsquo", 0x2018}, Entity{"lt", '<'},        Entity{"mdash", 0x2014},
    Entity{"middot", 0xB7},   Entity{"minus", 0x2212}, Entity{"nbsp", 0xA0},     Entity{"ndash", 0x2013},
    Entity{"ntilde", 0xF1},   Entity{"oacute", 0xF3},  Entity{"ocirc", 0xF4},    Entity{"oelig", 0x153},
    Entity{"para", 0xB6},     Entity{"percnt", '%'},   Entity{"pound", 0xA3},    Entity{"quot", '"'},
    Entity{"raquo", 0xBB},    Entity{"rdquo", 0x201D}, Entity{"rpar", ')'},      Entity{"rsquo", 0x2019},
    Entity{"sect", 0xA7},     Entity{"shy", 0xAD},     Entity{"sol", '/'},       Entity{"sup1", 0xB9},
    Entity{"sup2", 0xB2},     Entity{"sup3", 0xB3},    Entity{"thinsp", 0x2009}, Entity{"times", 0xD7},
    Entity{"uacute", 0xFA},   Entity{"ucirc", 0xFB},   Entity{"ugrave", 0xF9},   Entity{"uuml", 0xFC}};

static_assert(std::is_sorted(kEntities.begin(), kEntities.end(),
                             [](Entity const& a, Entity const& b) { return a.name < b.name; }));

constexpr std::size_t kEntityBytesMax = 12;

constexpr std::array<std::string_view, 33> kBlocks{
    "address", "article",    "aside",   "blockquote", "body",  "caption", "dd",  "div", "dl",
    "dt",      "figcaption", "figure",  "footer",     "form",  "h1",      "h2",  "h3",  "h4",
    "h5",      "h6",         "header",  "hr",         "li",    "main",    "nav", "ol",  "p",
    "pre",     "section",    "summary", "table",      "title", "ul"};
/// What stands in them is not shown as text.
constexpr std::array<std::string_view, 7> kSilent{"iframe", "noembed", "object",  "script",
                                                  "style",  "svg",     "template"};

template <std::size_t N>
bool is_one_of(std::array<std::string_view, N> const& names, std::string_view name) noexcept {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

class Reader {
  public:
    Reader(std::string_view bytes, Sink& sink) : bytes_{bytes}, sink_{sink} {}

    void run() {
        while (at_ < bytes_.size()) {
            char const c = bytes_[at_];
            if (c == '<')
                markup();
            else if (c == '&')
                entity();
            else
                words();
        }
        flush();
    }

  private:
    // ── Out ──

    void put(std::string_view piece) {
        if (in_superscript_) {
            if (superscript_.size() < 256) superscript_ += piece;
            return;
        }
        if (!is_placed_) {
            sink_.at(line_, column_, 0);
            is_placed_ = true;
        }
        sink_.text(piece);
    }
    /// Something that is not in the file: the place of what follows must be said again.
    void put_own(std::string_view piece) {
        sink_.text(piece);
        is_placed_ = false;
    }
    void flush() {
        if (in_superscript_ && !is_mark(superscript_)) put_own(superscript_);
        in_superscript_ = false;
        superscript_.clear();
    }

    void pass(std::size_t bytes) {
        for (std::size_t i = 0; i < bytes && at_ < bytes_.size(); ++i, ++at_) {
            auto const byte = static_cast<unsigned char>(bytes_[at_]);
            if (byte == '\n') {
                ++line_;
                column_ = 1;
            } else if ((byte & 0xC0U) != 0x80) {
                ++column_;
            }
        }
    }

    // ── In ──

    void words() {
        std::size_t const end = std::min(bytes_.find_first_of("<&\n", at_), bytes_.size());
        if (end > at_) {
            std::string_view const piece = bytes_.substr(at_, end - at_);
            put(piece);
            pass(piece.size());
        }
        if (at_ < bytes_.size() && bytes_[at_] == '\n') {
            if (in_superscript_)
                superscript_ += ' ';
            else
                put_own(" ");
            pass(1);
        }
    }

    void entity() {
        std::size_t const end =
            bytes_.substr(0, std::min(bytes_.size(), at_ + kEntityBytesMax)).find(';', at_);
        char32_t character = 0;
        if (end != std::string_view::npos) character = character_of(bytes_.substr(at_ + 1, end - at_ - 1));
        if (character == 0) {
            put("&");
            pass(1);
            return;
        }
        std::string piece;
        append_utf8(piece, character);
        put(piece);
        pass(end + 1 - at_);
        is_placed_ = false;
    }

    static char32_t character_of(std::string_view name) noexcept {
        if (name.size() >= 2 && name[0] == '#') {
            bool const is_hex = name[1] == 'x' || name[1] == 'X';
            char32_t out = 0;
            for (char const c : name.substr(is_hex ? 2 : 1)) {
                unsigned digit = 99;
                if (c >= '0' && c <= '9')
                    digit = static_cast<unsigned>(c - '0');
                else if (is_hex && c >= 'a' && c <= 'f')
                    digit = static_cast<unsigned>(c - 'a' + 10);
                else if (is_hex && c >= 'A' && c <= 'F')
                    digit = static_cast<unsigned>(c - 'A' + 10);
                if (digit == 99) return 0;
                out = std::min<char32_t>(out * (is_hex ? 16 : 10) + digit, 0x110000);
            }
            return out < 0x20 ? U' ' : out;
        }
        auto const found = std::lower_bound(kEntities.begin(), kEntities.end(), name,
                                            [](Entity const& e, std::string_view n) { return e.name < n; });
        return found != kEntities.end() && found->name == name ? found->character : 0;
    }

    void markup() {
        std::string_view const rest = bytes_.substr(at_);
        if (rest.substr(0, 4) == "<!--") return pass(until("-->", 4));
        if (rest.size() > 1 && (rest[1] == '!' || rest[1] == '?')) return pass(until(">", 1));
        std::size_t const begin = rest.size() > 1 && rest[1] == '/' ? 2 : 1;
        if (begin >= rest.size() || !is_letter(rest[begin])) {
            put("<");
            return pass(1);
        }
        std::array<char, 16> name{};
        std::size_t size = 0;
        std::size_t p = begin;
        for (; p < rest.size() && rest[p] != '>' && rest[p] != '/' && rest[p] != ' ' && rest[p] != '\n' &&
               rest[p] != '\t' && rest[p] != '\r';
             ++p)
            if (size < name.size()) name[size++] = static_cast<char>(rest[p] | 0x20);
        std::size_t const bytes = tag_bytes(rest, p);
        bool const is_end = begin == 2;
        bool const is_alone = bytes >= 2 && rest[bytes - 2] == '/';
        pass(bytes);
        is_placed_ = false;
        element({name.data(), size}, is_end, is_alone);
    }

    /// To the ">" that is in no quotes; to the next ">" where quotes don't end.
    static std::size_t tag_bytes(std::string_view rest, std::size_t p) noexcept {
        char quote = 0;
        for (std::size_t i = p; i < rest.size(); ++i) {
            char const c = rest[i];
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        std::size_t const any = rest.find('>', p);
        return any == std::string_view::npos ? rest.size() : any + 1;
    }

    std::size_t until(std::string_view mark, std::size_t from) const noexcept {
        std::size_t const found = bytes_.find(mark, at_ + from);
        return (found == std::string_view::npos ? bytes_.size() : found + mark.size()) - at_;
    }

    void element(std::string_view name, bool is_end, bool is_alone) {
        if (name == "sup") {
            flush();
            in_superscript_ = !is_end && !is_alone;
            return;
        }
        if (!is_end && !is_alone && is_one_of(kSilent, name)) return skip_element(name);
        if (name == "br") return put_own(in_cell_ ? " " : "\n");
        if (name == "tr") {
            flush();
            in_cell_ = false;
            return put_own(is_end ? " |\n" : "\n");
        }
        if (name == "td" || name == "th") {
            flush();
            in_cell_ = !is_end;
            if (!is_end) put_own("| ");
            return;
        }
        if (is_one_of(kBlocks, name)) {
            flush();
            if (name == "table") in_cell_ = false;
            put_own(in_cell_ ? " " : "\n\n");
        }
    }

    /// To behind "</name", whatever stands between.
    void skip_element(std::string_view name) {
        std::size_t p = at_;
        while (true) {
            p = bytes_.find("</", p);
            if (p == std::string_view::npos) return pass(bytes_.size() - at_);
            p += 2;
            bool same = bytes_.size() - p >= name.size();
            for (std::size_t i = 0; same && i < name.size(); ++i)
                same = static_cast<char>(bytes_[p + i] | 0x20) == name[i];
            if (!same) continue;
            std::size_t const close = bytes_.find('>', p);
            pass((close == std::string_view::npos ? bytes_.size() : close + 1) - at_);
            is_placed_ = false;
            return;
        }
    }

    std::string_view bytes_;
    Sink& sink_;
    std::size_t at_ = 0;
    std::uint64_t line_ = 1;
    std::uint64_t column_ = 1;
    bool is_placed_ = false;
    bool in_cell_ = false;
    bool in_superscript_ = false;
    std::string superscript_;
};

}  // namespace

Result<Done, ReadError> read_html(std::string_view bytes, Sink& sink) {
    if (bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF") return Fail{ReadError::kUtf16};
    if (bytes.find('\0') != std::string_view::npos) return Fail{ReadError::kBinary};
    if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
    if (utf8_until(bytes) != bytes.size()) return Fail{ReadError::kNotUtf8};
    Reader{bytes, sink}.run();
    return Done{};
}

}  // namespace amparo::documents
