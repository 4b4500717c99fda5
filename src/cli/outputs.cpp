// SPDX-License-Identifier: AGPL-3.0-or-later
#include "outputs.hpp"

#include "amparo/cli/texts.hpp"

namespace amparo::cli {

std::string folder_of(std::string const& path) {
    auto const slash = path.rfind('/');
    if (slash == std::string::npos) return ".";
    return slash == 0 ? "/" : path.substr(0, slash);
}

Result<OutputFile, Failure> OutputFile::planned(Run& run, std::string const& usual) {
    OutputFile out;
    out.path_ = run.given().one("--output").value_or(usual);
    out.may_replace_ = run.given().has("--force");
    if (out.is_standard_output()) {
        if (run.wants_json()) return run.fail(Code::kUsage, texts::kOneStandardOutput, "--output");
        return out;
    }
    if (!out.path_.empty()) {
        if (os::is_folder(out.path_))
            return Fail{failure_of(run, os::FileError::kNotAFile, out.path_, "--output")};
        if (!out.may_replace_ && os::exists(out.path_))
            return Fail{failure_of(run, os::FileError::kExists, out.path_, "--output")};
    }
    std::string const folder = folder_of(out.path_);
    if (auto const tried = os::try_folder(folder); !tried.ok())
        return Fail{failure_of(run, tried.error(), folder, "--output")};
    return out;
}

Result<Done, Failure> write_file(Run& run, std::string const& path, ByteView bytes, os::Readers readers,
                                 os::Existing existing, std::string_view argument) {
    auto const written = os::write_file_atomically(path, bytes, readers, existing);
    if (written.ok()) return Done{};
    if (written.error() == os::FileError::kMissing)
        return run.fail(Code::kInputOutput,
                        fill(texts::kFolderMissing.in(run.language_of_failures()), {path}),
                        std::string{argument}, "");
    return Fail{failure_of(run, written.error(), path, argument)};
}

Result<Done, Failure> OutputFile::write(Run& run, ByteView bytes, os::Readers readers) const {
    auto const written = os::write_file_atomically(
        path_, bytes, readers, may_replace_ ? os::Existing::kReplace : os::Existing::kKeep);
    if (!written.ok()) return Fail{failure_of(run, written.error(), path_, "--output")};
    return Done{};
}

Result<Done, Failure> deliver(Run& run, OutputFile const& file, Outcome& outcome, ByteView bytes,
                              os::Readers readers) {
    if (file.is_standard_output()) {
        outcome.raw = std::string{as_text(bytes)};
        return Done{};
    }
    AMPARO_DO(file.write(run, bytes, readers));
    outcome.result["output"] = file.path();
    return Done{};
}

}  // namespace amparo::cli
