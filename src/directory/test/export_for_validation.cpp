// SPDX-License-Identifier: AGPL-3.0-or-later
/// Writes the export of the legal-aid directory and the demo network, for each audience, where
/// validate_hsds.py looks.
#include "support.hpp"

int main(int count, char** arguments) {
    using namespace amparo::directory;
    if (count != 2) return 2;
    std::vector<Stored> records = test::store(test::import_ilao().items);
    for (Stored& record : test::store(test::import_demo().items)) records.push_back(std::move(record));
    amparo::Json out = amparo::Json::array();
    for (Audience const audience : {Audience::kPublic, Audience::kNetwork}) {
        for (amparo::Json& service : export_hsds3(records, audience).services)
            out.push_back(std::move(service));
    }
    std::ofstream file{arguments[1], std::ios::binary};
    file << amparo::codec::to_pretty_text(out);
    file.close();
    return file ? 0 : 1;
}
