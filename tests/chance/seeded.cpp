// SPDX-License-Identifier: AGPL-3.0-or-later
#include "chance/seeded.hpp"

#include <gtest/gtest.h>
#include <pthread.h>
#include <sodium.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>

namespace amparo::chance {
namespace {

/// The seed of randombytes_buf_deterministic: whose stream, which child's, how many were drawn.
struct Stream {
    std::uint64_t seed = 0;
    std::uint64_t child = 0;
    std::uint64_t draws = 0;
    std::uint64_t unused = 0;
};
static_assert(sizeof(Stream) == randombytes_SEEDBYTES);

std::mutex guard;
Stream stream;
std::uint64_t children = 0;

void fill(void* out, std::size_t size) {
    std::array<unsigned char, randombytes_SEEDBYTES> seed{};
    {
        std::scoped_lock const lock{guard};
        ++stream.draws;
        std::memcpy(seed.data(), &stream, sizeof stream);
    }
    randombytes_buf_deterministic(out, size, seed.data());
}

std::uint32_t one() {
    std::uint32_t out = 0;
    fill(&out, sizeof out);
    return out;
}

char const* name() {
    return "seeded";
}

randombytes_implementation source{name, one, nullptr, nullptr, fill, nullptr};

class EachTest final : public testing::EmptyTestEventListener {
    void OnTestStart(testing::TestInfo const& test) override {
        char const* const given = std::getenv("AMPARO_FAULTS_SEED");
        std::string const words =
            std::string{test.test_suite_name()} + "." + test.name() + "/" + (given ? given : "");
        std::uint64_t seed = 0xcbf29ce484222325;  // FNV-1a: any number that differs from test to test.
        for (char const c : words) seed = (seed ^ static_cast<unsigned char>(c)) * 0x100000001b3;
        begin(seed);
    }
};

bool const installed = [] {
    randombytes_set_implementation(&source);
    pthread_atfork(
        [] {
            guard.lock();
            ++children;
        },
        [] { guard.unlock(); },
        [] {
            stream.child = stream.child * 1'000'003 + children;
            stream.draws = 0;
            guard.unlock();
        });
    testing::UnitTest::GetInstance()->listeners().Append(new EachTest);
    return true;
}();

}  // namespace

void begin(std::uint64_t seed) {
    if (sodium_init() < 0)
        std::abort();  // It draws too, once: before, so the first stream is not one draw behind.
    std::scoped_lock const lock{guard};
    stream = {seed, 0, 0, 0};
    children = 0;
}

}  // namespace amparo::chance
