# Third-party libraries, all from Debian 12's packages (scripts/lib/packages lists them with the
# reason for each). They enter as SYSTEM, so that their headers do not meet our warnings.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

function(otk_pkg name module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${module})
  add_library(otk_${name} INTERFACE)
  target_link_libraries(otk_${name} INTERFACE PkgConfig::${name})
  add_library(otk::${name} ALIAS otk_${name})
endfunction()

otk_pkg(sqlite3 sqlite3)
otk_pkg(sodium libsodium)
otk_pkg(curl libcurl)
otk_pkg(qrencode libqrencode)
otk_pkg(cairo cairo-pdf)
otk_pkg(pangocairo pangocairo)
# Its .pc file asks for -pthread, which a precompiled header made without it refuses.
set_property(TARGET PkgConfig::pangocairo PROPERTY INTERFACE_COMPILE_OPTIONS "")
otk_pkg(sdl2 sdl2)
otk_pkg(imgui imgui)
otk_pkg(drm libdrm)
otk_pkg(freetype freetype2)
# The static libimgui holds the FreeType builder; its .pc file does not say what that needs.
target_link_libraries(PkgConfig::imgui INTERFACE PkgConfig::freetype)
otk_pkg(zlib zlib)
otk_pkg(png libpng)
otk_pkg(fmt fmt)
otk_pkg(openssl openssl)
otk_pkg(pcre2 libpcre2-8)
otk_pkg(libzip libzip)
otk_pkg(pugixml pugixml)
otk_pkg(xlsxwriter xlsxwriter)
otk_pkg(libusb libusb-1.0)
if(OTK_TESTS)
  otk_pkg(umockdev umockdev-1.0)
endif()

# Debian's libcups2-dev has no .pc file.
find_package(Cups REQUIRED)
add_library(otk_cups INTERFACE)
target_link_libraries(otk_cups INTERFACE Cups::Cups)
add_library(otk::cups ALIAS otk_cups)

# Only its headers: it is opened while the program runs (kiosk/shell/sdl_library.h).
find_path(OTK_SDL2_HEADERS SDL.h PATH_SUFFIXES SDL2 REQUIRED)
add_library(otk_sdl2_opened INTERFACE)
target_include_directories(otk_sdl2_opened SYSTEM INTERFACE ${OTK_SDL2_HEADERS})
target_link_libraries(otk_sdl2_opened INTERFACE ${CMAKE_DL_LIBS})
add_library(otk::sdl2_opened ALIAS otk_sdl2_opened)

# Only its headers: SDL finds its functions at run time, so that a machine without it starts.
find_path(OTK_GLES_HEADERS GLES2/gl2.h REQUIRED)
add_library(otk_gles INTERFACE)
target_include_directories(otk_gles SYSTEM INTERFACE ${OTK_GLES_HEADERS})
add_library(otk::gles ALIAS otk_gles)

# Header-only packages: nothing to link.
foreach(header_only nlohmann_json tomlplusplus cli11 expected boost)
  add_library(otk_${header_only} INTERFACE)
  add_library(otk::${header_only} ALIAS otk_${header_only})
endforeach()
