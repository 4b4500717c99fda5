// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
/// A PostgreSQL 15 of its own: a new cluster in a temporary folder, reached through a socket in that folder
/// only, gone with this object. It refuses to run as root, so root runs it as the user that Debian's package
/// makes.
#include <filesystem>
#include <string>

namespace amparo::bench {

class PrivatePostgres {
  public:
    PrivatePostgres();
    ~PrivatePostgres();
    PrivatePostgres(PrivatePostgres const&) = delete;
    PrivatePostgres& operator=(PrivatePostgres const&) = delete;

    /// What psql prints for a script, unaligned, rows only. Ends the program if a statement fails.
    [[nodiscard]] std::string run(std::string const& script);
    /// Stops the server and ends the program.
    [[noreturn]] void fail(std::string const& what);

  private:
    void stop();
    std::filesystem::path folder_;
    int runs_ = 0;
};

}  // namespace amparo::bench
