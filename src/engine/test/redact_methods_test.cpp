// SPDX-License-Identifier: AGPL-3.0-or-later
// Y1-Y7 (papers.hpp).
#include "../documents.hpp"
#include "../papers.hpp"
#include "attorneys.hpp"
#include "support.hpp"

#include "amparo/crypto/base64.hpp"

namespace amparo::engine {
namespace {

/// Covers, and takes every word along.
class Careless final : public pages::Press {
  public:
    explicit Careless(pages::Press& honest) : honest_{honest} {}
    Result<std::vector<pages::Page>, pages::PressError> read(ByteView file) override {
        return honest_.read(file);
    }
    Result<Bytes, pages::PressError> picture(ByteView file, std::size_t page, int width) override {
        return honest_.picture(file, page, width);
    }
    Result<Bytes, pages::PressError> redacted(ByteView file, std::vector<pages::Blacked> const&) override {
        return Bytes{file.begin(), file.end()};
    }
    Result<pages::PacketMade, pages::PressError> packet(pages::PacketPlan const& plan,
                                                        std::vector<Bytes> const& files) override {
        return honest_.packet(plan, files);
    }

  private:
    pages::Press& honest_;
};

class Redacting : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        alma = person("Alma Quillfeather");
        letter = added("letter.txt",
                       "To Ines Duarte\n\nMaritza Quispe wrote on 3 March 2031, call 312-555-0142.\n");
    }
    std::string person(char const* name) {
        return rosa.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", name}}}})["person"];
    }
    Json added(std::string const& name, std::string_view content, Json const& more = Json::object()) {
        Json params{{"name", name}, {"person", alma}};
        params.update(more);
        if (params.contains("matter")) params.erase("person");
        Json const id = rosa.ok("document.begin", params)["id"];
        rosa.ok("document.put", {{"id", id}, {"data", crypto::to_base64(as_bytes(content))}});
        return rosa.ok("document.finish", {{"id", id}})["id"];
    }
    Bytes bytes_of(Json const& id) {
        Json const opened = rosa.ok("document.open", {{"id", id}, {"to", "view"}});
        Bytes out;
        for (std::uint64_t i = 0; opened.contains("pieces") && i < opened["pieces"]; ++i)
            append(out, crypto::from_base64(
                            codec::string_or(rosa.ok("document.read", {{"id", id}, {"piece", i}}), "data"))
                            .value());
        rosa.ok("document.close", {{"id", id}});
        return out;
    }
    std::string words_of(Json const& id) {
        std::string out;
        auto const pages = rosa.press.read(bytes_of(id));
        if (!pages.ok()) return "not read";
        for (auto const& page : pages.value())
            for (auto const& word : page.words) out += word.text + ' ';
        return out;
    }
    /// The letter as a PDF.
    Json pdf() {
        return rosa.ok("document.packet",
                       {{"title", "Letter"}, {"exhibits", Json::array({Json{{"document", letter}}})}})["id"];
    }
    static Json marked(Json mark) {
        mark["reason"] = "privilege";
        return Json::array({std::move(mark)});
    }
    std::vector<std::string> custody(Json const& id) {
        std::vector<std::string> out;
        Json const history = rosa.ok("document.history", {{"id", id}});
        for (Json const& line : history["custody"]) out.push_back(line["what"]);
        return out;
    }
    std::size_t files() { return rosa.documents.list().value().size(); }
    using Lines = std::vector<std::string>;

    Office rosa;
    std::string alma;
    Json letter;
};

TEST_F(Redacting, Y1_ATextIsMadeAnewAndTheOriginalStays) {
    Json const made =
        rosa.ok("document.redact", {{"id", letter}, {"marks", marked({{"phrase", "maritza quispe"}})}});
    EXPECT_EQ(made["name"], "letter-redacted.txt");
    EXPECT_EQ(made["made_how"], "redacted");
    EXPECT_EQ(made["made_from"], Json::array({letter}));
    EXPECT_EQ(made["person"], alma);
    EXPECT_EQ(as_text(bytes_of(made["id"])),
              "To Ines Duarte\n\n[█████ PRIVILEGE] wrote on 3 March 2031, call 312-555-0142.\n");
    EXPECT_NE(as_text(bytes_of(letter)).find("Maritza"), std::string_view::npos);
    EXPECT_EQ(custody(letter), (Lines{"added", "made_from", "opened"}));
    EXPECT_EQ(custody(made["id"]), (Lines{"added", "opened"}));
}

TEST_F(Redacting, Y1_APdfLosesWordsKindsAndAreas) {
    Json const file = pdf();
    Json marks =
        Json::array({Json{{"phrase", "Ines Duarte"}}, Json{{"kind", "phone"}}, Json{{"kind", "date"}}});
    marks.push_back(Json{{"page", 1}, {"left", 0}, {"top", 0}, {"right", 612}, {"bottom", 700}});
    Json const made = rosa.ok("document.redact", {{"id", file}, {"marks", marks}, {"language", "es"}});
    marks.back()["page"] = 9;
    for (char const* method : {"document.marks", "document.redact"})
        rosa.fails(Code::kUsage, "marks", method, {{"id", file}, {"marks", marks}});
    std::string const words = words_of(made["id"]);
    for (std::string_view const gone : {"Ines", "Duarte", "312-555-0142", "March", "2031"})
        EXPECT_EQ(words.find(gone), std::string::npos) << gone << " in " << words;
    EXPECT_NE(words.find("Maritza Quispe wrote on"), std::string::npos) << words;
    EXPECT_EQ(made["type"], "application/pdf");
}

TEST_F(Redacting, Y2_WhatIsOnlyCoveredIsNotKept) {
    Json const file = pdf();
    std::size_t const before = files();
    Careless careless{rosa.press};
    Engine engine{Ports{rosa.storage, [this] { return rosa.now; }, crypto::kCostFloor, nullptr, nullptr,
                        one_by_one, &rosa.documents, nullptr, &careless}};
    rosa.ok("vault.lock");
    ASSERT_TRUE(engine.call("vault.unlock", {{"passphrase", kPassphrase}}).ok());
    auto const made =
        engine.call("document.redact", {{"id", file}, {"marks", marked({{"phrase", "Maritza"}})}});
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.error().field, "marks");
    EXPECT_EQ(files(), before);
}

// What is worked on pages may be worked while the engine answers others: the method ends without it, and is called anew.
TEST_F(Redacting, EndedBeforeItsPagesAreWorkedOnNothingIsKeptNorWrittenDown) {
    Json const file = pdf();
    std::size_t const before = files();
    std::map<crypto::Hash, Bytes> worked;
    std::optional<Bytes> wanted;
    press::Apart press{[&](ByteView asked) -> std::optional<Bytes> {
        if (auto const at = worked.find(crypto::hash(asked)); at != worked.end()) return at->second;
        if (!wanted) wanted = Bytes{asked.begin(), asked.end()};
        return std::nullopt;
    }};
    Engine engine{Ports{rosa.storage, [this] { return rosa.now; }, crypto::kCostFloor, nullptr, nullptr,
                        one_by_one, &rosa.documents, nullptr, &press}};
    rosa.ok("vault.lock");
    auto const unlock = [&] { ASSERT_TRUE(engine.call("vault.unlock", {{"passphrase", kPassphrase}}).ok()); };
    unlock();
    auto const lines = [&] {
        return engine.call("document.history", {{"id", file}}).value()["custody"].size();
    };
    std::size_t const written = lines();
    auto const work = [&] {
        worked[crypto::hash(*wanted)] = press::work(*wanted);
        wanted.reset();
    };
    Json const redact{{"id", file}, {"marks", marked({{"phrase", "Maritza"}})}};
    ASSERT_FALSE(engine.call("document.redact", redact).ok());
    ASSERT_TRUE(wanted);
    work();
    ASSERT_TRUE(engine.call("vault.lock", Json::object()).ok());
    EXPECT_EQ(engine.call("document.redact", redact).error().code, Code::kLocked);
    EXPECT_EQ(files(), before);
    unlock();
    worked.clear();
    std::size_t times = 0;
    for (;; ++times) {
        auto const answer = engine.call("document.redact", redact);
        ASSERT_EQ(answer.ok(), !wanted);
        if (!wanted) break;
        EXPECT_EQ(files(), before);
        EXPECT_EQ(lines(), written);
        work();
    }
    EXPECT_EQ(times, 3U) << "its words, the copy, and the copy's words";
    EXPECT_EQ(files(), before + 1);
}

TEST_F(Redacting, Y3_WhatIsNotFoundStopsUntilSomebodyLooked) {
    Json params{{"id", letter},
                {"marks", Json::array({Json{{"phrase", "Maritza"}}, Json{{"phrase", "Quisp"}}})}};
    Failure const failure = rosa.fails(Code::kRefused, "marks", "document.redact", params);
    EXPECT_EQ(failure.message,
              "mark 2 was not found but stands inside longer words 1 times; nothing was made");
    params["looked_at"] = true;
    EXPECT_EQ(rosa.ok("document.redact", params)["missing"],
              Json::array({Json{{"mark", 1}, {"inside_others", 1}}}));
    rosa.fails(Code::kUsage, "marks[0].phrase", "document.redact",
               {{"id", letter}, {"marks", marked({{"phrase", "--"}})}});
    rosa.fails(Code::kUsage, "marks[0]", "document.redact", {{"id", letter}, {"marks", marked({})}});
    rosa.fails(Code::kUsage, "marks", "document.redact", {{"id", letter}, {"marks", Json::array()}});
}

TEST_F(Redacting, Y3_APageThatIsAPictureIsNamed) {
    Bytes png;
    {
        auto const page = rosa.press.picture(bytes_of(pdf()), 0, 200);
        ASSERT_TRUE(page.ok());
        png = page.value();
    }
    Json const scan = added("scan.png", as_text(png));
    Json params{{"id", scan},
                {"marks", marked({{"page", 1}, {"left", 0}, {"top", 0}, {"right", 50}, {"bottom", 50}})}};
    EXPECT_EQ(rosa.ok("document.redact", params)["name"], "scan-redacted.pdf");
    params["marks"].push_back(Json{{"kind", "email"}});
    Failure const failure = rosa.fails(Code::kRefused, "marks", "document.redact", params);
    EXPECT_EQ(rosa.ok("document.marks", params)["without_words"], Json::array({1}));
}

TEST_F(Redacting, Y4_TheLogHasPagesAndReasonsAndNoWords) {
    Json const made =
        rosa.ok("document.redact", {{"id", letter}, {"marks", marked({{"phrase", "Maritza"}})}});
    Json const shown = rosa.ok("document.show", {{"id", made["id"]}});
    EXPECT_EQ(shown["made"]["redacted"],
              Json::array({Json{{"reason", "privilege"}, {"times", 1}, {"pages", "1"}}}));
    EXPECT_EQ(codec::to_text(shown).find("Maritza"), std::string::npos);
    EXPECT_FALSE(shown.contains("made_with"));
}

TEST_F(Redacting, AHitIsShownWithItsWordsAroundAndThatIsInCustody) {
    Json const shown = rosa.ok("document.marks", {{"id", letter}, {"marks", marked({{"phrase", "quispe"}})}});
    ASSERT_EQ(shown["count"], 1);
    EXPECT_EQ(shown["hits"][0]["before"], "To Ines Duarte Maritza");
    EXPECT_EQ(shown["hits"][0]["hit"], "Quispe");
    EXPECT_EQ(custody(letter), (Lines{"added", "opened"}));
}

TEST_F(Redacting, X4_APageIsAPictureOfADocumentThatWasOpened) {
    Json const file = pdf();
    rosa.fails(Code::kNotFound, "id", "document.page", {{"id", file}, {"page", 1}});
    EXPECT_EQ(rosa.ok("document.pages", {{"id", file}})["pages"].size(), 4U);
    Json const fourth = rosa.ok("document.page", {{"id", file}, {"page", 4}, {"width", 100}});
    EXPECT_NE(codec::string_or(fourth, "text")
                  .find("To Ines Duarte\nMaritza Quispe wrote on 3 March 2031, call 312-555-0142.\n"),
              std::string::npos)
        << fourth["text"];
    auto const png = crypto::from_base64(codec::string_or(fourth, "data"));
    ASSERT_TRUE(png.has_value());
    EXPECT_EQ(as_text(*png).substr(1, 3), "PNG");
    EXPECT_EQ(custody(file), (Lines{"added", "opened"}));
    rosa.fails(Code::kUsage, "page", "document.page", {{"id", file}, {"page", 5}});
    rosa.ok("document.close", {{"id", file}});
    rosa.fails(Code::kNotFound, "id", "document.page", {{"id", file}, {"page", 1}});
}

TEST_F(Redacting, Y5_APacketIsOfOneMatter) {
    std::string const other = person("Berta");
    Json const hers = added("hers.txt", "hers", {{"person", other}});
    rosa.fails(Code::kRefused, "exhibits", "document.packet",
               {{"title", "Both"},
                {"exhibits", Json::array({Json{{"document", letter}}, Json{{"document", hers}}})}});
    Json const paper = added("passport.txt", "paper", {{"person", other}, {"personal", true}});
    auto const refused =
        rosa.fails(Code::kRefused, "exhibits", "document.packet",
                   {{"title", "Both"},
                    {"exhibits", Json::array({Json{{"document", hers}}, Json{{"document", paper}}})}});
    EXPECT_NE(refused.message.find("not read by the same people"), std::string::npos) << refused.message;
}

TEST_F(Redacting, Y6_APacketIsMadeAgainAndTellsOfANewerVersion) {
    Json const notes = added("notes.txt", "first notes\n");
    Json const made =
        rosa.ok("document.packet", {{"title", "Evidence: first part"},
                                    {"prefix", "Q-"},
                                    {"exhibits", Json::array({Json{{"document", letter}, {"title", "Letter"}},
                                                              Json{{"document", notes}}})}});
    EXPECT_EQ(made["exhibits"][1]["exhibit"], "B");
    EXPECT_EQ(made["exhibits"][1]["page"], "Q-0005");
    EXPECT_EQ(made["pages"], 6);
    EXPECT_EQ(made["newer"], Json::array());
    EXPECT_EQ(made["made_from"], Json::array({letter, notes}));
    Json const newer = added("notes.txt", "second notes\n", {{"version_of", notes}});
    Json const shown = rosa.ok("document.show", {{"id", made["id"]}});
    ASSERT_EQ(shown["made"]["newer"].size(), 1U);
    EXPECT_EQ(shown["made"]["newer"][0]["newest"], newer);
    Json const again = rosa.ok("document.packet", {{"again", made["id"]}});
    EXPECT_NE(words_of(again["id"]).find("first notes"), std::string::npos);
    Json const newest =
        rosa.ok("document.packet", {{"again", made["id"]}, {"newest", true}, {"prefix", "R-"}});
    EXPECT_NE(words_of(newest["id"]).find("second notes"), std::string::npos);
    EXPECT_NE(words_of(newest["id"]).find("R-0001"), std::string::npos);
    rosa.fails(Code::kUsage, "again", "document.packet", {{"again", letter}});
}

TEST_F(Redacting, APacketOverTheLimitOrWithABadFileIsNotKept) {
    std::size_t const before = files();
    Json params{
        {"title", "Letter"}, {"exhibits", Json::array({Json{{"document", letter}}})}, {"limit_mib", 0.01}};
    rosa.fails(Code::kRefused, "limit_mib", "document.packet", params);
    EXPECT_EQ(files(), before);
    Json const broken = added("broken.pdf", "%PDF-1.4\nnothing of it\n");
    params["exhibits"].push_back(Json{{"document", broken}});
    Failure const failure = rosa.fails(Code::kRefused, "id", "document.packet", params);
    EXPECT_NE(failure.message.find("\"broken.pdf\""), std::string::npos);
    EXPECT_EQ(files(), before + 1);
}

TEST_F(Redacting, APacketNamesTheExhibitThatIsGone) {
    Json const gone = added("gone.txt", "gone\n");
    rosa.ok("document.erase", {{"id", gone}, {"basis", "asked for it"}});
    Json const both = Json::array({Json{{"document", letter}}, Json{{"document", gone}}});
    rosa.fails(Code::kNotFound, "exhibits[1].document", "document.packet",
               {{"title", "Both"}, {"exhibits", both}});
}

TEST_F(Redacting, X3_WhatIsMadeIsBehindTheSameWall) {
    auto const [her_own, noor, ivo] = with_attorneys(rosa);
    Json const matter = rosa.ok("matter.open", {{"person", alma},
                                                {"title", "Asylum"},
                                                {"area", "immigration"},
                                                {"inside", Json::array({her_own, noor})}})["id"];
    Json const walled = added("walled.txt", "Maritza inside\n", {{"matter", matter}});
    Json const made =
        rosa.ok("document.redact", {{"id", walled}, {"marks", marked({{"phrase", "Maritza"}})}});
    EXPECT_EQ(made["matter"], matter);
    rosa.ok("vault.lock");
    rosa.ok("vault.unlock", {{"passphrase", kIvo}});
    for (char const* const method : {"document.pages", "document.show"})
        EXPECT_FALSE(rosa.call(method, {{"id", made["id"]}}).ok());
    EXPECT_FALSE(
        rosa.call("document.redact", {{"id", walled}, {"marks", marked({{"phrase", "inside"}})}}).ok());
}

TEST(MadePapers, ANameKeepsItsEnd) {
    EXPECT_EQ(name_made_of("letter.txt", "-redacted"), "letter-redacted.txt");
    EXPECT_EQ(name_made_of("photo.jpeg", "-redacted", ".pdf"), "photo-redacted.pdf");
    EXPECT_EQ(name_made_of("none", "-redacted"), "none-redacted");
    EXPECT_LE(name_made_of(std::string(150, 'x') + "ÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑÑ.pdf", "-redacted").size(),
              200U);
}

}  // namespace
}  // namespace amparo::engine
