// SPDX-License-Identifier: AGPL-3.0-or-later
// release.*, card.*, referral.*, disclosures: nothing leaves without a release, and everything that leaves is
// logged.
#include "support.hpp"

#include "amparo/crypto/base64.hpp"

namespace amparo::engine {
namespace {

class Referrals : public testing::Test {
  protected:
    void SetUp() override {
        puente.founded();
        casa.founded("Casa Azahar", "Inés");
        puente.ok(
            "directory.import",
            {{"source", "network"},
             {"files", {{{"name", "n.json"}, {"text", file_text("data/directory/demo_network.json")}}}}});
        contact = puente.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    }
    Json take_card(Office& of, Office& at) {
        Json const card = of.ok("card.export");
        return at.ok("card.add", {{"file", card["file"]}, {"fingerprint", card["fingerprint"]}});
    }
    Json sealed_release() {
        Json params = release_params(contact["person"]);
        params["recipient_card"] = take_card(casa, puente)["id"];
        return puente.ok("release.sign", params);
    }
    Json send(Json const& release, Json more = Json::object()) {
        more["release"] = release["id"];
        return puente.ok("referral.send", more);
    }

    Office puente;
    Office casa;
    Json contact;
};

TEST_F(Referrals, AReleaseNamesOneRecipientFieldsOnePurposeAndAnEnd) {
    Json const good = release_params(contact["person"]);
    Json const made = puente.ok("release.sign", good);
    EXPECT_EQ(made["ends"], "2031-03-20T00:00:00.000Z");
    Json no_end = good;
    no_end.erase("ends");
    EXPECT_EQ(puente.ok("release.sign", no_end)["ends"].get<std::string>().substr(0, 10), "2031-03-31");
    struct Row {
        char const* key;
        Json value;
        Code code;
        char const* field;
    };
    Row const rows[] = {
        {"fields", {"contact.everything"}, Code::kUsage, "fields[0]"},
        {"fields", {"disclosure.what_left"}, Code::kUsage, "fields[0]"},
        {"fields", {"service.name"}, Code::kUsage, "fields[0]"},
        {"fields", {"contact.chosen_name", "person_details.staying_at"}, Code::kRefused, "fields[1]"},
        {"fields", Json::array(), Code::kUsage, "fields"},
        {"recipient", "anyone", Code::kRefused, "recipient"},
        {"ends", "2031-02-01", Code::kRefused, "ends"},
        {"ends", "2035-02-01", Code::kRefused, "ends"},
        {"purpose", "", Code::kUsage, "purpose"},
        {"explained_by", "", Code::kUsage, "explained_by"},
        {"signed_how", "by_telepathy", Code::kUsage, "signed_how"},
        {"person", "per_00000000000000000000000000000000", Code::kNotFound, "person"},
        {"signatory", "guardian", Code::kRefused, "person_is_minor"},
    };
    for (Row const& row : rows) {
        Json params = good;
        params[row.key] = row.value;
        puente.fails(row.code, row.field, "release.sign", params);
    }
    EXPECT_EQ(puente.ok("release.list", {{"person", contact["person"]}})["releases"].size(), 2U);
}

TEST_F(Referrals, TheAccusedNeverSignsAsGuardian) {
    Json params = release_params(contact["person"]);
    params.update({{"signatory", "guardian"},
                   {"guardian_name", "T."},
                   {"guardian_relation", "Aunt"},
                   {"person_is_minor", "yes"},
                   {"guardian_is_accused", "no"}});
    puente.ok("release.sign", params);
    for (char const* accused : {"yes", "unknown"}) {
        params["guardian_is_accused"] = accused;
        puente.fails(Code::kRefused, "guardian_is_accused", "release.sign", params);
    }
}

TEST_F(Referrals, ALetterHoldsWhatTheReleaseCoversAndIsLogged) {
    Json const release = puente.ok("release.sign", release_params(contact["person"]));
    Json const preview = puente.ok("referral.preview", {{"release", release["id"]}});
    Json const sent =
        send(release,
             {{"message", "She can come tonight."}, {"need", "bed_tonight"}, {"call_back", "312-555-0100"}});
    std::string const letter = sent["letter"];
    for (char const* said : {"Alma", "She can come tonight.", "Casa Azahar", "Puente Legal Aid",
                             "312-555-0100", "A bed tonight"})
        EXPECT_NE(letter.find(said), std::string::npos) << said;
    for (char const* kept : {"0177", "room she can", "After seven", "41.88"})
        EXPECT_EQ(letter.find(kept), std::string::npos) << kept;
    Json const log = puente.ok("disclosures", {{"person", contact["person"]}})["disclosures"];
    ASSERT_EQ(log.size(), 1U);
    EXPECT_EQ(log[0]["release"], release["id"]);
    EXPECT_EQ(log[0]["by"], "Rosa");
    Json expected = preview["fields"];
    expected["referral.message"] = "She can come tonight.";
    EXPECT_EQ(log[0]["what_left"]["fields"], expected);
    EXPECT_EQ(log[0]["fields"].size(), expected.size());
}

TEST_F(Referrals, WhatTheReleaseDoesNotCoverIsRefusedOrLeftOut) {
    Json params = release_params(contact["person"]);
    params["fields"] = {"contact.chosen_name", "contact.pronouns"};
    Json const release = puente.ok("release.sign", params);
    puente.fails(Code::kRefused, "message", "referral.send", {{"release", release["id"]}, {"message", "x"}});
    puente.fails(Code::kRefused, "need", "referral.send",
                 {{"release", release["id"]}, {"need", "bed_tonight"}});
    Json const sent = send(release);
    ASSERT_EQ(sent["not_sent"].size(), 1U);
    EXPECT_EQ(sent["not_sent"][0]["field"], "contact.pronouns");
    EXPECT_EQ(sent["not_sent"][0]["why"], "nothing_recorded");
    params["fields"] = {"contact.pronouns"};
    Json const empty = puente.ok("release.sign", params);
    puente.fails(Code::kRefused, "release", "referral.send", {{"release", empty["id"]}});
    EXPECT_EQ(puente.ok("disclosures")["disclosures"].size(), 1U);
}

TEST_F(Referrals, AWithdrawnOrEndedReleaseSendsNothing) {
    Json const release = puente.ok("release.sign", release_params(contact["person"]));
    send(release);
    Json const withdrawn =
        puente.ok("release.withdraw", {{"id", release["id"]}, {"reason", "Changed her mind"}});
    EXPECT_EQ(withdrawn["tell"][0]["recipient"], "Casa Azahar");
    auto const before = puente.file->bytes;
    Failure const failure =
        puente.fails(Code::kRefused, "release", "referral.send", {{"release", release["id"]}});
    EXPECT_NE(failure.message.find("withdrawn"), std::string::npos);
    EXPECT_EQ(puente.file->bytes, before);
    EXPECT_EQ(puente.ok("release.withdraw", {{"id", release["id"]}})["withdrawn"], withdrawn["withdrawn"]);
    EXPECT_EQ(puente.ok("release.list")["releases"][0]["state"], "withdrawn");

    Json const other = puente.ok("release.sign", release_params(contact["person"]));
    puente.now = parse_instant("2031-03-19T23:59:59Z").value();
    send(other);
    puente.now = parse_instant("2031-03-19T23:59:59.999Z").value();
    puente.fails(Code::kRefused, "release", "referral.send", {{"release", other["id"]}});
}

TEST_F(Referrals, AColleaguesWithdrawalHoldsAtTheMomentOfSending) {
    Json const release = puente.ok("release.sign", release_params(contact["person"]));
    Office colleague{puente.file, puente.now};
    colleague.ok("vault.unlock", {{"passphrase", kPassphrase}});
    colleague.ok("release.withdraw", {{"id", release["id"]}});
    puente.fails(Code::kRefused, "release", "referral.send", {{"release", release["id"]}});
}

TEST_F(Referrals, ASealedReferralGoesThereIsAnsweredAndComesBack) {
    Json const release = sealed_release();
    Json const sent =
        send(release,
             {{"message", "She can come tonight."}, {"need", "bed_tonight"}, {"call_back", "312-555-0100"}});
    EXPECT_EQ(sent["how"], "sealed_file");
    std::string const bytes{as_text(crypto::from_base64(sent["file"].get<std::string>()).value())};
    EXPECT_EQ(bytes.find("Alma"), std::string::npos);

    Json const opened = casa.ok("referral.open", {{"file", sent["file"]}});
    EXPECT_EQ(opened["fields"]["contact.chosen_name"], "Alma");
    EXPECT_EQ(opened["sender"]["organization"], "Puente Legal Aid");
    EXPECT_EQ(opened["sender"]["known_partner"], false);
    EXPECT_EQ(casa.ok("search", {{"text", "Alma"}})["hits"].size(), 1U);
    EXPECT_EQ(casa.ok("referral.open", {{"file", sent["file"]}})["already_here"], true);
    EXPECT_EQ(casa.ok("referral.list", {{"direction", "in"}})["referrals"].size(), 1U);
    take_card(puente, casa);
    EXPECT_EQ(casa.ok("referral.open", {{"file", sent["file"]}})["sender"]["known_partner"], true);

    puente.fails(Code::kRefused, "event", "referral.step", {{"id", sent["id"]}, {"event", "accepted"}});
    puente.fails(Code::kRefused, "event", "referral.step", {{"id", sent["id"]}, {"event", "received"}});
    Json const answer = casa.ok("referral.answer",
                                {{"id", opened["id"]}, {"answer", "accept"}, {"message", "A bed is ready."}});
    EXPECT_EQ(answer["state"], "accepted");
    Json const back = puente.ok("referral.open", {{"file", answer["file"]}});
    EXPECT_EQ(back["state"], "accepted");
    EXPECT_EQ(puente.ok("referral.open", {{"file", answer["file"]}})["already_here"], true);
    puente.fails(Code::kRefused, "reason", "referral.step", {{"id", sent["id"]}, {"event", "not_received"}});
    puente.ok("referral.step", {{"id", sent["id"]}, {"event", "received"}});
    Json const status = puente.ok("referral.status", {{"id", sent["id"]}});
    EXPECT_EQ(status["outcome"], "received");
    ASSERT_EQ(status["steps"].size(), 3U);
    EXPECT_EQ(status["steps"][0]["event"], "requested");
    EXPECT_EQ(status["steps"][1]["by"], "them");
    EXPECT_FALSE(status.contains("sealed_keys"));
}

TEST_F(Referrals, ASealedFileOpensForNobodyElseAndNotAfterItsRelease) {
    Json const sent = send(sealed_release());
    Office stranger;
    stranger.founded("Stranger", "Max");
    stranger.fails(Code::kRefused, "file", "referral.open", {{"file", sent["file"]}});
    Bytes bytes = crypto::from_base64(sent["file"].get<std::string>()).value();
    bytes[bytes.size() - 5] ^= std::byte{1};
    casa.fails(Code::kDamaged, "file", "referral.open", {{"file", crypto::to_base64(bytes)}});
    casa.fails(Code::kUsage, "file", "referral.open", {{"file", "***"}});
    casa.now = parse_instant("2031-03-22T00:00:00Z").value();
    casa.fails(Code::kRefused, "file", "referral.open", {{"file", sent["file"]}});
    EXPECT_TRUE(casa.ok("referral.list")["referrals"].empty());
}

TEST_F(Referrals, ARenewedCardIsAnotherAndWhatWasSealedToTheOldOneStillOpens) {
    Json const release = sealed_release();
    Json const old_card = casa.ok("card.export");
    Json const sent = send(release);
    Json const renewed = casa.ok("card.renew");
    EXPECT_NE(renewed["fingerprint"], old_card["fingerprint"]);
    EXPECT_EQ(casa.ok("card.export")["fingerprint"], renewed["fingerprint"]);
    Json const opened = casa.ok("referral.open", {{"file", sent["file"]}});
    EXPECT_EQ(opened["fields"]["contact.chosen_name"], "Alma");
    puente.fails(Code::kRefused, "file", "card.add",
                 {{"file", renewed["file"]}, {"fingerprint", renewed["fingerprint"]}});
    // Their answer comes from keys that nobody compared.
    Json const answer = casa.ok("referral.answer", {{"id", opened["id"]}, {"answer", "accept"}});
    puente.fails(Code::kRefused, "file", "referral.open", {{"file", answer["file"]}});
}

TEST_F(Referrals, ADeclineSaysWhy) {
    Json const sent = send(sealed_release());
    Json const opened = casa.ok("referral.open", {{"file", sent["file"]}});
    take_card(puente, casa);
    casa.fails(Code::kRefused, "reason", "referral.answer", {{"id", opened["id"]}, {"answer", "decline"}});
    Json const answer = casa.ok(
        "referral.answer", {{"id", opened["id"]}, {"answer", "decline"}, {"reason", "Full until Monday"}});
    puente.ok("referral.open", {{"file", answer["file"]}});
    Json const status = puente.ok("referral.status", {{"id", sent["id"]}});
    EXPECT_EQ(status["state"], "rejected");
    EXPECT_EQ(status["decline_reason"], "Full until Monday");
    puente.fails(Code::kRefused, "id", "referral.answer", {{"id", sent["id"]}, {"answer", "accept"}});
}

TEST_F(Referrals, AConfidentialAddressNeverLeaves) {
    Json params = release_params(contact["person"], "Clínica del Lago");
    params["fields"] = {"contact.chosen_name", "contact.needs_note", "referral.message"};
    Json const release = puente.ok("release.sign", params);
    auto const before = puente.file->bytes;
    for (char const* told :
         {"She stays at 2718 Quiet Orchard Lane.", "2718, QUIET ORCHARD LANE", "2718quietorchardlane"}) {
        puente.fails(Code::kRefused, "referral.message", "referral.send",
                     {{"release", release["id"]}, {"message", told}});
        puente.fails(Code::kRefused, "call_back", "referral.send",
                     {{"release", release["id"]}, {"call_back", told}});
    }
    EXPECT_EQ(puente.file->bytes, before);
    puente.ok("record.update",
              {{"id", contact["id"]}, {"data", {{"needs_note", "Now at 2718 Quiet Orchard Lane"}}}});
    puente.fails(Code::kRefused, "contact.needs_note", "referral.send", {{"release", release["id"]}});
}

TEST_F(Referrals, WhatAnOlderFormLetLeaveStaysWhenItIsConfidentialNow) {
    Json const form{
        {"name", "sleeping_place"},
        {"version", 1},
        {"labels", {{"en", "Stay"}}},
        {"about_person", "yes"},
        {"title", "where"},
        {"fields",
         {{{"name", "where"}, {"type", "text"}, {"part", "location"}, {"labels", {{"en", "Where"}}}}}}};
    puente.ok("form.add", {{"form", form}});
    puente.ok(
        "record.create",
        {{"kind", "sleeping_place"}, {"person", contact["person"]}, {"data", {{"where", "With a friend"}}}});
    Json params = release_params(contact["person"]);
    params["fields"] = {"contact.chosen_name", "sleeping_place.where"};
    Json const release = puente.ok("release.sign", params);
    EXPECT_EQ(send(release)["not_sent"].size(), 0U);
    Json newer = form;
    newer["version"] = 2;
    newer["fields"][0]["confidential"] = true;
    puente.ok("form.add", {{"form", newer}});
    Json const sent = send(release);
    ASSERT_EQ(sent["not_sent"].size(), 1U);
    EXPECT_EQ(sent["not_sent"][0]["why"], "confidential");
    EXPECT_EQ(sent["letter"].get<std::string>().find("With a friend"), std::string::npos);
}

TEST_F(Referrals, AnyTextThatCameInIsKept) {
    Json params = release_params(contact["person"]);
    params["recipient_card"] = take_card(casa, puente)["id"];
    Json const release = puente.ok("release.sign", params);
    Json const sent = send(release, {{"message", "tab\t quote \" line\nend"}});
    EXPECT_EQ(casa.ok("referral.open", {{"file", sent["file"]}})["message"], "tab\t quote \" line\nend");
}

TEST_F(Referrals, BothSidesFindItByTheReference) {
    Json const sent = send(sealed_release());
    casa.ok("referral.open", {{"file", sent["file"]}});
    Json const letter = puente.ok(
        "referral.send", {{"release", puente.ok("release.sign", release_params(contact["person"]))["id"]}});
    EXPECT_NE(letter["letter"].get<std::string>().find(letter["reference"].get<std::string>()),
              std::string::npos);
    for (auto const& [office, of] : {std::pair{&puente, sent}, {&casa, sent}, {&puente, letter}}) {
        Json const hits = office->ok("search", {{"text", of["reference"]}})["hits"];
        ASSERT_EQ(hits.size(), 1U);
        EXPECT_EQ(hits[0]["kind"], "referral");
    }
    EXPECT_EQ(puente.ok("search", {{"text", letter["reference"]}})["hits"][0]["record"], letter["id"]);
}

TEST_F(Referrals, ACardIsTakenOnlyWithTheFingerprintHeard) {
    Json const card = casa.ok("card.export");
    std::string wrong = card["fingerprint"];
    wrong[0] = wrong[0] == 'A' ? 'B' : 'A';
    puente.fails(Code::kRefused, "fingerprint", "card.add", {{"file", card["file"]}, {"fingerprint", wrong}});
    puente.fails(Code::kUsage, "file", "card.add",
                 {{"file", crypto::to_base64(as_bytes("hello"))}, {"fingerprint", wrong}});
    EXPECT_TRUE(puente.ok("card.list")["cards"].empty());
    Json const taken = take_card(casa, puente);
    EXPECT_EQ(take_card(casa, puente)["id"], taken["id"]);
    EXPECT_EQ(puente.ok("card.list")["cards"].size(), 1U);
    Json const own = puente.ok("card.export");
    puente.fails(Code::kRefused, "file", "card.add",
                 {{"file", own["file"]}, {"fingerprint", own["fingerprint"]}});
    Json params = release_params(contact["person"], "Somebody Else");
    params["recipient_card"] = taken["id"];
    puente.fails(Code::kRefused, "recipient", "release.sign", params);
}

TEST_F(Referrals, NoAnswerAndNoPurposeCarriesAConfidentialAddress) {
    casa.ok("directory.import",
            {{"source", "network"},
             {"files", {{{"name", "n.json"}, {"text", file_text("data/directory/demo_network.json")}}}}});
    Json const sent = send(sealed_release());
    Json const opened = casa.ok("referral.open", {{"file", sent["file"]}});
    casa.fails(Code::kRefused, "message", "referral.answer",
               {{"id", opened["id"]}, {"answer", "accept"}, {"message", "Come to 2718 Quiet Orchard Lane"}});
    EXPECT_EQ(casa.ok("referral.status", {{"id", opened["id"]}})["state"], "requested");
    Json params = release_params(contact["person"]);
    params["purpose"] = "To move from 2718 Quiet Orchard Lane";
    Json const release = puente.ok("release.sign", params);
    puente.fails(Code::kRefused, "purpose", "referral.send", {{"release", release["id"]}});
}

TEST_F(Referrals, WhatWasTakenBackIsNotSentFromAnOlderRecord) {
    Json params = release_params(contact["person"]);
    params["fields"] = {"contact.chosen_name", "contact.phone"};
    Json const release = puente.ok("release.sign", params);
    Json const later =
        puente.ok("record.create", {{"kind", "contact"},
                                    {"person", contact["person"]},
                                    {"data", {{"chosen_name", "Alma"}, {"phone", "+1 312 555 0188"}}}});
    puente.ok("record.update", {{"id", later["id"]}, {"data", {{"phone", nullptr}}}});
    Json const sent = send(release);
    ASSERT_EQ(sent["not_sent"].size(), 1U);
    EXPECT_EQ(sent["letter"].get<std::string>().find("0177"), std::string::npos);
}

TEST_F(Referrals, TwoEventsAreNeverSentAsOne) {
    auto finding = [&](Json data) {
        return puente.ok("record.create",
                         {{"kind", "finding"}, {"person", contact["person"]}, {"data", std::move(data)}});
    };
    finding({{"from", "2028"},
             {"acts", {{{"act", "recruitment"}, {"basis", {"person_said"}}, {"stated", "yes"}}}}});
    finding({{"from", "2030"}});
    Json params = release_params(contact["person"]);
    params["fields"] = {"finding.from", "finding.acts"};
    Json const release = puente.ok("release.sign", params);
    Json const preview = puente.ok("referral.preview", {{"release", release["id"]}});
    EXPECT_EQ(preview["fields"]["finding.from"], "2030");
    EXPECT_EQ(preview["not_sent"], Json::array({{{"field", "finding.acts"}, {"why", "nothing_recorded"}}}));
}

TEST_F(Referrals, WhatWasAddedToAGroupAfterTheSigningIsNotSent) {
    Json form = Json::parse(R"({"name": "wage_claim", "version": 1, "labels": {"en": "Wage claim"},
        "about_person": "yes", "title": "employer", "fields": [
          {"name": "employer", "type": "text", "part": "narrative", "labels": {"en": "Employer"}},
          {"name": "weeks", "type": "group", "part": "narrative", "labels": {"en": "Weeks"}, "fields": [
            {"name": "hours", "type": "integer", "labels": {"en": "Hours"}}]}]})");
    puente.ok("form.add", {{"form", form}});
    Json params = release_params(contact["person"]);
    params["fields"] = {"wage_claim.weeks"};
    Json const release = puente.ok("release.sign", params);
    form["version"] = 2;
    form["fields"][1]["fields"].push_back(
        {{"name", "diary"}, {"type", "text"}, {"labels", {{"en", "Diary"}}}});
    puente.ok("form.add", {{"form", form}});
    auto claim = [&](Json weeks) {
        puente.ok("record.create", {{"kind", "wage_claim"},
                                    {"person", contact["person"]},
                                    {"data", {{"employer", "Finca Roble"}, {"weeks", std::move(weeks)}}}});
        return puente.ok("referral.preview", {{"release", release["id"]}});
    };
    Json const left_out = Json::array({{{"field", "wage_claim.weeks.diary"}, {"why", "not_in_release"}}});
    Json const both = claim({{{"hours", 71}, {"diary", "I slept four hours."}}});
    EXPECT_EQ(both["fields"], (Json{{"wage_claim.weeks", {{{"hours", 71}}}}}));
    EXPECT_EQ(both["not_sent"], left_out);
    EXPECT_EQ(
        puente.ok("referral.send", {{"release", release["id"]}})["letter"].get<std::string>().find("slept"),
        std::string::npos);
    Json const only_new = claim({{{"diary", "I slept four hours."}}});
    EXPECT_EQ(only_new["fields"], Json::object());
    EXPECT_EQ(only_new["not_sent"], left_out);
}

TEST_F(Referrals, TwoWithdrawalsNeverSettleIntoNone) {
    Json const release = puente.ok("release.sign", release_params(contact["person"]));
    puente.ok("release.withdraw", {{"id", release["id"]}});
    puente.fails(Code::kRefused, "field", "record.resolve",
                 {{"id", release["id"]}, {"field", "withdrawn_at"}, {"value", nullptr}});
    puente.fails(Code::kRefused, "release", "referral.send", {{"release", release["id"]}});
}

TEST_F(Referrals, WordsGoOnlyToASenderWhoseCardWasCompared) {
    Json const sent = send(sealed_release());
    Json const opened = casa.ok("referral.open", {{"file", sent["file"]}});
    casa.fails(Code::kRefused, "message", "referral.answer",
               {{"id", opened["id"]}, {"answer", "accept"}, {"message", "A bed is ready."}});
    EXPECT_EQ(casa.ok("referral.status", {{"id", opened["id"]}})["state"], "requested");
    Json const answer = casa.ok(
        "referral.answer", {{"id", opened["id"]}, {"answer", "decline"}, {"reason", "Full until Monday"}});
    EXPECT_EQ(answer["reason_sent"], false);
    EXPECT_EQ(casa.ok("referral.status", {{"id", opened["id"]}})["decline_reason"], "Full until Monday");
    puente.ok("referral.open", {{"file", answer["file"]}});
    Json const status = puente.ok("referral.status", {{"id", sent["id"]}});
    EXPECT_EQ(status["state"], "rejected");
    EXPECT_EQ(status["decline_reason"], "no reason given");
}

TEST_F(Referrals, AnAnswerIsAmongTheDisclosures) {
    Json const sent = send(sealed_release());
    Json const opened = casa.ok("referral.open", {{"file", sent["file"]}});
    take_card(puente, casa);
    EXPECT_TRUE(casa.ok("disclosures")["disclosures"].empty());
    casa.ok("referral.answer", {{"id", opened["id"]}, {"answer", "accept"}, {"message", "A bed is ready."}});
    Json const log = casa.ok("disclosures")["disclosures"];
    ASSERT_EQ(log.size(), 1U);
    EXPECT_EQ(log[0]["how"], "answer");
    EXPECT_EQ(log[0]["recipient"], "Puente Legal Aid");
    EXPECT_EQ(log[0]["what_left"]["fields"]["answer"], "A bed is ready.");
    EXPECT_EQ(puente.ok("disclosures")["disclosures"].size(), 1U)
        << "who only got the answer sent nothing more";
}

TEST_F(Referrals, WhatWasSentIsReadOnlyByWhoReadsTheFieldItself) {
    puente.ok("record.create", {{"kind", "immigration_note"},
                                {"person", contact["person"]},
                                {"data", {{"text", "Papers kept by the manager"}}}});
    Json params = release_params(contact["person"]);
    params["recipient_card"] = take_card(casa, puente)["id"];
    params["fields"] = {"contact.chosen_name", "contact.needs", "immigration_note.text"};
    Json const sent = send(puente.ok("release.sign", params));
    EXPECT_EQ(sent["not_sent"].size(), 0U);
    puente.ok("member.add", {{"name", "Ines"}, {"role", "advocate"}, {"passphrase", "orange trees in rain"}});
    Office ines{puente.file, puente.now};
    ines.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    auto const fields = [](Office& of) {
        return of.ok("disclosures")["disclosures"][0]["what_left"]["fields"];
    };
    EXPECT_EQ(fields(puente)["immigration_note.text"], "Papers kept by the manager");
    EXPECT_EQ(fields(ines)["contact.chosen_name"], "Alma");
    EXPECT_TRUE(fields(ines).contains("contact.needs"));
    EXPECT_FALSE(fields(ines).contains("immigration_note.text"));

    Json const opened = casa.ok("referral.open", {{"file", sent["file"]}});
    casa.ok("member.add", {{"name", "Teo"}, {"role", "shelter"}, {"passphrase", "orange trees in rain"}});
    Office teo{casa.file, casa.now};
    teo.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    auto const received = [&](Office& of) {
        return of.ok("referral.status", {{"id", opened["id"]}})["received"]["fields"];
    };
    EXPECT_EQ(received(casa)["immigration_note.text"], "Papers kept by the manager");
    EXPECT_EQ(received(teo)["contact.chosen_name"], "Alma");
    EXPECT_FALSE(received(teo).contains("immigration_note.text"));
    Json const again = send(puente.ok("release.sign", params));
    teo.fails(Code::kRefused, "file", "referral.open", {{"file", again["file"]}});
    EXPECT_EQ(casa.ok("referral.list")["referrals"].size(), 1U);
}

TEST_F(Referrals, WhatLeftCanBeErasedPartByPartAndTheAccountStays) {
    Json const sent = send(puente.ok("release.sign", release_params(contact["person"])));
    puente.fails(Code::kRefused, "id", "record.erase", {{"id", sent["disclosure"]}, {"basis", "request"}});
    puente.fails(Code::kRefused, "id", "record.erase",
                 {{"id", sent["disclosure"]}, {"part", "plan"}, {"basis", "request"}});
    puente.ok("record.erase", {{"id", sent["disclosure"]}, {"part", "identity"}, {"basis", "request"}});
    Json const log = puente.ok("disclosures")["disclosures"];
    ASSERT_EQ(log.size(), 1U);
    EXPECT_EQ(log[0]["recipient"], "Casa Azahar");
    EXPECT_EQ(log[0].dump().find("Alma"), std::string::npos);
}

TEST_F(Referrals, KeysAndTokensAreShownByNoMethod) {
    Json const sent = send(sealed_release());
    Json const opened = casa.ok("referral.open", {{"file", sent["file"]}});
    auto const said = [](Office& of, Json const& id) {
        Json const person = of.ok("record.show", {{"id", id}})["person"];
        return of.ok("record.show", {{"id", id}}).dump() + of.ok("person.show", {{"person", person}}).dump() +
               of.ok("record.history", {{"id", id}}).dump() + of.ok("referral.status", {{"id", id}}).dump();
    };
    for (std::string const& all : {said(puente, sent["id"]), said(casa, opened["id"])})
        for (char const* kept :
             {"sealed_keys", "\"token\"", "reply_to", "reply_pk", "what_left", "received_fields"})
            EXPECT_EQ(all.find(kept), std::string::npos) << kept;
}

}  // namespace
}  // namespace amparo::engine
