// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// An organisation at its computer: an engine over a vault in memory, and a clock the test moves.
#include "amparo/engine/engine.hpp"
#include "amparo/press/press.hpp"
#include "amparo/solver/glpk.hpp"
#include "amparo/store_memory/archive.hpp"
#include "amparo/store_memory/memory.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

namespace amparo::engine {

inline constexpr char const* kPassphrase = "seven quiet rivers";

inline std::string file_text(std::string const& path) {
    std::ifstream in{std::string{AMPARO_SOURCE_DIR} + "/" + path, std::ios::binary};
    EXPECT_TRUE(in.good()) << path;
    return {std::istreambuf_iterator<char>{in}, {}};
}
inline Json file_json(std::string const& path) {
    return codec::parse_json(file_text(path)).value();
}

class Office {
  public:
    explicit Office(
        std::shared_ptr<store_memory::MemoryFile> shared = std::make_shared<store_memory::MemoryFile>(),
        Instant start = parse_instant("2031-03-01T18:00:00Z").value(),
        std::shared_ptr<store_memory::MemoryFolder> shared_folder =
            std::make_shared<store_memory::MemoryFolder>())
        : file{std::move(shared)},
          folder{std::move(shared_folder)},
          storage{file},
          documents{folder},
          now{start} {}
    Office(Office const&) = delete;
    Office& operator=(Office const&) = delete;

    /// A founded, unlocked office.
    Office& founded(std::string const& organization = "Puente Legal Aid",
                    std::string const& member = "Rosa") {
        ok("vault.init", {{"organization", organization}, {"member", member}, {"passphrase", kPassphrase}});
        return *this;
    }

    Result<Json, Failure> call(std::string_view method, Json const& params = Json::object()) {
        now += std::chrono::milliseconds{1};
        return engine.call(method, params);
    }
    Json ok(std::string_view method, Json const& params = Json::object()) {
        auto const result = call(method, params);
        EXPECT_TRUE(result.ok()) << method << " " << params << ": "
                                 << (result.ok() ? ""
                                                 : result.error().message + " (" + result.error().field +
                                                       ") " + result.error().hint);
        return result.ok() ? result.value() : Json::object();
    }
    /// The failure, which must have this code and field and say something.
    Failure fails(Code code, std::string_view field, std::string_view method,
                  Json const& params = Json::object()) {
        auto const result = call(method, params);
        EXPECT_FALSE(result.ok()) << method << " " << params << " gave "
                                  << (result.ok() ? result.value() : Json());
        if (result.ok()) return {};
        Failure const failure = result.error();
        EXPECT_EQ(name(failure.code), name(code)) << method << ": " << failure.message;
        EXPECT_EQ(failure.field, field) << method << ": " << failure.message;
        EXPECT_FALSE(failure.message.empty());
        return failure;
    }

    std::shared_ptr<store_memory::MemoryFile> file;
    std::shared_ptr<store_memory::MemoryFolder> folder;
    store_memory::MemoryStorage storage;
    store_memory::MemoryArchive documents;
    press::Here press;
    Instant now;
    std::chrono::minutes utc_offset{0};
    /// What somebody else does in between: called once, when the engine next asks for the time.
    std::function<void()> at_next_look_at_the_clock;
    solver::Glpk solver;
    Engine engine{Ports{storage,
                        [this] {
                            if (auto const act = std::exchange(at_next_look_at_the_clock, {}); act) act();
                            return now;
                        },
                        crypto::kCostFloor, &solver, nullptr, one_by_one, &documents, nullptr, &press,
                        [this](Instant) { return utc_offset; }}};
};

/// What an outreach worker writes down in two minutes.
inline Json contact_data() {
    return {{"chosen_name", "Alma"},
            {"languages", {"es", "en"}},
            {"phone", "+1 312 555 0177"},
            {"safe_contact_way", {"text_message"}},
            {"safe_contact_note", "After seven in the evening"},
            {"needs", {"bed_tonight", "attorney_immigration", "interpreter"}},
            {"needs_note", "Wants a room she can lock"},
            {"near", {{"latitude", 41.88}, {"longitude", -87.63}}}};
}

inline Json release_params(std::string const& person, std::string const& recipient = "Casa Azahar") {
    return {{"person", person},
            {"recipient", recipient},
            {"fields", {"contact.chosen_name", "contact.languages", "contact.needs", "referral.message"}},
            {"purpose", "A bed tonight"},
            {"ends", "2031-03-20"},
            {"signed_how", "on_paper"},
            {"explained_by", "Rosa"},
            {"language", "es"}};
}

}  // namespace amparo::engine
