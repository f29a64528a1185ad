/// A message of a FIT file with all that it says, known to the profile or not: for showing what is in a file.
package struct FITMessage: Sendable, Equatable {
    /// As in the FIT profile (`mesg_num`).
    package var number: Int
    /// As in the FIT profile, for the messages that are known here.
    package var name: String?
    /// FIT seconds: of the message itself, or (compressed) carried on from the one before.
    package var timestamp: Int?
    /// In the order of the definition; invalid values are left out.
    package var fields: [FITField]

    init(_ view: FITMessageView) {
        let profile = FITProfile.messages[view.number]
        self.number = Int(view.number)
        self.name = profile?.name
        self.timestamp = view.timestamp.map { Int($0) }
        self.fields = view.definition.fields.compactMap { field in
            FITValue(field, in: view).map { FITField(field, value: $0, profile: profile) }
        }
    }
}

/// One field of a message.
package struct FITField: Sendable, Equatable {
    package var number: Int
    /// The index of the developer's data, for a field that is not in the profile.
    package var developer: Int?
    package var name: String?
    package var units: String?
    /// Scaled where the scale is known.
    package var value: FITValue

    init(_ field: FITDefinition.Field, value: FITValue, profile: FITProfile.Message?) {
        self.number = Int(field.number)
        self.value = value
        if let developer = field.developer {
            self.developer = Int(developer.developerIndex)
            self.name = developer.name
            self.units = developer.units
            self.value = value.scaled(by: developer.scale ?? 1, minus: developer.offset ?? 0)
        } else if field.number == 253 {
            self.name = "timestamp"
            self.units = "s"
        } else if field.number == 254 {
            self.name = "message_index"
        } else if let known = profile?.fields[field.number] {
            self.name = known.name
            self.units = known.units
            self.value = value.scaled(by: known.scale, minus: known.offset)
        }
    }
}

/// What a field holds.
package indirect enum FITValue: Sendable, Equatable {
    case integer(Int)
    case number(Double)
    case text(String)
    /// Bytes whose meaning only the maker knows, or more text than one.
    case bytes([UInt8])
    /// Nil for the invalid values among them.
    case list([FITValue?])

    /// Nil when the field holds only invalid values.
    init?(_ field: FITDefinition.Field, in view: FITMessageView) {
        guard field.count > 0 else { return nil }
        if field.type == .string {
            guard let text = view.text(of: field) else { return nil }
            self = .text(text)
            return
        }
        if field.type == .byte, field.size > 1 {
            let bytes = view.bytes.array(at: view.start + field.offset, size: field.size)
            guard bytes.contains(where: { $0 != 0xFF }) else { return nil }
            self = .bytes(bytes)
            return
        }
        let values: [FITValue?] = (0..<field.count).map { index in
            let offset = view.start + field.offset + index * field.type.size
            let bigEndian = view.definition.bigEndian
            return view.bytes.integer(field.type, at: offset, bigEndian: bigEndian).map { .integer($0) }
                ?? view.bytes.number(field.type, at: offset, bigEndian: bigEndian).map { .number($0) }
        }
        guard values.contains(where: { $0 != nil }) else { return nil }
        // One value was just found, so a list of one holds it.
        self = values.count == 1 ? values[0] ?? .list(values) : .list(values)
    }

    /// Divided by `scale`, less `offset`; whole numbers stay whole when there is nothing to do.
    func scaled(by scale: Double, minus offset: Double) -> FITValue {
        guard scale != 1 || offset != 0, scale != 0 else { return self }
        return switch self {
        case .integer(let value): .number(Double(value) / scale - offset)
        case .number(let value): .number(value / scale - offset)
        case .list(let values): .list(values.map { $0?.scaled(by: scale, minus: offset) })
        case .text, .bytes: self
        }
    }
}

extension FITFile {
    /// Shows every message of a file to `body`, one after the other, and answers with what was odd.
    ///
    /// Memory stays bounded however large the file is: nothing is kept.
    package static func forEachMessage(
        in bytes: [UInt8],
        limits: ActivityFileLimits = .standard,
        _ body: (FITMessage) -> Void
    ) throws(ActivityFileError) -> [String] {
        try withoutActuallyEscaping(body) { body throws(ActivityFileError) in
            try Self.scan(bytes, FITDump(body: body, maximumWarnings: limits.warnings), limits: limits).warnings
        }
    }
}

private struct FITDump: FITVisitor {
    let body: (FITMessage) -> Void
    let maximumWarnings: Int
    var warnings: [String] = []

    mutating func fileBegan() {}
    mutating func fileEnded() {}
    mutating func visit(_ message: FITMessageView) { self.body(FITMessage(message)) }

    mutating func warn(_ text: String) {
        if self.warnings.count < self.maximumWarnings { self.warnings.append(text) }
    }
}
