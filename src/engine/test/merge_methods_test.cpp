// SPDX-License-Identifier: AGPL-3.0-or-later
// vault.merge: two computers without a net between them, and what their people find afterwards.
#include "amparo/crypto/base64.hpp"
#include "support.hpp"

using namespace amparo;
using namespace amparo::engine;

namespace {

Json file_of(Office& office) {
    return {{"file", office.ok("vault.snapshot")["file"]}};
}

constexpr char const* kOther = "orange trees in rain";

/// A copy of the vault as it is, with its folder, opened by a colleague at another computer.
struct Elsewhere {
    explicit Elsewhere(Office& from) {
        from.ok("member.add", {{"name", "Ines"}, {"role", "coordinator"}, {"passphrase", kOther}});
        auto file = std::make_shared<store_memory::MemoryFile>();
        file->exists = true;
        file->bytes = crypto::from_base64(file_of(from)["file"].get<std::string>()).value();
        office = std::make_unique<Office>(file, from.now,
                                          std::make_shared<store_memory::MemoryFolder>(*from.folder));
        office->ok("vault.unlock", {{"passphrase", kOther}});
    }
    std::unique_ptr<Office> office;
};

}  // namespace

TEST(MergeMethods, BothComputersEndWithTheSameRecords) {
    Office here;
    here.founded();
    Json const alma = here.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    Elsewhere there{here};
    here.ok("record.update", {{"id", alma["id"]}, {"data", {{"area", "the north side"}}}});
    Json const ida =
        there.office->ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "Ida"}}}});
    there.office->ok("record.update", {{"id", alma["id"]}, {"data", {{"phone", "+1 312 555 0199"}}}});

    Json const merged = here.ok("vault.merge", file_of(*there.office));
    EXPECT_EQ(merged["commits"], 2);
    EXPECT_EQ(merged["records"], 2);
    EXPECT_TRUE(merged["conflicts"].empty());
    EXPECT_EQ(here.ok("record.show", {{"id", ida["id"]}})["data"]["chosen_name"], "Ida");
    Json const shown = here.ok("record.show", {{"id", alma["id"]}});
    EXPECT_EQ(shown["data"]["phone"], "+1 312 555 0199");
    EXPECT_EQ(shown["data"]["area"], "the north side");
    there.office->ok("vault.merge", file_of(here));
    EXPECT_EQ(there.office->ok("record.show", {{"id", alma["id"]}})["data"], shown["data"]);
    EXPECT_EQ(here.ok("vault.merge", file_of(*there.office))["commits"], 0);
    EXPECT_EQ(here.ok("vault.verify")["ok"], true);
    here.ok("vault.lock");
    EXPECT_TRUE(here.ok("vault.unlock", {{"passphrase", kPassphrase}})["warnings"].size() <= 1U);
}

TEST(MergeMethods, WhatBothChangedStandsUntilSomebodyChooses) {
    Office here;
    here.founded();
    Json const alma = here.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    Elsewhere there{here};
    here.ok("record.update", {{"id", alma["id"]}, {"data", {{"area", "the north side"}}}});
    there.office->ok("record.update", {{"id", alma["id"]}, {"data", {{"area", "the harbour"}}}});
    Json const merged = here.ok("vault.merge", file_of(*there.office));
    ASSERT_EQ(merged["conflicts"].size(), 1U);
    EXPECT_EQ(merged["conflicts"][0]["id"], alma["id"]);
    EXPECT_EQ(here.ok("record.show", {{"id", alma["id"]}})["conflicts"].size(), 1U);
}

TEST(MergeMethods, OfTwoInTheLastBedOneKeepsItAndTheOtherIsToldAndOfferedTheNext) {
    Office here;
    here.founded();
    Json const house = here.ok("record.create", {{"kind", "house"}, {"data", {{"name", "North"}}}})["id"];
    auto const unit = [&](char const* name) {
        return here.ok("record.create",
                       {{"kind", "unit"}, {"data", {{"house", house}, {"name", name}, {"places", 1}}}})["id"];
    };
    Json const room = unit("Room 1");
    auto const person = [](Office& office, char const* name) {
        return office.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", name}}}})["person"];
    };
    Json const alma = person(here, "Alma");
    Json const ida = person(here, "Ida");
    Elsewhere there{here};
    auto const hold = [&](Office& office, Json const& who) {
        return office.ok("bed.hold", {{"person", who}, {"places", Json::array({room})}});
    };
    hold(here, alma);
    there.office->now += std::chrono::seconds{10};
    hold(*there.office, ida);

    Json const merged = here.ok("vault.merge", file_of(*there.office));
    ASSERT_EQ(merged["displaced"].size(), 1U) << merged;
    EXPECT_EQ(merged["displaced"][0]["chosen_name"], "Ida");
    Json const back = there.office->ok("vault.merge", file_of(here));
    EXPECT_EQ(back["displaced"], merged["displaced"]);
    unit("Room 2");
    EXPECT_EQ(here.ok("bed.find", {{"household", 1}})["offers"].size(), 1U);
}

TEST(MergeMethods, AnotherVaultAndWhatIsNoneAreRefusedAndNothingChanges) {
    Office here;
    here.founded();
    Office other;
    other.founded("Casa Azahar", "Ines");
    Json const before = file_of(here);
    here.fails(Code::kRefused, "file", "vault.merge", file_of(other));
    here.fails(Code::kDamaged, "file", "vault.merge", {{"file", crypto::to_base64(as_bytes("no vault"))}});
    here.fails(Code::kUsage, "file", "vault.merge", {{"file", "?"}});
    EXPECT_EQ(file_of(here), before);
}

TEST(MergeMethods, WhatWasErasedOnOneSideIsGoneOnBoth) {
    Office here;
    here.founded();
    Json const alma = here.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}});
    Json const ida = here.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "Ida"}}}});
    Elsewhere there{here};
    here.ok("record.erase", {{"id", alma["id"]}, {"basis", "asked"}});
    there.office->ok("record.erase", {{"id", ida["id"]}, {"basis", "asked"}});
    here.ok("vault.merge", file_of(*there.office));
    there.office->ok("vault.merge", file_of(here));
    for (Office* office : {&here, there.office.get()})
        for (Json const& id : {alma["id"], ida["id"]}) {
            office->fails(Code::kNotFound, "id", "record.show", {{"id", id}});
            EXPECT_EQ(office->ok("vault.verify")["ok"], true);
            EXPECT_GE(office->ok("vault.verify")["checked"]["erased"], 2);
        }
}

namespace {

/// Two copies of a vault; at the other a document was kept since, and this one has taken over that it is.
class Brought : public testing::Test {
  protected:
    void SetUp() override {
        here.founded();
        Json const alma = here.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}})["person"];
        there = std::make_unique<Elsewhere>(here);
        Json const begun = there->office->ok("document.begin", {{"name", "lease.txt"}, {"person", alma}});
        there->office->ok(
            "document.put",
            {{"id", begun["id"]}, {"data", crypto::to_base64(as_bytes(std::string(kContent, 'a')))}});
        id = there->office->ok("document.finish", {{"id", begun["id"]}})["id"];
        auto const& [its_name, its_bytes] = *there->office->folder->files.begin();
        name = its_name;
        sealed = its_bytes;
    }
    void take_over() { here.ok("vault.merge", file_of(*there->office)); }
    Json piece(std::size_t at, std::size_t end) const {
        ByteView const bytes = ByteView{sealed}.subspan(at, end - at);
        return {
            {"name", name}, {"at", at}, {"data", crypto::to_base64(bytes)}, {"last", end == sealed.size()}};
    }
    Json whole() const { return piece(0, sealed.size()); }
    std::string bring(Json const& params) { return here.ok("document.bring", params)["state"]; }

    static constexpr std::size_t kContent = 150'000;
    Office here;
    std::unique_ptr<Elsewhere> there;
    Json id;
    std::string name;
    Bytes sealed;
};

}  // namespace

TEST_F(Brought, X10_ADocumentsFileComesAlongPieceByPiece) {
    EXPECT_EQ(bring(whole()), "unknown");  // Nothing here says that there is such a document.
    take_over();
    EXPECT_EQ(here.ok("document.tidy")["missing"], 1);
    Json const more = here.ok("document.bring", piece(0, 70'000));
    EXPECT_EQ(more["state"], "more");
    EXPECT_EQ(more["bytes"], 70'000);
    EXPECT_TRUE(here.folder->files.empty());
    EXPECT_EQ(bring(piece(70'000, sealed.size())), "kept");
    EXPECT_EQ(here.ok("document.verify")["ok"], true);
    EXPECT_EQ(here.ok("document.tidy")["missing"], 0);
    EXPECT_EQ(bring(whole()), "here");
}

TEST_F(Brought, X10_WhatIsNotTheFileOfItsDocumentIsNotKept) {
    take_over();
    sealed[sealed.size() / 2] ^= std::byte{1};
    here.fails(Code::kDamaged, "id", "document.bring", whole());
    sealed.resize(sealed.size() - 1);
    here.fails(Code::kDamaged, "id", "document.bring", whole());
    sealed.resize(sealed.size() + 100'000);
    here.fails(Code::kDamaged, "id", "document.bring", whole());
    name = name.substr(0, name.size() - 4) + (name.ends_with("0000") ? "1111" : "0000");
    EXPECT_EQ(bring(whole()), "given_up");
    name = "lease.txt";
    EXPECT_EQ(bring(whole()), "unknown");
    EXPECT_TRUE(here.folder->files.empty());
}

TEST_F(Brought, X10_PiecesComeInTheirOrderOrTheFileIsBegunAgain) {
    take_over();
    here.fails(Code::kUsage, "at", "document.bring", piece(70'000, sealed.size()));
    EXPECT_EQ(bring(piece(0, 70'000)), "more");
    here.fails(Code::kUsage, "at", "document.bring", piece(60'000, 80'000));
    EXPECT_EQ(bring(piece(0, 70'000)), "more");
    Json broken = piece(70'000, sealed.size());
    broken["data"] = "not base64";
    here.fails(Code::kUsage, "data", "document.bring", broken);
    here.fails(Code::kUsage, "at", "document.bring", piece(70'000, sealed.size()));
    EXPECT_TRUE(here.folder->files.empty());
    EXPECT_EQ(bring(whole()), "kept");
}

TEST_F(Brought, X10_WhatWasErasedHereDoesNotComeBack) {
    take_over();
    here.ok("document.erase", {{"id", id}, {"basis", "asked"}});
    EXPECT_EQ(bring(whole()), "unknown");
}

TEST_F(Brought, X10_AFullDiskKeepsNothing) {
    take_over();
    here.folder->fails_at = here.folder->operations + 1;
    here.fails(Code::kInputOutput, "", "document.bring", whole());
    EXPECT_TRUE(here.folder->files.empty());
}

TEST_F(Brought, X10_WhoCannotReadADocumentBringsItAlongAllTheSame) {
    constexpr char const* kSams = "grey herons at dawn";
    here.ok("member.add", {{"name", "Sam"}, {"role", "shelter"}, {"passphrase", kSams}});
    take_over();
    here.ok("vault.lock");
    here.ok("vault.unlock", {{"passphrase", kSams}});
    EXPECT_EQ(bring(whole()), "kept");
    EXPECT_EQ(here.ok("document.tidy")["removed"], 0);
    here.ok("vault.lock");
    here.ok("vault.unlock", {{"passphrase", kPassphrase}});
    EXPECT_EQ(here.ok("document.verify")["ok"], true);
}
