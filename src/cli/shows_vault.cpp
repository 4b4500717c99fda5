// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/texts/document.hpp"
#include "amparo/cli/words.hpp"
#include "documents.hpp"
#include "shows.hpp"

#include <map>

namespace amparo::cli {
namespace {

std::string number_at(Run const& run, Json const& object, std::string_view key) {
    return count(codec::int_at(object, key).value_or(0), run.language());
}

/// The file as it was named, for the next command.
std::string vault_option(Run const& run) {
    auto const path = run.given().common_one("--vault");
    return path ? " --vault " + shell_word(*path) : "";
}

}  // namespace

void show_init(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kVaultMade, {run.vault_path().ok() ? run.vault_path().value() : ""}));
    page.pair(run.say(texts::kOrganization), codec::string_or(result, "organization_id"), 2);
    page.pair(run.say(texts::kMember), codec::string_or(result, "member_id"), 2);
    page.blank();
    page.say(run.say(texts::kNext));
    page.command("amparo recovery print" + vault_option(run), run.say(texts::kNextKit));
    page.command("amparo record create contact --set chosen_name=…" + vault_option(run),
                 run.say(texts::kNextContact));
}

void show_info(Run& run, Json const& result, Page& page) {
    bool const is_open = codec::bool_at(result, "unlocked") == true;
    if (is_open) {
        page.pair(run.say(texts::kOrganization), codec::string_or(result, "organization"));
        page.pair(run.say(texts::kMember), codec::string_or(result, "member") + " (" +
                                               word(codec::string_or(result, "role"), run.language()) + ")");
        page.pair(run.say(texts::kParts), words(codec::list_at(result, "parts"), run.language()));
    }
    page.pair(run.say(texts::kOrganizationId), codec::string_or(result, "organization_id"));
    page.pair(run.say(texts::kFormat), number_at(run, result, "format"));
    page.pair(run.say(texts::kSize), number_at(run, result, "bytes") + " bytes");
    page.pair(run.say(texts::kMembers), number_at(run, result, "members"));
    page.pair(run.say(texts::kCommits), number_at(run, result, "commits"));
    auto const kit = codec::text_at(result, "recovery_kit");
    page.pair(run.say(texts::kRecoveryKit), kit ? moment(*kit) : std::string{run.say(texts::kNoneYet)});
    page.blank();
    if (!is_open) {
        page.say(run.say(texts::kThatIsAllItShows));
        return;
    }
    Json const& records = codec::list_at(result, "records");
    page.say(records.empty() ? run.say(texts::kNoRecordsYet) : run.say(texts::kRecords));
    if (records.empty()) page.command("amparo record create contact --set chosen_name=…");
    for (auto const& [kind, number] : records.items())
        page.pair(kind, count(number.is_number_integer() ? number.get<std::int64_t>() : 0, run.language()),
                  2);
}

void show_verify(Run& run, Json const& result, Page& page) {
    bool const is_well = codec::bool_at(result, "ok") == true;
    Json const& problems = codec::list_at(result, "problems");
    page.say(run.say(!is_well           ? texts::kNotVerified
                     : problems.empty() ? texts::kVerified
                                        : texts::kVerifiedBut));
    for (auto const& [what, number] : codec::list_at(result, "checked").items())
        if (number.is_number_integer())
            page.pair(word(what, run.language()), count(number.get<std::int64_t>(), run.language()), 2);
    if (!problems.empty()) {
        page.blank();
        page.say(run.say(texts::kProblems));
        for (Json const& p : problems)
            page.item(codec::string_or(p, "what", codec::string_or(p, "problem")) + " (" +
                      run.say(texts::kAtByte, {std::to_string(codec::int_at(p, "offset").value_or(0))}) +
                      ")");
    }
    if (Json const* const documents = codec::find(result, "documents");
        documents != nullptr && !codec::list_at(*documents, "documents").empty())
        show_document_verified(run, *documents, page);
    if (!is_well) {
        page.blank();
        page.say(run.say(texts::kKeepBackups));
    }
}

void show_backup(Run& run, Json const& result, Page& page) {
    page.say(
        run.say(texts::kBackedUp, {codec::string_or(result, "output"), number_at(run, result, "bytes")}));
    if (codec::int_at(result, "documents").value_or(0) > 0)
        page.say(run.say(texts::kBackedUpDocuments, {number_at(run, result, "documents")}));
    page.say(run.say(texts::kBackupAdvice));
}

void show_merge(Run& run, Json const& result, Page& page) {
    bool const is_new =
        codec::int_at(result, "commits") != 0 || codec::int_at(result, "membership_entries") != 0;
    if (!is_new) {
        page.say(run.say(texts::kMergedNothing));
    } else {
        page.say(
            run.say(texts::kMerged, {number_at(run, result, "commits"), number_at(run, result, "records")}));
    }
    if (codec::int_at(result, "membership_entries").value_or(0) > 0)
        page.say(run.say(texts::kMergedMembership, {number_at(run, result, "membership_entries")}));
    if (codec::int_at(result, "documents").value_or(0) > 0)
        page.say(run.say(texts::kBackedUpDocuments, {number_at(run, result, "documents")}));
    if (codec::int_at(result, "unread_bytes").value_or(0) > 0)
        page.say(run.say(texts::kMergedUnread, {number_at(run, result, "unread_bytes")}));
    if (codec::int_at(result, "documents_missing").value_or(0) > 0)
        page.say(run.say(texts::kMergedWithoutFiles, {number_at(run, result, "documents_missing")}));
    if (codec::int_at(result, "left_out").value_or(0) > 0)
        page.say(run.say(texts::kMergedLeftOut, {number_at(run, result, "left_out")}));
    if (Json const& conflicts = codec::list_at(result, "conflicts"); !conflicts.empty()) {
        page.say(run.say(texts::kMergedConflicts));
        for (Json const& one : conflicts)
            page.item(codec::string_or(one, "kind") + "  " + codec::string_or(one, "id"));
    }
    show_displaced(run, result, page);
    if (is_new) page.say(run.say(texts::kMergedTheOtherWay));
}

void show_compact(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kCompacted,
                     {number_at(run, result, "bytes_before"), number_at(run, result, "bytes_after")}));
}

void show_member_added(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kMemberAdded,
                     {run.given().one("NAME").value_or(""), codec::string_or(result, "member_id")}));
    page.say(run.say(texts::kMayRead, {words(codec::list_at(result, "parts"), run.language())}));
}

void show_members(Run& run, Json const& result, Page& page) {
    std::vector<std::vector<std::string>> rows{
        {std::string{run.say(texts::kName)}, std::string{run.say(texts::kRole)},
         std::string{run.say(texts::kSince)}, std::string{run.say(texts::kId)}, ""}};
    std::map<std::string, std::string> parts_of;
    for (Json const& m : codec::list_at(result, "members")) {
        std::string remark;
        if (codec::bool_at(m, "you") == true) remark = run.say(texts::kYou);
        if (codec::bool_at(m, "active") == false) remark = run.say(texts::kLeft);
        rows.push_back({codec::string_or(m, "name"), word(codec::string_or(m, "role"), run.language()),
                        codec::string_or(m, "added").substr(0, 10), codec::string_or(m, "member_id"),
                        remark});
        if (codec::bool_at(m, "active") == true)
            parts_of[rows.back()[1]] = words(codec::list_at(m, "parts"), run.language());
    }
    page.table(rows);
    page.say(run.say(texts::kReadsParts));
    for (auto const& [role, parts] : parts_of) page.pair(role, parts, 2);
}

void show_member_removed(Run& run, Json const&, Page& page) {
    page.say(run.say(texts::kMemberRemoved));
}

void show_rekeyed(Run& run, Json const&, Page& page) {
    page.say(run.say(texts::kRekeyed));
}

void show_passphrase_changed(Run& run, Json const&, Page& page) {
    page.say(run.say(texts::kPassphraseChanged));
}

void show_kit(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kKitTitle));
    page.blank();
    std::size_t number = 0;
    for (Json const& one : codec::list_at(result, "words"))
        if (one.is_string())
            page.pair((number < 9 ? " " : "") + std::to_string(number + 1), one.get_ref<std::string const&>(),
                      2),
                ++number;
    page.blank();
    page.pair(run.say(texts::kMade), moment(codec::string_or(result, "made")));
    page.blank();
    page.say(run.say(texts::kKitAdvice));
}

void show_recovered(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kRecovered, {codec::string_or(result, "member_id")}));
    Json const& beside = codec::list_at(result, "beside");
    if (!beside.empty()) page.say(run.say(texts::kRecoveredBeside));
    for (Json const& member : beside)
        page.item(printable(codec::string_or(member, "name")) + "  " + codec::string_or(member, "member_id"));
    page.say(run.say(texts::kNext));
    page.command("amparo recovery print" + vault_option(run), run.say(texts::kNextNewKit));
    if (!beside.empty())
        page.command("amparo member remove …" + vault_option(run), run.say(texts::kNextOldMember));
}

}  // namespace amparo::cli
