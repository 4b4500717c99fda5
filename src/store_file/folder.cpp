// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/store_file/folder.hpp"

#include "descriptor.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace amparo::store_file {

using archive::StoreError;

namespace {

constexpr std::string_view kPartEnding = ".part";

StoreError error_of(int code) noexcept {
    switch (code) {
        case ENOENT:
        case ENOTDIR:
            return StoreError::kMissing;
        case EEXIST:
            return StoreError::kExists;
        case ENOSPC:
        case EDQUOT:
        case EFBIG:
            return StoreError::kFull;
        case EACCES:
        case EPERM:
        case EROFS:
            return StoreError::kReadOnly;
        default:
            return StoreError::kIo;
    }
}

class FolderNewFile final : public archive::NewFile {
  public:
    FolderNewFile(std::string part, std::string path, Fd fd)
        : part_{std::move(part)}, path_{std::move(path)}, fd_{std::move(fd)} {}
    ~FolderNewFile() override {
        if (!part_.empty()) ::unlink(part_.c_str());
    }

    Result<Done, StoreError> append(ByteView bytes) override {
        if (int const code = write_all(fd_.get(), bytes, size_)) return Fail{error_of(code)};
        size_ += bytes.size();
        return Done{};
    }
    Result<Done, StoreError> finish() override {
        // A failed sync is never tried again: the kernel may have dropped the bytes.
        if (::fsync(fd_.get()) != 0) return Fail{error_of(errno == ENOSPC ? ENOSPC : EIO)};
        if (int const code = rename_to_free_name(part_, path_)) return Fail{error_of(code)};
        part_.clear();
        if (sync_folder_of(path_) == 0) return Done{};
        ::unlink(path_.c_str());
        return Fail{StoreError::kIo};
    }

  private:
    std::string part_;
    std::string path_;
    Fd fd_;
    std::uint64_t size_ = 0;
};

}  // namespace

std::string documents_folder(std::string const& vault_path) {
    return followed(vault_path) + ".documents";
}

FolderArchive::FolderArchive(std::string path) : path_{std::move(path)} {}
FolderArchive::~FolderArchive() {
    close();
}

void FolderArchive::close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
    open_name_.clear();
}

std::string FolderArchive::path_of(std::string_view name) const {
    return path_ + "/" + std::string{name};
}

Result<Done, StoreError> FolderArchive::make_folder() {
    if (::mkdir(path_.c_str(), 0700) == 0)
        return sync_folder_of(path_) == 0 ? Result<Done, StoreError>{Done{}} : Fail{StoreError::kIo};
    struct stat status {};
    if (errno != EEXIST) return Fail{error_of(errno)};
    if (::lstat(path_.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) return Fail{StoreError::kIo};
    return Done{};
}

Result<std::unique_ptr<archive::NewFile>, StoreError> FolderArchive::begin(std::string_view name) {
    AMPARO_DO(make_folder());
    std::string const part = path_of("." + std::string{name} + std::string{kPartEnding});
    Fd fd = open_file(part.c_str(), O_RDWR | O_CREAT | O_EXCL);
    if (!fd) return Fail{error_of(errno)};
    if (set_lock(fd.get(), F_WRLCK) != 0) {
        ::unlink(part.c_str());
        return Fail{StoreError::kIo};
    }
    return std::unique_ptr<archive::NewFile>{
        std::make_unique<FolderNewFile>(part, path_of(name), std::move(fd))};
}

Result<Done, StoreError> FolderArchive::open(std::string_view name) {
    if (fd_ >= 0 && open_name_ == name) return Done{};
    close();
    fd_ = retried(
        [&] { return ::open(path_of(name).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW); });
    if (fd_ < 0) return Fail{error_of(errno)};
    struct stat status {};
    if (::fstat(fd_, &status) != 0 || !S_ISREG(status.st_mode)) {
        close();
        return Fail{StoreError::kIo};
    }
    open_name_ = name;
    return Done{};
}

Result<std::uint64_t, StoreError> FolderArchive::size(std::string_view name) {
    close();  // What was removed is not there, though it is open.
    AMPARO_DO(open(name));
    struct stat status {};
    if (::fstat(fd_, &status) != 0) return Fail{StoreError::kIo};
    return static_cast<std::uint64_t>(status.st_size);
}

Result<Bytes, StoreError> FolderArchive::read(std::string_view name, std::uint64_t offset,
                                              std::size_t count) {
    AMPARO_DO(open(name));
    Bytes out(count);
    if (int const code = read_into(fd_, out, offset)) return Fail{error_of(code)};
    return out;
}

Result<std::vector<archive::FileEntry>, StoreError> FolderArchive::list() {
    namespace fs = std::filesystem;
    std::vector<archive::FileEntry> out;
    std::error_code error;
    auto entry = fs::directory_iterator{path_, error};
    if (error)
        return error.value() == ENOENT ? Result<std::vector<archive::FileEntry>, StoreError>{out}
                                       : Fail{error_of(error.value())};
    for (; !error && entry != fs::directory_iterator{}; entry.increment(error)) {
        std::string const name = entry->path().filename().string();
        std::error_code gone;
        if (name.front() == '.' || !entry->is_regular_file(gone)) continue;
        auto const bytes = entry->file_size(gone);
        if (!gone) out.push_back({name, bytes});
    }
    if (error) return Fail{StoreError::kIo};
    std::sort(out.begin(), out.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
    return out;
}

Result<Done, StoreError> FolderArchive::remove(std::string_view name) {
    if (open_name_ == name) close();
    std::string const path = path_of(name);
    if (::unlink(path.c_str()) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) return Done{};
        return Fail{error_of(errno)};
    }
    return sync_folder_of(path) == 0 ? Result<Done, StoreError>{Done{}} : Fail{StoreError::kIo};
}

Result<std::size_t, StoreError> FolderArchive::remove_half_written() {
    namespace fs = std::filesystem;
    std::size_t removed = 0;
    std::error_code error;
    auto entry = fs::directory_iterator{path_, error};
    for (; !error && entry != fs::directory_iterator{}; entry.increment(error)) {
        std::string const name = entry->path().filename().string();
        bool const is_part = name.front() == '.' && name.size() > kPartEnding.size() &&
                             name.substr(name.size() - kPartEnding.size()) == kPartEnding;
        if (!is_part) continue;
        Fd const left = open_file(entry->path().c_str(), O_RDWR);
        if (!left || set_lock(left.get(), F_WRLCK) != 0) continue;  // Its writer lives.
        if (::unlink(entry->path().c_str()) == 0) ++removed;
    }
    return removed;
}

}  // namespace amparo::store_file
