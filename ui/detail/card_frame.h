#pragma once

class QFrame;
class QWidget;

namespace connectorscope {

/// A card around a view that fills it: the view scrolls, the edge stays round.
QFrame* inCardFrame(QWidget* view, QWidget* parent);

} // namespace connectorscope
