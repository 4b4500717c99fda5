// SPDX-License-Identifier: AGPL-3.0-or-later
// Directories, cards and referrals: commands that read or write files of others.
#include "acts.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/texts/rights.hpp"
#include "amparo/crypto/base64.hpp"
#include "outputs.hpp"

#include <algorithm>

namespace amparo::cli {
namespace {

constexpr std::size_t kImportFileBytesMax = std::size_t{64} << 20U;
constexpr std::size_t kImportBytesMax = std::size_t{256} << 20U;
constexpr std::size_t kImportFilesMax = 200;

bool ends_with(std::string_view name, std::initializer_list<std::string_view> endings) {
    std::string lower{name};
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view e) { return std::string_view{lower}.ends_with(e); });
}

/// The files of a directory as it was handed in, by name; nothing is read yet.
Result<std::vector<std::string>, Failure> import_paths(Run& run, std::string const& path) {
    if (!os::is_folder(path)) {
        if (ends_with(path, {".zip", ".gz", ".tgz", ".xz", ".7z", ".xlsx"}))
            return run.fail(Code::kUsage, texts::kPacked, "PATH", texts::kPackedHint);
        return std::vector<std::string>{path};
    }
    auto const entries = os::list_folder(path, 10'000);
    if (!entries.ok()) return Fail{failure_of(run, entries.error(), path, "PATH")};
    std::vector<std::string> out;
    for (os::FolderEntry const& entry : entries.value())
        if (ends_with(entry.name, {".csv", ".json", ".jsonl", ".ndjson"}))
            out.push_back(path + "/" + entry.name);
    if (out.empty()) return run.fail(Code::kUsage, texts::kNoTables, "PATH", texts::kNoTablesHint);
    if (out.size() > kImportFilesMax) return run.fail(Code::kUsage, texts::kTooManyFiles, "PATH");
    return out;
}

std::string name_of(std::string path) {
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    std::string const last = path.substr(path.rfind('/') + 1);
    auto const dot = last.rfind('.');
    return dot == std::string::npos || dot == 0 ? last : last.substr(0, dot);
}

/// `bytes` of the result go to a file named after the record, unless --output says otherwise.
std::string named_after(Json const& result, std::string_view what, std::string_view ending) {
    return std::string{what} + "-" + codec::string_or(result, "id") + std::string{ending};
}

Bytes bytes_of(Json const& result, std::string_view key) {
    auto bytes = crypto::from_base64(codec::text_at(result, key).value_or(""));
    AMPARO_CHECK(bytes.has_value());
    return std::move(*bytes);
}

/// What was done can't be undone when its file could not be written: say so, and what to do.
Failure after_the_fact(Run& run, Failure failure, std::string const& id) {
    Language const language = run.language_of_failures();
    failure.message = fill(texts::kSentButNotWritten.in(language), {failure.message, id});
    failure.hint = fill(texts::kSentButNotWrittenHint.in(language), {id});
    failure.code = Code::kInputOutput;
    return failure;
}

}  // namespace

Answer act_import(Run& run) {
    std::string const path = run.given().one("PATH").value_or("");
    AMPARO_TRY(auto const paths, import_paths(run, path));
    Json params = run.params();
    Json files = Json::array();
    std::size_t total = 0;
    std::string const mapping = run.given().one("--mapping").value_or("");
    for (std::string const& each : paths) {
        if (each == mapping) continue;  // It lies beside what it maps, and is none of it.
        AMPARO_TRY(Bytes const bytes, input(run, each, "PATH", kImportFileBytesMax));
        total += bytes.size();
        if (total > kImportBytesMax) return run.fail(Code::kUsage, texts::kImportTooLarge, "PATH");
        files.push_back(Json{{"name", each.substr(each.rfind('/') + 1)}, {"text", as_text(bytes)}});
    }
    params["files"] = std::move(files);
    if (!params.contains("source")) params["source"] = name_of(path);
    AMPARO_TRY(Json result, run.call("directory.import", params));
    Outcome out{std::move(result)};
    std::int64_t taken = 0;
    for (std::string_view key : {"created", "updated", "unchanged"})
        taken += codec::int_at(out.result, key).value_or(0);
    // Nothing of it was a directory: the input is wrong, and a script should stop.
    if (taken == 0 && !codec::list_at(out.result, "set_aside").empty()) out.code = Code::kUsage;
    return out;
}

Answer act_export(Run& run) {
    bool const is_answer_enough = run.wants_json() && !run.given().has("--output");
    Result<OutputFile, Failure> planned{OutputFile{}};
    if (!is_answer_enough) planned = OutputFile::planned(run, "-");
    AMPARO_TRY(OutputFile const file, std::move(planned));
    AMPARO_TRY(Json result, run.call("directory.export", Json::object()));
    Outcome out{std::move(result)};
    if (is_answer_enough) return out;
    std::string const text = codec::to_pretty_text(codec::list_at(out.result, "services")) + "\n";
    AMPARO_DO(deliver(run, file, out, as_bytes(text), os::Readers::kAsUsual));
    if (out.raw)
        if (std::size_t const left_out = codec::list_at(out.result, "left_out").size(); left_out > 0)
            run.note(run.say(texts::kLeftOut, {std::to_string(left_out)}));
    return out;
}

namespace {

Answer act_card(Run& run, std::string_view method) {
    AMPARO_TRY(OutputFile const file, OutputFile::planned(run, "amparo-card.card"));
    AMPARO_TRY(Json result, run.call(method, Json::object()));
    Outcome out{std::move(result)};
    AMPARO_DO(deliver(run, file, out, bytes_of(out.result, "file"), os::Readers::kAsUsual));
    return out;
}

}  // namespace

Answer act_card_export(Run& run) {
    return act_card(run, "card.export");
}

Answer act_card_renew(Run& run) {
    return act_card(run, "card.renew");
}

Answer act_calendar(Run& run) {
    bool const is_answer_enough = run.wants_json() && !run.given().has("--output");
    Result<OutputFile, Failure> planned{OutputFile{}};
    if (!is_answer_enough) planned = OutputFile::planned(run, "-");
    AMPARO_TRY(OutputFile const file, std::move(planned));
    Json params = run.params();
    if (!params.contains("word")) params["word"] = run.say(texts::kBusy);
    AMPARO_TRY(Json result, run.call("calendar.export", params));
    Outcome out{std::move(result)};
    if (is_answer_enough) return out;
    std::string const text = codec::string_or(out.result, "calendar");
    AMPARO_DO(deliver(run, file, out, as_bytes(text), os::Readers::kOwner));
    return out;
}

Answer act_send(Run& run) {
    AMPARO_TRY(OutputFile file, OutputFile::planned(run, ""));
    Json params = run.params();
    if (!params.contains("language")) params["language"] = name(run.language());
    AMPARO_TRY(Json result, run.call("referral.send", params));
    Outcome out{std::move(result)};
    auto const letter = codec::text_at(out.result, "letter");
    file.rename(named_after(out.result, "referral", letter ? ".html" : ".amparo"));
    Bytes const sealed = letter ? Bytes{} : bytes_of(out.result, "file");
    auto const delivered =
        deliver(run, file, out, letter ? as_bytes(*letter) : ByteView{sealed}, os::Readers::kOwner);
    if (!delivered.ok())
        return Fail{after_the_fact(run, delivered.error(), codec::string_or(out.result, "id"))};
    return out;
}

Answer act_letter(Run& run) {
    AMPARO_TRY(OutputFile file, OutputFile::planned(run, ""));
    Json params = run.params();
    if (!params.contains("language")) params["language"] = name(run.language());
    AMPARO_TRY(Json result, run.call("referral.letter", params));
    Outcome out{std::move(result)};
    file.rename(named_after(params, "referral", ".html"));
    std::string const letter = codec::string_or(out.result, "letter");
    auto const delivered = deliver(run, file, out, as_bytes(letter), os::Readers::kOwner);
    if (!delivered.ok()) return Fail{after_the_fact(run, delivered.error(), codec::string_or(params, "id"))};
    return out;
}

Answer act_answer(Run& run) {
    bool const accepts = run.given().has("--accept");
    if (accepts == run.given().has("--decline"))
        return run.fail(Code::kUsage, texts::kAcceptOrDecline, "--accept");
    AMPARO_TRY(OutputFile file, OutputFile::planned(run, ""));
    Json params = run.params();
    params["answer"] = accepts ? "accept" : "decline";
    AMPARO_TRY(Json result, run.call("referral.answer", params));
    Outcome out{std::move(result)};
    file.rename(named_after(out.result, "answer", ".amparo"));
    auto const delivered = deliver(run, file, out, bytes_of(out.result, "file"), os::Readers::kOwner);
    if (!delivered.ok())
        return Fail{after_the_fact(run, delivered.error(), codec::string_or(out.result, "id"))};
    return out;
}

}  // namespace amparo::cli
