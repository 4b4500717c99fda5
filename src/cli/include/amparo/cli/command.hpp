// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Every command as one row: its words, the engine's method behind it, how what is typed becomes that
/// method's parameters, and what is printed. Help, manual, completion and docs/cli.md are written from these
/// rows.
#include "amparo/cli/text.hpp"
#include "amparo/codec/json.hpp"
#include "amparo/engine/engine.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::cli {

class Page;
class Run;

/// The engine's codes are the program's exit codes (docs/cli.md).
using engine::Code;
using engine::Failure;
[[nodiscard]] int exit_code(Code code) noexcept;

/// What a command came to.
struct Outcome {
    Json result = Json::object();      ///< What --json prints.
    std::optional<std::string> raw{};  ///< A file's bytes for standard output, instead of a page for people.
    std::optional<Code>
        code{};  ///< Done, but the exit code says more: a vault that was verified and is damaged.
};
using Answer = Result<Outcome, Failure>;

/// How the words of an argument become a value of the method's parameter.
enum class Type : std::uint8_t {
    kFlag,  ///< No word: true.
    kText,
    kWords,  ///< Several words are one text.
    kTexts,  ///< One text each time it is given.
    kCodes,  ///< Several words, commas part them too.
    kInteger,
    kNumber,
    kCoordinates,  ///< "41.88,-87.63": {"latitude", "longitude"}.
    kValue,        ///< JSON, or a text where it is none.
    kObjectFile,   ///< A file with one JSON object, "-" for standard input.
    kBytesFile,    ///< A file's bytes, base64.
    kAssignments,  ///< "field=value" each time it is given.
};

struct Argument {
    std::string_view name;   ///< "--limit", or in capitals where it has a place: "FILE".
    std::string_view param;  ///< The method's name for it; empty: for the command itself.
    Type type = Type::kText;
    bool required = false;
    std::string_view value;  ///< What help calls its value: "N". None for flags and places.
    Text help;
    std::vector<std::string_view> choices{};  ///< Words to offer; the engine decides what is right.

    [[nodiscard]] bool is_place() const noexcept { return name.front() != '-'; }
    [[nodiscard]] bool takes_several() const noexcept {
        return type == Type::kWords || type == Type::kTexts || type == Type::kCodes ||
               type == Type::kAssignments;
    }
};

/// What must be open before the method is called, and where the passphrase goes.
enum class Needs : std::uint8_t {
    kNothing,
    kNewPassphrase,  ///< A vault file, and the passphrase that is to be set.
    kVault,          ///< A vault; it is unlocked if a passphrase was handed in.
    kUnlocked,
};

struct Command {
    std::string_view words;   ///< "record create".
    std::string_view method;  ///< Empty: the command is the host's own.
    Needs needs = Needs::kNothing;
    Text summary;
    std::vector<Argument> arguments;
    /// Prints the result for people.
    void (*show)(Run&, Json const& result, Page&) = nullptr;
    /// Instead of calling the method with what was typed.
    Answer (*act)(Run&) = nullptr;
    Text more{};                 ///< A paragraph for help and manual.
    std::string_view example{};  ///< A file that it takes, line by line, for both.
};

/// Of a command's example.
template <class Act>
void for_each_line(std::string_view text, Act const& act) {
    for (std::size_t end = 0; !text.empty(); text.remove_prefix(end == text.size() ? end : end + 1)) {
        end = text.find('\n') == std::string_view::npos ? text.size() : text.find('\n');
        act(text.substr(0, end));
    }
}

/// In the order they are listed.
[[nodiscard]] std::vector<Command> const& commands();
[[nodiscard]] Command const* find_command(std::string_view words);
[[nodiscard]] Argument const* find_argument(Command const& command, std::string_view name);

/// Taken by every command, before or after its words.
[[nodiscard]] std::vector<Argument> const& common_arguments();

}  // namespace amparo::cli
