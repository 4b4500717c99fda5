// SPDX-License-Identifier: AGPL-3.0-or-later
#include "services.hpp"

#include "corpus.hpp"

#include "amparo/directory/entry_of.hpp"

#include <array>
#include <cmath>
#include <random>
#include <set>

namespace amparo::bench {
namespace {

using directory::CapacityStatus;
using directory::Stated;
using Codes = std::vector<std::string>;

Codes const& needs() {
    static Codes const codes{"shelter",     "legal_aid", "food",         "health",
                             "counselling", "transport", "interpreting", "childcare",
                             "employment",  "documents", "clothing",     "phone"};
    return codes;
}
Codes const& languages() {
    static Codes const codes{"en", "es", "tl", "zh", "ar", "ru", "fr", "pt", "vi", "hi"};
    return codes;
}
Codes const& populations() {
    static Codes const codes{"women", "men", "families", "youth", "lgbtq", "migrants"};
    return codes;
}
Codes const& areas() {
    static Codes const codes{"north county", "lake county", "hill county",
                             "river county", "pilsen",      "old town"};
    return codes;
}

/// Low positions more often.
std::string const& one_of(Codes const& codes, std::mt19937& random) {
    double const u = std::generate_canonical<double, 32>(random);
    return codes[static_cast<std::size_t>(u * u * static_cast<double>(codes.size()))];
}

Codes some_of(Codes const& codes, std::size_t at_most, std::mt19937& random) {
    std::set<std::string> out;
    for (std::size_t i = random() % (at_most + 1); i > 0; --i) out.insert(one_of(codes, random));
    return {out.begin(), out.end()};
}

Stated anything(std::mt19937& random) {
    return std::array{Stated::kUnknown, Stated::kUnknown, Stated::kNo, Stated::kYes}[random() % 4];
}

directory::Coordinates somewhere(std::mt19937& random) {
    auto const within = [&](double from, double to) {
        return from + (to - from) * std::generate_canonical<double, 32>(random);
    };
    return {within(40, 43), within(-90, -87)};
}

}  // namespace

std::vector<directory::Entry> make_services(std::size_t count) {
    std::mt19937 random{20260202};
    std::vector<directory::Entry> out;
    out.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        directory::Entry e = directory::entry_of(Json::object(), id_numbered<RecordId>(i), nullptr, nullptr,
                                                 id_numbered<RecordId>(i + count));
        e.name = "Service " + std::to_string(i);
        e.needs = some_of(needs(), 2, random);
        if (e.needs.empty()) e.needs = {needs().front()};
        e.languages = some_of(languages(), 3, random);
        if (random() % 4 == 0) e.populations = some_of(populations(), 2, random);
        if (random() % 3 == 0) e.areas = some_of(areas(), 2, random);
        if (random() % 20 != 0) e.coordinates = somewhere(random);
        if (random() % 4 != 0)
            for (std::uint8_t day = 0; day < 7; ++day) {
                if (random() % 7 == 0) continue;
                auto const opens = static_cast<std::uint16_t>(random() % 16 * 60);
                e.hours.push_back({day, opens, static_cast<std::uint16_t>(opens + 60 * (4 + random() % 10))});
            }
        directory::Conditions& c = e.conditions;
        directory::Assurances& a = e.assurances;
        for (Stated* const s : {&c.identity_document, &c.fee, &c.referral_required, &a.trans_affirming,
                                &a.sex_worker_affirming, &a.confidential_address, &a.wheelchair_access,
                                &a.children_welcome, &a.pets_welcome, &a.interpreter_available})
            *s = anything(random);
        c.police_report = random() % 8 == 0   ? Stated::kYes
                          : random() % 2 == 0 ? Stated::kNo
                                              : Stated::kUnknown;
        e.capacity = static_cast<CapacityStatus>(random() % 4);
        e.capacity_confirmed_at = kAsked - std::chrono::hours{random() % 144};
        if (random() % 5 != 0) e.last_verified = date_of(kAsked - std::chrono::hours{24 * (random() % 700)});
        e.active = random() % 20 != 0;
        e.remote = random() % 10 == 0;
        out.push_back(std::move(e));
    }
    return out;
}

std::vector<matching::Request> make_requests(std::size_t count) {
    std::mt19937 random{11};
    std::vector<matching::Request> out;
    for (std::size_t i = 0; i < count; ++i) {
        matching::Request r;
        r.need = needs()[i % 3];
        r.languages = some_of(languages(), 3, random);
        r.populations = some_of(populations(), 2, random);
        if (random() % 2 == 0) r.area = areas()[random() % areas().size()];
        if (random() % 4 != 0) r.near = somewhere(random);
        if (random() % 2 == 0) r.max_km = 20 + random() % 200;
        for (std::size_t w = random() % 3; w > 0; --w)
            r.wishes.insert(matching::kAllWishes[random() % matching::kAllWishes.size()]);
        if (random() % 2 == 0)
            r.at = matching::When{static_cast<std::uint8_t>(random() % 7),
                                  static_cast<std::uint16_t>(random() % 1440)};
        out.push_back(std::move(r));
    }
    return out;
}

}  // namespace amparo::bench
