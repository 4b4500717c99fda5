// SPDX-License-Identifier: AGPL-3.0-or-later
#include "postgres.hpp"

#include "amparo/base/check.hpp"

#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace amparo::bench {
namespace {

constexpr char const* kPrograms = "/usr/lib/postgresql/15/bin/";

std::string quoted(std::string const& word) {
    return "'" + word + "'";  // Ours hold no quote.
}

/// False if it fails.
bool shell(std::string const& command) {
    std::string const as_user = geteuid() == 0 ? "runuser -u postgres -- " : "";
    return std::system((as_user + command).c_str()) == 0;
}

}  // namespace

PrivatePostgres::PrivatePostgres() {
    std::string name = (std::filesystem::temp_directory_path() / "amparo_bench_XXXXXX").string();
    AMPARO_CHECK(mkdtemp(name.data()) != nullptr);
    folder_ = name;
    std::string const folder = folder_.string();
    if (geteuid() == 0) AMPARO_CHECK(std::system(("chown postgres " + quoted(folder)).c_str()) == 0);
    AMPARO_CHECK(shell(kPrograms + std::string{"initdb -A trust -U bench --locale=C -E UTF8 -D "} +
                       quoted(folder + "/data") + " >/dev/null"));
    // All of the table in memory, as ours is; nothing else is set.
    AMPARO_CHECK(shell(kPrograms + std::string{"pg_ctl -w -s -D "} + quoted(folder + "/data") + " -l " +
                       quoted(folder + "/log") + " -o \"-c listen_addresses= -c shared_buffers=512MB -k " +
                       folder + "\" start"));
}

PrivatePostgres::~PrivatePostgres() {
    stop();
}

void PrivatePostgres::stop() {
    (void)shell(kPrograms + std::string{"pg_ctl -m immediate -s -D "} + quoted((folder_ / "data").string()) +
                " stop");
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

std::string PrivatePostgres::run(std::string const& script) {
    std::string const base = (folder_ / ("script" + std::to_string(runs_++))).string();
    std::ofstream{base} << script;
    std::string const command = "psql -X -q -A -t -v ON_ERROR_STOP=1 -U bench -d postgres -h " +
                                quoted(folder_.string()) + " -f " + quoted(base) + " >" +
                                quoted(base + ".out");
    if (std::system(command.c_str()) != 0) fail("a script");
    std::ifstream in{base + ".out"};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void PrivatePostgres::fail(std::string const& what) {
    std::fprintf(stderr, "amparo_bench: PostgreSQL: %s is not what it should be\n", what.c_str());
    stop();
    std::exit(1);
}

}  // namespace amparo::bench
