// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/consent/release.hpp"
#include "amparo/consent/release_json.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <type_traits>

using namespace amparo;
using namespace amparo::consent;
using namespace std::chrono_literals;

namespace {

constexpr Instant kNow{std::chrono::sys_days{std::chrono::year{2031} / 3 / 1}};
constexpr Instant kEnd = kNow + std::chrono::days{30};

template <class AnyId>
AnyId id(unsigned n) {
    return AnyId{typename AnyId::Bytes{static_cast<std::byte>(n)}};
}
RecordId const kRelease = id<RecordId>(1);
RecordId const kCard = id<RecordId>(2);
PersonId const kPerson = id<PersonId>(3);
MemberId const kMember = id<MemberId>(4);

// Rosa Quispe lets one shelter know her chosen name and her need. Each test changes the one thing it is
// about.
Terms terms() {
    Terms t;
    t.recipient = "Casa Ocaso";
    t.recipient_card = kCard;
    t.fields = {"contact.chosen_name", "contact.needs"};
    t.purpose = "to ask for a bed";
    t.signed_how = SignedHow::kOnPaper;
    t.explained_by = "Ana Lima";
    t.language = "es";
    return t;
}
Terms guardian_terms() {
    Terms t = terms();
    t.signatory = Signatory::kGuardian;
    t.person_is_minor = Answer::kYes;
    t.guardian_name = "Teresa Quispe";
    t.guardian_relation = "aunt";
    t.guardian_is_accused = Answer::kNo;
    return t;
}
Release signed_release(Terms const& t = terms()) {
    return sign(kRelease, kPerson, t, kNow).value();
}
Request request() {
    return {"Casa Ocaso",
            kCard,
            "to ask for a bed",
            {{"contact.chosen_name", Json("Rosa")}, {"contact.needs", Json::array({"shelter"})}}};
}
RefusalCode refused(Release const& release, Request const& r, Instant now = kNow) {
    auto const result = disclose(release, r, kMember, now);
    EXPECT_FALSE(result.ok());
    return result.error().code;
}

using List = std::vector<Problem>;
List problems_of(std::function<void(Terms&)> const& change, Terms t = terms()) {
    change(t);
    List const found = problems(t, kNow);
    auto const result = sign(kRelease, kPerson, t, kNow);
    EXPECT_EQ(result.ok(), found.empty());
    if (!found.empty()) {
        EXPECT_EQ(result.error(), found.front());
    }
    return found;
}
List one(ProblemCode code, char const* field) {
    return {{code, field}};
}

TEST(Release, R2_AGroupIsReleasedWithTheFieldsItHadThen) {
    Terms t = terms();
    t.fields = {"finding.acts"};
    t.group_fields = {"finding.acts.basis", "finding.acts.act"};
    Release const release = signed_release(t);
    Request r = request();
    r.values = {{"finding.acts", Json::array({{{"act", "recruitment"}, {"basis", "told_us"}}})}};
    EXPECT_TRUE(disclose(release, r, kMember, kNow).ok());
    r.values["finding.acts"][0]["where"] = "a place added to the form since";
    auto const wider = disclose(release, r, kMember, kNow);
    ASSERT_FALSE(wider.ok());
    EXPECT_EQ(wider.error(), (Refusal{RefusalCode::kFieldNotCovered, {"finding.acts.where"}}));
    Release const again = release_from(kRelease, kPerson, to_json(release, kNow)).value();
    EXPECT_EQ(again.group_fields(), (std::vector<std::string>{"finding.acts.act", "finding.acts.basis"}));
    EXPECT_FALSE(disclose(signed_release(), r, kMember, kNow).ok());
    t.group_fields = {};
    EXPECT_EQ(merge(release, signed_release(t)).error(), MergeError::kTermsDiffer);
}

}  // namespace

TEST(Release, R1_ExactlyOneRecipientIsNamed) {
    EXPECT_EQ(problems_of([](Terms&) {}), List{});
    for (char const* nobody : {"", " ", "\t\n"})
        EXPECT_EQ(problems_of([&](Terms& t) { t.recipient = nobody; }),
                  one(ProblemCode::kRequired, "recipient"));
    for (char const* everyone : {"*", "any", "Anyone", " ALL. ", "everyone", "Cualquiera", "todos"})
        EXPECT_EQ(problems_of([&](Terms& t) { t.recipient = everyone; }),
                  one(ProblemCode::kWildcard, "recipient"))
            << everyone;
    EXPECT_EQ(problems_of([](Terms& t) { t.recipient = "All Saints House"; }), List{});
    EXPECT_EQ(problems_of([](Terms& t) { t.recipient = std::string(kNameBytesMax, 'a'); }), List{});
    EXPECT_EQ(problems_of([](Terms& t) { t.recipient = std::string(kNameBytesMax + 1, 'a'); }),
              one(ProblemCode::kTooLong, "recipient"));
}

TEST(Release, R2_FieldsAreNamedOneByOneWithoutWildcards) {
    EXPECT_EQ(problems_of([](Terms& t) { t.fields.clear(); }), one(ProblemCode::kRequired, "fields"));
    for (char const* everything : {"*", "contact.*", "all", "everything", "*.name"})
        EXPECT_EQ(problems_of([&](Terms& t) { t.fields[1] = everything; }),
                  one(ProblemCode::kWildcard, "fields[1]"))
            << everything;
    for (char const* not_a_field : {"contact", "", ".name", "contact.", "contact..name", "Contact.Name",
                                    "contact.name ", "contact name", "contact.n\xC3\xA1me"})
        EXPECT_EQ(problems_of([&](Terms& t) { t.fields[0] = not_a_field; }),
                  one(ProblemCode::kMalformed, "fields[0]"))
            << not_a_field;
    EXPECT_EQ(problems_of([](Terms& t) { t.fields[0] = "finding.means.note"; }), List{});
    EXPECT_EQ(problems_of([](Terms& t) { t.fields[0] = "a." + std::string(kNameBytesMax, 'b'); }),
              one(ProblemCode::kTooLong, "fields[0]"));
    EXPECT_EQ(problems_of([](Terms& t) { t.fields.assign(kFieldsMax, "a.b"); }), List{});
    EXPECT_EQ(problems_of([](Terms& t) { t.fields.assign(kFieldsMax + 1, "a.b"); }),
              one(ProblemCode::kTooMany, "fields"));
    Terms t = terms();
    t.fields = {"b.b", "a.a", "b.b"};
    EXPECT_EQ(signed_release(t).fields(), (std::vector<std::string>{"a.a", "b.b"}));
}

TEST(Release, R3_OnePurposeIsNamed) {
    EXPECT_EQ(problems_of([](Terms& t) { t.purpose = ""; }), one(ProblemCode::kRequired, "purpose"));
    EXPECT_EQ(problems_of([](Terms& t) { t.purpose = "Any"; }), one(ProblemCode::kWildcard, "purpose"));
    EXPECT_EQ(problems_of([](Terms& t) { t.purpose = std::string(kPurposeBytesMax, 'a'); }), List{});
    EXPECT_EQ(problems_of([](Terms& t) { t.purpose = std::string(kPurposeBytesMax + 1, 'a'); }),
              one(ProblemCode::kTooLong, "purpose"));
}

TEST(Release, R4_TheEndIsThirtyDaysAfterTheStartUnlessAgreedOtherwise) {
    Release const release = signed_release();
    EXPECT_EQ(release.starts(), kNow);
    EXPECT_EQ(release.ends(), kEnd);
    Terms t = terms();
    t.starts = kNow + 48h;
    EXPECT_EQ(signed_release(t).starts(), kNow + 48h);
    EXPECT_EQ(signed_release(t).ends(), kEnd + 48h);
    t.ends = kNow + 49h;
    EXPECT_EQ(signed_release(t).ends(), kNow + 49h);
}

TEST(Release, R4_TheEndIsAfterTheStartAndWithinAYearAndNotPast) {
    auto const ends = [](Instant start, Instant end) {
        return problems_of([&](Terms& t) {
            t.starts = start;
            t.ends = end;
        });
    };
    EXPECT_EQ(ends(kNow, kNow + 1ms), List{});
    EXPECT_EQ(ends(kNow, kNow), one(ProblemCode::kEndNotAfterStart, "ends"));
    EXPECT_EQ(ends(kNow, kNow - 1ms), one(ProblemCode::kEndNotAfterStart, "ends"));
    EXPECT_EQ(ends(kNow, kNow + kDurationMax), List{});
    EXPECT_EQ(ends(kNow, kNow + kDurationMax + 1ms), one(ProblemCode::kTooLongAPeriod, "ends"));
    EXPECT_EQ(ends(kNow - 48h, kNow + 1ms), List{});
    EXPECT_EQ(ends(kNow - 48h, kNow), one(ProblemCode::kAlreadyEnded, "ends"));
    EXPECT_EQ(kDurationMax, std::chrono::days{365});
}

TEST(Release, R5_HowItWasSignedWhoExplainedItAndInWhichLanguageAreRequired) {
    EXPECT_EQ(problems_of([](Terms& t) { t.signed_how.reset(); }), one(ProblemCode::kRequired, "signed_how"));
    EXPECT_EQ(problems_of([](Terms& t) { t.explained_by = " "; }),
              one(ProblemCode::kRequired, "explained_by"));
    EXPECT_EQ(problems_of([](Terms& t) { t.language = ""; }), one(ProblemCode::kRequired, "language"));
    EXPECT_EQ(problems_of([](Terms& t) { t.explained_by = std::string(kNameBytesMax + 1, 'a'); }),
              one(ProblemCode::kTooLong, "explained_by"));
    EXPECT_EQ(problems_of([](Terms& t) { t.language = std::string(36, 'a'); }),
              one(ProblemCode::kTooLong, "language"));
    for (char const* how : {"on_paper", "on_screen", "mark_with_witness", "by_phone_interpreter"}) {
        ASSERT_TRUE(signed_how_named(how)) << how;
        EXPECT_EQ(name(*signed_how_named(how)), how);
    }
    EXPECT_FALSE(signed_how_named("assumed"));
}

TEST(Release, R6_AGuardianMaySignForAMinorOnlyAndNeverTheAccused) {
    for (Answer const minor : {Answer::kYes, Answer::kNo, Answer::kUnknown})
        for (Answer const accused : {Answer::kYes, Answer::kNo, Answer::kUnknown}) {
            SCOPED_TRACE(std::string{name(minor)} + " " + std::string{name(accused)});
            Terms t = guardian_terms();
            t.person_is_minor = minor;
            t.guardian_is_accused = accused;
            List expected;
            if (minor != Answer::kYes)
                expected.push_back({ProblemCode::kGuardianForAdult, "person_is_minor"});
            if (accused != Answer::kNo)
                expected.push_back({ProblemCode::kGuardianIsAccused, "guardian_is_accused"});
            EXPECT_EQ(problems_of([](Terms&) {}, t), expected);
            t.signatory = Signatory::kPerson;
            EXPECT_EQ(problems_of([](Terms&) {}, t), List{}) << "the person signs for themselves";
        }
    EXPECT_EQ(problems_of([](Terms& t) { t.guardian_name = ""; }, guardian_terms()),
              one(ProblemCode::kRequired, "guardian_name"));
    EXPECT_EQ(problems_of([](Terms& t) { t.guardian_relation = ""; }, guardian_terms()),
              one(ProblemCode::kRequired, "guardian_relation"));
}

TEST(Release, EveryProblemIsListedInOrderNotOnlyTheFirst) {
    EXPECT_EQ(problems(Terms{}, kNow), (List{{ProblemCode::kRequired, "recipient"},
                                             {ProblemCode::kRequired, "fields"},
                                             {ProblemCode::kRequired, "purpose"},
                                             {ProblemCode::kRequired, "signed_how"},
                                             {ProblemCode::kRequired, "explained_by"},
                                             {ProblemCode::kRequired, "language"}}));
}

TEST(Release, R7_IsInForceFromItsStartUntilJustBeforeItsEnd) {
    Terms t = terms();
    t.starts = kNow + 1h;
    Release const release = signed_release(t);
    EXPECT_FALSE(release.in_force(release.starts() - 1ms));
    EXPECT_TRUE(release.in_force(release.starts()));
    EXPECT_TRUE(release.in_force(release.ends() - 1ms));
    EXPECT_FALSE(release.in_force(release.ends()));
    EXPECT_EQ(refused(release, request(), release.starts() - 1ms), RefusalCode::kNotYetInForce);
    EXPECT_TRUE(disclose(release, request(), kMember, release.starts()).ok());
    EXPECT_TRUE(disclose(release, request(), kMember, release.ends() - 1ms).ok());
    EXPECT_EQ(refused(release, request(), release.ends()), RefusalCode::kEnded);
}

TEST(Release, R7_AWithdrawalCountsAtOnceWhateverItsClockSaid) {
    for (Instant const at : {kNow - 1h, kNow, kNow + 1h, kEnd + 1h}) {
        Release release = signed_release();
        release.withdraw({at, ""});
        EXPECT_FALSE(release.in_force(kNow));
        EXPECT_EQ(refused(release, request()), RefusalCode::kWithdrawn);
    }
}

TEST(Release, R7_TheEarlierWithdrawalStays) {
    Release release = signed_release();
    release.withdraw({kNow + 2h, "Ana"});
    release.withdraw({kNow + 1h, "Luz"});
    release.withdraw({kNow + 3h, "Ana"});
    EXPECT_EQ(release.withdrawal(), (Withdrawal{kNow + 1h, "Luz"}));
}

TEST(Release, R7_MergingTwoCopiesKeepsTheWithdrawalInEitherOrder) {
    Release const open = signed_release();
    Release early = open;
    early.withdraw({kNow + 1h, "Luz"});
    Release late = open;
    late.withdraw({kNow + 2h, "Ana"});
    Release same_time = open;
    same_time.withdraw({kNow + 1h, "Ana"});
    for (auto const& [a, b, want] : std::vector<std::tuple<Release, Release, Release>>{
             {open, early, early}, {early, late, early}, {early, same_time, same_time}, {open, open, open}}) {
        EXPECT_EQ(merge(a, b).value().withdrawal(), want.withdrawal());
        EXPECT_EQ(merge(b, a).value().withdrawal(), want.withdrawal());
    }
}

TEST(Release, R7_CopiesWhoseTermsDifferAreNotMerged) {
    Release const a = signed_release();
    std::vector<std::function<void(Terms&)>> const changes{
        [](Terms& t) { t.recipient = "Casa Alba"; },
        [](Terms& t) { t.recipient_card.reset(); },
        [](Terms& t) { t.fields.push_back("contact.phone"); },
        [](Terms& t) { t.purpose = "to find work"; },
        [](Terms& t) { t.starts = kNow + 1ms; },
        [](Terms& t) { t.ends = kEnd + 1ms; },
        [](Terms& t) { t.signed_how = SignedHow::kOnScreen; },
        [](Terms& t) { t.explained_by = "Luz Sol"; },
        [](Terms& t) { t.language = "en"; },
        [](Terms& t) { t.person_is_minor = Answer::kNo; },
        [](Terms& t) { t = guardian_terms(); },
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        Terms t = terms();
        changes[i](t);
        auto const merged = merge(a, signed_release(t));
        ASSERT_FALSE(merged.ok()) << i;
        EXPECT_EQ(merged.error(), MergeError::kTermsDiffer) << i;
    }
    Release const by_guardian = signed_release(guardian_terms());
    Terms by_person = guardian_terms();
    by_person.signatory = Signatory::kPerson;
    EXPECT_EQ(merge(by_guardian, signed_release(by_person)).error(), MergeError::kTermsDiffer);
    for (auto const member : {&Terms::guardian_name, &Terms::guardian_relation}) {
        Terms t = guardian_terms();
        t.*member = "another";
        EXPECT_EQ(merge(by_guardian, signed_release(t)).error(), MergeError::kTermsDiffer);
    }
    EXPECT_EQ(merge(a, sign(id<RecordId>(9), kPerson, terms(), kNow).value()).error(),
              MergeError::kAnotherRelease);
    EXPECT_EQ(merge(a, sign(kRelease, id<PersonId>(9), terms(), kNow).value()).error(),
              MergeError::kAnotherRelease);
}

TEST(Release, R8_OnlyTheNamedRecipientForTheNamedPurpose) {
    Release const release = signed_release();
    EXPECT_TRUE(disclose(release, request(), kMember, kNow).ok());
    Request r = request();
    r.recipient = "Casa ocaso";
    EXPECT_EQ(refused(release, r), RefusalCode::kOtherRecipient);
    r = request();
    r.recipient_card = id<RecordId>(77);
    EXPECT_EQ(refused(release, r), RefusalCode::kOtherRecipient) << "another organisation's keys";
    r = request();
    r.recipient_card.reset();
    EXPECT_TRUE(disclose(release, r, kMember, kNow).ok()) << "a letter to the same recipient";
    r = request();
    r.purpose = "to find work";
    EXPECT_EQ(refused(release, r), RefusalCode::kOtherPurpose);
    Terms no_card = terms();
    no_card.recipient_card.reset();
    EXPECT_EQ(refused(signed_release(no_card), request()), RefusalCode::kOtherRecipient)
        << "the release named no card to seal to";
}

TEST(Release, R9_OneUncoveredFieldRefusesTheWholeAndIsNamed) {
    Release const release = signed_release();
    Request r = request();
    r.values["finding.sector"] = "construction";
    r.values["contact.needs.note"] = "x";
    auto const result = disclose(release, r, kMember, kNow);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error(),
              (Refusal{RefusalCode::kFieldNotCovered, {"contact.needs.note", "finding.sector"}}));
    r.values.clear();
    EXPECT_EQ(refused(release, r), RefusalCode::kNothingToSend);
    Split const parts = split(release, {"contact.needs", "contact.phone"});
    EXPECT_EQ(parts.covered, std::vector<std::string>{"contact.needs"});
    EXPECT_EQ(parts.uncovered, std::vector<std::string>{"contact.phone"});
}

TEST(Release, R10_ADisclosureHoldsExactlyWhatLeaves) {
    Disclosure const d = disclose(signed_release(), request(), kMember, kNow + 5min).value();
    EXPECT_EQ(d.values(), request().values);
    EXPECT_EQ(d.recipient(), "Casa Ocaso");
    EXPECT_EQ(d.recipient_card(), kCard);
    EXPECT_EQ(d.purpose(), "to ask for a bed");
    EXPECT_EQ(d.release(), kRelease);
    EXPECT_EQ(d.person(), kPerson);
    EXPECT_EQ(d.by(), kMember);
    EXPECT_EQ(d.at(), kNow + 5min);
    static_assert(!std::is_default_constructible_v<Disclosure>);
    static_assert(!std::is_constructible_v<Disclosure, Release const&, Request, MemberId, Instant>,
                  "only disclose() and own_copy() make one");
}

TEST(Release, R12_WhatFollowsFromAnswersLeavesWhereEachOfThemIsNamed) {
    Release const release = signed_release();
    std::vector<std::string> const& named = release.fields();
    ASSERT_GE(named.size(), 2U);
    Request r = request();
    r.values.clear();
    r.follows["htcds.status"] = {"possible", {named[0], named[1]}};
    auto const alone = disclose(release, r, kMember, kNow);
    ASSERT_TRUE(alone.ok());
    EXPECT_TRUE(alone.value().values().empty());
    EXPECT_EQ(alone.value().follows().at("htcds.status").value, Json("possible"));
    r.follows["htcds.status"].from.emplace_back("finding.sector");
    r.follows["htcds.other"] = {"x", {"finding.sector"}};
    auto const result = disclose(release, r, kMember, kNow);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error(), (Refusal{RefusalCode::kFieldNotCovered, {"finding.sector"}}));
    r.follows = {{"htcds.status", {"possible", {}}}};
    EXPECT_EQ(disclose(release, r, kMember, kNow).error(),
              (Refusal{RefusalCode::kFieldNotCovered, {"htcds.status"}}))
        << "from nothing that is named";
    r.follows = {{"htcds.status", {"possible", {named[0]}}}};
    EXPECT_EQ(refused(release, r, kNow + std::chrono::days{400}), RefusalCode::kEnded);
}

TEST(Release, R11_ThePersonsOwnCopyNamesNobodyElse) {
    Disclosure const d = own_copy(kPerson, request().values, kMember, kNow).value();
    EXPECT_EQ(d.values(), request().values);
    EXPECT_EQ(d.release(), std::nullopt);
    EXPECT_EQ(d.recipient(), "");
    EXPECT_EQ(d.recipient_card(), std::nullopt);
    EXPECT_EQ(d.person(), kPerson);
    EXPECT_EQ(d.by(), kMember);
    auto const none = own_copy(kPerson, {}, kMember, kNow);
    ASSERT_FALSE(none.ok());
    EXPECT_EQ(none.error(), (Refusal{RefusalCode::kNothingToSend, {}}));
}

// Confidentiality test T35: what leaves is compared with a naive reading of the terms, a million times.
TEST(Release, R8_R9_T35_AMillionRandomRequestsLetNothingUncoveredLeave) {
    constexpr unsigned kSeed = 20310302;
    SCOPED_TRACE("seed " + std::to_string(kSeed));
    std::mt19937 rng{kSeed};
    auto const below = [&](unsigned n) { return static_cast<unsigned>(rng() % n); };
    std::vector<std::string> const names{"contact.a",  "contact.b",   "contact.c", "finding.a",
                                         "contact.aa", "contact.a.b", "contact"};
    std::vector<std::string> const recipients{"Casa Ocaso", "Casa Ocaso ", "Clinic"};
    std::vector<std::string> const purposes{"bed", "Bed", "work"};
    std::size_t left = 0;
    std::size_t refusals = 0;
    for (std::size_t n = 0; n < 1'000'000; ++n) {
        Terms t = terms();
        t.recipient = recipients[below(2)];
        t.purpose = purposes[below(2)];
        t.fields.clear();
        unsigned const granted = 1 + below(63);
        for (unsigned i = 0; i < 6; ++i)
            if ((granted >> i & 1U) != 0) t.fields.push_back(names[i]);
        t.starts = kNow + std::chrono::milliseconds{below(3)};
        t.ends = *t.starts + std::chrono::milliseconds{1 + below(3)};
        bool const withdrawn = below(8) == 0;
        Release release = sign(kRelease, kPerson, t, kNow).value();
        if (withdrawn) release.withdraw({kNow, ""});

        Request r{recipients[below(3)], std::nullopt, purposes[below(3)], {}};
        if (below(2) == 0) r.recipient = t.recipient;
        if (below(2) == 0) r.purpose = t.purpose;
        if (below(4) != 0) r.recipient_card = below(4) != 0 ? kCard : id<RecordId>(99);
        unsigned const asked = below(2) == 0 ? granted & below(64) : below(128);
        for (unsigned i = 0; i < 7; ++i)
            if ((asked >> i & 1U) != 0) r.values.emplace(names[i], n);
        Instant const now = kNow + std::chrono::milliseconds{below(7)};

        bool const may = !withdrawn && *t.starts <= now && now < *t.ends && r.recipient == t.recipient &&
                         (!r.recipient_card || r.recipient_card == kCard) && r.purpose == t.purpose &&
                         asked != 0 && (asked & ~granted) == 0;
        auto const result = disclose(release, r, kMember, now);
        ASSERT_EQ(result.ok(), may) << n;
        if (result.ok()) {
            ++left;
            ASSERT_EQ(result.value().values(), r.values) << n;
        } else {
            ++refusals;
            for (std::string const& field : result.error().uncovered)
                ASSERT_EQ(std::count(t.fields.begin(), t.fields.end(), field), 0) << n;
        }
    }
    EXPECT_GT(left, 10'000U) << "too few disclosures to show anything";
    EXPECT_GT(refusals, 10'000U);
}

TEST(ReleaseJson, WhatIsStoredComesBackTheSame) {
    for (Terms const& t : {terms(), guardian_terms()}) {
        Release release = signed_release(t);
        Json stored = to_json(release, kNow);
        Release const again = release_from(kRelease, kPerson, stored).value();
        EXPECT_TRUE(merge(release, again).ok()) << codec::to_text(stored);
        EXPECT_EQ(again.person(), kPerson);
        EXPECT_FALSE(again.withdrawal());
        release.withdraw({kNow + 1h, "Luz"});
        EXPECT_EQ(release_from(kRelease, kPerson, to_json(release, kNow)).value().withdrawal(),
                  release.withdrawal());
        stored["withdrawn_at"] = "some day";
        EXPECT_EQ(release_from(kRelease, kPerson, stored).value().withdrawal(), (Withdrawal{kNow, ""}))
            << "deny wins";
        stored["withdrawn_at"] = nullptr;
        EXPECT_TRUE(release_from(kRelease, kPerson, stored).value().withdrawal()) << "deny wins";
    }
}

TEST(ReleaseJson, R4_ADateIsItsFirstMoment) {
    Json data = to_json(signed_release(), kNow);
    data["starts"] = "2031-03-02";
    data["ends"] = "2031-03-31";
    Release const r = release_from(kRelease, kPerson, data).value();
    EXPECT_EQ(r.starts(), kNow + 24h);
    EXPECT_TRUE(r.in_force(kNow + 30 * 24h - 1ms));
    EXPECT_FALSE(r.in_force(kNow + 30 * 24h));
}

TEST(ReleaseJson, R6_WhatWasNotAnsweredAboutAGuardianIsNotKnown) {
    for (char const* none : {"unknown", "declined", "not_asked"}) {
        Json data = to_json(signed_release(guardian_terms()), kNow);
        data["guardian_is_accused"] = none;
        EXPECT_EQ(release_from(kRelease, kPerson, data).error(),
                  (Problem{ProblemCode::kGuardianIsAccused, "guardian_is_accused"}));
        data = to_json(signed_release(guardian_terms()), kNow);
        data["person_is_minor"] = none;
        EXPECT_EQ(release_from(kRelease, kPerson, data).error(),
                  (Problem{ProblemCode::kGuardianForAdult, "person_is_minor"}));
    }
}

TEST(ReleaseJson, AStoredReleaseThatBreaksTheRulesCoversNothing) {
    struct Row {
        char const* key;
        Json value;
        Problem problem;
    };
    std::vector<Row> const rows{
        {"recipient", Json::array({"Casa Ocaso", "Clinic"}), {ProblemCode::kMalformed, "recipient"}},
        {"recipient", "", {ProblemCode::kRequired, "recipient"}},
        {"recipient_card", "per_00", {ProblemCode::kMalformed, "recipient_card"}},
        {"fields", "contact.needs", {ProblemCode::kMalformed, "fields"}},
        {"fields", Json::array({1}), {ProblemCode::kMalformed, "fields"}},
        {"fields", Json::array(), {ProblemCode::kRequired, "fields"}},
        {"fields", Json(std::vector<std::string>(kFieldsMax + 1, "a.b")), {ProblemCode::kTooMany, "fields"}},
        {"purpose", Json::array({"a", "b"}), {ProblemCode::kMalformed, "purpose"}},
        {"starts", "tomorrow", {ProblemCode::kMalformed, "starts"}},
        {"ends", "2031-02-30", {ProblemCode::kMalformed, "ends"}},
        {"ends", 7, {ProblemCode::kMalformed, "ends"}},
        {"ends", "2033-01-01", {ProblemCode::kTooLongAPeriod, "ends"}},
        {"signed_how", "assumed", {ProblemCode::kMalformed, "signed_how"}},
        {"signatory", "employer", {ProblemCode::kMalformed, "signatory"}},
        {"signatory", "guardian", {ProblemCode::kGuardianForAdult, "person_is_minor"}},
        {"person_is_minor", true, {ProblemCode::kMalformed, "person_is_minor"}},
        {"guardian_is_accused", "maybe", {ProblemCode::kMalformed, "guardian_is_accused"}},
        {"guardian_name", 3, {ProblemCode::kMalformed, "guardian_name"}},
        {"guardian_relation", 3, {ProblemCode::kMalformed, "guardian_relation"}},
        {"explained_by", nullptr, {ProblemCode::kRequired, "explained_by"}},
        {"explained_by", "declined", {ProblemCode::kRequired, "explained_by"}},
        {"fields", Json{{"no_answer", "not_asked"}}, {ProblemCode::kRequired, "fields"}},
        {"signed_how", "unknown", {ProblemCode::kRequired, "signed_how"}},
        {"signed_at", "not_asked", {ProblemCode::kRequired, "signed_at"}},
        {"language", 1, {ProblemCode::kMalformed, "language"}},
        {"signed_at", "then", {ProblemCode::kMalformed, "signed_at"}},
    };
    for (Row const& row : rows) {
        SCOPED_TRACE(std::string{row.key} + " " + codec::to_text(row.value));
        Json data = to_json(signed_release(), kNow);
        data[row.key] = row.value;
        auto const result = release_from(kRelease, kPerson, data);
        ASSERT_FALSE(result.ok());
        EXPECT_EQ(result.error(), row.problem);
    }
    Json data = to_json(signed_release(), kNow);
    data.erase("signed_at");
    EXPECT_EQ(release_from(kRelease, kPerson, data).error(), (Problem{ProblemCode::kRequired, "signed_at"}));
    EXPECT_FALSE(release_from(kRelease, kPerson, Json::array()).ok());
}

TEST(ReleaseJson, EveryCodeHasItsOwnName) {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(ProblemCode::kGuardianIsAccused); ++i)
        names.insert(name(static_cast<ProblemCode>(i)));
    for (int i = 0; i <= static_cast<int>(RefusalCode::kFieldNotCovered); ++i)
        names.insert(name(static_cast<RefusalCode>(i)));
    EXPECT_EQ(names.size(), 17U);
    EXPECT_FALSE(names.contains(""));
}
