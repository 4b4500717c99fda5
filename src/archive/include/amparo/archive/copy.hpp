// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A back-up of the sealed files, and what another copy of the vault has of them.
#include "amparo/archive/store.hpp"

#include <cstddef>

namespace amparo::archive {

/// Makes `to` hold the files that `from` holds, each compared byte for byte, and no other; how many. In pieces.
[[nodiscard]] Result<std::size_t, StoreError> copy_all(Store& from, Store& to);

/// Copies to `to` what `from` holds under names that `to` does not; how many.
[[nodiscard]] Result<std::size_t, StoreError> copy_missing(Store& from, Store& to);

}  // namespace amparo::archive
