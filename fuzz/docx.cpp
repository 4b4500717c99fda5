// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents.hpp"

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    return amparo::fuzz::read_as(amparo::documents::Kind::kDocx, data, size);
}
