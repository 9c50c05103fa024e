using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Steps;

namespace DirectedExecution.Domain.Runs;

/// <summary>Lifting a block, by the table of <see cref="BlockRules"/>.</summary>
internal static class BlockDecider
{
    public static Refusal? Clear(RunDraft draft, Directive directive, Instruction.ClearBlock clear)
    {
        var state = draft.State;
        if (state.Blocks.FirstOrDefault(one => one.Id == clear.Block) is not { } block)
        {
            return new(RefusalCode.UnknownBlock, $"There is no open block {clear.Block}.");
        }

        if (!BlockRules.Allows(block.Kind, clear.Resolution))
        {
            return new(
                RefusalCode.ResolutionNotAllowed,
                $"A block of kind {block.Kind} cannot be lifted by {clear.Resolution}.");
        }

        var mayClear = BlockRules.MayClear(state, block);
        if (!mayClear.Contains(directive.Issuer))
        {
            return directive.Issuer == block.Issuer
                ? new(
                    RefusalCode.SelfApproval, $"{directive.Issuer} directed the step and may not clear what blocks it.")
                : new(
                    RefusalCode.NotInRole,
                    $"{clear.Block} is cleared by {string.Join(" or ", mayClear)}, not by {directive.Issuer}.");
        }

        if (string.IsNullOrWhiteSpace(clear.Statement))
        {
            return new(RefusalCode.ReasonMissing, "To clear a block takes a statement.");
        }

        if (state.FindAttempt(block.Attempt) is not { Stage: AttemptStage.Blocked or AttemptStage.Mismatched } attempt)
        {
            return new(RefusalCode.StepInProgress, $"{block.Attempt} is being read again; wait for the result.");
        }

        draft.Add(new RunFact.BlockCleared(block.Id, attempt.Id, clear.Statement, clear.Resolution, directive.Issuer));
        if (clear.Resolution == BlockResolution.Accept)
        {
            VerificationDecider.Reversed(draft, attempt.Id);
        }
        else
        {
            draft.Add(new RunFact.AttemptWithdrawn(attempt.Id, attempt.Step, $"{directive.Issuer}: {clear.Statement}"));
        }

        if (BlockRules.IsRunWide(block.Kind))
        {
            draft.Rehydrate();
        }

        return null;
    }
}
