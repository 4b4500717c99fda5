// SPDX-License-Identifier: AGPL-3.0-or-later
// T32, T34: what is offered to a person, in which order, and what can be done for them is the same whatever
// their status, their work, their contact with the police and their releases are. That the modules which decide
// cannot see these is shown by what must not compile; here the whole engine is asked.
#include "chance/seeded.hpp"
#include "support.hpp"

#include <map>
#include <random>
#include <regex>

using namespace amparo;
using namespace amparo::engine;

namespace {

Json one_of(std::mt19937& rng, std::vector<std::string> const& values) {
    return values[rng() % values.size()];
}

/// What is nobody's business who decides what is offered: any of it, or nothing.
void say_other_facts(Office& office, Json const& person, std::mt19937& rng) {
    std::vector<std::string> const answers{"yes", "no"};
    if (rng() % 4 != 0)
        office.ok("record.create",
                  {{"kind", "immigration_note"},
                   {"person", person},
                   {"data",
                    {{"status", one_of(rng, {"without_papers", "asylum_applicant", "citizen"})},
                     {"contact_with_authorities", one_of(rng, answers)},
                     {"wants_contact_with_authorities", one_of(rng, answers)},
                     {"text", "said so"}}}});
    if (rng() % 4 != 0)
        office.ok("record.create", {{"kind", "finding"},
                                    {"person", person},
                                    {"data", {{"sector", one_of(rng, {"farm_work", "cleaning"})}}}});
    if (rng() % 3 == 0) return;
    Json const release = office.ok("release.sign", release_params(person));
    if (rng() % 2 == 0)
        office.ok("release.withdraw",
                  {{"id", release["id"]}, {"by", "in_person"}, {"reason", "changed mind"}});
}

Json network() {
    Json file{{"name", "network.json"}, {"text", file_text("data/directory/demo_network.json")}};
    return {{"source", "network"}, {"files", Json::array({file})}};
}

Json person_with(Office& office, Json const& data) {
    return office.ok("record.create", {{"kind", "contact"}, {"data", data}})["person"];
}

/// What an office does for one person, and all its answers. Its network and its houses have the same ids each time;
/// ids and numbers that are drawn later are named by their order.
class Helped {
  public:
    Helped() { chance::begin(34); }
    /// `before`: what is on record of the person by then.
    Json all(std::function<void(Office&, Json const&)> const& before, char const* urgency = "none") {
        office_.founded();
        office_.ok("directory.import", network());
        Json const house =
            office_.ok("record.create", {{"kind", "house"}, {"data", {{"name", "North"}}}})["id"];
        std::vector<std::string> units;
        for (int n = 1; n <= 3; ++n)
            units.push_back(office_.ok(
                "record.create",
                {{"kind", "unit"},
                 {"data", {{"house", house}, {"name", "Unit " + std::to_string(n)}, {"places", n}}}})["id"]);
        office_.ok("bed.ask", {{"person", person_with(office_, {{"chosen_name", "Ida"}})}});
        Json const person = person_with(office_, contact_data());
        before(office_, person);
        office_.now = parse_instant("2031-03-15T18:00:00Z").value();

        Json const about{{"person", person}};
        said("match", about);
        Json const contact =
            said("record.create", with(about, {{"kind", "contact"}, {"data", contact_data()}}));
        said("record.update", {{"id", contact["id"]}, {"data", {{"needs_note", "and a quiet one"}}}});
        said("record.create", with(about, {{"kind", "note"}, {"data", {{"text", "a quiet evening"}}}}));
        said("record.create", with(about, {{"kind", "finding"}, {"data", {{"sector", "cleaning"}}}}));
        said("finding.assess", {{"data", {{"sector", "farm_work"}}}});
        helped_to_a_bed(about, units, urgency);
        said("person.summary", with(about, {{"fields", {"contact.chosen_name", "contact.needs"}}}));
        said("deadline.add",
             with(about, {{"rule", "us_asylum_1yr"}, {"facts", {{"last_arrival", "2030-04-01"}}}}));
        Json const matter = said("matter.open", with(about, {{"title", "Wages"}, {"area", "wages"}}));
        said("relief.answer", {{"id", matter["id"]},
                               {"option", "us_t"},
                               {"item", "reasonable_requests"},
                               {"answer", "present"}});
        Json const paper = said("document.begin", with(about, {{"name", "contract.txt"}}));
        said("document.put", {{"id", paper["id"]}, {"data", "d29yZHM="}});
        said("document.finish", {{"id", paper["id"]}});
        said("hold.place", with(about, {{"why", "a request came"}}));
        said("match", about);
        return numbered(answers_);
    }

  private:
    void helped_to_a_bed(Json const& about, std::vector<std::string> const& units, char const* urgency) {
        said("bed.find", {{"household", 2}});
        Json const asked = said(
            "bed.ask", with(about, {{"household", 2}, {"urgency", urgency}, {"urgency_stated_by", "Alma"}}));
        office_.ok("bed.ask", {{"person", person_with(office_, {{"chosen_name", "Bruna"}})}});
        said("bed.waiting");
        Json const held = said(
            "bed.hold",
            with(about, {{"household", 2}, {"places", Json::array({units[1]})}, {"request", asked["id"]}}));
        said("stay.keep", {{"id", held["id"]}, {"minutes", 45}});
        said("stay.arrive", {{"id", held["id"]}});
        said("stay.extend", {{"id", held["id"]}, {"until", "2031-03-25"}});
        said("stay.move", {{"id", held["id"]}, {"places", Json::array({units[2]})}});
        said("stay.away", {{"id", held["id"]}, {"from", "2031-03-18"}, {"until", "2031-03-19"}});
        said("board", {{"nights", 14}});
        said("unit.list");
        said("stay.leave", {{"id", held["id"]}, {"destination", "friends"}});
        said("bed.waiting");
        said("stay.list", with(about, {{"all", true}}));
    }

    static Json with(Json about, Json const& more) {
        about.update(more);
        return about;
    }
    Json said(char const* method, Json const& params = Json::object()) {
        office_.now =
            parse_instant("2031-03-15T18:00:00Z").value() + std::chrono::minutes{static_cast<int>(++count_)};
        Json const answer = office_.ok(method, params);
        answers_[method].push_back(answer);
        return answer;
    }
    static Json numbered(Json const& answers) {
        std::string text = codec::to_text(answers);
        std::map<std::string, std::string> names;
        std::regex const id{"[a-z]{3}_[0-9a-f]{32}|M-[A-Z0-9]{6}"};
        std::string out;
        for (std::smatch found; std::regex_search(text, found, id); text = found.suffix()) {
            auto const name = names.emplace(found.str(), "id " + std::to_string(names.size()));
            out += found.prefix().str() + name.first->second;
        }
        return codec::parse_json(out + text).value();
    }

    Office office_;
    std::size_t count_ = 0;
    Json answers_ = Json::object();
};

void nothing_else(Office&, Json const&) {}

void expect_same(Json const& answers, Json const& expected) {
    EXPECT_EQ(answers.size(), expected.size());
    for (auto const& [method, said] : answers.items()) EXPECT_EQ(said, expected[method]) << method;
}

}  // namespace

TEST(NonInterference, T32_TheOrderOfOffersIsTheSameWhateverElseIsKnownOfAPerson) {
    Office office;
    office.founded();
    office.now = parse_instant("2031-03-15T18:00:00Z").value();
    office.ok("directory.import", network());
    Json const expected = office.ok("match", {{"person", person_with(office, contact_data())}})["needs"];
    ASSERT_GE(expected[0]["offers"].size(), 2U) << "there is an order";
    std::mt19937 rng{32};
    for (int n = 0; n < 60; ++n) {
        Json const person = person_with(office, contact_data());
        say_other_facts(office, person, rng);
        ASSERT_EQ(office.ok("match", {{"person", person}})["needs"], expected) << n;
    }
    // The control: what the person asks for does change it.
    Json other = contact_data();
    other["near"] = {{"latitude", 25.76}, {"longitude", -80.19}};
    EXPECT_NE(office.ok("match", {{"person", person_with(office, other)}})["needs"], expected);
}

TEST(NonInterference, T32_BedsTheTurnAndEveryOtherServiceAreTheSameWhateverElseIsKnownOfAPerson) {
    Json const expected = Helped{}.all(nothing_else);
    std::mt19937 rng{32};
    for (int n = 0; n < 6; ++n) {
        SCOPED_TRACE(n);
        expect_same(
            Helped{}.all([&](Office& office, Json const& person) { say_other_facts(office, person, rng); }),
            expected);
    }
    // The control: who says that she is in danger now has her turn before the others.
    EXPECT_NE(Helped{}.all(nothing_else, "danger_now")["bed.waiting"], expected["bed.waiting"]);
}

TEST(NonInterference, T34_EveryServiceAnswersTheSameWithoutAReleaseAndWithOneThatIsOver) {
    Json const expected = Helped{}.all(nothing_else);
    for (bool const is_withdrawn : {false, true})
        for (char const* ends : {"2031-03-10", "2031-03-20"}) {
            SCOPED_TRACE(std::string{ends} + (is_withdrawn ? ", withdrawn" : ""));
            expect_same(Helped{}.all([&](Office& office, Json const& person) {
                Json params = release_params(person);
                params["ends"] = ends;
                Json const release = office.ok("release.sign", params);
                if (is_withdrawn) office.ok("release.withdraw", {{"id", release["id"]}});
            }),
                        expected);
        }
}
