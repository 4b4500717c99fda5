// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Word documents come from anywhere: another process of this program reads them, without keys in its memory.
#include "amparo/os/apart.hpp"
#include "amparo/templates/word_files.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace amparo::cli {

class WordApart final : public templates::WordFiles {
  public:
    using RunApart = std::function<std::optional<os::ApartEnded>(std::vector<std::string> const&, ByteView)>;
    explicit WordApart(RunApart run_apart) : run_apart_{std::move(run_apart)} {}

    [[nodiscard]] Result<templates::Sheet, templates::WordError> lines(ByteView file) override;
    [[nodiscard]] Result<Bytes, templates::WordError> with(ByteView file,
                                                           templates::Filled const& filled) override;

  private:
    RunApart run_apart_;
};

}  // namespace amparo::cli
