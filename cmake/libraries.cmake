# SPDX-License-Identifier: GPL-2.0-or-later
# The libraries that others link: libdossier and libxapian-c, shared, with nothing visible but what
# their headers declare; and dossier_static, the same objects for the programs, which start faster
# when only libxapian and what they call has to be loaded.
set(dossier_rooms text glass entity store indexer query)

# dossier_outside(OUT rooms...): what the rooms link that is no room itself.
function(dossier_outside out)
  set(found)
  foreach(room ${ARGN})
    if(TARGET ${room})
      get_target_property(libraries ${room} LINK_LIBRARIES)
      foreach(library ${libraries})
        if(library AND NOT library IN_LIST dossier_rooms AND NOT library STREQUAL "xapian-c")
          list(APPEND found ${library})
        endif()
      endforeach()
    endif()
  endforeach()
  list(REMOVE_DUPLICATES found)
  set(${out} ${found} PARENT_SCOPE)
endfunction()

# dossier_shared(TARGET NAME HEADER): settings common to both shared libraries.
function(dossier_shared target name)
  set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} VERSION ${PROJECT_VERSION} SOVERSION 0
                        LINKER_LANGUAGE CXX LINK_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/${name}.map)
  target_link_options(${target} PRIVATE -Wl,--version-script=${PROJECT_SOURCE_DIR}/cmake/${name}.map)
  if(NOT DOSSIER_SANITIZE)
    target_link_options(${target} PRIVATE -Wl,--no-undefined)
  endif()
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR}/include)
endfunction()

set(dossier_objects)
foreach(room ${dossier_rooms})
  if(TARGET ${room}-objects)
    list(APPEND dossier_objects $<TARGET_OBJECTS:${room}-objects>)
  endif()
endforeach()
dossier_outside(dossier_links ${dossier_rooms})

if(TARGET xapian-c-objects)
  dossier_outside(xapian_links xapian-c)
  add_library(xapian-c-shared SHARED $<TARGET_OBJECTS:xapian-c-objects>)
  target_link_libraries(xapian-c-shared PRIVATE ${xapian_links})
  dossier_shared(xapian-c-shared xapian-c)
endif()

if(dossier_objects AND TARGET xapian-c-objects)
  add_library(dossier SHARED ${dossier_objects})
  target_link_libraries(dossier PRIVATE xapian-c-shared ${dossier_links})
  dossier_shared(dossier dossier)

  add_library(dossier_static STATIC ${dossier_objects} $<TARGET_OBJECTS:xapian-c-objects>)
  set_target_properties(dossier_static PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(dossier_static PUBLIC ${PROJECT_SOURCE_DIR}/include)
  # Each library that has to be loaded costs a query's start some tenths of a millisecond, so the
  # programs take these two into themselves where their archives are installed.
  find_library(STEMMER_ARCHIVE libstemmer.a)
  find_library(UTF8PROC_ARCHIVE libutf8proc.a)
  set(program_links ${dossier_links})
  if(STEMMER_ARCHIVE)
    list(TRANSFORM program_links REPLACE "^${STEMMER_LIBRARY}$" ${STEMMER_ARCHIVE})
  endif()
  if(UTF8PROC_ARCHIVE)
    list(TRANSFORM program_links REPLACE "^PkgConfig::UTF8PROC$" ${UTF8PROC_ARCHIVE})
  endif()
  target_link_libraries(dossier_static PUBLIC ${program_links} ${xapian_links})
endif()
