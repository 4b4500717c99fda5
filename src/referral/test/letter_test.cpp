// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/referral/letter.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

using namespace amparo;
using namespace amparo::referral;

namespace {

constexpr Date kDay{std::chrono::year{2031} / 3 / 1};
constexpr Date kThrough{std::chrono::year{2031} / 12 / 30};

Payload payload(std::vector<Item> items) {
    return build(std::move(items), [](std::string_view) { return false; }).value();
}

Letter letter(std::vector<Item> items = {{"contact.chosen_name", "Name", "Rosa", false},
                                         {"contact.needs", "Needs", "a bed tonight", false}}) {
    return {kDay,     "Proyecto Aurora", "Casa Ocaso",  "to ask for a bed",
            kThrough, "R-7f3a",          "+1 555 0100", payload(std::move(items))};
}

bool holds(std::string const& page, std::string_view text) {
    return page.find(text) != std::string::npos;
}

}  // namespace

TEST(Letter, L1_ThePageNeedsNothingElseAndAsksForNothing) {
    for (Language const language : {Language::kEnglish, Language::kSpanish}) {
        std::string const page = html(letter(), language);
        for (char const* reaching_out : {"http:", "https:", "src=", "href=", "url(", "<script", "<link",
                                         "<img", "<iframe", "@import", "<form"})
            EXPECT_FALSE(holds(page, reaching_out)) << reaching_out;
        EXPECT_TRUE(holds(page, "default-src 'none'"));
        EXPECT_EQ(page.rfind("<!doctype html>", 0), 0U);
        EXPECT_TRUE(holds(page, language == Language::kEnglish ? "<html lang=\"en\"" : "<html lang=\"es\""));
        EXPECT_TRUE(holds(page, "<meta charset=\"utf-8\">"));
        EXPECT_TRUE(holds(page, "</body>\n</html>\n"));
    }
}

TEST(Letter, L2_NothingHandedInBecomesMarkup) {
    std::string const attack = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>";
    std::string const plain = html(letter(), Language::kEnglish);
    auto const tags = [](std::string const& page) {
        std::multiset<std::string> found;
        for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1))
            found.insert(page.substr(at, page.find('>', at) - at));
        return found;
    };
    Letter l =
        letter({{"contact.chosen_name", attack, attack, false}, {"contact.needs", "Needs", "x", false}});
    l.from = l.to = l.purpose = l.reference = l.call_back = attack;
    std::string const page = html(l, Language::kEnglish);
    EXPECT_EQ(tags(page), tags(plain)) << page;
    EXPECT_TRUE(holds(page, "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;&lt;img"));
    EXPECT_TRUE(holds(page, "<bdi>&lt;script"));
    std::string const controls =
        html(letter({{"a.b", "L", std::string{"x\0\x01\x1B\x7F\ny\tz", 9}, false}}), Language::kEnglish);
    EXPECT_TRUE(holds(controls, "<bdi>x\ny\tz</bdi>"));
}

TEST(Letter, L3_ItSaysUnderWhichReleaseUntilWhenAndThatPassingItOnNeedsConsent) {
    std::string const en = html(letter(), Language::kEnglish);
    EXPECT_TRUE(holds(en, "<p>1 March 2031</p>"));
    EXPECT_TRUE(holds(en, "through 30 December 2031.</p>"));
    EXPECT_TRUE(holds(en, "needs a new written consent from the person"));
    EXPECT_TRUE(holds(en, "may withdraw the release at any time"));
    EXPECT_TRUE(holds(en, "<bdi>to ask for a bed</bdi>"));
    std::string const es = html(letter(), Language::kSpanish);
    EXPECT_TRUE(holds(es, "<p>1 de marzo de 2031</p>"));
    EXPECT_TRUE(holds(es, "hasta el 30 de diciembre de 2031.</p>"));
    EXPECT_TRUE(holds(es, "un nuevo consentimiento escrito de la persona"));
    EXPECT_TRUE(holds(es, "puede retirar la autorizaci\xC3\xB3n en cualquier momento"));
}

TEST(Letter, L4_ItSaysHowToAnswer) {
    std::string const en = html(letter(), Language::kEnglish);
    EXPECT_TRUE(holds(en, "Please answer to <bdi>+1 555 0100</bdi> and quote the reference."));
    EXPECT_TRUE(holds(en, "<bdi>R-7f3a</bdi>"));
    for (char const* choice :
         {"\xE2\x98\x90 Accepted", "\xE2\x98\x90 Not accepted, because:", "\xE2\x98\x90 On a waiting list"})
        EXPECT_TRUE(holds(en, choice)) << choice;
    std::string const es = html(letter(), Language::kSpanish);
    for (char const* choice :
         {"\xE2\x98\x90 Aceptada", "\xE2\x98\x90 No aceptada, porque:", "\xE2\x98\x90 En lista de espera"})
        EXPECT_TRUE(holds(es, choice)) << choice;
}

TEST(Letter, L4_WithoutACallBackItSaysWhoToAnswer) {
    Letter l = letter();
    l.call_back.clear();
    EXPECT_TRUE(holds(html(l, Language::kEnglish),
                      "<p>Please answer whoever sent you this letter, and quote the reference.</p>"));
    std::string const es = html(l, Language::kSpanish);
    EXPECT_TRUE(holds(
        es, "<p>Responda, por favor, a quien le envi\xC3\xB3 esta carta, e indique la referencia.</p>"));
}

TEST(Letter, L5_ItHoldsThePayloadAndNothingThatWasWithheld) {
    std::string const page = html(letter(), Language::kEnglish);
    EXPECT_TRUE(holds(page, "<dt>Name</dt><dd><bdi>Rosa</bdi></dd>"));
    EXPECT_TRUE(holds(page, "<dt>Needs</dt><dd><bdi>a bed tonight</bdi></dd>"));
    std::string const with_secret = html(letter({{"contact.chosen_name", "Name", "Rosa", false},
                                                 {"service.address", "Address", "48 Alder Row", true},
                                                 {"contact.needs", "Needs", "a bed tonight", false}}),
                                         Language::kEnglish);
    EXPECT_EQ(with_secret, page) << "not even that something was withheld";
}

TEST(Letter, IsWrittenInEnglishOrSpanish) {
    EXPECT_TRUE(holds(html(letter(), Language::kEnglish), "1 March 2031"));
    EXPECT_TRUE(holds(html(letter(), Language::kSpanish), "1 de marzo de 2031"));
    EXPECT_EQ(language_named("en"), Language::kEnglish);
    EXPECT_EQ(language_named("es"), Language::kSpanish);
    EXPECT_FALSE(language_named("eo"));
}
