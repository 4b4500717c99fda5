// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/run.hpp"
#include "templates.hpp"

namespace amparo::cli {
namespace {

/// As they were typed: "12" is a text here, and nothing is read as JSON.
Json typed_places(Run& run) {
    Json out = Json::object();
    for (std::string const& one : run.given().all("--set")) {
        std::size_t const at = one.find('=');
        out[one.substr(0, at)] = one.substr(at + 1);
    }
    return out;
}

}  // namespace

Answer act_template(Run& run) {
    Json params = run.params();
    params["set"] = typed_places(run);
    AMPARO_TRY(Json result, run.call(run.command().method, params));
    return Outcome{std::move(result)};
}

Answer act_template_check(Run& run) {
    AMPARO_TRY(Json result, run.call("template.check", run.params()));
    Outcome out{std::move(result)};
    if (codec::bool_at(out.result, "ok") == false) out.code = Code::kRefused;
    return out;
}

}  // namespace amparo::cli
