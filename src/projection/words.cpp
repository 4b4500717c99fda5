// SPDX-License-Identifier: AGPL-3.0-or-later
#include "words.hpp"

#include "amparo/base/check.hpp"

#include <algorithm>
#include <utility>

namespace amparo::projection {
/// Where the word is, or the free slot where it would be.
std::size_t WordIndex::slot_of(std::uint64_t hash) const noexcept {
    std::size_t const mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].word != UINT32_MAX && slots_[at].hash != hash) at = (at + 1) & mask;
    return at;
}

void WordIndex::grow() {
    WipedVector<Slot> const old =
        std::exchange(slots_, WipedVector<Slot>(std::max<std::size_t>(1024, slots_.size() * 2)));
    for (Slot const& slot : old)
        if (slot.word != UINT32_MAX) slots_[slot_of(slot.hash)] = slot;
}

void WordIndex::put(std::uint32_t row, std::string_view text) {
    constexpr std::size_t kUnsettledMax = 8192;  // They stay in the cache next to the processor.
    if (slots_.size() <= 2 * words_.size()) grow();
    std::uint64_t const hash = hash_(text);
    Slot& slot = slots_[slot_of(hash)];
    if (slot.word == UINT32_MAX) {
        slot.hash = hash;
        slot.word = static_cast<std::uint32_t>(words_.size());
        words_.emplace_back();
    }
    if (slot.last_row == row) return;
    if (slot.last_row == UINT32_MAX && words_[slot.word].text.size == 0) {
        words_[slot.word].text = texts_.keep(text);
        order_.push_back(slot.word);
    }
    slot.last_row = row;
    unsettled_.push_back({slot.word, row});
    if (unsettled_.size() == kUnsettledMax) settle();
}

/// The rows of one word and the next lie far apart: each place is asked for some words ahead, so that nobody waits
/// for memory.
void WordIndex::settle() {
    constexpr std::size_t kAhead = 8;
    for (std::size_t i = 0; i < unsettled_.size(); ++i) {
        if (i + 2 * kAhead < unsettled_.size())
            __builtin_prefetch(&words_[unsettled_[i + 2 * kAhead].word].rows);
        if (i + kAhead < unsettled_.size()) {
            Rows const& soon = words_[unsettled_[i + kAhead].word].rows;
            __builtin_prefetch(soon.data() + soon.size(), 1);
        }
        Rows& rows = words_[unsettled_[i].word].rows;
        std::uint32_t const row = unsettled_[i].row;
        if (rows.empty() || rows.back() < row) {
            rows.push_back(row);
        } else {
            auto const at = std::lower_bound(rows.begin(), rows.end(), row);
            if (*at != row) rows.insert(at, row);
        }
    }
    unsettled_.clear();
}

void WordIndex::remove(std::uint32_t row, std::string_view word) {
    if (slots_.empty()) return;
    settle();
    Slot& slot = slots_[slot_of(hash_(word))];
    if (slot.word == UINT32_MAX) return;
    slot.last_row = UINT32_MAX;
    Rows& rows = words_[slot.word].rows;
    auto const found = std::lower_bound(rows.begin(), rows.end(), row);
    if (found == rows.end() || *found != row) return;
    rows.erase(found);
    if (rows.empty()) emptied_.push_back(slot.word);
}

void WordIndex::wipe_unused() {
    emptied_.erase(std::remove_if(emptied_.begin(), emptied_.end(),
                                  [&](std::uint32_t w) { return !words_[w].rows.empty(); }),
                   emptied_.end());
    if (emptied_.empty()) return;
    sort_new();
    order_.erase(
        std::remove_if(order_.begin(), order_.end(), [&](std::uint32_t w) { return words_[w].rows.empty(); }),
        order_.end());
    sorted_ = order_.size();
    for (std::uint32_t const w : emptied_) {
        texts_.wipe_at(words_[w].text);
        words_[w].text.size = 0;
        words_[w].rows = {};
    }
    emptied_.clear();
}

Rows const* WordIndex::find(std::string_view word) const {
    if (slots_.empty()) return nullptr;
    std::uint32_t const at = slots_[slot_of(hash_(word))].word;
    return at == UINT32_MAX ? nullptr : &words_[at].rows;
}

void WordIndex::sort_new() {
    auto const is_less = [&](std::uint32_t a, std::uint32_t b) { return text_of(a) < text_of(b); };
    auto const middle = order_.begin() + static_cast<std::ptrdiff_t>(sorted_);
    std::sort(middle, order_.end(), is_less);
    std::inplace_merge(order_.begin(), middle, order_.end(), is_less);
    sorted_ = order_.size();
}

std::vector<Rows const*> WordIndex::find_beginning(std::string_view beginning) {
    sort_new();
    auto at = std::lower_bound(order_.begin(), order_.end(), beginning,
                               [&](std::uint32_t w, std::string_view text) { return text_of(w) < text; });
    std::vector<Rows const*> out;
    for (; at != order_.end() && text_of(*at).substr(0, beginning.size()) == beginning; ++at)
        out.push_back(&words_[*at].rows);
    return out;
}

std::size_t WordIndex::bytes() const noexcept {
    std::size_t total = texts_.bytes() + words_.capacity() * sizeof(Word) + slots_.capacity() * sizeof(Slot) +
                        order_.capacity() * sizeof(std::uint32_t);
    for (Word const& word : words_) total += word.rows.capacity() * sizeof(std::uint32_t);
    return total;
}

void RowSet::keep_only(RowSet const& other) noexcept {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
}
void RowSet::take_out(RowSet const& other) noexcept {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
}

RowSet rows_in_all(std::span<AnyOf const> groups, std::size_t bound) {
    RowSet all{bound};
    for (std::size_t g = 0; g < groups.size(); ++g) {
        RowSet any{bound};
        for (Rows const* const rows : groups[g])
            if (rows != nullptr)
                for (std::uint32_t const row : *rows) any.insert(row);
        if (g == 0) {
            all = std::move(any);
        } else {
            all.keep_only(any);
        }
    }
    return all;
}

}  // namespace amparo::projection
