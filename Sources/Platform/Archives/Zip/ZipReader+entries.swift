extension ZipReader {
    /// All lines of the directory, for archives with few entries.
    package func entries() throws(ZipError) -> [ZipEntry] {
        var entries: [ZipEntry] = []
        try self.forEachEntry { entry throws(ZipError) in entries.append(entry) }
        return entries
    }
}
