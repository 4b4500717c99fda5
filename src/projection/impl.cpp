// SPDX-License-Identifier: AGPL-3.0-or-later
#include "impl.hpp"

#include "amparo/base/check.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/text/sound.hpp"
#include "amparo/text/unicode.hpp"
#include "scan.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace amparo::projection {
namespace {

/// Calls `visit(path, text)` for each string in `value`.
template <class Visit>
void for_each_string(Json const& value, std::string const& path, Visit const& visit) {
    if (value.is_string()) {
        visit(path, value.get_ref<std::string const&>());
    } else if (value.is_array()) {
        for (Json const& element : value) for_each_string(element, path, visit);
    } else if (value.is_object()) {
        for (auto const& field : value.items())
            for_each_string(field.value(), path + '.' + field.key(), visit);
    }
}

/// The first of the fields that holds text.
std::string title_in(Json const& fields, std::vector<std::string> const& candidates) {
    for (std::string const& field : candidates)
        if (std::string title = codec::string_or(fields, field); !title.empty()) return title;
    return {};
}

}  // namespace

std::optional<std::uint32_t> day_number(std::string_view text) noexcept {
    constexpr std::string_view kPattern = "dddd-dd-dd";
    if (text.size() < kPattern.size()) return std::nullopt;
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < kPattern.size(); ++i) {
        bool const is_digit = text[i] >= '0' && text[i] <= '9';
        if (kPattern[i] == 'd' ? !is_digit : text[i] != '-') return std::nullopt;
        if (is_digit) out = out * 10 + static_cast<std::uint32_t>(text[i] - '0');
    }
    return out;
}

void Share::settle() {
    for (WordIndex* const index : {&names, &sounds, &texts}) index->settle();
}
void Share::wipe_unused() {
    for (WordIndex* const index : {&names, &sounds, &texts}) index->wipe_unused();
}

// ── Reading ──

RecordData const* Projection::Impl::find(RecordId const& id) const {
    std::uint32_t const row = record_ids.find(id);
    return row == kNone ? nullptr : &records[row];
}

std::optional<PersonId> Projection::Impl::person_of(RecordData const& record) const {
    if (record.person == kNone) return std::nullopt;
    return persons[record.person];
}

bool Projection::Impl::is_plain(RecordData const& record) const {
    bool plain = true;
    RevisionId const* only = nullptr;
    for_each_entry(record, [&](EntryRow const& entry) {
        plain = plain && entry.op != revisions::Op::kErase;
        if (entry.body != Body::kOpen) return;
        plain = plain && (only == nullptr || *only == entry.revision);
        only = &entry.revision;
    });
    return plain;
}

std::vector<revisions::Entry> Projection::Impl::opened(RecordData const& record, Parts* unreadable) const {
    Kind const& kind = kinds[record.kind];
    std::vector<revisions::Entry> out;
    for_each_entry(record, [&](EntryRow const& row) {
        auto const from = parents_of(row);
        revisions::Entry entry{row.revision,
                               {from.begin(), from.end()},
                               row.time,
                               members[row.member],
                               devices[row.device],
                               row.op,
                               row.part,
                               std::nullopt};
        if (row.body == Body::kOpen) {
            auto parsed = codec::parse_json(bodies.at(row.place));
            if (parsed.ok() && parsed.value().is_object()) {
                entry.fields = Json::object();
                for (auto& field : parsed.value().items())
                    if (kind.belongs(field.key(), row.part))
                        (*entry.fields)[field.key()] = std::move(field.value());
            } else if (unreadable != nullptr) {
                unreadable->insert(row.part);
            }
        } else if (row.body == Body::kSealed && row.op != revisions::Op::kErase && unreadable != nullptr) {
            unreadable->insert(row.part);
        }
        out.push_back(std::move(entry));
    });
    return out;
}

revisions::State Projection::Impl::merged(RecordData const& record, Parts* unreadable) const {
    Kind const& kind = kinds[record.kind];
    return revisions::merge(opened(record, unreadable), [&](std::string_view field) {
        return kind.is_protected.count(std::string{field}) != 0;
    });
}

template <class Visit>
void Projection::Impl::for_each_current_string(RecordData const& record, Visit const& visit) const {
    if (is_plain(record)) {
        Kind const& kind = kinds[record.kind];
        for_each_entry(record, [&](EntryRow const& entry) {
            if (entry.body != Body::kOpen) return;
            for (StringScanner scanner{bodies.at(entry.place)}; scanner.next();)
                if (kind.belongs(scanner.path(), entry.part)) visit(scanner.path(), scanner.value());
        });
        return;
    }
    revisions::State const state = merged(record);
    std::unordered_set<std::string_view> in_conflict;
    for (revisions::Conflict const& conflict : state.conflicts) {
        in_conflict.insert(conflict.field);
        for (auto const& value : conflict.values) for_each_string(value.value, conflict.field, visit);
    }
    for (auto const& field : state.fields.items())
        if (in_conflict.count(field.key()) == 0) for_each_string(field.value(), field.key(), visit);
}

std::string Projection::Impl::title_of(RecordData const& record) const {
    std::vector<std::string> const& fields = kinds[record.kind].title;
    if (fields.empty()) return {};
    if (!is_plain(record)) return title_in(merged(record).fields, fields);
    std::size_t best = fields.size();
    std::string title;
    for_each_current_string(record, [&](std::string_view path, std::string_view value) {
        auto const at =
            static_cast<std::size_t>(std::find(fields.begin(), fields.end(), path) - fields.begin());
        if (at >= best || value.empty()) return;
        best = at;
        title = value;
    });
    return title;
}

RecordView Projection::Impl::view_of(RecordData const& record) const {
    RecordView view{record.id, kind_names[record.kind], person_of(record), {},
                    {},        record.created,          record.updated,    {},
                    {}};
    view.state = merged(record, &view.sealed);
    view.title = title_in(view.state.fields, kinds[record.kind].title);
    for_each_entry(record, [&](EntryRow const& e) {
        if (e.op == revisions::Op::kErase)
            view.erased.push_back({e.revision, e.part, members[e.member], e.time});
    });
    std::sort(view.erased.begin(), view.erased.end(), [](Erasure const& a, Erasure const& b) {
        return std::tie(a.time, a.revision, a.part) < std::tie(b.time, b.revision, b.part);
    });
    return view;
}

// ── Adding ──

std::uint32_t Projection::Impl::kind_numbered(std::string_view name) {
    std::uint32_t const kind = kind_names.number_of(std::string{name});
    if (kind == kinds.size()) kinds.emplace_back();
    return kind;
}

std::optional<AddError> Projection::Impl::refusal_of(Entry const& entry) const {
    if (entry.parents.size() > kParentsMax) return AddError::kTooManyParents;
    RecordData const* const record = find(entry.record);
    if (record == nullptr) return std::nullopt;
    if (kind_names[record->kind] != entry.kind || person_of(*record) != entry.person)
        return AddError::kOtherRecord;
    std::optional<AddError> refusal;
    for_each_entry(*record, [&](EntryRow const& known) {
        if (known.revision != entry.revision) return;
        auto const named = parents_of(known);
        bool const is_same =
            known.time == entry.time && members[known.member] == entry.author &&
            devices[known.device] == entry.device &&
            std::equal(named.begin(), named.end(), entry.parents.begin(), entry.parents.end());
        if (!is_same) refusal = AddError::kOtherRevision;
    });
    return refusal;
}

std::uint32_t Projection::Impl::row_for(Entry const& entry) {
    std::uint32_t const row = record_ids.number_of(entry.record);
    if (row < records.size()) return row;
    RecordData record{entry.record, entry.time, entry.time};
    record.kind = kind_numbered(entry.kind);
    if (entry.person) {
        record.person = persons.number_of(*entry.person);
        if (record.person == rows_of_person.size()) rows_of_person.emplace_back();
        rows_of_person[record.person].push_back(row);
    }
    records.push_back(record);
    pending.push_back(row);
    undated.push_back(row);
    by_age_is_sorted = by_age_is_sorted && (by_age.empty() || is_older(by_age.back(), row));
    by_age.push_back(row);
    return row;
}

void Projection::Impl::add(Entry const& entry) {
    std::uint32_t const row = row_for(entry);
    for (std::uint32_t e = records[row].first; e != kNone; e = entries[e].next) {
        EntryRow& known = entries[e];
        if (known.revision != entry.revision || known.part != entry.part) continue;
        if (known.body == Body::kSealed && entry.fields) {
            take_out_of_index(row);
            known.place = bodies.keep(*entry.fields);
            known.body = Body::kOpen;
        }
        return;
    }
    take_out_of_index(row);

    EntryRow added{entry.revision, entry.time, {}};
    added.parents_at = static_cast<std::uint32_t>(parents.size());
    added.parents_count = static_cast<std::uint32_t>(entry.parents.size());
    parents.insert(parents.end(), entry.parents.begin(), entry.parents.end());
    added.member = members.number_of(entry.author);
    added.device = devices.number_of(entry.device);
    added.op = entry.op;
    added.part = entry.part;
    if (entry.fields && entry.op != revisions::Op::kErase) {
        added.place = bodies.keep(*entry.fields);
        added.body = Body::kOpen;
    }

    auto const at = static_cast<std::uint32_t>(entries.size());
    AMPARO_CHECK(at < kNone && parents.size() < kNone);
    entries.push_back(added);
    RecordData& record = records[row];
    (record.last == kNone ? record.first : entries[record.last].next) = at;
    record.last = at;
    if (entry.time < record.created) {
        record.created = entry.time;
        by_age_is_sorted = false;
    }
    record.updated = std::max(record.updated, entry.time);
}

// ── Index ──

void Projection::Impl::change_index(std::uint32_t row, bool put) {
    RecordData& record = records[row];
    record.is_indexed = put;
    Kind const& kind = kinds[record.kind];
    Share& share = share_of(row);
    auto const change = [&](WordIndex& index, std::string_view word) {
        if (put) {
            index.put(row, word);
        } else {
            index.remove(row, word);
        }
    };
    for_each_current_string(record, [&](std::string_view path, std::string_view value) {
        Use const use = kind.use_of(path);
        if (use == Use::kNotIndexed) return;
        for (letters::Words words{value}; words.next();) {
            change(share.texts, words.word());
            if (use == Use::kName) change(share.names, words.word());
        }
        if (use == Use::kName) {
            for (letters::SoundWord const& word : letters::sound_words(value))
                for (std::string const& key : word.keys) change(share.sounds, key);
        } else if (use == Use::kPhone) {
            std::string const digits = letters::phone_digits(value);
            if (put) {
                share.phones.put(row, digits);
            } else {
                share.phones.remove(row, digits);
            }
        }
    });
}

void Projection::Impl::take_out_of_index(std::uint32_t row) {
    if (records[row].is_dated) {
        change_days(row, false);
        undated.push_back(row);
    }
    if (!records[row].is_indexed) return;
    change_index(row, false);
    pending.push_back(row);
}

void Projection::Impl::index_pending() {
    if (pending.empty()) return;
    constexpr std::size_t kWorthAThread = 64;
    std::sort(pending.begin(), pending.end());  // Ascending rows are only ever appended.
    auto const build = [&](std::size_t n) {
        for (std::uint32_t const row : pending)
            if (row % shares.size() == n && !records[row].is_indexed) change_index(row, true);
        shares[n].settle();
    };
    if (pending.size() < kWorthAThread)
        one_by_one(shares.size(), build);
    else
        workers(shares.size(), build);
    pending.clear();
    wipe_unused_words();
}

void Projection::Impl::change_days(std::uint32_t row, bool put) {
    RecordData& record = records[row];
    record.is_dated = put;
    Kind& kind = kinds[record.kind];
    if (kind.days.empty()) return;
    std::vector<std::optional<std::uint32_t>> days(kind.days.size());
    std::vector<bool> holds(kind.days.size());
    auto const take = [&](std::string_view path, std::string_view value) {
        for (std::size_t i = 0; i < kind.days.size(); ++i) {
            if (path == kind.days[i].day) days[i] = day_number(value);
            if (path == kind.days[i].field) holds[i] = value == kind.days[i].value;
        }
    };
    if (is_plain(record)) {
        for_each_current_string(record, take);
    } else {
        revisions::State const state = merged(record);
        for (auto const& [field, value] : state.fields.items())
            if (value.is_string()) take(field, value.get_ref<std::string const&>());
    }
    for (std::size_t i = 0; i < kind.days.size(); ++i) {
        if (!days[i] || holds[i] != kind.days[i].holds) continue;
        if (put)
            kind.rows_by_day[i].emplace(*days[i], row);
        else
            kind.rows_by_day[i].erase({*days[i], row});
    }
}

void Projection::Impl::index_days() {
    for (std::uint32_t const row : undated)
        if (!records[row].is_dated) change_days(row, true);
    undated.clear();
}

void Projection::Impl::wipe_unused_words() {
    for (Share& share : shares) share.wipe_unused();
}

// ── Order ──

bool Projection::Impl::is_older(std::uint32_t a, std::uint32_t b) const {
    return std::tie(records[a].created, records[a].id) < std::tie(records[b].created, records[b].id);
}

bool Projection::Impl::comes_before(std::uint32_t a, std::uint32_t b) const {
    return std::tie(records[b].updated, records[a].id) < std::tie(records[a].updated, records[b].id);
}

std::vector<std::uint32_t> const& Projection::Impl::rows_by_age() {
    if (!by_age_is_sorted) {
        std::sort(by_age.begin(), by_age.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return is_older(a, b); });
        by_age_is_sorted = true;
    }
    return by_age;
}

}  // namespace amparo::projection
