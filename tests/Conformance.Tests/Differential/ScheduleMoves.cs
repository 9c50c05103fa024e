using System.Globalization;
using Google.Protobuf;
using Temporalio.Api.Schedule.V1;
using Temporalio.Api.WorkflowService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace Conformance.Tests.Differential;

/// <summary>What is done with schedules that are paused, so that no clock has a say; and with those that are not there.</summary>
internal sealed class ScheduleMoves(Cast cast) : IMoveSource
{
    private static readonly string[] Names = ["s", "t"];

    private static readonly RpcOptions Patience = new() { Timeout = TimeSpan.FromSeconds(30) };

    private readonly HashSet<string> made = new(StringComparer.Ordinal);

    public IEnumerable<(int Weight, Func<Move> Make)> Possible(Scene scene)
    {
        yield return (1, Create);
        yield return (1, () => Delete(cast.Pick(Names)));
        yield return (1, () => List);
        yield return (made.Count, Patch);
        yield return (made.Count, Update);
        yield return (1, () => Describe(cast.Pick(Names)));
        yield return (1, MatchingTimes);
    }

    public IEnumerable<Move> All() => [.. Names.Select(Describe), List];

    /// <summary>Leaves none behind.</summary>
    public static async Task EndAsync(Player player)
    {
        foreach (var name in Names)
        {
            try
            {
                await player.Rpc.DeleteScheduleAsync(
                    new() { Namespace = Player.Namespace, ScheduleId = player.Id(name) }, Patience);
            }
            catch (RpcException missing) when (missing.Code == RpcException.StatusCode.NotFound)
            {
                // It was deleted, or never made.
            }
        }
    }

    private Move Create()
    {
        var (name, spec, note) = (cast.Pick(Names), ScheduleSpecs.Pick(cast), cast.New("note"));
        var requestId = cast.OneIn(3) ? $"create-{name}" : cast.New("create-request-");
        made.Add(name);
        return new($"create schedule {name} by {requestId}, {note}: {spec}", player => ChangeAsync(
            player,
            name,
            string.Empty,
            () => player.Rpc.CreateScheduleAsync(
                new()
                {
                    Namespace = Player.Namespace,
                    ScheduleId = player.Id(name),
                    RequestId = requestId,
                    Identity = Player.Identity,
                    Schedule = Schedule(player, name, spec, note),
                    Memo = new() { Fields = { ["m"] = Values.Json($"\"{note}\"") } },
                },
                Patience)));
    }

    private Move Patch()
    {
        var (name, note) = (cast.Pick(Names), cast.New("note"));
        return new($"pause schedule {name} again, {note}", player => ChangeAsync(
            player,
            name,
            note,
            () => player.Rpc.PatchScheduleAsync(
                new()
                {
                    Namespace = Player.Namespace,
                    ScheduleId = player.Id(name),
                    RequestId = note,
                    Identity = Player.Identity,
                    Patch = new() { Pause = note },
                },
                Patience)));
    }

    private Move Update()
    {
        var (name, spec, note) = (cast.Pick(Names), ScheduleSpecs.Pick(cast), cast.New("note"));
        var token = cast.Pick("no", "stale", "its");
        return new($"update schedule {name} by {token} token, {note}: {spec}", async player =>
        {
            var request = new UpdateScheduleRequest
            {
                Namespace = Player.Namespace,
                ScheduleId = player.Id(name),
                RequestId = note,
                Identity = Player.Identity,
                Schedule = Schedule(player, name, spec, note),
                ConflictToken = token switch
                {
                    "stale" => ByteString.CopyFrom(0, 0, 0, 0, 0, 0, 0, 99),
                    "its" => (await FindAsync(player, name))?.ConflictToken ?? ByteString.Empty,
                    _ => ByteString.Empty,
                },
            };

            // One with a stale token is taken, and nothing comes of it.
            return await ChangeAsync(
                player,
                name,
                token == "stale" ? null : note,
                () => player.Rpc.UpdateScheduleAsync(request, Patience));
        });
    }

    private Move Delete(string name)
    {
        made.Remove(name);
        return new($"delete schedule {name}", player => player.TellAsync(() => player.Rpc.DeleteScheduleAsync(
            new() { Namespace = Player.Namespace, ScheduleId = player.Id(name), Identity = Player.Identity }, Patience)));
    }

    private static Move Describe(string name) => new(
        $"describe schedule {name}",
        player => player.TellAsync(() => player.Rpc.DescribeScheduleAsync(
            new() { Namespace = Player.Namespace, ScheduleId = player.Id(name) }, Patience)),
        IsAsked: true);

    private static Move List { get; } = new(
        "list schedules",
        player => player.TellAsync(
            () => player.Rpc.ListSchedulesAsync(
                new() { Namespace = Player.Namespace, Query = $"ScheduleId STARTS_WITH '{player.Id(string.Empty)}'" },
                Patience),
            reply =>
            {
                var sorted = reply.Schedules.OrderBy(entry => entry.ScheduleId, StringComparer.Ordinal).ToList();
                reply.Schedules.Clear();
                reply.Schedules.Add(sorted);
            }),
        IsAsked: true);

    private Move MatchingTimes()
    {
        var name = cast.Pick(Names);
        var from = new DateTimeOffset(2026, cast.Pick(3, 6, 10), 24, cast.Number(0, 23), 0, 0, TimeSpan.Zero);
        return new(
            $"times of schedule {name} from {from:O}",
            async player =>
            {
                var times = string.Empty;
                var told = await player.TellAsync(
                    () => player.Rpc.ListScheduleMatchingTimesAsync(
                        new()
                        {
                            Namespace = Player.Namespace,
                            ScheduleId = player.Id(name),
                            StartTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(from),
                            EndTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(from.AddDays(7)),
                        },
                        Patience),
                    reply => times = string.Join(
                        ' ', reply.StartTime.Select(time => time.Seconds.ToString(CultureInfo.InvariantCulture))));
                return $"{told}\n{times}";
            },
            IsAsked: true);
    }

    /// <summary>
    /// Officially a schedule is not ready at once, and changes of it are signals, of which two may be seen as one: so each
    /// is waited for, by its note or (of a creation, which may be the one before) by any.
    /// </summary>
    private static async Task<string> ChangeAsync<TReply>(
        Player player, string name, string? note, Func<Task<TReply>> change)
        where TReply : IMessage
    {
        var isTaken = false;
        var told = await player.TellAsync(change, _ => isTaken = true);
        if (isTaken && note is not null)
        {
            await Eventually.IsAsync(() => HasNoteAsync(player, name, note), $"{note} of schedule {name}");
        }

        return told;
    }

    /// <summary>A creation that comes again is answered as before, also when its schedule was deleted since.</summary>
    private static async Task<bool> HasNoteAsync(Player player, string name, string note) =>
        (await FindAsync(player, name))?.Schedule.State.Notes.EndsWith(note, StringComparison.Ordinal) != false;

    private static async Task<DescribeScheduleResponse?> FindAsync(Player player, string name)
    {
        try
        {
            return await player.Rpc.DescribeScheduleAsync(
                new() { Namespace = Player.Namespace, ScheduleId = player.Id(name) }, Patience);
        }
        catch (RpcException missing) when (missing.Code == RpcException.StatusCode.NotFound)
        {
            return null;
        }
    }

    private static Schedule Schedule(Player player, string name, ScheduleSpec spec, string note) => new()
    {
        Spec = spec,
        State = new() { Paused = true, Notes = note },
        Action = new()
        {
            StartWorkflow = new()
            {
                WorkflowId = player.Id($"job-{name}"),
                WorkflowType = new() { Name = "Job" },
                TaskQueue = new() { Name = player.Id("jobs") },
            },
        },
    };
}
