// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/casework/finding.hpp"
#include "amparo/casework/finding_json.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <type_traits>

using namespace amparo;
using namespace amparo::casework;

namespace {

Bases said() {
    Bases b;
    b.insert(Basis::kPersonSaid);
    return b;
}

template <class Code>
Statement<Code> yes(Code code) {
    return {code, Stated::kYes, said()};
}

// An adult, brought to work that another person forces her to do. Each test changes what it is about.
Episode forced_labour(Age age = Age::kAdult) {
    return {
        age, {yes(Act::kRecruitment)}, {yes(Means::kUseOfForce)}, {yes(Purpose::kForcedLabourOrServices)}};
}
Episode forced_into_prostitution(Age age = Age::kAdult) {
    Episode e = forced_labour(age);
    e.purposes = {yes(Purpose::kExploitationOfTheProstitutionOfOthers)};
    return e;
}

constexpr std::array kAges{Age::kUnknown, Age::kAdult, Age::kChild, Age::kDeclined, Age::kNotAsked};
constexpr std::array kPresences{Presence::kPresent, Presence::kAbsent, Presence::kNotKnown};

template <class Code>
std::vector<Statement<Code>> statements(Presence presence, Code code) {
    switch (presence) {
        case Presence::kPresent:
            return {yes(code)};
        case Presence::kAbsent:
            return {yes(Code::kNone)};
        case Presence::kNotKnown:
        case Presence::kNotNeeded:
            return {};
    }
    return {};
}

// The table of Article 3 in words of its own: 'y' there, 'n' not there, '?' not known.
Outcome expected(bool child, Presence act, Presence means, Presence purpose) {
    std::string const needed = [&] {
        auto const letter = [](Presence p) {
            return p == Presence::kPresent ? 'y' : p == Presence::kAbsent ? 'n' : '?';
        };
        std::string text{letter(act), letter(purpose)};
        if (!child) text += letter(means);
        return text;
    }();
    if (needed.find('n') != std::string::npos) return Outcome::kNotMet;
    return needed.find('?') == std::string::npos ? Outcome::kMet : Outcome::kUndetermined;
}

}  // namespace

TEST(Finding, F1_F2_F3_F7_EveryAgeAndEveryCombinationOfElementsGivesTheTable) {
    for (Age const age : kAges)
        for (Presence const act : kPresences)
            for (Presence const means : kPresences)
                for (Presence const purpose : kPresences) {
                    SCOPED_TRACE(std::string{name(age)} + " act " + std::string{name(act)} + " means " +
                                 std::string{name(means)} + " purpose " + std::string{name(purpose)});
                    Episode const e{age, statements(act, Act::kTransfer), statements(means, Means::kFraud),
                                    statements(purpose, Purpose::kServitude)};
                    Reading const r = assess(e).palermo;
                    bool const aged = age == Age::kAdult || age == Age::kChild;
                    bool const child = age == Age::kChild;
                    EXPECT_EQ(r.outcome,
                              aged ? expected(child, act, means, purpose) : Outcome::kUndetermined);
                    EXPECT_EQ(r.rule, !aged ? Rule::kF3 : child ? Rule::kF2 : Rule::kF1);
                    EXPECT_EQ(r.act.presence, act);
                    EXPECT_EQ(r.purpose.presence, purpose);
                    EXPECT_EQ(r.means.presence, child ? Presence::kNotNeeded : means);
                }
}

TEST(Finding, F3_WithoutAnAgeBothDefinitionsAreUndeterminedEvenWhenEveryElementIsThere) {
    for (Age const age : {Age::kUnknown, Age::kDeclined, Age::kNotAsked}) {
        for (Episode const& e : {forced_labour(age), forced_into_prostitution(age)}) {
            Assessment const a = assess(e);
            EXPECT_EQ(a.palermo.outcome, Outcome::kUndetermined);
            EXPECT_EQ(a.us(), Outcome::kUndetermined);
            EXPECT_EQ(a.us_sex.rule, Rule::kF3);
            EXPECT_EQ(a.us_labour.rule, Rule::kF3);
            EXPECT_EQ(a.age_at_time, age);
            EXPECT_EQ(a.palermo.act.presence, Presence::kPresent);
        }
    }
}

TEST(Finding, F4_AStatementWithoutABasisEstablishesNeitherPresenceNorAbsence) {
    Episode e = forced_labour();
    e.means = {{Means::kUseOfForce, Stated::kYes, {}}};
    EXPECT_EQ(assess(e).palermo.means, (Element{Presence::kNotKnown, Missing::kNoBasis}));
    EXPECT_EQ(assess(e).palermo.outcome, Outcome::kUndetermined);
    e.means = {{Means::kNone, Stated::kYes, {}}};
    EXPECT_EQ(assess(e).palermo.means, (Element{Presence::kNotKnown, Missing::kNoBasis}));
    EXPECT_EQ(assess(e).palermo.outcome, Outcome::kUndetermined);
    e.means = {{Means::kUseOfForce, Stated::kYes, {}}, yes(Means::kFraud)};
    EXPECT_EQ(assess(e).palermo.outcome, Outcome::kMet);
}

TEST(Finding, F4_EveryBasisIsABasis) {
    for (std::string_view const code :
         {"person_said", "observed", "document", "third_party", "authority_decision", "media"}) {
        SCOPED_TRACE(code);
        std::optional<Basis> const basis = basis_named(code);
        ASSERT_TRUE(basis);
        EXPECT_EQ(name(*basis), code);
        Episode e = forced_labour();
        e.acts[0].bases = {};
        EXPECT_EQ(assess(e).palermo.outcome, Outcome::kUndetermined);
        e.acts[0].bases.insert(*basis);
        EXPECT_EQ(assess(e).palermo.outcome, Outcome::kMet);
    }
}

TEST(Finding, F5_OneCodeStatedYesIsEnoughWhateverElseWasAnswered) {
    for (Stated const other : {Stated::kNo, Stated::kUnknown, Stated::kDeclined, Stated::kNotAsked}) {
        Episode e = forced_labour();
        e.means.insert(e.means.begin(), {Means::kFraud, other, said()});
        e.means.push_back({Means::kIsolation, other, said()});
        EXPECT_EQ(assess(e).palermo.outcome, Outcome::kMet) << name(other);
    }
}

TEST(Finding, F6_CodesAnsweredNoAreNotTheSameAsNone) {
    Episode e = forced_labour();
    e.means.clear();
    for (Means const m : kAllMeans)
        if (m != Means::kNone) e.means.push_back({m, Stated::kNo, said()});
    EXPECT_EQ(assess(e).palermo.means, (Element{Presence::kNotKnown, Missing::kNotAsked}));
    e.means.push_back(yes(Means::kNone));
    EXPECT_EQ(assess(e).palermo.means, (Element{Presence::kAbsent, Missing::kNothing}));
    EXPECT_EQ(assess(e).palermo.outcome, Outcome::kNotMet);
}

TEST(Finding, F6_NoneThatWasNotStatedYesSaysNothing) {
    for (Stated const s : {Stated::kNo, Stated::kUnknown, Stated::kDeclined, Stated::kNotAsked}) {
        Episode e = forced_labour();
        e.purposes = {{Purpose::kNone, s, said()}};
        EXPECT_EQ(assess(e).palermo.purpose.presence, Presence::kNotKnown) << name(s);
        EXPECT_EQ(assess(e).palermo.outcome, Outcome::kUndetermined) << name(s);
    }
}

TEST(Finding, F6_NoneBesideAYesIsAContradictionAndNotKnown) {
    Element const contradiction{Presence::kNotKnown, Missing::kContradiction};
    Episode e = forced_labour();
    e.means.push_back(yes(Means::kNone));
    EXPECT_EQ(assess(e).palermo.means, contradiction);
    e.means[0].bases = {};
    EXPECT_EQ(assess(e).palermo.means, contradiction) << "a yes without a basis contradicts too";
    e = forced_labour();
    e.acts.insert(e.acts.begin(), yes(Act::kNone));
    EXPECT_EQ(assess(e).palermo.act, contradiction);
    EXPECT_EQ(assess(e).palermo.outcome, Outcome::kUndetermined);
}

TEST(Finding, F7_SaysWhyAnElementIsNotKnown) {
    struct Row {
        std::vector<Statement<Means>> means;
        Missing why;
    };
    std::vector<Row> const rows{
        {{}, Missing::kNotAsked},
        {{{Means::kFraud, Stated::kNotAsked, {}}}, Missing::kNotAsked},
        {{{Means::kFraud, Stated::kNo, said()}}, Missing::kNotAsked},
        {{{Means::kFraud, Stated::kUnknown, said()}}, Missing::kUnknown},
        {{{Means::kFraud, Stated::kDeclined, said()}}, Missing::kDeclined},
        {{{Means::kFraud, Stated::kUnknown, said()}, {Means::kIsolation, Stated::kDeclined, {}}},
         Missing::kDeclined},
        {{{Means::kFraud, Stated::kDeclined, {}}, {Means::kIsolation, Stated::kYes, {}}}, Missing::kNoBasis},
        {{yes(Means::kOther), {Means::kIsolation, Stated::kYes, {}}}, Missing::kLawyerDecides},
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Episode e = forced_labour();
        e.means = rows[i].means;
        EXPECT_EQ(assess(e).palermo.means, (Element{Presence::kNotKnown, rows[i].why})) << "row " << i;
    }
}

TEST(Finding, F8_WhichCodesAloneAreAnActMeansOrPurposeUnderArticle3) {
    for (Act const act : kAllActs) {
        Episode e = forced_labour();
        e.acts = {yes(act)};
        std::set<Act> const not_named{Act::kPatronizing, Act::kSoliciting, Act::kNone};
        Outcome const want = act == Act::kOther        ? Outcome::kUndetermined
                             : not_named.contains(act) ? Outcome::kNotMet
                                                       : Outcome::kMet;
        EXPECT_EQ(assess(e).palermo.outcome, want) << name(act);
    }
    for (Means const means : kAllMeans) {
        Episode e = forced_labour();
        e.means = {yes(means)};
        Outcome const want = means == Means::kOther  ? Outcome::kUndetermined
                             : means == Means::kNone ? Outcome::kNotMet
                                                     : Outcome::kMet;
        EXPECT_EQ(assess(e).palermo.outcome, want) << name(means);
    }
    for (Purpose const purpose : kAllPurposes) {
        Episode e = forced_labour();
        e.purposes = {yes(purpose)};
        EXPECT_EQ(assess(e).palermo.outcome, purpose == Purpose::kNone ? Outcome::kNotMet : Outcome::kMet)
            << name(purpose);
    }
}

TEST(Finding, F9_F10_TheCasesWhereTheUsDefinitionIsAnother) {
    // data/indicators of the research: key differences. Each row is one person's episode.
    Episode adult_selling_sex;
    adult_selling_sex.age_at_time = Age::kAdult;
    adult_selling_sex.acts = {yes(Act::kPatronizing)};
    adult_selling_sex.means = {yes(Means::kNone)};
    adult_selling_sex.purposes = {yes(Purpose::kNone)};
    EXPECT_EQ(assess(adult_selling_sex).palermo.outcome, Outcome::kNotMet);
    EXPECT_EQ(assess(adult_selling_sex).us(), Outcome::kNotMet);

    Episode child_in_commercial_sex = forced_into_prostitution(Age::kChild);
    child_in_commercial_sex.means = {yes(Means::kNone)};
    EXPECT_EQ(assess(child_in_commercial_sex).palermo.outcome, Outcome::kMet);
    EXPECT_EQ(assess(child_in_commercial_sex).us_sex.outcome, Outcome::kMet);
    EXPECT_EQ(assess(child_in_commercial_sex).us_sex.rule, Rule::kF9);
    EXPECT_EQ(assess(child_in_commercial_sex).us_sex.means.presence, Presence::kNotNeeded);
    EXPECT_EQ(assess(child_in_commercial_sex).us(), Outcome::kMet);
    EXPECT_FALSE(assess(child_in_commercial_sex).differ());

    Episode child_at_work = forced_labour(Age::kChild);
    child_at_work.means = {yes(Means::kNone)};
    EXPECT_EQ(assess(child_at_work).palermo.outcome, Outcome::kMet);
    EXPECT_EQ(assess(child_at_work).us_labour.outcome, Outcome::kNotMet);
    EXPECT_EQ(assess(child_at_work).us_labour.rule, Rule::kF10);
    EXPECT_EQ(assess(child_at_work).us_sex.outcome, Outcome::kNotMet);
    EXPECT_EQ(assess(child_at_work).us(), Outcome::kNotMet);
    EXPECT_TRUE(assess(child_at_work).differ());

    Episode papers_and_threats = forced_labour();
    papers_and_threats.means = {yes(Means::kConfiscationOfDocuments), yes(Means::kThreatOfDenunciation)};
    EXPECT_EQ(assess(papers_and_threats).us(), Outcome::kMet);
    EXPECT_EQ(assess(papers_and_threats).palermo.outcome, Outcome::kMet);

    Episode organs = forced_labour();
    organs.purposes = {yes(Purpose::kRemovalOfOrgans)};
    EXPECT_EQ(assess(organs).palermo.outcome, Outcome::kMet);
    EXPECT_EQ(assess(organs).us(), Outcome::kNotMet);
}

TEST(Finding, F9_PatronizingAndSolicitingAreActsOnlyInTheSexBranch) {
    for (Act const act : {Act::kPatronizing, Act::kSoliciting}) {
        Episode e = forced_into_prostitution();
        e.acts = {yes(act)};
        EXPECT_EQ(assess(e).us_sex.outcome, Outcome::kMet);
        EXPECT_EQ(assess(e).palermo.outcome, Outcome::kNotMet);
        e.purposes = {yes(Purpose::kForcedLabourOrServices)};
        EXPECT_EQ(assess(e).us_labour.outcome, Outcome::kNotMet);
    }
    for (Act const act :
         {Act::kRecruitment, Act::kTransportation, Act::kTransfer, Act::kHarbouring, Act::kReceipt}) {
        Episode e = forced_into_prostitution();
        e.acts = {yes(act)};
        EXPECT_EQ(assess(e).us_sex.outcome, Outcome::kMet) << name(act);
    }
}

TEST(Finding, F9_AnAdultInCommercialSexNeedsForceFraudOrCoercion) {
    Episode e = forced_into_prostitution();
    EXPECT_EQ(assess(e).us_sex.outcome, Outcome::kMet);
    e.means = {yes(Means::kNone)};
    EXPECT_EQ(assess(e).us_sex.outcome, Outcome::kNotMet);
    e.means = {};
    EXPECT_EQ(assess(e).us_sex.outcome, Outcome::kUndetermined);
}

TEST(Finding, F11_WhatEachMeansAndPurposeIsInTheUsDefinition) {
    std::set<Means> const force_fraud_coercion{Means::kThreatOfForce,
                                               Means::kUseOfForce,
                                               Means::kOtherCoercion,
                                               Means::kAbduction,
                                               Means::kFraud,
                                               Means::kDeception,
                                               Means::kRestrictionOfMovement,
                                               Means::kThreatOfDenunciation,
                                               Means::kThreatToFamily};
    std::set<Means> const never{Means::kPaymentsForControl, Means::kNone};
    for (Means const means : kAllMeans) {
        Episode e = forced_labour();
        e.means = {yes(means)};
        Outcome const want = force_fraud_coercion.contains(means) ? Outcome::kMet
                             : never.contains(means)              ? Outcome::kNotMet
                                                                  : Outcome::kUndetermined;
        EXPECT_EQ(assess(e).us_labour.outcome, want) << name(means);
    }
    std::set<Purpose> const labour{Purpose::kForcedLabourOrServices, Purpose::kSlavery, Purpose::kServitude,
                                   Purpose::kDebtBondage};
    std::set<Purpose> const maybe_labour{Purpose::kPracticesSimilarToSlavery, Purpose::kForcedBegging,
                                         Purpose::kForcedCriminality, Purpose::kForcedMarriage,
                                         Purpose::kOther};
    std::set<Purpose> const maybe_sex{Purpose::kOtherFormsOfSexualExploitation, Purpose::kForcedMarriage,
                                      Purpose::kOther};
    for (Purpose const purpose : kAllPurposes) {
        Episode e = forced_labour();
        e.purposes = {yes(purpose)};
        EXPECT_EQ(assess(e).us_labour.outcome, labour.contains(purpose)         ? Outcome::kMet
                                               : maybe_labour.contains(purpose) ? Outcome::kUndetermined
                                                                                : Outcome::kNotMet)
            << name(purpose);
        EXPECT_EQ(assess(e).us_sex.outcome, purpose == Purpose::kExploitationOfTheProstitutionOfOthers
                                                ? Outcome::kMet
                                            : maybe_sex.contains(purpose) ? Outcome::kUndetermined
                                                                          : Outcome::kNotMet)
            << name(purpose);
    }
    Episode e = forced_labour();
    e.acts = {yes(Act::kOther)};
    EXPECT_EQ(assess(e).us_sex.act, (Element{Presence::kNotKnown, Missing::kLawyerDecides}));
}

TEST(Finding, F11_AnswersThatCouldCountKeepTheOtherBranchOpen) {
    Episode e = forced_labour(Age::kChild);
    e.means = {yes(Means::kNone)};
    for (Stated const s : {Stated::kUnknown, Stated::kDeclined, Stated::kNotAsked}) {
        e.purposes = {yes(Purpose::kForcedLabourOrServices),
                      {Purpose::kExploitationOfTheProstitutionOfOthers, s, said()}};
        EXPECT_EQ(assess(e).us_sex.outcome, Outcome::kUndetermined) << name(s);
        EXPECT_EQ(assess(e).us(), Outcome::kUndetermined) << name(s);
        e.purposes[1].code = Purpose::kRemovalOfOrgans;  // Could never count there.
        EXPECT_EQ(assess(e).us(), Outcome::kNotMet) << name(s);
    }
    e.purposes[1] = {Purpose::kExploitationOfTheProstitutionOfOthers, Stated::kYes, {}};
    EXPECT_EQ(assess(e).us_sex.purpose, (Element{Presence::kNotKnown, Missing::kNoBasis}));
    e.purposes[1].stated = Stated::kNo;
    EXPECT_EQ(assess(e).us(), Outcome::kNotMet);
}

TEST(Finding, F12_AnEpisodeHasFourMembersAndAssessTakesNothingElse) {
    auto const& [age, acts, means, purposes] = forced_labour();
    EXPECT_EQ(age, Age::kAdult);
    EXPECT_EQ(acts.size() + means.size() + purposes.size(), 3U);
    static_assert(std::is_same_v<decltype(&assess), Assessment (*)(Episode const&) noexcept>);
}

TEST(Finding, F12_T31_AMillionPairsThatDifferOnlyInOtherFactsHaveOneAnswer) {
    constexpr unsigned kSeed = 20310301;
    SCOPED_TRACE("seed " + std::to_string(kSeed));
    std::mt19937 rng{kSeed};
    auto const below = [&](std::size_t n) { return static_cast<std::size_t>(rng() % n); };
    std::vector<std::string> const keys{
        "sector",   "immigration_status", "police_contact", "cooperation", "concluded_by", "release",
        "sex_work", "nationality",        "consent",        "place",       "age",          "act",
        "purpose",  "narrative",          "work_permit",    "concluded_on"};
    std::vector<Json> const values{"sex_work", "agriculture", "domestic_work",    "undocumented",
                                   "citizen",  "refused",     "willing",          "yes",
                                   "no",       "none",        "not_asked",        true,
                                   7,          nullptr,       Json::array({"x"}), Json{{"stated", "yes"}}};
    std::array<std::string_view, 5> const stated{"yes", "no", "unknown", "declined", "not_asked"};
    auto const groups = [&](char const* key, auto const& all) {
        Json out = Json::array();
        for (std::size_t i = 0, n = below(4); i < n; ++i) {
            Json group{{key, name(all[below(all.size())])}, {"stated", stated[below(5)]}};
            if (below(4) != 0) group["basis"] = {"person_said"};
            out.push_back(group);
        }
        return out;
    };
    std::size_t pairs = 0;
    std::set<std::string> seen;
    while (pairs < 1'000'000) {
        Json finding{{"age_at_time", name(kAges[below(kAges.size())])},
                     {"acts", groups("act", kAllActs)},
                     {"means", groups("means", kAllMeans)},
                     {"purposes", groups("purpose", kAllPurposes)}};
        Assessment const first = assess(episode_from(finding).value());
        seen.insert(codec::to_text(to_json(first)));
        for (int i = 0; i < 500; ++i, ++pairs) {
            finding[keys[below(keys.size())]] = values[below(values.size())];
            for (char const* list : {"acts", "means", "purposes"})
                if (!finding[list].empty()) finding[list][0]["note"] = values[below(values.size())];
            ASSERT_EQ(assess(episode_from(finding).value()), first) << codec::to_text(finding);
        }
    }
    EXPECT_GT(seen.size(), 100U) << "the episodes were too alike to show anything";
}

TEST(FindingJson, ReadsTheShapeOfTheDocument) {
    std::ifstream in{AMPARO_SOURCE_DIR "/docs/domain/finding.md"};
    std::string const doc{std::istreambuf_iterator<char>{in}, {}};
    std::size_t const from = doc.find("```json") + 7;
    Json const finding = codec::parse_json(doc.substr(from, doc.find("```", from) - from)).value();
    Result<Episode, EpisodeError> const episode = episode_from(finding);
    ASSERT_TRUE(episode.ok()) << episode.error().field;
    EXPECT_EQ(episode.value().means.size(), 2U);
    EXPECT_EQ(assess(episode.value()).palermo.outcome, Outcome::kMet);
    // Every code is in the document, and the code knows it under that name.
    auto const documented = [&](auto const& all, auto named) {
        for (auto const code : all) {
            EXPECT_NE(doc.find('`' + std::string{name(code)} + '`'), std::string::npos) << name(code);
            EXPECT_EQ(named(name(code)), code);
        }
        EXPECT_FALSE(named("sex_work"));
        EXPECT_FALSE(named(""));
    };
    documented(kAllActs, act_named);
    documented(kAllMeans, means_named);
    documented(kAllPurposes, purpose_named);
    documented(kAges, age_named);
}

TEST(FindingJson, WhatIsLeftOutIsNotAsked) {
    Episode const e = episode_from(Json::object()).value();
    EXPECT_EQ(e.age_at_time, Age::kNotAsked);
    EXPECT_TRUE(e.acts.empty() && e.means.empty() && e.purposes.empty());
}

TEST(FindingJson, AQuestionWithoutAnAnswerSaysWhyThereIsNone) {
    for (char const* declined : {R"("declined")", R"({"no_answer": "declined"})"}) {
        std::string const text = std::string{R"({"age_at_time": "adult", "means": )"} + declined + "}";
        Episode const e = episode_from(codec::parse_json(text).value()).value();
        EXPECT_EQ(assess(e).palermo.means, (Element{Presence::kNotKnown, Missing::kDeclined})) << text;
        std::string const basis =
            std::string{R"({"acts": [{"act": "receipt", "stated": "yes", "basis": )"} + declined + "}]}";
        EXPECT_EQ(assess(episode_from(codec::parse_json(basis).value()).value()).palermo.act.missing,
                  Missing::kNoBasis);
    }
    Json const cleared{{"acts", nullptr}, {"age_at_time", nullptr}, {"means", {{"no_answer", "unknown"}}}};
    EXPECT_EQ(assess(episode_from(cleared).value()).palermo.act.missing, Missing::kNotAsked);
    EXPECT_EQ(assess(episode_from(cleared).value()).palermo.means.missing, Missing::kUnknown);
    EXPECT_EQ(episode_from(Json{{"acts", "yes"}}).error().code, EpisodeCode::kNotAList);
    EXPECT_EQ(episode_from(Json{{"acts", {{"no_answer", "no"}}}}).error().code, EpisodeCode::kNotAList);
}

TEST(FindingJson, BadInputIsRefusedWithThePlace) {
    struct Row {
        char const* text;
        EpisodeCode code;
        char const* field;
    };
    std::vector<Row> const rows{
        {"[]", EpisodeCode::kNotAnObject, ""},
        {R"({"age_at_time": 17})", EpisodeCode::kUnknownCode, "age_at_time"},
        {R"({"age_at_time": "minor"})", EpisodeCode::kUnknownCode, "age_at_time"},
        {R"({"acts": "recruitment"})", EpisodeCode::kNotAList, "acts"},
        {R"({"acts": ["recruitment"]})", EpisodeCode::kUnknownCode, "acts[0].act"},
        {R"({"means": [{"means": "sex_work", "stated": "yes"}]})", EpisodeCode::kUnknownCode,
         "means[0].means"},
        {R"({"purposes": [{"purpose": "none"}]})", EpisodeCode::kUnknownCode, "purposes[0].stated"},
        {R"({"purposes": [{"purpose": "none", "stated": true}]})", EpisodeCode::kUnknownCode,
         "purposes[0].stated"},
        {R"({"acts": [{"act": "other", "stated": "no"}, {"act": "receipt", "stated": "yes", "basis": "x"}]})",
         EpisodeCode::kNotAList, "acts[1].basis"},
        {R"({"acts": [{"act": "receipt", "stated": "yes", "basis": ["rumour"]}]})", EpisodeCode::kUnknownCode,
         "acts[0].basis"},
        {R"({"acts": [{"act": "receipt", "stated": "yes", "basis": [1]}]})", EpisodeCode::kUnknownCode,
         "acts[0].basis"},
    };
    for (Row const& row : rows) {
        SCOPED_TRACE(row.text);
        Result<Episode, EpisodeError> const r = episode_from(codec::parse_json(row.text).value());
        ASSERT_FALSE(r.ok());
        EXPECT_EQ(r.error().code, row.code);
        EXPECT_EQ(r.error().field, row.field);
    }
    Json many{{"acts", Json::array()}};
    for (std::size_t i = 0; i < kStatementsMax; ++i)
        many["acts"].push_back({{"act", "other"}, {"stated", "no"}});
    EXPECT_TRUE(episode_from(many).ok());
    many["acts"].push_back({{"act", "other"}, {"stated", "no"}});
    EXPECT_EQ(episode_from(many).error().code, EpisodeCode::kTooMany);
}

TEST(FindingJson, AnAssessmentSaysTheRuleAndWhatIsMissing) {
    Episode e = forced_labour();
    e.means.clear();
    Json const out = to_json(assess(e));
    EXPECT_EQ(out["palermo"]["outcome"], "undetermined");
    EXPECT_EQ(out["palermo"]["rule"], "F1");
    EXPECT_EQ(out["palermo"]["elements"]["act"], (Json{{"presence", "present"}}));
    EXPECT_EQ(out["palermo"]["elements"]["means"],
              (Json{{"presence", "not_known"}, {"missing", "not_asked"}}));
    EXPECT_EQ(out["us"]["sex"]["rule"], "F9");
    EXPECT_EQ(out["us"]["labour"]["rule"], "F10");
    EXPECT_EQ(out["us"]["outcome"], "undetermined");
    EXPECT_EQ(out["differ"], false);
    EXPECT_EQ(out["age_at_time"], "adult");
}
