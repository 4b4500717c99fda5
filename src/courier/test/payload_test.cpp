// SPDX-License-Identifier: AGPL-3.0-or-later
#include "partners.hpp"

#include <limits>

using namespace amparo;
using namespace amparo::courier;
using namespace amparo::courier::test;

namespace {

/// What both sides say to a payload: the one who would send it and the one who gets it from somebody who did.
struct Said {
    std::optional<CourierError> sealing;
    std::optional<CourierError> opening;
};

Said of_referral(Partners const& p, Json const& payload) {
    Craft craft = p.referral_craft();
    craft.json = codec::to_text(payload);
    return {error_of(seal_referral(p.north.sender(), p.south_card, p.id, p.last_day, payload)),
            error_of(p.open_sent(crafted(craft)))};
}
Said of_answer(Partners const& p, Json const& payload) {
    Craft craft = p.answer_craft();
    craft.json = codec::to_text(payload);
    return {error_of(seal_answer(p.south.sender(), p.north.org_id, p.reply.pub, p.id, p.last_day, payload)),
            error_of(p.open_answered(crafted(craft)))};
}
void expect(std::optional<CourierError> error, Said said, std::string const& what) {
    EXPECT_EQ(said.sealing, error) << what;
    EXPECT_EQ(said.opening, error) << what;
}

std::vector<Json> const kWrongForText{nullptr, true, 7, 7.5, Json::array(), Json::object()};

/// A referral whose JSON is `bytes` long.
Json of_size(Partners const& p, std::size_t bytes) {
    Json payload = p.referral();
    payload["message"] = "";
    payload["message"] = std::string(bytes - codec::to_text(payload).size(), 'm');
    return payload;
}

}  // namespace

TEST(Payload, E2_EveryKeyIsThereAndNoOther) {
    Partners const p;
    Json const referral = p.referral();
    Json const answer = p.answer();
    expect(std::nullopt, of_referral(p, referral), "the valid one");
    expect(std::nullopt, of_answer(p, answer), "the valid one");
    for (auto const& [key, value] : referral.items()) {
        Json bent = p.referral();
        bent.erase(key);
        expect(CourierError::kMalformed, of_referral(p, bent), "without " + key);
        bent["another"] = value;
        expect(CourierError::kMalformed, of_referral(p, bent), "another for " + key);
    }
    for (auto const& [key, value] : referral["release"].items()) {
        Json bent = p.referral();
        bent["release"].erase(key);
        expect(CourierError::kMalformed, of_referral(p, bent), "release without " + key);
        bent["release"]["another"] = value;
        expect(CourierError::kMalformed, of_referral(p, bent), "release with another for " + key);
    }
    for (auto const& [key, value] : answer.items()) {
        Json bent = p.answer();
        bent.erase(key);
        expect(CourierError::kMalformed, of_answer(p, bent), "answer without " + key);
        bent["another"] = value;
        expect(CourierError::kMalformed, of_answer(p, bent), "answer with another for " + key);
    }
    Json more = p.referral();
    more["score"] = 7;
    expect(CourierError::kMalformed, of_referral(p, more), "one more");
    more = p.referral();
    more["release"]["override"] = true;
    expect(CourierError::kMalformed, of_referral(p, more), "one more in the release");
    more = p.answer();
    more["score"] = 7;
    expect(CourierError::kMalformed, of_answer(p, more), "one more");
    expect(CourierError::kMalformed, of_referral(p, Json::array()), "a list");
    expect(CourierError::kMalformed, of_answer(p, "accept"), "a text");
}

TEST(Payload, E2_EveryValueIsOfItsType) {
    Partners const p;
    for (Json const& wrong : kWrongForText) {
        for (char const* const key : {"need", "message", "call_back", "reply_pk"}) {
            Json bent = p.referral();
            bent[key] = wrong;
            expect(CourierError::kMalformed, of_referral(p, bent), key + wrong.dump());
        }
        for (char const* const key : {"recipient", "purpose", "language", "starts", "ends"}) {
            Json bent = p.referral();
            bent["release"][key] = wrong;
            expect(CourierError::kMalformed, of_referral(p, bent), key + wrong.dump());
        }
        for (char const* const key : {"answer", "reason", "message"}) {
            Json bent = p.answer();
            bent[key] = wrong;
            expect(CourierError::kMalformed, of_answer(p, bent), key + wrong.dump());
        }
        Json bent = p.referral();
        bent["release"]["fields"].push_back(wrong);
        expect(CourierError::kMalformed, of_referral(p, bent), "release.fields with " + wrong.dump());
    }
    for (Json const& wrong : {Json(nullptr), Json("text"), Json(7), Json::array()}) {
        Json bent = p.referral();
        bent["fields"] = wrong;
        expect(CourierError::kMalformed, of_referral(p, bent), "fields " + wrong.dump());
        bent = p.referral();
        bent["release"] = wrong;
        expect(CourierError::kMalformed, of_referral(p, bent), "release " + wrong.dump());
    }
    Json bent = p.referral();
    bent["release"]["fields"] = Json{{"contact.chosen_name", true}, {"contact.languages", true}};
    expect(CourierError::kMalformed, of_referral(p, bent), "release.fields as an object");
}

TEST(Payload, E2_ItsMomentsAndChoicesAreAmongThoseAllowed) {
    Partners const p;
    for (char const* const key : {"starts", "ends"}) {
        for (char const* const wrong :
             {"", "2031-03-31", "2031-03-31T12:00:00+01:00", "2031-02-30T12:00:00Z", "soon"}) {
            Json bent = p.referral();
            bent["release"][key] = wrong;
            expect(CourierError::kMalformed, of_referral(p, bent), std::string{key} + " " + wrong);
        }
    }
    Json bent = p.referral();
    bent["release"]["starts"] = bent["release"]["ends"];
    expect(CourierError::kMalformed, of_referral(p, bent), "ends as it begins");
    for (char const* const wrong : {"", "maybe", "Accept", "accepted"}) {
        Json answer = p.answer();
        answer["answer"] = wrong;
        expect(CourierError::kMalformed, of_answer(p, answer), wrong);
    }
    Json decline = p.answer();
    decline["answer"] = "decline";
    expect(std::nullopt, of_answer(p, decline), "decline");
}

TEST(Payload, E8_TheReplyKeyAgreesOnASecret) {
    Partners const p;
    for (std::string const& wrong :
         {std::string{}, std::string(64, '0'), key_text(small_order()), key_text(p.reply.pub).substr(2)}) {
        Json bent = p.referral();
        bent["reply_pk"] = wrong;
        expect(CourierError::kMalformed, of_referral(p, bent), wrong);
    }
}

TEST(Payload, E9_NoFieldLeavesThatTheReleaseDoesNotName) {
    Partners const p;
    for (char const* const field :
         {"legal_note.note", "contact", "contact.chosen_nam", "contact.chosen_name2", ""}) {
        Json bent = p.referral();
        bent["fields"][field] = "x";
        expect(CourierError::kMalformed, of_referral(p, bent), field);
    }
    Json fewer = p.referral();
    fewer["fields"] = Json::object();
    expect(std::nullopt, of_referral(p, fewer), "a release may name what nobody recorded");
}

TEST(Payload, E1_OneMebibyteOfJsonAndNotAByteMore) {
    Partners const p;
    expect(std::nullopt, of_referral(p, of_size(p, kJsonBytesMax)), "all of it");
    expect(CourierError::kTooLarge, of_referral(p, of_size(p, kJsonBytesMax + 1)), "a byte more");
    Json many = p.referral();
    many["fields"]["contact.languages"] = std::vector<int>(100'001, 1);
    expect(CourierError::kTooLarge, of_referral(p, many), "too many values");
    Json deep = 1;
    for (int level = 0; level < 20; ++level) deep = Json::array({deep});
    many["fields"]["contact.languages"] = deep;
    expect(CourierError::kMalformed, of_referral(p, many), "too deep");
}

TEST(Payload, E1_EightMebibytesAFileAndNotAByteMore) {
    Bytes file(kFileBytesMax + 1);
    EXPECT_EQ(error_of(peek(file)), CourierError::kTooLarge);
    file.pop_back();
    EXPECT_EQ(error_of(peek(file)), CourierError::kMalformed);
}

TEST(Payload, WhatHasNoJsonFormIsNotSentAsSomethingElse) {
    Partners const p;
    Json bent = p.referral();
    bent["message"] = "Ll\xE9ga";
    EXPECT_EQ(error_of(seal_referral(p.north.sender(), p.south_card, p.id, p.last_day, bent)),
              CourierError::kMalformed);
    bent = p.referral();
    bent["fields"]["contact.languages"] = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(error_of(seal_referral(p.north.sender(), p.south_card, p.id, p.last_day, bent)),
              CourierError::kMalformed);
    bent["fields"]["contact.languages"] = 0.1;
    expect(std::nullopt, of_referral(p, bent), "a number");
}

TEST(Payload, E2_AKeyTwiceOrTextThatIsNotJsonIsRefused) {
    Partners const p;
    for (std::string const& wrong :
         {std::string{}, std::string{"{"}, codec::to_text(p.answer()) + " x",
          std::string{R"({"answer":"accept","answer":"decline","message":"","reason":""})"},
          std::string{"{\"answer\":\"accept\",\"message\":\"\xFF\",\"reason\":\"\"}"}}) {
        Craft craft = p.answer_craft();
        craft.json = wrong;
        EXPECT_EQ(error_of(p.open_answered(crafted(craft))), CourierError::kMalformed) << wrong;
    }
}
