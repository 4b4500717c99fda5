// SPDX-License-Identifier: AGPL-3.0-or-later
// `amparo open`, with a server that is made up. tests/cli/test_open.py has the real one.
#include "fake_world.hpp"

#include "amparo/os/files.hpp"

#include <gtest/gtest.h>

using namespace amparo;
using namespace amparo::cli;
using test::FakeWorld;

namespace {

/// Serves as a test says, and ends.
struct Served {
    explicit Served(FakeWorld& fake) {
        fake.world.serve = [this](web_host::Options const& given, web_host::Ports ports) {
            options = given;
            return during(std::move(ports));
        };
        fake.world.open_on_desktop = [this](std::string const& path) {
            page = path;
            auto const bytes = os::read_file(path, 10'000);
            page_text = bytes.ok() ? std::string{as_text(bytes.value())} : "";
            return has_browser;
        };
    }
    using Ended = Result<Done, web_host::ListenError>;
    std::function<Ended(web_host::Ports)> during = [](web_host::Ports ports) -> Ended {
        ports.show_link("http://127.0.0.1:1234/#linkone9");
        return Done{};
    };
    std::optional<web_host::Options> options;
    std::string page;
    std::string page_text;
    bool has_browser = true;
};

constexpr char const* kLink = "http://127.0.0.1:1234/#linkone9\n";

}  // namespace

TEST(Open, PrintsTheLinkAloneAndSaysTheRestBeside) {
    FakeWorld fake;
    Served served{fake};
    EXPECT_EQ(fake.run({"open", "--vault", "v.amparo", "--no-browser"}), 0);
    EXPECT_EQ(fake.out, kLink);
    EXPECT_EQ(fake.err, "Amparo is open. Enter shows a fresh link; Ctrl-C locks the vault and ends.\n");
    EXPECT_EQ(fake.run({"open", "--vault", "v.amparo", "--no-browser", "--json"}), 0);
    EXPECT_EQ(fake.out, "{\"link\":\"http://127.0.0.1:1234/#linkone9\"}\n");
    EXPECT_EQ(fake.err, "");
    EXPECT_TRUE(served.page.empty());
    EXPECT_EQ(served.options->port, 0);
    EXPECT_EQ(served.options->lock_after, std::chrono::minutes{10});
    EXPECT_FALSE(served.options->is_open);
    EXPECT_TRUE(fake.questions.empty());
}

TEST(Open, WithAPassphraseFileTheVaultIsOpenAlready) {
    FakeWorld fake;
    Served served{fake};
    test::Folder const folder;
    std::string const file = folder.file("p", "correct horse\n");
    EXPECT_EQ(fake.run({"open", "--vault", "v", "--passphrase-file", file, "--no-browser", "--port", "4000",
                        "--lock-after", "2"}),
              0);
    EXPECT_EQ(fake.params_of("vault.unlock"), (Json{{"passphrase", "correct horse"}}));
    EXPECT_TRUE(served.options->is_open);
    EXPECT_EQ(served.options->port, 4000);
    EXPECT_EQ(served.options->lock_after, std::chrono::minutes{2});
    fake.failures["vault.unlock"] = Failure{Code::kLocked, "this passphrase opens nothing here", "", ""};
    served.options.reset();
    EXPECT_EQ(fake.run({"open", "--vault", "v", "--passphrase-file", file, "--no-browser"}), 4);
    EXPECT_FALSE(served.options);
}

TEST(Open, WhatIsWrongIsSaidBeforeItListens) {
    FakeWorld fake;
    Served const served{fake};
    for (auto const& [option, value] :
         std::initializer_list<std::pair<char const*, char const*>>{{"--port", "0"},
                                                                    {"--port", "65536"},
                                                                    {"--port", "-1"},
                                                                    {"--port", "80x"},
                                                                    {"--port", ""},
                                                                    {"--lock-after", "1"},
                                                                    {"--lock-after", "31"},
                                                                    {"--lock-after", "ten"},
                                                                    {"--lock-after", "2.5"}}) {
        EXPECT_EQ(fake.run({"open", "--vault", "v", option, value}), 2) << option << value;
        EXPECT_NE(fake.err.find(option), std::string::npos) << fake.err;
    }
    EXPECT_EQ(fake.run({"open"}), 2);
    EXPECT_EQ(fake.run({"open", "--vault", "v", "--address", "0.0.0.0"}), 2);
    EXPECT_EQ(fake.run({"open", "--vault", "v", "--host", "0.0.0.0"}), 2);
    EXPECT_FALSE(served.options);
}

TEST(Open, AVaultThatIsNotYetIsMadeInThePageAndOneInABadPlaceIsNot) {
    FakeWorld fake;
    Served served{fake};
    test::Folder const folder;
    fake.failures["vault.info"] = Failure{Code::kNotFound, "there is no vault at this place", "", ""};
    EXPECT_EQ(fake.run({"open", "--vault", folder / "v.amparo", "--no-browser"}), 0);
    served.options.reset();
    EXPECT_EQ(fake.run({"open", "--vault", folder / "none/v.amparo", "--no-browser"}), 6);
    EXPECT_EQ(fake.err,
              "amparo: the folder of " + (folder / "none/v.amparo") + " does not exist (--vault)\n");
    EXPECT_EQ(fake.run({"open", "--vault", folder / "", "--no-browser"}), 6);
    std::string const file = folder.file("p", "correct horse\n");
    EXPECT_EQ(fake.run({"open", "--vault", folder / "v.amparo", "--passphrase-file", file}), 3);
    fake.failures["vault.info"] = Failure{Code::kDamaged, "this is no vault", "", ""};
    EXPECT_EQ(fake.run({"open", "--vault", file, "--no-browser"}), 5);
    EXPECT_FALSE(served.options);
}

TEST(Open, TheBrowserIsGivenAFileThatIsGoneWhenThePageIsThere) {
    FakeWorld fake;
    Served served{fake};
    test::Folder const folder;
    fake.environment = {{"DISPLAY", ":0"}, {"XDG_RUNTIME_DIR", folder / "."}};
    served.during = [&](web_host::Ports ports) -> Served::Ended {
        ports.show_link("http://127.0.0.1:1234/#linkone9");
        EXPECT_TRUE(served.page.starts_with(folder / "./amparo-")) << served.page;
        EXPECT_EQ(served.page.find("linkone9"), std::string::npos);
        EXPECT_NE(served.page_text.find("url=http://127.0.0.1:1234/#linkone9\""), std::string::npos);
        EXPECT_TRUE(os::exists(served.page));
        ports.session_began();
        EXPECT_FALSE(os::exists(served.page));
        // A fresh link is for whoever asked at the terminal.
        served.page.clear();
        ports.show_link("http://127.0.0.1:1234/#def");
        EXPECT_TRUE(served.page.empty());
        return Done{};
    };
    EXPECT_EQ(fake.run({"open", "--vault", "v"}), 0);
    EXPECT_EQ(fake.out, std::string{kLink} + "http://127.0.0.1:1234/#def\n");

    served.during = [&](web_host::Ports ports) -> Served::Ended {
        ports.show_link("http://127.0.0.1:1234/#linkone9");
        EXPECT_TRUE(os::exists(served.page));
        return Done{};
    };
    EXPECT_EQ(fake.run({"open", "--vault", "v"}), 0);
    EXPECT_FALSE(os::exists(served.page));
}

TEST(Open, WithoutABrowserThePersonOpensTheLink) {
    FakeWorld fake;
    Served served{fake};
    served.has_browser = false;
    std::string const note = "no browser could be opened from here; open the link in one on this computer\n";
    EXPECT_EQ(fake.run({"open", "--vault", "v"}), 0);
    EXPECT_NE(fake.err.find(note), std::string::npos);
    EXPECT_TRUE(served.page.empty()) << "without a screen nothing is tried";
    fake.environment["WAYLAND_DISPLAY"] = "wayland-0";
    EXPECT_EQ(fake.run({"open", "--vault", "v"}), 0);
    EXPECT_NE(fake.err.find(note), std::string::npos);
    EXPECT_FALSE(served.page.empty());
    EXPECT_FALSE(os::exists(served.page));
}

TEST(Open, ThatItCannotListenIsSaidWithItsMend) {
    FakeWorld fake;
    Served served{fake};
    for (auto const& [error, said] : std::initializer_list<std::pair<web_host::ListenError, char const*>>{
             {web_host::ListenError::kPortTaken,
              "amparo: another program has port 4000 (--port) — choose another, or leave --port out\n"},
             {web_host::ListenError::kPortDenied,
              "amparo: port 4000 is the system's own (--port) — choose one above 1023, or leave --port "
              "out\n"},
             {web_host::ListenError::kNoLoopback,
              "amparo: this computer has no address 127.0.0.1 to listen on — bring the loopback network up "
              "(ip link set lo up)\n"}}) {
        served.during = [why = error](web_host::Ports) -> Served::Ended { return Fail{why}; };
        EXPECT_EQ(fake.run({"open", "--vault", "v", "--port", "4000"}), 6);
        EXPECT_EQ(fake.err, said);
        EXPECT_EQ(fake.out, "");
    }
}
