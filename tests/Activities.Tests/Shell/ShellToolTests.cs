using System.Diagnostics;
using System.Globalization;
using Activities.Tests.Support;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.Shell;

public sealed class ShellToolTests : IDisposable
{
    private readonly Bench bench = new(options => options with { OutputLimitBytes = 2048 });

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Program_EndsWithZero_IsExecutedWithItsOutput()
    {
        var result = await bench.ActAsync("shell", Bench.Puppet("say", """{"queue": 7}"""));

        Assert.Equal(ToolOutcome.Executed, result.Outcome);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(7, result.Value!["output"]!["queue"]!.GetValue<int>());
    }

    [Fact]
    public async Task Arguments_WithShellCharacters_ArriveAsTheyAre()
    {
        string[] arguments = ["a b", "$(touch x)", "; rm -rf .", "\"quoted\"", "*", ""];

        var result = await bench.ActAsync("shell", Bench.Puppet(["arguments", .. arguments]));

        Assert.Equal(string.Join('|', arguments).Trim(), result.Value!["output"]!.GetValue<string>());
    }

    [Fact]
    public async Task Environment_OfTheWorker_IsNotPassedOn()
    {
        Environment.SetEnvironmentVariable("DIRECTED_TEST_PRIVATE", "not for programs");

        var result = await bench.ActAsync("shell", Bench.Puppet("variables"), key: "the-key");

        var output = result.Value!["output"]!.GetValue<string>();
        Assert.DoesNotContain("DIRECTED_TEST_PRIVATE", output, StringComparison.Ordinal);
        Assert.Contains("DIRECTED_IDEMPOTENCY_KEY=the-key", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_EndsWithAnotherCode_IsUnknown()
    {
        var result = await bench.ActAsync("shell", Bench.Puppet("complain", "half done"));

        Assert.Equal((ToolOutcome.Unknown, ToolCodes.ReportedFailure, 7), (result.Outcome, result.Code, result.ExitCode));
        Assert.Contains("half done", result.Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Program_EndsWithACodeThatProvesNothingWasDone_IsFailed()
    {
        var parameters = Bench.Puppet("exit", "3").Replace("{", """{"notDoneExitCodes":[3],""", StringComparison.Ordinal);

        var result = await bench.ActAsync("shell", parameters);

        Assert.Equal(ToolOutcome.Failed, result.Outcome);
    }

    [Fact]
    public async Task Program_ThatFloods_IsReadToTheEndAndCut()
    {
        var result = await bench.ActAsync("shell", Bench.Puppet("flood", "20000000"));

        Assert.Equal(ToolOutcome.Executed, result.Outcome);
        Assert.True(result.IsTruncated);
        Assert.Equal(2048, result.Value!["output"]!.GetValue<string>().Length);
    }

    [Fact]
    public async Task Program_ThatWaitsForInput_GetsNone()
    {
        var result = await bench.ActAsync("shell", Bench.Puppet("read"));

        Assert.Equal("0", result.Value!["output"]!.GetValue<string>());
    }

    [Fact]
    public async Task Program_ThatHangs_IsStoppedAndUnknown()
    {
        var result = await bench.ActAsync(
            "shell", Bench.Puppet("hang", bench.Folder["pid"]), timeout: TimeSpan.FromSeconds(2));

        Assert.Equal((ToolOutcome.Unknown, ToolCodes.TimedOut), (result.Outcome, result.Code));
    }

    [Fact]
    public async Task Program_Cancelled_IsStoppedWithItsChildren()
    {
        using var cancel = new CancellationTokenSource();
        var running = bench.ActAsync(
            "shell", Bench.Puppet("family", bench.Folder["child"]), cancellationToken: cancel.Token);
        var childId = int.Parse(await Eventually.FileAsync(bench.Folder["child"]), CultureInfo.InvariantCulture);
        using var child = Process.GetProcessById(childId);

        await cancel.CancelAsync();
        var result = await running;

        Assert.Equal(ToolOutcome.Unknown, result.Outcome);
        await child.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("""{"executable":"/bin/sh"}""", ToolCodes.NotAllowed)]
    [InlineData("""{"executable":"dotnet","workingDirectory":"../.."}""", ToolCodes.ParameterInvalid)]
    [InlineData("""{"executable":"dotnet","command":"rm -rf"}""", ToolCodes.ParameterInvalid)]
    [InlineData("""{"executable":"dotnet","arguments":"a b"}""", ToolCodes.ParameterInvalid)]
    [InlineData("""{"executable":"dotnet","workingDirectory":"missing"}""", ToolCodes.NotFound)]
    [InlineData("""{}""", ToolCodes.ParameterInvalid)]
    public async Task Call_NotAllowedOrMalformed_IsFailed(string parameters, string code)
    {
        var result = await bench.ActAsync("shell", parameters);

        Assert.Equal((ToolOutcome.Failed, code), (result.Outcome, result.Code));
        Assert.False(string.IsNullOrEmpty(result.Sentence));
    }

    [Fact]
    public async Task Credential_IsHandedOverAndNeverReturned()
    {
        var result = await bench.ActAsync("shell", Bench.Puppet("variables"), credential: FixedSecrets.Reference);

        Assert.Contains("DIRECTED_CREDENTIAL=[secret]", result.Excerpt, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", result.Value!.ToJsonString() + result.Excerpt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credential_Missing_IsFailed()
    {
        var result = await bench.ActAsync("shell", Bench.Puppet("variables"), credential: "env:DIRECTED_NOT_THERE");

        Assert.Equal((ToolOutcome.Failed, ToolCodes.CredentialMissing), (result.Outcome, result.Code));
    }
}
