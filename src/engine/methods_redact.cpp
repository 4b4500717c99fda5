// SPDX-License-Identifier: AGPL-3.0-or-later
// document.pages, page, marks, redact: a document's pages as they are seen, and one without what was marked (Y1-Y4).
#include "papers.hpp"

#include "amparo/crypto/base64.hpp"
#include "amparo/pages/redaction.hpp"

#include <algorithm>
#include <map>

namespace amparo::engine {
namespace {

constexpr std::string_view kText = "text/plain";
constexpr std::size_t kHitsShownMax = 500;

/// A reason's words on its bar.
struct Reason {
    std::string_view code;
    std::array<std::string_view, 3> words;
};
constexpr std::array<Reason, 6> kReasons{{
    {"privilege", {"PRIVILEGE", "SECRETO PROFESIONAL", "سرية مهنية"}},
    {"third_party", {"THIRD PARTY", "TERCERO", "طرف ثالث"}},
    {"safety", {"SAFETY", "SEGURIDAD", "سلامة"}},
    {"identifier", {"IDENTIFIER", "IDENTIFICADOR", "معرّف"}},
    {"order", {"BY ORDER", "POR ORDEN", "بأمر"}},
    {"other", {"REDACTED", "CENSURADO", "محجوب"}},
}};
std::string_view words_of(std::string_view code, std::string_view language) {
    std::size_t const at = language == "es" ? 1 : language == "ar" ? 2 : 0;
    for (Reason const& reason : kReasons)
        if (reason.code == code) return reason.words[at];
    return {};
}

double points(Json const& mark, std::string_view key) {
    return codec::number_at(mark, key).value_or(0);
}

Result<std::vector<pages::Mark>, Failure> marks_in(Json const& params) {
    std::vector<pages::Mark> out;
    Json const& list = codec::list_at(params, "marks");
    for (std::size_t i = 0; i < list.size(); ++i) {
        Json const& one = list[i];
        std::string const place = "marks[" + std::to_string(i) + "]";
        pages::Mark mark;
        mark.reason = codec::string_or(one, "reason", "other");
        int const ways = (one.contains("phrase") ? 1 : 0) + (one.contains("kind") ? 1 : 0) +
                         (one.contains("page") ? 1 : 0);
        if (ways != 1)
            return usage("a mark is a phrase, a kind or an area of a page", place, "one of the three");
        if (auto const phrase = codec::text_at(one, "phrase"); phrase) {
            mark.phrase = *phrase;
            if (!pages::is_searchable(mark.phrase))
                return usage("this phrase has neither letter nor digit", place + ".phrase");
        } else if (auto const kind = pages::kind_named(codec::string_or(one, "kind")); kind) {
            mark.what = pages::Mark::What::kKind;
            mark.kind = *kind;
        } else {
            mark.what = pages::Mark::What::kArea;
            mark.page = static_cast<std::size_t>(codec::int_at(one, "page").value_or(1) - 1);
            mark.area = {points(one, "left"), points(one, "top"), points(one, "right"),
                         points(one, "bottom")};
            if (!(mark.area.left < mark.area.right && mark.area.top < mark.area.bottom))
                return usage("an area's left is left of its right, and its top above its bottom", place);
        }
        out.push_back(std::move(mark));
    }
    return out;
}

/// `pages`: that can have any; 0 of a text.
Result<Done, Failure> areas_are_there(std::vector<pages::Mark> const& marks, std::size_t pages) {
    for (pages::Mark const& mark : marks)
        if (mark.what == pages::Mark::What::kArea && mark.page >= pages)
            return usage(pages == 0 ? "a text has no areas" : "there is no such page", "marks");
    return Done{};
}

std::string pages_text(std::vector<std::size_t> const& numbers) {
    std::string out;
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t last = i;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
        out += (out.empty() ? "" : ", ") + std::to_string(numbers[i] + 1);
        if (last > i) out += "-" + std::to_string(numbers[last] + 1);
        i = last + 1;
    }
    return out;
}

/// Y4.
Json log_json(std::vector<pages::Mark> const& marks, pages::Found const& found) {
    struct Line {
        std::size_t times = 0;
        std::set<std::size_t> pages;
    };
    std::map<std::string, Line> lines;
    for (pages::Hit const& hit : found.hits) {
        Line& line = lines[marks[hit.mark].reason];
        ++line.times;
        if (marks[hit.mark].what == pages::Mark::What::kArea) line.pages.insert(marks[hit.mark].page);
        for (pages::Place const& place : hit.places) line.pages.insert(place.page);
    }
    Json out = Json::array();
    for (auto const& [reason, line] : lines)
        out.push_back(Json{{"reason", reason},
                           {"times", line.times},
                           {"pages", pages_text({line.pages.begin(), line.pages.end()})}});
    return out;
}

Json box_json(std::size_t page, pages::Box const& box) {
    return Json{{"page", page + 1},
                {"left", box.left},
                {"top", box.top},
                {"right", box.right},
                {"bottom", box.bottom}};
}

/// In reading order; a word that stands lower begins a line.
std::string text_of(pages::Page const& page) {
    std::string out;
    pages::Box const* before = nullptr;
    for (pages::Word const& word : page.words) {
        if (before != nullptr) out += word.box.top >= before->bottom ? '\n' : ' ';
        out += word.text;
        before = &word.box;
    }
    return out;
}

Json hits_json(std::vector<pages::Page> const& all, std::vector<pages::Mark> const& marks,
               pages::Found const& found) {
    Json out = Json::array();
    for (pages::Hit const& hit : found.hits) {
        if (out.size() == kHitsShownMax) break;
        auto const around = pages::around(all, hit);
        Json boxes = Json::array();
        for (pages::Place const& place : hit.places)
            boxes.push_back(box_json(place.page, all[place.page].words[place.word].box));
        std::size_t const page = hit.places.empty() ? marks[hit.mark].page : hit.places.front().page;
        out.push_back(Json{{"mark", hit.mark},
                           {"page", page + 1},
                           {"before", around.before},
                           {"hit", around.hit},
                           {"after", around.after},
                           {"boxes", std::move(boxes)}});
    }
    return out;
}

Json told(pages::Found const& found) {
    Json missing = Json::array();
    for (pages::Missing const& one : found.missing)
        missing.push_back(Json{{"mark", one.mark}, {"inside_others", one.inside_others}});
    Json without = Json::array();
    for (std::size_t const page : found.without_words) without.push_back(page + 1);
    return Json{{"missing", std::move(missing)}, {"without_words", std::move(without)}};
}

/// Y3.
std::optional<Failure> not_looked_at(std::vector<pages::Mark> const& marks, pages::Found const& found) {
    std::string const hint =
        "look at the document; mark areas of its pages, or say looked_at if it is right as it is";
    if (!found.missing.empty()) {
        pages::Missing const& first = found.missing.front();
        std::string const mark = "mark " + std::to_string(first.mark + 1);
        std::string const times = std::to_string(first.inside_others);
        return Failure{Code::kRefused,
                       first.inside_others == 0 ? mark + " was not found; nothing was made"
                                                : mark + " was not found but stands inside longer words " +
                                                      times + " times; nothing was made",
                       "marks", hint};
    }
    bool const by_words = std::any_of(marks.begin(), marks.end(), [](pages::Mark const& mark) {
        return mark.what != pages::Mark::What::kArea;
    });
    if (by_words && !found.without_words.empty())
        return Failure{Code::kRefused,
                       "words can't be found on pages " + pages_text(found.without_words) +
                           ", which are pictures; nothing was made",
                       "marks", hint};
    return std::nullopt;
}

}  // namespace

Result<Done, Failure> Engine::Session::Papers::hold_pages(projection::RecordView const& view,
                                                          bool is_shown) const {
    auto& held = s.documents().held;
    bool const is_there = held && held->id == view.id;
    if (is_there && (held->is_shown || !is_shown)) return Done{};
    Documents::Held fresh{view.id, is_shown, {}, {}};
    if (!is_there) {
        AMPARO_TRY(fresh.bytes, whole_document(view, kPapersBytesMax));
        if (view.state.fields["type"] == kText) {
            fresh.pages.push_back(pages::page_of_text(as_text(fresh.bytes)));
        } else {
            AMPARO_TRY(auto* const press, press());
            auto read = press->read(fresh.bytes);
            if (!read.ok()) return Fail{from(read.error())};
            fresh.pages = std::move(read).value();
        }
    } else {
        fresh.bytes = std::move(held->bytes);
        fresh.pages = std::move(held->pages);
        held.reset();
    }
    if (is_shown) {
        AMPARO_TRY(auto line, s.custody(view, "opened", {}));
        AMPARO_DO(s.write({std::move(line)}));  // X4
    }
    held = std::make_unique<Documents::Held>(std::move(fresh));
    return Done{};
}

Answer Engine::Session::document_pages(Json const& params) {
    AMPARO_TRY(auto const view, document_in(params));
    AMPARO_DO(Papers{*this}.hold_pages(view, true));
    Json out = Json::array();
    for (pages::Page const& page : documents().held->pages)
        out.push_back(Json{{"width", page.width}, {"height", page.height}, {"words", page.words.size()}});
    return Json{{"id", view.id.text()},
                {"type", codec::string_or(view.state.fields, "type")},
                {"pages", std::move(out)}};
}

Answer Engine::Session::document_page(Json const& params) {
    AMPARO_TRY(auto const view, document_in(params));
    AMPARO_TRY(auto* const press, Papers{*this}.press());
    auto const& held = documents().held;
    if (!held || held->id != view.id || !held->is_shown)
        return not_found("this document's pages are not open", "id", "document.pages");
    auto const page = static_cast<std::size_t>(codec::int_at(params, "page").value_or(1) - 1);
    if (page >= held->pages.size()) return usage("there is no such page", "page");
    auto const png =
        press->picture(held->bytes, page, static_cast<int>(codec::int_at(params, "width").value_or(900)));
    if (!png.ok()) return Fail{from(png.error())};
    return Json{
        {"page", page + 1}, {"data", crypto::to_base64(png.value())}, {"text", text_of(held->pages[page])}};
}

Answer Engine::Session::document_marks(Json const& params) {
    AMPARO_TRY(auto const view, document_in(params));
    AMPARO_TRY(auto const marks, marks_in(params));
    AMPARO_DO(Papers{*this}.hold_pages(view, true));
    auto const& all = documents().held->pages;
    bool const is_text = codec::text_at(view.state.fields, "type") == kText;
    AMPARO_DO(areas_are_there(marks, is_text ? 0 : all.size()));
    auto const found = pages::find(all, marks);
    Json out = told(found);
    out["id"] = view.id.text();
    out["pages"] = all.size();
    out["count"] = found.hits.size();
    out["hits"] = hits_json(all, marks, found);
    return out;
}

Answer Engine::Session::document_redact(Json const& params) {
    Papers papers{*this};
    AMPARO_TRY(auto const view, document_in(params));
    AMPARO_TRY(auto marks, marks_in(params));
    if (marks.empty()) return usage("say what is to be made unreadable", "marks");
    AMPARO_DO(papers.hold_pages(view, false));
    auto const& all = documents().held->pages;
    bool const is_text = codec::text_at(view.state.fields, "type") == kText;
    AMPARO_DO(areas_are_there(marks, is_text ? 0 : all.size()));
    auto const found = pages::find(all, marks);
    if (auto const failure = not_looked_at(marks, found);
        failure && codec::bool_at(params, "looked_at") != true)
        return Fail{*failure};
    Json const log = log_json(marks, found);
    std::string const language = codec::string_or(params, "language", "en");
    for (pages::Mark& mark : marks) mark.reason = words_of(mark.reason, language);
    AMPARO_TRY(Bytes const made, papers.redacted(marks, found, is_text));
    std::string_view const end = is_text ? "" : ".pdf";
    std::string const own = name_made_of(codec::string_or(view.state.fields, "name"), "-redacted", end);
    Json data{{"name", codec::string_or(params, "name", own)},
              {"made_how", "redacted"},
              {"made_with", as_stored_text(Json{{"redacted", log}})}};
    if (auto const why = refusal_of_name(codec::string_or(data, "name")); !why.empty())
        return usage(std::string{why}, "name");
    if (auto const about = codec::text_at(params, "about"); about && !about->empty()) data["about"] = *about;
    AMPARO_TRY(Json out, papers.keep_made(view, std::move(data), made, {view}));
    out.update(told(found));
    out["redacted"] = log;
    return out;
}

Result<Bytes, Failure> Engine::Session::Papers::redacted(std::vector<pages::Mark> const& marks,
                                                         pages::Found const& found, bool is_text) const {
    auto const& held = *s.documents().held;
    Bytes made;
    std::vector<pages::Page> again;
    if (is_text) {
        std::string const text = pages::black_text(as_text(held.bytes), marks, found);
        append(made, as_bytes(text));
        again.push_back(pages::page_of_text(text));
    } else {
        AMPARO_TRY(auto* const press, press());
        auto pdf = press->redacted(held.bytes, pages::black(held.pages, marks, found));
        if (!pdf.ok()) return Fail{from(pdf.error())};
        made = std::move(pdf).value();
        auto read = press->read(made);
        if (!read.ok()) return Fail{from(read.error())};
        again = std::move(read).value();
    }
    auto const left = pages::left_in(again, marks);
    if (!left.empty() || again.size() != held.pages.size())  // Y2
        return refused("what mark " + std::to_string(left.empty() ? 0 : left.front() + 1) +
                           " names could still be read in what was made; nothing was kept",
                       "marks", "mark the area as a whole");
    return made;
}

}  // namespace amparo::engine
