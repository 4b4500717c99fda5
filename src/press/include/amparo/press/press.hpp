// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The port pages::Press, here and by a process without keys. Doors to cairo with pango, qpdf and libjpeg-turbo.
#include "amparo/pages/press.hpp"

#include <functional>
#include <optional>

namespace amparo::press {

/// In this process: for that one, and for tests.
class Here final : public pages::Press {
  public:
    Result<std::vector<pages::Page>, pages::PressError> read(ByteView file) override;
    Result<Bytes, pages::PressError> picture(ByteView file, std::size_t page, int width) override;
    Result<Bytes, pages::PressError> redacted(ByteView file,
                                              std::vector<pages::Blacked> const& pages) override;
    Result<pages::PacketMade, pages::PressError> packet(pages::PacketPlan const& plan,
                                                        std::vector<Bytes> const& files) override;
};

/// Hands each call to `ask`, which gives it to a process that answers with work().
class Apart final : public pages::Press {
  public:
    /// What the process wrote; nothing if it ended otherwise.
    using Ask = std::function<std::optional<Bytes>(ByteView)>;
    explicit Apart(Ask ask) : ask_{std::move(ask)} {}

    Result<std::vector<pages::Page>, pages::PressError> read(ByteView file) override;
    Result<Bytes, pages::PressError> picture(ByteView file, std::size_t page, int width) override;
    Result<Bytes, pages::PressError> redacted(ByteView file,
                                              std::vector<pages::Blacked> const& pages) override;
    Result<pages::PacketMade, pages::PressError> packet(pages::PacketPlan const& plan,
                                                        std::vector<Bytes> const& files) override;

  private:
    Ask ask_;
};
[[nodiscard]] Bytes work(ByteView asked);

}  // namespace amparo::press
