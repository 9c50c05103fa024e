using System.Globalization;
using System.Text;
using Conformance.Tests.Dialogue;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.WorkflowService.V1;

namespace Conformance.Tests.Schedules;

/// <summary>
/// The same random life of a schedule on several servers: what a person asks of it and what becomes of its runs. It acts
/// by what it is asked alone, so that no clock has a say. After each move all must describe the same.
/// </summary>
internal sealed class ScheduleStory(int seed, params IReadOnlyList<Conversation> talks)
{
    private const int Moments = 1000;

    private readonly Random random = new(seed);
    private readonly StringBuilder told = new();
    private readonly ScheduleStoryWorker worker = new();
    private int moment;
    private bool hasRunning;

    /// <summary>Gets what was asked so far, and how it was described then.</summary>
    public string Told => told.ToString();

    public async Task TellAsync(int moves)
    {
        foreach (var talk in talks)
        {
            await talk.CreateScheduleAsync(request =>
            {
                request.Schedule.Spec = ScheduleTalk.Every(60);
                request.Schedule.State = new() { Paused = true };
                request.Schedule.Action.StartWorkflow.WorkflowTaskTimeout = Do.Span(120);
            });
        }

        for (var move = 0; move < moves; move++)
        {
            await (random.Next(8) switch
            {
                < 3 => TriggerAsync(),
                < 6 when hasRunning => WorkAsync(),
                6 => random.Next(2) == 0 ? BackfillAsync() : NoteAsync(),
                _ => UpdateAsync(),
            });
            await UntilSameAsync();
        }

        foreach (var talk in talks)
        {
            await talk.EndScheduleAsync();
        }
    }

    private async Task TriggerAsync()
    {
        // Some moments come again: their ids are taken, or were.
        var asked = moment > 0 && random.Next(4) == 0 ? random.Next(moment) : moment++;
        var policy = (ScheduleOverlapPolicy)random.Next(7);
        await EachAsync($"trigger {asked} {policy}", talk => talk.PatchAsync(patch => patch.TriggerImmediately = new()
        {
            ScheduledTime = ScheduleTalk.Moment(asked).ToTimestamp(),
            OverlapPolicy = policy,
        }));
    }

    private async Task BackfillAsync()
    {
        var (first, count, policy) = (Moments + moment, random.Next(1, 13), (ScheduleOverlapPolicy)random.Next(7));
        moment += count;
        await EachAsync($"backfill {first} {count} {policy}", talk => talk.PatchAsync(patch =>
            patch.BackfillRequest.Add(new BackfillRequest
            {
                StartTime = ScheduleTalk.Moment(first).ToTimestamp(),
                EndTime = ScheduleTalk.Moment(first + count - 1).ToTimestamp(),
                OverlapPolicy = policy,
            })));
    }

    private Task NoteAsync()
    {
        var note = $"note {random.Next(100)}";
        return EachAsync(note, talk => talk.PatchAsync(patch => patch.Pause = note));
    }

    private Task UpdateAsync()
    {
        var (policy, pauses) = ((ScheduleOverlapPolicy)random.Next(1, 7), random.Next(2) == 0);
        return EachAsync($"update {policy} {pauses}", talk => talk.UpdateScheduleAsync(request =>
        {
            request.Schedule.Policies.OverlapPolicy = policy;
            request.Schedule.Policies.PauseOnFailure = pauses;
        }));
    }

    /// <summary>A worker ends the run that the schedule watches.</summary>
    private async Task WorkAsync()
    {
        var (kind, result) = (random.Next(8), random.Next(100));
        var seen = await Task.WhenAll(talks.Select(async talk =>
        {
            var running = (await talk.ScheduleAsync()).Info.RunningWorkflows[0].WorkflowId;
            return Plain(talk, await worker.EndAsync(talk, running, End(talk, kind, result)));
        }));
        told.AppendLine(CultureInfo.InvariantCulture, $"work {kind} {result}: {seen[0]}");
        Assert.True(seen.Distinct().Count() == 1, $"Seed {seed}: the tasks differ.\n{Told}\n{string.Join('\n', seen)}");
    }

    private static Command End(Conversation talk, int kind, int result) => kind switch
    {
        < 4 => Do.Complete($"{result}"),
        < 6 => Do.Fail(),
        6 => Do.Cancel(),
        _ => Do.ContinueAsNew(talk),
    };

    private async Task EachAsync(string what, Func<Conversation, Task> ask)
    {
        told.AppendLine(what);
        foreach (var talk in talks)
        {
            await ask(talk);
        }
    }

    private async Task UntilSameAsync()
    {
        var texts = new List<string>();
        try
        {
            await Eventually.IsAsync(
                async () =>
                {
                    texts.Clear();
                    foreach (var talk in talks)
                    {
                        texts.Add(Plain(talk, Describe(await talk.ScheduleAsync())));
                    }

                    return texts.Distinct().Count() == 1;
                },
                "the same description");
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Seed {seed}: the descriptions differ.\n{Told}\n{string.Join('\n', texts)}");
        }

        hasRunning = !texts[0].Contains("running  recent", StringComparison.Ordinal);
        told.AppendLine(texts[0]);
    }

    private static string Describe(DescribeScheduleResponse found)
    {
        var info = found.Info;
        var recent = info.RecentActions.Select(
            action => $"{action.StartWorkflowResult.WorkflowId} {action.StartWorkflowStatus} {action.ScheduleTime.Seconds}");
        return $"  {Convert.ToHexString(found.ConflictToken.Span)} {found.Schedule.Policies} {found.Schedule.State} " +
            $"acted {info.ActionCount} skipped {info.OverlapSkipped} waiting {info.BufferSize} dropped {info.BufferDropped} " +
            $"missed {info.MissedCatchupWindow} running {string.Join(',', info.RunningWorkflows.Select(run => run.WorkflowId))} " +
            $"recent {string.Join(',', recent)}";
    }

    private static string Plain(Conversation talk, string text) =>
        text.Replace(talk.WorkflowId, "ID", StringComparison.Ordinal);
}
