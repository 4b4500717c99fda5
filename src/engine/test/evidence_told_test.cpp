// SPDX-License-Identifier: AGPL-3.0-or-later
// What evidence.* and study.list tell of what is not counted, of what became stale, of what left, of what it costs.
#include "study.hpp"

#include "amparo/vault/vault.hpp"

namespace amparo::engine {
namespace {

class EvidenceTold : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        study = add_study(rosa);
    }
    Json interview(char const* pseudonym, char const* day, bool consent = true) {
        return rosa.ok("study.interview", {{"study", study},
                                           {"pseudonym", pseudonym},
                                           {"given_by", "person"},
                                           {"day", day},
                                           {"research_consent", consent},
                                           {"data", {{"born_abroad", "yes"}}}});
    }
    Json populations() { return rosa.ok("evidence.list")["populations"]; }
    Json listed() { return rosa.ok("study.list", {{"study", study}})["studies"][0]; }
    Json row(char const* pseudonym) {
        Json const all = listed();
        for (Json const& one : all["under"])
            if (one["pseudonym"] == pseudonym) return one;
        return Json::object();
    }
    /// How many a table of the study counts.
    std::int64_t in_figures() {
        Json const table = rosa.ok("evidence.table",
                                   {{"population", "everybody"}, {"rows", "born_abroad"}, {"study", study}});
        return table["columns"][0]["figures"][0]["numerator"].get<std::int64_t>();
    }

    /// Whom this one would give a person of their own.
    void written_by_another_program(PersonId const& person, Json const& interview) {
        store_memory::MemoryStorage storage{file};
        vault::Vault other{storage};
        auto const sink = [](vault::OpenedEntry&&) {};
        ASSERT_TRUE(other.open().ok());
        ASSERT_TRUE(other.unlock(kPassphrase, sink).ok());
        vault::NewEntry entry;
        entry.header.revision = crypto::make_id<RevisionId>();
        entry.header.record = crypto::make_id<RecordId>();
        entry.header.person = person;
        entry.header.part = Part::kStatistics;
        entry.header.op = revisions::Op::kCreate;
        entry.header.time = rosa.now;
        entry.header.form_version = 1;
        entry.header.kind = "study_interview";
        std::string const text = codec::to_text(interview);
        entry.body = Bytes{as_bytes(text).begin(), as_bytes(text).end()};
        auto writing = other.begin_writing(sink, [] {});
        ASSERT_TRUE(writing.ok());
        std::vector<vault::NewEntry> entries;
        entries.push_back(std::move(entry));
        ASSERT_TRUE(writing.value().append(std::move(entries), rosa.now, sink).ok());
        rosa.ok("vault.lock");
        rosa.ok("vault.unlock", {{"passphrase", kPassphrase}});
    }

    std::shared_ptr<store_memory::MemoryFile> file = std::make_shared<store_memory::MemoryFile>();
    Office rosa{file};
    Json study;
};

TEST_F(EvidenceTold, AnInterviewIsOfADayThatCame) {
    Json told{
        {"study", study}, {"pseudonym", "P-9"}, {"given_by", "person"}, {"data", {{"born_abroad", "yes"}}}};
    for (char const* day : {"2031-03-03", "1031-03-01", "today"}) {
        told["day"] = day;
        rosa.fails(Code::kUsage, "day", "study.interview", told);
    }
    told["day"] = "2031-03-01";
    rosa.ok("study.interview", told);
}

TEST_F(EvidenceTold, J5_AListSaysOfEachInterviewWhyItIsNotCounted) {
    interview("P-10", "2031-02-01");
    interview("P-2", "2031-02-01");
    interview("P-3", "2031-02-01", false);
    interview("P-4", "2031-02-01");
    rosa.ok("study.withdraw", {{"interview", "P-2"}});
    Json const gone = interview("P-5", "2031-02-01");
    rosa.ok("record.erase", {{"id", gone["answers"]}, {"basis", "asked"}});
    Json const all = listed();
    EXPECT_EQ(all["counted"], 2);
    EXPECT_EQ(all["all"], 5);
    EXPECT_EQ(all["counted"], in_figures());
    EXPECT_EQ(all["why"], (Json{{"withdrawn", 1}, {"no_consent", 1}, {"answers_gone", 1}}));
    EXPECT_EQ(row("P-2")["why"], "withdrawn");
    EXPECT_EQ(row("P-2")["withdrawn_on"].get<std::string>().size(), 10U);
    EXPECT_EQ(row("P-3")["why"], "no_consent");
    EXPECT_EQ(row("P-5")["why"], "answers_gone");
    EXPECT_FALSE(row("P-4").contains("why"));
    EXPECT_EQ(all["under"][0]["pseudonym"], "P-2") << "in the order of their numbers";
    EXPECT_EQ(all["under"][4]["pseudonym"], "P-10");
}

TEST_F(EvidenceTold, J5_TheLastInterviewOfAPersonSpeaksForThem) {
    Json const first = interview("P-1", "2031-02-01");
    Json const answers = rosa.ok(
        "record.create",
        {{"kind", "study_answers"}, {"person", first["person"]}, {"data", {{"born_abroad", "yes"}}}})["id"];
    auto const again = [&](char const* pseudonym, Json const& of, char const* consent) {
        written_by_another_program(PersonId::parse(first["person"].get<std::string>()).value(),
                                   {{"study", study},
                                    {"pseudonym", pseudonym},
                                    {"answers", of},
                                    {"given_by", "person"},
                                    {"day", "2031-03-01"},
                                    {"research_consent", consent}});
    };
    again("P-1b", answers, "yes");
    EXPECT_EQ(row("P-1")["why"], "repeated");
    EXPECT_EQ(row("P-1")["instead"], "P-1b");
    EXPECT_EQ(listed()["counted"], 1);
    EXPECT_EQ(in_figures(), 1);
    Json const more = rosa.ok(
        "record.create",
        {{"kind", "study_answers"}, {"person", first["person"]}, {"data", {{"born_abroad", "yes"}}}})["id"];
    again("P-1c", more, "no");
    EXPECT_EQ(row("P-1b")["why"], "person_excluded");
    EXPECT_EQ(row("P-1c")["why"], "no_consent");
    EXPECT_EQ(listed()["counted"], 0);
}

TEST_F(EvidenceTold, J5_ADayOutsideTheStudysIsSaidAndExcludesNobody) {
    rosa.ok("record.update", {{"id", study}, {"data", {{"starts", "2031-02-01"}, {"ends", "2031-02-28"}}}});
    interview("P-1", "2031-01-31");
    interview("P-2", "2031-02-01");
    interview("P-3", "2031-02-28");
    EXPECT_EQ(row("P-1")["outside"], true);
    EXPECT_EQ(row("P-1")["counted"], true);
    EXPECT_EQ(row("P-2")["outside"], false);
    EXPECT_EQ(row("P-3")["outside"], false);
    EXPECT_EQ(in_figures(), 3);
}

TEST_F(EvidenceTold, DefiningAnewNamesWhatIsBuiltOnItAndWhatBecameStale) {
    auto const define = [&](char const* name, Json more) {
        Json population{{"name", name}, {"form", "study_answers"}, {"words", {{"en", "who were asked"}}}};
        population.update(more);
        return rosa.ok("evidence.define", {{"population", population}});
    };
    Json const born{{"field", "born_abroad"}, {"is", {"yes"}}};
    Json const not_born{{"field", "born_abroad"}, {"is", {"no"}}};
    EXPECT_EQ(define("outer", {{"where", born}})["built_on_it"], Json::array());
    define("middle", {{"within", "outer"}});
    define("inner", {{"within", "middle"}});
    define("a_first", {{"within", "inner"}});
    Json const same = define("outer", {{"where", born}});
    EXPECT_EQ(same["changed"], false);
    EXPECT_EQ(same["built_on_it"].size(), 3U);
    for (Json const& one : same["built_on_it"]) EXPECT_EQ(one["stale"], false);
    Json const other = define("outer", {{"where", not_born}});
    EXPECT_EQ(other["changed"], true);
    EXPECT_EQ(other["version"], 3);
    EXPECT_EQ(other["built_on_it"], Json::array({Json{{"name", "middle"}, {"stale", true}},
                                                 Json{{"name", "inner"}, {"stale", true}},
                                                 Json{{"name", "a_first"}, {"stale", true}}}));
    Failure const refused = rosa.fails(Code::kRefused, "population", "evidence.table",
                                       {{"population", "inner"}, {"rows", "born_abroad"}});
    EXPECT_NE(refused.message.find("\"middle\""), std::string::npos) << refused.message;
    // Each is defined again by the definition that the list holds.
    for (char const* name : {"middle", "inner", "a_first"}) {
        Json const before = populations();
        for (Json const& one : before) {
            if (one["name"] != name) continue;
            EXPECT_EQ(one["stale"], true);
            rosa.ok("evidence.define", {{"population", one["definition"]}});
        }
    }
    Json const after = populations();
    for (Json const& one : after) {
        EXPECT_EQ(one["stale"], false) << one;
        if (one["name"] == "outer") {
            EXPECT_EQ(one["definition"]["where"], not_born);
        }
    }
}

TEST_F(EvidenceTold, TheLedgerTellsWhatWasEnteredWhenAndByWhom) {
    for (int i = 0; i < 24; ++i) add_interview(rosa, study, i, {{"born_abroad", i < 12 ? "yes" : "no"}});
    rosa.ok("evidence.said", {{"population", "everybody"},
                              {"rows", "born_abroad"},
                              {"answer", "yes"},
                              {"percent", "50 %"},
                              {"title", "Talk in Berlin"},
                              {"read_by", "internal"}});
    Json const bundle{{"title", "Homes"},
                      {"profile", "research_consented"},
                      {"tables", {{{"population", "everybody"}, {"rows", "born_abroad"}}}}};
    Json const made = rosa.ok("evidence.publish", {{"bundle", bundle}});
    Json const all = rosa.ok("evidence.published")["publications"];
    ASSERT_EQ(all.size(), 2U);
    Json const said = all[0]["entered"]["what"] == "said" ? all[0] : all[1];
    EXPECT_EQ(said["title"], "Talk in Berlin");
    EXPECT_EQ(said["entered"]["percent"], "50 %");
    EXPECT_EQ(said["entered"]["answer"], "yes");
    EXPECT_EQ(said["entered"]["least"], 12);
    EXPECT_EQ(said["entered_by"], "Rosa");
    EXPECT_EQ(said["entered_on"].get<std::string>().size(), 10U);
    EXPECT_EQ(said["tables"][0]["people"], 24);
    Json const one = rosa.ok("evidence.published", {{"publication", made["publication"]}});
    ASSERT_EQ(one["publications"].size(), 1U);
    EXPECT_EQ(one["publications"][0]["entered"]["tables"], bundle["tables"]);
    EXPECT_FALSE(one.contains("spent"));
    rosa.fails(Code::kUsage, "publication", "evidence.published", {{"publication", study}});
}

TEST_F(EvidenceTold, WhatInventedRecordsCostIsToldBeforeAnythingIsSpent) {
    for (int i = 0; i < 24; ++i) add_interview(rosa, study, i, {{"born_abroad", "yes"}});
    Json wanted{{"population", "everybody"}, {"questions", {"born_abroad"}}};
    Failure const few = rosa.fails(Code::kRefused, "file.reason_for_few", "evidence.synthesize",
                                   {{"file", wanted}, {"only_plan", true}});
    EXPECT_NE(few.message.find("percentage points"), std::string::npos);
    wanted["reason_for_few"] = "A test.";
    Json const plan = rosa.ok("evidence.synthesize", {{"file", wanted}, {"only_plan", true}});
    EXPECT_EQ(plan["epsilon"], 1.0);
    EXPECT_EQ(plan["epsilon_from"], "default");
    EXPECT_EQ(plan["spent_before"], 0.0);
    EXPECT_EQ(plan["original_records"], 24);
    EXPECT_GT(plan["noise_points"].get<double>(), 0);
    EXPECT_FALSE(plan.contains("file"));
    EXPECT_TRUE(rosa.ok("evidence.published")["spent"].empty());
    Json const made = rosa.ok("evidence.synthesize", {{"file", wanted}});
    EXPECT_EQ(made["noise_points"], plan["noise_points"]);
    wanted["epsilon"] = 2;
    Json const next = rosa.ok("evidence.synthesize", {{"file", wanted}, {"only_plan", true}});
    EXPECT_EQ(next["epsilon_from"], "asked");
    EXPECT_EQ(next["spent_before"], 1.0);
    EXPECT_LT(next["noise_points"].get<double>(), plan["noise_points"].get<double>());
}

}  // namespace
}  // namespace amparo::engine
