// SPDX-License-Identifier: AGPL-3.0-or-later
// The index of words against a map of sets, whatever comes in whatever order.
#include "../words.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>
#include <string>

namespace amparo::projection {
namespace {

using Model = std::map<std::string, std::set<std::uint32_t>>;

std::set<std::uint32_t> rows_of(Rows const* rows) {
    if (rows == nullptr) return {};
    EXPECT_TRUE(std::adjacent_find(rows->begin(), rows->end(), std::greater_equal<>{}) == rows->end())
        << "ascending, each once";
    return {rows->begin(), rows->end()};
}

std::string word(std::mt19937& random) {
    std::string out;
    for (std::size_t left = 1 + random() % 3; left > 0; --left) out += static_cast<char>('a' + random() % 8);
    return out;
}

void expect_same(WordIndex& index, Model const& model, std::mt19937& random) {
    for (auto const& [text, rows] : model) EXPECT_EQ(rows_of(index.find(text)), rows) << text;
    EXPECT_EQ(index.find("never put"), nullptr);
    std::string const beginning = word(random);
    std::set<std::uint32_t> begun;
    for (auto const& [text, rows] : model)
        if (text.starts_with(beginning)) begun.insert(rows.begin(), rows.end());
    std::set<std::uint32_t> found;
    for (Rows const* const rows : index.find_beginning(beginning)) {
        EXPECT_FALSE(rows->empty()) << "wiped words are in no list";
        found.merge(rows_of(rows));
    }
    EXPECT_EQ(found, begun) << beginning;
}

TEST(Words, HowOftenPutsAreSettledChangesNothing) {
    for (std::uint32_t const settle_each : {1U, 7U, UINT32_MAX}) {
        std::mt19937 random{20261126};
        WordIndex index;
        Model model;
        for (std::uint32_t step = 0; step < 3000; ++step) {
            std::uint32_t const row = static_cast<std::uint32_t>(random() % 400);
            for (std::size_t left = random() % 20; left > 0; --left) {
                std::string const text = word(random);
                index.put(row, text);
                model[text].insert(row);
            }
            if (step % settle_each == 0) index.settle();
            if (step % 500 != 499) continue;
            index.settle();
            expect_same(index, model, random);
        }
    }
}

TEST(Words, WhatIsRemovedIsGoneAndCanComeBack) {
    std::mt19937 random{20261127};
    WordIndex index;
    Model model;
    for (std::uint32_t step = 0; step < 3000; ++step) {
        std::uint32_t const row = static_cast<std::uint32_t>(random() % 40);
        std::string const text = word(random);
        if (random() % 2 == 0) {
            index.put(row, text);
            model[text].insert(row);
        } else {
            index.remove(row, text);
            model[text].erase(row);
        }
        if (step % 100 != 99) continue;
        index.settle();
        index.wipe_unused();
        expect_same(index, model, random);
    }
}

}  // namespace
}  // namespace amparo::projection
