// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/codec/binary.hpp"
#include "amparo/codec/json.hpp"

#include <gtest/gtest.h>

using namespace amparo;
using namespace amparo::codec;

TEST(Binary, WhatWasWrittenIsReadBack) {
    Bytes const bytes =
        Writer{}.u8(7).u16(0x0102).u32(0xDEADBEEF).u64(1ULL << 60U).lp("abc").raw(as_bytes("xy")).bytes();
    EXPECT_EQ(std::to_integer<int>(bytes[1]), 2);  // Little-endian.
    Reader in{bytes};
    EXPECT_EQ(in.u8(), 7);
    EXPECT_EQ(in.u16(), 0x0102);
    EXPECT_EQ(in.u32(), 0xDEADBEEF);
    EXPECT_EQ(in.u64(), 1ULL << 60U);
    EXPECT_EQ(as_text(in.lp(3)), "abc");
    EXPECT_EQ(as_text(in.raw(2)), "xy");
    EXPECT_TRUE(in.ok_at_end());
}

TEST(Binary, AReaderFailsForGoodAtTheFirstThingThatDoesNotFit) {
    Bytes const bytes = Writer{}.lp("abcd").u8(1).bytes();
    Reader too_long{bytes};
    EXPECT_TRUE(too_long.lp(3).empty());
    EXPECT_EQ(too_long.u8(), 0);
    EXPECT_FALSE(too_long.ok());
    Reader cut{ByteView{bytes}.first(6)};
    EXPECT_TRUE(cut.lp(100).empty());
    EXPECT_FALSE(cut.ok());
    Reader trailing{bytes};
    (void)trailing.lp(100);
    EXPECT_TRUE(trailing.ok());
    EXPECT_FALSE(trailing.ok_at_end());
}

TEST(Json, APlaceIsNamedWhereTheTextIsBroken) {
    JsonPlace place;
    EXPECT_EQ(parse_json("{\n  \"a\": nope}", {}, &place).error(), JsonError::kMalformed);
    EXPECT_EQ(place.line, 2U);
    EXPECT_GE(place.column, 8U);
}

TEST(Json, BoundsAndDuplicatesAreRefused) {
    EXPECT_EQ(parse_json(std::string(100, '[') + std::string(100, ']')).error(), JsonError::kTooDeep);
    EXPECT_EQ(parse_json(std::string(1'000'000, '[')).error(), JsonError::kTooDeep);
    EXPECT_EQ(parse_json(R"({"a":1,"a":2})").error(), JsonError::kDuplicateKey);
    EXPECT_EQ(parse_json("[1,2,3]", {.values_max = 3}).error(), JsonError::kTooLarge);
    EXPECT_EQ(parse_json("[1,2,3]", {.bytes_max = 6}).error(), JsonError::kTooLarge);
    for (auto bad : {"", "{", "[1,]", "1 2", "\xff", "\"\xc3\x28\"", "{'a':1}", "NaN", "[1e999]"})
        EXPECT_FALSE(parse_json(bad).ok()) << bad;
}

TEST(Json, ValuesRoundTripAndKeysAreSorted) {
    Json const v = parse_json(R"({"b":[1,-2,2.5,true,null,"ñ"],"a":{}})").value();
    EXPECT_EQ(to_text(v), R"({"a":{},"b":[1,-2,2.5,true,null,"ñ"]})");
    EXPECT_EQ(text_at(v, "b"), std::nullopt);
    EXPECT_EQ(list_at(v, "none").size(), 0U);
    EXPECT_EQ(int_at(parse_json(R"({"n":3})").value(), "n"), 3);
}
