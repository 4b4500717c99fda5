// SPDX-License-Identifier: AGPL-3.0-or-later
// deadline.*: what is kept, shown and warned of. The counting itself is tested in src/deadlines/test/.
#include "support.hpp"

#include "amparo/vault/vault.hpp"

namespace amparo::engine {
namespace {

class Deadlines : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        person = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}})["person"];
    }
    /// Last arrival on the first of April 2030: due on Tuesday, 1 April 2031.
    Json added(Json more = Json::object()) {
        Json params{
            {"person", person}, {"rule", "us_asylum_1yr"}, {"facts", {{"last_arrival", "2030-04-01"}}}};
        params.update(more);
        return rosa.ok("deadline.add", params);
    }
    Json due() {
        Json const today = rosa.ok("today");
        for (Json const& section : today["sections"])
            if (section["code"] == "deadline") return section["items"];
        return Json();
    }
    Json listed() { return rosa.ok("deadline.list")["deadlines"]; }

    Office rosa;
    std::string person;
};

TEST_F(Deadlines, D1_EveryRuleIsListedWithoutAVaultWithItsCitation) {
    Office nobody;
    Json const rules = nobody.ok("deadline.rules")["rules"];
    EXPECT_GE(rules.size(), 19U);
    for (Json const& rule : rules) {
        EXPECT_FALSE(rule["cite"].get<std::string>().empty());
        EXPECT_EQ(rule["verified_on"], "");
    }
    EXPECT_EQ(nobody.ok("deadline.rules", {{"jurisdiction", "UK"}})["rules"].size(), 3U);
    Json const c = nobody.ok("deadline.compute",
                             {{"rule", "us_asylum_1yr"}, {"facts", {{"last_arrival", "2024-03-15"}}}});
    EXPECT_EQ(c["date"], "2025-03-17");
    EXPECT_EQ(c["steps"].back()["words"]["en"], "16 March 2025 is on a weekend: 17 March 2025.");
    nobody.fails(Code::kNotFound, "rule", "deadline.compute", {{"rule", "us_moon_landing"}});
}

TEST_F(Deadlines, D12_WhatIsWrongIsNamedAndNothingIsKept) {
    Json const base{{"person", person}, {"rule", "us_asylum_1yr"}};
    auto const wrong = [&](Code code, char const* field, Json more) {
        Json params = base;
        params.update(more);
        rosa.fails(code, field, "deadline.add", params);
    };
    wrong(Code::kUsage, "facts.last_arrival", Json::object());
    wrong(Code::kUsage, "facts.last_arrival", {{"facts", {{"last_arrival", "soon"}}}});
    wrong(Code::kUsage, "facts.shoe_size",
          {{"facts", {{"last_arrival", "2030-04-01"}, {"shoe_size", "38"}}}});
    wrong(Code::kUsage, "date", {{"facts", {{"last_arrival", "2030-04-01"}}}, {"date", "2031-01-01"}});
    wrong(Code::kNotFound, "rule", {{"rule", "us_moon_landing"}});
    wrong(Code::kUsage, "date", {{"rule", "other"}, {"what", "Hearing"}});
    wrong(Code::kUsage, "what", {{"rule", "other"}, {"date", "2031-05-05"}});
    wrong(Code::kUsage, "reason",
          {{"facts", {{"last_arrival", "2030-04-01"}}}, {"document_date", "2031-01-01"}});
    EXPECT_TRUE(listed().empty());
}

TEST_F(Deadlines, D11_ItStandsInTheListOfTheDayWithItsWarningUntilItIsDone) {
    Json const one = added();
    EXPECT_EQ(one["date"], "2031-04-01");
    EXPECT_EQ(one["days_left"], 31);
    EXPECT_EQ(one["urgency"], "ahead");
    Json const items = due();
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0]["record"], one["id"]);
    EXPECT_EQ(items[0]["due"], "2031-04-01");
    EXPECT_EQ(items[0]["title"], "Alma");
    EXPECT_EQ(items[0]["label"]["es"], "Solicitud de asilo (I-589)");
    rosa.now += std::chrono::days{32};
    EXPECT_EQ(due()[0]["urgency"], "overdue");
    rosa.ok("deadline.change", {{"id", one["id"]}, {"done", "yes"}});
    EXPECT_TRUE(due().empty());
    EXPECT_TRUE(listed().empty());
    EXPECT_EQ(rosa.ok("deadline.list", {{"done", true}})["deadlines"].size(), 1U);
    rosa.ok("deadline.change", {{"id", one["id"]}, {"done", "no"}});
    EXPECT_EQ(due().size(), 1U);
}

TEST_F(Deadlines, D11_OneThatIsFarAwayIsNotInTheListOfTheDay) {
    rosa.ok("deadline.add",
            {{"person", person}, {"rule", "other"}, {"what", "Hearing"}, {"date", "2031-12-01"}});
    EXPECT_TRUE(due().empty());
    EXPECT_EQ(listed()[0]["what"], "Hearing");
}

TEST_F(Deadlines, D9_ADocumentsDateComesBeforeTheCountAndBothAreKept) {
    Json const one = added();
    rosa.fails(Code::kUsage, "reason", "deadline.change",
               {{"id", one["id"]}, {"document_date", "2031-03-20"}});
    Json const changed =
        rosa.ok("deadline.change",
                {{"id", one["id"]}, {"document_date", "2031-03-20"}, {"reason", "Notice of 1 March"}});
    EXPECT_EQ(changed["date"], "2031-03-20");
    EXPECT_EQ(changed["counted"], "2031-04-01");
    EXPECT_EQ(changed["reason"], "Notice of 1 March");
    EXPECT_EQ(due()[0]["due"], "2031-03-20");
}

TEST_F(Deadlines, OtherFactsCountItAnewAndItsHistoryStays) {
    Json const one = added();
    Json const changed =
        rosa.ok("deadline.change", {{"id", one["id"]}, {"facts", {{"last_arrival", "2030-06-02"}}}});
    EXPECT_EQ(changed["date"], "2031-06-02");
    Json const shown = rosa.ok("deadline.show", {{"id", one["id"]}});
    EXPECT_EQ(shown["facts"]["last_arrival"], "2030-06-02");
    EXPECT_EQ(shown["steps"].size(), 2U);
    EXPECT_EQ(rosa.ok("record.history", {{"id", one["id"]}})["revisions"].size(), 2U);
    rosa.ok("member.add", {{"name", "Sol"}, {"role", "shelter"}, {"passphrase", "six warm stones in a row"}});
    Office sol{rosa.file, rosa.now};
    sol.ok("vault.unlock", {{"passphrase", "six warm stones in a row"}});
    sol.fails(Code::kRefused, "id", "deadline.show", {{"id", one["id"]}});
    rosa.fails(Code::kUsage, "id", "deadline.change", {{"id", one["id"]}});
    rosa.fails(Code::kUsage, "facts.last_arrival", "deadline.change",
               {{"id", one["id"]}, {"facts", Json::object()}});
    EXPECT_EQ(listed()[0]["date"], "2031-06-02");
}

TEST_F(Deadlines, D10_WhatAnEarlierVersionOfARuleCountedIsKeptAndTheChangeShownUntilItIsTaken) {
    // As an Amparo whose table counted two weeks more would have written it.
    std::string id;
    {
        vault::Vault vault{rosa.storage};
        ASSERT_TRUE(vault.open().ok());
        vault::Sink const sink = [](vault::OpenedEntry&&) {};
        ASSERT_TRUE(vault.unlock(kPassphrase, sink).ok());
        auto writing = vault.begin_writing(sink, [] {});
        ASSERT_TRUE(writing.ok());
        vault::NewEntry entry;
        entry.header.record = crypto::make_id<RecordId>();
        entry.header.revision = crypto::make_id<RevisionId>();
        entry.header.person = PersonId::parse(person).value();
        entry.header.part = Part::kLegal;
        entry.header.op = revisions::Op::kCreate;
        entry.header.time = rosa.now;
        entry.header.form_version = 1;
        entry.header.kind = "deadline";
        std::string const body = codec::to_text(Json{{"rule", "us_asylum_1yr"},
                                                     {"rule_version", 7},
                                                     {"date", "2031-04-15"},
                                                     {"facts", R"({"last_arrival":"2030-04-01"})"}});
        entry.body.assign(as_bytes(body).begin(), as_bytes(body).end());
        id = entry.header.record.text();
        std::vector<vault::NewEntry> entries;
        entries.push_back(std::move(entry));
        ASSERT_TRUE(writing.value().append(std::move(entries), rosa.now, sink).ok());
    }
    Json const one = listed()[0];
    EXPECT_EQ(one["date"], "2031-04-15");
    EXPECT_EQ(one["act_by"], "2031-04-01");
    EXPECT_EQ(one["rule_changed"],
              (Json{{"kept", "2031-04-15"}, {"now", "2031-04-01"}, {"kept_version", 7}, {"now_version", 1}}));
    EXPECT_EQ(due()[0]["due"], "2031-04-01");
    Json const taken = rosa.ok("deadline.change", {{"id", id}, {"take", true}});
    EXPECT_EQ(taken["date"], "2031-04-01");
    EXPECT_FALSE(taken.contains("rule_changed"));
}

TEST_F(Deadlines, WhoDoesNotHoldTheLegalPartSeesNone) {
    Json const one = added();
    rosa.ok("member.add", {{"name", "Teo"}, {"role", "advocate"}, {"passphrase", "orange trees in rain"}});
    Office teo{rosa.file, rosa.now};
    teo.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    EXPECT_TRUE(teo.ok("deadline.list")["deadlines"].empty());
    EXPECT_EQ(teo.ok("deadline.list")["sealed"], 1) << "which is not the same as none";
    EXPECT_EQ(rosa.ok("deadline.list")["sealed"], 0);
    Json const today = teo.ok("today");
    for (Json const& section : today["sections"]) EXPECT_TRUE(section["items"].empty());
    teo.fails(Code::kRefused, "date", "deadline.add",
              {{"person", person}, {"rule", "other"}, {"what", "Hearing"}, {"date", "2031-12-01"}});
    auto const change = teo.call("deadline.change", {{"id", one["id"]}, {"done", "yes"}});
    EXPECT_FALSE(change.ok());
    EXPECT_EQ(listed().size(), 1U);
}

}  // namespace
}  // namespace amparo::engine
