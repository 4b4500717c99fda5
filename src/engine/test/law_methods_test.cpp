// SPDX-License-Identifier: AGPL-3.0-or-later
// law.list, law.confirm (A1, A2: methods_law.cpp).
#include "attorneys.hpp"

namespace amparo::engine {
namespace {

class Law : public testing::Test {
  protected:
    void SetUp() override { rosa.founded(); }
    static Json named(Json const& list, char const* key, std::string const& id) {
        for (Json const& one : list)
            if (one[key] == id) return one;
        return {};
    }
    Json option(std::string const& id) { return named(rosa.ok("relief.options")["options"], "option", id); }
    Json rule(std::string const& id) { return named(rosa.ok("deadline.rules")["rules"], "rule", id); }

    Office rosa;
};

TEST_F(Law, A2_AnAttorneyConfirmsAndTakesBackAndWhoReadsItSeesWhoDid) {
    EXPECT_EQ(option("us_t")["verified_on"], "");
    Json const said =
        rosa.ok("law.confirm",
                {{"rule", "us_t"}, {"attorney", "N. Haddad"}, {"on", "2031-02-20"}, {"note", "read whole"}});
    EXPECT_EQ(said["verified_by"], "N. Haddad");
    EXPECT_EQ(option("us_t")["verified_by"], "N. Haddad");
    EXPECT_EQ(option("us_t")["verified_on"], "2031-02-20");
    EXPECT_EQ(option("us_u")["verified_on"], "");
    rosa.ok("law.confirm", {{"rule", "us_t"}, {"take_back", true}});
    EXPECT_EQ(option("us_t")["verified_on"], "");
    rosa.now += std::chrono::minutes{1};
    rosa.ok("law.confirm", {{"rule", "us_t"}});
    EXPECT_EQ(option("us_t")["verified_by"], "Rosa");
    EXPECT_EQ(option("us_t")["verified_on"], "2031-03-01");
    rosa.now += std::chrono::minutes{1};
    rosa.ok("law.confirm", {{"rule", "us_t"}, {"take_back", true}});
    EXPECT_EQ(option("us_t")["verified_on"], "");
    rosa.ok("vault.lock");
    EXPECT_EQ(option("us_t")["verified_on"], "");
}

/// As from two computers: one attorney confirms and another takes it back, and by their clocks neither came first.
TEST_F(Law, A2_OfOneInstantTheCautionCounts) {
    auto const at_once = [&](std::string const& id, bool is_back) {
        rosa.now -= std::chrono::milliseconds{1};  // What a call takes.
        rosa.ok("law.confirm", {{"rule", id}, {"take_back", is_back}});
    };
    Json const options = rosa.ok("relief.options")["options"];
    std::size_t listed = 0;
    for (Json const& one : options) {
        std::string const id = one["option"];
        bool const is_back_first = listed++ % 2 == 0;
        at_once(id, is_back_first);
        at_once(id, !is_back_first);
    }
    ASSERT_GE(listed, 4U);
    Json const rules = rosa.ok("law.list")["rules"];
    ASSERT_GE(rules.size(), listed);
    for (Json const& one : rules) EXPECT_EQ(one["verified_on"], "") << one["rule"];
    rosa.ok("law.confirm", {{"rule", "us_t"}});
    EXPECT_EQ(option("us_t")["verified_on"], "2031-03-01") << "a moment later the attorney has read it again";
}

TEST_F(Law, DeadlinesSayItTooWhereTheyAreCountedAndKept) {
    std::string const id = rosa.ok("deadline.rules")["rules"][0]["rule"];
    EXPECT_EQ(rule(id)["verified_on"], "");
    rosa.ok("law.confirm", {{"rule", id}});
    EXPECT_EQ(rule(id)["verified_on"], "2031-03-01");
    rosa.fails(Code::kNotFound, "rule", "law.confirm", {{"rule", "us_x"}});
    rosa.fails(Code::kUsage, "on", "law.confirm", {{"rule", id}, {"on", "2031-03-02"}});
}

TEST_F(Law, OnlyWhoHoldsTheLegalPartConfirms) {
    rosa.ok("member.add", {{"name", "Teo"}, {"role", "advocate"}, {"passphrase", "orange trees in rain"}});
    Office teo{rosa.file, rosa.now};
    teo.ok("vault.unlock", {{"passphrase", "orange trees in rain"}});
    teo.fails(Code::kRefused, "", "law.confirm", {{"rule", "us_t"}});
    rosa.ok("law.confirm", {{"rule", "us_t"}});
    Json const listed = teo.ok("law.list")["rules"];
    EXPECT_EQ(named(listed, "rule", "us_t")["verified_by"], "Rosa");
    EXPECT_EQ(named(listed, "rule", "us_u")["verified_by"], "");
    EXPECT_EQ(listed.size(),
              rosa.ok("relief.options")["options"].size() + rosa.ok("deadline.rules")["rules"].size());
}

}  // namespace
}  // namespace amparo::engine
