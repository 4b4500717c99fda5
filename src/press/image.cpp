// SPDX-License-Identifier: AGPL-3.0-or-later
#include "image.hpp"

#include "canvas.hpp"

#include <cairo.h>
#include <turbojpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace amparo::press {
namespace {

constexpr double kPixelsMax = 64e6;
constexpr int kQuality = 82;

struct EndJpeg {
    void operator()(void* handle) const { (void)tjDestroy(handle); }
};
using Jpeg = std::unique_ptr<void, EndJpeg>;

struct FreeJpeg {
    void operator()(unsigned char* bytes) const { tjFree(bytes); }
};

unsigned byte_at(ByteView bytes, std::size_t at) {
    return static_cast<unsigned>(bytes[at]);
}

Result<Picture, PressError> decode_jpeg(ByteView file) {
    Jpeg const jpeg{tjInitDecompress()};
    auto const* const data = reinterpret_cast<unsigned char const*>(file.data());
    auto const size = static_cast<unsigned long>(file.size());
    int width = 0;
    int height = 0;
    int sampling = 0;
    int space = 0;
    if (!jpeg || tjDecompressHeader3(jpeg.get(), data, size, &width, &height, &sampling, &space) != 0 ||
        width < 1 || height < 1)
        return Fail{PressError{Code::kDamaged}};
    if (double{1} * width * height > kPixelsMax) return Fail{PressError{Code::kTooLarge}};
    Picture out{width, height, {}};
    out.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    int const failed =
        tjDecompress2(jpeg.get(), data, size, reinterpret_cast<unsigned char*>(out.pixels.data()), width,
                      width * 4, height, TJPF_BGRA, TJFLAG_LIMITSCANS);
    if (failed != 0 && tjGetErrorCode(jpeg.get()) != TJERR_WARNING) return Fail{PressError{Code::kDamaged}};
    return out;
}

struct Reading {
    ByteView left;
};
cairo_status_t read_more(void* from, unsigned char* to, unsigned count) {
    auto& reading = *static_cast<Reading*>(from);
    if (reading.left.size() < count) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(to, reading.left.data(), count);
    reading.left = reading.left.subspan(count);
    return CAIRO_STATUS_SUCCESS;
}

Result<Picture, PressError> decode_png(ByteView file) {
    if (file.size() < 24) return Fail{PressError{Code::kDamaged}};
    auto const number = [&](std::size_t at) {
        return byte_at(file, at) << 24U | byte_at(file, at + 1) << 16U | byte_at(file, at + 2) << 8U |
               byte_at(file, at + 3);
    };
    if (double{1} * number(16) * number(20) > kPixelsMax) return Fail{PressError{Code::kTooLarge}};
    Reading reading{file};
    Surface const png{cairo_image_surface_create_from_png_stream(read_more, &reading)};
    if (cairo_surface_status(png.get()) != CAIRO_STATUS_SUCCESS) return Fail{PressError{Code::kDamaged}};
    Picture out{cairo_image_surface_get_width(png.get()), cairo_image_surface_get_height(png.get()), {}};
    out.pixels.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height),
                      0xffffffffU);
    Surface const flat = surface_of(out);
    Context const context{cairo_create(flat.get())};
    cairo_set_source_surface(context.get(), png.get(), 0, 0);
    cairo_paint(context.get());
    cairo_surface_flush(flat.get());
    return out;
}

Picture turned(Picture picture, int orientation) {
    if (orientation < 2 || orientation > 8) return picture;
    bool const is_across = orientation >= 5;
    Picture out{is_across ? picture.height : picture.width, is_across ? picture.width : picture.height, {}};
    out.pixels.resize(picture.pixels.size());
    for (int y = 0; y < out.height; ++y)
        for (int x = 0; x < out.width; ++x) {
            int from_x = is_across ? y : x;
            int from_y = is_across ? x : y;
            if (orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8)
                from_x = picture.width - 1 - from_x;
            if (orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7)
                from_y = picture.height - 1 - from_y;
            out.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(out.width) +
                       static_cast<std::size_t>(x)] =
                picture.pixels[static_cast<std::size_t>(from_y) * static_cast<std::size_t>(picture.width) +
                               static_cast<std::size_t>(from_x)];
        }
    return out;
}

/// The value of tag 0x0112 in the first directory of a TIFF.
int orientation_in_tiff(ByteView tiff) {
    if (tiff.size() < 8) return 1;
    bool const is_little = byte_at(tiff, 0) == 'I';
    auto const number = [&](std::size_t at, std::size_t bytes) -> std::size_t {
        if (at > tiff.size() || tiff.size() - at < bytes) return 0;
        std::size_t out = 0;
        for (std::size_t i = 0; i < bytes; ++i)
            out = out << 8U | byte_at(tiff, is_little ? at + bytes - 1 - i : at + i);
        return out;
    };
    std::size_t const directory = number(4, 4);
    std::size_t const entries = number(directory, 2);
    for (std::size_t i = 0; i < entries; ++i) {
        std::size_t const at = directory + 2 + i * 12;
        if (at > tiff.size()) break;
        if (number(at, 2) != 0x0112) continue;
        std::size_t const value = number(at + 8, 2);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

cairo_status_t write_more(void* to, unsigned char const* bytes, unsigned count) {
    append(*static_cast<Bytes*>(to), {reinterpret_cast<std::byte const*>(bytes), count});
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

FileKind kind_of(ByteView file) {
    std::string_view const head = as_text(file.subspan(0, std::min<std::size_t>(file.size(), 1024)));
    if (head.starts_with("\x89PNG\r\n\x1a\n")) return FileKind::kPng;
    if (head.starts_with("\xFF\xD8\xFF")) return FileKind::kJpeg;
    if (head.find("%PDF-") != std::string_view::npos) return FileKind::kPdf;
    bool const is_text =
        std::none_of(head.begin(), head.end(), [](char c) { return static_cast<unsigned char>(c) < 0x09; });
    return is_text && !head.empty() && !head.starts_with("PK\x03\x04") ? FileKind::kText : FileKind::kOther;
}

int orientation_in(ByteView jpeg) {
    std::size_t at = 2;
    while (at + 4 <= jpeg.size() && byte_at(jpeg, at) == 0xFF) {
        unsigned const marker = byte_at(jpeg, at + 1);
        std::size_t const length = byte_at(jpeg, at + 2) << 8U | byte_at(jpeg, at + 3);
        if (marker == 0xDA || length < 2 || jpeg.size() - at - 2 < length) break;
        ByteView const body = jpeg.subspan(at + 4, length - 2);
        if (marker == 0xE1 && as_text(body).starts_with(std::string_view{"Exif\0\0", 6}))
            return orientation_in_tiff(body.subspan(6));
        at += 2 + length;
    }
    return 1;
}

Result<Picture, PressError> decode(ByteView file) {
    if (kind_of(file) == FileKind::kPng) return decode_png(file);
    AMPARO_TRY(Picture picture, decode_jpeg(file));
    return turned(std::move(picture), orientation_in(file));
}

Bytes as_png(Picture& picture) {
    Bytes out;
    (void)cairo_surface_write_to_png_stream(surface_of(picture).get(), write_more, &out);
    return out;
}

Bytes as_jpeg(Picture const& picture) {
    Jpeg const jpeg{tjInitCompress()};
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    bool const is_gray = std::all_of(picture.pixels.begin(), picture.pixels.end(), [](std::uint32_t p) {
        return (p & 0xFFU) == (p >> 8U & 0xFFU) && (p & 0xFFU) == (p >> 16U & 0xFFU);
    });
    int const failed = tjCompress2(jpeg.get(), reinterpret_cast<unsigned char const*>(picture.pixels.data()),
                                   picture.width, picture.width * 4, picture.height, TJPF_BGRA, &bytes, &size,
                                   is_gray ? TJSAMP_GRAY : TJSAMP_420, kQuality, 0);
    std::unique_ptr<unsigned char, FreeJpeg> const owned{bytes};
    Bytes out;
    if (failed == 0) append(out, {reinterpret_cast<std::byte const*>(bytes), size});
    return out;
}

bool is_flat(Picture const& picture) {
    constexpr double kSame = 0.85;
    std::size_t same = 0;
    for (std::size_t i = 1; i < picture.pixels.size(); ++i)
        same += picture.pixels[i] == picture.pixels[i - 1] ? 1 : 0;
    return static_cast<double>(same) >= kSame * static_cast<double>(picture.pixels.size());
}

}  // namespace amparo::press
