// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// An office with two people, for tests of what they can ask for.
#include "support.hpp"

namespace amparo::engine {

class Rights : public testing::Test {
  protected:
    void SetUp() override {
        rosa.founded();
        alma = person(
            {{"chosen_name", "Alma"}, {"languages", Json::array({"es"})}, {"needs", Json::array({"food"})}});
        bea = person({{"chosen_name", "Bea"}});
    }
    std::string person(Json const& data) {
        return rosa.ok("record.create", {{"kind", "contact"}, {"data", data}})["person"];
    }
    std::string record(std::string const& kind, Json const& data, std::string const& about = {}) {
        Json params{{"kind", kind}, {"data", data}};
        if (!about.empty()) params["person"] = about;
        return rosa.ok("record.create", params)["id"];
    }
    static std::size_t about(Office& office, std::string const& who) {
        return office.ok("record.list", {{"person", who}, {"limit", 1000}})["records"].size();
    }
    static std::string why(Json const& answer, std::string const& id) {
        for (Json const& row : answer["remains"])
            if (row.value("record", "") == id) return row["why"];
        return {};
    }

    Office rosa;
    std::string alma, bea;
};

}  // namespace amparo::engine
