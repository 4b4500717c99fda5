// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/conflicts/conflict.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <random>

using namespace amparo::conflicts;

namespace {

/// Not secret, but as good as the real one for telling features apart.
Token plain(std::string_view feature) {
    Token out = 14695981039346656037ULL;
    for (char const c : feature) out = (out ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return out;
}
BlindParty named(std::vector<std::string> names, std::vector<std::string> phones = {}) {
    return blind({std::move(names), std::move(phones)}, plain);
}
bool names_meet(std::string const& a, std::string const& b) {
    bool const one = meet(named({a}), named({b}));
    EXPECT_EQ(one, meet(named({b}), named({a}))) << a << " / " << b;
    return one;
}

constexpr Place kNobody{1'000'000, 1'000'000};

}  // namespace

TEST(Conflict, C3_NamesMeetAsWrittenBySoundAndInAnyOrder) {
    EXPECT_TRUE(names_meet("Ricardo Montes", "ricardo montes"));
    EXPECT_TRUE(names_meet("Montes, Ricardo", "Ricardo Montes"));
    EXPECT_TRUE(names_meet("Rikardo Montez", "Ricardo Montes"));
    EXPECT_TRUE(names_meet("Ricardo Montes", "Ricardo Alberto Montes Vega"));
    EXPECT_TRUE(names_meet("Мария Петрова", "Maria Petrova"));
    EXPECT_FALSE(names_meet("Ricardo Montes", "Ricardo Aguirre"));
    EXPECT_FALSE(names_meet("Ricardo Montes", "Teresa Montes"));
}

TEST(Conflict, C3_AWordIsMetByOneWordOnly) {
    EXPECT_FALSE(names_meet("Montes Montes", "Montes Aguirre"));
    EXPECT_TRUE(names_meet("Montes Montes", "Montes Aguirre Montes"));
}

TEST(Conflict, C3_ASingleWordMeetsOnlyItselfAsWritten) {
    EXPECT_TRUE(names_meet("El Tuerto", "el tuerto"));
    EXPECT_TRUE(names_meet("Chuy", "chuy"));
    EXPECT_FALSE(names_meet("Ricardo", "Ricardo Montes"));
    EXPECT_FALSE(names_meet("Rikardo", "Ricardo"));
    EXPECT_FALSE(names_meet("", ""));
}

TEST(Conflict, C4_NumbersMeetByTheirLastEightDigits) {
    auto const meets = [](std::string a, std::string b) {
        return meet(named({}, {std::move(a)}), named({}, {std::move(b)}));
    };
    EXPECT_TRUE(meets("+1 312 555 0148", "(312) 555-0148"));
    EXPECT_TRUE(meets("001 312 555 0148", "12 555 0148"));
    EXPECT_FALSE(meets("312 555 0148", "312 555 0149"));
    EXPECT_FALSE(meets("911", "911"));
}

TEST(Conflict, C1_AnAliasOrANumberIsEnough) {
    EXPECT_TRUE(meet(named({"Ricardo Montes", "Kike"}), named({"Kike"})));
    EXPECT_TRUE(meet(named({"Ricardo Montes"}, {"312 555 0148"}), named({"R."}, {"+1 312 555 0148"})));
}

TEST(Conflict, C2_AnotherKeyGivesTokensThatMeetNothingAndOrderIsNotKept) {
    Blind const other = [](std::string_view feature) { return plain(std::string{feature} + "another key"); };
    EXPECT_FALSE(meet(named({"Ricardo Montes"}), blind({{"Ricardo Montes"}, {}}, other)));
    EXPECT_EQ(named({"Ricardo Montes", "Kike"}), named({"Kike", "Montes Ricardo"}));
}

TEST(Conflict, C6_AMatterMeetsNeitherItselfNorAnotherOfTheSamePerson) {
    Index index;
    index.add({1, 10}, named({"Ricardo Montes"}));
    index.add({2, 10}, named({"Ricardo Montes"}));
    index.add({3, 30}, named({"Ricardo Montes"}));
    index.add({3, 30}, named({"Ricardo Montes Vega"}));
    EXPECT_EQ(index.check(named({"Ricardo Montes"}), {1, 10}), (std::vector<std::uint32_t>{3}));
    EXPECT_EQ(index.check(named({"Ricardo Montes"}), {3, 30}), (std::vector<std::uint32_t>{1, 2}));
    EXPECT_EQ(index.check(named({"Ricardo Montes"}), {1, 99}), (std::vector<std::uint32_t>{2, 3}))
        << "whoever it is for";
    EXPECT_EQ(index.check(named({"Ricardo Montes"}), kNobody), (std::vector<std::uint32_t>{1, 2, 3}));
    EXPECT_TRUE(index.check(named({"Teresa Aguirre"}), kNobody).empty());
}

// The index against a look at everybody.
TEST(Conflict, TheIndexFindsExactlyWhoMeets) {
    std::vector<std::string> const words{"Maria",  "María", "Marija", "Ricardo", "Rikardo", "Montes",
                                         "Montez", "Vega",  "Bega",   "Aguirre", "Petrova", "Ngozi"};
    std::mt19937 random{6};
    auto const name = [&] {
        std::string out;
        for (std::size_t n = 1 + random() % 3; n > 0; --n) out += words[random() % words.size()] + " ";
        return out;
    };
    Index index;
    std::vector<BlindParty> all;
    for (std::uint32_t i = 0; i < 400; ++i) {
        all.push_back(named({name()}, {std::to_string(5550100 + random() % 50)}));
        index.add({i, i}, all.back());
    }
    for (int i = 0; i < 300; ++i) {
        BlindParty const asked = named({name(), name()}, {std::to_string(5550100 + random() % 50)});
        std::vector<std::uint32_t> expected;
        for (std::uint32_t n = 0; n < all.size(); ++n)
            if (meet(asked, all[n])) expected.push_back(n);
        ASSERT_EQ(index.check(asked, kNobody), expected);
    }
}
