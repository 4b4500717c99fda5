// SPDX-License-Identifier: AGPL-3.0-or-later
// module: consent
// error: read-only|discards qualifiers|const-qualified|no viable overloaded|passing .const
// R7: terms never change.
#include "amparo/consent/release.hpp"

using namespace amparo;
using namespace amparo::consent;

void offend(Release& r) {
#ifndef CONTROL
    r.terms().fields.push_back("contact.phone");
#else
    (void)r.terms().fields.size();
#endif
}
