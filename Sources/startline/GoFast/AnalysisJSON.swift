import TrainingMaths

/// What `analyse` found, for programs: metres, seconds, beats a minute.
struct AnalysisJSON: Encodable {
    struct Run: Encodable {
        struct Piece: Encodable {
            let number: Int
            let distanceMeters, timerSeconds, elapsedSeconds: Double
            let averageHeartRate: Double?
        }

        struct Effort: Encodable { let distanceMeters, seconds, startSeconds: Double }

        let file, sport: String
        let distanceMeters: Double?
        let distanceSource: String
        let timerSeconds, movingSeconds, elapsedSeconds: Double
        let secondsPerMile, gradeAdjustedSecondsPerMile: Double?
        let averageHeartRate, maximumHeartRate, averageCadence, ascentMeters: Double?
        let efficiencyFactor, decoupling: Double?
        let zoneSeconds: [Double]?
        let laps, splits: [Piece]
        let bestEfforts: [Effort]
        let warnings, flags: [String]

        init(_ run: AnalysedRun) {
            let metrics = run.metrics
            self.file = run.file
            self.sport = run.activity.sport.kind.rawValue
            self.distanceMeters = metrics.distance?.meters
            self.distanceSource = metrics.distanceSource.rawValue
            self.timerSeconds = metrics.timerSeconds
            self.movingSeconds = metrics.movingSeconds
            self.elapsedSeconds = metrics.elapsedSeconds
            self.secondsPerMile = metrics.pace?.secondsPerMile
            self.gradeAdjustedSecondsPerMile = metrics.gradeAdjustedPace?.secondsPerMile
            self.averageHeartRate = metrics.averageHeartRate
            self.maximumHeartRate = metrics.maximumHeartRate
            self.averageCadence = metrics.averageCadence
            self.ascentMeters = metrics.climb?.ascent
            self.efficiencyFactor = metrics.efficiencyFactor
            self.decoupling = metrics.decoupling
            self.zoneSeconds = metrics.timeInZones?.seconds
            self.laps = metrics.laps.map { Self.piece($0.number, $0.stretch) }
            self.splits = metrics.splits.map { Self.piece($0.number, $0.stretch) }
            self.bestEfforts = metrics.bestEfforts.map {
                Effort(distanceMeters: $0.distance.meters, seconds: $0.seconds, startSeconds: $0.startSeconds)
            }
            self.warnings = run.activity.warnings
            self.flags = metrics.flags.map(\.text)
        }

        private static func piece(_ number: Int, _ stretch: Stretch) -> Piece {
            Piece(
                number: number,
                distanceMeters: stretch.distance.meters,
                timerSeconds: stretch.timerSeconds,
                elapsedSeconds: stretch.elapsedSeconds,
                averageHeartRate: stretch.averageHeartRate
            )
        }
    }

    struct MatchJSON: Encodable {
        struct Candidate: Encodable {
            let session: String
            let score: Int
            let reasons: [String]
        }

        let file, band: String
        let session: String?
        let role: String
        let reasons: [String]
        let candidates: [Candidate]
    }

    struct Session: Encodable {
        struct Part: Encodable {
            let kind: String
            let score: Int?
            let text: String
        }

        struct Step: Encodable { let title, verdict, text: String }

        let session: String
        let date: CalendarDay
        let files: [String]
        let score, legacyScore: Int?
        let milesOver, secondsPerMileSlower: Double?
        let parts: [Part]
        let steps: [Step]
        let questions: [String]

        init(_ session: AnalysisReport.Session) {
            let analysis = session.analysis
            self.session = session.day.id
            self.date = session.day.date
            self.files = session.runs.map(\.file)
            self.score = analysis?.score
            self.legacyScore = analysis?.legacyScore
            self.milesOver = analysis?.milesOver
            self.secondsPerMileSlower = analysis?.secondsSlower
            self.parts = analysis?.parts.map { Part(kind: $0.kind.rawValue, score: $0.score, text: $0.text) } ?? []
            self.steps =
                analysis?.alignment?.steps.map {
                    Step(title: $0.step.title, verdict: $0.verdict.rawValue, text: $0.text)
                } ?? []
            self.questions = analysis?.questions ?? []
        }
    }

    let activities: [Run]
    let matches: [MatchJSON]
    let sessions: [Session]

    init(_ report: AnalysisReport) {
        self.activities = report.runs.map(Run.init)
        self.matches = report.matches.map { match in
            MatchJSON(
                file: report.runs.first { $0.id == match.activity }?.file ?? match.activity,
                band: match.band.rawValue,
                session: match.session,
                role: match.role.rawValue,
                reasons: match.reasons,
                candidates: match.candidates.map {
                    .init(session: $0.session, score: $0.score, reasons: $0.reasons.map(\.text))
                }
            )
        }
        self.sessions = report.sessions.map(Session.init)
    }
}
