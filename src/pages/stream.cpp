// SPDX-License-Identifier: AGPL-3.0-or-later
#include "stream.hpp"

#include "amparo/text/unicode.hpp"

#include <algorithm>

namespace amparo::pages {
namespace {

/// A shorter phrase is not looked for across words: "Ana" is not in "an address".
constexpr std::size_t kTornCharactersMin = 4;

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

std::string letters_of(std::string_view text) {
    std::string out;
    for (letters::Words words{text}; words.next();) out += words.word();
    return out;
}

bool begins_character(std::string_view text, std::size_t at) {
    return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80;
}

bool is_from_right(char32_t c) {
    return (c >= 0x590 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFF);
}

template <class Take>
void each_character(std::string_view text, Take take) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (!begins_character(text, end)) ++end;
        take(text.substr(at, end - at));
        at = end;
    }
}

bool is_from_right(std::string_view text) {
    bool out = false;
    each_character(text, [&](std::string_view c) {
        auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(c[i]); };
        if (c.size() == 2) out = out || is_from_right((byte(0) & 0x1FU) << 6U | (byte(1) & 0x3FU));
        if (c.size() == 3)
            out = out || is_from_right((byte(0) & 0xFU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU));
    });
    return out;
}

std::string turned(std::string_view text) {
    std::string out;
    each_character(text, [&](std::string_view c) { out.insert(0, c); });
    return out;
}

bool is_on_line_of(Word const& a, Word const& b) {
    double const down = std::min(a.box.bottom, b.box.bottom) - std::max(a.box.top, b.box.top);
    return down > 0.5 * std::min(a.box.height(), b.box.height());
}

/// The words of a page, those of each line from its end.
std::vector<std::size_t> from_ends_of_lines(Page const& page) {
    std::vector<std::size_t> out;
    for (std::size_t begin = 0; begin < page.words.size();) {
        std::size_t end = begin + 1;
        while (end < page.words.size() && is_on_line_of(page.words[end - 1], page.words[end])) ++end;
        for (std::size_t i = end; i > begin; --i) out.push_back(i - 1);
        begin = end;
    }
    return out;
}

}  // namespace

bool is_searchable(std::string_view phrase) {
    return !letters_of(phrase).empty();
}

Stream::Stream(std::vector<Page> const& pages, Order order) {
    bool const turns_letters = order == Order::kLettersTurned || order == Order::kBothTurned;
    bool const turns_words = order == Order::kWordsTurned || order == Order::kBothTurned;
    auto const add = [&](std::size_t page, std::size_t word) {
        std::string const& text = pages[page].words[word].text;
        std::string const seen = turns_letters && is_from_right(text) ? turned(text) : text;
        for (letters::Words words{seen}; words.next();) {
            std::size_t const begin = letters_.size();
            letters_ += words.word();
            pieces_.push_back({begin, letters_.size(), {page, word}});
        }
    };
    for (std::size_t page = 0; page < pages.size(); ++page) {
        if (turns_words)
            for (std::size_t const word : from_ends_of_lines(pages[page])) add(page, word);
        else
            for (std::size_t word = 0; word < pages[page].words.size(); ++word) add(page, word);
    }
}

Streams::Streams(std::vector<Page> const& pages) {
    streams_.emplace_back(pages);
    bool const any = std::any_of(pages.begin(), pages.end(), [](Page const& page) {
        return std::any_of(page.words.begin(), page.words.end(),
                           [](Word const& word) { return is_from_right(word.text); });
    });
    if (!any) return;
    for (Order const order : {Order::kLettersTurned, Order::kWordsTurned, Order::kBothTurned})
        streams_.emplace_back(pages, order);
}

Stream::Matches Streams::find(std::string_view phrase) const {
    Stream::Matches out = streams_.front().find(phrase);
    if (!is_from_right(phrase)) return out;
    for (std::size_t i = 1; i < streams_.size(); ++i) {
        Stream::Matches more = streams_[i].find(phrase);
        out.inside_others = std::max(out.inside_others, more.inside_others);
        for (Stream::Match& match : more.whole) {
            std::sort(match.places.begin(), match.places.end(), [](Place const& a, Place const& b) {
                return a.page != b.page ? a.page < b.page : a.word < b.word;
            });
            bool const is_known =
                std::any_of(out.whole.begin(), out.whole.end(),
                            [&](Stream::Match const& known) { return known.places == match.places; });
            if (!is_known) out.whole.push_back(std::move(match));
        }
    }
    return out;
}

std::size_t Stream::piece_at(std::size_t offset) const {
    auto const after = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                        [](std::size_t at, Piece const& piece) { return at < piece.begin; });
    return static_cast<std::size_t>(after - pieces_.begin()) - 1;
}

Stream::Matches Stream::find(std::string_view phrase) const {
    bool const begins_open = phrase.starts_with('*');
    bool const ends_open = phrase.ends_with('*');
    std::string const wanted = letters_of(phrase);
    Matches out;
    if (wanted.empty()) return out;
    bool const may_be_torn = characters(wanted) >= kTornCharactersMin;
    for (std::size_t at = letters_.find(wanted); at != std::string::npos;
         at = letters_.find(wanted, at + 1)) {
        std::size_t const end = at + wanted.size();
        if (!begins_character(letters_, at) || !begins_character(letters_, end)) continue;
        std::size_t const first = piece_at(at);
        std::size_t const last = piece_at(end - 1);
        bool const is_whole = (begins_open || pieces_[first].begin == at) &&
                              (ends_open || pieces_[last].end == end) && (first == last || may_be_torn);
        if (!is_whole) {
            ++out.inside_others;
            continue;
        }
        Match match;
        for (std::size_t i = first; i <= last; ++i)
            if (match.places.empty() || !(match.places.back() == pieces_[i].place))
                match.places.push_back(pieces_[i].place);
        out.whole.push_back(std::move(match));
    }
    return out;
}

Line::Line(std::vector<Page> const& pages) {
    for (std::size_t page = 0; page < pages.size(); ++page)
        for (std::size_t word = 0; word < pages[page].words.size(); ++word) {
            std::string const folded = letters::fold(pages[page].words[word].text);
            words.push_back({text.size(), text.size() + folded.size(), {page, word}});
            text += folded + ' ';
        }
}

std::vector<Place> Line::places(std::size_t begin, std::size_t end) const {
    auto at = std::lower_bound(words.begin(), words.end(), begin,
                               [](Piece const& piece, std::size_t offset) { return piece.end <= offset; });
    std::vector<Place> out;
    for (; at != words.end() && at->begin < end; ++at)
        if (at->begin < at->end) out.push_back(at->place);
    return out;
}

}  // namespace amparo::pages
