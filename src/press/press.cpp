// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/press/press.hpp"

#include "packet.hpp"
#include "redacted.hpp"

#include <algorithm>

namespace amparo::press {

Result<std::vector<pages::Page>, PressError> Here::read(ByteView file) {
    AMPARO_TRY(Source const source, Source::open(file));
    std::vector<pages::Page> out;
    std::size_t words = 0;
    for (std::size_t i = 0; i < source.count(); ++i) {
        out.push_back(source.page(i));
        words += out.back().words.size();
        if (words > pages::kWordsMax) return Fail{PressError{Code::kTooLarge}};
    }
    return out;
}

Result<Bytes, PressError> Here::picture(ByteView file, std::size_t page, int width) {
    constexpr int kWidthMax = 4000;
    AMPARO_TRY(Source const source, Source::open(file));
    if (page >= source.count()) return Fail{PressError{Code::kKind}};
    double const points = source.page(page).width;
    if (!(points > 0)) return Fail{PressError{Code::kDamaged}};
    AMPARO_TRY(Picture picture, source.picture(page, 72 * std::clamp(width, 1, kWidthMax) / points));
    Bytes png = as_png(picture);
    if (png.empty()) return Fail{PressError{Code::kFailed}};
    return png;
}

Result<Bytes, PressError> Here::redacted(ByteView file, std::vector<pages::Blacked> const& pages) {
    return press::redacted(file, pages);
}

Result<pages::PacketMade, PressError> Here::packet(pages::PacketPlan const& plan,
                                                   std::vector<Bytes> const& files) {
    return press::packet(plan, files);
}

}  // namespace amparo::press
