// SPDX-License-Identifier: AGPL-3.0-or-later
// Records, lists and histories: J2, J3, J6 to J9 of amparo/projection/projection.hpp.
#include "support.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

using namespace amparo;
using namespace amparo::projection;

namespace {

std::vector<RevisionId> revs(std::vector<unsigned> const& numbers) {
    std::vector<RevisionId> out;
    for (unsigned const n : numbers) out.push_back(rev(n));
    return out;
}

RecordView shown(Projection const& projection, unsigned record) {
    auto const view = projection.record(rec(record));
    EXPECT_TRUE(view.has_value());
    return *view;
}

std::vector<std::string> const kQuestions{"ana",   "an",         "maria", "cali", "bog",
                                          "lucía", "3015550101", "мария", "pasto"};

/// Records 0 to 5 with corrections, forks, several parts, sealed parts and erases; the same for the same
/// seed.
std::vector<Written> random_world(std::mt19937& random) {
    static std::vector<std::string> const kNames{"Ana", "María", "Lucía Paz", "Mariya", "Analía"};
    static std::vector<std::string> const kNotes{"Cali", "Bogotá", "Pasto y Cali", "waits for a call"};
    static std::vector<std::string> const kPhones{"+57 301 555 0101", "301 555 0101", "0044 20 7946 0000"};
    std::vector<Written> out;
    unsigned const revisions = 4 + below(random, 20);
    std::vector<std::vector<unsigned>> of_record(6);
    for (unsigned n = 1; n <= revisions; ++n) {
        unsigned const record = below(random, 6);
        std::vector<unsigned> parents;
        for (unsigned const earlier : of_record[record])
            if (below(random, 3) == 0) parents.push_back(earlier);
        of_record[record].push_back(n);
        Written w = wrote(n, record, parents, Json::object());
        Json fields = Json::object();
        if (below(random, 2) == 0) fields["name"] = kNames[below(random, kNames.size())];
        if (below(random, 3) == 0) fields["phone"] = kPhones[below(random, kPhones.size())];
        if (below(random, 3) == 0) fields["safe_way"] = kNotes[below(random, kNotes.size())];
        if (below(random, 4) == 0)
            fields["call_on"] = below(random, 2) == 0 ? "2031-03-01" : "2031-03-02T10:00:00Z";
        if (below(random, 6) == 0) fields["called"] = "yes";
        w.text = codec::to_text(fields);
        w.time = kStart + std::chrono::minutes{below(random, 4)};
        w.device = id<DeviceId>(below(random, 2));
        if (below(random, 8) == 0) {
            w.op = revisions::Op::kErase;
            w.text.reset();
        }
        out.push_back(w);
        if (below(random, 2) == 0) {
            w.part = Part::kNarrative;
            w.op = revisions::Op::kUpdate;
            w.text = codec::to_text({{"note", kNotes[below(random, kNotes.size())]}});
            if (below(random, 4) == 0) w.text.reset();
            out.push_back(w);
        }
    }
    return out;
}

}  // namespace

// ── J2, J3 ──

TEST(Records, J3_FieldsAreMergedOneByOne) {
    Office office{wrote(1, 1, {}, {{"name", "Ana"}, {"phone", "301 555 0101"}}),
                  wrote(2, 1, {1}, {{"name", "Ana Lucía"}}),
                  wrote(3, 1, {2}, {{"phone", nullptr}, {"age", 31}})};
    EXPECT_EQ(shown(office, 1).state.fields, (Json{{"name", "Ana Lucía"}, {"age", 31}}));
    EXPECT_EQ(shown(office, 1).title, "Ana Lucía");
    EXPECT_EQ(office.list({}).at(0).title, "Ana Lucía");
    EXPECT_EQ(shown(office, 1).state.heads, revs({3}));
    EXPECT_TRUE(shown(office, 1).state.conflicts.empty());
    EXPECT_EQ(office.record(rec(2)), std::nullopt);
}

TEST(Records, J3_AForkShowsBothValuesUntilSomeoneSettlesIt) {
    Office office{wrote(1, 1, {}, {{"name", "Ana"}}), wrote(2, 1, {1}, {{"name", "Anita"}}),
                  wrote(3, 1, {1}, {{"name", "Anahí"}})};
    RecordView const forked = shown(office, 1);
    ASSERT_EQ(forked.state.conflicts.size(), 1U);
    EXPECT_EQ(forked.state.conflicts[0].values.size(), 2U);
    EXPECT_EQ(forked.state.heads, revs({2, 3}));
    EXPECT_EQ(forked.title, "Anahí");
    EXPECT_EQ(office.list({}).at(0).title, "Anahí");

    EXPECT_TRUE(add(office, {wrote(4, 1, {2, 3}, {{"name", "Anita"}})}).empty());
    EXPECT_TRUE(shown(office, 1).state.conflicts.empty());
    EXPECT_EQ(office.list({}).at(0).title, "Anita");
}

TEST(Records, J3_AProtectedFieldInConflictHasNoValue) {
    Office office{wrote(1, 1, {}, {{"safe_way", "by text"}}), wrote(2, 1, {1}, {{"safe_way", "never call"}}),
                  wrote(3, 1, {1}, {{"safe_way", "at work"}})};
    EXPECT_EQ(shown(office, 1).state.fields, Json::object());
    EXPECT_EQ(shown(office, 1).state.conflicts.size(), 1U);

    // The same field as a title: what is in doubt heads no list.
    office.plan("contact", {{{"safe_way", Use::kText, true}}, {"safe_way"}});
    EXPECT_EQ(shown(office, 1).title, "");
    EXPECT_EQ(office.list({}).at(0).title, "");
}

TEST(Records, J3_TheTitleIsTheFirstFieldThatHoldsText) {
    Office office{wrote(1, 1, {}, {{"note", "came with a friend"}, {"name", ""}}),
                  wrote(2, 2, {}, {{"note", "x"}, {"name", "Ana"}}), wrote(3, 3, {}, {{"age", 3}})};
    for (auto const& [record, title] : {std::pair{1U, "came with a friend"}, {2U, "Ana"}, {3U, ""}}) {
        EXPECT_EQ(shown(office, record).title, title);
        EXPECT_EQ(office.list({}).at(3 - record).title, title);
    }
}

TEST(Records, J2_APlanThatComesLaterIndexesWhatIsThere) {
    Projection office;
    ASSERT_TRUE(add(office, {wrote(1, 1, {}, {{"name", "Ana"}, {"nickname", "Flaca"}})}).empty());
    EXPECT_TRUE(found(office, "ana").empty()) << "a kind without a plan is listed, not found";
    EXPECT_EQ(listed(office), std::vector<unsigned>{1});
    plan_kinds(office);
    EXPECT_EQ(found(office, "ana"), std::vector<unsigned>{1});
    EXPECT_TRUE(found(office, "flaca").empty()) << "fields without a plan are not indexed";
    office.plan("contact", {{{"nickname", Use::kName}}, {"nickname"}});
    EXPECT_EQ(found(office, "flaca"), std::vector<unsigned>{1});
    EXPECT_TRUE(found(office, "ana").empty());
    EXPECT_EQ(office.list({}).at(0).title, "Flaca");
}

// ── J6 ──

TEST(Records, J6_EveryOrderOfAFewEntriesGivesTheSame) {
    std::vector<Written> entries{wrote(1, 1, {}, {{"name", "Ana"}, {"phone", "301 555 0101"}}),
                                 wrote(2, 1, {1}, {{"name", "María"}}),
                                 wrote(3, 1, {1}, {{"name", "Lucía"}}),
                                 wrote(2, 1, {1}, {{"note", "Cali"}}, Part::kNarrative),
                                 erasing(4, 1, {3}, Part::kNarrative),
                                 wrote(5, 2, {}, {{"name", "Mariya"}})};
    entries[5].time = entries[0].time;
    std::vector<std::size_t> order{0, 1, 2, 3, 4, 5};
    std::string expected;
    do {
        Office office;
        for (std::size_t const i : order) EXPECT_TRUE(add(office, {entries[i]}).empty());
        std::string const seen = dump(office, 2, kQuestions);
        if (expected.empty()) expected = seen;
        ASSERT_EQ(seen, expected);
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST(Records, J6_AnyOrderAndPortionsWithQuestionsBetweenGiveTheSame) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random{seed};
        std::vector<Written> entries = random_world(random);
        Office office;
        ASSERT_TRUE(add(office, entries).empty());
        std::string const expected = dump(office, 6, kQuestions);

        std::vector<Written> mixed = entries;
        // What could not be opened at first comes again opened; what is known comes again.
        for (Written const& w : entries) {
            if (below(random, 4) != 0) continue;
            mixed.push_back(w);
            mixed.back().text.reset();
        }
        std::shuffle(mixed.begin(), mixed.end(), random);
        Office other;
        for (auto at = mixed.begin(); at != mixed.end();) {
            auto const size = std::min<std::ptrdiff_t>(1 + below(random, 5), mixed.end() - at);
            ASSERT_TRUE(add(other, {at, at + size}).empty());
            at += size;
            if (below(random, 2) == 0) other.index_pending();
        }
        ASSERT_EQ(dump(other, 6, kQuestions), expected);
    }
}

// ── J7 ──

TEST(Records, J11_DaysFollowTheMergedState) {
    Office office{wrote(1, 1, {}, {{"call_on", "2031-03-05"}}),
                  wrote(2, 2, {}, {{"call_on", "2031-03-02T10:00:00Z"}, {"called", "no"}}),
                  wrote(3, 3, {}, {{"call_on", "2031-03-01"}, {"called", "yes"}}),
                  wrote(4, 4, {}, {{"call_on", "tomorrow"}}), wrote(5, 5, {}, {{"name", "Ana"}})};
    auto const due = [&](char const* first, char const* last) {
        std::vector<unsigned> out;
        office.for_each_by_day("contact", "call_on", first, last,
                               [&](RecordView const& view) { out.push_back(number(view.id)); });
        return out;
    };
    using Found = std::vector<unsigned>;
    EXPECT_EQ(due("2031-01-01", "2031-12-31"), (Found{2, 1}));
    EXPECT_EQ(due("2031-03-02", "2031-03-04"), (Found{2}));
    EXPECT_EQ(due("2031-03-03", "2031-03-05"), (Found{1}));
    EXPECT_EQ(due("2031-03-06", "2031-03-05"), Found{});
    // Put off, done, not done after all, given up, and in two places at once.
    ASSERT_TRUE(add(office, {wrote(6, 1, {1}, {{"call_on", "2031-04-05"}}),
                             wrote(7, 2, {2}, {{"called", "yes"}}), wrote(8, 3, {3}, {{"called", "no"}})})
                    .empty());
    EXPECT_EQ(due("2031-01-01", "2031-12-31"), (Found{3, 1}));
    EXPECT_EQ(due("2031-01-01", "2031-03-31"), (Found{3}));
    ASSERT_TRUE(add(office, {wrote(9, 3, {8}, {{"call_on", nullptr}})}).empty());
    office.erase(rec(1), std::nullopt);
    EXPECT_EQ(due("2031-01-01", "2031-12-31"), Found{});
    ASSERT_TRUE(add(office, {wrote(10, 3, {9}, {{"call_on", "2031-03-07"}}),
                             wrote(11, 3, {9}, {{"call_on", "2031-03-09"}})})
                    .empty());
    EXPECT_EQ(due("2031-01-01", "2031-12-31"), (Found{3})) << "under the value that is shown (V4)";
    EXPECT_EQ(due("2031-03-09", "2031-03-09"), (Found{3}));
    office.plan("contact", {{}, {}, {{"call_on", "called", "no", true}}});
    EXPECT_EQ(due("2031-01-01", "2031-12-31"), (Found{3}));
    office.plan("contact", {});
    EXPECT_EQ(due("2031-01-01", "2031-12-31"), Found{});
}

TEST(Records, J7_ASealedPartIsNamedAndNotAnEmptyField) {
    Office office{wrote(1, 1, {}, {{"name", "Ana"}}), sealed(1, 1, {}, Part::kLegal),
                  sealed(2, 1, {1}, Part::kLegal)};
    RecordView const view = shown(office, 1);
    EXPECT_TRUE(view.sealed.contains(Part::kLegal));
    EXPECT_FALSE(view.sealed.contains(Part::kIdentity));
    EXPECT_EQ(view.state.fields, (Json{{"name", "Ana"}}));
    EXPECT_EQ(view.state.heads, revs({2})) << "a sealed revision is seen by the next one";
    auto const history = office.history(rec(1));
    ASSERT_EQ(history.size(), 3U);
    EXPECT_TRUE(history[0].entry.fields.has_value());
    for (std::size_t const i : {1U, 2U}) {
        EXPECT_EQ(history[i].entry.part, Part::kLegal);
        EXPECT_FALSE(history[i].entry.fields.has_value());
        EXPECT_FALSE(history[i].is_erased);
    }
    EXPECT_EQ(history[2].entry.parents, revs({1}));
}

TEST(Records, J10_AFieldWrittenIntoAnotherPartIsPassedOver) {
    Office office{wrote(1, 1, {}, {{"name", "Ana"}, {"status", "Kept out"}}, Part::kIdentity),
                  wrote(2, 1, {1}, {{"status", "Said to the attorney"}}, Part::kImmigration)};
    office.plan("contact", {{{"name", Use::kName, false, Part::kIdentity},
                             {"status", Use::kText, false, Part::kImmigration}},
                            {"status"}});
    EXPECT_EQ(shown(office, 1).state.fields, (Json{{"name", "Ana"}, {"status", "Said to the attorney"}}));
    EXPECT_EQ(shown(office, 1).title, "Said to the attorney");
    EXPECT_EQ(office.history(rec(1))[0].entry.fields, (Json{{"name", "Ana"}}));
    EXPECT_EQ(found(office, "attorney"), std::vector<unsigned>{1});
    EXPECT_TRUE(found(office, "kept out").empty());

    Parts was_in;
    was_in.insert(Part::kLocation);
    Office moved{wrote(1, 1, {}, {{"status", "Said before"}, {"name", "Ana"}}, Part::kLocation),
                 wrote(2, 1, {1}, {{"name", "Alma"}}, Part::kImmigration)};
    moved.plan("contact", {{{"name", Use::kName, false, Part::kImmigration, was_in},
                            {"status", Use::kText, false, Part::kImmigration, was_in}},
                           {"name"}});
    EXPECT_EQ(shown(moved, 1).state.fields, (Json{{"name", "Alma"}, {"status", "Said before"}}));
    EXPECT_EQ(found(moved, "before"), std::vector<unsigned>{1});

    Office plain{wrote(1, 1, {}, {{"name", "Ana"}, {"status", "Kept out"}}, Part::kIdentity)};
    plain.plan("contact", {{{"name", Use::kName, false, Part::kIdentity},
                            {"status", Use::kText, false, Part::kImmigration}},
                           {"status"}});
    EXPECT_TRUE(found(plain, "kept out").empty()) << "where nothing has to be merged";
    EXPECT_EQ(shown(plain, 1).title, "");
}

TEST(Records, J7_ARecordOfWhichNothingCanBeOpenedIsStillThere) {
    Office office{sealed(1, 1, {}, Part::kLegal)};
    EXPECT_EQ(listed(office), std::vector<unsigned>{1});
    EXPECT_EQ(shown(office, 1).title, "");
    EXPECT_EQ(shown(office, 1).person, per(1));
    EXPECT_EQ(office.counts_by_kind(), (std::map<std::string, std::size_t>{{"contact", 1}}));
}

TEST(Records, J7_WhatIsOpenedLaterTakesThePlaceOfTheSealed) {
    Office office{sealed(1, 1, {}, Part::kIdentity)};
    EXPECT_TRUE(found(office, "ana").empty());
    EXPECT_TRUE(add(office, {wrote(1, 1, {}, {{"name", "Ana"}})}).empty());
    EXPECT_EQ(shown(office, 1).sealed, Parts{});
    EXPECT_EQ(office.history(rec(1)).size(), 1U);
    EXPECT_EQ(found(office, "ana"), std::vector<unsigned>{1});
    EXPECT_TRUE(add(office, {sealed(1, 1, {}, Part::kIdentity)}).empty());
    EXPECT_EQ(shown(office, 1).title, "Ana") << "and stays";
}

TEST(Records, J7_TextThatIsNoObjectReadsAsSealed) {
    for (char const* text : {"", "{", "[1]", "\"Ana\"", "{\"name\":\"Ana\"}x", "null"}) {
        Written broken = wrote(1, 1, {}, nullptr);
        broken.text = text;
        Office office{broken};
        EXPECT_TRUE(shown(office, 1).sealed.contains(Part::kIdentity)) << text;
        EXPECT_EQ(shown(office, 1).state.fields, Json::object()) << text;
        EXPECT_FALSE(office.history(rec(1)).at(0).entry.fields.has_value()) << text;
        office.index_pending();
    }
}

// ── J8 ──

TEST(Records, J8_APartThatIsErasedIsGoneAndItsFactStays) {
    Office office{wrote(1, 1, {}, {{"name", "Ana"}}),
                  wrote(1, 1, {}, {{"note", "fled on Monday"}}, Part::kNarrative)};
    office.erase(rec(1), Part::kNarrative);
    EXPECT_EQ(shown(office, 1).state.fields, (Json{{"name", "Ana"}}));
    EXPECT_FALSE(shown(office, 1).sealed.contains(Part::kNarrative)) << "erased is not sealed";
    auto const history = office.history(rec(1));
    ASSERT_EQ(history.size(), 2U);
    EXPECT_FALSE(history[0].is_erased);
    EXPECT_TRUE(history[1].is_erased);
    EXPECT_FALSE(history[1].entry.fields.has_value());
    EXPECT_EQ(history[1].entry.author, id<MemberId>(1));

    EXPECT_TRUE(add(office, {wrote(1, 1, {}, {{"note", "fled on Monday"}}, Part::kNarrative)}).empty());
    EXPECT_EQ(shown(office, 1).state.fields, (Json{{"name", "Ana"}})) << "and does not come back";
}

TEST(Records, J8_AWholeRecordIsErased) {
    Office office{wrote(1, 1, {}, {{"name", "Ana"}}), wrote(1, 1, {}, {{"note", "x"}}, Part::kNarrative),
                  wrote(2, 2, {}, {{"name", "Ana"}})};
    office.erase(rec(1), std::nullopt);
    EXPECT_EQ(shown(office, 1).state.fields, Json::object());
    EXPECT_EQ(shown(office, 1).title, "");
    EXPECT_EQ(shown(office, 2).title, "Ana");
    office.erase(rec(9), std::nullopt);
    EXPECT_EQ(listed(office), (std::vector<unsigned>{2, 1}));
}

TEST(Records, J8_AnEraseInTheLogIsListedAndSupersedesWhatItHasSeen) {
    Office office{wrote(1, 1, {}, {{"name", "Ana"}}), erasing(3, 1, {1}, Part::kIdentity),
                  erasing(2, 1, {1}, Part::kLegal)};
    RecordView const view = shown(office, 1);
    EXPECT_EQ(view.state.fields, Json::object());
    EXPECT_EQ(view.title, "");
    EXPECT_EQ(office.list({}).at(0).title, "");
    EXPECT_EQ(view.sealed, Parts{});
    ASSERT_EQ(view.erased.size(), 2U);
    EXPECT_EQ(view.erased[0].revision, rev(2));
    EXPECT_EQ(view.erased[0].part, Part::kLegal);
    EXPECT_EQ(view.erased[1].part, Part::kIdentity);
    EXPECT_EQ(view.erased[1].time, kStart + std::chrono::minutes{3});
}

TEST(Records, J8_AnErasedRevisionMadeKnownAgainStillLinksWhatIsLeft) {
    // 1 and 3 say the name, 2 said only what was erased. Without 2, nobody knows that 3 corrects 1.
    std::vector<Written> const left{wrote(1, 1, {}, {{"name", "Ana"}}),
                                    wrote(3, 1, {2}, {{"name", "Anita"}})};
    Office gap;
    ASSERT_TRUE(add(gap, left).empty());
    EXPECT_EQ(shown(gap, 1).state.conflicts.size(), 1U);

    Office unlocked;
    ASSERT_TRUE(add(unlocked, left).empty());
    ASSERT_TRUE(add(unlocked, {erasing(2, 1, {1}, Part::kNarrative)}).empty());
    Office still_open;
    ASSERT_TRUE(add(still_open, left).empty());
    ASSERT_TRUE(add(still_open, {wrote(2, 1, {1}, {{"note", "x"}}, Part::kNarrative)}).empty());
    still_open.erase(rec(1), Part::kNarrative);
    for (Office* const office : {&unlocked, &still_open}) {
        EXPECT_TRUE(shown(*office, 1).state.conflicts.empty());
        EXPECT_EQ(shown(*office, 1).state.fields, (Json{{"name", "Anita"}}));
        EXPECT_EQ(shown(*office, 1).state.heads, revs({3}));
        EXPECT_EQ(shown(*office, 1).sealed, Parts{});
        auto const history = office->history(rec(1));
        ASSERT_EQ(history.size(), 3U);
        EXPECT_TRUE(history[1].is_erased);
        EXPECT_FALSE(history[0].is_erased || history[2].is_erased);
        EXPECT_TRUE(found(*office, "ana").empty());
        EXPECT_EQ(found(*office, "anita"), std::vector<unsigned>{1});
    }
}

TEST(Records, J8_WhateverIsGoneFromAHistoryItsHeadsAsParentsSettleEveryConflict) {
    constexpr std::size_t kParentsOfOneRevision = 16;  // protocol/vault_file.md: k ≤ 16.
    for (unsigned seed = 0; seed < 500; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random{seed};
        unsigned const revisions = 2 + below(random, 60);
        std::vector<Written> left;
        for (unsigned n = 1; n <= revisions; ++n) {
            std::vector<unsigned> parents;
            for (unsigned p = n > 4 ? n - 4 : 1; p < n; ++p)
                if (below(random, 2) == 0) parents.push_back(p);
            Written w = wrote(n, 1, parents,
                              {{below(random, 2) == 0 ? "name" : "safe_way", "value " + std::to_string(n)}});
            if (below(random, 10) == 0)
                w.parents.push_back(rev(n + 1));  // A circle, which only an attacker makes.
            if (below(random, 3) != 0) left.push_back(std::move(w));
        }
        Office office;
        ASSERT_TRUE(add(office, left).empty());
        unsigned next = 1000;
        while (office.record(rec(1)) && !shown(office, 1).state.conflicts.empty()) {
            ASSERT_LT(next, 1000 + 2 * revisions) << "each step has to come nearer";
            RecordView const view = shown(office, 1);
            Json settled = Json::object();
            for (auto const& conflict : view.state.conflicts)
                settled[conflict.field] = conflict.values.front().value;
            Written w = wrote(next++, 1, {}, settled);
            w.op = revisions::Op::kResolve;
            w.parents = view.state.heads;
            if (w.parents.size() > kParentsOfOneRevision)
                w.parents.erase(w.parents.begin() + kParentsOfOneRevision, w.parents.end());
            ASSERT_TRUE(add(office, {w}).empty());
        }
    }
}

// ── What is refused ──

TEST(Adding, AnEntryThatContradictsWhatIsKnownIsRefusedByItselfAndNamed) {
    Written const first = wrote(1, 1, {}, {{"name", "Ana"}});
    struct Case {
        char const* what;
        Written entry;
        AddError error;
    };
    std::vector<Case> cases;
    auto const changed = [&](char const* what, AddError error, auto const& change) {
        Written w = wrote(1, 1, {}, {{"note", "x"}}, Part::kNarrative);
        change(w);
        cases.push_back({what, std::move(w), error});
    };
    changed("kind", AddError::kOtherRecord, [](Written& w) { w.kind = "note"; });
    changed("person", AddError::kOtherRecord, [](Written& w) { w.person = per(2); });
    changed("no person", AddError::kOtherRecord, [](Written& w) { w.person.reset(); });
    changed("parents", AddError::kOtherRevision, [](Written& w) { w.parents = {rev(7)}; });
    changed("J9 time", AddError::kOtherRevision, [](Written& w) { w.time -= std::chrono::hours{1}; });
    changed("author", AddError::kOtherRevision, [](Written& w) { w.author = id<MemberId>(2); });
    changed("device", AddError::kOtherRevision, [](Written& w) { w.device = id<DeviceId>(2); });
    changed("too many parents", AddError::kTooManyParents,
            [](Written& w) { w.parents.assign(kParentsMax + 1, rev(7)); });
    for (Case const& c : cases) {
        SCOPED_TRACE(c.what);
        Office office{first};
        std::string const before = dump(office, 2, kQuestions);
        auto const problems = add(office, {first, c.entry, first});
        ASSERT_EQ(problems.size(), 1U);
        EXPECT_EQ(problems[0].position, 1U);
        EXPECT_EQ(problems[0].code, c.error);
        EXPECT_EQ(dump(office, 2, kQuestions), before);
        EXPECT_EQ(add(office, {c.entry, wrote(5, 2, {}, {{"name", "Bea"}})}).size(), 1U);
        EXPECT_EQ(listed(office), (std::vector<unsigned>{2, 1})) << "the others are taken";
    }
    Written most = wrote(1, 1, {}, {{"name", "Ana"}});
    most.parents.assign(kParentsMax, rev(7));
    EXPECT_TRUE(projection::add(*std::make_unique<Office>(), {most}).empty());
}

// ── J9, lists ──

TEST(Lists, J9_ARecordIsDatedByItsEarliestAndLatestEntry) {
    Written early = wrote(9, 1, {1}, {{"name", "Anita"}});
    early.time = kStart - std::chrono::hours{100};
    Written late = wrote(3, 1, {9}, {{"note", "x"}});
    late.time = kStart + std::chrono::hours{24 * 365 * 50};
    Office office{wrote(1, 1, {}, {{"name", "Ana"}}), early, late};
    EXPECT_EQ(shown(office, 1).created, early.time);
    EXPECT_EQ(shown(office, 1).updated, late.time);
    EXPECT_EQ(office.list({}).at(0).created, early.time);
    EXPECT_EQ(office.list({}).at(0).updated, late.time);
}

TEST(Lists, NewestFirstAndByIdWhereTimesAreEqual) {
    std::vector<Written> entries;
    for (unsigned const n : {4U, 2U, 7U, 1U, 9U}) {
        entries.push_back(wrote(n, n, {}, {{"name", "Ana"}}));
        entries.back().time = kStart + std::chrono::minutes{n > 5 ? 60 : 0};
    }
    Office office;
    ASSERT_TRUE(add(office, entries).empty());
    EXPECT_EQ(listed(office), (std::vector<unsigned>{9, 7, 4, 2, 1}));
    Written changed = wrote(20, 1, {1}, {{"name", "Anita"}});
    ASSERT_TRUE(add(office, {changed}).empty());
    EXPECT_EQ(listed(office), (std::vector<unsigned>{9, 7, 4, 2, 1}))
        << "by creation: a change moves nothing";
    changed = wrote(21, 1, {1}, {{"note", "came before"}});
    changed.time = kStart - std::chrono::minutes{1};
    ASSERT_TRUE(add(office, {wrote(22, 8, {}, {}), changed}).empty());
    EXPECT_EQ(listed(office), (std::vector<unsigned>{9, 7, 8, 4, 2, 1}));
}

TEST(Lists, PagesJoinToTheWholeWithoutGapOrRepetition) {
    std::mt19937 random{5};
    Office office;
    for (unsigned n = 1; n <= 60; ++n) {
        Written w = wrote(n, n, {}, {{"name", "Ana"}});
        w.kind = n % 3 == 0 ? "note" : "contact";
        w.person = n % 7 == 0 ? std::nullopt : std::optional{per(n % 5)};
        w.time = kStart + std::chrono::minutes{below(random, 10)};
        ASSERT_TRUE(add(office, {w}).empty());
    }
    for (std::string_view const kind : {"", "note", "contact", "unknown"}) {
        for (std::optional<PersonId> const& person :
             {std::optional<PersonId>{}, std::optional{per(2)}, std::optional{per(77)}}) {
            Filter filter;
            filter.kind = kind;
            filter.person = person;
            std::vector<unsigned> const whole = listed(office, filter);
            for (std::size_t const limit : {1U, 7U, 100U}) {
                std::vector<unsigned> joined;
                Filter page = filter;
                page.limit = limit;
                for (;;) {
                    std::vector<unsigned> const rows = listed(office, page);
                    ASSERT_LE(rows.size(), limit);
                    if (rows.empty()) break;
                    joined.insert(joined.end(), rows.begin(), rows.end());
                    page.after = rec(rows.back());
                }
                EXPECT_EQ(joined, whole);
            }
            for (unsigned const row : whole) {
                RecordView const view = shown(office, row);
                EXPECT_TRUE(kind.empty() || view.kind == kind);
                EXPECT_TRUE(!person || view.person == person);
            }
        }
    }
    EXPECT_EQ(listed(office).size(), 60U);
    Filter of_two;
    of_two.person = per(2);
    EXPECT_EQ(listed(office, of_two).size(), 10U);
    Filter none;
    none.limit = 0;
    EXPECT_TRUE(listed(office, none).empty());
    Filter lost;
    lost.after = rec(999);
    EXPECT_EQ(listed(office, lost), listed(office)) << "after an unknown record: from the start";
}

TEST(Lists, OnePersonsRecordsAreOfAllKinds) {
    Written note = wrote(2, 2, {}, {{"note", "x"}});
    note.kind = "note";
    note.person = per(1);
    Office office{wrote(1, 1, {}, {{"name", "Ana"}}), note, wrote(3, 3, {}, {{"name", "Bea"}})};
    Filter filter;
    filter.person = per(1);
    EXPECT_EQ(listed(office, filter), (std::vector<unsigned>{2, 1}));
    EXPECT_EQ(office.counts_by_kind(), (std::map<std::string, std::size_t>{{"contact", 2}, {"note", 1}}));
}

TEST(Lists, ForEachGivesEveryRecordOfAKindOldestFirst) {
    Written oldest = wrote(9, 9, {}, {{"name", "Cora"}});
    oldest.time = kStart - std::chrono::hours{1};
    Written note = wrote(2, 2, {}, {{"note", "x"}});
    note.kind = "note";
    Office office{wrote(1, 1, {}, {{"name", "Ana"}}), note, wrote(3, 3, {}, {{"name", "Bea"}}), oldest};
    std::vector<std::string> seen;
    office.for_each("contact", [&](RecordView const& view) { seen.push_back(view.title); });
    EXPECT_EQ(seen, (std::vector<std::string>{"Cora", "Ana", "Bea"}));
    office.for_each("unknown", [&](RecordView const&) { FAIL(); });
}

TEST(Lists, AnEmptyProjectionAnswersEverything) {
    Projection office;
    EXPECT_TRUE(listed(office).empty());
    EXPECT_TRUE(office.history(rec(1)).empty());
    EXPECT_TRUE(office.counts_by_kind().empty());
    EXPECT_TRUE(found(office, "ana").empty());
    std::vector<std::string> const names{"Ana"};
    EXPECT_TRUE(office.similar_people(names, "301 555 0101", 5).empty());
    office.erase(rec(1), std::nullopt);
    EXPECT_TRUE(add(office, {}).empty());
    EXPECT_GT(office.bytes_used(), 0U);
}

TEST(History, EachRevisionComesAfterAllItHasSeen) {
    Office office{wrote(3, 1, {2}, {{"name", "Third"}}), wrote(1, 1, {}, {{"name", "First"}}),
                  wrote(2, 1, {1}, {{"name", "Second"}}),
                  wrote(2, 1, {1}, {{"note", "x"}}, Part::kNarrative)};
    std::vector<std::pair<unsigned, Part>> order;
    for (HistoryItem const& item : office.history(rec(1)))
        order.emplace_back(number(item.entry.revision), item.entry.part);
    EXPECT_EQ(order,
              (std::vector<std::pair<unsigned, Part>>{
                  {1, Part::kIdentity}, {2, Part::kIdentity}, {2, Part::kNarrative}, {3, Part::kIdentity}}));
}
