// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What a referral carries, with confidential addresses kept out.
///
///   P1 Marked.   An item marked confidential never enters; its name is listed as withheld, its value is
///                dropped.
///   P2 Written.  A text that tells of a confidential place (amparo/directory/confidential.hpp, D3) is
///                refused, naming the item. Why: the address typed into a note is the usual leak, and a text
///                with a hole in it may say something else than was meant.
///   P3 Only way. A letter and a sealed referral are made of a Payload, and only build() makes one.
///   P4 No release lifts P1 or P2.
///
/// Source: 45 CFR 1370.4(g); docs/domain/referral.md says what the engine marks.
#include "amparo/base/result.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace amparo::referral {

inline constexpr std::size_t kItemsMax = 200;
inline constexpr std::size_t kItemBytesMax = 100'000;

struct Item {
    std::string field;  ///< form.field, as the disclosure has it.
    std::string label;  ///< In the language of the letter.
    std::string value;  ///< As a person reads it.
    bool confidential_address = false;
    friend bool operator==(Item const&, Item const&) = default;
};

enum class PayloadCode { kTooManyItems, kItemTooLong, kHoldsConfidentialAddress };

struct PayloadError {
    PayloadCode code;
    std::string field;  ///< The item's; empty for kTooManyItems.
};

/// Whether a text tells where a confidential place is.
using Tells = std::function<bool(std::string_view text)>;

class Payload {
  public:
    /// In the order given to build().
    [[nodiscard]] std::vector<Item> const& items() const noexcept { return items_; }
    /// Field names of what P1 took out.
    [[nodiscard]] std::vector<std::string> const& withheld() const noexcept { return withheld_; }

  private:
    Payload(std::vector<Item> items, std::vector<std::string> withheld)
        : items_{std::move(items)}, withheld_{std::move(withheld)} {}
    friend Result<Payload, PayloadError> build(std::vector<Item>, Tells const&);

    std::vector<Item> items_;
    std::vector<std::string> withheld_;
};

[[nodiscard]] Result<Payload, PayloadError> build(std::vector<Item> items, Tells const& tells_where);

}  // namespace amparo::referral
