extension Pace {
    /// The range that a watch is told to guard: 10 s a kilometre to both sides of the pace in whole seconds a kilometre.
    ///
    /// Whole seconds because watches show no others; narrower bands make them beep all the time.
    package var deviceBand: ClosedRange<Pace> {
        let seconds = self.secondsPerKilometer.rounded()
        guard seconds.isFinite, seconds > 20 else { return self...self }
        return Pace(secondsPerKilometer: seconds - 10)...Pace(secondsPerKilometer: seconds + 10)
    }
}
