// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/projection/projection.hpp"

#include "amparo/base/check.hpp"
#include "amparo/text/sound.hpp"
#include "amparo/text/unicode.hpp"
#include "bodies.hpp"
#include "database.hpp"
#include "phones.hpp"
#include "scan.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace amparo::projection {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;
/// Words beyond this are not indexed: a bound, far above any record.
constexpr std::size_t kTermsBytesMax = std::size_t{64} << 20U;
constexpr std::size_t kQuestionWordsMax = 16;

struct IdHash {
    template <class Tag>
    std::size_t operator()(Id<Tag> const& id) const noexcept {
        std::size_t hash = 0;  // Ids are random.
        std::memcpy(&hash, id.bytes().data(), sizeof hash);
        return hash;
    }
};

/// Numbers values as they come: 0, 1, 2, …
template <class T, class Hash>
class Numbered {
  public:
    std::uint32_t number_of(T const& value) {
        auto const [at, is_new] = numbers_.emplace(value, static_cast<std::uint32_t>(values_.size()));
        if (is_new) values_.push_back(value);
        return at->second;
    }
    [[nodiscard]] std::uint32_t find(T const& value) const {
        auto const at = numbers_.find(value);
        return at == numbers_.end() ? kNone : at->second;
    }
    [[nodiscard]] T const& operator[](std::uint32_t n) const { return values_[n]; }
    [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
    [[nodiscard]] std::size_t bytes() const noexcept {
        return values_.capacity() * sizeof(T) + numbers_.size() * (sizeof(T) + 3 * sizeof(void*));
    }

  private:
    std::unordered_map<T, std::uint32_t, Hash> numbers_;
    std::vector<T> values_;
};

enum class Body : std::uint8_t { kSealed, kOpen, kErased };

struct EntryRow {
    RevisionId revision;
    Instant time;
    Bodies::Place place;
    std::uint32_t next = kNone;  ///< Of the same record.
    std::uint32_t parents_at = 0;
    std::uint32_t parents_count = 0;
    std::uint32_t member = 0;
    std::uint32_t device = 0;
    revisions::Op op = revisions::Op::kCreate;
    Part part = Part::kOrganization;
    Body body = Body::kSealed;
};

struct RecordData {
    RecordId id;
    Instant created;
    Instant updated;
    std::uint32_t kind = 0;
    std::uint32_t person = kNone;
    std::uint32_t first = kNone;
    std::uint32_t last = kNone;
    bool is_indexed = false;
};

struct Kind {
    std::unordered_map<std::string, Use> uses;
    std::unordered_set<std::string> is_protected;
    std::vector<std::string> title;
    bool is_planned = false;

    /// The path's own plan, or that of what it lies in.
    [[nodiscard]] Use use_of(std::string_view path) const {
        std::string key{path};
        for (;;) {
            auto const found = uses.find(key);
            if (found != uses.end()) return found->second;
            std::size_t const dot = key.rfind('.');
            if (dot == std::string::npos) return Use::kNotIndexed;
            key.resize(dot);
        }
    }
};

void append_apart(std::string& to, std::string_view more) {
    if (to.size() + more.size() >= kTermsBytesMax) return;
    to += more;
    to += '\n';
}

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

// ── FTS5 expressions. A word holds letters and digits only, but quotes are doubled all the same ──

std::string literal(std::string_view word) {
    std::string out{'"'};
    for (char const c : word) {
        out += c;
        if (c == '"') out += c;
    }
    out += '"';
    return out;
}
std::string small(std::string key) {
    for (char& c : key) c = static_cast<char>(c - 'A' + 'a');
    return key;
}
std::string joined(std::vector<std::string> const& terms, std::string_view by) {
    std::string out;
    for (std::string const& term : terms) {
        if (!out.empty()) out += by;
        out += term;
    }
    return out;
}
std::string in_column(std::string_view column, std::string const& expression) {
    return std::string{column} + " : (" + expression + ")";
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> out;
    for (letters::Words words{text}; words.next() && out.size() < kQuestionWordsMax;)
        out.emplace_back(words.word());
    return out;
}

std::string kind_word(std::uint32_t kind) {
    return "k" + std::to_string(kind);
}

}  // namespace

struct Projection::Impl {
    Bodies bodies;
    Database database;
    Phones phones;
    std::vector<EntryRow> entries;
    std::vector<RevisionId> parents;
    std::vector<RecordData> records;
    Numbered<MemberId, IdHash> members;
    Numbered<DeviceId, IdHash> devices;
    Numbered<PersonId, IdHash> persons;
    Numbered<RecordId, IdHash> record_ids;  ///< Numbers are positions in `records`.
    Numbered<std::string, std::hash<std::string>> kind_names;
    std::vector<Kind> kinds;                                 ///< By number.
    std::vector<std::vector<std::uint32_t>> rows_of_person;  ///< By number.
    std::vector<std::uint32_t> pending;                      ///< Rows to index.
    std::vector<std::uint32_t> by_age;                       ///< Rows by (created, id).
    bool by_age_is_sorted = true;

    // ── Reading rows ──

    template <class Visit>
    void for_each_entry(RecordData const& record, Visit const& visit) const {
        for (std::uint32_t e = record.first; e != kNone; e = entries[e].next) visit(entries[e]);
    }

    [[nodiscard]] std::span<RevisionId const> parents_of(EntryRow const& entry) const {
        return {parents.data() + entry.parents_at, entry.parents_count};
    }

    /// True if all that can be read was written by one revision: then no value has to be built to know the
    /// state.
    [[nodiscard]] bool is_plain(RecordData const& record) const {
        bool plain = true;
        RevisionId const* only = nullptr;
        for_each_entry(record, [&](EntryRow const& entry) {
            if (entry.body != Body::kOpen) return;
            plain = plain && (only == nullptr || *only == entry.revision);
            only = &entry.revision;
        });
        return plain;
    }

    [[nodiscard]] std::vector<revisions::Entry> opened(RecordData const& record,
                                                       Parts* unreadable = nullptr) const {
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
                    entry.fields = std::move(parsed).value();
                } else if (unreadable != nullptr) {
                    unreadable->insert(row.part);
                }
            } else if (row.body == Body::kSealed && row.op != revisions::Op::kErase &&
                       unreadable != nullptr) {
                unreadable->insert(row.part);
            }
            out.push_back(std::move(entry));
        });
        return out;
    }

    [[nodiscard]] revisions::State merged(RecordData const& record, Parts* unreadable = nullptr) const {
        Kind const& kind = kinds[record.kind];
        return revisions::merge(opened(record, unreadable), [&](std::string_view field) {
            return kind.is_protected.count(std::string{field}) != 0;
        });
    }

    /// `visit(path, text)` for each string of the record's current values, those in conflict too.
    template <class Visit>
    void for_each_current_string(RecordData const& record, Visit const& visit) const {
        if (is_plain(record)) {
            for_each_entry(record, [&](EntryRow const& entry) {
                if (entry.body != Body::kOpen) return;
                for (StringScanner scanner{bodies.at(entry.place)}; scanner.next();)
                    visit(scanner.path(), scanner.value());
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

    [[nodiscard]] std::string title_of(RecordData const& record) const {
        std::vector<std::string> const& fields = kinds[record.kind].title;
        std::size_t best = fields.size();
        std::string title;
        if (fields.empty()) return title;
        for_each_current_string(record, [&](std::string_view path, std::string_view value) {
            auto const at =
                static_cast<std::size_t>(std::find(fields.begin(), fields.end(), path) - fields.begin());
            if (at >= best || value.empty()) return;
            best = at;
            title = value;
        });
        return title;
    }

    [[nodiscard]] std::optional<PersonId> person_of(RecordData const& record) const {
        if (record.person == kNone) return std::nullopt;
        return persons[record.person];
    }

    [[nodiscard]] RecordView view_of(RecordData const& record) const {
        RecordView view{record.id, kind_names[record.kind], person_of(record), {},
                        {},        record.created,          record.updated,    {},
                        {}};
        view.state = merged(record, &view.sealed);
        for (std::string const& field : kinds[record.kind].title) {
            view.title = codec::string_or(view.state.fields, field);
            if (!view.title.empty()) break;
        }
        for_each_entry(record, [&](EntryRow const& e) {
            if (e.op == revisions::Op::kErase)
                view.erased.push_back({e.revision, e.part, members[e.member], e.time});
        });
        return view;
    }

    [[nodiscard]] RecordData const* find(RecordId const& id) const {
        std::uint32_t const row = record_ids.find(id);
        return row == kNone ? nullptr : &records[row];
    }

    // ── Adding ──

    std::uint32_t kind_numbered(std::string_view name) {
        std::uint32_t const kind = kind_names.number_of(std::string{name});
        if (kind == kinds.size()) kinds.emplace_back();
        return kind;
    }

    [[nodiscard]] std::optional<AddError> refusal_of(Entry const& entry) const {
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

    std::uint32_t row_for(Entry const& entry) {
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
        by_age_is_sorted = by_age_is_sorted && (by_age.empty() || is_older(by_age.back(), row));
        by_age.push_back(row);
        return row;
    }

    void add(Entry const& entry) {
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

    /// Fills `terms`; `visit_phone(digits)` for each number.
    template <class VisitPhone>
    void collect(RecordData const& record, Terms& terms, VisitPhone const& visit_phone) const {
        terms.names.clear();
        terms.sounds.clear();
        terms.text.clear();
        terms.kind = kind_word(record.kind);
        Kind const& kind = kinds[record.kind];
        if (!kind.is_planned) return;
        for_each_current_string(record, [&](std::string_view path, std::string_view value) {
            switch (kind.use_of(path)) {
                case Use::kNotIndexed:
                    return;
                case Use::kText:
                    break;
                case Use::kName:
                    append_apart(terms.names, value);
                    for (letters::SoundWord const& word : letters::sound_words(value))
                        for (std::string const& key : word.keys) append_apart(terms.sounds, key);
                    break;
                case Use::kPhone:
                    visit_phone(letters::phone_digits(value));
                    break;
            }
            append_apart(terms.text, value);
        });
    }

    void take_out_of_index(std::uint32_t row) {
        if (!records[row].is_indexed) return;
        Terms terms;
        collect(records[row], terms, [&](std::string const& digits) { phones.remove(row, digits); });
        database.remove(row, terms);
        records[row].is_indexed = false;
        pending.push_back(row);
    }

    void index_pending() {
        if (pending.empty()) return;
        // In row order: FTS5 then only ever appends.
        std::sort(pending.begin(), pending.end());
        Terms terms;
        database.begin();
        for (std::uint32_t const row : pending) {
            RecordData& record = records[row];
            if (record.is_indexed) continue;
            collect(record, terms, [&](std::string const& digits) { phones.put(row, digits); });
            database.put(row, terms);
            record.is_indexed = true;
        }
        database.commit();
        pending.clear();
    }

    // ── Order by age ──

    [[nodiscard]] bool is_older(std::uint32_t a, std::uint32_t b) const {
        return std::tie(records[a].created, records[a].id) < std::tie(records[b].created, records[b].id);
    }
    std::vector<std::uint32_t> const& rows_by_age() {
        if (!by_age_is_sorted) {
            std::sort(by_age.begin(), by_age.end(),
                      [&](std::uint32_t a, std::uint32_t b) { return is_older(a, b); });
            by_age_is_sorted = true;
        }
        return by_age;
    }
};

Projection::Projection() : impl_{std::make_unique<Impl>()} {}
Projection::~Projection() = default;

std::string_view name(Why why) noexcept {
    switch (why) {
        case Why::kName:
            return "name";
        case Why::kNameBeginning:
            return "name_beginning";
        case Why::kPhone:
            return "phone";
        case Why::kSound:
            return "sounds_like";
        case Why::kText:
            return "text";
    }
    return {};
}

void Projection::plan(std::string_view kind, KindPlan plan) {
    std::uint32_t const number = impl_->kind_numbered(kind);
    for (std::uint32_t row = 0; row < impl_->records.size(); ++row)
        if (impl_->records[row].kind == number) impl_->take_out_of_index(row);
    Kind& made = impl_->kinds[number];
    made = {};
    made.is_planned = true;
    for (FieldPlan& field : plan.fields) {
        if (field.is_protected) made.is_protected.insert(field.path);
        made.uses.emplace(std::move(field.path), field.use);
    }
    made.title = std::move(plan.title);
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
    impl_->for_each_entry(*record, [&](EntryRow const& e) { erased.push_back(e.body == Body::kErased); });
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
    for (RecordData const& record : impl_->records)
        if (record.kind == number) visit(impl_->view_of(record));
}

void Projection::index_pending() {
    impl_->index_pending();
}

std::vector<Hit> Projection::search(std::string_view text, std::string_view kind, std::size_t limit) {
    impl_->index_pending();
    std::vector<std::string> words = words_of(text);
    std::uint32_t const only = kind.empty() ? kNone : impl_->kind_names.find(std::string{kind});
    if (words.empty() || limit == 0 || (!kind.empty() && only == kNone)) return {};

    std::vector<Hit> hits;
    std::unordered_set<std::uint32_t> found;
    Why why = Why::kName;
    auto const take = [&](std::uint32_t row) {
        RecordData const& record = impl_->records[row];
        if ((only == kNone || record.kind == only) && found.insert(row).second) {
            hits.push_back({record.id, impl_->kind_names[record.kind], impl_->person_of(record),
                            impl_->title_of(record), why});
        }
        return hits.size() < limit;
    };
    std::string const of_kind = only == kNone ? "" : " AND kind : " + literal(kind_word(only));
    auto const look = [&](Why reason, Index index, std::string const& expression) {
        why = reason;
        if (hits.size() < limit) impl_->database.match(index, expression + of_kind, take);
    };

    std::vector<std::string> exact;
    for (std::string const& word : words) exact.push_back(literal(word));
    std::vector<std::string> beginning = exact;
    beginning.back() += " *";

    look(Why::kName, Index::kNames, in_column("name", joined(exact, " AND ")));
    look(Why::kNameBeginning, Index::kNames, in_column("name", joined(beginning, " AND ")));

    why = Why::kPhone;
    std::string const digits = letters::digits(text);
    bool const is_number = std::all_of(words.begin(), words.end(), [](std::string const& word) {
        return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    });
    if (is_number) {
        for (std::string const& part : {digits, letters::phone_digits(text)}) {
            if (part.size() < Phones::kDigitsMin) continue;
            for (std::uint32_t const row : impl_->phones.find(part))
                if (hits.size() >= limit || !take(row)) break;
        }
    }

    std::vector<std::string> sounds;
    for (letters::SoundWord const& word : letters::sound_words(text)) {
        std::vector<std::string> keys;
        for (std::string const& key : word.keys) keys.push_back(literal(small(key)));
        sounds.push_back(keys.empty() ? in_column("name", literal(word.word))
                                      : in_column("sound", joined(keys, " OR ")));
    }
    if (!sounds.empty()) look(Why::kSound, Index::kNames, joined(sounds, " AND "));

    look(Why::kText, Index::kText, in_column("text", joined(beginning, " AND ")));
    return hits;
}

std::vector<Similar> Projection::similar_people(std::span<std::string const> names, std::string_view phone,
                                                std::size_t limit) {
    impl_->index_pending();
    struct Found {
        std::uint32_t row;
        bool same_phone = false;
        bool same_name = false;
        bool same_sound = false;
        bool some_sound = false;
    };
    constexpr std::size_t kLookedAtMax = 500;
    std::unordered_map<std::uint32_t, Found> found;  // By person.
    auto const note = [&](bool Found::*flag) {
        return [this, &found, flag, left = kLookedAtMax](std::uint32_t row) mutable {
            std::uint32_t const person = impl_->records[row].person;
            if (person != kNone) {
                Found& f = found.try_emplace(person, Found{row}).first->second;
                f.*flag = true;
            }
            return --left > 0;
        };
    };

    std::string const digits = letters::phone_digits(phone);
    if (digits.size() >= Phones::kDigitsMin) {
        // The last seven tell a number apart and are there whether or not the country was written.
        std::size_t const kept = std::min<std::size_t>(digits.size(), 7);
        auto take = note(&Found::same_phone);
        for (std::uint32_t const row :
             impl_->phones.find(std::string_view{digits}.substr(digits.size() - kept)))
            if (!take(row)) break;
    }
    for (std::string const& name : names) {
        std::vector<std::string> exact;
        for (std::string const& word : words_of(name)) exact.push_back(literal(word));
        if (exact.empty()) continue;
        impl_->database.match(Index::kNames, in_column("name", joined(exact, " AND ")),
                              note(&Found::same_name));
        std::vector<std::string> every;
        std::vector<std::string> any;
        for (letters::SoundWord const& word : letters::sound_words(name)) {
            std::vector<std::string> keys;
            for (std::string const& key : word.keys) keys.push_back(literal(small(key)));
            every.push_back(keys.empty() ? in_column("name", literal(word.word))
                                         : in_column("sound", joined(keys, " OR ")));
            any.insert(any.end(), keys.begin(), keys.end());
        }
        if (!every.empty())
            impl_->database.match(Index::kNames, joined(every, " AND "), note(&Found::same_sound));
        if (!any.empty())
            impl_->database.match(Index::kNames, in_column("sound", joined(any, " OR ")),
                                  note(&Found::some_sound));
    }

    std::vector<Found> ranked;
    for (auto const& [person, f] : found) ranked.push_back(f);
    std::sort(ranked.begin(), ranked.end(), [](Found const& a, Found const& b) {
        return std::tie(b.same_phone, b.same_name, b.same_sound, b.some_sound, b.row) <
               std::tie(a.same_phone, a.same_name, a.same_sound, a.some_sound, a.row);
    });
    if (ranked.size() > limit) ranked.resize(limit);
    std::vector<Similar> out;
    for (Found const& f : ranked) {
        RecordData const& record = impl_->records[f.row];
        out.push_back({impl_->persons[record.person], record.id, impl_->title_of(record), f.same_phone,
                       f.same_name, f.same_sound, f.some_sound});
    }
    return out;
}

std::size_t Projection::bytes_used() const {
    Impl const& i = *impl_;
    return i.bodies.bytes() + i.database.bytes() + i.phones.bytes() +
           i.entries.capacity() * sizeof(EntryRow) + i.parents.capacity() * sizeof(RevisionId) +
           i.records.capacity() * sizeof(RecordData) + i.record_ids.bytes() + i.persons.bytes() +
           (i.by_age.capacity() + i.pending.capacity()) * sizeof(std::uint32_t);
}

}  // namespace amparo::projection
