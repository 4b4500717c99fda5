// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/texts/rights.hpp"
#include "amparo/cli/translate.hpp"
#include "amparo/cli/words.hpp"
#include "labels.hpp"
#include "shows.hpp"

namespace amparo::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string day(Json const& object, std::string_view key) {
    return codec::string_or(object, key).substr(0, 10);
}

void conflicts(Run& run, Json const& result, Labels const& labels, Page& page) {
    Json const& all = codec::list_at(result, "conflicts");
    if (all.empty()) return;
    page.blank();
    page.say(run.say(texts::kConflicts));
    for (Json const& conflict : all) {
        std::string const field = codec::string_or(conflict, "field");
        page.say(labels.label(field) + " (" + field + ")", 2);
        for (Json const& v : codec::list_at(conflict, "values"))
            page.item(labels.value(field, v.contains("value") ? v["value"] : Json(nullptr)) + "  (" +
                          codec::string_or(v, "author") + ", " + moment(codec::string_or(v, "time")) + ")",
                      4);
    }
    page.say(run.say(texts::kSettleThem));
}

/// Why something is not known.
std::string reason(Run& run, std::string_view code) {
    if (code == "erased") return std::string{run.say(texts::kErased)};
    if (code == "sealed") return std::string{run.say(texts::kSealed)};
    return word(code, run.language());
}

void assessment_of(Run& run, Json const& assessment, Page& page) {
    Language const language = run.language();
    page.pair(run.say(texts::kPalermo),
              word(codec::string_or(codec::list_at(assessment, "palermo"), "outcome"), language));
    page.pair(run.say(texts::kUnitedStates),
              word(codec::string_or(codec::list_at(assessment, "us"), "outcome"), language));
    std::string const age = codec::string_or(assessment, "age_at_time");
    page.pair(run.say(texts::kAgeThen), reason(run, age));
    if (age == "child")
        page.say(run.say(texts::kChildNeedsNoMeans));
    else if (age != "adult")
        page.say(run.say(texts::kAgeDecides));
    page.blank();
    page.say(run.say(texts::kElements));
    Json const& elements = codec::list_at(codec::list_at(assessment, "palermo"), "elements");
    for (auto const& [key, label] :
         {std::pair{"act", texts::kAct}, {"means", texts::kMeans}, {"purpose", texts::kEnd}}) {
        Json const& element = codec::list_at(elements, key);
        std::string value = word(codec::string_or(element, "presence"), language);
        if (auto const missing = codec::text_at(element, "missing"); missing)
            value += ": " + reason(run, *missing);
        page.pair(run.say(label), value, 2);
    }
    page.blank();
    page.say(run.say(texts::kNoScore));
}

void fields_of(Json const& data, Labels const& labels, Page& page, std::size_t indent) {
    for (std::string const& field : labels.order(data))
        page.pair(labels.label(field), labels.value(field, data[field]), indent);
}

/// Everything of a record but its history.
void whole_record(Run& run, Json const& record, Page& page) {
    Labels labels{run, codec::string_or(record, "kind")};
    labels.know(codec::list_at(record, "names"));
    page.say(labels.kind() + "  " + codec::string_or(record, "id"));
    fields_of(codec::list_at(record, "data"), labels, page, 2);
    if (Json const& sealed = codec::list_at(record, "sealed"); !sealed.empty())
        page.pair(run.say(texts::kSealed), words(sealed, run.language()), 2);
    for (Json const& e : codec::list_at(record, "erased")) {
        std::string const part = codec::string_or(e, "part");
        page.pair(run.say(texts::kErased),
                  (part.empty() ? "" : word(part, run.language()) + ", ") +
                      moment(codec::string_or(e, "time")) + ", " + codec::string_or(e, "author"),
                  2);
    }
    std::string const created = codec::string_or(record, "created");
    std::string const updated = codec::string_or(record, "updated");
    page.pair(run.say(texts::kRecorded), moment(created), 2);
    if (updated != created) page.pair(run.say(texts::kChangedAt), moment(updated), 2);
    Json const& review = codec::list_at(record, "review");
    for (auto const& [key, said] : {std::pair{"on", texts::kReviewOn}, {"kept_until", texts::kKeptUntil}})
        if (auto const day = codec::text_at(review, key); day) page.pair(run.say(said), *day, 2);
    for (Json const& hold : codec::list_at(record, "holds"))
        page.item(run.say(texts::kHeldSince,
                          {codec::string_or(hold, "placed_at").substr(0, 10),
                           printable(codec::string_or(hold, "by")), codec::string_or(hold, "id")}));
    conflicts(run, record, labels, page);
}

/// What a form asks, and indented under a group what each of its rows asks.
void asked_fields(Run& run, Json const& fields, Json const& vocabularies, Page& page, std::size_t indent) {
    for (Json const& f : fields) {
        std::string what = codec::string_or(f, "label");
        if (codec::bool_at(f, "required") == true) what += " · " + std::string{run.say(texts::kRequired)};
        what +=
            " · " + codec::string_or(f, "type") + " · " + word(codec::string_or(f, "part"), run.language());
        Json const& own = codec::list_at(f, "options");
        Json const& shared = codec::list_at(vocabularies, codec::string_or(f, "vocabulary"));
        std::string codes;
        if (own.size() + shared.size() <= 60)  // Languages and countries are too many to list.
            for (Json const* list : {&own, &shared})
                for (Json const& term : *list)
                    codes += (codes.empty() ? "" : " ") + codec::string_or(term, "code");
        page.pair(codec::string_or(f, "name"), what + (codes.empty() ? "" : "\n" + codes), indent);
        asked_fields(run, codec::list_at(f, "fields"), vocabularies, page, indent + 2);
    }
}

}  // namespace

void show_forms(Run& run, Json const& result, Page& page) {
    Rows rows{{std::string{run.say(texts::kForm)}, std::string{run.say(texts::kWhat)},
               std::string{run.say(texts::kVersion)}, ""}};
    std::string_view const label = run.language() == Language::kSpanish ? "label_es" : "label";
    for (Json const& f : codec::list_at(result, "forms")) {
        std::string remark;
        if (codec::bool_at(f, "own") == true) remark = run.say(texts::kYourOwn);
        if (codec::bool_at(f, "made_by_engine") == true) remark = run.say(texts::kByItsCommand);
        rows.push_back({codec::string_or(f, "form"), codec::string_or(f, label),
                        std::to_string(codec::int_at(f, "version").value_or(1)), remark});
    }
    page.table(rows);
    page.blank();
    for (Json const& f : codec::list_at(result, "not_in_use"))
        page.say(run.say(texts::kFormNotInUse,
                         {printable(codec::string_or(f, "form")), printable(codec::string_or(f, "form"))}));
    page.say(run.say(texts::kSeeForm));
}

void show_form(Run& run, Json const& result, Page& page) {
    page.say(codec::string_or(result, "label") + "  " + codec::string_or(result, "name"));
    page.say(codec::string_or(result, "about"));
    page.blank();
    asked_fields(run, codec::list_at(result, "fields"), codec::list_at(result, "vocabularies"), page, 2);
}

void show_form_added(Run& run, Json const& result, Page& page) {
    std::string const form = codec::string_or(result, "form");
    page.say(
        run.say(texts::kFormAdded, {form, std::to_string(codec::int_at(result, "version").value_or(1))}));
    page.say(run.say(texts::kNext));
    page.command("amparo record create " + form + " --data FILE");
}

void show_created(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kCreated));
    page.pair(run.say(texts::kRecord), codec::string_or(result, "id"), 2);
    std::string const person = codec::string_or(result, "person");
    if (!person.empty()) page.pair(run.say(texts::kPerson), person, 2);
    if (result.contains("assessment")) {
        page.blank();
        assessment_of(run, result["assessment"], page);
    }
    if (run.given().one("KIND") != "contact" || person.empty()) return;
    page.blank();
    page.say(run.say(texts::kNext));
    page.command("amparo match --person " + person);
    page.command("amparo release sign --person " + person + " …");
}

void show_updated(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kUpdated, {codec::string_or(result, "revision")}));
    if (codec::list_at(result, "conflicts").empty()) return;
    auto const record = run.call("record.show", Json{{"id", codec::string_or(result, "id")}});
    conflicts(run, result, Labels{run, record.ok() ? codec::string_or(record.value(), "kind") : ""}, page);
}

void show_record(Run& run, Json const& result, Page& page) {
    whole_record(run, result, page);
    if (std::string const person = codec::string_or(result, "person"); !person.empty())
        page.pair(run.say(texts::kPerson), person, 2);
    if (!result.contains("assessment")) return;
    page.blank();
    assessment_of(run, result["assessment"], page);
}

void show_records(Run& run, Json const& result, Page& page) {
    Json const& records = codec::list_at(result, "records");
    if (records.empty()) {
        page.say(run.say(run.given().values.empty() ? texts::kNoRecordsYet : texts::kNoSuchRecords));
        if (run.given().values.empty()) page.command("amparo record create contact --set chosen_name=…");
        return;
    }
    Rows rows{{std::string{run.say(texts::kDay)}, std::string{run.say(texts::kForm)},
               std::string{run.say(texts::kTitle)}, std::string{run.say(texts::kRecord)}}};
    Kinds const kinds{run};
    for (Json const& r : records)
        rows.push_back({day(r, "created"), kinds.of(codec::string_or(r, "kind")),
                        cut(printable(moment(codec::string_or(r, "title"))), 40), codec::string_or(r, "id")});
    page.table(rows);
    if (auto const next = codec::text_at(result, "next"); next)
        page.say(run.say(texts::kMore, {"--after " + std::string{*next}}));
}

void show_history(Run& run, Json const& result, Page& page) {
    auto const record = run.call("record.show", Json{{"id", run.given().one("ID").value_or("")}});
    Labels labels{run, record.ok() ? codec::string_or(record.value(), "kind") : ""};
    if (record.ok()) labels.know(codec::list_at(record.value(), "names"));
    std::string last;
    for (Json const& r : codec::list_at(result, "revisions")) {
        // One revision has an entry for each part it touches.
        std::string const revision = codec::string_or(r, "revision");
        if (revision != last || revision.empty())
            page.say(moment(codec::string_or(r, "time")) + "  " + revision);
        last = revision;
        auto const part = codec::text_at(r, "part");
        page.say(codec::string_or(r, "author") + " " + word(codec::string_or(r, "op"), run.language()) +
                     (part ? ": " + word(*part, run.language()) : std::string{}),
                 2);
        if (codec::bool_at(r, "erased") == true) page.say(run.say(texts::kErased), 4);
        if (codec::bool_at(r, "sealed") == true) page.say(run.say(texts::kSealed), 4);
        fields_of(codec::list_at(r, "fields"), labels, page, 4);
    }
}

void show_resolved(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kResolved, {codec::string_or(result, "revision")}));
}

void show_erased(Run& run, Json const& result, Page& page) {
    page.say(run.say(texts::kErasedNow));
    for (Json const& e : codec::list_at(result, "erased"))
        page.item(word(codec::string_or(e, "part"), run.language()) + ": " +
                  count(codec::int_at(e, "entries").value_or(0), run.language()));
    page.say(run.say(texts::kRemains));
    for (Json const& r : codec::list_at(result, "remains"))
        if (r.is_string())
            page.item(translated(std::string_view{r.get_ref<std::string const&>()}, run.language()));
}

void show_person(Run& run, Json const& result, Page& page) {
    page.say(codec::string_or(result, "chosen_name") + "  " + codec::string_or(result, "person"));
    for (Json const& record : codec::list_at(result, "records")) {
        page.blank();
        whole_record(run, record, page);
    }
    Labels const labels{run, "stay"};
    for (Json const& stay : codec::list_at(result, "companion_in")) {
        page.blank();
        page.say(run.say(texts::kCompanionIn,
                         {named(codec::string_or(stay, "title"), codec::string_or(stay, "record")),
                          labels.value("state", codec::string_or(stay, "state"))}));
    }
}

void show_forgotten(Run& run, Json const& result, Page& page) {
    Language const language = run.language();
    if (Json const& stopped = codec::list_at(result, "stopped"); stopped.is_object()) {
        page.say(run.say(texts::kErasureStopped, {translated(codec::string_or(stopped, "why"), language)}));
        page.item(translated(codec::string_or(stopped, "mend"), language));
    }
    bool const says_nothing = result.contains("stopped") && codec::list_at(result, "erased").empty();
    if (!says_nothing)
        page.say(
            run.say(codec::bool_at(result, "shown") == true ? texts::kWouldBeErased : texts::kForgotten));
    for (Json const& one : codec::list_at(result, "erased"))
        page.item(Labels{run, codec::string_or(one, "kind")}.kind() + "  " + codec::string_or(one, "record") +
                  (codec::bool_at(one, "whole") == true
                       ? ""
                       : "  (" + words(codec::list_at(one, "parts"), language) + ")"));
    if (auto const drafts = codec::int_at(result, "drafts").value_or(0); drafts > 0)
        page.item(run.say(texts::kDraftsToo, {std::to_string(drafts)}));
    if (Json const& ended = codec::list_at(result, "withdrawn"); !ended.empty())
        page.say(run.say(texts::kReleasesEnded, {std::to_string(ended.size())}));
    page.say(run.say(texts::kRemains));
    for (Json const& one : codec::list_at(result, "remains")) {
        std::string line = Labels{run, codec::string_or(one, "kind")}.kind() + "  " +
                           codec::string_or(one, "record", codec::string_or(one, "number")) + ": " +
                           word(codec::string_or(one, "why"), language);
        for (char const* key : {"until", "hold", "ask"})
            if (auto const value = codec::text_at(one, key); value) line += ", " + printable(*value);
        if (Json const& parts = codec::list_at(one, "parts"); !parts.empty())
            line += "  (" + words(parts, language) + ")";
        page.item(line);
    }
    if (Json const& parts = codec::list_at(result, "not_held"); !parts.empty())
        page.item(run.say(texts::kPartsNotHeld, {words(parts, language)}));
    for (Json const& backup : codec::list_at(result, "backups"))
        page.item(run.say(texts::kBackupHoldsIt, {codec::string_or(backup, "on"),
                                                  printable(codec::string_or(backup, "kept_where"))}));
    page.item(run.say(texts::kAccountStays));
}

void show_similar(Run& run, Json const& result, Page& page) {
    Json const& people = codec::list_at(result, "people");
    if (people.empty()) {
        page.say(run.say(texts::kNobodySimilar));
        return;
    }
    Rows rows{{std::string{run.say(texts::kName)}, std::string{run.say(texts::kWhy)},
               std::string{run.say(texts::kPerson)}}};
    for (Json const& p : people)
        rows.push_back({cut(printable(codec::string_or(p, "chosen_name", codec::string_or(p, "title"))), 40),
                        words(codec::list_at(p, "why"), run.language()), codec::string_or(p, "person")});
    page.table(rows);
}

void show_hits(Run& run, Json const& result, Page& page) {
    Json const& hits = codec::list_at(result, "hits");
    if (hits.empty()) {
        page.say(run.say(texts::kNothingFound));
        return;
    }
    Rows rows{{std::string{run.say(texts::kForm)}, std::string{run.say(texts::kTitle)},
               std::string{run.say(texts::kWhy)}, std::string{run.say(texts::kRecord)}}};
    for (Json const& h : hits)
        rows.push_back({codec::string_or(h, "kind"), cut(printable(moment(codec::string_or(h, "title"))), 40),
                        word(codec::string_or(h, "why"), run.language()), codec::string_or(h, "record")});
    page.table(rows);
}

/// Whom a referral is with, what a deadline is for, or what a task is; at least, of what kind it is.
static std::string beside(Run& run, Json const& item) {
    std::string const label = codec::string_or(codec::list_at(item, "label"), name(run.language()));
    std::string const what = codec::string_or(item, "what", codec::string_or(item, "about"));
    std::string const out = codec::string_or(item, "partner", label.empty() ? what : label);
    return out.empty() ? Labels{run, codec::string_or(item, "kind")}.kind() : out;
}

void show_today(Run& run, Json const& result, Page& page) {
    bool any = false;
    for (Json const& section : codec::list_at(result, "sections")) {
        Json const& items = codec::list_at(section, "items");
        if (items.empty()) continue;
        any = true;
        page.say(word(codec::string_or(section, "code"), run.language()));
        Rows rows;
        for (Json const& item : items)
            rows.push_back({moment(codec::string_or(item, "due", codec::string_or(item, "since"))),
                            cut(printable(moment(codec::string_or(item, "title"))), 40),
                            cut(printable(beside(run, item)), 40), codec::string_or(item, "record")});
        page.lines(rows);
    }
    if (!any) page.say(run.say(texts::kNothingWaits));
}

void show_drafts(Run& run, Json const& result, Page& page) {
    Json const& drafts = codec::list_at(result, "drafts");
    if (drafts.empty()) {
        page.say(run.say(texts::kNoDrafts));
        return;
    }
    Rows rows{{std::string{run.say(texts::kDay)}, std::string{run.say(texts::kForm)},
               std::string{run.say(texts::kTitle)}, std::string{run.say(texts::kRecord)}}};
    for (Json const& d : drafts)
        rows.push_back({moment(codec::string_or(d, "saved")), codec::string_or(d, "kind"),
                        cut(printable(moment(codec::string_or(d, "title"))), 40),
                        codec::string_or(d, "draft")});
    page.table(rows);
}

void show_draft_discarded(Run& run, Json const&, Page& page) {
    page.say(run.say(texts::kDraftDiscarded));
}

void show_assessment(Run& run, Json const& result, Page& page) {
    assessment_of(run, result, page);
}

}  // namespace amparo::cli
