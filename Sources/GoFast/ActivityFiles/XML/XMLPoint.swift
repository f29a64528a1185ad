import TrainingMaths

/// Which value of a point an element holds; TCX and GPX share the checks.
enum XMLField: String {
    case latitude, longitude, altitude, distance, speed, heartRate, cadence, power, temperature

    /// What can be true on this planet; anything else is a defect of the file.
    private var range: ClosedRange<Double> {
        switch self {
        case .latitude: -90...90
        case .longitude: -180...180
        case .altitude: -12_000...100_000
        case .distance: 0...100_000_000
        case .speed: 0...1000
        case .heartRate: 0...300
        case .cadence: 0...500
        case .power: 0...20_000
        case .temperature: -100...100
        }
    }

    /// Nil when `text` holds no number, or one that cannot be.
    func value(_ text: String) -> Double? {
        XMLValues.number(text).flatMap { self.range.contains($0) ? $0 : nil }
    }
}

/// A trackpoint while it is read.
struct XMLPoint {
    var sample = Sample(seconds: .nan)
    private(set) var time: XMLTime?

    mutating func set(_ field: XMLField, _ text: String, element: String, _ oddities: inout XMLOddities) {
        guard let value = field.value(text) else {
            oddities.ignore(element)
            return
        }
        switch field {
        case .latitude: self.sample.latitude = value
        case .longitude: self.sample.longitude = value
        case .altitude: self.sample.altitude = value
        case .distance: self.sample.distance = value
        case .speed: self.sample.speed = value
        // Sensors write 0 while they find no pulse.
        case .heartRate: self.sample.heartRate = value > 0 ? value : nil
        case .cadence: self.sample.cadence = value
        case .power: self.sample.power = value
        case .temperature: self.sample.temperature = value
        }
    }

    mutating func setTime(_ text: String, _ oddities: inout XMLOddities) {
        guard let time = XMLTime(text) else {
            oddities.ignore("Time")
            return
        }
        if !time.hasZone { oddities.note("Times without a zone count as UTC.") }
        self.time = time
        self.sample.seconds = time.seconds
    }

    /// The sample with what only makes sense together.
    func settled(_ oddities: inout XMLOddities) -> Sample {
        var sample = self.sample
        let isHalf = (sample.latitude == nil) != (sample.longitude == nil)
        let isNowhere = sample.latitude == 0 && sample.longitude == 0
        if isHalf || isNowhere {
            if isNowhere { oddities.note("Positions at 0° 0° mean that there was none.") }
            sample.latitude = nil
            sample.longitude = nil
        }
        return sample
    }
}
