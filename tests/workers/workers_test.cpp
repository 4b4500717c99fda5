// SPDX-License-Identifier: AGPL-3.0-or-later
// Who opens a vault and builds its index, in which order and how many at a time, changes nothing of what is in it. With
// ThreadSanitizer: ./run sanitize.
#include "amparo/base/check.hpp"
#include "amparo/engine/engine.hpp"
#include "amparo/os/processors.hpp"
#include "amparo/store_memory/memory.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace amparo {
namespace {

constexpr std::string_view kPassphrase = "a blue door in the morning";
constexpr int kPeople = 150;  // More than what is left to one thread.

struct Desk {
    explicit Desk(std::shared_ptr<store_memory::MemoryFile> file, Workers workers)
        : storage{std::move(file)},
          engine{engine::Ports{storage, [] { return parse_instant("2031-03-01T18:00:00Z").value(); },
                               crypto::kCostFloor, nullptr, nullptr, std::move(workers)}} {}
    Json ask(std::string_view method, Json const& params) {
        auto const answer = engine.call(method, params);
        EXPECT_TRUE(answer.ok()) << method << ": " << (answer.ok() ? "" : answer.error().message);
        return answer.ok() ? answer.value() : Json{};
    }
    store_memory::MemoryStorage storage;
    engine::Engine engine;
};

std::string name_of(int n) {
    constexpr std::array kNames{"María", "Youssef", "Oksana", "Nguyễn", "Hussein"};
    return std::string{kNames.at(static_cast<std::size_t>(n) % kNames.size())} + " Quintero" +
           std::to_string(n / 5);
}

std::shared_ptr<store_memory::MemoryFile> written() {
    auto file = std::make_shared<store_memory::MemoryFile>();
    Desk desk{file, one_by_one};
    desk.ask("vault.init", {{"organization", "Puente"}, {"member", "Rosa"}, {"passphrase", kPassphrase}});
    desk.ask("vault.unlock", {{"passphrase", kPassphrase}});
    for (int n = 0; n < kPeople; ++n) {
        Json const made = desk.ask(
            "record.create",
            {{"kind", "contact"},
             {"data",
              {{"chosen_name", name_of(n)}, {"notes", "needs a bed near the port " + std::to_string(n)}}}});
        if (n % 10 == 0)
            desk.ask("record.update", {{"id", made["id"]}, {"data", {{"notes", "found a room"}}}});
        if (n % 25 == 7) desk.ask("record.erase", {{"id", made["id"]}, {"basis", "asked"}});
    }
    return file;
}

std::string all_of(std::shared_ptr<store_memory::MemoryFile> const& file, Workers const& workers) {
    Desk desk{file, workers};
    desk.ask("vault.unlock", {{"passphrase", kPassphrase}});
    std::string out = codec::to_text(desk.ask("record.list", {{"kind", "contact"}, {"limit", 100}}));
    for (std::string_view text : {"port", "found room", "quint", "yusuf", "maria quintero12", "bed 149"})
        out += "\n" + codec::to_text(desk.ask("search", {{"text", text}, {"limit", 100}}));
    return out + "\n" + codec::to_text(desk.ask("vault.verify", Json::object()));
}

TEST(Workers, ThreadsAndOtherOrdersGiveTheSame) {
    auto const file = written();
    std::string const expected = all_of(file, one_by_one);
    EXPECT_NE(expected.find("Quintero29"), std::string::npos);
    std::size_t most = 0;
    EXPECT_EQ(all_of(file,
                     [&](std::size_t count, Piece const& piece) {
                         most = std::max(most, count);
                         for (std::size_t i = count; i > 0; --i) piece(i - 1);
                     }),
              expected);
    EXPECT_GT(most, 2U) << "there was something to share";
    for (int round = 0; round < 3; ++round) EXPECT_EQ(all_of(file, os::on_all_processors), expected);
}

}  // namespace
}  // namespace amparo
