// SPDX-License-Identifier: AGPL-3.0-or-later
// relief.*, and the person's own readiness: in the matter, and nowhere else.
#include "support.hpp"

#include <functional>

namespace amparo::engine {
namespace {

class Relief : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        alma = rosa.ok("record.create", {{"kind", "contact"}, {"data", contact_data()}})["person"];
        matter =
            rosa.ok("matter.open", {{"person", alma}, {"title", "T status"}, {"area", "immigration"}})["id"];
    }
    Json answer(std::string const& item, std::string const& said, Json more = Json::object()) {
        Json params{{"id", matter}, {"option", "us_t"}, {"item", item}, {"answer", said}};
        params.update(more);
        return rosa.ok("relief.answer", params);
    }
    static Json item_of(Json const& option, std::string const& named) {
        for (Json const& item : option["items"])
            if (item["item"] == named) return item;
        return {};
    }

    Office rosa;
    std::string alma, matter;
};

TEST_F(Relief, E3_WhatIsPresentMissingAndNotAskedIsShownAndNothingConcluded) {
    Json shown = rosa.ok("relief.show", {{"id", matter}, {"option", "us_t"}})["options"][0];
    for (Json const& item : shown["items"]) EXPECT_EQ(item["standing"], "not_asked");
    EXPECT_EQ(shown["verified_on"], "");
    answer("severe_form", "present", {{"note", "Her own account"}});
    answer("hardship", "missing");
    shown = answer("hardship", "declined");
    EXPECT_EQ(item_of(shown, "severe_form")["standing"], "present");
    EXPECT_EQ(item_of(shown, "severe_form")["note"], "Her own account");
    EXPECT_EQ(item_of(shown, "hardship")["standing"], "declined");
    EXPECT_EQ(item_of(shown, "presence")["standing"], "not_asked");
    for (auto const& [key, value] : shown.items())
        for (char const* word : {"eligible", "score", "total", "complete", "percent", "likely", "conclusion"})
            EXPECT_EQ(key.find(word), std::string::npos) << key;
    EXPECT_EQ(rosa.ok("relief.show", {{"id", matter}})["options"].size(), 1U);
}

TEST_F(Relief, E4_E5_AnExceptionIsTheElementsOwnAndCooperationLiesInItsPart) {
    Json const params{
        {"id", matter}, {"option", "us_t"}, {"item", "reasonable_requests"}, {"answer", "excepted"}};
    rosa.fails(Code::kUsage, "exception", "relief.answer", params);
    Json other = params;
    other["exception"] = "changed";
    rosa.fails(Code::kNotFound, "exception", "relief.answer", other);
    Json const shown = answer("reasonable_requests", "excepted", {{"exception", "trauma"}});
    Json const item = item_of(shown, "reasonable_requests");
    EXPECT_EQ(item["standing"], "excepted");
    EXPECT_EQ(item["exception"], "trauma");
    Json const history = rosa.ok("record.history", {{"id", item["record"]}});
    EXPECT_EQ(history["revisions"].size(), 2U);
    for (Json const& revision : history["revisions"])
        EXPECT_EQ(revision["fields"].contains("cooperation"), revision["part"] == "immigration");
    Json const later = answer("reasonable_requests", "present");
    EXPECT_FALSE(item_of(later, "reasonable_requests").contains("exception"));
    rosa.fails(Code::kNotFound, "item", "relief.answer",
               {{"id", matter}, {"option", "us_t"}, {"item", "helpful"}, {"answer", "present"}});
}

/// What the engine says of everything that is not the matter's own.
std::string said_elsewhere(Office& office, std::string const& person, std::string const& house) {
    std::string out;
    auto const add = [&](char const* method, Json const& params) {
        auto const answer = office.call(method, params);
        out += std::string{method} + (answer.ok() ? codec::to_text(answer.value()) : answer.error().message) +
               "\n";
    };
    add("match", {{"person", person}});
    add("bed.find", {{"household", 1}});
    add("bed.waiting", Json::object());
    add("board", {{"house", house}});
    add("person.copy", {{"person", person}});
    add("person.summary", {{"person", person}});
    add("calendar.export", Json::object());
    add("today", Json::object());
    add("retention.due", Json::object());
    add("deadline.list", Json::object());
    add("matter.list", Json::object());
    add("matter.check", Json::object());
    return out;
}

// T31 of a matter: whatever is said there of talking to the police, everything else is the same to the byte.
TEST_F(Relief, NothingElseDependsOnReadinessContactOrCooperation) {
    rosa.ok("directory.import",
            {{"source", "network"},
             {"files", Json::array({Json{{"name", "network.json"},
                                         {"text", file_text("data/directory/demo_network.json")}}})}});
    std::string const house = rosa.ok(
        "record.create", {{"kind", "house"}, {"data", {{"name", "North"}, {"utc_offset", -6}}}})["id"];
    rosa.ok("record.create",
            {{"kind", "unit"}, {"data", {{"house", house}, {"name", "Unit 1"}, {"places", 1}}}});
    rosa.ok("bed.ask", {{"person", alma}, {"household", 1}});
    Instant const then = rosa.now;
    auto const said = [&] {
        rosa.now = then;
        return said_elsewhere(rosa, alma, house);
    };
    std::string const before = said();
    for (char const* word : {"ready", "not_yet", "with_conditions", "not_ready", "declined", "unknown"}) {
        rosa.ok("record.create",
                {{"kind", "matter_readiness"},
                 {"data", {{"matter", matter}, {"said_on", "2031-03-01"}, {"answer", word}}}});
        EXPECT_EQ(said(), before) << word;
    }
    rosa.ok("record.create", {{"kind", "matter_contact"},
                              {"data",
                               {{"matter", matter},
                                {"on", "2031-03-01"},
                                {"authority", "City police"},
                                {"started_by", "person"}}}});
    answer("reasonable_requests", "missing");
    EXPECT_EQ(said(), before);
    // The control: what the person asks for does change it.
    rosa.ok("bed.ask", {{"person", alma}, {"household", 3}});
    EXPECT_NE(said(), before);
}

TEST_F(Relief, ReadinessIsOfTheMattersPersonDatedAndCanChange) {
    auto const say = [&](char const* day, char const* word) {
        return rosa.ok("record.create", {{"kind", "matter_readiness"},
                                         {"data", {{"matter", matter}, {"said_on", day}, {"answer", word}}}});
    };
    EXPECT_EQ(say("2031-02-01", "ready")["person"], alma);
    say("2031-03-01", "not_yet");
    std::string const other =
        rosa.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "Bruna"}}}})["person"];
    rosa.fails(Code::kUsage, "person", "record.create",
               {{"kind", "matter_readiness"},
                {"person", other},
                {"data", {{"matter", matter}, {"said_on", "2031-03-01"}, {"answer", "ready"}}}});
    std::size_t kept = 0;
    Json const shown = rosa.ok("matter.show", {{"id", matter}});
    for (Json const& record : shown["records"])
        if (record["kind"] == "matter_readiness") ++kept;
    EXPECT_EQ(kept, 2U);
    rosa.fails(Code::kRefused, "form", "evidence.define",
               {{"population",
                 {{"name", "ready"}, {"form", "matter_readiness"}, {"words", {{"en", "x"}, {"es", "x"}}}}}});
    // It never leaves in a referral, whatever a release names.
    Json release = release_params(alma);
    release["fields"] = {"matter_readiness.answer"};
    rosa.fails(Code::kRefused, "fields[0]", "release.sign", release);
}

}  // namespace
}  // namespace amparo::engine
