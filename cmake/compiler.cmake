# SPDX-License-Identifier: GPL-2.0-or-later
# One place for the language level, the warnings and the sanitizers.
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

add_compile_definitions(_GNU_SOURCE _FILE_OFFSET_BITS=64)
add_compile_options(-Wall -Wextra -Wshadow -Wpointer-arith -Wvla -Wformat=2 -Wundef
                    $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes>)
if(DOSSIER_WERROR)
  add_compile_options(-Werror)
endif()
if(DOSSIER_SANITIZE)
  add_compile_options(-fsanitize=${DOSSIER_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${DOSSIER_SANITIZE})
endif()

# dossier_room(NAME SOURCES... [USES targets...]): an object library `NAME-objects` (for libdossier)
# and a static library `NAME` of the same objects (for tests and the rooms above).
function(dossier_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES" ${ARGN})
  add_library(${name}-objects OBJECT ${ROOM_SOURCES})
  target_include_directories(${name}-objects PUBLIC ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/lib
                             ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name}-objects PUBLIC ${ROOM_USES})
  add_library(${name} STATIC $<TARGET_OBJECTS:${name}-objects>)
  target_include_directories(${name} PUBLIC ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/lib
                             ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ROOM_USES})
endfunction()
