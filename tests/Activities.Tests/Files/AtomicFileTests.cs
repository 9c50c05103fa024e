using Activities.Tests.Support;
using DirectedExecution.Activities.Files;
using DirectedExecution.Activities.Tools;

namespace Activities.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly Folder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Replacement_CancelledWhileItIsWritten_ChangesNothingAndLeavesNothing()
    {
        await File.WriteAllTextAsync(folder["flag.txt"], "off");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => AtomicFile.ReplaceAsync(folder["flag.txt"], "on", new CancellationToken(canceled: true)));

        Assert.Equal("off", await File.ReadAllTextAsync(folder["flag.txt"]));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(folder["flag.txt"])!));
    }

    [Fact]
    public async Task Replacement_OfAFolder_FailsAndLeavesNothing()
    {
        Directory.CreateDirectory(folder["flag.txt"]);

        var result = await AtomicFile.ReplaceAsync(folder["flag.txt"], "on", CancellationToken.None);

        Assert.Equal(ToolOutcome.Failed, result?.Outcome);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(folder["flag.txt"])!));
    }
}
