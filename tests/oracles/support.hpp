// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "amparo/codec/json.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace amparo {

inline Json oracle(std::string const& name) {
    std::ifstream in{std::string{AMPARO_SOURCE_DIR} + "/tests/oracles/data/" + name, std::ios::binary};
    std::string const text{std::istreambuf_iterator<char>{in}, {}};
    auto parsed = codec::parse_json(text);
    EXPECT_TRUE(parsed.ok()) << name;
    return std::move(parsed).value();
}

}  // namespace amparo
