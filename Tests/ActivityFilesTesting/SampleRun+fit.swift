extension SampleRun {
    private static let epoch = 631_065_600

    /// As a watch writes it: file id, timer events, records, a lap for each kilometre, session, activity.
    package var fit: [UInt8] {
        var body: [UInt8] = []
        let begin = self.start - Self.epoch
        let end = begin + self.seconds
        Self.define(&body, 0, message: 0, [(0, 1, 0x00), (1, 2, 0x84), (2, 2, 0x84), (3, 4, 0x8C), (4, 4, 0x86)])
        Self.add(&body, 0, [(4, 1), (1, 2), (2691, 2), (123_456, 4), (begin, 4)])
        Self.define(&body, 1, message: 21, [(253, 4, 0x86), (0, 1, 0x00), (1, 1, 0x00)])
        Self.add(&body, 1, [(begin, 4), (0, 1), (0, 1)])
        Self.define(
            &body,
            2,
            message: 20,
            [(253, 4, 0x86), (0, 4, 0x85), (1, 4, 0x85), (2, 2, 0x84), (3, 1, 0x02), (4, 1, 0x02), (5, 4, 0x86)]
        )
        Self.define(
            &body,
            3,
            message: 19,
            [(253, 4, 0x86), (2, 4, 0x86), (7, 4, 0x86), (8, 4, 0x86), (9, 4, 0x86), (15, 1, 0x02), (24, 1, 0x00)]
        )
        var lap = self.points.first
        for point in self.points {
            Self.add(
                &body,
                2,
                [
                    (begin + point.seconds, 4), (Self.semicircles(point.latitude), 4),
                    (Self.semicircles(point.longitude), 4), (Int((point.altitude + 500) * 5), 2),
                    (point.heartRate, 1), (point.cadence, 1), (Int(point.meters * 100), 4),
                ]
            )
            if let from = lap, point.meters - from.meters >= 1000 || point.seconds == self.seconds {
                let length = (point.seconds - from.seconds) * 1000
                let meters = Int((point.meters - from.meters) * 100)
                Self.add(
                    &body,
                    3,
                    [
                        (begin + point.seconds, 4), (begin + from.seconds, 4), (length, 4), (length, 4), (meters, 4),
                        (point.heartRate, 1), (2, 1),
                    ]
                )
                lap = point
            }
        }
        Self.add(&body, 1, [(end, 4), (0, 1), (4, 1)])
        Self.define(
            &body,
            4,
            message: 18,
            [(253, 4, 0x86), (2, 4, 0x86), (5, 1, 0x00), (7, 4, 0x86), (8, 4, 0x86), (9, 4, 0x86), (16, 1, 0x02)]
        )
        let time = self.seconds * 1000
        Self.add(
            &body,
            4,
            [
                (end, 4), (begin, 4), (1, 1), (time, 4), (time, 4), (Int(self.meters * 100), 4),
                (self.averageHeartRate, 1),
            ]
        )
        Self.define(&body, 5, message: 34, [(253, 4, 0x86), (0, 4, 0x86), (1, 2, 0x84), (5, 4, 0x86)])
        Self.add(&body, 5, [(end, 4), (time, 4), (1, 2), (end + 3600, 4)])
        return Self.file(body)
    }

    /// A file of a watch's settings, as exports hold them among the activities.
    package static var settingsFIT: [UInt8] {
        var body: [UInt8] = []
        self.define(&body, 0, message: 0, [(0, 1, 0x00), (4, 4, 0x86)])
        self.add(&body, 0, [(2, 1), (1_000_000_000, 4)])
        self.define(&body, 1, message: 3, [(4, 2, 0x84)])
        self.add(&body, 1, [(700, 2)])
        return self.file(body)
    }

    private static func semicircles(_ degrees: Double) -> Int { Int(degrees * 2_147_483_648 / 180) }

    private static func define(
        _ body: inout [UInt8],
        _ local: UInt8,
        message: UInt8,
        _ fields: [(number: UInt8, size: UInt8, type: UInt8)]
    ) {
        body += [0x40 | local, 0, 0, message, 0, UInt8(fields.count)]
        for field in fields { body += [field.number, field.size, field.type] }
    }

    private static func add(_ body: inout [UInt8], _ local: UInt8, _ values: [(value: Int, size: Int)]) {
        body.append(local)
        for (value, size) in values { self.append(&body, value, size) }
    }

    private static func append(_ bytes: inout [UInt8], _ value: Int, _ size: Int) {
        for byte in 0..<size { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
    }

    private static func file(_ body: [UInt8]) -> [UInt8] {
        var file: [UInt8] = [14, 0x20]
        self.append(&file, 2195, 2)
        self.append(&file, body.count, 4)
        // No checksum of the header: zero says so.
        file += Array(".FIT".utf8) + [0, 0]
        file += body
        let sum = self.checksum(file)
        self.append(&file, Int(sum), 2)
        return file
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt16 {
        let table: [UInt16] = (0..<256).map { index in
            (0..<8).reduce(UInt16(index)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xA001 : sum >> 1 }
        }
        return bytes.reduce(0) { sum, byte in sum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] }
    }
}
