// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/archive/copy.hpp"

#include <algorithm>

namespace amparo::archive {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;

bool is_named(std::vector<FileEntry> const& files, std::string const& name) {
    return std::any_of(files.begin(), files.end(), [&](FileEntry const& f) { return f.name == name; });
}

Result<bool, StoreError> is_same(Store& from, Store& to, FileEntry const& file) {
    auto const size = to.size(file.name);
    if (!size.ok() && size.error() == StoreError::kMissing) return false;
    if (!size.ok()) return Fail{size.error()};
    if (size.value() != file.bytes) return false;
    for (std::uint64_t at = 0; at < file.bytes; at += kPieceBytes) {
        AMPARO_TRY(Bytes const one, from.read(file.name, at, kPieceBytes));
        AMPARO_TRY(Bytes const other, to.read(file.name, at, kPieceBytes));
        if (one != other) return false;
    }
    return true;
}

Result<Done, StoreError> copy(Store& from, Store& to, FileEntry const& file) {
    AMPARO_DO(to.remove(file.name));
    AMPARO_TRY(auto const fresh, to.begin(file.name));
    for (std::uint64_t at = 0; at < file.bytes; at += kPieceBytes) {
        AMPARO_TRY(Bytes const piece, from.read(file.name, at, kPieceBytes));
        AMPARO_DO(fresh->append(piece));
    }
    return fresh->finish();
}

}  // namespace

Result<std::size_t, StoreError> copy_missing(Store& from, Store& to) {
    AMPARO_TRY(auto const files, from.list());
    AMPARO_TRY(auto const held, to.list());
    std::size_t copied = 0;
    for (FileEntry const& file : files) {
        if (is_named(held, file.name)) continue;
        AMPARO_DO(copy(from, to, file));
        ++copied;
    }
    return copied;
}

Result<std::size_t, StoreError> copy_all(Store& from, Store& to) {
    AMPARO_TRY(auto const files, from.list());
    AMPARO_TRY(auto const others, to.list());
    for (FileEntry const& other : others)
        if (!is_named(files, other.name)) AMPARO_DO(to.remove(other.name));
    for (FileEntry const& file : files) {
        AMPARO_TRY(bool is_there, is_same(from, to, file));
        if (is_there) continue;
        AMPARO_DO(copy(from, to, file));
        AMPARO_TRY(is_there, is_same(from, to, file));
        if (!is_there) return Fail{StoreError::kIo};
    }
    return files.size();
}

}  // namespace amparo::archive
