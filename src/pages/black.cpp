// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/pages/redaction.hpp"

#include <algorithm>
#include <map>

namespace amparo::pages {
namespace {

// Letters reach over the box that a font declares for them.
constexpr double kAcross = 1.0;
constexpr double kDown = 0.08;

Box grown(Box box) {
    double const down = kDown * box.height();
    return {box.left - kAcross, box.top - down, box.right + kAcross, box.bottom + down};
}

bool on_one_line(Box const& a, Box const& b) {
    double const down = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
    return down > 0.5 * std::min(a.height(), b.height());
}

Box joined(Box const& a, Box const& b) {
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
            std::max(a.bottom, b.bottom)};
}

/// Words side by side in one bar, so that the space between them tells nothing.
void add_bar(std::vector<Bar>& to, Bar bar) {
    if (!to.empty() && to.back().reason == bar.reason && on_one_line(to.back().box, bar.box)) {
        double const gap =
            std::max(to.back().box.left, bar.box.left) - std::min(to.back().box.right, bar.box.right);
        if (gap < bar.box.height()) {
            to.back().box = joined(to.back().box, bar.box);
            return;
        }
    }
    to.push_back(std::move(bar));
}

/// Which words go, and by which mark first.
std::vector<std::map<std::size_t, std::size_t>> gone_of(std::vector<Page> const& pages, Found const& found) {
    std::vector<std::map<std::size_t, std::size_t>> out(pages.size());
    for (Hit const& hit : found.hits)
        for (Place const& place : hit.places) out[place.page].emplace(place.word, hit.mark);
    return out;
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

struct Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
};
std::vector<Piece> pieces_of(std::string_view text) {
    std::vector<Piece> out;
    std::size_t at = 0;
    while (at < text.size()) {
        while (at < text.size() && is_space(text[at])) ++at;
        std::size_t const begin = at;
        while (at < text.size() && !is_space(text[at])) ++at;
        if (begin < at) out.push_back({begin, at});
    }
    return out;
}

}  // namespace

std::vector<Blacked> black(std::vector<Page> const& pages, std::vector<Mark> const& marks,
                           Found const& found) {
    std::vector<Blacked> out(pages.size());
    for (Mark const& mark : marks)
        if (mark.what == Mark::What::kArea && mark.page < pages.size())
            out[mark.page].bars.push_back({mark.area, mark.reason});
    auto const gone = gone_of(pages, found);
    for (std::size_t page = 0; page < pages.size(); ++page) {
        std::vector<Bar> bars;
        for (auto const& [word, mark] : gone[page])
            add_bar(bars, {grown(pages[page].words[word].box), marks[mark].reason});
        out[page].bars.insert(out[page].bars.end(), bars.begin(), bars.end());
        for (std::size_t word = 0; word < pages[page].words.size(); ++word)
            if (!gone[page].contains(word)) out[page].kept.push_back(word);
    }
    return out;
}

Page page_of_text(std::string_view text) {
    Page out;
    for (Piece const piece : pieces_of(text))
        out.words.push_back({std::string{text.substr(piece.begin, piece.end - piece.begin)}, {}});
    return out;
}

std::string black_text(std::string_view text, std::vector<Mark> const& marks, Found const& found) {
    auto const pieces = pieces_of(text);
    auto const gone = gone_of(std::vector<Page>(1), found).front();
    std::string out;
    std::size_t at = 0;
    std::size_t last_gone = pieces.size();
    for (auto const& [word, mark] : gone) {
        Piece const piece = pieces[word];
        // Words of one reason side by side are one sign: their number tells something too.
        bool const goes_on = last_gone + 1 == word &&
                             marks[gone.at(last_gone)].reason == marks[mark].reason &&
                             text.substr(at, piece.begin - at).find('\n') == std::string_view::npos;
        if (!goes_on) {
            out += text.substr(at, piece.begin - at);
            out += "[█████" + (marks[mark].reason.empty() ? "" : " " + marks[mark].reason) + "]";
        }
        at = piece.end;
        last_gone = word;
    }
    out += text.substr(at);
    return out;
}

}  // namespace amparo::pages
