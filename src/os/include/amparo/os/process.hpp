// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// What a process that will hold keys does before anything else.
namespace amparo::os {

/// No core dump, no attaching debugger of the same user, nothing it writes readable by others, and a limit on
/// file size is a failed write instead of a death in the middle of one. A standard stream that came closed is
/// opened on nothing: else the vault would get its number, and what is printed would be written into the
/// vault. False if the system refused one of them.
[[nodiscard]] bool harden_process();

/// A core dump of this process could be written.
[[nodiscard]] bool dumps_core();
/// Memory may be written to a disk: a swap area is in use.
[[nodiscard]] bool has_swap();

}  // namespace amparo::os
