using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Primitives;

namespace Domain.Tests.Support;

/// <summary>
/// The sample with two lanes that converge at a decision: data (drain, reindex) and service (restart), then one of two
/// ways to reopen. The step limit is of no lane.
/// </summary>
internal static class LanedSample
{
    public static readonly LaneId Data = new("data");

    public static readonly LaneId Service = new("service");

    public static readonly DecisionPointId Reopen = new("reopen");

    public static readonly StepId Full = new("full");

    public static readonly StepId Part = new("part");

    public static Procedure Procedure { get; } = Sample.Procedure with
    {
        Lanes = [new Lane(Data, "Data", Sample.Dora), new Lane(Service, "Service")],
        DecisionPoints =
        [
            new DecisionPoint(
                Reopen, "How is it reopened?", [Data, Service], [Sample.Reindex, Sample.Restart],
                [new DecisionOption("full", "At full rate."), new DecisionOption("part", "At half rate.")], []),
        ],
        Steps =
        [
            .. Sample.Procedure.Steps.Select(step => step with { Lane = LaneOf(step.Id) }),
            Last(Full) with { When = new StepCondition(Reopen, ["full"]) },
            Last(Part) with { When = new StepCondition(Reopen, ["part"]), Lane = Service },
        ],
    };

    /// <summary>The same where the step of the second lane has no gate, so that walks get on.</summary>
    public static Procedure Ungated { get; } = Procedure with
    {
        Steps = Procedure.Steps.Replace(
            step => step.Id == Sample.Restart,
            step => step with { Gate = null, Irreversible = null, Reversal = Procedure.Steps[0].Reversal }),
    };

    /// <summary>Decided early: after one step of one lane.</summary>
    public static Procedure DecidedEarly { get; } = Ungated with
    {
        DecisionPoints = Ungated.DecisionPoints!.Replace(
            _ => true, point => point with { Lanes = [Data], Requires = [Sample.Drain] }),
    };

    private static Step Last(StepId id) => Sample.Step(id, StepClass.Keyed) with
    {
        Reversal = Sample.Procedure.Steps[0].Reversal,
    };

    private static LaneId? LaneOf(StepId step) =>
        step == Sample.Drain || step == Sample.Reindex ? Data : step == Sample.Restart ? Service : null;
}
