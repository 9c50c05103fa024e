using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tidy.Tests;

/// <summary>Pure rooms and workflow code call nothing that reads a clock, draws a number, starts a thread or touches a file.</summary>
public sealed class PurityTests
{
    private static readonly string[] PureRooms = ["domain/", "workflows/", "sdk/Temporalio/Replay/", "dev-server/Engine/"];

    private static readonly string[] Banned =
    [
        "DateTime.Now", "DateTime.UtcNow", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Stopwatch.StartNew",
        "Stopwatch.GetTimestamp", "TimeProvider.System", "Guid.NewGuid", "Random.Shared", "RandomNumberGenerator.GetBytes",
        "Task.Run", "Task.Delay", "Task.WhenAny", "Thread.Sleep", "Task.Yield", "ConfigureAwait",
        "Environment.GetEnvironmentVariable", "Environment.MachineName", "Environment.UserName", "Environment.ProcessId",
        "Environment.TickCount64", "File.ReadAllText", "File.WriteAllText", "File.ReadAllBytes", "File.WriteAllBytes",
        "File.Exists", "Directory.CreateDirectory", "Console.WriteLine", "Process.Start",
    ];

    [Fact]
    public void PureRooms_CallNothingImpure()
    {
        var found = new List<string>();
        foreach (var file in Repository.CSharp.Where(IsPure))
        {
            var root = CSharpSyntaxTree.ParseText(Repository.Read(file)).GetRoot();
            foreach (var access in root.DescendantNodes().OfType<MemberAccessExpressionSyntax>())
            {
                var text = access.ToString();
                var call = Banned.FirstOrDefault(b => text == b || text.EndsWith("." + b, StringComparison.Ordinal) ||
                    (b == "ConfigureAwait" && access.Name.Identifier.Text == b));
                if (call is not null)
                {
                    found.Add($"{file} {call}");
                }
            }
        }

        AllowList.Check("impure-calls", found);
    }

    /// <summary>
    /// CancelAsync runs the callbacks on the thread pool, outside the scheduler of the workflow: Cancel is right there,
    /// whatever CA1849 says.
    /// </summary>
    [Fact]
    public void Workflows_CancelOnTheirOwnScheduler() =>
        AllowList.Check("cancel-async", Repository.CSharp
            .Where(f => f.StartsWith("workflows/", StringComparison.Ordinal))
            .Where(f => CSharpSyntaxTree.ParseText(Repository.Read(f)).GetRoot().DescendantNodes()
                .OfType<SimpleNameSyntax>().Any(name => name.Identifier.Text == "CancelAsync")));

    [Fact]
    public void Tests_NeverSleep() =>
        AllowList.Check("sleeps", Repository.CSharp
            .Where(f => !f.StartsWith("tests/Tidy.Tests/", StringComparison.Ordinal))
            .Where(f => Repository.Read(f).Contains("Thread.Sleep", StringComparison.Ordinal)));

    private static bool IsPure(string file) => PureRooms.Any(room => file.StartsWith(room, StringComparison.Ordinal));
}
