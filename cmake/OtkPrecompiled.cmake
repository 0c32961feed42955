# Precompiled headers for the presets that only look for faults: what nearly every source includes is
# parsed once, for the rooms and, with Catch2, for the tests. The shipped preset and clang-tidy do
# without, so an include that a source owes is still missed somewhere.
option(OTK_PCH "Precompile the standard headers that most sources include (clang)." OFF)

set(OTK_PCH_HEADERS <algorithm> <array> <chrono> <cstdint> <filesystem> <fstream> <functional> <map>
  <memory> <optional> <set> <sstream> <string> <string_view> <unordered_map> <variant> <vector>
  <fmt/core.h> <tl/expected.hpp>)

function(otk_add_precompiled name)
  set(source ${CMAKE_BINARY_DIR}/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "")
  add_library(${name} OBJECT ${source})
  target_precompile_headers(${name} PRIVATE ${ARGN})
  target_link_libraries(${name} PRIVATE otk_flags)
  # ccache compares contents, not the time at which a header was made.
  target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
endfunction()

# Without OTK_PCH nothing happens.
function(otk_use_precompiled target name)
  if(OTK_PCH)
    target_precompile_headers(${target} REUSE_FROM ${name})
  endif()
endfunction()

if(OTK_PCH)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "OTK_PCH is for clang: leave it off for ${CMAKE_CXX_COMPILER_ID}.")
  endif()
  otk_add_precompiled(otk_pch ${OTK_PCH_HEADERS})
endif()
