// SPDX-License-Identifier: AGPL-3.0-or-later
// A sealed document whose file somebody changed as the input says: cut, grown, bytes flipped, chunks moved or taken from another
// document. What is given out is what was kept, at its place, or nothing; and the whole only if nothing was changed.
#include "fuzz.hpp"

#include "amparo/archive/sealed.hpp"
#include "amparo/base/check.hpp"
#include "amparo/codec/binary.hpp"
#include "amparo/store_memory/archive.hpp"

#include <algorithm>

using namespace amparo;

namespace {

constexpr std::size_t kSealedChunk = archive::kChunkBytes + archive::kChunkOverheadBytes;

struct Kept {
    RecordId record = RecordId{RecordId::Bytes{}};
    Bytes key;
    archive::Sealed sealed;
    std::string name;
    Bytes content;
};

Kept kept(archive::Store& store, std::size_t size, std::byte fill) {
    Kept out;
    RecordId::Bytes id{};
    id[0] = fill;
    out.record = RecordId{id};
    out.content = Bytes(size, fill);
    auto writer = archive::Writer::begin(store, out.record);
    AMPARO_CHECK(writer.ok() && writer.value().add(out.content).ok());
    auto const sealed = writer.value().finish();
    AMPARO_CHECK(sealed.ok());
    out.sealed = sealed.value();
    out.key = writer.value().key().expose_to([](ByteView key) { return Bytes{key.begin(), key.end()}; });
    out.name = archive::file_name(out.record, writer.value().key());
    return out;
}

crypto::DocumentKey key_of(Kept const& document) {
    return crypto::DocumentKey::made_by(
        [&](auto out) { std::copy_n(document.key.begin(), out.size(), out.begin()); });
}

void change(Bytes& file, Bytes const& other, codec::Reader& orders) {
    std::size_t const at = file.empty() ? 0 : orders.u32() % file.size();
    std::size_t const chunk = at / kSealedChunk * kSealedChunk;
    switch (orders.u8() % 5) {
        case 0:
            file.resize(at);
            break;
        case 1:
            file.push_back(std::byte{orders.u8()});
            break;
        case 2:
            if (!file.empty()) file[at] ^= std::byte{orders.u8()};
            break;
        case 3: {
            std::size_t const to = orders.u8() % 4 * kSealedChunk;
            if (chunk + kSealedChunk <= file.size() && to + kSealedChunk <= file.size())
                std::copy_n(file.begin() + static_cast<std::ptrdiff_t>(chunk), kSealedChunk,
                            file.begin() + static_cast<std::ptrdiff_t>(to));
            break;
        }
        default:
            if (chunk + kSealedChunk <= std::min(file.size(), other.size()))
                std::copy_n(other.begin() + static_cast<std::ptrdiff_t>(chunk), kSealedChunk,
                            file.begin() + static_cast<std::ptrdiff_t>(chunk));
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    codec::Reader orders{fuzz::bytes_of(data, size)};
    store_memory::MemoryArchive store;
    std::size_t const content = orders.u32() % (4 * archive::kChunkBytes);
    Kept const document = kept(store, content, std::byte{1});
    Kept const other = kept(store, content, std::byte{2});
    Bytes& file = store.folder().files.at(document.name);
    Bytes const whole = file;
    for (int i = 0; i < 8 && orders.left() > 0; ++i)
        change(file, store.folder().files.at(other.name), orders);
    auto reader = archive::Reader::open(store, document.record, key_of(document), document.sealed.bytes);
    AMPARO_CHECK(reader.ok() == (file.size() == whole.size()));
    if (!reader.ok()) return 0;
    Bytes given;
    auto const read = reader.value().read_all(document.sealed.hash, [&](ByteView piece) {
        append(given, piece);
        return true;
    });
    AMPARO_CHECK(read.ok() == (file == whole));
    AMPARO_CHECK(std::equal(given.begin(), given.end(), document.content.begin()));
    auto const piece = reader.value().read(content / 2, content);
    AMPARO_CHECK(!piece.ok() || piece.value() == Bytes(content - content / 2, std::byte{1}));
    return 0;
}
