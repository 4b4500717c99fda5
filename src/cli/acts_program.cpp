// SPDX-License-Identifier: AGPL-3.0-or-later
#include "acts.hpp"
#include "amparo/cli/help.hpp"
#include "amparo/cli/params.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/reclog/frames.hpp"

namespace amparo::cli {

Answer act_in_language(Run& run) {
    Json params = run.params();
    if (!params.contains("language")) params["language"] = name(run.language());
    AMPARO_TRY(Json result, run.call(run.command().method, params));
    return Outcome{std::move(result)};
}

Answer act_api(Run& run) {
    AMPARO_TRY(Json result, run.call("api", Json::object()));
    Outcome out{std::move(result)};
    out.raw = codec::to_pretty_text(out.result) + "\n";
    return out;
}

Answer act_help(Run& run) {
    std::string words;
    for (std::string const& word : run.given().all("WORDS")) words += (words.empty() ? "" : " ") + word;
    if (!words.empty() && !is_command_or_group(words))
        return run.fail(Code::kUsage, fill(texts::kUnknownCommand.in(run.language_of_failures()), {words}),
                        "", std::string{texts::kSeeHelpAll.in(run.language_of_failures())});
    Outcome out{help_json()};
    bool const wants_all = run.given().has("--all");
    out.raw = wants_all ? help_of_all(run.language(), run.world().columns)
                        : help_text(words, run.language(), run.world().columns);
    return out;
}

Answer act_manual(Run& run) {
    Outcome out;
    out.raw = manual(run.language());
    return out;
}

Answer act_completion(Run& run) {
    std::string const shell = run.given().one("SHELL").value_or("");
    auto script = completion(shell);
    if (!script) return run.fail(Code::kUsage, texts::kUnknownShell, "SHELL");
    Outcome out;
    out.raw = std::move(*script);
    return out;
}

Answer act_version(Run&) {
    return Outcome{Json{{"version", AMPARO_VERSION}, {"vault_format", reclog::kFormat}}};
}

}  // namespace amparo::cli
