using DirectedExecution.Cli.Connection;
using DirectedExecution.Worker.Encryption;
using Temporalio.Exceptions;

namespace DirectedExecution.Cli.Commands;

/// <summary>The edge: whatever a verb throws becomes one sentence and one exit code.</summary>
internal static class Failures
{
    public static CliException Translate(
        Exception fault, CommandContext context, CancellationToken interrupted) => fault switch
    {
        CliException expected => expected,
        PayloadProtectionException locked => ConnectionFailures.Locked(locked),
        RpcException rpc => ConnectionFailures.Translate(rpc, context.Settings),
        OperationCanceledException when interrupted.IsCancellationRequested =>
            new CliException(ExitCode.Interrupted, "interrupted", "interrupted; what had been sent before stands"),
        _ => FileFailure(fault) ?? Internal(fault, context),
    };

    private static CliException? FileFailure(Exception fault) => fault switch
    {
        FileNotFoundException { FileName: { } name } => new CliException(
            ExitCode.NotFound, "fileNotFound", $"{name}: there is no such file", "check the path"),
        DirectoryNotFoundException or UnauthorizedAccessException or IOException => new CliException(
            ExitCode.BadInput, "fileUnusable", fault.Message, "check the path and its permissions"),
        _ => null,
    };

    private static CliException Internal(Exception fault, CommandContext context)
    {
        if (!string.IsNullOrEmpty(context.Host.Variable("DIRECTED_DEBUG")))
        {
            context.Host.Error.WriteLine(fault.ToString());
        }

        return new CliException(
            ExitCode.InternalError,
            "internalError",
            $"this is a fault in the program: {fault.GetType().Name}: {fault.Message.ReplaceLineEndings(" ")}",
            "run it again with DIRECTED_DEBUG=1 in the environment and report what it prints");
    }
}
