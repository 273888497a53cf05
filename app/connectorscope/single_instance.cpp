#include "app/connectorscope/single_instance.h"

#include "core/base/path_text.h"

#include <QCryptographicHash>
#include <QLocalSocket>

#include <chrono>

namespace connectorscope {
namespace {

constexpr int answerMilliseconds = 500;

} // namespace

SingleInstance::SingleInstance(const std::filesystem::path& siteFile, QObject* parent)
    : QObject(parent)
{
    std::error_code unknown;
    const std::filesystem::path exact = std::filesystem::weakly_canonical(siteFile, unknown);
    const QByteArray bytes = QByteArray::fromStdString(pathBytes(unknown ? siteFile : exact));
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(24);
    m_name = QStringLiteral("connectorscope-") + QString::fromLatin1(hash);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* other = m_server.nextPendingConnection())
            other->deleteLater();
        emit asked();
    });
}

bool SingleInstance::raiseOther()
{
    QLocalSocket other;
    other.connectToServer(m_name);
    if (other.waitForConnected(answerMilliseconds))
        return true;
    QLocalServer::removeServer(m_name); // left behind by one that was killed
    m_server.listen(m_name);            // without it there may be two windows, and no harm
    return false;
}

} // namespace connectorscope
