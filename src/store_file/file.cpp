// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/store_file/file.hpp"

#include "descriptor.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <thread>
#include <utility>

namespace amparo::store_file {

using reclog::StorageError;

namespace {

StorageError error_of(int code) noexcept {
    switch (code) {
        case ENOENT:
        case ENOTDIR:
            return StorageError::kMissing;
        case EEXIST:
            return StorageError::kExists;
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return StorageError::kFull;
        case EACCES:
        case EPERM:
        case EROFS:
            return StorageError::kReadOnly;
        default:
            return StorageError::kIo;
    }
}

StorageError lock_error_of(int code) noexcept {
    switch (code) {
        case EAGAIN:
            return StorageError::kBusy;
        case ENOLCK:
        case ENOSYS:
        case EINVAL:
        case EOPNOTSUPP:
            return StorageError::kNoLocks;
        default:
            return StorageError::kIo;
    }
}

std::optional<struct stat> status_of(int fd) {
    struct stat s {};
    if (::fstat(fd, &s) != 0) return std::nullopt;
    return s;
}

bool is_same(struct stat const& a, struct stat const& b) noexcept {
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool name_leads_to(std::string const& path, int fd) {
    struct stat named {};
    auto const open = status_of(fd);
    return open && ::lstat(path.c_str(), &named) == 0 && is_same(named, *open);
}

/// F6. The file that will take the vault's place: empty, locked by us, nobody else's.
class NewFile {
  public:
    static Result<NewFile, StorageError> make(std::string const& vault_path) {
        std::string const path = vault_path + ".new";
        for (int attempt = 0; attempt < 100; ++attempt) {
            if (Fd fd = open_file(path.c_str(), O_RDWR | O_CREAT | O_EXCL)) {
                int const code = set_lock(fd.get(), F_WRLCK);
                // Between the two lines above another process may have taken it for a leftover.
                if (code == 0 && name_leads_to(path, fd.get())) return NewFile{path, std::move(fd)};
                if (code == 0 || code == EAGAIN) continue;
                ::unlink(path.c_str());
                return Fail{lock_error_of(code)};
            }
            if (errno != EEXIST) return Fail{error_of(errno)};
            AMPARO_DO(remove_leftover(path, vault_path));
        }
        return Fail{StorageError::kBusy};
    }
    NewFile(NewFile&& other) noexcept : path_{std::move(other.path_)}, fd_{std::move(other.fd_)} {
        other.path_.clear();
    }
    NewFile& operator=(NewFile&&) = delete;
    ~NewFile() {
        if (!path_.empty()) ::unlink(path_.c_str());  // Ours while we hold its lock.
    }

    [[nodiscard]] int fd() const noexcept { return fd_.get(); }
    [[nodiscard]] std::string const& path() const noexcept { return path_; }
    /// It has another name now. Gives the descriptor, still locked.
    Fd release() && {
        path_.clear();
        return std::move(fd_);
    }

  private:
    NewFile(std::string path, Fd fd) : path_{std::move(path)}, fd_{std::move(fd)} {}

    static Result<Done, StorageError> remove_leftover(std::string const& path,
                                                      std::string const& vault_path) {
        Fd const leftover = open_file(path.c_str(), O_RDWR);
        if (!leftover && errno == ENOENT) return Done{};
        if (!leftover && errno != ELOOP) return Fail{error_of(errno)};
        // A link, or a second name of the vault itself (a crash between link and unlink), is in nobody's use.
        if (leftover && !name_leads_to(vault_path, leftover.get())) {
            if (int const code = set_lock(leftover.get(), F_WRLCK)) return Fail{lock_error_of(code)};
            if (!name_leads_to(path, leftover.get())) return Done{};  // Its maker was faster.
        }
        if (::unlink(path.c_str()) != 0 && errno != ENOENT) return Fail{error_of(errno)};
        return Done{};
    }

    std::string path_;
    Fd fd_;
};

}  // namespace

struct FileStorage::OpenFile {
    Fd fd;
    struct stat status {};
    bool is_writable = false;
    bool is_locked = false;
    bool has_working_locks = false;
    bool has_durable_name = false;
    std::uint64_t durable_size = 0;  ///< What is known to be on the disk.

    [[nodiscard]] std::uint64_t generation() const noexcept {
        // A number of an inode is used again only when its last descriptor is closed, and this object keeps
        // its own until it has opened the next: two files that follow each other here never have the same.
        return static_cast<std::uint64_t>(status.st_ino) * 0x9E3779B97F4A7C15U ^
               static_cast<std::uint64_t>(status.st_dev);
    }
};

class FileStorage::Lock final : public reclog::StorageLock {
  public:
    explicit Lock(std::shared_ptr<OpenFile> file) : file_{std::move(file)} { file_->is_locked = true; }
    ~Lock() override {
        set_lock(file_->fd.get(), F_UNLCK);
        file_->is_locked = false;
    }

  private:
    std::shared_ptr<OpenFile> file_;
};

FileStorage::FileStorage(std::string path, FileOptions options)
    : path_{followed(std::move(path))}, options_{options}, file_{std::make_shared<OpenFile>()} {}
FileStorage::~FileStorage() = default;

/// Opens what the name leads to now, if that is not what is open already.
Result<Done, StorageError> FileStorage::follow_name() {
    struct stat named {};
    if (::lstat(path_.c_str(), &named) != 0) return Fail{error_of(errno)};
    if (file_->fd && is_same(named, file_->status)) return Done{};
    // A link that could be followed was, when this object was made.
    if (S_ISLNK(named.st_mode)) return Fail{StorageError::kMissing};
    if (!S_ISREG(named.st_mode)) return Fail{StorageError::kNotAFile};
    OpenFile next;
    next.is_writable = true;
    next.fd = open_file(path_.c_str(), O_RDWR);
    if (!next.fd && error_of(errno) == StorageError::kReadOnly) {
        next.is_writable = false;
        next.fd = open_file(path_.c_str(), O_RDONLY);
    }
    if (!next.fd) return Fail{error_of(errno)};
    auto const status = status_of(next.fd.get());
    if (!status || !S_ISREG(status->st_mode)) return Fail{StorageError::kIo};
    next.status = *status;
    *file_ = std::move(next);
    return Done{};
}

Result<reclog::Storage::State, StorageError> FileStorage::state() {
    if (!file_->is_locked) AMPARO_DO(follow_name());
    auto const now = status_of(file_->fd.get());
    if (!now) return Fail{StorageError::kIo};
    return State{file_->generation(), static_cast<std::uint64_t>(now->st_size)};
}

Result<Bytes, StorageError> FileStorage::read(std::uint64_t offset, std::size_t count) {
    if (!file_->fd) AMPARO_DO(follow_name());
    auto const now = status_of(file_->fd.get());
    if (!now) return Fail{StorageError::kIo};
    auto const size = static_cast<std::uint64_t>(now->st_size);
    if (offset >= size) return Bytes{};
    Bytes out(static_cast<std::size_t>(std::min<std::uint64_t>(count, size - offset)));
    if (read_into(file_->fd.get(), out, offset) != 0) return Fail{StorageError::kIo};
    return out;
}

/// F3: what to return for a failed write.
Fail<StorageError> FileStorage::failed(StorageError error) {
    if (error == StorageError::kIo) is_poisoned_ = true;
    return Fail{error};
}

Result<Done, StorageError> FileStorage::create(ByteView bytes) {
    if (is_poisoned_) return Fail{StorageError::kIo};
    struct stat named {};
    if (::lstat(path_.c_str(), &named) == 0)
        return Fail{S_ISREG(named.st_mode) || S_ISLNK(named.st_mode) ? StorageError::kExists
                                                                     : StorageError::kNotAFile};
    AMPARO_TRY(NewFile fresh, NewFile::make(path_));
    if (int const code = write_all(fresh.fd(), bytes, 0)) return failed(error_of(code));
    if (::fsync(fresh.fd()) != 0) return failed(StorageError::kIo);
    if (int const code = rename_to_free_name(fresh.path(), path_)) return failed(error_of(code));
    Fd const locked = std::move(fresh).release();
    if (sync_folder_of(path_) != 0) {
        ::unlink(path_.c_str());
        return failed(StorageError::kIo);
    }
    return Done{};
}

/// F1. True when the lock is ours and the name still leads to the file; false when another process has it.
Result<bool, StorageError> FileStorage::try_lock_current() {
    for (;;) {
        AMPARO_DO(follow_name());
        if (!file_->is_writable) return Fail{StorageError::kReadOnly};
        int const code = set_lock(file_->fd.get(), F_WRLCK);
        if (code == EAGAIN) return false;
        if (code != 0) return Fail{lock_error_of(code)};
        if (name_leads_to(path_, file_->fd.get())) return true;
        set_lock(file_->fd.get(), F_UNLCK);
    }
}

Result<std::unique_ptr<reclog::StorageLock>, StorageError> FileStorage::lock() {
    AMPARO_CHECK(!file_->is_locked);
    if (is_poisoned_) return Fail{StorageError::kIo};
    using Clock = std::chrono::steady_clock;
    auto const give_up_at = Clock::now() + options_.lock_wait_max;
    auto pause = std::chrono::milliseconds{1};
    for (;;) {
        AMPARO_TRY(bool const is_ours, try_lock_current());
        if (is_ours) break;
        if (Clock::now() >= give_up_at) return Fail{StorageError::kBusy};
        std::this_thread::sleep_for(pause);
        pause = std::min(pause * 2, std::chrono::milliseconds{50});
    }
    auto lock = std::make_unique<Lock>(file_);
    if (!file_->has_working_locks) {
        Fd const rival = open_file(path_.c_str(), O_RDWR);
        if (!rival) return Fail{StorageError::kIo};
        if (set_lock(rival.get(), F_WRLCK) == 0) return Fail{StorageError::kNoLocks};
        file_->has_working_locks = true;
    }
    AMPARO_DO(sync_what_others_left());
    return std::unique_ptr<reclog::StorageLock>{std::move(lock)};
}

/// F8
Result<Done, StorageError> FileStorage::sync_what_others_left() {
    if (!file_->has_durable_name) {
        int const code = sync_folder_of(path_);
        // A folder that may not be opened: nobody here could have renamed anything in it either.
        if (code != 0 && code != EACCES) return failed(StorageError::kIo);
        file_->has_durable_name = true;
    }
    auto const now = status_of(file_->fd.get());
    if (!now) return failed(StorageError::kIo);
    auto const size = static_cast<std::uint64_t>(now->st_size);
    if (size == file_->durable_size) return Done{};
    if (::fdatasync(file_->fd.get()) != 0) return failed(StorageError::kIo);
    file_->durable_size = size;
    return Done{};
}

Result<Done, StorageError> FileStorage::append(ByteView bytes) {
    AMPARO_CHECK(file_->is_locked);
    if (is_poisoned_) return Fail{StorageError::kIo};
    if (bytes.empty()) return Done{};
    int const fd = file_->fd.get();
    auto const before = status_of(fd);
    if (!before || !name_leads_to(path_, fd)) return failed(StorageError::kIo);  // F7
    if (int const code = write_all(fd, bytes, static_cast<std::uint64_t>(before->st_size))) {
        bool const is_cut_back = ::ftruncate(fd, before->st_size) == 0;  // F2
        return failed(is_cut_back ? error_of(code) : StorageError::kIo);
    }
    if (::fdatasync(fd) != 0) return failed(StorageError::kIo);  // F3
    file_->durable_size = static_cast<std::uint64_t>(before->st_size) + bytes.size();
    return Done{};
}

Result<Done, StorageError> FileStorage::replace(ByteView bytes) {
    AMPARO_CHECK(file_->is_locked);
    if (is_poisoned_) return Fail{StorageError::kIo};
    auto const old = status_of(file_->fd.get());
    if (!old || !name_leads_to(path_, file_->fd.get())) return failed(StorageError::kIo);  // F7
    AMPARO_TRY(NewFile fresh, NewFile::make(path_));
    auto const made = status_of(fresh.fd());
    if (!made) return failed(StorageError::kIo);
    // F4. Where the group can't be given, no rights are: another group would get them.
    if (made->st_gid == old->st_gid || ::fchown(fresh.fd(), static_cast<uid_t>(-1), old->st_gid) == 0)
        (void)::fchmod(fresh.fd(), old->st_mode & 0777U);
    if (int const code = write_all(fresh.fd(), bytes, 0)) return failed(error_of(code));
    if (::fsync(fresh.fd()) != 0) return failed(StorageError::kIo);
    if (::rename(fresh.path().c_str(), path_.c_str()) != 0) return failed(error_of(errno));
    file_->fd = std::move(fresh).release();
    file_->status = *made;
    file_->durable_size = bytes.size();
    file_->has_durable_name = false;
    if (sync_folder_of(path_) != 0) return failed(StorageError::kIo);
    file_->has_durable_name = true;
    return Done{};
}

}  // namespace amparo::store_file
