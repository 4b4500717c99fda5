// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A program that links this gives no memory back with a person's words in it: its operator delete zeroes
/// what it frees. Why all of it: what was said passes through JSON, strings and lists of many modules and of
/// the libraries beneath them, and one that forgets is enough. T13; tests/memory shows it. Its operator new
/// ends the process where there is no memory left. T8; tests/faults shows it.
namespace amparo::os {

/// True. A host calls it once, so that the linker takes these operators into the program.
[[nodiscard]] bool freed_memory_is_wiped() noexcept;

}  // namespace amparo::os
