// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Word documents come from anywhere: another process of this program reads them, without keys in its memory.
#include "amparo/base/bytes.hpp"
#include "amparo/templates/word_files.hpp"

#include <functional>
#include <optional>

namespace amparo::cli {

class WordApart final : public templates::WordFiles {
  public:
    /// What `amparo template words --json` says to it; nothing: it was ended, or failed.
    using Ask = std::function<std::optional<Bytes>(ByteView)>;
    explicit WordApart(Ask ask) : ask_{std::move(ask)} {}

    [[nodiscard]] Result<templates::Sheet, templates::WordError> lines(ByteView file) override;
    [[nodiscard]] Result<Bytes, templates::WordError> with(ByteView file,
                                                           templates::Filled const& filled) override;

  private:
    Ask ask_;
};

}  // namespace amparo::cli
