#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/index/actor.h"

#include <string>

namespace connectorscope {

/// What the pipeline works with; files and clock outlive it.
struct PipelineTools
{
    FileSystem& files;
    Clock& clock;
    Actor actor;        ///< stands in what is written
    std::string bootId; ///< systemBootId(); another one means that the power may have failed in between
};

} // namespace connectorscope
