// SPDX-License-Identifier: AGPL-3.0-or-later
// T57, T58 with what people do: three programs over one vault file record, change, settle, erase, sign and
// withdraw in any order, on what they saw last or long ago, while disks fill, reads and syncs fail and
// programs die. At the end all three say the same; every word that was acknowledged is in its record's
// history, nothing erased is anywhere, and who withdrew has withdrawn.
#include "chance/seeded.hpp"
#include "faults/support.hpp"

#include "amparo/engine/engine.hpp"
#include "contract/failing_system.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace amparo::faults {
namespace {

using contract::Ending;
using contract::FailingSystem;
using contract::SystemFault;
using engine::Code;
using engine::Failure;

constexpr char const* kPassphrase = "seven quiet rivers";
constexpr std::size_t kPrograms = 3;
constexpr std::array<char const*, 3> kFields{"chosen_name", "notes", "area"};
constexpr std::array<char const*, 3> kParts{"identity", "narrative", "location"};

/// What was acknowledged about one contact, by field.
struct Contact {
    std::string id;
    std::string person;
    std::array<std::vector<std::string>, kFields.size()> said;
    std::string seen;  ///< The revision that somebody saw last, some time ago.
};

class Team {
  public:
    explicit Team(unsigned seed) : rng_{seed} {
        chance::begin(seed);
        for (std::size_t p = 0; p < kPrograms; ++p) start(p);
        AMPARO_CHECK(call(0, "vault.init",
                          {{"organization", "Puente"}, {"member", "Rosa"}, {"passphrase", kPassphrase}})
                         .ok());
        for (std::size_t p = 1; p < kPrograms; ++p)
            AMPARO_CHECK(call(p, "vault.unlock", {{"passphrase", kPassphrase}}).ok());
    }

    void step() {
        at_ = rng_() % kPrograms;
        auto const roll = rng_() % 30;
        if (contacts_.empty() || roll < 4) return record();
        if (roll < 14) return change();
        if (roll < 17) return settle();
        if (roll < 20) return erase();
        if (roll < 23) return sign();
        if (roll < 26) return withdraw();
        if (roll == 26) (void)acts("vault.compact", Json::object());
        if (roll == 27) (void)acts("vault.snapshot", Json::object());
        if (roll >= 28) (void)acts("vault.info", Json::object());
    }

    void expect_agreement() {
        for (std::size_t p = 0; p < kPrograms; ++p) {
            SCOPED_TRACE("program " + std::to_string(p));
            expect_right(p);
            EXPECT_TRUE(told(p) == told(0));
        }
        start(0);
        ASSERT_TRUE(call(0, "vault.unlock", {{"passphrase", kPassphrase}}).ok());
        expect_right(0);
        EXPECT_TRUE(told(0) == told(1)) << "who opens it anew sees something else";
        auto const checked = call(0, "vault.verify");
        ASSERT_TRUE(checked.ok());
        EXPECT_EQ(checked.value()["ok"], true) << checked.value();
    }

    [[nodiscard]] Bytes file() const { return content(folder_.vault()); }
    [[nodiscard]] std::string trace() const { return joined(log_); }
    [[nodiscard]] std::size_t settled() const { return settled_; }
    [[nodiscard]] std::size_t erased() const { return erased_.size(); }
    [[nodiscard]] std::size_t withdrawn() const { return withdrawn_.size(); }

  private:
    struct Program {
        Switch storage;
        std::unique_ptr<engine::Engine> engine;
    };

    void start(std::size_t p) {
        programs_[p].engine.reset();
        programs_[p].storage.to(file_at(folder_.vault()));
        programs_[p].engine = std::make_unique<engine::Engine>(
            engine::Ports{programs_[p].storage, [this] { return now_; }, crypto::kCostFloor});
    }

    Result<Json, Failure> call(std::size_t p, std::string const& method,
                               Json const& params = Json::object()) {
        now_ += std::chrono::milliseconds{1};
        return programs_[p].engine->call(method, params);
    }

    SystemFault trouble() {
        switch (rng_() % 24) {
            case 0:
                return {.nth = rng_() % 4, .error = ENOSPC, .write_bytes_kept = rng_() % 800};
            case 1:
                return {.error = EIO, .nth_read = rng_() % 3};
            case 2:
                return {.nth = 1 + rng_() % 4, .error = EIO};
            case 3:
                return {.nth = rng_() % 6,
                        .error = EIO,
                        .ending = Ending::kErrorsForGood,
                        .write_bytes_kept = rng_() % 800};
            default:
                return {};
        }
    }

    /// A call under whatever befalls the system. Fails for no other reason, unless a rule says no.
    Result<Json, Failure> acts(std::string const& method, Json const& params) {
        SystemFault const fault = trouble();
        bool has_failed = false;
        auto const done = [&] {
            FailingSystem const system{fault};
            auto result = call(at_, method, params);
            has_failed = system.has_failed();
            return result;
        }();
        log_.push_back(std::to_string(at_) + " " + method + " " + params.dump() +
                       (done.ok() ? "" : ": " + done.error().message));
        bool const is_of_the_disk = !done.ok() && done.error().code == Code::kInputOutput;
        if (is_of_the_disk) {
            EXPECT_TRUE(has_failed) << log_.back();
        } else if (!done.ok()) {
            EXPECT_TRUE(done.error().code == Code::kRefused || done.error().code == Code::kNotFound)
                << log_.back();
        }
        // A person does what the hint says; a program that died is started again.
        bool const is_told_to = !done.ok() && done.error().hint.starts_with("close Amparo");
        if (is_told_to || (has_failed && fault.ending == Ending::kErrorsForGood)) {
            start(at_);
            EXPECT_TRUE(call(at_, "vault.unlock", {{"passphrase", kPassphrase}}).ok());
        }
        return done;
    }

    /// Never said before.
    std::string fresh_word() {
        std::string out = "w";
        for (auto n = ++words_; n > 0; n /= 10) out += static_cast<char>('a' + n % 10);
        return out + "x";
    }

    Contact& any_contact() { return contacts_[rng_() % contacts_.size()]; }

    void record() {
        std::string const name = fresh_word();
        std::string const notes = fresh_word();
        auto const made =
            acts("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", name}, {"notes", notes}}}});
        if (!made.ok()) return;
        Contact contact{made.value()["id"], made.value()["person"], {}, made.value()["revision"]};
        contact.said[0].push_back(name);
        contact.said[1].push_back(notes);
        contacts_.push_back(std::move(contact));
    }

    void change() {
        Contact& contact = any_contact();
        std::size_t const field = rng_() % kFields.size();
        std::string const word = fresh_word();
        Json params{{"id", contact.id}, {"data", {{kFields[field], word}}}};
        // On what was seen long ago, or on what is there now.
        if (rng_() % 2 == 0) params["parents"] = {contact.seen};
        auto const changed = acts("record.update", params);
        if (!changed.ok()) return;
        contact.said[field].push_back(word);
        if (rng_() % 2 == 0) contact.seen = changed.value()["revision"];
    }

    void settle() {
        Json conflicts = Json::array();
        auto at = contacts_.begin();
        for (; at != contacts_.end() && conflicts.empty(); ++at) {
            auto const shown = call(at_, "record.show", {{"id", at->id}});
            ASSERT_TRUE(shown.ok());
            conflicts = shown.value()["conflicts"];
        }
        if (conflicts.empty()) return;
        Contact& contact = *std::prev(at);
        std::string const name = conflicts[0]["field"];
        auto const field =
            static_cast<std::size_t>(std::find(kFields.begin(), kFields.end(), name) - kFields.begin());
        ASSERT_LT(field, kFields.size());
        std::string const word = fresh_word();
        if (!acts("record.resolve", {{"id", contact.id}, {"field", name}, {"value", word}}).ok()) return;
        contact.said[field].push_back(word);
        ++settled_;
    }

    void erase() {
        Contact& contact = any_contact();
        std::size_t const field = 1 + rng_() % 2;  // A contact keeps a name, or nobody would find it.
        Json const params{{"id", contact.id}, {"part", kParts[field]}, {"basis", "She asked for it"}};
        auto const erased = acts("record.erase", params);
        if (!erased.ok() && erased.error().code != Code::kInputOutput) return;
        auto& said = contact.said[field];  // After a disk error it may be erased or not.
        if (erased.ok()) erased_.insert(erased_.end(), said.begin(), said.end());
        said.clear();
    }

    void sign() {
        auto const signed_ = acts("release.sign", {{"person", any_contact().person},
                                                   {"recipient", "Casa Azahar"},
                                                   {"fields", {"contact.chosen_name"}},
                                                   {"purpose", "A bed tonight"},
                                                   {"ends", "2031-03-20"},
                                                   {"signed_how", "on_paper"},
                                                   {"explained_by", "Rosa"},
                                                   {"language", "es"}});
        if (signed_.ok()) releases_.push_back(signed_.value()["id"]);
    }

    void withdraw() {
        if (releases_.empty()) return;
        std::string const id = releases_[rng_() % releases_.size()];
        if (acts("release.withdraw", {{"id", id}}).ok()) withdrawn_.insert(id);
    }

    /// All that one program says of everybody.
    Json told(std::size_t p) {
        Json out = Json::object();
        for (Contact const& c : contacts_) {
            auto const shown = call(p, "record.show", {{"id", c.id}});
            auto const history = call(p, "record.history", {{"id", c.id}});
            EXPECT_TRUE(shown.ok() && history.ok()) << c.id;
            if (shown.ok() && history.ok()) out[c.id] = {shown.value(), history.value()};
        }
        auto const listed = call(p, "record.list", {{"kind", "contact"}, {"limit", 1000}});
        auto const releases = call(p, "release.list", {{"limit", 1000}});
        EXPECT_TRUE(listed.ok() && releases.ok());
        if (listed.ok()) out["records"] = listed.value();
        if (releases.ok()) out["releases"] = releases.value();
        return out;
    }

    void expect_right(std::size_t p) {
        Json const all = told(p);
        std::string const text = all.dump();
        for (Contact const& c : contacts_) {
            ASSERT_TRUE(all.contains(c.id));
            for (std::size_t field = 0; field < kFields.size(); ++field)
                for (std::string const& word : c.said[field])
                    EXPECT_TRUE(is_in_history(all[c.id][1]["revisions"], kFields[field], word))
                        << word << " is lost from " << c.id;
        }
        for (std::string const& word : erased_)
            EXPECT_EQ(text.find('"' + word + '"'), std::string::npos) << word << " was erased and is back";
        std::map<std::string, std::string> states;
        for (Json const& release : all["releases"]["releases"]) states[release["id"]] = release["state"];
        for (std::string const& id : releases_) EXPECT_TRUE(states.contains(id)) << "a release is lost";
        for (std::string const& id : withdrawn_) {
            EXPECT_EQ(states[id], "withdrawn");
            EXPECT_FALSE(call(p, "referral.send", {{"release", id}}).ok());
        }
    }

    static bool is_in_history(Json const& revisions, char const* field, std::string const& word) {
        return std::any_of(revisions.begin(), revisions.end(), [&](Json const& r) {
            return r.contains("fields") && r["fields"].contains(field) && r["fields"][field] == word &&
                   r["author"] == "Rosa";
        });
    }

    std::mt19937 rng_;
    Folder folder_;
    Instant now_ = noon();
    std::array<Program, kPrograms> programs_;
    std::size_t at_ = 0;
    std::size_t words_ = 0;
    std::size_t settled_ = 0;
    std::vector<Contact> contacts_;
    std::vector<std::string> erased_;
    std::vector<std::string> releases_;
    std::set<std::string> withdrawn_;
    std::vector<std::string> log_;
};

TEST(Team, T57_T58_ProgramsAgreeOnEveryWordAndWithdrawalHolds) {
    std::size_t const runs = count_of("AMPARO_FAULTS_SCRIPTS", 40) / 10;
    std::size_t settled = 0;
    std::size_t erased = 0;
    std::size_t withdrawn = 0;
    for (unsigned seed = first_seed(); seed < first_seed() + runs && !testing::Test::HasFailure(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Team team{seed};
        for (int n = 0; n < 100 && !testing::Test::HasFailure(); ++n) team.step();
        team.expect_agreement();
        if (testing::Test::HasFailure()) ADD_FAILURE() << team.trace();
        settled += team.settled();
        erased += team.erased();
        withdrawn += team.withdrawn();
    }
    // What the test is about did happen.
    EXPECT_GT(settled, runs / 2);
    EXPECT_GT(erased, runs);
    EXPECT_GT(withdrawn, runs);
}

TEST(Replay, OneSeedOfATeamGivesTheSameFile) {
    auto const file_of = [](unsigned seed) {
        Team team{seed};
        for (int n = 0; n < 30; ++n) team.step();
        return team.file();
    };
    EXPECT_TRUE(file_of(first_seed()) == file_of(first_seed()));
}

}  // namespace
}  // namespace amparo::faults
