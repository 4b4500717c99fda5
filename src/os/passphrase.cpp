// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/passphrase.hpp"

#include "descriptor.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>

#include <cstring>

namespace amparo::os {

namespace {
constexpr std::size_t kRoom = Passphrase::kBytesMax + 2;
}

Passphrase::Passphrase() : bytes_{std::make_unique<char[]>(kRoom)} {}
Passphrase::~Passphrase() {
    clear();
}
Passphrase::Passphrase(Passphrase&& other) noexcept
    : bytes_{std::move(other.bytes_)}, size_{std::exchange(other.size_, 0)} {}
Passphrase& Passphrase::operator=(Passphrase&& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(size_, other.size_);
    return *this;
}

bool Passphrase::add(char c) noexcept {
    if (size_ == kRoom) return false;
    bytes_[size_++] = c;
    return true;
}

void Passphrase::remove_last_character() noexcept {
    auto const continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
    while (size_ > 0 && continues(bytes_[size_ - 1])) bytes_[--size_] = '\0';
    if (size_ > 0) bytes_[--size_] = '\0';
}

void Passphrase::clear() noexcept {
    if (bytes_) ::explicit_bzero(bytes_.get(), kRoom);
    size_ = 0;
}

namespace {

/// The terminal gives each key as it is typed and shows none; as before at the end.
class SilentTerminal {
  public:
    explicit SilentTerminal(int fd) : fd_{fd} {
        if (::tcgetattr(fd_, &before_) != 0) return;
        termios silent = before_;
        // ISIG off: Ctrl-C is a key, so that the terminal is set back before anyone leaves.
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
        silent.c_cc[VMIN] = 1;
        silent.c_cc[VTIME] = 0;
        is_silent_ = ::tcsetattr(fd_, TCSAFLUSH, &silent) == 0;
    }
    ~SilentTerminal() {
        if (is_silent_) ::tcsetattr(fd_, TCSAFLUSH, &before_);
    }
    SilentTerminal(SilentTerminal const&) = delete;
    SilentTerminal& operator=(SilentTerminal const&) = delete;
    [[nodiscard]] bool is_silent() const noexcept { return is_silent_; }

  private:
    int fd_;
    termios before_{};
    bool is_silent_ = false;
};

Result<Done, PassphraseError> check_length(Passphrase const& passphrase) {
    if (passphrase.view().empty()) return Fail{PassphraseError::kEmpty};
    if (passphrase.view().size() > Passphrase::kBytesMax) return Fail{PassphraseError::kTooLong};
    return Done{};
}

Result<Passphrase, PassphraseError> read_line(int fd) {
    constexpr char kCtrlC = 3;
    constexpr char kCtrlD = 4;
    constexpr char kBackspace = 8;
    constexpr char kCtrlU = 21;
    constexpr char kDelete = 127;
    Passphrase typed;
    bool is_too_long = false;
    for (;;) {
        char key = 0;
        if (retried([&] { return ::read(fd, &key, 1); }) != 1) return Fail{PassphraseError::kCancelled};
        switch (key) {
            case '\n':
            case '\r':
                if (is_too_long) return Fail{PassphraseError::kTooLong};
                AMPARO_DO(check_length(typed));
                return typed;
            case kCtrlC:
            case kCtrlD:
                return Fail{PassphraseError::kCancelled};
            case kBackspace:
            case kDelete:
                typed.remove_last_character();
                break;
            case kCtrlU:
                typed.clear();
                is_too_long = false;
                break;
            default:
                is_too_long = !typed.add(key) || is_too_long;
        }
    }
}

bool say(int fd, std::string_view text) {
    return retried([&] { return ::write(fd, text.data(), text.size()); }) ==
           static_cast<ssize_t>(text.size());
}

}  // namespace

Result<Passphrase, PassphraseError> prompt_passphrase(std::string_view question) {
    Descriptor const terminal{::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)};
    if (!terminal) return Fail{PassphraseError::kNoTerminal};
    SilentTerminal const silence{terminal.get()};
    if (!silence.is_silent()) return Fail{PassphraseError::kNoTerminal};
    if (!say(terminal.get(), question)) return Fail{PassphraseError::kNoTerminal};
    auto typed = read_line(terminal.get());
    (void)say(terminal.get(), "\n");  // The line end that was typed was not shown.
    return typed;
}

Result<PassphraseFile, PassphraseError> read_passphrase_file(std::string const& path) {
    Descriptor const fd{retried([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC); })};
    if (!fd) return Fail{errno == ENOENT ? PassphraseError::kMissing : PassphraseError::kUnreadable};
    struct stat status {};
    if (::fstat(fd.get(), &status) != 0 || S_ISDIR(status.st_mode)) return Fail{PassphraseError::kUnreadable};
    PassphraseFile out;
    // Its rights mean something for a file only: a pipe of the shell (`--passphrase-file <(…)`) lives for one
    // reader.
    out.others_may_read = S_ISREG(status.st_mode) && (status.st_mode & 0044U) != 0;
    for (;;) {
        char c = 0;
        ssize_t const n = retried([&] { return ::read(fd.get(), &c, 1); });
        if (n < 0) return Fail{PassphraseError::kUnreadable};
        if (n == 0) break;
        if (!out.passphrase.add(c)) return Fail{PassphraseError::kTooLong};
    }
    if (out.passphrase.view().ends_with('\n')) out.passphrase.remove_last_character();
    if (out.passphrase.view().ends_with('\r')) out.passphrase.remove_last_character();
    AMPARO_DO(check_length(out.passphrase));
    return out;
}

}  // namespace amparo::os
