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
    if (slots_.size() <= 2 * words_.size()) grow();
    std::uint64_t const hash = hash_(text);
    Slot& slot = slots_[slot_of(hash)];
    if (slot.word == UINT32_MAX) {
        slot = {hash, static_cast<std::uint32_t>(words_.size())};
        words_.emplace_back();
    }
    Word& word = words_[slot.word];
    if (word.text.size == 0) {
        word.text = texts_.keep(text);
        order_.push_back(slot.word);
    }
    if (word.rows.empty() || word.rows.back() < row) {
        word.rows.push_back(row);
    } else if (word.rows.back() != row) {
        auto const at = std::lower_bound(word.rows.begin(), word.rows.end(), row);
        if (*at != row) word.rows.insert(at, row);
    }
}

void WordIndex::remove(std::uint32_t row, std::string_view word) {
    if (slots_.empty()) return;
    std::uint32_t const at = slots_[slot_of(hash_(word))].word;
    if (at == UINT32_MAX) return;
    Rows& rows = words_[at].rows;
    auto const found = std::lower_bound(rows.begin(), rows.end(), row);
    if (found == rows.end() || *found != row) return;
    rows.erase(found);
    if (rows.empty()) emptied_.push_back(at);
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
