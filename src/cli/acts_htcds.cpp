// SPDX-License-Identifier: AGPL-3.0-or-later
#include "acts.hpp"
#include "outputs.hpp"

#include "amparo/cli/run.hpp"
#include "amparo/cli/texts/evidence.hpp"
#include "amparo/crypto/base64.hpp"
#include "amparo/standards/htcds.hpp"

namespace amparo::cli {
namespace {

constexpr std::size_t kTableBytesMax = std::size_t{64} << 20U;

}  // namespace

Answer act_htcds_check(Run& run) {
    AMPARO_TRY(Bytes const bytes, input(run, run.given().one("FILE").value_or(""), "FILE", kTableBytesMax));
    if (standards::is_spreadsheet(as_text(bytes)))
        return run.fail(Code::kUsage, texts::kNoHtcdsWorkbook, "FILE", texts::kNoHtcdsHint);
    auto const read = standards::Htcds::shipped().read(as_text(bytes));
    if (!read.ok()) return run.fail(Code::kUsage, texts::kNoHtcds, "FILE", texts::kNoHtcdsHint);
    Json notes = Json::array();
    Outcome out;
    for (standards::Note const& note : read.value().notes) {
        bool const left_out = standards::leaves_out(note.code);
        if (left_out) out.code = Code::kRefused;
        notes.push_back(Json{{"code", standards::name(note.code)},
                             {"left_out", left_out},
                             {"line", note.line},
                             {"column", note.column},
                             {"value", note.value}});
    }
    out.result = Json{{"cases", read.value().cases.size()}, {"notes", std::move(notes)}};
    return out;
}

Answer act_htcds_export(Run& run) {
    AMPARO_TRY(OutputFile const file, OutputFile::planned(run, "amparo-htcds.csv"));
    AMPARO_TRY(Json result, run.call("htcds.export", run.params()));
    Outcome out{std::move(result)};
    auto const bytes = crypto::from_base64(codec::string_or(out.result, "file"));
    AMPARO_DO(deliver(run, file, out, bytes.value_or(Bytes{}), os::Readers::kOwner));
    return out;
}

}  // namespace amparo::cli
