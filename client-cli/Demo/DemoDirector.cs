using DirectedExecution.Cli.Connection;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Cli.Rendering;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Cli.Demo;

/// <summary>
/// Carries out a script: sends each directive as its person, checks what came of it, lets the events happen.
/// </summary>
internal sealed class DemoDirector(
    DemoFolder folder, DemoStage stage, IScriptSite site, DemoProgress progress, CliHost host)
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly DemoWaits waits = new(site, host.Clock);
    private readonly List<RunId> runs = [];
    private IRunGateway gateway = null!;
    private RunView run = null!;
    private StepId step;

    /// <summary>The runs that were led, the first one first.</summary>
    public IReadOnlyList<RunId> Runs => runs;

    public async Task<IRunGateway> PlayAsync(
        IReadOnlyList<ScriptLine> script, RunId first, Workflows.Contracts.RunOpening opening,
        CancellationToken cancellationToken)
    {
        gateway = await TemporalLink.GatewayAsync(stage.Settings, cancellationToken);
        await OpenAsync(first, opening, cancellationToken);
        foreach (var line in script)
        {
            if (line.Event is { } happening)
            {
                await HappenAsync(line, happening, cancellationToken);
            }
            else
            {
                await DirectAsync(line, cancellationToken);
            }
        }

        return gateway;
    }

    private async Task OpenAsync(RunId id, Workflows.Contracts.RunOpening opening, CancellationToken cancellationToken)
    {
        progress.Doing($"opening run {id}");
        await gateway.StartAsync(id, opening, cancellationToken);
        run = new RunView(gateway, id, cancellationToken);
        await RenewAsync(cancellationToken);
        runs.Add(id);
        progress.Done("", $"run {id} opened", "awaits confirmation");
    }

    private async Task DirectAsync(ScriptLine line, CancellationToken cancellationToken)
    {
        var state = await RenewAsync(cancellationToken);
        var instructions = ScriptInstructions.Of(line, state);
        foreach (var instruction in instructions)
        {
            var what = ShortText(instruction);
            progress.Doing($"{line.By}: {what}");
            var directive = Compose(line, state, instruction);
            var answer = await new DirectiveExchange(gateway, host.Clock).AskAsync(
                run.Run, directive, AnswerLimit, cancellationToken);
            Check(line, answer);
            if (answer.Refusal is { } refusal)
            {
                progress.Done(line.By!, what, $"refused ({Words.Code(refusal.Code)}): {refusal.Sentence}");
                return;
            }

            if (instructions.Count == 1)
            {
                progress.Done(line.By!, what, "accepted");
            }
        }

        if (instructions.Count > 1)
        {
            progress.Done(line.By!, $"reads {instructions.Count} points of the packet back", "each accepted");
        }

        step = line.Text("step") is { } named ? new StepId(named) : step;
        await WaitAsync(line, cancellationToken);
    }

    /// <summary>A worker that is busy, or has just begun, answers a little later.</summary>
    private async Task<RunState> RenewAsync(CancellationToken cancellationToken)
    {
        var end = host.Clock.GetUtcNow() + AnswerLimit;
        while (true)
        {
            try
            {
                return await run.RenewAsync();
            }
            catch (CliException away) when (away.IsTransient && host.Clock.GetUtcNow() < end)
            {
                await Task.Delay(Look, host.Clock, cancellationToken);
            }
        }
    }

    private Directive Compose(ScriptLine line, RunState state, Instruction instruction) => new(
        new DirectiveId(host.NewId()),
        new PersonId(line.By!),
        line.Values.TryGetValue("epoch", out var epoch) ? epoch.Element.GetInt32() : state.LeadEpoch,
        host.Clock.GetUtcNow(),
        instruction,
        line.Text("reason"),
        state.Head,
        run.Run);

    private async Task HappenAsync(ScriptLine line, string happening, CancellationToken cancellationToken)
    {
        progress.Doing(happening);
        switch (happening)
        {
            case "kill-worker":
                var id = stage.WorkerId;
                await stage.KillWorkerAsync();
                progress.Done("", $"worker process {id} killed (kill -9)", "in the middle of the action");
                break;
            case "start-worker":
                await stage.StartWorkerAsync(cancellationToken);
                progress.Done("", $"worker process {stage.WorkerId} started", "it goes on where the record ends");
                break;
            case "successor":
                await SucceedAsync(cancellationToken);
                break;
            default:
                if (!await site.TryHappenAsync(happening, cancellationToken))
                {
                    throw line.Bad($"the event \"{happening}\" is not known");
                }

                progress.Done("", happening, "happened");
                break;
        }

        await WaitAsync(line, cancellationToken);
    }

    /// <summary>The packet goes through a file, as it would between two sites.</summary>
    private async Task SucceedAsync(CancellationToken cancellationToken)
    {
        var packet = await gateway.PacketAsync(run.Run, cancellationToken);
        await File.WriteAllTextAsync(folder.PacketFile, Commands.JsonFile.Text(packet), cancellationToken);
        progress.Done("", "takeover packet written", $"packet {packet.Digest.Short}");
        var opening = OpeningFiles.Continue(OpeningFiles.ReadPacket(host, folder.PacketFile));
        await OpenAsync(new RunId($"{Runs[0]}-successor"), opening, cancellationToken);
    }

    private async Task WaitAsync(ScriptLine line, CancellationToken cancellationToken)
    {
        if (line.Wait is not { } wait)
        {
            return;
        }

        progress.Doing($"{step}: until {wait}");
        progress.Done("", $"  {step}", await waits.ForAsync(wait, run, step, cancellationToken));
    }

    private static void Check(ScriptLine line, DirectiveAnswer answer)
    {
        if (answer.IsAccepted != line.IsAccepted || answer.Refusal?.Code != line.Refusal)
        {
            var was = answer.Refusal is { } refusal
                ? $"was refused ({refusal.Code}): {refusal.Sentence}"
                : "was accepted";
            throw new CliException(
                ExitCode.DemoFailed,
                "demoFailed",
                $"{ScriptReader.FileName}:{line.Line}: the directive {line.Verb} by {line.By} {was}; expected: " +
                (line.IsAccepted ? "accepted" : $"refused {line.Refusal}"));
        }
    }

    private static string ShortText(Instruction instruction) => instruction switch
    {
        Instruction.ClearContradiction clear => $"believe {clear.AcceptedSource}",
        Instruction.ClearBlock clear => $"clear block {clear.Block}: {CommandText.Word(clear.Resolution)}",
        Instruction.ReadBack back => $"read back {back.Point}",
        Instruction.ConfirmCharter => "confirm charter and procedure",
        Instruction.Approve approve => $"approve gate {approve.Gate}",
        _ => InstructionText.Of(instruction),
    };
}
