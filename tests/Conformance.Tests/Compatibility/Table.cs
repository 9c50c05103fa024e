namespace Conformance.Tests.Compatibility;

/// <summary>The lists beside these tests: a row a line, cells divided by tabs, <c>#</c> begins a comment.</summary>
internal static class Table
{
    public static string PathOf(string file) =>
        Path.Combine(Checkout.Root, "tests", "Conformance.Tests", "Compatibility", file);

    /// <exception cref="InvalidDataException">A row has more or fewer cells; with file and line.</exception>
    public static IReadOnlyList<string[]> Read(string file, int cells) =>
    [
        .. File.ReadAllLines(PathOf(file))
            .Select((line, index) => (Line: line, Number: index + 1))
            .Where(row => row.Line.Length > 0 && row.Line[0] != '#')
            .Select(row => row.Line.Split('\t') is var split && split.Length == cells
                ? split
                : throw new InvalidDataException($"{file}:{row.Number}: {split.Length} cells, not {cells}.")),
    ];
}
