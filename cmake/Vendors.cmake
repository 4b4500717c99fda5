# SPDX-License-Identifier: AGPL-3.0-or-later
# Third-party libraries, each found once. Only the module that is its door may link one (AmparoModule.cmake).
include_guard(GLOBAL)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(SQLite3 3.40 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(GTest REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium>=1.0.18)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
find_library(GLPK_LIBRARY glpk REQUIRED)
pkg_check_modules(expat REQUIRED IMPORTED_TARGET expat>=2.5)
pkg_check_modules(poppler REQUIRED IMPORTED_TARGET poppler-cpp>=22)
pkg_check_modules(zip REQUIRED IMPORTED_TARGET libzip>=1.7)
pkg_check_modules(cairo REQUIRED IMPORTED_TARGET pangocairo>=1.50 cairo-pdf>=1.16)
pkg_check_modules(jpeg REQUIRED IMPORTED_TARGET libturbojpeg>=2.1)
pkg_check_modules(qpdf REQUIRED IMPORTED_TARGET libqpdf>=11)
add_library(vendor_sodium ALIAS PkgConfig::sodium)
add_library(vendor_utf8proc ALIAS PkgConfig::utf8proc)
add_library(vendor_expat ALIAS PkgConfig::expat)
add_library(vendor_poppler ALIAS PkgConfig::poppler)
add_library(vendor_zip ALIAS PkgConfig::zip)
add_library(vendor_cairo ALIAS PkgConfig::cairo)
add_library(vendor_jpeg ALIAS PkgConfig::jpeg)
add_library(vendor_qpdf INTERFACE)
target_link_libraries(vendor_qpdf INTERFACE PkgConfig::qpdf)
target_compile_definitions(vendor_qpdf INTERFACE POINTERHOLDER_TRANSITION=4)  # Its old smart pointers are not used.
add_library(vendor_sqlite3 ALIAS SQLite::SQLite3)
add_library(vendor_cli11 ALIAS CLI11::CLI11)

# Headers only. Without exceptions its errors are values, by the policy that each call names.
add_library(vendor_boost_math INTERFACE)
target_link_libraries(vendor_boost_math INTERFACE Boost::headers)
# GLPK comes without a pkg-config file.
add_library(vendor_glpk INTERFACE)
target_link_libraries(vendor_glpk INTERFACE "${GLPK_LIBRARY}")

# Headers only. Asio starts threads.
add_library(vendor_beast INTERFACE)
target_link_libraries(vendor_beast INTERFACE Boost::headers Threads::Threads)

# A throw inside the JSON library would cross code built without exceptions, and two builds of its inline
# functions in one program would break the one-definition rule: everywhere, its errors are checked before.
add_library(vendor_json INTERFACE)
target_link_libraries(vendor_json INTERFACE nlohmann_json::nlohmann_json)
target_compile_definitions(vendor_json INTERFACE JSON_NOEXCEPTION)
