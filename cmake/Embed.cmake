# SPDX-License-Identifier: AGPL-3.0-or-later
# amparo_embed(<target> <name> [ROOT <folder>] FILES...): the files' bytes become amparo::embedded::<name>(), a table
# of {path below ROOT, bytes}. Declared in the generated header "amparo_embedded/<name>.hpp". ROOT is the repository
# where it is not named.
include_guard(GLOBAL)
# Debian's own: the one that its python3-* packages are for, whatever else is first in PATH.
set(Python3_EXECUTABLE /usr/bin/python3 CACHE FILEPATH "")
find_package(Python3 REQUIRED COMPONENTS Interpreter)

function(amparo_embed target name)
  cmake_parse_arguments(PARSE_ARGV 2 ARG "" "ROOT" "")
  if(NOT ARG_ROOT)
    set(ARG_ROOT "${CMAKE_SOURCE_DIR}")
  endif()
  set(dir "${CMAKE_CURRENT_BINARY_DIR}/embedded")
  set(cpp "${dir}/amparo_embedded/${name}.cpp")
  set(hpp "${dir}/amparo_embedded/${name}.hpp")
  set(files ${ARG_UNPARSED_ARGUMENTS})
  list(TRANSFORM files PREPEND "${ARG_ROOT}/")
  add_custom_command(
    OUTPUT "${cpp}" "${hpp}"
    COMMAND Python3::Interpreter "${CMAKE_SOURCE_DIR}/tools/embed.py" "${name}" "${ARG_ROOT}" "${dir}"
            ${ARG_UNPARSED_ARGUMENTS}
    DEPENDS ${files} "${CMAKE_SOURCE_DIR}/tools/embed.py"
    VERBATIM)
  target_sources(${target} PRIVATE "${cpp}" "${hpp}")
  target_include_directories(${target} PRIVATE "${dir}")
endfunction()
