/// How much `y` grows with each `x`, by least squares; 0 where nothing can be said.
func slope(_ samples: some Collection<(x: Double, y: Double)>) -> Double {
    let count = Double(max(samples.count, 1))
    let x = samples.reduce(0) { $0 + $1.x } / count
    let y = samples.reduce(0) { $0 + $1.y } / count
    let spread = samples.reduce(0) { $0 + ($1.x - x) * ($1.x - x) }
    let common = samples.reduce(0) { $0 + ($1.x - x) * ($1.y - y) }
    return spread > 0 ? common / spread : 0
}
