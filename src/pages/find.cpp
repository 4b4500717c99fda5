// SPDX-License-Identifier: AGPL-3.0-or-later
#include "stream.hpp"

#include <algorithm>

namespace amparo::pages {
namespace {

/// Lines stand close: the tip of a letter of the next line is not a word that was meant.
constexpr double kTouchedHeight = 0.2;

bool touches(Box const& area, Box const& word) {
    double const across = std::min(area.right, word.right) - std::max(area.left, word.left);
    double const down = std::min(area.bottom, word.bottom) - std::max(area.top, word.top);
    return across > 0 && down > 0 && down >= kTouchedHeight * std::min(word.height(), area.height());
}

Hit hit_of_area(std::vector<Page> const& pages, Mark const& mark, std::size_t index) {
    Hit hit{index, {}};
    if (mark.page >= pages.size()) return hit;
    auto const& words = pages[mark.page].words;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (touches(mark.area, words[i].box)) hit.places.push_back({mark.page, i});
    return hit;
}

std::vector<Hit> hits_of(std::vector<Page> const& pages, std::vector<Mark> const& marks, bool with_areas,
                         std::vector<std::size_t>* inside = nullptr) {
    std::vector<Hit> out;
    Streams const streams{pages};
    Line const line{pages};
    for (std::size_t i = 0; i < marks.size(); ++i) {
        switch (marks[i].what) {
            case Mark::What::kArea:
                if (with_areas) out.push_back(hit_of_area(pages, marks[i], i));
                break;
            case Mark::What::kPhrase: {
                auto matches = streams.find(marks[i].phrase);
                if (inside != nullptr) (*inside)[i] = matches.inside_others;
                for (auto& match : matches.whole) out.push_back({i, std::move(match.places)});
                break;
            }
            case Mark::What::kKind:
                for (Span const span : spans_of(line, marks[i].kind))
                    out.push_back({i, line.places(span.begin, span.end)});
                break;
        }
    }
    return out;
}

/// Words that stand side by side once others between them are gone.
std::vector<Hit> more_hits(std::vector<Page> const& pages, std::vector<Mark> const& marks,
                           std::vector<Hit> const& hits) {
    std::vector<std::vector<bool>> is_gone;
    for (Page const& page : pages) is_gone.emplace_back(page.words.size(), false);
    for (Hit const& hit : hits)
        for (Place const& place : hit.places) is_gone[place.page][place.word] = true;
    std::vector<Page> left(pages.size());
    std::vector<std::vector<std::size_t>> number(pages.size());
    for (std::size_t page = 0; page < pages.size(); ++page)
        for (std::size_t word = 0; word < pages[page].words.size(); ++word)
            if (!is_gone[page][word]) {
                left[page].words.push_back(pages[page].words[word]);
                number[page].push_back(word);
            }
    std::vector<Hit> out;
    for (Hit& hit : hits_of(left, marks, false)) {
        for (Place& place : hit.places) place.word = number[place.page][place.word];
        out.push_back(std::move(hit));
    }
    return out;
}

}  // namespace

Found find(std::vector<Page> const& pages, std::vector<Mark> const& marks) {
    Found out;
    std::vector<std::size_t> inside(marks.size(), 0);
    out.hits = hits_of(pages, marks, true, &inside);
    std::vector<bool> has_hit(marks.size(), false);
    for (Hit const& hit : out.hits) has_hit[hit.mark] = true;
    for (std::size_t i = 0; i < marks.size(); ++i)
        if (!has_hit[i]) out.missing.push_back({i, inside[i]});
    for (auto more = more_hits(pages, marks, out.hits); !more.empty();
         more = more_hits(pages, marks, out.hits))
        out.hits.insert(out.hits.end(), more.begin(), more.end());
    for (std::size_t page = 0; page < pages.size(); ++page)
        if (pages[page].words.empty()) out.without_words.push_back(page);
    return out;
}
Around around(std::vector<Page> const& pages, Hit const& hit) {
    constexpr std::size_t kWords = 4;
    Around out;
    if (hit.places.empty()) return out;
    auto const add = [](std::string& to, std::string const& word) { to += (to.empty() ? "" : " ") + word; };
    for (Place const& place : hit.places) add(out.hit, pages[place.page].words[place.word].text);
    auto const& first = hit.places.front();
    for (std::size_t i = first.word - std::min(first.word, kWords); i < first.word; ++i)
        add(out.before, pages[first.page].words[i].text);
    auto const& last = hit.places.back();
    auto const& words = pages[last.page].words;
    for (std::size_t i = last.word + 1; i < std::min(words.size(), last.word + 1 + kWords); ++i)
        add(out.after, words[i].text);
    return out;
}

std::vector<std::size_t> left_in(std::vector<Page> const& made, std::vector<Mark> const& marks) {
    std::vector<std::size_t> out;
    for (Hit const& hit : hits_of(made, marks, true))
        if (!hit.places.empty() && (out.empty() || out.back() != hit.mark)) out.push_back(hit.mark);
    return out;
}

}  // namespace amparo::pages
