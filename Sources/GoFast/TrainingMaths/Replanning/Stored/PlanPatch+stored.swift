extension PlanPatch: Codable {
    private struct StoredDayEdit: Codable {
        var id: String
        var before: StoredDay?
        var after: StoredDay?
    }

    private struct StoredWeekEdit: Codable {
        var weekIndex: Int
        var before: StoredWeek?
        var after: StoredWeek?
    }

    private struct StoredRequests: Codable {
        var planBefore: StoredRequest
        var planAfter: StoredRequest
        var planningBefore: StoredRequest
        var planningAfter: StoredRequest
        var kindBefore: Plan.Kind
        var kindAfter: Plan.Kind
    }

    private enum CodingKeys: String, CodingKey { case days, weeks, requests, notes }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            days: try container.decode([StoredDayEdit].self, forKey: .days)
                .map { Day(id: $0.id, before: $0.before?.value, after: $0.after?.value) },
            weeks: try container.decode([StoredWeekEdit].self, forKey: .weeks)
                .map { Week(weekIndex: $0.weekIndex, before: $0.before?.value, after: $0.after?.value) },
            requests: try container.decodeIfPresent(StoredRequests.self, forKey: .requests)
                .map {
                    Requests(
                        planBefore: $0.planBefore.value,
                        planAfter: $0.planAfter.value,
                        planningBefore: $0.planningBefore.value,
                        planningAfter: $0.planningAfter.value,
                        kindBefore: $0.kindBefore,
                        kindAfter: $0.kindAfter
                    )
                },
            notes: try container.decode([String].self, forKey: .notes)
        )
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(
            self.days.map {
                StoredDayEdit(
                    id: $0.id,
                    before: $0.before.map { StoredDay($0) },
                    after: $0.after.map { StoredDay($0) }
                )
            },
            forKey: .days
        )
        try container.encode(
            self.weeks.map {
                StoredWeekEdit(
                    weekIndex: $0.weekIndex,
                    before: $0.before.map { StoredWeek($0) },
                    after: $0.after.map { StoredWeek($0) }
                )
            },
            forKey: .weeks
        )
        try container.encodeIfPresent(
            self.requests.map {
                StoredRequests(
                    planBefore: StoredRequest($0.planBefore),
                    planAfter: StoredRequest($0.planAfter),
                    planningBefore: StoredRequest($0.planningBefore),
                    planningAfter: StoredRequest($0.planningAfter),
                    kindBefore: $0.kindBefore,
                    kindAfter: $0.kindAfter
                )
            },
            forKey: .requests
        )
        try container.encode(self.notes, forKey: .notes)
    }
}
