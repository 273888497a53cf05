# Files beside the program on Linux, where Debian's policy wants them, and the settings of the .deb.
set(doc ${CMAKE_INSTALL_DATADIR}/doc/connectorscope)

# Debian wants the changelog compressed, without a time stamp.
set(changelog ${CMAKE_CURRENT_BINARY_DIR}/changelog.gz)
add_custom_command(OUTPUT ${changelog}
    COMMAND gzip -9nc ${PROJECT_SOURCE_DIR}/CHANGELOG.md > ${changelog}
    DEPENDS ${PROJECT_SOURCE_DIR}/CHANGELOG.md VERBATIM)
add_custom_target(connectorscope_packaging ALL DEPENDS ${changelog})

install(FILES ${changelog} ${PROJECT_SOURCE_DIR}/README.md ${CMAKE_CURRENT_LIST_DIR}/copyright DESTINATION ${doc})
install(DIRECTORY ${PROJECT_SOURCE_DIR}/resources/demo DESTINATION ${doc}/examples)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION mail)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "A POP3 connector moves a small company's mail through folders. ConnectorScope reads the messages in them, "
    "says of each why it is stuck, and shows the bytes that prove it.")
list(JOIN CPACK_DEBIAN_PACKAGE_DESCRIPTION "" CPACK_DEBIAN_PACKAGE_DESCRIPTION)
