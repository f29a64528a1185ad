import ActivityFiles
import Testing
import TrainingMaths

struct SportTextTests {
    @Test(arguments: [
        ("running", Sport(.running)), ("9", Sport(.running)), ("Run", Sport(.running)),
        ("trail_running", Sport(.running, .trail)), ("TrailRun", Sport(.running)),
        ("treadmill_running", Sport(.running, .treadmill)), ("Indoor Running", Sport(.running, .treadmill)),
        ("VirtualRun", Sport(.running)), ("virtual_running", Sport(.running, .virtual)),
        ("Biking", Sport(.cycling)), ("1", Sport(.cycling)), ("mountain_biking", Sport(.cycling)),
        ("walking", Sport(.walking)), ("10", Sport(.walking)), ("4", Sport(.hiking)), ("Hike", Sport(.hiking)),
        ("lap_swimming", Sport(.swimming)), ("strength_training", Sport(.strength)),
    ])
    func `words and numbers of exporters are known`(text: String, sport: Sport) {
        #expect(Sport(text: text)?.kind == sport.kind)
        if sport.place != nil { #expect(Sport(text: text)?.place == sport.place) }
    }

    @Test(arguments: ["", "Other", "brunch", "trunk", "99", "Lake loop", "Überholung"])
    func `words that only look like a sport are not taken for one`(text: String) {
        #expect(Sport(text: text) == nil)
    }
}
