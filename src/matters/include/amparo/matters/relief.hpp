// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Relief options of data/relief/, and what of each is there.
///
///   E1 Data.      An option is data: elements, evidence, who decides, citation, date of its text, how it was read,
///                 and which attorney confirmed it, empty until one did. A file that is not as it must be is
///                 refused with the place.
///   E2 Answers.   An element is present, missing, or an exception of its own applies; without any of these it is
///                 unknown, declined or not asked, which are never merged.
///   E3 Shown.     What is present, missing and not asked is listed. There is no total, no score and no conclusion:
///                 there is no function that would give one.
///   E4 Exception. An exception is one that the element names.
///   E5 Apart.     Elements about contact with the authorities are marked, so that their answers can be kept in
///                 the part that is for that.
#include "amparo/base/result.hpp"
#include "amparo/codec/json.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::matters {

struct Words {
    std::string en;
    std::string es;
};

struct Exception {
    std::string id;
    Words label;
    std::string cite;
};

/// An element of the law, or a piece of evidence.
struct Item {
    std::string id;
    Words label;
    std::string cite;
    bool is_of_cooperation = false;  ///< E5
    bool is_evidence = false;
    std::vector<Exception> exceptions;

    [[nodiscard]] Exception const* exception(std::string_view wanted) const noexcept;
};

enum class Reading : std::uint8_t { kPrimary, kSecondary, kNotRead };
[[nodiscard]] std::string_view name(Reading reading) noexcept;

struct Option {
    std::string id;
    int version = 1;
    std::string jurisdiction;
    Words label;
    Words about;
    Words decides;
    std::string cite;
    std::string as_of;
    Reading reading = Reading::kNotRead;
    std::string verified_by;
    std::string verified_on;
    std::vector<Item> items;  ///< Elements, then evidence.

    [[nodiscard]] Item const* item(std::string_view wanted) const noexcept;
};

enum class ReliefCode : std::uint8_t { kMalformed, kTwice };
struct ReliefProblem {
    ReliefCode code = ReliefCode::kMalformed;
    std::string place;  ///< "us_t.elements"
};

class ReliefTable {
  public:
    /// Adds a file's options. Nothing changes if there is a problem.
    [[nodiscard]] Result<Done, ReliefProblem> read(Json const& file);
    [[nodiscard]] std::vector<Option> const& options() const noexcept { return options_; }
    [[nodiscard]] Option const* find(std::string_view id) const noexcept;

  private:
    std::vector<Option> options_;
};

/// What ships.
[[nodiscard]] ReliefTable const& shipped_relief();

enum class Standing : std::uint8_t { kPresent, kMissing, kExcepted, kUnknown, kDeclined, kNotAsked };  // E2
[[nodiscard]] std::string_view name(Standing standing) noexcept;
/// Of a stored answer; nothing stored is not asked.
[[nodiscard]] Standing standing_of(std::optional<std::string_view> answer) noexcept;

}  // namespace amparo::matters
