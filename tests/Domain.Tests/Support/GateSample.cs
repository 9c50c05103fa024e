using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;
using static Domain.Tests.Support.Sample;

namespace Domain.Tests.Support;

/// <summary>The sample's charter with groups, and its procedure with other gates.</summary>
internal static class GateSample
{
    public static readonly PersonId Erik = new("erik");
    public static readonly PersonId Fay = new("fay");

    public static readonly GatePolicy Plain = new(GateTier.Review, [Ben, Dora]);

    /// <summary>Ben belongs to both groups; Fay is a specialist and decides nowhere in her own right.</summary>
    public static Charter Charter { get; } = Sample.Charter with
    {
        Roles = Sample.Charter.Roles with
        {
            Specialists = [Fay],
            Groups = [new RoleGroup("ops", [Ben, Erik]), new RoleGroup("security", [Dora, Ben])],
        },
    };

    public static GateLadder Ladder { get; } = new(
        TimeSpan.FromHours(2), GateLadder.DefaultRemindPercent, GateLadder.DefaultEscalatePercent,
        GateLadder.DefaultEndPercent, LadderEnd.FailClosed, [Carla], [], GateMode.Synchronous);

    /// <summary>Everything about the step is said, and nothing of it is risky.</summary>
    public static RiskFactors Harmless { get; } = new(
        Reversibility.Reversible, TimeSpan.FromMinutes(1), BlastRadius.Item, new Money(0, "EUR"), Sensitivity.Internal,
        "test", [], Deletes: false);

    public static RiskPolicy Policy { get; } = new(
        "site-risk",
        "1",
        ["production"],
        new Money(100, "EUR"),
        [],
        [
            new GatePolicy(GateTier.Acknowledge, [Ben, Dora]),
            new GatePolicy(GateTier.Review, [Ben, Dora]),
            new GatePolicy(GateTier.Approve, [Dora], Groups: ["ops"]),
        ],
        []);

    /// <summary>A procedure with a gate at every place that there is.</summary>
    public static Procedure Everywhere { get; } = Sample.Procedure with
    {
        Steps = Sample.Procedure.Steps.Select(step => Stated(step) with
        {
            GateAfter = step.Id == Drain ? Plain : null,
            Checkpoint = step.Id == Reindex ? Plain : null,
            Gate = step.Id == Limit ? Plain with { Groups = ["ops"], Ladder = Ladder } : step.Gate,
            RiskFactors = step.Id == Reindex ? Harmless : null,
        }).ToValueList(),
        Escalation = new GatePolicy(GateTier.Approve, [Ben, Dora], TimeSpan.FromHours(1)),
    };

    public static Procedure With(StepId step, Func<Step, Step> change) => Sample.Procedure with
    {
        Steps = Sample.Procedure.Steps.Select(one => Stated(one.Id == step ? change(one) : one)).ToValueList(),
    };

    public static Procedure Gated(StepId step, GatePolicy gate) => With(step, one => one with { Gate = gate });

    /// <summary>Each step with a risk statement, so that a policy may ask for a gate anywhere.</summary>
    private static Step Stated(Step step) => step with
    {
        Risk = step.Risk ?? new RiskStatement("Some orders.", "It stays as it is.", ["Wait."], ["OPS-4"]),
    };
}
