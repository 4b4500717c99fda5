// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The rows of a projection and what keeps them together. Everything is addressed by position: a record's
/// row, an entry's place among all entries.
#include "amparo/projection/projection.hpp"
#include "bodies.hpp"
#include "phones.hpp"
#include "words.hpp"

#include <array>
#include <cstring>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace amparo::projection {

inline constexpr std::uint32_t kNone = UINT32_MAX;

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

/// 20310301 for what begins with 2031-03-01; nothing for what begins with no day.
[[nodiscard]] std::optional<std::uint32_t> day_number(std::string_view text) noexcept;

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
    bool is_dated = false;  ///< Its days are in the index.
};

struct Kind {
    std::unordered_map<std::string, Use> uses;
    std::unordered_set<std::string> is_protected;
    std::unordered_map<std::string, Parts> parts;
    std::vector<std::string> title;
    std::vector<DayPlan> days;
    std::vector<std::set<std::pair<std::uint32_t, std::uint32_t>>> rows_by_day;  ///< Of each plan of `days`.
    bool is_planned = false;

    /// J10. `path` may lead into the field.
    [[nodiscard]] bool belongs(std::string_view path, Part part) const {
        auto const found = parts.find(std::string{path.substr(0, path.find('.'))});
        return found == parts.end() || found->second.contains(part);
    }
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

/// What is found of some of the rows.
struct Share {
    WordIndex names;
    WordIndex sounds;  ///< Sound keys of the words of names.
    WordIndex texts;   ///< Words of everything that is indexed, the names too: a search may mix them.
    Phones phones;
    void settle();
    void wipe_unused();
};
/// One of even rows and one of odd ones, built side by side.
using Shares = std::array<Share, 2>;

struct Projection::Impl {
    explicit Impl(Workers given) : workers{std::move(given)} {}

    Workers workers;
    Bodies bodies;
    Shares shares;
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
    std::vector<std::uint32_t> undated;                      ///< Rows whose days are to be indexed.
    std::vector<std::uint32_t> by_age;                       ///< Rows by (created, id).
    bool by_age_is_sorted = true;

    // ── Reading ──

    [[nodiscard]] Share& share_of(std::uint32_t row) { return shares[row % shares.size()]; }
    template <class Visit>
    void for_each_entry(RecordData const& record, Visit const& visit) const {
        for (std::uint32_t e = record.first; e != kNone; e = entries[e].next) visit(entries[e]);
    }
    [[nodiscard]] std::span<RevisionId const> parents_of(EntryRow const& entry) const {
        return {parents.data() + entry.parents_at, entry.parents_count};
    }
    [[nodiscard]] RecordData const* find(RecordId const& id) const;
    [[nodiscard]] std::optional<PersonId> person_of(RecordData const& record) const;
    /// True if all that can be read was written by one revision and nothing erased it: then no value has to
    /// be built to know the state.
    [[nodiscard]] bool is_plain(RecordData const& record) const;
    /// In `unreadable`, if given, the parts that hold something which cannot be opened.
    [[nodiscard]] std::vector<revisions::Entry> opened(RecordData const& record,
                                                       Parts* unreadable = nullptr) const;
    [[nodiscard]] revisions::State merged(RecordData const& record, Parts* unreadable = nullptr) const;
    [[nodiscard]] std::string title_of(RecordData const& record) const;
    [[nodiscard]] RecordView view_of(RecordData const& record) const;

    // ── Adding ──

    std::uint32_t kind_numbered(std::string_view name);
    [[nodiscard]] std::optional<AddError> refusal_of(Entry const& entry) const;
    void add(Entry const& entry);

    // ── Index ──

    /// Of words and days. Before each change of what the record says.
    void take_out_of_index(std::uint32_t row);
    void index_pending();
    void index_days();
    /// J1. After something was taken out for good.
    void wipe_unused_words();

    // ── Order ──

    /// By (created, id).
    [[nodiscard]] bool is_older(std::uint32_t a, std::uint32_t b) const;
    /// J5: changed later; by id where that leaves a choice.
    [[nodiscard]] bool comes_before(std::uint32_t a, std::uint32_t b) const;
    std::vector<std::uint32_t> const& rows_by_age();

  private:
    /// `visit(path, text)` for each string of the record's current values, those in conflict too (J3).
    template <class Visit>
    void for_each_current_string(RecordData const& record, Visit const& visit) const;
    std::uint32_t row_for(Entry const& entry);
    void change_index(std::uint32_t row, bool put);
    void change_days(std::uint32_t row, bool put);
};

}  // namespace amparo::projection
