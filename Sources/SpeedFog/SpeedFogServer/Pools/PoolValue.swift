import TOMLKit

/// A value of a pool file.
package indirect enum PoolValue: Sendable, Equatable {
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([PoolValue])
    case table([String: PoolValue])

    /// Reads a whole file.
    static func parse(_ text: String, file: String) throws(PoolFileError) -> [String: PoolValue] {
        // TOMLKit reads no further than the first zero byte, which TOML forbids.
        guard !text.utf8.contains(0) else { throw .syntax(file: file, reason: "it holds a zero byte") }
        return try ParsedTexts.members(of: ParsedTexts.Text(text: text, file: file)) {
            Result { () throws(PoolFileError) in try self.parseAnew(text, file: file) }
        }
    }

    private static func parseAnew(_ text: String, file: String) throws(PoolFileError) -> [String: PoolValue] {
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw .syntax(file: file, reason: "\(error.description) (line \(error.source.begin.line))")
        } catch {
            throw .syntax(file: file, reason: "\(error)")
        }
        return try self.members(of: table, file: file, path: "")
    }

    private static func members(
        of table: TOMLTable,
        file: String,
        path: String
    ) throws(PoolFileError) -> [String: PoolValue] {
        var members: [String: PoolValue] = [:]
        for key in table.keys {
            guard let value = table[key] else { continue }
            members[key] = try self.value(value, file: file, path: path.isEmpty ? key : "\(path).\(key)")
        }
        return members
    }

    private static func value(
        _ value: any TOMLValueConvertible,
        file: String,
        path: String
    ) throws(PoolFileError) -> PoolValue {
        let value = value.tomlValue
        if let table = value.table { return .table(try self.members(of: table, file: file, path: path)) }
        if let array = value.array {
            var elements: [PoolValue] = []
            for index in 0..<array.count {
                elements.append(try self.value(array[index], file: file, path: "\(path)[\(index)]"))
            }
            return .array(elements)
        }
        if let bool = value.bool { return .bool(bool) }
        if let int = value.int { return .int(int) }
        if let double = value.double { return .double(double) }
        if let string = value.string { return .string(string) }
        throw .wrongType(file: file, key: path, expected: "a text, a number, true or false, a list or a table")
    }

    /// Tables grow together; anything else of the child takes the parent's place.
    static func merged(_ parent: [String: PoolValue], with child: [String: PoolValue]) -> [String: PoolValue] {
        parent.merging(child) { old, new in
            guard case .table(let old) = old, case .table(let new) = new else { return new }
            return .table(self.merged(old, with: new))
        }
    }
}
