using System.Diagnostics;
using System.Text.Json.Nodes;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.ToolKit;

/// <summary>
/// What every tool promises. Derive from it in a test project, say how to make the tool and how to count what it has
/// done in the world; the tests are inherited.
/// </summary>
public abstract class ToolComplianceTests : IDisposable
{
    private static readonly TimeSpan Plenty = TimeSpan.FromSeconds(60);

    /// <summary>Gets a folder of the test's own: the working root.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("directed-kit-").FullName;

    /// <summary>Gets the parameters of an action that leaves exactly one effect.</summary>
    protected abstract JsonObject Action { get; }

    /// <summary>Gets the parameters of another action; null when the target cannot tell one from the other.</summary>
    protected abstract JsonObject? OtherAction { get; }

    /// <summary>Gets the parameters of a read; null when the tool has none.</summary>
    protected abstract JsonObject? Read { get; }

    /// <summary>Gets a value indicating whether a second try with the same key leaves no second effect.</summary>
    protected virtual bool HonoursKeys => true;

    /// <summary>Makes the tool.</summary>
    protected abstract ITool Create(ToolOptions options, ISecretSource secrets);

    /// <summary>Counts what was done in the world; never by asking the tool.</summary>
    protected abstract Task<int> EffectsAsync();

    /// <summary>Makes what the tool acts on; skips the test where that cannot be had.</summary>
    protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Adds to the options of the worker.</summary>
    protected virtual ToolOptions Configure(ToolOptions options) => options;

    [SkippableFact]
    public async Task Kind_IsOneLowerCaseWord()
    {
        var tool = await ToolAsync();

        Assert.Matches("^[a-z][a-z0-9-]*$", tool.Kind);
    }

    [SkippableFact]
    public async Task Action_IsExecutedAndHasItsEffect()
    {
        var tool = await ToolAsync();

        var result = await RunAsync(tool, Action);

        Assert.Equal((ToolOutcome.Executed, 1), (result.Outcome, await EffectsAsync()));
    }

    [SkippableFact]
    public async Task Action_TriedAgainWithItsKey_HasOneEffect()
    {
        Skip.IfNot(HonoursKeys, "the target has no use for a key: its steps are opaque");
        var tool = await ToolAsync();

        var first = await RunAsync(tool, Action);
        var second = await RunAsync(tool, Action);

        Assert.Equal((ToolOutcome.Executed, ToolOutcome.Executed), (first.Outcome, second.Outcome));
        Assert.Equal(1, await EffectsAsync());
    }

    [SkippableFact]
    public async Task Action_TriedByManyAtOnceWithOneKey_HasOneEffect()
    {
        Skip.IfNot(HonoursKeys, "the target has no use for a key: its steps are opaque");
        var tool = await ToolAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RunAsync(tool, Action)));

        Assert.DoesNotContain(results, result => result.Outcome == ToolOutcome.Failed);
        Assert.Contains(results, result => result.Outcome == ToolOutcome.Executed);
        Assert.Equal(1, await EffectsAsync());
    }

    [SkippableFact]
    public async Task Key_UsedForAnotherAction_IsRefused()
    {
        var tool = await ToolAsync();
        Skip.If(OtherAction is null, "the target cannot tell one action from another");
        await RunAsync(tool, Action);

        var result = await RunAsync(tool, OtherAction!);

        Assert.Equal((ToolOutcome.Failed, 1), (result.Outcome, await EffectsAsync()));
    }

    [SkippableFact]
    public async Task Parameter_ThatIsNotKnown_IsRefusedBeforeAnythingIsDone()
    {
        var tool = await ToolAsync();
        var parameters = Action.DeepClone().AsObject();
        parameters["no-such-parameter"] = 1;

        var result = await RunAsync(tool, parameters);

        Assert.Equal((ToolOutcome.Failed, ToolCodes.ParameterInvalid, 0), (result.Outcome, result.Code, await EffectsAsync()));
        Assert.Contains("no-such-parameter", result.Sentence, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Read_ThatWouldAct_IsRefusedBeforeAnythingIsDone()
    {
        var tool = await ToolAsync();

        var result = await RunAsync(tool, Action, isRead: true);

        Assert.Equal((ToolOutcome.Failed, 0), (result.Outcome, await EffectsAsync()));
    }

    [SkippableFact]
    public async Task Read_ChangesNothingAndGivesData()
    {
        var tool = await ToolAsync();
        Skip.If(Read is null, "the tool reads nothing");

        var result = await RunAsync(tool, Read!, isRead: true);

        Assert.Equal((ToolOutcome.Executed, 0), (result.Outcome, await EffectsAsync()));
        Assert.NotNull(result.Value);
    }

    [SkippableFact]
    public async Task Call_CancelledWhileItRuns_EndsAndNeverClaimsWhatIsNotSo()
    {
        var tool = await ToolAsync();
        using var cancel = new CancellationTokenSource();
        var clock = Stopwatch.StartNew();

        var running = RunAsync(tool, Action, cancellationToken: cancel.Token);
        await cancel.CancelAsync();
        var result = await running;

        var effects = await EffectsAsync();
        Assert.True(clock.Elapsed < Plenty, $"It took {clock.Elapsed}.");
        Assert.True(result.Outcome != ToolOutcome.Executed || effects == 1, "It claims what was not done.");
        Assert.True(result.Outcome != ToolOutcome.Failed || effects == 0, "It denies what was done.");
    }

    [SkippableFact]
    public async Task Credential_IsSeenNowhereInTheResult()
    {
        var tool = await ToolAsync();

        var result = await RunAsync(tool, Action, credential: KitSecrets.Reference);

        var told = $"{result.Sentence}|{result.Excerpt}|{result.Value?.ToJsonString()}";
        Assert.DoesNotContain("canary-5d41", told, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Removes the folder; override to remove more.</summary>
    protected virtual void Dispose(bool disposing) => Directory.Delete(Folder, recursive: true);

    private async Task<ITool> ToolAsync()
    {
        await PrepareAsync();
        return Create(Options(), new KitSecrets());
    }

    private ToolOptions Options() => Configure(new ToolOptions { WorkingRoot = Folder }).Validate();

    private Task<ToolResult> RunAsync(
        ITool tool,
        JsonObject parameters,
        bool isRead = false,
        string? credential = null,
        CancellationToken cancellationToken = default) =>
        new ToolRunner([tool], Options(), TimeProvider.System).RunAsync(
            new ToolRequest
            {
                Kind = tool.Kind,
                Parameters = parameters.DeepClone().AsObject(),
                IsRead = isRead,
                IdempotencyKey = isRead ? string.Empty : "kit-key-1",
                Timeout = Plenty,
                Credential = credential,
            },
            cancellationToken);
}
