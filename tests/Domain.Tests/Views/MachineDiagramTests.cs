using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Views;
using Domain.Tests.Support;

namespace Domain.Tests.Views;

/// <summary>The diagrams of the documentation are the tables of the rules.</summary>
public sealed class MachineDiagramTests
{
    private static string Page { get; } = File.ReadAllText(
        Path.Combine(Checkout.Root, "docs", "reference", "step-states.md"));

    [Fact]
    public void AttemptDiagram_InTheDocuments_IsTheTable() =>
        Shown(MachineDiagram.Of(AttemptMachine.Table, AttemptStage.Directed));

    [Fact]
    public void TakeoverDiagram_InTheDocuments_IsTheTable() =>
        Shown(MachineDiagram.Of(TakeoverMachine.Table, TakeoverStage.Proposed));

    [Fact]
    public void Page_SaysOfEveryStageWhichStatusTheStepHas() => Assert.All(
        Enum.GetValues<AttemptStage>(),
        stage => Assert.Contains($"| {stage} | {StepStatuses.Of(stage)} |", Page, StringComparison.Ordinal));

    [Fact]
    public void Diagram_HasEveryArrowOnceAndAnEnd()
    {
        var text = MachineDiagram.Of(AttemptMachine.Table, AttemptStage.Directed);

        Assert.All(AttemptMachine.Table.Arrows, arrow => Assert.Matches(
            $@"(?m)^    {arrow.From} --> {arrow.To} : (.*, )?{arrow.By}(,.*)?$", text));
        Assert.Contains("    Failed --> [*]\n", text, StringComparison.Ordinal);
        Assert.Contains("    Reversed --> [*]\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("    Verified --> [*]", text, StringComparison.Ordinal);
    }

    private static void Shown(string diagram) => Assert.True(
        Page.Contains($"```mermaid\n{diagram}```", StringComparison.Ordinal),
        $"docs/reference/step-states.md does not show this diagram:\n{diagram}");
}
