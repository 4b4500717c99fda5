// SPDX-License-Identifier: AGPL-3.0-or-later
#include "values.hpp"

#include "amparo/codec/json.hpp"
#include "amparo/text/unicode.hpp"

#include <algorithm>
#include <array>

namespace amparo::directory {
namespace {

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

struct Language {
    std::string_view code;
    std::string_view code3;
    std::string_view name;
};
/// Code, ISO 639-3 code and English names of data/vocabularies/languages.json (a test holds them equal).
constexpr std::array kLanguages{
    Language{"am", "amh", "amharic"},
    Language{"ar", "ara", "arabic"},
    Language{"ase", "ase", "american sign language"},
    Language{"bg", "bul", "bulgarian"},
    Language{"bn", "ben", "bengali"},
    Language{"bs", "bos", "bosnian"},
    Language{"ca", "cat", "catalan"},
    Language{"ceb", "ceb", "cebuano"},
    Language{"cs", "ces", "czech"},
    Language{"da", "dan", "danish"},
    Language{"de", "deu", "german"},
    Language{"el", "ell", "greek"},
    Language{"en", "eng", "english"},
    Language{"es", "spa", "spanish"},
    Language{"et", "est", "estonian"},
    Language{"fa", "fas", "farsi"},
    Language{"fa", "fas", "persian"},
    Language{"fa", "fas", "persian (farsi)"},
    Language{"ff", "ful", "fula"},
    Language{"fi", "fin", "finnish"},
    Language{"fr", "fra", "french"},
    Language{"gu", "guj", "gujarati"},
    Language{"ha", "hau", "hausa"},
    Language{"he", "heb", "hebrew"},
    Language{"hi", "hin", "hindi"},
    Language{"hmn", "hmn", "hmong"},
    Language{"hr", "hrv", "croatian"},
    Language{"ht", "hat", "haitian creole"},
    Language{"hu", "hun", "hungarian"},
    Language{"hy", "hye", "armenian"},
    Language{"id", "ind", "indonesian"},
    Language{"ig", "ibo", "igbo"},
    Language{"it", "ita", "italian"},
    Language{"ja", "jpn", "japanese"},
    Language{"ka", "kat", "georgian"},
    Language{"kek", "kek", "q'eqchi'"},
    Language{"kjb", "kjb", "q'anjob'al"},
    Language{"km", "khm", "khmer"},
    Language{"ko", "kor", "korean"},
    Language{"ku", "kur", "kurdish"},
    Language{"ln", "lin", "lingala"},
    Language{"lo", "lao", "lao"},
    Language{"lt", "lit", "lithuanian"},
    Language{"lv", "lav", "latvian"},
    Language{"mam", "mam", "mam"},
    Language{"mix", "mix", "mixtec"},
    Language{"ml", "mal", "malayalam"},
    Language{"mn", "mon", "mongolian"},
    Language{"mr", "mar", "marathi"},
    Language{"ms", "msa", "malay"},
    Language{"my", "mya", "burmese"},
    Language{"nah", "nah", "nahuatl"},
    Language{"ne", "nep", "nepali"},
    Language{"nl", "nld", "dutch"},
    Language{"no", "nor", "norwegian"},
    Language{"om", "orm", "oromo"},
    Language{"pa", "pan", "punjabi"},
    Language{"pl", "pol", "polish"},
    Language{"prs", "prs", "dari"},
    Language{"ps", "pus", "pashto"},
    Language{"pt", "por", "portuguese"},
    Language{"qu", "que", "quechua"},
    Language{"quc", "quc", "k'iche'"},
    Language{"ro", "ron", "romanian"},
    Language{"rom", "rom", "romani"},
    Language{"ru", "rus", "russian"},
    Language{"rw", "kin", "kinyarwanda"},
    Language{"si", "sin", "sinhala"},
    Language{"sk", "slk", "slovak"},
    Language{"so", "som", "somali"},
    Language{"sq", "sqi", "albanian"},
    Language{"sr", "srp", "serbian"},
    Language{"sv", "swe", "swedish"},
    Language{"sw", "swa", "swahili"},
    Language{"ta", "tam", "tamil"},
    Language{"te", "tel", "telugu"},
    Language{"th", "tha", "thai"},
    Language{"ti", "tir", "tigrinya"},
    Language{"tl", "tgl", "tagalog"},
    Language{"tr", "tur", "turkish"},
    Language{"uk", "ukr", "ukrainian"},
    Language{"ur", "urd", "urdu"},
    Language{"uz", "uzb", "uzbek"},
    Language{"vi", "vie", "vietnamese"},
    Language{"wo", "wol", "wolof"},
    Language{"yo", "yor", "yoruba"},
    Language{"yue", "yue", "cantonese"},
    Language{"zap", "zap", "zapotec"},
    Language{"zh", "zho", "chinese"},
    Language{"zh", "zho", "chinese (mandarin)"},
    Language{"zh", "zho", "mandarin"},
    Language{"zu", "zul", "zulu"},
};

}  // namespace

std::string_view trimmed(std::string_view text) noexcept {
    auto const blank_front = [&] {
        if (!text.empty() && is_space(text.front())) return std::size_t{1};
        return text.substr(0, 2) == "\xC2\xA0" ? std::size_t{2} : std::size_t{0};
    };
    while (std::size_t const n = blank_front()) text.remove_prefix(n);
    for (;;) {
        if (!text.empty() && is_space(text.back())) {
            text.remove_suffix(1);
        } else if (text.size() >= 2 && text.substr(text.size() - 2) == "\xC2\xA0") {
            text.remove_suffix(2);
        } else {
            return text;
        }
    }
}

std::string lower_case(std::string_view text) {
    std::string out{text};
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

bool is_uuid(std::string_view text) noexcept {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        bool const dash = i == 8 || i == 13 || i == 18 || i == 23;
        bool const hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (dash ? c != '-' : !hex) return false;
    }
    return true;
}

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        std::size_t const end = std::min(text.find('\n'), text.size());
        if (auto const line = trimmed(text.substr(0, end)); !line.empty()) out.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::optional<double> parse_number(std::string_view text) {
    text = trimmed(text);
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    if (text.empty() || text.size() > 40) return std::nullopt;
    auto const value = codec::parse_json(text);
    if (!value.ok() || !value.value().is_number()) return std::nullopt;
    return value.value().get<double>();
}

std::string shown(std::string_view value) {
    constexpr std::size_t kBytes = 48;
    std::string_view cut = value.substr(0, kBytes);
    while (!cut.empty() && !letters::is_valid_utf8(cut) && value.size() > kBytes && kBytes - cut.size() < 4)
        cut.remove_suffix(1);
    std::string out = "\"";
    for (char const c : cut) out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    if (!letters::is_valid_utf8(out)) return "(bytes that are not UTF-8)";
    return out + (cut.size() < value.size() ? "…\"" : "\"");
}

bool is_web_address(std::string_view text) noexcept {
    std::string const low = lower_case(text.substr(0, 8));
    std::size_t const scheme = low.substr(0, 7) == "http://" ? 7 : low == "https://" ? 8 : 0;
    if (scheme == 0 || text.size() <= scheme || text.size() > 2000) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char const c = text[i];
        bool const plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           std::string_view{"-._~:/?#@!$&'()*+,;="}.find(c) != std::string_view::npos;
        auto const hex = [&](std::size_t at) {
            return at < text.size() &&
                   ((text[at] >= '0' && text[at] <= '9') || (text[at] >= 'a' && text[at] <= 'f') ||
                    (text[at] >= 'A' && text[at] <= 'F'));
        };
        if (!plain && !(c == '%' && hex(i + 1) && hex(i + 2))) return false;
    }
    if (std::count(text.begin(), text.end(), '#') > 1) return false;
    char const host = text[scheme];
    return host != '/' && host != '?' && host != '#' && host != ':';
}

bool is_email_address(std::string_view text) noexcept {
    std::size_t const at = text.find('@');
    if (at == 0 || at == std::string_view::npos || text.size() > 254) return false;
    if (text.find('@', at + 1) != std::string_view::npos) return false;
    std::string_view const host = text.substr(at + 1);
    std::size_t const dot = host.rfind('.');
    if (dot == 0 || dot == std::string_view::npos || dot + 1 == host.size()) return false;
    return std::none_of(text.begin(), text.end(),
                        [](char c) { return is_space(c) || is_control(c) || c == ',' || c == ';'; });
}

std::string one_line(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (char const c : text) {
        if (!is_control(c)) {
            out += c;
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    return std::string{trimmed(out)};
}

std::string many_lines(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const is_line_end = text[i] == '\r' || text[i] == '\v' || text[i] == '\f';
        if (!is_control(text[i]) || text[i] == '\n' || text[i] == '\t') out += text[i];
        if (is_line_end && (i + 1 == text.size() || text[i + 1] != '\n')) out += '\n';
    }
    return std::string{trimmed(out)};
}

std::optional<std::string> language_code(std::string_view code_or_name) {
    std::string const low = lower_case(trimmed(code_or_name));
    std::string_view const base = std::string_view{low}.substr(0, low.find_first_of("-_"));
    for (Language const& language : kLanguages)
        if (low == language.name || base == language.code || base == language.code3)
            return std::string{language.code};
    return std::nullopt;
}

}  // namespace amparo::directory
