// SPDX-License-Identifier: AGPL-3.0-or-later
// J1: what is left in memory. This program's operator new keeps a list of what is in use, and its operator
// delete looks at what is given back.
#include "support.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <new>

namespace {

struct alignas(std::max_align_t) Block {
    Block* before;
    Block* after;
    std::size_t size;
};
Block ring{&ring, &ring, 0};

/// What is looked for. Its letters stand in no memory of ours but here, shifted by one.
char const* sought = nullptr;
std::size_t given_back = 0;

bool holds_sought(void const* memory, std::size_t size) {
    std::size_t const length = std::strlen(sought);
    auto const* const bytes = static_cast<char const*>(memory);
    for (std::size_t at = 0; at + length <= size; ++at) {
        std::size_t same = 0;
        while (same < length && bytes[at + same] == sought[same] + 1) ++same;
        if (same == length) return true;
    }
    return false;
}

std::size_t in_use() {
    std::size_t count = 0;
    for (Block const* b = ring.after; b != &ring; b = b->after)
        count += holds_sought(b + 1, b->size) ? 1U : 0U;
    return count;
}

void* take(std::size_t size) {
    auto* const block = static_cast<Block*>(std::malloc(sizeof(Block) + size));
    if (block == nullptr) std::abort();
    *block = {&ring, ring.after, size};
    ring.after->before = block;
    ring.after = block;
    return block + 1;
}
void give_back(void* memory) {
    if (memory == nullptr) return;
    Block* const block = static_cast<Block*>(memory) - 1;
    block->before->after = block->after;
    block->after->before = block->before;
    if (sought != nullptr && holds_sought(memory, block->size)) ++given_back;
    std::free(block);
}

}  // namespace

void* operator new(std::size_t size) {
    return take(size);
}
void* operator new[](std::size_t size) {
    return take(size);
}
// A sanitizer brings its own of these.
void* operator new(std::size_t size, std::nothrow_t const&) noexcept {
    return take(size);
}
void* operator new[](std::size_t size, std::nothrow_t const&) noexcept {
    return take(size);
}
void operator delete(void* memory) noexcept {
    give_back(memory);
}
void operator delete[](void* memory) noexcept {
    give_back(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    give_back(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
    give_back(memory);
}

namespace {

using namespace amparo;
using namespace amparo::projection;

class Memory : public ::testing::Test {
  protected:
    Memory() {
        given_back = 0;
        sought = "b`m`qxnonp";
    }
    ~Memory() override { sought = nullptr; }

    static Entry entry(unsigned n, unsigned record, std::string_view fields) {
        return {rev(n),
                rec(record),
                "contact",
                per(record),
                {},
                kStart,
                id<MemberId>(1),
                id<DeviceId>(1),
                revisions::Op::kCreate,
                Part::kIdentity,
                fields};
    }
};

}  // namespace

TEST_F(Memory, TheCheckSeesWhatIsInUseAndWhatIsGivenBack) {
    {
        std::string const leak{"a text with canaryopoq in it"};
        EXPECT_EQ(in_use(), 1U);
    }
    EXPECT_EQ(in_use(), 0U);
    EXPECT_EQ(given_back, 1U);
}

TEST_F(Memory, J1_NothingOfTheTextsIsLeftWhenAProjectionIsGone) {
    {
        Office office;
        std::vector<Entry> const entries{entry(1, 1, R"({"name":"Ana","secret":"canaryopoq and more"})"),
                                         entry(2, 2, R"({"name":"Bea","secret":"canaryopoq"})")};
        ASSERT_TRUE(office.add(entries).empty());
        office.index_pending();
        ASSERT_GE(in_use(), 1U);
    }
    EXPECT_EQ(in_use(), 0U);
    EXPECT_EQ(given_back, 0U);
}

// From here on the texts write a letter as an escape: the word as it is sought stands in the index alone.

TEST_F(Memory, J1_NothingOfTheIndexIsLeftWhenAProjectionIsGone) {
    {
        Office office;
        std::vector<Entry> const one{entry(1, 1, R"({"note":"c\u0061naryopoq"})")};
        ASSERT_TRUE(office.add(one).empty());
        EXPECT_EQ(in_use(), 0U) << "J2: not indexed yet";
        office.index_pending();
        ASSERT_EQ(in_use(), 1U);
        std::vector<std::string> texts;
        for (unsigned n = 2; n < 5000; ++n) texts.push_back(R"({"note":"word)" + std::to_string(n) + "\"}");
        for (unsigned n = 2; n < 5000; ++n) {
            std::vector<Entry> const more{entry(n, n, texts[n - 2])};
            ASSERT_TRUE(office.add(more).empty());
        }
        office.index_pending();
        EXPECT_EQ(found(office, "word4999"), std::vector<unsigned>{4999});
    }
    EXPECT_EQ(in_use(), 0U);
    EXPECT_EQ(given_back, 0U);
}

TEST_F(Memory, J1_AnErasedTextAndItsWordsAreWipedAtOnce) {
    Office office;
    std::vector<Entry> const entries{entry(1, 1, R"({"note":"c\u0061naryopoq","secret":"canaryopoq"})"),
                                     entry(2, 2, R"({"note":"stays"})")};
    ASSERT_TRUE(office.add(entries).empty());
    office.index_pending();
    ASSERT_EQ(in_use(), 2U);
    office.erase(rec(1), Part::kIdentity);
    EXPECT_EQ(in_use(), 0U);
    EXPECT_EQ(given_back, 0U);
    EXPECT_EQ(found(office, "st"), std::vector<unsigned>{2});
}

TEST_F(Memory, J1_AWordIsWipedWhenTheLastRecordThatHoldsItLosesIt) {
    Office office;
    std::vector<Entry> const entries{entry(1, 1, R"({"note":"c\u0061naryopoq"})"),
                                     entry(2, 2, R"({"note":"of the other share"})"),
                                     entry(3, 3, R"({"note":"c\u0061naryopoq"})")};
    ASSERT_TRUE(office.add(entries).empty());
    office.index_pending();
    ASSERT_EQ(in_use(), 1U);
    for (unsigned const record : {1U, 3U}) {
        std::vector<RevisionId> const seen{rev(record)};
        Entry correction = entry(record + 10, record, R"({"note":"corrected"})");
        correction.parents = seen;
        ASSERT_TRUE(office.add({&correction, 1}).empty());
        office.index_pending();
        EXPECT_EQ(in_use(), record == 1 ? 1U : 0U);
    }
    EXPECT_EQ(found(office, "corr"), (std::vector<unsigned>{1, 3}));
    EXPECT_TRUE(found(office, "can").empty());
}

TEST_F(Memory, J1_PhoneNumbersAreWipedToo) {
    sought = "444/0/0666";
    {
        Office office;
        std::vector<Entry> const entries{entry(1, 1, R"({"phone":"55 501017 77"})"),
                                         entry(2, 2, R"({"phone":"55 501017 77"})")};
        ASSERT_TRUE(office.add(entries).empty());
        office.index_pending();
        ASSERT_GE(in_use(), 1U);
        office.erase(rec(1), std::nullopt);
        EXPECT_GE(in_use(), 1U);
        EXPECT_EQ(found(office, "501017"), std::vector<unsigned>{2});
        office.erase(rec(2), std::nullopt);
        EXPECT_EQ(in_use(), 0U);
    }
    EXPECT_EQ(given_back, 0U);
}
