// SPDX-License-Identifier: AGPL-3.0-or-later
#include "support.hpp"

namespace amparo::matching {
namespace {

using namespace test;

TEST(Matching, M8_HoursComeFirst) {
    auto const closed = [](Entry& e) { e.hours = {{0, 540, 1020}}; };
    auto const not_stated = [](Entry& e) { e.hours.clear(); };
    // Everything else about the one that is open is worse.
    auto const open_but_poor = [](Entry& e) {
        e.conditions.fee = Stated::kUnknown;
        e.coordinates = north(49);
        e.languages = {"fr"};
        e.assurances.interpreter_available = Stated::kUnknown;
        e.capacity = CapacityStatus::kWaitlist;
        e.last_verified.reset();
    };
    expect_order(open_but_poor, not_stated);
    expect_order(open_but_poor, closed);
    expect_order(not_stated, closed);
    EXPECT_TRUE(gives(offered(kAsItIs), Reason::kOpenThen));
    EXPECT_TRUE(gives(offered(closed), Reason::kClosedThen));
    EXPECT_TRUE(gives(offered(not_stated), Reason::kHoursNotStated));
    Request r = request();
    r.at.reset();
    EXPECT_FALSE(gives(offered(closed, r), Reason::kClosedThen));
    expect_order(closed, open_but_poor, r);
}

TEST(Matching, M8_OpenUntilAfterMidnightIsOpenTheNextMorning) {
    struct Row {
        directory::OpenHours hours;
        When when;
        bool open;
    };
    for (Row const& row : {Row{{0, 600, 700}, {0, 600}, true}, Row{{0, 600, 700}, {0, 599}, false},
                           Row{{0, 600, 700}, {0, 699}, true}, Row{{0, 600, 700}, {0, 700}, false},
                           Row{{0, 600, 700}, {1, 650}, false}, Row{{0, 1200, 1560}, {1, 119}, true},
                           Row{{0, 1200, 1560}, {1, 120}, false}, Row{{0, 1200, 1560}, {0, 119}, false},
                           Row{{6, 1200, 1560}, {0, 60}, true}, Row{{0, 1200, 1560}, {6, 60}, false},
                           Row{{0, 0, 1440}, {0, 1439}, true}, Row{{0, 0, 1440}, {1, 0}, false},
                           Row{{0, 700, 600}, {0, 650}, false}, Row{{0, 2000, 1560}, {1, 10}, false}}) {
        Request r = request();
        r.at = row.when;
        EXPECT_EQ(gives(offered([&](Entry& e) { e.hours = {row.hours}; }, r), Reason::kOpenThen), row.open)
            << int{row.hours.weekday} << " " << row.hours.opens << "-" << row.hours.closes << " at "
            << int{row.when.weekday} << " " << row.when.minute;
    }
}

TEST(Matching, M8_ThenFewerThingsToAsk) {
    auto const poor = [](Entry& e) {
        e.coordinates = north(49);
        e.languages = {"fr"};
        e.capacity = CapacityStatus::kWaitlist;
        e.last_verified.reset();
    };
    expect_order(poor, [](Entry& e) { e.conditions.fee = Stated::kUnknown; });
    expect_order([&](Entry& e) { poor(e), e.conditions.fee = Stated::kUnknown; },
                 [](Entry& e) { e.conditions.fee = e.assurances.pets_welcome = Stated::kUnknown; });
    expect_order(poor, [](Entry& e) { e.coordinates.reset(); });
    Request r = request();
    r.populations = {};
    expect_order([&](Entry& e) { poor(e), e.populations.clear(); }, kAsItIs, r);
    r = request();
    r.area = "";
    expect_order([&](Entry& e) { poor(e), e.areas.clear(); }, kAsItIs, r);
}

TEST(Matching, M8_ThenTheDistanceBand) {
    auto const at = [](double km) { return [km](Entry& e) { e.coordinates = north(km); }; };
    auto const at_but_poor = [](double km) {
        return [km](Entry& e) {
            e.coordinates = north(km);
            e.languages = {"fr"};
            e.assurances.interpreter_available = Stated::kYes;
            e.capacity = CapacityStatus::kWaitlist;
            e.last_verified.reset();
        };
    };
    Request r = request();
    r.max_km.reset();
    r.unsafe = {};
    expect_order(at_but_poor(4.99), at(5.01), r);
    expect_order(at_but_poor(24.99), at(25.01), r);
    expect_order(at_but_poor(99.9), at(100.1), r);
    expect_order(at(4.99), at_but_poor(0.1), r);  // In one band the other keys decide.
    auto const nowhere = [](Entry& e) { e.coordinates.reset(); };
    expect_order(at_but_poor(24.9), nowhere, r);
    expect_order(nowhere, at_but_poor(26), r);
    expect_order([&](Entry& e) { nowhere(e), e.languages = {"fr"}; }, at(100.1), r);
    auto const by_phone = [](Entry& e) {
        e.remote = true;
        e.coordinates = north(4000);
    };
    expect_order(by_phone, at(5.01), r);
    EXPECT_TRUE(gives(offered(by_phone, r), Reason::kRemote));
    EXPECT_FALSE(offered(by_phone, r).distance_km);
}

TEST(Matching, M8_ThenLanguageInThePersonsOrder) {
    Request r = request();
    r.languages = {"q'eqchi'", "es", "en", "es"};
    r.wishes = {};
    auto const speaks = [](std::vector<std::string> const& languages, Stated interpreter = Stated::kUnknown) {
        return [=](Entry& e) {
            e.languages = languages;
            e.assurances.interpreter_available = interpreter;
        };
    };
    auto const poor = [&](auto const& change) {
        return [&, change](Entry& e) {
            change(e);
            e.capacity = CapacityStatus::kWaitlist;
        };
    };
    expect_order(poor(speaks({"es"})), speaks({"en"}), r);
    expect_order(poor(speaks({"fr", "q'eqchi'"})), speaks({"en", "es"}), r);
    expect_order(poor(speaks({"en"})), speaks({"fr"}, Stated::kYes), r);
    expect_order(poor(speaks({"fr"}, Stated::kYes)), speaks({}), r);
    expect_order(poor(speaks({})), speaks({"fr"}), r);
    EXPECT_TRUE(gives(offered(speaks({"en", "fr", "es"}), r), Reason::kSpeaksLanguage));
    EXPECT_EQ(offered(speaks({"en", "fr", "es"}), r).shared_languages,
              (std::vector<std::string>{"es", "en"}));
    EXPECT_TRUE(gives(offered(speaks({"fr"}, Stated::kYes), r), Reason::kInterpreter));
    EXPECT_TRUE(gives(offered(speaks({}), r), Reason::kLanguagesNotStated));
    EXPECT_TRUE(gives(offered(speaks({"fr"}, Stated::kNo), r), Reason::kNoSharedLanguage));
    r.languages = {};
    Offer const none_asked = offered(speaks({"fr"}), r);
    EXPECT_FALSE(gives(none_asked, Reason::kNoSharedLanguage));
    EXPECT_FALSE(gives(none_asked, Reason::kSpeaksLanguage));
    r.languages.assign(kLanguagesMax, "fr");
    r.languages.push_back("es");
    EXPECT_TRUE(gives(offered(speaks({"es"}), r), Reason::kNoSharedLanguage)) << "past the fortieth";
}

TEST(Matching, M8_ThenPlacesThenFreshnessThenDistanceThenId) {
    auto const capacity = [](CapacityStatus status) {
        return [status](Entry& e) {
            e.capacity = status;
            e.last_verified.reset();
        };
    };
    auto const fresh = [](auto const& change) {
        return [change](Entry& e) {
            change(e);
            e.last_verified = kToday;
        };
    };
    expect_order(capacity(CapacityStatus::kHasCapacity), fresh(capacity(CapacityStatus::kUnknown)));
    expect_order(capacity(CapacityStatus::kUnknown), fresh(capacity(CapacityStatus::kWaitlist)));

    auto const verified = [](int days, double km = 3) {
        return [=](Entry& e) {
            e.last_verified = days_ago(days);
            e.coordinates = north(km);
        };
    };
    expect_order(verified(90, 4), verified(91));
    expect_order(verified(365, 4), verified(366));
    expect_order(verified(365, 4), verified(-1)) /* dated after now */;
    expect_order(verified(365, 4), [](Entry& e) { e.last_verified.reset(); });
    EXPECT_TRUE(gives(offered(verified(90)), Reason::kVerifiedRecently));
    EXPECT_TRUE(gives(offered(verified(0)), Reason::kVerifiedRecently));
    EXPECT_TRUE(gives(offered(verified(91)), Reason::kVerifiedThisYear));
    EXPECT_TRUE(gives(offered(verified(366)), Reason::kVerifiedLongAgo));
    EXPECT_TRUE(gives(offered(verified(-1)), Reason::kVerifiedLongAgo));
    EXPECT_TRUE(gives(offered([](Entry& e) { e.last_verified = Date{std::chrono::year{2031} / 2 / 30}; }),
                      Reason::kVerifiedLongAgo))
        << "no such day";

    expect_order(verified(0, 2.8), verified(0, 3.2));
    expect_order(verified(2, 3.0), verified(1, 3.2)) /* one band of freshness */;

    std::vector<Entry> same{shelter(3), shelter(1), shelter(2), shelter(1)};
    same[1].location = id(9);
    same[3].location = id(8);
    Report const out = report(same);
    std::vector<std::size_t> order;
    for (Offer const& offer : out.offers) order.push_back(offer.entry);
    EXPECT_EQ(order, (std::vector<std::size_t>{3, 1, 2, 0}));
}

}  // namespace
}  // namespace amparo::matching
