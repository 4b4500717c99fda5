// SPDX-License-Identifier: AGPL-3.0-or-later
// From checked data to revisions in the log.
#include "session.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>
#include <iterator>

namespace amparo::engine {
namespace {

constexpr std::chrono::hours kAheadOfUtc{14};  ///< Where it is a new day first (UTC+14).

}  // namespace

/// The mend of the first, then what else is wrong, each with its place.
std::string hint_of(forms::Problems const& problems) {
    constexpr std::size_t kNamed = 10;
    std::string out = problems.front().hint;
    std::size_t const named = std::min(problems.size(), kNamed);
    for (std::size_t i = 1; i < named; ++i) {
        forms::Problem const& one = problems[i];
        out +=
            (out.empty() ? "also " : "; also ") + (one.field.empty() ? "" : one.field + ": ") + one.message;
    }
    if (problems.size() > named) out += "; and " + std::to_string(problems.size() - named) + " more";
    return out;
}

std::string as_stored_text(Json const& value) {
    std::string out;
    for (char const c : codec::to_text(value)) {
        // The others are escaped already; this one JSON lets stand.
        if (c == '\x7f')
            out += "\\u007f";
        else
            out += c;
    }
    return out;
}

Result<Done, Failure> Engine::Session::holds(Part part, std::string const& field) const {
    if (my_parts().contains(part)) {
        if (vault_.ring().chain().kid(part, vault_.ring().chain().epoch())) return Done{};
        return refused(
            "this vault is older than the part \"" + std::string{name(part)} + "\" and has no key for it yet",
            field, "a coordinator gives it one: amparo member rekey");
    }
    return refused("your role does not hold the part \"" + std::string{name(part)} + "\"", field,
                   "leave this field to a colleague who does");
}

Result<Engine::Session::Change, Failure> Engine::Session::creation(forms::Form const& form,
                                                                   std::optional<PersonId> person,
                                                                   Json const& data) {
    Change change;
    change.record = crypto::make_id<RecordId>();
    change.revision = crypto::make_id<RevisionId>();
    change.kind = form.name;
    change.form_version = form.version;
    change.person = person;
    change.fields = forms::split_by_part(form, data);
    if (change.fields.empty()) {
        forms::Field const* const title = form.find(form.title);
        change.fields[title == nullptr ? Part::kPlan : title->part] = Json::object();
    }
    for (auto const& [part, fields] : change.fields)
        AMPARO_DO(holds(part, fields.empty() ? "" : fields.begin().key()));
    return change;
}

Result<Engine::Session::Change, Failure> Engine::Session::change_of(projection::RecordView const& record,
                                                                    Json const& data, revisions::Op op,
                                                                    std::vector<RevisionId> parents) {
    forms::Form const* const form = forms_.find(record.kind);
    if (form == nullptr)
        return refused("the form of this record is not known here", "id", "add the form first");
    AMPARO_TRY(auto change, creation(*form, record.person, data));
    change.record = record.id;
    change.op = op;
    // More heads than one revision can name: the rest stay forks, for the next revision to join.
    if (parents.size() > reclog::kParentsMax)
        parents.erase(parents.begin() + static_cast<std::ptrdiff_t>(reclog::kParentsMax), parents.end());
    change.parents = std::move(parents);
    return change;
}

std::vector<vault::NewEntry> Engine::Session::entries_of(std::vector<Change> const& changes) const {
    std::vector<vault::NewEntry> out;
    for (Change const& change : changes)
        for (vault::NewEntry& entry : entries_of(change, wall_around(change)))
            out.push_back(std::move(entry));
    return out;
}

std::vector<vault::NewEntry> Engine::Session::entries_of(Change const& change, Wall const* around) const {
    std::vector<vault::NewEntry> out;
    Instant const at = now();
    for (auto const& [part, fields] : change.fields) {
        vault::NewEntry entry;
        entry.header.revision = change.revision;
        entry.header.record = change.record;
        if (!hides_person(change)) entry.header.person = change.person;
        entry.header.part = part;
        entry.header.op = change.op;
        entry.header.time = at;
        entry.header.form_version = static_cast<std::uint32_t>(change.form_version);
        entry.header.parents = change.parents;
        entry.header.kind = change.kind;
        entry.body = walls_.body_of(entry.header, fields, change.person, around);
        out.push_back(std::move(entry));
    }
    return out;
}

/// What a record's wall is around: the matter that it is of, by its link; itself, of a matter; the study of an entry of the
/// register.
std::optional<RecordId> Engine::Session::matter_of(std::string_view kind, RecordId const& record,
                                                   Json const& fields) const {
    if (kind == kMatterKind) return record;
    if (kind == kRegisterKind) {
        auto const study = RecordId::parse(codec::string_or(fields, "study"));
        return study.ok() ? std::optional{study.value()} : std::nullopt;
    }
    forms::Field const* const link = matter_link(kind);
    if (link == nullptr) return std::nullopt;
    auto const matter = RecordId::parse(codec::string_or(fields, link->name));
    return matter.ok() ? std::optional{matter.value()} : std::nullopt;
}

forms::Field const* Engine::Session::matter_link(std::string_view kind) const {
    forms::Form const* const form = forms_.find(kind);
    return form == nullptr ? nullptr : form->matter_link();
}

std::optional<RecordId> Engine::Session::matter_of(Change const& change) const {
    for (auto const& [part, fields] : change.fields)
        if (auto const matter = matter_of(change.kind, change.record, fields); matter) return matter;
    auto const known = projection_->record(change.record);
    return known ? matter_of(known->kind, known->id, known->state.fields) : std::nullopt;
}

Wall const* Engine::Session::wall_around(Change const& change) const {
    auto const matter = matter_of(change);
    if (!matter) return nullptr;
    return change.kind == kRegisterKind ? walls_.of_register(*matter) : walls_.of(*matter);
}

bool Engine::Session::hides_person(Change const& change) const {
    if (is_of_matters(change.kind) || person_in_body_.contains(change.record)) return true;
    return change.op == revisions::Op::kCreate && matter_of(change).has_value();
}

Result<Done, Failure> Engine::Session::inside(std::vector<Change> const& changes) const {
    for (Change const& change : changes) {
        Wall const* const wall = wall_around(change);
        if (auto const known = projection_->record(change.record); known) {
            AMPARO_DO(not_behind_a_wall(*known));
        }
        if (wall != nullptr && !walls_.holds_key(*wall))
            return refused("this matter is behind a wall, and you are outside of it; nothing was kept",
                           "matter", "matter walls says who is inside");
    }
    return Done{};
}

/// Who is outside finds sealed what lies in a part that they hold.
Result<Done, Failure> Engine::Session::not_behind_a_wall(projection::RecordView const& view) const {
    for (Part const part : kAllParts)
        if ((view.kind == kMatterKind || view.kind == kRegisterKind || is_of_a_matter(view.kind)) &&
            view.sealed.contains(part) && my_parts().contains(part))
            return view.kind == kRegisterKind
                       ? refused("you are no keeper of the register that this is in", "id",
                                 "study keepers says who is")
                       : refused("this record is behind the wall of a matter, and you are outside of it",
                                 "id", "matter walls says who is inside");
    return Done{};
}

Result<Done, Failure> Engine::Session::write(std::vector<Change> const& changes,
                                             std::function<NewEntries()> const& at_last) {
    auto writing = vault_.begin_writing(sink(), on_reload());
    if (!writing.ok()) return Fail{from(writing.error())};
    (void)take_entries(News::kTold);
    AMPARO_DO(inside(changes));
    std::vector<vault::NewEntry> entries = entries_of(changes);
    if (at_last) {
        AMPARO_TRY(auto more, at_last());
        std::move(more.begin(), more.end(), std::back_inserter(entries));
    }
    auto const appended = writing.value().append(std::move(entries), now(), sink());
    (void)take_entries(News::kTold);
    if (!appended.ok()) return Fail{from(appended.error())};
    return Done{};
}

Answer Engine::Session::checked(forms::Form const& form, Json const& data, forms::Mode mode,
                                Json const& current, std::string const& place) {
    auto validated = forms::validate(form, data, mode, current, date_of(now() + kAheadOfUtc));
    if (!validated.ok()) {
        forms::Problem const& first = validated.problems.front();
        return usage(first.message, first.field.empty() ? place : place + "." + first.field,
                     hint_of(validated.problems));
    }
    AMPARO_DO(check_links(form, validated.data, place));
    return std::move(validated.data);
}

Result<Done, Failure> Engine::Session::check_links(forms::Form const& form, Json const& data,
                                                   std::string const& place) const {
    for (forms::LinkFound const& link : forms::links(form, data)) {
        if (link.to == forms::LinkTo::kPerson) {
            auto const id = PersonId::parse(link.id);
            if (!id.ok() || !knows(id.value()))
                return not_found("there is no such person", place + "." + link.field);
            continue;
        }
        auto const id = RecordId::parse(link.id);
        auto const found = id.ok() ? projection_->record(id.value()) : std::nullopt;
        if (!found) return not_found("there is no such record", place + "." + link.field);
        if (!link.kind.empty() && found->kind != link.kind)
            return usage("this is not a record of kind " + link.kind, place + "." + link.field);
        if (link.kind.empty() && found->kind == kMatterKind)
            return refused("a matter is named where the form links to one: its wall covers the record",
                           place + "." + link.field);
    }
    return Done{};
}

Result<Engine::Session::Change, Failure> Engine::Session::own_record(std::string_view kind,
                                                                     std::optional<PersonId> person,
                                                                     Json const& data) {
    forms::Form const* const form = forms_.find(kind);
    AMPARO_CHECK(form != nullptr);
    auto validated = forms::validate(*form, data, forms::Mode::kCreate);
    if (!validated.ok())
        return usage(validated.problems.front().message, validated.problems.front().field,
                     validated.problems.front().hint);
    return creation(*form, person, validated.data);
}

}  // namespace amparo::engine
