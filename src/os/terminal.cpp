// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace amparo::os {

bool is_terminal(Stream stream) {
    return ::isatty(static_cast<int>(stream)) == 1;
}

unsigned width(Stream stream) {
    winsize size{};
    if (::ioctl(static_cast<int>(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
    return std::clamp<unsigned>(size.ws_col, 20, 1000);
}

bool shows_color(Stream stream) {
    char const* const no_color = std::getenv("NO_COLOR");
    char const* const kind = std::getenv("TERM");
    bool const is_plain = kind == nullptr || std::string_view{kind} == "dumb";
    return is_terminal(stream) && !is_plain && (no_color == nullptr || *no_color == '\0');
}

}  // namespace amparo::os
