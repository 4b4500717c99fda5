// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A `Workers` (amparo/base/workers.hpp) on every processor this process may use.
#include "amparo/base/workers.hpp"

namespace amparo::os {

/// The caller's thread takes pieces too, so a system that gives no thread makes it slower and nothing else. When it
/// returns no thread is left, nor what stood on its stack (T13).
void on_all_processors(std::size_t count, Piece const& piece);

}  // namespace amparo::os
