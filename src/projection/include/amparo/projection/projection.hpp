// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What a member may read, opened, in memory: records, their history, search. Built from the vault's
/// revisions at unlock and gone at lock; it never holds a key and nothing of it reaches a file.
///
///   J1  Memory. Revisions' texts and the words of the index lie in memory that is wiped before it is given
///               back. An erased text and its words are wiped at once, a word that no record holds any more
///               when the index is next brought up to date.
///   J2  Lazy.   Adding is cheap. Words are indexed by index_pending(), which search() and similar_people()
///               call; a host may call it sooner, in idle time.
///   J3  Merged. What is shown and found is the merged state (amparo/revisions/merge.hpp, V1-V9): not a value
///               that was corrected or erased since; both values of a conflict are found.
///   J4  Words.  Words match from their beginning to their end, the last one from its beginning, folded
///               (letters::fold, F1-F6); all must occur in the record. Nothing a person types is syntax. The
///               first kQuestionWordsMax words count. A question of digits alone is a phone number too: any
///               four or more in a row, with or without the country code.
///   J5  Order.  Hits by reason: name, beginning of a name, phone, sound of a name, text; in each the record
///               changed last first, then by id. A record is a hit once.
///   J6  Any way. The same entries give the same records, lists, histories and hits, in whatever order and
///               portions they were added.
///   J7  Sealed. A part that cannot be opened is named in `sealed`, its revisions stand in the history
///               without fields, and nothing of it is found. It is not an error and not an empty field.
///   J8  Erased. An erase leaves who wrote when, without what. What the log no longer holds is made known
///               again by an erase entry with its revision and parents, so that what is left keeps its order.
///               Where even that is gone, a value that was corrected through it may show beside the
///               correction as a conflict (V7); whoever sees the conflict can settle it with `state.heads` as
///               parents.
///   J9  Time.   Records are dated by their entries; nothing here knows what time it is.
///   J10 Place.  A field counts only in the parts that its plan gives it: where it lies, and where it lay once. Found
///               in another it is passed over: no honest client wrote it there, and its author may hold no key of the
///               part it belongs to.
///   J11 Days.   A record stands under the day of a field while the plan's condition holds of its merged state
///               (J3, V4, V5), so that what is due is found without looking at what is not.
///
/// Not thread-safe; the index is built on as many processors as `Workers` gives. Memory running out ends the process. Why not SQLite: docs/adr/0004.
#include "amparo/base/instant.hpp"
#include "amparo/base/workers.hpp"
#include "amparo/model/ids.hpp"
#include "amparo/model/part.hpp"
#include "amparo/revisions/merge.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::projection {

// ── What the engine says about a kind of record, once, before the records come ──

enum class Use : std::uint8_t {
    kNotIndexed,
    kText,   ///< Found by its words.
    kName,   ///< A person's or organisation's name: also by sound, and first in lists.
    kPhone,  ///< By four or more of its digits in a row. Its words too: "ask for Ana".
};
struct FieldPlan {
    std::string
        path;  ///< "name", or "children.name" inside groups and lists. A path covers what lies under it.
    Use use = Use::kNotIndexed;
    bool is_protected = false;   ///< V5, for a top-level field.
    std::optional<Part> part{};  ///< J10, for a top-level field.
    Parts was_in{};              ///< J10: also counts here.
};
/// J11. A top-level date or instant by whose day records are found, as long as `field` holds `value`, or, if not
/// `holds`, anything else.
struct DayPlan {
    std::string day;
    std::string field;
    std::string value;
    bool holds = true;
};
struct KindPlan {
    std::vector<FieldPlan> fields;   ///< Fields without a plan are not indexed.
    std::vector<std::string> title;  ///< Top-level fields; the first that holds text is the record's title.
    std::vector<DayPlan> days{};
};

// ── What comes in ──

/// One revision's part, opened or sealed. Views hold for the call.
struct Entry {
    RevisionId revision;
    RecordId record;
    std::string_view kind;
    std::optional<PersonId> person;
    std::span<RevisionId const> parents;
    Instant time;
    MemberId author;
    DeviceId device;
    revisions::Op op = revisions::Op::kCreate;
    Part part = Part::kOrganization;
    std::optional<std::string_view> fields;  ///< JSON object text. Nothing: sealed to others, or an erase.
};

enum class AddError : std::uint8_t {
    kOtherRecord,     ///< The record exists with another kind or person.
    kOtherRevision,   ///< This revision exists with other parents, time, author or device.
    kTooManyParents,  ///< More than kParentsMax.
};
inline constexpr std::size_t kParentsMax = 256;
inline constexpr std::size_t kQuestionWordsMax = 16;
struct AddProblem {
    std::size_t position;  ///< In the span that was added.
    AddError code;
};

// ── What goes out ──

struct Erasure {
    RevisionId revision;
    Part part;
    MemberId author;
    Instant time;
};
struct RecordView {
    RecordId id;
    std::string kind;
    std::optional<PersonId> person;
    std::string title;
    revisions::State state;
    Instant created;  ///< Time of its earliest known revision.
    Instant updated;  ///< Of its latest.
    Parts sealed;     ///< Parts with something this member cannot open, or that is not a JSON object.
    std::vector<Erasure> erased;
};
struct RecordRow {
    RecordId id;
    std::string kind;
    std::optional<PersonId> person;
    std::string title;
    Instant created;
    Instant updated;
};
struct Filter {
    std::string_view kind;           ///< Empty: every kind.
    std::optional<PersonId> person;  ///< Nothing: records of everyone and of no one.
    std::optional<RecordId> after;   ///< Go on after this one. Unknown: from the start.
    std::size_t limit = 100;
};
struct HistoryItem {
    revisions::Entry entry;  ///< Without fields: sealed or erased.
    bool is_erased = false;  ///< An erase too.
};

enum class Why : std::uint8_t { kName, kNameBeginning, kPhone, kSound, kText };
[[nodiscard]] std::string_view name(Why why) noexcept;

struct Hit {
    RecordId record;
    std::string kind;
    std::optional<PersonId> person;
    std::string title;
    Why why = Why::kText;
};

/// Someone already known who may be the person asked about.
struct Similar {
    PersonId person;
    RecordId record;  ///< The record that says so.
    std::string title;
    bool same_phone = false;
    bool same_name = false;   ///< Every word of a name.
    bool same_sound = false;  ///< Every word sounds alike.
    bool some_sound = false;  ///< At least one word does.
};

class Projection {
  public:
    explicit Projection(Workers workers = one_by_one);
    ~Projection();
    Projection(Projection const&) = delete;
    Projection& operator=(Projection const&) = delete;

    /// Replaces the kind's plan; its records are indexed anew.
    void plan(std::string_view kind, KindPlan plan);

    /// In any order. An entry whose (revision, part) is there already is passed over, except that an opened
    /// one takes the place of a sealed one. What is refused changes nothing and is named in the answer.
    std::vector<AddProblem> add(std::span<Entry const> entries);
    /// J8. Wipes the texts of the record, or of one part of it.
    void erase(RecordId record, std::optional<Part> part);

    [[nodiscard]] std::optional<RecordView> record(RecordId id) const;
    /// Newest first by (created, id).
    [[nodiscard]] std::vector<RecordRow> list(Filter const& filter) const;
    /// Each revision after all it has seen. Empty for an unknown record.
    [[nodiscard]] std::vector<HistoryItem> history(RecordId id) const;
    [[nodiscard]] std::map<std::string, std::size_t> counts_by_kind() const;
    /// Every record of the kind, oldest first by (created, id). `visit` may not change the projection.
    void for_each(std::string_view kind, std::function<void(RecordView const&)> const& visit) const;

    /// J11. Records of the kind from day `first` to `last` (YYYY-MM-DD, both included), by (day, id). `visit` may
    /// not change the projection. Costs time in proportion to what changed since and what is found.
    void for_each_by_day(std::string_view kind, std::string_view day_field, std::string_view first,
                         std::string_view last, std::function<void(RecordView const&)> const& visit);

    /// Indexes what has been added since. Costs time in proportion to that.
    void index_pending();
    /// J4, J5. At most `limit` hits; `kind` empty: every kind. No words: no hits.
    [[nodiscard]] std::vector<Hit> search(std::string_view text, std::string_view kind, std::size_t limit);
    /// Best first: phone, then name, then sound, then some word's sound; then as J5. A person once.
    [[nodiscard]] std::vector<Similar> similar_people(std::span<std::string const> names,
                                                      std::string_view phone, std::size_t limit);

    /// Memory of texts, index and rows, without what the allocator rounds up.
    [[nodiscard]] std::size_t bytes_used() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace amparo::projection
