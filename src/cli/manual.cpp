// SPDX-License-Identifier: AGPL-3.0-or-later
// The manual page (man(7) macros).
#include "amparo/cli/help.hpp"
#include "amparo/cli/texts.hpp"

namespace amparo::cli {
namespace {

/// Text as roff reads it back: nothing in it is a request.
std::string roff(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";  // A hyphen that can be copied into a shell.
        } else if ((c == '.' || c == '\'') && out.empty()) {
            out += "\\&";
            out += c;
        } else if (c == '\'') {
            out += "\\(aq";
        } else {
            out += c;
        }
    }
    return out;
}

/// "…" and Spanish letters come out on any terminal.
class Roff {
  public:
    void macro(std::string_view line) { out_ += std::string{line} + "\n"; }
    void say(std::string_view text) { out_ += roff(text) + "\n"; }
    void section(Text title, Language language) { out_ += ".SH " + std::string{title.in(language)} + "\n"; }
    void term(std::string_view bold, std::string_view italic, std::string_view text) {
        out_ += ".TP\n.B " + roff(bold) + (italic.empty() ? "" : " \\fI" + roff(italic) + "\\fR") + "\n" +
                roff(text) + "\n";
    }
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    std::string out_;
};

void arguments_of(std::vector<Argument> const& arguments, Language language, Roff& out) {
    for (Argument const& a : arguments) out.term(a.name, a.value, a.help.in(language));
}

}  // namespace

std::string manual(Language language) {
    Roff out;
    out.macro(R"(.\" Written by `amparo manual` from the program's command table.)");
    out.macro(".TH AMPARO 1 \"\" \"amparo " AMPARO_VERSION "\" \"Amparo\"");
    out.section(texts::kManName, language);
    out.say(std::string{"amparo - "} + std::string{texts::kManLine.in(language)});
    out.section(texts::kManSynopsis, language);
    out.macro(".B amparo\n.I " + roff(texts::kManUsage.in(language)));
    out.section(texts::kManDescription, language);
    out.say(texts::kWhatItIs.in(language));
    out.section(texts::kManCommands, language);
    for (Command const& command : commands()) {
        out.macro(".SS \"" + roff(usage_line(command)) + "\"");
        out.say(command.summary.in(language));
        if (!command.more.empty()) {
            out.macro(".PP");
            out.say(command.more.in(language));
        }
        arguments_of(command.arguments, language, out);
        if (command.example.empty()) continue;
        out.macro(".PP");
        out.say(texts::kExampleFile.in(language));
        out.macro(".PP\n.nf");
        for_each_line(command.example, [&](std::string_view line) { out.say(line); });
        out.macro(".fi");
    }
    out.section(texts::kManOptions, language);
    arguments_of(common_arguments(), language, out);
    out.section(texts::kManExit, language);
    for (ExitCode const& e : exit_codes()) out.term(std::to_string(e.code), "", e.meaning.in(language));
    out.section(texts::kManEnvironment, language);
    out.term("AMPARO_VAULT", "", texts::kManVault.in(language));
    out.term("LC_ALL, LC_MESSAGES, LANG", "", texts::kManLang.in(language));
    out.section(texts::kManSecurity, language);
    out.say(texts::kManNotReviewed.in(language));
    return out.take();
}

}  // namespace amparo::cli
