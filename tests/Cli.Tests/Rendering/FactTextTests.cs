using System.Runtime.CompilerServices;
using Cli.Tests.Support;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Runs;

namespace Cli.Tests.Rendering;

public sealed class FactTextTests
{
    public static TheoryData<Type> Facts => [.. Cases(typeof(RunFact))];

    public static TheoryData<Type> Instructions => [.. Cases(typeof(Instruction))];

    /// <summary>
    /// A case that nobody has words for throws; one that has words stumbles over its missing values instead.
    /// </summary>
    [Theory]
    [MemberData(nameof(Facts))]
    public void EveryFact_HasWords(Type fact)
    {
        var fault = Record.Exception(() => FactText.Of((RunFact)RuntimeHelpers.GetUninitializedObject(fact)));

        Assert.IsNotType<NotSupportedException>(fault);
    }

    [Theory]
    [MemberData(nameof(Instructions))]
    public void EveryInstruction_HasWordsAndACommand(Type instruction)
    {
        var empty = (Instruction)RuntimeHelpers.GetUninitializedObject(instruction);

        Assert.IsNotType<NotSupportedException>(Record.Exception(() => InstructionText.Of(empty)));
        Assert.IsNotType<NotSupportedException>(Record.Exception(() => CommandText.Of(new("run"), empty)));
    }

    [Fact]
    public async Task Ledger_Shown_CutsNoReasonOff()
    {
        using var desk = await Desk.ConfirmedAsync();
        var reason = string.Join(' ', Enumerable.Range(1, 80).Select(number => $"word{number}"));
        await desk.TypeAsync("ana", "pause", Desk.Run, "--reason", reason);

        var run = await CliRun.OfAsync(
            host => host with
            {
                Width = 100,
                Folder = desk.Folder,
                Connect = (_, _) => Task.FromResult<IRunGateway>(desk.Runs),
            },
            "ledger",
            "show",
            Desk.Run);

        Assert.All(Enumerable.Range(1, 80), number => Assert.Matches($@"word{number}\b", run.Out));
        Assert.All(run.Out.Split('\n'), line => Assert.True(line.Length <= 100, line));
    }

    [Fact]
    public async Task Output_WithoutUnicode_IsAscii()
    {
        using var desk = await Desk.ConfirmedAsync();
        await desk.TypeAsync("ana", "pause", Desk.Run, "--reason", "Tür – 門");

        var run = await CliRun.OfAsync(
            host => host with
            {
                Unicode = false,
                Folder = desk.Folder,
                Connect = (_, _) => Task.FromResult<IRunGateway>(desk.Runs),
            },
            "ledger",
            "show",
            Desk.Run);

        Assert.True(System.Text.Ascii.IsValid(run.Out));
        Assert.Contains(@"T\u{fc}r - \u{9580}", run.Out, StringComparison.Ordinal);
    }

    private static IEnumerable<Type> Cases(Type family) =>
        family.GetNestedTypes().Where(type => !type.IsAbstract && type.IsSubclassOf(family));
}
