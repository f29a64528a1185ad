import Foundation
import TrainingMaths

/// Plans in JSON named on the command line.
enum PlanInput {
    /// - Throws: `BadInput` with what is wrong and where.
    static func plan(_ bytes: [UInt8], _ path: String) throws -> Plan {
        do {
            return try Plan(json: Data(bytes))
        } catch {
            throw BadInput("\(path): \(error)")
        }
    }
}
