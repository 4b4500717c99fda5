// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/page.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/words.hpp"
#include "shows.hpp"

namespace amparo::cli {

void show_doctor(Run& run, Json const& result, Page& page) {
    for (Json const& check : codec::list_at(result, "checks")) {
        std::string const mend = codec::string_or(check, "mend");
        page.pair(word(codec::string_or(check, "state"), run.language()) + "  " +
                      word(codec::string_or(check, "check"), run.language()),
                  codec::string_or(check, "message") + (mend.empty() ? "" : "\n→ " + mend));
    }
    page.blank();
    page.say(run.say(codec::bool_at(result, "ok") == true ? texts::kAllWell : texts::kNotAllWell));
}

void show_version(Run& run, Json const& result, Page& page) {
    page.say("amparo " + codec::string_or(result, "version"));
    page.say(
        run.say(texts::kVaultFormat, {std::to_string(codec::int_at(result, "vault_format").value_or(0))}));
}

}  // namespace amparo::cli
