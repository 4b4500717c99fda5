// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/revisions/merge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace amparo;
using namespace amparo::revisions;

namespace {

template <class AnyId>
AnyId id(unsigned n) {
    typename AnyId::Bytes bytes{};
    bytes[14] = static_cast<std::byte>(n >> 8U);
    bytes[15] = static_cast<std::byte>(n & 255U);
    return AnyId{bytes};
}
RevisionId rev(unsigned n) {
    return id<RevisionId>(n);
}

constexpr Instant kStart{std::chrono::sys_days{std::chrono::year{2031} / 3 / 1}};

/// Revision `n`, written `n` minutes after the start on device 1 by member 1.
Entry entry(unsigned n, std::vector<unsigned> const& parents, Json fields, Part part = Part::kIdentity) {
    std::vector<RevisionId> ids;
    for (unsigned const p : parents) ids.push_back(rev(p));
    return {rev(n),
            ids,
            kStart + std::chrono::minutes{n},
            id<MemberId>(1),
            id<DeviceId>(1),
            parents.empty() ? Op::kCreate : Op::kUpdate,
            part,
            std::move(fields)};
}
Entry erase(unsigned n, std::vector<unsigned> const& parents, Part part) {
    Entry e = entry(n, parents, nullptr, part);
    e.op = Op::kErase;
    e.fields.reset();
    return e;
}
Entry sealed(unsigned n, std::vector<unsigned> const& parents, Part part) {
    Entry e = entry(n, parents, nullptr, part);
    e.fields.reset();
    return e;
}

std::vector<Json> values_of(State const& state, std::string_view field) {
    std::vector<Json> out;
    for (Conflict const& c : state.conflicts)
        if (c.field == field)
            for (ConflictValue const& v : c.values) out.push_back(v.value);
    return out;
}

}  // namespace

TEST(Merge, NothingIsAnEmptyRecord) {
    State const state = merge({});
    EXPECT_EQ(state.fields, Json::object());
    EXPECT_TRUE(state.heads.empty());
    EXPECT_TRUE(in_order({}).empty());
}

TEST(Merge, V2_InOneLineTheLastWordOfEachFieldCounts) {
    std::vector<Entry> const line{entry(1, {}, {{"name", "Ana"}, {"city", "Cali"}}),
                                  entry(2, {1}, {{"name", "Ana María"}}),
                                  entry(3, {2}, {{"city", nullptr}, {"note", "calls on Mondays"}})};
    State const state = merge(line);
    EXPECT_EQ(state.fields, (Json{{"name", "Ana María"}, {"note", "calls on Mondays"}}));
    EXPECT_TRUE(state.conflicts.empty());
    EXPECT_EQ(state.heads, std::vector{rev(3)});
}

TEST(Merge, V2_ALineIsReadByItsParentsNotByClocks) {
    std::vector<Entry> line{entry(9, {}, {{"name", "first"}}), entry(1, {9}, {{"name", "second"}})};
    EXPECT_EQ(merge(line).fields, (Json{{"name", "second"}}));
    std::reverse(line.begin(), line.end());
    EXPECT_EQ(merge(line).fields, (Json{{"name", "second"}}));
    EXPECT_EQ(in_order(line), (std::vector<std::size_t>{1, 0}));
}

TEST(Merge, V2_DifferentFieldsOfAForkAreNoConflict) {
    std::vector<Entry> const fork{entry(1, {}, {{"name", "Ana"}, {"city", "Cali"}}),
                                  entry(2, {1}, {{"name", "Anita"}}), entry(3, {1}, {{"city", "Bogotá"}})};
    State const state = merge(fork);
    EXPECT_EQ(state.fields, (Json{{"name", "Anita"}, {"city", "Bogotá"}}));
    EXPECT_TRUE(state.conflicts.empty());
    EXPECT_EQ(state.heads, (std::vector{rev(2), rev(3)}));
}

TEST(Merge, V3_BothValuesOfOneFieldAreKeptWithWhoAndWhen) {
    std::vector<Entry> fork{entry(1, {}, {{"city", "Cali"}}), entry(2, {1}, {{"city", "Bogotá"}}),
                            entry(3, {1}, {{"city", "Pasto"}})};
    fork[1].author = id<MemberId>(7);
    State const state = merge(fork);
    ASSERT_EQ(state.conflicts.size(), 1U);
    EXPECT_EQ(state.conflicts[0].field, "city");
    EXPECT_EQ(state.conflicts[0].values,
              (std::vector<ConflictValue>{{"Pasto", rev(3), id<MemberId>(1), fork[2].time},
                                          {"Bogotá", rev(2), id<MemberId>(7), fork[1].time}}));
}

TEST(Merge, V3_EqualValuesAndAClearedFieldOnBothSidesAreNoConflict) {
    std::vector<Entry> const same{entry(1, {}, {{"a", 1}, {"b", 1}}),
                                  entry(2, {1}, {{"a", 2}, {"b", nullptr}}),
                                  entry(3, {1}, {{"a", 2}, {"b", nullptr}})};
    EXPECT_TRUE(merge(same).conflicts.empty());
    EXPECT_EQ(merge(same).fields, (Json{{"a", 2}}));
}

TEST(Merge, V3_ClearingAFieldConflictsWithWritingIt) {
    std::vector<Entry> const fork{entry(1, {}, {{"a", 1}}), entry(2, {1}, {{"a", 2}}),
                                  entry(3, {1}, {{"a", nullptr}})};
    State const state = merge(fork);
    EXPECT_EQ(values_of(state, "a"), (std::vector<Json>{nullptr, 2}));
    EXPECT_EQ(state.fields, Json::object());
}

TEST(Merge, V3_OnlyARevisionThatHasSeenAllValuesSettlesThem) {
    std::vector<Entry> fork{entry(1, {}, {{"a", 1}}), entry(2, {1}, {{"a", 2}}), entry(3, {1}, {{"a", 3}}),
                            entry(4, {1}, {{"a", 4}})};
    fork.push_back(entry(5, {2, 3}, {{"a", 3}}));
    EXPECT_EQ(values_of(merge(fork), "a"), (std::vector<Json>{3, 4}));
    fork.push_back(entry(6, {4, 5}, {{"b", 1}}));
    EXPECT_EQ(values_of(merge(fork), "a"), (std::vector<Json>{3, 4})) << "seeing is not settling";
    fork.push_back(entry(7, {6}, {{"a", 4}}));
    fork.back().op = Op::kResolve;
    EXPECT_TRUE(merge(fork).conflicts.empty());
    EXPECT_EQ(merge(fork).fields, (Json{{"a", 4}, {"b", 1}}));
    EXPECT_EQ(merge(fork).heads, std::vector{rev(7)});
}

TEST(Merge, V4_TheLatestByTimeThenDeviceThenRevisionIsShown) {
    std::vector<Entry> fork{entry(1, {}, {{"a", 0}}), entry(3, {1}, {{"a", 3}}), entry(2, {1}, {{"a", 2}})};
    EXPECT_EQ(merge(fork).fields, (Json{{"a", 3}}));
    fork[2].time = fork[1].time;
    EXPECT_EQ(merge(fork).fields, (Json{{"a", 3}}));
    fork[2].device = id<DeviceId>(2);
    EXPECT_EQ(merge(fork).fields, (Json{{"a", 2}}));
}

TEST(Merge, V5_AProtectedFieldInConflictHasNoValueUntilAPersonSettlesIt) {
    auto const is_protected = [](std::string_view field) { return field == "consent"; };
    std::vector<Entry> fork{entry(1, {}, {{"consent", "yes"}}),
                            entry(2, {1}, {{"consent", "no"}, {"city", "Cali"}}),
                            entry(3, {1}, {{"consent", "some"}, {"city", "Pasto"}})};
    EXPECT_EQ(merge(fork, is_protected).fields, (Json{{"city", "Pasto"}}));
    EXPECT_EQ(values_of(merge(fork, is_protected), "consent"), (std::vector<Json>{"some", "no"}));
    EXPECT_EQ(merge(fork).fields, (Json{{"city", "Pasto"}, {"consent", "some"}}));
    fork.push_back(entry(4, {2, 3}, {{"consent", "no"}}));
    EXPECT_EQ(merge(fork, is_protected).fields, (Json{{"city", "Pasto"}, {"consent", "no"}}));
}

TEST(Merge, V6_AnEraseTakesWhatItHasSeenInItsPartAndNothingElse) {
    std::vector<Entry> line{entry(1, {}, {{"name", "Ana"}}, Part::kIdentity),
                            entry(1, {}, {{"story", "…"}}, Part::kNarrative), erase(2, {1}, Part::kNarrative),
                            entry(3, {2}, {{"city", "Cali"}}, Part::kLocation)};
    EXPECT_EQ(merge(line).fields, (Json{{"name", "Ana"}, {"city", "Cali"}}));
    line.push_back(entry(4, {1}, {{"story", "written elsewhere"}}, Part::kNarrative));
    EXPECT_EQ(merge(line).fields, (Json{{"name", "Ana"}, {"city", "Cali"}, {"story", "written elsewhere"}}));
    EXPECT_TRUE(merge(line).conflicts.empty());
}

TEST(Merge, V7_AnErasedParentLeavesBothSidesOfTheGap) {
    std::vector<Entry> const gap{entry(1, {}, {{"a", 1}, {"b", 1}}), entry(3, {2}, {{"a", 3}})};
    State const state = merge(gap);
    EXPECT_EQ(values_of(state, "a"), (std::vector<Json>{3, 1}));
    EXPECT_EQ(state.fields, (Json{{"a", 3}, {"b", 1}}));
    EXPECT_EQ(state.heads, (std::vector{rev(1), rev(3)}));
}

TEST(Merge, V8_ACircleSupersedesNothingAndCanBeSettled) {
    std::vector<Entry> circle{entry(1, {3}, {{"a", 1}}), entry(2, {1}, {{"a", 2}}),
                              entry(3, {2}, {{"a", 3}})};
    EXPECT_EQ(values_of(merge(circle), "a"), (std::vector<Json>{3, 2, 1}));
    EXPECT_EQ(values_of(merge(std::vector{entry(1, {1}, {{"a", 1}})}), "a"), std::vector<Json>{});
    EXPECT_EQ(merge(std::vector{entry(1, {1}, {{"a", 1}})}).fields, (Json{{"a", 1}}));
    circle.push_back(entry(4, {1, 2, 3}, {{"a", 4}}));
    EXPECT_EQ(merge(circle).fields, (Json{{"a", 4}}));
    EXPECT_TRUE(merge(circle).conflicts.empty());
    EXPECT_EQ(in_order(circle).size(), 4U);
    EXPECT_EQ(in_order(circle).back(), 3U);
}

TEST(Merge, V9_ASealedEntryWritesNothingButHasSeenItsParents) {
    std::vector<Entry> const line{entry(1, {}, {{"name", "Ana"}}), sealed(2, {1}, Part::kLegal),
                                  entry(3, {2}, {{"name", "Anita"}})};
    EXPECT_EQ(merge(line).fields, (Json{{"name", "Anita"}}));
    EXPECT_TRUE(merge(line).conflicts.empty());
}

TEST(Merge, OneRevisionThatWritesAFieldInTwoPartsIsAConflictInEveryOrder) {
    std::vector<Entry> twice{entry(1, {}, {{"a", 1}}, Part::kIdentity),
                             entry(1, {}, {{"a", 2}}, Part::kPlan)};
    State const state = merge(twice);
    EXPECT_EQ(values_of(state, "a"), (std::vector<Json>{1, 2}));
    std::swap(twice[0], twice[1]);
    EXPECT_EQ(merge(twice), state);
}

// ── Properties ──

namespace {

/// What the rules say, computed the slow way: "has seen" as a relation, each pair looked at.
State naive_merge(std::vector<Entry> const& entries) {
    auto const has_seen = [&](RevisionId const& a, RevisionId const& b) {
        std::set<RevisionId> seen;
        std::vector<RevisionId> rest{a};
        while (!rest.empty()) {
            RevisionId const r = rest.back();
            rest.pop_back();
            for (Entry const& e : entries)
                if (e.revision == r)
                    for (RevisionId const& p : e.parents)
                        if (seen.insert(p).second) rest.push_back(p);
        }
        return seen.count(b) != 0;
    };
    auto const later = [](Entry const* a, Entry const* b) {
        return std::tie(b->time, b->device, b->revision) < std::tie(a->time, a->device, a->revision);
    };
    State state;
    std::map<std::string, std::vector<Entry const*>> current;
    for (Entry const& w : entries) {
        bool const is_head = std::none_of(entries.begin(), entries.end(), [&](Entry const& e) {
            return std::find(e.parents.begin(), e.parents.end(), w.revision) != e.parents.end();
        });
        if (is_head && std::find(state.heads.begin(), state.heads.end(), w.revision) == state.heads.end())
            state.heads.push_back(w.revision);
        if (!w.fields) continue;
        for (auto const& field : w.fields->items()) {
            bool const is_gone = std::any_of(entries.begin(), entries.end(), [&](Entry const& e) {
                bool const takes =
                    e.op == Op::kErase ? e.part == w.part : e.fields && e.fields->contains(field.key());
                return takes && has_seen(e.revision, w.revision);
            });
            if (!is_gone) current[field.key()].push_back(&w);
        }
    }
    std::sort(state.heads.begin(), state.heads.end());
    for (auto& [field, all] : current) {
        std::sort(all.begin(), all.end(), later);
        Conflict conflict{field, {}};
        for (Entry const* e : all) {
            Json const& value = e->fields->at(field);
            if (std::none_of(conflict.values.begin(), conflict.values.end(),
                             [&](ConflictValue const& v) { return v.value == value; }))
                conflict.values.push_back({value, e->revision, e->author, e->time});
        }
        if (!conflict.values.front().value.is_null()) state.fields[field] = conflict.values.front().value;
        if (conflict.values.size() > 1) state.conflicts.push_back(conflict);
    }
    return state;
}

/// Some people edit, erase and now and then take over what another has.
struct Replicas {
    explicit Replicas(std::size_t count_of_people) : entries(count_of_people) {}
    std::vector<std::vector<Entry>> entries;
    unsigned count = 0;

    void step(std::mt19937& rng) {
        std::size_t const r = rng() % entries.size();
        if (rng() % 8 == 0) {
            pull(r, (r + 1 + rng() % (entries.size() - 1)) % entries.size());
        } else {
            write(r, rng);
        }
    }
    void exchange_all() {
        for (std::size_t r = 1; r < entries.size(); ++r) pull(0, r);
        for (std::size_t r = 1; r < entries.size(); ++r) pull(r, 0);
    }

    void write(std::size_t r, std::mt19937& rng) {
        auto& mine = entries[r];
        ++count;
        Json fields = Json::object();
        static constexpr std::array<char const*, 3> kFields{"name", "city", "note"};
        std::size_t const field = rng() % kFields.size();
        fields[kFields[field]] = rng() % 6 == 0 ? Json{nullptr} : Json{rng() % 4};
        Entry e = entry(count, {}, fields, field == 2 ? Part::kNarrative : Part::kIdentity);
        e.parents = merge(mine).heads;
        e.time = kStart + std::chrono::minutes{rng() % 50};  // Clocks lie.
        e.device = id<DeviceId>(static_cast<unsigned>(r));
        e.author = id<MemberId>(static_cast<unsigned>(r));
        if (!mine.empty() && rng() % 12 == 0) {
            e.op = Op::kErase;
            e.fields.reset();
        }
        mine.push_back(e);
    }
    void pull(std::size_t to, std::size_t from) {
        for (Entry const& e : entries[from]) {
            bool const is_known =
                std::any_of(entries[to].begin(), entries[to].end(),
                            [&](Entry const& known) { return known.revision == e.revision; });
            if (!is_known) entries[to].push_back(e);
        }
    }
};

/// `./run sanitize` takes fewer.
unsigned schedules() {
    char const* const given = std::getenv("AMPARO_SCHEDULES");
    return given == nullptr ? 100'000U : static_cast<unsigned>(std::strtoul(given, nullptr, 10));
}

}  // namespace

TEST(Merge, T57_FiveReplicasThatExchangedAllShowTheSame) {
    for (unsigned seed = 0; seed < schedules(); ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 rng{seed};
        Replicas replicas{5};
        for (int step = 0; step < 10; ++step) replicas.step(rng);
        replicas.exchange_all();
        State const state = merge(replicas.entries[0]);
        for (auto const& entries : replicas.entries) ASSERT_EQ(merge(entries), state);
    }
}

TEST(Merge, T57_TwoReplicasThatExchangedAllShowTheSameInWhateverOrderItCame) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 rng{seed};
        Replicas replicas{2};
        for (int step = 0; step < 25; ++step) replicas.step(rng);
        replicas.exchange_all();
        State const state = merge(replicas.entries[0]);
        ASSERT_EQ(merge(replicas.entries[1]), state);
        std::vector<Entry> shuffled = replicas.entries[0];
        std::shuffle(shuffled.begin(), shuffled.end(), rng);
        ASSERT_EQ(merge(shuffled), state);
        ASSERT_EQ(naive_merge(shuffled), state);

        std::vector<std::size_t> const order = in_order(shuffled);
        std::vector<std::size_t> sorted = order;
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t i = 0; i < sorted.size(); ++i) ASSERT_EQ(sorted[i], i);
        std::set<RevisionId> before;
        for (std::size_t const i : order) {
            for (RevisionId const& p : shuffled[i].parents) ASSERT_EQ(before.count(p), 1U);
            before.insert(shuffled[i].revision);
        }
    }
}

TEST(Merge, T58_NoWrittenValueIsLostAndAPersonWhoSettlesAllFindsNoConflict) {
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 rng{seed};
        Replicas replicas{2};
        for (int step = 0; step < 20; ++step) replicas.step(rng);
        replicas.pull(0, 1);
        auto& all = replicas.entries[0];
        State const state = merge(all);

        std::map<RevisionId, std::set<RevisionId>> seen;
        for (std::size_t const i : in_order(all)) {
            auto& mine = seen[all[i].revision];
            for (RevisionId const& p : all[i].parents) {
                mine.insert(p);
                mine.insert(seen[p].begin(), seen[p].end());
            }
        }
        for (Entry const& w : all) {
            if (!w.fields) continue;
            for (auto const& field : w.fields->items()) {
                bool const was_answered = std::any_of(all.begin(), all.end(), [&](Entry const& e) {
                    bool const answers =
                        e.op == Op::kErase ? e.part == w.part : e.fields->contains(field.key());
                    return answers && seen[e.revision].count(w.revision) != 0;
                });
                std::vector<Json> const open = values_of(state, field.key());
                Json const* const shown = codec::find(state.fields, field.key());
                bool const is_shown = shown == nullptr ? field.value().is_null() : *shown == field.value();
                bool const is_listed = std::find(open.begin(), open.end(), field.value()) != open.end();
                ASSERT_TRUE(was_answered || is_shown || is_listed) << field.key() << " " << field.value();
            }
        }

        for (Conflict const& c : state.conflicts) {
            Entry e = entry(++replicas.count, {}, {{c.field, c.values.back().value}});
            e.parents = merge(all).heads;
            e.op = Op::kResolve;
            all.push_back(e);
        }
        State const settled = merge(all);
        ASSERT_TRUE(settled.conflicts.empty());
        for (Conflict const& c : state.conflicts) {
            Json const* const shown = codec::find(settled.fields, c.field);
            ASSERT_EQ(shown == nullptr ? Json{nullptr} : *shown, c.values.back().value);
        }
    }
}

TEST(Op, HasNumbersThatReadBack) {
    for (std::uint8_t n = 1; n <= 4; ++n) {
        ASSERT_TRUE(op_numbered(n));
        EXPECT_EQ(static_cast<std::uint8_t>(*op_numbered(n)), n);
        EXPECT_FALSE(name(*op_numbered(n)).empty());
    }
    EXPECT_FALSE(op_numbered(0));
    EXPECT_FALSE(op_numbered(5));
}
