// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Templates filled from the record. Places and names: src/templates.
///
///   Y1 Said.      Before anything is made, every place is told with the record, field and revision that answer it
///                 and the words that will be printed, or why there are none.
///   Y2 Refused.   A place without an answer stops the filling, until somebody types it or says that it stays
///                 blank. Blank is a line that can be seen.
///                 What a record answers is left blank too where somebody says so, and names no source then.
///   Y3 Unread.    What this member can't read fills nothing, nor does what is in conflict, nor an answer that was
///                 declined, not known or not asked.
///   Y4 Own.       A template of a matter fills documents of that matter only, one of a person theirs. One that is
///                 of nobody fills any.
///   Y5 Kept.      What was filled is a document like any other: of the same matter, behind the same wall. With it
///                 stand the template's version, each place's revisions, and what was typed by hand or left blank.
///                 The template's custody says that something was made of it, in the same act.
///   Y6 Stale.     When a record says something else by now, the document that was filled from it says so.
///   Y7 Erased.    Erasing a record names the documents that were filled from it: their words stay until they are
///                 erased themselves.
#include "documents.hpp"

#include "amparo/templates/names.hpp"
#include "amparo/templates/sheet.hpp"

namespace amparo::engine {

inline constexpr std::size_t kTemplateBytesMax = std::size_t{8} << 20U;
inline constexpr std::size_t kListMax = 200;
inline constexpr std::size_t kTypedMax = 4'000;

/// Why a place has an answer, or none.
enum class PlaceState {
    kAnswered,
    kNotRecorded,
    kNotAsked,
    kDeclined,
    kUnknown,
    kSealed,
    kErased,
    kConflict,
    kSomeMissing,  ///< Of a list.
    kTooMany,      ///< Of a list.
    kByHand,       ///< It is asked each time.
    kNeedsMatter,
    kNoSuchPlace,
};
[[nodiscard]] std::string_view name(PlaceState state) noexcept;

enum class PlaceHow { kRecord, kTyped, kBlank, kMissing };
[[nodiscard]] std::string_view name(PlaceHow how) noexcept;

struct PlaceSource {
    RecordId record;
    std::string kind;
    std::string field;
    Part part = Part::kPlan;
    std::optional<RevisionId> revision{};
    std::optional<Instant> at{};
};

struct Place {
    std::string name;
    templates::Name const* known = nullptr;  ///< None: it is asked by hand, or there is no such place.
    PlaceState state = PlaceState::kNotRecorded;
    PlaceHow how = PlaceHow::kMissing;
    bool is_list = false;
    std::vector<std::optional<std::string>> items{};
    std::vector<PlaceSource> sources{};
    std::vector<std::size_t> lines{};

    [[nodiscard]] std::string printed() const;
};

struct Engine::Session::Templates {
    struct About {
        std::optional<projection::RecordView> matter;
        std::optional<PersonId> person;
        std::string language;
        std::string today;
    };
    struct Template {
        std::string name;
        std::optional<projection::RecordView> document;  ///< None: a sample.
        Bytes bytes;
        bool is_word = false;
        templates::Sheet sheet;
        std::vector<templates::Use> uses;
    };

    explicit Templates(Session& session) : s{session}, names{templates::names(session.forms_)} {}

    [[nodiscard]] Result<About, Failure> about(Json const& params) const;
    [[nodiscard]] Result<Template, Failure> chosen(Json const& params, About const& about) const;
    [[nodiscard]] Result<Template, Failure> read(Bytes bytes) const;
    [[nodiscard]] Result<std::vector<Place>, Failure> places(Json const& params, Template const& of,
                                                             About const& about) const;
    [[nodiscard]] Json to_json(Place const& place, std::string const& language) const;
    /// Sources with the words of their forms.
    [[nodiscard]] Json labelled(Json sources, std::string const& language) const;
    [[nodiscard]] Result<Bytes, Failure> filled(Template const& of, std::vector<Place> const& places) const;
    [[nodiscard]] Answer kept(Json const& params, Template const& of, std::vector<Place> const& places,
                              Bytes const& bytes, About const& about) const;

    /// What a filled document was made of, and what says something else by now (Y6).
    [[nodiscard]] Json made_of(projection::RecordView const& document) const;
    /// Y7
    [[nodiscard]] std::vector<projection::RecordView> filled_from(RecordId const& record,
                                                                  std::optional<Part> part) const;

    Session& s;
    std::vector<templates::Name> names;

  private:
    [[nodiscard]] Place answer(std::string const& name, About const& about) const;
    void answer_derived(Place& place, About const& about) const;
    void answer_once(Place& place, About const& about) const;
    void answer_list(Place& place, About const& about) const;
    [[nodiscard]] std::vector<projection::RecordView> records(templates::Name const& name,
                                                              std::string const& kind,
                                                              About const& about) const;
    /// Whether the record has the last word.
    [[nodiscard]] bool take(Place& place, std::string const& kind, std::string const& field,
                            projection::RecordView const& view, std::string const& language) const;
    [[nodiscard]] PlaceSource source(projection::RecordView const& view, forms::Field const& field) const;
    [[nodiscard]] Result<RecordId, Failure> stored(Template const& of) const;
};

/// Those that come with the program: their files' names.
[[nodiscard]] Json samples();
[[nodiscard]] std::optional<Bytes> sample_named(std::string_view name);
[[nodiscard]] Failure from(templates::Problem const& problem);

}  // namespace amparo::engine
