// SPDX-License-Identifier: AGPL-3.0-or-later
// A text from anywhere, fed whole and in pieces: the same text or the same refusal, and what is given is what was fed.
#include "fuzz.hpp"

#include "amparo/documents/reader.hpp"

#include <string>

using namespace amparo;

namespace {

class Kept : public documents::Sink {
  public:
    void at(std::uint64_t line, std::uint64_t column, std::uint64_t page) override {
        AMPARO_CHECK(line == 1 && column == 1 && page == 0 && all.empty());
    }
    void text(std::string_view piece) override {
        AMPARO_CHECK(!piece.empty());
        all += piece;
    }
    std::string all;
};

std::optional<documents::ReadError> read_in(ByteView bytes, std::size_t step, Kept& sink) {
    documents::TextReader reader{sink};
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        auto const done = reader.feed(bytes.subspan(at, std::min(step, bytes.size() - at)));
        if (!done.ok()) return done.error();
    }
    auto const done = reader.finish();
    return done.ok() ? std::nullopt : std::optional{done.error()};
}

}  // namespace

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    ByteView const bytes = fuzz::bytes_of(data, size);
    Kept whole;
    Kept pieces;
    auto const error = read_in(bytes, std::max<std::size_t>(size, 1), whole);
    auto const other = read_in(bytes, size == 0 ? 1 : 1 + data[size / 2] % 7, pieces);
    AMPARO_CHECK(error.has_value() == other.has_value());
    if (error) {
        AMPARO_CHECK(!documents::name(*error).empty());
        return 0;
    }
    AMPARO_CHECK(whole.all == pieces.all);
    std::string_view text = as_text(bytes);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    AMPARO_CHECK(whole.all == text);
    return 0;
}
