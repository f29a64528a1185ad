import Foundation
import TrainingMaths

/// What a language model is asked to fill in: how far and what kind on which day, in words of its own.
///
/// Paces, steps and heart rates are never asked for: they come from our own rules, whoever lays out the weeks.
struct PlanAnswer: Decodable, Equatable {
    struct Week: Decodable, Equatable {
        let weekIndex: Int
        let targetMileage: Double
        let isDeload: Bool
        let reason: String
        let days: [Day]
    }

    struct Day: Decodable, Equatable {
        let date: CalendarDay
        let type: WorkoutType
        let mileage: Double
        let reason: String
    }

    let weeks: [Week]

    /// - Throws: ``LanguageModelError/unreadable(_:)`` with what is wrong, in words that may be sent back to the model.
    init(parsing text: String) throws(LanguageModelError) {
        // Some servers ignore the schema and wrap their JSON in a fence of Markdown.
        let bare = text.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("```") }
            .joined(separator: "\n")
        do {
            self = try JSONDecoder().decode(PlanAnswer.self, from: Data(bare.utf8))
        } catch let error as DecodingError {
            throw .unreadable(Self.words(error))
        } catch {
            throw .unreadable("it is not JSON")
        }
        guard self.weeks.count <= 60, self.weeks.allSatisfy({ $0.days.count <= 14 }) else {
            throw .unreadable("it has more weeks or days than the plan")
        }
        for week in self.weeks {
            let numbers = [week.targetMileage] + week.days.map(\.mileage)
            guard numbers.allSatisfy({ $0.isFinite && (0...300).contains($0) }) else {
                throw .unreadable("week \(week.weekIndex) has a mileage that is not between 0 and 300")
            }
        }
    }

    private static func words(_ error: DecodingError) -> String {
        let (what, context): (String, DecodingError.Context) =
            switch error {
            case .keyNotFound(let key, let context): ("\(key.stringValue) is missing", context)
            case .typeMismatch(_, let context), .valueNotFound(_, let context):
                ("a value is of the wrong kind", context)
            case .dataCorrupted(let context): (context.debugDescription, context)
            @unknown default:
                ("it does not fit the schema", DecodingError.Context(codingPath: [], debugDescription: ""))
            }
        let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
        return path.isEmpty ? what : "\(what) at \(path.drop { $0 == "." })"
    }

    static let schema = JSONText(
        text: """
            {"type":"object","additionalProperties":false,"required":["weeks"],"properties":{"weeks":{"type":"array","items":\
            {"type":"object","additionalProperties":false,"required":["weekIndex","targetMileage","isDeload","reason","days"],\
            "properties":{"weekIndex":{"type":"integer"},"targetMileage":{"type":"number"},"isDeload":{"type":"boolean"},\
            "reason":{"type":"string"},"days":{"type":"array","items":{"type":"object","additionalProperties":false,\
            "required":["date","type","mileage","reason"],"properties":{"date":{"type":"string"},\
            "type":{"type":"string","enum":[\(PlanLayout.types.map { "\"\($0.rawValue)\"" }.joined(separator: ","))]},\
            "mileage":{"type":"number"},"reason":{"type":"string"}}}}}}}}}
            """
    )
}
