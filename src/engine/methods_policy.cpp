// SPDX-License-Identifier: AGPL-3.0-or-later
// evidence.policy: of how many people what leaves has to be.
//
//   A1 Raised.  A coordinator may ask for more than the profiles' least counts (policy.hpp Y7), and for as much again as they say
//               themselves: never for less. Why: what was published with more company stays as safe as it was.
//   A2 Stands.  The newest stands, on every device that has it; of several entered at the same instant (on devices that had not
//               met) the highest: which record comes first by its name says nothing of what anybody wanted, and more company
//               endangers nobody. A bundle says which least count it was made with.
#include "counting.hpp"

#include <array>

namespace amparo::engine {
namespace {

/// Each line of a file of records is one of so many at least.
constexpr std::int64_t kLeastCompany = 3;

struct Least {
    std::string_view of;
    std::int64_t own = 0;
};

std::array<Least, 3> leasts() {
    using protection::Profile;
    return {{{"open_data", protection::policy_of(Profile::kOpenData).least_part},
             {"internal", protection::policy_of(Profile::kInternal).least_part},
             {"records", kLeastCompany}}};
}

}  // namespace

/// A2. Of a profile or "records"; 0 where the vault asks for nothing.
std::int64_t Engine::Session::Counting::least_of(std::string_view what) const {
    std::int64_t out = 0;
    Instant newest{};
    s.projection_->for_each("cell_size", [&](projection::RecordView const& view) {
        if (codec::text_at(view.state.fields, "of_what") != what || view.created < newest) return;
        std::int64_t const least = codec::int_at(view.state.fields, "least").value_or(0);
        out = view.created > newest ? least : std::max(out, least);
        newest = view.created;
    });
    return out;
}

Answer Engine::Session::evidence_policy(Json const& params) {
    auto const what = codec::text_at(params, "of_what");
    auto const least = codec::int_at(params, "least");
    if (what.has_value() != least.has_value())
        return usage("of what, and how many at least", what ? "least" : "of_what");
    if (what) {
        AMPARO_DO(coordinator_only());
        for (Least const& one : leasts())
            if (one.of == *what && *least < one.own)
                return refused("what leaves is of no fewer people than this: " + std::to_string(one.own),
                               "least", "ask for as many or more");
        AMPARO_TRY(auto change, own_record("cell_size", std::nullopt,
                                           Json{{"of_what", std::string{*what}}, {"least", *least}}));
        AMPARO_DO(write({std::move(change)}));
    }
    Json out = Json::array();
    for (Least const& one : leasts())
        out.push_back(Json{{"of_what", one.of},
                           {"least", std::max(one.own, Counting{*this}.least_of(one.of))},
                           {"own", one.own}});
    return Json{{"policy", std::move(out)}};
}

}  // namespace amparo::engine
