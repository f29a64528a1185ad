extension ZipReader {
    /// All lines of the directory, for archives as small as a generated seed's or a personal pack's.
    package func entries() throws(ZipError) -> [ZipEntry] {
        var entries: [ZipEntry] = []
        try self.forEachEntry { entry throws(ZipError) in entries.append(entry) }
        return entries
    }
}
