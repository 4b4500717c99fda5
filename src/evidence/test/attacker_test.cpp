// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody who has the files of one to three bundles and nothing else of ours: every number in them is an equation over the
// people there may be, and the largest that a small count may have been is asked of a solver. Small counts are those of a
// table (by the whole answers, of a figure, of what is left of it, of who gave no answer), and the same of who came or left
// between two bundles.
#include "amparo/evidence/publications.hpp"
#include "support.hpp"

#include "amparo/solver/glpk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bitset>
#include <cmath>
#include <random>
#include <regex>

namespace amparo::evidence {
namespace {

using protection::Profile;
using test::frame;
using test::population;

constexpr std::size_t kBundles = 3;

/// What may be answered, the usual first.
std::map<std::string, std::vector<std::string>> const kReplies{
    {"status",
     {"=citizen", "=resident", "=visitor", "declined", "missing", "unknown", "not_asked", "does_not_apply"}},
    {"abroad", {"=yes", "=no", "missing", "declined", "unknown", "not_asked", "does_not_apply"}},
    {"ways",
     {"=friend", "=work", "=friend,work", "missing", "=other", "=friend,other", "=work,other",
      "=friend,work,other", "unknown", "declined", "not_asked", "does_not_apply"}}};

/// Whom the attacker can think of: what somebody answered, and in which bundles they are with that.
struct Kind {
    std::map<std::string, std::string> replies;
    std::bitset<kBundles> in;
};

/// "" everybody, "-" who gave no answer, "=code" who gave it, perhaps among others, "answered", or a way to give none.
bool says(std::string const& reply, std::string const& selector) {
    bool const is_answer = reply.starts_with('=');
    if (selector.empty()) return true;
    if (selector == "-") return !is_answer;
    if (selector == "answered") return is_answer;
    if (!selector.starts_with('=')) return reply == selector;
    return is_answer &&
           ("," + reply.substr(1) + ",").find("," + selector.substr(1) + ",") != std::string::npos;
}

struct Asked {
    std::string rows;
    std::string by;
};

/// One number that a file says.
struct Number {
    Asked asked;
    std::string row;
    std::string column;
    std::int64_t value = 0;
    [[nodiscard]] bool is_of(Kind const& kind) const {
        return says(kind.replies.at(asked.rows), row) &&
               (asked.by.empty() || says(kind.replies.at(asked.by), column));
    }
};

/// All numbers of a bundle's files.
class Reading {
  public:
    explicit Reading(std::vector<File> const& files) {
        for (File const& file : files)
            if (file.name == "figures.json") read_json(codec::parse_json(file.text).value());
        for (File const& file : files) {
            if (file.name.ends_with(".csv")) read_csv(file);
            if (file.name == "codebook.xml") read_codebook(file.text);
            if (file.name == "index.html") read_page(file.text);
        }
    }
    std::vector<Number> numbers;

  private:
    struct Place {
        Asked asked;
        std::string column;
        std::vector<std::string> codes;
    };

    void say(Place const& place, std::string row, std::int64_t value) {
        numbers.push_back({place.asked, std::move(row), place.column, value});
    }
    void read_json(Json const& json) {
        for (char const* key : {"figures", "withheld"}) of_bundle_.insert(json[key].get<std::int64_t>());
        is_silence_read_ = json["profile"] != "open_data" && json["rounded_to"] == 0;
        for (Json const& table : json["tables"]) {
            auto& places = places_.emplace_back();
            for (Json const& column : table["columns"]) {
                std::string const code = column["column"];
                Place place{{table["field"], codec::string_or(table, "by")},
                            places.empty() ? ""
                            : code.empty() ? "-"
                                           : "=" + code,
                            {}};
                for (std::size_t i = 0; i < kStates; ++i)
                    if (std::string const state{name(static_cast<State>(i))}; column.contains(state))
                        say(place, state, column[state]);
                // Of whom a figure is: of who answered, or of all, as nobody else is there.
                if (is_silence_read_ &&
                    column["words"].get<std::string>().find("answered") == std::string::npos)
                    for (std::size_t i = 1; i < kStates; ++i)
                        say(place, std::string{name(static_cast<State>(i))}, 0);
                for (Json const& figure : column["figures"]) {
                    std::string const row = figure["code"];
                    place.codes.push_back(row);
                    if (!figure.contains("numerator")) continue;
                    say(place, "=" + row, figure["numerator"]);
                    say(place, "answered", figure["denominator"]);
                }
                places.push_back(std::move(place));
            }
        }
    }
    void read_csv(File const& file) {
        auto const& places = places_.at(std::stoul(file.name.substr(file.name.find('_') + 1)) - 1);
        std::istringstream in{file.text};
        std::string line;
        std::getline(in, line);
        std::regex const cells{"^figure,(?:\"[^\"]*\"|[^,]*),[^,]*,[^,]*,([^,]*),(\\d*),(\\d*),"};
        std::regex const none{"^not_counted,(?:\"[^\"]*\"|[^,]*),[^,]*,[^,]*,([a-z_]*),(\\d*),,"};
        bool is_more = static_cast<bool>(std::getline(in, line));
        for (Place const& place : places) {
            std::smatch found;
            for (std::string const& code : place.codes) {
                ASSERT_TRUE(is_more && std::regex_search(line, found, cells)) << line;
                ASSERT_EQ(found[1].str(), code);
                if (found[2].length() > 0) say(place, "=" + code, std::stoll(found[2]));
                if (found[3].length() > 0) say(place, "answered", std::stoll(found[3]));
                is_more = static_cast<bool>(std::getline(in, line));
            }
            std::set<std::string> silent;
            for (std::size_t state = 1; state < kStates; ++state)
                silent.emplace(name(static_cast<State>(state)));
            for (; is_more && std::regex_search(line, found, none);
                 is_more = static_cast<bool>(std::getline(in, line))) {
                silent.erase(found[1]);
                if (found[2].length() > 0) say(place, found[1], std::stoll(found[2]));
            }
            for (std::string const& state : silent)
                if (is_silence_read_) say(place, state, 0);
        }
        EXPECT_TRUE(is_more && line.starts_with("excluded,")) << line;
        EXPECT_FALSE(std::getline(in, line)) << line;
    }
    void read_codebook(std::string const& text) {
        std::regex const parts{
            "<var |<sumStat type=\"vald\">(\\d+)<|<catValu>([^<]*)<|<catStat type=\"freq\">(\\d+)<"};
        std::vector<Place> all;
        for (auto const& table : places_) all.insert(all.end(), table.begin(), table.end());
        std::size_t variables = 0;
        std::string code;
        for (std::sregex_iterator at{text.begin(), text.end(), parts}, end; at != end; ++at) {
            if ((*at)[0] == "<var ") {
                ASSERT_LE(++variables, all.size());
                continue;
            }
            Place const& place = all.at(variables - 1);
            if ((*at)[1].matched) say(place, "answered", std::stoll((*at)[1]));
            if ((*at)[2].matched) code = (*at)[2];
            bool const is_code = std::count(place.codes.begin(), place.codes.end(), code) > 0;
            if ((*at)[3].matched) say(place, (is_code ? "=" : "") + code, std::stoll((*at)[3]));
        }
        EXPECT_EQ(variables, all.size());
    }
    /// The page says nothing that the figures don't.
    void read_page(std::string const& text) const {
        std::set<std::int64_t> said = of_bundle_;
        for (Number const& one : numbers) said.insert(one.value);
        std::regex const pairs{"(\\d+) of (?:the |about )?(\\d+)"};
        for (std::sregex_iterator at{text.begin(), text.end(), pairs}, end; at != end; ++at)
            for (std::size_t const i : {1U, 2U}) EXPECT_EQ(said.count(std::stoll((*at)[i])), 1U) << (*at)[0];
    }

    std::vector<std::vector<Place>> places_;
    bool is_silence_read_ = false;      ///< Whether a way to give no answer that isn't spoken of is nobody's.
    std::set<std::int64_t> of_bundle_;  ///< How many figures there are, and how many of them are withheld.
};

/// What follows from the numbers of some bundles.
class Attacker {
  public:
    explicit Attacker(std::vector<Kind> kinds) : kinds_{std::move(kinds)} {
        program_.columns.assign(kinds_.size(), {0, kMost, 0, true});
    }
    void learn(Number const& number, std::size_t bundle, Rounded const& rounded) {
        auto const range = rounded.may_have_been(static_cast<std::uint64_t>(number.value));
        protection::Program::Row row{{}, static_cast<double>(range.least), static_cast<double>(range.most)};
        for (std::uint32_t k = 0; k < kinds_.size(); ++k)
            if (kinds_[k].in[bundle] && number.is_of(kinds_[k])) row.terms.push_back({k, 1});
        if (!row.terms.empty()) program_.rows.push_back(std::move(row));
    }
    /// The most that all these may be together, or enough: of whole people if they can be found, else of parts.
    std::int64_t most(std::set<std::uint32_t> const& whom, std::int64_t enough) {
        EXPECT_TRUE(solver_.load(program_).ok());
        for (std::uint32_t const k : whom) solver_.set_cost(k, -1);
        auto const parts = solver_.minimise();
        EXPECT_TRUE(parts.ok()) << "what was published contradicts itself";
        if (!parts.ok() || sum(parts.value(), whom) < enough)
            return parts.ok() ? sum(parts.value(), whom) : 0;
        auto const whole = solver_.minimise_whole(-static_cast<double>(enough));
        return whole.ok() ? sum(whole.value(), whom) : 0;
    }
    [[nodiscard]] std::vector<Kind> const& kinds() const { return kinds_; }

  private:
    static constexpr double kMost = 1'000;
    static std::int64_t sum(std::vector<double> const& counts, std::set<std::uint32_t> const& whom) {
        double out = 0;
        for (std::uint32_t const k : whom) out += counts[k];
        return static_cast<std::int64_t>(std::floor(out + 1e-6));
    }
    std::vector<Kind> kinds_;
    protection::Program program_;
    solver::Glpk solver_{{.nodes = 20'000}};
};

struct Person {
    std::string id;
    Kind kind;
};

/// What is in a record of theirs.
Json data_of(Kind const& kind) {
    Json out = Json::object();
    for (auto const& [field, reply] : kind.replies) {
        if (reply == "missing") continue;
        if (field != "ways" || !reply.starts_with('=')) {
            out[field] = reply.starts_with('=') ? reply.substr(1) : reply;
            continue;
        }
        out[field] = Json::array();
        for (char const* way : {"friend", "work", "other"})
            if (says(reply, std::string{"="} + way)) out[field].push_back(way);
    }
    return out;
}

enum class Asks : std::uint8_t { kOneOrTwoQuestions, kTwoCrossTables };
/// What of a bundle is held back, besides what it withholds table by table.
enum class HoldsBack : std::uint8_t { kNothing, kItsOwn, kAll };

/// People, the tables asked of them, and what is published.
class Office {
  public:
    explicit Office(unsigned seed, Asks asks = Asks::kOneOrTwoQuestions) : chance_{seed} {
        std::size_t const count = 40 + draw(90);
        while (people.size() < count) people.push_back({std::to_string(people.size()), drawn(0)});
        if (asks == Asks::kTwoCrossTables) {
            std::vector<std::string> of{"abroad", "status", "ways"};
            std::shuffle(of.begin(), of.end(), chance_);
            asked = {{of[0], of[1]}, {of[2], of[seed % 2]}};
            return;
        }
        std::string const first = seed % 3 == 0 ? "ways" : "status";
        std::vector<Asked> all{{first, ""}, {"abroad", ""}, {first, "abroad"}};
        if (first == "status") all.push_back({"abroad", first});
        for (Asked const& one : all)
            if (draw(2) == 0) asked.push_back(one);
        if (asked.empty()) asked = {all[2]};
    }
    /// Some leave, some answer anew, some come.
    void move_on(std::size_t bundle) {
        for (std::size_t i = draw(3); i > 0; --i) (void)leaves(bundle);
        for (std::size_t i = draw(3); i > 0; --i)
            if (std::string const who = leaves(bundle); !who.empty()) people.push_back({who, drawn(bundle)});
        for (std::size_t i = draw(6); i > 0; --i)
            people.push_back({std::to_string(people.size()), drawn(bundle)});
    }
    /// The files, unless it was refused.
    std::vector<File> publish(std::size_t bundle, Profile profile, Rounded const& as = {},
                              HoldsBack holds_back = HoldsBack::kAll) {
        std::vector<Table> tables;
        std::vector<Microdata> cases;
        for (Asked const& one : asked) {
            Question question{population({}), Variable::of(frame(), one.rows).value(), std::nullopt, {}};
            if (!one.by.empty()) question.columns = Variable::of(frame(), one.by).value();
            cases.push_back(records(question.variables(), bundle));
            tables.push_back(tabulate(std::move(question), cases.back()).value());
        }
        About about;
        about.title = "T";
        about.profile = profile;
        about.rounded = as;
        bool const is_rounded = as.base > 0;
        if (is_rounded) {
            auto made = rounded(tables, about, &solver_);
            if (!made.ok()) return {};
            tables = std::move(made.value().tables);
            about.rounded.steps = made.value().steps;
            steps = made.value().steps;
        }
        auto shown = is_rounded ? show_all(tables) : protect(tables, about, &solver_);
        Publication next{"2030-02-01", "T", profile, as.key, {}, false, {}};
        auto const blind = [](std::string_view whom) { return hash_of(std::string{whom}).substr(0, 16); };
        for (std::size_t t = 0; t < tables.size(); ++t)
            next.tables.push_back(counted(shown.tables[t], cases[t], about, "", blind));
        find_gone(published_, next, *population({}), records({}, bundle), blind);
        if (holds_back == HoldsBack::kNothing) return amparo::evidence::publish(shown, about).value();
        if (holds_back == HoldsBack::kAll)
            hold_back(published_, next, shown, &solver_);
        else if (!given_away(published_, next, &solver_, "en").empty() &&
                 hold_back_within(next, shown, &solver_))
            ++mended;
        auto files = amparo::evidence::publish(shown, about);
        if (!files.ok() || !given_away(published_, next, &solver_, "en").empty()) return {};
        published_.push_back(std::move(next));
        return files.value();
    }
    std::vector<Person> people;
    std::vector<Asked> asked;
    std::int64_t steps = 0;  ///< Of the last rounding.
    std::size_t mended = 0;  ///< Bundles whose own tables gave something away together.

  private:
    std::size_t draw(std::size_t below) { return chance_() % below; }
    std::string leaves(std::size_t bundle) {
        Person& one = people[draw(people.size())];
        if (!one.kind.in[bundle] || !one.kind.in[bundle - 1]) return {};
        for (std::size_t later = bundle; later < kBundles; ++later) one.kind.in.reset(later);
        return one.id;
    }
    /// The first are the usual ones; the last is the form's to give, and it asks everybody.
    std::string one_of(std::vector<std::string> const& replies) {
        std::size_t const count = replies.size() - 1;
        return replies[std::min({draw(count), draw(count), draw(count)})];
    }
    Kind drawn(std::size_t first) {
        Kind out;
        for (std::size_t bundle = first; bundle < kBundles; ++bundle) out.in.set(bundle);
        for (auto const& [field, replies] : kReplies) out.replies[field] = one_of(replies);
        return out;
    }
    Microdata records(std::vector<Variable> variables, std::size_t bundle) const {
        Microdata out{std::move(variables), {}};
        for (Person const& one : people) {
            Json const data = data_of(one.kind);
            if (one.kind.in[bundle]) out.add({one.id, one.id, "2030-01-01", "2030-01-01", false, &data});
        }
        return out;
    }
    std::mt19937 chance_;
    std::vector<Publication> published_;
    solver::Glpk solver_;
};

/// All answers there are to what was asked, of those who stay, and of those who came or left where anybody did.
std::vector<Kind> kinds_of(Office const& office) {
    std::set<std::string> fields;
    for (Asked const& one : office.asked) fields.insert({one.rows, one.by});
    std::set<unsigned long> stays;
    for (Person const& one : office.people) stays.insert(one.kind.in.to_ulong());
    std::vector<Kind> out;
    for (unsigned long const stay : stays) out.push_back({{}, stay});
    for (auto const& [field, replies] : kReplies) {
        if (fields.count(field) == 0) continue;
        std::vector<Kind> more;
        for (Kind const& kind : out)
            for (std::string const& reply : replies) {
                more.push_back(kind);
                more.back().replies[field] = reply;
            }
        out = std::move(more);
    }
    return out;
}

/// A count that a table has, whether or not anybody is told.
struct Cell {
    std::set<std::uint32_t> whom;
    std::int64_t count = 0;
};

/// Which counts of a table somebody is in.
std::vector<std::string> counts_of(Asked const& asked, Kind const& kind) {
    std::vector<std::string> out;
    std::string const& reply = kind.replies.at(asked.rows);
    std::vector<std::string> columns{""};
    for (std::string const& by : asked.by.empty() ? std::vector<std::string>{} : kReplies.at(asked.by))
        if (by.find(',') == std::string::npos && says(kind.replies.at(asked.by), by)) columns.push_back(by);
    if (columns.size() > 1 && !columns.back().starts_with('=')) columns.push_back("-");
    for (std::string const& column : columns) {
        std::string const words = asked.rows + " of " + asked.by + column + ": ";
        for (std::string const& row :
             {std::string{}, reply, std::string{reply.starts_with('=') ? "answered" : "-"}})
            out.push_back(words + row);
        for (std::string const& row : kReplies.at(asked.rows))
            if (row.starts_with('=') && reply.starts_with('=') && row.find(',') == std::string::npos)
                out.push_back(words + (says(reply, row) ? "any " : "without ") + row);
    }
    return out;
}

/// Of who is in a bundle, and of who is in one and not in another.
std::map<std::string, Cell> cells_of(Office const& office, std::vector<Kind> const& kinds) {
    std::map<std::string, Cell> out;
    auto const each = [&](Kind const& kind, auto const& add) {
        for (Asked const& asked : office.asked)
            for (std::string const& words : counts_of(asked, kind))
                for (std::size_t a = 0; a < kBundles; ++a)
                    for (std::size_t b = 0; b < kBundles; ++b)
                        if (kind.in[a] && (a == b || !kind.in[b]))
                            add(out[std::to_string(a) + (a == b ? "" : " without " + std::to_string(b)) +
                                    ", " + words]);
    };
    for (std::uint32_t k = 0; k < kinds.size(); ++k) each(kinds[k], [k](Cell& cell) { cell.whom.insert(k); });
    for (Person const& one : office.people) each(one.kind, [](Cell& cell) { ++cell.count; });
    return out;
}

/// Whether each of these answers is somebody's.
bool is_given(Office const& office, Kind const& kind) {
    return std::all_of(kind.replies.begin(), kind.replies.end(), [&](auto const& reply) {
        return std::any_of(office.people.begin(), office.people.end(), [&](Person const& one) {
            return one.kind.replies.at(reply.first) == reply.second;
        });
    });
}

struct Read {
    std::size_t bundle = 0;
    std::vector<Number> numbers;
    Rounded as = {};
};

struct Attacked {
    std::size_t cells = 0;           ///< Below the threshold.
    std::vector<std::string> known;  ///< Those known to be.
};

enum class Assumes : std::uint8_t { kNothing, kWhichAnswersAreGiven };

Attacked attack(Office const& office, std::vector<Read> const& read, std::int64_t threshold,
                Assumes assumes = Assumes::kNothing) {
    std::vector<Kind> kinds = kinds_of(office);
    if (assumes == Assumes::kWhichAnswersAreGiven)
        std::erase_if(kinds, [&](Kind const& kind) { return !is_given(office, kind); });
    Attacker attacker{std::move(kinds)};
    for (Read const& one : read)
        for (Number const& number : one.numbers) attacker.learn(number, one.bundle, one.as);
    Attacked out;
    std::set<std::set<std::uint32_t>> looked_at;
    for (auto const& [words, cell] : cells_of(office, attacker.kinds())) {
        if (cell.count == 0 || cell.count >= threshold || !looked_at.insert(cell.whom).second) continue;
        ++out.cells;
        if (attacker.most(cell.whom, threshold) < threshold)
            out.known.push_back(words + ": " + std::to_string(cell.count));
    }
    return out;
}

constexpr unsigned kStudies = 8;

/// How many small cells there were, and how often there were bundles of the whole series.
struct Played {
    std::size_t cells = 0;
    std::size_t series = 0;
};

void play(unsigned seed, Profile profile, Rounded const& as, Played& played) {
    SCOPED_TRACE(std::to_string(seed) + " " + std::string{protection::name(profile)});
    Office office{seed};
    std::vector<Read> read;
    for (std::size_t bundle = 0; bundle < kBundles; ++bundle) {
        if (bundle > 0) office.move_on(bundle);
        auto const files = office.publish(bundle, profile, as);
        if (files.empty()) continue;
        read.push_back({bundle, Reading{files}.numbers, as});
        read.back().as.steps = office.steps;
        Attacked const found = attack(office, read, protection::policy_of(profile).least_part);
        EXPECT_EQ(found.known, std::vector<std::string>{});
        played.cells += found.cells;
    }
    played.series += read.size() / kBundles;
}

TEST(Attacker, A2_NoSmallCellIsKnownToBeSmallFromTheFilesOfOneToThreeBundles) {
    Played played;
    for (unsigned seed = 0; seed < kStudies; ++seed)
        for (Profile const profile : {Profile::kOpenData, Profile::kInternal})
            play(seed, profile, {}, played);
    EXPECT_GT(played.cells, 0U);
    EXPECT_GT(played.series, 0U);
}

/// What the files of bundles of two cross tables give away.
struct Crossed {
    std::size_t cells = 0;
    std::size_t mended = 0;
    std::vector<std::string> known;
};

Crossed cross(HoldsBack holds_back, unsigned studies) {
    Crossed out;
    for (unsigned seed = 0; seed < studies; ++seed)
        for (Profile const profile : {Profile::kOpenData, Profile::kInternal}) {
            Office office{seed, Asks::kTwoCrossTables};
            auto const files = office.publish(0, profile, {}, holds_back);
            if (files.empty()) continue;
            Attacked const found =
                attack(office, {{0, Reading{files}.numbers}}, protection::policy_of(profile).least_part);
            out.cells += found.cells;
            out.known.insert(out.known.end(), found.known.begin(), found.known.end());
            out.mended += office.mended;
        }
    return out;
}

TEST(Attacker, W11_TwoCrossTablesOfOneBundleGiveNoSmallCellAway) {
    Crossed const found = cross(HoldsBack::kItsOwn, kStudies);
    EXPECT_GT(found.cells, 0U);
    EXPECT_GT(found.mended, 0U);
    EXPECT_EQ(found.known, std::vector<std::string>{});
}

TEST(Attacker, W11_TableByTableTheyWould) {
    EXPECT_FALSE(cross(HoldsBack::kNothing, 2).known.empty());
}

TEST(Attacker, U9_NoSmallCellIsKnownToBeSmallFromTheFilesOfRoundedBundles) {
    for (bool const is_controlled : {false, true}) {
        Played played;
        for (unsigned seed = 0; seed < kStudies / 2; ++seed)
            play(seed, Profile::kOpenData, {11, is_controlled, "a key"}, played);
        EXPECT_GT(played.cells, 0U);
        EXPECT_GT(played.series, 0U);
    }
}

TEST(Attacker, A2_WhoKnowsFromElsewhereWhichAnswersNobodyGaveIsNotWithstood) {
    Office office{15};
    std::vector<Read> const read{{0, Reading{office.publish(0, Profile::kInternal)}.numbers}};
    std::int64_t const threshold = protection::policy_of(Profile::kInternal).least_part;
    EXPECT_TRUE(attack(office, read, threshold).known.empty());
    EXPECT_FALSE(attack(office, read, threshold, Assumes::kWhichAnswersAreGiven).known.empty());
}

TEST(Attacker, A2_SmallCellsAreFoundInWhatNobodyProtected) {
    Office office{1};
    Reading const reading{office.publish(0, Profile::kResearchConsented)};
    EXPECT_FALSE(attack(office, {{0, reading.numbers}}, protection::policy_of(Profile::kOpenData).least_part)
                     .known.empty());
}

}  // namespace
}  // namespace amparo::evidence
