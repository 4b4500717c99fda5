// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// The ids of Amparo. Text forms: "rec_…", "per_…", and so on, then 32 hex digits.
#include "amparo/base/id.hpp"

namespace amparo {

namespace tag {
struct Record {
    static constexpr std::string_view kPrefix = "rec";
};
struct Person {
    static constexpr std::string_view kPrefix = "per";
};
struct Member {
    static constexpr std::string_view kPrefix = "mem";
};
struct Device {
    static constexpr std::string_view kPrefix = "dev";
};
struct Revision {
    static constexpr std::string_view kPrefix = "rev";
};
}  // namespace tag

using RecordId = Id<tag::Record>;      ///< One record: a contact, a finding, a release, a service, …
using PersonId = Id<tag::Person>;      ///< A person served. Records about the same person share it.
using MemberId = Id<tag::Member>;      ///< Someone who works for the organisation and has a passphrase.
using DeviceId = Id<tag::Device>;      ///< One member's keys in one vault.
using RevisionId = Id<tag::Revision>;  ///< One change of one record.

}  // namespace amparo
