#include "core/message/header_block.h"
