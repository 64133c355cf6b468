# SPDX-License-Identifier: GPL-2.0-or-later
# dossier_program(NAME SOURCES...): a program of its own few files, lib/cli and the static library,
# with its man page and completions, which it prints from its own table of options.
set(dossier_zsh_folder site-functions)
if(EXISTS /etc/debian_version)
  set(dossier_zsh_folder vendor-completions)
endif()

function(dossier_program name)
  foreach(source ${ARGN})
    if(NOT EXISTS ${PROJECT_SOURCE_DIR}/${source})
      return()
    endif()
  endforeach()
  list(TRANSFORM ARGN PREPEND ${PROJECT_SOURCE_DIR}/)
  add_executable(${name} ${ARGN})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/lib ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE cli dossier_static)
  target_compile_definitions(${name} PRIVATE DOSSIER_VERSION="${PROJECT_VERSION}")
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)

  if(DOSSIER_SANITIZE) # such a build is not installed, and the program may not even start here
    return()
  endif()
  set(pages ${PROJECT_BINARY_DIR}/share)
  set(made)
  foreach(page man:${name}.1 bash:${name} zsh:_${name} fish:${name}.fish)
    string(REPLACE ":" ";" page ${page})
    list(GET page 0 kind)
    list(GET page 1 file)
    add_custom_command(OUTPUT ${pages}/${kind}/${file}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${pages}/${kind}
      COMMAND ${name} --generate ${kind} > ${pages}/${kind}/${file}
      DEPENDS ${name} VERBATIM)
    list(APPEND made ${pages}/${kind}/${file})
  endforeach()
  add_custom_target(${name}-pages ALL DEPENDS ${made})
  install(TARGETS ${name})
  install(FILES ${pages}/man/${name}.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES ${pages}/bash/${name}
          DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
  install(FILES ${pages}/zsh/_${name} DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/${dossier_zsh_folder})
  install(FILES ${pages}/fish/${name}.fish
          DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endfunction()

if(TARGET dossier_static)
  dossier_program(dossier-index indexer/main.c indexer/options.c indexer/summary.c)
  dossier_program(dossier-query query/main.c query/answer.c query/batch.c query/instead.c
                  query/lines.c query/matrix.c query/options.c query/session.c)
endif()

# The gazetteer: its tables beside the programs as they are installed, and compiled. (A sanitized
# program may not start on every machine; without the compiled file the tables are compiled at use.)
file(GLOB gazetteer_tables CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/corpus/gazetteer/*.tsv)
set(gazetteer_share ${PROJECT_BINARY_DIR}/share/dossier)
file(MAKE_DIRECTORY ${gazetteer_share})
file(CREATE_LINK ${PROJECT_SOURCE_DIR}/corpus/gazetteer ${gazetteer_share}/gazetteer SYMBOLIC)
if(TARGET dossier-index)
  set(compile_gazetteer dossier-index --compile-gazetteer ${gazetteer_share}/gazetteer.bin
      ${gazetteer_tables})
  if(DOSSIER_SANITIZE)
    list(APPEND compile_gazetteer || ${CMAKE_COMMAND} -E rm -f ${gazetteer_share}/gazetteer.bin)
  endif()
  add_custom_command(OUTPUT ${gazetteer_share}/gazetteer.bin COMMAND ${compile_gazetteer}
                     DEPENDS dossier-index ${gazetteer_tables} VERBATIM)
  add_custom_target(gazetteer ALL DEPENDS ${gazetteer_share}/gazetteer.bin)
  if(NOT DOSSIER_SANITIZE)
    install(FILES ${gazetteer_share}/gazetteer.bin DESTINATION ${CMAKE_INSTALL_DATADIR}/dossier)
    install(FILES ${gazetteer_tables} DESTINATION ${CMAKE_INSTALL_DATADIR}/dossier/gazetteer)
  endif()
endif()
