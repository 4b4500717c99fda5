// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The words of all pages as one run of folded letters and digits, and as one line of text.
#include "amparo/pages/redaction.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::pages {

/// How words of a script that is written from the right lie in a file: as they are read, or as they are seen from the
/// left, letter by letter, word by word.
enum class Order : std::uint8_t { kRead, kLettersTurned, kWordsTurned, kBothTurned };

/// Letters and digits without anything between (R2).
class Stream {
  public:
    explicit Stream(std::vector<Page> const& pages, Order order = Order::kRead);

    struct Match {
        std::vector<Place> places;
    };
    struct Matches {
        std::vector<Match> whole;
        std::size_t inside_others = 0;
    };
    [[nodiscard]] Matches find(std::string_view phrase) const;

  private:
    struct Piece {
        std::size_t begin = 0;  ///< In letters_.
        std::size_t end = 0;
        Place place;
    };
    [[nodiscard]] std::size_t piece_at(std::size_t offset) const;

    std::string letters_;
    std::vector<Piece> pieces_;
};

/// In whichever order the file has it.
class Streams {
  public:
    explicit Streams(std::vector<Page> const& pages);
    [[nodiscard]] Stream::Matches find(std::string_view phrase) const;

  private:
    std::vector<Stream> streams_;
};

/// Folded words with one space between, and whose each byte is.
struct Line {
    explicit Line(std::vector<Page> const& pages);
    /// The words of bytes [begin, end).
    [[nodiscard]] std::vector<Place> places(std::size_t begin, std::size_t end) const;

    struct Piece {
        std::size_t begin = 0;
        std::size_t end = 0;
        Place place;
    };
    std::string text;
    std::vector<Piece> words;
};

/// R3. Bytes [begin, end) of the line.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};
[[nodiscard]] std::vector<Span> spans_of(Line const& line, Kind kind);

}  // namespace amparo::pages
