// SPDX-License-Identifier: AGPL-3.0-or-later
// T8: memory that runs out at any allocation ends the process with a sentence or is an error; the file keeps
// what was acknowledged and opens. One run of each operation is enough: at every allocation a child is forked
// off that gets none, and the run goes on without it.
#include "faults/support.hpp"

#include "amparo/engine/engine.hpp"
#include "amparo/os/wiping.hpp"
#include "amparo/store_file/file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <functional>
#include <map>
#include <set>

namespace {

/// What stands between the program and its memory.
class Allocations {
  public:
    /// From here on, in each of 20,000 allocations and in some of those after them.
    void begin(std::function<void(int status)> after_child) {
        after_child_ = std::move(after_child);
        count_ = children_ = 0;
        is_armed_ = true;
    }
    void end() { is_armed_ = false; }
    [[nodiscard]] bool is_child() const noexcept { return is_child_; }
    [[nodiscard]] std::size_t children() const noexcept { return children_; }

    /// True in a child whose memory ran out, for good.
    bool fail(bool is_rare) {
        if (is_child_) return is_out_;
        if (!is_armed_) return false;
        std::size_t const n = count_++;
        if (!is_rare && n >= kEach && n % kStride != 0) return false;
        is_armed_ = false;
        pid_t const child = ::fork();
        if (child == 0) {
            is_child_ = is_out_ = true;
            (void)::dup2(::open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
            return true;
        }
        int status = -1;
        if (child > 0) (void)::waitpid(child, &status, 0);
        ++children_;
        after_child_(status);
        is_armed_ = true;
        return false;
    }
    /// Only this one allocation failed.
    void give_back() { is_out_ = false; }

  private:
    static constexpr std::size_t kEach = 20'000;
    static constexpr std::size_t kStride = 101;

    std::function<void(int)> after_child_;
    std::size_t count_ = 0;
    std::size_t children_ = 0;
    bool is_armed_ = false;
    bool is_child_ = false;
    bool is_out_ = false;
};

/// Before main() nothing is armed, and the object needs no constructor to run.
constinit Allocations* allocations = nullptr;

bool is_refused(bool is_rare = false) {
    bool const out = allocations != nullptr && allocations->fail(is_rare);
    if (out) errno = ENOMEM;
    return out;
}

}  // namespace

extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);

void* malloc(std::size_t size) {
    return is_refused() ? nullptr : __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
    return is_refused() ? nullptr : __libc_calloc(count, size);
}
void* realloc(void* old, std::size_t size) {
    return is_refused() ? nullptr : __libc_realloc(old, size);
}
int posix_memalign(void** out, std::size_t alignment, std::size_t size) {
    if (is_refused()) return ENOMEM;
    *out = __libc_memalign(alignment, size);
    return *out == nullptr ? ENOMEM : 0;
}
/// Of libsodium, for keys and for the passphrase function, which gives its memory back: what comes after has
/// some.
void* mmap64(void* at, std::size_t size, int protection, int flags, int file, off_t offset) {
    if (!is_refused(true))
        return reinterpret_cast<void*>(::syscall(SYS_mmap, at, size, protection, flags, file, offset));
    allocations->give_back();
    return MAP_FAILED;
}
void* mmap(void* at, std::size_t size, int protection, int flags, int file, off_t offset) {
    return mmap64(at, size, protection, flags, file, offset);
}
}

namespace amparo::faults {
namespace {

constexpr int kDone = 40;
constexpr int kRefused = 41;
constexpr int kNoMemory = 6;
constexpr std::string_view kPassphrase = "seven quiet rivers";

class WithoutMemory : public testing::Test {
  protected:
    Folder folder;
    std::string const path = folder.vault();
    store_file::FileStorage storage{path};
    engine::Engine engine{engine::Ports{storage, noon, crypto::kCostFloor}};
    Desk reader;  ///< Holds the keys, so that what a child left is read without paying for the passphrase.
    Allocations watched;
    std::map<int, std::size_t> endings;
    std::set<Bytes> seen;
    std::size_t entries_acknowledged = 0;
    Bytes before;

    void SetUp() override {
        ASSERT_TRUE(os::freed_memory_is_wiped());
        call("vault.init", {{"organization", "Puente"}, {"member", "Rosa"}, {"passphrase", kPassphrase}});
        for (int n = 0; n < 5; ++n) call("record.create", contact("Alma " + std::to_string(n)));
        before = content(path);
        reader.storage.to(memory_of(before));
        ASSERT_TRUE(read_all());
        entries_acknowledged = entries;
        ASSERT_GT(entries_acknowledged, 5U);
    }
    void TearDown() override { allocations = nullptr; }

    static Json contact(std::string const& name) {
        return {{"kind", "contact"}, {"data", {{"chosen_name", name}, {"notes", "said little"}}}};
    }
    void call(std::string_view method, Json const& params) {
        auto const answer = engine.call(method, params);
        ASSERT_TRUE(answer.ok()) << answer.error().message;
    }

    std::size_t entries = 0;
    [[nodiscard]] bool read_all() {
        entries = 0;
        vault::Sink const count = [this](vault::OpenedEntry&&) { ++entries; };
        if (!reader.vault.unlocked()) return reader.vault.unlock(kPassphrase, count).ok();
        return reader.vault.open().ok() && reader.vault.reload(count).ok();
    }

    /// What a child left is the old state or the new one, and is taken back, so that the run goes on as if
    /// the child had not been.
    void take(int status) {
        int const ending = WIFEXITED(status) ? WEXITSTATUS(status) : -status;
        ++endings[ending];
        EXPECT_TRUE(ending == kNoMemory || ending == kRefused || ending == kDone) << ending;
        Bytes const now = content(path);
        if (seen.insert(now).second) {
            reader.storage.to(memory_of(now));
            EXPECT_TRUE(read_all());
            EXPECT_TRUE(reader.problems().empty());
            EXPECT_GE(entries, entries_acknowledged);
        }
        if (ending == kDone && is_write) {
            EXPECT_GT(now.size(), before.size()) << "acknowledged, and not there";
        }
    }

    bool is_write = false;
    /// How the method ends without memory at every allocation.
    void without_memory(std::string_view method, Json const& params) {
        allocations = &watched;
        watched.begin([this](int status) { take(status); });
        auto const answer = engine.call(method, params);
        watched.end();
        if (watched.is_child()) ::_exit(answer.ok() ? kDone : kRefused);
        allocations = nullptr;
        ASSERT_TRUE(answer.ok()) << answer.error().message;
        EXPECT_GT(watched.children(), 50U);
        EXPECT_GT(endings[kNoMemory], 50U);
        std::printf("%zu children, of which %zu ended without memory, %zu with an error, %zu well\n",
                    watched.children(), endings[kNoMemory], endings[kRefused], endings[kDone]);
    }
};

TEST_F(WithoutMemory, T8_AtEveryAllocationOfOpening) {
    call("vault.lock", Json::object());
    without_memory("vault.unlock", {{"passphrase", kPassphrase}});
    EXPECT_GT(endings[kRefused], 0U);  // The passphrase function says so itself.
    EXPECT_EQ(content(path), before);
}

TEST_F(WithoutMemory, T8_AtEveryAllocationOfAWrite) {
    is_write = true;
    without_memory("record.create", contact("Berta"));
    EXPECT_GT(content(path).size(), before.size());
}

TEST_F(WithoutMemory, T8_AtEveryAllocationOfASearch) {
    without_memory("search", {{"text", "alma"}});
    EXPECT_EQ(content(path), before);
}

}  // namespace
}  // namespace amparo::faults
