using System.Diagnostics;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Bench;

/// <summary>
/// How long a run takes from the last reading to the open gate with its evidence packet, without the tools that read: a
/// step with much more evidence than those of the examples, scored by a risk policy. No server is asked.
/// </summary>
internal static class PacketLoad
{
    /// <summary>Reads of the step, each with a value of about <see cref="ValueLength"/> characters.</summary>
    public const int Reads = 24;

    public const int ValueLength = 1_500;

    private const int WarmUp = 50;
    private const int Measured = 500;

    private static readonly StepId Step = new("open");
    private static readonly PersonId Lead = new("ana");
    private static readonly PersonId Approver = new("ben");

    public static IReadOnlyList<Sample> Run()
    {
        var times = new List<double>();
        for (var i = 0; i < WarmUp + Measured; i++)
        {
            var time = OpenGate(i);
            if (i >= WarmUp)
            {
                times.Add(time);
            }
        }

        return
        [
            new(BenchServer.Embedded, "evidence packet (no server), p50", "ms", Quantiles.Of(times, 0.50)),
            new(BenchServer.Embedded, "evidence packet (no server), p95", "ms", Quantiles.Of(times, 0.95)),
        ];
    }

    private static double OpenGate(int number)
    {
        var now = DateTimeOffset.UnixEpoch.AddDays(number);
        var state = RunState.NotOpened;
        Send(new RunInput.OpenRun(new RunId($"bench-{number}"), Order, Steps, Policy: Policy));
        Send(Direct(new Instruction.ConfirmCharter(state.CharterDigest, state.ProcedureDigest)));
        Send(Direct(new Instruction.RunStep(Step)));
        var around = state.Work.OfType<Work.LookAround>().Single();
        Send(new RunInput.SurveyTaken(around.Attempt, around.Phase, new Survey(now, 3, [])));
        var reads = state.Work.OfType<Work.TakeReadings>().Single();
        var readings = reads.Reads.Select(read => new Reading(read.Id, now, Evidence)).ToValueList();

        var clock = Stopwatch.GetTimestamp();
        Send(new RunInput.ReadingsTaken(reads.Attempt, reads.Phase, readings));
        var time = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        return state.Gates.Count == 1 ? time : throw new InvalidOperationException(
            $"No gate was opened: {string.Join("; ", state.Blocks.Select(block => block.Sentence))}");

        void Send(RunInput input)
        {
            var advance = RunJournal.Advance(state, input, now);
            state = advance.Entries.FirstOrDefault(entry => entry.Fact is RunFact.OpeningRefused or RunFact.DirectiveRefused)
                is { } refused ? throw new InvalidOperationException(refused.Fact.ToString()) : advance.State;
        }

        RunInput.DirectiveReceived Direct(Instruction instruction) => new(new Directive(
            new DirectiveId(Guid.NewGuid().ToString("N")), Lead, state.LeadEpoch, now, instruction));
    }

    private static Charter Order { get; } = new(
        "bench", "Measure it.", Lead, new ProcedureReference("bench", "1"),
        [new Target(new TargetId("site"), "production", JsonData.EmptyObject)], [], [],
        new Roles([Approver], [Approver, new PersonId("carla")], [], []), [], PrivacyClass.Internal, RunMode.Live);

    private static Procedure Steps { get; } = new(
        "bench", "1", "Measured", [],
        [
            new Step(
                Step, "Open it", StepClass.Keyed, [new TargetId("site")], [], Call,
                [.. Enumerable.Range(0, Reads).Select(number => Read($"before-{number}", settles: false))],
                [Read("after", settles: true)],
                TimeSpan.FromMinutes(1), [],
                new GatePolicy(GateTier.Approve, [Approver], TimeSpan.FromHours(1)),
                new RiskStatement("The site.", "It stays shut.", ["Wait."], ["A policy"]),
                new Reversal(
                    "Shut it.", StepClass.Keyed, Call, [Read("open", settles: false)], [Read("shut", settles: false)])),
        ]);

    private static RiskPolicy Policy { get; } = new(
        "bench", "1", ["production"], new Money(100, "EUR"), [],
        [
            new GatePolicy(GateTier.Acknowledge, [Approver]), new GatePolicy(GateTier.Review, [Approver]),
            new GatePolicy(GateTier.Approve, [Approver]),
        ],
        []);

    private static JsonData Evidence { get; } =
        JsonData.Of(new Dictionary<string, object> { ["ok"] = true, ["text"] = new string('x', ValueLength) });

    private static ToolCall Call => new("http", JsonData.Parse("""{"url":"http://127.0.0.1:1"}"""), TimeSpan.FromSeconds(5));

    private static VerificationRead Read(string id, bool settles) => new(
        new ReadId(id), id, "api", Call, new Expectation("$.ok", ExpectationOperator.Equals, JsonData.Of(true)),
        ReadBinding.Value, settles);
}
