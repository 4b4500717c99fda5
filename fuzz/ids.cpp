// SPDX-License-Identifier: AGPL-3.0-or-later
// What is read as an id, a date or an instant has that very text; an id is of one kind only.
#include "fuzz.hpp"

#include "amparo/base/instant.hpp"
#include "amparo/model/ids.hpp"
#include "amparo/model/part.hpp"

using namespace amparo;

int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const input = as_text(fuzz::bytes_of(data, size));
    auto const record = RecordId::parse(input);
    auto const person = PersonId::parse(input);
    AMPARO_CHECK(!record.ok() || record.value().text() == input);
    AMPARO_CHECK(!person.ok() || person.value().text() == input);
    AMPARO_CHECK(!record.ok() || !person.ok());
    if (auto const date = parse_date(input)) AMPARO_CHECK(text(*date) == input);
    if (auto const instant = parse_instant(input)) AMPARO_CHECK(parse_instant(text(*instant)) == instant);
    if (auto const part = part_named(input)) AMPARO_CHECK(name(*part) == input);
    if (auto const role = role_named(input)) AMPARO_CHECK(name(*role) == input);
    return 0;
}
