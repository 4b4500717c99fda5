// SPDX-License-Identifier: AGPL-3.0-or-later
// T1, X1, X3, X6, Y1: documents while the process is killed and while the disk is full. A document that is added, sealed
// behind a wall, redacted or erased is afterwards as it was before or as it was meant to be; whole, or not there; and no
// file holds a word of it in the clear.
#include "chance/seeded.hpp"
#include "faults/support.hpp"

#include "amparo/crypto/base64.hpp"
#include "amparo/engine/engine.hpp"
#include "amparo/store_file/folder.hpp"
#include "contract/failing_system.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <thread>

namespace amparo::faults {
namespace {

namespace fs = std::filesystem;

using contract::Ending;
using contract::FailingSystem;
using contract::SystemFault;
using engine::Failure;

constexpr char const* kPassphrase = "seven quiet rivers";
constexpr char const* kSaid = "Maritza Quispe wrote it all down";

enum class Deed : std::uint8_t { kAdd, kSeal, kRedact, kErase };
constexpr std::array<Deed, 4> kDeeds{Deed::kAdd, Deed::kSeal, Deed::kRedact, Deed::kErase};

#ifdef AMPARO_SANITIZED
constexpr bool kIsSlow = true;  // Ten times slower each.
#else
constexpr bool kIsSlow = false;
#endif

std::string words(std::size_t lines) {
    std::string out;
    for (std::size_t n = 0; n < lines; ++n) out += std::to_string(n) + ' ' + kSaid + '\n';
    return out;
}
/// Of two chunks, so that a file can be half written.
std::string const& letter() {
    static std::string const text = words(2500);
    return text;
}
std::string const& contract_text() {
    static std::string const text = words(1800);
    return text;
}

/// A program over one vault file and its folder of documents.
class Program {
  public:
    explicit Program(std::string const& path) : documents{store_file::documents_folder(path)}, path_{path} {
        storage.to(file_at(path));
    }
    Result<Json, Failure> call(std::string_view method, Json const& params = Json::object()) {
        now_ += std::chrono::milliseconds{1};
        return engine_.call(method, params);
    }
    Json ok(std::string_view method, Json const& params = Json::object()) {
        auto const done = call(method, params);
        EXPECT_TRUE(done.ok()) << method << ": " << (done.ok() ? "" : done.error().message);
        return done.ok() ? done.value() : Json::object();
    }
    bool unlock() { return call("vault.unlock", {{"passphrase", kPassphrase}}).ok(); }
    /// In a child: a lock belongs to the open file, which it shares with its parent.
    void open_anew() { storage.to(file_at(path_)); }

    Result<Json, Failure> add(Json const& of, char const* name, std::string const& content) {
        Json params{{"name", name}};
        params.update(of);
        AMPARO_TRY(Json const begun, call("document.begin", params));
        for (std::size_t at = 0; at < content.size(); at += 30'000)
            AMPARO_DO(call("document.put",
                           {{"id", begun["id"]},
                            {"data", crypto::to_base64(as_bytes(content).subspan(
                                         at, std::min<std::size_t>(30'000, content.size() - at)))}}));
        return call("document.finish", {{"id", begun["id"]}});
    }
    std::string content(Json const& id) {
        Json const opened = ok("document.open", {{"id", id}, {"to", "view"}});
        std::string out;
        for (std::uint64_t n = 0; opened.contains("pieces") && n < opened["pieces"]; ++n)
            out += as_text(crypto::from_base64(
                               ok("document.read", {{"id", id}, {"piece", n}}).value("data", std::string{}))
                               .value());
        ok("document.close", {{"id", id}});
        return out;
    }

    Switch storage;
    store_file::FolderArchive documents;

  private:
    std::string path_;
    Instant now_ = noon();
    engine::Engine engine_{engine::Ports{storage, [this] { return now_; }, crypto::kCostFloor, nullptr,
                                         nullptr, one_by_one, &documents}};
};

class DocumentFaults : public testing::Test {
  protected:
    void SetUp() override {
        at_work_ = std::make_unique<Program>(folder_.vault());
        Program& rosa = *at_work_;
        rosa.ok("vault.init",
                {{"organization", "Casa Norte"}, {"member", "Rosa"}, {"passphrase", kPassphrase}});
        Json const noor =
            rosa.ok("member.add", {{"name", "Noor"}, {"role", "attorney"}, {"passphrase", kBea}});
        Json const members = rosa.ok("member.list")["members"];
        inside_ = Json::array({members[0]["member_id"], noor["member_id"]});
        alma_ =
            rosa.ok("record.create", {{"kind", "contact"}, {"data", {{"chosen_name", "Alma"}}}})["person"];
        matter_ =
            rosa.ok("matter.open", {{"person", alma_}, {"title", "Claim"}, {"area", "civil_claim"}})["id"];
        auto const added = rosa.add({{"matter", matter_}}, "letter.txt", letter());
        ASSERT_TRUE(added.ok());
        letter_ = added.value()["id"];
        vault_ = content(folder_.vault());
        for (auto const& entry : fs::directory_iterator{documents()})
            files_[entry.path().filename().string()] = content(entry.path().string());
        ASSERT_EQ(files_.size(), 1U);
    }

    std::string documents() const { return store_file::documents_folder(folder_.vault()); }

    /// As it was in the beginning.
    void begin_anew() {
        fs::remove_all(documents());
        fs::remove(folder_.vault());
        write_file(folder_.vault(), vault_);
        fs::create_directory(documents());
        for (auto const& [name, bytes] : files_) write_file(documents() + "/" + name, bytes);
        at_work_->open_anew();
    }

    Result<Json, Failure> perform(Program& program, Deed deed) {
        switch (deed) {
            case Deed::kAdd:
                return program.add({{"matter", matter_}}, "contract.txt", contract_text());
            case Deed::kSeal:
                return program.call("matter.wall", {{"id", matter_}, {"inside", inside_}});
            case Deed::kRedact:
                return program.call(
                    "document.redact",
                    {{"id", letter_}, {"marks", {{{"phrase", "Maritza Quispe"}, {"reason", "privilege"}}}}});
            case Deed::kErase:
                return program.call("document.erase", {{"id", letter_}, {"basis", "she asked for it"}});
        }
        return Fail{Failure{}};
    }

    std::vector<std::string> files() const {
        std::vector<std::string> out;
        if (!fs::exists(documents())) return out;
        for (auto const& entry : fs::directory_iterator{documents()})
            out.push_back(entry.path().filename().string());
        std::sort(out.begin(), out.end());
        return out;
    }

    void expect_nothing_in_the_clear() const {
        for (auto const& entry : fs::recursive_directory_iterator{folder_.path()}) {
            if (!entry.is_regular_file()) continue;
            Bytes const bytes = content(entry.path().string());
            EXPECT_EQ(as_text(bytes).find("Quispe"), std::string_view::npos) << entry.path().filename();
        }
    }

    /// By whoever opens it next: `before` and `after` of the deed; neither is told: either of them.
    void expect_old_or_new(Deed deed, bool must_be_done, bool must_be_undone) {
        expect_nothing_in_the_clear();
        Program next{folder_.vault()};
        ASSERT_TRUE(next.unlock());
        if (deed == Deed::kSeal) {
            auto const there = files();
            EXPECT_EQ(
                std::count_if(there.begin(), there.end(), [](auto const& f) { return f.front() != '.'; }), 1)
                << "X3: under an older key, or one that nothing names";
        }
        Json const verified = next.ok("document.verify");
        EXPECT_EQ(verified["ok"], true) << verified;
        std::map<std::string, std::string> found;
        Json const listed = next.ok("document.list");
        for (Json const& row : listed["documents"]) found[row["name"]] = next.content(row["id"]);
        bool is_done = false;
        switch (deed) {
            case Deed::kAdd:
                is_done = found.contains("contract.txt");
                EXPECT_TRUE(!is_done || found["contract.txt"] == contract_text());
                break;
            case Deed::kSeal:
                is_done = !next.ok("matter.walls")["walls"].empty();
                break;
            case Deed::kRedact:
                is_done = found.contains("letter-redacted.txt");
                if (is_done) {
                    EXPECT_EQ(found["letter-redacted.txt"].find("Quispe"), std::string::npos);
                    EXPECT_NE(found["letter-redacted.txt"].find("2499 "), std::string::npos) << "it is whole";
                }
                break;
            case Deed::kErase:
                is_done = !found.contains("letter.txt");
                break;
        }
        EXPECT_TRUE((deed == Deed::kErase && is_done) || found["letter.txt"] == letter());
        EXPECT_TRUE(is_done || !must_be_done) << "what was acknowledged is not there";
        EXPECT_TRUE(!is_done || !must_be_undone) << "what was refused is there";
        (is_done ? done : undone) += 1;
        // What the crash left over goes, and nothing else does.
        next.ok("document.tidy");
        EXPECT_EQ(files().size(), found.size());
        EXPECT_EQ(next.ok("document.verify")["ok"], true);
        EXPECT_TRUE(next.add({{"person", alma_}}, "next.txt", "goes on").ok());
    }

    Folder folder_;
    std::unique_ptr<Program> at_work_;
    std::string alma_, matter_;
    Json letter_, inside_;
    Bytes vault_;
    std::map<std::string, Bytes> files_;
    std::size_t done = 0;
    std::size_t undone = 0;
};

TEST_F(DocumentFaults, T1_KilledAtEveryCallADocumentIsAsBeforeOrAsMeant) {
    for (Deed const deed : kDeeds)
        for (std::size_t const kept : {std::size_t{0}, std::size_t{700}}) {
            bool is_killed = true;
            for (std::size_t nth = 0; is_killed && !HasFailure(); ++nth) {
                SCOPED_TRACE("deed " + std::to_string(static_cast<int>(deed)) + ", call " +
                             std::to_string(nth) + ", bytes kept " + std::to_string(kept));
                begin_anew();
                int const status = in_child([&] {
                    at_work_->open_anew();
                    FailingSystem const system{
                        {.nth = nth, .ending = Ending::kKill, .write_bytes_kept = kept}};
                    if (!perform(*at_work_, deed).ok()) ::_exit(1);
                });
                is_killed = WIFSIGNALED(status);
                if (!is_killed) {
                    EXPECT_EQ(WEXITSTATUS(status), 0);
                    EXPECT_GE(nth, 4U) << "there were calls to die at";
                }
                expect_old_or_new(deed, !is_killed, false);
            }
        }
    EXPECT_GT(done, 4U);
    EXPECT_GT(undone, 4U);
}

TEST_F(DocumentFaults, T1_KilledAtARandomInstantADocumentIsAsBeforeOrAsMeant) {
    std::mt19937 rng{first_seed()};
    std::size_t const runs = count_of("AMPARO_FAULTS_KILLS", 1000) / 10;
    for (std::size_t n = 0; n < runs && !HasFailure(); ++n) {
        SCOPED_TRACE("seed " + std::to_string(first_seed()) + ", run " + std::to_string(n));
        Deed const deed = kDeeds[rng() % kDeeds.size()];
        begin_anew();
        std::array<int, 2> ends{};
        ASSERT_EQ(::pipe(ends.data()), 0);
        std::size_t const write_bytes_max = 200 + rng() % 4000;
        pid_t const child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            at_work_->open_anew();
            // Bytes go out in small pieces: a kill between two of them leaves a half.
            FailingSystem const system{{.write_bytes_max = write_bytes_max}};
            char said = 'b';
            if (::write(ends[1], &said, 1) != 1 || !perform(*at_work_, deed).ok()) ::_exit(1);
            said = 'd';
            if (::write(ends[1], &said, 1) != 1) ::_exit(1);
            for (;;) ::pause();
        }
        ::close(ends[1]);
        char said = 0;
        ASSERT_EQ(::read(ends[0], &said, 1), 1);
        std::this_thread::sleep_for(std::chrono::microseconds{rng() % 12'000});
        ::kill(child, SIGKILL);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status)) << "it gave up by itself";
        bool const is_told = ::read(ends[0], &said, 1) == 1;
        ::close(ends[0]);
        expect_old_or_new(deed, is_told, false);
    }
    RecordProperty("done", static_cast<int>(done));
    RecordProperty("undone", static_cast<int>(undone));
}

TEST_F(DocumentFaults, T1_WhileTheDiskIsFullADocumentIsAsBeforeOrAsMeantAndWhoeverAskedIsTold) {
    for (Deed const deed : kDeeds)
        for (Ending const ending : {Ending::kOneError, Ending::kErrorsForGood})
            for (std::size_t const kept : {std::size_t{0}, std::size_t{700}}) {
                bool has_failed = !kIsSlow || (ending == Ending::kOneError && kept > 0);
                for (std::size_t nth = 0; has_failed && !HasFailure(); ++nth) {
                    SCOPED_TRACE("deed " + std::to_string(static_cast<int>(deed)) + ", call " +
                                 std::to_string(nth) + ", bytes kept " + std::to_string(kept) +
                                 (ending == Ending::kOneError ? "" : ", for good"));
                    begin_anew();
                    Program rosa{folder_.vault()};
                    ASSERT_TRUE(rosa.unlock());
                    auto const answer = [&] {
                        FailingSystem const system{
                            {.nth = nth, .error = ENOSPC, .ending = ending, .write_bytes_kept = kept}};
                        auto out = perform(rosa, deed);
                        has_failed = system.has_failed();
                        return out;
                    }();
                    if (!answer.ok()) {
                        EXPECT_TRUE(has_failed) << answer.error().message;
                        EXPECT_EQ(engine::name(answer.error().code), "input_output");
                        EXPECT_FALSE(answer.error().hint.empty());
                    }
                    bool const says_nothing_was_kept =
                        !answer.ok() &&
                        answer.error().message.find("nothing of this document was kept") != std::string::npos;
                    bool const is_unsure =
                        !answer.ok() && answer.error().message.find("may not be kept") != std::string::npos;
                    if (ending == Ending::kOneError && !answer.ok() && !is_unsure && deed == Deed::kAdd) {
                        EXPECT_EQ(files().size(), 1U) << "what was not kept left a file";
                    }
                    expect_old_or_new(deed, answer.ok(), says_nothing_was_kept);
                }
            }
    EXPECT_GT(done, 4U);
    EXPECT_GT(undone, 8U);
}

}  // namespace
}  // namespace amparo::faults
