// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/os/lines.hpp"

#include "folder.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <vector>

using namespace amparo::os;
using Next = LineReader::Next;

namespace {

/// "text" for a line, "(too long)" for one that was passed over.
std::vector<std::string> lines_of(std::string const& text, std::size_t bytes_max) {
    test::Folder const folder;
    std::ofstream{folder / "f"} << text;
    int const fd = ::open((folder / "f").c_str(), O_RDONLY);
    LineReader reader{fd, bytes_max};
    std::vector<std::string> out;
    std::string line;
    for (Next next = reader.next(line); next != Next::kEnd; next = reader.next(line))
        out.push_back(next == Next::kTooLong ? "(too long)" : line);
    ::close(fd);
    return out;
}

}  // namespace

TEST(Lines, EachIsGivenWithoutItsEndAndTheLastNeedsNone) {
    EXPECT_EQ(lines_of("", 10), std::vector<std::string>{});
    EXPECT_EQ(lines_of("a\n\nb", 10), (std::vector<std::string>{"a", "", "b"}));
    EXPECT_EQ(lines_of("a\n", 10), (std::vector<std::string>{"a"}));
}

TEST(Lines, OneThatIsTooLongIsPassedOverAndTheNextIsWhole) {
    EXPECT_EQ(lines_of("1234\n12345\n1\n", 4), (std::vector<std::string>{"1234", "(too long)", "1"}));
    // Longer than any buffer, and ending where one does.
    for (std::size_t const n : {65'535U, 65'536U, 65'537U, 200'000U})
        EXPECT_EQ(lines_of(std::string(n, 'x') + "\nnext", 100),
                  (std::vector<std::string>{"(too long)", "next"}));
    std::string const long_line(200'000, 'y');
    EXPECT_EQ(lines_of(long_line + "\nz", 200'000), (std::vector<std::string>{long_line, "z"}));
}

TEST(Lines, ALineIsGivenAsSoonAsItIsWhole) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    LineReader reader{ends[0], 100};
    std::string line;
    ASSERT_EQ(::write(ends[1], "one\ntw", 6), 6);
    ASSERT_EQ(reader.next(line), Next::kLine);
    EXPECT_EQ(line, "one");
    ASSERT_EQ(::write(ends[1], "o\n", 2), 2);
    ASSERT_EQ(reader.next(line), Next::kLine);
    EXPECT_EQ(line, "two");
    ::close(ends[1]);
    EXPECT_EQ(reader.next(line), Next::kEnd);
    ::close(ends[0]);
    EXPECT_EQ(reader.next(line), Next::kFailed);
}
