# SPDX-License-Identifier: AGPL-3.0-or-later
# amparo_embed(<target> <name> FILES...): the files' bytes become amparo::embedded::<name>(), a table of
# {path below data/, bytes}. Declared in the generated header "amparo_embedded/<name>.hpp".
include_guard(GLOBAL)
# Debian's own: the one that its python3-* packages are for, whatever else is first in PATH.
set(Python3_EXECUTABLE /usr/bin/python3 CACHE FILEPATH "")
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(amparo_embed target name)
  set(dir "${CMAKE_CURRENT_BINARY_DIR}/embedded")
  set(cpp "${dir}/amparo_embedded/${name}.cpp")
  set(hpp "${dir}/amparo_embedded/${name}.hpp")
  set(files ${ARGN})
  list(TRANSFORM files PREPEND "${CMAKE_SOURCE_DIR}/")
  add_custom_command(
    OUTPUT "${cpp}" "${hpp}"
    COMMAND Python3::Interpreter "${CMAKE_SOURCE_DIR}/tools/embed.py" "${name}" "${CMAKE_SOURCE_DIR}" "${dir}" ${ARGN}
    DEPENDS ${files} "${CMAKE_SOURCE_DIR}/tools/embed.py"
    VERBATIM)
  target_sources(${target} PRIVATE "${cpp}" "${hpp}")
  target_include_directories(${target} PRIVATE "${dir}")
endfunction()
