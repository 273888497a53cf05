# Files beside the program on Windows, and the settings of the zip.
# The DLLs that the program needs are found when it is installed: those of the sysroot, none of Windows itself.
# Qt finds its plugins beside the program; the platform "offscreen" is for machines without a display.
if(CONNECTORSCOPE_WINDOW)
    set(plugins ${CONNECTORSCOPE_SYSROOT}/plugins)
    install(FILES ${plugins}/platforms/qwindows.dll ${plugins}/platforms/qoffscreen.dll DESTINATION platforms)
    install(FILES ${plugins}/styles/qwindowsvistastyle.dll DESTINATION styles)
endif()
install(CODE "set(sysroot_bin [[${CONNECTORSCOPE_SYSROOT}/bin]])\nset(objdump [[${CMAKE_OBJDUMP}]])")
install(CODE [[
    cmake_policy(VERSION 3.25)
    set(CMAKE_GET_RUNTIME_DEPENDENCIES_PLATFORM windows+pe)
    set(CMAKE_GET_RUNTIME_DEPENDENCIES_TOOL objdump)
    set(CMAKE_GET_RUNTIME_DEPENDENCIES_COMMAND ${objdump})
    set(folder $ENV{DESTDIR}${CMAKE_INSTALL_PREFIX})
    file(GLOB programs ${folder}/*.exe)
    file(GLOB modules ${folder}/platforms/*.dll ${folder}/styles/*.dll)
    # CMake asks for names in small letters, which a case-sensitive disk does not hold: those are looked for here,
    # and then what they need themselves.
    file(GLOB available ${sysroot_bin}/*.dll)
    set(found "")
    set(is_new TRUE)
    while(is_new)
        set(is_new FALSE)
        file(GET_RUNTIME_DEPENDENCIES EXECUTABLES ${programs} MODULES ${modules} LIBRARIES ${found}
             DIRECTORIES ${sysroot_bin}
             RESOLVED_DEPENDENCIES_VAR libraries UNRESOLVED_DEPENDENCIES_VAR of_windows)
        foreach(library IN LISTS available)
            get_filename_component(name ${library} NAME)
            string(TOLOWER ${name} name)
            if(name IN_LIST of_windows AND NOT library IN_LIST found)
                list(APPEND found ${library})
                set(is_new TRUE)
            endif()
        endforeach()
    endwhile()
    file(INSTALL ${libraries} ${found} DESTINATION ${CMAKE_INSTALL_PREFIX})
]])
install(FILES ${PROJECT_SOURCE_DIR}/README.md ${PROJECT_SOURCE_DIR}/CHANGELOG.md ${PROJECT_SOURCE_DIR}/LICENSE
              ${PROJECT_SOURCE_DIR}/docs/json.md ${PROJECT_SOURCE_DIR}/docs/report.schema.json DESTINATION .)
# The licences of the libraries that lie beside the program; the last two come from the compiler's packages.
install(DIRECTORY ${CONNECTORSCOPE_SYSROOT}/share/licenses/ DESTINATION licenses OPTIONAL)
install(FILES /usr/share/doc/fonts-inter/copyright DESTINATION licenses RENAME fonts-inter OPTIONAL)
install(FILES /usr/share/doc/gcc-mingw-w64-base/copyright DESTINATION licenses RENAME gcc-runtime OPTIONAL)
install(FILES /usr/share/doc/mingw-w64-x86-64-dev/copyright DESTINATION licenses RENAME mingw-w64-runtime OPTIONAL)

set(CPACK_GENERATOR ZIP)
set(CPACK_SYSTEM_NAME windows-x64)
