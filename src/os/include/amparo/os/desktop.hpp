// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The desktop of the person who runs this program.
#include <string>

namespace amparo::os {

/// Has the desktop's own program open a file (xdg-open). It does not wait for that program, which gets no
/// standard stream of ours and no signal of our terminal. False where there is none.
[[nodiscard]] bool open_on_desktop(std::string const& path);

}  // namespace amparo::os
