// SPDX-License-Identifier: AGPL-3.0-or-later
// `amparo doctor`: is this machine, and the place of the vault, fit for it?
#include "acts.hpp"
#include "amparo/cli/params.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/translate.hpp"
#include "amparo/crypto/crypto.hpp"
#include "amparo/model/ids.hpp"
#include "amparo/os/process.hpp"
#include "amparo/store_file/file.hpp"
#include "outputs.hpp"

#include <string>

namespace amparo::cli {
namespace {

enum class State { kFine, kLook, kWrong };

std::string_view name(State state) {
    switch (state) {
        case State::kFine:
            return "ok";
        case State::kLook:
            return "look";
        case State::kWrong:
            return "wrong";
    }
    return {};
}

/// What was looked at and how it is.
class Findings {
  public:
    explicit Findings(Run const& run) : language_{run.language_of_failures()} {}

    void add(std::string_view check, State state, Text message, Text mend = {}) {
        add(check, state, std::string{message.in(language_)}, std::string{mend.in(language_)});
    }
    void add(std::string_view check, State state, std::string message, std::string mend) {
        checks_.push_back(Json{{"check", check},
                               {"state", name(state)},
                               {"message", std::move(message)},
                               {"mend", state == State::kFine ? "" : std::move(mend)}});
        is_well_ = is_well_ && state != State::kWrong;
    }
    [[nodiscard]] Language language() const { return language_; }
    [[nodiscard]] bool is_well() const { return is_well_; }
    [[nodiscard]] Json take() { return std::move(checks_); }

  private:
    Language language_;
    Json checks_ = Json::array();
    bool is_well_ = true;
};

bool seals_and_opens() {
    auto const key = crypto::make_key<crypto::TeamKey>();
    Bytes sealed = crypto::seal(key, as_bytes("context"), as_bytes("text"));
    auto const opened = crypto::open_sealed(key, as_bytes("context"), sealed);
    bool const is_same = opened.ok() && as_text(opened.value()) == "text";
    sealed.back() ^= std::byte{1};
    return is_same && !crypto::open_sealed(key, as_bytes("context"), sealed).ok();
}

void look_at_crypto(Findings& out) {
    out.add("encryption", seals_and_opens() ? State::kFine : State::kWrong,
            seals_and_opens() ? texts::kSodiumWorks : texts::kSodiumFails, texts::kSodiumMend);
    auto const stretched =
        crypto::derive_device_key("a passphrase", crypto::Salt{}, crypto::PassphraseCost{});
    out.add("memory", stretched.ok() ? State::kFine : State::kWrong,
            stretched.ok() ? texts::kMemoryEnough : texts::kMemoryLacks, texts::kMemoryMend);
}

void look_at_process(Run& run, Findings& out) {
    bool const has_no_dumps = run.world().is_hardened && !os::dumps_core();
    out.add("core dumps", has_no_dumps ? State::kFine : State::kWrong,
            has_no_dumps ? texts::kDumpsOff : texts::kDumpsOn, texts::kDumpsMend);
    bool const swaps = os::has_swap();
    out.add("swap", swaps ? State::kLook : State::kFine, swaps ? texts::kSwapOn : texts::kSwapOff,
            texts::kSwapMend);
    // Not before this was written: a computer whose battery died wakes up in the past.
    Instant const now = run.world().now();
    bool const is_plausible =
        now > *parse_instant("2026-01-01T00:00:00Z") && now < *parse_instant("2100-01-01T00:00:00Z");
    out.add("clock", is_plausible ? State::kFine : State::kWrong,
            fill((is_plausible ? texts::kClockFine : texts::kClockWrong).in(out.language()),
                 {text(now).substr(0, 16)}),
            std::string{texts::kClockMend.in(out.language())});
}

void look_at_folder(Run& run, std::string const& folder, Findings& out) {
    std::string const probe = folder + "/.amparo-" + crypto::make_id<RecordId>().text();
    auto const written =
        os::write_file_atomically(probe, as_bytes("amparo doctor"), os::Readers::kOwner, os::Existing::kKeep);
    if (!written.ok()) {
        out.add("folder", State::kWrong, failure_of(run, written.error(), folder, "").message,
                std::string{texts::kFolderMend.in(out.language())});
        return;
    }
    out.add("folder", State::kFine, fill(texts::kFolderFine.in(out.language()), {folder}), {});
    bool locks = false;
    {
        store_file::FileStorage storage{probe};
        locks = storage.lock().ok();
    }
    out.add("locks", locks ? State::kFine : State::kWrong, locks ? texts::kLocksFine : texts::kLocksFail,
            texts::kLocksMend);
    (void)os::remove_file(probe);
}

/// The vault itself; the code of what is wrong with it.
std::optional<Code> look_at_vault(Run& run, Findings& out) {
    auto const info = run.call("vault.info", Json::object());
    if (!info.ok()) {
        Failure const failure = translated(info.error(), out.language());
        out.add("vault", State::kWrong, failure.message, failure.hint);
        return info.error().code;
    }
    out.add("vault", State::kFine,
            fill(texts::kVaultFine.in(out.language()),
                 {std::to_string(codec::int_at(info.value(), "format").value_or(0)),
                  std::to_string(codec::int_at(info.value(), "bytes").value_or(0))}),
            {});
    Json const* const kit = codec::find(info.value(), "recovery_kit");
    bool const has_kit = kit != nullptr && !kit->is_null();
    out.add("recovery kit", has_kit ? State::kFine : State::kLook,
            has_kit ? texts::kKitThere : texts::kKitMissing, texts::kKitMend);
    return std::nullopt;
}

void look_at_passphrase_file(std::string const& path, Findings& out) {
    auto const file = os::read_passphrase_file(path);
    if (!file.ok()) {
        out.add("passphrase file", State::kWrong, texts::kUnreadablePassphraseFile,
                texts::kPassphraseFileMend);
    } else if (file.value().others_may_read) {
        out.add("passphrase file", State::kWrong, fill(texts::kOthersMayReadIt.in(out.language()), {path}),
                "chmod 600 " + path);
    } else {
        out.add("passphrase file", State::kFine, texts::kPassphraseFileFine);
    }
}

}  // namespace

Answer act_doctor(Run& run) {
    Findings found{run};
    look_at_crypto(found);
    look_at_process(run, found);
    std::optional<Code> code;
    if (auto const path = run.vault_path(); path.ok()) {
        look_at_folder(run, folder_of(path.value()), found);
        AMPARO_DO(run.open_vault());
        code = look_at_vault(run, found);
    } else {
        look_at_folder(run, ".", found);
        found.add("vault", State::kLook, texts::kNoVaultNamed, texts::kWhichVaultHint);
    }
    if (auto const file = run.given().common_one("--passphrase-file")) look_at_passphrase_file(*file, found);
    Outcome out;
    if (!found.is_well()) out.code = code.value_or(Code::kInputOutput);
    out.result = Json{{"ok", found.is_well()}, {"checks", found.take()}};
    return out;
}

}  // namespace amparo::cli
