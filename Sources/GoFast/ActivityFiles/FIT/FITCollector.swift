import TrainingMaths

/// The parts of one FIT file, as they are found; times are still those of the file.
struct FITParts {
    struct Session {
        var message: FITSummary
        var sport: Sport
        var name: String?
        var firstLap: Int?
        var lapCount: Int?
    }

    struct Lap {
        var message: FITSummary
        var trigger: TrainingMaths.Lap.Trigger?
        var intensity: TrainingMaths.Lap.Intensity?
        var workoutStep: Int?
        var sport: Sport?
        /// How many samples came before it in the file.
        var order: Int
    }

    struct TimerEvent {
        var time: Double
        var starts: Bool
        /// How many samples came before it in the file.
        var order: Int
    }

    /// The kind of file (FIT profile, `file`).
    var type: Int?
    var manufacturer: Int?
    var product: Int?
    var productName: String?
    var samples: [Sample] = []
    /// The samples came in order of time and one for each moment.
    var isOrdered = true
    var sessions: [Session] = []
    var laps: [Lap] = []
    var timerEvents: [TimerEvent] = []
    var sportMessage: (sport: Sport, name: String?)?
    var utcOffset: Int?
    /// Serial number of the workout file that was followed.
    var workoutSerial: Int?
    var workout = FITWorkoutParts()
    var heartRates = FITHeartRates()
    var nullIslands = 0
    var leftOut: Set<LeftOut> = []

    /// What a file had too much of, or what was of no use.
    enum LeftOut: String, CaseIterable { case timeless, samples, sessions, laps, pauses }
}

/// Sorts the messages of FIT files into parts, and makes activities of them when a file ends.
struct FITCollector: FITVisitor {
    private let limits: ActivityFileLimits
    private var parts = FITParts()
    private var records = FITRecordReader()
    private var samplesLeft: Int
    private(set) var file = DecodedFile()
    /// The kinds of the files that held nothing to keep.
    private(set) var otherTypes: [Int?] = []

    init(limits: ActivityFileLimits) {
        self.limits = limits
        self.samplesLeft = limits.samples
    }

    mutating func fileBegan() {
        self.parts = FITParts()
        self.records = FITRecordReader()
    }

    mutating func warn(_ text: String) {
        if self.file.warnings.count < self.limits.warnings { self.file.warnings.append(text) }
    }

    @inline(__always)
    mutating func visit(_ message: FITMessageView) {
        if message.number == FITMessageNumber.record { self.add(record: message) } else { self.add(other: message) }
    }

    @inline(__always)
    private mutating func add(record message: FITMessageView) {
        guard let time = message.timestamp else {
            self.parts.leftOut.insert(.timeless)
            return
        }
        let sample = self.records.sample(message, at: time)
        if let last = self.parts.samples.last {
            if last.seconds == sample.seconds {
                // Several records a second, or one record for each sensor.
                self.parts.samples[self.parts.samples.count - 1] = last.merged(with: sample)
                return
            }
            if last.seconds > sample.seconds { self.parts.isOrdered = false }
        }
        guard self.samplesLeft > 0 else {
            self.parts.leftOut.insert(.samples)
            return
        }
        self.samplesLeft -= 1
        self.parts.samples.append(sample)
    }

    private mutating func add(other message: FITMessageView) {
        switch message.number {
        case FITMessageNumber.fileID:
            // The first message of a file; later ones are copies, or rubbish after a damaged byte.
            self.parts.type = self.parts.type ?? message.integer(0)
            self.addDevice(message, product: 2, name: 8, manufacturer: 1)
        case FITMessageNumber.deviceInfo where message.integer(0) == 0:
            if self.parts.manufacturer == nil || self.parts.productName == nil {
                self.addDevice(message, product: 4, name: 27, manufacturer: 2)
            }
        case FITMessageNumber.session: self.add(session: message)
        case FITMessageNumber.lap: self.add(lap: message)
        case FITMessageNumber.event: self.add(event: message)
        case FITMessageNumber.sport:
            if self.parts.sportMessage == nil, let sport = message.integer(0) {
                self.parts.sportMessage = (
                    FITNames.sport(sport, sub: message.integer(1)), message.text(3)?.cut(self.limits.text)
                )
            }
        case FITMessageNumber.activity:
            if let time = message.number(253), let local = message.number(5) {
                self.parts.utcOffset = Self.utcOffset(local - time)
            }
        case FITMessageNumber.trainingFile:
            if message.integer(0) == 5 { self.parts.workoutSerial = message.integer(3) }
        case FITMessageNumber.workout, FITMessageNumber.workoutStep:
            self.parts.workout.add(message, limits: self.limits)
        case FITMessageNumber.heartRate:
            self.parts.heartRates.add(message, maximumCount: self.limits.samples)
        default: break
        }
    }

    private mutating func addDevice(_ message: FITMessageView, product: UInt8, name: UInt8, manufacturer: UInt8) {
        self.parts.manufacturer = message.integer(manufacturer) ?? self.parts.manufacturer
        self.parts.product = message.integer(product) ?? self.parts.product
        self.parts.productName = message.text(name)?.cut(self.limits.text) ?? self.parts.productName
    }

    private mutating func add(session message: FITMessageView) {
        guard self.parts.sessions.count < self.limits.activities else {
            self.parts.leftOut.insert(.sessions)
            return
        }
        self.parts.sessions.append(
            FITParts.Session(
                message: FITSummary(session: message),
                sport: FITNames.sport(message.integer(5), sub: message.integer(6)),
                name: message.text(110)?.cut(self.limits.text),
                firstLap: message.integer(25),
                lapCount: message.integer(26)
            )
        )
    }

    private mutating func add(lap message: FITMessageView) {
        guard self.parts.laps.count < self.limits.laps else {
            self.parts.leftOut.insert(.laps)
            return
        }
        self.parts.laps.append(
            FITParts.Lap(
                message: FITSummary(lap: message),
                trigger: message.integer(24).map(FITNames.trigger),
                intensity: message.integer(23).flatMap(FITNames.intensity),
                workoutStep: message.integer(71),
                sport: message.integer(25).map { FITNames.sport($0, sub: message.integer(39)) },
                order: self.parts.samples.count
            )
        )
    }

    /// Keeps the events of the timer (event 0): started by 0, stopped by any kind of stop.
    private mutating func add(event message: FITMessageView) {
        guard message.integer(0) == 0, let type = message.integer(1), [0, 1, 4, 8, 9].contains(type),
            let time = message.timestamp
        else { return }
        guard self.parts.timerEvents.count < self.limits.pauses * 2 else {
            self.parts.leftOut.insert(.pauses)
            return
        }
        self.parts.timerEvents.append(
            FITParts.TimerEvent(time: Double(time), starts: type == 0, order: self.parts.samples.count)
        )
    }

    /// Zones lie between 12 hours behind and 14 ahead of UTC, on quarters of an hour; devices may be a second or two off.
    private static func utcOffset(_ seconds: Double) -> Int? {
        guard seconds >= -43_500, seconds <= 50_700 else { return nil }
        let quarters = (seconds / 900).rounded() * 900
        return Int(abs(seconds - quarters) <= 120 ? quarters : seconds)
    }

    mutating func fileEnded() {
        self.parts.nullIslands = self.records.nullIslands
        for kind in FITParts.LeftOut.allCases where self.parts.leftOut.contains(kind) {
            switch kind {
            case .timeless: self.warn("Samples without a time were left out.")
            default: self.warn("There were too many \(kind.rawValue); the rest was left out.")
            }
        }
        let workout = self.parts.workout.workout(limits: self.limits)
        if let workout {
            self.file.workouts.append(workout.workout)
            for text in workout.warnings { self.warn(text) }
        }
        // A course has samples too, with times that nobody ran.
        let isCourse = self.parts.type == 6
        var activities: [Activity] = []
        if !isCourse, !self.parts.sessions.isEmpty || !self.parts.samples.isEmpty {
            // Moved, for a copy of a million samples would cost as much as reading them.
            var builder = FITActivityBuilder(parts: exchange(&self.parts, with: FITParts()))
            activities = builder.activities()
        }
        if activities.isEmpty, workout == nil { self.otherTypes.append(self.parts.type) }
        self.file.activities += activities.prefix(self.limits.activities - self.file.activities.count)
        self.parts = FITParts()
    }
}

extension Sample {
    /// One sample of two of the same moment: that which knows more (the later one if both know as much), completed by
    /// the other.
    func merged(with later: Sample) -> Sample {
        let isLaterRicher = later.knownCount >= self.knownCount
        var best = isLaterRicher ? later : self
        best.fill(from: isLaterRicher ? self : later)
        return best
    }

    private var knownCount: Int {
        var count = 0
        if self.latitude != nil { count += 1 }
        for value in [self.altitude, self.distance, self.speed, self.heartRate] where value != nil { count += 1 }
        for value in [self.cadence, self.power, self.temperature] where value != nil { count += 1 }
        return count
    }
}
