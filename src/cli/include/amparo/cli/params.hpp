// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// From typed words to a method's parameters.
#include "amparo/cli/run.hpp"
#include "amparo/os/files.hpp"

#include <string>
#include <string_view>

namespace amparo::cli {

/// What one file, line or standard input may hold: more than any field takes, so that the message names the
/// field.
inline constexpr std::size_t kInputBytesMax = std::size_t{128} << 20U;

/// A file's bytes, "-": standard input. `argument` is named when it can't be had.
[[nodiscard]] Result<Bytes, Failure> input(Run& run, std::string const& path, std::string_view argument,
                                           std::size_t bytes_max = kInputBytesMax);
/// A file that holds one JSON object.
[[nodiscard]] Result<Json, Failure> object_in(Run& run, std::string const& path, std::string_view argument);

/// "41.88,-87.63".
[[nodiscard]] std::optional<Json> coordinates(std::string_view text);

/// One value of `--set field=value`, as the field's type (forms.Type by name; empty: not known) wants it:
///   a list     JSON, or its codes with commas between them
///   a place    "LAT,LON", or an area in words
///   a number   JSON
///   else       the text as it is, but for an object ({"no_answer": …}) and, in an update, null
///   not known  JSON, or the text where it is none
[[nodiscard]] Json assigned(std::string_view type, std::string_view text, bool is_update);

/// Every argument with a parameter, by its type, but for assignments: these need the engine, and what is
/// wrong in the others is said before anybody is asked for a passphrase.
[[nodiscard]] Result<Json, Failure> params_of(Run& run);
/// Sets what `--set` says over `params`.
void assign(Run& run, Json& params);

/// A file that cannot be read or written, as a failure.
[[nodiscard]] Failure failure_of(Run const& run, os::FileError error, std::string const& path,
                                 std::string_view argument);

}  // namespace amparo::cli
