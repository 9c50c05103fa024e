using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Views;

namespace DirectedExecution.Cli.Rendering;

/// <summary>The answer to a directive, as programs read it. Part of the envelope's schema: add, never rename.</summary>
internal sealed record DirectiveView(
    DirectiveId Directive,
    RunId Run,
    bool Accepted,
    bool Recalled,
    string? Instruction,
    Refusal? Refusal,
    RunStatusView Status,
    IReadOnlyList<AllowedView> Allowed,
    long? Behind = null)
{
    public static DirectiveView Of(DirectiveReport report) => new(
        report.Answer.Directive,
        report.Run,
        report.Answer.IsAccepted,
        report.IsRecalled,
        report.Instruction is { } instruction ? InstructionText.Of(instruction) : null,
        report.Answer.Refusal,
        RunStatusView.Of(report.State),
        [.. report.Allowed.Select(one => AllowedView.Of(report.Run, one))],
        report.Answer.Behind);
}
