using System.Text.RegularExpressions;

namespace Conformance.Tests.Compatibility;

/// <summary>What the official clients are driven through, from the names of the tests that do it.</summary>
internal static partial class OfficialClients
{
    private static readonly string[] Folders =
        [Path.Combine("DevServer.Tests", "Clients"), Path.Combine("Conformance.Tests", "Screens")];

    /// <summary>Class of tests and what each of them holds.</summary>
    public static IReadOnlyList<(string Tests, string Sentence)> All() =>
    [
        .. Folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests", folder), "*Tests.cs"))
            .Order(StringComparer.Ordinal)
            .SelectMany(file => TestName().Matches(File.ReadAllText(file))
                .Select(name => (
                    Path.GetFileNameWithoutExtension(file), BehaviourCatalog.Sentence(name.Groups[1].Value)))),
    ];

    [GeneratedRegex(@"\[Skippable(?:Fact|Theory)[^\]]*\]\s+(?:\[[^\n]*\]\s+)*public async Task (\w+)\(")]
    private static partial Regex TestName();
}
