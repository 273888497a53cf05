#pragma once

#include "ui/engine/engine.h"

#include <QObject>

#include <optional>
#include <string>

namespace connectorscope {

class DetailView;

/// Fills a DetailView with what the site knows of the current message, and does what a person wishes there.
class MessageDetail : public QObject
{
    Q_OBJECT

public:
    /// Engine and view outlive it.
    MessageDetail(Engine& engine, DetailView& view, QObject* parent = nullptr);

    /// nullopt: none is current.
    void show(const std::optional<MessageRow>& row);

signals:
    /// Something was done; for a bar.
    void done(const QString& text);

private:
    void acknowledge(const QString& note);

    Engine& m_engine;
    DetailView& m_view;
    Job m_readJob;
    Job m_actionJob;
    std::string m_message; ///< its id; empty: none, or one without
};

} // namespace connectorscope
