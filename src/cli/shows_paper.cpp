// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts/paper.hpp"
#include "amparo/cli/words.hpp"
#include "documents.hpp"
#include "papers.hpp"

namespace amparo::cli {
namespace {

std::int64_t number(Json const& from, std::string_view key) {
    return codec::int_at(from, key).value_or(0);
}
std::string word(Json const& from, std::string_view key) {
    return printable(codec::string_or(from, key));
}

void say_what_is_missing(Run& run, Json const& result, Page& page) {
    for (Json const& one : codec::list_at(result, "missing")) {
        std::string const mark = std::to_string(number(one, "mark") + 1);
        if (auto const inside = number(one, "inside_others"); inside > 0)
            page.say(run.say(texts::kInsideOthers, {mark, std::to_string(inside)}));
        else
            page.say(run.say(texts::kNotFound, {mark}));
    }
    for (Json const& one : codec::list_at(result, "without_words"))
        page.say(run.say(texts::kNoWords, {codec::to_text(one)}));
}

}  // namespace

void show_document_marks(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kHits, {std::to_string(number(result, "count"))}));
    for (Json const& hit : codec::list_at(result, "hits"))
        page.item(run.say(texts::kHitLine,
                          {std::to_string(number(hit, "page")), std::to_string(number(hit, "mark") + 1),
                           word(hit, "before"), word(hit, "hit"), word(hit, "after")}));
    say_what_is_missing(run, result, page);
}

void show_document_redacted(Run& run, Json const& result, Page& page) {
    show_document(run, result, page);
    for (Json const& line : codec::list_at(result, "redacted"))
        page.item(run.say(texts::kRedactedLine,
                          {cli::word("redacted_" + codec::string_or(line, "reason"), run.language()),
                           std::to_string(number(line, "times")), word(line, "pages")}));
    say_what_is_missing(run, result, page);
}

void show_document_packet(Run& run, Json const& result, Page& page) {
    show_document(run, result, page);
    page.pair(run.say(texts::kPacketPages), std::to_string(number(result, "pages")), 2);
    for (Json const& one : codec::list_at(result, "exhibits"))
        page.item(
            run.say(texts::kExhibitLine, {word(one, "exhibit"), word(one, "page"), word(one, "title")}));
    for (Json const& one : codec::list_at(result, "newer"))
        page.say(run.say(texts::kNewerVersion, {word(one, "exhibit"), word(one, "newest")}));
}

}  // namespace amparo::cli
