// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/reclog/frames.hpp"

#include "amparo/base/check.hpp"
#include "amparo/codec/binary.hpp"
#include "scanning.hpp"

#include <algorithm>

namespace amparo::reclog {
namespace {

constexpr std::string_view kFileMagic = "AMPVAULT";
constexpr std::string_view kBatchMagic = "AMPB";
constexpr std::size_t kCheckBytes = sizeof(crypto::Checksum);

bool has_check(ByteView bytes) {
    auto const check = crypto::checksum(bytes.first(bytes.size() - kCheckBytes));
    return std::equal(check.begin(), check.end(), bytes.end() - kCheckBytes);
}

std::optional<std::vector<Item>> items_of(ByteView body) {
    std::vector<Item> items;
    codec::Reader in{body};
    while (in.left() > 0) {
        if (items.size() == kBatchItemsMax) return std::nullopt;
        Item item;
        item.type = in.u8();
        item.content = in.lp(kBatchBodyBytesMax);
        if (!in.ok()) return std::nullopt;
        items.push_back(item);
    }
    return items;
}

Bytes batch_header(std::uint32_t body_bytes) {
    Bytes head = codec::Writer{}.raw(as_bytes(kBatchMagic)).u32(body_bytes).bytes();
    auto const check = crypto::checksum(head);
    append(head, ByteView{check}.first(kBatchHeaderBytes - head.size()));
    return head;
}

/// Cheap first: the scan for the next batch asks this at every byte.
bool begins_batch(ByteView bytes) {
    if (bytes.size() < kBatchHeaderBytes || as_text(bytes.first(kBatchMagic.size())) != kBatchMagic)
        return false;
    codec::Reader in{bytes.subspan(kBatchMagic.size(), 4)};
    Bytes const head = batch_header(in.u32());
    return std::equal(head.begin(), head.end(), bytes.begin());
}

/// The whole batch at the front of `bytes`, its size in `*size`. Takes what it had to check from `*budget`.
std::optional<Batch> batch_at(ByteView bytes, std::uint64_t offset, std::size_t* size, std::size_t* budget) {
    *size = promised_bytes(bytes);
    if (*size == 0 || *size > bytes.size() || *size > kBatchBodyBytesMax + kBatchOverheadBytes)
        return std::nullopt;
    *budget -= std::min(*budget, *size);
    ByteView const whole = bytes.first(*size);
    if (!has_check(whole)) return std::nullopt;
    auto items = items_of(whole.subspan(kBatchHeaderBytes, *size - kBatchOverheadBytes));
    if (!items) return std::nullopt;
    return Batch{offset, std::move(*items)};
}

bool is_unfinished(ByteView gap) {
    ByteView const head = gap.first(std::min(gap.size(), kBatchHeaderBytes));
    if (std::all_of(head.begin(), head.end(), [](std::byte b) { return b == std::byte{0}; })) return true;
    if (gap.size() < kBatchHeaderBytes) {
        auto const seen = as_text(head.first(std::min(head.size(), kBatchMagic.size())));
        return kBatchMagic.substr(0, seen.size()) == seen;
    }
    return promised_bytes(gap) > gap.size();
}

}  // namespace

std::size_t promised_bytes(ByteView bytes) {
    if (!begins_batch(bytes)) return 0;
    codec::Reader in{bytes.subspan(kBatchMagic.size(), 4)};
    return std::size_t{in.u32()} + kBatchOverheadBytes;
}

BatchWriter::BatchWriter() : bytes_(kBatchHeaderBytes) {}

bool BatchWriter::add(std::uint8_t type, ByteView content) {
    if (content.size() + kItemOverheadBytes > room() || items_ == kBatchItemsMax) return false;
    ++items_;
    append(bytes_, codec::Writer{}.u8(type).u32(static_cast<std::uint32_t>(content.size())).bytes());
    append(bytes_, content);
    return true;
}

Bytes BatchWriter::finish() && {
    auto const body = static_cast<std::uint32_t>(bytes_.size() - kBatchHeaderBytes);
    Bytes const head = batch_header(body);
    std::copy(head.begin(), head.end(), bytes_.begin());
    append(bytes_, crypto::checksum(bytes_));
    AMPARO_CHECK(has_check(bytes_));
    return std::move(bytes_);
}

Bytes preamble(crypto::Hash const& org_id) {
    codec::Writer out;
    out.raw(as_bytes(kFileMagic)).u16(kFormat).u16(kSuite).u32(0).raw(org_id);
    Bytes bytes = std::move(out).bytes();
    append(bytes, crypto::checksum(bytes));
    AMPARO_CHECK(bytes.size() == kPreambleBytes);
    return bytes;
}

Result<crypto::Hash, PreambleError> read_preamble(ByteView file) {
    if (file.size() < kPreambleBytes || as_text(file.first(kFileMagic.size())) != kFileMagic)
        return Fail{PreambleError::kNotAVault};
    if (!has_check(file.first(kPreambleBytes))) return Fail{PreambleError::kDamaged};
    codec::Reader in{file.first(kPreambleBytes - kCheckBytes).subspan(kFileMagic.size())};
    auto const format = in.u16();
    auto const suite = in.u16();
    auto const reserved = in.u32();
    auto const org_id = in.fixed<32>();
    if (format != kFormat || suite != kSuite || reserved != 0) return Fail{PreambleError::kNewer};
    return org_id;
}

Scan scan(ByteView bytes, std::uint64_t offset) {
    return scan_part(bytes, offset, false);
}

Scan scan_part(ByteView bytes, std::uint64_t offset, bool more_follows) {
    constexpr std::size_t kBudgetTimes = 8;
    Scan out;
    std::size_t budget = bytes.size() * kBudgetTimes;
    std::size_t size = 0;
    std::size_t gap = 0;  // Where the bytes that are no batch begin; `at` when there are none.
    auto const close_gap = [&](std::size_t at) {
        if (gap == at) return;
        ByteView const between = bytes.subspan(gap, at - gap);
        out.gaps.push_back({offset + gap, between.size(), is_unfinished(between)});
        gap = at;
    };
    for (std::size_t at = 0; at < bytes.size() && budget > 0;) {
        auto batch = batch_at(bytes.subspan(at), offset + at, &size, &budget);
        if (!batch) {
            // Two writes that were cut off, one behind the other, are two gaps.
            std::size_t const promised = promised_bytes(bytes.subspan(at));
            if (promised > 0) close_gap(at);
            if (more_follows && promised > bytes.size() - at) break;
            ++at;
            continue;
        }
        close_gap(at);
        out.batches.push_back(std::move(*batch));
        at += size;
        gap = at;
    }
    close_gap(bytes.size());
    return out;
}

}  // namespace amparo::reclog
