// SPDX-License-Identifier: AGPL-3.0-or-later
// The program `amparo`: the system's side of what the commands touch.
#include "amparo/cli/errands.hpp"
#include "amparo/cli/params.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/word_apart.hpp"
#include "amparo/os/apart.hpp"
#include "amparo/os/clock.hpp"
#include "amparo/os/desktop.hpp"
#include "amparo/os/process.hpp"
#include "amparo/os/processors.hpp"
#include "amparo/os/terminal.hpp"
#include "amparo/os/wiping.hpp"
#include "amparo/press/press.hpp"
#include "amparo/solver/glpk.hpp"
#include "amparo/store_file/file.hpp"
#include "amparo/store_file/folder.hpp"

#include "amparo_embedded/web.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

using namespace amparo;

std::optional<os::ApartEnded> run_apart(std::vector<std::string> const& words, ByteView input) {
    return os::run_apart(words, input);
}

std::optional<Bytes> said(std::optional<os::ApartEnded> const& ended) {
    if (!ended || ended->code != 0) return std::nullopt;
    ByteView const out = as_bytes(ended->out);
    return Bytes{out.begin(), out.end()};
}

std::optional<Bytes> ask_words(ByteView asked) {
    return said(os::run_apart({"template", "words", "--json"}, asked));
}

/// Its first word, when this program is started to work on pages: their file comes in, what was made goes out.
constexpr std::string_view kPressWord = "press-apart";

std::optional<Bytes> ask_press(ByteView asked) {
    os::ApartBounds bounds;
    bounds.output_bytes_max = std::size_t{512} << 20U;
    bounds.memory_bytes_max = std::size_t{4} << 30U;
    bounds.seconds_max = 900;
    return said(os::run_apart({std::string{kPressWord}}, asked, bounds));
}

/// What may ask for it: looking at pages, marking and redacting them, and joining documents.
constexpr std::array<std::string_view, 5> kOfPages{"document.pages", "document.page", "document.marks",
                                                   "document.redact", "document.packet"};
/// What may read Word documents.
constexpr std::array<std::string_view, 3> kOfWords{"template.check", "template.preview", "template.fill"};

int work_on_pages() {
    Bytes asked;
    std::array<std::byte, 65'536> piece{};
    while (std::size_t const n = std::fread(piece.data(), 1, piece.size(), stdin))
        append(asked, ByteView{piece}.first(n));
    Bytes const answer = press::work(asked);
    return std::fwrite(answer.data(), 1, answer.size(), stdout) == answer.size() && std::fflush(stdout) == 0
               ? 0
               : 1;
}

/// On the last line of the terminal, which it leaves empty.
void show_progress(std::size_t done, std::size_t of) {
    if (done == of)
        (void)std::fputs("\r\033[K", stderr);
    else
        (void)std::fprintf(stderr, "\r%zu/%zu", done, of);
    (void)std::fflush(stderr);
}

class FileVault final : public cli::Vault {
  public:
    explicit FileVault(std::string const& path)
        : storage_{path},
          documents_{store_file::documents_folder(path)},
          engine_{engine::Ports{storage_,
                                os::now,
                                {},
                                &solver_,
                                nullptr,
                                os::on_all_processors,
                                &documents_,
                                &words_,
                                &press_,
                                os::utc_offset,
                                os::is_terminal(os::Stream::kErrors) ? show_progress : nullptr}} {}
    Result<Json, engine::Failure> call(std::string_view method, Json const& params) override {
        return engine_.call(method, params);
    }
    std::vector<engine::Event> take_events() override { return engine_.take_events(); }
    std::optional<web_host::Step> begin_aside(std::string_view method, Json const& params) override {
        auto const is_among = [&](auto const& names) {
            return std::find(names.begin(), names.end(), method) != names.end();
        };
        cli::Errands* const errands = is_among(kOfPages)   ? &to_press_
                                      : is_among(kOfWords) ? &to_words_
                                                           : nullptr;
        if (errands == nullptr) return std::nullopt;
        return errands->run(
            [this, name = std::string{method}, params] { return engine_.call(name, params); });
    }

  private:
    store_file::FileStorage storage_;
    store_file::FolderArchive documents_;
    solver::Glpk solver_;
    cli::Errands to_words_{ask_words};
    cli::WordApart words_{[this](ByteView asked) { return to_words_.answer(asked); }};
    cli::Errands to_press_{ask_press};
    press::Apart press_{[this](ByteView asked) { return to_press_.answer(asked); }};
    engine::Engine engine_;
};

std::optional<std::string> variable(std::string_view name) {
    char const* const value = std::getenv(std::string{name}.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>{value};
}

bool write_out(std::string_view text) {
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
}

void write_err(std::string_view text) {
    (void)std::fwrite(text.data(), 1, text.size(), stderr);
}

/// How the browser asks for a file of the page, and what it is told it is.
struct PageFile {
    std::string_view name;
    std::string_view target;
    std::string_view type;
};
constexpr std::array kPage{
    PageFile{"index.html", "/", "text/html; charset=utf-8"},
    PageFile{"app.js", "/app.js", "text/javascript; charset=utf-8"},
    PageFile{"app.css", "/app.css", "text/css; charset=utf-8"},
    PageFile{"icon.svg", "/icon.svg", "image/svg+xml"},
};

std::vector<web_host::Asset> bundle() {
    std::vector<web_host::Asset> out;
    for (embedded::File const& file : embedded::web()) {
        auto const* const known =
            std::find_if(kPage.begin(), kPage.end(), [&](PageFile const& f) { return f.name == file.path; });
        AMPARO_CHECK(known != kPage.end());
        out.push_back({known->target, known->type, file.text});
    }
    return out;
}

Result<Done, web_host::ListenError> serve(web_host::Options options, web_host::Ports ports) {
    auto const files = bundle();
    ports.bundle = files;
    ports.clock = os::since_start;
    options.terminal = STDIN_FILENO;
    options.ends_on_signals = true;
    return web_host::serve(options, std::move(ports));
}

}  // namespace

int main(int count, char** arguments) {
    cli::World world;
    world.is_hardened = os::harden_process() && os::freed_memory_is_wiped();
    if (count == 2 && arguments[1] == kPressWord) return work_on_pages();
    (void)std::setvbuf(stdout, nullptr, _IONBF, 0);  // No copy of what is shown stays behind.
    os::LineReader lines{STDIN_FILENO, cli::kInputBytesMax};
    world.open = [](std::string const& path) -> std::unique_ptr<cli::Vault> {
        return std::make_unique<FileVault>(path);
    };
    world.environment = variable;
    world.ask = os::prompt_passphrase;
    world.out = write_out;
    world.err = write_err;
    world.read_line = [&](std::string& line) { return lines.next(line); };
    world.now = os::now;
    world.serve = serve;
    world.open_on_desktop = os::open_on_desktop;
    world.run_apart = run_apart;
    world.columns = os::width(os::Stream::kOutput);
    return cli::run(std::vector<std::string>(arguments + (count > 0 ? 1 : 0), arguments + count), world);
}
