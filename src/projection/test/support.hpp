// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Entries by small numbers, and what a projection says about them. Everyone here is invented.
#include "amparo/projection/projection.hpp"

#include <initializer_list>
#include <random>
#include <string>
#include <vector>

namespace amparo::projection {

/// Ordered as `n` is.
template <class AnyId>
AnyId id(unsigned n) {
    typename AnyId::Bytes bytes{};
    bytes[0] = static_cast<std::byte>(n >> 8U);
    bytes[1] = static_cast<std::byte>(n & 255U);
    return AnyId{bytes};
}
inline RecordId rec(unsigned n) {
    return id<RecordId>(n);
}
inline RevisionId rev(unsigned n) {
    return id<RevisionId>(n);
}
inline PersonId per(unsigned n) {
    return id<PersonId>(n);
}
template <class AnyId>
unsigned number(AnyId const& id) {
    return std::to_integer<unsigned>(id.bytes()[0]) * 256 + std::to_integer<unsigned>(id.bytes()[1]);
}

inline constexpr Instant kStart{std::chrono::sys_days{std::chrono::year{2031} / 3 / 1}};

/// An entry that owns what it says.
struct Written {
    RevisionId revision;
    RecordId record;
    std::string kind;
    std::optional<PersonId> person;
    std::vector<RevisionId> parents;
    Instant time;
    MemberId author;
    DeviceId device;
    revisions::Op op;
    Part part;
    std::optional<std::string> text;

    [[nodiscard]] Entry entry() const;
};

/// Revision `n` of a contact with the person of the same number as the record, `n` minutes after the start.
Written wrote(unsigned n, unsigned record, std::vector<unsigned> const& parents, Json const& fields,
              Part part = Part::kIdentity);
/// The same for a reader who holds no key to the part.
Written sealed(unsigned n, unsigned record, std::vector<unsigned> const& parents, Part part);
Written erasing(unsigned n, unsigned record, std::vector<unsigned> const& parents, Part part);

/// Plans the kinds "contact" and "note".
void plan_kinds(Projection& projection);
std::vector<AddProblem> add(Projection& projection, std::vector<Written> const& entries);

/// A projection with both kinds planned and these entries in it.
struct Office : Projection {
    Office(std::initializer_list<Written> entries = {});
};

inline unsigned below(std::mt19937& random, std::size_t bound) {
    return static_cast<unsigned>(random() % bound);
}

/// Numbers of the records found, best first.
std::vector<unsigned> found(Projection& projection, std::string_view text, std::string_view kind = {},
                            std::size_t limit = 100);
/// The one reason all hits have; nothing for no hits or several reasons.
std::optional<Why> why(Projection& projection, std::string_view text);
std::vector<unsigned> listed(Projection const& projection, Filter const& filter = {});

/// Everything that can be asked about records 0 to `records_max`, as text to compare.
std::string dump(Projection& projection, unsigned records_max, std::vector<std::string> const& questions);

}  // namespace amparo::projection
