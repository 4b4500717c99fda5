// SPDX-License-Identifier: AGPL-3.0-or-later
// What the ledger of a vault may hold after years and other versions: what is read is written the same, under a key.
#include "fuzz.hpp"

#include "amparo/codec/json.hpp"
#include "amparo/evidence/population.hpp"
#include "amparo/evidence/publications.hpp"

using namespace amparo;

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    auto const json = codec::parse_json(as_text(fuzz::bytes_of(data, size)), {});
    if (!json.ok()) return 0;
    evidence::Blind const blind = [](std::string_view whom) {
        return evidence::hash_of("a key|" + std::string{whom}).substr(0, 16);
    };
    auto const read = evidence::Publication::from_json(json.value(), blind);
    if (!read) return 0;
    Json const written = read->to_json();
    auto const again = evidence::Publication::from_json(written, blind);
    AMPARO_CHECK(again && again->to_json() == written && !again->had_no_key);
    return 0;
}
