// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A referral as a letter, for a recipient that does not use Amparo.
///
///   L1 Whole.    One HTML page that needs nothing else: no script, link, image or font from anywhere, and a
///                content security policy that would stop them. It prints.
///   L2 Escaped.  Nothing handed in can become markup.
///   L3 Release.  It says that it is sent under the person's release, what for and until when, and that
///                passing it on needs a consent of its own.
///   L4 Answer.   It says how to answer and lets the answer be ticked: accepted, not accepted and why,
///                waiting list.
///   L5 Only.     What it says about the person is the payload and nothing else. Nothing in it depends on who
///                the person is or tells what is not in the payload (what was withheld is not mentioned). A
///                message from whoever writes is an item of it too.
///
/// Source: 34 U.S.C. 12291(b)(2); 28 CFR 90.4(b)(3).
#include "amparo/base/instant.hpp"
#include "amparo/referral/payload.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace amparo::referral {

enum class Language : std::uint8_t { kEnglish, kSpanish };
/// "en", "es".
[[nodiscard]] std::optional<Language> language_named(std::string_view name) noexcept;

struct Letter {
    Date written_on;
    std::string from;       ///< Our organisation.
    std::string to;         ///< The release's recipient.
    std::string purpose;    ///< The release's purpose.
    Date covered_through;   ///< The last day the release covers.
    std::string reference;  ///< Quoted in the answer.
    std::string call_back;  ///< How to answer us: a telephone number, an address. May be empty.
    Payload payload;
};

[[nodiscard]] std::string html(Letter const& letter, Language language);

}  // namespace amparo::referral
