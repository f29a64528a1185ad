extension Sample {
    /// Takes what `other`, of the same moment, knows and this one does not. A position is taken whole.
    package mutating func fill(from other: Sample) {
        if self.latitude == nil || self.longitude == nil {
            self.latitude = other.latitude ?? self.latitude
            self.longitude = other.longitude ?? self.longitude
        }
        self.altitude = self.altitude ?? other.altitude
        self.distance = self.distance ?? other.distance
        self.speed = self.speed ?? other.speed
        self.heartRate = self.heartRate ?? other.heartRate
        self.cadence = self.cadence ?? other.cadence
        self.power = self.power ?? other.power
        self.temperature = self.temperature ?? other.temperature
    }
}
