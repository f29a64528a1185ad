/// What those who decide about a run should know. Never a verdict.
package struct EvidenceInfo: Equatable, Sendable {
    package var missingGates: Int
    package var clockWentBack: Int
    package var clockWentBackMs: Int
    package var clockAheadMs: Int

    package init(missingGates: Int, clockWentBack: Int, clockWentBackMs: Int, clockAheadMs: Int) {
        self.missingGates = missingGates
        self.clockWentBack = clockWentBack
        self.clockWentBackMs = clockWentBackMs
        self.clockAheadMs = clockAheadMs
    }

    func append(to text: inout JSONText) {
        text.append(raw: "{\"missing_gates\":")
        text.append(Wire.clampI32(self.missingGates))
        text.member("clock_went_back", self.clockWentBack)
        text.member("clock_went_back_ms", self.clockWentBackMs)
        text.member("clock_ahead_ms", self.clockAheadMs)
        text.append(raw: "}")
    }
}
