# For find_package(supplytwin-policy): the target supplytwin::policy_c.
include(${CMAKE_CURRENT_LIST_DIR}/supplytwin-policy-targets.cmake)
