// SPDX-License-Identifier: AGPL-3.0-or-later
// The conflict check against 100,000 parties, blind names as the engine keeps them. Budget: 20 ms a check.
#include "corpus.hpp"
#include "workload.hpp"

#include "amparo/base/check.hpp"
#include "amparo/conflicts/conflict.hpp"
#include "amparo/crypto/crypto.hpp"

namespace amparo::bench {
namespace {

constexpr double kBudgetMs = 20;
constexpr std::size_t kChecks = 200;

conflicts::Token token(crypto::ConflictKey const& key, std::string_view feature) {
    auto const whole = crypto::derive_token(key, "amp.blind", as_bytes(feature));
    conflicts::Token out = 0;
    for (std::size_t i = 8; i > 0; --i) out = (out << 8U) | std::to_integer<conflicts::Token>(whole[i - 1]);
    return out;
}

Measure measure(std::filesystem::path const& /*folder*/) {
    std::size_t const count = scaled(100'000);
    Corpus const corpus = make_corpus(count);
    auto const key = crypto::make_key<crypto::ConflictKey>();
    conflicts::Blind const with = [&](std::string_view feature) { return token(key, feature); };
    conflicts::Index index;
    double const building = milliseconds([&] {
        for (std::size_t i = 0; i < count; ++i) {
            auto const number = static_cast<std::uint32_t>(i);
            index.add({number / 4, number / 4}, conflicts::blind({{corpus.records[i].name}, {}}, with));
        }
    });
    AMPARO_CHECK(index.size() == count);
    std::vector<double> times;
    std::size_t met = 0;
    auto const nobody = static_cast<std::uint32_t>(count + 1);
    for (std::size_t i = 0; i < std::min(kChecks, count); ++i) {
        // Half of them are parties, half are nobody's.
        std::string name = corpus.records[i * (count / std::min(kChecks, count))].name;
        if (i % 2 == 1) name = "Xquiltzin " + name.substr(0, name.find(' '));
        times.push_back(milliseconds([&] {
            met +=
                index.check(conflicts::blind({{name, "El Tuerto"}, {"312 555 0148"}}, with), {nobody, nobody})
                        .empty()
                    ? 0
                    : 1;
        }));
    }
    AMPARO_CHECK(met >= times.size() / 2);
    std::sort(times.begin(), times.end());
    double const slow = times[times.size() * 95 / 100];
    return {slow, kBudgetMs, "ms",
            "95 of 100 checks against " + std::to_string(count) +
                " parties, budget; blinding all of them took " + std::to_string(static_cast<int>(building)) +
                " ms, once after unlocking"};
}

Workload const kRegistered{"conflicts", measure};

}  // namespace
}  // namespace amparo::bench
