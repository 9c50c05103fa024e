using System.Diagnostics;
using DevServer.Tests.Clients;
using DevServer.Tests.Storage;
using DirectedExecution.DevServer.Hosting;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.TaskQueue.V1;
using Temporalio.Api.WorkflowService.V1;
using Tests.Support;
using Host = DirectedExecution.DevServer.Hosting.DevServer;

namespace DevServer.Tests.Hosting;

/// <summary>A server whose disk is full or read-only: what it acknowledged is there, and it acknowledges no more.</summary>
public sealed class FullDiskTests : IDisposable
{
    /// <summary>A file system of four megabytes for the server alone; what it left there is copied out at its end.</summary>
    private const string OnASmallDisk = """
        mount -t tmpfs -o size=4m none "$1" || exit 99
        dotnet exec "$2" server start-dev --port 0 --headless --db-filename "$1/full.db"
        code=$?
        cp "$1"/full.db* "$3"
        exit $code
        """;

    private const string OnAReadOnlyDisk = """
        mount -t tmpfs none "$1" && cp "$3" "$1/fixed.db" && mount -o remount,ro "$1" || exit 99
        exec dotnet exec "$2" server start-dev --port 0 --headless --db-filename "$1/fixed.db"
        """;

    private const int SignalBytes = 100_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly TemporaryFolder disk = new();
    private readonly TemporaryFolder saved = new();

    [SkippableFact]
    public async Task Write_DiskIsFull_LosesNothingThatWasAcknowledgedAndStops()
    {
        Skip.IfNot(await CanMountAsync(), "file systems cannot be mounted here");
        using var process = Process.Start(new ProcessStartInfo(
            "unshare", ["-rm", "sh", "-c", OnASmallDisk, "sh", disk.Path, EmbeddedServer.FindProgram(), saved.Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var ready = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
            using var client = new RawClient(ready!["Server: ".Length..]);
            var acknowledged = await WriteUntilRefusedAsync(client);
            var said = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
            await process.WaitForExitAsync().WaitAsync(Patience);

            Assert.Equal(1, process.ExitCode);
            Assert.Contains("full.db' cannot be written", said, StringComparison.Ordinal);
            Assert.InRange(acknowledged, 1, 4_000_000 / SignalBytes);
            await using var next = await Host.StartAsync(
                new DevServerOptions { Port = 0, DbFilename = saved.File("full.db") });
            using var reader = new RawClient(next.Address);
            Assert.InRange(await SignalsAsync(reader), acknowledged, acknowledged + 1);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    [SkippableFact]
    public async Task Start_DiskIsReadOnly_SaysSoAndTakesNoCalls()
    {
        Skip.IfNot(await CanMountAsync(), "file systems cannot be mounted here");
        var file = saved.File("whole.db");
        await using (await Host.StartAsync(new DevServerOptions { Port = 0, DbFilename = file }))
        {
            // It exists now, and is one of ours.
        }

        var run = await Command.RunAsync(
            "unshare",
            ["-rm", "sh", "-c", OnAReadOnlyDisk, "sh", disk.Path, EmbeddedServer.FindProgram(), file],
            saved.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Output);
        var said = Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Equal(
            $"The database file '{disk.File("fixed.db")}' cannot be written: it, its folder or its file system is read-only.",
            said);
    }

    public void Dispose()
    {
        disk.Dispose();
        saved.Dispose();
    }

    private async Task<bool> CanMountAsync()
    {
        try
        {
            var tried = await Command.RunAsync(
                "unshare", ["-rm", "mount", "-t", "tmpfs", "-o", "size=1m", "none", disk.Path], disk.Path);
            return tried.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static async Task<int> WriteUntilRefusedAsync(RawClient client)
    {
        await client.CallAsync<StartWorkflowExecutionResponse>(new StartWorkflowExecutionRequest
        {
            Namespace = "default",
            WorkflowId = "w",
            WorkflowType = new WorkflowType { Name = "T" },
            TaskQueue = new TaskQueue { Name = "nobody" },
        });
        var payload = new Payload { Data = ByteString.CopyFrom(new byte[SignalBytes]) };
        for (var acknowledged = 0; ; acknowledged++)
        {
            try
            {
                await client.CallAsync<SignalWorkflowExecutionResponse>(new SignalWorkflowExecutionRequest
                {
                    Namespace = "default",
                    WorkflowExecution = new WorkflowExecution { WorkflowId = "w" },
                    SignalName = "s",
                    RequestId = $"s{acknowledged}",
                    Input = new Payloads { Payloads_ = { payload } },
                });
            }
            catch (Exception refused) when (refused is RawRpcException or HttpRequestException)
            {
                return acknowledged;
            }
        }
    }

    private static async Task<int> SignalsAsync(RawClient client)
    {
        var found = await client.CallAsync<DescribeWorkflowExecutionResponse>(new DescribeWorkflowExecutionRequest
        {
            Namespace = "default",
            Execution = new WorkflowExecution { WorkflowId = "w" },
        });
        Assert.Equal(WorkflowExecutionStatus.Running, found.WorkflowExecutionInfo.Status);

        // The start, its workflow task, and the signals.
        return (int)found.WorkflowExecutionInfo.HistoryLength - 2;
    }
}
