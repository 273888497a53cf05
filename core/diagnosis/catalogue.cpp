#include "core/diagnosis/catalogue.h"
