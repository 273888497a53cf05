# Files beside the program on Linux, where Debian's policy wants them, and the settings of the .deb.
set(doc ${CMAKE_INSTALL_DATADIR}/doc/connectorscope)

# Compressed without a time stamp, as Debian wants them.
function(connectorscope_gzip source target)
    add_custom_command(OUTPUT ${target} COMMAND gzip -9nc ${source} > ${target} DEPENDS ${source} VERBATIM)
endfunction()
connectorscope_gzip(${PROJECT_SOURCE_DIR}/CHANGELOG.md ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz)
foreach(program IN LISTS programs)
    set(page ${CMAKE_CURRENT_BINARY_DIR}/${program}.1.gz)
    connectorscope_gzip(${PROJECT_SOURCE_DIR}/docs/man/${program}.1 ${page})
    list(APPEND pages ${page})
endforeach()

# The program writes its completions itself.
foreach(shell bash zsh fish)
    set(script ${CMAKE_CURRENT_BINARY_DIR}/completion.${shell})
    add_custom_command(OUTPUT ${script} COMMAND connectorctl completion ${shell} > ${script}
                       DEPENDS connectorctl VERBATIM)
    list(APPEND completions ${script})
endforeach()
add_custom_target(connectorscope_packaging ALL
    DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz ${pages} ${completions})

install(FILES ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz ${PROJECT_SOURCE_DIR}/README.md
              ${PROJECT_SOURCE_DIR}/docs/json.md ${PROJECT_SOURCE_DIR}/docs/report.schema.json
              ${CMAKE_CURRENT_LIST_DIR}/copyright DESTINATION ${doc})
install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
if(CONNECTORSCOPE_WINDOW)
    set(desktop ${PROJECT_SOURCE_DIR}/resources/desktop)
    install(FILES ${desktop}/connectorscope.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES ${desktop}/connectorscope.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
    foreach(size 48 128 256)
        install(FILES ${desktop}/connectorscope-${size}.png RENAME connectorscope.png
                DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/${size}x${size}/apps)
    endforeach()
endif()
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/completion.bash
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME connectorctl)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/completion.zsh
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _connectorctl)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/completion.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME connectorctl.fish)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION mail)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "A POP3 connector moves a small company's mail through folders."
    "ConnectorScope reads the messages in them, says of each why it is stuck,"
    "shows the bytes that prove it, and requeues it without losing or doubling"
    "one. There is a window, connectorscope, and a program for terminals and"
    "services, connectorctl.")
list(JOIN CPACK_DEBIAN_PACKAGE_DESCRIPTION "\n" CPACK_DEBIAN_PACKAGE_DESCRIPTION)
