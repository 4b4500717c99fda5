// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The strings of a JSON text with the path of each, without building values: a tenth of a parser's time,
/// which would be most of unlocking. The text is our own output; of any other text some strings may be
/// missed, nothing worse.
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::projection {

class StringScanner {
  public:
    explicit StringScanner(std::string_view json) noexcept : json_{json} {}

    /// The next string value. False at the end, or where the text stops being JSON.
    [[nodiscard]] bool next();
    /// Keys from the top, with dots: "children.name". Lists leave no trace in it. Holds until next().
    [[nodiscard]] std::string_view path() const noexcept { return path_; }
    /// Without quotes and escapes. Holds until next().
    [[nodiscard]] std::string_view value() const noexcept { return value_; }

  private:
    struct Level {
        bool is_object;
        std::size_t path_size;  ///< Of the path to the container itself.
    };

    bool open(bool is_object);
    bool take_string();
    bool unescape(std::string_view raw);
    bool take_key();

    std::string_view json_;
    std::size_t at_ = 0;
    std::vector<Level> levels_;
    std::string path_;
    std::string_view value_;
    std::string unescaped_;
    bool expects_key_ = false;
};

}  // namespace amparo::projection
