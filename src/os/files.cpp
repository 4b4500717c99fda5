// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/files.hpp"

#include "descriptor.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>

namespace amparo::os {

namespace fs = std::filesystem;

namespace {

FileError error_of(int code) noexcept {
    switch (code) {
        case ENOENT:
        case ENOTDIR:
            return FileError::kMissing;
        case EACCES:
        case EPERM:
        case EROFS:
            return FileError::kDenied;
        case EISDIR:
            return FileError::kNotAFile;
        case EEXIST:
            return FileError::kExists;
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return FileError::kFull;
        default:
            return FileError::kIo;
    }
}

Result<Bytes, FileError> read_to_end(int fd, std::size_t bytes_expected, std::size_t bytes_max) {
    constexpr std::size_t kStep = 65'536;
    Bytes out;
    out.reserve(bytes_expected);
    std::size_t filled = 0;
    for (;;) {
        out.resize(filled + kStep);
        ssize_t const n = retried([&] { return ::read(fd, out.data() + filled, kStep); });
        if (n < 0) return Fail{error_of(errno)};
        filled += static_cast<std::size_t>(n);
        if (filled > bytes_max) return Fail{FileError::kTooLarge};
        if (n == 0) break;
    }
    out.resize(filled);
    return out;
}

/// A file beside the one to write, removed unless it was renamed.
struct NewFile {
    std::string path;
    Descriptor fd;
    ~NewFile() {
        if (!path.empty()) ::unlink(path.c_str());
    }
};

int write_all(int fd, ByteView bytes) {
    while (!bytes.empty()) {
        ssize_t const n = retried([&] { return ::write(fd, bytes.data(), bytes.size()); });
        if (n < 0) return errno;
        bytes = bytes.subspan(static_cast<std::size_t>(n));
    }
    return 0;
}

int give_name(std::string const& from, std::string const& to, Existing existing) {
    if (existing == Existing::kKeep) {
        if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return 0;
        if (errno != EINVAL && errno != ENOSYS) return errno;
        if (exists(to)) return EEXIST;  // A file system without it: as near as can be had.
    }
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

mode_t current_umask() {
    mode_t const mask = ::umask(077);
    ::umask(mask);
    return mask;
}

}  // namespace

std::string_view name(FileError error) noexcept {
    switch (error) {
        case FileError::kMissing:
            return "missing";
        case FileError::kDenied:
            return "denied";
        case FileError::kNotAFile:
            return "not_a_file";
        case FileError::kNotAFolder:
            return "not_a_folder";
        case FileError::kExists:
            return "exists";
        case FileError::kTooLarge:
            return "too_large";
        case FileError::kFull:
            return "full";
        case FileError::kIo:
            return "io";
    }
    return {};
}

Result<Bytes, FileError> read_file(std::string const& path, std::size_t bytes_max) {
    // O_NONBLOCK: a pipe without a writer must not make the program wait.
    Descriptor const fd{retried([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); })};
    if (!fd) return Fail{error_of(errno)};
    struct stat status {};
    if (::fstat(fd.get(), &status) != 0) return Fail{FileError::kIo};
    if (!S_ISREG(status.st_mode)) return Fail{FileError::kNotAFile};
    auto const size = static_cast<std::uint64_t>(status.st_size);
    if (size > bytes_max) return Fail{FileError::kTooLarge};
    return read_to_end(fd.get(), static_cast<std::size_t>(size), bytes_max);
}

Result<Bytes, FileError> read_standard_input(std::size_t bytes_max) {
    return read_to_end(STDIN_FILENO, 0, bytes_max);
}

Result<Done, FileError> read_pieces(std::string const& path, std::function<bool(ByteView)> const& take) {
    Descriptor file;
    int fd = STDIN_FILENO;
    if (path != "-") {
        file = Descriptor{retried([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK); })};
        if (!file) return Fail{error_of(errno)};
        struct stat status {};
        if (::fstat(file.get(), &status) != 0) return Fail{FileError::kIo};
        if (!S_ISREG(status.st_mode)) return Fail{FileError::kNotAFile};
        fd = file.get();
    }
    Bytes piece(kPieceBytes);
    for (;;) {
        ssize_t const n = retried([&] { return ::read(fd, piece.data(), piece.size()); });
        if (n < 0) return Fail{error_of(errno)};
        if (n == 0 || !take(ByteView{piece}.first(static_cast<std::size_t>(n)))) return Done{};
    }
}

Result<Done, FileError> write_file_atomically(std::string const& path, ByteView bytes, Readers readers,
                                              Existing existing) {
    auto const written =
        write_pieces_atomically(path, readers, existing, [&](PutPiece const& put) -> Result<bool, FileError> {
            AMPARO_DO(put(bytes));
            return true;
        });
    if (!written.ok()) return Fail{written.error()};
    return Done{};
}

Result<bool, FileError> write_pieces_atomically(
    std::string const& path, Readers readers, Existing existing,
    std::function<Result<bool, FileError>(PutPiece const&)> const& fill) {
    std::error_code unresolved;
    fs::path const followed = fs::weakly_canonical(path, unresolved);
    fs::path const target = unresolved ? fs::path{path} : followed;
    if (is_folder(target.string())) return Fail{FileError::kNotAFile};
    if (existing == Existing::kKeep && exists(target.string())) return Fail{FileError::kExists};
    NewFile fresh;
    std::string beside = target.string() + ".XXXXXX";
    fresh.fd = Descriptor{::mkostemp(beside.data(), O_CLOEXEC)};
    if (!fresh.fd) return Fail{error_of(errno)};
    fresh.path = beside;
    if (readers == Readers::kAsUsual && ::fchmod(fresh.fd.get(), 0666U & ~current_umask()) != 0)
        return Fail{error_of(errno)};
    AMPARO_TRY(bool const is_whole, fill([&](ByteView piece) -> Result<Done, FileError> {
                   if (int const code = write_all(fresh.fd.get(), piece)) return Fail{error_of(code)};
                   return Done{};
               }));
    if (!is_whole) return false;
    if (::fsync(fresh.fd.get()) != 0) return Fail{error_of(errno)};
    if (int const code = give_name(beside, target.string(), existing)) return Fail{error_of(code)};
    fresh.path.clear();
    std::string const folder = target.parent_path().string();
    Descriptor const folder_fd{
        ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!folder_fd || (::fsync(folder_fd.get()) != 0 && errno != EINVAL)) return Fail{FileError::kIo};
    return true;
}

Result<Done, FileError> try_folder(std::string const& path) {
    if (!is_folder(path)) return Fail{exists(path) ? FileError::kNotAFolder : FileError::kMissing};
    NewFile probe;
    std::string name = path + "/.amparo.XXXXXX";
    probe.fd = Descriptor{::mkostemp(name.data(), O_CLOEXEC)};
    if (!probe.fd) return Fail{error_of(errno)};
    probe.path = name;
    return Done{};
}

Result<Done, FileError> remove_file(std::string const& path) {
    if (::unlink(path.c_str()) != 0) return Fail{error_of(errno)};
    return Done{};
}

bool exists(std::string const& path) {
    std::error_code ignored;
    return fs::exists(fs::symlink_status(path, ignored));
}

bool is_same_file(std::string const& one, std::string const& other) {
    std::error_code missing;
    return fs::equivalent(one, other, missing) && !missing;
}

bool is_folder(std::string const& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

Result<std::vector<FolderEntry>, FileError> list_folder(std::string const& path, std::size_t entries_max) {
    std::error_code error;
    if (!fs::exists(path, error)) return Fail{error ? error_of(error.value()) : FileError::kMissing};
    if (!is_folder(path)) return Fail{FileError::kNotAFolder};
    std::vector<FolderEntry> out;
    auto entry = fs::directory_iterator{path, error};
    for (; !error && entry != fs::directory_iterator{}; entry.increment(error)) {
        std::string const file = entry->path().filename().string();
        std::error_code gone;
        if (file.front() == '.' || !entry->is_regular_file(gone)) continue;
        if (out.size() == entries_max) return Fail{FileError::kTooLarge};
        out.push_back({file, entry->file_size(gone)});
    }
    if (error) return Fail{error_of(error.value())};
    std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
    return out;
}

}  // namespace amparo::os
