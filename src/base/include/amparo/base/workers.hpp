// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Port: more than one processor, for what comes in pieces that know nothing of each other. A host that may start
/// threads hands one in (amparo/os/processors.hpp).
#include <cstddef>
#include <functional>

namespace amparo {

using Piece = std::function<void(std::size_t)>;
/// Calls the piece with 0, 1, … count - 1, each once, in any order and maybe several at a time. Returns when all are
/// done.
using Workers = std::function<void(std::size_t count, Piece const& piece)>;

/// Needs no thread.
inline void one_by_one(std::size_t count, Piece const& piece) {
    for (std::size_t i = 0; i < count; ++i) piece(i);
}

}  // namespace amparo
