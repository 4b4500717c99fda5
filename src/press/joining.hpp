// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The door to qpdf: PDFs joined page by page. Its headers are no C++20 to clang 14, so joining.cpp is C++17 and this
/// header includes nothing of ours; what it throws ends there.
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace amparo::press {

struct LookedAt {
    bool is_whole = false;
    bool is_encrypted = false;
    /// Which layers are shown stands in the file, not in its pages: joined, hidden ones would appear.
    bool has_layers = false;
    std::size_t pages = 0;
};
[[nodiscard]] LookedAt look_at(std::vector<std::byte> const& pdf);

/// The PDF without who made it, when and with what. Empty: it could not be made.
[[nodiscard]] std::vector<std::byte> without_traces(std::vector<std::byte> const& pdf);

struct JoinedSize {
    double width = 0;
    double height = 0;
};
/// In points from the lower left corner.
struct JoinedLink {
    std::size_t on_page = 0;
    std::size_t to_page = 0;
    double left = 0;
    double bottom = 0;
    double right = 0;
    double top = 0;
};
struct JoinedTitle {
    std::string text;
    std::size_t page = 0;
};

/// A PDF that grows by the pages of others. Each step is false where it failed: then nothing is to be made of it.
class Joining {
  public:
    Joining();
    ~Joining();
    Joining(Joining const&) = delete;
    Joining& operator=(Joining const&) = delete;

    /// Opens a file whose pages add() takes. Of a file that is not ours a page is what is drawn on it, and nothing that
    /// acts or tells (P3).
    enum class Whose { kOurs, kOthers };
    [[nodiscard]] bool open(std::vector<std::byte> pdf, Whose whose);
    /// Of the files in the order they were opened.
    [[nodiscard]] bool add(std::size_t file, std::size_t page);
    [[nodiscard]] bool add_all(std::size_t file);
    [[nodiscard]] std::size_t pages_of(std::size_t file) const;
    /// As they are shown.
    [[nodiscard]] std::vector<JoinedSize> sizes() const;
    /// Draws each page of a file over the page of the same number.
    [[nodiscard]] bool stamp(std::size_t file);
    [[nodiscard]] bool finish(std::vector<JoinedLink> const& links, std::vector<JoinedTitle> const& titles,
                              std::string const& language);
    [[nodiscard]] std::vector<std::byte> written();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace amparo::press
