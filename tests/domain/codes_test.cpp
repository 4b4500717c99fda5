// SPDX-License-Identifier: AGPL-3.0-or-later
// The codes that people choose from are those that the rules know: neither may gain or lose one alone.
#include "amparo/casework/finding_json.hpp"
#include "amparo/casework/first_contact.hpp"
#include "amparo/consent/release_json.hpp"
#include "amparo/deadlines/table.hpp"
#include "amparo/directory/entry_of.hpp"
#include "amparo/matching/match.hpp"
#include "amparo/model/part.hpp"
#include "amparo/referral/status.hpp"
#include "amparo/shelter/shelter_json.hpp"
#include "support.hpp"

using namespace amparo;
using namespace amparo::domain_test;

namespace {

using NoProblems = std::vector<std::string>;

RecordId record(unsigned char number) {
    RecordId::Bytes bytes{};
    bytes.back() = std::byte{number};
    return RecordId{bytes};
}

directory::Entry entry(Json service) {
    service["name"] = "Casa Azahar";
    service["needs"] = {"shelter"};
    EXPECT_EQ(problems_with("service", service), NoProblems{}) << service;
    return directory::entry_of(service, record(1), nullptr, nullptr, std::nullopt);
}

matching::Report ask_for(matching::Wish wish, directory::Entry const& entry) {
    matching::Request request;
    request.need = "shelter";
    request.wishes.insert(wish);
    return matching::Index{{&entry, 1}}.match(request, Instant{});
}

}  // namespace

TEST(Codes, AFindingOffersWhatItsRulesRead) {
    EXPECT_EQ(offered("finding.acts.act"), names_of<casework::Act>());
    EXPECT_EQ(offered("finding.means.means"), names_of<casework::Means>());
    EXPECT_EQ(offered("finding.purposes.purpose"), names_of<casework::Purpose>());
    for (std::string const element : {"acts", "means", "purposes"}) {
        EXPECT_EQ(offered("finding." + element + ".basis"), names_of<casework::Basis>());
        EXPECT_EQ(offered("finding." + element + ".stated"),
                  names_of<casework::Stated>({"unknown", "declined", "not_asked"}));
        EXPECT_EQ(field("finding." + element).max_items, casework::kStatementsMax);
    }
    EXPECT_EQ(offered("finding.age_at_time"), names_of<casework::Age>({"unknown", "declined", "not_asked"}));
}

TEST(Codes, AFindingFilledInWithEveryCodeIsReadWhole) {
    Json data{{"age_at_time", "adult"}};
    for (auto const& [element, code] :
         {std::pair{"acts", "act"}, {"means", "means"}, {"purposes", "purpose"}})
        for (std::string const& each : offered(std::string{"finding."} + element + "." + code))
            data[element].push_back(
                {{code, each}, {"stated", "yes"}, {"basis", offered("finding.acts.basis")}, {"note", "n"}});
    ASSERT_EQ(problems_with("finding", data), NoProblems{});
    auto const episode = casework::episode_from(data);
    ASSERT_TRUE(episode.ok()) << episode.error().field;
    EXPECT_EQ(episode.value().acts.size(), offered("finding.acts.act").size());
    EXPECT_EQ(episode.value().means.size(), offered("finding.means.means").size());
    EXPECT_EQ(episode.value().purposes.size(), offered("finding.purposes.purpose").size());
}

TEST(Codes, C1_AContactEndsAsItsRulesSay) {
    EXPECT_EQ(offered("contact.outcome"), names_of<casework::ContactOutcome>({"unknown"}));
    EXPECT_EQ(offered("contact.turned_away_reason"), names_of<casework::TurnedAwayReason>());
    for (std::string const& outcome : offered("contact.outcome"))
        for (bool const has_reason : {false, true}) {
            Json data{{"chosen_name", "Marisol"}, {"outcome", outcome}};
            if (has_reason) data["turned_away_reason"] = "full";
            auto const reason = has_reason ? std::optional{casework::TurnedAwayReason::kFull} : std::nullopt;
            EXPECT_EQ(problems_with("contact", data).empty(),
                      casework::check_ending(*casework::contact_outcome_named(outcome), reason, {}).ok())
                << outcome << " " << has_reason;
        }
    EXPECT_EQ(problems_with(
                  "contact",
                  {{"chosen_name", "Marisol"}, {"outcome", "turned_away"}, {"turned_away_reason", "other"}}),
              NoProblems{"required at turned_away_note"});  // C3
}

TEST(Codes, AReleaseIsSignedInTheWaysItsRulesKnow) {
    EXPECT_EQ(offered("release.signed_how"), names_of<consent::SignedHow>());
    EXPECT_EQ(offered("release.signatory"), names_of<consent::Signatory>());
    for (char const* answer : {"release.person_is_minor", "release.guardian_is_accused"})
        EXPECT_EQ(offered(answer), names_of<consent::Answer>({"unknown"}));
    EXPECT_EQ(field("release.fields").max_items, consent::kFieldsMax);
}

TEST(Codes, WhatTheReleaseRulesWriteIsAReleaseRecord) {
    Instant const now = *parse_instant("2031-03-01T18:30:00Z");
    consent::Terms terms;
    terms.recipient = "Casa Ocaso";
    terms.recipient_card = record(7);
    terms.fields = {"contact.chosen_name"};
    terms.purpose = "to ask for a bed";
    terms.signed_how = consent::SignedHow::kOnScreen;
    terms.explained_by = "Luz";
    terms.language = "es";
    terms.signatory = consent::Signatory::kGuardian;
    terms.person_is_minor = consent::Answer::kYes;
    terms.guardian_name = "Rosa";
    terms.guardian_relation = "aunt";
    terms.guardian_is_accused = consent::Answer::kNo;
    auto release = consent::sign(record(2), PersonId{PersonId::Bytes{}}, terms, now);
    ASSERT_TRUE(release.ok());
    EXPECT_EQ(problems_with("release", consent::to_json(release.value(), now)), NoProblems{});
    consent::Release withdrawn = release.value();
    withdrawn.withdraw({now, "Luz"});
    EXPECT_EQ(problems_with("release", consent::to_json(withdrawn, now)), NoProblems{});
}

TEST(Codes, S2_AReferralIsInAStateThatItsRulesKnow) {
    EXPECT_EQ(offered("referral.state"), names_of<referral::Status>());
    EXPECT_EQ(offered("referral_step.from_state"), names_of<referral::Status>());
    EXPECT_EQ(offered("referral_step.to_state"), names_of<referral::Status>());
    EXPECT_EQ(offered("referral_step.event"), names_of<referral::Step>());
    EXPECT_EQ(offered("referral.outcome"), names_of<referral::Outcome>({"not_known"}));
    EXPECT_EQ(offered("referral_step.outcome"), names_of<referral::Outcome>({"not_known"}));
}

TEST(Codes, U2_B8_Q1_ABedIsAskedForHeldAndLeftInTheWordsOfItsRules) {
    EXPECT_EQ(offered("unit.offers"), names_of<shelter::Wish>());
    EXPECT_EQ(offered("bed_request.wishes"), names_of<shelter::Wish>());
    EXPECT_EQ(offered("bed_request.urgency"), names_of<shelter::Urgency>());
    EXPECT_EQ(offered("stay.state"), names_of<shelter::StayState>());
    EXPECT_EQ(offered("bed_request.turned_away_reason"), names_of<casework::TurnedAwayReason>());
    Codes steps;
    for (shelter::UnitStep const step : shelter::kAllUnitSteps)
        if (shelter::condition_after(step)) steps.insert(std::string{name(step)});
    EXPECT_EQ(offered("unit_step.step"), steps);
}

TEST(Codes, M4_EveryWishIsAnsweredByAFieldOfTheServiceForm) {
    EXPECT_EQ(offered("contact.wishes"), names_of<matching::Wish>());
    for (matching::Wish const wish : matching::kAllWishes) {
        std::string const code{name(wish)};
        SCOPED_TRACE(code);
        bool const is_absence = code.rfind("no_", 0) == 0;
        std::string answered_by = is_absence ? code.substr(3) : code;
        if (wish == matching::Wish::kNoReferral) answered_by = "referral_required";
        matching::Report const granted = ask_for(wish, entry({{answered_by, is_absence ? "no" : "yes"}}));
        ASSERT_EQ(granted.offers_total, 1U);
        EXPECT_TRUE(granted.offers[0].ask.empty());
        EXPECT_EQ(ask_for(wish, entry({{answered_by, is_absence ? "yes" : "no"}})).offers_total, 0U);
        matching::Report const not_stated = ask_for(wish, entry({{answered_by, "declined"}}));
        ASSERT_EQ(not_stated.offers_total, 1U);
        EXPECT_TRUE(not_stated.offers[0].ask.contains(wish));
    }
}

TEST(Codes, AServiceSaysWhatMatchingReads) {
    std::set<directory::CapacityStatus> found;
    for (std::string const& code : offered("service.capacity_status"))
        found.insert(entry({{"capacity_status", code}}).capacity);
    EXPECT_EQ(found.size(), offered("service.capacity_status").size());
    EXPECT_EQ(found.count(directory::CapacityStatus::kUnknown), 0U);
    for (std::string const& code : offered("service.status"))
        EXPECT_EQ(entry({{"status", code}}).active, code == "active") << code;
    auto const& days = field("service.hours.weekday").vocabulary->terms();
    ASSERT_EQ(days.size(), 7U);
    for (std::size_t day = 0; day < days.size(); ++day) {
        auto const hours =
            entry({{"hours", {{{"weekday", days[day].code}, {"opens", "09:00"}, {"closes", "17:00"}}}}})
                .hours;
        ASSERT_EQ(hours.size(), 1U) << days[day].code;
        EXPECT_EQ(hours[0].weekday, day);
    }
}

TEST(Codes, WhatAPersonNeedsAndIsCanBeOfferedAndTheOtherWayRound) {
    for (char const* name : {"needs", "populations", "languages"})
        EXPECT_EQ(offered(std::string{"contact."} + name), offered(std::string{"service."} + name));
    EXPECT_EQ(offered("referral.need"), offered("contact.needs"));
}

TEST(Codes, RolesAreThoseOfTheModel) {
    EXPECT_EQ(list("roles"), names_of<Role>());
}

TEST(Codes, ADeadlineIsCountedByARuleOfTheTableOrIsADateOfItsOwn) {
    Codes rules{"other"};
    for (deadlines::Rule const& rule : deadlines::shipped().rules) rules.insert(rule.id);
    EXPECT_EQ(offered("deadline.rule"), rules);
    for (forms::Term const& term : field("deadline.rule").vocabulary->terms())
        if (auto const* const rule = deadlines::shipped().find(term.code); rule != nullptr) {
            EXPECT_EQ(term.labels.in("en"), rule->label.en);
            EXPECT_EQ(term.labels.in("es"), rule->label.es);
        }
}
