// SPDX-License-Identifier: AGPL-3.0-or-later
#include "faults/support.hpp"

#include "amparo/codec/json.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/store_file/file.hpp"
#include "amparo/store_memory/memory.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace amparo::faults {

using vault::VaultError;

namespace fs = std::filesystem;

std::size_t count_of(char const* variable, std::size_t ordinary) {
    char const* const given = std::getenv(variable);
    return given == nullptr ? ordinary : static_cast<std::size_t>(std::strtoull(given, nullptr, 10));
}

unsigned first_seed() {
    return static_cast<unsigned>(count_of("AMPARO_FAULTS_SEED", 1));
}

Instant noon() {
    return parse_instant("2031-03-01T12:00:00Z").value();
}

// --- files

Folder::Folder(Where where) {
    fs::path const memory = "/dev/shm";
    bool const in_memory = where == Where::kMemory && ::access(memory.c_str(), W_OK) == 0;
    std::string name = ((in_memory ? memory : fs::temp_directory_path()) / "amparo_faults_XXXXXX").string();
    AMPARO_CHECK(::mkdtemp(name.data()) != nullptr);
    path_ = name;
}
Folder::~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}
std::vector<std::string> Folder::names() const {
    std::vector<std::string> out;
    for (auto const& entry : fs::directory_iterator{path_}) out.push_back(entry.path().filename().string());
    std::sort(out.begin(), out.end());
    return out;
}

Bytes content(std::string const& path) {
    std::ifstream in{path, std::ios::binary};
    std::string const text{std::istreambuf_iterator<char>{in}, {}};
    auto const bytes = as_bytes(text);
    return {bytes.begin(), bytes.end()};
}

void write_file(std::string const& path, ByteView bytes) {
    std::ofstream{path, std::ios::binary} << as_text(bytes);
}

int in_child(std::function<void()> const& body) {
    pid_t const child = ::fork();
    AMPARO_CHECK(child >= 0);
    if (child == 0) {
        body();
        ::_exit(0);
    }
    int status = 0;
    AMPARO_CHECK(::waitpid(child, &status, 0) == child);
    return status;
}

// --- storages

void Switch::to(std::unique_ptr<reclog::Storage> next) {
    before_ = std::exchange(now_, std::move(next));
}

std::unique_ptr<reclog::Storage> file_at(std::string const& path) {
    return std::make_unique<store_file::FileStorage>(path, store_file::FileOptions{std::chrono::seconds{20}});
}

std::unique_ptr<reclog::Storage> memory_of(ByteView file) {
    auto out = std::make_unique<store_memory::MemoryStorage>();
    AMPARO_CHECK(out->create(file).ok());
    return out;
}

// --- a process and what it sees

namespace {

/// What an account of an erasure names.
std::set<vault::EntryName> named_in(ByteView body) {
    std::set<vault::EntryName> out;
    Json const fields = codec::parse_json(as_text(body)).value();
    for (Json const& named : codec::list_at(fields, "entries"))
        out.insert({vault::unhex(codec::text_at(named, "commit").value()).value(),
                    static_cast<std::uint16_t>(codec::int_at(named, "index").value())});
    return out;
}

}  // namespace

vault::Sink View::sink() {
    return [this](vault::OpenedEntry&& e) {
        std::string const id = e.header.revision.text();
        if (erased_.contains(e.name)) oddities_.push_back(id + " was given out after its erasure");
        if (!e.body) {
            oddities_.push_back(id + " has no body");
            return;
        }
        if (e.header.kind != vault::kErasureKind) {
            Seen seen{e.name, e.header.record, std::string{as_text(*e.body)}};
            if (!entries_.emplace(e.header.revision, std::move(seen)).second)
                oddities_.push_back(id + " was given out twice");
            return;
        }
        erased_.merge(named_in(*e.body));
        std::size_t const gone = std::erase_if(
            entries_, [this](auto const& entry) { return erased_.contains(entry.second.name); });
        if (is_anew_ && gone > 0)
            oddities_.push_back(std::to_string(gone) + " were given out though erased before");
    };
}

std::function<void()> View::on_reload() {
    return [this] { begin_anew(); };
}

void View::begin_anew() {
    oddities_.clear();
    entries_.clear();
    erased_.clear();
    is_anew_ = true;
}

Result<Done, VaultError> Desk::move_to(std::unique_ptr<reclog::Storage> next) {
    storage.to(std::move(next));
    // Opened as by a stranger first: else what was read at the place before would be missed here.
    AMPARO_DO(vault.open());
    view.begin_anew();
    auto const done = vault.reload(view.sink());
    view.end_anew();
    return done;
}

Result<Done, VaultError> Desk::unlock(std::string_view passphrase) {
    view.begin_anew();
    auto const done = vault.unlock(passphrase, view.sink());
    view.end_anew();
    return done;
}

Result<Done, VaultError> Desk::refresh() {
    auto const done = vault.refresh(view.sink(), view.on_reload());
    view.end_anew();
    if (!done.ok()) return Fail{done.error()};
    return Done{};
}

Result<vault::Vault::Writing, VaultError> Desk::begin_writing() {
    auto writing = vault.begin_writing(view.sink(), view.on_reload());
    view.end_anew();
    return writing;
}

Result<Done, VaultError> Desk::write(std::vector<RevisionId> const& revisions, RecordId const& record) {
    std::vector<vault::NewEntry> entries;
    for (RevisionId const& revision : revisions) {
        vault::NewEntry e;
        e.header.revision = revision;
        e.header.record = record;
        e.header.part = Part::kPlan;
        e.header.time = noon();
        e.header.kind = "note";
        std::string const body = body_of(revision);
        e.body.assign(as_bytes(body).begin(), as_bytes(body).end());
        entries.push_back(std::move(e));
    }
    AMPARO_TRY(auto writing, begin_writing());
    return writing.append(std::move(entries), noon(), view.sink());
}

Result<Done, VaultError> Desk::erase(std::vector<RevisionId> const& revisions) {
    AMPARO_TRY(auto writing, begin_writing());
    std::set<vault::EntryName> names;
    Json listed = Json::array();
    for (RevisionId const& revision : revisions) {
        auto const seen = view.entries().find(revision);
        if (seen == view.entries().end()) continue;  // A colleague erased it meanwhile.
        vault::EntryName const& name = seen->second.name;
        names.insert(name);
        listed.push_back(Json{{"commit", crypto::to_hex(name.commit)}, {"index", name.index}});
    }
    if (names.empty()) return Done{};
    vault::NewEntry account;
    account.header.revision = crypto::make_id<RevisionId>();
    account.header.record = crypto::make_id<RecordId>();
    account.header.part = Part::kOrganization;
    account.header.time = noon();
    account.header.kind = vault::kErasureKind;
    std::string const body = codec::to_text(Json{{"entries", listed}});
    account.body.assign(as_bytes(body).begin(), as_bytes(body).end());
    std::vector<vault::NewEntry> entries;
    entries.push_back(std::move(account));
    AMPARO_DO(writing.append(std::move(entries), noon(), view.sink()));
    return writing.remove(names);
}

Result<Done, VaultError> Desk::finish_erasures() {
    AMPARO_TRY(auto writing, begin_writing());
    auto const left = vault.unfinished_erasures();
    if (left.empty()) return Done{};
    return writing.remove(left);
}

Result<Done, VaultError> Desk::compact() {
    AMPARO_TRY(auto writing, begin_writing());
    return writing.compact();
}

std::vector<std::string> Desk::problems() {
    std::vector<vault::Problem> found;
    auto const checked = vault.verify(&found);
    if (!checked.ok()) return {"the vault can't be checked: " + std::to_string(int(checked.error()))};
    std::vector<std::string> out;
    for (vault::Problem const& p : found)
        if (p.code != vault::ProblemCode::kUnfinishedWrite)
            out.push_back(std::to_string(static_cast<int>(p.code)) + " at " + std::to_string(p.offset) +
                          ": " + p.what);
    return out;
}

Office::Office() {
    store_memory::MemoryStorage storage;
    vault::Vault fresh{storage};
    AMPARO_CHECK(fresh.create("Casa Norte Legal Aid", "Ana", kAna, crypto::kCostFloor, noon()).ok());
    file = storage.read(0, static_cast<std::size_t>(storage.state().value().size)).value();
    desk.storage.to(memory_of(file));
    AMPARO_CHECK(desk.unlock(kAna).ok());
}

Office& Office::instance() {
    static Office office;
    return office;
}

// --- what was promised

std::string body_of(RevisionId const& revision) {
    std::string const id = revision.text();
    auto const byte = [&](std::size_t at) { return std::to_integer<std::size_t>(revision.bytes()[at]); };
    std::size_t const filler = byte(0) % 8 == 0 ? 2000 + byte(1) * 64 : byte(1) % 200;
    return R"({"said":")" + id + std::string(filler, 'x') + R"("})";
}

void Ledger::tried(Act act, std::vector<RevisionId> const& revisions) {
    if (act == Act::kWrite) batches_.push_back(revisions);
    (act == Act::kWrite ? tried_ : erasure_tried_).insert(revisions.begin(), revisions.end());
}

void Ledger::promised(Act act, std::vector<RevisionId> const& revisions) {
    (act == Act::kWrite ? promised_ : erasure_promised_).insert(revisions.begin(), revisions.end());
}

std::vector<std::string> Ledger::wrong_with(View const& view) const {
    std::vector<std::string> out = view.oddities();
    auto const& seen = view.entries();
    for (RevisionId const& id : promised_)
        if (!seen.contains(id) && !erasure_tried_.contains(id)) out.push_back(id.text() + " is lost");
    for (auto const& [id, entry] : seen) {
        if (!tried_.contains(id)) out.push_back(id.text() + " was never written");
        if (erasure_promised_.contains(id)) out.push_back(id.text() + " was erased and is back");
        if (entry.body != body_of(id)) out.push_back(id.text() + " says something else");
    }
    for (auto const& batch : batches_) {
        auto const there = std::count_if(batch.begin(), batch.end(), [&](RevisionId const& id) {
            return seen.contains(id) || erasure_tried_.contains(id);
        });
        auto const erased = std::count_if(batch.begin(), batch.end(),
                                          [&](RevisionId const& id) { return erasure_tried_.contains(id); });
        if (there != static_cast<std::ptrdiff_t>(batch.size()) && there != erased)
            out.push_back("of one write of " + std::to_string(batch.size()) + " entries " +
                          std::to_string(there) + " are there");
    }
    return out;
}

RevisionId random_revision(std::mt19937& rng) {
    RevisionId::Bytes bytes{};
    for (std::byte& b : bytes) b = static_cast<std::byte>(rng());
    return RevisionId{bytes};
}

std::string joined(std::vector<std::string> const& lines) {
    std::string out;
    for (std::size_t i = 0; i < lines.size() && i < 10; ++i) out += (i == 0 ? "" : "\n") + lines[i];
    if (lines.size() > 10) out += "\nand " + std::to_string(lines.size() - 10) + " more";
    return out;
}

}  // namespace amparo::faults
