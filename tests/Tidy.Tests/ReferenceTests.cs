using System.Text.RegularExpressions;

namespace Tidy.Tests;

/// <summary>References point one way only.</summary>
public sealed partial class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["domain"] = [],
        ["sdk/Temporalio.Protocol"] = [],
        ["sdk/Temporalio"] = ["sdk/Temporalio.Protocol"],
        ["sdk/Temporalio.Extensions.DiagnosticSource"] = ["sdk/Temporalio"],
        ["sdk/Temporalio.Extensions.Hosting"] = ["sdk/Temporalio"],
        ["sdk/Temporalio.Extensions.OpenTelemetry"] = ["sdk/Temporalio"],
        ["sdk/Temporalio.Testing"] = ["sdk/Temporalio", "dev-server"],
        ["dev-server"] = ["sdk/Temporalio.Protocol"],
        ["workflows"] = ["domain", "sdk/Temporalio"],
        ["activities"] = ["workflows", "domain", "sdk/Temporalio"],
        ["worker"] = ["activities", "workflows", "domain", "sdk/Temporalio", "sdk/Temporalio.Extensions.Hosting"],
        ["client-cli"] = ["worker", "activities", "workflows", "domain", "dev-server", "sdk/Temporalio", "examples"],
    };

    [Fact]
    public void Projects_ReferenceOnlyAlongTheArrows()
    {
        var wrong = new List<string>();
        foreach (var project in Repository.Projects.Where(p => !p.StartsWith("tests/", StringComparison.Ordinal)))
        {
            var room = RoomOf(project);
            if (!Arrows.TryGetValue(room, out var allowed))
            {
                continue;
            }

            wrong.AddRange(ReferencesOf(project).Where(to => !allowed.Contains(to)).Select(to => $"{room} -> {to}"));
        }

        AllowList.Check("references", wrong);
    }

    [Fact]
    public void ProjectFiles_HaveAtMostTwentyLines() =>
        AllowList.Check("long-projects", Repository.Projects.Where(p => Repository.Lines(p).Length > 20));

    /// <summary>With the official packages, generated messages would exist twice where both ends are referenced.</summary>
    [Fact]
    public void ProductCode_NeverNamesProtocolTypes() =>
        AllowList.Check("protocol-types", Repository.CSharp
            .Where(f => f.StartsWith("workflows/", StringComparison.Ordinal) ||
                f.StartsWith("activities/", StringComparison.Ordinal) ||
                f.StartsWith("client-cli/", StringComparison.Ordinal))
            .Where(f => Repository.Read(f).Contains("Temporalio.Protocol", StringComparison.Ordinal)));

    private static string RoomOf(string project) =>
        project.StartsWith("sdk/", StringComparison.Ordinal)
            ? string.Join('/', project.Split('/')[..2])
            : project.Split('/')[0];

    private static IEnumerable<string> ReferencesOf(string project)
    {
        var text = Repository.Read(project);
        var folder = Path.GetDirectoryName(project)!;
        foreach (Match match in ProjectReference().Matches(text))
        {
            var path = Path.GetFullPath(Path.Combine(Repository.Root, folder, match.Groups[1].Value));
            yield return RoomOf(Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'));
        }

        foreach (Match match in SdkReference().Matches(text))
        {
            yield return "sdk/" + match.Groups[1].Value;
        }
    }

    [GeneratedRegex("<ProjectReference Include=\"([^\"]+)\"")]
    private static partial Regex ProjectReference();

    [GeneratedRegex("<TemporalSdkReference Include=\"([^\"]+)\"")]
    private static partial Regex SdkReference();
}
