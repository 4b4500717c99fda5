// SPDX-License-Identifier: AGPL-3.0-or-later
#include "acts.hpp"
#include "evidence_words.hpp"
#include "outputs.hpp"

#include "amparo/cli/run.hpp"
#include "amparo/cli/words.hpp"
#include "amparo/crypto/base64.hpp"

namespace amparo::cli {

namespace {

Answer records(Run& run, std::string_view method, std::string const& usual) {
    AMPARO_TRY(OutputFile const file, OutputFile::planned(run, usual));
    AMPARO_TRY(Json result, run.call(method, run.params()));
    Outcome out{std::move(result)};
    auto const bytes = crypto::from_base64(codec::string_or(out.result, "file"));
    AMPARO_DO(deliver(run, file, out, bytes.value_or(Bytes{}), os::Readers::kAsUsual));
    return out;
}

}  // namespace

Answer act_microdata(Run& run) {
    return records(run, "evidence.microdata", "amparo-records.csv");
}

/// What it costs is said before it is spent.
Answer act_synthesize(Run& run) {
    Json plan = run.params();
    bool const is_only_plan = codec::bool_at(plan, "only_plan") == true;
    plan["only_plan"] = true;
    if (is_only_plan) {
        AMPARO_TRY(Json told, run.call("evidence.synthesize", plan));
        return Outcome{std::move(told)};
    }
    AMPARO_DO(OutputFile::planned(run, "amparo-invented.csv"));
    AMPARO_TRY(Json const told, run.call("evidence.synthesize", plan));
    for (std::string const& line : budget_words(run, told)) run.note(line);
    return records(run, "evidence.synthesize", "amparo-invented.csv");
}

Answer act_publish(Run& run) {
    AMPARO_TRY(OutputFile const file, OutputFile::planned(run, "amparo-bundle.zip"));
    Json params = run.params();
    if (!params.contains("language")) params["language"] = name(run.language());
    AMPARO_TRY(Json result, run.call("evidence.publish", params));
    Outcome out{std::move(result)};
    auto const bytes = crypto::from_base64(codec::string_or(out.result, "file"));
    AMPARO_DO(deliver(run, file, out, bytes.value_or(Bytes{}), os::Readers::kAsUsual));
    return out;
}

}  // namespace amparo::cli
