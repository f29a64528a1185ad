/// One message where it lies in the file; fields are looked up by their number when they are asked for.
struct FITMessageView {
    let definition: FITDefinition
    let bytes: FITBytes
    /// Of the first byte after the header byte.
    let start: Int
    /// Of this message or else of the last one before it that had one; as in the file.
    let timestamp: UInt32?

    var number: UInt16 { self.definition.number }

    private func field(_ number: UInt8) -> FITDefinition.Field? {
        self.definition.fields.first { $0.number == number && $0.developer == nil }
    }

    /// The first value of a field, unscaled; nil when the field is missing, invalid or not a number.
    func number(_ number: UInt8) -> Double? {
        guard let field = self.field(number), field.count > 0 else { return nil }
        return self.bytes.number(field.type, at: self.start + field.offset, bigEndian: self.definition.bigEndian)
    }

    /// The first value of a field that holds whole numbers.
    func integer(_ number: UInt8) -> Int? {
        guard let field = self.field(number), field.count > 0 else { return nil }
        return self.bytes.integer(field.type, at: self.start + field.offset, bigEndian: self.definition.bigEndian)
    }

    /// All values of a field, unscaled; empty when it is missing.
    func numbers(_ number: UInt8) -> [Double?] {
        guard let field = self.field(number) else { return [] }
        return (0..<field.count).map {
            self.bytes.number(
                field.type,
                at: self.start + field.offset + $0 * field.type.size,
                bigEndian: self.definition.bigEndian
            )
        }
    }

    /// The bytes of a field as they are.
    func raw(_ number: UInt8) -> [UInt8] {
        guard let field = self.field(number) else { return [] }
        return self.bytes.array(at: self.start + field.offset, size: field.size)
    }

    /// The text of a field up to its first NUL, bad UTF-8 repaired; nil when it is empty.
    func text(_ number: UInt8) -> String? {
        guard let field = self.field(number), field.type == .string else { return nil }
        return self.text(of: field)
    }

    func text(of field: FITDefinition.Field) -> String? {
        let bytes = self.bytes.array(at: self.start + field.offset, size: field.size).prefix { $0 != 0 }
        return bytes.isEmpty || bytes.allSatisfy { $0 == 0xFF } ? nil : String(decoding: bytes, as: UTF8.self)
    }
}
