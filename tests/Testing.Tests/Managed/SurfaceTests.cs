using Sdk.Tests.Api;
using Temporalio.Testing;

namespace Testing.Tests.Managed;

/// <summary>The part of the official surface that is of test environments: all of it is there.</summary>
public sealed class SurfaceTests
{
    private static readonly string[] Elsewhere = ["Temporalio.Testing.ActivityEnvironment"];

    [Fact]
    public void OfficialSurface_EachMember_IsThere()
    {
        var official = File.ReadLines(Path.Combine(Checkout.Root, "tests", "Sdk.Tests", "Api", "official-surface.txt"));
        var ours = ApiSurface.Of(typeof(WorkflowEnvironment).Assembly, _ => true).Select(Plain).ToHashSet();

        var missing = official
            .Where(line => line.StartsWith("Temporalio.Testing.", StringComparison.Ordinal))
            .Where(line => !Elsewhere.Any(type => line.StartsWith(type, StringComparison.Ordinal)))
            .Where(line => !ours.Contains(Plain(line)));
        var text = string.Join('\n', missing);

        Assert.True(text.Length == 0, text);
    }

    private static string Plain(string line) => line
        .Replace("virtual ", string.Empty, StringComparison.Ordinal)
        .Replace("init;", "set;", StringComparison.Ordinal);
}
