#include "core/message/message_reader.h"
