// SPDX-License-Identifier: AGPL-3.0-or-later
// `amparo open`: the page in the browser of this computer.
#include "acts.hpp"
#include "amparo/cli/audit.hpp"
#include "amparo/cli/params.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/crypto/crypto.hpp"
#include "outputs.hpp"

#include <charconv>

namespace amparo::cli {
namespace {

Result<int, Failure> number(Run& run, std::string_view option, int least, int most, int otherwise) {
    auto const typed = run.given().one(option);
    if (!typed) return otherwise;
    int value = 0;
    char const* const end = typed->data() + typed->size();
    auto const [stop, error] = std::from_chars(typed->data(), end, value);
    if (error == std::errc{} && stop == end && value >= least && value <= most) return value;
    return run.fail(Code::kUsage,
                    fill(texts::kOutOfRange.in(run.language_of_failures()),
                         {std::to_string(least), std::to_string(most)}),
                    std::string{option}, "");
}

/// There is a vault, or there can be one.
Result<Done, Failure> check_place(Run& run) {
    auto const info = run.call("vault.info", Json::object());
    if (info.ok()) return Done{};
    if (info.error().code != Code::kNotFound || run.has_passphrase_file()) return Fail{info.error()};
    AMPARO_TRY(std::string const path, run.vault_path());
    std::string const folder = folder_of(path);
    if (!os::is_folder(folder))
        return run.fail(Code::kInputOutput,
                        fill(texts::kFolderMissing.in(run.language_of_failures()), {path}), "--vault", "");
    if (auto const tried = os::try_folder(folder); !tried.ok())
        return Fail{failure_of(run, tried.error(), folder, "--vault")};
    return Done{};
}

/// A file that leads to the link. The browser is not given the link itself: the arguments of a program can be
/// read by every user of a computer, and whoever comes first has the session.
class Doorway {
  public:
    Doorway() = default;
    Doorway(Doorway const&) = delete;
    Doorway& operator=(Doorway const&) = delete;
    ~Doorway() { remove(); }

    [[nodiscard]] bool open(Run& run, std::string const& link) {
        auto const set = [&](std::string_view name) { return run.world().environment(name).value_or(""); };
        // Where there is no screen, xdg-open would start a browser in the terminal.
        if (set("DISPLAY").empty() && set("WAYLAND_DISPLAY").empty()) return false;
        std::string folder = set("XDG_RUNTIME_DIR");
        if (!os::is_folder(folder)) folder = set("TMPDIR");
        if (!os::is_folder(folder)) folder = "/tmp";
        std::string const path = folder + "/amparo-" + crypto::to_hex(crypto::make_random<16>()) + ".html";
        std::string const page =
            "<!doctype html>\n<meta charset=\"utf-8\">\n<title>Notes</title>\n"
            "<meta name=\"referrer\" content=\"no-referrer\">\n"
            "<meta http-equiv=\"refresh\" content=\"0; url=" +
            link + "\">\n";
        if (!os::write_file_atomically(path, as_bytes(page), os::Readers::kOwner, os::Existing::kKeep).ok())
            return false;
        path_ = path;
        return run.world().open_on_desktop(path);
    }
    void remove() {
        if (!path_.empty()) (void)os::remove_file(std::exchange(path_, {}));
    }

  private:
    std::string path_;
};

void show(Run& run, std::string const& link) {
    (void)run.world().out(run.wants_json() ? codec::to_text(Json{{"link", link}}) + "\n" : link + "\n");
}

Fail<Failure> not_listening(Run& run, web_host::ListenError error, int port) {
    Language const language = run.language_of_failures();
    auto const with_port = [&](Text const& message, Text const& hint) {
        return run.fail(Code::kInputOutput, fill(message.in(language), {std::to_string(port)}), "--port",
                        std::string{hint.in(language)});
    };
    switch (error) {
        case web_host::ListenError::kPortTaken:
            return with_port(texts::kPortTaken, texts::kPortTakenHint);
        case web_host::ListenError::kPortDenied:
            return with_port(texts::kPortDenied, texts::kPortDeniedHint);
        case web_host::ListenError::kNoLoopback:
            break;
    }
    return run.fail(Code::kInputOutput, texts::kNoLoopback, "", texts::kNoLoopbackHint);
}

}  // namespace

Answer act_open(Run& run) {
    AMPARO_TRY(int const port, number(run, "--port", 1, 65'535, 0));
    AMPARO_TRY(int const minutes,
               number(run, "--lock-after", static_cast<int>(web_host::kLockAfterMin.count()),
                      static_cast<int>(web_host::kLockAfterMax.count()),
                      static_cast<int>(web_host::kLockAfterUsual.count())));
    AMPARO_DO(run.open_vault());
    AMPARO_DO(check_place(run));
    if (run.has_passphrase_file()) AMPARO_DO(run.unlock());

    web_host::Options options;
    options.port = static_cast<std::uint16_t>(port);
    options.lock_after = std::chrono::minutes{minutes};
    options.is_open = run.has_passphrase_file();
    Doorway doorway;
    bool is_first = true;
    web_host::Ports ports;
    ports.engine.call = [&](std::string_view method, Json const& params) { return run.call(method, params); };
    ports.engine.take_events = [&] { return run.vault().take_events(); };
    ports.engine.begin_aside = [&](std::string_view method,
                                   Json const& params) -> std::optional<web_host::Step> {
        if (method == kReportAudit) return audit_aside(run.world(), params);
        return run.vault().begin_aside(method, params);
    };
    ports.session_began = [&] { doorway.remove(); };
    ports.show_link = [&](std::string const& link) {
        show(run, link);
        if (!std::exchange(is_first, false)) return;
        run.note(run.say(texts::kServing));
        if (!run.given().has("--no-browser") && !doorway.open(run, link))
            run.note(run.say(texts::kOpenItYourself));
    };
    auto const served = run.world().serve(options, std::move(ports));
    if (!served.ok()) return not_listening(run, served.error(), port);
    Outcome out;
    out.raw = "";
    return out;
}

}  // namespace amparo::cli
