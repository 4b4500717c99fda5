// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/texts/document.hpp"
#include "amparo/cli/words.hpp"
#include "documents.hpp"
#include "labels.hpp"
#include "shows.hpp"
#include "templates.hpp"

namespace amparo::cli {
namespace {}  // namespace

void show_document(Run& run, Json const& result, Page& page) {
    page.say(printable(codec::string_or(result, "name")));
    page.pair(run.say(texts::kRecord), codec::string_or(result, "id"), 2);
    if (auto const name = codec::text_at(result, "chosen_name"); name)
        page.pair(run.say(texts::kPerson), printable(*name), 2);
    if (auto const matter = codec::text_at(result, "matter"); matter)
        page.pair(run.say(texts::kDocumentMatter), named(codec::string_or(result, "matter_title"), *matter),
                  2);
    for (auto const& [key, text] : {std::pair{"about", texts::kDocumentAbout},
                                    {"from_whom", texts::kDocumentFrom},
                                    {"type", texts::kDocumentType},
                                    {"hash", texts::kDocumentHash}})
        if (auto const value = codec::text_at(result, key); value)
            page.pair(run.say(text), printable(*value), 2);
    if (codec::bool_at(result, "personal") == true)
        page.pair(run.say(texts::kDocumentReadBy), std::string{run.say(texts::kDocumentPersonal)}, 2);
    page.pair(run.say(texts::kDocumentBytes), number(result, "bytes"), 2);
    if (codec::int_at(result, "bytes") == 0) page.say(run.say(texts::kDocumentEmpty));
    page.pair(run.say(texts::kDocumentVersion), number(result, "version"), 2);
    page.pair(run.say(texts::kDocumentAdded),
              codec::string_or(result, "added_at") + ", " + printable(codec::string_or(result, "added_by")),
              2);
    if (auto const saved = codec::text_at(result, "output"); saved)
        page.pair(run.say(texts::kDocumentSaved), printable(*saved), 2);
    for (Json const& version : codec::list_at(result, "versions"))
        page.item(number(version, "version") + "  " + codec::string_or(version, "id") + "  " +
                  printable(codec::string_or(version, "name")));
    if (Json const* const made_of = codec::find(result, "made_of"); made_of != nullptr)
        show_made_of(run, *made_of, page);
}

void show_documents(Run& run, Json const& result, Page& page) {
    std::vector<std::vector<std::string>> rows{
        {std::string{run.say(texts::kDocumentName)}, std::string{run.say(texts::kPerson)},
         std::string{run.say(texts::kDocumentVersion)}, std::string{run.say(texts::kDocumentBytes)},
         std::string{run.say(texts::kRecord)}}};
    for (Json const& one : codec::list_at(result, "documents"))
        rows.push_back({cut(printable(codec::string_or(one, "name")), 36),
                        cut(printable(codec::string_or(one, "chosen_name")), 24), number(one, "version"),
                        number(one, "bytes"), codec::string_or(one, "id")});
    if (rows.size() == 1) page.say(run.say(texts::kNoDocuments));
    page.table(rows);
    if (auto const sealed = codec::int_at(result, "sealed").value_or(0); sealed > 0)
        page.say(run.say(texts::kDocumentsSealed, {std::to_string(sealed)}));
}

void show_document_history(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kCustody));
    Labels const labels{run, "document_event"};
    for (Json const& line : codec::list_at(result, "custody")) {
        std::string words = moment(codec::string_or(line, "at")) + "  " +
                            labels.value("what", codec::string_or(line, "what")) + "  (" +
                            number(line, "version") + ")  " + printable(codec::string_or(line, "by"));
        if (auto const why = codec::text_at(line, "why"); why)
            words += ": " + named(codec::string_or(line, "why_name"), printable(*why));
        page.item(words);
    }
}

void show_document_verified(Run& run, Json const& result, Page& page) {
    std::size_t bad = 0;
    Json const& all = codec::list_at(result, "documents");
    for (Json const& one : all)
        if (codec::bool_at(one, "ok") == false) {
            ++bad;
            page.item(codec::string_or(one, "id") + ": " + std::string{codec::string_or(one, "problem")});
        }
    page.say(run.say(texts::kDocumentsWhole, {std::to_string(all.size()), std::to_string(bad)}));
    if (auto const sealed = codec::int_at(result, "sealed").value_or(0); sealed > 0)
        page.say(run.say(texts::kDocumentsSealed, {std::to_string(sealed)}));
    std::int64_t bytes = 0;
    Json const& left = codec::list_at(result, "left_over");
    for (Json const& one : left) bytes += codec::int_at(one, "bytes").value_or(0);
    if (!left.empty())
        page.say(run.say(texts::kDocumentsLeftOver, {std::to_string(left.size()), std::to_string(bytes)}));
}

void show_document_tidied(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kDocumentsTidied, {number(result, "removed"), number(result, "half_written")}));
}

}  // namespace amparo::cli
