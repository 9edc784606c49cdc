# libsupplytwin-policy: the rooms base and policy behind a C interface, as production embeds them, and how to find it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/supplytwin_policy.h abi REGEX "^#define ST_POLICY_ABI ")
string(REGEX MATCH "[0-9]+$" abi "${abi}")

set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/c_policy.cpp PROPERTIES
  COMPILE_DEFINITIONS SUPPLYTWIN_VERSION="${PROJECT_VERSION}")
# Its types have members of its own namespace without a name, which only a source may have.
set_source_files_properties(${CMAKE_CURRENT_LIST_DIR}/c_master.cpp PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)

add_library(supplytwin-policy SHARED $<TARGET_OBJECTS:supplytwin_policy>)
add_library(supplytwin::policy_c ALIAS supplytwin-policy)
# A list of exports and not -fvisibility=hidden alone, because instances of templates of std would show nevertheless.
set(exports ${CMAKE_CURRENT_LIST_DIR}/supplytwin_policy.map)
target_link_options(supplytwin-policy PRIVATE LINKER:--version-script=${exports} LINKER:--no-undefined)
target_link_libraries(supplytwin-policy PRIVATE supplytwin_base)
target_include_directories(supplytwin-policy INTERFACE $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
set_target_properties(supplytwin-policy PROPERTIES
  LINKER_LANGUAGE CXX SOVERSION ${abi} EXPORT_NAME policy_c LINK_DEPENDS ${exports})

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/supplytwin-policy)
install(TARGETS supplytwin-policy EXPORT supplytwin-policy
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT policy NAMELINK_COMPONENT policy)
install(FILES ${CMAKE_CURRENT_LIST_DIR}/supplytwin_policy.h RENAME policy.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/supplytwin COMPONENT policy)
install(EXPORT supplytwin-policy FILE supplytwin-policy-targets.cmake NAMESPACE supplytwin::
  DESTINATION ${package} COMPONENT policy)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/supplytwin-policy-config-version.cmake
  COMPATIBILITY SameMinorVersion)
file(RELATIVE_PATH up /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" up "${up}")
configure_file(${CMAKE_CURRENT_LIST_DIR}/supplytwin-policy.pc.in supplytwin-policy.pc @ONLY)
install(FILES ${CMAKE_CURRENT_LIST_DIR}/supplytwin-policy-config.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/supplytwin-policy-config-version.cmake
  DESTINATION ${package} COMPONENT policy)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/supplytwin-policy.pc
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT policy)
