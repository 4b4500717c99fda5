// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/casework/first_contact.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

using namespace amparo;
using namespace amparo::casework;

TEST(FirstContact, C1_TurningSomeoneAwayWithoutAReasonIsRefused) {
    auto const r = check_ending(ContactOutcome::kTurnedAway, std::nullopt, "we had no bed");
    ASSERT_FALSE(r.ok());
    EXPECT_EQ(r.error(), ContactError::kReasonMissing);
    EXPECT_EQ(field(r.error()), "turned_away_reason");
    EXPECT_TRUE(check_ending(ContactOutcome::kTurnedAway, TurnedAwayReason::kFull, "").ok());
}

TEST(FirstContact, C2_AReasonWithAnyOtherOutcomeIsRefused) {
    for (ContactOutcome const o : {ContactOutcome::kOpen, ContactOutcome::kServed, ContactOutcome::kReferred,
                                   ContactOutcome::kLeft, ContactOutcome::kUnknown}) {
        EXPECT_TRUE(check_ending(o, std::nullopt, "").ok()) << name(o);
        auto const r = check_ending(o, TurnedAwayReason::kFull, "");
        ASSERT_FALSE(r.ok()) << name(o);
        EXPECT_EQ(r.error(), ContactError::kReasonWithoutTurningAway);
        EXPECT_EQ(field(r.error()), "turned_away_reason");
        EXPECT_EQ(contact_outcome_named(name(o)), o);
    }
}

TEST(FirstContact, C3_OnlyOtherNeedsANote) {
    for (TurnedAwayReason const reason : kAllTurnedAwayReasons) {
        auto const r = check_ending(ContactOutcome::kTurnedAway, reason, "");
        EXPECT_EQ(r.ok(), reason != TurnedAwayReason::kOther) << name(reason);
        EXPECT_TRUE(check_ending(ContactOutcome::kTurnedAway, reason, "the lift was broken").ok());
    }
    auto const r = check_ending(ContactOutcome::kTurnedAway, TurnedAwayReason::kOther, "");
    ASSERT_FALSE(r.ok());
    EXPECT_EQ(r.error(), ContactError::kNoteMissing);
    EXPECT_EQ(field(r.error()), "turned_away_note");
}

TEST(FirstContact, C4_TheReasonsAreTheDocumentsAndNoneIsAboutWorkStatusCooperationOrConsent) {
    std::ifstream in{AMPARO_SOURCE_DIR "/docs/domain/finding.md"};
    std::string const doc{std::istreambuf_iterator<char>{in}, {}};
    for (TurnedAwayReason const reason : kAllTurnedAwayReasons) {
        EXPECT_NE(doc.find('`' + std::string{name(reason)} + '`'), std::string::npos) << name(reason);
        EXPECT_EQ(turned_away_reason_named(name(reason)), reason);
    }
    for (char const* reason :
         {"sex_work", "undocumented", "no_cooperation", "no_release", "no_police_report", ""})
        EXPECT_FALSE(turned_away_reason_named(reason)) << reason;
}
