using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Runs;

/// <summary>
/// Which steps concern each other. One rule for everything: two steps do when they are of the same lane, or when one of
/// them is of none. So a run without lanes is one lane, and a step without a lane waits for all and holds all.
/// </summary>
internal static class LaneRules
{
    public static bool Share(LaneId? left, LaneId? right) => left is null || right is null || left == right;

    public static LaneId? Of(RunState state, StepId step) => state.Procedure.FindStep(step)?.Lane;

    /// <summary>Whether what happens at <paramref name="step"/> concerns a lane; no lane means the whole run.</summary>
    public static bool Concerns(RunState state, StepId step, LaneId? lane) => Share(Of(state, step), lane);

    /// <summary>Who leads a lane: its own lead, where it was taken over, or the lead of the run.</summary>
    public static PersonId LeadOf(RunState state, LaneId? lane) => Tenure(state, lane)?.Lead ?? state.Lead;

    public static int EpochOf(RunState state, LaneId? lane) => Tenure(state, lane)?.Epoch ?? 0;

    public static int EpochOf(RunState state, Instruction instruction) => EpochOf(state, LaneOf(state, instruction));

    /// <summary>The lane that an instruction is about; null for those about the run.</summary>
    public static LaneId? LaneOf(RunState state, Instruction instruction) => instruction switch
    {
        Instruction.RunStep run => Of(state, run.Step),
        Instruction.Skip skip => Of(state, skip.Step),
        Instruction.Reverse reverse => Of(state, reverse.Step),
        Instruction.Verify verify => Of(state, verify.Step),
        Instruction.Redirect redirect => Of(state, redirect.To),
        Instruction.WithdrawAttempt withdraw when state.FindAttempt(withdraw.Attempt) is { } attempt =>
            Of(state, attempt.Step),
        Instruction.OfferTakeover offer => offer.Lane,
        _ => null,
    };

    public static bool IsLaned(RunState state) => state.Procedure.Lanes is { IsEmpty: false };

    private static LaneTenure? Tenure(RunState state, LaneId? lane) =>
        lane is null ? null : state.LaneLeads?.LastOrDefault(tenure => tenure.Lane == lane);
}
