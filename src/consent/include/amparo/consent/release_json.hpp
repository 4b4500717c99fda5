// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// Releases and disclosures as a record's data. Shape: docs/domain/release.md.
#include "amparo/consent/release.hpp"

namespace amparo::consent {

/// The parameters of release.sign, or a stored release: the same keys. A date as `starts` or `ends` is that
/// day's first moment, UTC; so a release that ends on a date covers nothing on it. Looks at the form only,
/// not at R1–R6.
[[nodiscard]] Result<Terms, Problem> terms_from(Json const& data);

/// A stored release as it was signed, with its withdrawal: {…terms, "signed_at", "withdrawn_at"?,
/// "withdrawn_by"?}. Refused if what is stored breaks R1–R6, so a damaged or forged record covers nothing. A
/// `withdrawn_at` of any kind is a withdrawal; one that can't be read counts from the signing (deny wins).
[[nodiscard]] Result<Release, Problem> release_from(RecordId id, PersonId person, Json const& data);

/// Everything release_from() needs. `signed_at` is when sign() was called.
[[nodiscard]] Json to_json(Release const& release, Instant signed_at);

}  // namespace amparo::consent
