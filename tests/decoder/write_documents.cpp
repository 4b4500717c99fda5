// SPDX-License-Identifier: AGPL-3.0-or-later
// Seals documents whose content is known: write_documents FOLDER makes their files and FOLDER/expected.json, which
// check_documents.py reads.
#include "amparo/archive/sealed.hpp"
#include "amparo/base/check.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/store_memory/archive.hpp"

#include <fstream>

using namespace amparo;

int main(int count, char** arguments) {
    AMPARO_CHECK(count == 2);
    std::string const folder = arguments[1];
    store_memory::MemoryArchive store;
    Json expected = Json::array();
    for (std::size_t const size : {std::size_t{0}, std::size_t{1}, std::size_t{127}, std::size_t{65'535},
                                   std::size_t{65'536}, std::size_t{300'000}}) {
        Bytes content(size);
        for (std::size_t i = 0; i < size; ++i) content[i] = static_cast<std::byte>(i * 7 % 251);
        RecordId const record = crypto::make_id<RecordId>();
        auto writer = archive::Writer::begin(store, record);
        AMPARO_CHECK(writer.ok() && writer.value().add(content).ok());
        auto const sealed = writer.value().finish();
        AMPARO_CHECK(sealed.ok());
        auto const& key = writer.value().key();
        std::string const name = archive::file_name(record, key);
        std::ofstream{folder + "/" + name, std::ios::binary} << as_text(store.folder().files.at(name));
        expected.push_back(Json{{"name", name},
                                {"record", crypto::to_hex(record.bytes())},
                                {"key", key.expose_to([](ByteView bytes) { return crypto::to_hex(bytes); })},
                                {"bytes", size},
                                {"hash", crypto::to_hex(sealed.value().hash)}});
    }
    std::ofstream{folder + "/expected.json"} << codec::to_text(expected);
    return 0;
}
