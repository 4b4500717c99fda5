// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/audit.hpp"
#include "amparo/codec/json.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

using namespace amparo;
using namespace amparo::cli;

namespace {

Audited audited(std::string const& text) {
    return {"report.txt", audit::audit_text(text), text};
}

std::set<std::string> keys(Json const& object) {
    std::set<std::string> out;
    for (auto const& [key, value] : object.items()) out.insert(key);
    return out;
}

}  // namespace

TEST(AuditJson, AClaimHasExactlyTheseKeys) {
    Json const json = audit_json(audited("23% (5 of 21), two thirds (14 of 21), 38.10% of the 21 women."),
                                 audit::Tongue::kEnglish);
    EXPECT_EQ(keys(json), (std::set<std::string>{"claims", "summary"}));
    ASSERT_EQ(json["claims"].size(), 3U);
    for (Json const& claim : json["claims"])
        EXPECT_EQ(keys(claim),
                  (std::set<std::string>{"line", "column", "text", "numerator", "denominator", "stated",
                                         "stated_text", "precision", "verdict", "nearest", "reason"}));
    Json const& cut = json["claims"][0];
    EXPECT_EQ(cut["numerator"], 5);
    EXPECT_EQ(cut["denominator"], 21);
    EXPECT_EQ(cut["stated"], 23);
    EXPECT_EQ(cut["precision"], 0);
    EXPECT_EQ(cut["verdict"], "truncated");
    EXPECT_EQ(cut["nearest"], 24);
    Json const& words = json["claims"][1];
    EXPECT_TRUE(words["precision"].is_null()) << "words have no last place";
    EXPECT_EQ(codec::to_text(words["stated"]), "66.6667");
    Json const& whole = json["claims"][2];
    EXPECT_TRUE(whole["numerator"].is_null());
    EXPECT_EQ(codec::to_text(whole["stated"]), "38.1");
    EXPECT_EQ(whole["precision"], 2);
    EXPECT_EQ(json["summary"]["claims"], 3);
    EXPECT_EQ(json["summary"]["truncated"], 1);
}

TEST(AuditJson, SegmentsAreTheWholeTextInOrder) {
    std::string const text = "Up front, 38% and 43% (8 and 9 of 21), then 23% (5 of 21).";
    Json const segments = segments_json(audited(text));
    std::string all;
    std::set<std::uint64_t> claims;
    for (Json const& segment : segments) {
        all += segment["text"].get<std::string>();
        if (!segment["claim"].is_null()) claims.insert(segment["claim"].get<std::uint64_t>());
    }
    EXPECT_EQ(all, text);
    EXPECT_EQ(claims.size(), 3U);
}

TEST(AuditPage, EverythingThatIsNotOursIsEscaped) {
    std::string const text = "<img src=x onerror=alert(1)> \"a\" 'b' & 99% (8 of 21)\x01\n";
    std::string const page = annotated_page({audited(text)}, Language::kEnglish);
    EXPECT_EQ(page.find("<img"), std::string::npos);
    EXPECT_EQ(page.find('\x01'), std::string::npos);
    EXPECT_NE(page.find("&lt;img src=x onerror=alert(1)&gt; &quot;a&quot; &#39;b&#39; &amp; "),
              std::string::npos);
    EXPECT_NE(page.find("<mark class=\"inconsistent\""), std::string::npos);
    EXPECT_NE(page.find("default-src 'none'"), std::string::npos);
    Audited named = audited("38% (8 of 21)");
    named.file = "</h2><script>";
    EXPECT_EQ(annotated_page({named}, Language::kSpanish).find("<script"), std::string::npos);
}

TEST(AuditAside, AsksTheProgramForWhatThePageWants) {
    World world;
    auto const audited_aside = [&](Json const& params) -> Result<Json, Failure> {
        web_host::Step step = audit_aside(world, params);
        while (auto* const aside = std::get_if<web_host::Aside>(&step.is)) {
            aside->work();
            step = aside->end();
        }
        return std::get<Result<Json, Failure>>(step.is);
    };
    std::vector<std::vector<std::string>> asked;
    world.run_apart = [&](std::vector<std::string> const& words, ByteView) {
        asked.push_back(words);
        return std::optional{os::ApartEnded{1, R"({"claims":[]})", ""}};
    };
    auto const claims = audited_aside(Json{{"text", "38% (8 of 21)"}, {"language", "es"}});
    ASSERT_TRUE(claims.ok());
    EXPECT_EQ(claims.value(), (Json{{"claims", Json::array()}}));
    auto const page = audited_aside(Json{{"data", "MzglICg4IG9mIDIxKQ=="}, {"as", "page"}});
    ASSERT_TRUE(page.ok());
    EXPECT_EQ(page.value(), (Json{{"page", R"({"claims":[]})"}}));
    EXPECT_EQ(asked, (std::vector<std::vector<std::string>>{
                         {"audit", "-", "--language", "es", "--json", "--with-text"},
                         {"audit", "-", "--language", "en", "--html", "-"}}));
    for (Json const& wrong : {Json{{"text", "a"}, {"as", "picture"}}, Json{{"text", "a"}, {"language", "xx"}},
                              Json{{"data", "not base64"}}, Json::object()})
        EXPECT_FALSE(audited_aside(wrong).ok()) << wrong;
    EXPECT_EQ(asked.size(), 2U);
}
