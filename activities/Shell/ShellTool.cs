using System.Diagnostics;
using System.Text.Json.Nodes;
using DirectedExecution.Activities.Secrets;
using DirectedExecution.Activities.Tools;

namespace DirectedExecution.Activities.Shell;

/// <summary>
/// Runs a program to its end. It is opaque: an exit code is a claim, so only 0 counts as executed, and another one
/// leaves open what was done, unless the procedure lists it as proof that nothing was.
/// </summary>
/// <remarks>
/// Parameters: executable, arguments, workingDirectory, environment, credentialVariable, isolation,
/// notDoneExitCodes (codes by which the program says that it did nothing).
/// </remarks>
public sealed class ShellTool(ToolOptions options, ISecretSource secrets) : ITool
{
    /// <summary>How long outputs may stay open after the program has ended (a grandchild may hold them).</summary>
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    /// <summary>How long a child may outlive the program before it counts as left behind.</summary>
    private static readonly TimeSpan LeaveTime = TimeSpan.FromMilliseconds(500);

    public string Kind => "shell";

    public async ValueTask<ToolResult> RunAsync(ToolRequest request, CancellationToken cancellationToken)
    {
        var parameters = new ToolParameters(request, [.. ProcessCommand.Names, "notDoneExitCodes"]);
        var secret = CredentialDesk.SecretFor(secrets, options, request);
        var call = Guid.NewGuid().ToString("N");
        var command = ProcessCommand.Read(parameters, request, options, secret).With(ProcessFamily.Variable, call);
        var notDone = parameters.NumberList("notDoneExitCodes");
        var output = new BoundedOutput(options.OutputLimitBytes, secret);
        var errors = new BoundedOutput(options.OutputLimitBytes, secret);
        using var process = command.Start();
        var wasStopped = await WaitAsync(process, output, errors, cancellationToken);
        var left = await EndLeftoversAsync(call, wasStopped);
        var result = Report(process, output, errors, command.Isolation);
        if (left > 0 && !wasStopped)
        {
            return result with
            {
                Outcome = ToolOutcome.Unknown,
                Code = ToolCodes.LeftoverProcesses,
                Sentence = $"The program ended with code {result.ExitCode} and left {left} processes at work, which "
                    + "were ended; what they had done by then is not known.",
            };
        }

        return wasStopped
            ? result with
            {
                Outcome = ToolOutcome.Unknown,
                Code = ToolCodes.TimedOut,
                Sentence =
                    "The program had not ended in time or was cancelled; it was stopped with all that it started.",
            }
            : Judge(result, notDone);
    }

    private static async Task<int> EndLeftoversAsync(string call, bool wasStopped)
    {
        if (!wasStopped && ProcessFamily.Find(call).Count > 0)
        {
            await Task.Delay(LeaveTime);
        }

        return await ProcessFamily.EndAsync(call);
    }

    private static ToolResult Judge(ToolResult result, IReadOnlyList<int> notDone) => result.ExitCode switch
    {
        0 => result,
        { } code when notDone.Contains(code) => result with
        {
            Outcome = ToolOutcome.Failed,
            Code = ToolCodes.ReportedFailure,
            Sentence = $"The program ended with code {code}, by which it says that it did nothing.",
        },
        var code => result with
        {
            Outcome = ToolOutcome.Unknown,
            Code = ToolCodes.ReportedFailure,
            Sentence = $"The program ended with code {code}; what it had done by then is not known.",
        },
    };

    private static async Task<bool> WaitAsync(
        Process process,
        BoundedOutput output,
        BoundedOutput errors,
        CancellationToken cancellationToken)
    {
        using var draining = new CancellationTokenSource();
        var readers = Task.WhenAll(
            output.ReadAsync(process.StandardOutput.BaseStream, draining.Token),
            errors.ReadAsync(process.StandardError.BaseStream, draining.Token));
        var wasStopped = false;
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            wasStopped = true;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        draining.CancelAfter(DrainTime);
        await readers.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return wasStopped;
    }

    private ToolResult Report(Process process, BoundedOutput output, BoundedOutput errors, int? isolation)
    {
        var (text, errorText) = (output.Text, errors.Text);
        var isTruncated = output.IsTruncated || errors.IsTruncated;
        var value = new JsonObject
        {
            ["exitCode"] = process.ExitCode,
            ["output"] = Observation.FromText(text),
            ["errors"] = errorText.Trim(),
            ["isTruncated"] = isTruncated,
        };
        if (isolation is not null)
        {
            value["isolation"] = isolation;
        }

        return new ToolResult
        {
            Outcome = ToolOutcome.Executed,
            ExitCode = process.ExitCode,
            Isolation = isolation,
            IsTruncated = isTruncated,
            Excerpt = BoundedOutput.Cut(
                errorText.Length == 0 ? text : $"{text}\n[stderr] {errorText}", options.ExcerptLimit),
            Value = value,
        };
    }
}
