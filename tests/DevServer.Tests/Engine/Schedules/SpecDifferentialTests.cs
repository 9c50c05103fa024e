using System.Globalization;
using DevServer.Tests.Hosting;
using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Engine.Schedules.Spec;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Api.WorkflowService.V1;
using Tests.Support;
using Xunit.Abstractions;

namespace DevServer.Tests.Engine.Schedules;

/// <summary>
/// Random specs given to the reference server, in schedules that are paused, and to the spec engine: what is refused and
/// with which sentence, how it is described, and when it acts, around changes of clocks above all. A failure names its
/// seed: SPEC_FIRST=seed repeats it alone; SPEC_SEEDS=n tries n specs instead of a few.
/// </summary>
public sealed class SpecDifferentialTests(ITestOutputHelper output)
{
    private const int AtOnce = 8;
    private const int Windows = 3;

    /// <summary>As many as the reference server lists at once.</summary>
    private const int MostListed = 1_000;

    private const int MostSteps = 20_000;

    private static readonly int First = Number("SPEC_FIRST", 1);

    private static readonly int Count =
        Number("SPEC_SEEDS", Environment.GetEnvironmentVariable("SPEC_FIRST") is null ? 15 : 1);

    [SkippableFact]
    public async Task RandomSpecs_OnTheReferenceServer_AreReadAlike()
    {
        Skip.If(RealServer.WhyMissing is not null, RealServer.WhyMissing);
        using var client = new RawClient((await RealServer.SharedAsync()).Address);
        var space = await client.CallAsync<DescribeNamespaceResponse>(
            new DescribeNamespaceRequest { Namespace = "default" });
        var failures = new List<string>();
        var (refused, leftOut) = (0, 0);
        await Parallel.ForEachAsync(
            Enumerable.Range(First, Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (seed, _) =>
            {
                var judge = new Judge(client, space.NamespaceInfo.Id, seed);
                string? why;
                try
                {
                    why = await judge.WhyDifferentAsync();
                }
                catch (Exception failure) when (failure is HttpRequestException or RawRpcException)
                {
                    why = $"no answer: {failure.Message}";
                }

                lock (failures)
                {
                    failures.AddRange(why is null ? [] : [$"Seed {seed}: {why}\n{judge.Spec}"]);
                    refused += judge.IsRefused ? 1 : 0;
                    leftOut += judge.IsLeftOut ? 1 : 0;
                }
            });
        output.WriteLine($"Seeds {First} to {First + Count - 1}; {refused} refused by both, {leftOut} left out.");
        Assert.True(failures.Count == 0, $"{failures.Count} differ.\n{string.Join("\n\n", failures.Take(20))}");
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;

    private sealed class Judge(RawClient client, string namespaceId, int seed)
    {
        private readonly SpecMaker maker = new(seed, faults: seed % 3 == 0);
        private readonly string id = "spec-" + Guid.NewGuid().ToString("N");

        public ScheduleSpec Spec { get; private set; } = new();

        public bool IsRefused { get; private set; }

        /// <summary>Its exclusions leave so little that the reference server would search for minutes.</summary>
        public bool IsLeftOut { get; private set; }

        private string JitterSeed => $"{namespaceId}-{id}";

        public async Task<string?> WhyDifferentAsync()
        {
            Spec = maker.Make();
            CompiledSpec? compiled = null;
            string? refusal = null;
            try
            {
                compiled = CompiledSpec.Compile(Spec);
            }
            catch (RpcError error)
            {
                refusal = $"{error.Code}: {error.Message}";
            }

            var before = DateTimeOffset.UtcNow;
            (DateTimeOffset From, TimeSpan Length)[] windows =
                [.. Enumerable.Range(0, Windows).Select(_ => (maker.When(), maker.Length()))];
            if (compiled is not null && (TakesLong(before) ||
                Array.Exists(windows, window => TakesLong(window.From))))
            {
                IsLeftOut = true;
                return null;
            }

            var officially = await CreateAsync();
            IsRefused = refusal is not null;
            if (compiled is null || officially is not null)
            {
                return refusal == officially || IsBreakdown(officially, refusal)
                    ? null
                    : $"refused officially with {officially ?? "nothing"}, here with {refusal}";
            }

            var why = await WhyDescribedOtherwiseAsync(compiled, before);
            foreach (var (from, length) in windows)
            {
                why ??= await WhyListedOtherwiseAsync(compiled, from, length);
            }

            await client.CallAsync<DeleteScheduleResponse>(
                new DeleteScheduleRequest { Namespace = "default", ScheduleId = id });
            return why;
        }

        /// <summary>Of a step back in an exclusion the reference server makes a fault of its own.</summary>
        private static bool IsBreakdown(string? officially, string? refusal) =>
            officially?.StartsWith("Internal: something went wrong", StringComparison.Ordinal) == true &&
            refusal?.Contains("invalid exclude calendar spec", StringComparison.Ordinal) == true;

        private bool TakesLong(DateTimeOffset from)
        {
            var (plain, all) = (Spec.Clone(), Spec.Clone());
            plain.Jitter = all.Jitter = null;
            all.ExcludeStructuredCalendar.Clear();
#pragma warning disable CS0612 // Deprecated, and still read.
            all.ExcludeCalendar.Clear();
#pragma warning restore CS0612
            var (some, every) = (CompiledSpec.Compile(plain), CompiledSpec.Compile(all));
            var (next, steps, found) = (some.Next(from, string.Empty), 0, 0);
            for (var time = every.Next(from, string.Empty); time is not null && found < MostListed;)
            {
                (steps, found) = time == next ? (0, found + 1) : (steps + 1, found);
                if (steps > MostSteps)
                {
                    return true;
                }

                next = time == next ? some.Next(time.Value.Nominal, string.Empty) : next;
                time = every.Next(time.Value.Nominal, string.Empty);
            }

            return false;
        }

        private async Task<string?> CreateAsync()
        {
            var request = new CreateScheduleRequest
            {
                Namespace = "default",
                ScheduleId = id,
                RequestId = id,
                Schedule = new Schedule
                {
                    Spec = Spec,
                    State = new ScheduleState { Paused = true },
                    Action = new ScheduleAction
                    {
                        StartWorkflow = new NewWorkflowExecutionInfo
                        {
                            WorkflowId = id,
                            WorkflowType = new WorkflowType { Name = "Nobody" },
                            TaskQueue = new TaskQueue { Name = "nobody" },
                        },
                    },
                },
            };
            try
            {
                await client.CallAsync<CreateScheduleResponse>(request);
                return null;
            }
            catch (RawRpcException error)
            {
                return error.Message;
            }
        }

        private async Task<string?> WhyDescribedOtherwiseAsync(CompiledSpec compiled, DateTimeOffset before)
        {
            var described = await client.CallAsync<DescribeScheduleResponse>(
                new DescribeScheduleRequest { Namespace = "default", ScheduleId = id });
            if (!described.Schedule.Spec.Equals(compiled.Canonical))
            {
                return $"described as {described.Schedule.Spec}, here as {compiled.Canonical}";
            }

            // The first is the first after it was made, which is known to the second only.
            var official = described.Info.FutureActionTimes.Select(time => time.ToDateTimeOffset()).ToList();
            var after = official.Count == 0 ? before : official[0].AddMilliseconds(-1);
            if (official.Count > 0 && compiled.Next(before, JitterSeed)?.Actual > official[0])
            {
                return $"the first official moment is {official[0]:O}, here none is before {compiled.Next(before, JitterSeed)}";
            }

            // The moment of a nominal time in the past may lie ahead: then it is no start of a row.
            return official.Count > 0 && Spec.Jitter is not null
                ? Difference("future", official[1..], Row(compiled, official[0]).Take(official.Count - 1))
                : Difference("future", official, Row(compiled, after).Take(10));
        }

        private async Task<string?> WhyListedOtherwiseAsync(CompiledSpec compiled, DateTimeOffset from, TimeSpan length)
        {
            var listed = await client.CallAsync<ListScheduleMatchingTimesResponse>(
                new ListScheduleMatchingTimesRequest
                {
                    Namespace = "default",
                    ScheduleId = id,
                    StartTime = from.ToTimestamp(),
                    EndTime = (from + length).ToTimestamp(),
                });
            return Difference(
                $"from {from:O} for {length}",
                listed.StartTime.Select(time => time.ToDateTimeOffset()),
                Row(compiled, from).TakeWhile(time => time <= from + length).Take(MostListed));
        }

        private IEnumerable<DateTimeOffset> Row(CompiledSpec compiled, DateTimeOffset after)
        {
            while (compiled.Next(after, JitterSeed) is { } next)
            {
                yield return after = next.Actual;
            }
        }

        private static string? Difference(
            string what, IEnumerable<DateTimeOffset> official, IEnumerable<DateTimeOffset> ours)
        {
            DateTimeOffset[] these = [.. official], those = [.. ours];
            var same = these.Zip(those).TakeWhile(pair => pair.First == pair.Second).Count();
            return same == these.Length && same == those.Length
                ? null
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{what}: {these.Length} officially, {those.Length} here; number {same} is {At(these, same)} and {At(those, same)}");
        }

        private static string At(DateTimeOffset[] times, int index) =>
            index < times.Length ? times[index].ToString("O", CultureInfo.InvariantCulture) : "none";
    }
}
