using System.Globalization;
using Cli.Tests.Support;
using DirectedExecution.Cli;
using DirectedExecution.Domain.Primitives;

namespace Cli.Tests;

public sealed class ExitCodeTests
{
    [Fact]
    public void EveryCode_HasItsMeaning_InTheReference()
    {
        var page = File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "reference", "exit-codes.md"));
        var stated = page.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).ToArray();
        var expected = ExitCodeTable.Meanings.Select(pair =>
            string.Create(CultureInfo.InvariantCulture, $"| {(int)pair.Key} | {pair.Key} | {pair.Value} |"));

        Assert.Equal(expected, stated);
        Assert.Equal(Enum.GetValues<ExitCode>().Order(), ExitCodeTable.Meanings.Keys);
    }

    [Fact]
    public void EveryRefusal_HasAnExitCode() =>
        Assert.All(Enum.GetValues<RefusalCode>(), code =>
        {
            Assert.True(RefusalExit.Knows(code), $"{code} has no exit code of its own");
            Assert.NotEqual(ExitCode.Ok, RefusalExit.Of(code));
        });
}
