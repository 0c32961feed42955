# One interface target carries all flags of ours; every target of ours links it.
add_library(otk_flags INTERFACE)
target_include_directories(otk_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(otk_flags INTERFACE OTK_VERSION="${PROJECT_VERSION}")

# Not -Wnull-dereference: it only looks at -O1 and above, and there GCC 12 sees null pointers inside
# libstdc++'s iterators and Boost.Asio that nobody can answer; clang-analyzer looks for real ones.
target_compile_options(otk_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual -Wdouble-promotion -Wformat=2
  -Wimplicit-fallthrough -Wswitch-enum -Wundef -Wvla
  -Werror=unused-result -Werror=return-type -Werror=switch
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wduplicated-branches -Wlogical-op -Wuseless-cast
    -Wsuggest-override -fno-extended-identifiers>
  -fstack-protector-strong)
if(CMAKE_UNITY_BUILD)
  # A parameter may be named as something in the source before it: that shadows nothing of its own source.
  target_compile_options(otk_flags INTERFACE -Wno-shadow)
endif()

# Hardening wants optimisation: _FORTIFY_SOURCE does nothing, and warns, at -O0.
target_compile_options(otk_flags INTERFACE $<$<CONFIG:RelWithDebInfo,Release>:-fstack-clash-protection>)
target_compile_definitions(otk_flags INTERFACE
  _GLIBCXX_ASSERTIONS $<$<CONFIG:RelWithDebInfo,Release>:_FORTIFY_SOURCE=2>)
target_link_options(otk_flags INTERFACE -Wl,-z,relro,-z,now)

if(OTK_SANITIZE)
  target_compile_options(otk_flags INTERFACE -fsanitize=${OTK_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(otk_flags INTERFACE -fsanitize=${OTK_SANITIZE})
  if(OTK_SANITIZE MATCHES "undefined")
    target_compile_options(otk_flags INTERFACE -fno-sanitize-recover=all)
    target_link_options(otk_flags INTERFACE -fno-sanitize-recover=all)
  endif()
endif()
if(OTK_FUZZ)
  # Coverage feedback in every room; only the fuzz programs themselves link libFuzzer's main.
  target_compile_options(otk_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
