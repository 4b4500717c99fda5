// SPDX-License-Identifier: AGPL-3.0-or-later
// X1-X9 (documents.hpp).
#include "../documents.hpp"
#include "../sniff.hpp"
#include "attorneys.hpp"
#include "support.hpp"

#include "amparo/crypto/base64.hpp"
#include "amparo/store_memory/faulty.hpp"

#include <random>

namespace amparo::engine {
namespace {

std::string text_of(std::size_t size) {
    std::mt19937 random{11};
    std::string out(size, ' ');
    for (char& c : out) c = static_cast<char>('a' + random() % 26);
    return out;
}

class Documents : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        alma = rosa.ok("record.create",
                       {{"kind", "contact"}, {"data", {{"chosen_name", "Alma Quillfeather"}}}})["person"];
    }
    static Json added(Office& office, std::string const& content, Json const& more) {
        Json params{{"name", "contract.txt"}};
        params.update(more);
        Json const begun = office.ok("document.begin", params);
        for (std::size_t at = 0; at < content.size(); at += kPieceBytes)
            office.ok("document.put",
                      {{"id", begun["id"]},
                       {"data", crypto::to_base64(as_bytes(content.substr(at, kPieceBytes)))}});
        return office.ok("document.finish", {{"id", begun["id"]}});
    }
    Json added(std::string const& content) { return added(rosa, content, {{"person", alma}}); }
    static std::string read(Office& office, Json const& id) {
        Json const opened = office.ok("document.open", {{"id", id}, {"to", "view"}});
        std::string out;
        for (std::uint64_t i = 0; opened.contains("pieces") && i < opened["pieces"]; ++i) {
            Json const piece = office.ok("document.read", {{"id", id}, {"piece", i}});
            Bytes const bytes = crypto::from_base64(codec::string_or(piece, "data")).value();
            out += as_text(bytes);
        }
        office.ok("document.close", {{"id", id}});
        return out;
    }
    static std::vector<std::string> custody(Office& office, Json const& id) {
        std::vector<std::string> out;
        Json const history = office.ok("document.history", {{"id", id}});
        for (Json const& line : history["custody"])
            out.push_back(std::string{line["what"]} + " by " + std::string{line["by"]});
        return out;
    }
    using Lines = std::vector<std::string>;

    std::shared_ptr<store_memory::MemoryFile> file = std::make_shared<store_memory::MemoryFile>();
    std::shared_ptr<store_memory::MemoryFolder> folder = std::make_shared<store_memory::MemoryFolder>();
    Instant start = parse_instant("2031-03-01T18:00:00Z").value();
    Office rosa{file, start, folder};
    std::string alma;
};

TEST_F(Documents, WhatWasAddedIsReadBackByPiecesAndWithItsHash) {
    std::string const content = text_of(2 * kPieceBytes + 12'345);
    Json const row = added(content);
    EXPECT_EQ(row["bytes"], content.size());
    EXPECT_EQ(row["hash"], crypto::to_hex(crypto::hash(as_bytes(content))));
    EXPECT_EQ(row["type"], "text/plain");
    EXPECT_EQ(row["person"], alma);
    EXPECT_EQ(read(rosa, row["id"]), content);
    EXPECT_EQ(rosa.ok("document.list", {{"person", alma}})["documents"][0]["id"], row["id"]);
    // Anew, too.
    rosa.ok("vault.lock");
    rosa.ok("vault.unlock", {{"passphrase", kPassphrase}});
    EXPECT_EQ(read(rosa, row["id"]), content);
    EXPECT_EQ(rosa.ok("document.verify")["ok"], true);
    Json const empty = added("");
    EXPECT_EQ(read(rosa, empty["id"]), "");
}

TEST_F(Documents, X2_NoMethodShowsTheKey) {
    Json const row = added("words");
    std::string told;
    for (char const* method : {"record.show", "record.history", "document.show", "document.history"})
        told += codec::to_text(rosa.ok(method, {{"id", row["id"]}}));
    told += codec::to_text(rosa.ok("document.list")) + codec::to_text(rosa.ok("record.list"));
    told += codec::to_text(rosa.ok("person.copy", {{"person", alma}}));
    EXPECT_EQ(told.find("\"key\""), std::string::npos);
    std::string const name = folder->files.begin()->first;
    EXPECT_EQ(told.find(name.substr(33)), std::string::npos);
    for (auto const& [its_name, bytes] : folder->files)
        EXPECT_EQ(as_text(bytes).find("words"), std::string::npos);
    rosa.fails(Code::kRefused, "kind", "record.create",
               {{"kind", "document"}, {"person", alma}, {"data", {{"name", "x"}}}});
}

TEST_F(Documents, X4_WhoHadItIsKeptBeforeAByteIsGivenOut) {
    Json const row = added(rosa, "words", {{"person", alma}, {"from_whom", "Her sister"}});
    rosa.fails(Code::kNotFound, "id", "document.read", {{"id", row["id"]}, {"piece", 0}});
    EXPECT_EQ(custody(rosa, row["id"]), Lines{"added by Rosa"});
    rosa.ok("document.open", {{"id", row["id"]}, {"to", "save"}, {"why", "For the hearing"}});
    EXPECT_EQ(custody(rosa, row["id"]), (Lines{"added by Rosa", "saved by Rosa"}));
    rosa.ok("document.preview", {{"id", row["id"]}});
    EXPECT_EQ(custody(rosa, row["id"]), (Lines{"added by Rosa", "saved by Rosa", "opened by Rosa"}));
    Json const lines = rosa.ok("document.history", {{"id", row["id"]}})["custody"];
    EXPECT_EQ(lines[0]["why"], "Her sister");
    EXPECT_EQ(lines[1]["why"], "For the hearing");
    // A line can't be taken away while the document is there.
    Json const records = rosa.ok("record.list", {{"kind", "document_event"}});
    rosa.fails(Code::kRefused, "id", "record.erase",
               {{"id", records["records"][0]["id"]}, {"basis", "tidying"}});
    // Where the line can't be kept, nothing is opened.
    auto const bytes_before = file->bytes;
    store_memory::MemoryStorage storage{file};
    store_memory::FaultyStorage faulty{storage,
                                       store_memory::Fault{2, reclog::StorageError::kFull, 0, false}};
    Engine engine{Ports{faulty, [&] { return rosa.now; }, crypto::kCostFloor, nullptr, nullptr, one_by_one,
                        &rosa.documents}};
    ASSERT_TRUE(engine.call("vault.unlock", {{"passphrase", kPassphrase}}).ok());
    faulty.plan(store_memory::Fault{0, reclog::StorageError::kFull, 0, false});
    EXPECT_FALSE(engine.call("document.open", {{"id", row["id"]}, {"to", "view"}}).ok());
    EXPECT_FALSE(engine.call("document.read", {{"id", row["id"]}, {"piece", 0}}).ok());
}

TEST_F(Documents, X1_WhateverStepFailsADocumentIsWholeOrNotThere) {
    for (std::size_t nth = 0; nth < 8; ++nth) {
        SCOPED_TRACE(nth);
        folder->operations = 0;
        folder->fails_at = nth;
        auto const begun = rosa.call("document.begin", {{"person", alma}, {"name", "a.txt"}});
        bool is_kept = begun.ok();
        Json const id = begun.ok() ? begun.value()["id"] : Json("rec_00000000000000000000000000000000");
        is_kept = is_kept && rosa.call("document.put", {{"id", id}, {"data", "d29yZHM="}}).ok();
        is_kept = is_kept && rosa.call("document.finish", {{"id", id}}).ok();
        folder->fails_at.reset();
        EXPECT_EQ(rosa.ok("document.list")["documents"].size(), is_kept ? 1U : 0U);
        EXPECT_EQ(rosa.ok("document.verify")["ok"], true);
        if (!is_kept) {
            EXPECT_EQ(folder->files.size(), 0U);
            continue;
        }
        EXPECT_EQ(read(rosa, id), "words");
        break;
    }
    EXPECT_EQ(rosa.ok("document.list")["documents"].size(), 1U);
}

TEST_F(Documents, X1_WhereTheVaultIsFullNoFileStays) {
    store_memory::MemoryStorage storage{file};
    store_memory::FaultyStorage faulty{storage};
    Engine engine{Ports{faulty, [&] { return rosa.now; }, crypto::kCostFloor, nullptr, nullptr, one_by_one,
                        &rosa.documents}};
    ASSERT_TRUE(engine.call("vault.unlock", {{"passphrase", kPassphrase}}).ok());
    for (std::size_t kept : {std::size_t{0}, std::size_t{40}, std::size_t{300}}) {
        SCOPED_TRACE(kept);
        Json const begun = engine.call("document.begin", {{"person", alma}, {"name", "a.txt"}}).value();
        ASSERT_TRUE(engine.call("document.put", {{"id", begun["id"]}, {"data", "d29yZHM="}}).ok());
        faulty.plan(store_memory::Fault{1, reclog::StorageError::kFull, kept});
        EXPECT_FALSE(engine.call("document.finish", {{"id", begun["id"]}}).ok());
        EXPECT_TRUE(folder->files.empty());
        EXPECT_TRUE(rosa.ok("document.list")["documents"].empty());
    }
}

TEST_F(Documents, X1_WhatSomebodyTidiedAwayInBetweenIsNotAcknowledged) {
    Json const begun = rosa.ok("document.begin", {{"person", alma}, {"name", "a.txt"}});
    rosa.ok("document.put", {{"id", begun["id"]}, {"data", "d29yZHM="}});
    // The clock is asked between the file and the record.
    Office other{file, start, folder};
    other.ok("vault.unlock", {{"passphrase", kPassphrase}});
    rosa.at_next_look_at_the_clock = [&] { EXPECT_EQ(other.ok("document.tidy")["removed"], 1); };
    rosa.fails(Code::kInputOutput, "id", "document.finish", {{"id", begun["id"]}});
    EXPECT_TRUE(rosa.ok("document.list")["documents"].empty());
}

TEST_F(Documents, X6_AnErasedDocumentOpensFromNoLaterCopy) {
    Json const row = added("The landlord keeps our passports");
    auto const folder_before = *folder;
    auto const vault_before = *file;
    rosa.ok("document.open", {{"id", row["id"]}, {"to", "view"}});
    Json const erased = rosa.ok("document.erase", {{"id", row["id"]}, {"basis", "she asked for it"}});
    EXPECT_TRUE(folder->files.empty());
    rosa.fails(Code::kNotFound, "id", "document.read", {{"id", row["id"]}, {"piece", 0}});
    rosa.fails(Code::kNotFound, "id", "document.show", {{"id", row["id"]}});
    // The vault of now, or any copy made later, with every file of before.
    auto const all_files = std::make_shared<store_memory::MemoryFolder>(folder_before);
    Office later{std::make_shared<store_memory::MemoryFile>(*file), rosa.now, all_files};
    later.ok("vault.unlock", {{"passphrase", kPassphrase}});
    later.fails(Code::kNotFound, "id", "document.open", {{"id", row["id"]}, {"to", "view"}});
    Json const verified = later.ok("document.verify");
    EXPECT_EQ(verified["left_over"].size(), 1U);
    EXPECT_EQ(later.ok("document.tidy")["removed"], 1);
    EXPECT_TRUE(all_files->files.empty());
    // The control: the copy of before still opens it, as erasing says.
    Office before{std::make_shared<store_memory::MemoryFile>(vault_before), rosa.now,
                  std::make_shared<store_memory::MemoryFolder>(folder_before)};
    before.ok("vault.unlock", {{"passphrase", kPassphrase}});
    EXPECT_EQ(read(before, row["id"]), "The landlord keeps our passports");
}

TEST_F(Documents, X6_WhereTheFileCantBeRemovedItsKeyIsGoneAndItIsSaid) {
    Json const row = added("words");
    folder->operations = 0;
    folder->fails_at = 0;
    Json const erased = rosa.ok("document.erase", {{"id", row["id"]}, {"basis", "she asked for it"}});
    folder->fails_at.reset();
    EXPECT_NE(codec::to_text(erased["remains"]).find("document tidy"), std::string::npos);
    EXPECT_EQ(folder->files.size(), 1U);
    EXPECT_EQ(rosa.ok("document.verify")["left_over"].size(), 1U);
    EXPECT_EQ(rosa.ok("document.tidy")["removed"], 1);
    EXPECT_TRUE(folder->files.empty());
}

TEST_F(Documents, AHoldStopsErasing) {
    Json const row = added("words");
    Json const hold = rosa.ok("hold.place", {{"person", alma}, {"why", "A request came"}});
    rosa.fails(Code::kRefused, "id", "document.erase", {{"id", row["id"]}, {"basis", "x"}});
    EXPECT_EQ(read(rosa, row["id"]), "words");
    rosa.ok("hold.lift", {{"id", hold["id"]}, {"why", "Answered"}});
    rosa.ok("document.erase", {{"id", row["id"]}, {"basis", "x"}});
}

TEST_F(Documents, X5_AVersionIsADocumentOfItsOwnAndTheFirstStays) {
    Json const first = added("one");
    Json const second = added(rosa, "two", {{"version_of", first["id"]}});
    Json const third = added(rosa, "three", {{"version_of", second["id"]}});
    EXPECT_EQ(second["version"], 2);
    EXPECT_EQ(third["version"], 3);
    EXPECT_EQ(third["version_of"], first["id"]);
    EXPECT_EQ(third["person"], alma);
    EXPECT_EQ(read(rosa, first["id"]), "one");
    EXPECT_EQ(read(rosa, third["id"]), "three");
    Json const history = rosa.ok("document.history", {{"id", second["id"]}});
    EXPECT_EQ(history["versions"].size(), 3U);
    EXPECT_EQ(history["custody"].size(), 5U);
    std::string const bruno =
        rosa.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "Bruno Salt"}}}})["person"];
    rosa.fails(Code::kUsage, "person", "document.begin",
               {{"version_of", first["id"]}, {"person", bruno}, {"name", "x"}});
}

TEST_F(Documents, X7_WhatWasCutExchangedOrChangedIsNamedAndNothingOfItIsGivenOut) {
    std::string const content = text_of(300'000);
    Json const row = added(content);
    Json const other = added(content);
    std::vector<std::string> names;
    for (auto const& [name, bytes] : folder->files) names.push_back(name);
    auto const whole = folder->files;
    auto const refused = [&](char const* what) {
        SCOPED_TRACE(what);
        Json const verified = rosa.ok("document.verify");
        EXPECT_EQ(verified["ok"], false);
        int bad = 0;
        for (Json const& one : verified["documents"]) bad += one["ok"] == false ? 1 : 0;
        EXPECT_GE(bad, 1);
        folder->files = whole;
    };
    folder->files.at(names[0]).resize(folder->files.at(names[0]).size() - 1);
    refused("cut by a byte");
    folder->files.at(names[0]).resize(archive::kChunkBytes + archive::kChunkOverheadBytes);
    refused("cut at a chunk");
    std::swap(folder->files.at(names[0]), folder->files.at(names[1]));
    refused("exchanged");
    folder->files.at(names[1])[200'000] ^= std::byte{1};
    refused("changed");
    folder->files.erase(names[1]);
    refused("taken away");
    EXPECT_EQ(rosa.ok("document.verify")["ok"], true);
    folder->files.begin()->second[150'000] ^= std::byte{1};
    std::string const changed = folder->files.begin()->first;
    Json const id = "rec_" + changed.substr(0, 32);
    rosa.ok("document.open", {{"id", id}, {"to", "view"}});
    rosa.fails(Code::kDamaged, "id", "document.read", {{"id", id}, {"piece", 0}});
}

TEST_F(Documents, NamesAndBoundsAreRefusedWithWhatToDo) {
    for (char const* name : {"a/b.txt", "..\\b.txt", ".hidden", "..", "ends.", "ends ", " begins",
                             "invoice\u202Efdp.exe", "in\u200Evisible"})
        rosa.fails(Code::kUsage, "name", "document.begin", {{"person", alma}, {"name", name}});
    rosa.fails(Code::kUsage, "name", "document.begin", {{"person", alma}, {"name", ""}});
    rosa.fails(Code::kUsage, "person", "document.begin", {{"name", "a.txt"}});
    rosa.fails(Code::kNotFound, "id", "document.put",
               {{"id", "rec_00000000000000000000000000000000"}, {"data", ""}});
    Json const begun = rosa.ok("document.begin", {{"person", alma}, {"name", "a.txt"}});
    rosa.fails(Code::kUsage, "data", "document.put", {{"id", begun["id"]}, {"data", "not base64"}});
    rosa.fails(Code::kUsage, "data", "document.put",
               {{"id", begun["id"]}, {"data", crypto::to_base64(Bytes(kPieceBytes + 1))}});
    rosa.ok("document.put", {{"id", begun["id"]}, {"data", "d29yZHM="}});
    rosa.fails(Code::kRefused, "hash", "document.finish",
               {{"id", begun["id"]}, {"hash", std::string(64, '0')}});
    rosa.fails(Code::kNotFound, "id", "document.finish", {{"id", begun["id"]}});
    EXPECT_TRUE(folder->files.empty());
    Json const control = rosa.ok("document.begin", {{"person", alma}, {"name", "line\nbreak"}});
    rosa.fails(Code::kUsage, "name", "document.finish", {{"id", control["id"]}});
    EXPECT_TRUE(folder->files.empty());
    std::vector<Json> open;
    for (std::size_t i = 0; i < kOpenMax; ++i)
        open.push_back(rosa.ok("document.begin", {{"person", alma}, {"name", "a.txt"}})["id"]);
    rosa.fails(Code::kRefused, "", "document.begin", {{"person", alma}, {"name", "a.txt"}});
    rosa.ok("document.cancel", {{"id", open.front()}});
    rosa.ok("document.begin", {{"person", alma}, {"name", "a.txt"}});
}

TEST_F(Documents, WhoDoesNotHoldThePartSeesNoDocument) {
    Json const row = added("words");
    rosa.ok("member.add", {{"name", "Teo"}, {"role", "outreach"}, {"passphrase", kNoor}});
    Office teo{file, start, folder};
    teo.ok("vault.unlock", {{"passphrase", kNoor}});
    teo.fails(Code::kRefused, "", "document.list");
    teo.fails(Code::kRefused, "", "document.begin", {{"person", alma}, {"name", "a.txt"}});
    EXPECT_FALSE(teo.call("document.open", {{"id", row["id"]}, {"to", "view"}}).ok());
    EXPECT_EQ(codec::to_text(teo.ok("record.list")).find("contract.txt"), std::string::npos);
    // Nor does he take away what he can't see.
    EXPECT_EQ(teo.ok("document.tidy")["removed"], 0);
    EXPECT_EQ(folder->files.size(), 1U);
}

class PersonalDocuments : public Documents {
  protected:
    void SetUp() override {
        Documents::SetUp();
        for (auto const& [name, role, passphrase] :
             {std::tuple{"Teo", "advocate", kNoor}, {"Sol", "shelter", kIvo}})
            rosa.ok("member.add", {{"name", name}, {"role", role}, {"passphrase", passphrase}});
        teo.ok("vault.unlock", {{"passphrase", kNoor}});
        sol.ok("vault.unlock", {{"passphrase", kIvo}});
        contract = added("privileged words");
        passport =
            added(teo, "passport words", {{"person", alma}, {"personal", true}, {"name", "passport.txt"}});
    }
    Office teo{file, start, folder};
    Office sol{file, start, folder};
    Json contract, passport;
};

TEST_F(PersonalDocuments, X9_AnAdvocateKeepsAPaperOfThePersonAndNoPrivilegedOne) {
    EXPECT_EQ(passport["personal"], true);
    EXPECT_EQ(passport["person"], alma);
    EXPECT_EQ(read(teo, passport["id"]), "passport words");
    EXPECT_EQ(read(rosa, passport["id"]), "passport words");
    EXPECT_EQ(custody(teo, passport["id"]), (Lines{"added by Teo", "opened by Teo", "opened by Rosa"}));
    Json const his = teo.ok("document.list", {{"person", alma}});
    ASSERT_EQ(his["documents"].size(), 1U);
    EXPECT_EQ(his["documents"][0]["id"], passport["id"]);
    EXPECT_EQ(his["sealed"], 0) << "nor how many there are that he can't read";
    EXPECT_EQ(rosa.ok("document.list")["documents"].size(), 2U);
    teo.fails(Code::kRefused, "", "document.begin", {{"person", alma}, {"name", "a.txt"}});
    EXPECT_FALSE(teo.call("document.open", {{"id", contract["id"]}, {"to", "view"}}).ok());
    EXPECT_EQ(teo.ok("document.verify")["ok"], true);
    EXPECT_EQ(teo.ok("document.tidy")["removed"], 0);
    EXPECT_EQ(folder->files.size(), 2U);
    // Who holds neither part has neither.
    sol.fails(Code::kRefused, "", "document.list");
    sol.fails(Code::kRefused, "", "document.begin",
              {{"person", alma}, {"personal", true}, {"name", "a.txt"}});
    EXPECT_FALSE(sol.call("document.open", {{"id", passport["id"]}, {"to", "view"}}).ok());
    EXPECT_FALSE(sol.call("document.preview", {{"id", passport["id"]}}).ok());
}

TEST_F(PersonalDocuments, X9_APaperStaysOneInItsVersionsAndInWhatIsMadeOfIt) {
    Json const newer = added(teo, "newer words", {{"version_of", passport["id"]}});
    EXPECT_EQ(newer["personal"], true);
    EXPECT_EQ(newer["version"], 2);
    EXPECT_EQ(teo.ok("document.show", {{"id", newer["id"]}})["versions"].size(), 2U);
    EXPECT_FALSE(added(rosa, "words", {{"version_of", contract["id"]}}).contains("personal"));
    rosa.fails(Code::kRefused, "personal", "document.begin",
               {{"version_of", contract["id"]}, {"personal", true}, {"name", "a.txt"}});
    Json const redacted = teo.ok(
        "document.redact", {{"id", passport["id"]},
                            {"marks", Json::array({Json{{"phrase", "passport"}, {"reason", "safety"}}})}});
    EXPECT_EQ(redacted["personal"], true);
    EXPECT_EQ(read(teo, redacted["id"]).find("passport"), std::string::npos);
    // What is privileged comes into no packet that others read.
    rosa.fails(Code::kRefused, "exhibits", "document.packet",
               {{"title", "All"},
                {"exhibits",
                 Json::array({Json{{"document", passport["id"]}}, Json{{"document", contract["id"]}}})}});
    rosa.fails(Code::kUsage, "template", "document.begin",
               {{"person", alma}, {"personal", true}, {"template", true}, {"name", "a.txt"}});
    rosa.fails(Code::kUsage, "person", "document.begin", {{"personal", true}, {"name", "a.txt"}});
}

TEST_F(PersonalDocuments, X6_X9_APaperIsErasedAsADocumentIs) {
    auto const files_before = *folder;
    Json const lines = teo.ok("record.list", {{"kind", "person_document_event"}});
    teo.fails(Code::kRefused, "id", "record.erase",
              {{"id", lines["records"][0]["id"]}, {"basis", "tidying"}});
    teo.ok("document.erase", {{"id", passport["id"]}, {"basis", "she asked for it"}});
    EXPECT_EQ(folder->files.size(), 1U);
    teo.fails(Code::kNotFound, "id", "document.show", {{"id", passport["id"]}});
    Office later{std::make_shared<store_memory::MemoryFile>(*file), rosa.now,
                 std::make_shared<store_memory::MemoryFolder>(files_before)};
    later.ok("vault.unlock", {{"passphrase", kNoor}});
    later.fails(Code::kNotFound, "id", "document.open", {{"id", passport["id"]}, {"to", "view"}});
    // And with everything else about her, when she wants to be forgotten.
    Json const lease = added(teo, "lease words", {{"person", alma}, {"personal", true}});
    Json const told = teo.ok("person.erase", {{"person", alma}, {"basis", "she asked for it"}});
    EXPECT_NE(codec::to_text(told["erased"]).find(lease["id"].get<std::string>()), std::string::npos);
    EXPECT_EQ(folder->files.size(), 1U) << "what is privileged is not his to erase";
    rosa.ok("person.erase", {{"person", alma}, {"basis", "she asked for it"}});
    EXPECT_TRUE(folder->files.empty());
}

class WalledDocuments : public Documents {
  protected:
    void SetUp() override {
        Documents::SetUp();
        std::tie(rosa_id, noor_id, std::ignore) = with_attorneys(rosa);
        noor.ok("vault.unlock", {{"passphrase", kNoor}});
        ivo.ok("vault.unlock", {{"passphrase", kIvo}});
        matter =
            rosa.ok("matter.open", {{"person", alma}, {"title", "Claim"}, {"area", "civil_claim"}})["id"];
    }
    void wall() { rosa.ok("matter.wall", {{"id", matter}, {"inside", {rosa_id, noor_id}}}); }
    Office noor{file, start, folder};
    Office ivo{file, start, folder};
    std::string rosa_id, noor_id, matter;
};

TEST_F(WalledDocuments, X3_ADocumentAndItsCustodyAreBehindTheWall) {
    wall();
    Json const row = added(noor, "words", {{"matter", matter}});
    EXPECT_EQ(row["person"], alma);
    EXPECT_EQ(read(rosa, row["id"]), "words");
    ivo.fails(Code::kRefused, "id", "document.open", {{"id", row["id"]}, {"to", "view"}});
    ivo.fails(Code::kRefused, "id", "document.history", {{"id", row["id"]}});
    ivo.fails(Code::kRefused, "id", "document.erase", {{"id", row["id"]}, {"basis", "x"}});
    ivo.fails(Code::kRefused, "matter", "document.begin", {{"matter", matter}, {"name", "a.txt"}});
    Json const list = ivo.ok("document.list");
    EXPECT_TRUE(list["documents"].empty());
    EXPECT_EQ(list["sealed"], 1);
    EXPECT_EQ(ivo.ok("document.verify")["sealed"], 1);
    EXPECT_EQ(ivo.ok("document.tidy")["removed"], 0);
    EXPECT_EQ(read(noor, row["id"]), "words");
}

TEST_F(WalledDocuments, X3_AWallPutUpLaterSealsTheFileUnderANewKey) {
    Json const row = added(noor, text_of(200'000), {{"matter", matter}});
    EXPECT_EQ(read(ivo, row["id"]), text_of(200'000));
    std::string const name_before = folder->files.begin()->first;
    auto const vault_before = std::make_shared<store_memory::MemoryFile>(*file);
    wall();
    ASSERT_EQ(folder->files.size(), 1U);
    EXPECT_NE(folder->files.begin()->first, name_before);
    EXPECT_EQ(read(noor, row["id"]), text_of(200'000));
    ivo.fails(Code::kRefused, "id", "document.open", {{"id", row["id"]}, {"to", "view"}});
    // With the vault file that he kept he has the old key; it opens nothing of what is there now.
    Office kept{vault_before, rosa.now, folder};
    kept.ok("vault.unlock", {{"passphrase", kIvo}});
    kept.fails(Code::kDamaged, "id", "document.open", {{"id", row["id"]}, {"to", "view"}});
    EXPECT_EQ(rosa.ok("document.verify")["ok"], true);
}

TEST_F(WalledDocuments, X3_WhereTheDiskIsFullThereIsNoWallAndNothingIsLost) {
    Json const row = added(noor, text_of(200'000), {{"matter", matter}});
    for (std::size_t nth = 0; nth < 3; ++nth) {
        folder->operations = 0;
        folder->fails_at = nth;
        rosa.fails(Code::kInputOutput, "", "matter.wall", {{"id", matter}, {"inside", {rosa_id, noor_id}}});
        folder->fails_at.reset();
        EXPECT_EQ(folder->files.size(), 1U);
        EXPECT_EQ(read(ivo, row["id"]), text_of(200'000));
    }
    wall();
    EXPECT_EQ(read(noor, row["id"]), text_of(200'000));
}

TEST_F(Documents, APreviewIsOfTypesThatCanDoNothingAndByTheirBytes) {
    struct Case {
        std::string bytes;
        char const* type;
        bool shown;
    };
    std::string const png = std::string{"\x89PNG\r\n\x1a\n"} + std::string(20, '\0');
    for (Case const& one :
         {Case{png, "image/png", true}, Case{"\xff\xd8\xff\xe0 jpeg", "image/jpeg", true},
          Case{"GIF89a...", "image/gif", true}, Case{"RIFF\x04\x01\x01\x01WEBPVP8 ", "image/webp", true},
          Case{"%PDF-1.7\n", "application/pdf", true}, Case{"PK\x03\x04zip", "application/zip", false},
          Case{"<svg onload=alert(1)>", "text/plain", true}, Case{"<html><script>", "text/plain", true},
          Case{"MZ\x90\x01\x02", "application/octet-stream", false},
          Case{"half \xc3", "application/octet-stream", false}}) {
        SCOPED_TRACE(one.type);
        Json const row = added(rosa, one.bytes, {{"person", alma}, {"name", "picture.jpg"}});
        EXPECT_EQ(row["type"], one.type);
        Json const preview = rosa.ok("document.preview", {{"id", row["id"]}});
        EXPECT_EQ(preview["type"], one.type);
        EXPECT_EQ(preview["shown"], one.shown);
        EXPECT_EQ(preview.contains("data"), one.shown && one.type != std::string{"text/plain"});
        EXPECT_EQ(preview.contains("text"), one.type == std::string{"text/plain"});
    }
    std::string lines;
    while (lines.size() < 200'000) lines += "una línea más\n";
    Json const long_text = rosa.ok("document.preview", {{"id", added(lines)["id"]}});
    EXPECT_EQ(long_text["is_whole"], false);
    EXPECT_LE(long_text["text"].get<std::string>().size(), 64U * 1024);
    EXPECT_EQ(lines.find(long_text["text"].get<std::string>()), 0U);
    Json const large = added("%PDF-" + text_of((std::size_t{16} << 20U) + 1));
    EXPECT_EQ(rosa.ok("document.preview", {{"id", large["id"]}})["shown"], false);
}

TEST(Sniff, ACharacterThatThePieceCutsInTwoIsNoFaultOfTheText) {
    std::string text;
    while (text.size() < kSniffedBytes + 10) text += "ñandú 🌱 ";
    for (std::size_t back = 0; back < 12; ++back)
        EXPECT_EQ(type_of(as_bytes(text).subspan(back, kSniffedBytes).first(kSniffedBytes)).substr(0, 1),
                  (static_cast<unsigned char>(text[back]) & 0xC0U) == 0x80U ? "a" : "t");
}

}  // namespace
}  // namespace amparo::engine
