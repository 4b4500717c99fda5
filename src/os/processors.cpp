// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/processors.hpp"

#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <optional>

namespace amparo::os {
namespace {

constexpr std::size_t kHelpersMax = 15;
constexpr std::size_t kStackBytes = std::size_t{8} << 20U;

class Work {
  public:
    Work(std::size_t count, Piece const& piece) : count_{count}, piece_{piece} {}
    void take() {
        for (std::size_t i = next_++; i < count_; i = next_++) piece_(i);
    }

  private:
    std::size_t count_;
    Piece const& piece_;
    std::atomic<std::size_t> next_{0};
};

void* take(void* work) {
    static_cast<Work*>(work)->take();
    return nullptr;
}

/// A thread on a stack of its own, which goes back to the system with all that stood on it. The library would keep it.
class Helper {
  public:
    explicit Helper(Work& work) {
        stack_ = ::mmap(nullptr, kStackBytes, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_NORESERVE, -1, 0);
        if (stack_ == MAP_FAILED) return;
        auto const guard = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
        pthread_attr_t attributes;
        if (::mprotect(stack_, guard, PROT_NONE) != 0 || ::pthread_attr_init(&attributes) != 0) return;
        runs_ = ::pthread_attr_setstack(&attributes, static_cast<char*>(stack_) + guard,
                                        kStackBytes - guard) == 0 &&
                ::pthread_create(&thread_, &attributes, take, &work) == 0;
        ::pthread_attr_destroy(&attributes);
    }
    Helper(Helper const&) = delete;
    Helper& operator=(Helper const&) = delete;
    ~Helper() {
        if (runs_) ::pthread_join(thread_, nullptr);
        if (stack_ != MAP_FAILED) ::munmap(stack_, kStackBytes);
    }

  private:
    void* stack_ = MAP_FAILED;
    pthread_t thread_{};
    bool runs_ = false;
};

std::size_t processors() {
    cpu_set_t mine;
    CPU_ZERO(&mine);
    return ::sched_getaffinity(0, sizeof mine, &mine) == 0 ? static_cast<std::size_t>(CPU_COUNT(&mine)) : 1;
}

}  // namespace

void on_all_processors(std::size_t count, Piece const& piece) {
    Work work{count, piece};
    // Signals are for the threads that wait for them.
    sigset_t all;
    sigset_t before;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    {
        std::array<std::optional<Helper>, kHelpersMax> helpers;
        std::size_t const wanted = std::min({count, processors(), kHelpersMax + 1});
        for (std::size_t i = 0; i + 1 < wanted; ++i) helpers[i].emplace(work);
        ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
        work.take();
    }
}

}  // namespace amparo::os
