extension Sport {
    /// The sport behind a name that Garmin, Strava or a file uses; nil when nothing here knows it.
    ///
    /// Case, blanks, hyphens and underscores do not matter: `TREADMILL_RUNNING`, `treadmill running` and `TreadmillRunning` are one.
    package init?(providerName: String) {
        let key = String(providerName.prefix(60).lowercased().filter { $0.isLetter || $0.isNumber })
        guard let sport = Self.names[key] else { return nil }
        self = sport
    }

    private static let names: [String: Sport] = {
        var names: [String: Sport] = [:]
        for (sport, spellings) in Self.spellings {
            for spelling in spellings { names[spelling] = sport }
        }
        return names
    }()

    private static let spellings: [(Sport, [String])] = [
        (
            Sport(.running),
            [
                "run", "running", "ultrarun", "ultrarunning", "ultra", "obstaclerun", "obstaclerunning", "parkrun",
                "race", "jog", "jogging",
            ]
        ),
        (Sport(.running, .road), ["streetrunning", "streetrun", "roadrunning", "roadrun"]),
        (Sport(.running, .track), ["trackrunning", "trackrun", "track", "indoortrack", "indoortrackrunning"]),
        (Sport(.running, .treadmill), ["treadmillrunning", "treadmillrun", "treadmill", "indoorrunning", "indoorrun"]),
        (Sport(.running, .trail), ["trailrunning", "trailrun", "trail"]),
        (Sport(.running, .virtual), ["virtualrunning", "virtualrun"]),
        (
            Sport(.walking),
            ["walk", "walking", "casualwalking", "speedwalking", "racewalking", "indoorwalking", "wheelchairpushwalk"]
        ),
        (Sport(.hiking), ["hike", "hiking", "rucking", "mountaineering", "snowshoe", "snowshoeing"]),
        (
            Sport(.cycling),
            [
                "ride", "cycling", "bike", "biking", "roadbiking", "roadcycling", "gravelride", "gravelcycling",
                "mountainbiking",
                "mountainbikeride", "mountain", "cyclocross", "ebikeride", "ebiking", "emountainbikeride",
                "ebikefitness", "ebikemountain",
                "trackcycling", "handcycle", "handcycling", "velomobile", "bmx", "recumbentcycling",
            ]
        ),
        (Sport(.cycling, .virtual), ["virtualride", "virtualcycling", "indoorcycling", "spin", "spinning"]),
        (Sport(.swimming), ["swim", "swimming", "lapswimming", "openwater", "openwaterswimming"]),
        (
            Sport(.strength),
            [
                "strength", "strengthtraining", "weighttraining", "workout", "crossfit", "hiit", "pilates", "yoga",
                "fitnessequipment", "cardiotraining", "indoorcardio",
            ]
        ),
        (
            Sport(.transition),
            [
                "transition", "biketoruntransition", "biketoruntransitionv2", "swimtobiketransition",
                "swimtobiketransitionv2", "runtobiketransition", "runtobiketransitionv2",
            ]
        ),
        (
            Sport(.other),
            [
                "other", "generic", "elliptical", "rowing", "indoorrowing", "virtualrow", "stairclimbing",
                "stairstepper", "floorclimbing",
                "nordicski", "crosscountryskiing", "crosscountryskiingws", "backcountryski", "alpineski",
                "resortskiingsnowboardingws",
                "rollerski", "inlineskate", "inlineskating", "iceskate", "kayaking", "canoeing", "standuppaddling",
                "soccer", "tennis",
                "golf", "rockclimbing", "bouldering", "indoorclimbing", "surfing", "sail", "skateboard", "multisport",
            ]
        ),
    ]
}

extension WorkoutType {
    /// Whether a session of this type can have been done by that sport: a walk or a ride never completes a run, and cross-training is
    /// anything but a run.
    package func fits(_ sport: Sport) -> Bool {
        switch self {
        case .rest: false
        case .crossTrain: sport.kind != .running && sport.kind != .transition
        case .easy, .tempo, .intervals, .longRun, .racePace, .hills, .fartlek, .recovery, .sharpener, .overUnders,
            .race:
            sport.kind == .running
        }
    }
}
