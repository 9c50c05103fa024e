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

namespace DevServer.Tests.Engine.Schedules;

/// <summary>One random spec, given to the reference server in a paused schedule of its own, and to the spec engine.</summary>
internal sealed class SpecJudge(RawClient client, string namespaceId, int seed)
{
    private const int Windows = 3;

    /// <summary>As many as the reference server lists at once.</summary>
    private const int MostListed = 1_000;

    private const int MostSteps = 20_000;
    private const int MostForetold = 10;

    private readonly SpecMaker maker = new(seed, faults: seed % 3 == 0);
    private readonly string id = "spec-" + Guid.NewGuid().ToString("N");

    public ScheduleSpec Spec { get; private set; } = new();

    public bool IsRefused { get; private set; }

    /// <summary>Its exclusions leave so little that the reference server would search for minutes.</summary>
    public bool IsLeftOut { get; private set; }

    /// <summary>How many were the same.</summary>
    public int Moments { get; private set; }

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

        // Officially it begins when it was made, which is a little after the moment known here.
        var official = described.Info.FutureActionTimes.Select(time => time.ToDateTimeOffset()).ToList();
        var ours = Row(compiled, before).SkipWhile(time => official.Count > 0 && time < official[0]);
        return Difference("future", official, ours.Take(MostForetold));
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

    private string? Difference(
        string what, IEnumerable<DateTimeOffset> official, IEnumerable<DateTimeOffset> ours)
    {
        DateTimeOffset[] these = [.. official], those = [.. ours];
        var same = these.Zip(those).TakeWhile(pair => pair.First == pair.Second).Count();
        Moments += same;
        return same == these.Length && same == those.Length
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {these.Length} officially, {those.Length} here; number {same} is {At(these, same)} and {At(those, same)}");
    }

    private static string At(DateTimeOffset[] times, int index) =>
        index < times.Length ? times[index].ToString("O", CultureInfo.InvariantCulture) : "none";
}
