// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/projection/projection.hpp"

#include "impl.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace amparo::projection {

Projection::Projection(Workers workers) : impl_{std::make_unique<Impl>(std::move(workers))} {}
Projection::~Projection() = default;

void Projection::plan(std::string_view kind, KindPlan plan) {
    std::uint32_t const number = impl_->kind_numbered(kind);
    for (std::uint32_t row = 0; row < impl_->records.size(); ++row)
        if (impl_->records[row].kind == number) impl_->take_out_of_index(row);
    Kind& made = impl_->kinds[number];
    made = {};
    made.is_planned = true;
    for (FieldPlan& field : plan.fields) {
        if (field.part) {
            field.was_in.insert(*field.part);
            made.parts.emplace(field.path, field.was_in);
        }
        if (field.is_protected) made.is_protected.insert(field.path);
        made.uses.emplace(std::move(field.path), field.use);
    }
    made.title = std::move(plan.title);
    made.days = std::move(plan.days);
    made.rows_by_day.resize(made.days.size());
}

std::vector<AddProblem> Projection::add(std::span<Entry const> entries) {
    std::vector<AddProblem> problems;
    impl_->entries.reserve(impl_->entries.size() + entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (auto const refusal = impl_->refusal_of(entries[i])) {
            problems.push_back({i, *refusal});
        } else {
            impl_->add(entries[i]);
        }
    }
    return problems;
}

void Projection::erase(RecordId record, std::optional<Part> part) {
    std::uint32_t const row = impl_->record_ids.find(record);
    if (row == kNone) return;
    impl_->take_out_of_index(row);
    for (std::uint32_t e = impl_->records[row].first; e != kNone; e = impl_->entries[e].next) {
        EntryRow& entry = impl_->entries[e];
        if (entry.op == revisions::Op::kErase || (part && entry.part != *part)) continue;
        if (entry.body == Body::kOpen) impl_->bodies.wipe_at(entry.place);
        entry.body = Body::kErased;
    }
    impl_->wipe_unused_words();
}

std::optional<RecordView> Projection::record(RecordId id) const {
    RecordData const* const record = impl_->find(id);
    if (record == nullptr) return std::nullopt;
    return impl_->view_of(*record);
}

std::vector<RecordRow> Projection::list(Filter const& filter) const {
    std::vector<std::uint32_t> of_person;
    std::vector<std::uint32_t> const* rows = &impl_->rows_by_age();
    auto const is_older = [&](std::uint32_t a, std::uint32_t b) { return impl_->is_older(a, b); };
    if (filter.person) {
        std::uint32_t const person = impl_->persons.find(*filter.person);
        if (person == kNone) return {};
        of_person = impl_->rows_of_person[person];
        std::sort(of_person.begin(), of_person.end(), is_older);
        rows = &of_person;
    }
    std::uint32_t const kind = filter.kind.empty() ? kNone : impl_->kind_names.find(std::string{filter.kind});
    if (!filter.kind.empty() && kind == kNone) return {};

    auto at = rows->end();
    if (filter.after) {
        std::uint32_t const after = impl_->record_ids.find(*filter.after);
        if (after != kNone) at = std::lower_bound(rows->begin(), rows->end(), after, is_older);
    }
    std::vector<RecordRow> out;
    while (at != rows->begin() && out.size() < filter.limit) {
        RecordData const& record = impl_->records[*--at];
        if (kind != kNone && record.kind != kind) continue;
        out.push_back({record.id, impl_->kind_names[record.kind], impl_->person_of(record),
                       impl_->title_of(record), record.created, record.updated});
    }
    return out;
}

std::vector<HistoryItem> Projection::history(RecordId id) const {
    RecordData const* const record = impl_->find(id);
    if (record == nullptr) return {};
    std::vector<bool> erased;
    impl_->for_each_entry(*record, [&](EntryRow const& e) {
        erased.push_back(e.body == Body::kErased || e.op == revisions::Op::kErase);
    });
    std::vector<revisions::Entry> entries = impl_->opened(*record);
    std::vector<HistoryItem> out;
    for (std::size_t const i : revisions::in_order(entries))
        out.push_back({std::move(entries[i]), erased[i]});
    return out;
}

std::map<std::string, std::size_t> Projection::counts_by_kind() const {
    std::vector<std::size_t> counts(impl_->kinds.size());
    for (RecordData const& record : impl_->records) ++counts[record.kind];
    std::map<std::string, std::size_t> out;
    for (std::uint32_t kind = 0; kind < counts.size(); ++kind)
        if (counts[kind] > 0) out.emplace(impl_->kind_names[kind], counts[kind]);
    return out;
}

void Projection::for_each(std::string_view kind, std::function<void(RecordView const&)> const& visit) const {
    std::uint32_t const number = impl_->kind_names.find(std::string{kind});
    if (number == kNone) return;
    for (std::uint32_t const row : impl_->rows_by_age())
        if (impl_->records[row].kind == number) visit(impl_->view_of(impl_->records[row]));
}

void Projection::for_each_by_day(std::string_view kind, std::string_view day_field, std::string_view first,
                                 std::string_view last, std::function<void(RecordView const&)> const& visit) {
    impl_->index_days();
    std::uint32_t const number = impl_->kind_names.find(std::string{kind});
    auto const from = day_number(first);
    auto const to = day_number(last);
    if (number == kNone || !from || !to) return;
    Kind const& planned = impl_->kinds[number];
    for (std::size_t i = 0; i < planned.days.size(); ++i) {
        if (planned.days[i].day != day_field) continue;
        auto const& rows = planned.rows_by_day[i];
        std::vector<std::tuple<std::uint32_t, RecordId, std::uint32_t>> found;
        for (auto at = rows.lower_bound({*from, 0}); at != rows.end() && at->first <= *to; ++at)
            found.emplace_back(at->first, impl_->records[at->second].id, at->second);
        std::sort(found.begin(), found.end());
        for (auto const& [day, id, row] : found) visit(impl_->view_of(impl_->records[row]));
    }
}

void Projection::index_pending() {
    impl_->index_pending();
}

std::size_t Projection::bytes_used() const {
    Impl const& i = *impl_;
    std::size_t index = 0;
    for (Share const& share : i.shares)
        index += share.names.bytes() + share.sounds.bytes() + share.texts.bytes() + share.phones.bytes();
    return index + i.bodies.bytes() + i.entries.capacity() * sizeof(EntryRow) +
           i.parents.capacity() * sizeof(RevisionId) + i.records.capacity() * sizeof(RecordData) +
           i.record_ids.bytes() + i.persons.bytes() +
           (i.by_age.capacity() + i.pending.capacity() + i.undated.capacity()) * sizeof(std::uint32_t);
}

}  // namespace amparo::projection
