// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Small PDFs written by hand, and what a reader of them finds.
#include "amparo/base/bytes.hpp"
#include "amparo/pages/page.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::press {

inline std::string stream(std::string_view content, std::string_view more = "") {
    return "<< /Length " + std::to_string(content.size()) + " " + std::string{more} + " >>\nstream\n" +
           std::string{content} + "\nendstream";
}

inline Bytes pdf_of(std::map<int, std::string> const& objects, std::string const& trailer = "") {
    std::string out = "%PDF-1.5\n";
    std::map<int, std::size_t> places;
    for (auto const& [number, body] : objects) {
        places[number] = out.size();
        out += std::to_string(number) + " 0 obj\n" + body + "\nendobj\n";
    }
    std::size_t const start = out.size();
    out += "xref\n0 1\n0000000000 65535 f \n";
    for (auto const& [number, place] : places) {
        std::string const digits = std::to_string(place);
        out +=
            std::to_string(number) + " 1\n" + std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    out += "trailer << /Size " + std::to_string(objects.rbegin()->first + 1) + " /Root 1 0 R " + trailer +
           " >>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
    ByteView const bytes = as_bytes(out);
    return {bytes.begin(), bytes.end()};
}

/// One line a page, at 72, 720 from below.
inline Bytes pdf_with(std::vector<std::string> const& lines, std::string_view page_more = "",
                      std::string_view content_more = "") {
    std::map<int, std::string> objects{
        {1, "<< /Type /Catalog /Pages 2 0 R >>"},
        {3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"}};
    std::string kids;
    int number = 4;
    for (std::string const& line : lines) {
        kids += std::to_string(number) + " 0 R ";
        objects[number] = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents " +
                          std::to_string(number + 1) + " 0 R /Resources << /Font << /F1 3 0 R >> >> " +
                          std::string{page_more} + " >>";
        objects[number + 1] =
            stream("BT /F1 12 Tf 72 720 Td (" + line + ") Tj ET\n" + std::string{content_more});
        number += 2;
    }
    objects[2] = "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(lines.size()) + " >>";
    return pdf_of(objects);
}

inline std::string text_of(std::vector<pages::Page> const& all) {
    std::string out;
    for (pages::Page const& page : all)
        for (pages::Word const& word : page.words) out += word.text + ' ';
    return out;
}

}  // namespace amparo::press
