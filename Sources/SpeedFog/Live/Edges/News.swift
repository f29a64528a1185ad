import WebServer

/// What one who reads updates is told next.
struct News: Sendable {
    /// Who asks.
    struct Asked: Hashable, Sendable {
        let view: View
        /// The version the asker knows; nil for one who knows nothing.
        let since: UInt64?
    }

    /// Nil when nothing happened that this view shows.
    let frame: Frame?
    /// What the asker knows from now on.
    let version: UInt64
}
