// SPDX-License-Identifier: AGPL-3.0-or-later
// N1-N6 (walls.hpp): who is outside of a wall learns that a record is there, and the answer of a check.
#include "attorneys.hpp"
#include "support.hpp"

#include <functional>
#include <map>
#include <set>

namespace amparo::engine {
namespace {

/// Rosa, who coordinates, and two attorneys, each at a computer of their own, on one vault.
class Walls : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        std::tie(rosa_id, noor_id, ivo_id) = with_attorneys(rosa);
        noor.ok("vault.unlock", {{"passphrase", kNoor}});
        ivo.ok("vault.unlock", {{"passphrase", kIvo}});
        alma = rosa.ok("record.create",
                       {{"kind", "contact"}, {"data", {{"chosen_name", "Alma Quillfeather"}}}})["person"];
    }
    Json opened(Json more = Json::object()) {
        Json params{{"person", alma},
                    {"title", "Claim against a tower"},
                    {"area", "civil_claim"},
                    {"opposing", {"Ricardo Vanterpool"}}};
        params.update(more);
        return rosa.ok("matter.open", params);
    }
    /// Everything that the engine tells somebody who asks for all of it.
    static std::string all_that_is_told(Office& office) {
        std::string out;
        Json const all = office.ok("record.list", {{"limit", 1000}});
        for (Json const& row : all["records"]) {
            out += codec::to_text(row);
            out += codec::to_text(office.ok("record.show", {{"id", row["id"]}}));
            out += codec::to_text(office.ok("record.history", {{"id", row["id"]}}));
        }
        for (char const* method :
             {"matter.list", "matter.walls", "today", "deadline.list", "retention.due", "hold.list"})
            out += codec::to_text(office.ok(method));
        for (char const* words : {"Vanterpool", "tower", "Claim"})
            out += codec::to_text(office.ok("search", {{"text", words}})["hits"]);
        return out;
    }
    static bool tells(Office& office) {
        std::string const told = all_that_is_told(office);
        return told.find("Vanterpool") != std::string::npos || told.find("tower") != std::string::npos;
    }

    std::shared_ptr<store_memory::MemoryFile> file = std::make_shared<store_memory::MemoryFile>();
    Office rosa{file}, noor{file}, ivo{file};
    std::string rosa_id, noor_id, ivo_id, alma;
};

TEST_F(Walls, N2_WhoIsOutsideOpensNothingAndWhoIsInsideEverything) {
    Json const matter = opened({{"inside", {rosa_id, noor_id}}, {"reason", "Ivo's brother is a party"}});
    EXPECT_EQ(matter["inside"].size(), 2U);
    EXPECT_TRUE(tells(noor));
    EXPECT_EQ(noor.ok("matter.show", {{"id", matter["id"]}})["parties"].size(), 2U);
    EXPECT_FALSE(tells(ivo));
    auto const failure = ivo.fails(Code::kRefused, "id", "matter.show", {{"id", matter["id"]}});
    EXPECT_NE(failure.message.find("wall"), std::string::npos);
    EXPECT_EQ(ivo.ok("matter.list")["behind_walls"], 1);
    Json const wall = ivo.ok("matter.walls")["walls"][0];
    EXPECT_EQ(wall["inside"].size(), 2U);
    EXPECT_EQ(wall["open_to_you"], false);
    // Nor does he write behind it.
    ivo.fails(Code::kRefused, "matter", "matter.party",
              {{"matter", matter["id"]}, {"name", "A B"}, {"role", "other"}});
    // It is so after unlocking anew as well.
    ivo.ok("vault.lock");
    ivo.ok("vault.unlock", {{"passphrase", kIvo}});
    EXPECT_FALSE(tells(ivo));
    noor.ok("vault.lock");
    noor.ok("vault.unlock", {{"passphrase", kNoor}});
    EXPECT_TRUE(tells(noor));
}

TEST_F(Walls, N2_WhatAnIdNamesIsSaidToWhoIsInsideAlone) {
    Json const matter = opened({{"inside", {rosa_id, noor_id}}});
    rosa.ok("hold.place", {{"record", matter["id"]}, {"why", "a subpoena"}});
    EXPECT_EQ(noor.ok("hold.list")["holds"][0]["record_name"], "Claim against a tower");
    Json const told = ivo.ok("hold.list")["holds"][0];
    EXPECT_EQ(told["record_id"], matter["id"]);
    EXPECT_FALSE(told.contains("record_name")) << told;
    EXPECT_FALSE(tells(ivo));
}

TEST_F(Walls, N6_ACheckerOutsideLearnsTheAnswerAndNothingElse) {
    Json const matter = opened({{"inside", {rosa_id, noor_id}}});
    Json const met = ivo.ok("matter.check", {{"names", {"Rikardo Vanterpol", "Teresa Aguirre"}}});
    Json expected = Json::object();
    expected["number"] = matter["number"];
    expected["ask"] = "Rosa";
    EXPECT_EQ(met["met"], true);
    EXPECT_EQ(met["matters"], Json::array({expected}));
    std::set<std::string> keys;
    for (auto const& [key, value] : met.items()) keys.insert(key);
    EXPECT_EQ(keys, (std::set<std::string>{"at", "by", "id", "matters", "met"}));
    // The same of the client and of the other party: the answer doesn't tell which.
    EXPECT_EQ(ivo.ok("matter.check", {{"names", {"Alma Quillfeather"}}})["matters"], met["matters"]);
    EXPECT_FALSE(tells(ivo));
    Json const all = ivo.ok("record.list", {{"limit", 1000}});
    for (Json const& row : all["records"])
        EXPECT_TRUE(row["kind"].get<std::string>().substr(0, 6) != "matter" || !row.contains("person"))
            << row;
    // What he asked stands in the log, under his name.
    Json const kept = rosa.ok("record.show", {{"id", met["id"]}})["data"];
    EXPECT_EQ(kept["by"], "Ivo");
    EXPECT_EQ(kept["names"].size(), 2U);
    EXPECT_EQ(kept["matters"][0], matter["number"]);
}

TEST_F(Walls, N1_WhoDoesNotHoldThePartSeesNotEvenWhomAMatterIsFor) {
    rosa.ok("member.add", {{"name", "Teo"}, {"role", "advocate"}, {"passphrase", "orange trees in rain"}});
    Json const matter = opened();
    Office teo{file};
    teo.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    Json const all = teo.ok("record.list", {{"limit", 1000}});
    EXPECT_EQ(all["records"].size(), 7U);
    for (Json const& row : all["records"])
        EXPECT_TRUE(row["kind"].get<std::string>().substr(0, 6) != "matter" || !row.contains("person"))
            << row;
    Json const person = teo.ok("person.show", {{"person", alma}});
    EXPECT_EQ(person["records"].size(), 1U);
    for (Json const& record : person["records"]) EXPECT_NE(record["kind"], "matter");
    teo.fails(Code::kRefused, "id", "matter.show", {{"id", matter["id"]}});
    teo.fails(Code::kRefused, "", "matter.check", {{"names", {"Ricardo Vanterpool"}}});
    EXPECT_EQ(rosa.ok("person.show", {{"person", alma}})["records"].size(), 5U);
}

TEST_F(Walls, N5_AWallPutUpLaterErasesWhatStoodThere) {
    Json const matter = opened();
    EXPECT_TRUE(tells(ivo));
    rosa.ok("matter.change", {{"id", matter["id"]}, {"note", "He owns the tower"}});
    Json const walled = rosa.ok("matter.wall", {{"id", matter["id"]}, {"inside", {rosa_id, noor_id}}});
    EXPECT_EQ(walled["sealed_anew"], true);
    EXPECT_FALSE(tells(ivo));
    EXPECT_TRUE(tells(noor));
    ivo.ok("vault.lock");
    ivo.ok("vault.unlock", {{"passphrase", kIvo}});
    EXPECT_FALSE(tells(ivo));
    Json const shown = noor.ok("matter.show", {{"id", matter["id"]}});
    EXPECT_EQ(shown["note"], "He owns the tower");
    EXPECT_EQ(shown["parties"].size(), 2U);
    EXPECT_EQ(noor.ok("record.show", {{"id", matter["id"]}})["conflicts"], Json::array());
    EXPECT_TRUE(rosa.ok("vault.verify")["problems"].empty());
    // What is written from now on is behind it too.
    noor.ok("matter.party",
            {{"matter", matter["id"]}, {"name", "Vanterpool Holdings Ltd"}, {"role", "employer"}});
    EXPECT_FALSE(tells(ivo));
}

TEST_F(Walls, N3_N4_OnlyWhoIsInsideLetsOthersInAndTwoAreInside) {
    Json const matter = opened({{"inside", {rosa_id, noor_id}}});
    ivo.fails(Code::kRefused, "id", "matter.wall", {{"id", matter["id"]}, {"inside", {ivo_id, noor_id}}});
    rosa.fails(Code::kRefused, "inside", "matter.wall", {{"id", matter["id"]}, {"inside", {rosa_id}}});
    rosa.fails(Code::kRefused, "inside", "matter.wall",
               {{"id", matter["id"]}, {"inside", {ivo_id, noor_id}}});
    rosa.fails(Code::kUsage, "inside", "matter.wall", {{"id", matter["id"]}});
    EXPECT_FALSE(tells(ivo));
    Json const wider = noor.ok("matter.wall", {{"id", matter["id"]}, {"inside", {rosa_id, noor_id, ivo_id}}});
    EXPECT_EQ(wider["sealed_anew"], false);
    EXPECT_TRUE(tells(ivo)) << "let in, he reads what stands there";
    // And out again.
    noor.ok("matter.wall", {{"id", matter["id"]}, {"inside", {rosa_id, noor_id}}});
    EXPECT_FALSE(tells(ivo));
    EXPECT_TRUE(tells(rosa));
    rosa.ok("matter.wall", {{"id", matter["id"]}, {"lift", true}});
    EXPECT_TRUE(tells(ivo));
    EXPECT_TRUE(ivo.ok("matter.walls")["walls"].empty());
    rosa.fails(Code::kRefused, "lift", "matter.wall", {{"id", matter["id"]}, {"lift", true}});
}

/// Somebody else is quicker: `first` happens before the next lock is taken.
class SlowStorage final : public reclog::Storage {
  public:
    explicit SlowStorage(reclog::Storage& inner) : inner_{inner} {}
    std::function<void()> first;

    Result<State, reclog::StorageError> state() override { return inner_.state(); }
    Result<Bytes, reclog::StorageError> read(std::uint64_t at, std::size_t count) override {
        return inner_.read(at, count);
    }
    Result<Done, reclog::StorageError> create(ByteView bytes) override { return inner_.create(bytes); }
    Result<std::unique_ptr<reclog::StorageLock>, reclog::StorageError> lock() override {
        if (auto const happens = std::exchange(first, nullptr)) happens();
        return inner_.lock();
    }
    Result<Done, reclog::StorageError> append(ByteView bytes) override { return inner_.append(bytes); }
    Result<Done, reclog::StorageError> replace(ByteView bytes) override { return inner_.replace(bytes); }

  private:
    reclog::Storage& inner_;
};

TEST_F(Walls, N3_WhoIsWalledOutMeanwhilePutsUpNoWall) {
    Json const matter = opened();
    store_memory::MemoryStorage storage{file};
    SlowStorage slow{storage};
    Engine ivos{Ports{slow, [this] { return rosa.now; }, crypto::kCostFloor}};
    ASSERT_TRUE(ivos.call("vault.unlock", {{"passphrase", kIvo}}).ok());
    slow.first = [&] { rosa.ok("matter.wall", {{"id", matter["id"]}, {"inside", {rosa_id, noor_id}}}); };
    auto const refused = ivos.call("matter.wall", {{"id", matter["id"]}, {"inside", {ivo_id, noor_id}}});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().code, Code::kRefused);
    EXPECT_FALSE(tells(ivo));
    EXPECT_TRUE(tells(rosa));
}

TEST_F(Walls, N4_WhoIsTheLastInsideIsNotRemoved) {
    opened({{"inside", {rosa_id, noor_id}}});
    rosa.ok("member.add",
            {{"name", "Ema"}, {"role", "coordinator"}, {"passphrase", "blue chairs by the door"}});
    Office ema{file};
    ema.ok("vault.unlock", {{"passphrase", "blue chairs by the door"}});
    ema.ok("member.remove", {{"member", noor_id}});
    ema.fails(Code::kRefused, "member", "member.remove", {{"member", rosa_id}});
}

constexpr char const* kCanary = "marmalade";

/// An answer to a field that holds the canary wherever a text can.
Json answer(Json const& form, Json const& field) {
    std::string const type = field["type"];
    auto const code = [&]() -> Json {
        return field.contains("options") ? field["options"][0]["code"]
                                         : form["vocabularies"][std::string{field["vocabulary"]}][0]["code"];
    };
    if (type == "text" || type == "long_text") return kCanary;
    if (type == "texts") return Json::array({kCanary});
    if (type == "date") return "2030-05-06";
    if (type == "time") return "09:30";
    if (type == "integer") return 7;
    if (type == "yes_no") return "yes";
    if (type == "choice") return code();
    if (type == "choices") return Json::array({code()});
    return nullptr;
}

class WallsOverEveryKind : public Walls {
  protected:
    /// What a record of this kind is filled in with, its link to the matter too.
    Json filled(Json const& form, std::string const& matter) {
        Json data = Json::object();
        for (Json const& field : form["fields"]) {
            if (Json const* const link = codec::find(field, "link"); link != nullptr) {
                if (codec::text_at(*link, "kind") == "matter") data[std::string{field["name"]}] = matter;
                continue;
            }
            if (field.contains("when")) continue;
            if (Json value = answer(form, field); !value.is_null()) data[std::string{field["name"]}] = value;
        }
        if (data.contains("decision"))
            data["decision"] = "part_given";  // As something left (B4, fitting.cpp).
        return data;
    }
    /// One record of each kind whose form links to a matter; the ids, by kind.
    std::map<std::string, std::string> one_of_each(std::string const& matter) {
        std::map<std::string, std::function<std::string()>> by_its_method{
            {"deadline",
             [&] {
                 return rosa.ok("deadline.add", {{"matter", matter},
                                                 {"rule", "other"},
                                                 {"date", "2030-05-06"},
                                                 {"what", kCanary}})["id"];
             }},
            {"matter_party",
             [&] {
                 return rosa.ok("matter.party",
                                {{"matter", matter}, {"name", kCanary}, {"role", "witness"}})["id"];
             }},
            {"matter_check",
             [&] {
                 return rosa.ok("matter.show", {{"id", matter}})["checks"][0]["id"];
             }},
            {"matter_element",
             [&]() -> std::string {
                 Json const option = rosa.ok("relief.options")["options"][0];
                 rosa.ok("relief.answer", {{"id", matter},
                                           {"option", option["option"]},
                                           {"item", option["items"][0]["item"]},
                                           {"answer", "present"},
                                           {"note", kCanary}});
                 return rosa.ok("record.list", {{"kind", "matter_element"}})["records"][0]["id"];
             }},
        };
        Json const kept = rosa.ok("document.begin", {{"matter", matter}, {"name", "marmalade.txt"}});
        rosa.ok("document.put", {{"id", kept["id"]}, {"data", "bWFybWFsYWRl"}});
        rosa.ok("document.finish", {{"id", kept["id"]}});
        by_its_method["document"] = [&] { return std::string{kept["id"]}; };
        by_its_method["document_event"] = [&] {
            return std::string{rosa.ok("record.list", {{"kind", "document_event"}})["records"][0]["id"]};
        };
        std::map<std::string, std::string> out;
        Json const forms = rosa.ok("form.list");
        for (Json const& row : forms["forms"]) {
            std::string const kind = row["form"];
            Json const form = rosa.ok("form.show", {{"form", kind}});
            bool links = false;
            for (Json const& field : form["fields"])
                links =
                    links || (field.contains("link") && codec::text_at(field["link"], "kind") == "matter");
            if (!links) continue;
            auto const method = by_its_method.find(kind);
            if (method != by_its_method.end())
                out[kind] = method->second();
            else
                out[kind] = rosa.ok("record.create", {{"kind", kind}, {"data", filled(form, matter)}})["id"];
        }
        return out;
    }
    /// Nothing of these is told to Ivo by any method, nor whom they are about.
    void expect_kept_from_ivo(std::map<std::string, std::string> const& records, bool hides_person) {
        std::string const told = all_that_is_told(ivo);
        EXPECT_EQ(told.find(kCanary), std::string::npos);
        for (auto const& [kind, id] : records) {
            SCOPED_TRACE(kind);
            Json const shown = ivo.ok("record.show", {{"id", id}});
            EXPECT_EQ(codec::list_at(shown, "data"), Json::object());
            EXPECT_EQ(shown.contains("person"), !hides_person) << shown;
            ivo.fails(Code::kRefused, "id", "record.erase", {{"id", id}, {"basis", "mistake"}});
            EXPECT_FALSE(ivo.call("record.update", {{"id", id}, {"data", Json::object()}}).ok());
            EXPECT_EQ(noor.ok("record.show", {{"id", id}})["person"], alma);
        }
    }
};

TEST_F(WallsOverEveryKind, N7_WhateverLinksToAMatterIsBehindItsWall) {
    rosa.ok("form.add", {{"form",
                          {{"name", "fee_agreement"},
                           {"version", 1},
                           {"labels", {{"en", "Fee agreement"}}},
                           {"about_person", "yes"},
                           {"title", "terms"},
                           {"fields",
                            {{{"name", "for_the_case"},
                              {"type", "link"},
                              {"part", "legal"},
                              {"labels", {{"en", "For"}}},
                              {"link", {{"to", "record"}, {"kind", "matter"}}}},
                             {{"name", "terms"},
                              {"type", "text"},
                              {"part", "legal"},
                              {"labels", {{"en", "Terms"}}},
                              {"search", "text"}}}}}}});
    std::string const matter = opened({{"inside", {rosa_id, noor_id}}})["id"];
    auto const records = one_of_each(matter);
    EXPECT_TRUE(records.contains("fee_agreement"));
    EXPECT_TRUE(records.contains("legal_note"));
    EXPECT_GE(records.size(), 10U);
    expect_kept_from_ivo(records, true);
    EXPECT_NE(all_that_is_told(noor).find(kCanary), std::string::npos);
    // Nor can he change what he does not see into something that others see.
    for (char const* kind : {"legal_note", "matter_log", "fee_agreement"})
        ivo.fails(Code::kRefused, "id", "record.update",
                  {{"id", records.at(kind)},
                   {"data", {{kind == std::string{"fee_agreement"} ? "terms" : "text", "ours"}}}});
    ivo.fails(Code::kRefused, "legal_matter", "record.create",
              {{"kind", "legal_note"}, {"data", {{"text", "x"}, {"legal_matter", matter}}}});
    ivo.fails(Code::kRefused, "matter", "deadline.add",
              {{"matter", matter}, {"rule", "other"}, {"date", "2030-05-06"}, {"what", "x"}});
    ivo.fails(Code::kRefused, "data.legal_matter", "draft.save",
              {{"kind", "legal_note"}, {"data", {{"text", "x"}, {"legal_matter", matter}}}});
}

std::string text_of_draft(Office& office, Json const& draft) {
    return office.ok("draft.show", {{"draft", draft}})["data"].value("text", "");
}

TEST_F(Walls, W9_ADraftOfAWalledMatterIsBehindItsWall) {
    std::string const matter = opened({{"inside", {rosa_id, noor_id}}})["id"];
    Json const data{{"text", "They meet on Monday"}, {"legal_matter", matter}};
    Json const draft = noor.ok("draft.save", {{"kind", "legal_note"}, {"data", data}})["draft"];
    EXPECT_EQ(text_of_draft(noor, draft), "They meet on Monday");
    Json more = data;
    more["text"] = "They meet on Tuesday";
    noor.ok("draft.save", {{"kind", "legal_note"}, {"draft", draft}, {"data", more}});
    EXPECT_EQ(text_of_draft(noor, draft), "They meet on Tuesday");
    // Of who left it is everybody's who can read it: those inside.
    rosa.ok("member.remove", {{"member", noor_id}});
    EXPECT_EQ(text_of_draft(rosa, draft), "They meet on Tuesday");
    ivo.fails(Code::kNotFound, "draft", "draft.show", {{"draft", draft}});
    EXPECT_TRUE(ivo.ok("draft.list")["drafts"].empty());
    // A draft that is moved into the matter goes behind its wall whole.
    Json const loose =
        rosa.ok("draft.save", {{"kind", "legal_note"}, {"data", {{"text", "Monday"}}}})["draft"];
    rosa.ok(
        "draft.save",
        {{"kind", "legal_note"}, {"draft", loose}, {"data", {{"text", "Monday"}, {"legal_matter", matter}}}});
    rosa.ok("record.create", {{"kind", "legal_note"}, {"person", alma}, {"data", more}, {"draft", draft}});
    rosa.fails(Code::kNotFound, "draft", "draft.show", {{"draft", draft}});
}

TEST_F(Walls, W9_AWallPutUpLaterTakesTheDraftsOfTheMatterBehindIt) {
    std::string const matter = opened()["id"];
    std::string const other =
        rosa.ok("matter.open", {{"person", alma}, {"title", "Rent"}, {"area", "housing"}})["id"];
    auto const save = [](Office& office, std::string const& of, char const* words) {
        return office.ok("draft.save", {{"kind", "legal_note"},
                                        {"data", {{"text", words}, {"legal_matter", of}}}})["draft"];
    };
    Json const ivos = save(ivo, matter, "What Ivo heard");
    Json const noors = save(noor, matter, "What Noor heard");
    Json const elsewhere = save(ivo, other, "Of the rent");
    Json const note =
        rosa.ok("record.create", {{"kind", "legal_note"},
                                  {"person", alma},
                                  {"data", {{"text", "Kept"}, {"legal_matter", matter}}}})["id"];
    Json const change =
        ivo.ok("draft.save",
               {{"kind", "legal_note"}, {"of", note}, {"data", {{"text", "Changed by Ivo"}}}})["draft"];
    rosa.ok("matter.wall", {{"id", matter}, {"inside", {rosa_id, noor_id}}});
    for (Json const& gone : {ivos, change})
        ivo.fails(Code::kNotFound, "draft", "draft.show", {{"draft", gone}});
    EXPECT_EQ(text_of_draft(ivo, elsewhere), "Of the rent");
    EXPECT_EQ(text_of_draft(rosa, ivos), "What Ivo heard");
    EXPECT_EQ(text_of_draft(rosa, noors), "What Noor heard");
    EXPECT_EQ(text_of_draft(rosa, change), "Changed by Ivo");
    // Not after unlocking anew, nor when whoever has them leaves: then they are everybody's who can read them.
    ivo.ok("vault.lock");
    ivo.ok("vault.unlock", {{"passphrase", kIvo}});
    EXPECT_EQ(ivo.ok("draft.list")["drafts"].size(), 1U);
    rosa.ok("matter.wall", {{"id", matter}, {"lift", true}});
    EXPECT_EQ(text_of_draft(rosa, ivos), "What Ivo heard");
}

TEST_F(WallsOverEveryKind, N5_N7_AWallPutUpLaterCoversEveryKind) {
    std::string const matter = opened()["id"];
    auto const records = one_of_each(matter);
    EXPECT_NE(all_that_is_told(ivo).find(kCanary), std::string::npos);
    rosa.ok("matter.wall", {{"id", matter}, {"inside", {rosa_id, noor_id}}});
    expect_kept_from_ivo(records, true);
    ivo.ok("vault.lock");
    ivo.ok("vault.unlock", {{"passphrase", kIvo}});
    expect_kept_from_ivo(records, true);
    EXPECT_TRUE(rosa.ok("vault.verify")["problems"].empty());
}

TEST_F(WallsOverEveryKind, N7_WhatComesIntoAWalledMatterLaterIsSealedAnew) {
    std::string const matter = opened({{"inside", {rosa_id, noor_id}}})["id"];
    std::string const deadline =
        rosa.ok("deadline.add",
                {{"person", alma}, {"rule", "other"}, {"date", "2030-05-06"}, {"what", kCanary}})["id"];
    std::string const note = rosa.ok(
        "record.create", {{"kind", "legal_note"}, {"person", alma}, {"data", {{"text", kCanary}}}})["id"];
    EXPECT_NE(all_that_is_told(ivo).find(kCanary), std::string::npos);
    rosa.ok("deadline.change", {{"id", deadline}, {"matter", matter}, {"done", "no"}});
    rosa.ok("record.update", {{"id", note}, {"data", {{"legal_matter", matter}}}});
    expect_kept_from_ivo({{"deadline", deadline}, {"legal_note", note}}, false);
    EXPECT_EQ(noor.ok("deadline.list", {{"matter", matter}})["deadlines"][0]["what"], kCanary);
    EXPECT_EQ(noor.ok("record.show", {{"id", note}})["data"]["text"], kCanary);
    EXPECT_TRUE(rosa.ok("vault.verify")["problems"].empty());
    // There it stays, and nothing of another person's comes in.
    std::string const other = opened()["id"];
    rosa.fails(Code::kRefused, "data.matter", "deadline.change", {{"id", deadline}, {"matter", other}});
    rosa.fails(Code::kRefused, "data.legal_matter", "record.update",
               {{"id", note}, {"data", {{"legal_matter", other}}}});
    std::string const bruno =
        rosa.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "Bruno Salt"}}}})["person"];
    std::string const his = rosa.ok(
        "deadline.add", {{"person", bruno}, {"rule", "other"}, {"date", "2030-05-06"}, {"what", "x"}})["id"];
    rosa.fails(Code::kUsage, "person", "deadline.change", {{"id", his}, {"matter", matter}});
    rosa.fails(
        Code::kUsage, "person", "deadline.add",
        {{"person", bruno}, {"matter", matter}, {"rule", "other"}, {"date", "2030-05-06"}, {"what", "x"}});
    rosa.fails(Code::kUsage, "person", "deadline.add",
               {{"rule", "other"}, {"date", "2030-05-06"}, {"what", "x"}});
}

TEST_F(Walls, N7_AMatterIsNamedOnlyWhereAFormLinksToOne) {
    rosa.ok("form.add",
            {{"form",
              {{"name", "bundle_of"},
               {"version", 1},
               {"labels", {{"en", "Bundle"}}},
               {"title", "words"},
               {"about_person", "no"},
               {"fields",
                {{{"name", "words"}, {"type", "text"}, {"part", "plan"}, {"labels", {{"en", "Words"}}}},
                 {{"name", "any"},
                  {"type", "link"},
                  {"part", "plan"},
                  {"labels", {{"en", "Any"}}},
                  {"link", {{"to", "record"}}}}}}}}});
    rosa.fails(Code::kRefused, "data.any", "record.create",
               {{"kind", "bundle_of"}, {"data", {{"any", opened()["id"]}}}});
}

/// What of the part `legal` or `immigration` no wall covers, and why.
TEST_F(Walls, N7_WhatIsPrivilegedLinksToAMatterOrIsNamedHere) {
    std::map<std::string, std::string> const not_of_one{
        {"matter", "is the matter"},
        {"matter_wall", "is the wall, N3"},
        {"matter_tokens", "blind names, N6"},
        {"legal_hold", "stops erasure for everybody"},
        {"immigration_note", "a fact about the person, used with and without an attorney"}};
    Json const forms = rosa.ok("form.list");
    for (Json const& row : forms["forms"]) {
        Json const form = rosa.ok("form.show", {{"form", row["form"]}});
        bool is_privileged = false;
        bool links = false;
        for (Json const& field : form["fields"]) {
            is_privileged = is_privileged || field["part"] == "legal" || field["part"] == "immigration";
            links = links || (field.contains("link") && codec::text_at(field["link"], "kind") == "matter");
        }
        EXPECT_EQ(is_privileged && !links, not_of_one.contains(row["form"])) << row["form"];
    }
}

}  // namespace
}  // namespace amparo::engine
