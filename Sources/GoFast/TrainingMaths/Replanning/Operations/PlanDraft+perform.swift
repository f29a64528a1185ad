extension PlanDraft {
    /// Works on the draft; what it refuses leaves no trace, since the draft is thrown away.
    mutating func perform(_ operation: PlanOperation) throws(ReplanError) {
        if let pause = operation.pause { self.known.pauses.append(pause) }
        switch operation {
        case .move(let day, let date): try self.move(day, to: date)
        case .swap(let day, let other): try self.swap(day, with: other)
        case .skip(let day, let why): try self.skip(day, why: why)
        case .edit(let day, let miles, let type): try self.edit(day, miles: miles, type: type)
        case .missed(let days, let moveKey): try self.miss(days, moveKey: moveKey)
        case .extraRun(let id, let day, let miles, let easy):
            try self.add(ExtraRun(id: id, day: day, miles: miles), easyTomorrow: easy)
        case .conditions(let day, let conditions): try self.adjust(day, to: conditions)
        case .blackout(let from, let to, let why): try self.blackOut(from: from, to: to, why: why)
        case .gap(let last, let resume): try self.comeBack(lastRun: last, resume: resume)
        case .illness(let illness, let from, let until): try self.fallIll(illness, from: from, until: until)
        case .injury(let injury, let from, let until): try self.hurt(injury, from: from, until: until)
        case .realign(let choice): try self.realign(choice)
        case .noRuns(let weekday, let from): try self.keepFree(weekday, from: from)
        case .goalTime, .raceDay, .raceDistance, .baseline, .addRace, .cancelRace: try self.replan(operation)
        }
    }
}

extension PlanOperation {
    /// Days in which nothing was or will be run because of it.
    var pause: ClosedRange<CalendarDay>? {
        switch self {
        case .gap(let last, let resume): last + 1 < resume ? (last + 1)...(resume + -1) : nil
        case .illness(.feverOrChest, let from, let until): from <= until ? from...(until + PlanDraft.wellDays) : nil
        case .injury(let injury, let from, let until): injury.light == .red && from <= until ? from...until : nil
        default: nil
        }
    }

    /// Worth an entry even when no session changes.
    var hasRecord: Bool {
        switch self {
        case .missed, .extraRun, .injury, .realign, .skip: true
        default: false
        }
    }
}
