// SPDX-License-Identifier: AGPL-3.0-or-later
#include "amparo/cli/run.hpp"

#include "amparo/cli/help.hpp"
#include "amparo/cli/page.hpp"
#include "amparo/cli/params.hpp"
#include "amparo/cli/refused.hpp"
#include "amparo/cli/texts.hpp"
#include "amparo/cli/translate.hpp"

#include <string.h>

#include <algorithm>

namespace amparo::cli {
namespace {

/// As a name: what is called "phone" is not named by a message about phone numbers.
bool is_named_in(std::string const& message, std::string const& field) {
    return message.starts_with(field + " ") || message.find("\"" + field + "\"") != std::string::npos ||
           (field.starts_with("--") && message.find(field) != std::string::npos);
}

void print(Failure const& failure, bool as_json, Language language, World& world) {
    if (as_json) {
        world.err(codec::to_text(Json{{"error", engine::to_json(failure)}}) + "\n");
        return;
    }
    std::string line = "amparo: " + failure.message;
    std::string const& field = failure.field;
    if (!field.empty() && !is_named_in(failure.message, field)) line += " (" + field + ")";
    if (failure.list.empty()) {
        if (!failure.hint.empty()) line += " — " + failure.hint;
        world.err(printable(line) + "\n");
        return;
    }
    world.err(printable(line) + ":\n");
    for (std::string const& one : failure.list) world.err("  - " + printable(one) + "\n");
    if (failure.more > 0)
        world.err("  - " + fill(texts::kAndSoManyMore.in(language), {std::to_string(failure.more)}) + "\n");
    if (!failure.hint.empty()) world.err("— " + printable(failure.hint) + "\n");
}

Answer call_method(Run& run) {
    Json params = run.params();
    auto result = run.call(run.command().method, params);
    wipe_passphrases(params);
    if (!result.ok()) return Fail{result.error()};
    return Outcome{std::move(result).value()};
}

Answer act(Run& run) {
    AMPARO_DO(run.read_arguments());
    AMPARO_DO(run.open());
    return run.command().act != nullptr ? run.command().act(run) : call_method(run);
}

std::string shown(Run& run, Outcome const& outcome) {
    // What has no result but its text is the same for everyone: a manual page, a completion script.
    if (outcome.raw && (!run.wants_json() || outcome.result.empty())) return *outcome.raw;
    if (run.wants_json()) return codec::to_text(outcome.result) + "\n";
    Page page{run.world().columns};
    if (run.command().show != nullptr) run.command().show(run, outcome.result, page);
    return page.text();
}

int finish(Run& run, Answer const& answer) {
    World& world = run.world();
    auto const ended = [&](Failure const& failure) {
        Language const language = run.language();
        print(run.wants_json() ? failure : as_typed(translated(failure, language), &run.command(), language),
              run.wants_json(), language, world);
        return exit_code(failure.code);
    };
    if (!answer.ok()) return ended(answer.error());
    if (!world.out(shown(run, answer.value())))
        return ended(run.fail(Code::kInputOutput, texts::kNoOutput, {}, texts::kWhatWasDoneStays).error);
    return answer.value().code ? exit_code(*answer.value().code) : 0;
}

Language language_in(Given const& given, Language otherwise) {
    // Where a command has a language of its own, from a list of ours, the paper and the screen agree.
    std::optional<std::string> wanted = given.common_one("--language");
    if (given.command != nullptr) {
        Argument const* const own = find_argument(*given.command, "--language");
        if (own != nullptr && !own->choices.empty() && given.has("--language"))
            wanted = given.one("--language");
    }
    auto const named = wanted ? language_named(*wanted) : std::nullopt;
    return named.value_or(otherwise);
}

std::optional<Failure> wrong_language(Given const& given, Language language) {
    auto const wanted = given.common_one("--language");
    if (!wanted || language_named(*wanted)) return std::nullopt;
    return Failure{Code::kUsage, std::string{texts::kUnknownLanguage.in(language)}, "--language", ""};
}

int help(Given const& given, Language language, World& world) {
    if (!given.words.empty() || given.wants_help)
        return world.out(help_text(given.words, language, world.columns)) ? 0 : exit_code(Code::kInputOutput);
    world.err(help_text("", language, world.columns));
    return exit_code(Code::kUsage);
}

}  // namespace

int exit_code(Code code) noexcept {
    switch (code) {
        case Code::kRefused:
            return 1;
        case Code::kUsage:
            return 2;
        case Code::kNotFound:
            return 3;
        case Code::kLocked:
            return 4;
        case Code::kDamaged:
            return 5;
        case Code::kInputOutput:
            return 6;
    }
    return 2;
}

Fail<Failure> Run::fail(Code code, Text message, std::string field, Text hint) const {
    Language const language = language_of_failures();
    return Fail{
        Failure{code, std::string{message.in(language)}, std::move(field), std::string{hint.in(language)}}};
}

Fail<Failure> Run::fail(Code code, std::string message, std::string field, std::string hint) const {
    return Fail{Failure{code, std::move(message), std::move(field), std::move(hint)}};
}

void Run::warn(std::string_view message) {
    if (wants_json()) {
        world_.err(codec::to_text(Json{{"warning", Json{{"message", message}}}}) + "\n");
    } else {
        world_.err("amparo: " + say(texts::kWarning, {printable(message)}) + "\n");
    }
}

void Run::note(std::string_view message) {
    if (!wants_json()) world_.err(printable(message) + "\n");
}

Result<std::string, Failure> Run::vault_path() const {
    if (auto const given = given_.common_one("--vault")) {
        if (given->empty()) return fail(Code::kUsage, texts::kWhichVault, "--vault", texts::kWhichVaultHint);
        return *given;
    }
    if (auto const set = world_.environment("AMPARO_VAULT"); set && !set->empty()) return *set;
    return fail(Code::kUsage, texts::kWhichVault, "--vault", texts::kWhichVaultHint);
}

Fail<Failure> Run::failed(os::PassphraseError error, std::string const& field) const {
    using E = os::PassphraseError;
    switch (error) {
        case E::kNoTerminal:
            return cannot_ask(field);
        case E::kCancelled:
            return fail(Code::kLocked, texts::kCancelled, field);
        case E::kEmpty:
            return fail(Code::kUsage, texts::kEmptyPassphrase, field);
        case E::kTooLong:
            return fail(Code::kUsage, texts::kLongPassphrase, field);
        case E::kMissing:
            return fail(Code::kInputOutput, texts::kNoPassphraseFile, field);
        case E::kUnreadable:
            return fail(Code::kInputOutput, texts::kUnreadablePassphraseFile, field);
    }
    return fail(Code::kLocked, texts::kCancelled, field);
}

Fail<Failure> Run::cannot_ask(std::string const& file_option) const {
    Language const language = language_of_failures();
    return fail(Code::kLocked, std::string{texts::kNobodyToAsk.in(language)}, file_option,
                fill(texts::kUseFile.in(language), {file_option}));
}

Result<os::Passphrase, Failure> Run::passphrase_in(std::string const& path, std::string const& option) {
    auto read = os::read_passphrase_file(path);
    if (!read.ok()) return failed(read.error(), option);
    os::PassphraseFile file = std::move(read).value();
    if (file.others_may_read) warn(fill(texts::kOthersMayRead.in(language_of_failures()), {path, path}));
    return std::move(file.passphrase);
}

Result<os::Passphrase, Failure> Run::passphrase() {
    if (auto const path = given_.common_one("--passphrase-file"))
        return passphrase_in(*path, "--passphrase-file");
    auto asked = world_.ask(say(texts::kAskPassphrase));
    if (!asked.ok()) return failed(asked.error(), "--passphrase-file");
    return std::move(asked).value();
}

Result<os::Passphrase, Failure> Run::new_passphrase(std::string_view option) {
    auto const path = given_.has(option) ? given_.one(option) : given_.common_one(option);
    std::string const field{option};
    if (path) return passphrase_in(*path, field);
    auto first = world_.ask(say(texts::kAskNewPassphrase));
    if (!first.ok()) return failed(first.error(), field);
    auto second = world_.ask(say(texts::kAskAgain));
    if (!second.ok()) return failed(second.error(), field);
    if (first.value().view() != second.value().view())
        return fail(Code::kUsage, texts::kNotTheSame, field, texts::kNothingWasDone);
    return std::move(first).value();
}

Result<Done, Failure> Run::unlock() {
    // Before anybody is asked for a passphrase: is there a vault at all?
    AMPARO_DO(vault_->call("vault.info", Json::object()));
    AMPARO_TRY(os::Passphrase const typed, passphrase());
    Json params{{"passphrase", typed.view()}};
    auto result = vault_->call("vault.unlock", params);
    wipe_passphrases(params);
    if (!result.ok()) {
        Failure failure = result.error();
        // A passphrase that is too short for this vault opens nothing either.
        if (failure.code == Code::kUsage && failure.field == "passphrase")
            return fail(Code::kLocked, texts::kWrongPassphrase, "passphrase", texts::kWrongPassphraseHint);
        return Fail{std::move(failure)};
    }
    // The first thing to know of a vault that is not whole. (That no kit was printed yet: vault info says
    // it.)
    for (Json const& warning : codec::list_at(result.value(), "warnings"))
        if (warning.is_string() && !warning.get_ref<std::string const&>().starts_with("no recovery kit"))
            warn(translated(std::string_view{warning.get_ref<std::string const&>()}, language_of_failures()));
    return Done{};
}

Result<Done, Failure> Run::open_vault() {
    AMPARO_TRY(std::string const path, vault_path());
    if (os::is_folder(path))
        return fail(Code::kInputOutput, fill(texts::kNotAFile.in(language_of_failures()), {path}), "--vault",
                    "");
    vault_ = world_.open(path);
    return Done{};
}

Result<Done, Failure> Run::check_new_place() const {
    AMPARO_TRY(std::string const path, vault_path());
    Language const language = language_of_failures();
    if (os::exists(path))
        return fail(Code::kRefused, fill(texts::kFileExists.in(language), {path}), "--vault",
                    std::string{texts::kChooseAnother.in(language)});
    auto const slash = path.rfind('/');
    if (slash != std::string::npos && !os::is_folder(path.substr(0, slash + 1)))
        return fail(Code::kInputOutput, fill(texts::kFolderMissing.in(language), {path}), "--vault", "");
    return Done{};
}

Result<Done, Failure> Run::read_arguments() {
    AMPARO_TRY(typed_, params_of(*this));
    return Done{};
}

Result<Done, Failure> Run::open() {
    switch (command().needs) {
        case Needs::kNothing:
            vault_ = world_.open("");
            return Done{};
        case Needs::kNewPassphrase: {
            AMPARO_DO(open_vault());
            if (command().method == "vault.init") AMPARO_DO(check_new_place());
            AMPARO_TRY(fresh_, new_passphrase("--passphrase-file"));
            has_fresh_ = true;
            return Done{};
        }
        case Needs::kVault:
            AMPARO_DO(open_vault());
            return has_passphrase_file() || given_.has("--ask") ? unlock() : Done{};
        case Needs::kUnlocked:
            AMPARO_DO(open_vault());
            return unlock();
    }
    return Done{};
}

Result<Json, Failure> Run::call(std::string_view method, Json const& params) {
    return vault_->call(method, params);
}

Json Run::params() {
    Json out = typed_;
    assign(*this, out);
    if (has_fresh_) out["passphrase"] = fresh_.view();
    return out;
}

void wipe_passphrases(Json& params) noexcept {
    for (char const* const key : {"passphrase", "current", "new"}) {
        auto const at = params.find(key);
        if (at == params.end() || !at->is_string()) continue;
        auto& text = at->get_ref<std::string&>();
        ::explicit_bzero(text.data(), text.size());
    }
}

int run(std::vector<std::string> const& arguments, World& world) {
    bool const asks_json = std::find(arguments.begin(), arguments.end(), "--json") != arguments.end();
    Language const usual = language_of(world.environment);
    auto parsed = parse(arguments, asks_json ? Language::kEnglish : usual);
    if (!parsed.ok()) {
        print(parsed.error(), asks_json, usual, world);
        return exit_code(parsed.error().code);
    }
    Given given = std::move(parsed).value();
    if (auto const failure = wrong_language(given, usual)) {
        print(*failure, asks_json, usual, world);
        return exit_code(failure->code);
    }
    Language const language = language_in(given, usual);
    if (given.wants_version) given.command = find_command("version");
    if (given.wants_help || given.command == nullptr) return help(given, language, world);
    Run at_work{std::move(given), language, world};
    return finish(at_work, act(at_work));
}

}  // namespace amparo::cli
