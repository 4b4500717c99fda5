// SPDX-License-Identifier: AGPL-3.0-or-later
// From checked data to revisions in the log.
#include "session.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>
#include <iterator>

namespace amparo::engine {

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
    if (my_parts().contains(part)) return Done{};
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

std::vector<vault::NewEntry> Engine::Session::entries_of(std::vector<Change> const& changes) {
    std::vector<vault::NewEntry> out;
    Instant const at = now();
    for (Change const& change : changes) {
        for (auto const& [part, fields] : change.fields) {
            vault::NewEntry entry;
            entry.header.revision = change.revision;
            entry.header.record = change.record;
            entry.header.person = change.person;
            entry.header.part = part;
            entry.header.op = change.op;
            entry.header.time = at;
            entry.header.form_version = static_cast<std::uint32_t>(change.form_version);
            entry.header.parents = change.parents;
            entry.header.kind = change.kind;
            std::string const body = codec::to_text(fields);
            entry.body.assign(as_bytes(body).begin(), as_bytes(body).end());
            out.push_back(std::move(entry));
        }
    }
    return out;
}

Result<Done, Failure> Engine::Session::write(std::vector<Change> const& changes,
                                             std::function<NewEntries()> const& at_last) {
    auto writing = vault_.begin_writing(sink(), on_reload());
    if (!writing.ok()) return Fail{from(writing.error())};
    (void)take_entries(News::kTold);
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
    auto validated = forms::validate(form, data, mode, current);
    if (!validated.ok()) {
        forms::Problem const& first = validated.problems.front();
        std::string hint = first.hint;
        if (validated.problems.size() > 1)
            hint += (hint.empty() ? "" : "; ") + std::string{"and "} +
                    std::to_string(validated.problems.size() - 1) + " more";
        return usage(first.message, first.field.empty() ? place : place + "." + first.field, hint);
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
