# Every library the project stands on, with what it is for. feature_summary() prints them.
include(FeatureSummary)

find_package(Threads REQUIRED)
find_package(tl-expected REQUIRED)
set_package_properties(tl-expected PROPERTIES TYPE REQUIRED PURPOSE "errors as values")
find_package(nlohmann_json REQUIRED)
set_package_properties(nlohmann_json PROPERTIES TYPE REQUIRED PURPOSE "JSON")
find_package(CLI11 REQUIRED)
set_package_properties(CLI11 PROPERTIES TYPE REQUIRED PURPOSE "command line")
