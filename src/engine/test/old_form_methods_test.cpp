// SPDX-License-Identifier: AGPL-3.0-or-later
// A form of an organisation's own whose name a newer Amparo ships: told, kept, and taken under another name.
#include "support.hpp"

#include "amparo/vault/vault.hpp"

namespace amparo::engine {
namespace {

Json own_form(std::string const& name) {
    return {
        {"name", name},
        {"version", 1},
        {"labels", {{"en", "Nights of ours"}}},
        {"about_person", "yes"},
        {"title", "room"},
        {"fields", {{{"name", "room"}, {"type", "text"}, {"part", "plan"}, {"labels", {{"en", "Room"}}}}}}};
}

class OldForms : public testing::Test {
  protected:
    /// What an Amparo wrote that shipped no form of this name.
    void written_by_an_older_amparo(std::string const& kind, Part part, Json const& data,
                                    std::optional<PersonId> person) {
        store_memory::MemoryStorage storage{file};
        vault::Vault old{storage};
        auto const sink = [](vault::OpenedEntry&&) {};
        ASSERT_TRUE(old.open().ok());
        ASSERT_TRUE(old.unlock(kPassphrase, sink).ok());
        vault::NewEntry entry;
        entry.header.revision = crypto::make_id<RevisionId>();
        entry.header.record = crypto::make_id<RecordId>();
        entry.header.person = person;
        entry.header.part = part;
        entry.header.op = revisions::Op::kCreate;
        entry.header.time = office.now;
        entry.header.form_version = 1;
        entry.header.kind = kind;
        std::string const text = codec::to_text(data);
        entry.body = Bytes{as_bytes(text).begin(), as_bytes(text).end()};
        record = entry.header.record.text();
        auto writing = old.begin_writing(sink, [] {});
        ASSERT_TRUE(writing.ok());
        std::vector<vault::NewEntry> entries;
        entries.push_back(std::move(entry));
        ASSERT_TRUE(writing.value().append(std::move(entries), office.now, sink).ok());
    }
    static bool warns(Json const& opened, std::string const& name) {
        return codec::to_text(opened["warnings"]).find("your form " + name + " is not in use") !=
               std::string::npos;
    }

    std::shared_ptr<store_memory::MemoryFile> file = std::make_shared<store_memory::MemoryFile>();
    Office office{file};
    std::string record;
};

TEST_F(OldForms, WhatANewerAmparoKeepsOutIsToldKeptAndTakenUnderAnotherName) {
    office.founded();
    auto const alma = PersonId::parse(std::string{
        office.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "Alma"}}}})["person"]});
    for (char const* name : {"stay", "house", "unit", "task", "goal", "matter", "document"}) {
        SCOPED_TRACE(name);
        written_by_an_older_amparo(
            "form_declaration", Part::kOrganization,
            {{"form_name", name}, {"form_version", 1}, {"declaration", codec::to_text(own_form(name))}},
            std::nullopt);
        written_by_an_older_amparo(name, Part::kPlan, {{"room", "Blue room"}}, alma.value());
        office.ok("vault.lock");
        EXPECT_TRUE(warns(office.ok("vault.unlock", {{"passphrase", kPassphrase}}), name));
        Json const list = office.ok("form.list");
        ASSERT_EQ(list["not_in_use"].size(), 1U);
        EXPECT_EQ(list["not_in_use"][0]["form"], name);
        EXPECT_EQ(list["not_in_use"][0]["declaration"], own_form(name));
        // What was recorded with it is there.
        EXPECT_EQ(office.ok("record.show", {{"id", record}})["data"]["room"], "Blue room");
        // Nor is it taken again as it is.
        EXPECT_FALSE(office.call("form.add", {{"form", own_form(name)}}).ok());
        office.fails(Code::kRefused, "to", "form.rename", {{"form", name}, {"to", "contact"}});
        std::string const renamed = "our_" + std::string{name};
        EXPECT_EQ(office.ok("form.rename", {{"form", name}, {"to", renamed}})["form"], renamed);
        office.ok("record.create",
                  {{"kind", renamed}, {"person", alma.value().text()}, {"data", {{"room", "Red room"}}}});
        office.ok("vault.lock");
        Json const opened = office.ok("vault.unlock", {{"passphrase", kPassphrase}});
        EXPECT_FALSE(warns(opened, name));
        EXPECT_TRUE(office.ok("form.list")["not_in_use"].empty());
        EXPECT_EQ(office.ok("record.show", {{"id", record}})["data"]["room"], "Blue room");
        EXPECT_EQ(office.ok("record.list", {{"kind", renamed}})["records"].size(), 1U);
    }
    office.fails(Code::kNotFound, "form", "form.rename", {{"form", "note"}, {"to", "our_note"}});
}

TEST_F(OldForms, AFormOfAShippedNameIsRefusedWhenItIsAdded) {
    office.founded();
    Json const forms = office.ok("form.list");
    for (Json const& form : forms["forms"]) {
        SCOPED_TRACE(form["form"]);
        auto const added = office.call("form.add", {{"form", own_form(form["form"])}});
        ASSERT_FALSE(added.ok());
        EXPECT_EQ(name(added.error().code), "usage");
    }
    EXPECT_TRUE(office.ok("form.list")["not_in_use"].empty());
}

}  // namespace
}  // namespace amparo::engine
