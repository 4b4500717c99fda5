// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support.hpp"

#include <gtest/gtest.h>

namespace amparo::directory {
namespace {

using test::read_file;

TEST(Fields, TheTableInCodeIsTheOneInTheFile) {
    Json const file = codec::parse_json(read_file("data/directory/fields.json")).value();
    for (Kind const kind : kAllKinds) {
        Json const& listed = file["kinds"][std::string{name(kind)}]["fields"];
        auto const ours = fields(kind);
        ASSERT_EQ(listed.size(), ours.size()) << name(kind);
        for (std::size_t i = 0; i < ours.size(); ++i) {
            Field const& field = ours[i];
            Json const& theirs = listed[i];
            EXPECT_EQ(codec::string_or(theirs, "name"), field.name);
            EXPECT_EQ(codec::string_or(theirs, "type"), name(field.type)) << field.name;
            EXPECT_EQ(codec::number_at(theirs, "min").value_or(0), field.min) << field.name;
            EXPECT_EQ(codec::number_at(theirs, "max").value_or(0), field.max) << field.name;
            EXPECT_EQ(kind_named(codec::string_or(theirs, "to")), field.to) << field.name;
            Json const& choices = codec::list_at(theirs, "choices");
            ASSERT_EQ(choices.size(), field.choices.size()) << field.name;
            for (std::size_t k = 0; k < choices.size(); ++k)
                EXPECT_EQ(choices[k], field.choices[k]) << field.name;
        }
    }
}

TEST(Fields, EveryFieldIsExplained) {
    std::string const page = read_file("docs/domain/directory.md");
    for (Kind const kind : kAllKinds) {
        for (Field const& field : fields(kind)) {
            EXPECT_NE(page.find("| `" + std::string{field.name} + "` |"), std::string::npos) << field.name;
        }
    }
}

TEST(Fields, LinksAreReplacedOrLeftOutAndCounted) {
    Json data{{"organization", "a"}, {"locations", {"b", "c"}}, {"name", "a"}};
    auto const only_b = [](Kind, std::string_view link) {
        return link == "b" ? std::optional<std::string>{"rec"} : std::nullopt;
    };
    EXPECT_EQ(with_links(Kind::kService, data, only_b), 2U);
    EXPECT_EQ(data, (Json{{"locations", {"rec"}}, {"name", "a"}}));
}

}  // namespace
}  // namespace amparo::directory
