/// Builds FIT files byte by byte for tests, right ones and wrong ones: shares no code with the library.
struct FITFileBuilder {
    enum Sum { case right, wrong, missing }

    /// A field of a definition: its number, its size in bytes, the code of its type.
    struct Field {
        var number: UInt8
        var size: UInt8
        var type: UInt8

        static func enumeration(_ number: UInt8) -> Field { Field(number: number, size: 1, type: 0x00) }
        static func uint8(_ number: UInt8) -> Field { Field(number: number, size: 1, type: 0x02) }
        static func sint8(_ number: UInt8) -> Field { Field(number: number, size: 1, type: 0x01) }
        static func uint16(_ number: UInt8) -> Field { Field(number: number, size: 2, type: 0x84) }
        static func uint32(_ number: UInt8) -> Field { Field(number: number, size: 4, type: 0x86) }
        static func uint32z(_ number: UInt8) -> Field { Field(number: number, size: 4, type: 0x8C) }
        static func sint32(_ number: UInt8) -> Field { Field(number: number, size: 4, type: 0x85) }
        static func string(_ number: UInt8, _ size: UInt8) -> Field { Field(number: number, size: size, type: 0x07) }
        static func bytes(_ number: UInt8, _ size: UInt8) -> Field { Field(number: number, size: size, type: 0x0D) }
    }

    private(set) var body: [UInt8] = []
    private var isBigEndian = [Bool](repeating: false, count: 16)
    private var sizes = [[UInt8]](repeating: [], count: 16)

    mutating func define(
        _ local: Int,
        _ message: UInt16,
        _ fields: [Field],
        developer: [(number: UInt8, size: UInt8, index: UInt8)] = [],
        bigEndian: Bool = false
    ) {
        self.isBigEndian[local] = bigEndian
        self.sizes[local] = fields.map(\.size) + developer.map(\.size)
        self.body += [0x40 | (developer.isEmpty ? 0 : 0x20) | UInt8(local), 0, bigEndian ? 1 : 0]
        self.body += Self.bytes(UInt64(message), 2, bigEndian: bigEndian)
        self.body.append(UInt8(fields.count))
        for field in fields { self.body += [field.number, field.size, field.type] }
        guard !developer.isEmpty else { return }
        self.body.append(UInt8(developer.count))
        for field in developer { self.body += [field.number, field.size, field.index] }
    }

    /// Adds a message; nil writes all ones, which is invalid for most types.
    mutating func add(_ local: Int, _ values: [Int?]) {
        self.body.append(UInt8(local))
        self.append(values, local)
    }

    /// Adds a message whose header holds the low five bits of its time.
    mutating func add(compressed local: Int, offset: UInt8, _ values: [Int?]) {
        self.body.append(0x80 | UInt8(local) << 5 | offset & 31)
        self.append(values, local)
    }

    /// Adds bytes as they are.
    mutating func add(raw bytes: [UInt8]) { self.body += bytes }

    private mutating func append(_ values: [Int?], _ local: Int) {
        precondition(values.count == self.sizes[local].count, "one value for each field")
        for (size, value) in zip(self.sizes[local], values) {
            let pattern = value.map { UInt64(bitPattern: Int64($0)) } ?? .max
            self.body += Self.bytes(pattern, Int(size), bigEndian: self.isBigEndian[local])
        }
    }

    static func bytes(_ value: UInt64, _ size: Int, bigEndian: Bool = false) -> [UInt8] {
        let little = (0..<size).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> UInt64(8 * $0)) : 0 }
        return bigEndian ? little.reversed() : little
    }

    /// The file around the messages.
    func file(headerSize: UInt8 = 14, headerSum: Sum = .right, sum: Sum = .right, dataSize: Int? = nil) -> [UInt8] {
        var file: [UInt8] = [headerSize, 0x20] + Self.bytes(2195, 2)
        file += Self.bytes(UInt64(dataSize ?? self.body.count), 4) + Array(".FIT".utf8)
        if headerSize >= 14 {
            switch headerSum {
            case .right: file += Self.bytes(UInt64(Self.sum(file)), 2)
            case .wrong: file += Self.bytes(UInt64(Self.sum(file) ^ 0x5555), 2)
            case .missing: file += [0, 0]
            }
            file += Array(repeating: 0, count: Int(headerSize) - 14)
        }
        file += self.body
        switch sum {
        case .right: file += Self.bytes(UInt64(Self.sum(file)), 2)
        case .wrong: file += Self.bytes(UInt64(Self.sum(file) ^ 0x5555), 2)
        case .missing: break
        }
        return file
    }

    /// CRC-16/ARC bit by bit.
    static func sum(_ bytes: [UInt8]) -> UInt16 {
        var sum: UInt16 = 0
        for byte in bytes {
            sum ^= UInt16(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xA001 : sum >> 1 }
        }
        return sum
    }
}

extension FITFileBuilder {
    /// The time at which the tests' activities begin: 2021-09-08T01:46:40Z.
    static let start = 1_000_000_000

    /// Local types of the messages below.
    enum Local {
        static let fileID = 0
        static let event = 1
        static let record = 2
        static let lap = 3
        static let session = 4
        static let activity = 5
    }

    /// A file that says what it is and knows the messages of an activity.
    static func activity(type: Int = 4, recordFields: [Field] = FITFileBuilder.recordFields) -> FITFileBuilder {
        var builder = FITFileBuilder()
        builder.define(Local.fileID, 0, [.enumeration(0), .uint16(1), .uint16(2), .uint32z(3), .uint32(4)])
        builder.add(Local.fileID, [type, 1, 2691, 42, Self.start])
        builder.define(Local.event, 21, [.uint32(253), .enumeration(0), .enumeration(1)])
        builder.define(Local.record, 20, recordFields)
        builder.define(
            Local.lap,
            19,
            [.uint32(253), .uint32(2), .uint32(7), .uint32(8), .uint32(9), .uint8(15), .uint8(16), .enumeration(24)]
        )
        builder.define(
            Local.session,
            18,
            [
                .uint32(253), .uint32(2), .enumeration(5), .enumeration(6), .uint32(7), .uint32(8), .uint32(9),
                .uint8(16), .uint8(17), .uint16(25), .uint16(26),
            ]
        )
        builder.define(Local.activity, 34, [.uint32(253), .uint32(0), .uint32(5)])
        return builder
    }

    /// Time, heart rate, distance, speed, cadence.
    static let recordFields: [Field] = [.uint32(253), .uint8(3), .uint32(5), .uint16(6), .uint8(4)]

    /// `seconds` after the start.
    mutating func addRecord(_ seconds: Int, heartRate: Int? = 150, meters: Double?, start: Int = FITFileBuilder.start) {
        self.add(
            Local.record,
            [start + seconds, heartRate, meters.map { Int(($0 * 100).rounded()) }, 3000, 85]
        )
    }

    /// One record a second at 3 m/s, from the first to the last of `seconds`.
    mutating func addRecords(_ seconds: ClosedRange<Int>, from meters: Double = 0, start: Int = FITFileBuilder.start) {
        for second in seconds {
            self.addRecord(second, meters: meters + Double(second - seconds.lowerBound) * 3, start: start)
        }
    }

    /// 0 starts the timer, 1 and 4 stop it.
    mutating func addTimer(_ type: Int, at seconds: Int, start: Int = FITFileBuilder.start) {
        self.add(Local.event, [start + seconds, 0, type])
    }

    mutating func addLap(
        from: Int?,
        to: Int,
        meters: Double?,
        trigger: Int = 0,
        start: Int = FITFileBuilder.start
    ) {
        let length = (to - (from ?? to)) * 1000
        self.add(
            Local.lap,
            [
                start + to, from.map { start + $0 }, from == nil ? nil : length, from == nil ? nil : length,
                meters.map { Int(($0 * 100).rounded()) }, 150, 160, trigger,
            ]
        )
    }

    mutating func addSession(
        from: Int,
        to: Int,
        meters: Double?,
        timer: Int? = nil,
        sport: Int = 1,
        sub: Int? = nil,
        laps: (first: Int, count: Int)? = nil,
        start: Int = FITFileBuilder.start
    ) {
        self.add(
            Local.session,
            [
                start + to, start + from, sport, sub, (to - from) * 1000, (timer ?? to - from) * 1000,
                meters.map { Int(($0 * 100).rounded()) }, 150, 165, laps?.first, laps?.count,
            ]
        )
    }

    /// A run of `seconds` at 3 m/s with a lap each 60 seconds, everything in order.
    static func run(seconds: Int = 120) -> FITFileBuilder {
        var builder = FITFileBuilder.activity()
        builder.addTimer(0, at: 0)
        var from = 0
        var laps = 0
        while from < seconds {
            let to = min(from + 60, seconds)
            builder.addRecords((from == 0 ? 0 : from + 1)...to, from: Double(from == 0 ? 0 : from + 1) * 3)
            builder.addLap(from: from, to: to, meters: Double(to - from) * 3)
            from = to
            laps += 1
        }
        builder.addTimer(4, at: seconds)
        builder.addSession(from: 0, to: seconds, meters: Double(seconds) * 3, laps: (0, laps))
        builder.add(Local.activity, [Self.start + seconds, seconds * 1000, Self.start + seconds + 7200])
        return builder
    }
}
