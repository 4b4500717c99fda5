// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A service directory, as someone else wrote it, becomes records of Amparo's own shape.
///
/// Read by what the bytes are, not by what the file is called: HSDS 3 JSON (an object, a list, a page with
/// `contents`, or one a line), HSDS 3 tabular packages and HSDS 1.x/2.x CSV folders (tables known by name or
/// by their columns), and any other CSV through a mapping (docs/domain/directory.md). Sources: Open Referral
/// HSDS 3.0 @ 279fd2e and 1.1; the ILAO, Miami 211 and food directories of DESIGN.md's research.
///
/// Rules (tests in test/import_test.cpp carry the numbers):
/// D10 Everything is accounted for. What is given is taken, set aside (file, line or place, reason, mend),
///     or, when it is a column or property Amparo has no field for, counted under its name in `dropped`.
/// D11 A record is taken only with an id and a name of its own. One value that can't be read costs that
///     value: the record is kept without it, and `kept` says so.
/// D12 Idempotent and deterministic: source_key = source ':' kind ':' id, and the same files, in any order,
///     give the same result. Of two records with one id the first is taken.
/// D13 Nothing is repaired by guessing. Metres where degrees belong, an impossible date, an unreadable
///     opening are set aside; they are never converted, rounded or filled in.
/// D14 An HSDS 3 object must be one: an id that is a UUID, the required properties of its schema, each of its
///     type. What only looks like one is set aside whole, never taken in part.
/// D15 A link to something that isn't in the files is left out and set aside, and the record is kept.
/// D16 Every length is bounded: a file by kImportFileBytesMax, a field by kFieldBytesMax, lists as
///     fields.json says. Bytes that are not UTF-8, and NUL, never reach a record; other control characters
///     are left out, and only a long text has lines, so that a record fits its form
///     (tests/domain/directory_test.cpp).
#include "amparo/directory/csv.hpp"
#include "amparo/directory/fields.hpp"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace amparo::directory {

inline constexpr std::size_t kImportFileBytesMax = std::size_t{64} << 20U;
inline constexpr std::size_t kSetAsideMax = 100'000;
inline constexpr std::size_t kRowsMax = 1'000'000;  ///< Rows of one table, objects of one JSON file.

struct File {
    std::string_view name;  ///< "services.csv", or with folders before it.
    std::string_view text;
};

struct Options {
    std::string source;  ///< Names the directory: "ilao". 1 to 100 bytes.
    Json mapping;        ///< Null, or a mapping: then only the files it names are read.
};

/// One record to be. Links in `data` are source keys; `with_links` turns them into record ids.
struct Item {
    Kind kind = Kind::kService;
    std::string source_key;
    Json data;
};

enum class Reason {
    kNotRecognised,  ///< Not a directory file or object of a form that is read.
    kMalformed,      ///< Not JSON, not CSV.
    kTooLarge,       ///< A bound of D16.
    kMissingId,
    kMissingName,
    kMissing,  ///< A property the schema requires.
    kBadId,
    kWrongType,  ///< A number where text belongs, and so on.
    kDuplicateId,
    kConflictingCopy,  ///< Two copies of one nested record differ; the first was taken.
    kDanglingLink,
    kBadCoordinates,
    kCoordinatesInMetres,
    kBadDate,
    kUnreadableHours,
    kUnknownLanguage,
    kUnknownValue,  ///< A value outside a closed list.
    kBadText,       ///< Not UTF-8, or holds NUL.
    kBadAddress,    ///< A web or e-mail address that isn't one.
    kRaggedRow,     ///< More or fewer cells than the header.
    kBadMapping,
};
[[nodiscard]] std::string_view name(Reason reason) noexcept;

struct SetAside {
    std::string file;
    std::size_t line = 0;  ///< From 1; 0 if the whole file, or a place inside one JSON document.
    std::string place;     ///< Column, "service 12 / latitude", JSON pointer; empty for the whole line.
    Reason reason = Reason::kNotRecognised;
    std::string message;  ///< What is wrong, in a sentence.
    std::string mend;     ///< What to do about it.
    bool kept = false;    ///< The record was taken without this value.
};

struct Imported {
    std::vector<Item> items;  ///< Organisations, places, services; each in the order they were met.
    std::vector<SetAside> set_aside;
    std::size_t set_aside_not_listed = 0;        ///< Beyond kSetAsideMax.
    std::map<std::string, std::size_t> dropped;  ///< "services.licenses" -> how many values.
};

[[nodiscard]] Imported import_directory(std::span<File const> files, Options const& options);

}  // namespace amparo::directory
