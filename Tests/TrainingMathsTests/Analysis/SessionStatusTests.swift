import Testing

@testable import TrainingMaths

struct SessionStatusTests {
    /// Where Tuesday's session stands at an hour of a day of the week, 0 being Monday.
    private func status(_ dayIndex: Int, _ second: Int, isCompleted: Bool = false, isSkipped: Bool = false)
        -> SessionStatus
    {
        SessionStatus(
            of: Week.monday + 1,
            type: .easy,
            isCompleted: isCompleted,
            isSkipped: isSkipped,
            now: LocalMoment(day: Week.monday + dayIndex, secondOfDay: second)
        )
    }

    @Test func `a session is missed from noon of the next day on`() {
        #expect(self.status(0, 86_399) == .upcoming)
        #expect(self.status(1, 0) == .today)
        #expect(self.status(1, 86_399) == .today)
        #expect(self.status(2, 43_199) == .pending)
        #expect(self.status(2, 43_200) == .missed)
        #expect(self.status(3, 0) == .missed)
    }

    @Test func `what was done counts before what was said`() {
        #expect(self.status(5, 0, isSkipped: true) == .skipped)
        #expect(self.status(5, 0, isCompleted: true, isSkipped: true) == .completed)
        #expect(self.status(0, 0, isCompleted: true) == .completed)
    }

    @Test func `rest is always rest`() {
        let now = LocalMoment(day: Week.monday + 5, secondOfDay: 0)

        #expect(SessionStatus(of: Week.monday, type: .rest, isCompleted: false, now: now) == .rest)
    }
}
