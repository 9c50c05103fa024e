using Temporalio.Workflows;

namespace Conformance.Tests.LocalActivities;

/// <summary>Calls one local activity after another, and answers meanwhile.</summary>
[Workflow]
public sealed class LocalCaller
{
    private readonly List<string> words = [];

    /// <summary>Gets what there is so far.</summary>
    [WorkflowQuery]
    public string Words => string.Join(' ', words);

    [WorkflowRun]
    public async Task<string> RunAsync(string[] activities, double thresholdSeconds)
    {
        foreach (var activity in activities)
        {
            var began = Workflow.UtcNow;
            words.Add(await Workflow.ExecuteLocalActivityAsync<string>(activity, [activity], new()
            {
                StartToCloseTimeout = TimeSpan.FromMinutes(1),
                RetryPolicy = new() { InitialInterval = TimeSpan.FromMilliseconds(50) },
                LocalRetryThreshold = TimeSpan.FromSeconds(thresholdSeconds),
                CancellationType = ActivityCancellationType.WaitCancellationCompleted,
                Summary = "called",
            }));
            words.Add(Workflow.UtcNow > began ? "later" : "at once");
        }

        return Words;
    }

    [WorkflowSignal]
    public Task SayAsync(string word)
    {
        words.Add(word);
        return Task.CompletedTask;
    }

    [WorkflowUpdate]
    public Task<string> AskAsync(string word)
    {
        words.Add(word);
        return Task.FromResult(Words);
    }
}
