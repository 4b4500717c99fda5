// SPDX-License-Identifier: AGPL-3.0-or-later
// What is taken is within its bounds and has one text; what is refused says where. Nothing crashes or throws.
#include "fuzz.hpp"

#include "amparo/codec/json.hpp"

#include <algorithm>

using namespace amparo;

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const text = as_text(fuzz::bytes_of(data, size));
    codec::JsonLimits const limits{.bytes_max = 65'536, .depth_max = 16, .values_max = 1'000};
    codec::JsonPlace place;
    auto const value = codec::parse_json(text, limits, &place);
    if (!value.ok()) {
        auto const lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
        AMPARO_CHECK(place.line <= lines);
        return 0;
    }
    AMPARO_CHECK(text.size() <= limits.bytes_max);
    std::string const one = codec::to_text(value.value());
    AMPARO_CHECK(one.find('\n') == std::string::npos);
    auto const again = codec::parse_json(one, {});
    AMPARO_CHECK(again.ok());
    AMPARO_CHECK(codec::to_text(again.value()) == one);
    (void)codec::to_pretty_text(value.value());
    for (std::string_view const key : {"id", "method", "params"}) {
        (void)codec::text_at(value.value(), key);
        (void)codec::int_at(value.value(), key);
        (void)codec::number_at(value.value(), key);
        (void)codec::bool_at(value.value(), key);
        (void)codec::list_at(value.value(), key);
        (void)codec::string_or(value.value(), key);
    }
    return 0;
}
