/// A gate or a finish that waits for the decision of a person.
package struct HoldInfo: Equatable, Sendable {
    /// Names the hold when it is accepted or refused.
    package var number: Int
    /// The place behind the gate; nil for the finish, and where it may not be told.
    package var nodeID: String?
    package var isFinish: Bool
    package var igtMs: Int
    package var missingGates: Int
    /// How long the mod had been away, in milliseconds.
    package var awayMs: Int

    package init(
        number: Int,
        nodeID: String?,
        isFinish: Bool,
        igtMs: Int,
        missingGates: Int,
        awayMs: Int
    ) {
        self.number = number
        self.nodeID = nodeID
        self.isFinish = isFinish
        self.igtMs = igtMs
        self.missingGates = missingGates
        self.awayMs = awayMs
    }

    func encoded() -> String {
        var text = JSONText()
        text.append(raw: "{\"number\":")
        text.append(self.number)
        text.member("node_id", self.nodeID)
        text.member("finish", self.isFinish)
        text.member("igt_ms", self.igtMs)
        text.member("missing_gates", self.missingGates)
        text.member("away_ms", self.awayMs)
        text.append(raw: "}")
        return text.result
    }
}
