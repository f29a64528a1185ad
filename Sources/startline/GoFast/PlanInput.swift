import Foundation
import TrainingMaths

/// Plans in JSON named on the command line.
enum PlanInput {
    /// - Throws: `BadInput` with what is wrong and where.
    static func plan(_ bytes: [UInt8], _ path: String) throws -> Plan {
        do {
            return try JSONDecoder().decode(Plan.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw BadInput("\(path) is no plan: \(Self.words(error)).")
        } catch {
            throw BadInput("\(path) is no plan: \(error)")
        }
    }

    private static func words(_ error: DecodingError) -> String {
        func place(_ context: DecodingError.Context) -> String {
            let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
            return path.isEmpty ? "" : " at \(path.drop { $0 == "." })"
        }
        switch error {
        case .keyNotFound(let key, let context): return "\(key.stringValue) is missing\(place(context))"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            return "the value\(place(context)) is of the wrong kind"
        case .dataCorrupted(let context): return "\(context.debugDescription)\(place(context))"
        @unknown default: return "\(error)"
        }
    }
}
