// SPDX-License-Identifier: AGPL-3.0-or-later
// A document of 1 GiB sealed and opened, to and from memory. The peer is libsodium's secretstream on the same
// bytes in pieces of the same size; it neither hashes nor pads nor is read in any order. Ours has the hash taken beside by a
// second processor: time on the wall, and the processors' time said with it.
#include "workload.hpp"

#include "amparo/archive/sealed.hpp"
#include "amparo/base/check.hpp"
#include "amparo/os/processors.hpp"

#include <sodium.h>

#include <algorithm>

namespace amparo::bench {
namespace {

/// One file, in memory that was there before.
class OneFile final : public archive::Store {
  public:
    explicit OneFile(std::size_t bytes) { content_.reserve(bytes); }

    Result<std::unique_ptr<archive::NewFile>, archive::StoreError> begin(std::string_view) override {
        return std::unique_ptr<archive::NewFile>{std::make_unique<Writing>(content_)};
    }
    Result<std::uint64_t, archive::StoreError> size(std::string_view) override { return content_.size(); }
    Result<Bytes, archive::StoreError> read(std::string_view, std::uint64_t offset,
                                            std::size_t count) override {
        auto const begin = content_.begin() + static_cast<std::ptrdiff_t>(offset);
        return Bytes{begin, begin + static_cast<std::ptrdiff_t>(std::min(count, content_.size() - offset))};
    }
    Result<std::vector<archive::FileEntry>, archive::StoreError> list() override {
        return std::vector<archive::FileEntry>{};
    }
    Result<Done, archive::StoreError> remove(std::string_view) override { return Done{}; }
    Result<std::size_t, archive::StoreError> remove_half_written() override { return std::size_t{0}; }

  private:
    class Writing final : public archive::NewFile {
      public:
        explicit Writing(Bytes& to) : to_{to} {}
        Result<Done, archive::StoreError> append(ByteView bytes) override {
            amparo::append(to_, bytes);
            return Done{};
        }
        Result<Done, archive::StoreError> finish() override { return Done{}; }

      private:
        Bytes& to_;
    };
    Bytes content_;
};

constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;

double ours(Bytes const& piece, std::size_t pieces) {
    OneFile store{pieces * kPieceBytes * 11 / 10 + kPieceBytes};
    double const before = processor_ms();
    auto writer = archive::Writer::begin(store, RecordId{RecordId::Bytes{}}, os::on_all_processors);
    AMPARO_CHECK(writer.ok());
    for (std::size_t i = 0; i < pieces; ++i) AMPARO_CHECK(writer.value().add(piece).ok());
    auto const sealed = writer.value().finish();
    AMPARO_CHECK(sealed.ok());
    auto key = crypto::DocumentKey::made_by([&](auto out) {
        writer.value().key().expose_to(
            [&](ByteView bytes) { std::copy(bytes.begin(), bytes.end(), out.begin()); });
    });
    auto reader = archive::Reader::open(store, RecordId{RecordId::Bytes{}}, std::move(key),
                                        sealed.value().bytes, os::on_all_processors);
    AMPARO_CHECK(reader.ok());
    std::size_t opened = 0;
    auto const read = reader.value().read_all(sealed.value().hash, [&](ByteView bytes) {
        opened += bytes.size();
        return true;
    });
    AMPARO_CHECK(read.ok() && opened == pieces * kPieceBytes);
    return processor_ms() - before;
}

double secretstream(Bytes const& piece, std::size_t pieces) {
    constexpr std::size_t kSealed = archive::kChunkBytes + crypto_secretstream_xchacha20poly1305_ABYTES;
    std::vector<unsigned char> kept;
    kept.reserve(pieces * (kPieceBytes / archive::kChunkBytes) * kSealed);
    std::vector<unsigned char> one(kSealed);
    auto const* const bytes = reinterpret_cast<unsigned char const*>(piece.data());
    double const before = processor_ms();
    unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES];
    unsigned char header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
    crypto_secretstream_xchacha20poly1305_keygen(key);
    crypto_secretstream_xchacha20poly1305_state state;
    crypto_secretstream_xchacha20poly1305_init_push(&state, header, key);
    for (std::size_t i = 0; i < pieces; ++i)
        for (std::size_t at = 0; at < kPieceBytes; at += archive::kChunkBytes) {
            crypto_secretstream_xchacha20poly1305_push(&state, one.data(), nullptr, bytes + at,
                                                       archive::kChunkBytes, nullptr, 0, 0);
            kept.insert(kept.end(), one.begin(), one.end());
        }
    AMPARO_CHECK(crypto_secretstream_xchacha20poly1305_init_pull(&state, header, key) == 0);
    for (std::size_t at = 0; at < kept.size(); at += kSealed) {
        unsigned char tag = 0;
        AMPARO_CHECK(crypto_secretstream_xchacha20poly1305_pull(&state, one.data(), nullptr, &tag,
                                                                kept.data() + at, kSealed, nullptr, 0) == 0);
    }
    return processor_ms() - before;
}

Measure document(std::filesystem::path const&) {
    std::size_t const pieces = std::max<std::size_t>(scaled(1024), 2);
    Bytes piece(kPieceBytes);
    for (std::size_t i = 0; i < piece.size(); ++i)
        piece[i] = static_cast<std::byte>(i * 2'654'435'761U >> 24U);
    std::vector<double> mine;
    std::vector<double> peer;
    std::vector<double> processors;
    for (int round = 0; round < 3; ++round) {
        peer.push_back(milliseconds([&] { secretstream(piece, pieces); }));
        mine.push_back(milliseconds([&] { processors.push_back(ours(piece, pieces)); }));
    }
    return {median(mine), median(peer), "ms",
            std::to_string(pieces) + " MiB sealed and opened, with hash and padding, on the wall (" +
                std::to_string(static_cast<int>(median(processors))) +
                " ms of processor time); limit: libsodium's secretstream on the same bytes, without"};
}

Workload const kRegistered{"document", document};

}  // namespace
}  // namespace amparo::bench
