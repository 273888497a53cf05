#pragma once

class QWidget;

namespace connectorscope {

/// Makes a window that is not shown yet no larger than the free part of its screen, its title included; one
/// whose place was restored is moved there too. Never smaller than its minimum size.
void fitToScreen(QWidget& window);

} // namespace connectorscope
