// SPDX-License-Identifier: AGPL-3.0-or-later
// draft.*: W1-W10 of drafts.hpp, from the boundary.
#include "../drafts.hpp"
#include "support.hpp"

#include "amparo/store_memory/faulty.hpp"

#include <algorithm>
#include <set>

namespace amparo::engine {
namespace {

constexpr char const* kOther = "orange trees in rain";

/// Lets something happen once, just before the writer's lock is taken.
class MeanwhileStorage final : public reclog::Storage {
  public:
    explicit MeanwhileStorage(reclog::Storage& inner) : inner_{inner} {}
    std::function<void()> meanwhile;

    Result<State, reclog::StorageError> state() override { return inner_.state(); }
    Result<Bytes, reclog::StorageError> read(std::uint64_t offset, std::size_t count) override {
        return inner_.read(offset, count);
    }
    Result<Done, reclog::StorageError> create(ByteView bytes) override { return inner_.create(bytes); }
    Result<std::unique_ptr<reclog::StorageLock>, reclog::StorageError> lock() override {
        if (auto const act = std::exchange(meanwhile, nullptr); act) act();
        return inner_.lock();
    }
    Result<Done, reclog::StorageError> append(ByteView bytes) override { return inner_.append(bytes); }
    Result<Done, reclog::StorageError> replace(ByteView bytes) override { return inner_.replace(bytes); }

  private:
    reclog::Storage& inner_;
};

class Drafts : public ::testing::Test {
  protected:
    Drafts() { rosa.founded(); }

    std::unique_ptr<Office> colleague(std::string const& name, std::string const& role) {
        rosa.ok("member.add", {{"name", name}, {"role", role}, {"passphrase", kOther + name}});
        auto out = std::make_unique<Office>(rosa.file, rosa.now);
        out->ok("vault.unlock", {{"passphrase", kOther + name}});
        return out;
    }
    /// Another program of Rosa's.
    std::unique_ptr<Office> again() {
        auto out = std::make_unique<Office>(rosa.file, rosa.now);
        out->ok("vault.unlock", {{"passphrase", kPassphrase}});
        return out;
    }
    std::string save(Office& office, Json const& data, Json more = Json::object()) {
        more["data"] = data;
        if (!more.contains("kind")) more["kind"] = "contact";
        return office.ok("draft.save", more).value("draft", "");
    }
    static Json data_of(Office& office, std::string const& draft) {
        return office.ok("draft.show", {{"draft", draft}})["data"];
    }
    static std::size_t count(Office& office) { return office.ok("draft.list")["drafts"].size(); }
    static std::size_t contacts(Office& office) {
        return office.ok("record.list", {{"kind", "contact"}})["records"].size();
    }
    static std::multiset<std::string> heard(Office& office) {
        office.ok("draft.list");
        std::multiset<std::string> out;
        for (Event const& event : office.engine.take_events())
            out.insert(event["event"].get<std::string>() + " " +
                       event.value("draft", event.value("kind", "")));
        return out;
    }

    Office rosa;
};

TEST_F(Drafts, W2_WhatStandsInTheFieldsComesBackValidOrNot) {
    Json const half{{"chosen_name", ""},           {"happened_on", "2031-0"},
                    {"needs", "no list"},          {"adults", "two"},
                    {"near", {{"latitude", "x"}}}, {"safe_contact_times", {{{"days", 3}, {"from", "2"}}}}};
    std::string const draft = save(rosa, half);
    Json const shown = rosa.ok("draft.show", {{"draft", draft}});
    EXPECT_EQ(shown["data"], half);
    EXPECT_EQ(shown["kind"], "contact");
    EXPECT_EQ(shown["author"], "Rosa");
    EXPECT_EQ(shown["saved"], text(rosa.now - std::chrono::milliseconds{1}));
    EXPECT_EQ(save(rosa, Json::object(), {{"draft", draft}}), draft);
    EXPECT_EQ(data_of(rosa, draft), Json::object());
    EXPECT_EQ(count(rosa), 1U);
}

TEST_F(Drafts, W2_OnlyWhatTheFormHasAPlaceForAndOnlySoMuch) {
    auto const refused = [&](char const* field, Json const& data, char const* kind = "contact") {
        rosa.fails(Code::kUsage, field, "draft.save", {{"kind", kind}, {"data", data}});
    };
    refused("data.shoe_size", {{"shoe_size", 41}});
    refused("kind", Json::object(), "castle");
    refused("data.safe_contact_times[1].who", {{"safe_contact_times", {{{"days", "mon"}}, {{"who", "x"}}}}});
    refused("data.safe_contact_times[0].from[0]", {{"safe_contact_times", {{{"from", {{1}}}}}}});
    refused("data.safe_contact_times.x", {{"safe_contact_times", {{"x", 1}}}});
    refused("data.safe_contact_times[0]", Json{{"safe_contact_times", Json::parse("[[1]]")}});
    refused("data.near.city", {{"near", {{"city", "x"}}}});
    refused("data.near.latitude", {{"near", {{"latitude", {1}}}}});
    refused("data.needs_note[0]", Json{{"needs_note", Json::parse("[[[[1]]]]")}});
    refused("data.needs_note.a", {{"needs_note", {{"a", 1}}}});
    rosa.fails(Code::kRefused, "data", "draft.save",
               {{"kind", "contact"}, {"data", {{"needs_note", std::string(std::size_t{2} << 20U, 'x')}}}});
    rosa.fails(Code::kRefused, "kind", "draft.save", {{"kind", "referral"}, {"data", Json::object()}});
    EXPECT_EQ(count(rosa), 0U);
    save(rosa,
         {{"needs_note", {{"no_answer", "unknown"}}}, {"safe_contact_times", {{"no_answer", "declined"}}}});
}

TEST_F(Drafts, W1_NobodyReadsInADraftWhatTheyMayNotReadInTheRecord) {
    std::string const draft = save(rosa, {{"chosen_name", "Alma"}, {"needs_note", "He keeps her papers"}});
    auto const teo = colleague("Teo", "outreach");
    teo->fails(Code::kRefused, "data.needs_note", "draft.save",
               {{"kind", "contact"}, {"data", {{"needs_note", "x"}}}});
    teo->fails(Code::kNotFound, "draft", "draft.show", {{"draft", draft}});
    Json const checked = teo->ok("vault.verify")["checked"];
    EXPECT_EQ(checked["sealed_to_others"], 1) << "the narrative, and it alone";
    EXPECT_EQ(count(rosa), 1U);
}

TEST_F(Drafts, W3_ADraftIsNoRecord) {
    Json const made = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    std::string const draft =
        save(rosa, {{"chosen_name", "Quillfeather"}, {"phone", "+1 312 555 0199"}, {"needs_note", "quince"}});
    std::string const note = save(rosa, {{"text", "quince"}}, {{"kind", "note"}, {"person", made["person"]}});
    save(rosa, {{"chosen_name", "Quillfeather R."}}, {{"draft", draft}});
    for (char const* words : {"Quillfeather", "quince", "3125550199"})
        EXPECT_TRUE(rosa.ok("search", {{"text", words}})["hits"].empty()) << words;
    EXPECT_TRUE(rosa.ok("person.similar", {{"name", "Quillfeather"}})["people"].empty());
    EXPECT_EQ(rosa.ok("record.list")["records"].size(), 1U);
    EXPECT_EQ(rosa.ok("person.show", {{"person", made["person"]}})["records"].size(), 1U);
    EXPECT_EQ(rosa.ok("vault.info")["records"], (Json{{"contact", 1}}));
    for (char const* method : {"record.show", "record.history"})
        for (std::string const& id : {draft, note}) rosa.fails(Code::kNotFound, "id", method, {{"id", id}});
    rosa.fails(Code::kNotFound, "id", "record.update", {{"id", draft}, {"data", {{"phone", "3125550190"}}}});
    rosa.fails(Code::kNotFound, "id", "record.erase", {{"id", draft}, {"basis", "x"}});
    rosa.ok("draft.discard", {{"draft", draft}});
    rosa.fails(Code::kNotFound, "id", "record.show", {{"id", draft}});
    EXPECT_EQ(rosa.ok("record.list")["records"].size(), 1U) << "nor is the account of its erasure one";
    Json form = file_json("data/forms/note.json");
    form["name"] = kDraftKind;
    rosa.fails(Code::kUsage, "form.name", "form.add", {{"form", form}});
}

TEST_F(Drafts, W4_OneSavedStateCanBeReadBack) {
    std::string const draft = save(rosa, {{"chosen_name", "Alma"}, {"needs_note", "Her brother is Braulio"}});
    save(rosa, {{"chosen_name", "Alma"}, {"needs_note", "Her brother knows"}}, {{"draft", draft}});
    save(rosa, {{"chosen_name", "Alma"}}, {{"draft", draft}});
    EXPECT_EQ(data_of(rosa, draft), (Json{{"chosen_name", "Alma"}}));
    EXPECT_EQ(data_of(*again(), draft), (Json{{"chosen_name", "Alma"}}));
    Json const seen = rosa.ok("vault.verify");
    EXPECT_EQ(seen["ok"], true);
    EXPECT_EQ(seen["checked"]["erased"], 2) << "both texts of the narrative";
}

TEST_F(Drafts, W4_ItsBytesLeaveTheFileWhenTheHeaderSays) {
    auto const large = [](char c) { return Json{{"needs_note", std::string(60'000, c)}}; };
    std::string draft;
    auto const sizes_around = [&](auto const& act) {
        draft = save(rosa, large('a'));
        save(rosa, large('b'), {{"draft", draft}});
        std::size_t const before = rosa.file->bytes.size();
        act();
        return before - rosa.file->bytes.size();
    };
    EXPECT_GT(sizes_around([&] { (void)again(); }), 50'000U);
    EXPECT_EQ(data_of(rosa, draft), large('b'));
    EXPECT_GT(sizes_around([&] { rosa.ok("vault.snapshot"); }), 50'000U);
    EXPECT_GT(sizes_around([&] {
                  Json const made = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
                  rosa.ok("record.erase", {{"id", made["id"]}, {"basis", "asked"}});
              }),
              50'000U);
    EXPECT_GT(sizes_around([&] {
                  rosa.ok("draft.discard", {{"draft", draft}});
                  (void)again();
              }),
              100'000U);
    EXPECT_EQ(count(rosa), 3U);
    EXPECT_EQ(rosa.ok("vault.verify")["ok"], true);
}

TEST_F(Drafts, W4_WhatDidNotChangeIsNotWrittenAgain) {
    Json data{{"chosen_name", "Alma"}, {"near", {{"latitude", 1}}}, {"needs_note", std::string(60'000, 'x')}};
    std::string const draft = save(rosa, data);
    std::size_t const before = rosa.file->bytes.size();
    data["chosen_name"] = "Alma R.";
    save(rosa, data, {{"draft", draft}});
    EXPECT_LT(rosa.file->bytes.size(), before + 20'000);
    std::size_t const same = rosa.file->bytes.size();
    save(rosa, data, {{"draft", draft}});
    EXPECT_EQ(rosa.file->bytes.size(), same);
    EXPECT_EQ(data_of(rosa, draft), data);
}

TEST_F(Drafts, W4_NobodyHidesARecordsErasureByCallingItADrafts) {
    Json const made = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    rosa.ok("record.erase", {{"id", made["id"]}, {"part", "narrative"}, {"basis", "asked"}});
    EXPECT_EQ(rosa.ok("record.list", {{"kind", "erasure"}})["records"].size(), 1U);
    save(rosa, {{"chosen_name", "Al"}});
    EXPECT_EQ(again()->ok("record.list", {{"kind", "erasure"}})["records"].size(), 1U);
}

TEST_F(Drafts, W5_FinishingMakesTheRecordAndEndsTheDraft) {
    std::string const draft = save(rosa, {{"chosen_name", "Al"}});
    Json const params{{"kind", "contact"}, {"data", contact_data()}, {"draft", draft}};
    Json const made = rosa.ok("record.create", params);
    EXPECT_EQ(count(rosa), 0U);
    EXPECT_EQ(rosa.ok("record.show", {{"id", made["id"]}})["data"]["chosen_name"], "Alma");
    rosa.fails(Code::kNotFound, "draft", "record.create", params);
    rosa.fails(Code::kNotFound, "draft", "draft.show", {{"draft", draft}});
    EXPECT_EQ(contacts(rosa), 1U);
    EXPECT_EQ(rosa.ok("vault.verify")["ok"], true);
}

TEST_F(Drafts, W5_WhatEndsIsDecidedUnderTheLock) {
    for (char const* method : {"record.create", "draft.discard"}) {
        auto const other = again();
        std::string const draft = save(rosa, {{"chosen_name", "Al"}});
        MeanwhileStorage storage{rosa.storage};
        Engine engine{Ports{storage, [&] { return rosa.now; }, crypto::kCostFloor}};
        ASSERT_TRUE(engine.call("vault.unlock", {{"passphrase", kPassphrase}}).ok());
        storage.meanwhile = [&] { save(*other, {{"needs_note", "Between"}}, {{"draft", draft}}); };
        Json params{{"draft", draft}};
        if (std::string_view{method} == "record.create")
            params.update(Json{{"kind", "contact"}, {"data", contact_data()}});
        ASSERT_TRUE(engine.call(method, params).ok());
        EXPECT_EQ(count(*again()), 0U) << "what was saved in between went as well";
        EXPECT_EQ(count(*other), 0U);
    }
}

TEST_F(Drafts, W5_TwoProgramsFinishOneDraftOnce) {
    auto const other = again();
    std::string const draft = save(rosa, {{"chosen_name", "Al"}});
    Json const params{{"kind", "contact"}, {"data", contact_data()}, {"draft", draft}};
    MeanwhileStorage storage{rosa.storage};
    Engine engine{Ports{storage, [&] { return rosa.now; }, crypto::kCostFloor}};
    ASSERT_TRUE(engine.call("vault.unlock", {{"passphrase", kPassphrase}}).ok());
    storage.meanwhile = [&] { other->ok("record.create", params); };
    auto const second = engine.call("record.create", params);
    ASSERT_FALSE(second.ok());
    EXPECT_EQ(second.error().field, "draft");
    EXPECT_NE(second.error().hint.find("finished"), std::string::npos);
    EXPECT_EQ(contacts(rosa), 1U);
    // And what is saved once it is gone begins no second draft unasked.
    rosa.fails(Code::kNotFound, "draft", "draft.save",
               {{"kind", "contact"}, {"data", Json::object()}, {"draft", draft}});
}

TEST_F(Drafts, W5_ARefusedRecordLeavesTheDraft) {
    std::string const draft = save(rosa, {{"happened_on", "2031-0"}});
    rosa.fails(Code::kUsage, "data.chosen_name", "record.create",
               {{"kind", "contact"}, {"data", {{"chosen_name", 3}}}, {"draft", draft}});
    EXPECT_EQ(count(rosa), 1U);
}

TEST_F(Drafts, W5_AFaultAnywhereLeavesTheDraftOrTheRecordNeverNoneAndNeverBoth) {
    std::string const draft = save(rosa, {{"chosen_name", "Al"}, {"needs_note", "one"}});
    save(rosa, {{"chosen_name", "Alma"}, {"needs_note", "two"}}, {{"draft", draft}});
    Bytes const before = rosa.file->bytes;
    bool done = false;
    for (std::size_t operation = 0; !done; ++operation) {
        ASSERT_LT(operation, 20U);
        for (std::size_t const tail : {0U, 100U, 100'000U}) {
            rosa.file->bytes = before;
            store_memory::FaultyStorage faulty{rosa.storage};
            Engine engine{Ports{faulty, [&] { return rosa.now; }, crypto::kCostFloor}};
            ASSERT_TRUE(engine.call("vault.unlock", {{"passphrase", kPassphrase}}).ok());
            store_memory::Fault fault;
            fault.operation = operation;
            fault.append_bytes_kept = tail;
            faulty.plan(fault);
            done =
                engine
                    .call("record.create", {{"kind", "contact"}, {"data", contact_data()}, {"draft", draft}})
                    .ok();
            auto const after = again();
            bool const is_record = contacts(*after) == 1;
            EXPECT_NE(count(*after) == 1, is_record) << "operation " << operation << ", tail " << tail;
            EXPECT_TRUE(!done || is_record);
            EXPECT_TRUE(is_record || data_of(*after, draft)["needs_note"] == "two");
            EXPECT_EQ(after->ok("vault.verify")["ok"], true);
        }
    }
}

TEST_F(Drafts, W6_ItEndsOnlyInWhatItIsTheDraftOf) {
    Json const alma = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    Json const luz = rosa.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "Luz"}}}});
    auto const refused = [&](char const* method, Json params, std::string const& draft) {
        params["draft"] = draft;
        Failure const failure = rosa.fails(Code::kUsage, "draft", method, params);
        EXPECT_NE(failure.hint.find("without the draft"), std::string::npos) << "names the mend";
    };
    Json const create{{"kind", "contact"}, {"data", contact_data()}};
    auto const update = [](Json const& of) {
        return Json{{"id", of["id"]}, {"data", {{"phone", "3125550190"}}}};
    };
    std::string const fresh = save(rosa, {{"chosen_name", "Al"}});
    std::string const change = save(rosa, {{"chosen_name", "Al"}}, {{"of", alma["id"]}});
    std::string const note = save(rosa, {{"text", "x"}}, {{"kind", "note"}, {"person", alma["person"]}});
    refused("record.create", create, note);
    refused("record.create", create, change);
    refused("record.update", update(luz), change);
    refused("record.update", update(alma), fresh);
    refused("record.create", {{"kind", "note"}, {"person", luz["person"]}, {"data", {{"text", "x"}}}}, note);
    EXPECT_EQ(count(rosa), 3U);
    EXPECT_EQ(contacts(rosa), 2U);
    rosa.ok("record.update", {{"id", alma["id"]}, {"data", {{"phone", "3125550190"}}}, {"draft", change}});
    rosa.ok("record.create",
            {{"kind", "note"}, {"person", alma["person"]}, {"data", {{"text", "x"}}}, {"draft", note}});
    EXPECT_EQ(count(rosa), 1U);
}

TEST_F(Drafts, W6_WhatItIsOfStays) {
    Json const made = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    std::string const draft =
        save(rosa, {{"phone", "1"}}, {{"of", made["id"]}, {"base", {made["revision"]}}});
    Json const empty = Json::object();
    rosa.fails(Code::kUsage, "draft", "draft.save", {{"draft", draft}, {"kind", "contact"}, {"data", empty}});
    rosa.fails(Code::kUsage, "of", "draft.save", {{"of", made["id"]}, {"kind", "note"}, {"data", empty}});
    std::string const note = save(rosa, empty, {{"kind", "note"}, {"person", made["person"]}});
    rosa.fails(Code::kUsage, "draft", "draft.save", {{"draft", note}, {"kind", "contact"}, {"data", empty}});
    save(rosa, {{"text", "x"}}, {{"draft", note}, {"kind", "note"}});
    EXPECT_EQ(rosa.ok("draft.show", {{"draft", note}})["person"], made["person"]);
}

TEST_F(Drafts, W6_BaseNamesRevisionsOfTheRecord) {
    Json const made = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    Json const other = rosa.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "Luz"}}}});
    auto const with = [&](Json const& base) {
        return Json{{"of", made["id"]}, {"kind", "contact"}, {"data", Json::object()}, {"base", {base}}};
    };
    rosa.fails(Code::kNotFound, "base", "draft.save", with("rev_00000000000000000000000000000000"));
    rosa.fails(Code::kNotFound, "base", "draft.save", with(other["revision"]));
    rosa.fails(Code::kUsage, "base", "draft.save",
               {{"kind", "contact"}, {"data", Json::object()}, {"base", {made["revision"]}}});
    std::string const draft = save(rosa, {{"phone", "+1 312"}}, with(made["revision"]));
    std::string const latest = save(rosa, {{"phone", "+1 312"}}, {{"of", made["id"]}});
    rosa.ok("record.update", {{"id", made["id"]}, {"data", {{"phone", "+1 312 555 0190"}}}});
    save(rosa, {{"phone", "+1 312 5"}}, {{"draft", latest}, {"of", made["id"]}});
    for (std::string const& of : {draft, latest})
        EXPECT_EQ(rosa.ok("draft.show", {{"draft", of}})["base"], Json::array({made["revision"]}));
    Json const updated = rosa.ok("record.update", {{"id", made["id"]},
                                                   {"data", {{"phone", "+1 312 555 0191"}}},
                                                   {"parents", {made["revision"]}},
                                                   {"draft", draft}});
    EXPECT_EQ(updated["conflicts"].size(), 1U);
}

TEST_F(Drafts, W7_ItIsItsWritersUntilTheyLeave) {
    auto const ines = colleague("Ines", "advocate");
    std::string const hers = save(*ines, {{"chosen_name", "Luz"}});
    std::string const own = save(rosa, {{"chosen_name", "Alma"}});
    EXPECT_EQ(count(rosa), 1U);
    EXPECT_EQ(count(*ines), 1U);
    rosa.fails(Code::kNotFound, "draft", "draft.show", {{"draft", hers}});
    rosa.fails(Code::kNotFound, "draft", "draft.discard", {{"draft", hers}});
    rosa.fails(Code::kNotFound, "draft", "draft.save",
               {{"draft", hers}, {"kind", "contact"}, {"data", Json::object()}});
    Json const members = rosa.ok("member.list")["members"];
    for (Json const& member : members)
        if (member["name"] == "Ines") rosa.ok("member.remove", {{"member", member["member_id"]}});
    EXPECT_EQ(count(rosa), 2U);
    EXPECT_EQ(rosa.ok("draft.show", {{"draft", hers}})["author"], "Ines");
    rosa.ok("draft.discard", {{"draft", hers}});
    EXPECT_EQ(rosa.ok("draft.list")["drafts"][0]["draft"], own);
}

TEST_F(Drafts, W7_AMemberKeepsOnlySoMany) {
    auto const ines = colleague("Ines", "advocate");
    save(*ines, {{"chosen_name", "x"}});
    std::string last;
    for (std::size_t i = 0; i < kDraftsMax; ++i) last = save(rosa, {{"chosen_name", "x"}});
    rosa.fails(Code::kRefused, "kind", "draft.save", {{"kind", "contact"}, {"data", Json::object()}});
    save(rosa, {{"chosen_name", "y"}}, {{"draft", last}});
    save(*ines, {{"chosen_name", "y"}});
}

TEST_F(Drafts, W10_AMatterThatIsNotOpenHasNone) {
    std::string const person =
        rosa.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "Alma"}}}})["person"];
    rosa.fails(Code::kRefused, "kind", "draft.save",
               {{"kind", "matter"}, {"person", person}, {"data", {{"title", "Wages"}}}});
    EXPECT_TRUE(rosa.ok("draft.list")["drafts"].empty());
}

TEST_F(Drafts, W8_EveryProgramHearsOfItAndNothingElse) {
    auto const window = again();
    auto const ines = colleague("Ines", "coordinator");
    (void)window->engine.take_events();
    std::string const draft = save(rosa, {{"chosen_name", "Al"}, {"needs_note", "x"}});
    std::multiset<std::string> const changed{"draft.changed " + draft};
    for (Office* office : {&rosa, window.get(), ines.get()}) EXPECT_EQ(heard(*office), changed);
    save(rosa, {{"chosen_name", "Alma"}}, {{"draft", draft}});
    for (Office* office : {&rosa, window.get(), ines.get()}) EXPECT_EQ(heard(*office), changed);
    EXPECT_EQ(data_of(*window, draft), (Json{{"chosen_name", "Alma"}}));
    rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}, {"draft", draft}});
    for (Office* office : {&rosa, window.get(), ines.get()}) {
        auto const ended = heard(*office);
        EXPECT_EQ(ended.count("draft.changed " + draft), 1U);
        EXPECT_EQ(ended.count("record.changed contact"), 1U) << "once, though it has several parts";
        EXPECT_EQ(ended.size(), 2U);
    }
    EXPECT_EQ(count(*window), 0U);
}

TEST_F(Drafts, ItSurvivesTheLockAndIsInTheListOfTheDay) {
    std::string const draft = save(rosa, {{"chosen_name", "Alma"}});
    rosa.ok("vault.lock");
    rosa.ok("vault.unlock", {{"passphrase", kPassphrase}});
    EXPECT_EQ(data_of(rosa, draft)["chosen_name"], "Alma");
    Json const today = rosa.ok("today");
    for (Json const& section : today["sections"])
        EXPECT_EQ(section["items"].size(), section["code"] == "draft" ? 1U : 0U) << section;
}

}  // namespace
}  // namespace amparo::engine
