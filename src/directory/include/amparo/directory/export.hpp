// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The directory as HSDS 3.0 JSON: services with their organisation and places in them.
///
/// Rules (tests in test/export_test.cpp carry the numbers; source: DESIGN.md rules 4 and 6, 34 U.S.C.
/// 12291(b)(2) on the confidentiality of victim services, and research note (e)8: HSDS has no way to say
/// "unlisted"):
///   D1  Nothing of a confidential place leaves: not its name, address, coordinates, telephone, hours or id.
///   D2  Which places are confidential, and
///   D3  which texts tell of one, says confidential.hpp. Such a text of anything else does not leave either;
///       if the thing can't be told without it, the thing stays.
///   D4  In public, what could make a provider a target stays: whom it affirms, that its address is secret,
///       and that it takes people without papers or a police report. To others who run Amparo (kNetwork) it
///       goes.
///   D5  Whatever stays is listed, with the field and the reason, and never with its value.
///   D6  Ids come from record ids alone: the same directory gives the same bytes.
///   D7  What leaves is valid: a value that the published schemas refuse (an address without a postal code)
///       stays or goes into the extension `x_amparo`.
#include "amparo/directory/confidential.hpp"
#include "amparo/directory/fields.hpp"
#include "amparo/model/ids.hpp"

#include <span>
#include <string>
#include <vector>

namespace amparo::directory {

enum class Audience { kPublic, kNetwork };

enum class LeftOutReason {
    kConfidentialPlace,    ///< D1, D2.
    kRepeatsConfidential,  ///< D3.
    kHeldBack,             ///< D4.
    kNotValid,             ///< D7.
    kNoService,            ///< No service that is exported belongs to it or is given there.
    kNoName,
};
[[nodiscard]] std::string_view name(LeftOutReason reason) noexcept;

struct LeftOut {
    Kind kind = Kind::kService;
    RecordId id;
    std::string field;  ///< Empty: the whole record.
    LeftOutReason reason = LeftOutReason::kHeldBack;
};

struct Exported {
    Json services;  ///< A list, in the order of `records`.
    std::vector<LeftOut> left_out;
};

/// Links to records that are not among `records` are left out in silence: they are not in this directory.
[[nodiscard]] Exported export_hsds3(std::span<Stored const> records, Audience audience);

/// The 16 bytes of a record id, written as HSDS writes ids.
[[nodiscard]] std::string uuid_text(RecordId id);

}  // namespace amparo::directory
