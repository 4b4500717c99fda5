// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A passphrase comes from the terminal or from a file: never from an argument or the environment, which
/// other processes and shell histories show.
#include "amparo/base/result.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace amparo::os {

/// Fixed memory that is wiped at the end: a string that grows leaves copies behind.
class Passphrase {
  public:
    static constexpr std::size_t kBytesMax = 1024;

    Passphrase();
    ~Passphrase();
    Passphrase(Passphrase&& other) noexcept;
    Passphrase& operator=(Passphrase&& other) noexcept;

    [[nodiscard]] std::string_view view() const noexcept { return {bytes_.get(), size_}; }
    /// False, and nothing added, where there is no room. There is some for a line end after kBytesMax.
    [[nodiscard]] bool add(char c) noexcept;
    /// Takes off the last character, all bytes of it if it is UTF-8.
    void remove_last_character() noexcept;
    void clear() noexcept;

  private:
    std::unique_ptr<char[]> bytes_;
    std::size_t size_ = 0;
};

enum class PassphraseError {
    kNoTerminal,  ///< Nobody to ask: give a file.
    kCancelled,   ///< Ctrl-C, Ctrl-D or the terminal went away.
    kEmpty,
    kTooLong,
    kMissing,  ///< No such file.
    kUnreadable,
};

/// Asks on the process's terminal, wherever standard input and output go, and shows nothing of what is typed.
[[nodiscard]] Result<Passphrase, PassphraseError> prompt_passphrase(std::string_view question);

struct PassphraseFile {
    Passphrase passphrase;
    bool others_may_read = false;  ///< Worth a warning: group or everyone has the right to read it.
};
/// The file's bytes without one line end at the end. A file with more lines is a passphrase with line ends in
/// it.
[[nodiscard]] Result<PassphraseFile, PassphraseError> read_passphrase_file(std::string const& path);

}  // namespace amparo::os
