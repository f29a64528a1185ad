import WebServer

/// One message, encoded once for each view that is there; the same bytes go to every socket of it.
enum FrameSet: Sendable {
    /// A message that hides nothing.
    case same(Frame)
    /// Who has a view that is not in it is not meant.
    case byView([View: Frame])

    func frame(for view: View) -> Frame? {
        switch self {
        case .same(let frame): frame
        case .byView(let frames): frames[view]
        }
    }
}
