// SPDX-License-Identifier: AGPL-3.0-or-later
// T32, T34: what is offered to a person, in which order, and what can be done for them is the same whatever
// their status, their work, their contact with the police and their releases are. That the modules which decide
// cannot see these is shown by what must not compile; here the whole engine is asked.
#include "support.hpp"

#include <random>

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

TEST(NonInterference, T34_EveryServiceAnswersTheSameWithoutAReleaseAndWithOneThatIsOver) {
    Office office;
    office.founded();
    office.ok("directory.import", network());
    enum class Release { kAbsent, kInForce, kWithdrawn, kExpired };
    std::vector<Json> people;
    for (auto const state : {Release::kAbsent, Release::kInForce, Release::kWithdrawn, Release::kExpired}) {
        people.push_back(person_with(office, contact_data()));
        if (state == Release::kAbsent) continue;
        Json params = release_params(people.back());
        if (state == Release::kExpired) params["ends"] = "2031-03-10";
        Json const release = office.ok("release.sign", params);
        if (state == Release::kWithdrawn) office.ok("release.withdraw", {{"id", release["id"]}});
    }
    office.now = parse_instant("2031-03-15T18:00:00Z").value();
    std::vector<Json> answers;
    for (Json const& person : people) {
        Json all = Json::array();
        all.push_back(office.ok("match", {{"person", person}})["needs"]);
        for (char const* kind : {"note", "finding"}) {
            Json const data = kind == std::string{"note"} ? Json{{"text", "a quiet evening"}}
                                                          : Json{{"sector", "cleaning"}};
            all.push_back(
                office.call("record.create", {{"kind", kind}, {"person", person}, {"data", data}}).ok());
        }
        all.push_back(office.ok("finding.assess", {{"data", {{"sector", "farm_work"}}}}));
        answers.push_back(all);
    }
    for (Json const& other : answers) EXPECT_TRUE(other == answers[0]);
    EXPECT_FALSE(answers[0][0][0]["offers"].empty());
}
