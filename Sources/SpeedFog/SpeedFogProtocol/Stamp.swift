/// A point in what one viewer is told of a room.
package struct Stamp: Hashable, Sendable {
    /// Names the time in which one process owned the room; its text is opaque to pages.
    package var epoch: String
    /// Counts what happened within the epoch, as far as the view shows it.
    package var version: UInt64
    /// Names what the viewer may see; its text is opaque to pages.
    package var view: String

    package init(epoch: String, version: UInt64, view: String) {
        self.epoch = epoch
        self.version = version
        self.view = view
    }

    init?(_ fields: JSONObject) {
        guard let epoch = fields["epoch"]?.string, let view = fields["view"]?.string,
            let version = fields["version"]?.whole.flatMap(UInt64.init(exactly:))
        else { return nil }
        self.init(epoch: epoch, version: version, view: view)
    }

    /// Writes the members that follow `type`.
    func append(to text: inout JSONText, now: String) {
        text.member("epoch", self.epoch)
        text.key("version")
        text.append(raw: String(self.version))
        text.member("view", self.view)
        text.member("now", now)
    }
}
