// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/forms/validate.hpp"

#include "helpers.hpp"

#include <string>

namespace amparo::forms {
namespace {

Validated created(std::string_view form, Json const& data) {
    return validate(form_named(form), data, Mode::kCreate);
}
Said refusals(std::string_view form, Json const& data) {
    return said(created(form, data).problems);
}

/// One field filled in beside a name, and what is stored for it.
Json stored(std::string const& field, Json const& value) {
    Validated const v = created("contact", {{"chosen_name", "Marisol"}, {field, value}});
    EXPECT_EQ(said(v.problems), Said{}) << field;
    return v.data.value(field, Json{});
}
Said refused(std::string const& field, Json const& value) {
    return refusals("contact", {{"chosen_name", "Marisol"}, {field, value}});
}
Json const kDeclined{{"no_answer", "declined"}};

TEST(Validate, AFirstContactNeedsANameToUseAndNothingElse) {
    EXPECT_EQ(refusals("contact", Json::object()), Said{"required at chosen_name"});
    EXPECT_EQ(refusals("contact", {{"chosen_name", "Marisol"}}), Said{});
    EXPECT_EQ(refusals("contact", Json::array()), Said{"not_an_object at "});
}

TEST(Validate, TextIsTrimmedAndOneLineUnlessItIsLong) {
    EXPECT_EQ(stored("area", "  Pilsen "), "Pilsen");
    EXPECT_EQ(stored("notes", "a\r\nb\rc\n"), "a\nb\nc");
    EXPECT_EQ(refused("area", "a\nb"), Said{"malformed at area"});
    EXPECT_EQ(refused("notes",
                      "a\x01"
                      "b"),
              Said{"malformed at notes"});
    EXPECT_EQ(refused("notes", "a\xC3"), Said{"malformed at notes"});
    EXPECT_EQ(refused("area", " \t "), Said{"empty at area"});
    EXPECT_EQ(refused("area", 5), Said{"wrong_type at area"});
}

TEST(Validate, WhatHappenedIsNotAheadNorBefore1900) {
    Date const today = *parse_date("2031-03-01");
    auto const refusals_of = [&](std::string_view form, std::string const& field, Json const& value) {
        auto const all =
            said(validate(form_named(form), {{field, value}}, Mode::kUpdate, Json::object(), today).problems);
        return all.empty() ? std::string{} : all.front();
    };
    for (char const* good : {"2031-03-01", "2030-12-31", "1900-01-01"})
        EXPECT_EQ(refusals_of("note", "happened_on", good), "") << good;
    for (char const* bad : {"2031-03-02", "2062-03-01", "1899-12-31", "1026-03-01"})
        EXPECT_EQ(refusals_of("note", "happened_on", bad), "out_of_range at happened_on") << bad;
    for (char const* good : {"2031", "2031-03", "1900"})
        EXPECT_EQ(refusals_of("person_details", "birth_date", good), "") << good;
    for (char const* bad : {"2032", "2031-04", "2031-03-02", "1899"})
        EXPECT_EQ(refusals_of("person_details", "birth_date", bad), "out_of_range at birth_date") << bad;
    EXPECT_EQ(refusals_of("incident", "happened_at", "2031-03-01T23:59:00Z"), "");
    EXPECT_EQ(refusals_of("incident", "happened_at", "2031-03-02T00:00:00Z"), "out_of_range at happened_at");
    EXPECT_EQ(refusals_of("note", "happened_on", {{"no_answer", "declined"}}), "");
    EXPECT_EQ(refusals_of("note", "follow_up_on", "2062-03-01"), "") << "what is due lies ahead";
}

TEST(Validate, AnInstantIsInUtcOrHasItsOffset) {
    auto const kept = [](char const* given) {
        Validated const v = validate(form_named("incident"), {{"happened_at", given}}, Mode::kUpdate);
        return v.ok() ? v.data["happened_at"].get<std::string>() : std::string{};
    };
    EXPECT_EQ(kept("2031-03-01T18:30:00Z"), "2031-03-01T18:30:00.000Z");
    EXPECT_EQ(kept("2031-03-01T18:30:00-06:00"), "2031-03-02T00:30:00.000Z");
    EXPECT_EQ(kept("2031-03-01T01:00:00+05:45"), "2031-02-28T19:15:00.000Z");
    for (char const* bad : {"2031-03-01T18:30:00", "2031-03-01T18:30:00-6:00", "2031-03-01T18:30:00-15:00",
                            "2031-03-01T18:30:00Z-06:00", "-06:00", "2031-03-01", "2031-03-01T18:30:00+05:60",
                            "1000-01-01T00:00:00+01:00", "9999-12-31T23:30:00-01:00"})
        EXPECT_EQ(kept(bad), "") << bad;
}

TEST(Validate, WithoutADayNoDayIsTooLate) {
    EXPECT_EQ(stored("happened_on", "2962-02-28"), "2962-02-28");
}

TEST(Validate, DatesAndTimesThatDoNotExistAreRefused) {
    EXPECT_EQ(stored("happened_on", "2031-02-28"), "2031-02-28");
    for (char const* bad : {"2031-02-30", "2031-2-3", "28/02/2031", "yesterday", "2031-02"})
        EXPECT_EQ(refused("happened_on", bad), Said{"malformed at happened_on"}) << bad;

    Form const& details = form_named("person_details");
    for (char const* good : {"1999", "1999-12", "1999-12-31"})
        EXPECT_TRUE(validate(details, {{"birth_date", good}}, Mode::kCreate).ok()) << good;
    for (char const* bad : {"99", "1999-13", "1999-00", "1999-12-32", "1999-", "0999"})
        EXPECT_FALSE(validate(details, {{"birth_date", bad}}, Mode::kCreate).ok()) << bad;

    for (char const* good : {"00:00", "23:59", "24:00"})
        EXPECT_EQ(refused("safe_contact_times", {{{"from", good}}}), Said{}) << good;
    for (char const* bad : {"24:01", "9:00", "9:00am", "12:60", "12-30", "aa:bb"})
        EXPECT_EQ(refused("safe_contact_times", {{{"from", bad}}}),
                  Said{"malformed at safe_contact_times[0].from"})
            << bad;
}

TEST(Validate, APointInTimeIsStoredInOneForm) {
    Validated const v = created("backup", {{"made_at", "2031-03-01T18:30:00Z"}});
    EXPECT_EQ(v.data["made_at"], "2031-03-01T18:30:00.000Z");
    EXPECT_EQ(refusals("backup", {{"made_at", "2031-03-01 18:30"}}), Said{"malformed at made_at"});
}

TEST(Validate, NumbersAreWholeWhereDeclaredAndBounded) {
    EXPECT_EQ(stored("adults", 2), 2);
    EXPECT_EQ(refused("adults", 2.5), Said{"wrong_type at adults"});
    EXPECT_EQ(refused("adults", "2"), Said{"wrong_type at adults"});
    EXPECT_EQ(refused("adults", -1), Said{"out_of_range at adults"});
    EXPECT_EQ(refused("adults", std::uint64_t{18'000'000'000'000'000'000U}), Said{"out_of_range at adults"});
    EXPECT_EQ(refusals("location", {{"name", "Casa"}, {"latitude", 1e300}}),
              Said{"out_of_range at latitude"});
}

TEST(Validate, ACodeIsOfItsListAndTheNearestIsSuggested) {
    EXPECT_EQ(stored("needs", {"bed_tonight", "interpreter", "bed_tonight"}),
              Json({"bed_tonight", "interpreter"}));
    Validated const v = created("contact", {{"chosen_name", "Marisol"}, {"needs", {"bed_tonite"}}});
    ASSERT_EQ(said(v.problems), Said{"unknown_code at needs[0]"});
    EXPECT_EQ(v.problems[0].hint, "Did you mean \"bed_tonight\"?");
    EXPECT_EQ(refused("needs", "bed_tonight"), Said{"wrong_type at needs"});
    EXPECT_EQ(refused("needs", Json::array()), Said{"empty at needs"});
    EXPECT_EQ(stored("interpreter_needed", true), "yes");
    EXPECT_EQ(stored("languages", {"es", "mam"}), Json({"es", "mam"}));
    EXPECT_EQ(refused("languages", {"spanish"}), Said{"unknown_code at languages[0]"});
}

TEST(Validate, PhoneMailAndWebAddressesAreLookedAt) {
    EXPECT_EQ(stored("phone", " +1 (312) 555-0142 "), "+1 (312) 555-0142");
    for (char const* bad : {"call me", "12", "+1 312 555 0142 or later"})
        EXPECT_EQ(refused("phone", bad), Said{"malformed at phone"}) << bad;
    for (char const* bad :
         {"luz", "luz@", "@example.org", "luz@example", "l uz@example.org", "a@b@example.org"})
        EXPECT_EQ(refusals("organization", {{"name", "Casa"}, {"email", bad}}), Said{"malformed at email"})
            << bad;
    EXPECT_EQ(refusals("organization", {{"name", "Casa"}, {"email", "casa@example.org"}}), Said{});
    for (char const* bad : {"example.org", "https://", "javascript:alert(1)", "https://example.org/a b"})
        EXPECT_EQ(refusals("organization", {{"name", "Casa"}, {"url", bad}}), Said{"malformed at url"})
            << bad;
}

TEST(Validate, ANumberOutOfRangeIsToldTheRangeAsItsFormWritesIt) {
    Problem const problem = created("contact", {{"chosen_name", "Marisol"}, {"adults", -1}}).problems.at(0);
    EXPECT_EQ(problem.message, "This number is out of range.");
    EXPECT_EQ(problem.hint, "Write one from 0 to 50.");
}

TEST(Validate, APlaceIsDegreesOrWordsOrBoth) {
    Json const both{{"latitude", 41.85}, {"longitude", -87.66}, {"area", "Pilsen"}};
    EXPECT_EQ(stored("near", both), both);
    EXPECT_EQ(stored("near", {{"area", "Pilsen"}}), Json({{"area", "Pilsen"}}));
    EXPECT_EQ(refused("near", {{"latitude", 41.85}}), Said{"required at near"});
    EXPECT_EQ(refused("near", {{"latitude", 5'140'000}, {"longitude", -87.66}}),
              Said{"out_of_range at near.latitude"});
    EXPECT_EQ(refused("near", {{"latitude", "41.85"}, {"longitude", -87.66}}),
              Said{"wrong_type at near.latitude"});
    EXPECT_EQ(refused("near", {{"lat", 41.85}, {"lon", -87.66}})[0], "unknown_field at near");
    EXPECT_EQ(refused("near", Json::object()), Said{"wrong_type at near"});
}

TEST(Validate, ALinkIsAnIdOfItsKind) {
    std::string const record = "rec_" + std::string(32, 'a');
    Validated const v =
        created("service", {{"name", "Beds"}, {"organization", record}, {"locations", {record}}});
    EXPECT_EQ(said(v.problems), Said{});
    EXPECT_EQ(refusals("service", {{"name", "Beds"}, {"organization", "per_" + std::string(32, 'a')}}),
              Said{"malformed at organization"});
    std::vector<LinkFound> const found = links(form_named("service"), v.data);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].kind, "organization");
    EXPECT_EQ(found[1].field, "locations[0]");
    EXPECT_EQ(found[1].id, record);
}

TEST(Validate, AGroupsProblemNamesTheItemAndTheField) {
    Json const item{{"act", "recruitment"}, {"basis", {"rumour"}}};
    EXPECT_EQ(refusals("finding", {{"acts", {{{"act", "receipt"}, {"stated", "yes"}}, item}}}),
              (Said{"required at acts[1].stated", "unknown_code at acts[1].basis[0]"}));
    EXPECT_EQ(refusals("finding", {{"acts", {"recruitment"}}}), Said{"wrong_type at acts[0]"});
    EXPECT_EQ(refused("safe_contact_times", Json::array({Json::object()})),
              Said{"empty at safe_contact_times[0]"});
}

TEST(Validate, F6_EveryTypeOfFieldTakesUnknownDeclinedAndNotAskedAndKeepsThemApart) {
    for (Form const* form : shipped().all()) {
        for (Field const& field : form->fields) {
            if (field.required && form->about_person == AboutPerson::kNo) continue;
            if (!field.when.clauses.empty()) continue;
            for (char const* word : {"unknown", "declined", "not_asked"}) {
                SCOPED_TRACE(form->name + "." + field.name);
                Json const object{{"no_answer", word}};
                Json const expected = is_coded(field.type) ? Json(word) : object;
                for (Json const& given : {Json(word), object}) {
                    Validated const v = validate(*form, {{field.name, given}}, Mode::kUpdate);
                    EXPECT_EQ(said(v.problems), Said{});
                    EXPECT_EQ(v.data[field.name], expected);
                    EXPECT_EQ(no_answer(v.data[field.name]), word);
                    EXPECT_FALSE(is_answered(v.data, field.name));
                }
            }
        }
    }
}

TEST(Validate, F6_HavingAskedIsEnoughForWhatIsRequired) {
    EXPECT_EQ(refusals("contact", {{"chosen_name", kDeclined}}), Said{});
    EXPECT_EQ(refusals("finding", {{"means", {{{"means", "use_of_force"}, {"stated", "declined"}}}}}),
              Said{});
}

TEST(Validate, F6_WhatIsAboutNoPersonIsDescribedAndNotAsked) {
    EXPECT_EQ(refusals("organization", {{"name", kDeclined}}), Said{"not_a_question at name"});
    EXPECT_EQ(refusals("organization", {{"name", "unknown"}}), Said{"not_a_question at name"});
    EXPECT_EQ(refusals("organization", {{"name", "Casa Luz"}, {"url", {{"no_answer", "unknown"}}}}), Said{});
}

TEST(Validate, F6_NoAnswerIsNeverMixedWithAnswers) {
    EXPECT_EQ(refused("needs", {"bed_tonight", "unknown"}), Said{"mixed at needs[1]"});
    EXPECT_EQ(refused("needs", {"unknown", "declined"}), Said{"mixed at needs[0]"});
    EXPECT_EQ(stored("needs", {"declined"}), "declined");
    EXPECT_EQ(refused("area", {{"no_answer", "perhaps"}}), Said{"wrong_type at area"});
    EXPECT_EQ(refused("area", {{"no_answer", "declined"}, {"more", 1}}), Said{"wrong_type at area"});
}

TEST(Validate, F7_AnUnknownFieldIsRefusedWithTheNearestName) {
    Validated const v = created("contact", {{"chosen_name", "Marisol"}, {"need", {"food"}}});
    ASSERT_EQ(said(v.problems), Said{"unknown_field at need"});
    EXPECT_EQ(v.problems[0].hint, "Did you mean \"needs\"?");
    EXPECT_EQ(refusals("contact", {{"chosen_name", "Marisol"}, {"zzzzzzzzzz", 1}}),
              Said{"unknown_field at zzzzzzzzzz"});
}

TEST(Validate, F8_TextsListsAndTheWholeAreBounded) {
    EXPECT_EQ(refused("area", std::string(201, 'a')), Said{"too_long at area"});
    std::string accents;
    for (int i = 0; i < 200; ++i) accents += "ñ";
    EXPECT_EQ(stored("area", accents), accents);  // Characters, not bytes.
    EXPECT_EQ(refused("notes", std::string(20'001, 'a')), Said{"too_long at notes"});
    EXPECT_EQ(refused("notes", std::string(900'000, 'a')), Said{"too_long at notes"});
    EXPECT_EQ(refused("notes", std::string(100'000'000, 'a')), Said{"too_large at notes"});
    EXPECT_EQ(refused("aliases", Json(std::vector<std::string>(21, "Luz"))), Said{"too_many at aliases"});
}

TEST(Validate, F8_AReferralHoldsAllThatASealedFileCarries) {
    std::string const whole(std::size_t{1} << 20U, 'a');  // protocol/referral_file.md
    Json data{{"direction", "in"}, {"state", "requested"}, {"received_fields", whole}, {"message", whole}};
    EXPECT_EQ(refusals("referral", data), Said{});
    data["answer"] = whole;
    data["call_back"] = std::string(2 * whole.size(), 'a');
    Validated const v = created("referral", data);
    ASSERT_EQ(said(v.problems), Said{"too_large at call_back"});
    EXPECT_NE(v.problems[0].message.find("4 MiB"), std::string::npos);
    data.erase("call_back");
    data["received_fields"] = whole + "a";
    EXPECT_EQ(refusals("referral", data), Said{"too_long at received_fields"});
    EXPECT_EQ(refusals("note", {{"text", whole}}), Said{"too_large at text"});
    EXPECT_EQ(form_named("form_declaration").find("declaration")->max_length, kDataBytesMax);
}

TEST(Validate, F8_AFloodOfMistakesIsCutShort) {
    Json flood{{"chosen_name", "Marisol"}};
    for (int i = 0; i < 20'000; ++i) flood["x" + std::to_string(i)] = 1;
    EXPECT_EQ(created("contact", flood).problems.size(), 100U);
}

TEST(Validate, F9_AQuestionThatDoesNotApplyTakesNoAnswer) {
    Json data{{"chosen_name", "Marisol"}, {"turned_away_reason", "full"}};
    EXPECT_EQ(refusals("contact", data), Said{"does_not_apply at turned_away_reason"});
    data["outcome"] = "served";
    EXPECT_EQ(refusals("contact", data), Said{"does_not_apply at turned_away_reason"});
    data["outcome"] = "turned_away";
    EXPECT_EQ(refusals("contact", data), Said{});
    data.erase("turned_away_reason");
    EXPECT_EQ(refusals("contact", data), Said{"required at turned_away_reason"});
    data["turned_away_reason"] = "other";
    EXPECT_EQ(refusals("contact", data), Said{"required at turned_away_note"});
    data["turned_away_note"] = "The boiler broke.";
    EXPECT_EQ(refusals("contact", data), Said{});
}

TEST(Validate, F9_WhatDependsOnARefusedAnswerIsNotBlamedForIt) {
    EXPECT_EQ(refusals("contact",
                       {{"chosen_name", "Marisol"}, {"outcome", "turned"}, {"turned_away_reason", "full"}}),
              Said{"unknown_code at outcome"});
}

TEST(Validate, F9_AllAnyAndAnswered) {
    auto const form_when = [](Json when) {
        Json form = street_outreach();
        form["fields"][6]["required"] = false;
        form["fields"][6]["when"] = std::move(when);
        return std::get<Form>(Form::parse(form, shipped().vocabularies()));
    };
    auto const applies = [](Form const& form, Json data) {
        data["street_name"] = "Lu";
        data["again_on"] = "2031-03-01";
        return validate(form, data, Mode::kCreate).ok();
    };
    Json const yes{{"field", "again"}, {"is", {"yes"}}};
    Json const water{{"field", "supplies"}, {"is", {"water"}}};
    Form const all = form_when({{"all", {yes, water}}});
    EXPECT_FALSE(applies(all, {{"again", "yes"}}));
    EXPECT_TRUE(applies(all, {{"again", "yes"}, {"supplies", {"phone_credit", "water"}}}));
    Form const any = form_when({{"any", {yes, water}}});
    EXPECT_TRUE(applies(any, {{"again", "yes"}}));
    EXPECT_FALSE(applies(any, {{"again", "no"}}));
    Form const answered = form_when({{"field", "again"}, {"answered", true}});
    EXPECT_TRUE(applies(answered, {{"again", "no"}}));
    EXPECT_FALSE(applies(answered, {{"again", "declined"}}));
    EXPECT_FALSE(applies(answered, Json::object()));
    Form const open = form_when({{"field", "again"}, {"answered", false}});
    EXPECT_TRUE(applies(open, {{"again", "not_asked"}}));
    EXPECT_FALSE(applies(open, {{"again", "yes"}}));
}

TEST(Validate, F10_AnUpdateChecksOnlyWhatItNames) {
    Form const& contact = form_named("contact");
    Json const current{{"chosen_name", "Marisol"}, {"outcome", "open"}, {"area", "Pilsen"}};
    Validated const v = validate(contact, {{"area", nullptr}, {"adults", 1}}, Mode::kUpdate, current);
    EXPECT_EQ(said(v.problems), Said{});
    EXPECT_EQ(v.data, Json({{"area", nullptr}, {"adults", 1}}));
}

TEST(Validate, F10_WhatIsRequiredIsNotCleared) {
    Form const& contact = form_named("contact");
    Json const current{
        {"chosen_name", "Marisol"}, {"outcome", "turned_away"}, {"turned_away_reason", "full"}};
    auto const update = [&](Json const& data) {
        return said(validate(contact, data, Mode::kUpdate, current).problems);
    };
    EXPECT_EQ(update({{"chosen_name", nullptr}}), Said{"required at chosen_name"});
    EXPECT_EQ(update({{"turned_away_reason", nullptr}}), Said{"required at turned_away_reason"});
    EXPECT_EQ(update({{"outcome", "served"}, {"turned_away_reason", nullptr}}), Said{});
    EXPECT_EQ(update({{"outcome", "served"}}), Said{});
}

TEST(Validate, F10_ConditionsLookAtTheRecordAsItWillBe) {
    Form const& contact = form_named("contact");
    Json const current{
        {"chosen_name", "Marisol"}, {"outcome", "turned_away"}, {"turned_away_reason", "full"}};
    auto const update = [&](Json const& data) {
        return said(validate(contact, data, Mode::kUpdate, current).problems);
    };
    EXPECT_EQ(update({{"turned_away_reason", "outside_area"}}), Said{});
    EXPECT_EQ(update({{"turned_away_reason", "other"}}), Said{"required at turned_away_note"});
    EXPECT_EQ(update({{"outcome", "served"}, {"turned_away_reason", "full"}}),
              Said{"does_not_apply at turned_away_reason"});
    EXPECT_EQ(
        said(
            validate(contact, {{"outcome", "turned_away"}}, Mode::kUpdate, {{"chosen_name", "Lu"}}).problems),
        Said{"required at turned_away_reason"});
}

TEST(Validate, F10_NullClearsNothingInANewRecord) {
    EXPECT_EQ(refused("area", nullptr), Said{"empty at area"});
}

TEST(Validate, F11_NoProblemRepeatsWhatWasFilledIn) {
    std::string const secret = "Xochitl";
    for (Form const* form : shipped().all()) {
        for (Field const& field : form->fields) {
            for (Json const& given : {Json(secret + "\x01"), Json({secret}), Json({{secret, secret}}),
                                      Json({{{secret, secret}}})}) {
                for (Problem const& p : validate(*form, {{field.name, given}}, Mode::kUpdate).problems) {
                    EXPECT_EQ((p.field + p.message + p.hint).find(secret), std::string::npos)
                        << form->name << "." << field.name;
                    EXPECT_FALSE(p.message.empty());
                }
            }
        }
    }
    for (Problem const& p : created("contact", {{"My name is Xochitl", 1}}).problems)
        EXPECT_EQ((p.field + p.message + p.hint).find(secret), std::string::npos);
}

TEST(Validate, F13_AFieldGoesToItsOwnPart) {
    Json const data{{"chosen_name", "Marisol"}, {"needs", {"food"}}, {"area", "Pilsen"}, {"notes", nullptr}};
    std::map<Part, Json> const parts = split_by_part(form_named("contact"), data);
    ASSERT_EQ(parts.size(), 4U);
    EXPECT_EQ(parts.at(Part::kIdentity), Json({{"chosen_name", "Marisol"}}));
    EXPECT_EQ(parts.at(Part::kPlan), Json({{"needs", {"food"}}}));
    EXPECT_EQ(parts.at(Part::kLocation), Json({{"area", "Pilsen"}}));
    EXPECT_EQ(parts.at(Part::kNarrative), Json({{"notes", nullptr}}));
}

TEST(SearchTerms, NamesWordsAndNumbersAreFoundAndNoAnswersAreNot) {
    SearchTerms const terms = search_terms(form_named("contact"), {{"chosen_name", "Marisol"},
                                                                   {"aliases", {"Luz", "Sol"}},
                                                                   {"phone", "+1 312 555 0142"},
                                                                   {"notes", kDeclined},
                                                                   {"needs_note", "A quiet room"},
                                                                   {"area", "Pilsen"}});
    EXPECT_EQ(terms.names, (std::vector<std::string>{"Marisol", "Luz", "Sol"}));
    EXPECT_EQ(terms.texts, std::vector<std::string>{"A quiet room"});
    EXPECT_EQ(terms.phones, std::vector<std::string>{"+1 312 555 0142"});
}

TEST(Title, IsOneLineAndEmptyWithoutAnAnswer) {
    EXPECT_EQ(title(form_named("contact"), {{"chosen_name", "Marisol"}}), "Marisol");
    EXPECT_EQ(title(form_named("contact"), {{"chosen_name", kDeclined}}), "");
    EXPECT_EQ(title(form_named("immigration_note"), {{"status", "not_asked"}}), "");
    EXPECT_EQ(title(form_named("note"), {{"text", "First line\nsecond"}}), "First line");
    std::string accents;
    for (int i = 0; i < 100; ++i) accents += "ñ";
    EXPECT_EQ(title(form_named("note"), {{"text", accents}}), accents.substr(0, 160));
}

}  // namespace
}  // namespace amparo::forms
