# Precompiled headers for the presets that only look for faults: what nearly every source includes is
# parsed once, for the rooms and, with Catch2, for the tests. The shipped preset and clang-tidy do
# without, so an include that a source owes is still missed somewhere.
option(OTK_PCH "Precompile the standard headers that most sources include (clang, g++)." OFF)

set(OTK_PCH_HEADERS <algorithm> <array> <chrono> <cstdint> <filesystem> <fstream> <functional> <map>
  <memory> <optional> <set> <sstream> <string> <string_view> <unordered_map> <variant> <vector>
  <fmt/core.h> <tl/expected.hpp>)

function(otk_add_precompiled name)
  set(source ${CMAKE_BINARY_DIR}/${name}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "")
  add_library(${name} OBJECT ${source})
  target_precompile_headers(${name} PRIVATE ${ARGN})
  target_link_libraries(${name} PRIVATE otk_flags)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # ccache compares contents, not the time at which a header was made.
    target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()

# Without OTK_PCH nothing happens.
function(otk_use_precompiled target name)
  if(OTK_PCH)
    target_precompile_headers(${target} REUSE_FROM ${name})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
      # ccache's manual, "Precompiled headers": g++ must name the header in what it preprocesses.
      target_compile_options(${target} PRIVATE -fpch-preprocess)
    endif()
  endif()
endfunction()

if(OTK_PCH)
  otk_add_precompiled(otk_pch ${OTK_PCH_HEADERS})
endif()
