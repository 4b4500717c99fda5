// SPDX-License-Identifier: AGPL-3.0-or-later
// What ships: every form and list in data/forms and data/vocabularies.
#include "amparo/forms/describe.hpp"
#include "helpers.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string>

namespace amparo::forms {
namespace {

void each_field(std::vector<Field> const& fields, std::function<void(Field const&)> const& look) {
    for (Field const& field : fields) {
        look(field);
        each_field(field.fields, look);
    }
}

bool is_in_both(Labels const& labels) {
    return labels.has("en") && labels.has("es") && !labels.in("en").empty() && !labels.in("es").empty();
}

Vocabulary const& list(std::string const& name) {
    auto const found = shipped().vocabularies().find(name);
    EXPECT_NE(found, shipped().vocabularies().end()) << name;
    return *found->second;
}

std::set<std::string> codes(Vocabulary const& vocabulary) {
    std::set<std::string> out;
    for (Term const& term : vocabulary.terms()) out.insert(term.code);
    return out;
}

TEST(Shipped, EveryKindThatTheEngineKnowsHasAForm) {
    for (char const* kind : {"contact",       "person_details",   "note",
                             "legal_note",    "immigration_note", "finding",
                             "release",       "erasure",          "referral",
                             "referral_step", "disclosure",       "card",
                             "backup",        "organization",     "location",
                             "service",       "form_declaration", "house",
                             "unit",          "unit_step",        "stay",
                             "bed_request",   "bed_token",        "matter",
                             "matter_party",  "matter_check",     "matter_tokens",
                             "matter_wall",   "matter_element",   "matter_request",
                             "matter_log",    "legal_hold",       "study_register"})
        EXPECT_NE(shipped().find(kind), nullptr) << kind;
}

TEST(Shipped, F3_EveryFormFieldAndCodeHasEnglishAndSpanish) {
    for (Form const* form : shipped().all()) {
        EXPECT_TRUE(is_in_both(form->labels)) << form->name;
        EXPECT_TRUE(is_in_both(form->about)) << form->name;
        each_field(form->fields, [&](Field const& field) {
            EXPECT_TRUE(is_in_both(field.labels)) << form->name << "." << field.name;
            EXPECT_TRUE(field.help.empty() || is_in_both(field.help)) << form->name << "." << field.name;
            if (field.vocabulary == nullptr) return;
            for (Term const& term : field.vocabulary->terms())
                EXPECT_TRUE(is_in_both(term.labels)) << form->name << "." << field.name << " " << term.code;
        });
    }
    for (auto const& [name, vocabulary] : shipped().vocabularies())
        for (Term const& term : vocabulary->terms())
            EXPECT_TRUE(is_in_both(term.labels)) << name << " " << term.code;
}

TEST(Shipped, NoLabelOfAListStandsForTwoCodes) {
    for (auto const& [name, vocabulary] : shipped().vocabularies()) {
        for (char const* language : {"en", "es"}) {
            std::set<std::string> seen;
            for (Term const& term : vocabulary->terms())
                EXPECT_TRUE(seen.insert(term.labels.in(language)).second)
                    << name << " " << term.code << " " << language;
        }
    }
}

TEST(Shipped, ListsHaveTheCodesThatRulesAndTheDirectoryName) {
    EXPECT_EQ(codes(list("acts")),
              (std::set<std::string>{"recruitment", "transportation", "transfer", "harbouring", "receipt",
                                     "patronizing", "soliciting", "other", "none"}));
    EXPECT_EQ(codes(list("means")),
              (std::set<std::string>{"threat_of_force", "use_of_force", "other_coercion", "abduction",
                                     "fraud", "deception", "abuse_of_power", "abuse_of_vulnerability",
                                     "payments_for_control", "confiscation_of_documents", "debt_bondage",
                                     "withholding_of_wages", "restriction_of_movement", "isolation",
                                     "threat_of_denunciation", "threat_to_family", "other", "none"}));
    EXPECT_EQ(codes(list("purposes")),
              (std::set<std::string>{"exploitation_of_the_prostitution_of_others",
                                     "other_forms_of_sexual_exploitation", "forced_labour_or_services",
                                     "slavery", "practices_similar_to_slavery", "servitude",
                                     "removal_of_organs", "debt_bondage", "forced_begging",
                                     "forced_criminality", "forced_marriage", "other", "none"}));
    EXPECT_EQ(codes(list("contact_outcomes")),
              (std::set<std::string>{"open", "served", "referred", "turned_away", "left"}));
    EXPECT_EQ(list("needs").terms().size(), 35U);
    std::set<std::string> const populations = codes(list("populations"));
    for (char const* code :
         {"adults", "women", "men", "trans_people", "lgbtq_people", "youth", "seniors", "families",
          "people_with_disabilities", "people_with_hiv", "people_in_detention", "people_without_housing",
          "survivors_of_abuse", "survivors_of_trafficking", "immigrants", "veterans", "organizations"})
        EXPECT_EQ(populations.count(code), 1U) << code;
    EXPECT_EQ(list("countries").terms().size(), 249U);
    EXPECT_GE(list("languages").terms().size(), 60U);
}

TEST(Shipped, F16_NoPurposeIsASectorAndNoSectorAPurpose) {
    for (Term const& sector : list("sectors").terms()) {
        if (sector.code == "other") continue;
        for (char const* other : {"purposes", "acts", "means"})
            EXPECT_EQ(list(other).find(sector.code), nullptr) << sector.code << " in " << other;
    }
    EXPECT_NE(list("sectors").find("sex_work"), nullptr);
    for (auto const& [name, vocabulary] : shipped().vocabularies())
        EXPECT_TRUE(name == "sectors" || vocabulary->find("sex_work") == nullptr) << name;
}

TEST(Shipped, NothingAboutStatusOrLawEnforcementLiesOutsideItsPart) {
    auto const speaks_of_it = [](std::string const& text) {
        for (char const* word : {"immigration", "police", "law enforcement", "visa", "citizenship"})
            if (text.find(word) != std::string::npos) return true;
        return false;
    };
    for (Form const* form : shipped().all()) {
        if (form->about_person == AboutPerson::kNo) continue;
        each_field(form->fields, [&](Field const& field) {
            if (field.part == Part::kImmigration || field.part == Part::kLegal) return;
            EXPECT_FALSE(speaks_of_it(field.name + field.labels.in("en"))) << form->name << "." << field.name;
            if (field.vocabulary != nullptr) {
                EXPECT_NE(field.vocabulary->name(), "immigration_statuses")
                    << form->name << "." << field.name;
            }
        });
    }
    for (char const* kind : {"contact", "person_details"})
        for (Field const& field : form_named(kind).fields)
            EXPECT_NE(field.part, Part::kImmigration) << kind << "." << field.name;
}

TEST(Shipped, F17_F18_HidingPlacesKeysAndBundlesOfFieldsAreConfidential) {
    std::set<std::string> confidential;
    std::set<std::string> engine_only;
    // What lies in a legal matter never leaves, whatever a release names.
    std::set<std::string> const whole{
        "matter_contact", "matter_date", "matter_element", "matter_log",      "matter_readiness",
        "matter_request", "document",    "document_event", "person_document", "person_document_event"};
    for (std::string const& name : whole)
        for (Field const& field : form_named(name).fields)
            EXPECT_TRUE(field.confidential) << name << "." << field.name;
    for (Form const* form : shipped().all())
        for (Field const& field : form->fields)
            if (field.confidential && !whole.contains(form->name))
                (field.engine_only ? engine_only : confidential).insert(form->name + "." + field.name);
    EXPECT_EQ(confidential,
              (std::set<std::string>{"appointment.place", "house.address", "house.phone", "house.way_in",
                                     "person_details.staying_at", "pseudonym.code", "pseudonym.name",
                                     "pseudonym.reached_at", "pseudonym.served_person", "pseudonym.study",
                                     "safety_plan.where_to_go", "stay.destination_place"}));
    std::set<std::string> expected{
        "deadline.facts",        "matter_tokens.of",     "matter_tokens.party",   "matter_tokens.tokens",
        "matter_wall.grants",    "matter_wall.key_name", "matter_wall.walled",    "publication.entered",
        "publication.ledger",    "referral.reply_to",    "study_register.grants", "study_register.key_name",
        "study_register.walled", "referral.sealed_keys", "referral.token"};
    for (std::string const bundle : {"disclosure.what_left", "referral.received_fields"}) {
        expected.insert(bundle);
        for (char const* part : {"location", "narrative", "legal", "immigration", "statistics", "safety"})
            expected.insert(bundle + "_" + part);
    }
    EXPECT_EQ(engine_only, expected);
    EXPECT_EQ(form_named("publication").find("ledger")->max_length, 900'000U)
        << "what the engine keeps of a bundle";
    Json const shown = describe(form_named("person_details"), "en");
    for (Json const& field : shown["fields"])
        EXPECT_EQ(field["confidential"], field["name"] == "staying_at") << field["name"];
}

TEST(Shipped, F18_ABundlesTextOfAPartLiesInThatPart) {
    for (char const* form : {"disclosure", "referral"})
        for (Field const& field : form_named(form).fields) {
            bool const of_part =
                field.name.starts_with("what_left_") || field.name.starts_with("received_fields_");
            if (!of_part) continue;
            EXPECT_TRUE(field.engine_only) << field.name;
            EXPECT_TRUE(field.name.ends_with("_" + std::string{amparo::name(field.part)})) << field.name;
        }
}

TEST(Shipped, F19_ConsentAndHowToReachSomebodyAreProtected) {
    for (Field const& field : form_named("release").fields) EXPECT_TRUE(field.is_protected) << field.name;
    for (Field const& field : form_named("contact").fields)
        EXPECT_EQ(field.is_protected, field.name.starts_with("safe_")) << field.name;
}

TEST(Shipped, LinksLeadToKindsThatExist) {
    for (Form const* form : shipped().all())
        each_field(form->fields, [&](Field const& field) {
            EXPECT_TRUE(field.link_kind.empty() || shipped().find(field.link_kind) != nullptr)
                << form->name << "." << field.name;
        });
}

TEST(Shipped, F14_EveryExportNameAndCodeIsOneOfHtcds) {
    Json const htcds = json(file_text("src/forms/test/htcds_names.json"))["fields"];
    ASSERT_EQ(htcds.size(), 83U);
    std::set<std::string> picklist_codes;
    for (auto const& [field, values] : htcds.items())
        for (Json const& value : values) picklist_codes.insert(value.get<std::string>());
    std::size_t mapped = 0;
    for (Form const* form : shipped().all())
        each_field(form->fields, [&](Field const& field) {
            auto const target = field.exports.find("htcds");
            if (target == field.exports.end()) return;
            ++mapped;
            ASSERT_TRUE(htcds.contains(target->second)) << form->name << "." << field.name;
        });
    EXPECT_GE(mapped, 8U);
    for (auto const& [name, vocabulary] : shipped().vocabularies()) {
        if (name == "countries" || name == "languages") continue;  // ISO codes, not a picklist.
        for (Term const& term : vocabulary->terms())
            if (auto const code = term.map.find("htcds"); code != term.map.end()) {
                EXPECT_EQ(picklist_codes.count(code->second), 1U) << name << " " << term.code;
            }
    }
}

TEST(Shipped, TheWebPageNeedsNothingButTheDescription) {
    Json const shown = describe(form_named("contact"), "es");
    EXPECT_EQ(shown["label"], "Primer contacto");
    EXPECT_EQ(shown["fields"].size(), form_named("contact").fields.size());
    for (Json const& field : shown["fields"]) {
        EXPECT_FALSE(field["label"].get<std::string>().empty());
        if (field.contains("vocabulary")) {
            EXPECT_TRUE(shown["vocabularies"].contains(field["vocabulary"].get<std::string>()));
        }
    }
}

}  // namespace
}  // namespace amparo::forms
