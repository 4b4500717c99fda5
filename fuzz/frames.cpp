// SPDX-License-Identifier: AGPL-3.0-or-later
// Frames, commits, headers, padding: what is read is what its writer writes, and batches and gaps are the
// whole file.
#include "fuzz.hpp"

#include "amparo/reclog/commit.hpp"
#include "amparo/reclog/frames.hpp"

#include <algorithm>

using namespace amparo;

namespace {

/// The first byte says as what the rest is read: any bytes rarely have a right check, so some get one here.
Bytes with_checks(ByteView items) {
    reclog::BatchWriter w;
    for (std::size_t at = 0; at + 2 <= items.size();) {
        auto const type = std::to_integer<std::uint8_t>(items[at]);
        std::size_t const size = std::min(std::to_integer<std::size_t>(items[at + 1]), items.size() - at - 2);
        if (!w.add(type, items.subspan(at + 2, size))) break;
        at += 2 + size;
    }
    return std::move(w).finish();
}

void check_scan(ByteView file) {
    reclog::Scan const scanned = reclog::scan(file, 0);
    std::size_t at = 0;
    auto gap = scanned.gaps.begin();
    auto const pass_gaps = [&] {
        for (; gap != scanned.gaps.end() && gap->offset == at; ++gap) {
            AMPARO_CHECK(gap->size > 0);
            at += static_cast<std::size_t>(gap->size);
        }
    };
    for (reclog::Batch const& batch : scanned.batches) {
        pass_gaps();
        AMPARO_CHECK(batch.offset == at);
        reclog::BatchWriter again;
        for (reclog::Item const& item : batch.items) AMPARO_CHECK(again.add(item.type, item.content));
        Bytes const bytes = std::move(again).finish();
        AMPARO_CHECK(bytes.size() <= file.size() - at &&
                     std::ranges::equal(bytes, file.subspan(at, bytes.size())));
        at += bytes.size();
    }
    pass_gaps();
    AMPARO_CHECK(at == file.size() && gap == scanned.gaps.end());
}

}  // namespace

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    ByteView const input = fuzz::bytes_of(data, size);
    check_scan(input);
    if (auto const org = reclog::read_preamble(input); org.ok())
        AMPARO_CHECK(std::ranges::equal(reclog::preamble(org.value()), input.first(reclog::kPreambleBytes)));
    if (auto const commit = reclog::decode_commit(input))
        AMPARO_CHECK(std::ranges::equal(reclog::encode(*commit), input));
    if (auto const header = reclog::decode_header(input))
        AMPARO_CHECK(std::ranges::equal(reclog::encode(*header), input));
    Bytes const all(input.begin(), input.end());
    AMPARO_CHECK(crypto::unpad(crypto::pad(all)).value() == all);
    if (auto const plain = crypto::unpad(all); plain.ok()) AMPARO_CHECK(crypto::pad(plain.value()) == all);

    Bytes file = with_checks(input.first(size / 2));
    AMPARO_CHECK(reclog::scan(file, 0).batches.size() == 1);
    append(file, input.subspan(size / 2));
    append(file, with_checks(input.subspan(size / 2)));
    check_scan(file);
    return 0;
}
