// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/protection/policy.hpp"

#include <algorithm>
#include <array>

namespace amparo::protection {
namespace {

constexpr std::array kProfiles{Profile::kOpenData, Profile::kResearchConsented, Profile::kInternal};

void judge_counts(std::int64_t part, std::int64_t whole, Policy const& policy, bool group_agreed,
                  std::vector<Objection>& out) {
    if (Threshold{policy.least_part, policy.zeros_are_small}.is_small(part))
        out.push_back(Objection::kPartSmall);
    if (Threshold{policy.least_rest, policy.zeros_are_small}.is_small(whole - part))
        out.push_back(Objection::kRestSmall);
    if (whole < policy.least_whole) out.push_back(Objection::kWholeSmall);
    if (!policy.coalition || group_agreed) return;
    if (gives_group_away(part, whole, *policy.coalition)) out.push_back(Objection::kSaysItOfEverybody);
    if (gives_group_away(whole - part, whole, *policy.coalition)) out.push_back(Objection::kSaysItOfNobody);
}

Policy own_policy_of(Profile profile) noexcept {
    switch (profile) {
        case Profile::kOpenData:
            return {10, 10, 10, true, true, false, false, 1};
        case Profile::kResearchConsented:
            return {0, 0, 0, false, true, true, true, 0};
        case Profile::kInternal:
            return {5, 0, 0, false, true, false, false, std::nullopt};
    }
    return {};
}

}  // namespace

std::string_view name(Profile profile) noexcept {
    switch (profile) {
        case Profile::kOpenData:
            return "open_data";
        case Profile::kResearchConsented:
            return "research_consented";
        case Profile::kInternal:
            return "internal";
    }
    return {};
}

std::optional<Profile> profile_named(std::string_view wanted) noexcept {
    auto const at =
        std::find_if(kProfiles.begin(), kProfiles.end(), [&](Profile p) { return name(p) == wanted; });
    return at == kProfiles.end() ? std::nullopt : std::optional{*at};
}

std::string_view name(Objection objection) noexcept {
    switch (objection) {
        case Objection::kPartSmall:
            return "part_small";
        case Objection::kRestSmall:
            return "rest_small";
        case Objection::kWholeSmall:
            return "whole_small";
        case Objection::kNoCounts:
            return "no_counts";
        case Objection::kNoInterval:
            return "no_interval";
        case Objection::kNotSaidToBeAsked:
            return "not_said_to_be_asked";
        case Objection::kSaysItOfEverybody:
            return "says_it_of_everybody";
        case Objection::kSaysItOfNobody:
            return "says_it_of_nobody";
    }
    return {};
}

Policy policy_of(Profile profile, std::int64_t least) noexcept {
    Policy out = own_policy_of(profile);
    for (std::int64_t* const one : {&out.least_part, &out.least_rest, &out.least_whole})
        if (*one > 0) *one = std::max(*one, least);
    return out;
}

Threshold threshold_of(Profile profile, std::int64_t least) noexcept {
    Policy const policy = policy_of(profile, least);
    return {policy.least_part, policy.zeros_are_small};
}

std::vector<Objection> judge(statistics::Figure const& figure, Shown shown, Policy const& policy) {
    std::vector<Objection> out;
    judge_counts(static_cast<std::int64_t>(figure.counts().seen),
                 static_cast<std::int64_t>(figure.counts().of), policy, shown.group_agreed, out);
    if (policy.counts_required && !shown.counts) out.push_back(Objection::kNoCounts);
    bool const has_interval = figure.interval().has_value();
    if (policy.interval_required && has_interval && !shown.interval) out.push_back(Objection::kNoInterval);
    if (policy.asked_required && !shown.says_asked) out.push_back(Objection::kNotSaidToBeAsked);
    return out;
}

std::optional<CountRange> implied_counts(Printed percentage, std::int64_t whole, Rounding rounding) {
    using Wide = __int128;
    if (percentage.places < 0 || percentage.places > 6 || whole < 0) return std::nullopt;
    if (whole > static_cast<std::int64_t>(statistics::kCountMax)) return std::nullopt;
    if (percentage.digits < 0 || percentage.digits > 100'000'000) return std::nullopt;
    // In halves of the last digit: k of whole is 200 · 10^places · k / whole of them.
    Wide unit = 200;
    for (int i = 0; i < percentage.places; ++i) unit *= 10;
    Wide const middle = 2 * static_cast<Wide>(percentage.digits);
    bool const half_up = rounding == Rounding::kHalfUp;
    // Half up: middle - 1 <= value < middle + 1. Any: middle - 2 < value < middle + 2.
    Wide const low = (half_up ? middle - 1 : middle - 2) * whole;
    Wide const high = (half_up ? middle + 1 : middle + 2) * whole;
    Wide least = low <= 0 ? 0 : (low + unit - 1) / unit;
    if (!half_up && low >= 0 && least * unit == low) ++least;
    Wide most = high % unit == 0 ? high / unit - 1 : high / unit;
    most = std::min<Wide>(most, whole);
    if (least > most) return std::nullopt;
    return CountRange{static_cast<std::int64_t>(least), static_cast<std::int64_t>(most)};
}

std::vector<Objection> judge(Printed percentage, std::int64_t whole, Policy const& policy) {
    std::vector<Objection> out;
    if (policy.counts_required) out.push_back(Objection::kNoCounts);
    auto const implied = implied_counts(percentage, whole, Rounding::kAny);
    if (!implied) return out;
    judge_counts(implied->least, whole, policy, false, out);
    judge_counts(implied->most, whole, policy, false, out);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace amparo::protection
