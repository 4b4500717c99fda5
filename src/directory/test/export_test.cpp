// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/directory/export.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

#include <random>

namespace amparo::directory {
namespace {

RecordId id(unsigned n) {
    std::string hex(32, '0');
    for (int i = 0; i < 8; ++i)
        hex[static_cast<std::size_t>(31 - i)] = "0123456789abcdef"[n >> (4 * i) & 15U];
    return RecordId::parse("rec_" + hex).value();
}
std::string link(unsigned n) {
    return id(n).text();
}

bool says(Exported const& out, std::string const& text) {
    return codec::to_text(out.services).find(text) != std::string::npos;
}
bool listed(Exported const& out, unsigned record, std::string_view field, LeftOutReason reason) {
    for (LeftOut const& one : out.left_out) {
        if (one.id == id(record) && one.field == field && one.reason == reason) return true;
    }
    return false;
}

Json const kHouse{{"name", "The house"},
                  {"address_1", "2718 Quiet Orchard Lane"},
                  {"city", "Chicago"},
                  {"state", "IL"},
                  {"postal_code", "60622"},
                  {"country", "US"},
                  {"latitude", 41.91023},
                  {"longitude", -87.67714},
                  {"phones", {{{"number", "(312) 555-0141"}}}}};

/// A service (1) at a place (2).
Exported export_pair(Json service, Json place, Audience audience = Audience::kNetwork) {
    service["name"] = service.value("name", "Service");
    service["locations"] = {link(2)};
    std::vector<Stored> const records{{Kind::kService, id(1), std::move(service)},
                                      {Kind::kLocation, id(2), std::move(place)}};
    return export_hsds3(records, audience);
}

TEST(Export, D1_NothingOfAConfidentialPlaceLeaves) {
    for (Audience const audience : {Audience::kPublic, Audience::kNetwork}) {
        Json place = kHouse;
        place["confidential"] = "yes";
        Exported const out = export_pair(Json{{"needs", {"health_care"}}}, place, audience);
        EXPECT_EQ(out.services.size(), 1U);
        for (char const* const word : {"The house", "Orchard", "60622", "41.9", "87.6", "0141", "Chicago"}) {
            EXPECT_FALSE(says(out, word)) << word;
        }
        EXPECT_FALSE(says(out, uuid_text(id(2))));
        EXPECT_TRUE(listed(out, 2, "", LeftOutReason::kConfidentialPlace));
    }
}

TEST(Export, D2_AShelterThatDoesNotSayIsConfidential) {
    for (char const* const need : {"bed_tonight", "shelter", "transitional_housing", "health_care"}) {
        for (char const* const says_so : {"", "unknown", "declined", "no", "yes"}) {
            for (char const* const assured : {"", "no", "unknown", "yes"}) {
                Json place = kHouse;
                if (*says_so != 0) place["confidential"] = says_so;
                Json service{{"needs", {need}}};
                if (*assured != 0) service["confidential_address"] = assured;
                bool const houses = std::string_view{need} != "health_care";
                bool const secret = std::string_view{says_so} == "yes" ||
                                    std::string_view{assured} == "yes" ||
                                    (houses && std::string_view{says_so} != "no");
                EXPECT_EQ(says(export_pair(service, place), "Quiet Orchard"), !secret)
                    << need << says_so << assured;
            }
        }
    }
}

TEST(Export, D2_APlaceThatSharesAnAddressAPointOrANumberIsConfidentialToo) {
    for (Json const& shared : {Json{{"address_1", "2718 quiet orchard lane."}},
                               Json{{"latitude", 41.9103}, {"longitude", -87.6771}},
                               Json{{"phones", {{{"number", "+1 312 555 0141"}}}}}}) {
        Json secret = kHouse;
        secret["confidential"] = "yes";
        Json other = shared;
        other["name"] = "Day centre";
        other["confidential"] = "no";
        std::vector<Stored> const records{
            {Kind::kService, id(1), Json{{"name", "S"}, {"locations", {link(2), link(3)}}}},
            {Kind::kLocation, id(2), secret},
            {Kind::kLocation, id(3), other}};
        Exported const out = export_hsds3(records, Audience::kPublic);
        EXPECT_FALSE(says(out, "Day centre")) << shared;
        EXPECT_TRUE(listed(out, 3, "", LeftOutReason::kConfidentialPlace));
    }
}

TEST(Export, D3_ATextThatRepeatsTheAddressOrTheNumberStays) {
    Json place = kHouse;
    place["confidential"] = "yes";
    for (auto const& [field, text] :
         {std::pair{"description", "Ring at 2718 QUIET Orchard  Lane, second bell."},
          {"application", "Call 312.555.0141."},
          {"fees", "Or 5550141"},
          {"eligibility", "near 41.9102, -87.6771"},
          {"url", "https://x.example/2718-quiet-orchard-lane"}}) {
        Exported const out = export_pair(Json{{field, text}}, place);
        ASSERT_EQ(out.services.size(), 1U);
        EXPECT_FALSE(says(out, text)) << text;
        EXPECT_TRUE(listed(out, 1, field, LeftOutReason::kRepeatsConfidential)) << field;
    }
    Exported const phones =
        export_pair(Json{{"phones", {{{"number", "312-555-0141"}}, {{"number", "312-555-0142"}}}}}, place);
    EXPECT_EQ(phones.services[0]["phones"].size(), 1U);
    Exported const name = export_pair(Json{{"name", "2718 Quiet Orchard Lane"}}, place);
    EXPECT_TRUE(name.services.empty());
    EXPECT_TRUE(listed(name, 1, "", LeftOutReason::kRepeatsConfidential));
}

TEST(Export, D3_NoConfidentialTextOccursInAnythingThatLeaves) {
    std::mt19937 chance{72};
    SCOPED_TRACE("seed 72");
    auto const word = [&](std::size_t letters) {
        std::string out;
        for (std::size_t i = 0; i < letters; ++i) out += static_cast<char>('a' + chance() % 26);
        return out;
    };
    auto const number = [&] {
        std::string out = "312-";
        for (int i = 0; i < 7; ++i) out += static_cast<char>('0' + chance() % 10);
        return out;
    };
    for (int round = 0; round < 1500; ++round) {
        std::vector<Stored> records;
        std::vector<std::string> secrets;
        std::vector<std::string> pool;
        for (unsigned n = 1; n <= 4; ++n) {
            bool const secret = chance() % 2 == 0;
            Json place{{"name", word(9)},
                       {"address_1", std::to_string(100 + chance() % 9000) + " " + word(8) + " " + word(6)},
                       {"city", word(7)},
                       {"state", "IL"},
                       {"postal_code", word(6)},
                       {"country", "US"},
                       {"latitude", static_cast<double>(chance() % 9'000'000) / 1e5 + 0.00001},
                       {"longitude", -static_cast<double>(chance() % 17'000'000) / 1e5 - 0.00001},
                       {"phones", {{{"number", number()}, {"note", word(12)}}}},
                       {"hours_text", word(15)},
                       {"description", word(20)},
                       {"transportation", word(20)}};
            if (chance() % 3 == 0) place["address_2"] = word(12);
            bool const by_service = chance() % 2 == 0;
            if (secret && !by_service) place["confidential"] = "yes";
            if (!secret) place["confidential"] = "no";
            for (char const* const field : {"address_1", "address_2"}) {
                if (place.contains(field)) pool.push_back(place[field].get<std::string>());
                if (place.contains(field) && secret) secrets.push_back(place[field].get<std::string>());
            }
            pool.push_back(place["phones"][0]["number"].get<std::string>());
            if (secret) {
                secrets.push_back(place["phones"][0]["number"].get<std::string>());
                for (char const* const field :
                     {"name", "postal_code", "description", "transportation", "hours_text", "city"}) {
                    secrets.push_back(place[field].get<std::string>());
                }
                for (char const* const field : {"latitude", "longitude"})
                    secrets.push_back(codec::to_text(place[field]));
                secrets.push_back(place["phones"][0]["note"].get<std::string>());
                secrets.push_back(uuid_text(id(100 + n)));
            }
            Json service{{"name", word(10)},
                         {"locations", {link(100 + n)}},
                         {"needs", {"shelter"}},
                         {"organization", link(200)}};
            if (secret && by_service && chance() % 2 == 0) service["confidential_address"] = "yes";
            records.push_back({Kind::kLocation, id(100 + n), place});
            records.push_back({Kind::kService, id(n), service});
        }
        records.push_back({Kind::kOrganization, id(200), Json{{"name", word(9)}}});
        for (Stored& record : records) {
            if (record.kind == Kind::kLocation) continue;
            std::string const& some = pool[chance() % pool.size()];
            for (char const* const field :
                 {"description", "alternate_name", "application", "mailing_address", "alert"}) {
                if (chance() % 2 == 0) record.data[field] = word(4) + " " + some + ", " + word(3);
            }
            record.data["phones"] = {{{"number", pool[chance() % pool.size()]}, {"note", some}},
                                     {{"number", number()}}};
            record.data["areas"] = {some, word(5)};
        }
        Audience const audience = chance() % 2 == 0 ? Audience::kPublic : Audience::kNetwork;
        Exported const out = export_hsds3(records, audience);
        std::string const text = codec::to_text(out.services);
        for (std::string const& secret : secrets)
            ASSERT_EQ(text.find(secret), std::string::npos) << round << " " << secret;
    }
}

TEST(Export, D4_InPublicWhatCouldMakeAProviderATargetStays) {
    Json service{{"needs", {"health_care"}}, {"fee", "no"}, {"free_places", 2}};
    for (char const* const field : {"trans_affirming", "sex_worker_affirming", "confidential_address",
                                    "police_report", "identity_document"}) {
        service[field] = "no";
    }
    Exported const open = export_pair(service, Json{{"name", "P"}}, Audience::kPublic);
    EXPECT_EQ(open.services[0]["x_amparo"], (Json{{"fee", "no"}, {"free_places", 2}}));
    EXPECT_TRUE(listed(open, 1, "sex_worker_affirming", LeftOutReason::kHeldBack));
    EXPECT_EQ(open.left_out.size(), 5U);
    Exported const network = export_pair(service, Json{{"name", "P"}}, Audience::kNetwork);
    EXPECT_EQ(network.services[0]["x_amparo"].size(), 7U);
    EXPECT_TRUE(network.left_out.empty());
}

TEST(Export, D5_WhatStaysIsListedWithoutItsValue) {
    std::vector<Stored> const records{
        {Kind::kOrganization, id(1), Json{{"name", "Alone"}}},
        {Kind::kLocation, id(2), Json{{"name", "Alone too"}}},
        {Kind::kService, id(3), Json{{"description", "no name"}}},
        {Kind::kService, id(4), Json{{"name", "S"}, {"url", "example.org"}, {"email", "x"}}}};
    Exported const out = export_hsds3(records, Audience::kPublic);
    EXPECT_EQ(out.services.size(), 1U);
    EXPECT_TRUE(listed(out, 1, "", LeftOutReason::kNoService));
    EXPECT_TRUE(listed(out, 2, "", LeftOutReason::kNoService));
    EXPECT_TRUE(listed(out, 3, "", LeftOutReason::kNoName));
    EXPECT_TRUE(listed(out, 4, "url", LeftOutReason::kNotValid));
    EXPECT_TRUE(listed(out, 4, "email", LeftOutReason::kNotValid));
}

TEST(Export, D6_TheSameDirectoryGivesTheSameBytes) {
    auto const records = test::store(test::import_demo().items);
    EXPECT_EQ(codec::to_text(export_hsds3(records, Audience::kPublic).services),
              codec::to_text(export_hsds3(records, Audience::kPublic).services));
    EXPECT_EQ(uuid_text(id(0xAB)), "00000000-0000-0000-0000-0000000000ab");
}

TEST(Export, D6_PartsHaveIdsOfTheirOwn) {
    std::set<std::string> ids;
    auto const visit = [&](auto const& self, Json const& value, bool term) -> void {
        if (value.is_object() && value.contains("id") && !term) {
            std::string const one = value["id"];
            bool const record_of_several =
                value.contains("website") || value.contains("location_type") || value.contains("description");
            EXPECT_TRUE(ids.insert(one).second || record_of_several) << value;
        }
        if (!value.is_structured()) return;
        for (auto const& [key, inner] : value.items()) {
            if (key != "organization" && key != "location" && key != "taxonomy_term")
                self(self, inner, false);
        }
    };
    Json const services = export_hsds3(test::store(test::import_ilao().items), Audience::kNetwork).services;
    visit(visit, services, false);
    EXPECT_GT(ids.size(), 2000U);
}

TEST(Export, D7_PartOfAnAddressGoesIntoTheExtension) {
    Exported const out = export_pair(
        Json{{"needs", {"food"}}}, Json{{"name", "P"}, {"address_1", "12 Example St"}, {"city", "Chicago"}});
    Json const& place = out.services[0]["service_at_locations"][0]["location"];
    EXPECT_FALSE(place.contains("addresses"));
    EXPECT_EQ(place["x_amparo"], (Json{{"address_1", "12 Example St"}, {"city", "Chicago"}}));
}

TEST(Export, AnyShapeOfRecordIsExportedOrLeft) {
    std::mt19937 chance{5};
    SCOPED_TRACE("seed 5");
    Json const odd[] = {Json(nullptr),         Json(7),        Json(true),    Json("x"),
                        Json::array({1, "x"}), Json{{"a", 1}}, Json::array(), Json(-1.5)};
    for (int round = 0; round < 3000; ++round) {
        std::vector<Stored> records;
        for (Kind const kind : kAllKinds) {
            Json data = Json::object();
            for (Field const& field : fields(kind)) {
                if (chance() % 3 == 0) data[std::string{field.name}] = odd[chance() % std::size(odd)];
            }
            if (chance() % 2 == 0) data["name"] = "N";
            if (chance() % 2 == 0) data["locations"] = {link(1), link(2), link(3)};
            if (chance() % 2 == 0) data["organization"] = link(1 + static_cast<unsigned>(chance() % 3));
            records.push_back({kind, id(static_cast<unsigned>(records.size()) + 1), std::move(data)});
        }
        Exported const out = export_hsds3(records, Audience::kNetwork);
        Imported const again = test::import_text("x.json", codec::to_text(out.services));
        for (SetAside const& one : again.set_aside)
            ASSERT_TRUE(one.kept || out.services.empty()) << one.message;
    }
}

/// Data with source keys as record ids, so that two imports can be compared.
Json comparable(Imported const& imported) {
    Json out = Json::array();
    for (Stored& record : test::store(imported.items)) {
        record.data["source_key"] = record.id.text();
        out.push_back({{"kind", name(record.kind)}, {"data", std::move(record.data)}});
    }
    return out;
}

TEST(Export, WhatIsExportedIsImportedTheSame) {
    for (Imported const& first : {test::import_ilao(), test::import_demo()}) {
        auto const out = [](Imported const& imported) {
            return codec::to_text(export_hsds3(test::store(imported.items), Audience::kNetwork).services);
        };
        std::string const once = out(first);
        Imported const second = test::import_text("x.json", once);
        EXPECT_TRUE(second.set_aside.empty());
        EXPECT_TRUE(second.dropped.empty()) << codec::to_text(Json(second.dropped));
        std::string const twice = out(second);
        EXPECT_EQ(once, twice);
        EXPECT_EQ(comparable(second), comparable(test::import_text("x.json", twice)));
        // And the first import's services came back field by field, but for what never leaves.
        std::map<std::string, Json> before;
        for (Stored& record : test::store(first.items))
            before.emplace(record.id.text(), std::move(record.data));
        std::size_t same = 0;
        for (Stored& record : test::store(second.items)) {
            Json was = before.at(record.id.text());
            was.erase("source_key");
            // HSDS requires these two; absent, they mean what the export says.
            if (record.kind == Kind::kLocation && !was.contains("location_type"))
                was["location_type"] = "physical";
            if (record.kind == Kind::kService && !was.contains("status")) was["status"] = "active";
            record.data.erase("source_key");
            if (record.kind == Kind::kService && was.contains("confidential_address")) was.erase("locations");
            ASSERT_EQ(record.data, was) << Json::diff(was, record.data);
            ++same;
        }
        EXPECT_GT(same, 10U);
    }
}

}  // namespace
}  // namespace amparo::directory
