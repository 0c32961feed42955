# A room is a folder, a library target and a namespace of one name: core/base -> otk_core_base.

function(otk_target_name out path)
  string(REPLACE "/" "_" name "${path}")
  set(${out} "otk_${name}" PARENT_SCOPE)
endfunction()

function(otk_add_rooms)
  foreach(room IN LISTS ARGN)
    if(EXISTS ${CMAKE_SOURCE_DIR}/${room}/CMakeLists.txt)
      add_subdirectory(${CMAKE_SOURCE_DIR}/${room} ${CMAKE_BINARY_DIR}/${room})
    endif()
  endforeach()
endfunction()

# Rooms by their paths, for a target that uses them.
function(otk_link_rooms target visibility)
  foreach(room IN LISTS ARGN)
    otk_target_name(room_target ${room})
    target_link_libraries(${target} ${visibility} ${room_target})
  endforeach()
endfunction()

# otk_room(core/store SOURCES a.cpp … USES core/base core/database LIBRARIES otk::sqlite3)
# USES are our rooms (public: their headers may show in ours); LIBRARIES are third parties, private.
function(otk_room path)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;LIBRARIES")
  otk_target_name(target ${path})
  add_library(${target} STATIC ${arg_SOURCES})
  target_link_libraries(${target} PUBLIC otk_flags PRIVATE ${arg_LIBRARIES})
  otk_use_precompiled(${target} otk_pch)
  otk_link_rooms(${target} PUBLIC ${arg_USES})
endfunction()

# The presets that look for faults compile a room's sources eight at a time (CMAKE_UNITY_BUILD), which halves
# the time: what headers and templates cost is paid once. Names in one source's anonymous namespace are then
# seen by the next. A source whose names clash with a neighbour's is named here and compiled by itself; all
# other presets, g++'s among them, and clang-tidy take every source by itself.
function(otk_compile_apart)
  set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()

# The same for a whole room, whose sources name the same things alike: every command's run().
function(otk_compile_each_apart target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD OFF)
endfunction()

# For the few rooms in which tests with a screen spend their time: -O2 where all else is -O0. (The
# precompiled header wants the flags that it was made with.)
function(otk_optimise_under_sanitizers target)
  if(OTK_SANITIZE)
    target_compile_options(${target} PRIVATE -O2)
    set_target_properties(${target} PROPERTIES DISABLE_PRECOMPILE_HEADERS ON)
  endif()
endfunction()

# An executable of ours, in whatever way the preset looks for faults. With the address sanitizer half of a
# short program's time is its start, so it takes its options with it (tests/support/sanitizer_options.cpp)
# and stands at a fixed address: the loader has nothing to move.
function(otk_executable name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE otk_flags)
  if(OTK_TESTS AND OTK_SANITIZE MATCHES "address")
    target_sources(${name} PRIVATE $<TARGET_OBJECTS:otk_sanitizer_options>)
    target_link_options(${name} PRIVATE -no-pie)
  endif()
endfunction()

# otk_program(otklik-kiosk SOURCES main.cpp USES kiosk LIBRARIES …)
function(otk_program name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;LIBRARIES")
  otk_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE ${arg_LIBRARIES})
  otk_use_precompiled(${name} otk_pch)
  otk_link_rooms(${name} PRIVATE ${arg_USES})
endfunction()

# Rooms that know no thread, and whose tests start none: the thread sanitizer has nothing to see in them
# and neither builds nor runs these tests (scripts/check tsan). The rooms themselves are in the processes,
# whose tests run.
set(OTK_ONE_THREAD
  "^core/(bundle|config|crypto|database|form|image|outbox|qr|staff|store|text|wire|xlsform)$"
  "^drivers/(page|picture|preview|printer|proof|spool)$"
  "^kiosk/(fit|focus|look|misuse|model|pictures|raster|screens)$"
  "^server/(analysis|editions|keys|storage|web)$")
list(JOIN OTK_ONE_THREAD "|" OTK_ONE_THREAD)

# What a container gives its files in memory may be little; without df or the folder it is nothing.
execute_process(COMMAND df --output=avail --block-size=1M /dev/shm
  OUTPUT_VARIABLE OTK_MEMORY_FREE_MB ERROR_QUIET)
string(REGEX MATCH "[0-9]+" OTK_MEMORY_FREE_MB "${OTK_MEMORY_FREE_MB}")

# otk_test(core/base SOURCES a_test.cpp … USES … LIBRARIES …): one Catch2 program and one ctest test a
# room. A test a case would start the program for each: with sanitizers 0.2 s, a third of all tests' time.
function(otk_test path)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;LIBRARIES")
  otk_target_name(room ${path})
  set(target ${room}_test)
  otk_executable(${target} ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE otk_test_main otk_test_support ${arg_LIBRARIES})
  otk_use_precompiled(${target} otk_test_pch)
  if(TARGET ${room})
    target_link_libraries(${target} PRIVATE ${room})
  endif()
  otk_link_rooms(${target} PRIVATE ${arg_USES})
  target_compile_definitions(${target} PRIVATE OTK_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  add_test(NAME ${path} COMMAND ${target})
  # Against what hangs; a busy machine takes many times what a quiet one does.
  set_tests_properties(${path} PROPERTIES TIMEOUT 600)
  # Where its folders lie: what a disk and a power cut do to files is tried on disks of their own
  # (tests/faults, tests/scenario); here some rooms would wait a minute for thousands of syncs.
  if(OTK_MEMORY_FREE_MB GREATER 1024)
    set_tests_properties(${path} PROPERTIES ENVIRONMENT TMPDIR=/dev/shm)
  endif()
  if(OTK_SANITIZE STREQUAL "thread" AND path MATCHES "${OTK_ONE_THREAD}")
    set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL ON)
    set_tests_properties(${path} PROPERTIES LABELS one-thread)
  endif()
endfunction()

# otk_fuzz(batch SOURCES batch_fuzz.cpp USES core/wire): libFuzzer under OTK_FUZZ, else a driver
# that replays tests/fuzz/corpus/<name>/ once, as a test.
function(otk_fuzz name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;LIBRARIES")
  set(target fuzz_${name})
  otk_executable(${target} ${arg_SOURCES})
  target_link_libraries(${target} PRIVATE ${arg_LIBRARIES})
  otk_use_precompiled(${target} otk_pch)
  otk_link_rooms(${target} PRIVATE ${arg_USES})
  if(OTK_FUZZ)
    target_link_options(${target} PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${target} PRIVATE ${CMAKE_SOURCE_DIR}/tests/fuzz/replay_corpus.cpp)
    add_test(NAME "fuzz corpus: ${name}"
      COMMAND ${target} ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name})
    set_tests_properties("fuzz corpus: ${name}" PROPERTIES TIMEOUT 60)
    if(OTK_SANITIZE STREQUAL "thread")
      set_target_properties(${target} PROPERTIES EXCLUDE_FROM_ALL ON)
      set_tests_properties("fuzz corpus: ${name}" PROPERTIES LABELS one-thread)
    endif()
  endif()
endfunction()
