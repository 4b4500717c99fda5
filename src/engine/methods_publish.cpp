// SPDX-License-Identifier: AGPL-3.0-or-later
// evidence.publish, evidence.published: what leaves, held against all that left before.
#include "counting.hpp"
#include "evidence_view.hpp"
#include "publishing.hpp"

#include "amparo/base/check.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/crypto/crypto.hpp"
#include "amparo/evidence/publications.hpp"
#include "amparo/protection/policy.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <span>
#include <tuple>
#include <utility>

namespace amparo::engine {
namespace {

constexpr std::size_t kDigestBytes = 8;
using LedgerKey = crypto::Secret<struct LedgerKeyTag>;
constexpr std::size_t kLedgerMax = 900'000;  ///< Below what one batch of the log may hold.

/// "Table 2 (Status by Born abroad): of the people, with Status: Visitor"
std::string named(evidence::GivenAway const& one, evidence::Publication const& next,
                  std::string const& language) {
    return (language == "es" ? "Tabla " : "Table ") + std::to_string(one.table + 1) + " (" +
           evidence::question_of(next.tables[one.table], language) + "): " + one.who;
}

/// What it follows from, apart from this bundle.
enum class Besides : std::uint8_t { kNothing, kEarlier };

Failure gives_away(std::vector<evidence::GivenAway> const& who, evidence::Publication const& next,
                   Besides besides, evidence::About const& about) {
    Failure out{
        Code::kRefused,
        besides == Besides::kEarlier
            ? "with what was published before, it could be worked out how many these are"
            : "the tables of this bundle alone say how many these are",
        "bundle.tables[" + std::to_string(who.front().table) + "]",
        about.rounded.base > 0
            ? "leave the table out, take a higher base, or withhold instead of rounding"
            : "hold back what gives them away (--hold-back), leave the table out, or wait for more people"};
    std::vector<std::string> names;
    for (evidence::GivenAway const& one : who) names.push_back(named(one, next, about.as.language));
    return with_list(std::move(out), std::move(names));
}

/// W6: what is not proved is refused, whatever the reason; this is the reason.
evidence::Refusal took_too_long(std::vector<evidence::GivenAway> const& who,
                                evidence::Publication const& next, std::string const& language) {
    return {evidence::RefusalCode::kGivesAway, "tables[" + std::to_string(who.front().table) + "]",
            "it takes too long to prove that nobody can be worked out: " + named(who.front(), next, language),
            "leave this table out, or publish fewer tables at a time"};
}

/// The tables by their numbers, as their people are known only by what could be proved.
evidence::Refusal holding_back_took_too_long(evidence::Publication const& next, std::string const& language) {
    std::string names;
    for (std::size_t i = 0; i < next.tables.size(); ++i)
        names += (i == 0 ? "" : ", ") + std::to_string(i + 1) + " (" +
                 evidence::question_of(next.tables[i], language) + ")";
    return {evidence::RefusalCode::kGivesAway, "tables",
            "it takes too long to find what can be shown of these tables together: " + names,
            "publish fewer tables at a time, or leave out those with several answers"};
}

/// Of the vault, and not drawn when it is asked for: who is refused would draw until it passes.
std::string rounding_key(keyring::Keys const& keys) {
    return crypto::to_base64(crypto::derive_token(first_statistics_key(keys), "amp.rounding", {}));
}

std::string language_of_bundle(Json const& params) {
    return codec::string_or(params, "language", presentation_in(codec::list_at(params, "bundle")).language);
}

/// With a limit to what it may take; null where there is none.
std::optional<protection::Budget> limited(protection::Solver* solver) {
    if (solver == nullptr) return std::nullopt;
    return std::optional<protection::Budget>{std::in_place, *solver, kWork};
}
protection::Solver* solver_in(std::optional<protection::Budget>& budget) {
    return budget ? &*budget : nullptr;
}

}  // namespace

Failure with_list(Failure failure, std::vector<std::string> list) {
    constexpr std::size_t kNamedMax = 10;
    failure.more = list.size() - std::min(list.size(), kNamedMax);
    list.resize(list.size() - failure.more);
    failure.list = std::move(list);
    return failure;
}

Result<std::vector<evidence::Publication>, Failure> Engine::Session::Publishing::publications() const {
    AMPARO_DO(s.holds(Part::kStatistics, "bundle"));
    std::map<std::string, evidence::Publication> in_order;
    bool is_whole = true;
    auto const blind = ledger_blind();
    s.projection_->for_each("publication", [&](projection::RecordView const& view) {
        auto const kept = codec::parse_json(codec::string_or(view.state.fields, "ledger"));
        auto read = kept.ok() ? evidence::Publication::from_json(kept.value(), blind) : std::nullopt;
        is_whole = is_whole && read.has_value();
        if (read) in_order.emplace(text(view.created) + view.id.text(), std::move(*read));
    });
    if (!is_whole)
        return refused("what was published before can't be read, so nothing can be held against it", "bundle",
                       "a newer Amparo may have written it");
    std::vector<evidence::Publication> out;
    for (auto& [order, one] : in_order) out.push_back(std::move(one));
    return out;
}

Result<std::vector<evidence::Publication>, Failure> Engine::Session::Publishing::publications_in(
    std::string const& language) const {
    AMPARO_TRY(auto out, publications());
    Counting const counting{s};
    auto const kept = counting.populations();
    std::vector<std::shared_ptr<evidence::Population const>> all;
    for (auto const& [name, data] : kept)
        if (auto one = counting.kept_population(kept, name); one.ok()) all.push_back(std::move(one).value());
    for (evidence::Publication& publication : out)
        for (evidence::CountedTable& table : publication.tables) {
            std::string const form = table.universe.substr(0, table.universe.find('|'));
            auto const frame = counting.frame_of(form);
            if (!frame.ok()) continue;
            std::vector<evidence::Population const*> of_form;
            for (auto const& one : all)
                if (one->form() == form) of_form.push_back(one.get());
            evidence::say_in(language, frame.value(), of_form, table);
        }
    return out;
}

crypto::TeamKey const& first_statistics_key(keyring::Keys const& keys) {
    constexpr std::uint32_t kFirstEpoch = 1;
    crypto::TeamKey const* const team = keys.team_key(kFirstEpoch, Part::kStatistics);
    AMPARO_CHECK(team != nullptr);
    return *team;
}

evidence::Blind Engine::Session::Publishing::ledger_blind() const {
    auto const key = std::make_shared<LedgerKey const>(
        crypto::derive_key<LedgerKey>(first_statistics_key(s.vault_.keys()), "amp.published"));
    return [key](std::string_view whom) {
        auto const whole = crypto::derive_token(*key, "amp.whom", as_bytes(whom));
        return crypto::to_hex(std::span{whole}.first(kDigestBytes));
    };
}

Result<Done, Failure> Engine::Session::Publishing::key_ledgers() const {
    AMPARO_DO(s.holds(Part::kStatistics, "bundle"));
    auto const blind = ledger_blind();
    auto const anew_of = [&](projection::RecordView const& view) -> std::optional<Json> {
        auto const kept = codec::parse_json(codec::string_or(view.state.fields, "ledger"));
        auto read = kept.ok() ? evidence::Publication::from_json(kept.value(), blind) : std::nullopt;
        if (!read || !read->had_no_key) return std::nullopt;
        Json fields = view.state.fields;
        fields["ledger"] = as_stored_text(read->to_json());
        return fields;
    };
    bool is_any = false;
    s.projection_->for_each("publication", [&](projection::RecordView const& view) {
        is_any = is_any || anew_of(view).has_value();
    });
    if (!is_any) return Done{};
    {
        auto writing = s.vault_.begin_writing(s.sink(), s.on_reload());
        if (!writing.ok()) return Fail{from(writing.error())};
        (void)s.take_entries(News::kTold);
        std::vector<projection::RecordView> old;
        s.projection_->for_each("publication",
                                [&](projection::RecordView const& view) { old.push_back(view); });
        std::vector<vault::NewEntry> entries;
        for (projection::RecordView const& view : old) {
            auto const fields = anew_of(view);
            if (!fields) continue;
            AMPARO_TRY(auto more, s.anew(view, *fields, nullptr));
            std::move(more.begin(), more.end(), std::back_inserter(entries));
        }
        AMPARO_DO(s.replace_entries(writing.value(), std::move(entries)));
    }
    return s.reload();
}

Result<Done, Failure> Engine::Session::Publishing::find_gone(std::vector<evidence::Publication> const& before,
                                                             evidence::Publication& next,
                                                             std::string const& name,
                                                             evidence::Unit unit) const {
    Counting counting{s};
    AMPARO_TRY(auto const population, counting.kept_population(counting.populations(), name));
    AMPARO_TRY(auto const frame, counting.frame_of(population->form()));
    evidence::Scope scope;
    scope.unit = unit;
    AMPARO_TRY(auto const everybody, counting.cases_of({}, scope, frame, Json::object()));
    evidence::find_gone(before, next, *population, everybody, ledger_blind());
    return Done{};
}

Result<Engine::Session::Change, Failure> Engine::Session::Publishing::publication_record(
    evidence::Publication const& next, std::size_t figures, std::size_t withheld, Json const& entered) const {
    std::string const ledger = as_stored_text(next.to_json());
    if (ledger.size() > kLedgerMax)
        return refused("this counts too many people to keep what was said of them", "bundle.tables",
                       "publish fewer tables at a time");
    return s.own_record("publication", std::nullopt,
                        Json{{"title", next.title},
                             {"day", next.day},
                             {"profile", protection::name(next.profile)},
                             {"figures", figures},
                             {"withheld", withheld},
                             {"entered", as_stored_text(entered)},
                             {"ledger", ledger}});
}

Engine::Session::NewEntries Engine::Session::Publishing::nothing_published_since(
    std::size_t before, std::string const& place) const {
    if (how_many_published() == before) return std::vector<vault::NewEntry>{};
    return refused("something else was published meanwhile, and this was not held against it", place,
                   "publish it again");
}

std::vector<evidence::StudyAbout> Engine::Session::Publishing::studies_of(Json const& asked) const {
    auto const kept = Counting{s}.populations();
    std::set<std::string> named;
    std::set<std::string> instruments;
    for (Json const& table : codec::list_at(asked, "tables")) {
        auto const at = kept.find(codec::string_or(table, "population"));
        if (auto const study = codec::text_at(table, "study"); study)
            named.emplace(*study);
        else if (at != kept.end())
            instruments.insert(codec::string_or(at->second, "of_form"));
    }
    std::vector<evidence::StudyAbout> out;
    s.projection_->for_each("study", [&](projection::RecordView const& view) {
        Json const& data = view.state.fields;
        if (named.count(view.id.text()) == 0 && instruments.count(codec::string_or(data, "instrument")) == 0)
            return;
        auto const approached = codec::int_at(data, "approached");
        out.push_back({codec::string_or(data, "name"), codec::string_or(data, "limits"),
                       codec::string_or(data, "reviewed_by"),
                       approached ? std::optional{static_cast<std::uint64_t>(*approached)} : std::nullopt});
    });
    return out;
}

evidence::About Engine::Session::Publishing::about_bundle(
    Json const& params, std::vector<evidence::Publication> const& before) const {
    Json const& asked = codec::list_at(params, "bundle");
    evidence::About out;
    out.title = codec::string_or(asked, "title");
    out.organization = s.vault_.ring().organization_name(s.vault_.keys());
    out.made_on = text(s.now()).substr(0, 10);
    out.limits = codec::string_or(asked, "limits");
    out.studies = studies_of(asked);
    out.profile = protection::profile_named(codec::string_or(asked, "profile"))
                      .value_or(protection::Profile::kOpenData);
    out.least = Counting{s}.least_of(protection::name(out.profile));
    out.group_agreed = codec::bool_at(asked, "group_agreed") == true;
    out.as = presentation_in(asked);
    out.as.language = language_of_bundle(params);
    Json const& rounding = codec::list_at(asked, "rounding");
    out.rounded.base = codec::int_at(rounding, "base").value_or(0);
    out.rounded.is_controlled = codec::text_at(rounding, "how") == "controlled";
    if (out.rounded.base == 0) return out;
    // One key for the vault, so that a count rounded again says nothing new.
    for (evidence::Publication const& one : before)
        if (out.rounded.key.empty()) out.rounded.key = one.rounding_key;
    if (out.rounded.key.empty()) out.rounded.key = rounding_key(s.vault_.keys());
    return out;
}

Result<std::vector<Engine::Session::Counting::Counted>, Failure> Engine::Session::Counting::tables_of(
    Json const& asked) const {
    std::vector<Counted> out;
    bool const is_research = codec::text_at(asked, "profile") == "research_consented";
    for (Json const& one : codec::list_at(asked, "tables")) {
        std::string const place = "bundle.tables[" + std::to_string(out.size()) + "]";
        // Many records may be one person's; and they are not held against tables of people.
        if (scope_in(one).unit == evidence::Unit::kRecord && codec::text_at(asked, "profile") != "internal")
            return refused("what leaves the organisation counts people, not records", place + ".unit",
                           "leave unit out, or publish it as internal");
        auto counted = table_of(one);
        if (counted.ok() && is_research && counted.value().cases.intake().unasked > 0)
            return refused("not everybody in this table agreed to research", place,
                           "this profile is for interviews of a study: study interview");
        if (!counted.ok()) {
            Failure failure = counted.error();
            failure.field = failure.field.empty() ? place : place + "." + failure.field;
            return Fail{failure};
        }
        out.push_back(std::move(counted).value());
    }
    return out;
}

std::size_t Engine::Session::Publishing::how_many_published() const {
    std::size_t out = 0;
    s.projection_->for_each("publication", [&](projection::RecordView const&) { ++out; });
    return out;
}

Answer Engine::Session::evidence_publish(Json const& params) {
    Publishing publishing{*this};
    Json const& asked = codec::list_at(params, "bundle");
    if (codec::list_at(asked, "tables").empty())
        return usage("there are no tables in this bundle", "bundle.tables",
                     "at least one population and its rows");
    AMPARO_DO(publishing.key_ledgers());
    AMPARO_TRY(auto const before, publishing.publications_in(language_of_bundle(params)));
    evidence::About about = publishing.about_bundle(params, before);
    AMPARO_TRY(auto const counted, Counting{*this}.tables_of(asked));
    std::vector<evidence::Table> tables;
    for (Counting::Counted const& one : counted) tables.push_back(one.table);
    bool const is_rounded = about.rounded.base > 0;
    if (is_rounded) {
        auto made = evidence::rounded(tables, about, ports_.solver);
        if (!made.ok()) return Fail{from(made.error(), "bundle")};
        tables = std::move(made.value().tables);
        about.rounded.steps = made.value().steps;
    }
    auto shown = is_rounded ? evidence::show_all(tables) : evidence::protect(tables, about, ports_.solver);
    evidence::Publication next{about.made_on, about.title, about.profile, about.rounded.key, {},
                               false,         {},          about.least};
    auto const blind = publishing.ledger_blind();
    for (std::size_t i = 0; i < tables.size(); ++i) {
        Json const& one = codec::list_at(asked, "tables")[i];
        next.tables.push_back(
            evidence::counted(shown.tables[i], counted[i].cases, about,
                              codec::string_or(one, "study") + "|" + codec::string_or(one, "day"), blind));
    }
    for (Json const& one : codec::list_at(asked, "tables"))
        AMPARO_DO(
            publishing.find_gone(before, next, codec::string_or(one, "population"), scope_in(one).unit));
    evidence::Proofs proofs;
    bool is_spent = false;
    if (codec::bool_at(params, "hold_back") == true) {
        auto budget = limited(ports_.solver);
        proofs = evidence::hold_back(before, next, shown, solver_in(budget), ports_.progress);
        is_spent = budget && budget->is_spent();
    }
    auto files = evidence::publish(shown, about);
    if (!files.ok() && is_spent)
        return Fail{from(holding_back_took_too_long(next, about.as.language), "bundle")};
    if (!files.ok()) return Fail{from(files.error(), "bundle")};
    auto const ask = [&](std::vector<evidence::Publication> const& besides, evidence::Proofs known) {
        auto budget = limited(ports_.solver);
        auto found =
            evidence::given_away(besides, next, solver_in(budget), about.as.language, std::move(known));
        return std::pair{std::move(found), budget && budget->is_spent()};
    };
    auto [who, took_long] = ask(before, std::move(proofs));
    if (!who.empty() && !took_long && !is_rounded) {
        auto budget = limited(ports_.solver);
        if (evidence::hold_back_within(next, shown, solver_in(budget), ports_.progress)) {
            files = evidence::publish(shown, about);
            if (!files.ok() && budget && budget->is_spent())
                return Fail{from(holding_back_took_too_long(next, about.as.language), "bundle")};
            if (!files.ok()) return Fail{gives_away(who, next, Besides::kNothing, about)};
            std::tie(who, took_long) = ask(before, {});
        }
    }
    if (!who.empty() && took_long) return Fail{from(took_too_long(who, next, about.as.language), "bundle")};
    if (!who.empty()) {
        bool const is_alone = before.empty() || (is_rounded && !ask({}, {}).first.empty());
        return Fail{gives_away(who, next, is_alone ? Besides::kNothing : Besides::kEarlier, about)};
    }
    // Kept before anybody has it: what is not published after all is protected too.
    Json entered{{"what", "bundle"}, {"tables", codec::list_at(asked, "tables")}};
    if (Json const* const rounding = codec::find(asked, "rounding"); rounding != nullptr)
        entered["rounding"] = *rounding;
    AMPARO_TRY(auto kept, publishing.publication_record(next, shown.figures, shown.withheld, entered));
    Json names = Json::array();
    for (evidence::File const& file : files.value()) names.push_back(file.name);
    std::string const archive = evidence::archive_of(files.value());
    Json out{{"file", crypto::to_base64(as_bytes(archive))},
             {"names", std::move(names)},
             {"figures", shown.figures},
             {"withheld", shown.withheld},
             {"publication", kept.record.text()}};
    AMPARO_DO(write({std::move(kept)},
                    [&] { return publishing.nothing_published_since(before.size(), "bundle"); }));
    return out;
}

Json Engine::Session::Publishing::publication_told(projection::RecordView const& view) const {
    Json const& data = view.state.fields;
    Json out{{"publication", view.id.text()},
             {"day", codec::string_or(data, "day")},
             {"title", codec::string_or(data, "title")},
             {"profile", codec::string_or(data, "profile")},
             {"figures", codec::int_at(data, "figures").value_or(0)},
             {"withheld", codec::int_at(data, "withheld").value_or(0)},
             {"entered_on", text(view.created).substr(0, 10)}};
    auto const& history = s.projection_->history(view.id);
    if (!history.empty()) out["entered_by"] = s.member_name(history.front().entry.author);
    // What was entered before it was kept is told by the words of its tables.
    auto const entered = codec::parse_json(codec::string_or(data, "entered"));
    if (entered.ok()) out["entered"] = entered.value();
    auto const ledger = codec::parse_json(codec::string_or(data, "ledger"));
    auto const read =
        ledger.ok() ? evidence::Publication::from_json(ledger.value(), ledger_blind()) : std::nullopt;
    out["tables"] = Json::array();
    if (!read) return out;
    for (evidence::CountedTable const& table : read->tables)
        out["tables"].push_back(Json{{"words", table.words},
                                     {"rows", table.rows},
                                     {"by", table.columns},
                                     {"people", table.people.size()}});
    return out;
}

Answer Engine::Session::evidence_published(Json const& params) {
    AMPARO_DO(holds(Part::kStatistics, "publication"));
    Publishing const publishing{*this};
    if (codec::text_at(params, "publication")) {
        AMPARO_TRY(auto const view, record_of_kind(params, "publication", "publication"));
        return Json{{"publications", Json::array({publishing.publication_told(view)})}};
    }
    std::map<std::string, Json> in_order;
    projection_->for_each("publication", [&](projection::RecordView const& view) {
        in_order[codec::string_or(view.state.fields, "day") + text(view.created) + view.id.text()] =
            publishing.publication_told(view);
    });
    Json out = Json::array();
    for (auto& [order, one] : in_order) out.push_back(std::move(one));
    // What differential privacy has cost, by form: it adds up, and is bounded (methods_handed_on.cpp H3).
    std::map<std::string, std::pair<double, std::size_t>> spent;
    projection_->for_each("records_file", [&](projection::RecordView const& view) {
        Json const& data = view.state.fields;
        if (codec::text_at(data, "what") != "synthetic") return;
        auto& [epsilon, files] = spent[codec::string_or(data, "of_form")];
        epsilon += codec::number_at(data, "epsilon").value_or(0);
        ++files;
    });
    Json forms = Json::array();
    for (auto const& [form, cost] : spent)
        forms.push_back(
            Json{{"form", form}, {"epsilon", cost.first}, {"files", cost.second}, {"most", kEpsilonMax}});
    return Json{{"publications", std::move(out)}, {"spent", std::move(forms)}};
}

}  // namespace amparo::engine
