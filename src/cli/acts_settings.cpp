// SPDX-License-Identifier: AGPL-3.0-or-later
#include "acts.hpp"
#include "amparo/cli/run.hpp"
#include "amparo/cli/texts.hpp"

namespace amparo::cli {

Answer act_vocabulary(Run& run) {
    AMPARO_TRY(Json result, run.call("vocabulary.list", Json::object()));
    auto const wanted = run.given().one("LIST");
    if (!wanted) return Outcome{std::move(result)};
    for (Json const& list : codec::list_at(result, "vocabularies"))
        if (codec::string_or(list, "name") == *wanted)
            return Outcome{Json{{"vocabularies", Json::array({list})}}};
    return run.fail(Code::kNotFound, texts::kNoSuchList, "LIST", texts::kSeeVocabularyList);
}

}  // namespace amparo::cli
