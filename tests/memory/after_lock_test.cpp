// SPDX-License-Identifier: AGPL-3.0-or-later
// T13: after locking, the process holds none of the words it was told. It looks at all of its own writable
// memory: heap, stack, globals, what the libraries keep.
#include "canaries.hpp"

#include "amparo/engine/engine.hpp"
#include "amparo/os/processors.hpp"
#include "amparo/os/wiping.hpp"
#include "amparo/store_memory/memory.hpp"

#include <gtest/gtest.h>

#include <string>

namespace amparo {
namespace {

using test::canary;
using test::hits;
using test::kCanaries;

TEST(AfterLock, T13_NoWordIsLeftInMemory) {
    ASSERT_TRUE(os::freed_memory_is_wiped());
    store_memory::MemoryStorage storage;
    engine::Engine engine{engine::Ports{storage, [] { return parse_instant("2031-03-01T18:00:00Z").value(); },
                                        crypto::kCostFloor, nullptr, nullptr, os::on_all_processors}};
    ASSERT_TRUE(
        engine.call("vault.init", {{"organization", "Puente"}, {"member", "Rosa"}, {"passphrase", canary(1)}})
            .ok());
    std::size_t const before = hits();
    std::string id;
    for (std::size_t n = 2; n + 4 <= kCanaries; n += 4) {
        auto const made = engine.call("record.create", {{"kind", "contact"},
                                                        {"data",
                                                         {{"chosen_name", canary(n)},
                                                          {"aliases", {canary(n + 1)}},
                                                          {"area", canary(n + 2)},
                                                          {"notes", "said " + canary(n + 3)}}}});
        ASSERT_TRUE(made.ok()) << made.error().message;
        id = made.value()["id"];
    }
    ASSERT_TRUE(engine.call("record.update", {{"id", id}, {"data", {{"notes", "then " + canary(7)}}}}).ok());
    ASSERT_EQ(engine.call("search", {{"text", canary(2)}}).value()["hits"].size(), 1U);
    ASSERT_TRUE(engine.call("record.history", {{"id", id}}).ok());
    ASSERT_FALSE(
        engine.call("record.create", {{"kind", "contact"}, {"data", {{"chosen_nam", canary(9)}}}}).ok());

    std::size_t const open = hits();
    EXPECT_GT(open, kCanaries / 2) << "the search finds what is there";
    ASSERT_TRUE(engine.call("vault.lock", Json::object()).ok());
    EXPECT_EQ(hits(), 0U) << before << " before, " << open << " while open";

    ASSERT_TRUE(engine.call("vault.unlock", {{"passphrase", canary(1)}}).ok());
    ASSERT_EQ(engine.call("search", {{"text", canary(2)}}).value()["hits"].size(), 1U);
    ASSERT_GT(hits(), kCanaries / 2);
    ASSERT_TRUE(engine.call("vault.lock", Json::object()).ok());
    EXPECT_EQ(hits(), 0U) << "opened on several processors";
}

}  // namespace
}  // namespace amparo
