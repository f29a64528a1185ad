import TrainingMaths

/// One field of a message of samples that is wanted, and where it lies: worked out once for each definition.
struct FITRecordSlot {
    enum Target: UInt8 {
        case latitude, longitude, altitude, heartRate, cadence, fractionalCadence, distance, speed, power, temperature
        /// Three bytes: twelve bits of speed, twelve bits of distance that run over.
        case speedAndDistance
    }

    let target: Target
    let offset: Int
    let type: FITBaseType
    /// The file's number is divided by this, then `shift` is taken off.
    let scale: Double
    let shift: Double

    /// The slots of a definition in the order in which they are read: later ones win, so enhanced fields come after
    /// the plain ones, and developer fields (which only stand in) before all.
    static func slots(for fields: [FITDefinition.Field], bigEndian: Bool) -> [FITRecordSlot] {
        var slots: [(rank: Int, slot: FITRecordSlot)] = []
        for field in fields where field.count > 0 {
            if let developer = field.developer {
                guard developer.nativeMessage == Int(FITMessageNumber.record), let native = developer.nativeField,
                    let known = Self.known[native], known.target != .speedAndDistance
                else { continue }
                let slot = FITRecordSlot(
                    target: known.target,
                    offset: field.offset,
                    type: field.type,
                    scale: developer.scale.flatMap { $0 >= 0x1p-20 ? $0 : nil } ?? 1,
                    shift: developer.offset ?? 0
                )
                slots.append((0, slot))
            } else if let known = Self.known[Int(field.number)] {
                if known.target == .speedAndDistance, field.size != 3 { continue }
                let slot = FITRecordSlot(
                    target: known.target,
                    offset: field.offset,
                    type: known.target == .speedAndDistance ? .byte : field.type,
                    scale: known.scale,
                    shift: known.shift
                )
                slots.append((known.rank, slot))
            }
        }
        return slots.sorted { $0.rank < $1.rank }.map(\.slot)
    }

    private struct Known {
        let target: Target
        var scale = 1.0
        var shift = 0.0
        var rank = 2
    }

    /// Fields of `record` in the FIT profile.
    private static let known: [Int: Known] = [
        0: Known(target: .latitude),
        1: Known(target: .longitude),
        2: Known(target: .altitude, scale: 5, shift: 500),
        3: Known(target: .heartRate),
        4: Known(target: .cadence),
        5: Known(target: .distance, scale: 100),
        6: Known(target: .speed, scale: 1000),
        7: Known(target: .power),
        8: Known(target: .speedAndDistance, rank: 1),
        13: Known(target: .temperature),
        53: Known(target: .fractionalCadence, scale: 128),
        73: Known(target: .speed, scale: 1000, rank: 3),
        78: Known(target: .altitude, scale: 5, shift: 500, rank: 3),
    ]
}

/// Turns messages of samples into samples; keeps what one message leaves for the next.
struct FITRecordReader {
    /// The distance of `compressed_speed_distance` in sixteenths of a metre: it counts on when the twelve bits run over.
    private var sixteenths: Int?
    /// Positions at 0°, 0° that were left out.
    private(set) var nullIslands = 0

    /// The sample of a message; its seconds are still those of the file, its cadence that of one foot.
    @inline(__always)
    mutating func sample(_ message: FITMessageView, at time: UInt32) -> Sample {
        var sample = Sample(seconds: Double(time))
        var fraction = 0.0
        let bigEndian = message.definition.bigEndian
        for slot in message.definition.slots {
            let offset = message.start + slot.offset
            if slot.target == .speedAndDistance {
                self.unpack(message.bytes, at: offset, into: &sample)
                continue
            }
            guard let number = message.bytes.number(slot.type, at: offset, bigEndian: bigEndian) else { continue }
            let value = number / slot.scale - slot.shift
            switch slot.target {
            case .latitude: sample.latitude = FITTime.degrees(semicircles: value)
            case .longitude: sample.longitude = FITTime.degrees(semicircles: value)
            case .altitude: sample.altitude = value
            // A strap that is not worn says 0.
            case .heartRate: if value > 0 { sample.heartRate = value }
            case .cadence: sample.cadence = value
            case .fractionalCadence: fraction = value
            case .distance: sample.distance = value
            case .speed: sample.speed = value
            case .power: sample.power = value
            case .temperature: sample.temperature = value
            case .speedAndDistance: break
            }
        }
        if fraction > 0, let cadence = sample.cadence { sample.cadence = cadence + fraction }
        self.checkPosition(&sample)
        return sample
    }

    private mutating func unpack(_ bytes: FITBytes, at offset: Int, into sample: inout Sample) {
        let (first, second, third) = (bytes[offset], bytes[offset + 1], bytes[offset + 2])
        guard first != 0xFF || second != 0xFF || third != 0xFF else { return }
        let speed = Int(first) | Int(second & 0x0F) << 8
        if speed != 0xFFF { sample.speed = Double(speed) / 100 }
        let low = Int(second >> 4) | Int(third) << 4
        let total = self.sixteenths.map { $0 + ((low - $0) & 0xFFF) } ?? low
        self.sixteenths = total
        sample.distance = Double(total) / 16
    }

    /// Half a position is none, nor is one off the globe; 0°, 0° is what some devices write before they know better.
    @inline(__always)
    private mutating func checkPosition(_ sample: inout Sample) {
        guard sample.latitude != nil || sample.longitude != nil else { return }
        if let latitude = sample.latitude, let longitude = sample.longitude, abs(latitude) <= 90, abs(longitude) <= 180
        {
            guard latitude == 0, longitude == 0 else { return }
            self.nullIslands += 1
        }
        sample.latitude = nil
        sample.longitude = nil
    }
}
