// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes vaults whose content is known, and what a second reader has to find in them: write_vaults FOLDER
// makes FOLDER/*.amparo and FOLDER/expected.json, which check_vaults.py reads.
#include "amparo/codec/json.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/store_memory/memory.hpp"
#include "amparo/vault/vault.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>

using namespace amparo;
using store_memory::MemoryFile;
using store_memory::MemoryStorage;
using vault::NewEntry;
using vault::OpenedEntry;
using vault::Vault;

namespace {

constexpr std::string_view kAna = "Ana keeps the garden gate";
Instant at(int minute) {
    return *parse_instant("2031-03-01T08:00:00Z") + std::chrono::minutes{minute};
}
vault::Sink nowhere() {
    return [](OpenedEntry&&) {};
}
std::function<void()> no_reload() {
    return [] {};
}
std::string hex_of(auto const& id) {
    return crypto::to_hex(id.bytes());
}

/// One file in the making and the account of it.
class Sample {
  public:
    explicit Sample(std::string name) : name_{std::move(name)} {
        account_ = Json{{"file", name_ + ".amparo"},
                        {"organization", "Casa Ñandú, ayuda legal"},
                        {"members", Json::object()},
                        {"readers", Json::array()},
                        {"refused", Json::array({"not the passphrase"})},
                        {"entries", Json::array()},
                        {"erased", Json::array()},
                        {"lost", Json::array()}};
        Vault fresh{storage_};
        AMPARO_CHECK(
            fresh.create("Casa Ñandú, ayuda legal", "Ana Ocampo", kAna, crypto::kCostFloor, at(0)).ok());
        ana_ = open(kAna);
        know(ana_->keys().member, "Ana Ocampo", Role::kCoordinator, kAna);
    }

    [[nodiscard]] Vault& ana() { return *ana_; }
    [[nodiscard]] MemoryFile& file() { return *file_; }
    [[nodiscard]] Json& account() { return account_; }

    /// Another process on the same file.
    std::unique_ptr<Vault> open(std::string_view passphrase) { return open(file_, passphrase); }
    std::unique_ptr<Vault> open(std::shared_ptr<MemoryFile> const& file, std::string_view passphrase) {
        storages_.push_back(std::make_unique<MemoryStorage>(file));
        auto v = std::make_unique<Vault>(*storages_.back());
        AMPARO_CHECK(v->unlock(passphrase, nowhere()).ok());
        return v;
    }

    MemberId add(std::string_view name, Role role, std::string_view passphrase) {
        MemberId id{MemberId::Bytes{}};
        auto writing = ana_->begin_writing(nowhere(), no_reload());
        auto const items =
            ana_->ring().add_member(ana_->keys(), name, role, passphrase, crypto::kCostFloor, at(1), &id);
        AMPARO_CHECK(items.ok() && writing.value().append(items.value()).ok());
        know(id, name, role, passphrase);
        return id;
    }
    void remove(MemberId const& id, std::string_view passphrase) {
        auto writing = ana_->begin_writing(nowhere(), no_reload());
        auto const items = ana_->ring().remove_member(ana_->keys(), id, ana_->last_commit_of(id), at(2));
        AMPARO_CHECK(items.ok() && writing.value().append(items.value()).ok());
        account_["members"][hex_of(id)]["active"] = false;
        refuse(passphrase);
    }
    /// This passphrase no longer opens the file.
    void refuse(std::string_view passphrase) {
        Json kept = Json::array();
        for (Json const& reader : account_["readers"])
            if (reader["passphrase"] != passphrase) kept.push_back(reader);
        account_["readers"] = kept;
        account_["refused"].push_back(passphrase);
    }
    void know(MemberId const& id, std::string_view name, Role role, std::string_view passphrase) {
        account_["members"][hex_of(id)] = Json{{"name", name},
                                               {"role", static_cast<int>(role)},
                                               {"parts", parts_of(role).bits()},
                                               {"active", true}};
        account_["readers"].push_back(
            Json{{"passphrase", passphrase}, {"member", hex_of(id)}, {"parts", parts_of(role).bits()}});
    }

    NewEntry entry(RecordId const& record, Part part, std::string body) {
        NewEntry e;
        e.header.revision = crypto::make_id<RevisionId>();
        e.header.record = record;
        if (rng_() % 3 == 0) e.header.person = crypto::make_id<PersonId>();
        e.header.part = part;
        e.header.op = static_cast<revisions::Op>(1 + rng_() % 3);
        e.header.time = at(static_cast<int>(rng_() % 10'000)) + std::chrono::milliseconds{rng_() % 1000};
        e.header.form_version = static_cast<std::uint32_t>(rng_() % 9);
        for (std::size_t i = rng_() % 17; i > 0 && rng_() % 4 == 0; --i)
            e.header.parents.push_back(crypto::make_id<RevisionId>());
        e.header.kind = std::string(1 + rng_() % reclog::kKindBytesMax, 'k');
        e.body.assign(as_bytes(body).begin(), as_bytes(body).end());
        return e;
    }
    NewEntry entry(Part part, std::string body) {
        return entry(crypto::make_id<RecordId>(), part, std::move(body));
    }
    std::string text_of(std::size_t bytes) {
        return std::string(bytes, static_cast<char>('a' + rng_() % 26));
    }

    void write(Vault& v, std::vector<NewEntry> entries) {
        std::string const device = hex_of(v.keys().device);
        for (NewEntry const& e : entries) account_["entries"].push_back(shown(e, device));
        auto writing = v.begin_writing(nowhere(), no_reload());
        AMPARO_CHECK(writing.ok() && writing.value().append(std::move(entries), at(3), nowhere()).ok());
    }
    static Json shown(NewEntry const& e, std::string const& device) {
        Json parents = Json::array();
        for (RevisionId const& p : e.header.parents) parents.push_back(hex_of(p));
        return Json{{"revision", hex_of(e.header.revision)},
                    {"record", hex_of(e.header.record)},
                    {"person", e.header.person ? hex_of(*e.header.person) : std::string(32, '0')},
                    {"part", static_cast<int>(e.header.part)},
                    {"op", static_cast<int>(e.header.op)},
                    {"time_ms", e.header.time.time_since_epoch().count()},
                    {"form_version", e.header.form_version},
                    {"kind", e.header.kind},
                    {"parents", parents},
                    {"device", device},
                    {"body", as_text(e.body)}};
    }

    /// Writes the erasure of one part of a record, and with `finished` removes the bytes.
    void erase(RecordId const& record, Part part, bool finished) {
        auto const names = ana_->entries_of(record, part);
        Json named = Json::array();
        for (auto const& n : names)
            named.push_back(Json{{"commit", crypto::to_hex(n.commit)}, {"index", n.index}});
        NewEntry e = entry(
            Part::kOrganization,
            codec::to_text(Json{
                {"record", record.text()}, {"part", name(part)}, {"basis", "asked"}, {"entries", named}}));
        e.header.kind = vault::kErasureKind;
        Json kept = Json::array();
        for (Json const& known : account_["entries"]) {
            bool const gone = known["record"] == hex_of(record) && known["part"] == static_cast<int>(part);
            if (!gone) kept.push_back(known);
        }
        account_["entries"] = kept;
        for (Json const& n : named) account_["erased"].push_back(Json::array({n["commit"], n["index"]}));
        write(*ana_, [&] {
            std::vector<NewEntry> one;
            one.push_back(std::move(e));
            return one;
        }());
        if (!finished) return;
        auto writing = ana_->begin_writing(nowhere(), no_reload());
        AMPARO_CHECK(writing.value().remove(names).ok());
    }
    void compact() {
        auto writing = ana_->begin_writing(nowhere(), no_reload());
        AMPARO_CHECK(writing.ok() && writing.value().compact().ok());
    }

    Json finish(std::filesystem::path const& folder) {
        account_["org_id"] = crypto::to_hex(ana_->ring().chain().org_id());
        account_["epoch"] = ana_->ring().chain().epoch();
        account_["organization_secret_kid"] =
            crypto::to_hex(crypto::derive_key_id(*ana_->keys().organization));
        std::ofstream out{folder / (name_ + ".amparo"), std::ios::binary};
        out.write(reinterpret_cast<char const*>(file_->bytes.data()),
                  static_cast<std::streamsize>(file_->bytes.size()));
        AMPARO_CHECK(out.good());
        return account_;
    }

  private:
    std::string name_;
    Json account_;
    std::shared_ptr<MemoryFile> file_ = std::make_shared<MemoryFile>();
    MemoryStorage storage_{file_};
    std::vector<std::unique_ptr<MemoryStorage>> storages_;
    std::unique_ptr<Vault> ana_;
    std::mt19937 rng_{20310301};
};

std::vector<NewEntry> list(auto&&... entries) {
    std::vector<NewEntry> out;
    (out.push_back(std::move(entries)), ...);
    return out;
}

void write_every_part(Sample& s, Vault& v) {
    std::vector<NewEntry> entries;
    auto const record = crypto::make_id<RecordId>();
    keyring::Member const* const me = v.ring().chain().member(v.keys().member);
    for (Part const part : kAllParts)
        if (me->parts.contains(part))
            entries.push_back(s.entry(
                record, part, R"({"part":")" + std::string{name(part)} + R"(","said":"¿Qué hora es?"})"));
    s.write(v, std::move(entries));
}

Json team(std::filesystem::path const& folder) {
    Sample s{"team"};
    write_every_part(s, s.ana());
    MemberId gone{MemberId::Bytes{}};
    for (Role const role : kAllRoles) {
        std::string const pass = "the passphrase of one " + std::string{name(role)};
        MemberId const id = s.add("Persona " + std::string{name(role)}, role, pass);
        if (role == Role::kAdvocate) gone = id;
        write_every_part(s, *s.open(pass));
    }
    s.remove(gone, "the passphrase of one advocate");
    write_every_part(s, s.ana());
    MemberId const brief = s.add("Persona breve", Role::kShelter, "here for a day");
    write_every_part(s, *s.open("here for a day"));
    s.remove(brief, "here for a day");
    write_every_part(s, *s.open("the passphrase of one attorney"));
    return s.finish(folder);
}

Json recovery_kit(std::filesystem::path const& folder) {
    Sample s{"kit"};
    write_every_part(s, s.ana());
    for (auto const language : {keyring::WordLanguage::kEnglish, keyring::WordLanguage::kSpanish}) {
        keyring::KitBytes const kit = crypto::make_random<16>();
        auto writing = s.ana().begin_writing(nowhere(), no_reload());
        AMPARO_CHECK(
            writing.value().append(s.ana().ring().make_kit(s.ana().keys(), kit, at(4)).value()).ok());
        if (s.account().contains("kit")) s.account()["old_kit"] = s.account()["kit"];
        s.account()["kit"] = keyring::to_words(kit, language);
    }
    auto const words = keyring::from_words(s.account()["kit"].get<std::vector<std::string>>());
    MemoryStorage elsewhere{std::shared_ptr<MemoryFile>{&s.file(), [](MemoryFile*) {}}};
    auto const added = Vault{elsewhere}.use_kit(words.value(), "Cruz Recuperada", "a new beginning for Cruz",
                                                crypto::kCostFloor, at(5));
    AMPARO_CHECK(added.ok());
    s.know(added.value(), "Cruz Recuperada", Role::kCoordinator, "a new beginning for Cruz");
    write_every_part(s, *s.open("a new beginning for Cruz"));
    s.remove(s.add("Persona de paso", Role::kOutreach, "passing through"), "passing through");
    write_every_part(s, s.ana());
    return s.finish(folder);
}

Json erased(std::filesystem::path const& folder) {
    Sample s{"erased"};
    auto const record = crypto::make_id<RecordId>();
    for (int i = 0; i < 3; ++i)
        s.write(s.ana(), list(s.entry(record, Part::kNarrative, R"({"told":"erase me"})"),
                              s.entry(record, Part::kPlan, R"({"need":"bed"})"),
                              s.entry(record, Part::kLegal, R"({"memo":"a crash came"})")));
    s.erase(record, Part::kNarrative, true);
    s.erase(record, Part::kLegal, false);
    write_every_part(s, s.ana());
    return s.finish(folder);
}

Json compacted(std::filesystem::path const& folder) {
    Sample s{"compacted"};
    std::string_view const longer = "ｌｏｎｇｅｒ ﬁnd";  // Given as NFKC below, as every host must.
    std::string_view const longer_nfkc = "longer find";
    write_every_part(s, s.ana());
    s.remove(s.add("Persona de paso", Role::kOutreach, "passing through"), "passing through");
    {
        auto writing = s.ana().begin_writing(nowhere(), no_reload());
        AMPARO_CHECK(
            writing.value()
                .append(
                    s.ana().ring().change_passphrase(s.ana().keys(), longer_nfkc, {4, 80U * 1024U}).value())
                .ok());
    }
    MemberId const ana = s.ana().keys().member;
    s.refuse(kAna);
    s.know(ana, "Ana Ocampo", Role::kCoordinator, longer);
    append(s.file().bytes, as_bytes("AMPB"));  // A write that never finished.
    s.write(s.ana(), list(s.entry(Part::kPlan, R"({"n":1})")));
    s.compact();
    write_every_part(s, s.ana());
    return s.finish(folder);
}

/// Two devices on two copies; each copy's new batches put behind the other, then one commit that has seen
/// both.
Json forks(std::filesystem::path const& folder) {
    Sample s{"forks"};
    s.add("Bea Luna", Role::kAdvocate, "Bea rides the early train");
    write_every_part(s, s.ana());
    auto copy = std::make_shared<MemoryFile>(s.file());
    auto const bea = s.open(copy, "Bea rides the early train");
    std::size_t const common = copy->bytes.size();
    for (int i = 0; i < 2; ++i) {
        write_every_part(s, *bea);
        write_every_part(s, s.ana());
    }
    append(s.file().bytes, ByteView{copy->bytes}.subspan(common));
    write_every_part(s, s.ana());
    return s.finish(folder);
}

Json sizes(std::filesystem::path const& folder) {
    Sample s{"sizes"};
    for (std::size_t const n : std::initializer_list<std::size_t>{
             1,      2,      126,    127,    128,     129,     255,     256,      257,    511,
             512,    1023,   1024,   4095,   4096,    32'767,  32'768,  65'534,   65'535, 65'536,
             65'537, 67'583, 67'584, 67'585, 100'000, 131'071, 131'072, 1'000'000})
        s.write(s.ana(), list(s.entry(Part::kNarrative, s.text_of(n))));
    return s.finish(folder);
}

/// T23: ten thousand objects.
Json many(std::filesystem::path const& folder) {
    Sample s{"many"};
    std::mt19937 rng{7};
    std::vector<NewEntry> entries;
    for (int i = 0; i < 10'000; ++i)
        entries.push_back(s.entry(kAllParts[rng() % kAllParts.size()], s.text_of(1 + rng() % 300)));
    s.write(s.ana(), std::move(entries));
    return s.finish(folder);
}

/// Writes that never finished, and one batch with a flipped bit.
Json damaged(std::filesystem::path const& folder) {
    Sample s{"damaged"};
    write_every_part(s, s.ana());
    Json gaps = Json::array();
    auto const tear = [&](ByteView bytes, bool unfinished) {
        gaps.push_back(
            Json{{"offset", s.file().bytes.size()}, {"size", bytes.size()}, {"unfinished", unfinished}});
        append(s.file().bytes, bytes);
    };
    std::size_t const before = s.file().bytes.size();
    write_every_part(s, s.ana());
    Bytes const whole{s.file().bytes.begin() + static_cast<std::ptrdiff_t>(before), s.file().bytes.end()};
    for (std::size_t const kept : {std::size_t{1}, std::size_t{11}, std::size_t{12}, whole.size() - 1}) {
        tear(ByteView{whole}.first(kept), true);
        write_every_part(s, s.ana());
    }
    tear(Bytes(100), true);
    Bytes flipped = whole;
    flipped[whole.size() / 2] ^= std::byte{1};
    s.write(s.ana(), list(s.entry(Part::kPlan, "{}")));
    tear(flipped, false);
    s.write(s.ana(), list(s.entry(Part::kPlan, "{}")));
    tear(as_bytes("AMP"), true);
    s.account()["gaps"] = gaps;
    return s.finish(folder);
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) return 2;
    std::filesystem::path const folder{arguments[1]};
    std::filesystem::create_directories(folder);
    Json const all = Json::array({team(folder), recovery_kit(folder), erased(folder), compacted(folder),
                                  forks(folder), sizes(folder), many(folder), damaged(folder)});
    std::ofstream out{folder / "expected.json"};
    out << codec::to_text(all);
    return out.good() ? 0 : 1;
}
