// SPDX-License-Identifier: AGPL-3.0-or-later
// A ledger's text from anywhere: what is read is true of its own counts, and is written the same.
#include "fuzz.hpp"

#include "amparo/codec/json.hpp"
#include "amparo/protection/ledger.hpp"

using namespace amparo;

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const json = codec::parse_json(as_text(fuzz::bytes_of(data, size)), {});
    if (!json.ok()) return 0;
    auto const read = protection::Ledger::from_json(json.value());
    if (!read) return 0;
    Json const written = read->to_json();
    auto const again = protection::Ledger::from_json(written);
    AMPARO_CHECK(again && again->to_json() == written && again->releases() == read->releases());
    constexpr std::size_t kSmall = 4'000;
    if (size <= kSmall) (void)read->audit({5, false}, nullptr);
    return 0;
}
