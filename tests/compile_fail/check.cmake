# SPDX-License-Identifier: AGPL-3.0-or-later
# cmake -DCOMPILER=… -DSNIPPET=… -DINCLUDES=a|b -P check.cmake
file(STRINGS "${SNIPPET}" head LIMIT_COUNT 3)
list(GET head 2 line)
string(REGEX REPLACE "^// error: " "" expected "${line}")
string(REPLACE "|" ";-I" includes "-I${INCLUDES}")
set(command "${COMPILER}" -std=c++20 -fsyntax-only -Wall -Wextra -Werror -DJSON_NOEXCEPTION ${includes})

execute_process(COMMAND ${command} -DCONTROL "${SNIPPET}" RESULT_VARIABLE failed ERROR_VARIABLE text)
if(failed)
  message(FATAL_ERROR "the control does not compile, so nothing is shown:\n${text}")
endif()
execute_process(COMMAND ${command} "${SNIPPET}" RESULT_VARIABLE failed ERROR_VARIABLE text)
if(NOT failed)
  message(FATAL_ERROR "it compiles, and must not")
endif()
if(NOT text MATCHES "${expected}")
  message(FATAL_ERROR "it fails for another reason than '${expected}':\n${text}")
endif()
