// SPDX-License-Identifier: AGPL-3.0-or-later
// T18: what the lengths in a file tell of an edit.
#include "office.hpp"

#include <random>
#include <set>

using namespace amparo;
using namespace amparo::vault;

namespace {

/// What a person does to one field: a word more or less, or written anew.
std::size_t edited(std::size_t length, std::mt19937& rng) {
    std::size_t const roll = rng() % 10;
    if (roll < 4) return length + rng() % 30;
    if (roll < 8) return length - std::min(length, std::size_t{rng() % 30});
    return std::size_t{1} << (rng() % 13);
}

std::vector<std::size_t> body_sizes(ByteView file) {
    std::vector<std::size_t> out;
    for (auto const& batch : taken_apart(file))
        for (LooseItem const& item : batch)
            if (is(item, ItemType::kBody)) out.push_back(item.content.size());
    return out;
}

}  // namespace

TEST(Sizes, T18_TenThousandEditsOfOneFieldShowOneClassMoreOrLessUnlessTheLengthDoubles) {
    constexpr std::size_t kEdits = 10'000;
    Office office;
    auto const v = office.open(kAna);
    auto const record = crypto::make_id<RecordId>();
    std::mt19937 rng{18};
    std::vector<std::size_t> lengths;
    std::vector<NewEntry> entries;
    for (std::size_t n = 0, length = 20; n < kEdits; ++n) {
        length = edited(length, rng);
        std::string const body = R"({"notes":")" + std::string(length, 'x') + R"("})";
        lengths.push_back(body.size());
        entries.push_back(note(record, Part::kNarrative, body));
    }
    write(*v, std::move(entries));
    auto const sizes = body_sizes(office.file->bytes);
    ASSERT_EQ(sizes.size(), kEdits);
    std::set<std::size_t> const classes(sizes.begin(), sizes.end());
    EXPECT_LE(classes.size(), 8U);  // 128 bytes to 16 KiB.
    std::vector<std::size_t> const ordered(classes.begin(), classes.end());
    auto const rank = [&](std::size_t size) {
        return std::lower_bound(ordered.begin(), ordered.end(), size) - ordered.begin();
    };
    std::size_t unseen = 0;
    for (std::size_t n = 1; n < kEdits; ++n) {
        unseen += sizes[n] == sizes[n - 1];
        auto const [less, more] = std::minmax(lengths[n], lengths[n - 1]);
        if (more > 2 * less) continue;
        ASSERT_LE(std::abs(rank(sizes[n]) - rank(sizes[n - 1])), 1) << lengths[n - 1] << " to " << lengths[n];
    }
    EXPECT_GT(unseen, kEdits / 2);
}
