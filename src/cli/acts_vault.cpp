// SPDX-License-Identifier: AGPL-3.0-or-later
#include "acts.hpp"
#include "amparo/archive/copy.hpp"
#include "amparo/cli/params.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/store_file/folder.hpp"
#include "outputs.hpp"

namespace amparo::cli {
namespace {

std::string last_name(std::string const& path) {
    auto const slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

/// The copy, read again from its file by an engine of its own.
Result<Json, Failure> verified(Run& run, std::string const& path) {
    auto const copy = run.world().open(path);
    AMPARO_TRY(Json checked, copy->call("vault.verify", Json::object()));
    if (codec::bool_at(checked, "ok") != true)
        return run.fail(Code::kDamaged, texts::kBackupDamaged, "FILE", texts::kBackupDamagedHint);
    return checked;
}

}  // namespace

Answer act_verify(Run& run) {
    AMPARO_TRY(Json result, run.call("vault.verify", Json::object()));
    Outcome out{std::move(result)};
    if (codec::bool_at(out.result, "ok") != true) out.code = Code::kDamaged;
    // Locked, nobody can tell which documents there are.
    if (auto const documents = run.call("document.verify", Json::object()); documents.ok()) {
        if (codec::bool_at(documents.value(), "ok") == false) out.code = Code::kDamaged;
        for (char const* list : {"documents", "left_over"})
            if (!codec::list_at(documents.value(), list).empty()) out.result["documents"] = documents.value();
    }
    return out;
}

using CopyFiles = Result<std::size_t, archive::StoreError> (&)(archive::Store& from, archive::Store& to);

/// From the documents' folder beside one vault file to that beside another, as it is now.
Result<std::size_t, Failure> copy_documents(Run& run, std::string const& vault, std::string const& copy,
                                            CopyFiles copy_files) {
    store_file::FolderArchive from{store_file::documents_folder(vault)};
    store_file::FolderArchive to{store_file::documents_folder(copy)};
    auto const copied = copy_files(from, to);
    if (copied.ok()) return copied.value();
    os::FileError const error = copied.error() == archive::StoreError::kFull       ? os::FileError::kFull
                                : copied.error() == archive::StoreError::kReadOnly ? os::FileError::kDenied
                                                                                   : os::FileError::kIo;
    return Fail{failure_of(run, error, store_file::documents_folder(copy), "FILE")};
}

Answer act_backup(Run& run) {
    std::string const path = run.given().one("FILE").value_or("");
    auto const existing = run.given().has("--force") ? os::Existing::kReplace : os::Existing::kKeep;
    if (existing == os::Existing::kKeep && os::exists(path))
        return Fail{failure_of(run, os::FileError::kExists, path, "FILE")};
    AMPARO_TRY(std::string const vault, run.vault_path());
    if (path == vault) return run.fail(Code::kRefused, texts::kBackupOverVault, "FILE");

    AMPARO_TRY(Json const snapshot, run.call("vault.snapshot", Json::object()));
    auto const bytes = crypto::from_base64(codec::text_at(snapshot, "file").value_or(""));
    AMPARO_CHECK(bytes.has_value());
    AMPARO_DO(write_file(run, path, *bytes, os::Readers::kOwner, existing, "FILE"));
    AMPARO_TRY(std::size_t const documents, copy_documents(run, vault, path, archive::copy_all));
    AMPARO_TRY(Json checked, verified(run, path));

    Json const logged{{"bytes", bytes->size()},
                      {"kept_where", run.given().one("--kept-where").value_or(last_name(path))}};
    AMPARO_TRY(Json const noted, run.call("vault.backed_up", logged));
    return Outcome{Json{{"output", path},
                        {"bytes", bytes->size()},
                        {"documents", documents},
                        {"verified", std::move(checked)},
                        {"id", codec::string_or(noted, "id")}}};
}

Answer act_merge(Run& run) {
    constexpr std::size_t kVaultBytesMax = std::size_t{1} << 31U;
    std::string const path = run.given().one("FILE").value_or("");
    AMPARO_TRY(std::string const vault, run.vault_path());
    if (path == vault) return run.fail(Code::kRefused, texts::kBackupOverVault, "FILE");
    AMPARO_TRY(Bytes const copy, input(run, path, "FILE", kVaultBytesMax));
    AMPARO_TRY(Json merged, run.call("vault.merge", Json{{"file", crypto::to_base64(copy)}}));
    AMPARO_TRY(std::size_t const documents, copy_documents(run, path, vault, archive::copy_missing));
    // What was erased here, or lies under an older key there, came along.
    AMPARO_TRY(Json const tidied, run.call("document.tidy", Json::object()));
    merged["documents"] = documents;
    merged["documents_missing"] = codec::int_at(tidied, "missing").value_or(0);
    return Outcome{std::move(merged)};
}

Answer act_member_add(Run& run) {
    Json params = run.params();
    AMPARO_TRY(os::Passphrase const fresh, run.new_passphrase("--new-passphrase-file"));
    params["passphrase"] = fresh.view();
    auto added = run.call("member.add", params);
    wipe_passphrases(params);
    if (!added.ok()) return Fail{added.error()};
    return Outcome{std::move(added).value()};
}

Answer act_member_passphrase(Run& run) {
    // Unlocking already showed that the current one is right; the engine asks for it once more.
    AMPARO_TRY(os::Passphrase const current, run.passphrase());
    AMPARO_TRY(os::Passphrase const fresh, run.new_passphrase("--new-passphrase-file"));
    Json params{{"current", current.view()}, {"new", fresh.view()}};
    auto changed = run.call("member.passphrase", params);
    wipe_passphrases(params);
    if (!changed.ok()) return Fail{changed.error()};
    return Outcome{std::move(changed).value()};
}

Answer act_recovery_print(Run& run) {
    AMPARO_TRY(Json result, run.call("recovery.print", Json{{"language", name(run.language())}}));
    return Outcome{std::move(result)};
}

Answer act_recovery_use(Run& run) {
    Json params = run.params();
    std::string typed;
    if (auto const path = run.given().one("--words-file")) {
        AMPARO_TRY(Bytes const bytes, input(run, *path, "--words-file", os::Passphrase::kBytesMax));
        typed = as_text(bytes);
    } else {
        auto asked = run.world().ask(run.say(texts::kAskWords));
        if (!asked.ok()) return run.cannot_ask("--words-file");
        typed = asked.value().view();
    }
    Json words = Json::array();
    constexpr std::string_view kBetween = " \t\r\n";
    for (std::size_t at = typed.find_first_not_of(kBetween); at != std::string::npos;) {
        std::size_t const end = std::min(typed.find_first_of(kBetween, at), typed.size());
        words.push_back(typed.substr(at, end - at));
        at = typed.find_first_not_of(kBetween, end);
    }
    params["words"] = std::move(words);
    auto used = run.call("recovery.use", params);
    wipe_passphrases(params);
    if (!used.ok()) return Fail{used.error()};
    return Outcome{std::move(used).value()};
}

}  // namespace amparo::cli
