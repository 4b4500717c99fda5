// SPDX-License-Identifier: AGPL-3.0-or-later
// A whole file, opened without a passphrase: it is refused, or what is wrong with it is named; compacting it,
// where that is not refused, loses no commit. The first byte chooses between the file as it is and items that
// get right checks here.
#include "fuzz.hpp"

#include "amparo/codec/binary.hpp"
#include "amparo/store_memory/memory.hpp"
#include "amparo/vault/vault.hpp"

#include <algorithm>

using namespace amparo;
using store_memory::MemoryFile;
using store_memory::MemoryStorage;

namespace {

constexpr std::uint8_t kEndOfBatch = 255;

/// u8 type, u16 size, content; behind the preamble of the organisation that the first entry founds.
Bytes assembled(ByteView input) {
    codec::Reader in{input};
    reclog::BatchWriter batch;
    Bytes batches;
    crypto::Hash org_id{};
    while (in.left() > 0 && in.ok()) {
        auto const type = in.u8();
        ByteView const content = in.raw(std::min<std::size_t>(in.u16(), in.left()));
        if (org_id == crypto::Hash{} && type == 1) org_id = crypto::hash(content);
        if (type == kEndOfBatch) {
            append(batches, std::exchange(batch, reclog::BatchWriter{}).finish());
        } else {
            AMPARO_CHECK(batch.add(type, content));
        }
    }
    Bytes file = reclog::preamble(org_id);
    append(file, batches);
    append(file, std::move(batch).finish());
    return file;
}

}  // namespace

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    if (size == 0) return 0;
    ByteView const rest = fuzz::bytes_of(data, size).subspan(1);
    auto file = std::make_shared<MemoryFile>();
    file->exists = true;
    file->bytes = data[0] % 2 == 0 ? Bytes(rest.begin(), rest.end()) : assembled(rest);
    MemoryStorage storage{file};
    vault::Vault v{storage};
    if (!v.open().ok()) {
        AMPARO_CHECK(!v.is_open());
        return 0;
    }
    for (vault::Problem const& p : v.problems())
        AMPARO_CHECK(p.offset <= file->bytes.size() && !p.what.empty());
    std::vector<vault::Problem> problems;
    auto const checked = v.verify(&problems);
    AMPARO_CHECK(checked.ok() && checked.value().opened == 0 && checked.value().bytes == file->bytes.size());
    std::size_t const commits = v.commit_count();
    auto writing = v.begin_writing([](vault::OpenedEntry&&) {}, [] {});
    if (!writing.ok() || !writing.value().compact().ok()) return 0;
    vault::Vault again{storage};
    AMPARO_CHECK(again.open().ok() && again.commit_count() == commits);
    return 0;
}
