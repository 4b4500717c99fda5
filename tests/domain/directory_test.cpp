// SPDX-License-Identifier: AGPL-3.0-or-later
// The fields that an import writes are those of the forms, and what it writes is taken by them.
#include "amparo/directory/import.hpp"
#include "support.hpp"

#include <utility>

using namespace amparo;
using namespace amparo::domain_test;

namespace {

/// A form's type for one of fields.json, which writes "yes, no or unknown" as a choice.
forms::Type fitting(Json const& listed) {
    std::string const type = codec::string_or(listed, "type");
    std::string const vocabulary = codec::string_or(listed, "vocabulary");
    if (type == "groups") return forms::Type::kGroup;
    if (type == "number") return forms::Type::kDecimal;
    if (listed.value("choices", Json()) == Json{"yes", "no", "unknown"}) return forms::Type::kYesNo;
    if (vocabulary == "languages") return forms::Type::kLanguages;
    auto const same = forms::type_named(type);
    EXPECT_TRUE(same) << type;
    return same.value_or(forms::Type::kText);
}

Codes choices(Json const& listed) {
    Codes out;
    for (Json const& code : codec::list_at(listed, "choices"))
        if (!forms::is_no_answer(code.get_ref<std::string const&>())) out.insert(code.get<std::string>());
    return out;
}

void compare(Json const& listed, std::vector<forms::Field> const& declared, std::string const& place) {
    ASSERT_EQ(listed.size(), declared.size()) << place;
    for (std::size_t i = 0; i < listed.size(); ++i) {
        forms::Field const& field = declared[i];
        SCOPED_TRACE(place + "." + field.name);
        ASSERT_EQ(codec::string_or(listed[i], "name"), field.name);
        EXPECT_EQ(name(fitting(listed[i])), name(field.type));
        EXPECT_EQ(codec::bool_at(listed[i], "required").value_or(false), field.required);
        EXPECT_EQ(codec::string_or(listed[i], "to"), field.link_kind);
        if (field.type == forms::Type::kChoice || field.type == forms::Type::kYesNo) {
            EXPECT_EQ(choices(listed[i]), codes(*field.vocabulary));
        }
        if (field.type == forms::Type::kChoices) {
            EXPECT_EQ(codec::string_or(listed[i], "vocabulary"), field.vocabulary->name());
        }
        double const max = field.max_items != 0 ? static_cast<double>(field.max_items) : field.max;
        EXPECT_EQ(codec::number_at(listed[i], "min").value_or(field.min), field.min);
        EXPECT_EQ(codec::number_at(listed[i], "max").value_or(max), max);
        compare(codec::list_at(listed[i], "fields"), field.fields, field.name);
    }
}

directory::Imported import_files(std::vector<std::pair<std::string, std::string>> const& files,
                                 Json mapping = nullptr) {
    std::vector<directory::File> views;
    for (auto const& [name, text] : files) views.push_back({name, text});
    return directory::import_directory(views, {"test", std::move(mapping)});
}

/// What the forms say to each imported record, its links replaced as the engine does.
std::vector<std::string> problems_of(directory::Imported imported) {
    std::vector<std::string> out;
    for (directory::Item& item : imported.items) {
        directory::with_links(item.kind, item.data, [](directory::Kind, std::string_view) {
            return std::optional<std::string>{"rec_" + std::string(32, '0')};
        });
        for (std::string const& problem : problems_with(name(item.kind), item.data))
            out.push_back(item.source_key + ": " + problem);
    }
    return out;
}

using NoProblems = std::vector<std::string>;

}  // namespace

TEST(Directory, TheFormsHaveTheFieldsOfTheListAndNoOthers) {
    Json const file = parsed(file_text("data/directory/fields.json"));
    for (char const* kind : {"organization", "location", "service"})
        compare(file["kinds"][kind]["fields"], shipped().find(kind)->fields, kind);
}

TEST(Directory, D10_EveryRecordOfTheShippedDirectoriesFitsItsForm) {
    auto const legal_aid =
        import_files({{"in_services.csv", file_text("data/directory/ilao/in_services.csv")},
                      {"in_locations.csv", file_text("data/directory/ilao/in_locations.csv")},
                      {"in_organizations.csv", file_text("data/directory/ilao/in_organizations.csv")}},
                     parsed(file_text("data/directory/ilao/mapping.json")));
    EXPECT_GE(legal_aid.items.size(), 900U);
    EXPECT_EQ(problems_of(legal_aid), NoProblems{});
    auto const network = import_files({{"demo_network.json", file_text("data/directory/demo_network.json")}});
    EXPECT_GE(network.items.size(), 6U);
    EXPECT_EQ(problems_of(network), NoProblems{});
}

TEST(Directory, D11_WhatAnImportKeepsOfAwkwardValuesFitsTheForms) {
    auto const awkward = import_files(
        {{"organizations.csv",
          "id,name,description,email,url\n"
          "1,\"Casa\nAzahar\",\"Beds.\x0BOpen\x01 late.\",desk@localhost,HTTPS://casa.example\n"},
         {"services.csv",
          "id,organization_id,name,email,url,wait_time\n"
          "2,1,\"A bed\ttonight\",a@" +
              std::string(300, 'b') + ".example,http://x.example,\"none\r\rcall\"\n"},
         {"phones.csv",
          "id,service_id,number,extension,type,description\n3,2,\"312\n555 0140\",desk 4,voice,nights\n"},
         {"languages.csv", "id,service_id,language\n4,2,xq\n5,2,Spanish\n6,2,zh-Hant\n"}});
    ASSERT_EQ(awkward.items.size(), 2U);
    EXPECT_EQ(problems_of(awkward), NoProblems{});
    Json const& service = awkward.items[1].data;
    EXPECT_EQ(service["name"], "A bed tonight");
    EXPECT_EQ(service["phones"][0]["number"], "312 555 0140");
    EXPECT_EQ(awkward.items[0].data["description"], "Beds.\nOpen late.");
}

TEST(Directory, TheLanguagesOfAnImportAreThoseOfTheForms) {
    forms::Vocabulary const& known = *shipped().vocabularies().find("languages")->second;
    auto const imported = [](std::string const& code_or_name) {
        auto const files =
            import_files({{"services.csv", "id,name\n1,One\n"},
                          {"languages.csv", "id,service_id,language\n2,1," + code_or_name + "\n"}});
        return codec::list_at(files.items.at(0).data, "languages");
    };
    for (forms::Term const& term : known.terms()) {
        if (term.code == "other") continue;
        EXPECT_EQ(imported(term.code), Json{term.code});
        EXPECT_EQ(imported(term.labels.in("en")), Json{term.code}) << term.labels.in("en");
        EXPECT_EQ(imported(term.map.at("htcds")), Json{term.code});
    }
    for (char first = 'a'; first <= 'z'; ++first)
        for (char second = 'a'; second <= 'z'; ++second)
            for (Json const& code : imported({first, second}))
                EXPECT_NE(known.find(code.get<std::string>()), nullptr) << code;
}
