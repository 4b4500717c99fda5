# SPDX-License-Identifier: AGPL-3.0-or-later
# The page of web/, built by npm when its sources changed: AMPARO_WEB_FILES below AMPARO_WEB_DIR.
include_guard(GLOBAL)
find_program(NPM npm REQUIRED)
set(AMPARO_WEB_DIR "${CMAKE_BINARY_DIR}/web")
set(AMPARO_WEB_FILES index.html app.js app.css icon.svg)

set(web "${CMAKE_SOURCE_DIR}/web")
# npm writes it last, so it is there when all packages are.
set(installed "${web}/node_modules/.package-lock.json")
add_custom_command(
  OUTPUT "${installed}"
  COMMAND "${NPM}" ci --ignore-scripts --no-audit --no-fund --loglevel=error
  DEPENDS "${web}/package.json" "${web}/package-lock.json"
  WORKING_DIRECTORY "${web}"
  COMMENT "Installing the packages that web/package-lock.json names"
  VERBATIM)

file(GLOB_RECURSE web_sources CONFIGURE_DEPENDS "${web}/src/*" "${web}/public/*")
list(FILTER web_sources EXCLUDE REGEX "\\.test\\.tsx?$")
set(web_outputs ${AMPARO_WEB_FILES})
list(TRANSFORM web_outputs PREPEND "${AMPARO_WEB_DIR}/")
add_custom_command(
  OUTPUT ${web_outputs}
  COMMAND "${NPM}" run --silent build -- --outDir "${AMPARO_WEB_DIR}" --emptyOutDir --logLevel warn
  DEPENDS "${installed}" "${CMAKE_SOURCE_DIR}/data/texts/engine_es.json" "${web}/index.html" "${web}/vite.config.ts" "${web}/tsconfig.json" ${web_sources}
  WORKING_DIRECTORY "${web}"
  COMMENT "Building the page"
  VERBATIM)
add_custom_target(amparo_web DEPENDS ${web_outputs})
