// SPDX-License-Identifier: AGPL-3.0-or-later
// The first half of the input says what to read, the second is read. A reader never gives more than there is,
// a failed one gives nothing more, and what was read is what a Writer writes.
#include "fuzz.hpp"

#include "amparo/codec/binary.hpp"

#include <algorithm>

using namespace amparo;

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    ByteView const all = fuzz::bytes_of(data, size);
    ByteView const orders = all.first(size / 2);
    ByteView const input = all.subspan(size / 2);
    codec::Reader reader{input};
    codec::Writer writer;
    bool was_ok = true;
    for (std::byte const order : orders) {
        std::size_t const before = reader.left();
        auto const number = std::to_integer<unsigned>(order);
        codec::Writer step;
        switch (number % 7) {
            case 0:
                step.u8(reader.u8());
                break;
            case 1:
                step.u16(reader.u16());
                break;
            case 2:
                step.u32(reader.u32());
                break;
            case 3:
                step.u64(reader.u64());
                break;
            case 4:
                step.raw(reader.raw(number / 7));
                break;
            case 5:
                step.lp(reader.lp(number));
                break;
            default: {
                auto const fixed = reader.fixed<5>();
                step.raw({fixed.data(), fixed.size()});
            }
        }
        AMPARO_CHECK(was_ok || !reader.ok());
        AMPARO_CHECK(reader.left() <= before);
        was_ok = reader.ok();
        if (was_ok) {
            AMPARO_CHECK(before - reader.left() == step.bytes().size());
            writer.raw(step.bytes());
        } else {
            AMPARO_CHECK(reader.left() == 0 && reader.u64() == 0 && reader.raw(1).empty());
        }
    }
    Bytes const written = std::move(writer).bytes();
    AMPARO_CHECK(written.size() <= input.size() && std::equal(written.begin(), written.end(), input.begin()));
    AMPARO_CHECK(!was_ok || reader.ok_at_end() == (written.size() == input.size()));
    return 0;
}
