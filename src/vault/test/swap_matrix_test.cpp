// SPDX-License-Identifier: AGPL-3.0-or-later
// T21: every sealed or signed thing that stands in a file, in the place of every other: of its own type and of
// all others, of this organisation and another, of every epoch, author, record and part, also of those that
// were replaced since. The matrix is made from the types of protocol/vault_file.md and the files alone.
#include "office.hpp"

#include <set>

using namespace amparo;
using namespace amparo::vault;

namespace {

constexpr std::string_view kCruz = "cruz mends old radios";
constexpr std::uint8_t kTypes = 9;

/// Two epochs, three authors of whom one was removed, a kit, a new passphrase, and entries in most parts.
struct Team : Office {
    std::unique_ptr<Vault> ana = open(kAna);
    Bytes as_it_was;  ///< Before what compacting leaves out was left out.

    Team() {
        (void)add(*ana, Role::kAttorney, kBea);
        MemberId const cruz_id = add(*ana, Role::kShelter, kCruz);
        auto const bea = open(kBea);
        auto const cruz = open(kCruz);
        auto const record = crypto::make_id<RecordId>();
        EXPECT_TRUE(ana->refresh(nowhere(), no_reload()).ok());
        write_two(*ana, record, Part::kPlan, Part::kNarrative);
        write_two(*bea, record, Part::kPlan, Part::kLegal);
        write_two(*cruz, crypto::make_id<RecordId>(), Part::kPlan, Part::kLocation);
        EXPECT_TRUE(ana->refresh(nowhere(), no_reload()).ok());
        EXPECT_TRUE(change(*ana, [](auto const& ring, auto const& keys) {
                        return ring.make_kit(keys, crypto::make_random<16>(), at(3));
                    }).ok());
        EXPECT_TRUE(change(*ana, [](auto const& ring, auto const& keys) {
                        return ring.change_passphrase(keys, "ana keeps two gardens", crypto::kCostFloor);
                    }).ok());
        remove(*ana, cruz_id);
        EXPECT_TRUE(change(*ana, [](auto const& ring, auto const& keys) {
                        return ring.renew_organization(keys, at(6));
                    }).ok());
        EXPECT_TRUE(bea->refresh(nowhere(), no_reload()).ok());
        write_two(*bea, record, Part::kLegal, Part::kImmigration);
        EXPECT_TRUE(ana->refresh(nowhere(), no_reload()).ok());
        write_two(*ana, record, Part::kPlan, Part::kLegal);
        as_it_was = file->bytes;
    }

  private:
    static void write_two(Vault& v, RecordId const& record, Part one_part, Part other) {
        std::vector<NewEntry> entries;
        entries.push_back(note(record, one_part, R"({"said":"one"})"));
        entries.push_back(note(record, other, R"({"said":"two"})"));
        write(v, std::move(entries));
    }
};

std::vector<LooseItem> items_of(ByteView file) {
    std::vector<LooseItem> out;
    for (auto const& batch : taken_apart(file)) out.insert(out.end(), batch.begin(), batch.end());
    return out;
}

/// Parts of the matrix, so that they run side by side.
class SwapMatrix : public testing::TestWithParam<std::size_t> {
  public:
    static constexpr std::size_t kParts = 4;
};
INSTANTIATE_TEST_SUITE_P(Part, SwapMatrix, testing::Range(std::size_t{0}, SwapMatrix::kParts));

}  // namespace

TEST_P(SwapMatrix, T21_NothingIsTakenInAnotherPlaceOfAnyFile) {
    Team const ours;
    Team const theirs;
    Bytes const file = ours.as_it_was;
    auto const whole = seen_in(*ours.ana, file);
    ASSERT_TRUE(whole.loaded && whole.problems.empty());
    auto const all = whole.read.all();
    ASSERT_EQ(all.size(), 10U);

    LooseBatches const batches = taken_apart(file);
    std::vector<LooseItem> donors = items_of(file);
    for (LooseItem& item : items_of(theirs.as_it_was)) donors.push_back(std::move(item));
    std::set<std::uint8_t> types;
    for (LooseItem const& item : donors) types.insert(item.type);
    EXPECT_EQ(types.size(), kTypes) << "every type of the page is among them";

    std::size_t pairs = 0;
    std::size_t cases = 0;
    std::size_t given_whole = 0;
    // All pairs are in one of the parts; a sanitizer tries every 29th, the same in each run.
    std::size_t const stride = kSanitized ? 29 : 1;
    for (std::size_t b = 0; b < batches.size(); ++b) {
        for (std::size_t i = 0; i < batches[b].size(); ++i) {
            for (std::size_t d = 0; d < donors.size(); ++d) {
                LooseItem const& here = batches[b][i];
                bool const is_other = donors[d].content != here.content || donors[d].type != here.type;
                if (!is_other || pairs++ % kParts != GetParam() || ++cases % stride != 0) continue;
                std::string const where =
                    "item " + std::to_string(d) + " at " + std::to_string(b) + ", " + std::to_string(i);
                LooseBatches altered = batches;
                altered[b][i].content = donors[d].content;  // The place keeps its type.
                // A key vault of one member and a grant of another are no matter of hers.
                auto const seen = seen_in(*ours.ana, put_together(file, altered));
                auto const given = seen.read.all();
                for (auto const& [name, content] : given) {
                    auto const at = all.find(name);
                    ASSERT_TRUE(at != all.end() && at->second == content) << where;
                }
                given_whole += given == all;
                // Without the newest commit it is a file cut short, which nothing can show.
                bool const is_cut = b + 1 == batches.size() && i == 0;
                ASSERT_TRUE(!seen.loaded || !seen.problems.empty() || given == all || is_cut) << where;
                bool const is_of_an_entry = here.type >= static_cast<std::uint8_t>(ItemType::kCommit) &&
                                            here.type <= static_cast<std::uint8_t>(ItemType::kShelf);
                if (is_of_an_entry && donors[d].content != here.content) {
                    ASSERT_NE(given, all) << where;
                }
            }
        }
    }
    RecordProperty("cases", static_cast<int>(cases));
    EXPECT_GE(pairs, 39'000U);
    EXPECT_GE(cases, pairs / kParts);
    EXPECT_LT(given_whole, cases / stride);
}
