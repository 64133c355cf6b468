# SPDX-License-Identifier: GPL-2.0-or-later
# What goes where on a system, and the Debian package. (Programs, their man pages and completions
# are installed by programs.cmake.)
# The pkg-config files find the prefix from their own place, which a package may have moved.
file(RELATIVE_PATH dossier_prefix_from_pc ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig
     ${CMAKE_INSTALL_PREFIX})
foreach(library dossier xapian-c)
  set(target ${library})
  if(library STREQUAL "xapian-c")
    set(target xapian-c-shared)
  endif()
  if(TARGET ${target})
    install(TARGETS ${target})
    install(FILES ${PROJECT_SOURCE_DIR}/include/${library}.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
    configure_file(${PROJECT_SOURCE_DIR}/cmake/${library}.pc.in
                   ${PROJECT_BINARY_DIR}/${library}.pc @ONLY)
    install(FILES ${PROJECT_BINARY_DIR}/${library}.pc
            DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
  endif()
endforeach()

# Pages that people wrote: the query language, file formats, the schema of the JSON output.
foreach(section 5 7)
  file(GLOB pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/doc/*.${section})
  install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
file(GLOB documents CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/doc/*.md ${PROJECT_SOURCE_DIR}/doc/*.json
     ${PROJECT_SOURCE_DIR}/doc/example.c)
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${documents} DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME dossier)
set(CPACK_PACKAGE_CONTACT "The developers of Dossier <dossier@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGE_DESCRIPTION
    "dossier-index reads folders of articles, proposals, cables and speeches into a
compressed inverted index; dossier-query answers ranked queries from the shell.
The C library libdossier and libxapian-c, a C binding of libxapian, come along.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_SHLIBDEPS_PRIVATE_DIRS ${PROJECT_BINARY_DIR}/lib)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
include(CPack)
