namespace DirectedExecution.Activities.Tools;

/// <summary>Finds the tool, bounds its time, and turns whatever happens into an outcome.</summary>
public sealed class ToolRunner
{
    /// <summary>How long a call may take to say how it ended; what has not by then is left behind.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(15);

    private readonly Dictionary<string, ITool> tools;
    private readonly ToolOptions options;
    private readonly TimeProvider time;

    public ToolRunner(IEnumerable<ITool> tools, ToolOptions options, TimeProvider time)
    {
        this.tools = tools.ToDictionary(tool => tool.Kind, StringComparer.Ordinal);
        this.options = options;
        this.time = time;
    }

    /// <summary>The kinds that procedures may name.</summary>
    public IReadOnlyCollection<string> Kinds => tools.Keys;

    /// <summary>
    /// Runs one call to an outcome. Does not throw for anything that a tool, a procedure or the world does.
    /// </summary>
    public async Task<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        if (!tools.TryGetValue(request.Kind, out var tool))
        {
            return ToolResult.Failed(
                ToolCodes.ToolUnknown,
                $"There is no tool '{request.Kind}' on this worker; known are {string.Join(", ", tools.Keys)}.");
        }

        if (request.Timeout <= TimeSpan.Zero || request.Timeout > options.LongestTimeout)
        {
            return ToolResult.Failed(
                ToolCodes.ParameterInvalid,
                $"The timeout {request.Timeout} is not between 0 and {options.LongestTimeout}.");
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return ToolResult.Failed(ToolCodes.Canceled, "The call was cancelled before it began.");
        }

        using var deadline = new CancellationTokenSource(request.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        return await RunBoundedAsync(tool, request, both.Token, cancellationToken);
    }

    private async Task<ToolResult> RunBoundedAsync(
        ITool tool,
        ToolRequest request,
        CancellationToken bounded,
        CancellationToken canceled)
    {
        try
        {
            // On a thread of its own and with an end: a tool that blocks or does not hear is left, not waited for.
            return await Task.Run(() => tool.RunAsync(request, bounded).AsTask(), CancellationToken.None)
                .WaitAsync(LastMoment(request), time, CancellationToken.None);
        }
        catch (TimeoutException) when (bounded.IsCancellationRequested)
        {
            return ToolResult.Unknown(
                ToolCodes.TimedOut, $"The tool '{tool.Kind}' did not stop when its time was over and was left behind.");
        }
        catch (ToolRefusalException refusal)
        {
            return ToolResult.Failed(refusal.Code, refusal.Message);
        }
        catch (OperationCanceledException) when (canceled.IsCancellationRequested)
        {
            return ToolResult.Unknown(ToolCodes.Canceled, "The call was cancelled while it ran.");
        }
        catch (OperationCanceledException)
        {
            return ToolResult.Unknown(
                ToolCodes.TimedOut,
                $"The call had not ended after {request.Timeout.TotalSeconds:0.###} seconds and was stopped.");
        }
        catch (Exception fault)
        {
            // A tool that breaks has perhaps acted before: only a read of the state can tell.
            return ToolResult.Unknown(ToolCodes.ToolBroken, $"The tool '{tool.Kind}' broke: {fault.GetType().Name}.");
        }
    }

    private static TimeSpan LastMoment(ToolRequest request) => request.Timeout + StopTime;
}
