// SPDX-License-Identifier: AGPL-3.0-or-later
// Read by the leak sanitizer, where a build has one: fontconfig keeps the fonts it found until the process ends.
extern "C" char const* __lsan_default_suppressions();
extern "C" char const* __lsan_default_suppressions() {
    return "leak:libfontconfig";
}
