// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/audit.hpp"

#include "acts.hpp"
#include "amparo/cli/params.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/documents/reader.hpp"
#include "outputs.hpp"

#include <algorithm>
#include <utility>

namespace amparo::cli {
namespace {

/// What a reader gives, to the auditor and, where it is to be shown again, to memory.
class ToAuditor final : public documents::Sink {
  public:
    explicit ToAuditor(bool keeps_text) : keeps_text_{keeps_text} {}

    void at(std::uint64_t line, std::uint64_t column, std::uint64_t page) override {
        auditor_.at({line, column, page});
    }
    void text(std::string_view piece) override {
        auditor_.feed(piece);
        if (!keeps_text_ || is_too_large_) return;
        is_too_large_ = kept_.size() + piece.size() > kShownBytesMax;
        if (!is_too_large_) kept_ += piece;
    }
    [[nodiscard]] bool is_too_large() const noexcept { return is_too_large_; }
    [[nodiscard]] Audited finish(std::string file) {
        return {std::move(file), auditor_.finish(), std::move(kept_)};
    }

  private:
    audit::Auditor auditor_;
    std::string kept_;
    bool keeps_text_;
    bool is_too_large_ = false;
};

/// A file as it comes: a text goes on at once, any other document is kept until it is whole.
class Intake {
  public:
    Intake(documents::Sink& sink, std::string_view name) : sink_{sink}, text_{sink}, name_{name} {}

    /// False: there is an error, no more is wanted.
    bool take(ByteView piece) {
        bool const is_known = kind_.has_value();
        if (is_known && *kind_ == documents::Kind::kText) return feed(piece);
        append(held_, piece);
        if (!is_known && held_.size() < documents::kHeadBytes) return true;
        decide();
        if (*kind_ == documents::Kind::kText && !held_.empty()) return feed(std::exchange(held_, {}));
        if (held_.size() > documents::kDocumentBytesMax) error_ = documents::ReadError::kTooLarge;
        return !error_;
    }

    [[nodiscard]] std::optional<documents::ReadError> finish() {
        if (error_) return error_;
        decide();
        if (*kind_ == documents::Kind::kText) {
            if (!held_.empty() && !feed(std::exchange(held_, {}))) return error_;
            return keep(text_.finish());
        }
        return keep(documents::read(held_, *kind_, sink_));
    }

  private:
    void decide() {
        if (!kind_) kind_ = documents::kind_of(held_, name_);
    }
    bool feed(ByteView piece) { return !keep(text_.feed(piece)); }
    std::optional<documents::ReadError> keep(Result<Done, documents::ReadError> const& done) {
        if (!done.ok()) error_ = done.error();
        return error_;
    }

    documents::Sink& sink_;
    documents::TextReader text_;
    std::string_view name_;
    std::optional<documents::Kind> kind_;
    Bytes held_;
    std::optional<documents::ReadError> error_;
};

/// One exit code for every report that can't be read and every copy that can't be written, whatever keeps it: 1 says only
/// that figures are not consistent.
Failure of_file(Failure failure) {
    failure.code = Code::kInputOutput;
    return failure;
}

Fail<Failure> unreadable(Run& run, documents::ReadError error, std::string const& file) {
    using E = documents::ReadError;
    Text message = texts::kReportDamaged;
    Text hint{};
    switch (error) {
        case E::kEmpty:
            message = texts::kReportEmpty;
            break;
        case E::kBinary:
            message = texts::kReportBinary;
            break;
        case E::kNotUtf8:
            message = texts::kReportNotUtf8;
            hint = texts::kSaveAsUtf8;
            break;
        case E::kUtf16:
            message = texts::kReportUtf16;
            hint = texts::kSaveAsUtf8;
            break;
        case E::kOldWord:
            message = texts::kReportOldWord;
            hint = texts::kSaveAsDocx;
            break;
        case E::kOtherZip:
            message = texts::kReportOtherZip;
            break;
        case E::kEncrypted:
            message = texts::kReportEncrypted;
            hint = texts::kSaveOpen;
            break;
        case E::kNoText:
            message = texts::kReportNoText;
            hint = texts::kRecognise;
            break;
        case E::kDamaged:
            break;
        case E::kTooLarge:
            message = texts::kReportTooLarge;
            hint = texts::kAuditAsText;
            break;
    }
    Language const language = run.language_of_failures();
    return run.fail(Code::kInputOutput, fill(message.in(language), {file}), "FILE",
                    std::string{hint.in(language)});
}

/// Machines get English unless they ask for another language.
audit::Tongue tongue_for(Run const& run) {
    if (run.wants_json() && !run.given().common_one("--language")) return audit::Tongue::kEnglish;
    return tongue_of(run.language());
}

Json summary_of_all(std::vector<Audited> const& all) {
    Json out = Json::object();
    for (Audited const& one : all)
        for (auto const& [key, value] : audit_json(one, audit::Tongue::kEnglish)["summary"].items())
            if (value.is_number_integer())
                out[key] = out.value(key, std::uint64_t{0}) + value.get<std::uint64_t>();
    return out;
}

}  // namespace

Result<Audited, Failure> audit_file(Run& run, std::string const& path, bool keeps_text) {
    std::string const shown = path == "-" ? std::string{run.say(texts::kStandardInput)} : path;
    ToAuditor sink{keeps_text};
    Intake intake{sink, path};
    auto const read =
        os::read_pieces(path, [&](ByteView piece) { return intake.take(piece) && !sink.is_too_large(); });
    if (!read.ok()) return Fail{failure_of(run, read.error(), shown, "FILE")};
    if (sink.is_too_large()) return unreadable(run, documents::ReadError::kTooLarge, shown);
    if (auto const error = intake.finish()) return unreadable(run, *error, shown);
    if (sink.is_too_large()) return unreadable(run, documents::ReadError::kTooLarge, shown);
    return sink.finish(path);
}

Answer act_audit(Run& run) {
    auto const html = run.given().one("--html");
    bool const shows_text = run.given().has("--with-text");
    if (html && *html != "-") {
        for (std::string const& path : run.given().all("FILE"))
            if (os::is_same_file(path == "-" ? "/dev/stdin" : path, *html))
                return run.fail(Code::kInputOutput,
                                fill(texts::kIsAudited.in(run.language_of_failures()), {*html}), "--html",
                                std::string{texts::kNameAnother.in(run.language_of_failures())});
        bool const may_replace = run.given().has("--force");
        if (!may_replace && os::exists(*html))
            return Fail{of_file(failure_of(run, os::FileError::kExists, *html, "--html"))};
    }
    if (html == "-" && run.wants_json()) return run.fail(Code::kUsage, texts::kOneStandardOutput, "--html");
    std::vector<Audited> all;
    std::vector<std::pair<std::string, Failure>> unread;
    for (std::string const& path : run.given().all("FILE")) {
        auto one = audit_file(run, path, html.has_value() || shows_text);
        if (one.ok())
            all.push_back(std::move(one).value());
        else
            unread.emplace_back(path, one.error());
    }
    auto const warn_of = [&](Failure const& failure) {
        run.warn(failure.message + (failure.hint.empty() ? "" : " — " + failure.hint));
    };
    if (all.empty()) {
        for (std::size_t i = 1; i < unread.size(); ++i) warn_of(unread[i].second);
        return Fail{unread.front().second};
    }
    bool const is_clean =
        std::all_of(all.begin(), all.end(), [](Audited const& one) { return one.report.is_clean(); });
    audit::Tongue const tongue = tongue_for(run);
    Outcome out;
    auto const one_json = [&](Audited const& one) {
        Json json = audit_json(one, tongue);
        if (shows_text) json["text"] = segments_json(one);
        return json;
    };
    if (all.size() == 1 && unread.empty()) {
        out.result = one_json(all[0]);
    } else {
        out.result = Json{{"files", Json::array()}, {"summary", summary_of_all(all)}};
        for (Audited const& one : all) {
            Json json = one_json(one);
            json["file"] = one.file;
            out.result["files"].push_back(std::move(json));
        }
        for (auto const& [file, failure] : unread)
            out.result["files"].push_back(Json{{"file", file}, {"error", failure.message}});
    }
    if (!is_clean) out.code = Code::kRefused;
    for (auto const& [file, failure] : unread) {
        warn_of(failure);
        out.code = failure.code;
    }
    if (html) {
        std::string const page = annotated_page(all, run.language());
        if (*html == "-") {
            out.raw = page;
        } else {
            auto const existing = run.given().has("--force") ? os::Existing::kReplace : os::Existing::kKeep;
            auto const written =
                write_file(run, *html, as_bytes(page), os::Readers::kAsUsual, existing, "--html");
            if (!written.ok()) return Fail{of_file(written.error())};
            out.result["output"] = *html;
        }
    }
    return out;
}

}  // namespace amparo::cli
