// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support.hpp"

#include <gtest/gtest.h>

namespace amparo::directory {
namespace {

using test::count;
using test::expect_all_fit;
using test::Files;
using test::import_all;
using test::record;

Json mapping_of(std::string const& fields) {
    return codec::parse_json(
               R"({"amparo_mapping":1,"tables":[{"file":"a.csv","kind":"service","id":"no","fields":[)" +
               fields + "]}]}")
        .value();
}

TEST(Mapping, FillsEveryTypeOfField) {
    Json const mapping = codec::parse_json(R"({"amparo_mapping": 1, "tables": [
        {"file": "b.csv", "kind": "location", "id": "no", "set": {"country": "US"},
         "fields": [{"to": "name", "columns": "what"}]},
        {"file": "a.csv", "kind": "service", "id": "no", "fields": [
         {"to": "name", "columns": ["what"]},
         {"to": "locations", "as": "link", "columns": ["where"]},
         {"to": "needs", "as": "words", "columns": ["what"], "words": [{"any": ["food"], "give": ["food"]}], "otherwise": ["other"]},
         {"to": "minimum_age", "columns": ["age"]},
         {"to": "hours", "as": "hours", "columns": ["when"]},
         {"to": "coordinates", "as": "coordinates", "of": "locations", "columns": ["point"]}]}]})")
                             .value();
    Imported const imported = import_all(Files{}
                                             .add("dir/A.CSV",
                                                  "no,what,where,age,when,point,rest\n1,Food!,\"1,2\",18,Mon "
                                                  "9-5pm,at 41.8 and -87.6.,x\n2,Seafood,1,x,noon,here,\n")
                                             .add("dir/b.csv", "no,what\n1,Here\n2,There\n"),
                                         mapping);
    expect_all_fit(imported);
    Json const& one = *record(imported, "test:service:1");
    EXPECT_EQ(one["locations"], (Json{"test:location:1", "test:location:2"}));
    EXPECT_EQ(one["needs"], Json{"food"});
    EXPECT_EQ(one["minimum_age"], 18);
    EXPECT_EQ(one["hours"][0]["opens"], "09:00");
    EXPECT_EQ((*record(imported, "test:service:2"))["needs"], Json{"other"});
    EXPECT_EQ((*record(imported, "test:location:2"))["longitude"], -87.6);
    EXPECT_EQ((*record(imported, "test:location:2"))["country"], "US");
    EXPECT_EQ(imported.dropped, (std::map<std::string, std::size_t>{{"a.rest", 1}}));
    EXPECT_EQ(imported.set_aside.size(), 3U);  // The age, the hours and the point of the second line.
}

TEST(Mapping, AMappingThatSaysNonsenseIsToldWhere) {
    Files const files = Files{}.add("a.csv", "no,what\n1,One\n");
    for (auto const& [fields, place] :
         {std::pair{R"({"to":"nothing","columns":["what"]})", "/tables/0/fields/0/to"},
          {R"({"to":"phones","columns":["what"]})", "/tables/0/fields/0/to"},
          {R"({"to":"source_key","columns":["what"]})", "/tables/0/fields/0/to"},
          {R"({"to":"name","columns":["what"],"as":"magic"})", "/tables/0/fields/0/as"},
          {R"({"to":"name","columns":[7]})", "/tables/0/fields/0/columns"},
          {R"({"to":"name","colums":["what"]})", "/tables/0/fields/0/colums"},
          {R"({"to":"name","columns":["what"],"of":"name"})", "/tables/0/fields/0/of"},
          {"7", "/tables/0/fields/0"},
          {R"({"to":"name","columns":["absent"]})", "absent"}}) {
        Imported const imported = import_all(files, mapping_of(fields));
        ASSERT_GE(count(imported, Reason::kBadMapping), 1U) << fields;
        EXPECT_EQ(imported.set_aside[0].place, place) << fields;
    }
    for (char const* const text :
         {"7", "{}", "[]", R"({"amparo_mapping":1,"tables":{}})", R"({"amparo_mapping":1,"tables":[7]})"}) {
        Imported const imported = import_all(files, codec::parse_json(text).value());
        EXPECT_GE(count(imported, Reason::kBadMapping), 1U) << text;
        EXPECT_TRUE(imported.items.empty());
    }
}

}  // namespace
}  // namespace amparo::directory
