using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Verification;

namespace Domain.Tests.Support;

/// <summary>A small charter and procedure with a step of each class.</summary>
internal static class Sample
{
    public static readonly PersonId Ana = new("ana");
    public static readonly PersonId Ben = new("ben");
    public static readonly PersonId Carla = new("carla");
    public static readonly PersonId Dora = new("dora");

    public static readonly StepId Drain = new("drain");
    public static readonly StepId Restart = new("restart");
    public static readonly StepId Reindex = new("reindex");
    public static readonly StepId Limit = new("limit");

    public static readonly DateTimeOffset Start = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static Charter Charter { get; } = new(
        "incident-7",
        "Bring the order service back.",
        Ana,
        new ProcedureReference("orders-recovery", "1.0"),
        [
            new Target(new TargetId("orders"), "production", JsonData.Parse("""{"url":"http://orders","port":8080}""")),
        ],
        [
            new Boundary(
                new BoundaryId("limit-cap"),
                "The order limit stays below 1000.",
                [new Expectation("$.parameters.limit", ExpectationOperator.AtLeast, JsonData.Of(1000))],
                [Carla]),
        ],
        [],
        new Roles([Ben, Dora], [Carla, Dora, Ben], [], []),
        [],
        PrivacyClass.Internal,
        RunMode.Live);

    public static Procedure Procedure { get; } = new(
        "orders-recovery",
        "1.0",
        "Recover the order service",
        [],
        [
            Step(Drain, StepClass.Keyed) with { Reversal = Undo(Drain, within: TimeSpan.FromHours(1)) },
            Step(Restart, StepClass.Opaque) with
            {
                Before = [
                    Read("before", "health", "api"),
                    Read("before-2", "health", "database"),
                    Read("queue", "queue", "api"),
                    Read("queue-2", "queue", "database"),
                    Read("version", "version", "api") with
                    {
                        Expectation = new Expectation("$.ok", ExpectationOperator.Exists),
                    },
                    Read("load", "load", "api") with
                    {
                        Expectation = new Expectation("$.ok", ExpectationOperator.Exists),
                        Binding = ReadBinding.Outcome,
                    },
                ],
                Gate = new GatePolicy(GateTier.Approve, [Ben, Dora], TimeSpan.FromMinutes(30)),
                Risk =
                    new RiskStatement("All orders for a minute.", "It does not come up again.", ["Wait."], ["OPS-4"]),
                Irreversible = "A restart cannot be taken back.",
            },
            Step(Reindex, StepClass.Probed) with
            {
                After = [Read("a", "index", "api"), Read("b", "index", "database")],
                Reversal = Undo(Reindex),
                Requires = [Drain],
            },
            Step(Limit, StepClass.Transactional) with
            {
                Arguments = [new ArgumentDeclaration("limit", ArgumentType.Number, Required: true, [])],
                Action = Call("sql", """{"limit":"{{args.limit}}","url":"{{targets.orders.url}}/limit"}"""),
                Reversal = Undo(Limit),
            },
        ]);

    public static Step Step(StepId id, StepClass stepClass) => new(
        id,
        $"Do {id}",
        stepClass,
        [new TargetId("orders")],
        [],
        Call("http", $$$"""{"url":"{{targets.orders.url}}/{{{id}}}"}"""),
        [Read("before", $"{id} before", "api")],
        [Read("after", $"{id} after", "api") with { Settles = stepClass != StepClass.Opaque }],
        TimeSpan.FromMinutes(1),
        []);

    public static VerificationRead Read(string id, string fact, string source) => new(
        new ReadId(id),
        fact,
        source,
        Call("http", """{"url":"{{targets.orders.url}}/state"}"""),
        new Expectation("$.ok", ExpectationOperator.Equals, JsonData.Of(true)),
        ReadBinding.Value,
        Settles: false);

    public static ToolCall Call(string kind, string parameters) =>
        new(kind, JsonData.Parse(parameters), TimeSpan.FromSeconds(5));

    private static Reversal Undo(StepId id, TimeSpan? within = null) => new(
        $"Undo {id}.",
        StepClass.Keyed,
        Call("http", $$"""{"url":"http://orders/undo/{{id}}"}"""),
        [Read("undo-before", $"{id} after", "api")],
        [Read("undo-after", $"{id} before", "api")],
        within);
}
