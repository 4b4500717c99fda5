// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Port: what reads the pages of a file that came from anywhere, and makes a PDF. Implementations: press, which
/// does it in this process, and press::Apart, which has it done by a process without keys.
///
///   P1 Files are PDF, PNG and JPEG; a packet takes UTF-8 text too. The first bytes say which.
///   P2 Redacted: a new PDF from pixels, the bars painted into them, and of the words that are kept those that
///      can be seen. Nothing of the old file is copied.
///   P3 A packet's pages keep their text and lines. What acts, fills in or comments on a page is made part of the
///      picture or dropped; attachments, scripts and metadata are not taken along.
///   P4 Bounded: kPagesMax pages, pixels a page, memory and time.
#include "amparo/base/bytes.hpp"
#include "amparo/base/result.hpp"
#include "amparo/pages/packet.hpp"
#include "amparo/pages/redaction.hpp"

#include <cstdint>
#include <vector>

namespace amparo::pages {

struct PressError {
    enum class Code : std::uint8_t {
        kKind,  ///< Not a file that is read here.
        kDamaged,
        kEncrypted,
        kTooLarge,
        kFailed,  ///< It took too long, too much memory, or ended.
    };
    Code code = Code::kFailed;
    std::size_t file = 0;  ///< Which of a packet's files.
};

class Press {
  public:
    virtual ~Press() = default;
    [[nodiscard]] virtual Result<std::vector<Page>, PressError> read(ByteView file) = 0;
    /// A PNG, `width` pixels wide.
    [[nodiscard]] virtual Result<Bytes, PressError> picture(ByteView file, std::size_t page, int width) = 0;
    /// `pages` one a page of the file, in the order of read(). A PDF.
    [[nodiscard]] virtual Result<Bytes, PressError> redacted(ByteView file,
                                                             std::vector<Blacked> const& pages) = 0;
    [[nodiscard]] virtual Result<PacketMade, PressError> packet(PacketPlan const& plan,
                                                                std::vector<Bytes> const& files) = 0;
};

}  // namespace amparo::pages
