using System.Text.RegularExpressions;

namespace Tidy.Tests;

/// <summary>Documents are part of the house.</summary>
public sealed partial class DocumentTests
{
    private const int MaxRoomReadmeLines = 30;

    private static IEnumerable<string> Documents => Repository.Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal));

    [Fact]
    public void Links_Resolve()
    {
        var broken = new List<string>();
        foreach (var document in Documents)
        {
            var folder = Path.Combine(Repository.Root, Path.GetDirectoryName(document)!);
            foreach (Match link in Link().Matches(Repository.Read(document)))
            {
                var target = link.Groups[1].Value.Split('#')[0];
                if (target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) &&
                    !Path.Exists(Path.Combine(folder, target)))
                {
                    broken.Add($"{document} -> {target}");
                }
            }
        }

        AllowList.Check("broken-links", broken);
    }

    [Fact]
    public void Rooms_HaveAShortReadme()
    {
        string[] withoutReadme = [".ci", "docs"];
        var rooms = Repository.Files.Where(f => f.Contains('/', StringComparison.Ordinal))
            .Select(f => f.Split('/')[0]).Distinct(StringComparer.Ordinal).Except(withoutReadme, StringComparer.Ordinal);
        AllowList.Check("room-readmes", rooms.Where(room =>
            !Repository.Files.Contains(room + "/README.md") ||
            Repository.Lines(room + "/README.md").Length > MaxRoomReadmeLines));
    }

    [Fact]
    public void Files_NameNoMachine() =>
        AllowList.Check("machine-paths", Repository.Files
            .Where(f => Path.GetExtension(f) is ".cs" or ".md" or ".yaml" or ".json" or ".csproj" or ".props" or ".proto")
            .Where(f => !f.StartsWith("tests/Tidy.Tests/", StringComparison.Ordinal))
            .Where(f => MachinePath().IsMatch(Repository.Read(f))));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(^|[\s""'`(=])/(work|root|farm)/")]
    private static partial Regex MachinePath();
}
