using DirectedExecution.Cli.Commands.Amendments;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Cli.Commands.Steering;

/// <summary><c>confirm RUN</c>: the lead confirms scope, boundaries and steps before any live action.</summary>
internal sealed class ConfirmCommand(CliHost host, GlobalOptions global)
    : DirectiveVerb(
        host, global, "confirm", "Confirm charter and procedure: before any live action, or when they are amended.")
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    protected override async Task<Instruction> InstructAsync(CommandContext context, RunView run)
    {
        var state = await run.StateAsync();
        return state.Amendment is { } amendment
            ? new Instruction.ConfirmCharter(amendment.CharterDigest, amendment.ProcedureDigest)
            : new Instruction.ConfirmCharter(state.CharterDigest, state.ProcedureDigest);
    }

    /// <summary>Where the procedure has prerequisites, the answer is what they are found to be.</summary>
    protected override async Task<ExitCode> AfterwardsAsync(CommandContext context, RunView run)
    {
        while (true)
        {
            var state = await run.RenewAsync();
            if (state.Check is not { IsAwaited: true, Purpose: ReadingPurpose.Prerequisites })
            {
                return state.Status == RunStatus.AwaitingConfirmation ? ExitCode.Blocked : ExitCode.Ok;
            }

            await Task.Delay(Pause, context.Host.Clock, context.CancellationToken);
        }
    }

    protected override string? Question(DirectiveDraft draft)
    {
        var charter = draft.State.Amendment?.Charter ?? draft.State.Charter;
        var procedure = draft.State.Amendment?.Procedure ?? draft.State.Procedure;
        var amended = draft.State.Amendment is { } amendment ? $"{ProposedAmendment.Text(amendment)}\n" : string.Empty;
        return $"""
            {amended}procedure   {procedure.Id} {procedure.Version}
            objective   {charter.Objective}
            lead        {charter.Lead}
            targets     {string.Join(", ", charter.Targets.Select(target => $"{target.Id} ({target.Environment})"))}
            boundaries  {string.Join("; ", charter.Boundaries.Select(boundary => boundary.Statement))}
            no-go       {string.Join("; ", charter.NoGoConditions.Select(condition => condition.Statement))}
            steps       {string.Join(", ", procedure.Steps.Select(step => step.Id.Value))}
            Confirm this?
            """;
    }
}
