// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/shelter/queue.hpp"

#include "amparo/base/named.hpp"

#include <algorithm>
#include <tuple>

namespace amparo::shelter {
namespace {

Because because(Waiting const& w) {
    if (w.stated_by.empty()) return Because::kAskedAt;  // Q1
    switch (w.urgency) {
        case Urgency::kNowhereTonight:
        case Urgency::kDangerNow:
            return Because::kUrgentNow;
        case Urgency::kMustLeaveBy:
            return w.leave_by ? Because::kMustLeaveBy : Because::kAskedAt;
        case Urgency::kNone:
            return Because::kAskedAt;
    }
    return Because::kAskedAt;
}

}  // namespace

std::vector<Turn> order_of(std::span<Waiting const> waiting) {
    std::vector<Turn> out;
    for (std::size_t i = 0; i < waiting.size(); ++i) out.push_back({i, because(waiting[i])});
    std::sort(out.begin(), out.end(), [&](Turn const& a, Turn const& b) {
        auto const key = [&](Turn const& t) {
            Waiting const& w = waiting[t.waiting];
            Night const day = t.because == Because::kMustLeaveBy ? *w.leave_by : Night{};
            return std::tuple(t.because, day, w.asked_at, w.id);
        };
        return key(a) < key(b);
    });
    return out;
}

std::string_view name(Urgency urgency) noexcept {
    switch (urgency) {
        case Urgency::kNone:
            return "none";
        case Urgency::kNowhereTonight:
            return "nowhere_tonight";
        case Urgency::kDangerNow:
            return "danger_now";
        case Urgency::kMustLeaveBy:
            return "must_leave_by";
    }
    return {};
}

std::string_view name(Because because) noexcept {
    switch (because) {
        case Because::kUrgentNow:
            return "urgent_now";
        case Because::kMustLeaveBy:
            return "must_leave_by";
        case Because::kAskedAt:
            return "asked_at";
    }
    return {};
}

std::optional<Urgency> urgency_named(std::string_view wanted) noexcept {
    return named(kAllUrgencies, wanted);
}

}  // namespace amparo::shelter
